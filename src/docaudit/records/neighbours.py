"""What cases may share: the few facts of each that are kept while others are judged, found by key.

Papers are never kept here: a night's batch holds some hundred of these for each case, whatever its size.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from docaudit.records.evidence import Box, Evidence
from docaudit.records.flows import Place

INVOICE, BORROWER, ACCOUNT, LOAN, PAYEE = "invoice", "borrower", "account", "loan", "payee"
"""What was seen: an invoice, the borrower itself, an account of its, a loan of its, a payment of loan money."""

HUB = 20
"""An account that loan money of more cases reached is a shop's or a utility's: to meet there tells nothing (flows.md
3.0: a party linked to more than 20 others)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Holder:
    """The case that something was seen in; `loans` are (id, loan_kind)."""

    case: str
    borrower: str | None = None
    loans: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Sighting:
    """One fact of a case that another may share.

    Attributes:
        what: one of the words above; `keys` are what it is found by: the same in any case that holds the same.
        name: seller, borrower, holder of the account, or payee, as printed.
        place: where it stands; None where no paper says it.
        subject: what names it over re-runs (see `Finding.subjects`).
        number, kind, date: of an invoice as printed; of a borrower the keys of its accounts, joined by commas; the date
            of a payment.
        fen: total of an invoice, or loan money in a payment by the method, within `least_fen` and `most_fen`.
        used_fen: what the invoice proves in its case, or what papers prove of the payment's loan money.
        loan: whose money the payment carries.
    """

    holder: Holder
    what: str
    keys: tuple[str, ...]
    name: str | None = None
    place: Place | None = None
    subject: str = ""
    number: str | None = None
    kind: str | None = None
    date: dt.date | None = None
    fen: int = 0
    least_fen: int = 0
    most_fen: int = 0
    used_fen: int = 0
    loan: str | None = None

    @property
    def shown_keys(self) -> tuple[str, ...]:
        """The keys by which other cases find it: two payers of one supplier tell nothing, two of one account may."""
        return tuple(k for k in self.keys if k.startswith("account:")) if self.what == PAYEE else self.keys

    def to_json(self) -> dict[str, Any]:
        """Return plain JSON; `from_json` takes it back."""
        plain = {
            name: getattr(self, name)
            for name in (
                *("what", "name", "subject", "number", "kind", "fen", "least_fen", "most_fen", "used_fen", "loan"),
            )
        }
        holder = {
            "case": self.holder.case,
            "borrower": self.holder.borrower,
            "loans": [list(one) for one in self.holder.loans],
        }
        return {
            **plain,
            "keys": list(self.keys),
            "holder": holder,
            "date": self.date.isoformat() if self.date else None,
            "place": _place_json(self.place) if self.place else None,
        }

    @classmethod
    def from_json(cls, content: Mapping[str, Any]) -> Sighting:
        """Return the sighting of `to_json`."""
        holder = content["holder"]
        return cls(
            **{
                **content,
                "keys": tuple(content["keys"]),
                "holder": Holder(
                    case=holder["case"],
                    borrower=holder["borrower"],
                    loans=tuple((one, kind) for one, kind in holder["loans"]),
                ),
                "date": dt.date.fromisoformat(content["date"]) if content["date"] else None,
                "place": _place(content["place"]) if content["place"] else None,
            }
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Neighbours:
    """What other cases of the same call or archive hold, by key; where it is empty the checks across stay silent."""

    seen: Mapping[str, tuple[Sighting, ...]] = field(default_factory=dict)

    def of(self, key: str) -> tuple[Sighting, ...]:
        """Return what other cases hold under that key, in the order of their names and places."""
        return self.seen.get(key, ())

    @classmethod
    def among(cls, others: Iterable[Sighting]) -> Neighbours:
        """Return the neighbours that other cases' sightings are; their order changes nothing."""
        found: dict[str, list[Sighting]] = defaultdict(list)
        for sighting in others:
            for key in sighting.shown_keys:
                found[key].append(sighting)
        return cls(seen={key: tuple(sorted(some, key=_order)) for key, some in found.items()})


class Neighbourhood:
    """Gathers the sightings of the cases of one call, so that each case sees those of all others."""

    def __init__(self) -> None:
        self._cases: list[tuple[Sighting, ...]] = []
        self._by_key: dict[str, list[tuple[int, Sighting]]] = defaultdict(list)

    def add(self, sightings: Iterable[Sighting]) -> int:
        """Take in the sightings of one more case and return its number, from 0."""
        number = len(self._cases)
        self._cases.append(tuple(sightings))
        for sighting in self._cases[number]:
            for key in sighting.shown_keys:
                self._by_key[key].append((number, sighting))
        return number

    def seen(self, number: int) -> tuple[Sighting, ...]:
        """Return what that case holds itself."""
        return self._cases[number]

    def of(self, number: int) -> Neighbours:
        """Return what all cases but this one hold of what this one holds."""
        keys = dict.fromkeys(key for sighting in self._cases[number] for key in sighting.keys)
        others = {id(sighting): sighting for key in keys for owner, sighting in self._telling(key) if owner != number}
        return Neighbours.among(others.values())

    def _telling(self, key: str) -> list[tuple[int, Sighting]]:
        found = self._by_key.get(key, [])
        if len({owner for owner, sighting in found if sighting.what == PAYEE}) <= HUB:
            return found
        return [(owner, sighting) for owner, sighting in found if sighting.what != PAYEE]


def _order(sighting: Sighting) -> tuple[str, ...]:
    place = sighting.place
    where = (place.source, str(place.evidence.page), str(place.evidence.row)) if place else ("", "", "")
    return (sighting.holder.case, sighting.holder.borrower or "", sighting.what, *where, sighting.subject)


def _place_json(place: Place) -> dict[str, Any]:
    found = place.evidence
    box = [found.box.x0, found.box.y0, found.box.x1, found.box.y1] if found.box else None
    return {
        "document": place.document,
        "source": place.source,
        "text": found.text,
        "page": found.page,
        "box": box,
        "sheet": found.sheet,
        "row": found.row,
    }


def _place(content: Mapping[str, Any]) -> Place:
    evidence = Evidence(
        text=content["text"],
        page=content["page"],
        box=Box(*content["box"]) if content["box"] else None,
        sheet=content["sheet"],
        row=content["row"],
    )
    return Place(document=content["document"], source=content["source"], evidence=evidence)
