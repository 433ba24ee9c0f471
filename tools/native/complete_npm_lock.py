"""Complete a package-lock.json that was made behind a registry without every platform's packages.

Such a registry makes npm leave the other platforms' optional packages out of the lock, and newer
npm then refuses the lock in `npm ci` ("Missing: … from lock file"). This adds an entry for each,
with the version that its dependent pins and the platform that its name tells; npm fetches them
only on that platform, without a hash, because none could be had.

    python3 tools/native/complete_npm_lock.py apps/web/package-lock.json
"""

import json
import sys
from pathlib import Path

_SYSTEMS = ("android", "darwin", "freebsd", "linux", "openbsd", "openharmony", "win32")
_PROCESSORS = (
    *("arm", "arm64", "ia32", "loong64", "mips64el", "ppc64", "ppc64le"),
    *("riscv64", "s390x", "x64"),
)
_LIBRARIES = {"gnu": "glibc", "musl": "musl", "gnueabihf": "glibc", "musleabihf": "musl"}

Entry = dict[str, object]


def complete(packages: dict[str, Entry]) -> list[str]:
    """Add what is missing to a lock's `packages`; returns the names added."""
    added = []
    for path, entry in list(packages.items()):
        optional = entry.get("optionalDependencies")
        for name, version in optional.items() if isinstance(optional, dict) else ():
            if not _is_locked(name, path, packages):
                packages[f"node_modules/{name}"] = _entry(name, version, is_dev="dev" in entry)
                added.append(name)
    return added


def _is_locked(name: str, dependent: str, packages: dict[str, Entry]) -> bool:
    """Look for the package as Node resolves it: beside the dependent, then outwards."""
    folder = dependent
    while f"{folder}/node_modules/{name}".lstrip("/") not in packages:
        if not folder:
            return False
        folder = folder.rpartition("node_modules/")[0].rstrip("/")
    return True


def _entry(name: str, version: str, *, is_dev: bool) -> Entry:
    words = name.rpartition("/")[2].split("-")
    entry: Entry = {
        "version": version,
        "cpu": [word for word in words if word in _PROCESSORS],
        "dev": is_dev,
        "libc": [_LIBRARIES[word] for word in words if word in _LIBRARIES],
        "optional": True,
        "os": [word for word in words if word in _SYSTEMS],
    }
    return {key: value for key, value in entry.items() if value}


def main() -> int:
    """Complete the lock files named on the command line."""
    for argument in sys.argv[1:]:
        path = Path(argument)
        lock = json.loads(path.read_text())
        added = complete(lock["packages"])
        if added:
            lock["packages"] = dict(sorted(lock["packages"].items()))
            path.write_text(json.dumps(lock, indent=2) + "\n")
        print(f"{path}: {len(added)} entries added{': ' if added else ''}{', '.join(added)}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
