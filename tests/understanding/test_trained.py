from __future__ import annotations

import pytest

from docaudit.records.labels import Use
from docaudit.records.pages import Line, Page
from docaudit.tracing.uses import guess_use
from docaudit.understanding import use_told
from docaudit.understanding.classify import Verdict, classify
from docaudit.understanding.obligations import obligations
from docaudit.understanding.paper import Paper
from docaudit.understanding.roles import bind_roles
from docaudit.understanding.trained import settled
from docaudit_models.pipeline import Guess


def _page(*lines: str) -> Page:
    return Page(lines=tuple(Line(line) for line in lines))


def _duties(sentence: str) -> list[tuple[str | None, float]]:
    paper = Paper([_page("甲方（借款人）：某茶厂", "乙方（贷款人）：某农村信用社", sentence)])
    return [(duty.kind.value, duty.kind.confidence) for duty in obligations(paper.flow, bind_roles(paper))]


RECEIPT = ("今收到临安青禾竹器厂交来场地押金人民币伍仟元整（￥5,000.00）。", "收款人：吴立新", "2026年3月2日")


def test_a_paper_that_rules_do_not_know_is_named_by_the_model_and_less_surely() -> None:
    page = _page(*RECEIPT)
    found = settled(Verdict("other", 0.5), [page])
    assert found.doc_type == "receipt"
    assert found.confidence < 0.9


def test_a_large_title_and_a_sheet_keep_their_word() -> None:
    page = _page(*RECEIPT)
    titled = Verdict("other", 0.95, "情况说明", None, large=True)
    assert settled(titled, [page]) is titled
    sheet = Page(lines=page.lines, is_sheet=True)
    unknown = Verdict("other", 0.5)
    assert settled(unknown, [sheet]) is unknown


def test_a_title_is_not_overruled_because_title_and_model_find_no_labels() -> None:
    page = _page("今天天气很好", "我们去公园散步", "明天也去")
    titled = Verdict("guarantee_contract", 0.95, "担保确认清单", None, large=False)
    assert settled(titled, [page]) is titled


def test_a_type_none_of_whose_labels_is_printed_is_not_believed(monkeypatch: pytest.MonkeyPatch) -> None:
    page = _page("持卡人存根", "工行某支行积分兑换", "检索参考号 60128018", "信用卡积分：50000", "持卡人签名")
    monkeypatch.setattr("docaudit_models.guess", lambda *_: Guess("goods_receipt", 0.99))
    unknown = Verdict("other", 0.5)
    assert settled(unknown, [page]) is unknown
    goods = _page("持卡人存根", "收货人签名")
    assert settled(unknown, [goods]).doc_type == "goods_receipt"


def test_words_about_nothing_stay_other() -> None:
    page = _page("今天天气很好", "我们去公园散步")
    assert settled(classify(Paper([page])), [page]).doc_type == "other"


def test_a_duty_in_words_that_no_rule_knows_is_found_with_less_trust() -> None:
    told = _duties("库存盘点表和水电费单据须逐月寄送贷款人。")
    assert [kind for kind, _ in told] == ["reporting"]
    assert told[0][1] < 0.7


@pytest.mark.parametrize(
    "text", ["□每月日前向贷款人报送上月财务报表；", "贷款人应妥善保管抵押物权证。", "联系电话：0571-88990011"]
)
def test_open_options_the_lenders_work_and_particulars_oblige_nobody(text: str) -> None:
    assert _duties(text) == []


def test_the_model_names_a_use_only_where_the_word_lists_are_silent() -> None:
    assert guess_use("王建国", "网银转账 九月份加班费", use_told).use is Use.OPERATING
    assert guess_use("王建国", "网银转账 九月份加班费").use is Use.INDIVIDUAL
    assert guess_use("某某证券股份有限公司", "工资", use_told) == guess_use("某某证券股份有限公司", "工资")
    assert guess_use("临安青禾竹器有限公司", "货款", use_told).use is Use.UNSUPPORTED


def test_a_payment_without_words_is_not_guessed_at() -> None:
    assert use_told(None, "") is None
    assert use_told("临安青禾竹器有限公司", "转账") is None
