"""Turns the clauses of a contract into obligations: who must do, keep or leave what, by when."""

# ruff: noqa: E501 - lists and patterns of printed words read better unbroken
from __future__ import annotations

import re
from dataclasses import replace

from docaudit.records.evidence import Field
from docaudit.records.obligation import Obligation
from docaudit.understanding.clauses import Clause, clauses, is_boilerplate
from docaudit.understanding.duty_terms import days_of, event_of, percent
from docaudit.understanding.entities import names_in
from docaudit.understanding.kinds import find_date, find_money
from docaudit.understanding.paper import HEADING
from docaudit.understanding.purpose import trimmed
from docaudit.understanding.roles import Roles
from docaudit.understanding.supplements import in_force
from docaudit.understanding.text import Text
from docaudit.understanding.thresholds import covenants
from docaudit.understanding.topics import uses_in

_FREQUENCY = (
    ("on_request", r"随时|应[^。,]{0,8}要求|按(?:照)?[^。,]{0,8}要求|不定期"),
    ("monthly", r"每月|按月|每个月|月度|次月|月末|每一?个?月|上月"),
    ("quarterly", r"每季|按季|每个季度|季度|季后|季末"),
    ("half_yearly", r"每半年|半年度|按半年"),
    ("yearly", r"每年|按年|年度|会计年度|年报|每一?会计年度"),
)
_PAPER = (
    r"(?:财务(?:会计)?(?:报表|报告)|会计报表|资产负债表|利润表|损益表|现金流量表|年报|审计报告|财务资料|经营(?:情况|资料|状况)(?:报告|说明)?|(?:贷款)?资金使用(?:情况|报告)(?:报告|说明|汇总)?"
    r"|纳税(?:申报表|证明)|(?:银行|经营|账户)?(?:对账单|流水)|财务状况|资金(?:的)?(?:支付|使用|支用)(?:情况|明细)(?:表|清单)?|(?:工程|施工|项目)(?:形象)?(?:进度|月)(?:表|报)(?:告|表)?|月报|明细表|(?:生产|销售)(?:经营)?(?:情况|报表)|库存(?:情况|报表|表)|账目|报表)"
)
_PAPERS = re.compile(rf"(?:经审计的?)?(?:年度|半年度|季度|月度|上月|当期)?{_PAPER}(?:[、和及与]{_PAPER})*")
_EVIDENCE = (
    ("vat_invoice", r"发票"), ("trade_contract", r"(?:购销|采购|交易|贸易|商务|施工|买卖|供货|进货|装修|租赁)?合同(?!项下|约定|规定|期|的)|协议(?!约定)|订单"), ("transfer_slip", r"付款凭证|支付凭证|回单|转账凭证|划款凭证|汇款凭证"),
    ("goods_receipt", r"入库单|验收单|送货单|收货单|货运单据"), ("receipt", r"收据"), ("bank_statement", r"银行流水|对账单|账户明细|交易流水|交易明细"),
    ("other", r"保单|保险单|凭证|证明材料|用途证明|资金使用(?:情况)?(?:报告|清单|说明)|支付清单|使用清单|单据"),
)  # fmt: skip
_RECALL = re.compile(
    r"立即到期|提前到期|提前收回|收回[^。;,]{0,8}(?:借款|贷款)|停止(?:发放|支付)|(?:立即)?归还全部|提前还清|一次性?(?:结清|清偿)|(?:借款|贷款)到期并|解除(?:本)?合同|直接(?:扣收|扣划|划收)|加速到期|提前归还|提前清偿|(?:立即)?(?:清偿|偿还)全部"
)
_BANNED = re.compile(
    r"不得|不可|严禁|禁止|不准|不应|杜绝|不能|不会?(?=用|流|投|进入|挪|拿|将|把|参与|从事|购买|转借|转贷|以任何)|绝不|勿"
)
_USING = re.compile(
    r"用于|用来|挪|用途|流入|流向|投(?:入|资|向)|从事|购买|借款资金|贷款资金|资金|进入|违法|拿去|拿来|转借|转贷|专款|参与"
)
_NOTICE = re.compile(
    r"(?:通知|告知|通报|报告|告诉|知会)(?:贷款人|出借人|甲方|乙方|银行|债权人|贵行|我行)|书面(?:通知|告知|报告)|(?:立即|及时)(?:书面)?(?:通知|告知)"
)
_GIVING = re.compile(
    r"提供|提交|报送|递交|出具|交付|报告|汇总|交由|移交|附|出示|补交|报备|交来|交给|交回|交(?:贷款人|出借人|甲方|乙方|银行|贵行|我行)|报给|报(?:贷款人|出借人|甲方|乙方|银行|贵行|我行)|备查|送交|寄送|上报"
)
_SPENDING = re.compile(r"用款|提款|支付|放款|用途|购销|发票|凭证|保单|自主支付|资金使用|使用后|付款|采购|购[买料货]")
_COLLECTING = re.compile(
    r"归集|回笼|回款|结算(?:业务|量)|(?:收入|货款|租金)[^。;,]{0,16}(?:进入|存入|汇入|转入|划入|打入)[^。;,]{0,14}(?:[账帐]户|专户)|开立|通过(?:本|该|上述|贷款人|我行)[^。]{0,12}账户|还款账户|监管|结算(?:账户)?占比|销售收入|放款账户"
)
_REPAYING = re.compile(
    r"(?:归还|偿还|还清|支付|还款|清偿|付清)[^。;]{0,16}(?:本金|本息|利息|借款|贷款)|(?:本金|本息|利息|借款)[^。;]{0,10}(?:归还|偿还|还清|付清|清偿)|按[^。;,]{0,12}(?:还款|还本)计划[^。;,]{0,6}(?:还款|归还|偿还)|还款日|付息日|结息日|还本日|到期(?:一次性?)?还本"
)
_ACT = re.compile(
    r"(?:积极|主动|及时|按时|按期|切实|严格|自觉|妥善|始终)?(?:配合|接受|协助|遵守|履行|确保|保持|维持|维护|保管|办理|落实|承担|支付|缴纳|投保|不得?)"
)
"""How an item of a list of duties begins when the list names the party once for all."""
_PARTY = re.compile(r"(?:借款人|乙方|甲方|保证人|担保人|抵押人|出质人|丙方|借款方|我公司|本人|我方|受信人)")
_NOT_REPAYING = re.compile(
    r"逾期|罚息|违约|顺延|不能|未按|未能|计算(?![^。;]*(?:前|日|到期)[^。;]{0,6}(?:付清|还清|支付|归还|偿还))"
)
_WAY_TO_PAY = re.compile(r"^(?!.*(?:利息|本息|本金|归还|偿还|还款)).*(?:受托|自主)支付", re.DOTALL)
"""How a loan is paid out; its words 借款人…支付 are no repayment."""
_SECURING = re.compile(
    r"提供[^。;]{0,20}(?:连带责任)?(?:保证|抵押|质押|担保)|以[^。;,]{2,60}(?:作为?|设定|设立)(?:抵押|质押|担保)|承担[^。;]{0,10}连带(?:清偿|保证|担保)?责任|(?:连带责任)?保证(?:担保)?人|抵押物[^。;]{0,10}(?:投保|保险|登记)|追加[^。;]{0,12}担保|办理[^。;]{0,10}(?:抵押|质押)登记"
)
_SURETY = re.compile(r"连带(?:责任)?(?:保证|担保|清偿)|提供[^。;,]{0,12}(?:保证|抵押|质押)")
_FOR = re.compile(
    r"(?:借款|贷款|资金|款项)(?:资金)?(?:的)?用途(?:为|是|:|限于|仅限于|仅限)|(?:借款|贷款|款项|资金)[^。;,]{0,12}?(?:专项|仅限?|只能|只|专门)?(?:用于|用作|用来)|[,元](?:专项|专款|专门|全部|仅|只)*(?:用于|用来)|仅限(?:于)?(?:支付|用于)|[这该本]笔(?:钱|款)[^。;,]{0,6}?(?:用于|用来|用作)|用途(?:变更|修改|调整|改)为:?"
)


def obligations(flow: Text, roles: Roles) -> tuple[Obligation, ...]:
    """Return the obligations in `flow`, in printed order; a sentence may hold several kinds.

    Those that a supplement replaces are left out.
    """
    found = [(clause.start, duty) for clause in clauses(flow, roles) for duty in _read(flow, clause, roles)]
    return in_force(flow, found)


class _Sentence:
    """One clause being read: its words with their lead, and the obligation that all its kinds start from."""

    def __init__(self, flow: Text, clause: Clause, roles: Roles) -> None:
        self.flow, self.clause, self.roles = flow, clause, roles
        self.text, self.full = clause.text, clause.lead + clause.text
        self.right = bool(
            re.search(r"有权|(?:可以?|得)(?:随时|单方|立即)?(?:宣布|提前|停止|解除|要求|直接|收回|取消)", clause.text)
        )
        self.listed_breach = bool(re.search(r"违约|有权|可以?宣布|之一", clause.lead))
        self.base = Obligation(
            kind=self.word("other", 0.75),
            party=self.word(clause.subject),
            text=flow.field(flow.raw(clause.start, clause.end), clause.start, clause.end, 0.9),
        )

    def word(self, value: str, sure: float = 0.8) -> Field[str]:
        """Return a value that the whole clause proves."""
        return self.flow.field(value, self.clause.start, self.clause.end, sure)

    def part(self, found: re.Match[str] | None, sure: float = 0.8) -> Field[str]:
        """Return the words that a match on the clause's text found."""
        if found is None:
            return Field()
        start = self.clause.start
        return self.flow.field(found.group(), start + found.start(), start + found.end(), sure)

    def covenants(self) -> list[Obligation]:
        """Return the tests of figures in the clause."""
        party = "borrower" if self.clause.subject == "lender" else self.clause.subject
        return [
            replace(
                self.base,
                kind=self.word("financial_covenant", 0.85),
                party=self.word(party),
                metric=c.metric,
                operator=c.operator,
                threshold=c.threshold,
                unit=c.unit,
            )
            for c in covenants(self.flow, self.clause.start, self.clause.end, breach=self.listed_breach)
        ]

    def acceleration(self) -> Obligation | None:
        """Return the lender's right to recall the loan or stop paying it out."""
        if not _RECALL.search(self.full):
            return None
        if re.search(rf"(?:{self.roles.borrower.pattern})(?:有权|可以?|愿意|申请|要求)提前", self.text):
            return None  # its own right to pay early
        if not self.right and re.search(r"应当?(?:及时|书面|提前)*(?:通知|告知)", self.text):
            return None  # the lender's notice
        told = re.search(r"(?:债务|借款|贷款|本息)[^。;,]{0,8}提前到期", self.text)
        if not (
            told or self.right or self.clause.subject == "lender" or "违约" in self.full or "立即到期" in self.text
        ):
            return None
        return replace(self.base, kind=self.word("acceleration"), event=event_of(self.flow, self.clause))

    def prohibition(self) -> Obligation | None:
        """Return what the money must not be used for."""
        banned = _BANNED.search(self.full)
        if not banned:
            return None
        uses = uses_in(self.full[banned.end() :])
        using = _USING.search(self.full[max(0, banned.start() - 14) :])
        if not using or not (uses or re.search(r"挪作他用|挪用|改变(?:借款|贷款)?(?:资金)?用途|违法", self.full)):
            return None
        return replace(self.base, kind=self.word("prohibition"), uses=tuple(self.word(u) for u in uses))

    def consent(self) -> Obligation | None:
        """Return what needs the lender's consent."""
        asked = re.search(
            r"(?:未经|未获|征得|取得|得到|获得|事先|须|应|经)[^。;]{0,14}(?:书面)?(?:同意|认可|许可|批准)(?!本|履行|的(?!除外|前提|情况|情形|条件))",
            self.full,
        )
        free = asked and re.search(r"无[须需]|毋须|不必|不需要?", self.full[: asked.end()])
        if not asked or free or not re.search(r"不得|前|须|应|方可|必须", self.full):
            return None
        party = self.word("borrower" if self.clause.subject == "lender" else self.clause.subject)
        return replace(self.base, kind=self.word("consent"), party=party, event=event_of(self.flow, self.clause))

    def notification(self) -> Obligation | None:
        """Return what must be told to the lender."""
        told = re.search(rf"(?:通知|告知|告诉|知会|函告|通报|报告)(?:{self.roles.lender.pattern})", self.full)
        if re.search(r"未(?:能|按时|按约)?(?:及时|书面|如实)*(?:通知|告知|报告)[^。;,]{0,12}的", self.text):
            return None  # what follows from silence
        if self.clause.subject == "lender" or not (told or _NOTICE.search(self.full)):
            return None
        days, day_kind = days_of(self.flow, self.clause)
        event = event_of(self.flow, self.clause)
        return replace(self.base, kind=self.word("notification"), event=event, due_days=days, day_kind=day_kind)

    def papers(self) -> Obligation | None:
        """Return evidence of use or reports that the borrower hands in."""
        giving = _GIVING.search(self.full)
        if not giving or self.clause.subject == "lender":
            return None
        if _SURETY.search(self.text) and not re.search(r"发票|凭证|回单|报表", self.text):
            return None  # whose guarantee contract is named, not handed in
        rest = self.full[: giving.start()] + self.full[giving.end() :]
        places = sorted((hit.start(), name) for name, p in _EVIDENCE if (hit := re.search(p, rest)) is not None)
        names = [name for _, name in places]
        report = _PAPERS.search(self.text)
        proof = re.search(r"发票|凭证|合同|保单", self.full)
        days, day_kind = days_of(self.flow, self.clause)
        if names and _SPENDING.search(self.full) and (proof or not report):
            documents = tuple(self.word(n) for n in names if n != "other" or len(names) == 1)
            return replace(self.base, kind=self.word("evidence"), documents=documents, due_days=days, day_kind=day_kind)
        if report is None:
            return None
        frequency = next((f for f, p in _FREQUENCY if re.search(p, self.full)), "once")
        return replace(
            self.base,
            kind=self.word("reporting", 0.85),
            document=self.part(report, 0.85),
            frequency=self.word(frequency),
            due_days=days,
            day_kind=day_kind,
        )

    def account(self) -> Obligation | None:
        """Return which account the money must run through, and what share of it."""
        if not re.search(r"账户|帐户|结算|基本户|回笼|回款|归集|流水", self.text) or not _COLLECTING.search(self.text):
            return None
        if re.search(r"[户账帐][名号]", self.text) and not re.search(
            r"应|须|承诺|保证|通过|归集|不低于|不少于|指定|用于|不得|至少|以上|打入|存入|汇入", self.text
        ):
            return None  # the particulars of an account oblige nobody
        if self.clause.subject == "lender" and re.search(
            r"(?:借款|贷款|款项)[^。;,]{0,8}(?:划|发放|转入|汇入)|放款账户", self.text
        ):
            return None  # paying out is the lender's own work
        share = re.search(
            r"(\d{1,3}(?:\.\d+)?)\s?%|百分之([一二三四五六七八九十百]+)|([一二三四五六七八九])成", self.text
        )
        found = self.part(share)
        start = self.clause.start
        named = self.part(
            re.search(r"(?<=[在于过至])(?:贷款人|我行|出借人|贵行|甲方|乙方)(?=处|开立|的|账户)", self.text), 0.7
        )
        bank = next((n for n in names_in(self.text) if n.label == "BANK"), None)
        if bank:
            named = self.flow.field(bank.text, start + bank.start, start + bank.end, 0.8)
        return replace(
            self.base,
            kind=self.word("account"),
            share=found.map(percent),
            unit=found.map(lambda _: "percent"),
            bank=named,
        )

    def repayment(self) -> Obligation | None:
        """Return what is to be paid back by when."""
        if (
            (self.clause.subject == "lender" and self.clause.named)
            or not _REPAYING.search(self.text)
            or _NOT_REPAYING.search(self.text)
        ):
            return None
        if _WAY_TO_PAY.search(self.text) or re.search(r"承担[^。;,]{0,8}责任", self.text):
            return None
        date = find_date(self.text)
        money = find_money(self.text) if re.search(r"元|¥", self.text) else None
        start = self.clause.start
        return replace(
            self.base,
            kind=self.word("repayment"),
            party=self.word("borrower"),
            due_date=self.flow.field(date[0], start + date[1], start + date[2], 0.85) if date else Field(),
            amount=self.flow.field(money[0], start + money[1], start + money[2], 0.8) if money else Field(),
        )

    def security(self) -> Obligation | None:
        """Return the security that is to be given."""
        if not _SECURING.search(self.text) or re.search(r"违约|不得|无[须需]|不必|不需", self.text):
            return None
        opener = HEADING.sub("", self.text)
        by_guarantor = re.match(r"[丙丁]方|由|保证人|担保人|抵押人|出质人", opener) or re.search(
            r"由(?!借款人|乙方|甲方)[^。;,]{2,60}(?:提供|承担)", self.text
        )
        if not by_guarantor and "连带" in self.text:  # nobody stands surety for itself
            by_guarantor = None if self.clause.named and self.clause.subject == "borrower" else re.match("", opener)
        document = re.search(r"《[^》]{2,30}》", self.text) or re.search(
            r"(?:(?:最高额)?(?:保证|抵押|质押|担保)合同)?编号(?:为|:)?\s?[\w()\[\]-]{4,30}", self.text
        )
        party = self.word("guarantor" if by_guarantor else self.clause.subject)
        return replace(self.base, kind=self.word("security", 0.7), party=party, document=self.part(document, 0.75))

    def other(self) -> Obligation | None:
        """Return a duty of no listed kind: the borrower or guarantor shall do something."""
        head = HEADING.sub("", self.text)
        duty = re.match(r"[^,。;]{2,24}?(?:应当?|必须|须|承诺|保证(?!人)|同意|负责|不得|有义务|承担)", head)
        if (
            self.clause.subject == "lender"
            or self.right
            or re.match(r"[^,。;]{2,24}?(?:无[须需]|毋须|不必|不需)", head)
        ):
            return None
        if (duty is None or not _PARTY.match(head)) and not (self.clause.duties and _ACT.match(head)):
            return None
        return replace(self.base, kind=self.word("other", 0.6))

    def use_of_funds(self) -> Obligation | None:
        """Return what the money is for, or that it is to be used as agreed."""
        hit = _FOR.search(self.text)
        before = re.split(r"[,，;。]", self.text[: hit.start()])[-1] if hit else ""
        banned = re.search(r"严禁|禁止|不得|不可|不准|杜绝", before)
        if hit and not banned and not re.search(r"不得|不|禁止|未|违反|如$", before[-3:] + hit.group()):
            rest = self.text[hit.end() :]
            body = trimmed(rest) or ""
            if 2 <= len(body) <= 60 and re.search(r"[\u4e00-\u9fff]{2}", body):
                at = self.clause.start + hit.end() + rest.find(body)
                purpose = self.flow.field(body, at, at + len(body), 0.8)
                return replace(self.base, kind=self.word("use_of_funds"), party=self.word("borrower"), purpose=purpose)
        if self.clause.subject == "borrower" and re.search(
            r"(?<!未)(?<!不)(?<!如)(?:按照?|依照)[^。;]{0,16}用途[^。;]{0,10}使用|专款专用", self.text
        ):
            return replace(self.base, kind=self.word("use_of_funds"))
        return None


def _read(flow: Text, clause: Clause, roles: Roles) -> list[Obligation]:
    """Return what one sentence obliges to; the kinds are tried from the special to the general."""
    if is_boilerplate(clause.text):
        return []
    sentence = _Sentence(flow, clause, roles)
    out = sentence.covenants()
    if _RECALL.search(clause.lead) and re.search(r"有权|可", clause.lead):
        return out  # the events of a list are told by the sentence that leads into it
    recall = sentence.acceleration()
    if recall:
        return [*out, recall]
    if clause.subject == "lender" and sentence.right and not re.search(r"不得|应", clause.text):
        return out
    banned = sentence.prohibition()
    if banned:
        use = sentence.use_of_funds()
        also = sentence.consent() if re.search(r"未经|未获|未征得|未取得|未得到|事先", sentence.full) else None
        return [*out, banned, *([also] if also else []), *([use] if use and use.purpose.value else [])]
    for attempt in (
        sentence.consent,
        sentence.notification,
        sentence.papers,
        sentence.account,
        sentence.repayment,
        sentence.security,
        sentence.use_of_funds,
    ):
        found = attempt()
        if found:
            more = sentence.repayment() if attempt == sentence.account else None
            use = sentence.use_of_funds() if attempt == sentence.consent else None
            return [*out, *([use] if use else []), found, *([more] if more else [])]
    general = None if out else sentence.other()
    return [*out, general] if general else out
