"""The word lists of this room as a lender changes them: which lists there are, what may be added and taken away.

A list is named by its file and its place in it: ``uses.names.securities``, ``uses.clearing``, ``goods.classes.metal``.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from docaudit.errors import InputError
from docaudit.knowledge.tables import OVERLAY, stored
from docaudit.records.labels import Use
from docaudit.records.names import fold

_USES = frozenset(Use)
_SAYS = ("use", "words", "not", "payee", "confidence")
_CLEARS = ("use", "words", "to")


@dataclass(frozen=True, slots=True)
class WordLists:
    """Tables of this room with a lender's changes; `digest` is "" for those that ship."""

    tables: Mapping[str, Any] = field(default_factory=dict, repr=False)
    digest: str = ""

    def edited(self, edits: Mapping[str, Any], where: str) -> WordLists:
        """Return the lists with the changes laid over them.

        Args:
            edits: by the name of a list: a list or mapping that takes its place, or ``{add: …, remove: [words]}``.
            where: the file and key they stand in, for errors.

        Raises:
            InputError: there is no such list, or an entry has not its form; the message names it.
        """
        if not edits:
            return self
        tables = {name: self.tables.get(name) or stored(name) for name in _LISTS}
        for name, change in edits.items():
            tables = _changed(tables, str(name), change, f"{where}.{name}")
        text = json.dumps(tables, sort_keys=True, ensure_ascii=False)
        return WordLists(tables, hashlib.sha256(text.encode()).hexdigest())

    def entries(self, name: str) -> list[Any] | dict[str, Any]:
        """Return the content of a list by its name; raises `InputError` for one that does not exist."""
        tables = {one: self.tables.get(one) or stored(one) for one in _LISTS}
        table, path, _ = _found(tables, name, name)
        content: list[Any] | dict[str, Any] = tables[table]
        for part in path:
            content = content[part]  # type: ignore[call-overload] # a path leads through mappings
        return content


SHIPPED = WordLists()


def list_names() -> list[str]:
    """Return the names of all lists a lender can change."""
    found = []
    for table, lists in _LISTS.items():
        for name, kind in lists.items():
            content = stored(table)[name]
            found += [f"{table}.{name}.{key}" for key in content] if kind.keyed else [f"{table}.{name}"]
    return found


@contextmanager
def lists_in_force(lists: WordLists) -> Iterator[None]:
    """Let every look-up of this room answer by `lists` within the block, in this thread only."""
    token = OVERLAY.set((lists.digest, lists.tables) if lists.digest else None)
    try:
        yield
    finally:
        OVERLAY.reset(token)


# --- the forms of the lists ----------------------------------------------------------------------------------------


def _word(value: object, where: str) -> str:
    # Names and remarks are compared folded, so a word must be.
    if not isinstance(value, str) or not fold(value):
        raise InputError(f"{where}: a word is wanted, not {value!r}")
    return fold(value)


def _words(value: object, where: str) -> list[str]:
    if not isinstance(value, list):
        raise InputError(f"{where}: a list of words is wanted, not {value!r}")
    return [_word(one, where) for one in value]


def _goods(value: object, where: str) -> list[str]:
    """Return a list of classes of goods."""
    if not isinstance(value, list):
        raise InputError(f"{where}: a list of classes is wanted, not {value!r}")
    unknown = [one for one in value if one not in stored("goods")["classes"]]
    if unknown:
        raise InputError(
            f"{where}: there is no class {unknown[0]!r}; known are {', '.join(stored('goods')['classes'])}"
        )
    return list(value)


def _weighed(value: object, where: str) -> dict[str, float]:
    if not isinstance(value, dict):
        raise InputError(f"{where}: words with their confidence are wanted (银楼: 0.8), not {value!r}")
    return {_word(word, where): _confidence(share, f"{where}.{word}") for word, share in value.items()}


def _confidence(value: object, where: str) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 < value <= 1:
        raise InputError(f"{where}: a confidence above 0 and up to 1 is wanted, not {value!r}")
    return float(value)


def _use(value: object, where: str) -> str:
    if value not in _USES:
        raise InputError(f"{where}: a use of interface.md is wanted (securities, operating …), not {value!r}")
    return str(value)


def _sayings(value: object, where: str) -> list[dict[str, Any]]:
    return [_saying(one, f"{where}[{at}]", _SAYS) for at, one in enumerate(_entries(value, where))]


def _clearings(value: object, where: str) -> list[dict[str, Any]]:
    return [_saying(one, f"{where}[{at}]", _CLEARS) for at, one in enumerate(_entries(value, where))]


def _entries(value: object, where: str) -> list[Any]:
    if not isinstance(value, list):
        raise InputError(f"{where}: a list of entries with use and words is wanted, not {value!r}")
    return value


def _saying(value: object, where: str, keys: tuple[str, ...]) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise InputError(f"{where}: an entry with use and words is wanted, not {value!r}")
    unknown = sorted(str(key) for key in value if key not in keys)
    if unknown:
        raise InputError(f"{where}: unknown key {unknown[0]!r}; known are {', '.join(keys)}")
    found: dict[str, Any] = {
        "use": _use(value.get("use"), f"{where}.use"),
        "words": _words(value.get("words"), f"{where}.words"),
    }
    if "to" in keys:
        return {**found, "to": _use(value.get("to"), f"{where}.to")}
    if value.get("payee") not in (None, "person"):
        raise InputError(f"{where}.payee: person is the only word here, not {value['payee']!r}")
    if "not" in value:
        found["not"] = _words(value["not"], f"{where}.not")
    if "payee" in value:
        found["payee"] = value["payee"]
    return {**found, "confidence": _confidence(value.get("confidence"), f"{where}.confidence")}


@dataclass(frozen=True, slots=True)
class _Kind:
    """How a list is written: `parse` reads it; `keyed` says that it is one of several under a class."""

    parse: Callable[[object, str], Any]
    keyed: bool = False


_LISTS: dict[str, dict[str, _Kind]] = {
    "uses": {
        "names": _Kind(_weighed, keyed=True),
        "ordinary": _Kind(_words),
        "places": _Kind(_words),
        "cleared_by_text": _Kind(_clearings),
        "text": _Kind(_sayings),
        "clearing": _Kind(_words),
        "claims": _Kind(_words),
        "declared": _Kind(_words, keyed=True),
    },
    "goods": {
        "broad": _Kind(_words),
        "vague": _Kind(_words),
        "buying": _Kind(_words),
        "open": _Kind(_words),
        "common": _Kind(_words),
        "alien": _Kind(_goods),
        "project": _Kind(_words),
        "project_buys": _Kind(_goods),
        "apart": _Kind(_words, keyed=True),
        "classes": _Kind(_words, keyed=True),
        "together": _Kind(_goods, keyed=True),
    },
}


# --- changes -------------------------------------------------------------------------------------------------------


def _found(tables: Mapping[str, Any], name: str, where: str) -> tuple[str, list[str], _Kind]:
    table, _, rest = name.partition(".")
    head, _, key = rest.partition(".")
    kind = _LISTS.get(table, {}).get(head)
    if kind is None or bool(key) != kind.keyed:
        raise InputError(f"{where}: there is no such list; known are {', '.join(_shapes())}")
    if kind.keyed and key not in tables[table][head] and not (head in ("names", "declared") and key in _USES):
        raise InputError(f"{where}: there is no class {key!r}; known are {', '.join(tables[table][head])}")
    return table, [head, key] if key else [head], kind


def _shapes() -> list[str]:
    return [
        f"{table}.{name}{'.CLASS' if kind.keyed else ''}"
        for table, lists in _LISTS.items()
        for name, kind in lists.items()
    ]


def _changed(tables: Mapping[str, Any], name: str, change: object, where: str) -> dict[str, Any]:
    table, path, kind = _found(tables, name, where)
    old = tables[table][path[0]]
    if len(path) > 1:
        part = old.get(path[1], {} if kind.parse is _weighed else [])
        new = {**old, path[1]: _edited(part, change, kind, where)}
    else:
        new = _edited(old, change, kind, where)
    return {**tables, table: {**tables[table], path[0]: new}}


def _edited(old: Any, change: object, kind: _Kind, where: str) -> Any:
    """Return a list with a change: another in its place, or entries added in front and words taken away."""
    if not isinstance(change, dict) or not (change.keys() & {"add", "remove"}):
        return kind.parse(change, where)
    unknown = sorted(str(key) for key in change if key not in ("add", "remove"))
    if unknown:
        raise InputError(f"{where}: unknown key {unknown[0]!r}; known are add, remove")
    gone = _gone(change.get("remove", []), _all_words(old), f"{where}.remove")
    if isinstance(old, dict):
        kept = {word: share for word, share in old.items() if word not in gone}
        return kept | (kind.parse(change["add"], f"{where}.add") if "add" in change else {})
    added = kind.parse(change["add"], f"{where}.add") if "add" in change else []
    if kind.parse in (_words, _goods):
        return list(dict.fromkeys([*added, *(word for word in old if word not in gone)]))
    kept_words = ({**one, "words": [w for w in one["words"] if w not in gone]} for one in old)
    return [*added, *(one for one in kept_words if one["words"])]


def _gone(value: object, there: set[str], where: str) -> set[str]:
    """Return the entries to take away, as they are written in the list."""
    if not isinstance(value, list):
        raise InputError(f"{where}: a list of words is wanted, not {value!r}")
    spelt = {fold(word): word for word in there}
    absent = [one for one in value if fold(str(one)) not in spelt]
    if absent:
        raise InputError(f"{where}: {absent[0]} is not in the list")
    return {spelt[fold(str(one))] for one in value}


def _all_words(entries: Any) -> set[str]:
    if isinstance(entries, dict):
        return set(entries)
    return {word for one in entries for word in (one["words"] if isinstance(one, dict) else [one])}
