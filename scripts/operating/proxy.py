"""Having the proxy that runs read a configuration that has changed."""

from datetime import datetime
from pathlib import Path

from operating import memory, versions
from operating.project import Project
from operating.swap import PROXY

_READ = "proxy"
"""What the configuration was when it was last read."""


def require_valid(project: Project) -> None:
    """Refuse a changed configuration that the proxy would not take."""
    if _is_changed(project):
        check = ["exec", "-T", PROXY, "caddy", "validate", "--config", "/etc/caddy/Caddyfile"]
        failure = "Caddy does not accept its configuration, so nothing was changed"
        project.run(*check, failure=failure)


def reload(project: Project) -> None:
    """Have the proxy read its configuration, if that has changed."""
    if _is_changed(project):
        project.run("kill", "-s", "SIGUSR1", PROXY, failure="Caddy does not listen")
    memory.write(project.env_file.parent, _READ, _digest(project))


def _is_changed(project: Project) -> bool:
    running = project.containers(PROXY)
    if not running:
        return False
    known = memory.read(project.env_file.parent, _READ)
    if known is not None:
        return known != _digest(project)
    started = datetime.fromisoformat(project.inspect(running[0])["State"]["StartedAt"])
    return any(file.stat().st_mtime >= started.timestamp() for file in _files(project))


def _digest(project: Project) -> str:
    return "".join(map(versions.digest_of, _files(project)))


def _files(project: Project) -> list[Path]:
    return [path for path in sorted((project.folder / "caddy").rglob("*")) if path.is_file()]
