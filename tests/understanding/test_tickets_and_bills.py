"""Tickets that machines print, bills of hospitals and offices, slips of shops and of taxes, numbers beside titles."""

# ruff: noqa: E501 - printed lines read better unbroken
from __future__ import annotations

from typing import Any

import pytest
from tests.understanding.pages import SOURCE, paged, ruled

from docaudit.records.pages import Page
from docaudit.understanding import understand


def fields(page: Page, doc_type: str) -> dict[str, Any]:
    """Return the values of the one paper on a page."""
    (document,) = understand(SOURCE, [page])
    assert document.doc_type == doc_type
    found = document.to_json()["fields"]
    assert isinstance(found, dict)
    plain = {name: f["value"] for name, f in found.items() if isinstance(f, dict)}
    rows = {
        name: [{key: leaf["value"] for key, leaf in row.items()} for row in f]
        for name, f in found.items()
        if isinstance(f, list)
    }
    return plain | rows


@pytest.mark.parametrize(
    "text",
    [
        "^某市停车费专用发票\n发票代码 132011970431\n发票号码 00412345\n入场时间 2025-03-04 08:01\n实收金额 45.00元",
        "^某省公路客运发票\n发票代码 132011970431\n发票号码 00412345\n乘车日期：2025-03-04   座号 12\n票价：¥45.00   全价",
        "^某市出租汽车专用发票\n代码不清\n日期 2025年03月04日\n上车 10:20   下车 10:41\n单价 2.40   里程 9.5km\n金额 45.00元",
    ],
)
def test_a_ticket_has_its_day_and_its_price_behind_plain_words(text: str) -> None:
    found = fields(paged(text), "vat_invoice")
    assert (found["issue_date"], found["total"]) == ("2025-03-04", "45.00")


def test_two_prices_of_a_ticket_are_none() -> None:
    text = "^某省公路客运发票\n发票代码 132011970431\n发票号码 00412345\n日期：2025-03-04\n票价：¥45.00\n票价：¥54.00"
    assert fields(paged(text), "vat_invoice")["total"] is None


def test_a_bill_of_an_office_names_who_pays_and_who_collects() -> None:
    page = ruled(
        [
            ["项目编码", "项目名称", "单位", "数量", "标准", "金额（元）", "备注"],
            ["103042", "考试报名费", "人次", "2", "60.00", "120.00", ""],
            ["103043", "工本费", "份", "2", "5.00", "10.00", ""],
        ],
        title="某省非税收入统一票据（电子）\n票据代码：32060124   票据号码：0012345678\n交款人：王小明   校验码：7bf302\n开票日期：2025-03-04",
        below="金额合计（大写）壹佰叁拾元整   （小写）130.00\n收款单位（章）：某市人事考试中心   复核人：张三   收款人：李四",
    )
    found = fields(page, "vat_invoice")
    assert (found["invoice_code"], found["invoice_number"], found["check_code"]) == ("32060124", "0012345678", "7bf302")
    assert (found["buyer_name"], found["seller_name"]) == ("王小明", "某市人事考试中心")
    assert [(r["name"], r["quantity"], r["amount"]) for r in found["items"]] == [
        ("考试报名费", "2", "120.00"), ("工本费", "2", "10.00"),
    ]  # fmt: skip


def test_two_tables_of_items_beside_each_other_are_read_row_by_row() -> None:
    page = ruled(
        [
            ["收费项目", "数量", "金额", "收费项目", "数量", "金额"],
            ["床位费", "3", "150.00", "护理费", "3", "90.00"],
            ["西药费", "1", "61.20", "检验费", "2", "240.00"],
            ["手术费", "1", "800.00", "", "", ""],
        ],
        title="某市住院收费专用票据",
        below="合计（大写）壹仟叁佰肆拾壹元贰角整   （小写）1341.20",
    )
    items = fields(page, "vat_invoice")["items"]
    assert [r["name"] for r in items] == ["床位费", "护理费", "西药费", "检验费", "手术费"]
    assert [r["amount"] for r in items] == ["150.00", "90.00", "61.20", "240.00", "800.00"]


def test_a_slip_of_a_card_in_a_shop_pays_the_shop() -> None:
    text = (
        "^POS签购单\n特约商户：某市海鲜酒楼有限公司\n商户号：898320154110012\n终端号：32011234\n卡号：622588******1234\n交易类别：消费\n"
        "凭证号：000123\n参考号：104512345678\n交易日期/时间：2025/03/04 19:21:33\n金额：RMB 1,288.00"
    )
    found = fields(paged(text), "transfer_slip")
    assert found["payee_name"] == "某市海鲜酒楼有限公司"
    assert (found["date"], found["amount"], found["reference"]) == ("2025-03-04", "1288.00", "104512345678")


def test_taxes_are_paid_into_the_treasury_that_the_slip_names() -> None:
    page = ruled(
        [
            ["纳税人名称", "甲食品有限公司", "征收机关", "国家税务总局某市税务局"],
            ["付款账户", "3333390033570163", "收款国库", "国家金库某市支库"],
            ["金额（大写）", "壹万贰仟元整", "金额（小写）", "¥12,000.00"],
        ],
        title="电子缴税付款凭证",
        below="扣款日期：2025-03-04",
    )
    found = fields(page, "transfer_slip")
    assert (found["payee_name"], found["payer_account"], found["date"]) == (
        "国家金库某市支库",
        "3333390033570163",
        "2025-03-04",
    )


@pytest.mark.parametrize("head", ["设备购销合同      №：00671234", "设备购销合同      编号 SB00671234", "设备购销合同"])
def test_a_number_beside_the_title_or_at_the_end_of_a_sentence_is_the_contracts(head: str) -> None:
    last = (
        "5. 其他\n本合同一式两份，双方各执一份，合同登记编号：\nSB00671234。" if head == "设备购销合同" else "5. 其他"
    )
    text = (
        f"^{head}\n买方：甲食品有限公司\n卖方：乙机械有限公司\n1. 卖方向买方供应灌装机2台，合同总价120000.00元。\n"
        f"2. 交货：交货日2025年3月4日，送至买方厂区。\n3. 付款：货到付清。\n4. 质量：按国家标准。\n{last}"
    )
    found = fields(paged(text), "trade_contract")
    assert (found["contract_number"] or "").endswith("00671234")
    assert found["delivery_date"] == "2025-03-04"


def test_what_a_firm_buys_from_a_farmer_is_the_subject() -> None:
    text = (
        "^粮食收购协议\n收购方：甲食品有限公司\n出售方：王小明\n一、甲食品有限公司收购乙方种植的糯玉米，数量约20吨，单价每公斤2.10元。\n"
        "二、货款：合计42000.00元，交货后付清。\n三、签订日期：2025年3月4日"
    )
    assert fields(paged(text), "trade_contract")["subject"] == "糯玉米"


def test_machines_go_to_the_firm_that_orders_them() -> None:
    page = ruled(
        [["设备名称", "型号", "单位", "数量"], ["灌装机", "GZ-20", "台", "2"]],
        title="设备验收单\n订货单位：甲食品有限公司\n制造厂商：乙机械有限公司\n验收日期：2025年3月4日",
    )
    found = fields(page, "goods_receipt")
    assert (found["receiver"], found["supplier"]) == ("甲食品有限公司", "乙机械有限公司")
