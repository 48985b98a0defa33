# ruff: noqa: E501 - printed lines read better unbroken
from __future__ import annotations

from typing import Any

import pytest
from tests.understanding.pages import SOURCE, paged, ruled, word_file

from docaudit.understanding import READERS, understand


def values(doc_type: str, *pages: Any) -> dict[str, Any]:
    document = READERS[doc_type](pages)
    json = document.to_json()["fields"]
    assert isinstance(json, dict)
    return {k: v["value"] if isinstance(v, dict) else v for k, v in json.items()}


def test_a_slip_with_both_sides_in_a_ruled_table() -> None:
    page = ruled(
        [
            ["付款人", "户名", "苏州甲机械有限公司", "收款人", "户名", "常熟乙钢铁有限公司"],
            ["", "账号", "7066904446242246", "", "账号", "9108058462336143"],
            ["", "开户行", "某某银行苏州分行", "", "开户行", "某某银行常熟支行"],
            ["金额", "人民币（大写）贰佰万元整", "", "小写", "￥2,000,000.00", ""],
            ["用途", "货款", "", "交易流水号", "2025091712345678", ""],
        ],
        title="电子回单",
        below="交易日期：2025年9月17日",
    )
    found = values("transfer_slip", page)
    assert found == {
        "date": "2025-09-17",
        "payer_name": "苏州甲机械有限公司",
        "payer_account": "7066904446242246",
        "payee_name": "常熟乙钢铁有限公司",
        "payee_account": "9108058462336143",
        "amount": "2000000.00",
        "amount_in_words": "贰佰万元整",
        "remark": "货款",
        "reference": "2025091712345678",
    }


def test_a_slip_of_labelled_lines() -> None:
    found = values(
        "transfer_slip",
        paged(
            "^业务回单（付款）\n记账日期：20260105   回单编号：25H0098\n付款人户名：甲贸易有限公司   付款人账号：1100 2233 4455 66\n"
            "收款人户名：乙塑料厂   收款人账号：6222****1234\n金额：CNY 1,500.50   大写：壹仟伍佰元伍角\n附言：材料款"
        ),
    )
    assert found["payer_account"] == "11002233445566"
    assert found["payee_account"] == "6222****1234"
    assert (found["amount"], found["amount_in_words"], found["date"]) == ("1500.50", "壹仟伍佰元伍角", "2026-01-05")
    assert (found["payer_name"], found["payee_name"], found["reference"]) == ("甲贸易有限公司", "乙塑料厂", "25H0098")


def test_the_box_of_a_value_is_its_part_of_the_word() -> None:
    page = paged("^业务回单\n收款人账号：6222021234567890123")
    (document,) = understand(SOURCE, [page])
    json = document.to_json()["fields"]
    assert isinstance(json, dict)
    field = json["payee_account"]
    word = page.lines[1].words[0].box
    assert field["page"] == 1
    assert field["text"] == "收款人账号：6222021234567890123"
    assert field["box"][0] > word.x0 + 0.2 * word.width
    assert abs(field["box"][2] - word.x1) < 0.002


def test_a_receipt_in_one_sentence_and_one_with_labels() -> None:
    found = values(
        "receipt",
        paged(
            "^收款收据\n2026年1月24日\n今收到   林小禾   交来   瓷砖材料款\n人民币（大写）陆仟肆佰元整   ￥6400.00\n收款单位（盖章）：城西建材商行"
        ),
    )
    assert found == {
        "date": "2026-01-24",
        "payer": "林小禾",
        "payee": "城西建材商行",
        "amount": "6400.00",
        "amount_in_words": "陆仟肆佰元整",
        "reason": "瓷砖材料款",
    }
    other = values(
        "receipt", paged("^收据\n日期：2026.3.2\n交款单位：甲公司\n收款事由：押金\n金额：￥500.00\n收款单位：乙公司")
    )
    assert (other["payer"], other["payee"], other["amount"], other["reason"]) == ("甲公司", "乙公司", "500.00", "押金")


def test_a_loan_receipt_with_a_monthly_rate() -> None:
    found = values(
        "loan_receipt",
        ruled(
            [
                ["借据编号", "JJ20260105001", "合同编号", "（2026）流贷字第0012号"],
                ["借款人名称", "苏州甲机械有限公司", "放款账号", "7066904446242246671516"],
                ["借款金额（大写）", "伍佰万元整", "小写", "￥5,000,000.00"],
                ["放款日期", "2026年1月5日", "到期日", "2027年1月4日"],
                ["月利率（‰）", "3.625", "借款用途", "支付钢材款"],
            ],
            title="借款借据",
        ),
    )
    assert found == {
        "receipt_number": "JJ20260105001",
        "contract_number": "（2026）流贷字第0012号",
        "borrower": "苏州甲机械有限公司",
        "amount": "5000000.00",
        "disbursement_date": "2026-01-05",
        "due_date": "2027-01-04",
        "interest_rate": "4.35",
        "account": "7066904446242246671516",
    }


def test_a_drawdown_letter_with_its_payees() -> None:
    page = ruled(
        [
            ["序号", "收款人名称", "收款账号", "金额（万元）"],
            ["1", "乙特种钢材有限公司", "9108058462336143252", "200"],
            ["2", "丙铸造有限公司", "3344882992904153176", "150.5"],
            ["合计", "", "", "350.5"],
        ],
        title="提款申请书",
        below="根据与贵行签订的编号为甲银流借字〔2026〕第16号的借款合同，\n我公司甲机械有限公司现申请提款人民币叁佰伍拾万零伍仟元整（￥3,505,000.00），\n具体用途为采购钢材。\n申请日期：2026年1月4日",
    )
    found = values("drawdown_application", page)
    assert (found["amount"], found["date"], found["borrower"]) == ("3505000.00", "2026-01-04", "甲机械有限公司")
    assert found["contract_number"] == "甲银流借字〔2026〕第16号"
    assert found["purpose"] == "采购钢材"
    payees = [{k: v["value"] for k, v in p.items()} for p in found["payees"]]
    assert payees == [
        {"name": "乙特种钢材有限公司", "account": "9108058462336143252", "amount": "2000000.00"},
        {"name": "丙铸造有限公司", "account": "3344882992904153176", "amount": "1505000.00"},
    ]


def test_an_entrusted_payment_order_as_a_word_file() -> None:
    found = values(
        "entrusted_payment_order",
        word_file(
            "受托支付委托书\n编号：ST-01\n借款合同编号：LD-2026-0012\n委托人（借款人）：甲机械有限公司\n收款人名称：乙钢铁有限公司\n"
            "收款人账号：6228 4800 1234 5678\n收款人开户行：农业银行常熟支行\n支付金额：人民币贰佰万元整（￥2,000,000.00）\n用途：货款\n日期：2026年1月5日"
        ),
    )
    assert found == {
        "contract_number": "LD-2026-0012",
        "borrower": "甲机械有限公司",
        "amount": "2000000.00",
        "date": "2026-01-05",
        "payee_name": "乙钢铁有限公司",
        "payee_account": "6228480012345678",
        "payee_bank": "农业银行常熟支行",
        "purpose": "货款",
    }


def test_a_licence_whose_labels_are_spread_and_lack_colons() -> None:
    found = values(
        "business_license",
        paged(
            "^营业执照\n统一社会信用代码   91440300708461136T\n名   称   深圳某某科技有限公司\n类   型   有限责任公司\n法定代表人   张三丰\n注册资本   伍佰万元整\n"
            "成立日期   2010年03月05日\n住   所   深圳市南山区\n经营范围   软件开发、技术咨询；电子产品的\n               销售。\n登记机关",
            confidence=0.95,
        ),
    )
    assert found["name"] == "深圳某某科技有限公司"
    assert found["credit_code"] == "91440300708461136T"
    assert (found["legal_representative"], found["registered_capital"]) == ("张三丰", "5000000.00")
    assert found["established_date"] == "2010-03-05"
    assert found["scope"] == "软件开发、技术咨询；电子产品的销售。"


def test_a_licence_whose_labels_the_scan_tore_apart_and_whose_code_meets_its_label() -> None:
    lines = "^营业执照\n编号   440300000201700\n统一社会信用代码91440300708461136T   (1-1)\n名类   称深圳某某科技有限公司\n型   有限责任公司\n住所   深圳市南山区"
    found = values("business_license", paged(lines, confidence=0.95))
    assert (found["name"], found["credit_code"]) == ("深圳某某科技有限公司", "91440300708461136T")
    # Neither what stands under 类型 nor another number is taken where name and code themselves were not read.
    torn = "^营业执照\n编号   440300000201700\n名类   称\n型   有限责任公司\n住所   深圳市南山区"
    found = values("business_license", paged(torn, confidence=0.95))
    assert (found["name"], found["credit_code"]) == (None, None)


def test_a_licence_that_begins_with_a_glyph_of_its_label() -> None:
    found = values(
        "business_license", paged("^营业执照\n称   名创优品贸易有限公司\n类型   有限责任公司", confidence=0.95)
    )
    assert found["name"] == "名创优品贸易有限公司"


def test_a_credit_code_on_a_scan_that_fails_its_check_was_misread() -> None:
    lines = "^营业执照\n统一社会信用代码   91440300708461137T\n名称   深圳某某科技有限公司"
    assert values("business_license", paged(lines, confidence=0.95))["credit_code"] is None
    assert values("business_license", paged(lines))["credit_code"] == "91440300708461137T"


def test_a_goods_receipt_with_its_lines() -> None:
    page = ruled(
        [
            ["货物名称", "规格型号", "单位", "数量", "单价", "金额"],
            ["圆钢", "Φ60", "吨", "120.5", "4,000.00", "482,000.00"],
            ["合计", "", "", "", "", "482,000.00"],
        ],
        title="入库单",
        below="供应商：乙钢铁有限公司\n收货单位：甲机械有限公司\n入库日期：2026-01-08\n验收人：王五",
    )
    found = values("goods_receipt", page)
    assert (found["date"], found["supplier"], found["receiver"]) == ("2026-01-08", "乙钢铁有限公司", "甲机械有限公司")
    assert found["amount"] == "482000.00"
    assert [i["quantity"]["value"] for i in found["items"]] == ["120.5"]


def test_an_inspection_report_with_its_conclusion_under_a_heading() -> None:
    found = values(
        "inspection_report",
        word_file(
            "贷后检查报告\n借款人：甲机械有限公司\n检查日期：2026年3月1日\n一、经营情况\n正常。\n二、检查结论\n资金按约定用途使用，未见风险。\n检查人：李四"
        ),
    )
    assert found == {
        "date": "2026-03-01",
        "borrower": "甲机械有限公司",
        "inspector": "李四",
        "conclusion": "资金按约定用途使用，未见风险。",
    }


def test_a_label_with_one_misread_glyph_is_found_on_a_scan() -> None:
    found = values(
        "transfer_slip", paged("^业务回单\n收款人户各：乙塑料厂\n收款人账号：62220212345678", confidence=0.9)
    )
    assert found["payee_name"] == "乙塑料厂"


def test_blank_forms_stay_blank() -> None:
    blank = values(
        "loan_receipt",
        paged(
            "^借款借据\n借据编号：   合同编号：\n借款人：\n借款金额：人民币（大写）      ￥\n放款日期：    年  月  日   到期日：    年  月  日"
        ),
    )
    assert set(blank.values()) == {None}
    slip = values("transfer_slip", paged("^结算业务申请书\n付款人：\n账号：\n收款人：\n账号：\n金额：\n用途："))
    assert set(slip.values()) == {None}


def test_the_scope_of_a_licence_ends_before_a_stamp() -> None:
    found = values(
        "business_license",
        paged(
            "^营业执照\n名   称   甲机械有限公司\n经营范围   机械设备的研发、生产、销售；机电设备\n           安装、维修及技术\n           服务（凭许可证经营）。\n"
            "                                                  与原件核对一致\n登记机关",
            confidence=0.95,
        ),
    )
    assert found["scope"] == "机械设备的研发、生产、销售；机电设备安装、维修及技术服务（凭许可证经营）。"


def test_the_firm_over_the_title_of_a_slip_is_its_issuer() -> None:
    store = values("goods_receipt", paged("甲食品有限公司\n^入库单\n供货单位：乙油脂有限公司\n入库日期：2026-01-05"))
    assert (store["supplier"], store["receiver"]) == ("乙油脂有限公司", "甲食品有限公司")
    delivery = values("goods_receipt", paged("乙油脂有限公司\n^送货单\n收货单位：甲食品有限公司\n2026年1月5日"))
    assert (delivery["supplier"], delivery["receiver"]) == ("乙油脂有限公司", "甲食品有限公司")


def test_a_firm_over_a_title_that_says_neither_way_is_no_party() -> None:
    found = values("goods_receipt", paged("甲食品有限公司\n^货物清单\n供货单位：乙油脂有限公司"))
    assert found["receiver"] is None


def test_a_report_whose_title_names_the_borrower_and_whose_date_ends_it() -> None:
    text = "^关于甲环保设备有限公司的贷后检查报告\n一、基本情况。企业经营正常。\n二、检查结论：风险可控。\n检查人员：王小明\n二〇二六年一月五日"
    found = values("inspection_report", paged(text))
    assert (found["borrower"], found["date"]) == ("甲环保设备有限公司", "2026-01-05")
    assert (found["inspector"], found["conclusion"]) == ("王小明", "风险可控。")


def test_a_purpose_ends_before_a_request() -> None:
    text = "^提款申请书\n根据编号为LD20260007的借款合同，现申请提款人民币壹佰万元整（￥1,000,000.00），用于采购棉纱，请将款项付至下列收款人。"
    found = values("drawdown_application", paged(text))
    assert (found["purpose"], found["amount"]) == ("采购棉纱", "1000000.00")


def test_an_order_whose_sentence_holds_contract_and_sum() -> None:
    text = "^委托支付通知\n我单位在LD9955820727号借款合同项下的借款5,752,000.00元（大写：伍佰柒拾伍万贰仟元整）已具备支付条件。\n户名：乙机械有限公司"
    found = values("entrusted_payment_order", paged(text))
    assert (found["contract_number"], found["amount"]) == ("LD9955820727", "5752000.00")


def test_a_slip_whose_rows_are_the_sides() -> None:
    page = ruled(
        [
            ["", "户名", "账号", "开户机构"],
            ["付款方", "甲食品有限公司", "3333390033570163", "某银行城东支行"],
            ["收款方", "乙油脂有限公司", "1241220110570156", "某银行城西支行"],
        ],
        title="资金汇划回单",
    )
    found = values("transfer_slip", page)
    assert (found["payer_name"], found["payer_account"]) == ("甲食品有限公司", "3333390033570163")
    assert (found["payee_name"], found["payee_account"]) == ("乙油脂有限公司", "1241220110570156")


def test_a_receipt_for_a_loan_in_one_sentence() -> None:
    text = (
        "^借款借据\n根据2025年城东字第41522号《小企业借款合同》，甲食品有限公司向某银行借款人民币壹拾万元整（￥100,000.00），\n"
        "放款日2025年7月18日，到期日2026年7月18日，执行年利率4.35%，款项转入账号6289991841497386761。"
    )
    found = values("loan_receipt", paged(text))
    assert found["contract_number"] == "2025年城东字第41522号"
    assert (found["amount"], found["due_date"], found["account"]) == ("100000.00", "2026-07-18", "6289991841497386761")


def test_a_power_to_pay_is_given_by_the_borrower() -> None:
    found = values("entrusted_payment_order", paged("^支付授权书\n授权单位：甲食品有限公司\n收款户名：乙油脂有限公司"))
    assert (found["borrower"], found["payee_name"]) == ("甲食品有限公司", "乙油脂有限公司")


def test_an_electronic_acknowledgement_of_a_transfer_is_a_slip() -> None:
    page = paged("^转账电子回执\n转账金额\n1,500.00元\n付款户名\n甲食品有限公司\n收款户名\n乙油脂有限公司")
    (document,) = understand(SOURCE, [page])
    assert document.doc_type == "transfer_slip"


def test_the_other_sides_label_is_no_misread_one() -> None:
    lines = "^付款回单\n户名：甲食品有限公司\n收款人户名：乙油脂有限公司\n收款人账号：1256120692867204232"
    found = values("transfer_slip", paged(lines, confidence=0.96))
    assert (found["payee_name"], found["payee_account"]) == ("乙油脂有限公司", "1256120692867204232")
    assert found["payer_name"] != found["payee_name"]
    assert found["payer_account"] is None
    store = values("goods_receipt", paged("^入库单\n供货单位：乙油脂有限公司\n日期：2026-01-05", confidence=0.96))
    assert (store["supplier"], store["receiver"]) == ("乙油脂有限公司", None)


def test_the_scope_of_a_licence_in_two_columns_ends_at_the_column_beside_it() -> None:
    lines = (
        "^营业执照\n名称   甲市青禾环保科技有限公司\n法定代表人   张三丰      成立日期   2018年05月21日\n"
        "经营范围   环保设备的研发、销售；房屋租赁；      住所   甲市西湖区文三路\n           住所申报；市政工程。"
    )
    page = paged(lines)
    assert values("business_license", page)["scope"] == "环保设备的研发、销售；房屋租赁；住所申报；市政工程。"


@pytest.mark.parametrize("title", ["企业财产综合险保险单", "财产基本险保险单（电子保单）", "资产评估结果公告"])
def test_a_paper_of_another_type_is_named_by_its_title_and_not_by_the_letterhead(title: str) -> None:
    body = "保险单号：0012   投保单号：0034\n被保险人：乙市宏泰纺织有限公司\n保险金额：人民币壹仟万元整"
    page = paged(f"^甲市平安财产保险股份有限公司\n^{title}\n{body}")
    assert values("other", page)["title"] == title
    assert values("other", paged(f"^甲市平安财产保险股份有限公司\n{body}"))["title"] is None
