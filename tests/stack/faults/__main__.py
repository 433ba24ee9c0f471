"""Every fault in turn, or those whose names hold a word: `npm run chaos -- [--report FILE] [WORD]`.

Prints a table. The exit code is 0 only if everything came back by itself and nothing was lost.
"""

import argparse
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from composing import why_not

from faults.composed import breakable_stack
from faults.injecting import Fault, all_faults
from faults.load import Load, sign_in
from faults.reporting import table
from faults.watching import Outcome, suffer


def main() -> int:
    """Break a stack of its own, made for this and removed afterwards."""
    parser = argparse.ArgumentParser(prog="npm run chaos --", description=__doc__)
    parser.add_argument("words", nargs="*", metavar="WORD", help="run faults with this in the name")
    parser.add_argument("--report", type=Path, metavar="FILE", help="write the table there too")
    parser.add_argument("--tag", default="chaos", help="the images' tag [%(default)s]")
    given = parser.parse_args()
    if reason := why_not():
        sys.stderr.write(f"This needs a Docker engine: {reason}.\n")
        return 1
    faults = [
        each
        for each in all_faults()
        if not given.words or any(word in each.name for word in given.words)
    ]
    reasons = {each.name: each.why_not() for each in faults}
    skipped = {name: reason for name, reason in reasons.items() if reason is not None}
    faults = [each for each in faults if each.name not in skipped]
    with tempfile.TemporaryDirectory() as folder:
        outcomes = _suffer_all(Path(folder), given.tag, faults)
    report = table(outcomes, skipped)
    print(f"\n{report}")
    if given.report:
        given.report.write_text(f"{report}\n")
    complaints = [f"{each.fault.name}: {said}" for each in outcomes for said in each.complaints()]
    print("".join(f"\n{complaint}" for complaint in complaints) or "\nAll is well.")
    return 1 if complaints else 0


def _suffer_all(folder: Path, tag: str, faults: Sequence[Fault]) -> list[Outcome]:
    outcomes = []
    with (
        breakable_stack(folder, project="srq-hpn-chaos", tag=tag) as stack,
        Load(stack, sign_in(stack)) as load,
    ):
        for fault in faults:
            print(f"{fault.name} ...", flush=True)
            outcomes.append(suffer(stack, load, fault))
            print(table(outcomes[-1:]).splitlines()[-1], flush=True)
    return outcomes


if __name__ == "__main__":
    sys.exit(main())
