"""Receipts, notices and visits that speak in sentences or stack captions over values; made-up firms."""

# ruff: noqa: E501 - printed lines read better unbroken
from __future__ import annotations

import pytest
from tests.understanding.pages import paged, ruled
from tests.understanding.test_forms import values

from docaudit.records.evidence import Box
from docaudit.records.pages import Cell, Line, Page, Table, Word
from docaudit.understanding.classify import classify
from docaudit.understanding.paper import Paper


@pytest.mark.parametrize("gave", ["缴纳的", "汇来的", "以转账方式支付的", "交来"])
def test_the_payer_ends_where_a_verb_of_giving_begins(gave: str) -> None:
    said = f"本社已收到乙市永安饲料有限公司{gave}仓库租金合计人民币叁仟元整（￥3,000.00）。"
    found = values("receipt", paged(f"^收据\n{said}\n收款单位：甲县东风果业合作社\n2026年3月1日"))
    assert (found["payer"], found["reason"]) == ("乙市永安饲料有限公司", "仓库租金")
    assert (found["payee"], found["amount"]) == ("甲县东风果业合作社", "3000.00")


def test_the_one_firm_that_signs_a_receipt_took_the_money_and_the_payer_never_did() -> None:
    said = "今收到乙市永安饲料有限公司交来货款人民币叁仟元整（￥3,000.00）。"
    assert (
        values("receipt", paged(f"^收据\n{said}\n甲县东风纸业有限公司\n2026年3月1日"))["payee"]
        == "甲县东风纸业有限公司"
    )
    assert values("receipt", paged(f"^收据\n{said}\n乙市永安饲料有限公司\n2026年3月1日"))["payee"] is None


def _stacked(*cells: tuple[str, str]) -> Page:
    """Return a receipt of one ruled row whose cells print a caption over its value."""
    made, lines = [], [[], []]
    for column, texts in enumerate(cells):
        box = Box(0.05 + 0.45 * column, 0.2, 0.5 + 0.45 * column, 0.26)
        words = tuple(
            Word(text, Box(box.x0 + 0.01, y, box.x0 + 0.01 + 0.018 * len(text), y + 0.015))
            for text, y in zip(texts, (0.205, 0.235), strict=True)
        )
        made.append(Cell(row=0, column=column, text="".join(texts), box=box, words=words))
        for line, word in zip(lines, words, strict=True):
            line.append(word)
    printed = [Line(" ".join(w.text for w in line), tuple(line), Box.union(w.box for w in line)) for line in lines]
    title = paged("^收款收据")
    table = Table(tuple(made), Box(0.05, 0.2, 0.95, 0.26))
    return Page(number=1, width=595, height=842, lines=(*title.lines, *printed), tables=(table,))


def test_a_caption_over_its_value_in_one_cell_is_no_neighbour_of_the_next_caption() -> None:
    found = values("receipt", _stacked(("缴款人", "王建国"), ("缴款事项", "预付种苗款")))
    assert (found["payer"], found["reason"]) == ("王建国", "预付种苗款")


def test_the_days_of_a_notice_are_told_by_what_their_part_of_the_sentence_speaks_of() -> None:
    page = paged(
        "^放款告知书\n乙市永安饲料有限公司：\n贵公司HT2026001号借款合同项下的贷款已办妥。\n本笔贷款于2027年4月28日到期。发放日为2026年4月30日。\n"
        "款项存入贵公司在我行开立的账户，账号7092100733901014。\n丙银行营业部\n2026年4月30日"
    )
    found = values("loan_receipt", page)
    assert (found["disbursement_date"], found["due_date"]) == ("2026-04-30", "2027-04-28")
    assert found["account"] == "7092100733901014"


def test_a_borrowers_own_note_says_its_days_in_one_sentence() -> None:
    page = paged(
        "^借款凭证\n今借到乙市信用社人民币160,000.00元，借款日期2025年2月6日，到期日期2026年2月6日，年利率6.65%。"
    )
    found = values("loan_receipt", page)
    assert (found["disbursement_date"], found["due_date"]) == ("2025-02-06", "2026-02-06")


def test_a_day_of_repayment_alone_is_no_day_of_disbursement() -> None:
    page = paged("^放款通知书\n乙市永安饲料有限公司：\n贵公司的贷款将于2027年4月28日期满。\n")
    found = values("loan_receipt", page)
    assert (found["disbursement_date"], found["due_date"]) == (None, "2027-04-28")


def test_a_caption_with_a_percent_sign_ends_the_value_before_it_and_gives_its_unit() -> None:
    page = paged("^放款凭证\n合同号：LD-2026-80342   年利率%：4.20\n借据号：6201998877   到期日：2027-04-28")
    found = values("loan_receipt", page)
    assert (found["contract_number"], found["interest_rate"]) == ("LD-2026-80342", "4.20")


@pytest.mark.parametrize("title", ["个人经营贷款现场走访记录", "存量授信客户季度回访登记表", "上门巡查纪要"])
def test_a_lenders_visit_is_an_inspection_whatever_its_notes_are_called(title: str) -> None:
    rows = [["客户", "王建国", "走访日期", "2026-03-01"], ["走访结论", "贷款用途真实", "走访人", "李明"]]
    page = ruled(rows, title=title)
    assert classify(Paper([page])).doc_type == "inspection_report"
    assert values("inspection_report", page) == {
        "date": "2026-03-01",
        "borrower": "王建国",
        "inspector": "李明",
        "conclusion": "贷款用途真实",
    }


@pytest.mark.parametrize("title", ["贷前调查报告", "授信前走访调查报告", "生产设备巡查记录"])
def test_what_comes_before_the_loan_or_tells_of_no_loan_is_no_inspection(title: str) -> None:
    assert classify(Paper([ruled([["地点", "一车间"], ["情况", "正常"]], title=title)])).doc_type != "inspection_report"


def test_the_borrower_of_a_report_is_the_one_its_first_sentence_tells_of() -> None:
    page = paged(
        "^贷款首次跟踪检查报告\n一、基本情况\n借款人乙市永安饲料有限公司于2026年4月7日获得我行流动资金贷款。\n"
    )
    assert values("inspection_report", page)["borrower"] == "乙市永安饲料有限公司"


def test_the_terms_of_payment_are_the_point_headed_so_not_the_point_on_invoices() -> None:
    page = paged(
        "^购销合同\n需方：乙市永安饲料有限公司\n供方：甲县东风纸业有限公司\n一、标的   供方向需方供应瓦楞纸箱，共计100只。\n"
        "二、发票   供方开具发票，需方凭发票付款。\n三、结算   货到验收合格后三十日内，需方以电汇方式付清。"
    )
    found = values("trade_contract", page)
    assert found["payment_terms"] == "货到验收合格后三十日内，需方以电汇方式付清"
    assert found["subject"] == "瓦楞纸箱"


def test_names_that_a_till_prints_over_their_figures_stay_with_them() -> None:
    page = paged(
        "^增值税普通发票（卷票）\n发票代码：013002351607\n销售单位：乙市永安百货有限公司\n货物名称      单价      数量      金额\n抽纸\n"
        "                26.90      7        188.30\n洗衣液\n                39.90      4        159.60\n合计金额（小写）：￥347.90"
    )
    items = values("vat_invoice", page)["items"]
    assert [(i["name"]["value"], i["amount"]["value"]) for i in items] == [("抽纸", "188.30"), ("洗衣液", "159.60")]
