"""Statements as ordinary papers print the other side: one cell for two, one of them missing, names that wrap."""

from __future__ import annotations

import pytest
from tests.understanding.pages import ruled

from docaudit.banks import bank_in
from docaudit.banks.columns import role_of
from docaudit.knowledge import bank_of
from docaudit.understanding import READERS
from docaudit.understanding.statements import parties


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("/财付通支付科技有限公司", ("财付通支付科技有限公司", None, None)),
        ("财付通支付科技有限公司/", ("财付通支付科技有限公司", None, None)),
        ("--/支付宝（中国）网络技术有限公司", ("支付宝（中国）网络技术有限公司", None, None)),
        ("372600052631616/", (None, "372600052631616", None)),
        ("/", (None, None, None)),
        ("-/-", (None, None, None)),
        (
            "372600052631616/甲江农村商业银行股份有限\n公司",
            ("甲江农村商业银行股份有限公司", "372600052631616", None),
        ),
        ("372600052631616/甲江农村商业银行股份有\n限公司", ("甲江农村商业银行股份有限公司", "372600052631616", None)),
        ("6222021234567890/乙市机械有限公\n司", ("乙市机械有限公司", "6222021234567890", None)),
        (
            "乙市机械有限公司\n6222021234567890\n甲江农村商业银行",
            ("乙市机械有限公司", "6222021234567890", "甲江农村商业银行"),
        ),
    ],
)
def test_a_cell_of_number_and_name_may_lack_one_of_them_or_wrap(
    cell: str, expected: tuple[str | None, str | None, str | None]
) -> None:
    assert parties.together(cell) == expected


@pytest.mark.parametrize("heading", ["收(付)方", "收（付）款人", "付(收)方", "付/收款方", "收/付方"])
def test_a_heading_of_both_directions_in_brackets_is_the_other_side(heading: str) -> None:
    assert role_of(heading) == "counterparty_name"


def test_a_column_headed_as_a_name_gives_the_account_below_the_name() -> None:
    page = ruled(
        [
            ["交易日", "交易类型", "借方金额", "贷方金额", "余额", "收(付)方"],
            ["20260305", "汇入汇款", "", "120,000.00", "170,000.00", "乙市橡胶有限公司\n4094478790916554915"],
            ["20260320", "网银汇出", "86,000.00", "", "84,000.00", "丙县模具有限公司\n5217220794551422560"],
            ["20260421", "结息", "", "62.18", "84,062.18", ""],
        ],
        title="账务明细清单",
    )
    rows = READERS["bank_statement"]([page]).to_json()["fields"]["transactions"]
    assert [(r["counterparty_name"]["value"], r["counterparty_account"]["value"]) for r in rows] == [
        ("乙市橡胶有限公司", "4094478790916554915"),
        ("丙县模具有限公司", "5217220794551422560"),
        (None, None),
    ]


@pytest.mark.parametrize("name", ["中国北疆农业银行", "中国东海建设银行赤水县支行", "中国南方工商银行股份有限公司"])
def test_a_bank_whose_name_only_ends_like_a_known_one_is_another(name: str) -> None:
    assert bank_in(name) is None
    known = bank_of(name)
    assert known is None or known in name


@pytest.mark.parametrize(
    ("name", "bank"),
    [
        ("中国农业银行赤水县支行", "中国农业银行"),
        ("农业银行赤水支行", "中国农业银行"),
        ("中国银行 代发 农业银行", "中国银行"),
        ("中国民生银行股份有限公司", "中国民生银行"),
    ],
)
def test_a_known_bank_stays_known(name: str, bank: str) -> None:
    found = bank_in(name)
    assert found is not None
    assert found.bank == bank
