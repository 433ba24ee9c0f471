import type { components } from "@/api/schema";

type Schemas = components["schemas"];

export type Account = Schemas["AccountOut"];
export type Role = Schemas["Role"];
export type ListedAccount = Schemas["ListedAccountOut"];
export type AccountPage = Schemas["AccountsOut"];
export type Session = Schemas["SessionOut"];
export type AuditEntry = Schemas["AuditEntryOut"];
export type AuditPage = Schemas["AuditOut"];
export type Options = Schemas["OptionsOut"];
