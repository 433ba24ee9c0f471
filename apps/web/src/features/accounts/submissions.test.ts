import { createServer, type IncomingHttpHeaders, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from "vitest";
import { type Flash, readFlash } from "@/lib/flash";

vi.mock("server-only", () => ({}));

interface Received {
  method: string;
  path: string;
  headers: IncomingHttpHeaders;
  body: string;
}

const SITE = "https://srq.example";
const received: Received[] = [];
let answer: (response: ServerResponse) => void;

const api = createServer(async (request, response) => {
  const chunks: Buffer[] = [];
  for await (const chunk of request) {
    chunks.push(chunk as Buffer);
  }
  const { method = "", url = "", headers } = request;
  received.push({ method, path: url, headers, body: Buffer.concat(chunks).toString() });
  answer(response);
});

beforeAll(async () => {
  await new Promise<void>((resolve) => api.listen(0, "127.0.0.1", resolve));
  vi.stubEnv("API_INTERNAL_URL", `http://127.0.0.1:${(api.address() as AddressInfo).port}`);
  vi.stubEnv("SITE_URL", SITE);
});

afterEach(() => {
  received.length = 0;
});

afterAll(() => {
  api.closeAllConnections();
  api.close();
});

const SENT = {
  Origin: SITE,
  Cookie: "srq_access=abc; other=1",
  "User-Agent": "A browser",
  "X-Forwarded-For": "203.0.113.7",
  "X-Forwarded-Proto": "https",
  "X-Forwarded-Host": "srq.example",
  "X-Request-Id": "r-1",
  "X-Secret": "not for the API",
};

async function post(
  form: "signInForm" | "nameForm" | "endSessionForm" | "registerForm" | "passwordForm",
  fields: Record<string, string> | string,
  headers: Record<string, string> = {},
): Promise<Response> {
  const { submitting } = await import("./submitting");
  const submissions = await import("./submissions");
  // Each form has fields of its own; here any of them is sent anything.
  const handler = submitting(submissions[form] as Parameters<typeof submitting>[0]);
  const body = typeof fields === "string" ? fields : new URLSearchParams(fields).toString();
  return handler(
    new Request("http://web/x/submit", {
      method: "POST",
      body,
      headers: { "Content-Type": "application/x-www-form-urlencoded", ...SENT, ...headers },
    }),
  );
}

function flashOf(response: Response): { line: string; flash: Flash | null } {
  const line = response.headers.getSetCookie().find((it) => it.startsWith("srq_flash")) ?? "";
  return { line, flash: readFlash(line.split(";")[0]?.split("=")[1]) };
}

function refuseWith(status: number, problem: object, headers: Record<string, string> = {}): void {
  answer = (response) =>
    response
      .writeHead(status, { "Content-Type": "application/problem+json", ...headers })
      .end(JSON.stringify(problem));
}

const SIGN_IN = { email: " wren@example.org ", password: " secret ", onward: "/venues" };

describe("a form that is accepted", () => {
  test("reaches the API as it was sent, with who sent it", async () => {
    answer = (response) => response.writeHead(200, { "Content-Type": "text/plain" }).end("{}");
    await post("signInForm", SIGN_IN);
    const [request] = received;
    expect(request).toMatchObject({ method: "POST", path: "/api/auth/login" });
    expect(JSON.parse(request?.body ?? "")).toEqual({
      email: "wren@example.org",
      password: " secret ",
      transport: "cookie",
    });
    expect(request?.headers).toMatchObject({
      origin: SITE,
      cookie: SENT.Cookie,
      "user-agent": "A browser",
      "x-forwarded-for": "203.0.113.7",
      "x-forwarded-proto": "https",
      "x-forwarded-host": "srq.example",
      "x-request-id": "r-1",
    });
    expect(request?.headers).not.toHaveProperty("x-secret");
  });

  test("leads on, with the API's cookies unchanged", async () => {
    const cookies = [
      "srq_access=a.b.c; HttpOnly; Max-Age=3600; Path=/; SameSite=lax",
      "srq_refresh=d; HttpOnly; expires=Wed, 21 Oct 2026 07:28:00 GMT; Path=/api/auth",
    ];
    answer = (response) => response.writeHead(200, { "Set-Cookie": cookies }).end();
    const response = await post("signInForm", SIGN_IN);
    expect(response.status).toBe(303);
    expect(response.headers.get("Location")).toBe("/venues");
    expect(response.headers.get("Cache-Control")).toBe("no-store");
    expect(response.headers.getSetCookie()).toEqual(cookies);
  });

  test.each(["//elsewhere.example", "https://elsewhere.example", "/\\elsewhere.example", ""])(
    "never leads to %j",
    async (onward) => {
      answer = (response) => response.writeHead(200).end();
      const response = await post("signInForm", { ...SIGN_IN, onward });
      expect(response.headers.get("Location")).toBe("/account");
    },
  );

  test.each([200, 201, 202, 204])("is told to be done whatever success is: %i", async (status) => {
    answer = (response) => response.writeHead(status).end();
    const response = await post("nameForm", { display_name: "Wren" });
    expect(response.headers.get("Location")).toBe("/account");
    const { line, flash } = flashOf(response);
    expect(line).toContain("Path=/account; Max-Age=60; HttpOnly; SameSite=Lax; Secure");
    expect(flash).toMatchObject({ form: "name", isRefused: false, status: 200 });
  });
});

describe("a form that is refused", () => {
  test("comes back with its status, its messages and what was typed but no password", async () => {
    const errors = [{ location: ["body", "email"], message: "This is no e-mail address." }];
    refuseWith(422, { code: "invalid_request", detail: "Invalid.", errors });
    const fields = { ...SIGN_IN, display_name: "Wren", email: "wren" };
    const response = await post("registerForm", fields);
    expect(response.status).toBe(303);
    expect(response.headers.get("Location")).toBe("/register?then=%2Fvenues");
    const { line, flash } = flashOf(response);
    expect(line).toContain("Path=/register;");
    expect(flash).toMatchObject({
      form: "register",
      isRefused: true,
      status: 422,
      fieldMessages: { email: "This is no e-mail address." },
      values: { email: "wren", display_name: "Wren" },
    });
    expect(JSON.stringify(flash)).not.toContain("secret");
  });

  test("says how long to wait", async () => {
    refuseWith(429, { code: "too_many_attempts", detail: "x" }, { "Retry-After": "120" });
    const { flash } = flashOf(await post("signInForm", SIGN_IN));
    expect(flash).toMatchObject({ status: 429, values: { email: SIGN_IN.email } });
    expect(flash?.message).toContain("2 minutes");
  });

  test("because the sign-in ran out is sent again after it was renewed", async () => {
    refuseWith(401, { code: "not_signed_in", detail: "Sign in first." });
    const response = await post("nameForm", { display_name: "Wren" });
    expect(response.headers.get("Location")).toBe("/api/auth/resume?to=%2Faccount");
    expect(flashOf(response).flash).toMatchObject({
      isRefused: true,
      status: 200,
      values: { display_name: "Wren" },
    });
  });

  test("by an API that cannot serve now says that nothing was changed", async () => {
    refuseWith(503, { code: "busy", detail: "x" });
    const { flash } = flashOf(await post("signInForm", SIGN_IN));
    expect(flash).toMatchObject({ status: 503 });
    expect(flash?.message).toContain("nothing was changed");
  });

  test("by silence says that it may have been done, and was sent once", async () => {
    answer = (response) => response.destroy();
    const { flash } = flashOf(await post("nameForm", { display_name: "Wren" }));
    expect(flash).toMatchObject({ status: 503 });
    expect(flash?.message).toContain("may or may not have been done");
    expect(received).toHaveLength(1);
  });
});

describe("what is no form of ours never reaches the API", () => {
  test.each(["https://elsewhere.example", "null", "http://srq.example"])(
    "from the origin %s",
    async (origin) => {
      const response = await post("signInForm", SIGN_IN, { Origin: origin });
      expect(response.status).toBe(403);
      expect(await response.text()).toContain("not sent from a page of this site");
      expect(response.headers.getSetCookie()).toEqual([]);
    },
  );

  test.each([
    ["", {}],
    ["email=a", {}],
    ["\u0000\u0001", {}],
    ['{"email":"a"}', { "Content-Type": "application/json" }],
    ["--x--", { "Content-Type": "multipart/form-data; boundary=x" }],
  ])("with the body %j", async (body, headers) => {
    const response = await post("signInForm", body, headers);
    expect(response.status).toBe(400);
    expect(response.headers.get("Content-Type")).toBe("text/html; charset=utf-8");
    expect(await response.text()).toContain('<a href="/sign-in">To the form</a>');
  });

  test("with a body beyond all bounds", async () => {
    const response = await post("signInForm", { ...SIGN_IN, email: "x".repeat(300_000) });
    expect(response.status).toBe(413);
  });

  test.each(["", ".", "..", "a/b", "a?b", "%2e%2e"])("with the id %j", async (session) => {
    const response = await post("endSessionForm", { session });
    expect(response.status).toBe(400);
  });

  test("is answered in words that cannot become code", async () => {
    const response = await post("endSessionForm", "x=<script>");
    expect(await response.text()).not.toContain("<script>");
  });

  afterEach(() => {
    expect(received).toEqual([]);
  });
});
