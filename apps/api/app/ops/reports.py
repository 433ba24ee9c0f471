"""What backup, drill, archive and disk report of themselves, one file each (OPERATIONS_DIR)."""

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Annotated, Final, get_args

from pydantic import AwareDatetime, BaseModel, BeforeValidator, ConfigDict, Field, ValidationError

from app.ops.names import Operation

OPERATIONS: Final[tuple[Operation, ...]] = get_args(Operation)
# A report is a few hundred bytes; what is larger is none.
MOST_BYTES: Final = 64 * 1024


def _numbers(value: object) -> object:
    """What can be measured; labels stand among the figures too."""
    if not isinstance(value, dict):
        return value
    return {
        name: figure
        for name, figure in value.items()
        if isinstance(figure, int | float) and not isinstance(figure, bool)
    }


class Report(BaseModel):
    """How an operation went when it last ended."""

    model_config = ConfigDict(frozen=True)

    at: AwareDatetime | None
    is_ok: bool
    last_ok_at: AwareDatetime | None
    sentence: str = Field(max_length=2000)
    figures: Annotated[dict[str, float], BeforeValidator(_numbers)] = Field(default_factory=dict)

    def age_of_success(self, now: datetime) -> float | None:
        """Seconds since it last went well."""
        return None if self.last_ok_at is None else (now - self.last_ok_at).total_seconds()


Reports = Mapping[Operation, Report | None]


def read_reports(directory: Path) -> Reports:
    """Read every operation's report; None where there was none yet."""
    return {name: _read(directory / f"{name}.json") for name in OPERATIONS}


def _read(file: Path) -> Report | None:
    try:
        with file.open("rb") as opened:
            return Report.model_validate_json(opened.read(MOST_BYTES + 1))
    except FileNotFoundError:
        return None
    except OSError as error:
        return _unreadable(file, str(error.strerror))
    except ValidationError:
        return _unreadable(file, "it is no report")


def _unreadable(file: Path, reason: str) -> Report:
    sentence = f"{file.name} cannot be read: {reason}."
    return Report(at=None, is_ok=False, last_ok_at=None, sentence=sentence)
