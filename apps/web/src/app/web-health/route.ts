/** Liveness of this server alone: never asks the API. */
export function GET(): Response {
  return Response.json({ ok: true, service: "web" }, { headers: { "Cache-Control": "no-store" } });
}

export const dynamic = "force-dynamic";
