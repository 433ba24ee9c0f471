import { createServer, type RequestListener, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, describe, expect, test } from "vitest";
import { ApiUnavailableError } from "./api-unavailable";
import { patientFetch } from "./patient-fetch";

const servers: Server[] = [];

async function serve(listener: RequestListener): Promise<string> {
  const server = createServer(listener);
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
}

afterEach(() => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    server.close();
  }
});

describe("a patient fetch", () => {
  test("asks once more when the connection breaks", async () => {
    let asked = 0;
    const url = await serve((request, response) => {
      asked += 1;
      if (asked === 1) {
        request.socket.destroy();
      } else {
        response.end("at last");
      }
    });
    const answer = await patientFetch(new Request(url));
    expect(await answer.text()).toBe("at last");
    expect(asked).toBe(2);
  });

  test.each([
    ["with a length", { "Content-Length": "100" }],
    ["in chunks", {}],
  ])("asks once more when an answer %s breaks off half-way", async (_, headers) => {
    let asked = 0;
    const url = await serve((request, response) => {
      asked += 1;
      if (asked === 1) {
        response.writeHead(200, headers);
        response.write("half of", () => request.socket.destroy());
      } else {
        response.end("all of it");
      }
    });
    const answer = await patientFetch(new Request(url));
    expect(await answer.text()).toBe("all of it");
    expect(asked).toBe(2);
  });

  test("gives up on an API whose every answer breaks off, within seconds", async () => {
    const url = await serve((request, response) => {
      response.writeHead(200, { "Content-Length": "100" });
      response.write("half of", () => request.socket.destroy());
    });
    const asked = Date.now();
    await expect(patientFetch(new Request(url))).rejects.toThrow(ApiUnavailableError);
    expect(Date.now() - asked).toBeLessThan(10_000);
  }, 15_000);

  test("says that nothing listens, and why", async () => {
    const url = await serve(() => {});
    const [server] = servers.splice(0);
    await new Promise((resolve) => server?.close(resolve));
    const answer = patientFetch(new Request(url));
    await expect(answer).rejects.toThrow(ApiUnavailableError);
    await expect(answer).rejects.toThrow("ECONNREFUSED");
  }, 15_000);

  test("waits for an API that restarts", async () => {
    const url = await serve(() => {});
    const [server] = servers.splice(0);
    const port = Number(new URL(url).port);
    await new Promise((resolve) => server?.close(resolve));
    const answer = patientFetch(new Request(url));
    await new Promise((resolve) => setTimeout(resolve, 700));
    const restarted = createServer((_, response) => response.end("back"));
    servers.push(restarted);
    await new Promise<void>((resolve) => restarted.listen(port, "127.0.0.1", resolve));
    expect(await (await answer).text()).toBe("back");
  }, 15_000);

  test.each([502, 503, 504])("takes %i for unavailable", async (status) => {
    const url = await serve((_, response) => response.writeHead(status).end());
    await expect(patientFetch(new Request(url))).rejects.toThrow(ApiUnavailableError);
  });

  test.each([404, 422, 500])("hands %i on", async (status) => {
    const url = await serve((_, response) => response.writeHead(status).end());
    expect((await patientFetch(new Request(url))).status).toBe(status);
  });

  test.each<[string, RequestListener]>([
    ["never answers", () => {}],
    ["never finishes", (_, response) => response.writeHead(200).write("half of")],
  ])(
    "gives up on an API that %s, within seconds",
    async (_, listener) => {
      const url = await serve(listener);
      const asked = Date.now();
      await expect(patientFetch(new Request(url))).rejects.toThrow(ApiUnavailableError);
      expect(Date.now() - asked).toBeLessThan(10_000);
    },
    15_000,
  );
});
