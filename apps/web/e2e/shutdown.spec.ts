import { once } from "node:events";
import { connect } from "node:net";
import { expect, test } from "@playwright/test";
import { startSilentApi } from "./support/fixture-api";
import { startSite } from "./support/site-process";

test("a connection that never asks does not keep the site from stopping", async () => {
  const site = await startSite({ API_INTERNAL_URL: "http://127.0.0.1:1" });
  const socket = connect(Number(new URL(site.url).port), "127.0.0.1");
  await once(socket, "connect");
  expect(await site.terminate()).toBeLessThan(10_000);
  socket.destroy();
});

test("a page that is asked for is still answered", async () => {
  const api = await startSilentApi();
  const site = await startSite({ API_INTERNAL_URL: api.url });
  const answer = fetch(`${site.url}/venues`);
  await new Promise((resolve) => setTimeout(resolve, 500));
  const ended = site.terminate();
  expect((await answer).status).toBe(503);
  await ended;
  api.stop();
});
