import hashlib
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize(
    ("image", "made_from"),
    [
        ("db", ["db/Dockerfile"]),
        ("backup", ["db/Dockerfile"]),
        (
            "pgbouncer",
            [f"db/pgbouncer/{name}" for name in ("Dockerfile", "pgbouncer.ini", "start.sh")],
        ),
    ],
)
def test_an_image_that_must_not_restart_without_need_is_named_after_what_it_is_made_from(
    image: str, made_from: list[str]
) -> None:
    whole = hashlib.sha256(b"".join((ROOT / name).read_bytes() for name in made_from))
    named = re.findall(
        rf"\${{COMPOSE_PROJECT_NAME}}-{image}:[\w.]+-(\w+)",
        (ROOT / "compose/database.yml").read_text(),
    )
    assert named == [whole.hexdigest()[:8]]
