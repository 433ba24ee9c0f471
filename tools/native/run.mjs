// Finds a Python that is new enough and hands the command to it; every npm script comes this way.
import { spawn, spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";

const OLDEST_NODE = [20, 9];
const PARENT_LOOK_MS = 500;

function refuse(sentence) {
  console.error(sentence);
  process.exit(1);
}

function refuseOldNode() {
  const [major, minor] = process.versions.node.split(".").map(Number);
  if (major < OLDEST_NODE[0] || (major === OLDEST_NODE[0] && minor < OLDEST_NODE[1])) {
    refuse(`Node.js ${process.version} is too old: install version 20.9 or newer (nodejs.org).`);
  }
}

function refuseWindows() {
  if (process.platform === "win32") {
    refuse("This command needs Linux or macOS: use WSL 2, or Docker by `npm run docker:dev`.");
  }
}

function findPython() {
  const asked = process.env.PYTHON ? [process.env.PYTHON] : [];
  const usual = ["python3", "python3.14", "python3.13", "python3.12", "python3.11", "python"];
  const question = "import sys; print('%d.%d' % sys.version_info[:2]); sys.exit(sys.version_info < (3, 11))";
  let newestSeen = "";
  for (const name of [...asked, ...usual]) {
    const answer = spawnSync(name, ["-c", question], { encoding: "utf8" });
    if (answer.status === 0) return name;
    newestSeen ||= answer.stdout?.trim() ?? "";
  }
  return refuse(
    newestSeen
      ? `Python ${newestSeen} is too old: install Python 3.11 or newer, or name one in PYTHON.`
      : "Python is missing: install Python 3.11 or newer (Debian, Ubuntu: apt-get install python3 python3-venv).",
  );
}

// Python stops everything in order, so every wish to stop is passed on and its end is waited for.
function handOver(python) {
  const script = fileURLToPath(new URL("main.py", import.meta.url));
  let child;
  // Before the child exists: it may be seen running before this process runs on.
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => child.kill(signal));
  child = spawn(python, [script, ...process.argv.slice(2)], {
    stdio: "inherit",
    env: { ...process.env, SRQ_NODE: process.execPath },
  });
  stopWithTheScriptRunner(child);
  child.on("error", (error) => refuse(`${python} could not be started: ${error.message}.`));
  child.on("exit", (code, signal) => process.exit(signal ? 1 : code));
}

// npm that is killed cannot pass anything on; without it nobody could stop us by Ctrl-C.
function stopWithTheScriptRunner(child) {
  if (!process.env.npm_lifecycle_event) return;
  const parent = process.ppid;
  setInterval(() => process.ppid !== parent && child.kill("SIGTERM"), PARENT_LOOK_MS).unref();
}

refuseOldNode();
refuseWindows();
handOver(findPython());
