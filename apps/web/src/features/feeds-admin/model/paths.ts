/** The pages of sources and feeds; each form's handler lies under its page's path. */
export const FEEDS = "/admin/feeds";
export const FIND_FEEDS = "/admin/feeds/find";
export const ADD_FEED = "/admin/feeds/add";
export const ADD_SOURCE = "/admin/sources/add";

type Id = string | number;

export const feedPath = (id: Id) => `${FEEDS}/${id}`;
export const removeFeedPath = (id: Id) => `${FEEDS}/${id}/remove`;
/** Not below the form's own name: "submit" would be taken for an errand. */
export const dryRunPath = (id: Id, errand: string) => `${FEEDS}/${id}/dry-runs/${errand}`;
export const foundPath = (errand: string) => `${FIND_FEEDS}/${errand}`;
export const previewPath = (errand: string) => `${FEEDS}/preview/${errand}`;
export const sourcePath = (id: Id) => `/admin/sources/${id}`;
export const removeSourcePath = (id: Id) => `/admin/sources/${id}/remove`;
export const runPath = (id: Id) => `/admin/runs/${id}`;
/** A page of the curators' that another module draws. */
export const eventPath = (id: Id) => `/admin/events/${id}`;
