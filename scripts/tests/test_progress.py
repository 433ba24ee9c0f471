import subprocess
import sys
from pathlib import Path

SCRIPTS = Path(__file__).resolve().parents[1]
WORK = """
import sys
from pathlib import Path
from operating.progress import say, step
say("begun")
sys.stdin.read()
with step("Working"):
    say("on it")
Path(sys.argv[1]).write_text("finished")
"""


def test_a_verb_finishes_what_it_has_begun_when_nobody_listens_any_more(tmp_path: Path) -> None:
    command = [sys.executable, "-c", WORK, str(tmp_path / "mark")]
    with subprocess.Popen(
        command, cwd=SCRIPTS, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as working:
        assert working.stdout is not None
        assert working.stdin is not None
        assert working.stderr is not None
        assert b"begun" in working.stdout.readline()
        working.stdout.close()
        working.stdin.close()
        assert (working.stderr.read(), working.wait(30)) == (b"", 0)
    assert (tmp_path / "mark").read_text() == "finished"
