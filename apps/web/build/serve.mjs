// Starts the standalone server in its container: keeps the hashed files of this build where Caddy
// serves those of all builds from, and goes away without losing a request (app/http/draining.py of
// the API says how and why; this is the same for Node).
import { spawn } from "node:child_process";
import { cpSync, existsSync, readdirSync, rmSync, statSync, utimesSync } from "node:fs";
import { Server } from "node:http";
import { setDefaultAutoSelectFamilyAttemptTimeout } from "node:net";
import { join } from "node:path";

const VOLUME = "/srv/web-static";
const KEPT = join(VOLUME, "_next", "static");
const KEPT_DAYS = 30;
// Caddy closes what is idle after three seconds (`keepalive` in the Caddyfile).
const IDLE_MS = 4_000;
const LONGEST_MS = 12_000;

/** Add this build's files to the others', and drop those that no build has had for a month. */
function keepStaticFiles() {
  if (!existsSync(VOLUME)) return;
  const own = join(".next", "static");
  cpSync(own, KEPT, { recursive: true });
  const now = new Date();
  for (const name of files(own)) utimesSync(join(KEPT, name), now, now);
  for (const name of files(KEPT)) {
    const path = join(KEPT, name);
    if (statSync(path).mtimeMs < now.getTime() - KEPT_DAYS * 86_400_000)
      rmSync(path, { force: true });
  }
}

function files(folder) {
  return readdirSync(folder, { recursive: true }).filter((name) =>
    statSync(join(folder, name)).isFile(),
  );
}

// Node cannot set options of a socket, perl can and is in the image. It gets the listening socket as
// its descriptor 3, has the kernel ignore new connections (IP_MINTTL: packets start with 64 hops left,
// not 255), and ends when nobody waits to be accepted any more (tcp_info of that socket).
const ACCEPT_WHAT_WAITS = `
open my $socket, "+<&=", 3 or die $!;
setsockopt $socket, 0, 21, pack "i", 255 or die $!;
for (1 .. 40) { select undef, undef, undef, 0.05; last unless unpack "x24 L", getsockopt $socket, 6, 11 }
`;

let isLeaving = false;
const listening = [];

const listen = Server.prototype.listen;
Server.prototype.listen = function (...args) {
  listening.push(this);
  this.prependListener("request", (_request, response) => {
    if (isLeaving) response.setHeader("connection", "close");
  });
  return listen.apply(this, args);
};

function leave() {
  if (isLeaving) return;
  const [server] = listening;
  if (server?.listening !== true) process.exit(0);
  isLeaving = true;
  const helper = spawn("perl", ["-e", ACCEPT_WHAT_WAITS], {
    stdio: ["ignore", "ignore", "inherit", server._handle.fd],
  });
  helper.on("error", (error) => console.error(error.message));
  helper.on("close", () => {
    // http.Server's own close() cuts idle connections at once, net.Server's leaves them to the proxy.
    Object.getPrototypeOf(Server.prototype).close.call(server, () => process.exit(0));
    setTimeout(() => server.closeIdleConnections(), IDLE_MS).unref();
    setTimeout(() => process.exit(0), LONGEST_MS).unref();
  });
}

// Of several addresses of the API each is tried this long before the next. Node's default, a quarter of
// a second, is over while a busy event loop has not yet looked whether it is connected.
setDefaultAutoSelectFamilyAttemptTimeout(2_000);
// Next's own handlers would close everything at once.
process.env.NEXT_MANUAL_SIG_HANDLE = "true";
keepStaticFiles();
process.on("SIGTERM", leave);
process.on("SIGINT", leave);
await import(new URL("../server.js", import.meta.url).href);
