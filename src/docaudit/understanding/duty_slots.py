"""The terms of a duty by its kind, whatever words told the kind: each is looked for in the whole clause by itself."""

# ruff: noqa: E501 - patterns of printed words read better unbroken
from __future__ import annotations

import re
from dataclasses import replace

from docaudit.records.evidence import Field
from docaudit.records.obligation import Obligation
from docaudit.understanding import thresholds
from docaudit.understanding.duty_money import account_terms, repayment_terms
from docaudit.understanding.duty_security import security_terms
from docaudit.understanding.duty_terms import (
    anything_named,
    days_of,
    frequency_of,
    papers_named,
    report_named,
    thing_handed_over,
)
from docaudit.understanding.events import event_of
from docaudit.understanding.purpose import trimmed
from docaudit.understanding.sentence import Sentence
from docaudit.understanding.topics import uses_in

_TOLD = 0.6
"""Trust in a kind that only the model names; a rule's is 0.7 or more."""
_CONNECTS = re.compile(
    r"(?:用于|用来|用作|用以|用在|用途(?:限定|仅限|仅|限)?(?:为|是|于|系)?:?|目的(?:为|是|系|在于)+:?|(?:系|是|专)为了?(?=[^,。;]{3})"
    r"|为了(?=[^,。;]{3})|投入(?:到|于)?|投到|投向|花在|支付给|拿来|拿去|专供|供|偿付|[以将][^,。;]{2,10}?(?=支付|偿付|购买|采购|缴纳))"
)
"""What joins the money with what it is for."""


def duties_of(sentence: Sentence, kind: str) -> list[Obligation]:
    """Return the clause as duties of a kind, with all terms of this kind that it holds: several for tests of figures."""
    base = replace(sentence.base, kind=sentence.word(kind, _TOLD), party=_owner(sentence, kind))
    if kind == "financial_covenant":
        found = thresholds.any_test(sentence.flow, sentence.clause.start, sentence.clause.end)
        return [replace(base, metric=t.metric, operator=t.operator, threshold=t.threshold, unit=t.unit) for t in found]
    if kind in ("acceleration", "consent", "notification"):
        base = replace(base, event=event_of(sentence.flow, sentence.clause, kind, sentence.roles))
    if kind in ("evidence", "notification", "reporting"):
        days, day_kind = days_of(sentence.flow, sentence.clause, ahead=kind == "notification")
        base = replace(base, due_days=days, day_kind=day_kind)
    if kind == "reporting":
        named = report_named(sentence.text) or anything_named(sentence.text, item=bool(sentence.clause.lead))
        named = named or thing_handed_over(sentence.text)
        frequency = sentence.word(frequency_of(sentence.full))
        base = replace(base, document=sentence.part(named), frequency=frequency)
    elif kind == "evidence":
        base = replace(base, documents=tuple(sentence.word(name) for name in papers_named(sentence.full)))
    elif kind == "prohibition":
        base = replace(base, uses=tuple(sentence.word(use) for use in uses_in(sentence.full)))
    elif kind == "use_of_funds":
        base = replace(base, purpose=purpose_told(sentence))
    elif kind == "account":
        base = account_terms(sentence, base)
    elif kind == "repayment":
        base = repayment_terms(sentence, base)
    elif kind == "security":
        base = security_terms(sentence, base)
    return [base]


def _owner(sentence: Sentence, kind: str) -> Field[str]:
    """Return whose duty it is: nobody but the borrower is bound by what the lender may do."""
    return sentence.word("borrower") if kind in ("acceleration", "use_of_funds") else sentence.owner


def purpose_told(sentence: Sentence) -> Field[str]:
    """Return what the money is for: what stands behind the first word that joins it with the money."""
    for hit in _CONNECTS.finditer(sentence.text):
        rest = sentence.text[hit.end() :]
        body = trimmed(rest, prose=True) or ""
        if 2 <= len(body) <= 60 and re.search(r"[\u4e00-\u9fff]{2}", body) and body in rest:
            at = sentence.clause.start + hit.end() + rest.find(body)
            return sentence.flow.field(body, at, at + len(body), 0.7)
    return Field()
