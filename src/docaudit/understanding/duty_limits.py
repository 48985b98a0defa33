"""What a clause limits: figures to keep, uses that are banned, deeds that need consent, and the lender's recall."""

from __future__ import annotations

import re
from dataclasses import replace

from docaudit.records.obligation import Obligation
from docaudit.understanding import thresholds
from docaudit.understanding.events import event_of
from docaudit.understanding.sentence import BANNED, RECALL, Sentence
from docaudit.understanding.topics import uses_in

_USING = re.compile(
    r"用于|用来|用作|充作|充当|挪|用途|流入|流向|投(?:入|资于|向)|从事|购买|借款(?!人|方|企业|单位)|贷款(?!人|行|银行|方)|资金|款项|进入|违法|拿去|拿来|转借|转贷|专款|参与|信贷|支付|放高利"
)
_OWN_MONEY = re.compile(
    r"(?<!股东)(?<!提供)(?<!对外)(?<!其[他它])(?<!银行)(?:贷款(?!人|行|银行|方)|借款(?!人|方))|资金(?!占用|拆借)|用途|款项|这笔|该笔|信贷"
)
_SERVICE = re.compile(r"(?:利用|使用)[^,。;]{0,24}(?:业务|服务|平台|系统|渠道|功能)")
"""What is not to be misused and is no money: 不得利用快捷支付业务套现."""
_NEW_DEBT = re.compile(
    r"(?:其[他它]|新增|另行|再|对外|他行|别[的家处]|外部)[^,。;、]{0,10}(?:贷款|借款|融资|资金)|(?:网络|互联网|民间)(?:贷款|借款)"
)
"""Money that the borrower would borrow besides."""
_MISUSE = re.compile(
    r"挪作|挪用|挤占|移作|改变[^。;,]{0,12}用途|变更[^。;,]{0,12}用途|违法|用于[^。;,]{0,12}以外|其他(?:用途|任何用途)|他用"
)


def covenants(sentence: Sentence) -> list[Obligation]:
    """Return the tests of figures in the clause."""
    return [
        replace(
            sentence.base,
            kind=sentence.word("financial_covenant", 0.85),
            party=sentence.owner,
            metric=c.metric,
            operator=c.operator,
            threshold=c.threshold,
            unit=c.unit,
        )
        for c in thresholds.covenants(
            sentence.flow, sentence.clause.start, sentence.clause.end, breach=sentence.listed_breach
        )
        if not (
            c.metric.value == "sales_collection_share" and re.search(r"账户|在[^,。;]{1,12}(?:处|行|的)", sentence.text)
        )
    ]


def acceleration(sentence: Sentence) -> Obligation | None:
    """Return the lender's right to recall the loan or stop paying it out."""
    if not RECALL.search(sentence.full):
        return None
    if re.search(
        rf"(?<!要求)(?<!责令)(?:{sentence.roles.borrower.pattern})(?:有权|可以?|愿意|申请|要求|需要|拟|如需|应)?提前(?:还|归还|清偿|偿还|结清)",
        sentence.text,
    ):
        return None  # its own right to pay early
    if not sentence.right and re.search(r"应当?(?:及时|书面|提前)*(?:通知|告知)", sentence.text):
        return None  # the lender's notice
    if re.search(r"(?:协助|配合|代为|负责|督促)[^。;,]{0,8}收回|催收", sentence.text) and not re.search(
        r"到期|有权", sentence.full
    ):
        return None  # what a bank does for another's money
    told = re.search(r"(?:债务|借款|贷款|本息|款项)[^。;,]{0,8}提前到期", sentence.text)
    if not (
        told
        or sentence.right
        or sentence.clause.subject == "lender"
        or re.search(r"违约|(?:立即|自动)到期|随时", sentence.full)
    ):
        return None
    party, event = sentence.word("borrower"), event_of(sentence.flow, sentence.clause, "acceleration", sentence.roles)
    return replace(sentence.base, kind=sentence.word("acceleration"), party=party, event=event)


def prohibition(sentence: Sentence) -> Obligation | None:
    """Return what the money must not be used for."""
    banned = BANNED.search(sentence.full)
    if not banned:
        return None
    if _SERVICE.match(sentence.full, banned.end()):
        return None
    uses = uses_in(sentence.full[banned.end() :])
    using = _USING.search(sentence.full[max(0, banned.start() - 14) :])
    if not using or not (uses or _MISUSE.search(sentence.full[banned.start() :])):
        return None
    if asks_first(sentence) and not _OWN_MONEY.search(_NEW_DEBT.sub("", sentence.full[banned.start() :])):
        return None  # an investment of its own that needs consent
    return replace(
        sentence.base,
        kind=sentence.word("prohibition"),
        party=sentence.owner,
        uses=tuple(sentence.word(u) for u in uses),
    )


def asks_first(sentence: Sentence) -> bool:
    """Say whether the lender is to be asked first."""
    asked = re.search(
        rf"(?:(?:未经|未获|未征|未取|未得|非经|没有|除非|不经|(?<!已)(?<!已经)(?:征得|征求|取得|得到|获得)|经(?![营济理纪常办])|报|事先)[^。;]{{0,16}}?|(?:须|需|应)(?:当)?(?:由|有)?(?:{sentence.roles.lender.pattern})[^。;,]{{0,8}}?)"
        r"(?:同意|认可|许可(?!证)|批准|点头|允许|核准|准许|首肯|应允|答应|审批)(?!本|履行|发放|提供|按|接受|承担|将|由|以|在|的(?!除外|前提|情况|情形|条件|不得|[,、]不))",
        sentence.full,
    )
    if not asked and re.search(
        r"不得(?:擅自|私自|自行)(?:处分|处置|转让|出售|变卖|出租|出借|抵押|质押|变更|停业|歇业|转移|拆除)",
        sentence.full,
    ):
        return True
    if not asked and re.search(
        rf"[未不非](?:事先|先)?(?:经|征求|征得|取得|获得|得到|收到)[^。;,]{{0,6}}(?:{sentence.roles.lender.pattern})[^。;,]{{0,14}}(?:意见|答复|回复|确认|审核|审查|核可|授权)[^。;]*不(?:得|可|能|再)",
        sentence.full,
    ):
        return True
    if not asked and re.search(
        rf"先[^。;,]{{0,8}}(?:{sentence.roles.lender.pattern})[^。;]{{0,12}}(?:同意|点头|答应)", sentence.full
    ):
        return True
    if not asked or re.search(r"无[须需]|毋须|不必|不需要?", sentence.full[: asked.end()]):
        return False
    if re.match(r"(?:后|的)?[,]?(?:方)?(?:可以?|能|得)[^。;,]{0,6}自主支付", sentence.full[asked.end() :]):
        return False  # how the loan is paid out
    if re.search(r"双方|协商|股东|董事|内部|主管|政府|配偶|共有人|各方|有权机关", asked.group()):
        return False
    return bool(
        re.search(r"不得|不可|不能|不再?|禁止|前|须|需|应|方可|必须|要先|先要|得先|才[能可行]|后由", sentence.full)
    )


def consent(sentence: Sentence) -> Obligation | None:
    """Return what needs the lender's consent."""
    if not asks_first(sentence):
        return None
    event = event_of(sentence.flow, sentence.clause, "consent", sentence.roles)
    return replace(sentence.base, kind=sentence.word("consent"), party=sentence.owner, event=event)
