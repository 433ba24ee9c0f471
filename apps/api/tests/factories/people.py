"""Accounts, and clients that behave like browsers or like programs."""

from contextlib import AsyncExitStack
from typing import Any, Self

import httpx2
from fastapi import FastAPI

from app.identity.accounts import service
from app.identity.accounts.service import NewAccount
from app.identity.models import Account, Role
from app.kernel.database import Database

PASSWORD = "a long way to Lido Key"
ORIGIN = "http://srq.test"


class People:
    """Everybody of one test; their clients are closed with it."""

    def __init__(self, app: FastAPI) -> None:
        self.app = app
        self._clients = AsyncExitStack()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None:
        await self._clients.aclose()

    async def browser(self, *, address: str = "203.0.113.1") -> httpx2.AsyncClient:
        """A client that keeps cookies and says which page it stands on."""
        return await self._client(address, {"origin": ORIGIN, "user-agent": "Browser/1.0"})

    async def program(self, token: str | None = None) -> httpx2.AsyncClient:
        """A client that sends a bearer token, or nothing, and no Origin."""
        headers = {} if token is None else {"authorization": f"Bearer {token}"}
        return await self._client("203.0.113.2", headers)

    async def register(self, email: str, **fields: Any) -> httpx2.AsyncClient:
        """Register over HTTP and return the browser that did."""
        browser = await self.browser()
        body = {"email": email, "display_name": "Somebody", "password": PASSWORD, **fields}
        (await browser.post("/api/auth/register", json=body)).raise_for_status()
        return browser

    async def sign_in(self, email: str, password: str = PASSWORD) -> httpx2.AsyncClient:
        """Sign in over HTTP and return the browser that did."""
        browser = await self.browser()
        answer = await browser.post("/api/auth/login", json={"email": email, "password": password})
        answer.raise_for_status()
        return browser

    async def tokens(self, email: str, password: str = PASSWORD) -> dict[str, Any]:
        """Sign in over HTTP as a program does, and return the tokens."""
        program = await self.program()
        body = {"email": email, "password": password, "transport": "bearer"}
        answer = await program.post("/api/auth/login", json=body)
        answer.raise_for_status()
        tokens: dict[str, Any] = answer.json()["tokens"]
        return tokens

    async def make(
        self, email: str, *, role: Role = Role.MEMBER, is_active: bool = True
    ) -> Account:
        """Make an account beside HTTP."""
        database: Database = self.app.state.database
        async with database.sessions.begin() as session:
            account = await service.make_admin(session, NewAccount(email, "Made", PASSWORD))
            account.role, account.is_active = role.value, is_active
        return account

    async def _client(self, address: str, headers: dict[str, str]) -> httpx2.AsyncClient:
        transport = httpx2.ASGITransport(app=self.app, client=(address, 50_000))
        client = httpx2.AsyncClient(transport=transport, base_url=ORIGIN, headers=headers)
        return await self._clients.enter_async_context(client)
