"""Duties in words that no rule knows: their kind by the trained model, their terms as those of any other."""

from __future__ import annotations

import re
from dataclasses import replace

from docaudit.records.obligation import Obligation
from docaudit.understanding.clauses import unnumbered
from docaudit.understanding.duty_money import is_row, names_an_account, only_tells_how
from docaudit.understanding.duty_telling import AS_IT_IS
from docaudit.understanding.duty_terms import days_of, frequency_of, papers_named, report_named
from docaudit.understanding.events import event_of
from docaudit.understanding.prose import CHOSEN, EMPTY
from docaudit.understanding.sentence import Sentence
from docaudit.understanding.topics import uses_in

SURE_KIND = 0.7
"""Probability from which the model's word is taken; `benchmarks/models.py` shows what it finds and what it invents."""
_TOLD = 0.6
"""Trust in a kind that only the model names; a rule's is 0.7 or more."""
_NO_DUTY = re.compile(
    rf"{EMPTY}|{CHOSEN}|_|年月日|为。|。。|^[^,。;]{{0,14}}$"  # options, blanks, and what is too short
    r"|^\W*[\u4e00-\u9fff]{2,10}:"  # a label with its value
    r"|^[若如][^。]*则[^。]*为"  # what a word means in a case
    r"|^(?!.*(?:应|须|不得|必须|承诺))[^,。;:]*\d[^,。;:]*$"  # a row of particulars
    r"|未(?:能|按|及时|如实|书面)*[^,。;]{0,12}的,"  # what follows from silence
)
_BAN = re.compile(r"[不勿莫]|杜绝|禁(?!止(?:领域|行业|用途|性))")
_MONEY = re.compile(r"贷款|资金|款(?!人|方)|(?<!洗)钱|授信")


def told(sentence: Sentence) -> Obligation | None:
    """Return the duty that the model reads in a sentence, None where it is unsure or reads none."""
    kind = kind_told(sentence)
    if kind is None:
        return None
    flow, clause = sentence.flow, sentence.clause
    duty = replace(sentence.base, kind=sentence.word(kind, _TOLD))
    if kind in ("acceleration", "consent", "notification"):
        duty = replace(duty, event=event_of(flow, clause, kind, sentence.roles))
    if kind in ("evidence", "notification", "reporting"):
        days, day_kind = days_of(flow, clause, ahead=kind == "notification")
        duty = replace(duty, due_days=days, day_kind=day_kind)
    if kind == "reporting":
        frequency = sentence.word(frequency_of(sentence.full))
        duty = replace(duty, document=sentence.part(report_named(sentence.text)), frequency=frequency)
    if kind == "evidence":
        duty = replace(duty, documents=tuple(sentence.word(name) for name in papers_named(sentence.full)))
    if kind == "prohibition":
        duty = replace(duty, uses=tuple(sentence.word(use) for use in uses_in(sentence.full)))
    return duty


def kind_told(sentence: Sentence) -> str | None:
    """Return the kind that the model is sure of; the lender's own work obliges nobody else."""
    from docaudit_models import guess  # noqa: PLC0415 - spaCy takes a second that most papers do not need

    clause = sentence.clause
    if _NO_DUTY.search(unnumbered(clause.text)) or AS_IT_IS.search(clause.text):
        return None
    found = guess("clause", clause.text)
    if found is None or found.label in ("none", "other") or found.confidence < SURE_KIND:
        return None
    if found.label == "repayment" and only_tells_how(sentence):
        return None
    if is_row(clause.text) or (found.label == "account" and names_an_account(clause.text)):
        return None
    if found.label == "prohibition" and not (_MONEY.search(sentence.full) and _BAN.search(sentence.full)):
        return None  # another deed that is forbidden, or one that only happens
    return None if clause.subject == "lender" and clause.named and found.label != "acceleration" else found.label
