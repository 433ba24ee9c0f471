from pathlib import Path

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from operating import envfile
from operating.refusals import RefusedError

SOME_FILE = Path(".env.production")


def test_values_are_read_as_compose_reads_them() -> None:
    text = (
        "# a comment\n\nPLAIN=word # said beside it\nexport EXPORTED = spaced out \n"
        "EMPTY=\nHASH=a#b\nSINGLE='it\\'s ${NOT} \\n a reference'\n"
        'DOUBLE="tab\\t\\"quoted\\""\nSEVERAL="first\nsecond"\n'
    )
    assert envfile.parse(text, SOME_FILE) == {
        "PLAIN": "word",
        "EXPORTED": "spaced out",
        "EMPTY": "",
        "HASH": "a#b",
        "SINGLE": "it's ${NOT} \\n a reference",
        "DOUBLE": 'tab\t"quoted"',
        "SEVERAL": "first\nsecond",
    }


@pytest.mark.parametrize("text", ["POSTGRES_PASSWORD", "NAME='open", "=nameless"])
def test_a_line_that_says_nothing_is_named_by_its_number_not_its_content(text: str) -> None:
    with pytest.raises(RefusedError, match=r"1 of \.env\.production") as refusal:
        envfile.parse(text, SOME_FILE)
    assert "POSTGRES_PASSWORD" not in str(refusal.value)


@given(st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Zl", "Zp"])))
def test_what_is_quoted_is_read_as_it_was(value: str) -> None:
    assume("\\'" not in value and not value.endswith("\\"))
    assert envfile.parse(f"NAME={envfile.quoted(value)}\n", SOME_FILE) == {"NAME": value}


@pytest.mark.parametrize("value", ["ends with \\", "\\' inside"])
def test_what_single_quotes_cannot_hold_is_refused(value: str) -> None:
    with pytest.raises(RefusedError, match="backslash"):
        envfile.quoted(value)


def test_a_change_leaves_every_other_line_and_the_mode_alone(tmp_path: Path) -> None:
    path = tmp_path / ".env.production"
    path.write_text("# kept\nA=1\nB='two\nlines'\nC=3\n")
    path.chmod(0o640)
    envfile.replace(path, {"B": "new $ecret", "C": None, "D": "4"})
    assert path.read_text() == "# kept\nA=1\nB='new $ecret'\nD='4'\n"
    assert path.stat().st_mode & 0o777 == 0o640
    assert list(tmp_path.iterdir()) == [path]


def test_a_new_file_is_its_owners_alone(tmp_path: Path) -> None:
    envfile.write(tmp_path / "secrets", "A=1\n")
    assert (tmp_path / "secrets").stat().st_mode & 0o777 == 0o600
