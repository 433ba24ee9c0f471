"""Faults under load: the site says what is wrong, loses nothing, and comes back by itself.

`npm run chaos` tries more of them and prints what was seen.
"""

from collections.abc import Iterator

import pytest
from composing import Stack
from faults.composed import breakable_stack
from faults.injecting import Fault, quick_faults
from faults.load import Load, sign_in
from faults.reporting import table
from faults.watching import suffer


@pytest.fixture(scope="module")
def breakable(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stack]:
    folder = tmp_path_factory.mktemp("faults")
    with breakable_stack(folder, project="srq-hpn-faults-test", tag="stack-test") as stack:
        yield stack


@pytest.fixture(scope="module")
def load(breakable: Stack) -> Iterator[Load]:
    with Load(breakable, sign_in(breakable)) as load:
        yield load


@pytest.mark.parametrize("fault", list(quick_faults()), ids=lambda fault: fault.name)
def test_a_fault_is_told_honestly_loses_nothing_and_is_overcome(
    breakable: Stack, load: Load, fault: Fault
) -> None:
    if reason := fault.why_not():
        pytest.skip(reason)
    outcome = suffer(breakable, load, fault)
    print(table([outcome]))
    assert outcome.pages.requests + outcome.api.requests + outcome.writes.requests > 10
    assert outcome.complaints() == []
