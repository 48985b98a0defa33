"""What can go wrong with a request; what is wrong in a case is a finding, not an exception."""

from __future__ import annotations


class DocauditError(Exception):
    """The request cannot be answered; the message says what, which file, what to do, in one line."""

    exit_status = 2


class InputError(DocauditError):
    """An argument or a file given by the user cannot be used at all."""


class UnreadableFileError(DocauditError):
    """One source cannot be read; its siblings go on.

    Args:
        source: the file's name as the interface prints it (``outer.zip!/inner.pdf``).
        reason: what is wrong with it, in Chinese, for the reviewer.
        advice: what the user can do about it, in Chinese.
    """

    def __init__(self, source: str, reason: str, advice: str) -> None:
        super().__init__(f"{source}：{reason}；{advice}")
        self.source = source
        self.reason = reason
        self.advice = advice

    def __reduce__(self) -> tuple[type[UnreadableFileError], tuple[str, str, str]]:
        return type(self), (self.source, self.reason, self.advice)


class DeclarationError(DocauditError):
    """A document type, bank, check or rule is declared wrongly; for developers."""
