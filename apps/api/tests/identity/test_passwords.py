"""Which passwords are accepted, and what hashing them costs."""

import pytest
from argon2 import PasswordHasher, extract_parameters

from app.identity import passwords
from app.identity.passwords import decoy, objection_to


def test_the_hasher_has_the_parameters_that_its_docstring_names() -> None:
    made = PasswordHasher(time_cost=3, memory_cost=65_536, parallelism=1)
    parameters = extract_parameters(made.hash("x"))
    assert (parameters.type.name, parameters.memory_cost, parameters.time_cost) == ("ID", 65_536, 3)


def test_a_decoy_has_the_parameters_of_a_real_hash_and_matches_nothing() -> None:
    real, made_up = passwords.hasher.hash("x"), decoy()
    assert extract_parameters(real) == extract_parameters(made_up)
    assert len(real) == len(made_up)
    assert decoy() != made_up


@pytest.mark.parametrize(
    "password",
    [
        "1234567890", "Qwertyuiop", "PASSWORD123", "password2026!", "iloveyou1234", "sunshine!!!!!",
        "aaaaaaaaaaaa", "abababababab", "short", "x" * 201, "tab\tin the middle",
    ],
)  # fmt: skip
def test_what_is_tried_first_is_nobodys_password(password: str) -> None:
    assert objection_to(password) is not None


@pytest.mark.parametrize(
    "password",
    [
        "a long way to Lido Key",
        "Tr0ub4dor&3x",
        "über alle Berge",
        "пароль на сегодня",
        "🔑🗝️🔐🔏🔒🔓🛡️🧱🚪🪟",
    ],
)
def test_what_nobody_tries_first_may_be(password: str) -> None:
    assert objection_to(password) is None


def test_the_list_of_common_passwords_says_where_it_comes_from() -> None:
    text = passwords._COMMON_PASSWORDS.read_text(encoding="utf-8")
    assert "MIT License" in text
    assert "Django Software Foundation" in text
    assert len(passwords._common_passwords()) > 5000
