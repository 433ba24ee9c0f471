"""How a command that a person types ends: well, or with a sentence and exit code 1."""

import asyncio
from collections.abc import Awaitable, Callable

import typer
from sqlalchemy.exc import SQLAlchemyError

from app.kernel.errors import Refusal, StartRefusedError


def run_command(command: Callable[[], Awaitable[None]]) -> None:
    """Run a command; what a person can act on ends it with a sentence and exit code 1."""
    try:
        asyncio.run(_awaited(command))
    except (Refusal, StartRefusedError) as refusal:
        typer.echo(str(refusal), err=True)
        raise typer.Exit(1) from None
    except SQLAlchemyError as error:
        reason = str(getattr(error, "orig", error)).partition("\n")[0]
        typer.echo(f"Nothing was stored, because the database said: {reason}", err=True)
        raise typer.Exit(1) from None


async def _awaited(command: Callable[[], Awaitable[None]]) -> None:
    await command()
