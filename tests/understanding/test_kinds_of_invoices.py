# ruff: noqa: E501 - printed lines read better unbroken
from __future__ import annotations

import pytest
from tests.understanding.pages import SOURCE, paged, ruled

from docaudit.records.pages import Page
from docaudit.understanding import understand
from docaudit.understanding.classify import classify
from docaudit.understanding.paper import Paper


@pytest.mark.parametrize(
    "title",
    [
        "甲市出租汽车专用发票",
        "乙省国家税务局通用定额发票",
        "丙省公路客运发票",
        "机动车销售统一发票",
        "二手车销售统一发票",
        "丁市停车费定额发票",
        "增值税普通发票（卷票）",
        "通用机打发票",
    ],
)
@pytest.mark.parametrize("confidence", [1.0, 0.92])
def test_every_title_of_an_invoice_names_an_invoice(title: str, confidence: float) -> None:
    page = paged(f"^{title}\n发票代码 144031901110\n金额 38.50元\n日期 2026-03-02", confidence=confidence)
    assert classify(Paper([page])).doc_type == "vat_invoice"


def test_a_taxi_slip_whose_title_the_photo_lost_is_known_by_its_lines() -> None:
    text = "发票代码144031901110\n发票号码33602136\n车号 粤B12345\n证号 200311\n上车 10:20\n下车 10:41\n里程 9.5km\n金额 38.50元"
    assert classify(Paper([paged(text, confidence=0.9)])).doc_type == "vat_invoice"


@pytest.mark.parametrize("title", ["发票领购申请表", "发票明细汇总", "开票信息"])
def test_papers_about_invoices_are_none(title: str) -> None:
    assert classify(Paper([paged(f"^{title}\n序号 名称\n1 甲公司")])).doc_type == "other"


def invoice(page: Page) -> dict[str, object]:
    """Return the values of the one invoice on a page."""
    (document,) = understand(SOURCE, [page])
    assert document.doc_type == "vat_invoice"
    fields = document.to_json()["fields"]
    assert isinstance(fields, dict)
    return {name: field["value"] for name, field in fields.items() if isinstance(field, dict)}


HEAD = "发票代码：032002200104\n发票号码：03289126\n开票日期：2025年3月4日"


def test_a_used_car_is_sold_by_one_person_to_another_in_the_market_that_writes_the_invoice() -> None:
    rows = [
        ["买方单位/个人", "王德福", "单位代码/身份证号码", "520367953608702583"],
        ["买方单位/个人住址", "某市某路1号", "电话", "13933408745"],
        ["卖方单位/个人", "张可欣", "单位代码/身份证号码", "520115849949396312"],
        ["卖方单位/个人住址", "某市某路2号", "电话", "13809450450"],
        ["车价合计（大写）", "壹拾叁万陆仟柒佰元整", "小写", "¥136,700.00"],
        ["二手车市场", "某某二手车交易市场有限公司", "纳税人识别号", "91511402CBCFU00D3Y"],
        ["备注：", "", "", ""],
    ]
    fields = invoice(ruled(rows, title="二手车销售统一发票", below=HEAD))
    assert (fields["buyer_name"], fields["buyer_tax_id"]) == ("王德福", "520367953608702583")
    assert (fields["seller_name"], fields["seller_tax_id"]) == ("张可欣", "520115849949396312")
    assert fields["total"] == "136700.00"
    assert fields["remarks"] is None


def test_an_invoice_for_a_car_prints_the_sum_without_tax_in_a_cell_of_its_own() -> None:
    rows = [
        ["购买方名称", "赵兴旺", "纳税人识别号/统一社会信用代码", "430202835457408382"],
        ["价税合计", "壹拾伍万壹仟贰佰元整", "小写", "¥151200.00"],
        ["销货单位名称", "某某汽车贸易有限公司", "电话", "26844930"],
        ["纳税人识别号", "91320214YN1TBRXL5H", "账号", "1830468854819966"],
        ["增值税税率", "13%", "增值税税额", "¥17394.69"],
        ["不含税价", "小写 ¥133805.31", "限乘人数", "5"],
    ]
    fields = invoice(ruled(rows, title="机动车销售统一发票", below=f"{HEAD}\n备注：一车一票"))
    assert (fields["buyer_name"], fields["buyer_tax_id"]) == ("赵兴旺", "430202835457408382")
    assert fields["seller_tax_id"] == "91320214YN1TBRXL5H"
    assert (fields["amount"], fields["total"]) == ("133805.31", "151200.00")
    assert fields["remarks"] == "一车一票"


def test_names_and_sums_that_a_narrow_strip_breaks_are_whole() -> None:
    text = (
        "^某省增值税普通发票（卷票）\n发票代码：032002200107\n发票号码：04631846\n销售方名称：某某包装印务有限公\n司\n"
        "纳税人识别号：91320214LM79QK4H5F\n开票日期：2025-03-04\n购买方名称：甲某机械设备有\n限公司\n纳税人识别号：91350503E7JTJK2H9Y\n"
        "项目   数量   单价   金额\n92号汽油\n48.36   8.78   424.67\n合计金额（小写）：¥424.67\n合计金额（大写）：肆佰贰拾肆元陆角\n柒分\n"
        "校验码：69461 97271 10591 32606"
    )
    fields = invoice(paged(text))
    assert (fields["seller_name"], fields["buyer_name"]) == ("某某包装印务有限公司", "甲某机械设备有限公司")
    assert fields["total_in_words"] == "肆佰贰拾肆元陆角柒分"


def test_the_name_that_a_seal_prints_into_the_box_of_remarks_is_no_remark() -> None:
    text = (
        "^某省增值税电子普通发票\n发票代码：036040465411\n发票号码：02733841\n开票日期：2025年3月4日\n购买方名称：甲某生物制品有限公司\n"
        "价税合计（大写）   壹佰元整   （小写）¥100.00\n销售方名称：乙某建材股份有限公司\n备注：服务期间第三季度   乙某建材股份\n收款人：某人   复核：某人   开票人：某人"
    )
    assert invoice(paged(text))["remarks"] == "服务期间第三季度"
