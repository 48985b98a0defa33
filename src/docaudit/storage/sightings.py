"""What stored cases share: the facts kept of each, found by key; no paper is opened for it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import Integer, and_, case, cast, delete, distinct, func, insert, select
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

    def hubs(self) -> dict[str, bool]:
        """Return the keys that payments of more than `HUB` cases bear, and whether a case holds one as its own.

        One look at the whole index: to count the payers of a hub anew for each of them would cost their square.
        """
        payees = func.count(distinct(case((CaseSighting.what == PAYEE, CaseSighting.case_id))))
        owned = func.max(cast(CaseSighting.what != PAYEE, Integer))
        query = select(CaseSighting.key, owned).where(CaseSighting.shown).group_by(CaseSighting.key)
        with self._reading() as session:
            return {key: bool(own) for key, own in session.execute(query.having(payees > HUB))}

    def neighbours(self, case_id: int, seen: Sequence[Sighting], hubs: Mapping[str, bool]) -> Neighbours:
        """Return what all other cases hold of what this one holds; of the payers of `hubs` nothing."""
        keys = dict.fromkeys(key for sighting in seen for key in sighting.keys)
        bodies: dict[tuple[int, int], dict[str, Any]] = {}
        with self._reading() as session:
            for some, met in (
                ([key for key in keys if key not in hubs], CaseSighting.shown),
                ([key for key in keys if hubs.get(key)], and_(CaseSighting.shown, CaseSighting.what != PAYEE)),
            ):
                for few in _batched(some):
                    query = select(CaseSighting.case_id, CaseSighting.position, CaseSighting.body).where(
                        CaseSighting.key.in_(few), met, CaseSighting.case_id != case_id
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

    def to_judge_across(self, changed: Collection[int], checks: Collection[str], hubs: Mapping[str, bool]) -> list[int]:
        """Return the cases whose findings across cases may differ since `changed` were saved.

        Those are the cases that share a telling key with one of them, and those that have findings of `checks`: what
        such a finding rests on may be gone.
        """
        silent = {key for key, owned in hubs.items() if not owned}
        with self._reading() as session:
            query = select(CaseFinding.case_id).where(CaseFinding.check_name.in_(sorted(checks)))
            found = set(session.scalars(query.distinct()))
            keys: set[str] = set()
            for some in _batched(sorted(changed)):
                keys.update(session.scalars(select(CaseSighting.key).where(CaseSighting.case_id.in_(some)).distinct()))
            for few in _batched(sorted(keys - silent)):
                rows = select(CaseSighting.key, CaseSighting.case_id, CaseSighting.shown).where(
                    CaseSighting.key.in_(few)
                )
                holders: dict[str, set[int]] = defaultdict(set)
                telling = set()
                for key, holder, shown in session.execute(rows.distinct()):
                    holders[key].add(holder)
                    if shown:
                        telling.add(key)
                found.update(*(holders[key] for key in telling if len(holders[key]) > 1))
        return sorted(found)


def keep_sightings(session: Session, kept: Case, seen: Iterable[Mapping[str, Any]]) -> None:
    """Put what a run saw in the place of what the last one did; the case is named as it is stored."""
    session.execute(delete(CaseSighting).where(CaseSighting.case_id == kept.id))
    rows = []
    for position, content in enumerate(seen):
        body = {**content, "holder": {**content["holder"], "case": kept.name}}
        shown = set(Sighting.from_json(content).shown_keys)
        rows += [
            {
                "case_id": kept.id,
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
