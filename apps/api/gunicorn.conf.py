"""gunicorn's settings: `gunicorn -c gunicorn.conf.py app.main:app`."""

import os
import shutil
from typing import Any

from app.http.count_folder import MEMORY, make_count_folder

# The processes count together (app/http/counters.py), anew at every start. The client decides at
# its import whether they do, so it is imported after this.
_COUNTS = make_count_folder()
os.environ["PROMETHEUS_MULTIPROC_DIR"] = str(_COUNTS)

from prometheus_client import multiprocess  # noqa: E402

from app.http.server import ServerLogger, ServerWorker  # noqa: E402
from app.main import app, prepare_workers  # noqa: E402
from app.settings import Settings  # noqa: E402

_settings: Settings = app.state.settings

bind = [os.environ.get("BIND") or "0.0.0.0:8000"]
workers = _settings.server.web_concurrency
worker_class = ServerWorker
logger_class = ServerLogger
# The parent imports the application and chooses the database once for all workers. A reload with
# SIGHUP therefore keeps the old code: a new release is a new container.
preload_app = True

# Longer than Caddy keeps an idle connection to its upstream, so that Caddy is always the one to
# close it and no request is sent into a connection that is just being closed.
keepalive = 75
# Requests that are being answered at SIGTERM may take this long; Compose's grace period is longer.
graceful_timeout = 20
# A worker says that it lives only once its start is over, and in lax mode that start may wait for
# every candidate in turn.
timeout = int(60 + 4 * _settings.database.bootstrap_timeout)
# Heartbeats touch a file many times a minute: in memory, also where the root is read-only.
worker_tmp_dir = str(MEMORY) if MEMORY.is_dir() else None
control_socket_disable = True


def on_starting(_arbiter: object) -> None:
    """Refuse to start, in one sentence, before any worker exists."""
    prepare_workers(app)


def child_exit(_arbiter: object, worker: Any) -> None:
    """Forget what a process had open; what it counted stays counted."""
    multiprocess.mark_process_dead(worker.pid)  # type: ignore[no-untyped-call]


def on_exit(_arbiter: object) -> None:
    """Leave nothing behind."""
    shutil.rmtree(_COUNTS, ignore_errors=True)
