"""What a decision is made of."""

from dataclasses import dataclass
from typing import Any

Values = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Deed:
    """One decision: about what, what was there before, and what is there now.

    `touches` names what it decided, such as "event:7:title". What is not undone and touches the
    same later must be undone first.
    """

    kind: str
    touches: tuple[str, ...]
    before: Values
    after: Values
    event_id: int | None = None
    venue_id: int | None = None
    question_id: int | None = None

    @property
    def subject(self) -> str:
        """How the trail names what it is about."""
        if self.event_id is not None:
            return f"event:{self.event_id}"
        if self.venue_id is not None:
            return f"venue:{self.venue_id}"
        return f"venue_question:{self.question_id}"
