# ruff: noqa: E501 - synthetic rows read best one a line

from __future__ import annotations

import pytest

from docaudit.records.pages import Cell, Page, Table
from docaudit.understanding.statements import read_statements
from docaudit.understanding.wallets import Order, moved, sign


def sheet(rows: list[list[str]]) -> Page:
    width = max(len(r) for r in rows)
    cells = tuple(
        Cell(row=i, column=j, text=r[j] if j < len(r) else "", sheet_row=i + 1)
        for i, r in enumerate(rows)
        for j in range(width)
    )
    return Page(is_sheet=True, tables=(Table(cells),))


@pytest.mark.parametrize(
    ("flag", "kind", "goods", "expected"),
    [
        ("支出", "商户消费", "", -1), ("收入", "微信红包", "", 1), ("/", "零钱提现", "", -1), ("/", "零钱充值", "", 1), ("/", "信用卡还款", "", -1),
        ("/", "转入零钱通-来自工商银行(9876)", "", 1), ("/", "零钱通转出-到工商银行(9876)", "", -1), ("/", "零钱通转出-到零钱", "", None),
        ("/", "转入零钱通-来自零钱", "", None), ("不计收支", "退款", "退款-亲情卡", 1), ("不计收支", "其他", "", None), ("不计收支", "转账红包", "", None),
    ],
)  # fmt: skip
def test_the_sign_follows_the_flag_then_the_type(flag: str, kind: str, goods: str, expected: int | None) -> None:
    assert sign(Order(flag, kind, goods, "交易成功", "1.00")) == expected


def test_a_closed_order_moved_nothing_unless_its_refund_is_listed() -> None:
    unpaid = Order("不计收支", "日用百货", "茶杯", "交易关闭", "82.00", ("A1",))
    paid = Order("支出", "交通出行", "充值", "交易关闭", "50.00", ("A2",))
    refund = Order("不计收支", "退款", "退款-充值", "退款成功", "50.00", ("A2_R1",))
    assert moved([unpaid, paid, refund]) == [False, True, True]
    assert moved([unpaid, paid]) == [False, False]


def test_a_wechat_bill_reads_with_its_preface() -> None:
    rows = [
        ["微信支付账单明细"], ["微信昵称：[小王]"], ["起始时间：[2025-01-01 00:00:00] 终止时间：[2025-03-31 23:59:59]"], ["共3笔记录"], ["收入：1笔 5.00元"], [""],
        ["交易时间", "交易类型", "交易对方", "商品", "收/支", "金额(元)", "支付方式", "当前状态", "交易单号", "商户单号", "备注"],
        ["2025-03-02 12:00:01", "商户消费", "示例面馆", "牛肉面", "支出", "¥28.16", "零钱", "支付成功", "1000001\t", "A1", "/"],
        ["2025-03-01 09:00:00", "转账", "李四", "/", "收入", "¥5.00", "/", "已存入零钱", "1000002\t", "/", "/"],
        ["2025-02-28 08:00:00", "零钱提现", "招商银行(1234)", "/", "/", "¥1,000.00", "招商银行", "提现已到账", "1000003\t", "/", "服务费¥0.10"],
    ]  # fmt: skip
    (statement,) = read_statements([sheet(rows)])
    assert statement.bank.value == "微信支付"
    assert statement.currency.value == "CNY"
    assert str(statement.period_start.value) == "2025-01-01"
    assert str(statement.period_end.value) == "2025-03-31"
    assert [str(t.amount.value) for t in statement.transactions] == ["-28.16", "5.00", "-1000.00"]
    assert [t.remark.value for t in statement.transactions] == ["牛肉面", None, None]
    assert [t.reference.value for t in statement.transactions] == ["1000001", "1000002", "1000003"]
    assert statement.transactions[0].amount.evidence is not None
    assert statement.transactions[0].amount.evidence.row == 8


def test_an_alipay_bill_leaves_closed_orders_out() -> None:
    rows = [
        ["支付宝账户：xx@example.com"], ["起始时间：[2025-01-01 00:00:00]    终止时间：[2025-03-31 23:59:59]"],
        ["交易时间", "交易分类", "交易对方", "对方账号", "商品说明", "收/支", "金额", "收/付款方式", "交易状态", "交易订单号", "商家订单号", "备注"],
        ["2025-02-12 21:32:14", "家居家装", "示例卫浴", "abc***@example.com", "花洒", "支出", "399.00", "余额", "交易成功", "20250212A\t", "T1\t", ""],
        ["2025-02-10 21:32:14", "家居家装", "示例家具", "/", "餐桌", "不计收支", "3280.00", "", "交易关闭", "20250210B\t", "T2\t", ""],
        ["2025-02-09 10:00:00", "退款", "示例卫浴", "abc***@example.com", "退款-花洒", "不计收支", "99.00", "余额", "退款成功", "20250209C\t", "T3\t", ""],
    ]  # fmt: skip
    (statement,) = read_statements([sheet(rows)])
    assert [str(t.amount.value) for t in statement.transactions] == ["-399.00", "99.00"]
    assert [t.counterparty_account.value for t in statement.transactions] == [
        "abc***@example.com",
        "abc***@example.com",
    ]
    assert statement.transactions[0].summary.value == "家居家装"
    assert statement.transactions[0].remark.value == "花洒"


@pytest.mark.parametrize(
    ("title", "bank"),
    [
        ("支付宝交易流水证明", "支付宝"),
        ("在其支付宝账号138****1234中明细信息如下", "支付宝"),
        ("微信支付交易流水", "微信支付"),
        ("财付通支付科技有限公司", "微信支付"),
        ("京东支付交易明细", "京东"),
    ],
)
def test_a_wallets_bill_of_any_title_is_known_and_its_neutral_rows_follow_their_kind(title: str, bank: str) -> None:
    head = ["收/支", "交易对方", "商品说明", "收/付款方式", "金额", "交易订单号", "交易时间"]
    rows = [
        ["支出", "甲超市", "日用品", "余额", "20.00", "2025030222001", "2025-03-02 10:00:00"],
        ["不计收支", "招商银行", "提现-实时提现", "账户余额", "35.00", "2025030522004", "2025-03-05 10:00:00"],
    ]
    (statement,) = read_statements([sheet([[title], head, *rows])])
    assert statement.bank.value == bank
    assert [str(t.amount.value) for t in statement.transactions] == ["-20.00", "-35.00"]
