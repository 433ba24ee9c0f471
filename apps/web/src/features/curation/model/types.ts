import type { components } from "@/api/schema";

type Schemas = components["schemas"];

export type Inbox = Schemas["InboxOut"];
export type InboxItem = Schemas["InboxItemOut"];
export type FoundEvent = Schemas["FoundEventOut"];
export type FoundEvents = Schemas["FoundEventsOut"];
export type Trace = Schemas["TraceOut"];
export type TracedEvent = Schemas["TracedEventOut"];
export type Member = Schemas["MemberOut"];
export type Observation = Schemas["ObservationOut"];
export type TracedChange = Schemas["TracedChangeOut"];
export type Suspected = Schemas["SuspectedOut"];
export type Decision = Schemas["DecisionOut"];
export type Decisions = Schemas["DecisionsOut"];
export type Pinnable = Schemas["UnpinIn"]["field"];
export type ManagedVenue = Schemas["ManagedVenueOut"];
export type ManagedVenues = Schemas["ManagedVenuesOut"];
export type VenueDetail = Schemas["ManagedVenueDetailOut"];
export type NewVenue = Schemas["VenueIn"];
/** What is left out stays; the description of the API names defaults, so its types ask for all. */
export type VenueChange = Partial<Schemas["VenueChangeIn"]>;
export type Question = Schemas["QuestionOut"];
export type Questions = Schemas["QuestionsOut"];
export type Duplicate = Schemas["DuplicateOut"];
export type Duplicates = Schemas["DuplicatesOut"];
export type Suspect = Schemas["SuspectOut"];
/** As the public calendar lists them. */
export type Venue = Schemas["VenueOut"];
export type Category = Schemas["CategoryOut"];
export type Content = Schemas["ContentOut"];
export type ContentChange = Partial<Schemas["ContentChangeIn"]>;
export type ManagedSubmission = Schemas["ManagedSubmissionOut"];
export type ManagedSubmissions = Schemas["ManagedSubmissionsOut"];
export type SubmissionDetail = Schemas["ManagedSubmissionDetailOut"];
export type SubmissionState = ManagedSubmission["state"];
export type Similar = Schemas["SimilarOut"];
export type Report = Schemas["ReportOut"];
export type Reports = Schemas["ReportsOut"];
