"""Weighing notes, acceptance sheets and inspection reports of many offices: kinds of goods, sides and borrowers."""

# ruff: noqa: E501 - printed lines read better unbroken
from __future__ import annotations

import pytest
from tests.understanding.pages import paged, ruled
from tests.understanding.test_forms import values

WEIGHED = (
    "^过磅单\n日期：2025年8月22日\n发货单位：邢台冀中再生资源有限公司\n收货单位：唐山燕山特钢有限公司\n货名：废钢\n"
)


@pytest.mark.parametrize("label", ["规格", "规格等级", "等级", "货物等级", "材质", "牌号", "品级", "产品规格"])
def test_the_kind_of_goods_is_read_beside_any_of_its_captions(label: str) -> None:
    lines = f"{WEIGHED}{label}：重废A\n净重（吨）：34.74      单价（元/吨）：2,350.00\n金额（元）：81,639.00"
    item = values("goods_receipt", paged(lines))["items"][0]
    assert tuple(item[part]["value"] for part in ("specification", "unit", "amount")) == ("重废A", "吨", "81639.00")


def test_the_amount_of_a_slip_is_no_goods_own_where_quantity_and_price_say_another() -> None:
    lines = f"{WEIGHED}净重（吨）：34.74      单价（元/吨）：2,350.00\n金额（元）：90,000.00"
    found = values("goods_receipt", paged(lines))
    assert found["amount"] == "90000.00"
    assert found["items"][0]["amount"]["value"] is None


@pytest.mark.parametrize("head", ["规格", "质量等级", "材质", "牌号"])
def test_the_kind_of_goods_has_a_column_of_many_names(head: str) -> None:
    rows = [["品名", head, "单位", "数量", "金额"], ["铁精粉", "65品位", "吨", "20", "18,000.00"]]
    page = ruled(rows, title="入库单", below="供货单位：邢台冀中再生资源有限公司")
    assert values("goods_receipt", page)["items"][0]["specification"]["value"] == "65品位"


@pytest.mark.parametrize(
    ("sentence", "supplier", "receiver"),
    [
        ("使用单位（收货方）甲市北控自动化有限公司于2025年9月16日对供货方乙市锡能电气有限公司交付的下列设备进行了验收：", "乙市锡能电气有限公司", "甲市北控自动化有限公司"),
        ("今收到乙市锡能电气有限公司供应的下列设备，经验收合格：", "乙市锡能电气有限公司", None),
        ("下列设备由乙市锡能电气有限公司于2025年9月1日送达甲市北控自动化有限公司，验收合格。", "乙市锡能电气有限公司", "甲市北控自动化有限公司"),
        ("设备均已验收合格，双方无异议。", None, None),
    ],
)  # fmt: skip
def test_sides_are_told_in_the_sentence_above_the_goods(
    sentence: str, supplier: str | None, receiver: str | None
) -> None:
    lines = f"^设备验收报告\n{sentence}\n设备名称      型号      单位      数量      金额（元）\n高压变频器      XN-16      台      3      645,000.00"
    found = values("goods_receipt", paged(lines))
    assert (found["supplier"], found["receiver"]) == (supplier, receiver)


@pytest.mark.parametrize(
    ("text", "borrower"),
    [
        ("^关于甲市信合源磷化工有限责任公司的\n^贷后检查报告\n2025年12月13日，检查组进驻企业开展检查。", "甲市信合源磷化工有限责任公司"),
        ("^贷后检查报告\n我行对甲市信合源磷化工有限责任公司发放的固定资产贷款现有余额2,620万元。", "甲市信合源磷化工有限责任公司"),
        ("^贷后检查报告\n我行于2024年3月向甲市信合源磷化工有限责任公司累计发放了流动资金贷款500万元，现已到期。", "甲市信合源磷化工有限责任公司"),
        ("^贷后检查报告\n甲市信合源磷化工有限责任公司于2024年3月在我行取得贷款500万元。", "甲市信合源磷化工有限责任公司"),
        ("^贷后检查报告\n经查，乙市通达贸易有限公司向丙市顺和建材有限公司提供借款500万元。", None),
    ],
)  # fmt: skip
def test_the_borrower_is_whom_title_or_sentence_says_the_bank_lent_to(text: str, borrower: str | None) -> None:
    assert values("inspection_report", paged(f"{text}\n检查结论：正常。"))["borrower"] == borrower


def test_a_conclusion_is_read_to_its_last_line() -> None:
    said = "综合以上情况，借款人经营基本稳定，贷款用途真实，担保有效，本笔贷款风险可控，"
    text = f"^贷后检查报告\n被检查客户：甲市远舟包装材料有限公司\n一、贷款基本情况\n余额210万元。\n五、检查结论\n{said}\n五级分类维持正常。\n检查人：昌志刚"
    assert values("inspection_report", paged(text))["conclusion"] == f"{said}五级分类维持正常。"


SLIP = [
    ["品名", "规格", "单位", "数量", "单价", "金额"],
    ["轴承", "6205", "套", "400", "18.50", "7,400.00"],
    ["密封圈", "52", "只", "800", "2.25", "1,800.00"],
]


def test_the_amount_of_a_slip_is_no_sum_of_quantities_and_its_words_name_no_goods() -> None:
    rows = [*SLIP, ["合计", "", "", "1200", "", "9,200.00"]]
    found = values("goods_receipt", ruled(rows, title="送货单"))
    assert (found["amount"], len(found["items"])) == ("9200.00", 2)
    rows = [*SLIP, ["金额大写：玖仟贰佰元整   小写：￥9200.00"]]
    found = values("goods_receipt", ruled(rows, title="送货单"))
    assert (found["amount"], len(found["items"])) == ("9200.00", 2)


@pytest.mark.parametrize("title", ["送货单", "出货单", "送货回单", "销售单"])
def test_the_firm_over_the_title_supplies_though_address_or_edge_text_part_them(title: str) -> None:
    firm = "甲市恒泰紧固件有限公司"
    for between in ("地址：甲市东街8号   电话：0000-5210000", "联"):
        found = values("goods_receipt", paged(f"^{firm}\n{between}\n^{title}\n客户：乙市锐进机械有限公司"))
        assert found["receiver"] == "乙市锐进机械有限公司"
        assert found["supplier"] == firm


def test_a_title_set_wide_stays_whole_under_the_firm() -> None:
    found = values("goods_receipt", paged("^甲市恒泰紧固件有限公司\n^送   货   单\n客户：乙市锐进机械有限公司"))
    assert found["supplier"] == "甲市恒泰紧固件有限公司"


def test_the_bank_behind_the_holder_of_an_account_is_no_end_of_the_suppliers_name() -> None:
    firm = "甲市恒达轴承有限公司"
    below = f"送货单位（盖章）：{firm}\n收款账户：{firm}   建设银行甲市武进支行   32050162843600001234"
    found = values("goods_receipt", paged(f"^送货单\n客户名称：乙市锐进机械有限公司\n{below}"))
    assert found["supplier"] == firm


def test_a_last_row_that_counts_nothing_and_is_worth_all_the_others_is_no_goods() -> None:
    rows = [*SLIP, ["恒达", "", "", "", "", "9,200.00"]]
    assert len(values("goods_receipt", ruled(rows, title="送货单"))["items"]) == 2
    rows = [*SLIP, ["运费", "", "", "", "", "200.00"]]
    assert len(values("goods_receipt", ruled(rows, title="送货单"))["items"]) == 3
