"""What a clause obliges to by the joint word of grammar and trained model: each has the say where it is surer."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from docaudit.records.obligation import Obligation
from docaudit.understanding.clauses import unnumbered
from docaudit.understanding.duty_money import is_row, names_an_account, only_tells_how
from docaudit.understanding.duty_security import other
from docaudit.understanding.duty_slots import duties_of
from docaudit.understanding.duty_telling import AS_IT_IS, PROVED
from docaudit.understanding.prose import CHOSEN, EMPTY
from docaudit.understanding.roles import Roles
from docaudit.understanding.sentence import BANNED, FREE, Sentence
from docaudit.understanding.topics import uses_in

LEAST, LEAST_OWED = 0.05, 0.15
"""Probabilities below which the model names no kind, however much less it thinks of the others: of any sentence, and of
one in which the grammar reads that somebody owes something, but not what."""
SURE_ALONE = 0.5
"""Share of a kind in all that the model thinks possible from which it is taken where the grammar is silent."""
SURE_BESIDE = 0.6
"""Probability from which the model adds a kind beside another that it goes with."""
SURE_AGAINST, DOUBTED = 0.7, 0.03
"""Shares from which the model's kind takes the place of the grammar's, and below which the grammar's must be."""
_TOGETHER = frozenset(
    (
        frozenset(("account", "repayment")),
        frozenset(("consent", "prohibition")),
        frozenset(("consent", "use_of_funds")),
        frozenset(("prohibition", "use_of_funds")),
        frozenset(("acceleration", "financial_covenant")),
    )
)
"""Kinds that one sentence often states both."""
_OF_LISTS = ("acceleration", "consent", "notification", "prohibition")
"""Kinds of which one duty may be told by a list of things; papers that are listed are duties of their own, or proof."""
_NO_DUTY = re.compile(
    rf"{EMPTY}|{CHOSEN}|_|年月日|为。|。。"  # options and blanks
    r"|^[若如][^。]*则[^。]*为"  # what a word means in a case
    r"|^(?!.*(?:应|须|不得|必须|承诺))[^,。;:]*\d[^,。;:]*$"  # a row of particulars
)
_LABEL = re.compile(r"^\W*[\u4e00-\u9fff]{2,10}:(?![^。]*(?:应|须|需|不得|不[低高少超]|有权|负责|提供|归还|用于))")
"""A label with its value, or the lead into a list."""
_SHORT = 14
"""Characters of a line without a stop that is no sentence, but where it leads into a list."""
_SILENCE = re.compile(r"未(?:能|按|及时|如实|书面)*[^,。;]{0,12}的,")
"""What follows from silence, before it is told."""
_BAN = re.compile(r"[不勿莫]|杜绝|避免|防止|禁(?!止(?:领域|行业|用途|性))")
_MONEY = re.compile(r"用途|[借贷]款(?![人行方社]|银行|企业|单位|机构)|资金|(?<![借贷])款(?!人|方)|(?<!洗)钱|授信")
_USES = re.compile(r"用途|用于|挪")


_USED_FIRST = re.compile(r"用途|用[于在来作]|专款|投[向入]|[只能可须应]用|按[^,。;]*用")
"""What the money is for, before what it is not for."""


def _before_ban(sentence: Sentence) -> str:
    banned = BANNED.search(sentence.text)
    return sentence.text[: banned.start()] if banned else sentence.text


_PAPER_OF_A_BANK = r"(?!回单|流水|对账|账[户单]|凭证|承兑|存款|单据|工作日|营业日|卡|转账|结算|资金|贷款|短信)"


def asked(text: str, roles: Roles) -> str:
    """Return a clause as the model is asked about it: without its number, the parties called by what they are."""
    words = "".join(unnumbered(text).split())
    for role, name in (("guarantor", "保证人"), ("borrower", "借款人"), ("lender", "贷款人")):
        words = re.sub(rf"(?:{getattr(roles, role).pattern}){_PAPER_OF_A_BANK}", name, words)
    return words


def judged(sentence: Sentence, found: Sequence[Obligation]) -> list[Obligation]:
    """Return what the grammar read in a sentence and what the model adds to it, without what the model knows better.

    A test of figures that was read whole stands whatever the model says.
    """
    general = None if found else other(sentence)
    odds = kinds_told(sentence)
    if not odds:
        return [general] if general else list(found)
    every = sum(odds.values())
    share = {kind: odds[kind] / every for kind in odds}
    known = {duty.kind.value or "" for duty in found}
    least = LEAST_OWED if general else LEAST
    names = sorted(odds.keys() - known - {"none", "other"}, key=lambda kind: -odds[kind])
    names = [kind for kind in names if odds[kind] >= least and _fits(sentence, kind)]
    against = bool(known and names) and share[names[0]] >= SURE_AGAINST
    against = against and not ("evidence" in known and PROVED.search(sentence.full))
    against = against and all(d.threshold.value is None and share.get(d.kind.value or "", 1) < DOUBTED for d in found)
    taken: list[str] = []
    if names and (against or (not known and share[names[0]] >= SURE_ALONE)):
        taken = [names[0]]
    beside = {*known, *taken} if not against else {*taken}
    taken += [
        kind
        for kind in names
        if kind not in taken
        and odds[kind] >= SURE_BESIDE
        and any(frozenset((kind, one)) in _TOGETHER for one in beside)
        and not (kind == "prohibition" and not _USES.search(sentence.text))
        and not (kind == "use_of_funds" and "prohibition" in beside and not _USED_FIRST.search(_before_ban(sentence)))
    ]
    both = [*([] if against else found), *(duty for kind in taken for duty in duties_of(sentence, kind))]
    return both or ([general] if general else [])


def of_list(lead: Sentence, whole: Sentence) -> Obligation | None:
    """Return the one duty of a list whose lead tells what all its items are about, in the model's word."""
    odds = kinds_told(lead)
    kind = max(_OF_LISTS, key=lambda k: odds.get(k, 0))
    if odds.get(kind, 0) < SURE_BESIDE or not _fits(lead, kind):
        return None
    return duties_of(whole if kind == "prohibition" else lead, kind)[0]


def kinds_told(sentence: Sentence) -> Mapping[str, float]:
    """Return how likely the model thinks each kind; an item of a list is asked with its lead too."""
    from docaudit_models import kinds  # noqa: PLC0415 - spaCy takes a second that most papers do not need

    clause = sentence.clause
    odds = kinds(asked(clause.text, sentence.roles))
    if not clause.lead or not odds:
        return odds
    led = kinds(asked(clause.lead + unnumbered(clause.text), sentence.roles))
    return {kind: max(odds[kind], led[kind]) if kind != "none" else min(odds[kind], led[kind]) for kind in odds}


def _fits(sentence: Sentence, kind: str) -> bool:
    """Say whether the model may add a kind; what nobody is bound by, and the lender's own work, oblige to nothing."""
    clause, text = sentence.clause, unnumbered(sentence.clause.text)
    if _NO_DUTY.search(text) or AS_IT_IS.search(text) or is_row(text) or FREE.search(text):
        return False
    leads = clause.until > clause.end
    if not leads and (_LABEL.search(text) or (len(text) <= _SHORT and not re.search("[,。;]", text))):
        return False
    if kind != "acceleration" and _SILENCE.search(text):
        return False
    if kind == "reporting" and sentence.right:
        return False  # what the lender may look at
    if kind == "use_of_funds" and not _MONEY.search(sentence.full):
        return False  # what something else is for
    if kind == "repayment" and only_tells_how(sentence):
        return False
    if kind == "account" and names_an_account(clause.text):
        return False
    if kind == "prohibition" and not (
        _BAN.search(sentence.full) and (_MONEY.search(sentence.full) or uses_in(clause.text))
    ):
        return False  # another deed that is forbidden, or one that only happens
    return kind == "acceleration" or not (clause.subject == "lender" and clause.named)
