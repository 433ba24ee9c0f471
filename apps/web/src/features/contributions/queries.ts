import "server-only";

import { apiClient, personalApiClient } from "@/api/client";
import { NotHereError } from "@/lib/not-here";
import { asTheReader, expected, present } from "@/lib/private-answers";
import { findSimilar } from "./actions";
import type { Category, PrefillAnswer, Similar, Submission } from "./model/types";

/** Says when a form was opened; goes back to the API with it, however often it is refused. */
export async function formToken(): Promise<string> {
  const answer = await personalApiClient().GET("/api/submissions/form-token", await asTheReader());
  return expected(answer).form_token;
}

export async function allCategories(): Promise<Category[]> {
  return expected(await apiClient().GET("/api/categories", await asTheReader()));
}

/** What a page was found to say so far; null where nobody asked for it lately. */
export async function prefillAnswer(id: string): Promise<PrefillAnswer | null> {
  const answer = await personalApiClient().GET("/api/submissions/prefill/{errand_id}", {
    params: { path: { errand_id: id } },
    ...(await asTheReader()),
  });
  return [404, 422].includes(answer.response.status) ? null : expected(answer);
}

/** Asked by a page, which brings no Origin: so it must bring no cookies either. */
export async function similarTo(asked: Parameters<typeof findSimilar>[0]): Promise<Similar[]> {
  const { Cookie: _, ...headers } = (await asTheReader()).headers;
  return findSimilar(asked, headers);
}

/** Throws NotHereError where the link opens nothing. */
export async function submissionOf(id: string, token: string | null): Promise<Submission> {
  const sentence =
    "This link opens nothing. Please open it again from where you kept it, or from our mail.";
  if (token === null) {
    throw new NotHereError(sentence);
  }
  return present(
    await personalApiClient().GET("/api/submissions/{submission_id}", {
      params: { path: { submission_id: id }, header: { "X-Edit-Token": token } },
      ...(await asTheReader()),
    }),
    sentence,
  );
}
