"""One clause being read: whether it reports, tests, forbids, pays, secures … and with which terms."""

from __future__ import annotations

import re
from dataclasses import replace

from docaudit.records.evidence import Field
from docaudit.records.names import is_person_name
from docaudit.records.obligation import Obligation
from docaudit.understanding.clauses import NUMBER, PARTICULAR, Clause, unnumbered
from docaudit.understanding.duty_terms import (
    anything_named,
    days_of,
    frequency_of,
    papers_named,
    percent,
    report_named,
)
from docaudit.understanding.entities import names_in
from docaudit.understanding.events import event_of
from docaudit.understanding.kinds import LEGAL_FORM, find_date, find_money
from docaudit.understanding.purpose import trimmed
from docaudit.understanding.roles import Roles
from docaudit.understanding.text import Text
from docaudit.understanding.thresholds import covenants
from docaudit.understanding.topics import uses_in

RECALL = re.compile(
    r"收贷|即刻到期|(?:取消|冻结|终止|调减|停止使用)[^。;,]{0,14}(?:额度|授信)|追(?:索|收|讨)[^。;,]{0,6}(?:全部|未到期|剩余|所有)|立即到期|提前到期|提前收回|(?:加速)?(?:收回|回收)[^。;,]{0,12}(?:借款|贷款|本息|款项|资金)|停止(?:发放|支付|放款)|(?:立即|马上|即时)?(?:归还|偿还|清偿|返还)(?:全部|所有)|(?:立即|马上)(?:偿还|归还|清偿|还清|返还|付清)|提前还清|一次性?(?:结清|清偿|还清)(?=剩余|全部|所有|未)|(?:借款|贷款|债务|款项)(?:全部|立即|即时|均)+到期|解除(?:本)?合同|直接(?:扣收|扣划|划收)|加速到期|提前(?:归还|清偿|偿还|结清)|(?:立即)?(?:清偿|偿还)全部|要求[^。;,]{0,10}提前还款?|(?:立即|马上|随时)[^。;,]{0,6}要求[^。;,]{0,8}(?:还款|还清|偿还|归还)|要求[^。;]{0,16}一次(?:性)?(?:还清|结清|清偿|付清)|限期(?:归还|清偿|偿还)|(?:把)?(?:钱|款)[^。;,]{0,4}(?:要|收)回|(?:宣布|视为|认定)[^。;,]{0,16}到期"
)
"""What a lender does with a loan that went wrong."""
_BANNED = re.compile(
    r"不得|不可|严禁|禁止|不准|不应|杜绝|不能|不会?(?=再?(?:用|流|投|进入|挪|拿|将|把|参与|从事|购买|转借|转贷|以(?:任何|本|该|所)?(?:贷款|借款|信贷)|以任何|违规|直接|炒))|绝不|勿"
)
_USING = re.compile(
    r"用于|用来|用作|充作|充当|挪|用途|流入|流向|投(?:入|资于|向)|从事|购买|借款(?!人|方|企业|单位)|贷款(?!人|行|银行|方)|资金|款项|进入|违法|拿去|拿来|转借|转贷|专款|参与|信贷|支付|放高利"
)
_OWN_MONEY = re.compile(r"贷款|借款(?!人|方)|资金|用途|款项|这笔|该笔|信贷")
_MISUSE = re.compile(
    r"挪作|挪用|挤占|移作|改变[^。;,]{0,12}用途|变更[^。;,]{0,12}用途|违法|用于[^。;,]{0,12}以外|其他(?:用途|任何用途)|他用"
)
_NOTICE = re.compile(
    r"(?:通知|告知|通报|报告|告诉|知会|函告)(?:贷款人|出借人|出借方|甲方|乙方|银行|债权人|贵行|我行|本行|贷款行|本公司)|书面(?:形式)?(?:通知|告知|报告)|(?:立即|及时|内|前)(?:书面|电话|以书面形式)?(?:通知|告知|报知|知会)|报知|(?:发出|送达|送交)[^。;,]{0,6}通知|(?:跟|和|向|给)[^。;,]{1,6}(?:说一声|打招呼)|向[^。;,]{1,10}(?:说明(?=[^。;,]{0,16}(?:情况|性质|原因|理由))|通报|告知|通知(?![书单])|报备|书面说明)"
)
_UPON = re.compile(r"(?:接到|收到|接获|凭|依|按)[^。;,]{0,12}(?:通知|要求)")
"""A notice of the other side, upon which something is done."""
_GIVING = re.compile(
    r"提供|提交|报送|递交|递送|出具|交付|报告|汇报|汇总|披露|过目|送达|送给|发送|交到|寄给|发给|报一次|拿来|给[^。;,]{1,8}看|说明|交由|移交|附|出示|补交|补送|补齐|上传|报备|交来|交给|交回|交出借方|送交|寄送|上报|交(?:贷款人|出借人|甲方|乙方|银行|贵行|我行)|拿给|报给|报(?:贷款人|出借人|甲方|乙方|银行|贵行|我行)|备[^。;,]{0,6}(?:查|核)|备案|留底|查验"
)
AS_IT_IS = re.compile(
    r"(?:提供|提交|交付|报送|出具)[^。;,]{0,8}的[^。;]{1,30}?(?:系|均|都|皆|是)[^。;]{0,12}(?:真实|有效|完整|准确|合法|依照|一致)"
    r"|^[^。;,]{0,16}(?:陈述|声明)[:,](?!.*(?:应当?|须|不得|承诺))"
)
"""What papers are that were handed in; nothing is to be handed in."""
_SPENDING = re.compile(
    r"用款|提款|支付|支用|放款|发放|用途|购销|发票|凭证|保单|自主支付|资金使用|使用(?:后|完)|付款|采购|购[买料货车]|买料|进货|货到|到货|装修|消费|报关|到厂|交货|收货"
)
_AUDIT = re.compile(r"(?:配合|接受)[^。;]{0,24}(?:检查|监督|调查|核查|监管|查询)")
_COLLECTING = re.compile(
    r"归集|归行|回笼|回款|结算(?:至|到|进)|结算(?:业务|量)|结算[^。;,]{0,6}通过|结算[^。;]{0,14}(?:办理|进行)|(?:收入|货款|租金|营业款|经营款项?)[^。;,]{0,20}(?:进入|存入|汇入|转入|划入|打入|走)[^。;,]{0,14}(?:[账帐]户|专户)|开立|通过(?:本|该|上述|贷款人|我行)[^。]{0,12}账户|还款账户|监管账户|结算(?:账户)?占比|销售收入|放款账户|存款(?:日均)?余额|日均存款"
)
_REPAYING = re.compile(
    r"(?:归还|偿还|偿付|给付|还清|支付|还款|清偿|付清|结清|缴清)[^。;]{0,16}(?:本金|本息|利息|借款(?!人|方)|贷款(?!人|方)|欠款)|(?:本金|本息|利息|借款(?!人|方)|贷款(?!人|方)|欠款|款项|连本带利)[^。;]{0,24}(?:归还|偿还|偿付|还清|付清|清偿|结清)|(?:本金|本息|利息)[^。;,]{0,16}(?:支付|自付|缴付|交付|留存|备足|扣收|划收)|代(?:为)?(?:清偿|偿还|还款|偿付)|代偿|(?:按|依照|依据)[^。;,]{0,16}(?:还款|还本)(?:计划|时间)[^。;,]{0,8}(?:还款|归还|偿还|清偿)|还款日|付息日|结息日|还本日|按[月季年](?:计|结|付)[息]|到期(?:一次性?)?还本|等额本[息金]|(?:存入|余额)[^。;,]{0,8}还款(?:账[户号]|卡)|还款(?:账[户号]|卡)[^。;]{0,16}(?:余额|足额|备足)|利随本清"
)
_NOT_REPAYING = re.compile(
    r"逾期|罚息|违约|顺延|未(?:清偿|还清|结清|偿清|归还)|(?:还清|结清|清偿|偿清)[^。;,]{0,8}(?:之前|以前|前)(?=[,，]|不|须|应|借)|不能|未按|未能|不收取|免收|恢复额度|^[^。]{0,12}随借随还[。;]?$|为(?:贷款|借款)到期日|冲抵|抵扣顺序|实际(?:用款|使用)?天数|计算(?![^。;]*(?:前|日|到期)[^。;]{0,6}(?:付清|还清|支付|归还|偿还))"
)
_WAY_TO_PAY = re.compile(r"^(?!.*(?:利息|本息|本金|归还|偿还|还款)).*(?:受托|自主)支付", re.DOTALL)
"""How a loan is paid out; its words 借款人…支付 are no repayment."""
_SECURING = re.compile(
    r"提供[^。;]{0,20}(?:连带责任)?(?:保证|抵押|质押|担保)|[以用将][^。;,]{2,60}(?:作为?|设定|设立|提供|办理)[^。;,]{0,6}(?:抵押|质押|担保)|向(?:贷款人|出借人|[甲乙]方|银行)[^。;,]{0,4}(?:出质|抵押|质押)|承担[^。;]{0,10}(?:连带|保证|担保)(?:清偿|保证|担保)?责任|承担[^。;,]{0,6}连带(?:保证|担保)"
    r"|抵押物[^。;]{0,16}(?:投保|保险|登记)|(?:抵押物|抵押财产|质押物|标的物)[^。;,]{0,6}(?:办理|投保|购买)[^。;,]{0,10}保险|(?:追加|补足|增加|补充)[^。;]{0,16}担保|担保方式(?:为|是|:)[^。;,]{0,12}(?:抵押|质押|保证)|(?:承担|负|愿意?|提供|负有)[^。;,]{0,20}连带(?:还款|清偿|偿还|保证|担保)*责任|(?:办理|办妥|完成)[^。;]{0,16}(?:抵押|质押|出质)(?:登记|手续)|由[^。;,]{2,40}担保(?=[,。;]|责任)|从合同(?:为|是|包括)|担保合同(?:为|是):?"
)
_SURETY = re.compile(r"连带(?:责任)?(?:保证|担保|清偿)|提供[^。;,]{0,12}(?:保证(?!金)|抵押|质押)")
_FOR = re.compile(
    r"(?:借款|贷款|资金|款项)(?:资金)?(?:的)?(?:具体)?用途(?:为|是|:|仅?限于|仅限|限定为)+|(?:借款|贷款|款项|资金)[^。;,]{0,12}?(?:专项|仅限?|只能|只|专门)?(?:用于|用作|用来)|[,元](?:专项|专款|专门?|全部|仅|只)*(?:用于|用来)|(?:借款|贷款|资金|款项)?(?:资金)?(?:仅限(?:于)?|专项|专门)(?=支付|用于|采购|购|补充)(?:用于)?|(?:借款|贷款)(?:资金)?限于|[这该本]笔(?:钱|款|借款)[^。;,]{0,6}?(?:用于|用来|用作|拿去|拿来)|用途(?:变更|修改|调整|改)为:?"
)
_OTHER_MONEY = re.compile(r"账户|专户|回款|收入|赔款|处置|保证金")
"""Money that is not the loan's."""
_LABEL_FOR = re.compile(rf"(?:{NUMBER.pattern})?{PARTICULAR.pattern.removeprefix('^')}")
AS_AGREED = re.compile(
    r"用于(?:本?合同|[本上下该]?表[中内格]?)?(?:约定|载明|上述|所列|规定|申请)的?[^。;,]{0,6}用途|(?<!未)(?<!不)(?<!如)(?<!否)(?:按照?|依照|严格按)[^。;]{0,16}用途[^。;]{0,10}(?:使用|支用|用款)|专款专用"
)
_SHARE = re.compile(r"(\d{1,3}(?:\.\d+)?)\s?%|百分之([一二三四五六七八九十百]+)|([一二三四五六七八九])成|一半|半数")
_ACT = re.compile(
    r"(?:积极|主动|及时|按时|按期|切实|严格|自觉|妥善|始终|应|须|不)?(?:配合|接受|协助|遵守|履行|确保|保持|维持|维护|保管|办理|落实|承担|支付|缴纳|投保|不得?|按|依法|允许|如实)"
)
"""How an item of a list of duties begins when the list names the party once for all."""
_OWES = re.compile(
    r"(?:(?<![相对供反适响回])应当?|必须|须|承诺(?!函|书)|保证(?!人|担保|方式|期间)|同意|负责|不得|有义务|承担|得(?=让|配合|在|把|将|给)|自愿)"
)
_FREE = re.compile(r"无[须需]|毋须|不必|不需|不负有|没有义务|不要求|并不|不收取|不承担")


class Sentence:
    """One clause being read: its words with their lead, and the obligation that all its kinds start from."""

    def __init__(self, flow: Text, clause: Clause, roles: Roles) -> None:
        self.flow, self.clause, self.roles = flow, clause, roles
        self.text, self.full = clause.text, clause.lead + clause.text
        self.right = bool(
            re.search(
                rf"有权|(?:可以?|得)(?:随时|单方|立即|即)*(?:宣布|提前|停止|解除|要求|直接|收回|取消|对|检查|查询|将)|(?:{roles.lender.pattern})(?:均|即|还|另|亦)*可以?(?!能)",
                clause.text,
            )
        )
        self.permitted = bool(
            re.match(rf"(?:{roles.borrower.pattern})(?:可以?|有权)(?!能)", unnumbered(clause.text))
        ) and not re.search(r"(?<![相对供反适响回])应|须|不得|必须", clause.text)
        self.listed_breach = bool(re.search(r"违约|有权|可以?宣布|之一", clause.lead) or RECALL.search(clause.lead))
        self.base = Obligation(
            kind=self.word("other", 0.75),
            party=self.word(clause.subject),
            text=flow.field(flow.raw(clause.start, clause.end), clause.start, clause.end, 0.9),
        )

    def word(self, value: str | None, sure: float = 0.8) -> Field[str]:
        """Return a value that the whole clause proves."""
        return Field() if value is None else self.flow.field(value, self.clause.start, self.clause.end, sure)

    def part(self, span: tuple[int, int] | None, sure: float = 0.8) -> Field[str]:
        """Return the words at a place of the clause's text."""
        if span is None:
            return Field()
        start = self.clause.start
        return self.flow.field(self.text[slice(*span)], start + span[0], start + span[1], sure)

    @property
    def owner(self) -> Field[str]:
        """Whose duty it is where the lender's own deeds only frame it."""
        return self.word("borrower" if self.clause.subject == "lender" else self.clause.subject)

    def covenants(self) -> list[Obligation]:
        """Return the tests of figures in the clause."""
        return [
            replace(
                self.base,
                kind=self.word("financial_covenant", 0.85),
                party=self.owner,
                metric=c.metric,
                operator=c.operator,
                threshold=c.threshold,
                unit=c.unit,
            )
            for c in covenants(self.flow, self.clause.start, self.clause.end, breach=self.listed_breach)
            if not (
                c.metric.value == "sales_collection_share" and re.search(r"账户|在[^,。;]{1,12}(?:处|行|的)", self.text)
            )
        ]

    def acceleration(self) -> Obligation | None:
        """Return the lender's right to recall the loan or stop paying it out."""
        if not RECALL.search(self.full):
            return None
        if re.search(
            rf"(?<!要求)(?<!责令)(?:{self.roles.borrower.pattern})(?:有权|可以?|愿意|申请|要求|需要|拟|如需|应)?提前(?:还|归还|清偿|偿还|结清)",
            self.text,
        ):
            return None  # its own right to pay early
        if not self.right and re.search(r"应当?(?:及时|书面|提前)*(?:通知|告知)", self.text):
            return None  # the lender's notice
        told = re.search(r"(?:债务|借款|贷款|本息|款项)[^。;,]{0,8}提前到期", self.text)
        if not (told or self.right or self.clause.subject == "lender" or re.search(r"违约|立即到期|随时", self.full)):
            return None
        party, event = self.word("borrower"), event_of(self.flow, self.clause, "acceleration", self.roles)
        return replace(self.base, kind=self.word("acceleration"), party=party, event=event)

    def prohibition(self) -> Obligation | None:
        """Return what the money must not be used for."""
        banned = _BANNED.search(self.full)
        if not banned:
            return None
        uses = uses_in(self.full[banned.end() :])
        using = _USING.search(self.full[max(0, banned.start() - 14) :])
        if not using or not (uses or _MISUSE.search(self.full[banned.start() :])):
            return None
        if self.asks_first() and not _OWN_MONEY.search(self.full[banned.start() :]):
            return None  # an investment of its own that needs consent
        return replace(
            self.base, kind=self.word("prohibition"), party=self.owner, uses=tuple(self.word(u) for u in uses)
        )

    def asks_first(self) -> bool:
        """Say whether the lender is to be asked first."""
        asked = re.search(
            rf"(?:(?:未经|未获|未征|未取|未得|非经|没有|除非|不经|征得|征求|取得|得到|获得|经(?![营济理纪常办])|报|事先)[^。;]{{0,16}}?|(?:须|需|应)(?:当)?(?:由|有)?(?:{self.roles.lender.pattern})[^。;,]{{0,8}}?)"
            r"(?:同意|认可|许可(?!证)|批准|点头|允许)(?!本|履行|发放|提供|按|接受|承担|将|由|以|在|的(?!除外|前提|情况|情形|条件|不得))",
            self.full,
        )
        if not asked and re.search(
            r"不得(?:擅自|私自|自行)(?:处分|处置|转让|出售|变卖|出租|出借|抵押|质押|变更|停业|歇业|转移|拆除)",
            self.full,
        ):
            return True
        if not asked and re.search(
            rf"先[^。;,]{{0,8}}(?:{self.roles.lender.pattern})[^。;]{{0,12}}(?:同意|点头|答应)", self.full
        ):
            return True
        if not asked or re.search(r"无[须需]|毋须|不必|不需要?", self.full[: asked.end()]):
            return False
        if re.search(r"双方|协商|股东|董事|内部|主管|政府|配偶|共有人|各方|有权机关", asked.group()):
            return False
        return bool(re.search(r"不得|不可|不能|不再?|禁止|前|须|需|应|方可|必须", self.full))

    def consent(self) -> Obligation | None:
        """Return what needs the lender's consent."""
        if not self.asks_first():
            return None
        event = event_of(self.flow, self.clause, "consent", self.roles)
        return replace(self.base, kind=self.word("consent"), party=self.owner, event=event)

    def notification(self) -> Obligation | None:
        """Return what must be told to the lender."""
        full = _UPON.sub("", self.full)
        told = re.search(rf"(?:通知|告知|告诉|知会|函告|报知|通报|报告)(?:{self.roles.lender.pattern})", full)
        if re.search(r"未(?:能|按时|按约)?(?:及时|书面|如实)*(?:通知|告知|报告)[^。;,]{0,12}的", self.text):
            return None  # what follows from silence
        if self.clause.subject == "lender":
            told = re.search(
                rf"(?:应当?|须|必须)[^。;]{{0,30}}(?:通知|告知|通报)(?:{self.roles.borrower.pattern})", self.text
            )
        elif not told:
            told = _NOTICE.search(full)
        if not told or _FREE.search(self.text):
            return None
        if report_named(self.text) and frequency_of(self.text) not in ("once", "on_request"):
            return None  # a report at intervals
        days, day_kind = days_of(self.flow, self.clause, ahead=True)
        event = event_of(self.flow, self.clause, "notification", self.roles)
        return replace(self.base, kind=self.word("notification"), event=event, due_days=days, day_kind=day_kind)

    def papers(self) -> Obligation | None:
        """Return evidence of use or reports that the borrower hands in."""
        giving = _GIVING.search(self.full)
        if not giving or self.clause.subject == "lender" or _FREE.search(self.text) or AS_IT_IS.search(self.text):
            return None
        if _SURETY.search(self.text) and not re.search(r"发票|凭证|回单|报表", self.text):
            return None  # whose guarantee contract is named, not handed in
        names = papers_named(self.full)
        report = report_named(self.text)
        if report and _AUDIT.search(self.text) and not re.search(r"[表单水账]$|报告$", self.text[slice(*report)]):
            report = None  # what is looked at in an inspection
        proof = re.search(r"发票|凭证|合同|保单|收据", self.full)
        days, day_kind = days_of(self.flow, self.clause)
        frequency = frequency_of(self.full)
        at_intervals = report is not None and names == ["other"] and frequency not in ("once", "on_request")
        if names and not at_intervals and _SPENDING.search(self.full) and (proof or not report or frequency == "once"):
            documents = tuple(self.word(n) for n in names)
            return replace(self.base, kind=self.word("evidence"), documents=documents, due_days=days, day_kind=day_kind)
        if report and self.clause.lead:
            wider = anything_named(self.text, item=True)
            report = wider if wider and wider[0] <= report[0] and wider[1] >= report[1] else report
        if report is None and frequency != "once" and not _AUDIT.search(self.text):
            report = anything_named(self.text, item=bool(self.clause.lead))
        if report is None:
            return None
        return replace(
            self.base,
            kind=self.word("reporting", 0.85),
            document=self.part(report, 0.85),
            frequency=self.word(frequency),
            due_days=days,
            day_kind=day_kind,
        )

    def demanded(self) -> Obligation | None:
        """Return the papers that the lender's right to ask for them makes the borrower hand in by a day."""
        asked = re.search(
            rf"有权要求(?:{self.roles.borrower.pattern})[^。;]{{0,24}}?(?:内|前)[^。;]{{0,8}}?(?:提供|提交|上传|出示|报送|补交)",
            self.text,
        )
        if asked is None:
            return None
        return Sentence(self.flow, replace(self.clause, subject="borrower"), self.roles).papers()

    def account(self) -> Obligation | None:
        """Return which account the money must run through, and what share of it."""
        if not re.search(r"账户|帐户|专户|结算|基本户|回笼|回款|归集|流水|存款", self.text) or not _COLLECTING.search(
            self.text
        ):
            return None
        if re.search(r"[户账帐][名号]", self.text) and not re.search(
            r"应|须|承诺|保证|通过|归集|不低于|不少于|指定|用于|不得|至少|以上|打入|存入|汇入", self.text
        ):
            return None  # the particulars of an account oblige nobody
        if re.search(
            r"应还|当期|本[息金]|每期|(?:偿还|归还)[^。]*还款账户(?:为|是|:)|还款(?:账户|卡)[^。;]{0,10}(?:扣|余额|足额)|足额[^。;]{0,8}还款账户",
            self.text,
        ) and not re.search(r"归集|归行|回笼|收入|货款|营业款|结算", self.text):
            return None  # money put there to repay
        if re.search(
            r"(?:借款|贷款)(?:资金)?[^。;,]{0,6}(?:发放|划|转|汇|支付)(?:至|入|到)", self.text
        ) and not re.search(r"归集|归行|回笼|回款|结算(?:至|到|进)|收入|结算", self.text):
            return None  # where the loan is paid out to
        if self.clause.subject == "lender" and re.search(
            r"(?:借款|贷款|款项)[^。;,]{0,8}(?:划|发放|转入|汇入)|放款账户", self.text
        ):
            return None  # paying out is the lender's own work
        share = _SHARE.search(self.text)
        start = self.clause.start
        own = re.search(rf"(?<=[在于过至])(?:{self.roles.lender.pattern})(?=处|开立|的|账户|办理)", self.text)
        named = self.part(own.span() if own else None, 0.7)
        bank = next((n for n in names_in(self.text) if n.label == "BANK"), None)
        if bank:
            named = self.flow.field(bank.text, start + bank.start, start + bank.end, 0.8)
        return replace(
            self.base,
            kind=self.word("account"),
            share=self.part(share.span() if share else None).map(percent),
            unit=self.part(share.span() if share else None).map(lambda _: "percent"),
            bank=named,
        )

    def repayment(self) -> Obligation | None:
        """Return what is to be paid back by when."""
        guarantor = self.clause.subject == "guarantor"
        owed = (
            self.text.rsplit("的,", 1)[-1] if guarantor else self.text
        )  # what the borrower failed to do stands before
        if (
            (self.clause.subject == "lender" and self.clause.named)
            or not _REPAYING.search(self.text)
            or _NOT_REPAYING.search(re.sub(r",如?遇[^,。;]*顺延", "", owed))
        ):
            return None
        if _WAY_TO_PAY.search(self.text) or re.search(
            r"承担[^。;,]{0,8}责任|连带|有权|提前还款|用于(?:归还|偿还|置换|支付)", self.text
        ):
            return None
        if len(re.findall(r"[\u4e00-\u9fff()]{2,10}:", self.text)) > 2:
            return None  # a row of particulars
        if self.only_tells_how():
            return None
        date = find_date(self.text)
        money = find_money(self.text) if re.search(r"元|¥", self.text) else None
        start = self.clause.start
        return replace(
            self.base,
            kind=self.word("repayment"),
            party=self.word("guarantor" if guarantor else "borrower"),
            due_date=self.flow.field(date[0], start + date[1], start + date[2], 0.85) if date else Field(),
            amount=self.flow.field(money[0], start + money[1], start + money[2], 0.8) if money else Field(),
        )

    def only_tells_how(self) -> bool:
        """Say whether the clause names a way of paying back and nobody who pays: a term of the loan, no duty."""
        way = re.search(r"还[款本](?:付息)?[^。;,]{0,14}方式", self.text)
        return bool(way) and not re.search(rf"应|须|{self.roles.borrower.pattern}", self.text)

    def stands_surety(self) -> bool:
        """Say whether a guarantor's promise to stand surety opens the sentence, whatever it may not do afterwards."""
        body = unnumbered(self.text)
        return bool(
            re.match(rf"(?:{self.roles.guarantor.pattern}|[丙丁]方)", body)
            and re.match(
                r"[^,。;]*(?:,[对为就向][^,。;]*)?(?:提供|承担|负)[^,。;]{0,16}(?:保证|担保|抵押|质押|连带)", body
            )
        )

    def security(self) -> Obligation | None:
        """Return the security that is to be given."""
        other = re.search(r"违约|不得|丧失", self.text) and not self.stands_surety()
        if not _SECURING.search(self.text) or other or _FREE.search(self.text):
            return None
        opener = unnumbered(self.text)
        by_guarantor = re.match(
            rf"[丙丁]方|由(?!{self.roles.borrower.pattern})|保证人|担保人|抵押人|出质人", opener
        ) or re.search(rf"由(?!{self.roles.borrower.pattern})[^。;,]{{2,60}}(?:提供|承担|担保)", self.text)
        giver = re.match(
            r"(?:[^:]{2,6}:)?(?P<n>[^,。;:]{2,30}?)(?:自愿|愿意?|同意)?(?:以|用|将)(?:其|自己|名下)", opener
        )
        if giver and (LEGAL_FORM.search(giver["n"]) or is_person_name(giver["n"])):
            by_guarantor = None if self.roles.borrower.fullmatch(giver["n"]) else giver
        if not by_guarantor and "连带" in self.text:  # nobody stands surety for itself
            by_guarantor = None if self.clause.named and self.clause.subject == "borrower" else re.match("", opener)
        document = re.search(r"《[^》]{2,30}》", self.text) or re.search(
            r"(?:(?:最高额)?(?:保证|抵押|质押|担保)合同)?编号(?:为|:)?\s?[\w()\[\]-]{4,30}|(?<=[的具])(?:保证函|担保函|保函|担保书|保证书)|(?<=[签立订])(?:最高额)?(?:保证|抵押|质押|担保)合同",
            self.text,
        )
        party = self.word("guarantor" if by_guarantor else self.clause.subject)
        found = self.part(document.span() if document else None, 0.75)
        return replace(self.base, kind=self.word("security", 0.7), party=party, document=found)

    def other(self) -> Obligation | None:
        """Return a duty of no listed kind: the borrower or guarantor shall do something."""
        head = unnumbered(self.text)
        if re.search(r"违约|情形|情况之一|事件", self.clause.lead):
            return None  # an event
        ours = (
            re.search(rf",(?=(?:{self.roles.borrower.pattern})(?:应|须|必须|不得|承诺))", head) if self.right else None
        )
        if ours and self.clause.subject == "borrower":
            head = head[ours.end() :]  # 贷款人有权检查，借款人应予配合
        elif self.clause.subject == "lender" or self.right or _FREE.search(head[:40]):
            return None
        who = re.match(f"(?:{self.roles.borrower.pattern}|{self.roles.guarantor.pattern})", head)
        owes = (
            re.match(rf"[^,。;]{{0,24}}?{_OWES.pattern}|[^。;]{{0,24}}?,(?=(?:应|须|必须|不得))", head[who.end() :])
            if who
            else None
        )
        if owes is None and not (self.clause.duties and _ACT.match(head)):
            return None
        return replace(self.base, kind=self.word("other", 0.6))

    def use_of_funds(self) -> Obligation | None:
        """Return what the money is for, or that it is to be used as agreed."""
        hit = _FOR.search(self.text) or _LABEL_FOR.match(self.text)
        before = re.split(r"[,，;。]", self.text[: hit.start()])[-1] if hit else ""
        banned = _BANNED.search(before) or _OTHER_MONEY.search(before)
        if hit and not banned and not re.search(r"不|禁|杜绝|勿|未|违反|如$|若$", before[-3:] + hit.group()):
            rest = re.split(r"(?:支付|还款|担保|提款)方式|(?:借款|贷款)期限", self.text[hit.end() :])[0]
            body = trimmed(rest, prose=True) or ""
            if re.match(
                r"(?:本合同)?(?:[本上下该]?表[中内格]?(?:所[列载]|载明)|约定|前述|上述|载明|列明|所列|上表|申请)", body
            ):
                return replace(self.base, kind=self.word("use_of_funds"), party=self.word("borrower"))
            if 2 <= len(body) <= 60 and re.search(r"[\u4e00-\u9fff]{2}", body):
                at = self.clause.start + hit.end() + rest.find(body)
                purpose = self.flow.field(body, at, at + len(body), 0.8)
                return replace(self.base, kind=self.word("use_of_funds"), party=self.word("borrower"), purpose=purpose)
        if self.clause.subject == "borrower" and AS_AGREED.search(self.text):
            return replace(self.base, kind=self.word("use_of_funds"))
        return None
