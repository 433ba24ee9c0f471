import { spawn } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";

interface SiteProcess {
  url: string;
  /** At once; what a graceful end takes is `terminate`'s to tell. */
  stop: () => Promise<void>;
  /** By SIGTERM; resolves with the milliseconds until the process was gone. */
  terminate: () => Promise<number>;
}

const SERVER = join(import.meta.dirname, "..", "..", ".next", "standalone", "server.js");
const READY_WITHIN_MS = 15_000;

/** The built site on a free port, with an environment of its own; for what a healthy one hides. */
export async function startSite(environment: Record<string, string>): Promise<SiteProcess> {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const child = spawn(process.execPath, [SERVER], {
    env: {
      PATH: process.env.PATH ?? "",
      NODE_ENV: "production",
      HOSTNAME: "127.0.0.1",
      PORT: String(port),
      SITE_URL: url,
      ...environment,
    },
    stdio: "ignore",
  });
  await untilHealthy(url);
  const end = async (signal: "SIGKILL" | "SIGTERM") => {
    const asked = Date.now();
    const ended = once(child, "exit");
    child.kill(signal);
    await ended;
    return Date.now() - asked;
  };
  return {
    url,
    stop: async () => {
      await end("SIGKILL");
    },
    terminate: () => end("SIGTERM"),
  };
}

async function untilHealthy(url: string): Promise<void> {
  const deadline = Date.now() + READY_WITHIN_MS;
  while (Date.now() < deadline) {
    const isHealthy = await fetch(`${url}/web-health`).then(
      ({ ok }) => ok,
      () => false,
    );
    if (isHealthy) {
      return;
    }
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error("The site did not start: is it built? (npm run build)");
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  server.close();
  return port;
}
