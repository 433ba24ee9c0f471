import "server-only";

import createClient, { type Client } from "openapi-fetch";
import { withConditionalCache } from "@/lib/conditional-cache";
import { patientFetch } from "@/lib/patient-fetch";
import { siteSettings } from "@/lib/site-settings";
import type { paths } from "./schema";

/** About 32 MB of text at most. */
const CACHE_BOUNDS = { maxLength: 16 * 1024 * 1024 };

let client: Client<paths> | undefined;

/** The typed client of the API. One per process, because the remembered answers live in it. */
export function apiClient(): Client<paths> {
  client ??= createClient<paths>({
    baseUrl: siteSettings().apiUrl,
    fetch: withConditionalCache(patientFetch, CACHE_BOUNDS),
  });
  return client;
}
