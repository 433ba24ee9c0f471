import type { components } from "@/api/schema";

type Schemas = components["schemas"];

export type Content = Schemas["ContentOut"];
export type NewSubmission = Schemas["SubmissionIn"];
export type SubmissionChange = Schemas["SubmissionChangeIn"];
export type Submission = Schemas["SubmissionOut"];
export type Submitted = Schemas["SubmittedOut"];
export type Similar = Schemas["SimilarOut"];
export type Prefill = Schemas["PrefillOut"];
export type PrefillAnswer = Schemas["PrefillAnswerOut"];
export type NewReport = Schemas["ReportIn"];
export type ReportKind = NewReport["kind"];
export type Category = Schemas["CategoryOut"];
