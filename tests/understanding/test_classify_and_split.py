# ruff: noqa: E501 - printed lines read better unbroken
from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from tests.understanding.pages import SOURCE, paged, sheet, word_file

from docaudit.documents import DOCUMENTS
from docaudit.records.evidence import Box
from docaudit.records.pages import Page
from docaudit.understanding import READERS, understand
from docaudit.understanding.classify import classify
from docaudit.understanding.paper import Paper

TITLES = [
    ("流动资金借款合同", "loan_contract"),
    ("个人综合消费贷款合同", "loan_contract"),
    ("人民币资金借贷协议", "loan_contract"),
    ("综合授信额度合同", "loan_contract"),
    ("最高额保证合同", "guarantee_contract"),
    ("应收账款质押合同", "guarantee_contract"),
    ("房地产抵押合同", "guarantee_contract"),
    ("借款借据", "loan_receipt"),
    ("贷款放款通知书", "loan_receipt"),
    ("贷转存凭证（借据联）", "loan_receipt"),
    ("提款申请书", "drawdown_application"),
    ("贷款支用申请单", "drawdown_application"),
    ("贷款资金受托支付委托书", "entrusted_payment_order"),
    ("委托支付通知书", "entrusted_payment_order"),
    ("钢材购销合同", "trade_contract"),
    ("建设工程施工合同", "trade_contract"),
    ("厂房租赁合同", "trade_contract"),
    ("住宅室内装饰装修合同", "trade_contract"),
    ("采购订单", "trade_contract"),
    ("技术服务协议", "trade_contract"),
    ("浙江增值税电子普通发票", "vat_invoice"),
    ("电子发票（普通发票）", "vat_invoice"),
    ("机动车登记证书", "other"),
    ("计算机软件著作权登记证书", "other"),
    ("事业单位法人登记证书", "business_license"),
    ("社会团体登记证书", "business_license"),
    ("收款收据", "receipt"),
    ("收   据", "receipt"),
    ("中国建设银行网上银行电子回单", "transfer_slip"),
    ("客户付款入账通知", "transfer_slip"),
    ("国内支付业务付款回单", "transfer_slip"),
    ("结算业务申请书", "transfer_slip"),
    ("某某银行进账单（收账通知） 3", "transfer_slip"),
    ("业务委托书   回执", "transfer_slip"),
    ("电汇凭证（回单）", "transfer_slip"),
    ("现金缴款单", "transfer_slip"),
    ("资金汇划（贷方）补充凭证", "transfer_slip"),
    ("支付系统专用凭证", "transfer_slip"),
    ("特种转账贷方传票", "transfer_slip"),
    ("单位活期存款分户账", "bank_statement"),
    ("企业银行电子账单", "bank_statement"),
    ("银行账户交易明细清单", "bank_statement"),
    ("对公账户对账单", "bank_statement"),
    ("资产负债表", "balance_sheet"),
    ("利润表", "income_statement"),
    ("现金流量表", "cash_flow_statement"),
    ("营业执照", "business_license"),
    ("材料入库单", "goods_receipt"),
    ("送货单", "goods_receipt"),
    ("设备验收报告", "goods_receipt"),
    ("贷后检查报告", "inspection_report"),
    ("首次贷后检查表", "inspection_report"),
    ("贷款调查报告", "other"),
    ("借款申请书", "other"),
    ("劳动合同", "other"),
    ("公司章程", "other"),
    ("实际支付清单", "other"),
    ("股东会决议", "other"),
]


@pytest.mark.parametrize(("title", "doc_type"), TITLES)
@pytest.mark.parametrize("make", [lambda t: paged(f"^{t}\n\n以下内容"), lambda t: word_file(f"{t}\n以下内容")])
def test_a_title_names_its_type(title: str, doc_type: str, make) -> None:  # type: ignore[no-untyped-def]
    assert classify(Paper([make(title)])).doc_type == doc_type


@pytest.mark.parametrize(
    ("misread", "doc_type"),
    [("增值税专用友票", "vat_invoice"), ("流动资金借款台同", "loan_contract"), ("贷后捡查报告", "inspection_report")],
)
def test_a_title_with_one_misread_glyph_is_still_known_on_a_scan(misread: str, doc_type: str) -> None:
    assert classify(Paper([paged(f"^{misread}\n编号：1", confidence=0.9)])).doc_type == doc_type


def test_the_first_lines_beat_what_the_body_mentions() -> None:
    page = paged(
        "^流动资金借款合同\n借款人：甲机械有限公司\n第一条 借款人应提交增值税发票、发票代码、发票号码、价税合计、购买方、销售方、开票人、税率、税额"
    )
    assert classify(Paper([page])).doc_type == "loan_contract"


def test_an_untitled_paper_is_named_by_its_labels() -> None:
    page = paged(
        "付款人：甲公司   收款人：乙公司\n账号：1234567890   账号：9876543210\n开户行：甲行   开户行：乙行\n金额：100.00   流水号：20260105001\n用途：货款"
    )
    assert classify(Paper([page])).doc_type == "transfer_slip"


def test_a_sheet_with_a_heading_of_movements_is_a_statement() -> None:
    page = sheet(
        [["交易日期", "摘要", "借方金额", "贷方金额", "余额", "对方户名"], ["20260105", "货款", "100", "", "900", "乙"]]
    )
    assert classify(Paper([page])).doc_type == "bank_statement"


def _types(*pages: Page) -> list[tuple[str | None, tuple[int, ...]]]:
    return [(d.doc_type, d.pages) for d in understand(SOURCE, iter(pages))]


def test_pages_of_a_contract_stay_together_over_blank_backs_and_running_heads() -> None:
    found = _types(
        paged("^购销合同\n合同编号：A-2026-01\n买方：甲公司", 1),
        Page(number=2, blank=True),
        paged("购销合同 A-2026-01\n第五条 质量标准按国标执行\n第六条 违约责任", 3),
        paged("第七条 争议解决\n第八条 其他", 4),
        paged("^收据\n今收到甲公司交来货款\n人民币（大写）壹佰元整 ￥100.00", 5),
    )
    assert found == [("trade_contract", (1, 3, 4)), ("receipt", (5,))]


def test_a_blank_page_never_glues_two_documents() -> None:
    slip = "^业务回单\n付款人：甲公司\n收款人：乙公司\n金额：{}元"
    found = _types(paged(slip.format("1.00"), 1), Page(number=2, blank=True), paged(slip.format("2.00"), 3))
    assert found == [("transfer_slip", (1,)), ("transfer_slip", (3,))]


def test_page_counts_join_and_part() -> None:
    head = "^账户交易明细\n账号：622200001111\n日期   摘要   借方   贷方   余额\n"
    found = _types(
        paged(head + "2026-01-05   货款   1.00      9.00\n第1页 共2页", 1),
        paged(head + "2026-01-06   货款   1.00      8.00\n第2页 共2页", 2),
        paged(head.replace("622200001111", "622299998888") + "2026-01-05   货款   1.00      9.00\n第1页 共1页", 3),
    )
    assert [p for _, p in found] == [(1, 2), (3,)]


def test_each_sheet_is_its_own_document() -> None:
    found = _types(
        sheet([["资产负债表"], ["项目", "期末余额", "年初余额"], ["货币资金", "1.00", "2.00"]], "资产负债表"),
        sheet([["利润表"], ["项目", "本期金额", "上期金额"], ["一、营业收入", "1.00", "2.00"]], "利润表"),
    )
    assert [t for t, _ in found] == ["balance_sheet", "income_statement"]


def test_every_document_type_has_a_reader() -> None:
    assert set(READERS.names()) == set(DOCUMENTS.names())


@pytest.mark.parametrize(
    "doc_type", sorted(p.stem for p in Path(__file__).parents[2].glob("src/docaudit/documents/*.py"))
)
def test_an_empty_page_makes_no_reader_stumble_or_invent(doc_type: str) -> None:
    if doc_type not in READERS:
        pytest.skip("no document type of its own")
    document = READERS[doc_type]([paged("第一行", 1)])
    found = {name: f.value for name, f in document.fields() if f.value is not None}
    assert set(found) <= {"title", "loan_kind", "invoice_kind", "kind", "currency", "unit", "subject", "bank"}


def test_two_slips_on_one_sheet_are_two_documents_with_regions() -> None:
    slip = "^业务回单\n回单编号：2026010{0}\n付款人户名：甲公司\n收款人户名：乙{0}公司\n金额：{0}00.00元\n\n\n\n\n"
    found = list(understand(SOURCE, [paged(slip.format(1) + slip.format(2), 4)]))
    assert [d.to_json()["fields"]["payee_name"]["value"] for d in found] == ["乙1公司", "乙2公司"]  # type: ignore[index]
    assert [d.pages for d in found] == [(4,), (4,)]
    first, second = (d.region for d in found)
    assert first is not None
    assert second is not None
    assert first.y1 <= second.y0


def test_a_list_of_goods_belongs_to_its_invoice() -> None:
    invoice = paged(
        "^浙江增值税专用发票\n发票代码：3300241130   发票号码：92509843\n价税合计（大写）壹佰元整   （小写）￥100.00", 1
    )
    goods = paged("^销售货物或者提供应税劳务清单\n序号   货物名称   数量\n1   圆钢   2", 2)
    assert _types(invoice, goods) == [("vat_invoice", (1, 2))]


def test_the_list_of_contents_is_no_contract() -> None:
    page = paged("^信贷档案卷内目录\n序号   资料名称\n1   借款合同\n2   借款借据\n3   营业执照", confidence=0.95)
    assert classify(Paper([page])).doc_type == "other"


def test_a_title_whose_glyphs_stand_far_apart_is_a_title() -> None:
    page = paged(
        "设         备         验         收         单\n使用单位   某某制衣有限公司\n供货单位   某某玻璃有限公司"
    )
    assert classify(Paper([page])).doc_type == "goods_receipt"


@pytest.mark.parametrize(
    "headings",
    [
        "Date   Description   Money Out   Money In   Balance",
        "Transaction Date   Particulars   Debit   Credit   Balance",
        "记账日   内容   进账   出账   结余",
    ],
)
def test_an_untitled_list_of_movements_is_a_statement(headings: str) -> None:
    days = ["01 Mar 2025", "02 Mar 2025"] if headings.isascii() else ["2025-03-01", "2025-03-02"]
    text = f"JIANGNAN\n{headings}\n{days[0]}   货款   100.00      900.00\n{days[1]}   货款      200.00   1,100.00"
    (document,) = understand(SOURCE, [paged(text)])
    assert document.doc_type == "bank_statement"


def test_a_row_of_a_form_that_a_scan_slants_is_no_title() -> None:
    page = paged(
        "借款借据\n借据编号：0613202506160088\n借款人   覃大山   借款合同   农信贷字0613号\n贷款账号   893568394022\n借款金额   叁拾万元整\n"
        "借款日期   2025年6月16日   到期日期   2026年6月15日\n还款方式   见借款合同",
        confidence=0.97,
    )
    slanted = []
    for line in page.lines:
        words = tuple(
            replace(w, box=replace(w.box, y0=w.box.y0 + k * 0.004, y1=w.box.y1 + k * 0.004))
            for k, w in enumerate(line.words)
        )
        slanted.append(replace(line, words=words, box=Box.union(w.box for w in words)))
    words = tuple(w for line in slanted for w in line.words)
    assert classify(Paper([replace(page, lines=tuple(slanted), words=words)])).doc_type == "loan_receipt"
