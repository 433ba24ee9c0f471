/** The pages on which people without an account tell of events; handlers lie below them. */
export const SUBMIT = "/submit";
export const SIMILAR = "/submit/similar";
export const CHOOSE = "/submit/choose";
export const THANKS = "/submit/thanks";

/** Where the maker of a submission comes back to it. */
export function submissionPath(id: string): string {
  return `${SUBMIT}/${id}`;
}

/** The link that opens it in any browser; to be kept by its maker alone. */
export function editLink(siteUrl: string, id: string, token: string): string {
  return `${siteUrl}${submissionPath(id)}?token=${encodeURIComponent(token)}`;
}

export function eventPath(segment: string): string {
  return `/events/${encodeURIComponent(segment)}`;
}

export function reportPath(segment: string): string {
  return `${eventPath(segment)}/report`;
}

const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** An id becomes part of addresses, and must not lead to another one. */
export function isSubmissionId(text: string): boolean {
  return UUID.test(text);
}
