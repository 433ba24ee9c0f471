"""Restores the newest backups on trial, as nobody would otherwise know that they can be."""

import json
import shutil
import time

from backup import dumps, repository, restoring, status
from backup.failures import FailedError
from backup.settings import BACKUPS, Settings

REPORT = BACKUPS / "drill.json"
_DIRECTORY = BACKUPS / "drill-data"


def tidy() -> None:
    """Remove what a drill left that was killed: it can be read without a passphrase."""
    shutil.rmtree(_DIRECTORY, ignore_errors=True)


def run(settings: Settings) -> list[str]:
    """Restore the newest base backup and the newest dump, and compare; returns what was found."""
    began = time.monotonic()
    tidy()
    found: list[dict[str, object]] = []
    try:
        for target in _newest():
            started = time.monotonic()
            plan = restoring.check(restoring.plan_for(target, BACKUPS), BACKUPS, stack=None)
            result = restoring.prepare(settings, plan, BACKUPS, _DIRECTORY)
            shutil.rmtree(_DIRECTORY)
            found.append(
                {
                    "backup": target,
                    "rows": sum(result.rows.values()),
                    "tables": len(result.rows),
                    "alembic_head": result.facts["alembic_head"],
                    "seconds": round(time.monotonic() - started, 1),
                }
            )
    except (FailedError, OSError) as error:
        # The report needs room too.
        tidy()
        _tell(began, found, failure=f"The drill failed: {error}")
        raise
    finally:
        tidy()
    _tell(began, found, failure=None)
    return [
        f"{one['backup']}: {one['rows']} rows in {one['tables']} tables are as its manifest says,"
        f" {one['seconds']} s."
        for one in found
    ]


def _newest() -> list[str]:
    bases = repository.Repository().trusted()
    targets = [bases[-1]["label"]] if bases else []
    targets += dumps.labels()[-1:]
    if not targets:
        message = "There is no backup to try."
        raise FailedError(message)
    return targets


def _tell(began: float, found: list[dict[str, object]], *, failure: str | None) -> None:
    seconds = round(time.monotonic() - began, 1)
    sentence = failure or "The newest backups were restored and are as their manifests say."
    status.write("drill", is_ok=not failure, sentence=sentence, figures={"seconds": seconds})
    report = {"at": status.stamp(status.now()), "sentence": sentence, "restored": found}
    REPORT.write_text(json.dumps(report, indent=1))
