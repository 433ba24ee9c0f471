import type { components } from "@/api/schema";

type Schemas = components["schemas"];

export type Operations = Schemas["OperationsOut"];
export type Check = Schemas["CheckOut"];
export type State = Check["state"];
export type Subject = Check["subject"];
export type FailedJob = Schemas["FailedJobOut"];
export type Alert = Schemas["AlertOut"];
