"""Every limit on trying: at most so many times in any window of that length."""

from dataclasses import dataclass
from datetime import timedelta
from ipaddress import IPv6Address, ip_network
from typing import Final

from app.http.callers import Address

_MINUTE: Final = timedelta(minutes=1)
_HOUR: Final = timedelta(hours=1)
# Whoever has one IPv6 address has the rest of its network too.
_SIXES_OF_ONE_CALLER: Final = 64


@dataclass(frozen=True, slots=True)
class Rule:
    """`limit` times in any `window`; the next is refused until the oldest has left it."""

    name: str
    limit: int
    window: timedelta


BAD_PASSWORDS_OF_ACCOUNT: Final = Rule("bad_passwords_of_account", 5, _MINUTE)
BAD_PASSWORDS_FROM_ADDRESS: Final = Rule("bad_passwords_from_address", 20, _MINUTE)
REGISTRATIONS_FROM_ADDRESS: Final = Rule("registrations_from_address", 30, _HOUR)
MAILS_TO_ACCOUNT: Final = Rule("mails_to_account", 5, _HOUR)
MAILS_FROM_ADDRESS: Final = Rule("mails_from_address", 30, _HOUR)


def subject_of_address(address: Address | None) -> str:
    """What an address counts as."""
    if isinstance(address, IPv6Address):
        return str(ip_network((address, _SIXES_OF_ONE_CALLER), strict=False))
    return str(address)
