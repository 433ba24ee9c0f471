"""The product's services: how each is started on this machine, and what it is told."""

import os
from dataclasses import dataclass
from pathlib import Path

from checkout import API_DIR, CADDYFILE, VENV_BIN, VENV_PYTHON, WEB_SERVER
from installation import node
from ports import has_ipv6_loopback
from services import Service, environment_for_app, environment_for_services

# Running jobs have 20 seconds to finish, and the queue a moment to take back what has not.
WORKER_STOP_SECONDS = 35


@dataclass(frozen=True)
class Plan:
    """Where this run listens; only `site_port` is for people.

    `site_address` is what Caddy serves to everywhere, where that is not loopback alone. Services
    print to logs below `data`, or to the standard streams where `is_logging` is false.
    """

    data: Path
    site_port: int
    api_port: int
    web_port: int
    health_port: int
    site_address: str | None = None
    is_logging: bool = True

    @property
    def site_url(self) -> str:
        """What people open."""
        return self.site_address or f"http://localhost:{self.site_port}"

    def log(self, name: str) -> Path:
        """Where a service's output goes."""
        return self.data / "logs" / f"{name}.log"

    def log_path(self, name: str) -> Path | None:
        """The same for whoever starts the service; None for the standard streams."""
        return self.log(name) if self.is_logging else None


def api(plan: Plan, credentials: dict[str, str]) -> Service:
    """The API under gunicorn, connected as the app's limited login."""
    told = _told_the_app(plan) | {"BIND": f"127.0.0.1:{plan.api_port}"}
    return Service(
        name="API",
        command=[str(VENV_PYTHON), "-m", "gunicorn", "-c", "gunicorn.conf.py", "app.main:app"],
        directory=API_DIR,
        environment=environment_for_app(credentials) | told,
        log_path=plan.log_path("api"),
    )


def worker(plan: Plan, credentials: dict[str, str]) -> Service:
    """What does the jobs that the API defers, on the same login; mail is one of them."""
    return Service(
        name="worker",
        command=[str(VENV_PYTHON), "-m", "app.worker"],
        directory=API_DIR,
        environment=environment_for_app(credentials) | _told_the_app(plan),
        log_path=plan.log_path("worker"),
        stop_seconds=WORKER_STOP_SECONDS,
    )


def _told_the_app(plan: Plan) -> dict[str, str]:
    return {
        "APP_ENV": os.environ.get("APP_ENV") or "production",
        "SITE_URL": os.environ.get("SITE_URL") or plan.site_url,
        "PYTHONUNBUFFERED": "1",
    }


def is_mail_sent() -> bool:
    """Whether this shell names a mail server; else the worker prints mail to its log."""
    names = ("SMTP_HOST", "SMTP_HOST_FILE")
    return any(os.environ.get(name, "").strip() for name in names)


def web(plan: Plan) -> Service:
    """The built web app; it knows the API's address and no database."""
    told = {
        "API_INTERNAL_URL": f"http://127.0.0.1:{plan.api_port}",
        "HOSTNAME": "127.0.0.1",
        "NEXT_TELEMETRY_DISABLED": "1",
        "NODE_ENV": "production",
        "PORT": str(plan.web_port),
        "SITE_URL": os.environ.get("SITE_URL") or plan.site_url,
    }
    return Service(
        name="web server",
        command=[node(), str(WEB_SERVER)],
        directory=WEB_SERVER.parent,
        environment=environment_for_services() | told,
        log_path=plan.log_path("web"),
        stop_seconds=10,
    )


def caddy(plan: Plan) -> Service:
    """The production Caddyfile, listening on loopback only unless the plan has an address."""
    told = {
        **_listening(plan),
        "API_HOST": "127.0.0.1",
        "API_PORT": str(plan.api_port),
        "WEB_HOST": "127.0.0.1",
        "WEB_PORT": str(plan.web_port),
        "HEALTH_PORT": str(plan.health_port),
        "XDG_CONFIG_HOME": str(plan.data / "caddy"),
        "XDG_DATA_HOME": str(plan.data / "caddy"),
    }
    command = [str(VENV_BIN / "caddy"), "run", "--adapter", "caddyfile"]
    return Service(
        name="Caddy",
        command=[*command, "--config", str(CADDYFILE)],
        directory=CADDYFILE.parent,
        environment=environment_for_services() | told,
        log_path=plan.log_path("caddy"),
    )


def _listening(plan: Plan) -> dict[str, str]:
    if plan.site_address is not None:
        return {"SITE_ADDRESS": plan.site_address, "LISTEN": "everywhere"}
    names = ("localhost", "127.0.0.1", "[::1]")
    return {
        "SITE_ADDRESS": ", ".join(f"http://{name}:{plan.site_port}" for name in names),
        "LISTEN": "loopback" if has_ipv6_loopback() else "loopback_ipv4",
    }
