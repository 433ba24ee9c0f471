import type { components } from "@/api/schema";

type Schemas = components["schemas"];

export type Feed = Schemas["FeedOut"];
export type Health = Feed["health"];
export type Source = Schemas["ListedSourceOut"];
export type SourceKind = Schemas["SourceIn"]["kind"];
export type NewSource = Schemas["SourceIn"];
/** What is left out stays; the description of the API names defaults, so its types ask for all. */
export type SourceChange = Partial<Schemas["SourceChangeIn"]>;
export type NewFeed = Schemas["FeedIn"];
export type FeedChange = Partial<Schemas["FeedChangeIn"]>;
export type AdapterName = NewFeed["adapter"];
export type Run = Schemas["RunOut"];
export type RunDetail = Schemas["RunDetailOut"];
export type RunChange = Schemas["ChangeOut"];
export type Errand = Schemas["ErrandOut"];
export type Upload = Schemas["UploadOut"];
export type Venue = Schemas["VenueOut"];
