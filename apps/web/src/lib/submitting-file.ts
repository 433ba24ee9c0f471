import "server-only";

import { readFile } from "./form-file";
import type { RefusalWords } from "./refusal";
import {
  type Answer,
  answerTo,
  type Place,
  refusingStrangers,
  type Submission,
} from "./submitting";

/** A form whose one field is a file. */
export interface FileSubmission extends Pick<Submission, "form" | "page" | "done"> {
  file: string;
  mostBytes: number;
  send: (file: Blob, headers: Record<string, string>, place: Place) => Promise<Answer>;
}

/** The route handler of such a form: post, redirect, get. */
export function submittingFile(
  { file, mostBytes, send, ...rest }: FileSubmission,
  words?: RefusalWords,
) {
  return refusingStrangers(rest, async (request, place) => {
    const sent = await readFile(request, file, mostBytes);
    const submission: Submission = {
      ...rest,
      fields: [],
      send: (_, headers) => send(sent, headers, place),
    };
    return answerTo({ submission, fields: {}, place, words }, request);
  });
}
