import { expect, test } from "@playwright/test";

test.use({ javaScriptEnabled: false });

test("all of the walk works", async ({ page }) => {
  await page.goto("/");
  await expect(page.getByRole("heading", { name: "Tonight", exact: true })).toBeVisible();
  await page.getByRole("navigation", { name: "Days" }).getByRole("link").nth(1).click();
  await page.locator("main ol > li:has(p) h3 a").first().click();
  await expect(page.getByText("Where", { exact: true })).toBeVisible();
  await page.locator("main dl a[href^='/venues/']").click();
  await expect(page.getByRole("heading", { name: "Coming up" })).toBeVisible();
});

test("the form leads to any day", async ({ page }) => {
  await page.goto("/");
  const next = await page.locator("a[href^='/day/']").last().getAttribute("href");
  const date = next?.match(/\d{4}-\d\d-\d\d/)?.[0] ?? "";
  await page.getByLabel("Another day").fill(date);
  await page.getByRole("button", { name: "Show the day" }).click();
  await expect(page).toHaveURL(`/day/${date}`);
});

test("a wrong address is answered in words", async ({ page }) => {
  for (const path of ["/events/no-such-event", "/day/never", "/nowhere/at/all"]) {
    const response = await page.goto(path);
    expect(response?.status(), path).toBe(404);
    await expect(page.getByRole("heading", { name: "Nothing here" })).toBeVisible();
  }
});
