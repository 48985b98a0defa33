"""Held contracts of firms: one whose promises stand in one long list, one whose promises are ticked or left out."""

from __future__ import annotations

import datetime as dt
import random

from ..contracts_press import Style
from ..contracts_truth import Draft, covenant, duty, maybe
from ..made import Made, Paper
from ..values import bare, credit_code, date, digits, figures, padded, spread, words
from .contracts_parties import HELD, assent, company, either, later, named, notice, people, proof, recall, report


def _promises(chance: random.Random) -> Made:
    """A regional bank's contract: what the borrower promises is one article with many items, joined by semicolons."""
    bank = "浙商银行股份有限公司" + chance.choice(HELD.branches)
    borrower, surety = company(chance, "冷链物流有限公司"), company(chance, "特种玻璃有限公司")
    code = credit_code(chance)
    fen = chance.randrange(20, 200) * 50_000_00
    months = chance.choice((12, 18, 36))
    signed = date(chance, 2023, 2025)
    start = signed + dt.timedelta(days=chance.randrange(0, 8))
    end = later(start, months)
    number = f"LD{signed.year}第{digits(chance, 7)}号"
    pledge = f"BZ{signed.year}第{digits(chance, 7)}号"
    account, repaid = digits(chance, 20, "37"), digits(chance, 20, "38")
    points, limit = chance.randrange(20, 130), chance.choice((50, 100, 200))
    purpose = chance.choice(("支付冷藏车燃油及路桥费用", "支付外包运力运费", "采购冷链包装耗材"))
    revenue, share = chance.randrange(4, 30) * 1000, chance.randrange(40, 80, 5)
    d = Draft(
        Style(
            size=10.2,
            leading=1.9,
            margins=(70, 76, 70, 72),
            head=f"编号：{number}",
            foot="本页无正文以外的涂改　{page}",
        )
    )
    press = d.press
    press.heading("人民币流动资金借款合同", 19)
    press.paragraph(f"合同编号：{number}", align="centre")
    press.space(8)
    d.clauses(
        [
            (f"贷款人（下称“甲方”）：{bank}", ()),
            (f"借款人（下称“乙方”）：{borrower}", ()),
            (f"乙方统一社会信用代码：{code}", ()),
        ],
        first=0,
    )
    press.space(4)
    d.clauses(
        [
            ("第一条　借款", ()),
            (
                f"甲方同意按本合同约定向乙方发放流动资金借款，借款本金数额为{words(fen)}（CNY{figures(fen)}）。"
                f"借款期限为{months}个月，自{padded(start)}至{padded(end)}。",
                (),
            ),
            (
                f"第二条　乙方取得的借款限用于{purpose}。",
                (duty("use_of_funds", "取得的借款限用于", purpose=purpose),),
            ),
            (
                f"第三条　借款利率为合同签订日前一工作日全国银行间同业拆借中心公布的1年期LPR加{points}基点，"
                "借款期限内利率不变。结息按月进行，每月20日结息。",
                either("每月20日结息", "repayment"),
            ),
            (
                f"第四条　乙方单笔对外支付超过{limit}万元时须经甲方受托支付；不足该数额的由乙方自主支付。"
                f"借款划入乙方账户{account}，乙方以账户{repaid}归还借款。",
                (
                    *either("受托支付", "other"),
                    *either("划入乙方账户", "account"),
                    *either("归还借款", "repayment", "account"),
                ),
            ),
            (
                "第五条　乙方按月支付利息，借款本金在到期日一次偿还，逾期未还的款项加收百分之五十的罚息。",
                (duty("repayment", "借款本金在到期日一次偿还"), *either("罚息", "other")),
            ),
            (
                f"第六条　本合同由{surety}提供连带责任保证，保证合同编号为{pledge}。",
                (duty("security", "提供连带责任保证", party=None, near={"document": "保证合同"}),),
            ),
            ("第七条　在清偿本合同全部债务之前，乙方向甲方承诺：", ()),
        ]
    )
    d.clauses(
        [
            (
                "（1）按季提供未经审计的财务报表，最迟不晚于季后第25日；",
                (report("按季提供未经审计的财务报表", "财务报表", "quarterly", 25),),
            ),
            (
                "（2）每半年书面报告一次运力、车辆及主要客户的变化情况；",
                (duty("reporting", "主要客户的变化情况", frequency="half_yearly"),),
            ),
            (
                f"（3）年销售收入不少于{revenue}万元；",
                (covenant("revenue", ">=", f"{revenue}0000", "yuan", "年销售收入不少于"),),
            ),
            (
                f"（4）运费收入回款中不低于{share}%的部分归集到前述还款账户；",
                (
                    duty("account", "归集到前述还款账户", share=str(share), unit="percent"),
                    maybe("financial_covenant", "归集到前述还款账户"),
                ),
            ),
            (
                "（5）不把借款用作注册资本验资、竞买土地，不用借款缴存承兑汇票保证金；",
                either("缴存承兑汇票保证金", "prohibition"),
            ),
            (
                "（6）不用借款投资有价证券，不从事民间借贷；",
                (duty("prohibition", "不用借款投资有价证券", uses=["securities", "lending"]),),
            ),
            (
                "（7）未获甲方书面答复同意的，不实施股权转让、重大投资或者大额融资；",
                (assent("不实施股权转让", "股权转让"),),
            ),
            (
                "（8）受到安全生产、食品卫生等行政处罚，或者车辆发生重大事故的，自发生之日起2个工作日内函告甲方；",
                (notice("2个工作日内函告甲方", "行政处罚", 2, working=True),),
            ),
            (
                "（9）自主支付的，于次月10日之前补齐上月支出对应的发票和银行回单；",
                (proof("发票和银行回单", ["vat_invoice", "transfer_slip"], 10),),
            ),
            (
                "（10）容许甲方查阅会计账簿，为甲方现场检查提供方便。",
                (duty("other", "容许甲方查阅会计账簿"),),
            ),
        ],
        first=0,
        indent=2,
    )
    d.clauses(
        [
            (
                "第八条　乙方不履行第七条任一承诺、不按期付息还本，或者进入破产程序的，"
                "甲方有权单方宣布本合同项下借款即刻到期，"
                "并有权处分担保物。",
                (recall("借款即刻到期", "不按期付息还本"),),
            ),
            ("第九条　本合同正本一式两份，双方各持一份，自签章之日起发生效力。", either("双方各持一份", "other")),
        ]
    )
    press.space(12)
    press.beside(
        [f"甲方（公章）：{bank}", "授权签字人：", f"{spread(signed)}"],
        [f"乙方（公章）：{borrower}", "授权签字人：", f"{spread(signed)}"],
    )
    named(d, "document", pledge)
    d.know(
        contract_number=number,
        lender=bank,
        borrower=borrower,
        borrower_id=code,
        guarantors=[surety],
        loan_kind="working_capital",
        amount=bare(fen),
        amount_in_words=words(fen),
        currency="CNY",
        start_date=start.isoformat(),
        end_date=end.isoformat(),
        term_months=months,
        rate_basis=f"1年期LPR加{points}基点",
        purpose=purpose,
        payment_method="mixed",
        entrusted_threshold=f"{limit}0000.00",
        disbursement_account=account,
        repayment_account=repaid,
        repayment_method="按月支付利息，借款本金在到期日一次偿还",
        signed_date=signed.isoformat(),
    )
    d.also("rate_basis", f"any text with LPR加{points}基点")
    d.also("repayment_method", "any text with 在到期日一次偿还", "any text with 按月支付利息")
    return d.made()


def _chosen(chance: random.Random) -> Made:
    """A form for firms: particulars are ticked, and so are those of the printed promises that were agreed."""
    bank = "九江银行股份有限公司" + chance.choice(HELD.branches)
    borrower = company(chance, "机械制造股份有限公司")
    code, owner = credit_code(chance), people(chance, 1)[0]
    fen = chance.randrange(10, 150) * 100_000_00
    months = chance.choice((6, 12))
    start = date(chance)
    end = later(start, months)
    rate = f"{chance.randrange(330, 590) / 100:.2f}"
    number = f"九银流借{start.year}{digits(chance, 8)}"
    account = digits(chance, 18, "7871")
    deposit = f"九银质{start.year}{digits(chance, 8)}"
    debt, worth = chance.randrange(50, 75), chance.randrange(2, 9) * 1000
    first = chance.random() < 0.5
    mark = ("☑", "□") if first else ("□", "☑")
    kept = (
        covenant("debt_ratio", "<=", str(debt), "percent", f"资产负债率控制在{debt}%以下（含）")
        if first
        else covenant("net_assets", ">=", f"{worth}0000", "yuan", f"净资产不少于{worth}万元")
    )
    goods = chance.choice(("铸件毛坯", "减速电机", "数控系统"))
    day = f"{start.year} 年 {start.month} 月 {start.day} 日"
    d = Draft(
        Style(face="sans", size=9.9, leading=1.7, margins=(66, 64, 66, 60), foot="- {page} -", filled=(15, 15, 90))
    )
    press = d.press
    press.heading("流动资金借款合同（选择填充式）", 17)
    press.paragraph(f"No：{{ {number} }}", align="right")
    d.clauses(
        [
            (f"贷款人：{{ {bank} }}", ()),
            (f"借款人：{{ {borrower} }}　　信用代码：{{ {code} }}", ()),
            ("填写说明：在选定的“□”内打“√”，未选定的保持空白；横线处无内容的划去。", ()),
            (f"1. 借款金额：人民币{{ {words(fen)} }}（￥{{ {figures(fen)} }}）", ()),
            (f"2. 借款期限：{{ {months} }} 个月，从 {{ {start:%Y-%m-%d} }} 起到 {{ {end:%Y-%m-%d} }} 止", ()),
            (
                f"3. 借款用途：☑采购{{ {goods} }}　□支付工资　□其他{{ ／ }}",
                (duty("use_of_funds", goods, near={"purpose": goods}),),
            ),
            (f"4. 借款利率：☑固定利率 {{ {rate} }}%（年）　□浮动利率：LPR ＿＿ 基点", ()),
            (
                "5. 还款方式：□到期利随本清　☑按季付息到期还本　□等额本金",
                either("按季付息到期还本", "repayment"),
            ),
            ("6. 支付方式：☑全部采用贷款人受托支付　□全部采用借款人自主支付", either("贷款人受托支付", "other")),
            (f"7. 放款及还款账户：{{ {account} }}", either("放款及还款账户", "account")),
            (
                f"8. 担保方式：□保证　□抵押　☑质押，出质人{{ {owner} }}，合同编号{{ {deposit} }}",
                (duty("security", "质押，出质人", party=None, near={"document": deposit}),),
            ),
            ("9. 借款人同意遵守下列选定的约定：", ()),
            (f"　{mark[0]}资产负债率控制在{{ {debt} }}%以下（含）", (kept,) if first else ()),
            (f"　{mark[1]}净资产不少于{{ {worth} }}万元", () if first else (kept,)),
            (
                "　☑不将借款投向房地产项目和期货交易",
                (duty("prohibition", "投向房地产项目和期货交易", uses=["real_estate", "futures"]),),
            ),
            (
                "　☑付款后{ 20 }日内交来对应的购货合同、发票",
                (proof("对应的购货合同、发票", ["trade_contract", "vat_invoice"], 20),),
            ),
            ("　□每月＿＿日前报送纳税申报表", ()),
            (
                "　☑发生重大诉讼的，{ 3 }日内书面告知贷款人",
                (notice("日内书面告知贷款人", "重大诉讼", 3),),
            ),
            (
                "　☑借款人减少注册资本或者出售主要设备，须先得到贷款人书面同意",
                (assent("须先得到贷款人书面同意", "减少注册资本"),),
            ),
            ("10. 借款人应于到期日还清本金及全部未付利息。", (duty("repayment", "还清本金及全部未付利息"),)),
            (
                "11. 借款人违反第9条中选定的约定的，贷款人可立即收回借款，并自违约之日起计收罚息。",
                (recall("贷款人可立即收回借款", "违反第9条"),),
            ),
            ("12. 本合同附件为《借款借据》，与合同具有同等效力。", either("同等效力", "other")),
        ],
        first=0,
    )
    press.space(16)
    press.table(
        [[f"贷款人（盖章）\n{bank}\n{day}", f"借款人（盖章）\n{borrower}\n{day}"]],
        (0.5, 0.5),
        pad=8,
    )
    press.seal(borrower, 0.7, press.y / 842 - 0.05, 40)
    d.know(
        contract_number=number,
        lender=bank,
        borrower=borrower,
        borrower_id=code,
        loan_kind="working_capital",
        amount=bare(fen),
        amount_in_words=words(fen),
        currency="CNY",
        start_date=start.isoformat(),
        end_date=end.isoformat(),
        term_months=months,
        interest_rate=rate,
        rate_basis="固定利率",
        purpose=f"采购{goods}",
        payment_method="entrusted",
        disbursement_account=account,
        repayment_account=account,
        repayment_method="按季付息到期还本",
        signed_date=start.isoformat(),
    )
    d.also("rate_basis", "any text with 固定利率")
    d.also("purpose", f"any text with {goods}")
    return d.made()


PAPERS = (
    Paper("loan-promises-in-one-list", "held", _promises),
    Paper("loan-firm-chosen-promises", "held", _chosen),
)
