"""Ordinary papers in other forms: two roles of one label, persons addressed, captions over lists, numbers before titles."""

# ruff: noqa: E501 - printed lines read better unbroken
from __future__ import annotations

import pytest
from tests.understanding.pages import paged, ruled
from tests.understanding.test_forms import values

from docaudit.understanding import READERS


@pytest.mark.parametrize(
    ("seller", "buyer"),
    [
        ("施工（供货）单位", "建设（收货）单位"),
        ("供货（施工）单位", "收货(建设)单位"),
        ("施工/供货单位", "建设/使用单位"),
        ("供方/卖方", "需方/买方"),
        ("供货单位（卖方）", "收货单位（买方）"),
    ],
)
def test_a_label_of_two_roles_names_the_parties_of_an_acceptance(seller: str, buyer: str) -> None:
    page = ruled(
        [
            [seller, "乙市涤美机械有限公司"],
            [buyer, "甲县洁雅洗涤有限公司"],
            ["验收日期", "2025年11月14日"],
        ],
        title="设备验收单",
        below=f"{seller}签章：                {buyer}签章：",
    )
    found = values("goods_receipt", page)
    assert (found["supplier"], found["receiver"]) == ("乙市涤美机械有限公司", "甲县洁雅洗涤有限公司")


@pytest.mark.parametrize(
    "head",
    [
        "周建明：",
        "致：周建明：",
        "尊敬的周建明：",
        "尊敬的周建明客户：",
        "周建明（身份证号：110101199001011234）：",
        "尊敬的客户周建明：",
    ],
)
def test_a_letter_on_a_disbursement_to_a_person_has_him_for_its_borrower(head: str) -> None:
    page = paged(
        f"^放款通知书\n编号：FK20260301\n{head}\n根据你方与我行签订的编号为GJ-2026-31的借款合同，我行已于2026年3月1日向你方发放贷款人民币壹拾伍万元整（小写：￥150,000.00元）。\n"
        "到期日为2027年2月28日，执行年利率4.5%。\n甲市银行股份有限公司\n2026年3月1日"
    )
    assert values("loan_receipt", page)["borrower"] == "周建明"


@pytest.mark.parametrize("head", ["经办人：", "会计：", "编号：", "各支行："])
def test_a_label_without_its_value_is_nobody_whom_a_letter_addresses(head: str) -> None:
    page = paged(
        f"^放款通知书\n{head}\n我行已于2026年3月1日向你方发放贷款人民币壹拾伍万元整。\n到期日为2027年2月28日。"
    )
    assert values("loan_receipt", page)["borrower"] is None


@pytest.mark.parametrize(
    "heading",
    [
        ["支付对象", "户名", "账号", "金额（元）"],
        ["收款人", "名称", "账号", "金额（元）"],
        ["交易对象", "收款人名称", "收款账号", "支付金额"],
    ],
)
@pytest.mark.parametrize("counted", [True, False])
def test_the_names_of_payees_stand_under_the_second_word_for_them(heading: list[str], counted: bool) -> None:
    page = ruled(
        [
            heading,
            ["1" if counted else "", "乙市匠心装饰有限公司", "9986626496609667", "180,000.00"],
            ["2" if counted else "", "周建明", "6229914680119408782", "120,000.00"],
        ],
        title="个人贷款支用申请表",
    )
    payees = READERS["drawdown_application"]([page]).to_json()["fields"]["payees"]
    assert [(p["name"]["value"], p["account"]["value"], p["amount"]["value"]) for p in payees] == [
        ("乙市匠心装饰有限公司", "9986626496609667", "180000.00"),
        ("周建明", "6229914680119408782", "120000.00"),
    ]


@pytest.mark.parametrize(
    "rest",
    [
        "支付方式为受托支付，请贵行审核",
        "提款方式为一次性提款",
        "采用受托支付方式",
        "还款方式为按月付息",
        "通过受托支付方式划付",
        "提款日期为2026年3月1日",
        "款项请划入下列账户",
    ],
)
def test_what_a_drawing_is_for_ends_where_the_next_particular_begins(rest: str) -> None:
    page = paged(
        f"^提款申请书\n致：甲市银行股份有限公司\n根据编号为GJ-2026-31的借款合同，我方现申请提取贷款人民币壹拾万元整（￥100,000.00），用于购买钢材、水泥，{rest}。"
    )
    assert values("drawdown_application", page)["purpose"] == "购买钢材、水泥"


@pytest.mark.parametrize(
    ("said", "number"),
    [
        (
            "保证人为债务人在编号岭海番禺流借2026-0412《流动资金借款合同》项下的借款本金提供连带责任保证",
            "岭海番禺流借2026-0412",
        ),
        ("为湘水湾固贷字[2025]第1011号《固定资产贷款合同》项下债务的履行提供担保", "湘水湾固贷字[2025]第1011号"),
        (
            "为担保乙市瑞丰橡塑有限公司（债务人）在编号为2026年合蜀银借字第118号《流动资金借款合同》（主合同）项下的债务",
            "2026年合蜀银借字第118号",
        ),
        ("本合同担保甲银借字（2026）第8号的《综合授信额度合同》", "甲银借字(2026)第8号"),
        ("为确保债务人与债权人签订的GD-2026-0033《个人借款合同》得到履行", "GD-2026-0033"),
    ],
)
def test_a_guarantee_names_the_loan_contract_by_a_number_before_its_title(said: str, number: str) -> None:
    page = paged(
        f"^保证合同\n编号：BZ2026-1\n保证人：周建明\n债权人：甲市银行股份有限公司\n债务人：乙市瑞丰橡塑有限公司\n{said}。"
    )
    found = values("guarantee_contract", page)["main_contract_number"]
    assert found is not None
    assert found.replace("（", "(").replace("）", ")").replace("〔", "[") == number


def test_a_day_beside_the_number_of_a_receipt_is_its_date() -> None:
    page = paged(
        "^收据\nNo.0017352      2025年9月8日\n今收到：周建明\n交来：购车首付款\n人民币（大写）：柒万贰仟元整   ¥72,000.00"
    )
    assert values("receipt", page)["date"] == "2025-09-08"


def test_a_day_in_boxes_is_still_one() -> None:
    page = paged("^收据\n2025    年    9    月    8    日\n今收到：周建明\n人民币（大写）：柒万贰仟元整   ¥72,000.00")
    assert values("receipt", page)["date"] == "2025-09-08"


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        (
            [
                ["货物名称", "丁苯橡胶", "车号", "皖H1182"],
                ["毛重", "114.96吨", "皮重", "15.10吨"],
                ["净重", "99.86吨", "司磅员", "周新"],
            ],
            ("丁苯橡胶", "99.86", "吨"),
        ),
        (
            [
                ["货名", "玉米", "车号", "皖H1182"],
                ["毛重", "45000kg", "皮重", "15000kg"],
                ["净重", "30000kg", "司磅员", "周新"],
            ],
            ("玉米", "30000", "kg"),
        ),
        (
            [["物料名称", "废钢", "毛重", "30.20吨"], ["皮重", "10.10吨", "结算重量", "20.10吨"]],
            ("废钢", "20.10", "吨"),
        ),
    ],
)
def test_a_weighbridge_slip_has_its_one_good_by_its_net_weight(
    rows: list[list[str]], expected: tuple[str, ...]
) -> None:
    page = ruled(
        [
            ["日期", "2026年3月29日", "单号", "GB0329017"],
            ["发货单位", "乙市石化有限公司", "收货单位", "甲县橡塑有限公司"],
            *rows,
        ],
        title="过磅单",
    )
    (item,) = READERS["goods_receipt"]([page]).to_json()["fields"]["items"]
    assert (item["name"]["value"], item["quantity"]["value"], item["unit"]["value"]) == expected


@pytest.mark.parametrize(
    ("line", "reference"),
    [
        ("普通加急委托日期2026年3月10日凭证号码2026034828546802", "2026034828546802"),
        ("委托日期 2026 年 3 月 10 日 凭证号码 2026034828546802", "2026034828546802"),
        ("委托日期：2026年3月10日凭证号：20260348", "20260348"),
        ("委托日期 2026年3月10日   凭证编号 DH20260310-8", "DH20260310-8"),
    ],
)
def test_the_number_of_a_slip_stands_behind_its_day(line: str, reference: str) -> None:
    page = paged(
        f"^甲银行电汇凭证（回单）\n{line}\n付款人：乙市模具有限公司   收款人：甲县数控有限公司\n金额：¥3,600,000.00"
    )
    found = values("transfer_slip", page)
    assert (found["reference"], found["date"]) == (reference, "2026-03-10")


@pytest.mark.parametrize(
    ("said", "names"),
    [
        ("由乙市历城担保有限公司与甲方另行签订编号为3710052026的保证合同", ["乙市历城担保有限公司"]),
        ("由乙市历城担保有限公司与贷款人签订《最高额保证合同》（编号：GB-2026-3）", ["乙市历城担保有限公司"]),
        ("由周建明、吴小芳分别与甲市银行签署保证合同", ["周建明", "吴小芳"]),
        ("由丙县永泰置业有限公司与甲方订立编号为DY-2026-01的《不动产抵押合同》", ["丙县永泰置业有限公司"]),
    ],
)
def test_who_signs_a_contract_of_security_with_the_lender_is_a_guarantor(said: str, names: list[str]) -> None:
    page = paged(
        f"^流动资金借款合同\n合同编号：JX-2026-017\n甲方（贷款人）：甲市银行股份有限公司\n乙方（借款人）：甲县东风纸业有限公司\n第六条 担保\n6.1 本合同项下借款{said}。\n第七条 其他"
    )
    found = READERS["loan_contract"]([page]).to_json()["fields"]["guarantors"]
    assert [f["value"] for f in found] == names


@pytest.mark.parametrize("label", ["金额", "支付金额", "划款金额"])
def test_a_payee_in_lines_has_the_sum_below_him(label: str) -> None:
    page = paged(
        "^提款申请书\n甲市银行股份有限公司：\n根据我公司与贵行签订的GJ-2026-31号《流动资金借款合同》，我公司申请提取借款人民币3,000,000.00元，用于采购款，并委托贵行划入以下收款人账户：\n"
        f"收款人：乙市石化有限公司\n账号：4105811351197181\n开户行：丙银行乙市支行\n{label}：3,000,000.00元\n借款人（盖章）：甲县橡塑有限公司\n2026年3月19日"
    )
    (payee,) = READERS["drawdown_application"]([page]).to_json()["fields"]["payees"]
    assert (payee["name"]["value"], payee["account"]["value"], payee["amount"]["value"]) == (
        "乙市石化有限公司",
        "4105811351197181",
        "3000000.00",
    )


def test_payees_one_below_the_other_each_have_their_account_and_sum() -> None:
    page = paged(
        "^提款申请书\n甲市银行股份有限公司：\n我公司申请提取借款人民币3,000,000.00元，划入以下账户：\n"
        "收款人：乙市石化有限公司\n账号：4105811351197181\n金额：2,000,000.00元\n收款人：丙市橡胶有限公司\n账号：6110220001112223\n金额：1,000,000.00元\n"
        "借款人（盖章）：甲县橡塑有限公司\n2026年3月19日"
    )
    payees = READERS["drawdown_application"]([page]).to_json()["fields"]["payees"]
    assert [(p["name"]["value"], p["account"]["value"], p["amount"]["value"]) for p in payees] == [
        ("乙市石化有限公司", "4105811351197181", "2000000.00"),
        ("丙市橡胶有限公司", "6110220001112223", "1000000.00"),
    ]


def _duties(clauses: str, kind: str) -> list[dict[str, dict[str, object]]]:
    page = paged(
        f"^流动资金借款合同\n甲方：甲市银行股份有限公司（贷款人）\n乙方：甲县东风纸业有限公司（借款人）\n第五条 约定事项\n{clauses}"
    )
    found = READERS["loan_contract"]([page]).to_json()["fields"]["obligations"]
    return [duty for duty in found if duty["kind"]["value"] == kind]


@pytest.mark.parametrize(
    ("clause", "days"),
    [
        ("乙方应自知悉停产、歇业之日起5个工作日内告知甲方。", 5),
        ("乙方停产后10个工作日内应书面通知甲方。", 10),
        ("乙方发生逾期的，应自逾期之日起3个工作日内书面通知甲方。", 3),
    ],
)
def test_days_that_run_from_a_standstill_are_a_term(clause: str, days: int) -> None:
    (duty,) = _duties(clause, "notification")
    assert (duty["due_days"]["value"], duty["day_kind"]["value"]) == (days, "working")


@pytest.mark.parametrize(
    "clause",
    [
        "借款利率结息方式按月结息，每月20日为结息日放款账户",
        "借款人指定如下账户作为放款账户：账号3589328804072386255。",
        "贷款发放账户：户名甲县东风纸业有限公司，账号3589328804072386255。",
    ],
)
def test_which_account_a_loan_is_paid_out_to_obliges_nobody(clause: str) -> None:
    assert _duties(clause, "account") == []


def test_an_invoice_for_a_vehicle_tells_its_tax_beside_the_label() -> None:
    page = ruled(
        [
            ["购买方名称", "周建明", "纳税人识别号", "110101199001011234"],
            ["车辆类型", "轿车", "厂牌型号", "HC7150A"],
            ["价税合计", "⊗贰拾肆万圆整", "小写￥240000.00", ""],
            ["销货单位名称", "乙市盛达汽车有限公司", "电话", "023-68271190"],
            ["增值税税率或征收率", "13%", "增值税税额", "￥27610.62"],
            ["不含税价", "￥212389.38", "完税凭证号码", ""],
        ],
        title="机动车销售统一发票",
    )
    found = values("vat_invoice", page)
    assert (found["amount"], found["tax"], found["total"]) == ("212389.38", "27610.62", "240000.00")
