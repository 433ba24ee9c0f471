"""The one way in which a task says that it did not succeed."""


class FailedError(Exception):
    """One sentence for the operator: what went wrong."""


class StoppedError(BaseException):
    """The container is to stop; nothing catches this but the loop."""
