"""Files embedded in a PDF: portfolios, and the XML that digital vouchers carry."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from docaudit.reading.budget import Budget, safe_name
from docaudit.reading.contained import ChildError, frames, run_contained, script
from docaudit.reading.containers.member import Member, told_apart
from docaudit.reading.results import CannotReadError

_CHILD = Path(__file__).with_name("portfolio_child.py")
_TROUBLE = ("PDF 内嵌附件无法取出", "请另存附件后提交")


def portfolio_members(data: bytes, budget: Budget) -> Iterator[Member]:
    """Yield the embedded files, by name.

    Raises:
        CannotReadError: there are some, but they break a limit.
    """
    if not _may_embed(data):
        return
    limits = budget.limits
    try:
        output = run_contained(
            [*script(_CHILD), str(limits.members), str(budget.bytes_left)],
            data,
            mebibytes=limits.child_mebibytes,
            seconds=limits.child_seconds,
            counted=budget.take_bytes,
        )
    except ChildError as error:
        # Status 4: the PDF cannot be opened, and its pages will say why.
        if error.status == 4:
            return
        raise CannotReadError(*_TROUBLE) from error
    members: list[Member] = []
    # A file can be both in the list of the document and pinned to a page.
    for name, content in dict.fromkeys(frames(output)):
        budget.take_member()
        shown = safe_name(name).rsplit("/", 1)[-1].strip(". ")
        members.append(Member(shown or f"附件{len(members) + 1}", content.__bytes__))
    members.sort(key=lambda member: member.name)
    yield from told_apart(members)


def _may_embed(data: bytes) -> bool:
    """Ask the library whether the PDF has embedded files; only then is a process worth its start."""
    from docaudit.reading.pdf import PDFIUM_LOCK, open_pdf  # noqa: PLC0415  heavy, and only for PDFs

    if b"/FileAttachment" in data:
        return True
    with PDFIUM_LOCK:
        try:
            document = open_pdf(data)
        except CannotReadError:
            return False
        try:
            return bool(document.count_attachments())
        finally:
            document.close()
