"""`npm start`: the whole product on this machine, without Docker; Ctrl-C stops it.

PORT [3000] is the site's port on loopback. Data, secrets and logs are kept in .data/, or in the
folder that SRQ_DATA_DIR names. SITE_NAME, SITE_TIMEZONE, FEATURES and the API's other variables
are passed on, except those of databases: the database is the embedded one.
"""

import http.client
import os
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, closing
from http import HTTPStatus

from checkout import data_dir
from database import kept_signing_secrets, prepare, start_server
from embedded_postgres import EmbeddedPostgres
from installation import install_to_run, node, npm
from launcher_lock import one_launcher_at_a_time
from leftovers import note_running, stop_leftovers
from ports import free_port, parse_port, refuse_taken_port
from product import Plan, api, caddy, is_mail_sent, web, worker
from progress import say, seconds
from refusals import CannotContinueError, refuse_too_little_space
from services import Service, death_notice, trim_logs, wait_for
from stopping import StopRequested

SPACE_TO_RUN = 300 * 2**20
READY_SECONDS = 60
TRIM_SECONDS = 10


def start() -> int:
    """Set up what is missing, start everything, and run until somebody asks to stop."""
    began = time.monotonic()
    data = data_dir()
    site_port = parse_port(os.environ.get("PORT", ""))
    node(), npm()
    with one_launcher_at_a_time(data, site_port), ExitStack() as stopping:
        try:
            stop_leftovers(data)
            refuse_taken_port(site_port)
            refuse_too_little_space(data, SPACE_TO_RUN)
            install_to_run()
            plan = Plan(data, site_port, free_port(), free_port(), free_port())
            run = Run(plan, stopping)
            run.bring_up()
            say(f"Started in {seconds(time.monotonic() - began)}; stop with Ctrl-C.")
            say(f"Data and logs are kept in {data}.")
            if not is_mail_sent():
                say(f"Mail is printed to {plan.log('worker')}.")
            say(f"Ready: {plan.site_url}")
            run.watch()
        except StopRequested:
            say("Stopping ...")
            stopping.close()
            say("Stopped.")
        return 0


class Run:
    """The processes of one run; `stopping` ends them in the opposite order of their start."""

    def __init__(self, plan: Plan, stopping: ExitStack) -> None:
        self._plan = plan
        self._stopping = stopping
        self._server: EmbeddedPostgres | None = None
        self._services: list[Service] = []

    def bring_up(self) -> None:
        """Start everything and return when the site answers through Caddy."""
        plan = self._plan
        say("PostgreSQL ...")
        self._server = start_server(plan.data)
        self._stopping.callback(self._server.stop)
        self._start(web(plan))
        say("Roles, schema ...")
        app_dsn = prepare(self._server, plan.data, say)
        say("API, worker, web, Caddy ...")
        credentials = {"DATABASE_URL": app_dsn} | kept_signing_secrets(plan.data)
        self._start(api(plan, credentials))
        self._start(worker(plan, credentials))
        refuse_taken_port(plan.site_port)
        self._start(caddy(plan))
        self._wait_until_it_answers()

    def watch(self) -> None:
        """Return never: a signal or the end of a process raises."""
        while True:
            wait_for(TRIM_SECONDS, self._refuse_if_one_ended)
            trim_logs(self._plan.data / "logs")

    def _start(self, service: Service) -> None:
        self._stopping.callback(service.stop)
        service.start()
        self._services.append(service)
        note_running(self._plan.data, self._services)

    def _refuse_if_one_ended(self) -> None:
        for service in self._services:
            service.refuse_if_it_ended()
        if self._server is not None and not self._server.is_running:
            log_path = self._plan.data / "logs" / "postgres.log"
            raise CannotContinueError(death_notice("database", None, log_path))

    def _wait_until_it_answers(self) -> None:
        """Ask through Caddy, as a browser would, until API and pages answer with 200."""
        deadline = time.monotonic() + READY_SECONDS
        unanswered = ["/api/ready", "/"]
        with ThreadPoolExecutor(max_workers=1) as asking:
            while unanswered:
                answer = asking.submit(_status, self._plan.site_port, unanswered[0])
                while not answer.done():
                    wait_for(0.02, self._refuse_if_one_ended)
                if answer.result() == HTTPStatus.OK:
                    del unanswered[0]
                elif time.monotonic() > deadline:
                    raise CannotContinueError(
                        f"{self._plan.site_url}{unanswered[0]} does not answer as it should after "
                        f"{READY_SECONDS} s (last: {answer.result()}): "
                        f"see {self._plan.data / 'logs'}."
                    )
                else:
                    wait_for(0.25, self._refuse_if_one_ended)


def _status(port: int, path: str) -> int | str:
    try:
        with closing(http.client.HTTPConnection("127.0.0.1", port, timeout=20)) as connection:
            connection.request("GET", path)
            response = connection.getresponse()
            response.read()
            return response.status
    except (OSError, http.client.HTTPException) as error:
        return str(error) or type(error).__name__
