"""The security that a clause wants given, and duties of no listed kind."""

from __future__ import annotations

import re
from dataclasses import replace

from docaudit.records.names import is_person_name
from docaudit.records.obligation import Obligation
from docaudit.understanding.clauses import unnumbered
from docaudit.understanding.kinds import LEGAL_FORM
from docaudit.understanding.sentence import FREE, Sentence

_SECURING = re.compile(
    r"提供[^。;]{0,20}(?:连带责任)?(?:保证|抵押|质押|担保)|[以用将][^。;,]{2,60}(?:作为?|设定|设立|提供|办理)[^。;,]{0,6}(?:抵押|质押|担保)|向(?:贷款人|出借人|[甲乙]方|银行)[^。;,]{0,4}(?:出质|抵押|质押)|承担[^。;]{0,10}(?:连带|保证|担保)(?:清偿|保证|担保)?责任|承担[^。;,]{0,6}连带(?:保证|担保)"
    r"|抵押物[^。;]{0,16}(?:投保|保险|登记)|(?:抵押物|抵押财产|质押物|标的物)[^。;,]{0,6}(?:办理|投保|购买)[^。;,]{0,10}保险|(?:追加|补足|增加|补充)[^。;]{0,16}担保|担保方式(?:为|是|:)(?:[^。;,]|。(?=。)|(?<=。)。){0,60}?(?:抵押|质押|保证)|(?:抵押|质押|出质)(?:给|予|于)|(?:(?<![相对供反适响回])应当?|须|必须|承诺|负责|同意)[^。;]{0,30}(?:投保|购买|办理|办妥)[^。;,]{0,24}(?:险|保险)(?=[,。;])|为[^。;,]{2,16}投保|(?:承担|负|愿意?|提供|负有)[^。;,]{0,20}连带(?:还款|清偿|偿还|保证|担保)*责任|(?:办理|办妥|完成)[^。;]{0,16}(?:抵押|质押|出质)(?:登记|手续)|由[^。;,]{2,40}担保(?=[,。;]|责任)|从合同(?:为|是|包括)|担保合同(?:为|是):?"
)
_ELSEWHERE = re.compile(
    r"(?:对外|(?:为|向)(?:他人|第三(?:人|方)|其[他它](?:人|方|企业|公司|单位)?)(?:债务)?)[^。;,]{0,6}提供[^。;,]{0,8}(?:担保|保证|抵押|质押)"
)
"""Security that a party gives to others."""
_ACT = re.compile(
    r"(?:积极|主动|及时|按时|按期|切实|严格|自觉|妥善|始终|应|须|不)?(?:配合|容许|准许|允许|支持|提供(?:一切|必要)*(?:方便|便利|协助|条件)|接受|协助|遵守|履行|确保|保持|维持|维护|保管|办理|落实|承担|支付|缴纳|投保|不得?|按|依法|允许|如实)"
)
"""How an item of a list of duties begins when the list names the party once for all."""
_OWES = re.compile(
    r"(?:(?<![相对供反适响回])应当?|必须|须|承诺(?!函|书)|保证(?!人|担保|方式|期间)|同意|负责|不得|有义务|承担|得(?=让|配合|在|把|将|给)|自愿)"
)


def stands_surety(sentence: Sentence) -> bool:
    """Say whether a guarantor's promise to stand surety opens the sentence, whatever it may not do afterwards."""
    body = unnumbered(sentence.text)
    return bool(
        not _ELSEWHERE.search(body)
        and re.match(rf"(?:{sentence.roles.guarantor.pattern}|[丙丁]方)", body)
        and re.match(
            r"[^,。;]*(?:,[对为就向][^,。;]*)?(?:提供|承担|负)[^,。;]{0,16}(?:保证|担保|抵押|质押|连带)"
            r"|[^,。;]*,?[^,。;]{0,6}愿意?[^,。;]{0,30}(?:担保|作保|做保)(?=[,。;]|$)",
            body,
        )
    )


def security(sentence: Sentence) -> Obligation | None:
    """Return the security that is to be given."""
    other = _ELSEWHERE.search(sentence.text) or (re.search(r"违约|丧失", sentence.text) and not stands_surety(sentence))
    found = _SECURING.search(sentence.text) or _vouches(sentence)
    if stands_surety(sentence):
        found = found or re.search("保", sentence.text)
    other = other or (found and "不得" in sentence.text[: found.start()] and not stands_surety(sentence))
    if not found or other or FREE.search(sentence.text):
        return None
    return security_terms(sentence, replace(sentence.base, kind=sentence.word("security", 0.7)))


def _vouches(sentence: Sentence) -> re.Match[str] | None:
    """Return where somebody is said to stand surety for the borrower: …的父亲替借款人担保."""
    borrower = sentence.roles.borrower.pattern
    return re.search(rf"[替为给](?:{borrower})[^。;,]{{0,12}}(?:担保|作保|做保)(?=[,。;]|$)", sentence.text)


def security_terms(sentence: Sentence, duty: Obligation) -> Obligation:
    """Return the duty with who gives the security, and the paper that says so."""
    opener = unnumbered(sentence.text)
    by_guarantor = re.match(
        rf"[丙丁]方|由(?!{sentence.roles.borrower.pattern})|(?:{sentence.roles.guarantor.pattern})(?!变更|变动|丧失|失去|发生|出现)",
        opener,
    ) or re.search(rf"由(?!{sentence.roles.borrower.pattern})[^。;,]{{2,60}}(?:提供|承担|担保)", sentence.text)
    giver = re.match(r"(?:[^:]{2,6}:)?(?P<n>[^,。;:]{2,30}?)(?:自愿|愿意?|同意)?(?:以|用|将)(?:其|自己|名下)", opener)
    if giver and all(LEGAL_FORM.search(n) or is_person_name(n) for n in re.split("[、及和与]", giver["n"])):
        by_guarantor = None if sentence.roles.borrower.fullmatch(giver["n"]) else giver
    by_guarantor = by_guarantor or _vouches(sentence)
    if not by_guarantor and "连带" in sentence.text:  # nobody stands surety for itself
        by_guarantor = None if sentence.clause.named and sentence.clause.subject == "borrower" else re.match("", opener)
    document = re.search(r"《[^》]{2,30}》", sentence.text) or re.search(
        r"(?:(?:最高额)?(?:保证|抵押|质押|担保)合同)?编号(?:为|:)?\s?[\w()\[\]-]{4,30}|(?<=[的具])(?:保证函|担保函|保函|担保书|保证书)|(?<=[签立订])(?:最高额)?(?:保证|抵押|质押|担保)合同|(?:最高额|股权|个人|应收账款)?(?:保证|抵押|质押|担保)合同(?=另[行签]|编号)",
        sentence.text,
    )
    party = sentence.word("guarantor" if by_guarantor else sentence.clause.subject)
    found = sentence.part(document.span() if document else None, 0.75)
    return replace(duty, party=party, document=found)


def other(sentence: Sentence) -> Obligation | None:
    """Return a duty of no listed kind: the borrower or guarantor shall do something."""
    head = unnumbered(sentence.text)
    if re.search(r"违约|情形|情况之一|事件", sentence.clause.lead):
        return None  # an event
    ours = (
        re.search(rf",(?=(?:{sentence.roles.borrower.pattern})(?:应|须|必须|不得|承诺))", head)
        if sentence.right
        else None
    )
    if ours and sentence.clause.subject == "borrower":
        head = head[ours.end() :]  # 贷款人有权检查，借款人应予配合
    elif sentence.clause.subject == "lender" or sentence.right or FREE.search(head[:40]):
        return None
    who = re.match(f"(?:{sentence.roles.borrower.pattern}|{sentence.roles.guarantor.pattern})", head)
    owes = (
        re.match(rf"[^,。;]{{0,24}}?{_OWES.pattern}|[^。;]{{0,24}}?,(?=(?:应|须|必须|不得))", head[who.end() :])
        if who
        else None
    )
    if owes is None and not (sentence.clause.duties and _ACT.match(head)):
        return None
    return replace(sentence.base, kind=sentence.word("other", 0.6))
