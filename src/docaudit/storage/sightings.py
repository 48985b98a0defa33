"""What stored cases share: the facts kept of each, found by key; no paper is opened for it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import Integer, cast, delete, distinct, func, insert, or_, select
from sqlalchemy.orm import Session

from docaudit.records.neighbours import HUB, PAYEE, Neighbours, Sighting
from docaudit.storage.base import StoreBase
from docaudit.storage.models import Case, CaseFinding, CaseSighting

_LONGEST = 200
"""Characters of a key's column; longer keys (no party bears such a name) are not kept."""
_AT_ONCE = 500
"""Values of one IN list, below what any database allows."""


class SightingStore(StoreBase):
    """The part of the store that tells which cases share something."""

    def sightings(self, case_id: int) -> tuple[Sighting, ...]:
        """Return what the case holds that others may share, in the order in which it was found."""
        query = select(CaseSighting.position, CaseSighting.body).where(CaseSighting.case_id == case_id)
        with self._reading() as session:
            bodies: dict[int, dict[str, Any]] = {row.position: row.body for row in session.execute(query)}
        return tuple(Sighting.from_json(bodies[position]) for position in sorted(bodies))

    def neighbours(self, case_id: int, seen: Sequence[Sighting]) -> Neighbours:
        """Return what all other cases hold of what this one holds; of payees of very many cases nothing (`HUB`)."""
        keys = list(dict.fromkeys(key for sighting in seen for key in sighting.keys))
        bodies: dict[tuple[int, int], dict[str, Any]] = {}
        with self._reading() as session:
            for some in _batched(keys):
                hubs = (
                    select(CaseSighting.key)
                    .where(CaseSighting.key.in_(some), CaseSighting.what == PAYEE, CaseSighting.shown)
                    .group_by(CaseSighting.key)
                    .having(func.count(distinct(CaseSighting.case_id)) > HUB)
                )
                query = select(CaseSighting.case_id, CaseSighting.position, CaseSighting.body).where(
                    CaseSighting.key.in_(some),
                    CaseSighting.shown,
                    CaseSighting.case_id != case_id,
                    or_(CaseSighting.what != PAYEE, CaseSighting.key.not_in(list(session.scalars(hubs)))),
                )
                bodies.update({(row.case_id, row.position): row.body for row in session.execute(query)})
        return Neighbours.among(Sighting.from_json(bodies[at]) for at in sorted(bodies))

    def findings_of(self, case_id: int, checks: Collection[str]) -> list[dict[str, Any]]:
        """Return what these checks found in the newest run of a case, in JSON form."""
        query = select(CaseFinding.body).where(
            CaseFinding.case_id == case_id, CaseFinding.check_name.in_(sorted(checks))
        )
        with self._reading() as session:
            return list(session.scalars(query.order_by(CaseFinding.position)))

    def to_judge_across(self, changed: Collection[int], checks: Collection[str]) -> list[int]:
        """Return the cases whose findings across cases may differ since `changed` were saved.

        Those are the cases that share a telling key with one of them, and those that have findings of `checks`: what
        such a finding rests on may be gone.
        """
        holders = func.count(distinct(CaseSighting.case_id))
        told = func.max(cast(CaseSighting.shown, Integer))
        more = func.max(cast(CaseSighting.what != PAYEE, Integer))
        with self._reading() as session:
            query = select(CaseFinding.case_id).where(CaseFinding.check_name.in_(sorted(checks)))
            found = set(session.scalars(query.distinct()))
            for some in _batched(sorted(changed)):
                theirs = select(CaseSighting.key).where(CaseSighting.case_id.in_(some))
                keys = (
                    select(CaseSighting.key)
                    .where(CaseSighting.key.in_(theirs))
                    .group_by(CaseSighting.key)
                    .having(holders > 1, told > 0, or_(holders <= HUB + 1, more > 0))
                )
                found |= set(session.scalars(select(CaseSighting.case_id).where(CaseSighting.key.in_(keys)).distinct()))
        return sorted(found)


def keep_sightings(session: Session, case: Case, seen: Iterable[Mapping[str, Any]]) -> None:
    """Put what a run saw in the place of what the last one did; the case is named as it is stored."""
    session.execute(delete(CaseSighting).where(CaseSighting.case_id == case.id))
    rows = []
    for position, content in enumerate(seen):
        body = {**content, "holder": {**content["holder"], "case": case.name}}
        shown = set(Sighting.from_json(content).shown_keys)
        rows += [
            {
                "case_id": case.id,
                "key": key,
                "what": content["what"],
                "shown": key in shown,
                "position": position,
                "body": body,
            }
            for key in content["keys"]
            if len(key) <= _LONGEST
        ]
    if rows:
        session.execute(insert(CaseSighting), rows)


def _batched(values: Sequence[Any]) -> Iterable[Sequence[Any]]:
    return (values[at : at + _AT_ONCE] for at in range(0, len(values), _AT_ONCE))
