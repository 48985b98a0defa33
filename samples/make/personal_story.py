"""What happened in the case *personal*: a decoration loan of 300,000 that paid for a flat and for shares."""

# ruff: noqa: E501  (one row of the story, one field of a form is one line)
from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal

from invent import Party, cents, digits

D = Decimal

LOAN = D("300000.00")
CONTRACT_NUMBER = "杭城商银（2026）个消字第0087号"
RECEIPT_NUMBER = "20260112330106000371"
SIGNED, START, END, AS_OF = "2026-01-08", "2026-01-12", "2029-01-12", "2026-05-31"

LENDER = Party("杭城商业银行股份有限公司西溪支行", "330106", "杭州市", "杭城商业银行西溪支行")
DECORATOR = Party("杭州栖木装饰工程有限公司", "330106", "杭州市", "中国工商银行杭州文三路支行")
DEVELOPER = Party("杭州澜庭置业有限公司", "330109", "杭州市", "中国农业银行杭州萧山支行")
BROKER = Party("华樾证券股份有限公司", "310115", "上海市", "中国建设银行上海张江支行")
EMPLOYER = Party("杭州澄湖信息技术有限公司", "330108", "杭州市", "招商银行杭州滨江支行")
LANDLORD = Party("杭州安栖公寓管理有限公司", "330106", "杭州市", "中国银行杭州城西支行")
PROPERTY = Party("国网浙江省电力有限公司杭州供电公司", "330102", "杭州市", "中国工商银行杭州分行")
TELECOM = Party("中国移动通信集团浙江有限公司", "330102", "杭州市", "中国银行杭州分行")
TENPAY = Party("财付通支付科技有限公司", "440300", "深圳市", account_number="243300133")
ALIPAY = Party("支付宝（中国）网络技术有限公司", "310115", "上海市", account_number="215500690")
TILES = "杭州城西恒木建材商行"


def id_card(region: str, birth: str, serial: str) -> str:
    """Return an identity number with the right check character (GB 11643); the number is invented."""
    body = region + birth + serial
    weights = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
    return body + "10X98765432"[sum(int(c) * w for c, w in zip(body, weights, strict=True)) % 11]


def card(prefix: str, key: str) -> str:
    """Return a card number of 19 digits that satisfies Luhn."""
    body = prefix + digits(key, 18 - len(prefix))
    total = sum(d if i % 2 else d * 2 - 9 * (d > 4) for i, d in enumerate(map(int, reversed(body))))
    return body + str(-total % 10)


BORROWER = "林佳禾"
BORROWER_ID = id_card("330106", "19910315", "284")
SPOUSE = "陈昊然"
SPOUSE_ID = id_card("330106", "19890627", "517")
CARD = card("621793", "card of the personal sample")


@dataclass(slots=True)
class Move:
    """One row of the card; `use` is what the tracer should call a payment."""

    date: dt.date
    amount: Decimal
    summary: str
    party: Party | None = None
    remark: str = ""
    use: str = ""
    balance: Decimal = Decimal(0)
    to: str = ""


def day(text: str) -> dt.date:
    """Return the date of an ISO text."""
    return dt.date.fromisoformat(text)


OPENING = D("5186.52")


def instalment() -> Decimal:
    """Return the level monthly payment of 300,000 over 36 months at 4.2 % a year."""
    rate = D("0.042") / 12
    return cents(LOAN * rate / (1 - (1 + rate) ** -36))


def card_rows() -> list[Move]:
    """Return the rows of the card by date, balances filled in."""
    rows: list[Move] = []

    def add(  # noqa: PLR0917  (a row reads like the statement's line)
        date: str,
        amount: str | Decimal,
        summary: str,
        party: Party | None = None,
        remark: str = "",
        use: str = "",
        to: str = "",
    ) -> None:
        rows.append(Move(day(date), D(amount), summary, party, remark, use, to=to))

    salary = ("14862.40", "15310.85", "15098.20", "14862.40", "15226.70", "14987.35")
    power = ("186.43", "241.07", "263.90", "198.52", "142.66", "131.08")
    for k, month in enumerate(("2025-12", "2026-01", "2026-02", "2026-03", "2026-04", "2026-05")):
        add(f"{month}-03", "-4500.00", "房租", LANDLORD, f"{int(month[-2:])}月房租", "operating")
        add(f"{month}-06", f"-{power[k]}", "电费", PROPERTY, "居民电费代扣", "operating")
        add(f"{month}-08", "-99.00", "话费", TELECOM, "手机话费", "operating")
        add(f"{month}-10", salary[k], "代发工资", EMPLOYER, f"{month[:4]}年{int(month[-2:])}月工资")
        if k >= 2:
            add(f"{month}-21", -instalment(), "贷款扣款", LENDER, "归还个人贷款本息", "loan_repayment")
    add("2025-12-13", "-1000.00", "ATM取款", None, "", "cash")
    add("2025-12-21", "1.86", "结息")
    add(
        "2025-12-27",
        "-6300.00",
        "转账汇款",
        Party("杭州知桥职业培训学校有限公司", "330102", bank="中国银行杭州分行"),
        "设计课程学费",
        "unsupported",
    )
    add("2026-01-12", LOAN, "贷款发放", LENDER, "个人消费贷款放款")
    add("2026-01-13", "-40000.00", "转账汇款", DECORATOR, "装修首期款", "conforming")
    add("2026-01-15", "-150000.00", "转账汇款", DEVELOPER, "澜庭花园6-2-1101首付款", "real_estate")
    add("2026-01-19", "-50000.00", "银证转账", BROKER, "银行转证券", "securities")
    add("2026-01-20", "-10000.00", "快捷支付", TENPAY, "微信零钱充值", to="wechat")
    add("2026-01-22", "-8000.00", "快捷支付", ALIPAY, "支付宝充值", to="alipay")
    add("2026-02-05", "-36000.00", "转账汇款", DECORATOR, "装修二期款", "conforming")
    add("2026-03-21", "6.31", "结息")
    rows.sort(key=lambda r: r.date)
    balance = OPENING
    for row in rows:
        balance += row.amount
        row.balance = balance
        if balance < 0:
            raise ValueError(f"the card runs dry on {row.date}")
    return rows


@dataclass(slots=True)
class WalletRow:
    """One line of a wallet bill as printed, and the signed amount that is true of it (None: no row at all)."""

    time: str
    kind: str
    party: str
    goods: str
    flow: str
    amount: Decimal
    status: str
    method: str
    signed: Decimal | None
    remark: str = "/"
    use: str = "unsupported"
    account: str = "/"
    link: str = ""


def wechat_rows() -> list[WalletRow]:
    """Return the WeChat bill, newest first as the export prints it; everything is paid from the change purse."""
    paid, purse = "支付成功", "零钱"
    rows = [
        WalletRow("2026-01-20 19:42:10", "零钱充值", "杭城商业银行", "/", "/", D(10000), "充值完成", "杭城商业银行(" + CARD[-4:] + ")", D(10000), link="card"),
        WalletRow("2026-01-21 12:08:33", "商户消费", "城西家居广场", "定制橱柜订金", "支出", D("1200.00"), paid, purse, D("-1200.00")),
        WalletRow("2026-01-24 10:51:07", "扫二维码付款", TILES, "收款方备注:二维码收款", "支出", D("6400.00"), "已转账", purse, D("-6400.00")),
        WalletRow("2026-01-25 18:30:46", "商户消费", "西溪五金灯饰店", "筒灯 开关面板", "支出", D("386.50"), paid, purse, D("-386.50")),
        WalletRow("2026-01-31 09:15:22", "转账", "赵立群", "转账备注:搬运建材", "支出", D("600.00"), "朋友已收钱", purse, D("-600.00"), use="individual"),
        WalletRow("2026-02-16 20:00:03", "微信红包", "阿哲", "/", "收入", D("88.88"), "已存入零钱", "/", D("88.88")),
        WalletRow("2026-02-17 20:11:54", "微信红包（单发）", "林美珍", "/", "支出", D("200.00"), paid, purse, D("-200.00"), use="individual"),
        WalletRow("2026-03-08 15:26:41", "商户消费", "西溪五金灯饰店", "浴霸", "支出", D("459.00"), paid, purse, D("-459.00")),
        WalletRow("2026-03-28 11:02:19", "商户消费", "城西家居广场", "窗帘尾款", "支出", D("680.00"), paid, purse, D("-680.00")),
    ]  # fmt: skip
    return rows[::-1]


def alipay_rows() -> list[WalletRow]:
    """Return the Alipay bill, newest first; a refund in part, and an order closed without payment."""
    done, purse = "交易成功", "余额"
    rows = [
        WalletRow("2026-01-22 21:05:37", "充值提现", "杭城商业银行", "充值-普通充值", "不计收支", D(8000), done, "杭城商业银行(" + CARD[-4:] + ")", D(8000), "", link="card"),
        WalletRow("2026-01-23 20:14:02", "家居家装", "木语家具旗舰店", "实木餐桌椅组合", "支出", D("3280.00"), done, purse, D("-3280.00"), "", account="muy***@example.com"),
        WalletRow("2026-01-23 20:20:48", "家居家装", "木语家具旗舰店", "实木电视柜", "不计收支", D("1580.00"), "交易关闭", "", None, "", account="muy***@example.com"),
        WalletRow("2026-01-29 22:41:15", "家居家装", "净川卫浴专营店", "恒温花洒套装", "支出", D("1399.00"), done, purse, D("-1399.00"), "", account="jcw***@example.com"),
        WalletRow("2026-02-03 09:33:50", "退款", "净川卫浴专营店", "退款-恒温花洒套装", "不计收支", D("120.00"), "退款成功", purse, D("120.00"), "", account="jcw***@example.com", link="净川卫浴专营店"),
        WalletRow("2026-02-26 13:07:28", "数码电器", "云森电器专营店", "抽油烟机", "支出", D("2199.00"), done, purse, D("-2199.00"), "", account="yun***@example.com"),
        WalletRow("2026-03-15 19:48:06", "日用百货", "邻里便利", "日用品", "支出", D("136.70"), done, purse, D("-136.70"), "", account="/"),
    ]  # fmt: skip
    return rows[::-1]


def tracer_case() -> dict[str, object]:
    """Return the story in the form of the pure tracer (the card's rows, then each wallet's, by time)."""
    rows: list[tuple[str, int, dict[str, object]]] = []
    for k, move in enumerate(card_rows()):
        row = {"id": f"card{k}", "account": "card", "date": move.date.isoformat(), "amount": str(move.amount)}
        if move.summary == "贷款发放":
            row |= {"kind": "disbursement", "loan": CONTRACT_NUMBER}
        elif move.to:
            row |= {"kind": "transfer", "to": move.to}
        else:
            row |= {"kind": "in"} if move.amount > 0 else {"kind": "out", "use": move.use}
        rows.append((move.date.isoformat() + " 00", k, row))
    by_target = {move.to: f"card{k}" for k, move in enumerate(card_rows()) if move.to}
    for account, bill in (("wechat", wechat_rows()[::-1]), ("alipay", alipay_rows()[::-1])):
        paid: dict[str, str] = {}
        for k, line in enumerate(bill):
            if line.signed is None:
                continue
            row = {"id": f"{account}{k}", "account": account, "date": line.time[:10], "amount": str(line.signed)}
            if line.link == "card":
                row |= {"kind": "transfer_in", "link": by_target[account]}
            elif line.link:
                row |= {"kind": "refund", "link": paid[line.link]}
            else:
                row |= {"kind": "in"} if line.signed > 0 else {"kind": "out", "use": line.use}
                paid[line.party] = f"{account}{k}"
            rows.append((line.time, k, row))
    accounts = [("card", OPENING), ("wechat", D("0.00")), ("alipay", D("0.00"))]
    return {
        "order": "row",
        "as_of": AS_OF,
        "accounts": [
            # A wallet's bill prints no balance: what else lay in it nobody can know.
            {"id": name, "opening": str(money), "dark": False, "owner": "borrower", "unlimited": name != "card"}
            for name, money in accounts
        ],
        "rows": [row for _, _, row in sorted(rows, key=lambda r: (r[0], r[1]))],
    }
