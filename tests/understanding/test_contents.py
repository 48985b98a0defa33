"""A file's list of contents (卷内目录): its rows, and what it lists against what is there."""

from __future__ import annotations

from tests.understanding.pages import SOURCE, paged, ruled, word_file

from docaudit.records.pages import Page
from docaudit.understanding import understand
from docaudit.understanding.contents import Entry, Paper, compare, read_entries

HEAD = "^卷内目录\n序号      文件名称                  页号      备注\n"
CONTRACT = paged("^购销合同\n合同编号：A-7\n买方：甲公司\n第一条 标的\n双方应当守约。", 2)
SLIP = paged("^业务回单\n付款人：甲公司\n收款人：乙公司\n金额：1.00元\n流水号：20260105001", 3)


def warnings_of(*pages: Page) -> tuple[str, ...]:
    documents = list(understand(SOURCE, iter(pages)))
    listed = [d for d in documents if d.doc_type == "other" and d.to_json()["fields"]["title"]["value"] == "卷内目录"]  # type: ignore[index]
    assert len(listed) == 1
    return listed[0].warnings


def test_a_list_that_names_what_is_there_raises_no_warning() -> None:
    rows = "1         购销合同                  2\n2         银行回单                  3"
    assert warnings_of(paged(HEAD + rows, 1), CONTRACT, SLIP) == ()


def test_what_is_listed_and_not_there_is_named_with_its_number() -> None:
    rows = "1         购销合同                  2\n2         财产保险单\n3         银行回单                  3"
    (warning,) = warnings_of(paged(HEAD + rows, 1), CONTRACT, SLIP)
    assert "第2项“财产保险单”" in warning
    assert "未见" in warning


def test_what_is_there_and_not_listed_is_named_with_its_page() -> None:
    (warning,) = warnings_of(paged(HEAD + "1         购销合同                  2", 1), CONTRACT, SLIP)
    assert "“业务回单”（第3页）" in warning
    assert "目录未列" in warning


def test_rows_on_following_pages_belong_to_the_list() -> None:
    first = paged(HEAD + "1         购销合同                  3", 1)
    second = paged("2         银行回单                  4\n3         收款收据                  9", 2)
    documents = list(understand(SOURCE, [first, second, CONTRACT, SLIP]))
    listed = documents[-1]
    assert listed.pages == (1, 2)
    assert "收款收据" in listed.warnings[0]


def test_a_ruled_list_with_its_columns_in_another_order_is_read() -> None:
    page = ruled(
        [
            ["顺序号", "文号", "责任者", "题名", "日期", "页次", "备注"],
            ["1", "流借字1号", "甲银行", "流动资金借款合同", "20260101", "1-12", ""],
            ["2", "", "乙公司", "增值税发票", "20260105", "13", "共3张"],
        ],
        title="卷内文件目录",
    )
    assert read_entries([page]) == (Entry(1, "流动资金借款合同", 1, 12), Entry(2, "增值税发票", 13, None, 3))


def test_a_list_of_another_file_says_so_once() -> None:
    entries = [Entry(k, name) for k, name in enumerate(("公证书", "财产保险单", "评估报告"), 1)]
    (warning,) = compare(entries, [Paper("transfer_slip", "业务回单", 2)])
    assert "另一卷" in warning


def test_an_entry_stands_for_all_forms_of_its_kind_if_it_is_listed_once() -> None:
    papers = [Paper("trade_contract", "购销合同", 2), *(Paper("vat_invoice", "电子发票", n) for n in range(3, 9))]
    assert compare([Entry(1, "购销合同", 2), Entry(2, "增值税发票", 3)], papers) == ()


def test_pages_of_the_list_may_be_the_archives_and_not_the_scans() -> None:
    entries = [Entry(1, "购销合同", 1), Entry(2, "购销合同", 8), Entry(3, "收款收据", 15)]
    papers = [
        Paper("trade_contract", "购销合同", 3),
        Paper("trade_contract", "购销合同", 10),
        Paper("receipt", "收据", 17),
    ]
    assert compare(entries, papers) == ()


def test_a_source_that_is_nothing_but_the_list_is_not_compared() -> None:
    assert warnings_of(paged(HEAD + "1         购销合同                  2", 1)) == ()


def test_a_word_file_with_a_table_of_clauses_is_no_list_of_contents() -> None:
    document = next(iter(understand(SOURCE, [word_file("目录\n第一条 金额 1\n第二条 利率 2")])))
    assert document.warnings == ()
