"""What was looked at, in words, as the API's own doctor says it."""

from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True)
class Finding:
    """One thing that was looked at; a remedy is given exactly where something is wrong.

    A warning is worth knowing and stops nothing.
    """

    what: str
    remedy: str | None = None
    is_warning: bool = False

    @property
    def is_problem(self) -> bool:
        """Whether it must be mended."""
        return self.remedy is not None and not self.is_warning

    def lines(self) -> Iterator[str]:
        """Yield what is printed."""
        mark = "ok" if self.remedy is None else "warning" if self.is_warning else "PROBLEM"
        yield f"{mark:<7}  {self.what}"
        if self.remedy is not None:
            yield f"         {self.remedy}"


def warning(what: str, remedy: str) -> Finding:
    """Return what is worth knowing and stops nothing."""
    return Finding(what, remedy, is_warning=True)
