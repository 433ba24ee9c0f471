import { redirect } from "next/navigation";
import type { NextRequest } from "next/server";
import { parseLocalDate } from "@/features/events/model/local-date";
import { dayPath } from "@/features/events/model/paths";

/** Where the "Another day" form leads: on to the day's own address, or to words about the date. */
export function GET(request: NextRequest): never {
  const text = request.nextUrl.searchParams.get("date")?.trim() ?? "";
  const date = parseLocalDate(text);
  redirect(date === null ? `/day/${encodeURIComponent(text || "none")}` : dayPath(date));
}
