"""One fault under load: what readers, writers and health said, and what was lost."""

import itertools
import json
import threading
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from composing import Stack, docker

from faults.injecting import SERVICES, Fault
from faults.load import WITHOUT_CONTENT, Load, Sample, eventually

SETTLE_SECONDS = 120
JOB_SECONDS = 120
CALM_SECONDS = 3
# What a gateway says of what is behind it, and an API of a database that is away.
HONEST = frozenset({502, 503, 504})


@dataclass(frozen=True)
class Seen:
    """What one kind of caller saw."""

    requests: int
    failures: Counter[int | str]
    longest_gap: float

    def __str__(self) -> str:
        """Such as `812, 3 failed (503 x 3), gap 1.2 s`."""
        if not self.failures:
            return f"{self.requests}, none failed, gap {self.longest_gap:.1f} s"
        kinds = ", ".join(f"{what} x {count}" for what, count in self.failures.most_common())
        failed = self.failures.total()
        return f"{self.requests}, {failed} failed ({kinds}), gap {self.longest_gap:.1f} s"


@dataclass(frozen=True)
class Outcome:
    """What one fault did; `recovery_seconds` is None where not everything came back by itself."""

    fault: Fault
    recovery_seconds: float | None
    pages: Seen
    api: Seen
    writes: Seen
    health: dict[str, str]
    containers: str
    lost_writes: list[str] = field(default_factory=list)
    lost_jobs: list[str] = field(default_factory=list)
    accepted_writes: int = 0
    accepted_jobs: int = 0
    own_complaints: list[str] = field(default_factory=list)

    def complaints(self) -> list[str]:
        """What must not be, in words; empty where all is well."""
        found = list(self.own_complaints)
        if self.recovery_seconds is None:
            found.append("It did not come back by itself.")
        if self.lost_writes:
            found.append(f"Accepted writes are lost: {self.lost_writes}.")
        if self.lost_jobs:
            found.append(f"Jobs are lost: {self.lost_jobs}.")
        for who, seen in (("pages", self.pages), ("API", self.api), ("writes", self.writes)):
            failures = [each for each in seen.failures if not self._is_honest(each)]
            if failures:
                found.append(f"The {who} answered {failures}.")
        said = self.health["/health/db"]
        if self.fault.health is not None and not said.startswith(str(self.fault.health)):
            found.append(f"/health/db said {said}, not {self.fault.health}.")
        return found

    def _is_honest(self, failure: int | str) -> bool:
        """Whether it blames neither the caller nor the code for what is the machine's fault."""
        if isinstance(failure, int):
            return failure in HONEST
        return self.fault.is_at_the_door and failure != WITHOUT_CONTENT


class Containers(threading.Thread):
    """Looks at every container's health, twice a second."""

    def __init__(self, stack: Stack) -> None:
        super().__init__(daemon=True)
        self.is_over = threading.Event()
        self.seen: dict[str, list[str]] = {}
        self._ids = {service: stack.container(service) for service in SERVICES}

    def run(self) -> None:
        """Note each new state of each service."""
        while not self.is_over.is_set():
            for service, state in states(self._ids).items():
                known = self.seen.setdefault(service, [])
                if known[-1:] != [state]:
                    known.append(state)
            self.is_over.wait(0.5)

    def __str__(self) -> str:
        """Every service that was anything but healthy all the time."""
        changed = {name: said for name, said in self.seen.items() if said != ["healthy"]}
        return "; ".join(f"{name}: {' → '.join(said)}" for name, said in changed.items())


def states(ids: dict[str, str]) -> dict[str, str]:
    """What the engine says of each service's container: its health, or why it has none."""
    found = json.loads(docker("inspect", *ids.values()))
    return {
        service: state["Health"]["Status"] if state["Status"] == "running" else state["Status"]
        for service, state in zip(ids, (each["State"] for each in found), strict=True)
    }


def suffer(stack: Stack, load: Load, fault: Fault) -> Outcome:
    """Inject the fault, wait until everything is well again, and count."""
    watching = Containers(stack)
    watching.start()
    time.sleep(CALM_SECONDS)
    began = time.monotonic()
    since = fault.inject(stack)
    recovered = _wait_until_well(stack, load)
    time.sleep(CALM_SECONDS)
    ended = time.monotonic()
    watching.is_over.set()
    watching.join(30)
    writes, jobs = list(load.writer.accepted), list(load.asker.accepted)
    return Outcome(
        fault=fault,
        recovery_seconds=None if recovered is None else max(0.0, recovered - since),
        pages=_seen(load.pages.between(began, ended)),
        api=_seen(load.api.between(began, ended)),
        writes=_seen(load.writer.between(began, ended)),
        health={each.path: _told(each.between(began, ended), began) for each in load.health},
        containers=str(watching) or "healthy throughout",
        lost_writes=lost_writes(stack, writes),
        lost_jobs=lost_jobs(stack, jobs),
        accepted_writes=len(writes),
        accepted_jobs=len(jobs),
        own_complaints=fault.complain(stack),
    )


def _wait_until_well(stack: Stack, load: Load) -> float | None:
    """When every container was healthy and every caller had been answered right from then on."""
    ids = {service: stack.container(service) for service in SERVICES}
    callers = (load.pages, load.api, load.writer, load.asker, *load.health)
    looked = 0.0

    def is_well() -> bool:
        nonlocal looked
        looked = time.monotonic()
        if set(states(ids).values()) != {"healthy"}:
            return False
        return eventually(
            lambda: all(any(each.began > looked for each in list(one.samples)) for one in callers),
            seconds=60,
        ) and all(each.is_good for one in callers for each in one.between(looked, looked + 3600))

    if not eventually(is_well, seconds=SETTLE_SECONDS):
        return None
    failed = [each.ended for one in callers for each in list(one.samples) if not each.is_good]
    return max([looked, *failed])


def lost_writes(stack: Stack, accepted: Sequence[str]) -> list[str]:
    """Which of the accepted writes the database does not hold."""
    kept = set(stack.sql("SELECT name FROM app.source").splitlines())
    return [name for name in accepted if name not in kept]


def lost_jobs(stack: Stack, accepted: Sequence[str]) -> list[str]:
    """Which of the accepted errands nobody has done in the time that a worker's death may cost."""

    def undone() -> list[str]:
        done = set(
            stack.sql("SELECT id FROM app.errand WHERE state IN ('done', 'failed')").splitlines()
        )
        return [each for each in accepted if each not in done]

    eventually(lambda: not undone(), seconds=JOB_SECONDS)
    return undone()


def _seen(samples: Sequence[Sample]) -> Seen:
    good = sorted(each.ended for each in samples if each.is_good)
    gaps = [after - before for before, after in itertools.pairwise(good)]
    failures = Counter(each.outcome for each in samples if not each.is_good)
    return Seen(len(samples), failures, max(gaps, default=0.0))


def _told(samples: Sequence[Sample], began: float) -> str:
    bad = [each for each in samples if not each.is_good]
    if not bad:
        return "200"
    kinds = "/".join(sorted({str(each.outcome) for each in bad}))
    return f"{kinds} from {max(0.0, bad[0].ended - began):.1f} to {bad[-1].ended - began:.1f} s"
