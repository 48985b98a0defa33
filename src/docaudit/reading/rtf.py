"""The plain text of RTF, as old exports and the bodies of Outlook messages have it."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

_TOKEN = re.compile(
    rb"\\(?P<word>[a-zA-Z]{1,32})(?P<number>-?\d{1,10})? ?"
    rb"|\\'(?P<hex>[0-9a-fA-F]{2})"
    rb"|\\(?P<sign>[^a-zA-Z])"
    rb"|(?P<brace>[{}])"
    rb"|[\r\n]+"
    rb"|(?P<text>[^\\{}\r\n]+)",
    re.DOTALL,
)
# Groups that hold no text of the document.
_SILENT = frozenset(
    b"fonttbl colortbl stylesheet info pict object header footer headerl headerr headerf footerl footerr footerf "
    b"footnote themedata datastore listtable listoverridetable rsidtbl generator xmlnstbl fldinst nonshppict "
    b"latentstyles filetbl revtbl".split()
)
_BREAKS = {
    **dict.fromkeys((b"par", b"line", b"sect", b"page", b"row", b"nestrow"), "\n"),
    **dict.fromkeys((b"tab", b"cell", b"nestcell"), "\t"),
    b"emdash": "—",
    b"endash": "–",
    b"bullet": "•",
    b"lquote": "‘",
    b"rquote": "’",
    b"ldblquote": "“",
    b"rdblquote": "”",
    b"emspace": " ",
    b"enspace": " ",
}
_SIGNS = {b"~": " ", b"_": "-", b"{": "{", b"}": "}", b"\\": "\\", b"\n": "\n", b"\r": "\n"}
_CHINESE = re.compile(r"[\u4e00-\u9fff\u3000-\u303f\uff00-\uffef]")
_DEEPEST = 1_000
_LONGEST = 20_000_000


@dataclass(frozen=True, slots=True)
class _State:
    silent: bool = False
    # Characters that stand for a Unicode one in old readers, to be left out behind it.
    skipped: int = 1


def is_rtf(data: bytes) -> bool:
    """Say whether the bytes begin as RTF does."""
    return data[:5] == b"{\\rtf"


def rtf_text(data: bytes) -> str:
    """Return the text, paragraphs and table rows parted by line ends, cells by tabs; empty for what is no RTF.

    HTML that Outlook packs into RTF ([MS-OXRTFEX]) comes out as the text that it shows: its tags stand in groups that
    are passed over.
    """
    reader, at = _Reader(), 0
    data = data[:_LONGEST]
    while token := _TOKEN.search(data, at):
        reader.take(token)
        # Behind \bin stand as many bytes as it says, of a picture.
        at = token.end() + (max(0, int(token["number"] or 0)) if token["word"] == b"bin" else 0)
    reader.flush()
    return "".join(reader.pieces)


class _Reader:
    """Follows groups and control words; bytes are collected until something else comes, for characters have two."""

    def __init__(self) -> None:
        self.pieces: list[str] = []
        self._state = _State()
        self._stack: list[_State] = []
        self._bytes = bytearray()
        self._page = "cp1252"
        self._to_skip = 0
        self._starred = False
        self._high = 0

    def take(self, token: re.Match[bytes]) -> None:
        """Follow one token."""
        if token["hex"] or token["text"]:
            raw = bytes([int(token["hex"], 16)]) if token["hex"] else token["text"]
            skip, self._to_skip = min(self._to_skip, len(raw)), max(0, self._to_skip - len(raw))
            if not self._state.silent:
                self._bytes += raw[skip:]
            return
        self._to_skip = 0
        self.flush()
        if token["brace"] == b"{":
            if len(self._stack) < _DEEPEST:
                self._stack.append(self._state)
        elif token["brace"] == b"}":
            self._state = self._stack.pop() if self._stack else _State(silent=True)
        elif token["sign"]:
            self._starred = token["sign"] == b"*"
            self._add(_SIGNS.get(token["sign"], ""))
        elif token["word"]:
            self._word(token["word"], int(token["number"]) if token["number"] else None)
            self._starred = False

    def _word(self, word: bytes, number: int | None) -> None:
        if word == b"u" and number is not None:
            self._unicode(number & 0xFFFF)
        elif word == b"uc":
            self._state = replace(self._state, skipped=max(0, min(number or 0, 8)))
        elif word == b"ansicpg" and number:
            self._page = "gb18030" if number == 936 else f"cp{number}"
        elif word == b"htmlrtf":
            # Between \htmlrtf and \htmlrtf0 stands what only the RTF shows, not the HTML.
            self._state = replace(self._state, silent=number != 0)
        elif word in _SILENT or (self._starred and word != b"shppict"):
            self._state = replace(self._state, silent=True)
        else:
            self._add(_BREAKS.get(word, ""))

    def _unicode(self, code: int) -> None:
        self._to_skip = self._state.skipped
        if 0xD800 <= code < 0xDC00:
            self._high = code
        elif 0xDC00 <= code < 0xE000:
            if self._high:
                self._add(chr(0x10000 + ((self._high - 0xD800) << 10) + code - 0xDC00))
            self._high = 0
        else:
            self._add(chr(code))

    def _add(self, text: str) -> None:
        if text and not self._state.silent:
            self.pieces.append(text)

    def flush(self) -> None:
        """Decode the bytes collected so far."""
        raw, self._bytes = bytes(self._bytes), bytearray()
        if raw:
            self.pieces.append(raw.decode("ascii") if raw.isascii() else _decoded(raw, self._page))


def _decoded(raw: bytes, page: str) -> str:
    """Decode by the page that the head declares; Chinese fonts hold GBK under a head that says Western."""
    if page == "cp1252":
        try:
            text = raw.decode("gb18030")
        except UnicodeDecodeError:
            return raw.decode(page, "replace")
        return text if _CHINESE.search(text) else raw.decode(page, "replace")
    try:
        return raw.decode(page, "replace")
    except LookupError:
        return raw.decode("gb18030", "replace")
