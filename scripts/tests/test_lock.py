import subprocess
import sys
from pathlib import Path

import pytest

from operating import lock
from operating.refusals import RefusedError

SCRIPTS = Path(__file__).resolve().parents[1]
HOLD = (
    "import sys; from pathlib import Path; from operating import lock\n"
    "with lock.held(Path(sys.argv[1]), 'deploy'): print('held', flush=True); sys.stdin.read()"
)


def test_a_second_verb_is_refused_until_the_first_has_ended_however_it_ends(tmp_path: Path) -> None:
    command = [sys.executable, "-c", HOLD, str(tmp_path)]
    with subprocess.Popen(
        command, cwd=SCRIPTS, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as first:
        assert first.stdout is not None
        assert first.stdout.readline() == "held\n"
        with pytest.raises(RefusedError, match="scripts/deploy"), lock.held(tmp_path, "restore"):
            pass
        first.kill()
        first.wait()
    with lock.held(tmp_path, "restore"):
        pass
