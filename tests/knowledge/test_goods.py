"""Evidence of other goods contradicts a purpose; what may belong to it, or what nobody can tell, does not."""

from __future__ import annotations

from pathlib import Path

import pytest

from docaudit.knowledge import contradicts

PAIRS = [
    tuple(part.strip() for part in line.split("|"))
    for line in Path(__file__).with_name("goods_pairs.txt").read_text("utf-8").splitlines()
    if line and not line.startswith("#")
]


@pytest.mark.parametrize(("purpose", "category", "goods", "said"), PAIRS)
def test_goods_of_another_kind_contradict_a_purpose(purpose: str, category: str, goods: str, said: str) -> None:
    assert contradicts(purpose, f"*{category}*{goods}") is (said == "no")


@pytest.mark.parametrize("purpose", [None, "", "经营", "日常经营周转", "支付货款"])
def test_a_purpose_that_names_no_goods_contradicts_nothing(purpose: str | None) -> None:
    assert not contradicts(purpose, "*酒*酱香型白酒")


@pytest.mark.parametrize(
    "evidence", [None, "", "*供电*电费", "*加工劳务*喷涂加工费", "*经营租赁*厂房租金", "*信息技术服务*软件服务费"]
)
def test_what_any_firm_pays_contradicts_no_purpose(evidence: str | None) -> None:
    assert not contradicts("采购面粉、白糖、油脂", evidence)
