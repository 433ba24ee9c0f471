"""What people run by hand: `python -m app.cli …`.

A command's modules are imported when it is called: reading a file does not wait for the web
framework and the database driver.
"""

import asyncio
import json
import os
import sys
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from typer.core import TyperGroup

if TYPE_CHECKING:
    from app.ops.doctor import Finding
    from app.settings import Settings

_ELSEWHERE = {
    "read-calendar": ("app.events.calendar.command", "read_calendar_command"),
    "import": ("app.events.cli", "import_command"),
    "create-admin": ("app.identity.cli", "create_admin_command"),
    "load-demo": ("app.events.cli", "load_demo_command"),
    "feeds": ("app.events.feeds_cli", "feeds"),
    "rebuild-search": ("app.events.cli", "rebuild_search_command"),
}


class _CommandsOnDemand(TyperGroup):
    """The commands of this file, and those of other modules once they are asked for."""

    def list_commands(self, ctx: Any) -> list[str]:
        return sorted({*super().list_commands(ctx), *_ELSEWHERE})

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        if cmd_name not in _ELSEWHERE:
            return super().get_command(ctx, cmd_name)
        module, function = _ELSEWHERE[cmd_name]
        found = getattr(import_module(module), function)
        if isinstance(found, typer.Typer):
            return typer.main.get_command(found)
        single = typer.Typer(add_completion=False, pretty_exceptions_enable=False)
        single.command(cmd_name)(found)
        return typer.main.get_command(single)


cli = typer.Typer(
    cls=_CommandsOnDemand,
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)


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
    from app.main import create_app  # noqa: PLC0415
    from app.settings import load_settings  # noqa: PLC0415

    document = create_app(load_settings({"FEATURES": "events,repduel,quiz"})).openapi()
    rendered = json.dumps(document, indent=2, ensure_ascii=False) + "\n"
    if target is None:
        sys.stdout.write(rendered)
    else:
        target.write_text(rendered, encoding="utf-8")


@cli.command("doctor")
def doctor() -> None:
    """Check environment, database, role, schema and grants; exit with 1 if something is wrong."""
    from app.kernel.logs import configure_logging  # noqa: PLC0415
    from app.kernel.settings import LoggingSettings  # noqa: PLC0415
    from app.ops.doctor import examine_environment, examine_secrets  # noqa: PLC0415
    from app.settings import load_settings  # noqa: PLC0415

    configure_logging(LoggingSettings(level="error", format="text"))
    settings = load_settings()
    findings = list(examine_environment(os.environ, settings.site, settings.database))
    findings.append(examine_secrets(settings.site, settings.identity))
    findings += asyncio.run(_examine_database(settings))
    for finding in findings:
        typer.echo(f"{'ok     ' if finding.remedy is None else 'PROBLEM'}  {finding.what}")
        if finding.remedy is not None:
            typer.echo(f"         {finding.remedy}")
    if any(finding.remedy for finding in findings):
        raise typer.Exit(1)


async def _examine_database(settings: "Settings") -> list["Finding"]:
    from app.ops.doctor import examine_database  # noqa: PLC0415

    return [finding async for finding in examine_database(settings.database, settings.server)]


if __name__ == "__main__":
    cli()
