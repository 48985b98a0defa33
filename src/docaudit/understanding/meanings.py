"""Fills what the listed labels left empty by what captions mean, and takes back what was read beside another's caption.

The scorer of captions (`docaudit_models.captions`) says which field a caption under its heading stands for. Where it is
silent or unsure, or was not trained, nothing changes.
"""

# ruff: noqa: E501 - lists and patterns of printed words read better unbroken
from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import pairwise
from typing import Any, TypeVar

from docaudit.records.document import Document
from docaudit.records.evidence import Box, Field
from docaudit.records.names import is_person_name
from docaudit.understanding.fields import Fields, chunks
from docaudit.understanding.kinds import (
    ACCOUNT,
    AMOUNT_WORDS,
    DATE,
    FIGURES,
    IDENTIFIER,
    LEGAL_FORM,
    LONG_TEXT,
    NUMBER,
    PARTY,
    TEXT,
    Found,
    Kind,
)
from docaudit.understanding.pairs import Pair, pairs
from docaudit.understanding.paper import Paper
from docaudit.understanding.tablerows import headed_rows
from docaudit.understanding.text import GAP, union
from docaudit_models.captions import VALUE, meanings

D = TypeVar("D", bound=Document)

LEAST = 0.5
"""Probability from which a caption is taken for a field's."""
LEAST_OF_DATES = 0.8
"""The same for dates: papers hold many of them, and their captions are alike."""
RIVAL = 0.75
"""Share of the best probability from which another caption with another value leaves the field unknown."""
SURER, OWN = 0.9, 0.05
"""Probability from which a caption's value takes the place of one whose own captions mean the field with `OWN` at most."""
TRUST = 0.85
"""Trust in a value that only the meaning of its caption told, times its probability."""
_LONGEST = 12
"""Glyphs of the longest caption at which a value ends."""
_CAPTION = 0.5
"""Probability that words are a value below which they count as a caption."""
_OF_A_NAME = re.compile(r"(?:户名|姓名)$")
_SHORT_NAME = re.compile(r"[一-鿿]{2,4}")
_CAPTION_END = re.compile(
    r"[号码户名称行额期人方址类注言途要间数率]$|[账帐卡]|开户|金额|日期|时间|证件|电话|身份|全称|类型"
)
"""How captions end, of which a row can print several side by side."""


def _find_percent(text: str) -> Found[Decimal] | None:
    found = re.match(r"[\s:]*(?:年利?率?)?[\s:]*(\d{1,2}(?:\.\d{1,6})?)[\t ]?(%?)[\s]*$", text)
    return (Decimal(found.group(1)), found.start(1), found.end()) if found else None


_PERCENT: Kind[Decimal] = Kind("percent", _find_percent)
_PARTIES = frozenset(
    {
        "borrower",
        "lender",
        "payee_name",
        "payer_name",
        "payer",
        "payee",
        "guarantor",
        "creditor",
        "debtor",
        "buyer",
        "seller",
        "supplier",
        "receiver",
        "name",
    }
)
_KINDS: Mapping[str, Kind[Any]] = {
    **dict.fromkeys(_PARTIES, PARTY),
    **dict.fromkeys(("contract_number", "main_contract_number", "receipt_number", "reference"), NUMBER),
    **dict.fromkeys(("account", "payee_account", "payer_account", "disbursement_account", "repayment_account"), ACCOUNT),
    **dict.fromkeys(("date", "disbursement_date", "due_date", "signed_date", "delivery_date", "start_date", "end_date"), DATE),
    "amount": FIGURES,
    **dict.fromkeys(("amount_in_words",), AMOUNT_WORDS),
    **dict.fromkeys(("purpose", "payee_bank", "reason", "remark", "inspector", "subject", "repayment_method", "payment_terms"), TEXT),
    "conclusion": LONG_TEXT,
    "borrower_id": IDENTIFIER,
    "interest_rate": _PERCENT,
}  # fmt: skip
"""What each field holds."""
_NAME = re.compile(
    r".{4}(?:公司|商行|经营部|批发部|门市部|合作社|超市|商店|农场|.厂)$|.{2}(?:银行|信用社|农商行).{0,12}(?:支行|分行|营业部|分理处|分社)$|(?:股份|有限).*(?:银行|公司)"
)
_PART = re.compile(
    r"^.{0,9}(?:开户银?行|账[号户]|帐号|卡号|户名|名称|全称|金额|日期|编号|号码|用途|电话|地址|规格|数量|单价)$"
)
"""How names of firms and banks end that are no captions, and how captions end that are no values."""
_LETTER = re.compile(r"[甲乙丙丁]方")
_NO_TEXT = re.compile(
    r":|\d\.|签[名字章]|盖章|[□☐○☑■√☒]|[甲乙丙]方|(?:借款|贷款|出借|保证)人|不得|应当|^[(（]?(?:如下|见|详见|以下)"
)
"""What tells clauses and options of a form, and places to sign, from the words of a field."""
_ELSEWHERE: Mapping[str, frozenset[str]] = {
    "loan_contract": frozenset(_KINDS),
    "drawdown_application": frozenset({"date"}),
}
"""Fields that rules read from clauses, or from under the seal, better than captions tell them."""
_ALIKE = (frozenset({"amount", "amount_in_words"}),)
"""Fields whose captions may each hold the other's value."""


@dataclasses.dataclass(frozen=True, slots=True)
class Told:
    """A caption with the probabilities of what it means."""

    pair: Pair
    odds: Mapping[str, float]


def told(paper: Paper, doc_type: str) -> list[Told]:
    """Return the captions of the paper with what they mean in such a paper; empty where no scorer was trained."""
    if meanings(doc_type, "", "") is None:
        return []

    values = _beside_captions(paper)

    def is_caption(words: str) -> bool:
        bare = re.sub(r"[\s:]|\([^()]*\)", "", words)
        if _NAME.search(bare) or bare in values:
            return False
        odds = meanings(doc_type, words, "")
        return bool(_PART.search(bare)) or (odds is not None and odds[VALUE] < _CAPTION)

    found = []
    for pair in pairs(paper, is_caption):
        odds = meanings(doc_type, _bare(pair.caption), _bare(pair.heading))
        if odds is not None and re.sub(r"[\s:]", "", pair.caption) not in values:
            found.append(Told(pair, odds))
    return found


def _beside_captions(paper: Paper) -> frozenset[str]:
    """Return the short words beside captions of names (户名 | 时光明) or behind a colon (等级: | 二级): never captions."""
    out = set()
    for row in paper.rows:
        for caption, words in pairwise(paper.line(row).split(GAP)):
            named = _OF_A_NAME.search(caption.strip(" :")) or caption.rstrip().endswith(":")
            if named and _SHORT_NAME.fullmatch(words) and not _CAPTION_END.search(words):
                out.add(words)
    return frozenset(out)


def _bare(caption: str) -> str:
    """Return a caption without what is bracketed behind it; the letter of a party says less than its role in brackets."""
    if _LETTER.search(caption):
        return re.sub(r"[()/]", "", _LETTER.sub("", caption)) or caption
    return re.sub(r"\([^()]*\)", "", caption) or caption


def captions(known: Sequence[Told]) -> tuple[str, ...]:
    """Return the captions as labels at which a value beside another one ends."""
    bare = (
        re.sub(r"[\s:]|\([^()]*\)|^[^\u4e00-\u9fff]+", "", one.pair.caption)
        for one in known
        if one.odds[VALUE] < _CAPTION
    )
    return tuple(dict.fromkeys(caption for caption in bare if 2 <= len(caption) <= _LONGEST))


def completed(fields: Fields, document: D, known: Sequence[Told]) -> D:
    """Return the document with the values that captions of its fields hold, without those that stand by foreign ones."""
    if not known:
        return document
    changes: dict[str, Any] = {}
    for name, kind in _KINDS.items():
        value = getattr(document, name, None)
        if not isinstance(value, Field):
            continue
        if value.value is None:
            best = best_of(fields, known, name, kind)
        elif name in _ELSEWHERE.get(str(document.doc_type), ()) or _supported(fields, known, name, value):
            continue
        else:
            best = best_of(fields, known, name, kind, least=max(SURER, value.confidence))
        # The line beside a caption may be but the first of a long text.
        begun = kind is LONG_TEXT and str(value.value or "").startswith(str(best.value))
        if best.value is not None and best.value != value.value and not begun:
            changes[name] = best
    return dataclasses.replace(document, **changes) if changes else document


def best_of(
    fields: Fields, known: Sequence[Told], name: str, kind: Kind[Any], key: str = "", *, least: float = LEAST
) -> Field[Any]:
    """Return the value by the caption that most surely means the field; none where two say different things."""
    found: list[tuple[float, Field[Any]]] = []
    least = max(least, LEAST_OF_DATES) if kind is DATE else least
    for one in known:
        odds = one.odds.get(key or name, 0.0)
        if odds < least:
            continue
        value = fields.read(one.pair.spot, kind)
        if value.value is not None and _fits(fields, name, kind, value.value):
            found.append((odds, value.scaled(TRUST * odds)))
    found.sort(key=lambda f: -f[0])
    if not found or any(odds >= RIVAL * found[0][0] and value.value != found[0][1].value for odds, value in found[1:]):
        return Field()
    return found[0][1]


def _fits(fields: Fields, name: str, kind: Kind[Any], value: Any) -> bool:
    """Say whether a value looks like one of its field."""
    if kind is PARTY:
        return bool(LEGAL_FORM.search(value) or is_person_name(value)) and not fields.is_label(value)
    if kind is NUMBER:
        return not re.search(r"[甲乙丙]方|期间|签[订署]|年\d{1,2}月", value)
    if name == "payee_bank":
        return bool(re.search(r"银行|信用社|联社|支行|分行|营业部", value))
    if name == "inspector":
        return len(value) <= 24
    if kind is not TEXT:
        return True
    if not re.search(r"[\u4e00-\u9fff]{2}", value):
        return False
    return not (fields.is_label(value) or _NO_TEXT.search(value) or _PART.search(re.sub(r"\s", "", value)))


def _supported(fields: Fields, known: Sequence[Told], name: str, value: Field[Any]) -> bool:
    """Say whether a caption that may mean the field holds just this value."""
    alike = next((group for group in _ALIKE if name in group), frozenset({name}))
    return any(
        sum(one.odds.get(n, 0.0) for n in alike) > OWN
        and _holds(one.pair, value)
        and _same(fields.read(one.pair.spot, _KINDS[name]).value, value.value)
        for one in known
    )


def _same(read: Any, value: Any) -> bool:
    """Say whether rules read what stands beside a caption, perhaps cut where the field ends."""
    return read is None or read == value or (isinstance(read, str) and isinstance(value, str) and value in read)


def _holds(pair: Pair, value: Field[Any]) -> bool:
    """Say whether the value was read at the spot of the pair."""
    evidence, spot = value.evidence, pair.spot
    pieces = spot.view.pieces(spot.start, spot.end)
    if evidence is None or evidence.box is None or not pieces:
        return False
    boxes = [
        Box(t.box.x0 + a * t.box.width, t.box.y0, t.box.x0 + b * t.box.width, t.box.y1)
        for t, a, b in pieces
        if t.real and spot.view.pages[t.page].number == evidence.page
    ]
    return bool(boxes) and union(boxes).overlap(evidence.box) > 0.5


def rows_told(fields: Fields, doc_type: str, prefix: str, names: Sequence[str]) -> list[dict[str, Field[Any]]]:
    """Return the rows of the table whose columns are captioned as leaves of a list (``payees[].name``)."""
    for texts in _heading_lines(fields.paper):
        found: dict[str, str] = {}
        for text in [*texts, *texts]:  # the name may stand behind what is told by it
            bare = re.sub(r"\s|\([^()]*\)", "", text)
            for heading in ("", found.get(names[0], "")):  # a caption without its owner is of whom the rows are
                odds = (meanings(doc_type, bare, heading) or {}) if bare else {}
                name = max(names, key=lambda n: odds.get(f"{prefix}[].{n}", 0.0))
                if odds.get(f"{prefix}[].{name}", 0.0) >= LEAST:
                    found.setdefault(name, bare)
                    break
        if names[0] in found and len(found) >= 2:
            columns = {name: (f"^{re.escape(bare)}$", _KINDS[name]) for name, bare in found.items()}
            rows = headed_rows(fields.paper, columns, needed=(names[0],))
            whole = [{n: row.get(n, Field()) for n in names} for row in rows]
            return [row for row in whole if sum(f.value is not None for f in row.values()) >= 2]
    return []


def _heading_lines(paper: Paper) -> Iterator[list[str]]:
    """Yield the texts of what may be a heading: rows of tables, then lines, of several pieces."""
    for grid in paper.grids:
        for row in grid.spans:
            texts = [paper.cells.chars[s[0] : s[1]].strip() for s in row if s is not None]
            if sum(bool(t) for t in texts) >= 2:
                yield [t for t in texts if t]
    for line in paper.rows:
        texts = [paper.text.chars[a:b].strip() for a, b in chunks(paper.text.chars, line.start, line.end)]
        if len(texts) >= 2:
            yield texts
