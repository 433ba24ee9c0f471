import { createServer, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, expect, test, vi } from "vitest";
import { fetchWithin } from "./fetch-within";

afterEach(() => {
  vi.unstubAllGlobals();
});

test("what is never answered ends in time, whether or not fetch hears its signal", async () => {
  vi.stubGlobal("fetch", () => new Promise(() => {}));
  const answer = fetchWithin(new Request("http://api/"), 50);
  await expect(answer).rejects.toThrow("No answer within 50 ms");
});

test("a fetch that is given up is told so", async () => {
  let signal: AbortSignal | undefined;
  vi.stubGlobal("fetch", (_: Request, init: { signal: AbortSignal }) => {
    signal = init.signal;
    return new Promise(() => {});
  });
  await expect(fetchWithin(new Request("http://api/"), 50)).rejects.toThrow();
  expect(signal?.aborted).toBe(true);
});

async function answerOf(listener: RequestListener): Promise<Response> {
  const server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  try {
    return await fetchWithin(new Request(`http://127.0.0.1:${port}/`), 60_000);
  } finally {
    server.closeAllConnections();
    server.close();
  }
}

test("an answer in time is the answer, and is all there", async () => {
  const response = await answerOf((_, answer) => {
    answer.writeHead(201, "Made", { "Content-Type": "text/plain", "Set-Cookie": ["a=1", "b=2"] });
    answer.end("there");
  });
  expect([response.status, response.statusText]).toEqual([201, "Made"]);
  expect(response.headers.get("content-type")).toBe("text/plain");
  expect(response.headers.getSetCookie()).toEqual(["a=1", "b=2"]);
  expect(await response.text()).toBe("there");
});

test.each([204, 304])("an answer without a body (%i) stays without", async (status) => {
  const response = await answerOf((_, answer) => answer.writeHead(status).end());
  expect([response.status, response.body]).toEqual([status, null]);
});

test("an answer knows where it was found", async () => {
  const response = await answerOf((request, answer) => {
    answer.writeHead(request.url === "/" ? 308 : 200, { Location: "/there" }).end("found");
  });
  expect(response.redirected).toBe(true);
  expect(new URL(response.url).pathname).toBe("/there");
});
