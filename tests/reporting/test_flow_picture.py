from __future__ import annotations

from itertools import pairwise
from typing import Any

import pytest

from docaudit.records.span import Span, tightened
from docaudit.reporting import Column, account_words, flow_picture, node_words, other_payees, payee_key, payee_words
from docaudit.reporting.sankey_layout import lay_out
from docaudit.reporting.sankey_svg import LINE, NARROW, WIDE, shortened


def paid(payee: str | None, amount: str, use: str, **more: Any) -> dict[str, Any]:
    bounds = {"min": more.pop("least", amount), "max": more.pop("most", amount)}
    known = {"payee": payee, "loan_amount": amount, "use": use, "document": "D1", "account": "6222001"}
    return known | bounds | more


def used(use: str, amount: str, least: str | None = None, most: str | None = None) -> dict[str, Any]:
    return {"use": use, "amount": amount, "min": least or amount, "max": most or amount}


@pytest.fixture
def small_payees() -> dict[str, Any]:
    payments = [paid("大额钢铁有限公司", "990000.00", "conforming"), paid(None, "500.00", "cash")]
    payments += [paid(f"小店{n}", "100.00", "unsupported") for n in range(4)]
    payments += [paid(None, "60.00", "operating", transaction=1)]
    rows = [{"summary": {"value": "手续费"}, "remark": {"value": "网银汇划"}}]
    fields = {"transactions": rows, "bank": {"value": "建设银行"}, "account_number": {"value": "6222020200012345678"}}
    uses = [used("conforming", "990000.00"), used("cash", "500.00"), used("unsupported", "400.00")]
    uses += [used("operating", "60.00"), used("idle", "9040.00")]
    trace = {"loan": "L1", "disbursed": "1000000.00", "method": "fifo", "payments": payments, "uses": uses}
    return {"trace": [trace], "documents": [{"id": "D1", "fields": fields}]}


def test_tiny_payees_stand_together_and_money_gone_astray_keeps_its_name(small_payees: dict[str, Any]) -> None:
    assert other_payees(small_payees) == {"unproved": {f"小店{n}" for n in range(4)}}


def test_a_row_without_payee_says_what_the_statement_says(small_payees: dict[str, Any]) -> None:
    words = [payee_words(payee_key(small_payees, p)) for p in small_payees["trace"][0]["payments"]]
    assert words[:2] == ["大额钢铁有限公司", "现金支取"]
    assert words[-1] == "未列收款人（手续费）"


def test_the_picture_runs_from_left_to_right_and_loses_no_fen(small_payees: dict[str, Any]) -> None:
    picture = flow_picture(small_payees)
    columns = {node.name: node.column for node in picture.nodes}
    assert all(columns[link.source] < columns[link.target] for link in picture.links)
    for column, whole in ((Column.ACCOUNT, 99_096_000), (Column.USE, 100_000_000), (Column.PAYEE, 99_096_000)):
        assert sum(link.span.amount_fen for link in picture.links if columns[link.target] is column) == whole
        assert sum(node.span.amount_fen for node in picture.nodes if node.column is column) == whole
    words = {node_words(small_payees, node) for node in picture.nodes}
    assert {"L1", "建设银行 5678", "未支用", "其他 4 个收款人", "现金支取"} <= words


def test_money_on_an_own_account_without_a_statement_is_drawn_as_such() -> None:
    uses = [used("unsupported", "300.00"), used("unknown", "200.00", "150.00", "200.00")]
    trace = {"loan": "L1", "disbursed": "500.00", "payments": [paid("甲厂", "300.00", "unsupported")], "uses": uses}
    picture = flow_picture({"trace": [trace]})
    [hidden] = [link for link in picture.links if link.target == "3:\0own"]
    assert hidden.span == Span(20_000, 15_000, 20_000)
    assert payee_words("\0own") == "本人账户（未提供流水）"


def test_the_bounds_of_a_use_hold_for_its_ribbons() -> None:
    # Each payment can have had all or nothing, both together exactly 100 (flows.md, E3).
    payments = [paid("甲", "0.00", "securities", most="100.00"), paid("乙", "100.00", "securities", least="0.00")]
    trace = {"loan": "L1", "disbursed": "100.00", "payments": payments, "uses": [used("securities", "100.00")]}
    picture = flow_picture({"trace": [trace]})
    [use] = [node for node in picture.nodes if node.column is Column.USE]
    assert use.span == Span(10_000, 10_000, 10_000)
    [payee] = [node for node in picture.nodes if node.column is Column.PAYEE]
    assert payee.span == Span(10_000, 0, 10_000)


def test_what_the_others_must_take_one_cannot_have() -> None:
    parts = tightened([Span(60, 0, 100), Span(30, 30, 40), Span(10, 0, 20)], Span(100, 100, 100))
    assert parts == [Span(60, 40, 70), Span(30, 30, 40), Span(10, 0, 20)]


@pytest.mark.parametrize("form", [WIDE, NARROW])
@pytest.mark.parametrize("count", [1, 3, 14])
def test_bars_keep_apart_within_the_drawing_and_ribbons_end_on_them(form: Any, count: int) -> None:
    payments = [paid(f"公司{n}", f"{1000 * 3**n}.00", ("cash", "securities")[n % 2]) for n in range(count)]
    sums = {
        u: sum(1000 * 3**n for n in range(count) if ("cash", "securities")[n % 2] == u) for u in ("cash", "securities")
    }
    uses = [used(u, f"{s}.00") for u, s in sums.items() if s]
    picture = flow_picture(
        {"trace": [{"loan": "L1", "disbursed": f"{sum(sums.values())}.00", "payments": payments, "uses": uses}]}
    )
    layout = lay_out(picture, form.columns, bar_width=form.bar, row=form.row, gap=LINE)
    for column in Column:
        bars = sorted((b for b in layout.bars if b.node.column is column), key=lambda b: b.y)
        assert bars[0].y >= 0
        assert bars[-1].y + bars[-1].height <= layout.height + 0.01
        assert all(below.y - (above.y + above.height) >= LINE - 0.01 for above, below in pairwise(bars))
    places = {bar.node.name: bar for bar in layout.bars}
    for ribbon in layout.ribbons:
        for bar, y in ((places[ribbon.link.source], ribbon.y0), (places[ribbon.link.target], ribbon.y1)):
            assert bar.y - 0.01 <= y <= bar.y + bar.height + 0.01


def test_an_account_without_a_number_is_named_by_its_bank_or_its_file() -> None:
    documents = [
        {"id": "D1", "source": "流水/支付宝.csv", "fields": {"bank": {"value": "支付宝"}}},
        {"id": "D2", "source": "流水/三月.csv", "fields": {}},
    ]
    payments = [paid("甲", "1.00", "cash", document=d, account=d) for d in ("D1", "D2")]
    audit = {"documents": documents, "trace": [{"loan": "L1", "payments": payments}]}
    assert [account_words(audit, key) for key in ("D1", "D2", "D9")] == ["支付宝", "三月.csv", "D9"]


def test_a_long_name_is_cut_to_its_room() -> None:
    assert shortened("宁波鄞创塑化有限公司", 20) == "宁波鄞创塑化有限公司"
    assert shortened("宁波鄞创塑化有限公司", 6) == "宁波鄞创塑…"
