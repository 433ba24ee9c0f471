"""How gunicorn runs the application: uvicorn's worker, and every log line in one form."""

import os
import signal
import sys
from typing import Any, ClassVar, Final

from gunicorn.arbiter import Arbiter
from gunicorn.config import Config
from gunicorn.glogging import Logger
from uvicorn_worker import UvicornWorker

from app.http.draining import DrainingServer
from app.kernel.logs import configure_logging
from app.kernel.settings import LoggingSettings

NOTIFY_SECONDS: Final = 2


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
        "timeout_notify": NOTIFY_SECONDS,
    }

    async def _serve(self) -> None:
        self.config.app = self.wsgi
        server = DrainingServer(self.config)
        self._install_sigquit_handler()
        await server.serve(sockets=self.sockets)
        if not server.started:
            sys.exit(Arbiter.WORKER_BOOT_ERROR)

    async def callback_notify(self) -> None:
        """Tell the parent that this worker lives; stop, gracefully, if there is no parent left.

        gunicorn's own workers look after their parent, uvicorn's does not: without this, a worker
        whose parent was killed would keep the port for ever.
        """
        await super().callback_notify()
        if os.getppid() != self.ppid:
            signal.raise_signal(signal.SIGTERM)


class ServerLogger(Logger):
    """gunicorn's own lines, through the application's formatter."""

    def setup(self, cfg: Config) -> None:
        """Send everything to the root logger; raises StartRefusedError for an unknown form."""
        super().setup(cfg)
        configure_logging(LoggingSettings.from_environment())
