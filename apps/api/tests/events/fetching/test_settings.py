"""Who we say we are, and what an operator may say."""

import pytest

from app.events.fetching import user_agent
from app.events.settings import EventsSettings
from app.kernel.errors import StartRefusedError

NAMES = {
    "plain": ("SRQ Happenings", "srq-hpn (+https://a.example; SRQ Happenings)"),
    "with accents": ("Fête à Québec", "srq-hpn (+https://a.example; Fete a Quebec)"),
    "with a line break": ("a\r\nX-Injected: 1", "srq-hpn (+https://a.example; a X-Injected: 1)"),
    "with brackets": ("a) (b\\", "srq-hpn (+https://a.example; a b)"),
    "in other letters": ("京都", "srq-hpn (+https://a.example)"),
    "too long": ("x" * 900, f"srq-hpn (+https://a.example; {'x' * 200})"),
}


@pytest.mark.parametrize(("name", "said"), NAMES.values(), ids=NAMES)
def test_the_user_agent_is_honest_and_printable(name: str, said: str) -> None:
    assert user_agent(name, "https://a.example") == said


def allowed(text: str) -> frozenset[str]:
    environment = {"EVENTS_FETCH_ALLOWED_HOSTS": text}
    return EventsSettings.from_environment(environment).fetch_allowed_hosts


def test_hosts_are_listed_by_comma_in_any_way_of_writing_them() -> None:
    assert allowed("") == frozenset()
    assert allowed(" Calendar.Example. , 10.0.0.7,[FD00::0:7], db_1") == {
        "calendar.example", "10.0.0.7", "fd00::7", "db_1",
    }  # fmt: skip


@pytest.mark.parametrize(
    "text",
    ["*.example", "10.0.0.0/8", "http://a.example", "a.example:80", "a b", "a@b", "é.example"],
)
def test_what_is_no_host_stops_the_start_in_words(text: str) -> None:
    with pytest.raises(StartRefusedError, match="EVENTS_FETCH_ALLOWED_HOSTS holds"):
        allowed(f"ok.example,{text}")
