"""SCRAM verifiers, by the module that the roles step without Docker uses."""

import sys

from operating.project import ROOT

sys.path.append(str(ROOT / "db"))
from scram import verifier_like


def belongs(password: str, verifier: str) -> bool:
    """Whether a verifier was made from a password."""
    return verifier_like(password, verifier) == verifier
