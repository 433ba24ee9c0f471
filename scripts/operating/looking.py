"""Asking the site, as a visitor does, whether it is there."""

import http.client
import socket
import ssl
import time
from collections.abc import Mapping

from operating.project import Project
from operating.refusals import RefusedError

_WITHIN_SECONDS = 30


def require_site(project: Project, published: Mapping[int, int] | None = None) -> None:
    """Ask through the proxy for a page and for the API; raises RefusedError unless both answer.

    `published` has this machine's port for each of the proxy's, where Compose cannot tell.
    """
    for path in ("/api/ready", "/"):
        deadline = time.monotonic() + _WITHIN_SECONDS
        while (told := _ask(project, path, published)) != "200":
            if time.monotonic() > deadline:
                message = f"The proxy answers {path} with {told}, not with 200."
                raise RefusedError(message)
            time.sleep(0.5)


def _ask(project: Project, path: str, known: Mapping[int, int] | None) -> str:
    domain = project.variables().get("DOMAIN") or "localhost"
    address = project.variables().get("SITE_ADDRESS") or f"https://{domain}"
    is_plain = address.startswith(("http://", ":"))
    inside = "80" if is_plain else "443"
    if known is None:
        published = project.run("port", "caddy", inside, failure="Caddy publishes no port").strip()
    else:
        published = f"127.0.0.1:{known[int(inside)]}"
    host, _, port = published.rpartition(":")
    host = {"0.0.0.0": "127.0.0.1", "[::]": "::1"}.get(host, host.strip("[]"))  # noqa: S104
    named = address.rpartition("//")[2].partition(":")[0] or domain
    try:
        plain = socket.create_connection((host, int(port)), timeout=20)
        # Whether the certificate is trusted is for browsers; Caddy may still wait for its own.
        context = ssl._create_unverified_context()  # noqa: S323, SLF001
        connection = http.client.HTTPConnection(named)
        connection.sock = plain if is_plain else context.wrap_socket(plain, server_hostname=named)
        try:
            connection.request("GET", path, headers={"Host": named})
            return str(connection.getresponse().status)
        finally:
            connection.close()
    except (OSError, http.client.HTTPException) as error:
        return f"no answer ({error})"
