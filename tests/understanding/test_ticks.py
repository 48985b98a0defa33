# ruff: noqa: E501 - printed lines read better unbroken
from __future__ import annotations

import pytest
from tests.understanding.pages import SOURCE, paged
from tests.understanding.test_forms import values

from docaudit.documents.loan_contract import LoanContract
from docaudit.understanding import understand
from docaudit.understanding.ticks import with_boxes


def scanned(text: str) -> list[str]:
    return [line.text for line in with_boxes(paged(text, confidence=0.95)).lines]


@pytest.mark.parametrize(
    ("read", "meant"),
    [
        ("还款方式：口等额本息   口等额本金   区按月付息到期还本", "还款方式：□等额本息 □等额本金 ☑按月付息到期还本"),
        ("还款方式：囗等额本息   团等额本金   囗利随本清", "还款方式：□等额本息 ☑等额本金 □利随本清"),
        ("支付方式：日自主支付   凶受托支付", "支付方式：□自主支付 ☑受托支付"),
        ("支付方式：口自主支付   √口受托支付", "支付方式：□自主支付 ☑受托支付"),
        ("还款方式：口等额本息口等额本金口利随本清", "还款方式：□等额本息□等额本金□利随本清"),
    ],
)
def test_glyphs_at_the_start_of_options_are_boxes(read: str, meant: str) -> None:
    assert scanned(read) == [meant]


@pytest.mark.parametrize(
    "line",
    [
        "日利率万分之二   回款账户另行约定",
        "进口设备   出口货物   户口本",
        "日期：2026年1月5日   回单编号：25H",
        "区域经理   团队贷款",
        "甲方：口腔器械有限公司   乙方：日新纺织厂",
        "区间：□日常   固定利率：3%",
    ],
)
def test_words_that_begin_with_such_glyphs_stay(line: str) -> None:
    assert scanned(line) == [" ".join(p for p in line.split("   "))]


@pytest.mark.parametrize(
    ("read", "meant"),
    [
        ("利率类型：固定利率   □浮动利率", "利率类型：☑固定利率 □浮动利率"),
        ("用途：进货周转□购置设备□其他", "用途：☑进货周转□购置设备□其他"),
        ("还款方式：□等额本息   按月付息   □其他", "还款方式：□等额本息 ☑按月付息 □其他"),
        (
            "还款方式：□等额本息□等额本金按月付息、到期一次还本□其他",
            "还款方式：□等额本息□等额本金☑按月付息、到期一次还本□其他",
        ),
        ("还款方式：□等额本息   □等额本金   □其他", "还款方式：□等额本息 □等额本金 □其他"),
        ("还款方式：等额本息   等额本金   □其他", "还款方式：等额本息 等额本金 □其他"),
        ("还款方式：☑等额本息   等额本金   □其他", "还款方式：☑等额本息 等额本金 □其他"),
    ],
)
def test_the_only_option_without_a_box_was_the_ticked_one(read: str, meant: str) -> None:
    assert scanned(read) == [meant]


def test_options_in_lines_of_their_own() -> None:
    assert scanned("支付方式（在□内打√）：\n□借款人自主支付\n贷款人受托支付\n还款安排")[1:3] == [
        "□借款人自主支付",
        "☑贷款人受托支付",
    ]
    assert scanned("□借款人自主支付\n□贷款人受托支付\n第五条 还款")[1] == "□贷款人受托支付"


def test_a_text_layer_is_left_as_it_is() -> None:
    page = paged("利率类型：固定利率   □浮动利率")
    assert with_boxes(page) is page


def test_the_terms_of_a_scanned_form() -> None:
    found = values(
        "loan_contract",
        paged(
            "^个人经营性贷款合同\n贷款人：甲银行股份有限公司\n借款人：赵丽华\n贷款用途：进货周转   □购置设备   □其他\n"
            "贷款资金支付方式：\n□借款人自主支付\n贷款人受托支付\n还款方式：口等额本息   口等额本金   区按月付息、到期一次还本\n利率：固定利率   □浮动利率",
            confidence=0.95,
        ),
    )
    assert (found["payment_method"], found["repayment_method"]) == ("entrusted", "按月付息、到期一次还本")
    assert (found["purpose"], found["rate_basis"]) == ("进货周转", "固定利率")


def test_a_choice_that_cannot_be_seen_stays_empty() -> None:
    found = values(
        "loan_contract",
        paged(
            "^借款合同\n借款用途：□进货周转   □购置设备\n还款方式：□等额本息   □等额本金\n支付方式：□自主支付   □受托支付",
            confidence=0.95,
        ),
    )
    assert (found["purpose"], found["repayment_method"], found["payment_method"]) == (None, None, None)


@pytest.mark.parametrize(
    ("printed", "use"),
    [
        ("借款人的借款用途为（选择项打“√”）：\n□购买汽车   √房屋装修及购置家具   □旅游   □其他", "房屋装修及购置家具"),
        ("借款用途：\n□购买汽车\n☑房屋装修\n□旅游\n□其他", "房屋装修"),
        ("贷款用途为（单选）：□购车；□装修；☑其他：购买农机具。", "购买农机具"),
        ("贷款的用途（任选一项）\n□购车   □装修\n□留学   ■家用电器", "家用电器"),
        ("贷款用途   □购车 √装修 □教育 □其他", "装修"),
        ("贷款用途：□购车 √装修 √家电 □其他", "装修、家电"),
        ("贷款用途：购车√   装修□   教育□", "购车"),
        ("贷款用途（打√）：购车（ ）  装修（√）  教育（ ）", "装修"),
        ("借款用于以下第 2 项：1.购买汽车；2.房屋装修；3.旅游。", "房屋装修"),
        ("贷款用途：□购车 □装修 □教育 □其他", None),
        ("贷款用途：购买原材料。\n还款方式：□到期还本 √等额本息", "购买原材料"),
    ],
)
def test_the_use_that_a_form_has_ticked_is_what_the_loan_is_for(printed: str, use: str | None) -> None:
    head = "^个人借款合同\n合同编号：A-2025-001\n贷款人：甲银行股份有限公司\n借款人：张三\n第二条 借款用途\n"
    document = next(iter(understand(SOURCE, iter([paged(f"{head}{printed}\n第三条 借款期限\n借款期限12个月。")]))))
    assert isinstance(document, LoanContract)
    assert document.purpose.value == use
