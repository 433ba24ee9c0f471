import { expect, type Page, test } from "@playwright/test";
import { typeAsSlowlyAsPeopleDo } from "./support/people-type-slowly";
import { expectLargeTargets, expectWell } from "./support/well";

interface Typed {
  title: string;
  day: string;
  time: string;
  place: string;
}

async function fillIn(page: Page, { title, day, time, place }: Typed): Promise<void> {
  await page.getByLabel("What is it called?").fill(title);
  await page.getByLabel("Day", { exact: true }).fill(day);
  await page.getByLabel("Begins at").fill(time);
  await page.getByLabel("Place", { exact: true }).fill(place);
}

function dayFromNow(days: number): string {
  return new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
}

const send = (page: Page) => page.getByRole("button", { name: "Send the event" }).click();

test("an event that is on the calendar already is asked about, sent, changed and withdrawn", async ({
  page,
  request,
  browser,
  baseURL,
}) => {
  const found = await (await request.get("/api/events/search?q=harbor+of+lanterns")).json();
  const { title, start_datetime_utc: start, local_date: day } = found.items[0].occurrence;
  const clock = { timeZone: "America/New_York", hour: "2-digit", minute: "2-digit" } as const;
  const time = new Date(start).toLocaleTimeString("en-GB", clock);

  await page.goto("/");
  await page.getByRole("link", { name: "Submit an event" }).click();
  await expectWell(page, "submit");
  await expectLargeTargets(
    page,
    "main form input:not([type=hidden], [type=checkbox], [name=website]), main button",
  );
  await fillIn(page, { title, day, time, place: "Banyan Street Playhouse" });
  await page.getByLabel("Theater & Dance").check();
  await typeAsSlowlyAsPeopleDo(page);
  await send(page);

  await expect(page).toHaveURL("/submit/similar");
  await expect(page.getByRole("link", { name: title })).toBeVisible();
  await expectWell(page, "submit-similar");
  await page.getByRole("link", { name: "Change what I typed" }).click();
  await expect(page.getByLabel("What is it called?")).toHaveValue(title);
  await expect(page.getByLabel("Theater & Dance")).toBeChecked();
  await send(page);
  await page.getByRole("button", { name: "No, mine is another: send it" }).click();

  await expect(page).toHaveURL("/submit/thanks");
  await expect(page.getByText(`“${title}” has arrived.`)).toBeVisible();
  const link = await page.locator("code").textContent();
  await expectWell(page, "submit-thanks");
  await page.goto("/submit/thanks");
  await expect(page.locator("code")).toHaveCount(0);
  await page.goto("/submit");
  await expect(page.getByLabel("What is it called?")).toHaveValue("");

  const elsewhere = await browser.newContext(baseURL === undefined ? {} : { baseURL });
  const other = await elsewhere.newPage();
  const path = new URL(link ?? "").pathname;
  expect((await other.goto(path))?.status()).toBe(404);
  const opened = await other.goto(link ?? "");
  const redirected = await opened?.request().redirectedFrom()?.response();
  expect(redirected?.headers()["referrer-policy"]).toBe("same-origin");
  expect(redirected?.headers()["cache-control"]).toContain("no-store");
  await expect(other).toHaveURL(path);
  await expect(other.getByRole("heading", { name: "Waiting to be looked at" })).toBeVisible();
  await expectWell(other, "submission");
  await other.getByLabel("What is it called?").fill("A Harbor of Lamps");
  await other.getByLabel("Ends at").fill("01:30");
  await other.getByRole("button", { name: "Send the change" }).click();
  await expect(other.getByRole("status")).toHaveText("Your change has arrived. Thank you!");
  await expect(other.getByRole("heading", { level: 1 })).toHaveText("A Harbor of Lamps");
  await expect(other.getByLabel("Ends at")).toHaveValue("01:30");

  await other.getByLabel("What is it called?").fill("Never mind");
  await other.getByLabel("Place", { exact: true }).fill(" ");
  await other.getByRole("button", { name: "Send the change" }).click();
  await expect(other.getByRole("alert")).toBeFocused();
  await expect(other.getByLabel("Place", { exact: true })).toHaveAccessibleDescription(
    /^Please say where it is\./,
  );
  await expect(other.getByLabel("What is it called?")).toHaveValue("Never mind");

  await other.getByText("Take it back").click();
  await other.getByRole("button", { name: "Withdraw the event" }).click();
  await expect(other.getByRole("status")).toContainText("It is withdrawn.");
  await expect(other.getByRole("heading", { name: "Withdrawn" })).toBeVisible();
  await expect(other.getByRole("button")).toHaveCount(1);
  await elsewhere.close();
});

test("a form that is refused tells beside the field what is wrong, and keeps all that was typed", async ({
  page,
}) => {
  const description = "Bring a chair.\nBring a friend. ".repeat(150).trim();
  await page.goto("/submit");
  await fillIn(page, {
    title: "Porch concert",
    day: dayFromNow(-400),
    time: "19:00",
    place: "Magnolia Commons",
  });
  await page.getByLabel("What is it about?").fill(description);
  await page.getByLabel("Its own web page").fill("porch.example/concert");
  await page.getByLabel("Is it free?").selectOption("Yes, it is free");
  await page.getByLabel("Live Music").check();
  await page.getByLabel("Your e-mail address").fill("wren@example.org");
  await typeAsSlowlyAsPeopleDo(page);
  await send(page);

  await expect(page).toHaveURL("/submit");
  await expect(page).toHaveTitle(/^Not sent yet/);
  await expect(page.getByRole("alert")).toBeFocused();
  await expect(page.getByLabel("Day", { exact: true })).toHaveAccessibleDescription(
    "This lies in the past.",
  );
  await expect(page.getByLabel("What is it about?")).toHaveValue(description);
  await expect(page.getByLabel("Its own web page")).toHaveValue("porch.example/concert");
  await expect(page.getByLabel("Is it free?")).toHaveValue("true");
  await expect(page.getByLabel("Live Music")).toBeChecked();
  await expect(page.getByLabel("Your e-mail address")).toHaveValue("wren@example.org");
  await expectWell(page, "submit-refused");

  await page.getByLabel("Day", { exact: true }).fill(dayFromNow(20));
  await page.getByLabel("Begins at").fill("");
  await send(page);
  await expect(page.getByLabel("Begins at")).toHaveAccessibleDescription(/^Please give the time/);
  await page.getByLabel("It lasts all day").check();
  await expect(page.getByLabel("Begins at")).toBeHidden();
  await send(page);
  await expect(page.getByText("We write to wren@example.org when that is done.")).toBeVisible();
});

test("a page that cannot be read says so, and its link stays in the form", async ({ page }) => {
  await page.goto("/submit");
  await page.getByLabel("Link to the event").fill("http://127.0.0.1/concert");
  await page.getByRole("button", { name: "Read the page" }).click();
  await expect(page).toHaveURL(/\/submit\?link=[\w-]+$/);
  await expect(page.getByRole("status")).toContainText("Please fill in the form by hand.", {
    timeout: 30_000,
  });
  await expect(page.getByLabel("Its own web page")).toHaveValue("http://127.0.0.1/concert");
  await expectWell(page, "submit-link-failed");
});

function calendarFile(...titles: string[]) {
  const day = dayFromNow(30).replaceAll("-", "");
  const events = titles.map((title, index) =>
    [
      "BEGIN:VEVENT",
      `UID:${index}@example.org`,
      `DTSTART;TZID=America/New_York:${day}T190000`,
      `DTEND;TZID=America/New_York:${day}T210000`,
      `SUMMARY:${title}`,
      "LOCATION:Magnolia Commons",
      "END:VEVENT",
    ].join("\r\n"),
  );
  const text = ["BEGIN:VCALENDAR", "VERSION:2.0", ...events, "END:VCALENDAR", ""].join("\r\n");
  return { name: "events.ics", mimeType: "text/calendar", buffer: Buffer.from(text) };
}

test("a calendar file fills in the form, and one with several events asks which", async ({
  page,
}) => {
  await page.goto("/submit");
  await page.getByLabel("File (.ics)").setInputFiles(calendarFile("Lawn bowls", "Porch concert"));
  await page.getByRole("button", { name: "Read the file" }).click();
  await expect(page).toHaveURL("/submit/choose");
  await expectWell(page, "submit-choose");
  await page.getByRole("button", { name: "Choose Porch concert" }).click();
  await expect(page).toHaveURL("/submit");
  await expect(page.getByRole("status")).toContainText("filled in from your file");
  await expect(page.getByLabel("What is it called?")).toHaveValue("Porch concert");
  await expect(page.getByLabel("Day", { exact: true })).toHaveValue(dayFromNow(30));
  await expect(page.getByLabel("Begins at")).toHaveValue("19:00");
  await expect(page.getByLabel("Ends at")).toHaveValue("21:00");
  await expect(page.getByLabel("Place", { exact: true })).toHaveValue("Magnolia Commons");

  await page.getByLabel("File (.ics)").setInputFiles({
    name: "x.ics",
    mimeType: "text/calendar",
    buffer: Buffer.from("<html>"),
  });
  await page.getByRole("button", { name: "Read the file" }).click();
  await expect(page.getByRole("alert")).toBeVisible();
});

test("addresses of submissions that are none, or without their token, are not found", async ({
  page,
}) => {
  for (const path of ["/submit/x", "/submit/00000000-0000-0000-0000-000000000000"]) {
    expect((await page.goto(path))?.status(), path).toBe(404);
    await expect(page.getByRole("heading", { name: "Nothing here" })).toBeVisible();
  }
});

test.describe("on a phone without JavaScript", () => {
  test.use({ javaScriptEnabled: false, viewport: { width: 360, height: 740 }, hasTouch: true });

  test("an event is sent as well", async ({ page }) => {
    await page.goto("/submit");
    await fillIn(page, {
      title: "Tea on the porch",
      day: dayFromNow(9),
      time: "15:00",
      place: "Depot Yard",
    });
    await typeAsSlowlyAsPeopleDo(page);
    await page.getByRole("button", { name: "Send the event" }).tap();
    await expect(page.getByRole("heading", { name: "Thank you!" })).toBeVisible();
    await page.getByRole("link", { name: "Change or withdraw it now" }).tap();
    await expect(page.getByLabel("What is it called?")).toHaveValue("Tea on the porch");
  });
});
