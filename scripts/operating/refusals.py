"""The one way in which a verb says that it did not do what was asked."""


class RefusedError(Exception):
    """One sentence for the operator: what is wrong and what to do. The verb ends with 1."""
