import { expect, type Page } from "@playwright/test";
import { firstAdmin, newPerson, type Person, signIn } from "./people";

/** Signs somebody in on this page whom the admin has just made a curator. */
export async function signInAsCurator(page: Page, name = "Linden Grove"): Promise<Person> {
  const person = newPerson(name);
  const headers = { Origin: new URL(await addressOf(page)).origin };
  const api = page.context().request;
  const send = (method: string, path: string, data?: object) =>
    api.fetch(path, { method, headers, ...(data === undefined ? {} : { data }) });

  const { email, password } = person;
  const registered = { email, password, display_name: name, transport: "cookie" };
  expect((await send("POST", "/api/auth/register", registered)).ok()).toBe(true);
  const admin = firstAdmin();
  const asAdmin = { email: admin.email, password: admin.password, transport: "cookie" };
  expect((await send("POST", "/api/auth/login", asAdmin)).ok()).toBe(true);
  const found = await send("GET", `/api/admin/accounts?search=${encodeURIComponent(email)}`);
  const { accounts } = (await found.json()) as { accounts: { id: string }[] };
  const path = `/api/admin/accounts/${accounts[0]?.id}`;
  expect((await send("PATCH", path, { role: "curator" })).ok()).toBe(true);
  await page.context().clearCookies();
  await signIn(page, person);
  return person;
}

/** A word that no other test uses in a name. */
export function unique(word: string): string {
  return `${word} ${crypto.randomUUID().slice(0, 6)}`;
}

interface CalendarEntry {
  uid: string;
  title: string;
  /** From now. */
  inDays: number;
  location?: string;
}

/** The text of a calendar's file (RFC 5545) with these events, each from 23:00 to 24:00 UTC. */
export function calendarText(entries: readonly CalendarEntry[]): string {
  const lines = entries.flatMap(({ uid, title, inDays, location }) => [
    "BEGIN:VEVENT",
    `UID:${uid}`,
    "DTSTAMP:20260101T000000Z",
    `DTSTART:${dayFromNow(inDays)}T230000Z`,
    "DURATION:PT1H",
    `SUMMARY:${title}`,
    ...(location === undefined ? [] : [`LOCATION:${location}`]),
    "END:VEVENT",
  ]);
  const head = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Browser tests//EN"];
  return [...head, ...lines, "END:VCALENDAR", ""].join("\r\n");
}

function dayFromNow(days: number): string {
  const day = new Date(Date.now() + days * 24 * 60 * 60 * 1_000);
  return day.toISOString().slice(0, 10).replaceAll("-", "");
}

interface FeedToMake {
  source: string;
  feed: string;
}

/** Adds a source with a feed that is filled by uploads; leaves the page at the feed's. */
export async function addUploadedFeed(page: Page, { source, feed }: FeedToMake): Promise<void> {
  await page.goto("/admin/feeds/add");
  await page.getByLabel("Address of the feed").fill(feed);
  await page.getByLabel("Kind of feed").selectOption("csv");
  await page.getByLabel("Name of a new source").fill(source);
  await page.getByLabel("Name of the feed").fill(feed);
  await page.getByRole("button", { name: "Add this feed" }).click();
  await expect(page.getByRole("status")).toContainText("The feed is added.");
}

/** Uploads a calendar on the page of a feed. */
export async function uploadCalendar(page: Page, text: string): Promise<void> {
  await page.getByLabel("File", { exact: true }).setInputFiles({
    name: "calendar.ics",
    mimeType: "text/calendar",
    buffer: Buffer.from(text),
  });
  await page.getByRole("button", { name: "Upload" }).click();
}

/** Puts these on the calendar, as a source of their own. */
export async function publishEvents(page: Page, entries: readonly CalendarEntry[]): Promise<void> {
  await addUploadedFeed(page, { source: unique("Tern Gallery"), feed: unique("Dates") });
  await uploadCalendar(page, calendarText(entries));
  await expect(page.getByRole("status")).toContainText("The file is stored");
}

async function addressOf(page: Page): Promise<string> {
  await page.goto("/web-health");
  return page.url();
}
