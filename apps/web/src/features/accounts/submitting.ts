import "server-only";

import { type Submission, submitting as submittingWith } from "@/lib/submitting";
import { ACCOUNT_WORDS } from "./refusal-words";

/** The route handler of a form of accounts. */
export function submitting<Name extends string>(submission: Submission<Name>) {
  return submittingWith(submission, ACCOUNT_WORDS);
}
