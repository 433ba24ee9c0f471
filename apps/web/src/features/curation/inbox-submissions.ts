import "server-only";

import { formId, formUuid } from "@/lib/address-ids";
import { addressOf } from "@/lib/address-text";
import type { Submission } from "@/lib/submitting";
import {
  changeSubmission,
  decideReport,
  keepApart,
  mergeDuplicates,
  publishSubmission,
  refuseSubmission,
  undoDecision,
} from "./actions";
import { DECISIONS, DUPLICATES, REPORTS, submissionPath } from "./model/paths";
import { at, saidAt, textOrNull, UNDONE } from "./submission-parts";

export const duplicateForms: Record<string, Submission> = {
  merge: {
    form: "pair",
    page: DUPLICATES,
    fields: ["low", "high", "into_id"],
    send: ({ low, high, into_id }, headers) =>
      mergeDuplicates([formId(low), formId(high)], formId(into_id), headers),
    done: () => saidAt(DUPLICATES, "They are one event now. The other address leads to it."),
  },
  apart: {
    form: "pair",
    page: DUPLICATES,
    fields: ["low", "high"],
    send: ({ low, high }, headers) => keepApart([formId(low), formId(high)], headers),
    done: () => saidAt(DUPLICATES, "They are two events, for ever."),
  },
} satisfies Record<string, Submission>;

const CONTENT_FIELDS = [
  "title",
  "start",
  "end",
  "all_day",
  "location",
  "address",
  "description",
  "url",
  "cost",
  "is_free",
  "categories",
] as const;

export const submissionForms: Record<string, Submission> = {
  edit: {
    form: "edit",
    page: at(submissionPath),
    fields: CONTENT_FIELDS,
    lists: ["categories"],
    kept: CONTENT_FIELDS.filter((name) => name !== "description" && name !== "categories"),
    send: (fields, headers, place) =>
      changeSubmission(formUuid(place.id), contentOf(fields), headers),
    done: (_, { id = "" }) => saidAt(submissionPath(id), "The submission is changed."),
  },
  publish: {
    form: "publish",
    page: at(submissionPath),
    fields: [],
    send: (_, headers, place) => publishSubmission(formUuid(place.id), headers),
    done: (_, { id = "" }) => saidAt(submissionPath(id), "It is on the calendar."),
  },
  refuse: {
    form: "refuse",
    page: at(submissionPath),
    fields: ["reason"],
    kept: ["reason"],
    send: ({ reason = "" }, headers, place) =>
      refuseSubmission(formUuid(place.id), reason.trim(), headers),
    done: (_, { id = "" }) =>
      saidAt(
        submissionPath(id),
        "It is refused. Whoever sent it is told why, if they left an address.",
      ),
  },
} satisfies Record<string, Submission>;

export const reportForms: Record<string, Submission> = {
  resolve: reportForm("resolve", "Thank you: it is noted as put right."),
  dismiss: reportForm("dismiss", "It is noted that there is nothing to do."),
  reopen: reportForm("reopen", "The report is open again."),
} satisfies Record<string, Submission>;

function reportForm(deed: "resolve" | "dismiss" | "reopen", message: string): Submission {
  return {
    form: "report",
    page: REPORTS,
    fields: ["report", "state"],
    address: ({ state = "" }) => addressOf(REPORTS, { state }),
    send: ({ report }, headers) => decideReport(formId(report), deed, headers),
    done: ({ state = "" }) => saidAt(addressOf(REPORTS, { state }), message),
  };
}

export const undoForm: Submission<"decision" | "before"> = {
  form: "undo",
  page: DECISIONS,
  fields: ["decision", "before"],
  address: ({ before }) => addressOf(DECISIONS, { before }),
  send: ({ decision }, headers) => undoDecision(formId(decision), headers),
  done: ({ before }) => saidAt(addressOf(DECISIONS, { before }), UNDONE),
};

function contentOf(fields: Readonly<Record<string, string>>) {
  const { title = "", start = "", end = "", location = "", categories = "" } = fields;
  const isAllDay = fields.all_day === "true";
  const time = (text: string) => (isAllDay ? text.slice(0, 10) : text);
  return {
    title: title.trim(),
    start: time(start),
    end: end === "" ? null : time(end),
    all_day: isAllDay,
    location: location.trim(),
    address: textOrNull(fields.address ?? ""),
    description: textOrNull(fields.description ?? ""),
    url: textOrNull(fields.url ?? ""),
    cost: textOrNull(fields.cost ?? ""),
    is_free: fields.is_free === "" ? null : fields.is_free === "true",
    categories: categories === "" ? [] : categories.split(","),
  };
}
