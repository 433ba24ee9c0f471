"""A real gunicorn for the tests that need one."""

from collections.abc import Iterator

import pytest

from embedded_postgres import Dsns
from tests.http.serving import Server, serving


@pytest.fixture(scope="session")
def server(dsns: Dsns, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    log = tmp_path_factory.mktemp("server") / "log"
    with serving(log, DATABASE_URL=dsns.app) as running:
        yield running
