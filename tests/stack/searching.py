"""Looks for secrets where none must be: processes of the whole machine, layers of images."""

import json
import subprocess
from collections.abc import Mapping, Sequence

from composing import Stack, docker, environment

_SEARCH = """
import glob, json, re, sys, time
secrets, seconds, others = json.load(sys.stdin)
found, seen, ends = set(), 0, time.monotonic() + seconds
while True:
    for kind in ("cmdline", "environ"):
        for path in glob.glob(f"/proc/[0-9]*/{kind}"):
            try:
                text = open(path, "rb").read()
                groups = open(path.replace(kind, "cgroup")).read()
            except OSError:
                continue
            if set(re.findall("[0-9a-f]{64}", groups)) & set(others):
                continue
            seen += bool(text)
            for name, secret in secrets.items():
                if secret.encode() in text:
                    try:
                        command = open(path.replace("environ", "cmdline"), "rb").read()
                    except OSError:
                        command = b"(it has ended)"
                    if kind == "cmdline":
                        command = command.split(b"\\0")[0]
                    found.add(f"{name} in {kind} of {command.decode(errors='replace')}")
    if time.monotonic() >= ends:
        break
    time.sleep(0.05)
json.dump([seen, sorted(found)], sys.stdout)
"""


def search_processes(stack: Stack, secrets: Mapping[str, str], *, seconds: float = 0) -> list[str]:
    """Where a secret shows in a command line or environment.

    Looked at are all processes of the machine, those in containers of other stacks left out.
    """
    host = ["run", "--rm", "--interactive", "--pid", "host", "--user", "0:0", "--network", "none"]
    image = stack.inspect("api")["Image"]
    others = docker("ps", "--quiet", "--no-trunc").split()
    own = stack.compose("ps", "--all", "--quiet", "--no-trunc").split()
    given = json.dumps([dict(secrets), seconds, sorted(set(others) - set(own))])
    said = docker(*(*host, "--cap-add", "SYS_PTRACE", image, "python", "-c", _SEARCH), given=given)
    seen, found = json.loads(said.splitlines()[-1])
    assert seen > 10, "the processes could be read"
    return list(found)


def search_layers(image: str, secrets: Sequence[str]) -> list[str]:
    """Which secrets any layer or the configuration of an image holds."""
    needles = {secret.encode(): secret for secret in secrets}
    overlap = max(map(len, needles))
    found: set[str] = set()
    tail = b""
    with subprocess.Popen(
        ["docker", "save", image], stdout=subprocess.PIPE, env=environment()
    ) as process:
        assert process.stdout is not None
        while block := process.stdout.read(4 << 20):
            window = tail + block
            found.update(secret for needle, secret in needles.items() if needle in window)
            tail = window[-overlap:]
    assert process.returncode == 0
    return sorted(found)
