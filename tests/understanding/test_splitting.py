# ruff: noqa: E501 - printed lines read better unbroken
"""How pages are put together into documents: numbers, heads, clauses, order, pages that lie apart."""

from __future__ import annotations

import importlib
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.understanding.pages import SOURCE, paged, ruled

from docaudit.records.pages import Line, Page
from docaudit.understanding import understand
from docaudit.understanding.pagemarks import FileNumbers, Mark
from docaudit.understanding.split import HELD_PAGES, WAITING_PAGES, split

CLAUSE = "双方在履行中应当遵循诚实信用的原则，对知悉的商业秘密负有保密的义务。"
SLIP = "^业务回单\n付款人：甲公司\n收款人：乙公司\n金额：1.00元\n流水号：20260105001"
INVOICE = "^江苏增值税专用发票\n发票代码：3200241130   发票号码：{number}\n购买方：甲公司\n销售方：乙公司\n{below}"


def found(*pages: Page) -> list[tuple[str | None, tuple[int, ...]]]:
    return [(d.doc_type, d.pages) for d in understand(SOURCE, iter(pages))]


def contract(
    title: str, count: int, at: int = 1, *, mark: str = "第{n}页 共{t}页", head: str = "", number: str = "A-2026-0071"
) -> list[Page]:
    """Return the pages of a contract, numbered at their feet."""
    out = []
    for n in range(1, count + 1):
        begin = (
            f"^{title}\n合同编号：{number}\n买方：甲公司\n卖方：乙公司"
            if n == 1
            else f"第{'零一二三四五六七八九十'[n]}条 约定\n{CLAUSE}"
        )
        end = "买方（盖章）：   卖方（盖章）：\n" if n == count else ""
        foot = mark.format(n=n, t=count) if mark else ""
        out.append(paged(f"{head}\n{begin}\n{CLAUSE}\n{end}{foot}".strip("\n"), at + n - 1))
    return out


def moved(pages: list[Page], order: Iterable[int]) -> list[Page]:
    """Return the pages as they lie in another order, numbered as they lie."""
    return [replace(pages[k], number=at) for at, k in enumerate(order, 1)]


def test_pages_out_of_order_are_read_by_their_printed_numbers() -> None:
    pages = moved(contract("购销合同", 5), [0, 3, 1, 4, 2])
    assert found(*pages) == [("trade_contract", (1, 3, 5, 2, 4))]


def test_a_contract_whose_first_page_lies_last_is_one_document() -> None:
    pages = moved(contract("购销合同", 4), [2, 3, 1, 0])
    assert found(*pages) == [("trade_contract", (4, 3, 1, 2))]


def test_a_page_that_lies_far_away_is_put_back_to_its_contract() -> None:
    first, second = contract("购销合同", 5), contract("借款合同", 3, number="B-9")
    lying = moved([*first, *second, paged(SLIP)], [0, 1, 3, 4, 5, 6, 7, 8, 2])
    assert found(*lying) == [("trade_contract", (1, 2, 9, 3, 4)), ("loan_contract", (5, 6, 7)), ("transfer_slip", (8,))]


def test_a_page_that_lies_before_its_contract_is_put_back_too() -> None:
    lying = moved([paged(SLIP), *contract("购销合同", 4)], [3, 0, 1, 2, 4])
    assert found(*lying) == [("trade_contract", (3, 4, 1, 5)), ("transfer_slip", (2,))]


def test_of_two_contracts_the_one_with_the_same_running_head_takes_the_stray_page() -> None:
    first = contract("购销合同", 4, mark="- {n} -", head="购销合同 A-2026-0071")
    second = contract("购销合同", 4, mark="- {n} -", head="购销合同 A-2026-0099", number="A-2026-0099")
    lying = moved([*first, *second], [0, 1, 3, 4, 5, 7, 2, 6])
    assert found(*lying) == [("trade_contract", (1, 2, 7, 3)), ("trade_contract", (4, 5, 8, 6))]


def test_an_invoice_inside_a_contract_is_its_own_document() -> None:
    invoice = paged(INVOICE.format(number="92509843", below="价税合计（大写）壹佰元整   （小写）￥100.00"))
    for mark in ("第{n}页", ""):
        pages = contract("购销合同", 5, mark=mark)
        lying = moved([*pages, invoice], [0, 1, 2, 5, 3, 4])
        assert found(*lying) == [("trade_contract", (1, 2, 3, 5, 6)), ("vat_invoice", (4,))], mark


def test_unnumbered_pages_mixed_up_are_read_in_the_order_of_their_clauses() -> None:
    pages = moved(contract("购销合同", 6, mark=""), [0, 3, 1, 4, 2, 5])
    assert found(*pages) == [("trade_contract", (1, 3, 5, 2, 4, 6))]


def test_two_contracts_of_one_kind_back_to_back_stay_two() -> None:
    for mark in ("第{n}页 共{t}页", "- {n} -", ""):
        first, second = contract("购销合同", 3, mark=mark), contract("购销合同", 3, 4, mark=mark, number="B-17")
        assert found(*first, *second) == [("trade_contract", (1, 2, 3)), ("trade_contract", (4, 5, 6))], mark


def test_annexes_and_pages_of_signatures_belong_to_their_contract() -> None:
    found_ = found(
        paged("^购销合同\n买方：甲公司\n卖方：乙公司\n第一条 标的\n" + CLAUSE, 1),
        paged("（本页无正文，为《购销合同》签署页）\n买方（盖章）：   卖方（盖章）：", 2),
        paged("附件一：\n^供货清单\n序号   名称   数量\n1   圆钢   2", 3),
        paged("^补充协议\n双方就原合同作如下补充：\n一、" + CLAUSE, 4),
    )
    assert found_ == [("trade_contract", (1, 2, 3)), ("trade_contract", (4,))]


def test_a_cover_and_a_table_of_clauses_belong_to_the_contract_behind_them() -> None:
    assert found(
        paged("\n\n\n^固定资产借款合同\n编号：B-2026-55\n借款人：甲公司\n贷款人：乙银行", 1),
        paged("^目录\n总则……1\n利率……2", 2),
        paged("^固定资产借款合同\n合同编号：B-2026-55\n第一条 金额\n" + CLAUSE + "\n第1页 共2页", 3),
        paged("第二条 利率\n" + CLAUSE + "\n第2页 共2页", 4),
    ) == [("loan_contract", (1, 2, 3, 4))]


def test_separator_sheets_belong_to_none() -> None:
    pages = contract("购销合同", 2)
    for words in ("第二部分", "—— 隔页纸 ——", "三、担保资料", "PATCH T"):
        found_ = found(*pages, paged(f"^{words}", 3), paged(SLIP, 4))
        assert found_ == [("trade_contract", (1, 2)), ("transfer_slip", (4,))], words


def test_a_page_of_signatures_alone_is_no_separator() -> None:
    pages = [paged("^购销合同\n买方：甲公司\n第一条 标的\n" + CLAUSE, 1), paged("签署页\n买方（盖章）：", 2)]
    assert found(*pages) == [("trade_contract", (1, 2))]


def test_invoices_of_one_seller_stay_apart_and_one_over_two_pages_stays_whole() -> None:
    whole = "价税合计（大写）壹佰元整   （小写）￥100.00"
    assert found(
        paged(INVOICE.format(number="92509843", below=whole), 1),
        paged(INVOICE.format(number="92509844", below=whole), 2),
        paged(INVOICE.format(number="92509845", below="圆钢   吨   2\n小计"), 3),
        paged(INVOICE.format(number="92509845", below="角钢   吨   3\n" + whole), 4),
    ) == [("vat_invoice", (1,)), ("vat_invoice", (2,)), ("vat_invoice", (3, 4))]


def test_statements_of_following_months_stay_apart_although_account_and_heads_are_the_same() -> None:
    head = "^账户交易明细\n账号：622200001111   查询期间：2025-0{m}-01 至 2025-0{m}-28\n日期   摘要   借方   贷方   余额\n2025-0{m}-05   货款   1.00      9.00"
    pages = [paged(head.format(m=m), n) for n, m in enumerate((1, 1, 2), 1)]
    assert found(*pages) == [("bank_statement", (1, 2)), ("bank_statement", (3,))]


def test_rows_without_a_head_go_on_with_the_statement_and_other_papers_do_not() -> None:
    rows = "\n".join(f"2025-01-{d:02d}   货款   1.00   1,009.00   甲公司" for d in range(6, 16))
    assert found(
        paged("^账户交易明细\n账号：622200001111\n日期   摘要   金额   余额   对方户名\n" + rows, 1),
        paged(rows, 2),
        paged("姓名 张三\n公民身份号码 32010119800101001X\n住址 人民路1号", 3),
    ) == [("bank_statement", (1, 2)), ("other", (3,))]


def test_an_archives_stamp_on_every_page_joins_nothing() -> None:
    pages, number = [], 0
    for title in ("购销合同", "采购合同", "租赁合同", "施工合同", "服务合同"):
        for n in range(2):
            number += 1
            begin = f"^{title}\n买方：甲公司" if n == 0 else f"第二条 约定\n{CLAUSE}"
            pages.append(paged(f"{'':60}{number}\n{begin}\n{CLAUSE}", number))
    assert [p for _, p in found(*pages)] == [(1, 2), (3, 4), (5, 6), (7, 8), (9, 10)]


def test_numbers_that_run_on_over_documents_count_the_file() -> None:
    numbers = FileNumbers()
    stamp = [Mark(n, None, "counted", "bottommiddle") for n in range(1, 9)]
    seen = [numbers.own([mark], begins=mark.number % 2 == 1, physical=None) for mark in stamp]
    assert seen[1] is not None
    assert seen[5:] == [None, None, None]


def test_numbers_that_begin_anew_with_each_document_are_its_own() -> None:
    numbers = FileNumbers()
    for _ in range(4):
        for n in (1, 2, 3):
            mark = numbers.own([Mark(n, None, "counted", "bottommiddle")], begins=n == 1, physical=None)
            assert mark is not None


@settings(max_examples=40, deadline=None)
@given(
    st.permutations(range(9)), st.sampled_from(["第{n}页 共{t}页", "{n}/{t}", "Page {n} of {t}", "第 {n} 页/共 {t} 页"])
)
def test_any_order_of_the_pages_of_numbered_contracts_gives_the_same_documents(order: list[int], mark: str) -> None:
    pages = [*contract("购销合同", 4, mark=mark), *contract("借款合同", 5, mark=mark, number="B-2026-9")]
    at = {k: place for place, k in enumerate(order, 1)}
    expected = {
        ("trade_contract", tuple(at[k] for k in range(4))),
        ("loan_contract", tuple(at[k] for k in range(4, 9))),
    }
    assert set(found(*moved(pages, order))) == expected


def test_documents_come_as_soon_as_they_are_whole_and_few_pages_are_held() -> None:
    handed, read = 0, 0

    def pages() -> Iterator[Page]:
        nonlocal read
        for k in range(200):
            for page in contract("购销合同", 5, at=5 * k + 1, mark="", number=f"C-{k:04d}-77"):
                read += 1
                yield page

    most = 0
    for part in split(pages()):
        handed += len(part.pages)
        most = max(most, read - handed)
    assert handed == 1000
    assert most <= HELD_PAGES + WAITING_PAGES


def test_an_incomplete_contract_is_handed_on_in_the_end_with_the_pages_it_has() -> None:
    pages = moved(contract("购销合同", 5), [0, 1, 3, 4])
    assert found(*pages, paged(SLIP, 5)) == [("trade_contract", (1, 2, 3, 4)), ("transfer_slip", (5,))]


def test_a_stray_page_is_not_taken_by_an_unnumbered_contract_of_just_as_many_pages_before_it() -> None:
    full = paged("第四条 约定\n" + "\n".join([CLAUSE] * 32), 4)
    first, second = [*contract("购销合同", 5, mark="")[:3], full], contract("借款合同", 6, number="B-2026-9")
    lying = moved([*first, *second], [0, 1, 2, 3, 8, 4, 5, 6, 7, 9])
    assert found(*lying) == [("trade_contract", (1, 2, 3, 4)), ("loan_contract", (6, 7, 8, 9, 5, 10))]


def test_a_slip_that_names_a_contracts_number_is_no_page_of_it() -> None:
    slip = paged(
        "业务回单\n付款人：甲公司\n收款人：乙公司\n合同编号：A-2026-0071\n金额：1.00元\n流水号：20260105001", 4
    )
    paid = [paged(INVOICE.format(number="92509843", below="价税合计（小写）￥100.00"), 3), slip]
    found_ = found(*contract("购销合同", 2, mark="", head="购销合同 A-2026-0071"), *paid)
    assert found_ == [("trade_contract", (1, 2)), ("vat_invoice", (3,)), ("transfer_slip", (4,))]


@pytest.mark.slow
def test_a_bundle_of_300_pages_is_split_exactly(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(Path(__file__).parents[2] / "benchmarks"))
    result = importlib.import_module("splitting").measure(2026, 300, None)
    assert result.pages >= 270
    assert result.share >= 0.97, result.missed


def test_rows_whose_cells_stand_on_lines_of_their_own_go_on_with_a_statement() -> None:
    head = "^某某支付交易流水证明\n户名：张三\n交易时间   收/支   交易对方   金额   交易单号"
    rows = [[f"2025-03-0{i}\n10:00:00", "支出", "某店", f"{i}.00", f"20250301\n{i}123456"] for i in range(1, 8)]
    second = ruled(rows, 2)
    lines = tuple(
        Line(part, (replace(w, text=part),), w.box)
        for line in second.lines
        for w in line.words
        for part in w.text.split("\n")
    )
    pages = [paged(head + "\n2025-03-09   支出   某店   1.00   20250309123456" * 3, 1), replace(second, lines=lines)]
    assert found(*pages) == [("bank_statement", (1, 2))]


def test_a_page_that_repeats_the_head_of_a_statement_but_no_headings_goes_on_with_it_whatever_names_its_account() -> (
    None
):
    head = "^存款明细账\n某某银行股份有限公司\n上期结余 5,728.12   账户持有人 张三\n账户号 43316764250692787"
    columns = "日期   交易项目   收付标志   发生金额   账户结余"
    rows = "\n".join(f"2026-02-0{i}   单据编号 A{i}   借   {i}.00   {i}00.00" for i in range(1, 6))
    other = head.replace("43316764250692787", "43316764250692999")
    pages = [
        paged(f"{head}\n{columns}\n{rows}", 1),
        paged(f"{head}\n{rows}", 2),
        paged(f"{other}\n{columns}\n{rows}", 3),
    ]
    assert found(*pages) == [("bank_statement", (1, 2)), ("bank_statement", (3,))]


def test_a_page_under_the_running_head_of_a_browsers_print_goes_on_with_the_statement() -> None:
    head = "2026/2/3 14:54   企业网银-账户管理-交易明细查询"
    rows = "\n".join(f"2026-01-0{i}   某店\n转账   {i}.00   {i}00.00   货款" for i in range(1, 6))
    columns = "交易日期   摘要   支出   收入   余额   对方户名   备注"
    first = paged(f"{head}\n^某某银行\n查询账号：43316764250692787\n{columns}\n{rows}", 1)
    again = paged(f"{head}\n^某某银行\n查询账号：43316764250692999\n{columns}\n{rows}", 3)
    assert found(first, paged(f"{head}\n{rows}", 2), again) == [("bank_statement", (1, 2)), ("bank_statement", (3,))]


@pytest.mark.parametrize(
    "sentence",
    [
        "以所购车辆抵押，抵押合同编号为JY-DY-2025-09-0457。",
        "保证人与债权人签订的编号为BZ20250457的《保证合同》一并生效。",
        "本协议与编号：A-2025-0031的借款合同具有同等效力。",
    ],
)
def test_a_number_that_a_sentence_names_does_not_part_a_contract(sentence: str) -> None:
    first = paged(
        f"^个人汽车消费贷款合同\n编号：JY-GR-2025-09-0457\n贷款人：甲银行\n借款人：张三\n一、贷款金额\n{CLAUSE}"
    )
    assert found(first, paged(f"二、抵押担保\n{sentence}\n{CLAUSE}", 2)) == [("loan_contract", (1, 2))]


def test_a_form_that_names_an_open_contract_is_a_paper_of_its_own() -> None:
    loan = [
        paged(f"^农户借款合同\n合同编号：农贷字2025第0613号\n借款人：张三\n贷款人：甲社\n第一条 借款金额\n{CLAUSE}"),
        paged("^借款借据\n借据编号：0613202506\n借款人：张三\n借款金额：10万元\n到期日：2026年6月1日\n利率：5%", 2),
        paged(
            "支用申请表\n申请人   张三\n合同编号   农贷字2025第0613号\n支用金额   100,000.00元\n支用用途   购买仔猪\n申请人签字：张三",
            3,
        ),
    ]
    assert found(*loan) == [("loan_contract", (1,)), ("loan_receipt", (2,)), ("drawdown_application", (3,))]


SIGNED = "^建设工程施工合同\n合同编号：SG-2025-041\n发包人：甲公司\n承包人：乙公司\n一、工程概况\n{}\n发包人（公章）：   承包人（公章）："


@pytest.mark.parametrize(
    ("title", "doc_type"),
    [
        ("工程进度款支付证书", "goods_receipt"),
        ("期中支付证书", "goods_receipt"),
        ("质量合格证书", "other"),
        ("安全交底记录", "other"),
    ],
)
def test_a_headline_that_nothing_knows_begins_a_paper_behind_signatures(title: str, doc_type: str) -> None:
    page = replace(paged(f"^{title}\n施工单位   乙公司\n建设单位   甲公司\n结论   质量合格", 2))
    assert found(paged(SIGNED.format(CLAUSE)), page) == [("trade_contract", (1,)), (doc_type, (2,))]


def test_a_headline_that_nothing_knows_goes_on_with_a_contract_nobody_signed() -> None:
    first, last = SIGNED.format(CLAUSE).rsplit("\n", 1)
    page = paged(f"^主要设备配置表\n序号   名称   数量\n1   机组   2\n{last}", 2)
    assert found(paged(first), page) == [("trade_contract", (1, 2))]


LETTER = "^企业投资项目备案通知书\n建设单位：甲公司\n项目名称：车间技术改造项目。经审核，准予备案。\n{}\n2026年3月5日"


@pytest.mark.parametrize("title", ["建设项目环境影响登记表备案回执", "关于初步设计的批复", "取水工程公示"])
def test_a_headline_that_nothing_knows_begins_a_paper_behind_a_letter_that_is_closed(title: str) -> None:
    page = paged(f"^{title}\n建设单位：甲公司\n该项目已完成备案，备案号：2026330205。", 2)
    assert found(paged(LETTER.format("丁市经济和信息化局")), page) == [("other", (1,)), ("other", (2,))]


def test_a_letter_that_goes_on_is_not_parted_by_the_head_of_its_table() -> None:
    page = paged("^主要设备备案回执\n序号   名称   数量\n1   机组   2", 2)
    assert found(paged(LETTER.format("附：主要设备清单")), page) == [("other", (1, 2))]
