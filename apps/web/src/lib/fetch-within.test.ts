import { createServer } from "node:http";
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

test("an answer in time is the answer", async () => {
  const server = createServer((_, response) => response.end("there"));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  const response = await fetchWithin(new Request(`http://127.0.0.1:${port}/`), 60_000);
  expect(await response.text()).toBe("there");
  server.closeAllConnections();
  server.close();
});
