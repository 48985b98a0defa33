"""What grammar and model say together, and terms that are read whatever words told the kind."""

from __future__ import annotations

from decimal import Decimal
from unittest import mock

import pytest

from docaudit.records.obligation import Obligation
from docaudit.records.pages import Line, Page
from docaudit.understanding import told
from docaudit.understanding.duty_terms import papers_named
from docaudit.understanding.obligations import obligations
from docaudit.understanding.paper import Paper
from docaudit.understanding.roles import bind_roles

PARTIES = ("甲方（借款人）：某茶厂", "乙方（贷款人）：某农村信用社")


def read(*lines: str, parties: tuple[str, ...] = PARTIES) -> tuple[Obligation, ...]:
    paper = Paper([Page(lines=tuple(Line(line) for line in (*parties, *lines)))])
    return obligations(paper.flow, bind_roles(paper))


def kinds(*lines: str) -> list[str | None]:
    return [duty.kind.value for duty in read(*lines)]


def saying(**odds: float) -> mock._patch[mock.MagicMock]:
    """Let the model say this of every clause."""
    return mock.patch.object(told, "kinds_told", return_value={"none": 0.0, "other": 0.0, **odds})


def test_the_model_speaks_where_the_grammar_reads_nothing() -> None:
    text = "库存盘点表、水电费单据归信用社月月过目。"
    with saying(reporting=0.4):
        assert kinds(text) == ["reporting"]
    with saying(none=0.6, reporting=0.4):
        assert kinds(text) == []


def test_a_duty_that_the_grammar_cannot_name_takes_more_to_be_named_by_the_model() -> None:
    text = "甲方应把新厂址的门牌在厂门口挂好。"
    with saying(notification=0.1):
        assert kinds(text) == ["other"]
    with saying(notification=0.3):
        assert kinds(text) == ["notification"]


def test_the_models_kind_takes_the_place_of_one_that_it_thinks_impossible() -> None:
    text = "甲方应按期归还贷款本息。"
    with saying(repayment=0.2, acceleration=0.8):
        assert kinds(text) == ["repayment"]
    with saying(repayment=0.0, acceleration=0.8):
        assert kinds(text) == ["acceleration"]


def test_a_test_of_figures_that_was_read_whole_stands_whatever_the_model_says() -> None:
    with saying(financial_covenant=0.0, reporting=0.99):
        assert kinds("甲方资产负债率不得高于70%。") == ["financial_covenant"]


def test_only_kinds_that_go_together_are_read_in_one_sentence() -> None:
    text = "甲方应按期归还贷款本息。"
    with saying(repayment=0.9, account=0.9):
        assert kinds(text) == ["repayment", "account"]
    with saying(repayment=0.9, security=0.9):
        assert kinds(text) == ["repayment"]


def test_a_list_is_one_duty_of_the_kind_that_its_lead_tells() -> None:
    lines = ("下列用途不被允许：", "（一）购买有价证券；", "（二）归还他行贷款；", "（三）从事博彩。")
    duties = read(*lines)
    assert [duty.kind.value for duty in duties] == ["prohibition"]
    assert {use.value for use in duties[0].uses} == {"securities", "loan_repayment", "gambling"}


def test_the_letter_of_a_bank_speaks_to_the_borrower() -> None:
    letter = ("致：某阀门制造有限公司", "我行同意向贵公司提供一笔贷款，由我行受托支付。")
    duties = read("贵公司须在得悉任何违约事件后立即通知我行。", "我公司接受上述条款。", parties=letter)
    assert [(d.kind.value, d.party.value, d.due_days.value) for d in duties] == [("notification", "borrower", 0)]


@pytest.mark.parametrize(
    ("text", "operator", "threshold", "unit"),
    [
        ("甲方有形净资产不得少于8,000万元人民币。", ">=", "80000000", "yuan"),
        ("甲方资产负债率小于或等于六十五个百分点。", "<=", "65", "percent"),
        ("甲方净资产应在600万元以上。", ">=", "6000000", "yuan"),
        ("甲方对外担保余额以净资产的40%为上限。", "<=", "40", "percent"),
        ("甲方利息保障倍数不会低于贰倍。", ">=", "2", "times"),
        ("甲方年营业收入同比降幅不超过20%。", "<=", "20", "percent"),
        ("甲方流动比率应保持在1.1比1以上。", ">=", "1.1", "times"),
    ],
)
def test_figures_are_read_in_many_spellings(text: str, operator: str, threshold: str, unit: str) -> None:
    (duty,) = read(text)
    assert (duty.operator.value, duty.threshold.value, duty.unit.value) == (operator, Decimal(threshold), unit)


def test_a_ratio_that_no_list_knows_is_read_where_the_model_tells_the_kind() -> None:
    with saying(financial_covenant=0.9):
        (duty,) = read("甲方猪舍空栏率不得超过三成。")
    assert (duty.metric.value, duty.operator.value, duty.threshold.value) == ("other", "<=", Decimal(30))


def test_days_that_a_state_has_lasted_are_no_term() -> None:
    (duty,) = read("付款人拖欠货款超过30日的，甲方应于2日内以函件形式通知乙方。")
    assert (duty.kind.value, duty.due_days.value) == ("notification", 2)


def test_a_sum_in_everyday_numerals_is_read() -> None:
    (duty,) = read("甲方须于2027年6月30日前偿还剩余本金一百二十万元。")
    assert (str(duty.amount.value), str(duty.due_date.value)) == ("1200000.00", "2027-06-30")


def test_a_paper_without_a_type_is_other_and_a_word_for_any_proof_only_where_nothing_is_named() -> None:
    assert papers_named("提交购车发票和车辆登记证书") == ["vat_invoice", "other"]
    assert papers_named("提交发票、收据等凭证") == ["vat_invoice", "receipt"]
    assert papers_named("提交用途凭证") == ["other"]
