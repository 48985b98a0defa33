"""Turns the clauses of a contract into obligations: who must do, keep or leave what, by when."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from docaudit.records.obligation import Obligation
from docaudit.understanding.clauses import Clause, clauses, is_boilerplate
from docaudit.understanding.duty_limits import acceleration, consent, covenants, prohibition
from docaudit.understanding.duty_money import AS_AGREED, account, repayment, use_of_funds
from docaudit.understanding.duty_security import security, stands_surety
from docaudit.understanding.duty_telling import demanded, notification, papers
from docaudit.understanding.roles import Roles
from docaudit.understanding.sentence import RECALL, Sentence
from docaudit.understanding.supplements import in_force
from docaudit.understanding.text import Text
from docaudit.understanding.told import judged, of_list

_BREACH = re.compile(r"违约|有权|可以?(?:随时|立即)?(?:宣布|要求|停止)|到期")
_OWN_TIME = re.compile(r"每[^,。;]{0,6}[月季年]|按[月季年]|\d\s?[日天]内|年度|半年|季度")
_BESIDES = ("account", "repayment", "security", "use_of_funds")
"""Kinds that a lead into a list of particulars can be: 还款账户为下列账户："""
_LISTED = re.compile("下列|以下|如下")
_ASKED = re.compile(r"未经|未获|未征得|未取得|未得到|非经|事先|除非|没有")


def obligations(flow: Text, roles: Roles) -> tuple[Obligation, ...]:
    """Return the obligations in `flow`, in printed order; a sentence may hold several kinds.

    A list whose lead says what all its items are about (下列事项应通知, 下列情形贷款人有权收回) is one obligation, its
    text lead and items. Obligations that a supplement replaces are left out.
    """
    found: list[tuple[int, Obligation]] = []
    leads: set[int] = set()
    for clause in clauses(flow, roles):
        if clause.lead_at in leads:
            duties: Sequence[Obligation] = covenants(Sentence(flow, clause, roles))
        elif clause.until > clause.end:
            duties = _lead(flow, clause, roles)
            if duties:
                leads.add(clause.start)
            else:  # its items are duties of their own, and it may be one besides
                duties = [d for d in _read(flow, clause, roles) if d.kind.value in _BESIDES]
        else:
            duties = _read(flow, clause, roles)
        if clause.chosen and duties:  # the choice is made in the lead
            whole = replace(clause, start=clause.lead_at)
            duties = [replace(d, text=Sentence(flow, whole, roles).base.text) for d in duties]
        found += [(clause.start, duty) for duty in duties]
    return in_force(flow, found)


def _lead(flow: Text, clause: Clause, roles: Roles) -> list[Obligation]:
    """Return the one obligation that a lead and its items are together; none where each item is one of its own."""
    formal = is_boilerplate(clause.text)
    if formal and not _LISTED.search(clause.text):
        return []
    lead = Sentence(flow, clause, roles)
    whole_clause = replace(clause, end=clause.until, text=flow.chars[clause.start : clause.until])
    whole = Sentence(flow, whole_clause, roles)
    items = whole_clause.text[clause.end - clause.start :]
    if formal:  # 下列用途不被允许：, which looks like a label
        listed = of_list(lead, whole)
        return [replace(listed, text=whole.base.text)] if listed else []
    banned = (
        prohibition(whole) if re.search(r"(?:不得|禁止|严禁|不可)[^。]{0,30}(?:用|投|流|购)", clause.text) else None
    )
    proof = None if _OWN_TIME.search(items) else papers(whole)
    one = (
        acceleration(lead)
        or banned
        or consent(lead)
        or notification(lead)
        or (proof if proof and proof.kind.value == "evidence" else None)
        or of_list(lead, whole)
    )
    if one is None:
        return []
    return [replace(one, text=whole.base.text)]


def _read(flow: Text, clause: Clause, roles: Roles) -> list[Obligation]:
    """Return what one sentence obliges to, by the word of grammar and model."""
    if is_boilerplate(clause.text) or clause.lead.startswith("附件"):
        return []
    sentence = Sentence(flow, clause, roles)
    tests = covenants(sentence)
    if sentence.permitted:
        return tests
    if RECALL.search(clause.lead) and _BREACH.search(clause.lead):
        return tests  # the events of a list are told by the sentence that leads into it
    return judged(sentence, _by_grammar(flow, sentence, tests))


def _by_grammar(flow: Text, sentence: Sentence, out: list[Obligation]) -> list[Obligation]:
    """Return the tests of figures, `out`, and what else is read; kinds are tried from the special to the general."""
    clause, roles = sentence.clause, sentence.roles
    recall = acceleration(sentence)
    if recall:
        return [*out, recall]
    if stands_surety(sentence):
        surety = security(sentence)
        return [*out, surety] if surety else out
    if clause.subject == "lender" and sentence.right and not re.search(r"不得|应", clause.text):
        asked = demanded(sentence)
        return [*out, asked] if asked else out
    banned = prohibition(sentence)
    if banned:
        use = use_of_funds(sentence)
        apart = AS_AGREED.search(re.split("不得|不能|不可|严禁|禁止", clause.text)[0])
        also = consent(sentence) if _ASKED.search(sentence.full) else None
        return [*out, banned, *([also] if also else []), *([use] if use and (use.purpose.value or apart) else [])]
    for attempt in (
        consent,
        notification,
        papers,
        account,
        repayment,
        security,
        use_of_funds,
    ):
        found = attempt(sentence)
        parts = _several(flow, clause, roles, attempt.__name__) if found else []
        if parts:
            return [*out, *parts]
        if found:
            more = repayment(sentence) if attempt == account else None
            use = _besides(sentence, found) or (_before(flow, clause, roles) if attempt == consent else None)
            return [*out, *([use] if use else []), found, *([more] if more else [])]
    return out


def _besides(sentence: Sentence, found: Obligation) -> Obligation | None:
    """Return what the money is for where a part of the sentence says it by itself, and another part the duty found."""
    use = use_of_funds(sentence)
    if use is None or found.kind.value in ("use_of_funds", "repayment"):
        return None
    if found.kind.value == "consent":
        return use
    purpose = use.purpose.value or ""
    end = sentence.text.find(purpose) + len(purpose)
    whole = purpose and purpose[-1] != "的" and sentence.text[end : end + 1] in (",", ";")
    return use if whole else None


_UNLESS = re.compile(r"[,;](?=(?:未经|非经|未获|未征得|未取得|没有)[^,;。]{0,20}(?:不得|不可|不能))")


def _before(flow: Text, clause: Clause, roles: Roles) -> Obligation | None:
    """Return where the money must run that a sentence names before it forbids to change this without consent."""
    cut = _UNLESS.search(clause.text)
    if cut is None:
        return None
    part = replace(clause, end=clause.start + cut.start(), text=clause.text[: cut.start()])
    return account(Sentence(flow, part, roles))


_NEXT_REPORT = re.compile(
    r"[,;](?:并|且|同时)?(?=(?:于|在)?(?:(?:每|按)(?:个|一)?(?:半年|季|月|年|会计|财务|财政|自然)|[上次]?(?:半年度|季度|月度|年度|会计年度|财政年度)(?:终了|结束|届满|后)|[^,;。]{2,20}(?:后|之日起|终了|结束)[^,;。]{0,4}\d{1,3}\s?个?(?:工作日|[日天月])(?:之?内|以内|前)))"
)
_NEXT_PAYMENT = re.compile(r"[,;](?=[^,;。]{0,24}(?:归还|偿还|还|付清|结清|清偿))")


def _several(flow: Text, clause: Clause, roles: Roles, kind: str) -> list[Obligation]:
    """Return the duties of the parts of a sentence that names two reports at other intervals, or two payments.

    Empty where it is one duty: 按季提供报表，每季度15日前提供 names one report twice.
    """
    cut = {"papers": _NEXT_REPORT, "repayment": _NEXT_PAYMENT}.get(kind)
    ends = [m.start() for m in cut.finditer(clause.text)] if cut else []
    out: list[Obligation] = []
    start = 0
    for b in (*ends, len(clause.text)):
        part = replace(clause, start=clause.start + start, end=clause.start + b, text=clause.text[start:b])
        read = Sentence(flow, part, roles)
        duty = papers(read) if kind == "papers" else repayment(read)
        if duty is not None:
            out.append(duty)
            start = b  # words that say no duty by themselves belong to the part behind them
    terms = {(d.frequency.value, d.due_date.value, d.amount.value) for d in out}
    if kind == "repayment":
        parts = any(d.due_date.value and d.amount.value for d in out)  # a sum on a day, and the rest
        whole = parts or all(d.due_date.value for d in out)
    else:
        whole = all(d.kind.value == "reporting" and (d.frequency.value != "once" or d.due_days.value) for d in out)
    return out if len(terms) == len(out) > 1 and whole else []
