import "server-only";

import createClient, { type Client } from "openapi-fetch";
import { withConditionalCache } from "@/lib/conditional-cache";
import { patientFetch } from "@/lib/patient-fetch";
import { sendOnce } from "@/lib/send-once";
import { siteSettings } from "@/lib/site-settings";
import type { paths } from "./schema";

/** About 32 MB of text at most. */
const CACHE_BOUNDS = { maxLength: 16 * 1024 * 1024 };

/** A file of thousands of dates is read and stored before the API answers. */
const STORED_WITHIN_MS = 60_000;

let client: Client<paths> | undefined;
let personal: Client<paths> | undefined;
let uploading: Client<paths> | undefined;

/** The typed client of the API. One per process, because the remembered answers live in it. */
export function apiClient(): Client<paths> {
  client ??= createClient<paths>({
    baseUrl: siteSettings().apiUrl,
    fetch: withConditionalCache(patientFetch, CACHE_BOUNDS),
  });
  return client;
}

/** The same for what belongs to one person: no answer is remembered, and a write is sent once. */
export function personalApiClient(): Client<paths> {
  personal ??= createClient<paths>({
    baseUrl: siteSettings().apiUrl,
    fetch: (request) => (request.method === "GET" ? patientFetch(request) : sendOnce(request)),
  });
  return personal;
}

/** The same for a file that is sent: a write that may take longer than any other. */
export function uploadingApiClient(): Client<paths> {
  uploading ??= createClient<paths>({
    baseUrl: siteSettings().apiUrl,
    fetch: (request) => sendOnce(request, STORED_WITHIN_MS),
  });
  return uploading;
}
