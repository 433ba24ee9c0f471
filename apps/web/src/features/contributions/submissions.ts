import "server-only";

import { type Fields, FormRefusedError, readFields } from "@/lib/form-fields";
import { readFile } from "@/lib/form-file";
import { forwardedHeaders } from "@/lib/forwarded-headers";
import type { Refusal } from "@/lib/refusal";
import { refusingStrangers } from "@/lib/submitting";
import { askForPrefill, findSimilar, readCalendarFile, submitEvent } from "./actions";
import {
  clearedDraftLines,
  draftLines,
  FILE_ENTRIES,
  keptDraft,
  NEW_ENTRY,
  tokenLines,
} from "./kept";
import {
  ENTRY_FIELDS,
  type Entry,
  type EntryContent,
  entryOf,
  entryOfPrefill,
  readEntry,
} from "./model/entry";
import { entriesOfFile, fileEntries } from "./model/file-entries";
import { CHOOSE, SIMILAR, SUBMIT, THANKS } from "./model/paths";
import type { Prefill, Submitted } from "./model/types";
import { asked, doneLine, LOOK_AGAIN, refusedLine, seeOther } from "./sending";

/** Beside what is published: what tells people from programs. */
const TICKET_FIELDS = ["website", "form_token"] as const;
const SENT_FIELDS = [...ENTRY_FIELDS, ...TICKET_FIELDS] as const;
const LIST_FIELDS = ["categories", "all_day"] as const;

type Sent = Fields<(typeof SENT_FIELDS)[number]>;

/** The site's edge takes 1 MB, and a form is a little more than its file. */
const MOST_FILE_BYTES = 960 * 1024;

const FORM = { page: SUBMIT };

/** The form that is filled in: sent on, unless something on the calendar looks like it. */
export const sendEntry = refusingStrangers(FORM, async (request) => {
  const sent: Sent = await readFields(request, SENT_FIELDS, LIST_FIELDS);
  const headers = forwardedHeaders(request.headers);
  const { content, problems } = readEntry(sent);
  if (content === null) {
    return refused(sent, { status: 422, message: LOOK_AGAIN, fieldMessages: problems });
  }
  const isLikeOthers = (await similarOrNone(content, headers)).length > 0;
  return isLikeOthers ? seeOther(SIMILAR, keptLines(sent)) : submit(sent, content, headers);
});

/** The same, after its sender has said that what looks like it is another. */
export const sendAnyway = refusingStrangers(FORM, async (request) => {
  await readFields(request, []);
  const draft = await keptDraft(NEW_ENTRY);
  if (draft === null) {
    throw new FormRefusedError(
      400,
      "What you typed is not here any more: the form was open too long.",
    );
  }
  const sent = { website: "", form_token: "", ...entryOf(draft), ...draft } as Sent;
  const { content, problems } = readEntry(sent);
  return content === null
    ? refused(sent, { status: 422, message: LOOK_AGAIN, fieldMessages: problems })
    : submit(sent, content, forwardedHeaders(request.headers));
});

/** The address of a page that tells of the event. */
export const sendLink = refusingStrangers(FORM, async (request) => {
  const { url } = await readFields(request, ["url"]);
  const headers = forwardedHeaders(request.headers);
  const { answer, refusal } = await asked(askForPrefill({ url: url.trim() }, headers), ["url"]);
  if (answer === null) {
    return seeOther(SUBMIT, [refusedLine(SUBMIT, "link", refusal, { url })]);
  }
  const { id } = answer.data as { id: string };
  const { lines } = draftLines(NEW_ENTRY, { url: url.trim() });
  return seeOther(`${SUBMIT}?link=${encodeURIComponent(id)}`, lines);
});

/** A calendar file (RFC 5545) with the event, or with several. */
export const sendFile = refusingStrangers(FORM, async (request) => {
  const file = await readFile(request, "file", MOST_FILE_BYTES);
  const headers = forwardedHeaders(request.headers);
  const { answer, refusal } = await asked(readCalendarFile(await file.text(), headers), []);
  if (answer === null) {
    return seeOther(SUBMIT, [refusedLine(SUBMIT, "file", refusal)]);
  }
  return chosenFrom(answer.data ?? []);
});

/** Which of a file's events it is. */
export const chooseEntry = refusingStrangers({ page: CHOOSE }, async (request) => {
  const { event } = await readFields(request, ["event"]);
  const entry = entriesOfFile(await keptDraft(FILE_ENTRIES))[Number(event)];
  if (entry === undefined) {
    throw new FormRefusedError(400, "The file is not here any more. Please choose it again.");
  }
  return filledIn(entry, clearedDraftLines(FILE_ENTRIES));
});

function chosenFrom(found: readonly Prefill[]): Response {
  const entries = found.map(entryOfPrefill);
  const [only] = entries;
  if (only === undefined) {
    const message = "Nothing in this file is still to come.";
    const refusal = { status: 422, message, fieldMessages: {} };
    return seeOther(SUBMIT, [refusedLine(SUBMIT, "file", refusal)]);
  }
  if (entries.length === 1) {
    return filledIn(only, []);
  }
  const { lines } = draftLines(FILE_ENTRIES, fileEntries(entries));
  return seeOther(CHOOSE, lines);
}

function filledIn(entry: Entry, cookies: readonly string[]): Response {
  const message = "The form is filled in from your file. Please check it and send it.";
  const { lines } = draftLines(NEW_ENTRY, entry);
  return seeOther(SUBMIT, [...cookies, ...lines, doneLine(SUBMIT, "entry", message)]);
}

async function submit(
  sent: Sent,
  content: EntryContent,
  headers: Record<string, string>,
): Promise<Response> {
  const { website, form_token, contact_email } = sent;
  const body = { ...content, contact_email: contact_email.trim() || null, website, form_token };
  const done = await asked(submitEvent(body, headers), SENT_FIELDS);
  if (done.answer === null) {
    return refused(done.isTicketSpent ? { ...sent, form_token: "" } : sent, done.refusal);
  }
  const { id, edit_token: token } = done.answer.data as Submitted;
  return seeOther(THANKS, [
    ...clearedDraftLines(NEW_ENTRY),
    ...tokenLines(id, token),
    doneLine(THANKS, "entry", content.title, { id, token, contact_email: contact_email.trim() }),
  ]);
}

/** Somebody who wants to send an event is not kept from it by a comparison that fails. */
async function similarOrNone(content: EntryContent, headers: Record<string, string>) {
  const { title, start, all_day, location } = content;
  const { answer } = await asked(
    findSimilar({ title, start, all_day, location }, headers).then((found) => ({
      response: new Response(),
      found,
    })),
    [],
  );
  return answer?.found ?? [];
}

function refused(sent: Sent, refusal: Refusal): Response {
  const { lines, lost } = draftLines(NEW_ENTRY, sent);
  const message = lost.includes("description")
    ? `${refusal.message} The description was too long to be kept; please paste it again.`
    : refusal.message;
  return seeOther(SUBMIT, [...lines, refusedLine(SUBMIT, "entry", { ...refusal, message })]);
}

function keptLines(sent: Sent): string[] {
  return draftLines(NEW_ENTRY, sent).lines;
}
