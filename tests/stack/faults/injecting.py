"""The faults: each is done from outside, and undone where it does not pass by itself."""

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from composing import Stack, docker

from faults.composed import why_no_small_disk
from faults.load import FEED, PATIENCE_SECONDS, eventually, post, sign_in
from faults.packets import NAME_SERVER, dropping, why_no_packets_vanish

SERVICES = ("db", "api", "worker", "web", "caddy")
PAUSE_SECONDS = 20
CUT_SECONDS = 10
FULL_SECONDS = 20
SILENT_SECONDS = 15
OUTSIDE = tuple(f"http://{name}.example/city.ics" for name in ("one", "two", "three"))
BALLAST = "/var/lib/postgresql/ballast"
# Which of them it is depends on whose patience ends first, the resolver's or the fetcher's.
_SILENCE = ("No name server answered", "did not answer in full")
_KILL = "import os, sys; os.kill(int(sys.argv[1]), 9)"


@dataclass(frozen=True)
class Fault:
    """`inject` returns the moment from which the stack's recovery counts.

    That is when the fault was undone, or when it happened where nobody undoes it.
    """

    name: str
    inject: Callable[[Stack], float]
    why_not: Callable[[], str | None] = lambda: None
    """Why it cannot be had on this machine, or None."""
    complain: Callable[[Stack], list[str]] = lambda _: []
    """What this fault in particular must not do, asked once all is well again."""
    health: int | None = None
    """What /health/db must say meanwhile, where the fault lasts long enough to be asked about."""
    is_at_the_door: bool = False
    """Whether callers may find nobody who answers."""


def restart(service: str) -> Fault:
    """What an operator does."""

    def inject(stack: Stack) -> float:
        began = time.monotonic()
        stack.compose("restart", service)
        return began

    return Fault(f"{service} restarted", inject, is_at_the_door=service == "caddy")


def kill(service: str) -> Fault:
    """SIGKILL to the container's first process, as the kernel does it when memory is short."""

    def inject(stack: Stack) -> float:
        _kill(stack, stack.inspect(service)["State"]["Pid"])
        return time.monotonic()

    return Fault(f"{service} killed", inject, is_at_the_door=service == "caddy")


def kill_one_api_process() -> Fault:
    """SIGKILL to one of the processes that serve requests; gunicorn lives on."""

    def inject(stack: Stack) -> float:
        parent = str(stack.inspect("api")["State"]["Pid"])
        rows = docker("top", stack.container("api"), "-eo", "pid,ppid").splitlines()[1:]
        children = [pid for pid, ppid in map(str.split, rows) if ppid == parent]
        _kill(stack, int(children[0]))
        return time.monotonic()

    return Fault("one process of api killed", inject)


def pause_database(seconds: float = PAUSE_SECONDS) -> Fault:
    """Stop the database's clock: connections stay open and nothing answers."""

    def inject(stack: Stack) -> float:
        container = stack.container("db")
        docker("pause", container)
        try:
            time.sleep(seconds)
        finally:
            docker("unpause", container)
        return time.monotonic()

    return Fault(f"db paused for {seconds:g} s", inject, health=503)


def cut(service: str, network: str, seconds: float = CUT_SECONDS) -> Fault:
    """Pull the service's plug out of one network."""

    def inject(stack: Stack) -> float:
        container, known = stack.container(service), f"{stack.project}_{network}"
        docker("network", "disconnect", known, container)
        try:
            time.sleep(seconds)
        finally:
            docker("network", "connect", "--alias", service, known, container)
        return time.monotonic()

    name = f"{service} cut off from {network} for {seconds:g} s"
    return Fault(name, inject, health=503 if service == "api" else 200)


def fill_disk(seconds: float = FULL_SECONDS, *, journal_too: bool = False) -> Fault:
    """Leave the database's disk without a free byte, beside the data.

    `journal_too`: use up what is left of the write-ahead log, which ends the server at once.
    """

    def inject(stack: Stack) -> float:
        fill = (
            f"dd if=/dev/zero of={BALLAST} bs=1M 2>/dev/null || dd if=/dev/zero bs=1k >>{BALLAST}"
        )
        stack.exec("db", "sh", "-c", f"{fill} 2>/dev/null", check=False)
        grow = "CREATE TABLE ballast AS SELECT generate_series(1, 100000)"
        said = stack.exec("db", "psql", "-U", "srq_hpn", "-c", grow, check=False)
        assert "No space left on device" in said, said
        if journal_too:
            for _ in range(20):
                switch = "SELECT pg_switch_wal() FROM pg_logical_emit_message(true, 'x', 'x')"
                stack.exec("db", "psql", "-U", "srq_hpn", "-c", switch, check=False)
        time.sleep(seconds)
        _free(stack)
        return time.monotonic()

    what = "disk and write-ahead log full" if journal_too else "disk full"
    health = 503 if journal_too else 200
    return Fault(f"{what} for {seconds:g} s", inject, why_not=why_no_small_disk, health=health)


def _free(stack: Stack) -> None:
    """Through a container of its own: that of the database may be between two of its starts."""
    volume = f"{stack.project}_postgres_data"
    image = stack.inspect("db")["Image"]
    mounted = ["--rm", "--user", "999:999", "--entrypoint", "rm", "-v", f"{volume}:/volume", image]
    docker("run", *mounted, "-f", "/volume/ballast")


def _kill(stack: Stack, pid: int) -> None:
    """From outside: `docker kill` would count as our own wish, and nothing would come back."""
    host = ["run", "--rm", "--pid", "host", "--user", "0:0", "--cap-add", "KILL"]
    docker(*host, stack.inspect("api")["Image"], "python", "-c", _KILL, str(pid))


def silence_outside_names(seconds: float = SILENT_SECONDS) -> Fault:
    """Nobody answers the worker's questions for names of the internet; those inside are known.

    Feeds outside that are asked for meanwhile must fail in words, and those inside must be read.
    """
    asked: list[str] = []
    read: list[int] = []
    # How the name of anything below "example" ends in a question (RFC 1035, section 4.1.2).
    outside = ["-m", "string", "--algo", "bm", "--hex-string", "|07|example|00|"]

    def inject(stack: Stack) -> float:
        token = sign_in(stack)
        with dropping(stack, "worker", ["--destination", NAME_SERVER, *outside]):
            began = stack.sql("SELECT clock_timestamp()")
            answers = [
                post(stack, "/api/admin/feed-previews", token, url=address) for address in OUTSIDE
            ]
            asked.extend(answer.json()["id"] for answer in answers)
            time.sleep(seconds)
            inside = f"asked_at > '{began}' AND request ->> 'url' = '{FEED}' AND state = 'done'"
            read.append(int(stack.sql(f"SELECT count(*) FROM app.errand WHERE {inside}")))
        return time.monotonic()

    def complain(stack: Stack) -> list[str]:
        def answers() -> list[str]:
            ids = ", ".join(f"'{each}'" for each in asked)
            told = f"SELECT coalesce(failure, state) FROM app.errand WHERE id IN ({ids})"
            return stack.sql(told).splitlines()

        eventually(lambda: "waiting" not in answers(), seconds=PATIENCE_SECONDS)
        silent = [said for said in answers() if any(words in said for words in _SILENCE)]
        found = [f"A feed outside says {said!r}." for said in answers() if said not in silent]
        return found if read[-1] else [*found, "No feed inside was read meanwhile."]

    name = f"worker's name server silent about the internet for {seconds:g} s"
    return Fault(name, inject, why_no_packets_vanish, complain, health=200)


def silence_names(kept_seconds: float = 3, lost_seconds: float = 6) -> Fault:
    """Nobody tells the API where the database is; its connections are kept, and then lost."""

    def inject(stack: Stack) -> float:
        with dropping(stack, "api", ["--destination", NAME_SERVER]):
            time.sleep(kept_seconds)
            networks = stack.inspect("api")["NetworkSettings"]["Networks"]
            address = networks[f"{stack.project}_db_app"]["IPAddress"]
            stack.sql(
                "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity"
                f" WHERE client_addr = '{address}'"
            )
            time.sleep(lost_seconds)
        return time.monotonic()

    name = f"api's name server silent for {kept_seconds + lost_seconds:g} s"
    return Fault(name, inject, why_no_packets_vanish, health=503)


def lose_packets(seconds: float = 6) -> Fault:
    """Every tenth packet between API and database is lost, in both directions."""
    lost = ["-m", "statistic", "--mode", "random", "--probability", "0.1"]

    def inject(stack: Stack) -> float:
        queries = ["--protocol", "tcp", "--dport", "5432", *lost]
        answers = ["--protocol", "tcp", "--sport", "5432", *lost]
        with dropping(stack, "db", queries), dropping(stack, "api", answers):
            time.sleep(seconds)
        return time.monotonic()

    name = f"every tenth packet between api and db lost for {seconds:g} s"
    return Fault(name, inject, why_no_packets_vanish)


def all_faults() -> Iterator[Fault]:
    """Every fault, the mild ones first."""
    yield from map(restart, SERVICES)
    yield from map(kill, SERVICES)
    yield kill_one_api_process()
    yield pause_database()
    yield cut("api", "db_app")
    yield cut("worker", "db_app")
    yield cut("worker", "egress", 20)
    yield silence_outside_names()
    yield silence_names()
    yield lose_packets()
    yield fill_disk()
    yield fill_disk(journal_too=True)


def quick_faults() -> Iterator[Fault]:
    """Those that are tried every time; the others of `all_faults` take minutes."""
    yield from map(kill, ("db", "api", "web", "caddy"))
    yield kill_one_api_process()
    yield cut("api", "db_app")
    yield fill_disk(10)
