"""Mail in the form of RFC 5322: its parts, its text, its attachments."""

from __future__ import annotations

import email
import email.policy
import functools
import re
from collections.abc import Iterator
from email.header import decode_header
from email.message import Message
from pathlib import PurePosixPath
from typing import cast

from docaudit.reading.budget import Budget, safe_name
from docaudit.reading.containers.member import Member, told_apart
from docaudit.reading.encoding import decode_text
from docaudit.reading.results import CannotReadError

_DAMAGED = ("邮件已损坏，无法解析", "请重新导出邮件，或另存附件后提交")
# A mail of that many parts is made to keep the parser busy: it asks each line about every open boundary.
_MOST_BOUNDARIES = 400
_LARGEST_HEADER = 256 * 1024
# Any of the errors that the standard parser is known to raise on mail from the wild.
_ERRORS = (ValueError, LookupError, TypeError, AttributeError, AssertionError, RecursionError, OSError)
_KNOWN_SUFFIXES = {
    "application/pdf": ".pdf",
    "image/jpeg": ".jpg",
    "image/png": ".png",
    "image/tiff": ".tif",
    "text/plain": ".txt",
    "text/html": ".html",
    "message/rfc822": ".eml",
}


def parse_mail(data: bytes) -> Message:
    """Return the mail.

    Raises:
        CannotReadError: it cannot be parsed, or is nested without end.
    """
    if len(re.findall(rb"boundary\s*=", data, re.IGNORECASE)) > _MOST_BOUNDARIES:
        raise CannotReadError("邮件嵌套过深", "请另存附件后提交")
    # A mail saved from a mailbox starts with a line "From …"; Windows editors put a mark before the text.
    data = data.removeprefix(b"\xef\xbb\xbf")
    if data.startswith(b"From "):
        data = data.split(b"\n", 1)[-1]
    try:
        return email.message_from_bytes(data, policy=email.policy.compat32)
    except _ERRORS as error:
        raise CannotReadError(*_DAMAGED) from error


def header(mail: Message, name: str) -> str:
    """Return a header decoded on one line; raw bytes outside ASCII are taken as UTF-8, else GB18030."""
    value = _raw(mail, name)
    return " ".join(decoded_words(value).split()) if value else ""


def _raw(mail: Message, name: str) -> str:
    """Return a header as it stands; asked for by name, the library would have replaced all bytes outside ASCII."""
    values = (str(value) for key, value in mail.raw_items() if key.lower() == name.lower())
    return next(values, "")[:_LARGEST_HEADER]


def decoded_words(value: str) -> str:
    """Decode RFC 2047 words; ``gb2312`` is read as GB18030, for writers use characters beyond it."""
    value = _without_bytes(value)
    try:
        pieces = decode_header(re.sub(r"\r?\n", " ", value))
    except _ERRORS:
        return value
    shown = []
    for piece, charset in pieces:
        if isinstance(piece, str):
            shown.append(piece)
        else:
            shown.append(decoded(piece, charset))
    return "".join(shown)


def _without_bytes(value: str) -> str:
    if value.isascii():
        return value
    raw = value.encode("utf-8", "surrogateescape")
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return raw.decode("gb18030", "replace")


def decoded(data: bytes, charset: str | None) -> str:
    """Decode by the declared character set where that works, else as any Chinese text."""
    name = (charset or "").strip().lower()
    if name in ("gb2312", "gbk", "gb_2312-80", "x-gbk"):
        name = "gb18030"
    if name and name not in ("us-ascii", "ascii", "unknown-8bit"):
        try:
            return data.decode(name)
        except (LookupError, UnicodeDecodeError, ValueError):
            pass
    text = decode_text(data)
    return text if text is not None else data.decode("gb18030", "replace")


def leaves(mail: Message) -> Iterator[Message]:
    """Yield the parts that are not themselves a sequence of parts; a mail inside the mail is one part."""
    stack = [mail]
    while stack:
        part = stack.pop()
        payload = part.get_payload()
        if part.get_content_maintype() == "multipart" and isinstance(payload, list):
            stack.extend(reversed(cast("list[Message]", payload)))
        else:
            yield part


def content(part: Message) -> bytes:
    """Return the bytes of a part, its transfer encoding undone."""
    try:
        payload = part.get_payload(decode=True)
    except _ERRORS as error:
        raise CannotReadError("邮件附件已损坏", "请重新导出邮件，或另存附件后提交") from error
    return payload if isinstance(payload, bytes) else b""


def is_body(part: Message) -> bool:
    """Tell the text of the mail from what hangs on it."""
    if part.get_content_type() not in ("text/plain", "text/html"):
        return False
    return part.get_content_disposition() != "attachment" and not file_name(part)


def file_name(part: Message) -> str:
    """Return the name that the sender gave a part, without folders; empty where there is none."""
    readable = Message()
    for field in ("Content-Disposition", "Content-Type"):
        value = _without_bytes(_raw(part, field))
        if value:
            readable[field] = value
    try:
        raw = readable.get_filename()
    except _ERRORS:
        raw = None
    if not raw:
        return ""
    return safe_name(decoded_words(raw)).strip().rsplit("/", 1)[-1].strip(". ")


def mail_members(data: bytes, budget: Budget) -> Iterator[Member]:
    """Yield what is attached, in order, mails inside the mail too.

    Raises:
        CannotReadError: it cannot be parsed.
        LimitError: it has too many parts.
    """
    return told_apart(attached(parse_mail(data), budget))


def attached(mail: Message, budget: Budget) -> Iterator[Member]:
    """Yield what hangs on a parsed mail."""
    for number, part in enumerate((p for p in leaves(mail) if not is_body(p)), 1):
        budget.take_member()
        name = file_name(part)
        if part.get_content_type() == "message/rfc822":
            name = name or f"邮件{number}"
            if PurePosixPath(name).suffix.lower() != ".eml":
                name += ".eml"
            yield Member(name, functools.partial(_inner_mail, part))
            continue
        if not name:
            name = f"附件{number}" + _KNOWN_SUFFIXES.get(part.get_content_type(), "")
        yield Member(name, functools.partial(content, part))


def _inner_mail(part: Message) -> bytes:
    payload = part.get_payload()
    inner = payload[0] if isinstance(payload, list) and payload else None
    if isinstance(inner, Message):
        try:
            return inner.as_bytes()
        except _ERRORS as error:
            raise CannotReadError(*_DAMAGED) from error
    return content(part)
