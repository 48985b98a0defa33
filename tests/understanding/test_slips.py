"""Slips of banks in layouts of their own: sides in rows, columns and cells, both languages, digits in boxes."""

# ruff: noqa: E501 - printed lines read better unbroken

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.understanding.pages import SOURCE, paged, ruled

from docaudit.records.pages import Page
from docaudit.understanding import understand
from docaudit.understanding.kinds import find_party

PAYER, PAYER_ACCOUNT = "甲食品有限公司", "3333390033570163"
PAYEE, PAYEE_ACCOUNT = "乙油脂有限公司", "1241220110570156"


def slip(page: Page) -> dict[str, object]:
    """Return the values of the one slip on a page."""
    (document,) = understand(SOURCE, [page])
    assert document.doc_type == "transfer_slip"
    fields = document.to_json()["fields"]
    assert isinstance(fields, dict)
    return {name: field["value"] for name, field in fields.items()}


LAYOUTS = {
    "telegraphic transfer": ruled(
        [
            ["汇款人", "全称", PAYER, "收款人", "全称", PAYEE],
            ["", "账号", PAYER_ACCOUNT, "", "账号", PAYEE_ACCOUNT],
            ["", "汇出地点", "江苏省苏州市", "", "汇入地点", "山东省青岛市"],
            ["金额", "人民币（大写）", "壹万贰仟元整", "", "", "¥12,000.00"],
            ["附加信息及用途：货款", "", "", "支付密码", "", ""],
        ],
        title="电汇凭证",
        below="委托日期 2025年3月4日",
    ),
    "application for a transfer": paged(
        "^结算业务申请书      No 00881234\n申请日期 2025年3月4日\n业务类型：☑电汇 □信汇 □汇票 □本票\n"
        f"申请人全称   {PAYER}   收款人全称   {PAYEE}\n申请人账号   {PAYER_ACCOUNT}   收款人账号   {PAYEE_ACCOUNT}\n"
        "金额（大写）人民币壹万贰仟元整   ¥12,000.00\n附言：货款"
    ),
    "both languages beside each other": paged(
        "^REMITTANCE ADVICE 汇款回单\n交易日期 Transaction Date：2025-03-04\n"
        f"付款人名称 Payer Name：{PAYER}\n付款人账号 Payer A/C No.：{PAYER_ACCOUNT}\n"
        f"收款人名称 Payee Name：{PAYEE}\n收款人账号 Payee A/C No.：{PAYEE_ACCOUNT}\n"
        "金额 Amount：CNY 12,000.00\n大写金额 Amount in Words：人民币壹万贰仟元整\n用途 Purpose：货款"
    ),
    "English first": paged(
        f"^汇款回单\nTransaction Date 交易日期：2025-03-04\nPayer 付款人：{PAYER}\nPayer A/C No. 付款账号：{PAYER_ACCOUNT}\n"
        f"Payee 收款人：{PAYEE}\nPayee A/C No. 收款账号：{PAYEE_ACCOUNT}\nAmount 金额：CNY 12,000.00\n"
        "人民币大写：壹万贰仟元整\nPurpose 用途：货款"
    ),
    "English below, in the cell": ruled(
        [
            ["付款人名称\nPayer", PAYER, "收款人名称\nPayee", PAYEE],
            ["付款人账号\nPayer A/C No.", PAYER_ACCOUNT, "收款人账号\nPayee A/C No.", PAYEE_ACCOUNT],
            ["金额（大写）\nAmount in Words", "人民币壹万贰仟元整", "金额（小写）\nAmount", "CNY 12,000.00"],
            ["摘要\nRemarks", "货款", "交易日期\nTransaction Date", "2025-03-04"],
        ],
        title="付款回单",
    ),
    "English with its owner's name": ruled(
        [
            ["汇款币种及金额 Currency & Amount", "CNY 12,000.00"],
            ["金额大写 Amount in Words", "壹万贰仟元整"],
            ["汇款人名称 Remitter’s Name", PAYER],
            ["汇款人账号 Remitter’s A/C No.", PAYER_ACCOUNT],
            ["收款人名称 Beneficiary’s Name", PAYEE],
            ["收款人账号 Beneficiary’s A/C No.", PAYEE_ACCOUNT],
            ["汇款附言 Remittance Information", "货款"],
        ],
        title="境内汇款申请书",
        below="日期 Date  2025.03.04",
    ),
    "sides as rows": ruled(
        [
            ["", "户名", "账号", "开户行"],
            ["付款方", PAYER, PAYER_ACCOUNT, "某某银行苏州分行"],
            ["收款方", PAYEE, PAYEE_ACCOUNT, "另一银行青岛支行"],
            ["金额", "12,000.00", "大写", "壹万贰仟元整"],
            ["用途", "货款", "", ""],
        ],
        title="客户回单",
        below="交易日期：2025-03-04",
    ),
    "sides as columns": ruled(
        [
            ["", "付款方", "收款方"],
            ["户名", PAYER, PAYEE],
            ["账号", PAYER_ACCOUNT, PAYEE_ACCOUNT],
            ["金额", "12,000.00", "人民币壹万贰仟元整"],
            ["用途", "货款", ""],
        ],
        title="客户回单",
        below="交易日期：2025-03-04",
    ),
    "labels in the cells below the sides": ruled(
        [
            ["汇款人", "收款人"],
            [f"户名：{PAYER}", f"户名：{PAYEE}"],
            [f"账号：{PAYER_ACCOUNT}", f"账号：{PAYEE_ACCOUNT}"],
            ["金额（大写）人民币壹万贰仟元整", "金额（小写）¥12,000.00"],
            ["用途：货款", "委托日期：2025年03月04日"],
        ],
        title="业务委托书   回执",
    ),
    "labels in the cells beside the sides": ruled(
        [
            ["付款人", f"户名：{PAYER}"],
            ["", f"账号：{PAYER_ACCOUNT}"],
            ["收款人", f"户名：{PAYEE}"],
            ["", f"账号：{PAYEE_ACCOUNT}"],
            ["金额", "12,000.00（人民币壹万贰仟元整）"],
            ["用途", "货款"],
        ],
        title="业务受理回执",
        below="交易日期：2025-03-04",
    ),
    "name and account in brackets": paged(
        f"^客户付款回单\n交易时间：2025年3月4日 09时12分33秒\n付款账户：{PAYER}（{PAYER_ACCOUNT}）\n收款账户：{PAYEE}（{PAYEE_ACCOUNT}）\n"
        "转账金额：12,000.00元（壹万贰仟元整）\n转账用途：货款"
    ),
    "name, account and bank in one cell": ruled(
        [
            ["付款方", f"{PAYER}\n{PAYER_ACCOUNT}\n某某银行苏州分行", "金额", "¥12,000.00"],
            ["收款方", f"{PAYEE}\n{PAYEE_ACCOUNT}\n另一银行青岛支行", "大写", "壹万贰仟元整"],
            ["用途", "货款", "交易日期", "2025-03-04"],
        ],
        title="电子回单",
    ),
    "own account of money that went": paged(
        f"^付款回单\n记账日期：2025-03-04\n本方账号：{PAYER_ACCOUNT}   本方户名：{PAYER}\n"
        f"对方账号：{PAYEE_ACCOUNT}   对方户名：{PAYEE}\n金额：12,000.00   大写：壹万贰仟元整\n摘要：货款"
    ),
    "own account of money that came": paged(
        f"^贷记通知\n记账日期：2025-03-04\n账号：{PAYEE_ACCOUNT}   户名：{PAYEE}\n"
        f"对方账号：{PAYER_ACCOUNT}   对方户名：{PAYER}\n金额：12,000.00   大写：壹万贰仟元整\n摘要：货款"
    ),
    "own account whose flag says that money came": paged(
        f"^客户回单\n记账日期：2025-03-04   借贷标志：贷\n本方账号：{PAYEE_ACCOUNT}   本方户名：{PAYEE}\n"
        f"对方账号：{PAYER_ACCOUNT}   对方户名：{PAYER}\n金额：12,000.00   大写：壹万贰仟元整\n摘要：货款"
    ),
}


@pytest.mark.parametrize("name", LAYOUTS)
def test_a_slip_of_any_layout_names_both_sides_and_the_sum(name: str) -> None:
    found = slip(LAYOUTS[name])
    del found["reference"]
    assert found.pop("amount_in_words") in ("壹万贰仟元整", "人民币壹万贰仟元整")
    assert found == {
        "date": "2025-03-04",
        "payer_name": PAYER,
        "payer_account": PAYER_ACCOUNT,
        "payee_name": PAYEE,
        "payee_account": PAYEE_ACCOUNT,
        "amount": "12000.00",
        "remark": "货款",
    }


def test_the_number_a_form_is_printed_with_is_its_reference() -> None:
    assert slip(LAYOUTS["application for a transfer"])["reference"] == "00881234"
    assert slip(LAYOUTS["sides as rows"])["reference"] is None


def test_those_who_sign_in_the_cell_of_a_remark_are_no_part_of_it() -> None:
    rows = [
        ["付款人户名", PAYER, "收款人户名", PAYEE],
        ["附加信息及用途：货款 复核 记账", "", "金额", "12,000.00"],
    ]
    found = slip(ruled(rows, title="电汇凭证   第 0033921 号", below="2025年3月4日"))
    assert (found["remark"], found["reference"]) == ("货款", "0033921")


def test_an_own_account_is_no_side_where_nothing_says_which_way_the_money_went() -> None:
    text = (
        f"^客户回单\n记账日期：2025-03-04\n本方账号：{PAYER_ACCOUNT}   本方户名：{PAYER}\n"
        f"对方账号：{PAYEE_ACCOUNT}   对方户名：{PAYEE}\n金额：12,000.00\n摘要：货款"
    )
    found = slip(paged(text))
    assert {found[k] for k in ("payer_name", "payer_account", "payee_name", "payee_account")} == {None}
    assert slip(paged(text.replace("金额：12", "金额：-12")))["payee_name"] == PAYEE


def _paying_in(digits: str) -> Page:
    text = (
        f"^某某银行进账单（收账通知）   3\n2025 年 3 月 4 日\n出票人   全称   {PAYER}         收款人   全称   {PAYEE}\n"
        f"         账号   {PAYER_ACCOUNT}                 账号   {PAYEE_ACCOUNT}\n"
        "金额   人民币（大写）壹万贰仟元整      千   百   十   万   千   百   十   元   角   分\n"
        f"{digits}\n票据种类   转账支票   票据张数   1\n复核     记账"
    )
    return paged(text)


def test_a_paying_in_slip_has_its_sum_in_boxes() -> None:
    found = slip(
        _paying_in("                                                       ¥    1    2    0    0    0    0    0")
    )
    assert (found["amount"], found["amount_in_words"]) == ("12000.00", "壹万贰仟元整")
    assert (found["payer_name"], found["payee_name"]) == (PAYER, PAYEE)
    assert (found["payer_account"], found["payee_account"]) == (PAYER_ACCOUNT, PAYEE_ACCOUNT)


@pytest.mark.parametrize("read", ["+", "个"])
def test_a_unit_that_a_scan_misreads_costs_no_digit_of_the_sum(read: str) -> None:
    boxes = "                                                       ¥    1    2    0    0    0    0    0"
    page = _paying_in(boxes)
    lines = []
    for line in page.lines:
        first = next((k for k, w in enumerate(line.words) if w.text == "十"), None)
        words = tuple(replace(w, text=read) if k == first else w for k, w in enumerate(line.words))
        lines.append(replace(line, words=words, text=" ".join(w.text for w in words)))
    found = slip(replace(page, lines=tuple(lines), words=tuple(w for line in lines for w in line.words)))
    assert found["amount"] == "12000.00"


def test_boxes_that_say_another_sum_than_the_words_are_not_believed() -> None:
    found = slip(
        _paying_in("                                                       ¥    1    7    0    0    0    0    0")
    )
    assert found["amount_in_words"] == "壹万贰仟元整"
    assert found["amount"] is None


def test_cash_paid_in_names_who_paid_it() -> None:
    found = slip(
        paged(
            f"^现金缴款单（回单）\n日期：2025年3月4日   流水号：88002211334\n收款单位   户名：{PAYEE}   账号：{PAYEE_ACCOUNT}\n"
            "缴款人：王小明   款项来源：营业款\n人民币（大写）：叁仟元整   ￥3,000.00"
        )
    )
    assert (found["payer_name"], found["payee_name"], found["payee_account"]) == ("王小明", PAYEE, PAYEE_ACCOUNT)
    assert (found["amount"], found["reference"]) == ("3000.00", "88002211334")


def test_labels_that_only_a_blank_parts_from_their_values_are_read() -> None:
    found = slip(
        paged(
            f"^转 账 汇 款 凭 证\n凭证编号 7094819573658056   2025/02/21\n打印日期 2025-03-01\n付款方 {PAYER}\n付款方账号 {PAYER_ACCOUNT}\n"
            f"收款方 {PAYEE}\n收款方账号 {PAYEE_ACCOUNT}\n小写金额 12,000.00\n用途 材料款"
        )
    )
    assert (found["payer_name"], found["payee_name"]) == (PAYER, PAYEE)
    assert (found["reference"], found["date"], found["amount"]) == ("7094819573658056", "2025-02-21", "12000.00")
    assert found["remark"] == "材料款"


def test_words_that_go_on_with_a_label_are_no_value_of_it() -> None:
    found = slip(
        paged(
            f"^汇款凭证\n用途说明及附件请参见背面\n付款人：{PAYER}\n收款人：{PAYEE}\n收款人开户行工行支行\n金额：1.00"
        )
    )
    assert found["remark"] is None
    assert found["payee_name"] == PAYEE


def test_a_large_figure_alone_is_what_was_paid_unless_another_stands_alone_too() -> None:
    text = (
        f"^转账成功\n¥12,000.00\n收款人   {PAYEE}\n收款卡号   {PAYEE_ACCOUNT}\n付款人   {PAYER}\n交易单号   70826325852"
    )
    assert slip(paged(text))["amount"] == "12000.00"
    assert slip(paged(text))["reference"] == "70826325852"
    assert slip(paged(f"{text}\n¥3.00"))["amount"] is None


def test_an_application_for_a_bankers_draft_is_a_slip() -> None:
    page = ruled(
        [
            ["申请人", PAYER, "收款人", PAYEE],
            ["账号或住址", PAYER_ACCOUNT, "账号或住址", PAYEE_ACCOUNT],
            ["用途", "货款", "代理付款行", "某某银行城西支行"],
        ],
        title="银行汇票申请书（存根）",
        below="人民币（大写）壹万贰仟元整   ￥12,000.00",
    )
    found = slip(page)
    assert (found["payer_account"], found["payee_account"]) == (PAYER_ACCOUNT, PAYEE_ACCOUNT)


def test_a_label_with_the_icon_of_a_telephone_before_it_is_no_value_of_the_label_beside_it() -> None:
    text = f"^汇款回单\n付款人：{PAYER}\n收款人：{PAYEE}\n金额：12.00\n汇款附言                    □交易状态\n材料款                      □交易成功"
    assert slip(paged(text))["remark"] == "材料款"


@pytest.mark.parametrize("name", ["名称", "户名", "全称"])
def test_an_account_beside_a_sides_name_is_that_sides_whichever_stands_first(name: str) -> None:
    rows = [
        [f"收款人{name}", PAYEE, "账号", PAYEE_ACCOUNT],
        ["收款人开户行", "某某银行城东支行", "", ""],
        [f"付款人{name}", PAYER, "账号", PAYER_ACCOUNT],
        ["付款人开户行", "某某银行城西支行", "", ""],
        ["金额大写", "人民币壹万贰仟元整", "小写", "12,000.00"],
        ["摘要", "设备尾款", "业务种类", "大额支付来账"],
    ]
    fields = slip(ruled(rows, title="某某银行客户贷记回单", below="日期：2025年3月4日"))
    assert (fields["payer_name"], fields["payer_account"]) == (PAYER, PAYER_ACCOUNT)
    assert (fields["payee_name"], fields["payee_account"]) == (PAYEE, PAYEE_ACCOUNT)


@pytest.mark.parametrize("stamp", ["转讫\n2026.11.10", "业务清讫", "转 讫"])
def test_a_tellers_stamp_in_the_cell_of_a_remark_is_no_part_of_it(stamp: str) -> None:
    rows = [
        ["付款人名称", PAYER, "收款人名称", PAYEE],
        ["付款人账号", PAYER_ACCOUNT, "收款人账号", PAYEE_ACCOUNT],
        ["转账原因", f"货款{stamp}", "金额小写", "¥12,000.00"],
    ]
    assert slip(ruled(rows, title="特种转账贷方凭证", below="日期：2025年3月4日"))["remark"] == "货款"


@pytest.mark.parametrize("first", ["付款方", "收款方"])
def test_sides_below_captions_in_the_middle_of_their_halves_keep_their_order(first: str) -> None:
    second = "收款方" if first == "付款方" else "付款方"
    left, right = (PAYER, PAYER_ACCOUNT), (PAYEE, PAYEE_ACCOUNT)
    if first == "收款方":
        left, right = right, left
    found = slip(
        paged(
            f"^某某银行电子回单\n                 {first}                                   {second}\n"
            f"户名   {left[0]}                户名   {right[0]}\n账号   {left[1]}                  账号   {right[1]}\n"
            "金额   1,200.00   交易日期   2025-03-04"
        )
    )
    assert (found["payer_name"], found["payee_name"]) == (PAYER, PAYEE)
    assert (found["payer_account"], found["payee_account"]) == (PAYER_ACCOUNT, PAYEE_ACCOUNT)


def test_the_number_of_an_account_in_english_is_no_number_of_the_form() -> None:
    found = slip(
        paged(
            f"^汇出汇款借记通知书\n本行编号Our Ref.   94086864285329\n汇款人   {PAYER}\n"
            f"借记账号Debit A/C No.   {PAYER_ACCOUNT}\n收款人   {PAYEE}\n收款人账号   {PAYEE_ACCOUNT}\n汇款金额   CNY 1,460.00"
        )
    )
    assert (found["payer_account"], found["reference"]) == (PAYER_ACCOUNT, "94086864285329")


@pytest.mark.parametrize(
    "name", ["向雨桐", "和平安", "由建民", "时光明", "代丽华", "全智慧", "项英", "经纬", "元小芳", "于洋"]
)
def test_people_whose_names_begin_like_a_caption_or_a_joining_word_are_named(name: str) -> None:
    rows = [
        ["付款人", "户名", name, "收款人", "户名", "户建国"],
        ["", "账号", PAYER_ACCOUNT, "", "账号", PAYEE_ACCOUNT],
        ["", "开户行", "甲银行城关支行", "", "开户行", "乙银行云陵支行"],
        ["金额（小写）", "", "¥10,500.00", "金额（大写）", "", "人民币壹万零伍佰元整"],
    ]
    values = slip(ruled(rows, title="甲银行电子回单"))
    assert (values["payer_name"], values["payee_name"]) == (name, "户建国")


@pytest.mark.parametrize(
    "words",
    [
        "向甲方",
        "由乙方",
        "和保证人",
        "与丙方",
        "由此",
        "向其",
        "由于",
        "为准",
        "人民币（大写）叁佰元整",
        "大写叁佰元整",
        "账户名",
        "账户全称",
    ],
)
def test_words_behind_a_joining_word_are_nobody(words: str) -> None:
    assert find_party(words) is None


def test_two_captions_with_their_values_are_two_fields_however_near_they_stand() -> None:
    page = paged("^付款回单\n付款人名称：甲市远泰机械有限公司\n业务种类：普通汇兑   业务编号：20250410146874878")
    line = page.lines[2]
    left, right = line.words
    near = replace(right, box=replace(right.box, x0=left.box.x1 + 0.002))
    lines = (*page.lines[:2], replace(line, words=(left, near)))
    found = slip(replace(page, lines=lines, words=tuple(w for each in lines for w in each.words)))
    assert found["reference"] == "20250410146874878"
