"""What a text must say: words and patterns a lender writes, with a bound on the work that a pattern can cost.

A lender's pattern meets names and remarks that others wrote, so it must not be one that backtracks without end. Only a
small part of the regular expressions is allowed, and what is left is counted before it runs.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from docaudit.checks.values import known, mapping, texts
from docaudit.errors import InputError
from docaudit.records.names import fold

TEXT_LENGTH = 120
"""Characters of a text that a pattern sees: no name of a party and no remark of a bank is longer."""
_MOST_WORK = 2_000_000
"""Ways in which a pattern may be tried on one text: at worst some hundredths of a second."""
_PATTERN_LENGTH = 200
_TOKEN = re.compile(
    r"""(?P<escape>\\(?:[dwsDWS]|[^A-Za-z0-9]))     # a class, or a sign that stands for itself
      | (?P<class>\[\^?\]?(?:\\.|[^\]\\])*\])
      | (?P<open>\(\?:|\((?!\?))
      | (?P<close>\))
      | (?P<or>\|)
      | (?P<times>[*+?]|\{\d{1,2}(?:,\d{0,2})?\})
      | (?P<one>[^\\\[\](){}|*+?])
    """,
    re.VERBOSE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Says:
    """Words one of which a text must hold, words none of which it may, and a pattern; nothing wanted: any text does."""

    words: tuple[str, ...] = ()
    excluded: tuple[str, ...] = ()
    pattern: re.Pattern[str] | None = None

    def found(self, text: str | None) -> str | None:
        """Return what of the text was looked for, "" where nothing was, None where the text does not say it."""
        folded = fold(text)[:TEXT_LENGTH]
        if any(word in folded for word in self.excluded):
            return None
        if not self.words and self.pattern is None:
            return ""
        word = next((word for word in self.words if word in folded), None)
        if word is not None or self.pattern is None:
            return word
        hit = self.pattern.search(folded)
        return hit.group(0) if hit else None


def says(value: object, where: str) -> Says:
    """Return what ``{words: […], except: […], pattern: …}`` asks of a text; names and remarks are compared folded."""
    parts: Mapping[str, Any] = mapping(value, where)
    known(parts, ("words", "except", "pattern"), where)
    if not parts.get("words") and "pattern" not in parts:
        raise InputError(f"{where}: words or pattern is wanted")
    return Says(
        words=tuple(fold(w) for w in texts(parts.get("words", []), f"{where}.words")),
        excluded=tuple(fold(w) for w in texts(parts.get("except", []), f"{where}.except")),
        pattern=safe_pattern(parts["pattern"], f"{where}.pattern") if "pattern" in parts else None,
    )


def safe_pattern(text: object, where: str) -> re.Pattern[str]:
    r"""Return a compiled pattern whose cost is bounded.

    Allowed are characters, ``.``, ``[…]``, ``\d \w \s``, ``|``, groups, ``^ $`` and the repetition of a single
    character or class; a group may be optional, not repeated. Look-around, references and repeated groups are not.

    Raises:
        InputError: it is no such pattern, or trying it could take too long.
    """
    if not isinstance(text, str) or not 0 < len(text) <= _PATTERN_LENGTH:
        raise InputError(f"{where}: a pattern of up to {_PATTERN_LENGTH} characters is wanted")
    work, at, last = 1, 0, ""
    while at < len(text):
        token = _TOKEN.match(text, at)
        kind = token.lastgroup if token else None
        if token is None or kind is None:
            raise InputError(f"{where}: {text[at : at + 3]!r} cannot stand in a pattern here; see docs/rules.md")
        if kind == "times":
            work *= _ways(token.group(), last, where)
        elif kind == "or":
            work *= 2
        last, at = kind, token.end()
    if work * TEXT_LENGTH > _MOST_WORK:
        raise InputError(f"{where}: trying it could take too long; repeat fewer characters, or name words")
    try:
        return re.compile(text, re.IGNORECASE)
    except re.error as error:
        raise InputError(f"{where}: not a pattern ({error})") from error


def _ways(times: str, repeated: str, where: str) -> int:
    """Return in how many ways a repetition can be tried."""
    if repeated not in {"one", "class", "escape", "close"}:
        raise InputError(f"{where}: {times} repeats nothing")
    if times == "?":
        return 2
    if repeated == "close":
        raise InputError(f"{where}: a group may be optional (?), not repeated ({times})")
    least, comma, most = times.strip("{}").partition(",")
    if not comma and times[0] == "{":
        return 1
    return int(most) - int(least) + 1 if most and int(most) >= int(least) else TEXT_LENGTH
