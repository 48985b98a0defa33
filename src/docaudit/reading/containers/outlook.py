"""Outlook messages ([MS-OXMSG]): a compound file of property streams, turned into a mail."""

from __future__ import annotations

import base64
import datetime as dt
import functools
import io
import struct
from collections.abc import Iterator
from dataclasses import dataclass, field
from email.header import Header
from email.message import Message
from email.utils import format_datetime

import olefile

from docaudit.reading.budget import Budget, safe_name
from docaudit.reading.containers.member import Member, told_apart
from docaudit.reading.containers.packed_rtf import unpacked_rtf
from docaudit.reading.encoding import decode_text
from docaudit.reading.results import CannotReadError
from docaudit.reading.rtf import rtf_text

_DAMAGED = ("Outlook 邮件（.msg）已损坏，无法解析", "请重新导出邮件，或另存附件后提交")
_ERRORS = (OSError, ValueError, struct.error, IndexError, KeyError, TypeError, RecursionError, MemoryError)

# Property identifiers of [MS-OXPROPS].
_SUBJECT, _BODY, _HTML, _RTF = "0037", "1000", "1013", "1009"
_SENDER_NAME, _SENDER_ADDRESS, _SENDER_SMTP, _SENT_BY = "0C1A", "0C1F", "5D01", "0042"
_TO, _CC = "0E04", "0E03"
_SUBMITTED, _DELIVERED = 0x0039, 0x0E06
_FILE_LONG, _FILE_SHORT, _FILE_SHOWN, _FILE_DATA = "3707", "3704", "3001", "3701"
_MOST_ATTACHMENTS = 2_000
_DEEPEST = 8
_PROPERTIES = "__properties_version1.0"


@dataclass(slots=True)
class Outlook:
    """A message: its headers and text as a mail without attachments, and the attachments."""

    mail: Message
    files: list[Member] = field(default_factory=list)


def parse_outlook(data: bytes) -> Outlook:
    """Return the message.

    Raises:
        CannotReadError: it is damaged or holds no message.
    """
    try:
        with olefile.OleFileIO(io.BytesIO(data)) as ole:
            return _message(ole, (), 0)
    except _ERRORS as error:
        raise CannotReadError(*_DAMAGED) from error


def outlook_members(data: bytes, budget: Budget) -> Iterator[Member]:
    """Yield what is attached; a message inside the message comes as the mail that it stands for.

    Raises:
        CannotReadError: it is damaged.
        LimitError: it has too many attachments.
    """
    for member in told_apart(parse_outlook(data).files):
        budget.take_member()
        yield member


def _message(ole: olefile.OleFileIO, base: tuple[str, ...], depth: int) -> Outlook:
    found = _Store(ole, base, 24 if depth else 32)
    mail = Message()
    address = found.text(_SENDER_SMTP) or found.text(_SENDER_ADDRESS)
    # An address of an Exchange directory says nothing to a reader.
    address = "" if address.startswith("/") else address
    name = found.text(_SENDER_NAME) or found.text(_SENT_BY)
    shown = f"{name} <{address}>" if name and address and name != address else name or address
    for label, text in (
        ("Subject", found.text(_SUBJECT)),
        ("From", shown),
        ("To", found.text(_TO)),
        ("Cc", found.text(_CC)),
        ("Date", found.time(_SUBMITTED) or found.time(_DELIVERED)),
    ):
        if text:
            mail[label] = " ".join(text.split())
    _set_text(mail, found)
    files = []
    for number, folder in enumerate(found.folders("__attach_version1.0_")[:_MOST_ATTACHMENTS], 1):
        files.append(_attachment(ole, (*base, folder), number, depth))
    return Outlook(mail, files)


def _set_text(mail: Message, found: _Store) -> None:
    body = found.text(_BODY)
    html = found.text(_HTML) or _text(found.binary(_HTML) or b"")
    if not body.strip() and html:
        mail.set_type("text/html")
        mail.set_payload(html.encode(), "utf-8")
    else:
        if not body.strip():
            body = rtf_text(unpacked_rtf(found.binary(_RTF) or b""))
        mail.set_type("text/plain")
        mail.set_payload(body.encode(), "utf-8")


def _attachment(ole: olefile.OleFileIO, base: tuple[str, ...], number: int, depth: int) -> Member:
    found = _Store(ole, base, 8)
    name = found.text(_FILE_LONG) or found.text(_FILE_SHORT) or found.text(_FILE_SHOWN) or f"附件{number}"
    name = safe_name(name).strip().rsplit("/", 1)[-1].strip(". ") or f"附件{number}"
    inner = (*base, f"__substg1.0_{_FILE_DATA}000D")
    if ole.exists([*inner, _PROPERTIES]) and depth < _DEEPEST:
        message = _message(ole, inner, depth + 1)
        name = name if name.lower().endswith(".eml") else name + ".eml"
        return Member(name, functools.partial(_as_mail, message))
    data = found.binary(_FILE_DATA)
    if data is None:
        return Member(name, refused=("附件只是链接或嵌入对象，邮件中没有文件内容", "请另存附件后提交"))
    return Member(name, data.__bytes__)


def _as_mail(message: Outlook) -> bytes:
    """Write a message inside a message as a mail of its own, with its attachments, so that it can be read like one."""
    outer = Message()
    for name, value in message.mail.items():
        if not name.lower().startswith(("content-", "mime-")):
            outer[name] = _encoded(value)
    outer["MIME-Version"] = "1.0"
    outer.set_type("multipart/mixed")
    outer.attach(message.mail)
    for header in ("Subject", "From", "To", "Cc", "Date"):
        del message.mail[header]
    for file in message.files:
        part = Message()
        part["Content-Type"] = "application/octet-stream"
        part["Content-Transfer-Encoding"] = "base64"
        part.add_header("Content-Disposition", "attachment", filename=("utf-8", "", file.name))
        part.set_payload(base64.encodebytes(b"" if file.refused else file.read()).decode("ascii"))
        outer.attach(part)
    return outer.as_bytes()


def _encoded(value: str) -> str:
    return value if value.isascii() else Header(value, "utf-8").encode()


class _Store:
    """The properties of one storage; `lead` is the number of bytes before the fixed properties ([MS-OXMSG] 2.4.1)."""

    def __init__(self, ole: olefile.OleFileIO, base: tuple[str, ...], lead: int) -> None:
        self._ole = ole
        self._base = base
        self._fixed = self._stream(_PROPERTIES) or b""
        self._lead = lead

    def _stream(self, name: str) -> bytes | None:
        path = [*self._base, name]
        if not self._ole.exists(path) or self._ole.get_type(path) != olefile.STGTY_STREAM:
            return None
        with self._ole.openstream(path) as stream:
            content: bytes = stream.read()
        return content

    def text(self, identifier: str) -> str:
        """Return a string property, Unicode (001F) or of the sender's code page (001E)."""
        wide = self._stream(f"__substg1.0_{identifier}001F")
        if wide is not None:
            return wide.decode("utf-16-le", "replace").rstrip("\0")
        narrow = self._stream(f"__substg1.0_{identifier}001E")
        return _text(narrow).rstrip("\0") if narrow is not None else ""

    def binary(self, identifier: str) -> bytes | None:
        """Return a binary property (0102)."""
        return self._stream(f"__substg1.0_{identifier}0102")

    def time(self, identifier: int) -> str:
        """Return a point in time (0040) as a mail's date, in China's time, where the reader sits."""
        for at in range(self._lead, len(self._fixed) - 15, 16):
            kind, property_id = struct.unpack_from("<HH", self._fixed, at)
            if property_id == identifier and kind == 0x0040:
                (ticks,) = struct.unpack_from("<Q", self._fixed, at + 8)
                try:
                    moment = dt.datetime(1601, 1, 1, tzinfo=dt.UTC) + dt.timedelta(microseconds=ticks // 10)
                except OverflowError:
                    return ""
                return format_datetime(moment.astimezone(dt.timezone(dt.timedelta(hours=8))))
        return ""

    def folders(self, start: str) -> list[str]:
        """Return the storages right below whose names begin so, in order."""
        deep = len(self._base)
        found = {
            entry[deep]
            for entry in self._ole.listdir(streams=True, storages=True)
            if len(entry) > deep and tuple(entry[:deep]) == self._base and entry[deep].startswith(start)
        }
        return sorted(found)


def _text(data: bytes) -> str:
    text = decode_text(data.rstrip(b"\0"))
    return text if text is not None else data.decode("gb18030", "replace")
