"""How gunicorn runs the application: uvicorn's worker, and every log line in one form."""

from typing import Any, ClassVar

from gunicorn.config import Config
from gunicorn.glogging import Logger
from uvicorn_worker import UvicornWorker

from app.kernel.logs import configure_logging
from app.kernel.settings import LoggingSettings


class ServerWorker(UvicornWorker):
    """uvloop and httptools; what Caddy and the application's middleware do already is left out."""

    CONFIG_KWARGS: ClassVar[dict[str, Any]] = {
        "loop": "uvloop",
        "http": "httptools",
        "lifespan": "on",
        "ws": "none",
        "access_log": False,
        "proxy_headers": False,
        "server_header": False,
    }


class ServerLogger(Logger):
    """gunicorn's own lines, through the application's formatter."""

    def setup(self, cfg: Config) -> None:
        """Send everything to the root logger; raises StartRefusedError for an unknown form."""
        super().setup(cfg)
        configure_logging(LoggingSettings.from_environment())
