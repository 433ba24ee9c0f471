"""Refusals about sources and feeds."""

from app.kernel.errors import Refusal


class SourceUnknownError(Refusal):
    """No source has this id."""

    status = 404
    code = "source_unknown"

    def __init__(self) -> None:
        super().__init__("No source has this id.")


class FeedUnknownError(Refusal):
    """No feed has this id."""

    status = 404
    code = "feed_unknown"

    def __init__(self) -> None:
        super().__init__("No feed has this id.")


class RunUnknownError(Refusal):
    """No run has this id."""

    status = 404
    code = "run_unknown"

    def __init__(self) -> None:
        super().__init__("No run has this id.")


class ErrandUnknownError(Refusal):
    """No errand has this id, or it is forgotten."""

    status = 404
    code = "errand_unknown"

    def __init__(self) -> None:
        super().__init__("Nothing is known under this id, or no longer: ask again.")


class FeedExistsError(Refusal):
    """Another feed has this address."""

    status = 409
    code = "feed_exists"


class SourceExistsError(Refusal):
    """Another source has this name."""

    status = 409
    code = "source_exists"


class FeedNotFetchedError(Refusal):
    """The feed is filled by hand, so there is nothing to fetch."""

    status = 409
    code = "feed_not_fetched"


class InvalidFeedError(Refusal):
    """A feed as it is described cannot be read."""

    status = 422
    code = "invalid_feed"


class BodyForgottenError(Refusal):
    """What the run read is no longer kept."""

    status = 409
    code = "body_forgotten"
