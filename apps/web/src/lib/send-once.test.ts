import { createServer, type RequestListener, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, describe, expect, test } from "vitest";
import { ApiUnavailableError } from "./api-unavailable";
import { AnswerLostError, sendOnce } from "./send-once";

const servers: Server[] = [];

async function serve(listener: RequestListener, port = 0): Promise<string> {
  const server = createServer(listener);
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(port, "127.0.0.1", resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
}

async function stopAll(): Promise<void> {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
}

afterEach(stopAll);

const write = (url: string) => new Request(url, { method: "POST", body: "{}" });

describe("a write", () => {
  test("is not repeated when the connection breaks", async () => {
    let received = 0;
    const url = await serve((request) => {
      received += 1;
      request.socket.destroy();
    });
    await expect(sendOnce(write(url))).rejects.toThrow(AnswerLostError);
    expect(received).toBe(1);
  });

  test("is not repeated when its answer breaks off half-way", async () => {
    let received = 0;
    const url = await serve((request, response) => {
      received += 1;
      response.writeHead(201, { "Content-Length": "100" });
      response.write("half of", () => request.socket.destroy());
    });
    await expect(sendOnce(write(url))).rejects.toThrow(AnswerLostError);
    expect(received).toBe(1);
  });

  test("is not repeated when no answer comes, and does not wait for ever", async () => {
    let received = 0;
    const url = await serve(() => {
      received += 1;
    });
    const asked = Date.now();
    await expect(sendOnce(write(url))).rejects.toThrow(AnswerLostError);
    expect(Date.now() - asked).toBeLessThan(8_000);
    expect(received).toBe(1);
  }, 15_000);

  test("waits for an API that restarts, for nothing was sent yet", async () => {
    const url = await serve(() => {});
    await stopAll();
    const answer = sendOnce(write(url));
    await new Promise((resolve) => setTimeout(resolve, 700));
    const bodies: string[] = [];
    await serve(
      async (request, response) => {
        for await (const chunk of request) {
          bodies.push(String(chunk));
        }
        response.end("done");
      },
      Number(new URL(url).port),
    );
    expect(await (await answer).text()).toBe("done");
    expect(bodies).toEqual(["{}"]);
  }, 15_000);

  test("was certainly not carried out when nothing ever listened", async () => {
    const url = await serve(() => {});
    await stopAll();
    const failure = await sendOnce(write(url)).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(ApiUnavailableError);
    expect(failure).not.toBeInstanceOf(AnswerLostError);
  }, 15_000);

  test("that the API refuses with 503 was not carried out", async () => {
    const url = await serve((_, response) => response.writeHead(503).end());
    const failure = await sendOnce(write(url)).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(ApiUnavailableError);
    expect(failure).not.toBeInstanceOf(AnswerLostError);
  });

  test.each([502, 504])("whose answer got lost on the way (%i) may have been", async (status) => {
    const url = await serve((_, response) => response.writeHead(status).end());
    await expect(sendOnce(write(url))).rejects.toThrow(AnswerLostError);
  });

  test.each([201, 401, 422, 500])("that is answered with %i has its answer", async (status) => {
    const url = await serve((_, response) => response.writeHead(status).end());
    expect((await sendOnce(write(url))).status).toBe(status);
  });
});
