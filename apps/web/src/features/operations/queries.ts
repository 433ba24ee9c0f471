import "server-only";

import { personalApiClient } from "@/api/client";
import { asTheReader, expected } from "@/lib/private-answers";
import type { Operations } from "./model/types";

export async function operations(): Promise<Operations> {
  return expected(await personalApiClient().GET("/api/admin/operations", await asTheReader()));
}
