"""Loan contracts whose parties, sums, days and accounts stand in sentences, in words that no form prints."""

# ruff: noqa: E501 - printed lines read better unbroken
from __future__ import annotations

from typing import Any

import pytest
from tests.understanding.pages import ruled, word_file
from tests.understanding.test_forms import values

from docaudit.understanding.classify import classify
from docaudit.understanding.kinds import find_number
from docaudit.understanding.paper import Paper

HEAD = "借款合同\n借款人：松原百川商贸有限公司\n贷款人：松原银行股份有限公司\n第一条 双方自愿订立本合同。\n"

TYPES = [
    ("个人住房抵押贷款合同", "loan_contract"),
    ("农户担保借款合同", "loan_contract"),
    ("最高额抵押借款合同", "loan_contract"),
    ("借款担保合同", "guarantee_contract"),
    ("房产抵押合同", "guarantee_contract"),
    ("商业汇票承兑协议", "other"),
    ("国内保理业务合同", "other"),
]


@pytest.mark.parametrize(("title", "doc_type"), TYPES)
def test_what_a_contract_is_says_the_last_word_of_its_title(title: str, doc_type: str) -> None:
    assert classify(Paper([word_file(f"{title}\n第一条 双方约定如下。\n第二条 本合同一式两份。")])).doc_type == doc_type


PARTIES = [
    "用款方（丙方）：松原百川商贸有限公司\n资金方（贷款人）：松原农村商业银行股份有限公司江北支行\n",
    "松原农村商业银行股份有限公司江北支行（以下简称“出借方”）与松原百川商贸有限公司（以下简称“借款方”）订立本合同。\n",
    "由松原农村商业银行股份有限公司江北支行（统一社会信用代码略，下称贷款人）向松原百川商贸有限公司（下称借款人）提供借款。\n",
    "甲方：松原百川商贸有限公司（以下称“用款人”）\n乙方：松原农村商业银行股份有限公司江北支行（以下称“放款人”）\n",
    "松原百川商贸有限公司（以下简称甲方）向松原农村商业银行股份有限公司江北支行（以下简称乙方）借款，约定如下：\n",
    "采购方（借款人、出质人）：松原百川商贸有限公司\n经办银行（贷款人）：松原农村商业银行股份有限公司江北支行\n",
    "（1）松原百川商贸有限公司，作为借款人；\n（2）松原农村商业银行股份有限公司江北支行，作为贷款人；\n",
    "借款客户：松原百川商贸有限公司\n放款人：松原农村商业银行股份有限公司江北支行\n",
    "借款人松原百川商贸有限公司因备货所需，向贷款人松原农村商业银行股份有限公司江北支行，申请借款。\n",
]


@pytest.mark.parametrize("head", PARTIES)
def test_parties_are_known_by_the_role_that_a_bracket_or_sentence_gives_them(head: str) -> None:
    found = values("loan_contract", word_file(f"借款合同\n{head}第一条 借款用于备货。"))
    assert (found["lender"], found["borrower"]) == ("松原农村商业银行股份有限公司江北支行", "松原百川商贸有限公司")


def test_the_leading_bank_of_a_syndicate_lends_where_no_line_names_all() -> None:
    text = "银团贷款合同\n借款人：松原百川实业有限公司\n牵头行：松原银行股份有限公司\n参加行：白城银行股份有限公司\n第一条 贷款用于扩建厂房。"
    assert values("loan_contract", word_file(text))["lender"] == "松原银行股份有限公司"


FIELDS: list[tuple[str, dict[str, Any]]] = [
    ("贷款本金为美元伍拾万元整（USD 500,000.00）。", {"amount": "500000.00", "currency": "USD", "amount_in_words": "伍拾万元整"}),
    ("甲方借给乙方人民币叁拾陆万元整（¥360,000.00）。", {"amount": "360000.00"}),
    ("乙方向甲方发放借款1,250万元（大写：壹仟贰佰伍拾万元整）。", {"amount": "12500000.00", "amount_in_words": "壹仟贰佰伍拾万元整"}),
    ("出借金额为1.2亿元。", {"amount": "120000000.00"}),
    ("本合同借款本金计人民币80万元。", {"amount": "800000.00"}),
    ("借款自放款之日起三年。", {"term_months": 36}),
    ("借款人应自放款之日起三个月内交来发票。", {"term_months": None}),
    ("贷款为期十八个月。", {"term_months": 18}),
    ("借款期限180天，自2026年3月1日起、至2026年8月28日止。", {"term_months": 6, "start_date": "2026-03-01", "end_date": "2026-08-28"}),
    ("借款期限：2026.3.5—2027.3.4。", {"start_date": "2026-03-05", "end_date": "2027-03-04", "term_months": 12}),
    ("借款期间为二〇二六年三月五日至二〇二七年三月四日。", {"start_date": "2026-03-05", "end_date": "2027-03-04", "term_months": 12}),
    ("提款日2026年5月6日，到期日为2027年5月6日。", {"start_date": "2026-05-06", "end_date": "2027-05-06"}),
    ("利率以签约日前一日一年期LPR（3.10%）加95个基点确定，即4.05%。", {"interest_rate": "4.05"}),
    ("借款利率：一年期LPR减10BP，执行年利率为3.00%；罚息利率为4.50%。", {"interest_rate": "3.00"}),
    ("执行利率为1年期LPR+60BP。", {"interest_rate": None}),
    ("月息8‰。", {"interest_rate": "9.60"}),
    ("借款利率为月利率6.5‰。", {"interest_rate": "7.80"}),
    ("利率为6个月HIBOR加1.2%。", {"interest_rate": None, "rate_basis": "6个月HIBOR加1.2%"}),
    ("贷款额（万元）：75", {"amount": "750000.00"}),
    ("乙方应于2027年4月3日前将本金一次还清。", {"end_date": "2027-04-03"}),
    ("乙方应于2026年10月3日前归还本金10万元。", {"end_date": None}),
    ("借款人应将所借资金用于翻建粮仓。", {"purpose": "翻建粮仓"}),
    ("乙方因摊位周转需要，向甲方借款。", {"purpose": "摊位周转"}),
    ("放款户：户名松原百川商贸有限公司，账号310066881018000222\n还款户：同上", {"disbursement_account": "310066881018000222", "repayment_account": "310066881018000222"}),
    ("丙方韩冬生自愿为乙方的上述债务承担连带保证责任。", {"guarantors": ["韩冬生"]}),
    ("本合同二〇二六年五月九日签订于松原市。", {"signed_date": "2026-05-09"}),
    ("借款只能用于购进棉纱。", {"purpose": "购进棉纱"}),
    ("每笔贷款仅可用于支付代工费用，不准挪作他用。", {"purpose": "支付代工费用"}),
    ("借款用途：乙方须将借款用于约定用途。", {"purpose": None}),
    ("乙方申请用于翻新门店及添置货架。", {"purpose": "翻新门店及添置货架"}),
    ("本合同项下借款采用按月付息、到期还本的还款方式。", {"repayment_method": "按月付息、到期还本"}),
    ("借款按季结息，结息日为每季末月二十日。以等额本金方式还款。", {"repayment_method": "等额本金"}),
    ("还本方式：按工程进度还本，竣工后还清", {"repayment_method": "按工程进度还本，竣工后还清"}),
    ("乙方应把每期款项存入账号为6222020000011112222的还款账户。", {"repayment_account": "6222020000011112222", "disbursement_account": None}),
    ("结算账户（放款及还款）：310066881018000123456", {"repayment_account": "310066881018000123456", "disbursement_account": "310066881018000123456"}),
    ("销售款须付入回款专户（账号310066881018000999）。", {"repayment_account": "310066881018000999"}),
    ("借款拨入借款人名下账户，账号310066881018000777。", {"disbursement_account": "310066881018000777", "repayment_account": None}),
    ("借款人授权贷款人将贷款划付至户名为松原恒昌机电有限公司、账号为310066881018000555的账户。", {"disbursement_account": "310066881018000555"}),
    ("借款人委托贷款人将全部贷款划付供货商。", {"payment_method": "entrusted"}),
    ("贷款人凭借款人的付款指令将贷款直接付给施工单位。", {"payment_method": "entrusted"}),
    ("借款发放后由借款人自行支付。", {"payment_method": "self"}),
    ("松原百川担保有限公司为本笔借款提供连带责任保证。", {"guarantors": ["松原百川担保有限公司"]}),
    ("未经同意，借款人不得为松原宏远商贸有限公司的借款提供担保。", {"guarantors": []}),
    ("本合同于2026年4月9日由双方签章生效。", {"signed_date": "2026-04-09"}),
    ("签署日：2026年4月9日", {"signed_date": "2026-04-09"}),
]  # fmt: skip


@pytest.mark.parametrize(("sentence", "expected"), FIELDS)
def test_a_term_that_a_sentence_tells(sentence: str, expected: dict[str, Any]) -> None:
    found = values("loan_contract", word_file(HEAD + "第二条 " + sentence))
    found["guarantors"] = [each["value"] for each in found["guarantors"]]
    assert {k: found[k] for k in expected} == expected


def test_an_extension_tells_the_extended_sum_and_day_not_those_of_the_first_contract() -> None:
    text = (
        "贷款展期协议\n展期协议号：ZX-2026-018\n原借款合同号：DK-2025-077\n贷款人：松原银行股份有限公司\n借款人：松原百川商贸有限公司\n"
        "原贷款金额6,000,000.00元，原到期日为2026年2月1日。\n一、展期金额：人民币伍佰万元整（¥5,000,000.00）。\n"
        "二、展期期限：9个月，展期后到期日为2026年11月1日。"
    )
    found = values("loan_contract", word_file(text))
    assert (found["contract_number"], found["amount"]) == ("ZX-2026-018", "5000000.00")
    assert (found["term_months"], found["start_date"], found["end_date"]) == (9, None, "2026-11-01")


def test_a_paper_that_is_itself_a_supplement_tells_what_it_changes() -> None:
    text = (
        "借款合同变更协议\n贷款人：松原银行股份有限公司\n借款人：松原百川商贸有限公司\n双方就原合同作如下变更：\n"
        "一、原合同借款金额由人民币900万元调整为人民币7,000,000.00元（大写：柒佰万元整）。\n二、年利率由4.60%下调为4.10%。\n三、到期日不变，仍为2027年6月30日。"
    )
    found = values("loan_contract", word_file(text))
    assert (found["amount"], found["amount_in_words"], found["interest_rate"]) == ("7000000.00", "柒佰万元整", "4.10")
    assert found["end_date"] == "2027-06-30"


def test_the_days_of_a_line_of_credit_are_the_term_of_its_own_contract_only() -> None:
    days = "额度使用期为12个月，从2026年3月2日起算，于2027年3月1日届满。"
    own = values("loan_contract", word_file(f"循环额度借款合同\n借款人：松原百川商贸有限公司\n第一条 {days}"))
    other = values("loan_contract", word_file(f"流动资金借款合同\n借款人：松原百川商贸有限公司\n第一条 {days}"))
    assert (own["start_date"], own["end_date"], own["term_months"]) == ("2026-03-02", "2027-03-01", 12)
    assert (other["start_date"], other["end_date"], other["term_months"]) == (None, None, None)


def test_a_caption_of_an_account_may_break_in_its_cell() -> None:
    page = ruled([["监管账户（放\n款）", "310066881018000321"], ["还款账户", "310066881018000654"]], title="借款合同")
    found = values("loan_contract", page)
    assert (found["disbursement_account"], found["repayment_account"]) == ("310066881018000321", "310066881018000654")


def test_a_number_that_begins_with_a_dash_is_found_where_it_stands() -> None:
    assert find_number("-.2026-7") == ("-.2026-7", 0, 8)


def test_what_a_guarantor_must_do_is_no_name_of_one() -> None:
    text = (
        "保证合同\n债权人：松原银行股份有限公司\n第一条 担保期间，保证人应提前20日书面告知债权人并取得债权人书面同意。"
    )
    assert values("guarantee_contract", word_file(text))["guarantor"] is None
