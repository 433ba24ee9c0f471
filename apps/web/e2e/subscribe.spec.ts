import { expect, type Page, test } from "@playwright/test";
import { expectAccessible } from "./support/accessibility";

const FORMS = [
  ["iCalendar file", "text/calendar", "BEGIN:VCALENDAR"],
  ["RSS", "application/rss+xml", "<rss"],
  ["JSON Feed", "application/feed+json", "jsonfeed.org"],
] as const;

const subscribe = (page: Page) => page.getByRole("region", { name: "Subscribe" });

for (const [path, what, feed] of [
  ["/", "all events", "/feeds/events"],
  ["/?category=live-music&free=true", "free Live Music events", "/feeds/categories/live-music"],
  ["/venues/harbor-hall", "all events at Harbor Hall", "/feeds/venues/harbor-hall"],
  ["/search?venue=harbor-hall", "all events at Harbor Hall", "/feeds/venues/harbor-hall"],
] as const) {
  test(`${path} can be subscribed to, in each form`, async ({ page, request }) => {
    await page.goto(path);
    await expect(subscribe(page)).toContainText(`Have ${what} in your own calendar.`);
    for (const [name, type, beginning] of FORMS) {
      const href = await subscribe(page).getByRole("link", { name }).getAttribute("href");
      expect(href).toContain(feed);
      const answer = await request.get(href ?? "");
      expect(answer.status(), href ?? "").toBe(200);
      expect(answer.headers()["content-type"]).toContain(type);
      expect((await answer.text()).slice(0, 1_000)).toContain(beginning);
      await expect(page.locator(`head link[rel=alternate][type="${type}"]`)).toHaveAttribute(
        "href",
        href ?? "",
      );
    }
  });
}

test("a calendar program is handed the same address, and the web's can be copied", async ({
  page,
}) => {
  await page.goto("/?category=live-music");
  const ics = await subscribe(page)
    .getByRole("link", { name: "iCalendar file" })
    .getAttribute("href");
  await expect(subscribe(page).getByRole("link", { name: "Add to my calendar" })).toHaveAttribute(
    "href",
    (ics ?? "").replace(/^https?/, "webcal"),
  );
  await expect(subscribe(page).locator("code")).toHaveText(ics ?? "");
  await expectAccessible(page);
});
