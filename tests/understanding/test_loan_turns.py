"""Loan contracts and notices of disbursement in many turns of speech: who, how much goes to the payee, which account."""

# ruff: noqa: E501 - printed lines read better unbroken
from __future__ import annotations

from typing import Any

import pytest
from tests.understanding.pages import paged, ruled, word_file
from tests.understanding.test_forms import values

FIRM, BANK = "松原百川商贸有限公司", "松原银行股份有限公司"
HEAD = f"借款合同\n合同编号：松银借2025-0031\n借款人：{FIRM}\n贷款人：{BANK}\n"
OUT, BACK, OTHER = "310066881018000321", "310066881018000654", "310066881018000987"
SUM = "\n第一条 借款金额：人民币壹佰万元整（¥1,000,000.00）。"

THRESHOLDS: list[tuple[str, str | None, str | None]] = [
    ("一次付给同一对象的款项超过800万元时，由贷款人受托划付；不超过的，借款人可以自主划付。", "8000000.00", "mixed"),
    ("向同一收款人一次支付20万元以上的，由贷款人受托支付。", "200000.00", "mixed"),
    ("支付对象明确且金额在100万元以上的，采用贷款人受托支付方式。", "1000000.00", "mixed"),
    ("受托支付的起点金额为人民币500万元。", "5000000.00", "mixed"),
    ("超过50万元的单笔支付须采用受托支付方式。", "500000.00", "mixed"),
    ("每笔对外付款不高于30万元的，借款人自主支付；高于该金额的，贷款人受托支付。", "300000.00", "mixed"),
    ("单笔支付金额未超过人民币50万元的，可自主支付，其余一律受托支付。", "500000.00", "mixed"),
    ("以200万元为界，单笔付款高于此数的受托支付，低于此数的自主支付。", "2000000.00", "mixed"),
    ("借款人每支用一笔，如数额超过人民币壹佰伍拾万元，即由银行依其委托直接付至交易对方。", "1500000.00", "mixed"),
    ("单笔金额超过项目总投资5%或超过500万元人民币的贷款资金支付，应采用受托支付方式。", "5000000.00", "mixed"),
    ("借款采用受托支付方式。贷款金额超过500万元的，借款人应提供经审计的报表。", None, "entrusted"),
    ("本笔贷款200万元全部受托支付至交易对手账户。", None, "entrusted"),
    ("借款由借款人自主支付。借款人对外担保超过500万元的，应通知贷款人。", None, "self"),
    ("借款人授权贷款人将贷款直接划付至经销商账户。", None, "entrusted"),
    ("借款人不可撤销地授权贷款人将借款一次性划入售房人在贷款人处开立的账户。", None, "entrusted"),
    ("借款人授权贷款人将借款划入借款人账户。", None, None),
    ("支付方式：☑全部受托支付全部自主支付超过万元的受托支付", None, "entrusted"),
    ("这笔钱由贷款人直接打给借款人指定的卖家，借款人不经手现金。", None, "entrusted"),
]  # fmt: skip


@pytest.mark.parametrize(("sentence", "limit", "method"), THRESHOLDS)
def test_a_sentence_tells_above_which_payment_the_lender_pays(
    sentence: str, limit: str | None, method: str | None
) -> None:
    found = values("loan_contract", word_file(f"{HEAD}第一条 {sentence}"))
    assert (found["entrusted_threshold"], found["payment_method"]) == (limit, method)


PARTIES: list[tuple[str, str | None, str | None]] = [
    (f"出借方是{BANK}（以下叫“公司”），借款方是王建民（身份证371002197102228831，以下叫“客户”），担保方是李敏。", BANK, "王建民"),
    (f"甲方（贷款银行）：{BANK}\n乙方（项目单位）：{FIRM}", BANK, FIRM),
    (f"甲方（资金提供方）：{BANK}\n乙方（用款企业）：{FIRM}", BANK, FIRM),
    (f"贷款人：{BANK}　　经营实体：{FIRM}\n借款人：何永林", BANK, "何永林"),
    (f"贷款人：{BANK} 客户经理：李敏\n借款人：{FIRM} 实际控制人：王建民", BANK, FIRM),
    (f"{BANK}（下称“本行”）与{FIRM}（下称“贵司”）就借款达成如下协议。", BANK, FIRM),
    (f"{FIRM}向{BANK}申请流动资金借款，双方约定如下。", BANK, FIRM),
    (f"贷款人：{BANK}（代表“松原1号集合资金信托计划”）\n借款人：{FIRM}", BANK, FIRM),
    (f"立约人：{BANK}（贷款人）\n立约人：{FIRM}（借款人）", BANK, FIRM),
    ("借款人：王建民\n贷款人：", None, "王建民"),
]  # fmt: skip


@pytest.mark.parametrize(("lines", "lender", "borrower"), PARTIES)
def test_the_parties_are_told_by_roles_letters_or_the_preamble(
    lines: str, lender: str | None, borrower: str | None
) -> None:
    found = values("loan_contract", paged(f"借款合同\n{lines}{SUM}"))
    assert (found["lender"], found["borrower"]) == (lender, borrower)


def test_a_lender_that_no_role_names_is_the_one_of_the_letterhead_or_the_seal() -> None:
    branch, society = "中国光大银行股份有限公司太原分行", "修水县农村信用合作联社黄沙信用社"
    signed = "\n借款人签字：王建民   贷款人签章：\n2025年3月1日"
    assert values("loan_contract", paged(f"{branch}\n个人贷款合同\n借款人：王建民{SUM}{signed}"))["lender"] == branch
    sealed = f"借款合同\n借款人：王建民{SUM}\n借款人（签名按印）　王建民   信用社（公章）　{society}"
    assert values("loan_contract", paged(sealed))["lender"] == society
    brand = values("loan_contract", paged(f"中国光大银行\n个人贷款合同\n借款人：王建民{SUM}{signed}"))
    assert brand["lender"] is None, "a brand names no party"


NUMBERS = [
    "编号：J2025-10649号", "（20950000）浙商银固借字（2025）第00216号", "合同编号：（3301）浙银借字2025第0016号", "第118号",
    "松银（营）流贷字2025年第118号", "长银借（2024）6198",
]  # fmt: skip


@pytest.mark.parametrize("line", NUMBERS)
def test_the_number_of_a_contract_stands_as_printed_under_its_title(line: str) -> None:
    found = values("loan_contract", paged(f"{BANK}\n借款合同\n{line}\n借款人：{FIRM}\n贷款人：{BANK}{SUM}"))
    assert found["contract_number"].replace("(", "（").replace(")", "）") == line.partition("：")[2] or line


ACCOUNTS: list[tuple[str, str | None, str | None]] = [
    (f"从借款人名下还款账户{BACK}扣收。借款发放至同一账户。", BACK, BACK),
    (f"借款发放到借款人的存折（账号{OUT}）上。\n二、还款：每季末月二十日还息。借款人要在到期前把钱存到上述存折。", OUT, OUT),
    (f"借款人委托贷款人将全部借款直接支付到以下账户：\n开户名称：华申财产保险股份有限公司上海分公司\n开户银行：中国工商银行营业部\n银行账户：{OUT}", OUT, None),
    (f"还款账户：{BACK}。放款账户同上。", BACK, BACK),
    (f"还款账户：{BACK}。放款账户与还款账户为同一账户。", BACK, BACK),
    (f"每期应还款项从{BACK}账户中扣除；贷款亦发放到此账户。", BACK, BACK),
    (f"贷款人将贷款划入借款人在本行开立的账户{OUT}。借款人应于还款日前将应还款项存入该账户。", OUT, OUT),
    (f"贷款人应将贷款本金划付至借款人在兴业银行松原支行开立的监管账户（账号：{OUT}）。借款人应于付息日前将款项支付至信托财产专户，户名：国民信托有限公司，账号：{BACK}。", OUT, BACK),
    (f"借款人在贷款人处开立的存款户{OUT}为借款的入账户。", OUT, None),
    (f"款项由贷款人直接划入学校账户{OTHER}。", None, None),
    (f"收款银行卡：{OUT}。扣款银行卡：同收款银行卡。", OUT, OUT),
    (f"甲方通过银行转账至借款人账户：工商银行松原支行 {OUT}。", OUT, None),
    (f"借款人开立账号为{OUT}的专户，贷款一律发放到该专户；另开立账号为{BACK}的项目收入账户，全部收入必须进入该账户，并由贷款人从中扣收到期本息。", OUT, BACK),
    (f"贷款划入账户{OUT}。借款人未经同意不得变更该账户。", OUT, None),
    (f"受托支付收款人：松原恒昌机电有限公司，账号{OTHER}，开户行{BANK}。", None, None),
]  # fmt: skip


@pytest.mark.parametrize(("sentence", "out", "back"), ACCOUNTS)
def test_a_sentence_may_come_back_to_the_account_before_it(sentence: str, out: str | None, back: str | None) -> None:
    found = values("loan_contract", word_file(f"{HEAD}第一条 {sentence}"))
    assert (found["disbursement_account"], found["repayment_account"]) == (out, back)


def test_an_account_for_receiving_beside_a_payment_to_others_is_not_the_borrowers() -> None:
    rows = [["借款人", FIRM], ["支付方式", "受托支付至装修公司账户", "收款账号", OTHER], ["还款账号", BACK]]
    found = values("loan_contract", ruled(rows, title="借款合同"))
    assert (found["disbursement_account"], found["repayment_account"]) == (None, BACK)


def test_a_supplement_changes_a_clause_by_its_number() -> None:
    clauses = "壹　银行贷给企业人民币壹佰万元整（￥1,000,000.00）。\n贰　借款用途　购竹材。\n叁　企业支用借款，单笔达到200万元的由银行受托支付。\n"
    general = "".join(f"{n}　双方遵守法律、法规和本合同的约定，诚实信用地履行各自的义务。\n" for n in "肆伍陆柒捌玖拾")
    change = (
        "补充协议书\n就长银借（2024）6198号借款合同，双方商定以下修改：\n（1）主合同第叁条之金额200万元改为100万元。"
    )
    found = values("loan_contract", word_file(f"借款合同\n长银借（2024）6198\n{clauses}{general}{change}"))
    assert found["entrusted_threshold"] == "1000000.00"


SURETIES: list[tuple[str, list[str]]] = [
    ("担保：自然人林美芬提供连带责任保证。", ["林美芬"]),
    ("由法人松原恒昌机电有限公司及自然人林美芬提供连带责任保证。", ["松原恒昌机电有限公司", "林美芬"]),
    ("借款人法定代表人林美芬、其配偶郑文博为本笔贷款提供连带责任保证。", ["林美芬", "郑文博"]),
    ("担保安排：1. 松原恒昌机电有限公司连带责任保证；2. 林美芬以其名下房产抵押。", ["松原恒昌机电有限公司", "林美芬"]),
    ("担保方式为保证，由松原恒昌机电有限公司提供最高额保证。", ["松原恒昌机电有限公司"]),
    ("借款人股东松原恒昌机电有限公司、赵国强提供连带责任保证。", ["松原恒昌机电有限公司", "赵国强"]),
    ("担保方式：赵国强、李敏夫妇连带责任保证。", ["赵国强", "李敏"]),
    ("借款人请松原恒昌机电有限公司作为自己的借款保证方。", ["松原恒昌机电有限公司"]),
    ("松原恒昌机电有限公司以其拥有的所持子公司股权为借款提供质押担保。", ["松原恒昌机电有限公司"]),
    ("第三方自然人提供连带责任保证。", []),
    ("本贷款为信用贷款，无担保。", []),
]


@pytest.mark.parametrize(("sentence", "names"), SURETIES)
def test_a_surety_may_be_told_by_what_sort_of_person_it_is(sentence: str, names: list[str]) -> None:
    found = values("loan_contract", word_file(f"{HEAD}第一条 {sentence}"))
    assert [each["value"] for each in found["guarantors"]] == names


def test_a_surety_stands_in_a_row_of_a_table_of_terms() -> None:
    rows = [["借款人", FIRM], ["贷款人", BANK], ["担保", "自然人林美芬提供连带责任保证"]]
    found = values("loan_contract", ruled(rows, title="借款合同"))
    assert [each["value"] for each in found["guarantors"]] == ["林美芬"]


TERMS: list[tuple[str, str, Any]] = [
    ("purpose", "贷款专款专用，只能用在厂房土建和生产线购置上面。", "厂房土建和生产线购置"),
    ("purpose", "借款专门用来囤积建材，不准用于其他方面。", "囤积建材"),
    ("purpose", "客户答应，钱只能拿来付订货尾款，既不能买股票，也不能拿去替别人还账。", "付订货尾款"),
    ("purpose", "贷款资金专项投入冷库建设。", "冷库建设"),
    ("purpose", "所借款项全数用于支付货款，不得挪用。", "支付货款"),
    ("purpose", "本笔贷款的使用范围为采购原材料。", "采购原材料"),
    ("purpose", "借款只作采购木材之用。", "采购木材"),
    ("purpose", "本合同项下借款用于如下用途，未经同意不得挪作他用：采购建筑钢材。", "采购建筑钢材"),
    ("purpose", "因乙方门店备货资金紧张，经双方协商，甲方同意借款给乙方。", "门店备货"),
    ("purpose", "借款人民币壹万贰仟元整（小写¥12,000.00）用于支付学费和住宿费。", "支付学费和住宿费"),
    ("purpose", "客户因水产摊位进货，向本公司申请借款。", "水产摊位进货"),
    ("purpose", "乙方因家中有事，向甲方借款。", None),
    ("purpose", "借款用途必须符合法律规定，借款人不得擅自改变用途。", None),
    ("start_date", "从2025年4月11日用到2025年10月11日，时间是六个月。", "2025-04-11"),
    ("end_date", "借款从2025年4月11日借到2025年10月11日。", "2025-10-11"),
    ("interest_rate", "利率按年化百分之12.00算，每满一个月结一次。", "12.00"),
    ("interest_rate", "借款利率为月息千分之四点五，利随本清。", "5.4"),
    ("rate_basis", "利率方式：固定", "固定"),
    ("interest_rate", "利息按年利率百分之四点三五计算。", "4.35"),
    ("repayment_method", "还款：每季末月二十日还息，到期日还本。", "每季末月二十日还息,到期日还本"),
    ("repayment_method", "借款人于每季末月20日付息，本金按附表偿还。", "每季末月20日付息,本金按附表偿还"),
    ("repayment_method", "利息按季支付，本金到期时一次性归还。", "利息按季支付,本金到期时一次性归还"),
    ("repayment_method", "每月20日结息，次日由借款人付息；本金在最后到期日一笔偿清。", "每月20日结息,次日由借款人付息;本金在最后到期日一笔偿清"),
]  # fmt: skip


@pytest.mark.parametrize(("field", "sentence", "value"), TERMS)
def test_the_terms_of_a_loan_are_read_in_plain_words(field: str, sentence: str, value: Any) -> None:
    found = values("loan_contract", word_file(f"{HEAD}第一条 {sentence}"))[field]
    said = found.replace("，", ",").replace("；", ";") if isinstance(found, str) else found
    assert said == value or float(said) == float(value)


NOTICES: list[tuple[str, dict[str, str]]] = [
    (
        f"贷款出账通知\n{FIRM}：\n贵公司与我行签订的借款合同（编号：松银借2025-0031）项下借款人民币叁佰万元整已于2025年3月1日出账，款项划入贵公司账号{OUT}。",
        {"account": OUT, "borrower": FIRM, "amount": "3000000.00", "contract_number": "松银借2025-0031"},
    ),
    (
        "个人贷款支用单\n客户姓名：何永林\n额度合同编号：松银个额2025-018\n本次支用编号：ZY20250301-02\n支用金额：￥80,000.00",
        {"receipt_number": "ZY20250301-02", "contract_number": "松银个额2025-018", "amount": "80000.00"},
    ),
    (
        f"放款通知书\n通知书编号：F20250088\n{FIRM}：\n我行已于2025年3月18日向贵方账户5189432618429282发放贷款人民币壹佰万元整（¥1,000,000.00），到期日2026年3月17日。",
        {"account": "5189432618429282", "borrower": FIRM, "amount": "1000000.00", "disbursement_date": "2025-03-18"},
    ),
    (
        "放款通知书\n何永林：\n根据编号为松银借2025-0031的借款合同，我行于2025年3月18日向您的账户（5189432618429282）发放贷款300,000.00元，2026年3月17日到期。",
        {"account": "5189432618429282", "borrower": "何永林", "amount": "300000.00", "due_date": "2026-03-17"},
    ),
    (
        f"贷款发放通知书\n致：{FIRM}\n贵公司申请的贷款500万元已于2025年3月18日转入贵公司在我行开立的结算账户（账号：{OUT}）。到期日2026年3月17日。",
        {"account": OUT, "borrower": FIRM, "amount": "5000000.00", "disbursement_date": "2025-03-18"},
    ),
    (
        f"放款回执\n{FIRM}：\n兹通知贵司，贷款资金人民币贰佰万元整（¥2,000,000.00）已于 2025 年 3 月 18 日入贵司{OUT}账户，2026 年 3 月 17 日到期。",
        {"account": OUT, "borrower": FIRM, "amount": "2000000.00", "due_date": "2026-03-17"},
    ),
]  # fmt: skip


@pytest.mark.parametrize(("letter", "wanted"), NOTICES)
def test_a_notice_of_disbursement_may_be_a_letter(letter: str, wanted: dict[str, str]) -> None:
    found = values("loan_receipt", paged(f"{letter}\n{BANK}\n2025年3月18日"))
    assert {name: found[name] for name in wanted} == wanted
