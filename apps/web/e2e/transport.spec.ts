import { expect, type Request, test } from "@playwright/test";

test("the policy lets nothing inline run, and the pages keep to it", async ({ page }) => {
  const complaints: string[] = [];
  const strangers: string[] = [];
  page.on("console", (message) => {
    if (message.type() === "error" || message.type() === "warning") {
      complaints.push(message.text());
    }
  });
  page.on("pageerror", (error) => complaints.push(error.message));

  const response = await page.goto("/", { waitUntil: "networkidle" });
  const origin = new URL(page.url()).origin;
  page.on("request", (request) => {
    if (!request.url().startsWith(origin)) {
      strangers.push(request.url());
    }
  });
  const policy = response?.headers()["content-security-policy"] ?? "";
  expect(policy).toContain("default-src 'none'");
  expect(policy).toMatch(/script-src 'self' 'nonce-[\w+/=]+' 'strict-dynamic'/);
  expect(policy).not.toContain("unsafe");

  for (const link of ["main li a[href^='/events/']", "main dl a[href^='/venues/']"]) {
    const path = await page.locator(link).first().getAttribute("href");
    await page.goto(path ?? "", { waitUntil: "networkidle" });
  }
  expect(complaints).toEqual([]);
  expect(strangers).toEqual([]);
});

test("a page is words and style: no script travels with it, and little else", async ({ page }) => {
  for (const path of ["/", "/venues", "/day/2026-02-30", "/nowhere"]) {
    const kinds: string[] = [];
    const collect = (request: Request) => kinds.push(request.resourceType());
    page.on("request", collect);
    await page.goto(path, { waitUntil: "networkidle" });
    page.off("request", collect);
    expect(
      kinds.filter((kind) => kind === "script"),
      path,
    ).toEqual([]);
    expect(kinds.length, path).toBeLessThanOrEqual(8);
    await expect(page.locator("script[src]")).toHaveCount(0);
  }
});

test("each page view has a nonce of its own", async ({ request }) => {
  const policies = await Promise.all(
    [1, 2].map(async () => (await request.get("/")).headers()["content-security-policy"]),
  );
  expect(policies[0]).not.toBe(policies[1]);
});

test("robots find the way", async ({ request }) => {
  const robots = await (await request.get("/robots.txt")).text();
  expect(robots).toMatch(/^Sitemap: https?:\/\/.*\/sitemap\.xml$/m);
  const sitemap = await request.get("/sitemap.xml");
  expect(sitemap.headers()["content-type"]).toContain("xml");
  expect((await sitemap.text()).match(/\/events\//g)?.length).toBeGreaterThan(5);
  for (const path of ["/manifest.webmanifest", "/favicon.ico", "/icon.svg", "/web-health"]) {
    expect((await request.get(path)).status(), path).toBe(200);
  }
});

test("a page names its one address", async ({ page }) => {
  await page.goto("/?free=true");
  await expect(page.locator("link[rel=canonical]")).toHaveAttribute("href", /^https?:\/\/[^/]+\/$/);
  await expect(page.locator("meta[property='og:title']")).toHaveCount(1);
  await expect(page.locator("meta[name=description]")).toHaveCount(1);
});
