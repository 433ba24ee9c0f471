import "server-only";

import { FormRefusedError, readFields } from "@/lib/form-fields";
import { forwardedHeaders } from "@/lib/forwarded-headers";
import type { Refusal } from "@/lib/refusal";
import { type Place, refusingStrangers } from "@/lib/submitting";
import { changeSubmission, reportEvent, withdrawSubmission } from "./actions";
import { changedEntry, clearedDraftLines, draftLines, keptToken, typedReport } from "./kept";
import { ENTRY_FIELDS, readEntry } from "./model/entry";
import { isSubmissionId, reportPath, SUBMIT, submissionPath } from "./model/paths";
import type { ReportKind } from "./model/types";
import { asked, doneLine, LOOK_AGAIN, refusedLine, seeOther } from "./sending";

/* What the maker of a submission changes about it, and what readers say is wrong with an event. */

export const sendChange = refusingStrangers({ page: SUBMIT }, async (request, place) => {
  const sent = await readFields(request, ENTRY_FIELDS, ["categories", "all_day"]);
  const { id, token } = await opened(place);
  const page = submissionPath(id);
  const refused = (refusal: Refusal) =>
    seeOther(page, [
      ...draftLines(changedEntry(id), sent).lines,
      refusedLine(page, "entry", refusal),
    ]);
  const { content, problems } = readEntry(sent);
  if (content === null) {
    return refused({ status: 422, message: LOOK_AGAIN, fieldMessages: problems });
  }
  const body = { ...content, contact_email: sent.contact_email.trim() || null };
  const changing = changeSubmission(id, token, body, forwardedHeaders(request.headers));
  const { answer, refusal } = await asked(changing, ENTRY_FIELDS);
  return answer === null
    ? refused(refusal)
    : seeOther(page, [
        ...clearedDraftLines(changedEntry(id)),
        doneLine(page, "page", "Your change has arrived. Thank you!"),
      ]);
});

export const sendWithdrawal = refusingStrangers({ page: SUBMIT }, async (request, place) => {
  await readFields(request, []);
  const { id, token } = await opened(place);
  const page = submissionPath(id);
  const withdrawing = withdrawSubmission(id, token, forwardedHeaders(request.headers));
  const { answer, refusal } = await asked(withdrawing, []);
  return seeOther(page, [
    ...clearedDraftLines(changedEntry(id)),
    answer === null
      ? refusedLine(page, "page", refusal)
      : doneLine(page, "page", "It is withdrawn. Thank you for telling us."),
  ]);
});

const REPORT_FIELDS = ["kind", "message", "contact_email", "website", "form_token"] as const;

export const sendReport = refusingStrangers({ page: "/" }, async (request, { segment = "" }) => {
  const { event_id, ...sent } = await readFields(request, [...REPORT_FIELDS, "event_id"]);
  if (!/^\d{1,15}$/.test(event_id)) {
    throw new FormRefusedError(400, "What this form is about cannot be told from it.");
  }
  const event = decodedOr("", segment);
  const page = reportPath(event);
  const body = {
    ...sent,
    kind: sent.kind as ReportKind,
    message: sent.message.trim(),
    contact_email: sent.contact_email.trim() || null,
  };
  const reporting = reportEvent(Number(event_id), body, forwardedHeaders(request.headers));
  const done = await asked(reporting, REPORT_FIELDS);
  const kept = typedReport(event);
  if (done.answer !== null) {
    return seeOther(`${page}/thanks`, clearedDraftLines(kept));
  }
  const typed = done.isTicketSpent ? { ...sent, form_token: "" } : sent;
  const { lines } = draftLines(kept, typed);
  return seeOther(page, [...lines, refusedLine(page, "report", done.refusal)]);
});

/** Which submission the address names, and the token that this browser keeps for it. */
async function opened({ id = "" }: Place): Promise<{ id: string; token: string }> {
  const token = await keptToken();
  if (!isSubmissionId(id) || token === null) {
    throw new FormRefusedError(
      403,
      "Your link was opened more than an hour ago. Please open it again, then send the change.",
    );
  }
  return { id, token };
}

/** Next hands parts of an address over still percent-encoded. */
function decodedOr(fallback: string, raw: string): string {
  try {
    return decodeURIComponent(raw);
  } catch {
    return fallback;
  }
}
