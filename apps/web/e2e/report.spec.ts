import { expect, test } from "@playwright/test";
import { typeAsSlowlyAsPeopleDo } from "./support/people-type-slowly";
import { expectLargeTargets, expectWell } from "./support/well";

test("a reader says that something is wrong, too quickly at first, and loses nothing", async ({
  page,
}) => {
  await page.goto("/events/a-harbor-of-lanterns");
  await page.getByRole("link", { name: "Something wrong? Tell us" }).click();
  await expect(page).toHaveURL("/events/a-harbor-of-lanterns/report");
  await expect(page.getByRole("link", { name: "A Harbor of Lanterns" })).toBeVisible();
  await expectWell(page, "report");
  await expectLargeTargets(page, "main a, main form select, main form textarea, main form button");

  const message = "It begins at 8 pm, not at 7:30. ".repeat(30).trim();
  await page.goto("/events/a-harbor-of-lanterns/report");
  await page.getByLabel("What is it?").selectOption("It is cancelled");
  await page.getByLabel("What should we know?").fill(message);
  await page.getByRole("button", { name: "Tell us" }).click();
  await expect(page.getByRole("alert")).toBeFocused();
  await expect(page.getByRole("alert")).toContainText("very quick");
  await expect(page.getByLabel("What is it?")).toHaveValue("cancelled");
  await expect(page.getByLabel("What should we know?")).toHaveValue(message);

  await page.getByLabel("Your e-mail address (optional)").fill("wren@example.org");
  await typeAsSlowlyAsPeopleDo(page);
  await page.getByRole("button", { name: "Tell us" }).click();
  await expect(page).toHaveURL("/events/a-harbor-of-lanterns/report/thanks");
  await expect(page.getByRole("heading", { name: "Thank you!" })).toBeVisible();
  await expectWell(page, "report-thanks");
  await page.getByRole("link", { name: "Back to the event" }).click();
  await expect(page).toHaveURL("/events/a-harbor-of-lanterns");
});

test("what is no event cannot be complained of", async ({ page }) => {
  expect((await page.goto("/events/no-such-event/report"))?.status()).toBe(404);
  const response = await page.goto("/events/a-harbor-of-lanterns/report");
  expect(response?.headers()["cache-control"]).toBe("no-store");
  await expect(page.locator("meta[name=robots]")).toHaveAttribute("content", /noindex/);
});

test("a form from elsewhere is refused in words", async ({ request }) => {
  const response = await request.post("/events/a-harbor-of-lanterns/report/submit", {
    form: { kind: "wrong", message: "x" },
    headers: { Origin: "https://elsewhere.example" },
  });
  expect(response.status()).toBe(403);
  expect(await response.text()).toContain("not sent from a page of this site");
});
