import { createServer, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from "vitest";
import { readDraft } from "@/lib/draft";
import { readFlash } from "@/lib/flash";
import { ENTRY_FIELDS } from "./model/entry";

vi.mock("server-only", () => ({}));

const SITE = "https://srq.example";
const ID = "0b9d7c1e-1111-4222-8333-444455556666";
const TOKEN = "a-token-of-enough-letters";
const jar = new Map<string, string>();

vi.mock("next/headers", () => ({
  cookies: async () => ({
    get: (name: string) => (jar.has(name) ? { name, value: jar.get(name) } : undefined),
  }),
}));

interface Received {
  path: string;
  token: string | undefined;
  body: Record<string, unknown>;
}

const received: Received[] = [];
let answers: Record<string, [status: number, body: unknown]> = {};

const api = createServer(async (request, response) => {
  const chunks: Buffer[] = [];
  for await (const chunk of request) {
    chunks.push(chunk as Buffer);
  }
  const path = request.url ?? "";
  const text = Buffer.concat(chunks).toString();
  const token = request.headers["x-edit-token"]?.toString();
  received.push({ path, token, body: text === "" ? {} : JSON.parse(text) });
  answer(response, answers[path] ?? [200, []]);
});

function answer(response: ServerResponse, [status, body]: [number, unknown]): void {
  response.writeHead(status, { "Content-Type": "application/json" }).end(JSON.stringify(body));
}

beforeAll(async () => {
  await new Promise<void>((resolve) => api.listen(0, "127.0.0.1", resolve));
  vi.stubEnv("API_INTERNAL_URL", `http://127.0.0.1:${(api.address() as AddressInfo).port}`);
  vi.stubEnv("SITE_URL", SITE);
});

afterEach(() => {
  received.length = 0;
  answers = {};
  jar.clear();
});

afterAll(() => {
  api.closeAllConnections();
  api.close();
});

const TYPED = {
  ...Object.fromEntries(ENTRY_FIELDS.map((name) => [name, ""])),
  title: "Porch concert",
  start_date: "2026-12-04",
  start_time: "19:00",
  location: "Magnolia Commons",
  contact_email: " wren@example.org ",
  website: "",
  form_token: "1.x",
};
const SIMILAR = [{ event_id: 7, title: "Porch concert", canonical_segment: "porch-concert" }];

type Handler = (
  request: Request,
  context?: { params: Promise<Record<string, string>> },
) => Promise<Response>;

function sentTo(
  handler: Handler,
  fields: Record<string, string>,
  params: Record<string, string> = {},
): Promise<Response> {
  const request = new Request("http://web/submit", {
    method: "POST",
    body: new URLSearchParams(fields).toString(),
    headers: { "Content-Type": "application/x-www-form-urlencoded", Origin: SITE },
  });
  return handler(request, { params: Promise.resolve(params) });
}

/** The cookies of an answer by their names; an emptied one is none. */
function cookiesOf(response: Response): Map<string, { value: string; line: string }> {
  return new Map(
    response.headers.getSetCookie().flatMap((line) => {
      const [, name = "", value = ""] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      return value === "" ? [] : [[name, { value, line }]];
    }),
  );
}

function draftOf(response: Response) {
  const kept = cookiesOf(response);
  return readDraft({ name: "new" }, (name) => kept.get(name)?.value);
}

function flashOf(response: Response, name: string) {
  return readFlash(cookiesOf(response).get(`srq_flash_${name}`)?.value);
}

async function handlers() {
  return { ...(await import("./submissions")), ...(await import("./changes")) };
}

describe("an event that is sent", () => {
  test("arrives as it was typed, and its private link is in no address", async () => {
    answers["/api/submissions"] = [201, { id: ID, edit_token: TOKEN, state: "waiting" }];
    const response = await sentTo((await handlers()).sendEntry, TYPED);
    expect(response.status).toBe(303);
    expect(response.headers.get("Location")).toBe("/submit/thanks");
    expect(received.map(({ path }) => path)).toEqual([
      "/api/submissions/similar",
      "/api/submissions",
    ]);
    expect(received[1]?.body).toMatchObject({
      title: "Porch concert",
      start: "2026-12-04T19:00",
      contact_email: "wren@example.org",
      form_token: "1.x",
    });
    expect(cookiesOf(response).get("srq_edit")?.line).toBe(
      `srq_edit=${TOKEN}; Path=/submit/${ID}; Max-Age=3600; HttpOnly; SameSite=Lax; Secure`,
    );
    expect(flashOf(response, "submit_thanks")?.values).toMatchObject({ id: ID, token: TOKEN });
    expect(draftOf(response)).toBeNull();
  });

  test("waits for an answer where something looks like it, and is then sent as it was", async () => {
    answers["/api/submissions/similar"] = [200, SIMILAR];
    answers["/api/submissions"] = [201, { id: ID, edit_token: TOKEN, state: "waiting" }];
    const { sendEntry, sendAnyway } = await handlers();
    const asked = await sentTo(sendEntry, TYPED);
    expect(asked.headers.get("Location")).toBe("/submit/similar");
    for (const [name, { value }] of cookiesOf(asked)) {
      jar.set(name, value);
    }
    const response = await sentTo(sendAnyway, {});
    expect(response.headers.get("Location")).toBe("/submit/thanks");
    expect(received.map(({ path }) => path)).toEqual([
      "/api/submissions/similar",
      "/api/submissions",
    ]);
    expect(received[1]?.body).toMatchObject({ title: "Porch concert", form_token: "1.x" });
  });

  test("is sent though nobody can compare it", async () => {
    answers["/api/submissions/similar"] = [429, { code: "too_many_attempts" }];
    answers["/api/submissions"] = [201, { id: ID, edit_token: TOKEN, state: "waiting" }];
    const response = await sentTo((await handlers()).sendEntry, TYPED);
    expect(response.headers.get("Location")).toBe("/submit/thanks");
  });

  test("that lacks something never reaches the API, and comes back as it was typed", async () => {
    const response = await sentTo((await handlers()).sendEntry, { ...TYPED, location: "" });
    expect(received).toEqual([]);
    expect(flashOf(response, "submit")).toMatchObject({
      status: 422,
      fieldMessages: { location: "Please say where it is." },
    });
    expect(draftOf(response)).toMatchObject({ title: "Porch concert", form_token: "1.x" });
  });

  test.each([
    [
      "invalid_submission",
      "start: This lies in the past.",
      { start_date: "This lies in the past." },
      "1.x",
    ],
    ["form_token", "That was very quick.", {}, undefined],
  ])("and refused as %s says so beside its field", async (code, detail, fieldMessages, ticket) => {
    answers["/api/submissions"] = [422, { code, detail }];
    const response = await sentTo((await handlers()).sendEntry, TYPED);
    expect(flashOf(response, "submit")).toMatchObject({ status: 422, fieldMessages });
    expect(draftOf(response)?.form_token).toBe(ticket);
    expect(draftOf(response)?.title).toBe("Porch concert");
  });

  test("to an API that is away is not lost", async () => {
    answers["/api/submissions"] = [503, {}];
    vi.spyOn(console, "error").mockImplementationOnce(() => {});
    const response = await sentTo((await handlers()).sendEntry, TYPED);
    expect(flashOf(response, "submit")?.message).toContain("Nothing you typed is lost");
    expect(draftOf(response)?.title).toBe("Porch concert");
  });
});

describe("what its maker changes", () => {
  test("goes to the API with the token that the browser keeps", async () => {
    jar.set("srq_edit", TOKEN);
    answers[`/api/submissions/${ID}`] = [200, {}];
    const response = await sentTo((await handlers()).sendChange, TYPED, { id: ID });
    expect(response.headers.get("Location")).toBe(`/submit/${ID}`);
    expect(received[0]).toMatchObject({
      token: TOKEN,
      body: { title: "Porch concert", end: null },
    });
  });

  test.each([
    [{ id: ID }, undefined],
    [{ id: "../similar" }, TOKEN],
    [{ id: ID }, "x"],
  ])("without a token or a submission asks nothing: %#", async (params, token) => {
    if (token !== undefined) {
      jar.set("srq_edit", token);
    }
    const { sendChange, sendWithdrawal } = await handlers();
    expect((await sentTo(sendChange, TYPED, params)).status).toBe(403);
    expect((await sentTo(sendWithdrawal, {}, params)).status).toBe(403);
    expect(received).toEqual([]);
  });
});

describe("what a reader reports", () => {
  const REPORT = {
    kind: "wrong",
    message: "It begins at 8.",
    contact_email: "",
    website: "",
    form_token: "1.x",
    event_id: "7",
  };

  test("is thanked for below the event's own address", async () => {
    answers["/api/events/7/reports"] = [201, { id: 1 }];
    const params = { segment: "porch%20concert" };
    const response = await sentTo((await handlers()).sendReport, REPORT, params);
    expect(response.headers.get("Location")).toBe("/events/porch%20concert/report/thanks");
    expect(received[0]?.body).toMatchObject({ kind: "wrong", contact_email: null });
  });

  test.each(["", "7/../8", "x", "9".repeat(16)])("about %j is refused", async (event_id) => {
    const { sendReport } = await handlers();
    expect((await sentTo(sendReport, { ...REPORT, event_id }, { segment: "x" })).status).toBe(400);
    expect(received).toEqual([]);
  });
});
