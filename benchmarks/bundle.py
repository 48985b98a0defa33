"""Put made-up papers together into one loan file of hundreds of pages, with its truth and its disorder."""

# ruff: noqa: E501 - tables of printed words read better unbroken
from __future__ import annotations

import random
from collections import Counter
from dataclasses import dataclass, field, replace

from bundle_bank import slip, statements_of_one_account
from bundle_contracts import KINDS, Made, contract, supplement
from bundle_forms import SINGLE, accounts, contents, invoices_of_one_seller, separator
from bundle_names import Names
from bundle_setting import Leaf

Truth = tuple[str, tuple[int, ...]]
"""A paper's type and its pages, from 1, in reading order."""


@dataclass(slots=True)
class Bundle:
    """One file: its leaves, what is in it, and what its list of contents says wrongly.

    Attributes:
        leaves: the pages as they lie.
        truth: every paper; one that shares its page appears once for each.
        listed_only: names on the list of contents that are not in the file.
        unlisted: (name, first page) of papers the list does not name.
        disorder: how often each kind of disorder was planted.
    """

    leaves: list[Leaf] = field(default_factory=list)
    truth: list[Truth] = field(default_factory=list)
    listed_only: list[str] = field(default_factory=list)
    unlisted: list[tuple[str, int]] = field(default_factory=list)
    disorder: Counter[str] = field(default_factory=Counter)


@dataclass(slots=True)
class _Lying:
    """A leaf as it lies in the file: which paper and which of its pages; -1 belongs to none."""

    leaf: Leaf
    paper: int = -1
    page: int = 0


def _papers(names: Names, pages: int) -> list[Made]:
    """Draw papers, alone and in the groups in which they are filed, until there are pages enough."""
    chance = names.chance
    out: list[Made] = []
    while sum(len(m.leaves) for m in out) < pages:
        roll = chance.random()
        if roll < 0.13:
            out.append(contract(names, chance.choice(KINDS)))
        elif roll < 0.17:
            kind = chance.choice(KINDS)
            out += [contract(names, kind), contract(names, kind)]
        elif roll < 0.20:
            out += [contract(names, KINDS[2]), supplement(names)]
        elif roll < 0.27:
            out += invoices_of_one_seller(names)
        elif roll < 0.32:
            out += accounts(names)
        elif roll < 0.36:
            out += [slip(names) for _ in range(chance.randint(2, 4))]
        elif roll < 0.38:
            out += statements_of_one_account(names)
        elif roll < 0.40:
            first = contract(names, chance.choice(KINDS))
            first.numbered = first.traceable = first.clauses = False  # nobody could tell which of the two a page is of
            out += [first, replace(first)]
        else:
            out.append(chance.choice(SINGLE)(names))
    return out


def _lay(names: Names, papers: list[Made], bundle: Bundle) -> list[_Lying]:
    """Lay the papers one after the other, with blanks, separators, mixed-up pages and papers inside papers."""
    chance = names.chance
    lying: list[_Lying] = []
    inside: list[int] = []
    for index, made in enumerate(papers):
        if index in inside:
            continue
        order = list(range(len(made.leaves)))
        if made.numbered and len(order) > 2 and chance.random() < 0.2:
            chance.shuffle(order)
            bundle.disorder["pages mixed up"] += 1
        if made.clauses and len(order) > 3 and chance.random() < 0.3:
            inner = order[1:-1]
            chance.shuffle(inner)
            order = [order[0], *inner, order[-1]]
            bundle.disorder["unnumbered pages mixed up"] += 1
        mine = [_Lying(made.leaves[k], index, k) for k in order]
        if made.numbered and len(mine) > 4 and chance.random() < 0.06:
            lost = chance.randrange(1, len(mine) - 1)
            del mine[lost]
            bundle.disorder["page lost"] += 1
        if made.doc_type.endswith("contract") and len(mine) > 3 and chance.random() < 0.15:
            guest = next((k for k in range(index + 1, len(papers)) if papers[k].doc_type in ("vat_invoice", "transfer_slip", "receipt") and len(papers[k].leaves) == 1 and k not in inside), None)  # fmt: skip
            if guest is not None:
                inside.append(guest)
                mine.insert(chance.randint(2, len(mine) - 1), _Lying(papers[guest].leaves[0], guest))
                bundle.disorder["paper inside a contract"] += 1
        if chance.random() < 0.12:
            mine = [leaf for one in mine for leaf in (one, _Lying(Leaf()))]
            bundle.disorder["blank backs"] += 1
        if chance.random() < 0.06:
            lying.append(_Lying(separator(names)))
            bundle.disorder["separator"] += 1
        lying += mine
    return _stray(names, papers, lying, bundle)


def _stray(names: Names, papers: list[Made], lying: list[_Lying], bundle: Bundle) -> list[_Lying]:
    """Move single pages of papers that can be told by their numbers to another place between two papers."""
    chance = names.chance
    for index, made in enumerate(papers):
        if not (made.traceable and len(made.leaves) > 2 and chance.random() < 0.2):
            continue
        at = chance.choice([k for k, one in enumerate(lying) if one.paper == index and one.page > 0])
        moved = lying.pop(at)
        within = chance.random() < 0.3  # inside another paper that prints numbers
        gaps = [k for k in range(1, len(lying)) if within and lying[k].paper == lying[k - 1].paper >= 0 and papers[lying[k].paper].traceable and lying[k].paper != index] or [k for k in range(1, len(lying)) if lying[k].paper != lying[k - 1].paper and index not in (lying[k].paper, lying[k - 1].paper)]  # fmt: skip
        lying.insert(chance.choice(gaps), moved)
        bundle.disorder["page far away"] += 1
    return lying


def make_bundle(seed: int, pages: int = 300) -> Bundle:
    """Return a file of about `pages` pages, the same for the same seed."""
    names = Names(random.Random(seed))  # noqa: S311  made-up papers need a seeded generator
    bundle = Bundle()
    papers = _papers(names, round(pages * 0.88))
    lying = _lay(names, papers, bundle)
    bare, _ = _contents(papers, lying, 0, None)
    shift = len(bare.leaves)
    listed, _ = _contents(papers, lying, shift, bundle)
    bundle.leaves = [replace(leaf, texts=list(leaf.texts)) for leaf in (*listed.leaves, *(one.leaf for one in lying))]
    if names.chance.random() < 0.4:
        stamp(bundle)
    bundle.truth.append(("other", tuple(range(1, shift + 1))))
    for index, made in enumerate(papers):
        at = {one.page: k + 1 + shift for k, one in enumerate(lying) if one.paper == index}
        bundle.truth += [(made.doc_type, tuple(at[k] for k in sorted(at)))] * made.count
    return bundle


def stamp(bundle: Bundle) -> None:
    """Number every written page at its top right corner, as an archive does."""
    number = 0
    for leaf in bundle.leaves:
        if leaf.texts:
            number += 1
            leaf.put(leaf.size[0] - 28, 26, str(number), 11, "right")
    bundle.disorder["files with an archive's page numbers"] += 1


def _contents(
    papers: list[Made], lying: list[_Lying], shift: int, bundle: Bundle | None
) -> tuple[Made, list[tuple[str, str, str]]]:
    """Return the list of contents; with `bundle` two papers are left out and one is added that is not there."""
    first = {
        index: min(k for k, one in enumerate(lying) if one.paper == index) + 1 + shift for index in range(len(papers))
    }
    once = Counter(made.name for made in papers)
    order = sorted(first, key=lambda index: first[index])
    lonely = [index for index in order if once[papers[index].name] == 1]
    left_out = sorted(lonely[len(lonely) // 3 :][:2])
    entries: list[tuple[str, str, str]] = []
    for index in order:
        if index in left_out:
            continue
        made = papers[index]
        entries.append((made.name, str(first[index]), f"{made.count}份" if made.count > 1 else ""))
    absent = next(n for n in ("财产保险单", "环境影响评价批复", "公证书") if n not in once)
    entries.insert(len(entries) // 2, (absent, "", ""))
    if bundle is not None:
        bundle.listed_only.append(absent)
        bundle.unlisted += [(papers[index].name, first[index]) for index in left_out]
    return contents(entries), entries
