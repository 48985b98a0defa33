"""What a phrase is about: topic words of goods and purposes, and the uses a prohibition names."""

from __future__ import annotations

import functools
import logging
import re
from typing import Any

from platformdirs import user_cache_path

from docaudit.knowledge.tables import stored
from docaudit.records.labels import Use

_STOP = frozenset(
    [
        "公司",
        "有限公司",
        "有限",
        "合同",
        "项目",
        "费用",
        "款项",
        "支付",
        "采购",
        "购买",
        "一批",
        "用于",
        "借款",
        "贷款",
        "资金",
        "用途",
        "人民币",
        "相关",
        "其他",
        "以及",
        "本合同",
        "项下",
        "补充",
        "日常",
        "需要",
        "进行",
        "货款",
        "服务",
        "材料",
        "产品",
        "货物",
        "商品",
        "经营",
        "生产",
        "周转",
        "流动",
    ]
)


@functools.lru_cache(maxsize=1)
def _cutter() -> Any:
    """Return jieba with its cache in the user's cache folder; loaded on first use, for it takes half a second."""
    import jieba  # noqa: PLC0415 - half a second that most calls do not need
    import jieba.posseg  # noqa: PLC0415

    folder = user_cache_path("docaudit", "docaudit")
    folder.mkdir(parents=True, exist_ok=True)
    jieba.setLogLevel(logging.WARNING)
    jieba.dt.tmp_dir = str(folder)
    return jieba.posseg


def topics(text: str) -> tuple[str, ...]:
    """Return the nouns of a phrase that say what it is about, in order, without words that say nothing."""
    found: dict[str, None] = {}
    for word, flag in _cutter().cut(re.sub(r"[\s\d.,:;()*%-]+", " ", text)):
        if len(word) > 1 and flag[:1] in ("n", "v", "j", "l", "i") and word not in _STOP:
            found[word] = None
    return tuple(found)


@functools.cache
def _uses() -> dict[str, re.Pattern[str]]:
    """Return the words of `clause_words.yaml` for each use that a loan may be barred from."""
    return {use: re.compile("|".join(words)) for use, words in stored("clause_words")["uses"].items()}


def uses_in(text: str) -> tuple[str, ...]:
    """Return the uses (interface.md, `use`) that a text names, in the order of the text."""
    found: list[tuple[int, str]] = []
    owing = _uses()[Use.LOAN_REPAYMENT].sub(lambda m: "。" * len(m.group()), text)  # 归还网络贷款 lends to nobody
    for use, pattern in _uses().items():
        hit = pattern.search(owing if use == Use.LENDING else text)
        if hit:
            found.append((hit.start(), use))
    return tuple(u for _, u in sorted(found))
