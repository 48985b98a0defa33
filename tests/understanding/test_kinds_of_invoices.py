# ruff: noqa: E501 - printed lines read better unbroken
from __future__ import annotations

import pytest
from tests.understanding.pages import paged

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
