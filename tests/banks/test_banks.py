from __future__ import annotations

import pytest

from docaudit.banks import BANKS, ROLES, BankFormat, bank_in
from docaudit.errors import DeclarationError


def test_every_bank_names_itself_and_its_roles_exist() -> None:
    assert len(BANKS.names()) >= 20
    for bank in BANKS:
        assert bank.bank
        assert bank.marks
        assert set(bank.columns) <= ROLES
        assert set(bank.flags.values()) <= {1, -1}


@pytest.mark.parametrize(
    ("text", "bank"),
    [
        ("中国银行交易流水明细单", "中国银行"),
        ("China Construction Bank", "中国建设银行"),
        ("微信支付账单明细", "微信支付"),
        ("----支付宝（中国）网络技术有限公司  电子客户回单----", "支付宝"),
        ("招商银行股份有限公司苏州分行 对公账户明细", "招商银行"),
    ],
)
def test_a_mark_tells_the_bank(text: str, bank: str) -> None:
    found = bank_in(text)
    assert found is not None
    assert found.bank == bank


def test_an_unknown_bank_has_no_format() -> None:
    assert bank_in("甬江商业银行北仑支行") is None


def test_a_role_that_does_not_exist_is_refused() -> None:
    with pytest.raises(DeclarationError):
        BankFormat(bank="示例", marks=("示例",), columns={"colour": ("颜色",)})


def test_a_mark_that_is_no_pattern_is_refused() -> None:
    with pytest.raises(DeclarationError):
        BankFormat(bank="示例", marks=("(",))
