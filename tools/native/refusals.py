"""What ends a command early, as one sentence that names the remedy."""

import errno
import shutil
from pathlib import Path

_NO_SPACE = {errno.ENOSPC, errno.EDQUOT}
_NOT_WRITABLE = {errno.EACCES, errno.EPERM, errno.EROFS}
_UNREACHABLE = (
    "ENOTFOUND",
    "EAI_AGAIN",
    "ECONNREFUSED",
    "ECONNRESET",
    "ETIMEDOUT",
    "ENETUNREACH",
    "EHOSTUNREACH",
    "Max retries exceeded",
    "Failed to establish a new connection",
    "Temporary failure in name resolution",
    "Name or service not known",
    "Network is unreachable",
    "Connection refused",
    "Read timed out",
    "Could not find a version that satisfies",
)
_UNTRUSTED = ("self-signed certificate", "CERTIFICATE_VERIFY_FAILED", "SELF_SIGNED_CERT")


class CannotContinueError(Exception):
    """Its message is one sentence with the remedy, fit to be printed as it is."""


def from_os_error(error: OSError, place: Path) -> CannotContinueError | None:
    """The sentence for an operating system's refusal at `place`; None for what is a bug of ours."""
    where = Path(error.filename) if isinstance(error.filename, str) else place
    if error.errno in _NO_SPACE:
        return disk_full(place)
    if error.errno in _NOT_WRITABLE:
        return CannotContinueError(
            f"{where} cannot be written by this user: run as the owner of the folder, "
            "or work in a copy of it that is yours."
        )
    return None


def disk_full(place: Path) -> CannotContinueError:
    """For a disk that has no space left at `place`."""
    return CannotContinueError(
        f"The disk that holds {place} is full: free at least 2 GB and run the command again."
    )


def refuse_too_little_space(place: Path, needed_bytes: int) -> None:
    """Refuse before the work begins; `place` need not exist yet."""
    existing = next(path for path in (place, *place.parents) if path.exists())
    free = shutil.disk_usage(existing).free
    if free < needed_bytes:
        raise CannotContinueError(
            f"Only {free // 2**20} MB are free on the disk that holds {place} and about "
            f"{needed_bytes // 2**20} MB are needed: free some space and run the command again."
        )


def from_failed_step(title: str, output: str, log_path: Path) -> CannotContinueError:
    """The sentence for an installation or build step that failed, from what it printed."""
    if "ENOSPC" in output or "No space left on device" in output:
        return disk_full(log_path)
    if any(sign in output for sign in _UNTRUSTED):
        return CannotContinueError(
            f"{title}: the package registry's certificate is not trusted here; name your CA file "
            "in PIP_CERT and NODE_EXTRA_CA_CERTS and run the command again."
        )
    if any(sign in output for sign in _UNREACHABLE):
        return CannotContinueError(
            f"{title}: the package registry could not be reached; check the network and proxy "
            f"settings and run the command again, finished steps are kept ({log_path} tells more)."
        )
    said = [line.strip() for line in output.splitlines() if line.strip(" .")]
    said = [line for line in said if "A complete log of this run" not in line]
    last_words = said[-1] if said else "it said nothing"
    return CannotContinueError(f"{title} failed ({last_words[:300]}): {log_path} tells more.")
