"""Refusals of what curators decide."""

from app.kernel.errors import Refusal


class EventUnknownError(Refusal):
    """No event has this id."""

    status = 404
    code = "event_unknown"

    def __init__(self) -> None:
        super().__init__("No event has this id.")


class VenueUnknownError(Refusal):
    """No venue has this id."""

    status = 404
    code = "venue_unknown"

    def __init__(self) -> None:
        super().__init__("No venue has this id.")


class AliasUnknownError(Refusal):
    """The venue does not go by this name."""

    status = 404
    code = "alias_unknown"

    def __init__(self) -> None:
        super().__init__("This venue does not go by this name.")


class QuestionUnknownError(Refusal):
    """No question about a place has this id."""

    status = 404
    code = "question_unknown"

    def __init__(self) -> None:
        super().__init__("No question about a place has this id.")


class DecisionUnknownError(Refusal):
    """No decision has this id."""

    status = 404
    code = "decision_unknown"

    def __init__(self) -> None:
        super().__init__("No decision has this id.")


class AlreadyDecidedError(Refusal):
    """It is as it is to become already."""

    status = 409
    code = "already_decided"


class DecidedSinceError(Refusal):
    """Something later stands in the way of undoing."""

    status = 409
    code = "decided_since"


class MergedEventError(Refusal):
    """The event is part of another one, which is what can be decided about."""

    status = 409
    code = "event_merged"

    def __init__(self, root_id: int) -> None:
        super().__init__(f"This event is part of event {root_id} now; decide about that one.")


class MergedVenueError(Refusal):
    """The venue leads to another one, which is what can be decided about."""

    status = 409
    code = "venue_merged"

    def __init__(self, lead_id: int) -> None:
        super().__init__(f"This venue is part of venue {lead_id} now; decide about that one.")


class CircleError(Refusal):
    """Two things cannot each be part of the other."""

    status = 409
    code = "circle"


class NoMemberError(Refusal):
    """What is to stand for itself is not part of this event."""

    status = 409
    code = "no_member"

    def __init__(self, home_id: int, event_id: int) -> None:
        super().__init__(f"Event {home_id} is not merged into event {event_id}.")


class AliasTakenError(Refusal):
    """Another venue goes by this name."""

    status = 409
    code = "alias_taken"


class VenueInUseError(Refusal):
    """The venue cannot go: something refers to it."""

    status = 409
    code = "venue_in_use"


class InvalidDecisionError(Refusal):
    """The decision names something that there is not."""

    status = 422
    code = "invalid_decision"
