"""People for the tests of what operators see."""

from collections.abc import AsyncIterator

import httpx2
import pytest
from argon2 import PasswordHasher
from fastapi import FastAPI

from app.identity import passwords
from app.identity.models import Role
from tests.factories.people import People


@pytest.fixture
async def people(app: FastAPI, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[People]:
    """Makes accounts; their passwords are hashed as cheaply as can be."""
    hasher = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
    monkeypatch.setattr(passwords, "hasher", hasher)
    async with People(app) as made:
        yield made


@pytest.fixture
async def admin(people: People) -> httpx2.AsyncClient:
    """The browser of an admin."""
    await people.make("admin@example.org", role=Role.ADMIN)
    return await people.sign_in("admin@example.org")
