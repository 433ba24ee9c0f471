"""What people run by hand on accounts: `python -m app.cli create-admin`."""

import asyncio
import sys
from getpass import getpass
from typing import Annotated

import typer
from sqlalchemy.exc import SQLAlchemyError

from app.identity.accounts import service
from app.identity.accounts.rules import parse_display_name, parse_email
from app.identity.accounts.service import NewAccount
from app.identity.errors import AccountUnknownError, EmailTakenError
from app.identity.passwords import objection_to
from app.kernel.database import in_one_transaction
from app.kernel.errors import Refusal, StartRefusedError


def create_admin_command(
    email: Annotated[str, typer.Argument(help="The admin's e-mail address.")],
    name: Annotated[str, typer.Option(help="What the admin is called.")] = "Admin",
    *,
    promote: Annotated[
        bool, typer.Option("--promote", help="Make the account that has this e-mail an admin.")
    ] = False,
) -> None:
    """Make an admin; the password is asked for, or read from standard input."""
    try:
        address, display_name = parse_email(email), parse_display_name(name)
        if promote:
            asyncio.run(in_one_transaction(lambda session: service.promote(session, address)))
            typer.echo(f"{address} is an admin now.")
            return
        new = NewAccount(address, display_name, _read_password())
        asyncio.run(in_one_transaction(lambda session: service.make_admin(session, new)))
    except EmailTakenError:
        _fail("There is an account with this e-mail already; --promote makes it an admin.")
    except AccountUnknownError:
        _fail("There is no account with this e-mail; without --promote one is made.")
    except (ValueError, Refusal, StartRefusedError) as refusal:
        _fail(str(refusal))
    except SQLAlchemyError as error:
        _fail(str(getattr(error, "orig", error)).partition("\n")[0])
    typer.echo(f"The admin {address} was made.")


def _fail(sentence: str) -> None:
    typer.echo(sentence, err=True)
    raise typer.Exit(1)


def _read_password() -> str:
    """Twice from the terminal, or one line of standard input; never an argument, which is seen."""
    if not sys.stdin.isatty():
        return _accepted(sys.stdin.readline().rstrip("\r\n"))
    password = getpass("Password: ")
    if getpass("Again: ") != password:
        message = "The two differ; nothing was made."
        raise ValueError(message)
    return _accepted(password)


def _accepted(password: str) -> str:
    if (objection := objection_to(password)) is not None:
        raise ValueError(objection)
    return password
