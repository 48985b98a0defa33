"""Says whether two names on papers mean one party, how sure that is, and why.

The figures of likeness are those of `docaudit.records.names.similarity` (flows.md 4.2). What is added here is what a
figure cannot say: former names, branches and short names of banks, persons' names that are masked in part, and the
reason, so that a reader can check the judgement instead of believing it.
"""

from __future__ import annotations

import enum
import functools
import re
from dataclasses import dataclass

from docaudit.knowledge.banks import bank_of
from docaudit.knowledge.labels import label
from docaudit.records.names import (
    SAME_PARTY,
    bank_head,
    branch_head,
    core_key,
    fold,
    is_person_name,
    similarity,
    without_legal_form,
    without_private_mark,
)
from docaudit.records.regions import split_regions

_FORMER = re.compile(
    r"^(?P<now>[^()]{2,}?)\((?:原名称?|曾用名|原企业名称|更名前|变更前名称?|前称|原)(?:为|是|:)?(?P<then>[^()]{2,}(?:\([^()]*\)[^()]*)?)\)$"
)
_FORMER_IS_NONE = frozenset(("无", "-", "/", "不适用"))
_OWNED = re.compile(
    r"^(?P<before>[^()]{2,})\((?:经营者|业主|户主|店主|负责人)?(?:为|是|:)?(?P<inside>[^()]{2,}?)(?:的?(?:经营者|业主|店主|负责人))?\)$"
)
"""An owner beside his shop: ``张三(城东粮油经营部)``, ``城东粮油经营部(经营者:张三)``."""
_SHOP = re.compile(r"(?:[店厂坊馆场行吧园城摊档铺屋室户苑阁]|超市|经营部|门市部?|批发部|服务部|维修部|加工部|中心)$")
"""How the name of a shop without a legal form ends; it is its owner (Civil Code, article 56)."""
_PERSONAL = re.compile(r"^(?P<name>[^()]{2,})\((?=[^()]*(?:身份证|证件|公民身份|电话|手机|\d{6}))[^()]*\)$")
"""A person with what tells him apart: ``张三(身份证号…)``."""
_TITLE = re.compile(r"(?<=..)(?:先生|女士|小姐)$")
_SURELY_LIKELY = 0.75
"""Likeness of what a reader would take for the same but has to look at: a masked name that fits."""


class Likeness(enum.StrEnum):
    """How two names stand to each other; the first two are taken for one party."""

    EXACT = "exact"
    VARIANT = "variant"
    LIKELY = "likely"
    DIFFERENT = "different"


@dataclass(frozen=True, slots=True)
class NameMatch:
    """The judgement on two names.

    Attributes:
        likeness: exact, variant (one party, written otherwise), likely (a person has to look), different.
        score: 0 to 1, as flows.md 4.2 fixes it where it does.
        reason: a name of the group `name_reason` of the labels; `text` says it in words.
    """

    likeness: Likeness
    score: float
    reason: str

    @property
    def same(self) -> bool:
        """Whether the two are taken for one party."""
        return self.likeness in (Likeness.EXACT, Likeness.VARIANT)

    def text(self, language: str = "zh") -> str:
        """Return the reason in words."""
        return label("name_reason", self.reason, language)


_UNKNOWN = NameMatch(Likeness.DIFFERENT, 0.0, "missing")


@functools.lru_cache(maxsize=262144)
def match_names(a: str | None, b: str | None, ocr: bool = False) -> NameMatch:
    """Return how two names of parties stand to each other; `ocr` says that one of them was read from a scan.

    A name may carry its former one in brackets, as contracts and licences print it: ``甲公司（原名：乙公司）`` is one
    party with both.
    """
    names_a, names_b = names_of(a), names_of(b)
    if not names_a or not names_b:
        return _UNKNOWN
    present = _match(names_a[0], names_b[0], ocr)
    if present.likeness is not Likeness.EXACT and any(
        _match(x, y, ocr).same for x in names_a for y in names_b if (x, y) != (names_a[0], names_b[0])
    ):
        reason = "owner" if any(is_person_name(name) for name in (*names_a, *names_b)) else "former_name"
        return NameMatch(Likeness.VARIANT, max(present.score, 0.95), reason)
    return present


def same_party(a: str | None, b: str | None, ocr: bool = False) -> bool:
    """Say whether two names are taken for one party (see `match_names`)."""
    return match_names(a, b, ocr).same


@functools.lru_cache(maxsize=65536)
def party_keys(name: str | None, ocr: bool = False) -> frozenset[str]:
    """Return keys of which two names that are one party share at least one; few others do.

    Two names are one party where `same_party` says so or `similarity` is 0.80 or more. With `ocr`, names that differ by
    one glyph share a key too. For grouping many names without comparing all with all.
    """
    keys: set[str] = set()
    for form in {fold(name), *map(_bare, names_of(name))}:
        for whole in {form, branch_head(form)}:
            short = core_key(whole)
            keys |= {short, core_key(split_regions(whole)[0])}
            keys.add("".join(sorted(short[i : i + 2] for i in range(len(short) - 1))))
            if ocr:
                keys |= {f"{short[:i]}{short[i + 1 :]}" for i in range(len(short))}
        if bank := _bank(form):
            keys.add(f"bank:{bank}")
    return frozenset(keys - {""})


def names_of(text: str | None) -> tuple[str, ...]:
    """Return the folded name and, where it stands beside it in brackets, the former one, the owner's or his shop's."""
    folded = fold(text)
    found = _FORMER.match(folded)
    if found is None:
        return _owner_and_shop(folded) if folded else ()
    # ``甲公司(原乙公司)``, but not ``某某(原料)有限公司``, which ends behind the bracket and does not match at all.
    then = found["then"]
    return (found["now"],) if then in _FORMER_IS_NONE else (found["now"], then)


def _owner_and_shop(folded: str) -> tuple[str, ...]:
    """Return both names where a person stands beside his shop, a person without his number, else the name as it is."""
    if (person := _PERSONAL.match(folded)) and is_person_name(person["name"]):
        return (person["name"],)
    found = _OWNED.match(folded)
    if found is None:
        return (folded,)
    names = found["before"], found["inside"]
    shops = [name for name in names if _SHOP.search(name) and not is_person_name(name)]
    owners = [name for name in names if is_person_name(name)]
    return names if len(shops) == len(owners) == 1 else (folded,)


def _match(a: str, b: str, ocr: bool) -> NameMatch:
    """Judge two folded names without former ones."""
    if a == b:
        return NameMatch(Likeness.EXACT, 1.0, "equal")
    bare_a, bare_b = _bare(a), _bare(b)
    score = similarity(bare_a, bare_b, ocr)
    if score == 1.0:
        return NameMatch(Likeness.VARIANT, 1.0, "signs" if (bare_a, bare_b) == (a, b) else "form_of_address")
    if score >= SAME_PARTY:
        return NameMatch(Likeness.VARIANT, score, _reason(bare_a, bare_b, score))
    person_a, person_b = is_person_name(bare_a), is_person_name(bare_b)
    if person_a or person_b:
        return _match_persons(bare_a, bare_b, ocr) if person_a and person_b else _different(score)
    banks = _bank(bare_a), _bank(bare_b)
    if None not in banks:
        if banks[0] == banks[1]:
            return NameMatch(Likeness.VARIANT, 0.9, "bank_branch")
        return _different(score)
    heads = branch_head(bare_a), branch_head(bare_b)
    if similarity(*heads, ocr) >= SAME_PARTY:
        return NameMatch(Likeness.VARIANT, 0.9, "branch")
    if _towns_differ(bare_a, bare_b):
        return NameMatch(Likeness.DIFFERENT, min(score, 0.59), "other_region")
    if score == 0.60:  # the fixed figure for one glyph on paper that was not scanned
        return NameMatch(Likeness.LIKELY, score, "one_glyph")
    if _shortened(bare_a, bare_b) or _shortened(bare_b, bare_a):
        return NameMatch(Likeness.LIKELY, max(score, 0.60), "short_name")
    if score > 0.60:
        return NameMatch(Likeness.LIKELY, score, "alike")
    return _different(score)


def _different(score: float) -> NameMatch:
    return NameMatch(Likeness.DIFFERENT, min(score, 0.59), "different")


def _bare(name: str) -> str:
    """Return the name without a form of address and without the mark of a private buyer."""
    return _TITLE.sub("", without_private_mark(name) or name)


def _bank(name: str) -> str | None:
    """Return the bank that a name means, without 中国 and legal form: papers write both ways."""
    found = bank_head(name) or bank_of(name)
    return without_legal_form(found).removeprefix("中国") if found else None


def _reason(a: str, b: str, score: float) -> str:
    """Return which of the rules of flows.md 4.2 made two names one."""
    if score == 0.85:
        return "one_glyph_scanned"
    if core_key(a) == core_key(b):
        return "legal_form"
    return "branch" if score == 0.90 else "region"


def _towns_differ(a: str, b: str) -> bool:
    (rest_a, places_a), (rest_b, places_b) = split_regions(a), split_regions(b)
    apart = places_a and places_b and not (places_a <= places_b or places_b <= places_a)
    return bool(apart) and core_key(rest_a) == core_key(rest_b)


def _shortened(short: str, whole: str) -> bool:
    """Say whether one name is the other cut after its trade name: ``恒达公司`` of ``苏州恒达钢材有限公司``."""
    begin, full = core_key(split_regions(short)[0]), core_key(split_regions(whole)[0])
    return 2 <= len(begin) < len(full) and full.startswith(begin) and (len(begin) >= 3 or short.endswith("公司"))


def _match_persons(a: str, b: str, ocr: bool) -> NameMatch:
    if "*" in a or "*" in b:
        if _masked_fits(a, b):
            return NameMatch(Likeness.LIKELY, _SURELY_LIKELY, "masked")
        return _different(0.0)
    if ocr and len(a) == len(b) >= 3 and a[0] == b[0] and sum(x != y for x, y in zip(a, b, strict=True)) == 1:
        return NameMatch(Likeness.LIKELY, 0.60, "one_glyph_scanned")
    return _different(0.0)


def _masked_fits(a: str, b: str) -> bool:
    """Say whether what two persons' names show agrees; a star is one or more characters (``张*`` may be 张小明)."""
    shown, other = (a, b) if "*" in a else (b, a)
    if "*" in other:
        return len(a) == len(b) and all(x == y or "*" in (x, y) for x, y in zip(a, b, strict=True))
    if len(shown) == len(other):
        return all(x in ("*", y) for x, y in zip(shown, other, strict=True))
    pattern = ".{1,3}".join(re.escape(part) for part in re.split(r"\*+", shown))
    return re.fullmatch(pattern, other) is not None
