"""A real gunicorn for the tests that need one."""

from collections.abc import Iterator

import pytest

from tests.http.serving import Server, serving


@pytest.fixture(scope="session")
def server(
    app_variables: dict[str, str], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Server]:
    log = tmp_path_factory.mktemp("server") / "log"
    with serving(log, **app_variables) as running:
        yield running
