"""Refusals of what people submit and report."""

from app.kernel.errors import Refusal


class SubmissionUnknownError(Refusal):
    """No submission has this id, or the edit token is not its own."""

    status = 404
    code = "submission_unknown"

    def __init__(self) -> None:
        """A wrong token learns no more than a wrong id."""
        super().__init__("No submission is open to this link.")


class ReportUnknownError(Refusal):
    """No report has this id."""

    status = 404
    code = "report_unknown"

    def __init__(self) -> None:
        super().__init__("No report has this id.")


class SubmissionSettledError(Refusal):
    """The submission is in a state in which this cannot be done."""

    status = 409
    code = "submission_settled"


class ReportSettledError(Refusal):
    """The report is in a state in which this cannot be done."""

    status = 409
    code = "report_settled"


class InvalidSubmissionError(Refusal):
    """A field of the form says what cannot be; the sentence names it."""

    status = 422
    code = "invalid_submission"


class FormTokenError(Refusal):
    """The form was filled in too quickly, or lay open for too long."""

    status = 422
    code = "form_token"


class FileTooLargeError(Refusal):
    """The file is larger than what a submission needs."""

    status = 413
    code = "file_too_large"
