"""What PostgreSQL says when it does not start, as sentences that name the remedy."""

from pathlib import Path

from postgres_binaries import EmbeddedPostgresError


class PortInUseError(EmbeddedPostgresError):
    """Another program listens on the port that was asked for."""


class DiskFullError(EmbeddedPostgresError):
    """There is no space for the cluster or its log."""


class NotWritableError(EmbeddedPostgresError):
    """The cluster's directory belongs to someone else or cannot be written."""


class AlreadyRunningError(EmbeddedPostgresError):
    """Another process of ours runs a server on this directory."""


class ServerFailedError(EmbeddedPostgresError):
    """The server did not start, for a reason that only its log tells."""


def disk_full(place: Path) -> DiskFullError:
    """For a disk without space at `place`."""
    return DiskFullError(
        f"The disk that holds {place} is full: free at least 300 MB there and start again."
    )


def not_writable(place: Path) -> NotWritableError:
    """For a directory that this account may not write."""
    return NotWritableError(
        f"{place} cannot be written: it was probably made by another user (by root?); "
        "give it back with chown, or start as the user who owns it."
    )


def failure_from(said: str, cluster: Path, *, port: int, log_path: Path) -> EmbeddedPostgresError:
    """The error for what PostgreSQL or the operating system said about `cluster`."""
    lowered = said.lower()
    if "no space left on device" in lowered or "disk quota exceeded" in lowered:
        return disk_full(cluster)
    if "address already in use" in lowered:
        return PortInUseError(
            f"Port {port} is taken by another program: stop that one or choose another port."
        )
    if "permission denied" in lowered or "read-only file system" in lowered:
        return not_writable(cluster)
    complaints = [line for line in said.splitlines() if "FATAL" in line or "PANIC" in line]
    last_words = (complaints or said.strip().splitlines() or ["it said nothing"])[-1]
    return ServerFailedError(
        f"PostgreSQL did not start ({last_words.strip()}): {log_path} tells more."
    )
