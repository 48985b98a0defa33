"""Fields of loan, trade and guarantee papers in the words of many lenders, where each once was missed."""

# ruff: noqa: E501 - printed lines read better unbroken
from __future__ import annotations

from typing import Any

import pytest
from tests.understanding.pages import paged, ruled, word_file
from tests.understanding.test_duty_wordings import HEAD
from tests.understanding.test_forms import values

from docaudit.understanding.classify import classify
from docaudit.understanding.paper import Paper


def loan(text: str) -> dict[str, Any]:
    return values("loan_contract", word_file(HEAD + text))


FIELDS = [
    ("借款人以6217000010001234567账户作为还款账户。", {"repayment_account": "6217000010001234567"}),
    ("借款人须保证还款卡6217000010001234567余额足够支付当期款项。", {"repayment_account": "6217000010001234567"}),
    (
        "贷款资金发放至借款人开立于贷款人的65971966299627598账户。",
        {"disbursement_account": "65971966299627598", "repayment_account": None},
    ),
    (
        "借款时间共六个月，2026年1月7日起，2026年7月7日止。",
        {"start_date": "2026-01-07", "end_date": "2026-07-07", "term_months": 6},
    ),
    ("借期三个月，自2026年3月1日至2026年5月31日。", {"term_months": 3, "end_date": "2026-05-31"}),
    ("双方约定年息百分之三点六。", {"interest_rate": "3.60"}),
    ("月利率千分之五。", {"interest_rate": "6.00"}),
    ("逾期的，按年利率百分之十八计收罚息。", {"interest_rate": None}),
    ("本合同借款年利率4.35%，为固定利率。", {"interest_rate": "4.35", "rate_basis": "固定利率"}),
    (
        "利率：☑固定利率：年利率4.20%。\n□浮动利率：5年期以上LPR加____基点。",
        {"interest_rate": "4.20", "rate_basis": "固定利率"},
    ),
    ("借款用途（单选）：[√] 采购建筑辅材  [ ] 购置经营设备  [ ] 支付租金", {"purpose": "采购建筑辅材"}),
    ("借款用途：□购车 □装修 □旅游", {"purpose": None}),
    ("借款用途：……………………。", {"purpose": None}),
    ("这笔钱只能用来进水果，借款方保证不拿去炒股、赌博。", {"purpose": "进水果"}),
    ("本合同项下贷款用于支付设备款，不可挪用于其他支出。", {"purpose": "支付设备款"}),
    ("贷款资金限于购买瓷土釉料及补充日常营运资金。", {"purpose": "购买瓷土釉料及补充日常营运资金"}),
    ("贷款到期一次性偿还本金，利息按季支付。", {"repayment_method": "贷款到期一次性偿还本金，利息按季支付"}),
    ("还款方式为下列第……种：1.到期一次还本付息；2.等额本金。", {"repayment_method": None}),
    ("还款方式为下列第 2 种：1.到期一次还本付息；2.等额本金；3.等额本息。", {"repayment_method": "等额本金"}),
    ("本合同自2026年8月25日签订之日起生效。", {"signed_date": "2026-08-25"}),
]


@pytest.mark.parametrize(("sentence", "expected"), FIELDS)
def test_a_field_of_a_loan_contract(sentence: str, expected: dict[str, Any]) -> None:
    found = loan("第二条 " + sentence)
    assert {k: found[k] for k in expected} == expected


def test_figures_that_differ_from_the_words_before_them_are_the_amount() -> None:
    said = "第一条　借款金额　甲方同意向乙方发放借款人民币（大写）贰佰柒拾万元整（小写：￥\n3,000,000.00）。"
    found = values(
        "loan_contract", paged(f"^流动资金借款合同\n贷款人：甲银行股份有限公司\n借款人：乙商贸有限公司\n{said}")
    )
    assert (found["amount"], found["amount_in_words"]) == ("3000000.00", "贰佰柒拾万元整")


def test_a_sum_may_be_printed_with_two_units() -> None:
    text = HEAD.split("第一条")[0] + "第一条 借款金额为人民币1亿5000万元整。"
    assert values("loan_contract", word_file(text))["amount"] == "150000000.00"


def test_the_number_of_a_contract_stands_alone_under_its_title() -> None:
    text = "^资金借款合同书\n财借字第20250179号\n贷款方：甲财务有限公司\n借款方：乙陶瓷股份有限公司\n"
    assert values("loan_contract", paged(text))["contract_number"] == "财借字第20250179号"


def test_the_date_of_a_cover_is_that_of_signing() -> None:
    text = "^项目借款合同\n借款人：甲陶瓷股份有限公司\n贷款人：乙银行股份有限公司\n2026年4月5日\n1.1 借款人向贷款人借款。\n"
    assert values("loan_contract", paged(text))["signed_date"] == "2026-04-05"


def test_term_and_days_stand_in_a_cell() -> None:
    page = ruled(
        [
            ["借款人", "许子轩", "贷款人", "丁市银行股份有限公司"],
            ["借款期限", "12个月(2024.11.18-2025.11.18)", "年利率", "5.65%"],
        ],
        title="个人经营性贷款借款合同",
    )
    found = values("loan_contract", page)
    assert (found["term_months"], found["start_date"], found["end_date"]) == (12, "2024-11-18", "2025-11-18")


def test_a_surety_is_the_ticked_one() -> None:
    assert [g["value"] for g in loan("担保方式：[√] 保证，保证人：许建业  [ ] 信用")["guarantors"]] == ["许建业"]
    assert loan("担保方式：[ ] 保证，保证人：________  [√] 信用")["guarantors"] == []


def test_an_alternative_that_was_not_chosen_is_no_duty() -> None:
    text = "第五条 借款人的义务（打钩的适用）\n☑每月5日前报送资金使用情况表；\n□资产负债率不高于____%；\n□提款后30日内提供发票。\n"
    assert [o["kind"]["value"] for o in loan(text)["obligations"]] == ["reporting"]
    chosen = "第五条 还款方式为下列第2种：\n1.到期一次性还本付息。\n2.借款人应按月付息，到期还本。\n3.等额本息。\n"
    (duty,) = loan(chosen)["obligations"]
    assert duty["text"]["value"].endswith("2.借款人应按月付息，到期还本。")


def test_a_list_of_events_is_one_duty_and_holds_its_items() -> None:
    text = "第五条 发生下列情形之一的，借款人应于3日内书面通知贷款人：\n（1）涉及重大诉讼；\n（2）主要资产被查封。\n第六条 附则\n"
    (duty,) = loan(text)["obligations"]
    assert (duty["kind"]["value"], duty["due_days"]["value"]) == ("notification", 3)
    assert duty["event"]["value"] == "（1）涉及重大诉讼；（2）主要资产被查封"
    assert duty["text"]["value"].endswith("主要资产被查封。")


def test_the_items_of_a_list_of_promises_are_duties_of_their_own() -> None:
    text = "第五条 借款人承诺：（1）每季度结束后15日内报送财务报表；（2）不将贷款用于购买股票；（3）变更住所的，提前10日通知贷款人。"
    assert [o["kind"]["value"] for o in loan(text)["obligations"]] == ["reporting", "prohibition", "notification"]


def test_short_names_stand_for_the_parties() -> None:
    text = (
        "^信托贷款合同\n贷款人：华岳国际信托有限公司（下称“信托公司”）\n借款人：甲陶瓷股份有限公司（下称“公司”）\n"
        "（一）公司须在每个季度结束后12日内将财务报表送交信托公司。\n（二）信托公司应对受托资产分别管理。\n"
        "（三）公司应当接受信托公司的检查。\n"
    )
    found = values("loan_contract", paged(text))["obligations"]
    assert [(o["kind"]["value"], o["party"]["value"]) for o in found] == [
        ("reporting", "borrower"),
        ("other", "borrower"),
    ]


@pytest.mark.parametrize(
    "title", ["贷款支付授权委托书", "划款授权书", "代付委托书", "受托支付申请书", "授权划付函", "付款授权委托书"]
)
def test_an_order_to_pay_goes_by_many_titles(title: str) -> None:
    text = f"^{title}\n授权人：甲医疗器械有限公司\n一、所依据的借款合同：GD-96705229\n二、委托支付金额：人民币壹万元整（10,000.00元）\n三、收款单位：乙农业发展有限公司\n"
    page = paged(text)
    assert classify(Paper([page])).doc_type == "entrusted_payment_order"
    assert values("entrusted_payment_order", page)["contract_number"] == "GD-96705229"


def test_heads_of_a_receipt_are_no_values_of_each_other() -> None:
    page = ruled(
        [["交款单位（个人）", "款项内容", "结算方式"], ["宁夏润野农业发展有限公司", "仓储费", "转账"]],
        title="资金往来收据",
        below="收款单位：河北诚壹医疗器械有限责任公司（财务专用章）",
    )
    found = values("receipt", page)
    assert found["reason"] == "仓储费"
    assert found["payee"] == "河北诚壹医疗器械有限责任公司"


def test_a_guarantee_names_its_loan_by_title_and_number() -> None:
    text = (
        "^保证合同\n编号：（2025）泉商银保字第0067号\n主合同名称及编号   《人民币借款合同》（2026）泉商银借字第1558号\n"
    )
    found = values("guarantee_contract", paged(text))
    assert found["main_contract_number"] == "（2026）泉商银借字第1558号"


def test_a_receipt_of_a_loan_names_its_contract_in_a_sentence() -> None:
    text = "^借据\n借款人邓立新依据编号HT36550638的借款合同，今借到甲小额贷款有限公司人民币壹拾捌万元整。\n"
    assert values("loan_receipt", paged(text))["contract_number"] == "HT36550638"


def test_goods_are_counted_and_works_end_on_a_day() -> None:
    goods = "^设备采购合同\n买方：甲公司\n卖方：乙公司\n1. 卖方向买方出售全自动滚压成型机4台（套），含安装调试。\n"
    assert values("trade_contract", paged(goods))["subject"] == "全自动滚压成型机"
    works = "^装修合同\n发包方：甲公司\n承包方：乙公司\n第二条 开工日期2025年3月12日，竣工日期2025年6月12日。\n"
    assert values("trade_contract", paged(works))["delivery_date"] == "2025-06-12"


def kinds(text: str) -> list[str]:
    return [o["kind"]["value"] for o in loan(text)["obligations"]]


def test_a_list_that_begins_in_its_sentence_goes_on_in_the_next_lines() -> None:
    text = "第五条 有下列情况之一，贷款人有权要求借款人提前清偿全部借款：（一）连续两期拖欠本息；\n（二）涉及重大案件。\n逾期罚息利率上浮百分之五十。\n"
    (duty,) = loan(text)["obligations"]
    assert duty["event"]["value"] == "（一）连续两期拖欠本息；（二）涉及重大案件"
    letters = "4.1 您有下列行为的，我行有权单方面宣布贷款提前到期：a)逾期超过15日；b)提供的流水不真实。\n"
    assert loan(letters)["obligations"][0]["event"]["value"] == "a)逾期超过15日；b)提供的流水不真实"


def test_circled_numbers_choose_an_item() -> None:
    (duty,) = loan("3.1 借款人选择第 2 种方式还本付息：①按月等额本息；②按月付息、到期还本；③按季付息。\n")[
        "obligations"
    ]
    assert duty["text"]["value"].endswith("②按月付息、到期还本；")


def test_one_sentence_may_name_two_reports_and_two_payments() -> None:
    text = "5.1 每季度终了后15日内报送资产负债表和利润表，每个会计年度终了后120日内报送年度财务报告。\n"
    found = loan(text)["obligations"]
    assert [(o["frequency"]["value"], o["due_days"]["value"]) for o in found] == [("quarterly", 15), ("yearly", 120)]
    text = "第四条 借款人保证2027年3月1日先归还本金34万元，剩下的本金34万元在2027年7月1日还清。\n"
    found = loan(text)["obligations"]
    assert [(o["due_date"]["value"], o["amount"]["value"]) for o in found] == [
        ("2027-03-01", "340000.00"),
        ("2027-07-01", "340000.00"),
    ]


def test_a_purpose_beside_its_label_binds_the_borrower() -> None:
    page = ruled([["借款人", "甲公司"], ["借款用途", "支付油墨货款"]], title="流动资金借款合同")
    found = values("loan_contract", page)["obligations"]
    assert [(o["kind"]["value"], o["purpose"]["value"]) for o in found] == [("use_of_funds", "支付油墨货款")]


def test_a_surety_that_may_not_withdraw_still_secures() -> None:
    assert kinds("4.4 保证人对借款人的全部债务提供连带责任保证，非经贷款人同意不得撤销。\n") == ["security"]
    assert kinds("保证人（丙方）   甲机械制造股份有限公司   保证方式   [√]连带责任 [ ]一般\n") == []


def test_each_account_stands_beside_its_caption() -> None:
    page = ruled(
        [["借款发放账户", "户名：甲公司 账号：8009116862712930", "还款账户", "户名：甲公司 账号：8013248131567197"]],
        title="流动资金借款合同",
    )
    found = values("loan_contract", page)
    assert (found["disbursement_account"], found["repayment_account"]) == ("8009116862712930", "8013248131567197")


def test_the_last_day_may_be_broken_at_the_end_of_a_line() -> None:
    found = loan("1.2 借款期限12个月，起始日2024年2月9日，到期日2025年2\n月9日。\n")
    assert (found["start_date"], found["end_date"]) == ("2024-02-09", "2025-02-09")


def test_the_label_of_the_next_party_is_no_name() -> None:
    text = "^流动资金循环借款合同\n借款单位：\n贷款银行：\n第一款 贷款银行同意在____年__月__日前提供借款。\n"
    assert values("loan_contract", paged(text))["borrower"] is None


def test_terms_of_payment_begin_behind_their_whole_label() -> None:
    text = "^工矿产品买卖合同\n出卖人：甲公司\n买受人：乙公司\n五、结算方式及期限：款到发货。\n"
    assert values("trade_contract", paged(text))["payment_terms"] == "款到发货"
    work = "^加工承揽合同\nJG〔2026〕79号\n定作方：甲公司\n承揽方：乙公司\n定作方委托承揽方加工工作服123件，加工价款共计壹万元整。\n付款办法：提货时付清价款。\n"
    found = values("trade_contract", paged(work))
    assert found["contract_number"] == "JG〔2026〕79号"
    assert (found["subject"], found["payment_terms"]) == ("加工工作服123件", "提货时付清价款")


def test_both_sides_of_an_order_print_the_same_labels() -> None:
    page = ruled(
        [
            ["委托人（借款人）", "", "收款人", ""],
            ["户名", "甲冷链物流有限公司", "户名", "乙电缆有限公司"],
            ["账号", "907961878224522279", "账号", "20651186145126221"],
            ["开户行", "九江银行股份有限公司八里湖支行", "开户行", "浙商银行股份有限公司科技园支行"],
        ],
        title="贷款受托支付委托书",
    )
    found = values("entrusted_payment_order", page)
    assert found["borrower"] == "甲冷链物流有限公司"
    assert found["payee_bank"] == "浙商银行股份有限公司科技园支行"


def test_the_payee_of_a_drawdown_stands_in_a_block() -> None:
    text = (
        "^借款支用申请书\n我公司（甲制衣有限公司）现申请支用借款，支用金额：人民币2,014,000.00元。\n"
        "请贵行将款项受托支付至以下收款人：\n户名：乙机械制造股份有限公司\n账号：3559163622199833\n金额：2,014,000.00元\n"
    )
    (payee,) = values("drawdown_application", paged(text))["payees"]
    assert {k: v["value"] for k, v in payee.items()} == {
        "name": "乙机械制造股份有限公司",
        "account": "3559163622199833",
        "amount": "2014000.00",
    }


def test_a_title_may_be_set_letter_by_letter() -> None:
    page = paged("设   备   验   收   单\n使用单位   甲制衣有限公司\n供货单位   乙玻璃有限公司\n")
    assert classify(Paper([page])).doc_type == "goods_receipt"


def test_what_a_scan_loses_between_words_parts_names_and_times() -> None:
    text = "^个人经营贷款合同\n甲方（贷款人）：甲银行股份有限公司\n乙方（借款人）：孙秀兰公民身份号码：130402197909204183\n签署时间：2024-07-2110:34:15\n"
    found = values("loan_contract", paged(text))
    assert (found["borrower"], found["borrower_id"]) == ("孙秀兰", "130402197909204183")
    assert found["signed_date"] == "2024-07-21"
    works = "^装修合同\n发包方（甲方）：秦思远承包方（乙方）：河池景恒润装饰工程有限公司\n"
    assert values("trade_contract", paged(works))["seller"] == "河池景恒润装饰工程有限公司"


def test_a_row_of_labels_and_values_is_no_title() -> None:
    text = "个人消费贷款合同\n合同编号   XF202508047595\n^借款人   周宏伟   身份证号码   130402199007126648\n"
    assert classify(Paper([paged(text)])).doc_type == "loan_contract"


def test_a_limit_is_no_option_and_a_town_no_box() -> None:
    blank = "第四款 支付方式：   □受托支付   □自主支付；单笔支付达到   万元的，采用受托支付\n"
    assert values("loan_contract", paged("^借款合同\n" + blank, confidence=0.95))["payment_method"] is None
    town = "保证人：   日照宁嘉机械制造有限公司   保证方式   □连带责任 □一般\n"
    assert "日照宁嘉" in Paper([paged(town, confidence=0.95)]).text.chars


def test_a_supplement_may_follow_the_last_sum_of_a_table() -> None:
    text = (
        "第三条 单笔支付超过人民币400万元的，采用贷款人受托支付。\n"
        + "第四条 其他约定以双方签署的书面文件为准，通讯地址以签字页为准。\n" * 6
    )
    text += "合计90,000,000.00变更协议（补充协议一）\n1 主合同所述受托支付的金额标准，由原金额调整为单笔支付超过人民币600万元。\n"
    assert loan(text)["entrusted_threshold"] == "6000000.00"


def test_a_plan_goes_on_over_the_page() -> None:
    first = ruled(
        [["期次", "还款日期", "应还本金"], ["1", "2026-02-01", "9,000.00"]], title="借款合同", below="还款计划"
    )
    second = ruled([["2", "2026-03-01", "9,000.00"], ["合计", "", "18,000.00"]], 2)
    narrow = ruled([["附件", "无"]], 2)
    rows = values("loan_contract", first, second)["repayment_schedule"]
    assert [r["due_date"]["value"] for r in rows] == ["2026-02-01", "2026-03-01"]
    assert len(values("loan_contract", first, narrow)["repayment_schedule"]) == 1


def test_a_letter_of_admission_is_handed_in_and_no_news() -> None:
    assert kinds("（三）借款人应自贷款发放之日起30日内向贷款人提交录取通知书及相应发票。\n") == ["evidence"]


def test_a_lead_into_particulars_is_a_duty_beside_its_items() -> None:
    text = "第五条 贷款人指定还款账户为以下列明的账户：\n户名：甲银行股份有限公司\n账号：6217000010001234567\n第六条 附则\n"
    found = loan(text)["obligations"]
    assert [(o["kind"]["value"], o["party"]["value"]) for o in found] == [("account", "lender")]


def test_a_glyph_that_no_sum_has_is_the_one_that_it_looks_like() -> None:
    text = HEAD.split("第一条")[0] + "第一条 借款金额：人民币贰拾捌万零捌伯伍拾玖元陆角（￥280,859.60）。\n"
    assert values("loan_contract", word_file(text))["amount_in_words"] == "贰拾捌万零捌佰伍拾玖元陆角"
