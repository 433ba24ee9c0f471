"""What people run by hand: `python -m app.cli …`."""

import asyncio
import json
import os
import sys
from pathlib import Path
from typing import Annotated

import typer

from app.events import cli as events_cli
from app.events.calendar.command import read_calendar_command
from app.kernel.logs import configure_logging
from app.kernel.settings import LoggingSettings
from app.main import create_app
from app.ops.doctor import Finding, examine_database, examine_environment
from app.settings import Settings, load_settings

cli = typer.Typer(no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False)


cli.command("read-calendar")(read_calendar_command)
cli.command("import")(events_cli.import_command)
cli.command("load-demo")(events_cli.load_demo_command)


@cli.callback()
def _describe() -> None:
    """Commands of the srq-hpn API."""


@cli.command("export-openapi")
def export_openapi(
    target: Annotated[
        Path | None, typer.Argument(help="File to write; standard output when left out.")
    ] = None,
) -> None:
    """Write the API's OpenAPI description, with every module switched on."""
    document = create_app(load_settings({"FEATURES": "events,repduel,quiz"})).openapi()
    rendered = json.dumps(document, indent=2, ensure_ascii=False) + "\n"
    if target is None:
        sys.stdout.write(rendered)
    else:
        target.write_text(rendered, encoding="utf-8")


@cli.command("doctor")
def doctor() -> None:
    """Check environment, database, role, schema and grants; exit with 1 if something is wrong."""
    configure_logging(LoggingSettings(level="error", format="text"))
    settings = load_settings()
    findings = list(examine_environment(os.environ, settings.site, settings.database))
    findings += asyncio.run(_examine_database(settings))
    for finding in findings:
        typer.echo(f"{'ok     ' if finding.remedy is None else 'PROBLEM'}  {finding.what}")
        if finding.remedy is not None:
            typer.echo(f"         {finding.remedy}")
    if any(finding.remedy for finding in findings):
        raise typer.Exit(1)


async def _examine_database(settings: Settings) -> list[Finding]:
    return [finding async for finding in examine_database(settings.database, settings.server)]


if __name__ == "__main__":
    cli()
