"""The words by which forms caption their fields, from `wordings/captions.yaml`: what trains the scorer of captions.

A fifth of the words, told by a rule, is kept back: the scorer is never trained on them, and papers are composed with
them (`benchmarks/unseen/composed_forms.py`) to count what it makes of words that nobody listed.
"""

# ruff: noqa: E501 - lists and patterns of printed words read better unbroken
from __future__ import annotations

import functools
import itertools
import re
import zlib
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from docaudit_models.captions import OTHER
from training.grammar import wordings

PLAIN = frozenset((
    "付款人", "收款人", "借款人", "贷款人", "保证人", "抵押人", "出质人", "债权人", "债务人", "买方", "卖方", "供方", "需方", "甲方", "乙方", "供应商", "收货单位", "户名", "名称", "账号", "开户行", "开户银行", "地址", "电话", "金额", "日期", "用途", "合同编号", "编号", "备注", "借款合同编号", "申请日期", "检查日期", "检查结论", "检查人", "借据编号", "借款金额", "到期日", "年利率", "期限",
))  # fmt: skip
"""Words that every form knows; to keep one of them back would tell nothing."""
_KEPT_SHARE = 5


def kept_back(word: str) -> bool:
    """Say whether a word is of the fifth that only papers that are counted use."""
    return bool(word) and word not in PLAIN and zlib.crc32(word.encode()) % _KEPT_SHARE == 0


@functools.cache
def expanded(pattern: str) -> tuple[str, ...]:
    """Return all words of a pattern, each once, in order: choices stand in <a|b>, alternatives are parted by |."""
    words: dict[str, None] = {}
    for part in re.findall(r"(?:<[^<>]*>|[^|<>])+", pattern):
        pieces = re.split(r"<([^<>]*)>", part)
        choices = [piece.split("|") if k % 2 else [piece] for k, piece in enumerate(pieces)]
        words.update(dict.fromkeys("".join(way) for way in itertools.product(*choices)))
    return tuple(word for word in words if word)


def roles() -> dict[str, tuple[str, ...]]:
    """Return the words for each role that a party of a form plays."""
    return {role: expanded(pattern) for role, pattern in wordings("captions")["roles"].items()}


def parts() -> dict[str, tuple[str, ...]]:
    """Return the words for what a form says of a party: name, account, bank and so on."""
    return {part: expanded(pattern) for part, pattern in wordings("captions")["parts"].items()}


def types() -> Mapping[str, Any]:
    """Return the types of papers whose captions are known, each with the fields of its roles, its words and others."""
    found: Mapping[str, Any] = wordings("captions")["types"]
    return found


def words_of(doc_type: str) -> dict[str, tuple[str, ...]]:
    """Return the captions of each field of a type that name it whole, and of `OTHER`."""
    given = types()[doc_type]
    words = {name: expanded(pattern) for name, pattern in given["words"].items()}
    others = (*given["other"], *wordings("captions")["common_other"])
    return words | {OTHER: tuple(dict.fromkeys(word for pattern in others for word in expanded(pattern)))}


class Labelled(NamedTuple):
    """A caption below a heading (empty where it says all) with its field; `way` is how it was put together."""

    caption: str
    heading: str
    field: str
    way: str


def labelled(doc_type: str, *, all_words: bool = False) -> Iterator[Labelled]:
    """Yield the captions of a type: whole words, a role's head alone, with a part behind it, a part below its heading.

    Words that are kept back come with `all_words` alone.
    """

    def known(words: tuple[str, ...]) -> list[str]:
        return [word for word in words if all_words or not kept_back(word)]

    fields: dict[str, dict[str, str]] = types()[doc_type].get("roles", {})
    whole = words_of(doc_type)
    taken = {word for name, words in whole.items() if name != OTHER for word in words}
    for name, words in whole.items():
        yield from (Labelled(word, "", name, "word") for word in known(words) if name != OTHER or word not in taken)
    heads_of_fields = {head for role in fields for head in roles()[role]}
    for role, heads in roles().items():
        own = fields.get(role, {})
        for head in known(heads):
            if not own and head in heads_of_fields:
                continue
            if head not in taken:
                yield Labelled(head, "", own.get("name", OTHER), "head")
            for part, words in parts().items():
                name = own.get(part, OTHER)
                for word in known(words):
                    yield Labelled(f"{head}{word}", "", name, f"joined {part}")
                    yield Labelled(word, head, name, f"below {part}")
