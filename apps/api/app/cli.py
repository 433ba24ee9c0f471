"""What people run by hand: `python -m app.cli …`."""

import json
import sys
from pathlib import Path
from typing import Annotated

import typer

from app.events import cli as events_cli
from app.main import create_app
from app.settings import load_settings

cli = typer.Typer(no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False)


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


if __name__ == "__main__":
    cli()
