# ruff: noqa: E501 - headings read best several a line

from __future__ import annotations

import pytest

from docaudit.banks.columns import header_score, role_of, split_headings


@pytest.mark.parametrize(
    ("heading", "role"),
    [
        ("交易日期", "date"), ("记账日", "date"), ("起息日", "ignore"), ("交易时间", "date"), ("打印日期", "ignore"), ("借方发生额（支取）", "out"),
        ("贷方发生额(收\n入)", "in"), ("借方金额（收）", "in"), ("贷方金额（支）", "out"), ("收入/支出金额", "amount"), ("收入/支出", "amount"), ("借贷标志", "flag"),
        ("收/支", "flag"), ("来账/往账", "flag"), ("账户余额", "balance"), ("联机余额 Balance", "balance"), ("交易后金额", "balance"), ("对方账号与户名", "counterparty_both"),
        ("对手信息", "counterparty_both"), ("收(付)方名称", "counterparty_name"), ("收(付)方账号", "counterparty_account"), ("收(付)方开户行名", "counterparty_bank"),
        ("对方行号", "ignore"), ("对方账户名称", "counterparty_name"), ("付款人名称", "payer_name"), ("收款人账号", "payee_account"), ("本方账号", "own_account"),
        ("账号名称", "own_name"), ("交易币种/金额", "amount"), ("记账金额(支出)", "out"), ("币种", "currency"), ("收/付款方式", "ignore"), ("当前状态", "status"),
        ("日 志 号", "reference"), ("结存金额", "balance"), ("凭证种类号码", "reference"), ("传票", "reference"), ("类别", "type"), ("附言", "remark"), ("摘要", "summary"), ("Transaction Date", "date"), ("Deposit", "in"), ("Withdrawal", "out"), ("对方账号/对方户名", "counterparty_both"), ("对方户名-账号", "counterparty_both"), ("交易序号", "reference"), ("序号", "ignore"), ("你好", None),
    ],
)  # fmt: skip
def test_headings_are_known_by_their_words(heading: str, role: str | None) -> None:
    assert role_of(heading) == role


def test_headings_glued_by_a_scan_are_split() -> None:
    assert split_headings("账户余额对手户名") == ["账户余额", "对手户名"]
    assert split_headings("余额 交易名称") == ["余额", "交易名称"]
    assert split_headings("对方账户名称") == ["对方账户名称"]
    assert split_headings("借方发生额贷方发生额余额") == ["借方发生额", "贷方发生额", "余额"]


def test_a_row_without_day_or_amount_is_no_header() -> None:
    assert header_score(["户名", "账号", "开户行"]) == 0
    assert header_score(["交易日期", "摘要", "余额"]) == 0
    assert header_score(["交易日期", "摘要", "金额", "余额"]) == 4
