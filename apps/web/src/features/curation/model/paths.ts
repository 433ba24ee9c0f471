/** The pages of curators; each form's handler lies under its page's path. */
export const INBOX = "/admin/inbox";
export const EVENTS = "/admin/events";
export const VENUES = "/admin/venues";
export const ADD_VENUE = "/admin/venues/add";
export const PLACES = "/admin/places";
export const DUPLICATES = "/admin/duplicates";
export const SUBMISSIONS = "/admin/submissions";
export const REPORTS = "/admin/reports";
export const DECISIONS = "/admin/decisions";

type Id = string | number;

export const eventPath = (id: Id) => `${EVENTS}/${id}`;
export const venuePath = (id: Id) => `${VENUES}/${id}`;
export const submissionPath = (id: Id) => `${SUBMISSIONS}/${id}`;

/** Where an entry stands on its page. */
export const placeAnchor = (id: Id) => `place-${id}`;
export const reportAnchor = (id: Id) => `report-${id}`;
export const duplicateAnchor = (low: Id, high: Id) => `pair-${low}-${high}`;

/** Pages that other modules draw. */
export const feedPath = (id: Id) => `/admin/feeds/${id}`;
export const runPath = (id: Id) => `/admin/runs/${id}`;
export const publicEventPath = (segment: string) => `/events/${segment}`;
export const publicVenuePath = (slug: string) => `/venues/${slug}`;
