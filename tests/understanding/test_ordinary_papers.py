"""Ordinary papers that an outside reader made and this reading once misread; names and numbers made up anew."""

# ruff: noqa: E501 - printed lines read better unbroken
from __future__ import annotations

from dataclasses import replace

import pytest
from tests.understanding.pages import paged, ruled
from tests.understanding.test_forms import values

from docaudit.understanding.classify import classify
from docaudit.understanding.invoices.chunks import Print
from docaudit.understanding.invoices.head import invoice_kind, read_head
from docaudit.understanding.kinds import find_money, find_number, find_party
from docaudit.understanding.paper import Paper

GUARANTEE = """^保 证 合 同
编号：乙行保字2025第0311号
债权人：丙市商业银行股份有限公司东城支行
保证人：丁市恒通控股集团有限公司
第一条 被保证的主债权 本合同所担保的主债权为债权人依据其与 丁市恒通机械有限公司（债务人）于2025年3月10日签订的编号为 62110120250003317 的《流动资金借款合同》而享有的对债务人的债权，本金金额为人民币 2,600,000.00 元。
第二条 保证方式 本合同项下的保证方式为连带责任保证。"""


def test_a_guarantee_told_in_one_sentence_keeps_its_names_numbers_and_sums_apart() -> None:
    found = values("guarantee_contract", paged(GUARANTEE))
    assert found["debtor"] == "丁市恒通机械有限公司"
    assert found["main_contract_number"] == "62110120250003317"
    assert found["amount"] == "2600000.00"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("债权人依据其与丁市恒通机械有限公司", "丁市恒通机械有限公司"),
        ("贵行与丁市恒通机械有限公司", "丁市恒通机械有限公司"),
        ("上海人和与同贸易有限公司", "上海人和与同贸易有限公司"),
        ("中国与世界出版有限公司", "中国与世界出版有限公司"),
    ],
)
def test_a_name_begins_behind_the_words_that_say_with_whom_one_signed(text: str, name: str) -> None:
    found = find_party(text)
    assert found is not None
    assert found[0] == name
    assert text[found[1] : found[2]] == name


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("编号为0130200012-2025年（城北）字00318号", "0130200012-2025年（城北）字00318号"),
        ("合同编号：HT-2025-0117", "HT-2025-0117"),
        ("编号为139C110202500376的《借款合同》", "139C110202500376"),
    ],
)
def test_the_words_before_a_number_are_no_part_of_it(text: str, number: str) -> None:
    folded = text.replace("（", "(").replace("）", ")").replace("：", ":")
    found = find_number(folded)
    assert found is not None
    assert found[0] == number.replace("（", "(").replace("）", ")")


@pytest.mark.parametrize("text", ["编号为37010120250002216", "合同编号:2025001", "37010120250002216"])
def test_what_numbers_a_paper_is_no_sum(text: str) -> None:
    assert find_money(text) is None


def test_a_title_is_read_where_the_number_follows_it_on_the_same_line() -> None:
    page = paged("电子发票（增值税专用发票）发票号码：25342000000014432681\n开票日期：2025年03月19日")
    paper = Paper((page,))
    assert invoice_kind(read_head(Print(paper)), paper.flow.chars, None)[0] == "digital_special"


def test_no_option_is_looked_for_behind_the_next_article() -> None:
    page = paged(
        "^流动资金借款合同\n合同编号：JX-2025-017\n借款人：甲县东风纸业有限公司\n第五条 还款\n5.1 借款人按下列方式还款： 按月付息，到期一次性偿还本金 。\n5.2 还款账户账号：1202347357143217853。\n第六条 担保\n6.1 本合同项下借款由甲县东风控股有限公司提供连带责任保证担保。"
    )
    assert values("loan_contract", page)["repayment_method"] == "按月付息，到期一次性偿还本金"


def test_a_number_is_read_where_the_day_stands_before_its_caption() -> None:
    page = ruled(
        [["借款单位名称", "甲县东风纸业有限公司", "存款账户", "1961071802923282464"], ["借款金额", "人民币（大写）叁佰万元整", "小写", "¥3,000,000.00"]],
        title="借款凭证",
        below="2025 年 05 月 08 日 凭证号码：37010120250002216-01",
    )  # fmt: skip
    assert values("loan_receipt", page)["receipt_number"] == "37010120250002216-01"


def test_goods_named_in_a_line_of_their_own_are_all_told() -> None:
    page = ruled(
        [["产品名称", "规格", "数量", "单价", "金额"], ["铝型材", "6063", "40", "100.00", "4000.00"], ["铝棒", "6061", "35", "100.00", "3500.00"]],
        title="采购合同",
        below="一、产品名称：铝型材、铝棒。\n二、合同总价：人民币柒仟伍佰元整（￥7,500.00）。",
    )  # fmt: skip
    assert values("trade_contract", page)["subject"] == "铝型材、铝棒"


def test_a_long_title_of_body_size_is_a_title_and_a_row_of_captions_none() -> None:
    page = ruled(
        [["借款人", "甲县东风纸业有限公司", "借款合同号", "建甲固借[2025]019号"], ["收款单位", "乙县宏基建筑工程有限公司", "收款账号", "3301160152243098041"]],
        title="",
        below="",
    )  # fmt: skip
    top = paged("中国某某银行股份有限公司甲县江北支行贷款资金受托支付申请书", confidence=0.98)
    shown = replace(page, lines=(*top.lines, *page.lines), words=(*top.words, *page.words))
    assert classify(Paper((shown,))).doc_type == "entrusted_payment_order"


def test_a_title_that_wraps_is_read_whole() -> None:
    first, second = "中国某某银行股份有限公司某市高新技术产业开发区支行贷款资金受托支付", "申请书"
    page = paged(f"^{first}\n^{second}\n借款人：甲县东风纸业有限公司\n收款单位：乙县宏基建筑工程有限公司")
    assert classify(Paper((page,))).doc_type == "entrusted_payment_order"


def test_a_bank_s_name_over_the_whole_page_does_not_hide_the_title_behind_it() -> None:
    page = ruled(
        [["借款人", "甲县东风纸业有限公司", "借款合同编号", "2025年高中银司借字026号"], ["到期日期", "2026年5月19日", "年利率", "3.45%"]],
        title="",
    )  # fmt: skip
    top = paged("中国某某银行股份有限公司某市高新技术产业开发区支行借款借据", confidence=0.98)
    shown = replace(page, lines=(*top.lines, *page.lines), words=(*top.words, *page.words))
    assert classify(Paper((shown,))).doc_type == "loan_receipt"


@pytest.mark.parametrize(
    ("printed", "name"),
    [
        ("丁市海天装备销售有限公司委托代理人", "丁市海天装备销售有限公司"),
        ("丁市商业银行股份有限公司南海支行经营实体:丁市永林粮油商行", "丁市商业银行股份有限公司南海支行"),
        ("丁市代表人才服务有限公司", "丁市代表人才服务有限公司"),
        ("丁市负责人培训中心有限公司", "丁市负责人培训中心有限公司"),
    ],
)
def test_the_caption_of_the_next_line_is_no_part_of_a_name(printed: str, name: str) -> None:
    found = find_party(printed)
    assert found is not None
    assert found[0] == name


@pytest.mark.parametrize("seen", ["丁市海天装备有限公", "丁市海天装备股份有限公", "丁市海天装备有限责任公"])
def test_a_firms_last_glyph_that_a_seal_hides_is_told_by_the_one_before(seen: str) -> None:
    found = find_party(seen)
    assert found is not None
    assert found == (f"{seen}司", 0, len(seen))


def test_a_number_under_the_title_may_begin_with_a_code_in_brackets() -> None:
    page = paged(
        "^固定资产借款合同\n^（20950001）丁银固借字（2025）第00216号\n贷款人（全称）：丁市商业银行股份有限公司\n借款人：甲县东风纸业有限公司"
    )
    assert values("loan_contract", page)["contract_number"] == "（20950001）丁银固借字（2025）第00216号"


def test_goods_headed_by_a_short_word_are_items() -> None:
    page = ruled(
        [["货名", "规格", "单位", "数量", "单价", "金额"], ["铸件", "ZG270", "件", "1150", "1750.00", "2,012,500.00"]],
        title="送货单",
        below="收货单位：甲县东风机械有限公司",
    )
    (item,) = values("goods_receipt", page)["items"]
    assert item["name"]["value"] == "铸件"


def test_what_is_asked_for_is_not_the_total_of_the_payees() -> None:
    page = ruled(
        [["序号", "收款人名称", "收款账号", "金额（元）"], ["1", "丁市海天装备有限公司", "39010478639025708", "5,480,000.00"], ["合计", "", "", "5,480,000.00"]],
        title="提款申请书",
        below="根据借款合同，我公司拟于2025年7月15日提取贷款人民币陆佰捌拾万元整（￥6,800,000.00），用于购置设备。",
    )  # fmt: skip
    assert values("drawdown_application", page)["amount"] == "6800000.00"


@pytest.mark.parametrize(
    ("text", "fen"),
    [
        ("人民币壹佰壹拾万元整,其中:支付某某公司柒拾万元(700,000.00元)", 110_000_000),
        ("人民币壹佰壹拾万元整(¥1,100,000.00),其中支付700,000.00元", 110_000_000),
        ("(大写)壹佰壹拾万元整(小写:¥1,100,000.00)", 110_000_000),
    ],
)
def test_the_sum_in_words_is_not_passed_over_for_a_part_of_it(text: str, fen: int) -> None:
    found = find_money(text)
    assert found is not None
    assert found[0].fen == fen


def test_a_sum_that_begins_the_next_line_is_read_beside_its_words() -> None:
    page = paged(
        "^流动资金借款合同\n合同编号：JX-2025-017\n借款人：甲县东风纸业有限公司\n第一条 借款金额 贷款人同意向借款人发放借款人民币（大写）伍佰肆拾万元整（小写：¥_\n6,000,000.00）。\n第二条 借款期限 借款期限为12个月。",
        confidence=0.97,
    )
    found = values("loan_contract", page)
    assert (found["amount"], found["amount_in_words"]) == ("6000000.00", "伍佰肆拾万元整")


@pytest.mark.parametrize("text", ["10.1反担保人未依照约定", "第10.2条保证人应"])
def test_the_number_of_a_clause_is_no_number_of_a_contract(text: str) -> None:
    assert find_number(text) is None


@pytest.mark.parametrize("text", ["原值", "净值", "评估价值", "账面净值"])
def test_the_head_of_a_column_of_things_pledged_is_nobody(text: str) -> None:
    assert find_party(text) is None
