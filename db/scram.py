"""SCRAM-SHA-256 verifiers as PostgreSQL stores them, so that no clear password reaches SQL.

RFC 5802 and 7677; SASLprep (RFC 4013) with PostgreSQL's rule that a password which SASLprep
refuses is used as its bytes are (src/common/saslprep.c, scram-common.c).
"""

import base64
import hashlib
import hmac
import os
import stringprep
import unicodedata

ITERATIONS = 4096


def verifier(password: str) -> str:
    """A new verifier, with a new random salt."""
    return _verifier(password, os.urandom(16), ITERATIONS)


def verifier_like(password: str, current: str | None) -> str:
    """`current` if it belongs to this password, else a new one.

    Salts are random, so making a new one at every start would change the role at every start.
    """
    if current is not None and current.startswith("SCRAM-SHA-256$"):
        iterations, _, salt = current.split("$")[1].partition(":")
        if _verifier(password, base64.b64decode(salt), int(iterations)) == current:
            return current
    return verifier(password)


def _verifier(password: str, salt: bytes, iterations: int) -> str:
    salted = hashlib.pbkdf2_hmac("sha256", _prepared(password), salt, iterations)
    client_key = hmac.digest(salted, b"Client Key", "sha256")
    stored_key = hashlib.sha256(client_key).digest()
    server_key = hmac.digest(salted, b"Server Key", "sha256")
    words = [base64.b64encode(part).decode() for part in (salt, stored_key, server_key)]
    return f"SCRAM-SHA-256${iterations}:{words[0]}${words[1]}:{words[2]}"


def _prepared(password: str) -> bytes:
    """The password after SASLprep, or untouched where SASLprep refuses it."""
    raw = password.encode()
    if password.isascii():
        # Control characters are refused and everything else stays as it is: the same bytes.
        return raw
    mapped = "".join(
        " " if stringprep.in_table_c12(character) else character
        for character in password
        if stringprep.in_table_c12(character) or not stringprep.in_table_b1(character)
    )
    # PostgreSQL asks this before the normalisation, whose tables are newer than those of the RFC.
    if not mapped or any(map(_is_prohibited, mapped)) or _breaks_bidi(mapped):
        return raw
    return unicodedata.normalize("NFKC", mapped).encode()


def _is_prohibited(character: str) -> bool:
    return any(
        is_in_table(character)
        for is_in_table in (
            stringprep.in_table_a1,
            stringprep.in_table_c12,
            stringprep.in_table_c21_c22,
            stringprep.in_table_c3,
            stringprep.in_table_c4,
            stringprep.in_table_c5,
            stringprep.in_table_c6,
            stringprep.in_table_c7,
            stringprep.in_table_c8,
            stringprep.in_table_c9,
        )
    )


def _breaks_bidi(text: str) -> bool:
    if not any(map(stringprep.in_table_d1, text)):
        return False
    return (
        any(map(stringprep.in_table_d2, text))
        or not stringprep.in_table_d1(text[0])
        or not stringprep.in_table_d1(text[-1])
    )
