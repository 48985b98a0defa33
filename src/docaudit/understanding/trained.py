"""Where the trained models speak and where the rules keep the word; without trained models the rules stand alone."""

from __future__ import annotations

import functools
import re
from collections.abc import Sequence

from docaudit.knowledge import PROHIBITED, UseGuess
from docaudit.records.labels import Use
from docaudit.records.pages import Page
from docaudit.understanding.classify import Verdict, by_body, has_labels
from docaudit.understanding.paper import Paper

SURE_TYPE, AGREED_TYPE, SURE_OTHER_TYPE, SURE_CONTRACT = 0.75, 0.9, 0.95, 0.99
"""Probabilities from which the model names the type of a paper: where title and labels say nothing, where the labels
say the same against a small title, where only labels say another, and where a title says 合同 and no more."""
_TOLD_TWICE = 0.99
"""What the rules give a type that title and labels agree on."""
_TOLD_TYPE = 0.8
"""Trust in a type that only the model names, times its probability."""
_SOME_CONTRACT = re.compile(
    r"^(?!.*(?:购|销|采|买|卖|供|订|施工|工程|建|租|装[修饰]|服务|咨询|承包|加工|承揽|运输|定作|仓储)).*(?:合同|协议)书?$"
)
"""A title that does not say what the contract is about, or whose glyphs that do were misread."""
SURE_USE, SURE_MISUSE = 0.8, 0.9
"""Probability from which the model names the use of a payment that no word list knows, and a forbidden one."""
TOLD_USE = 0.6
"""Trust in such a use: enough for a look, too little to be certain of a misuse."""
_SAYS_NO_USE = frozenset({Use.UNSUPPORTED, Use.UNKNOWN, Use.INDIVIDUAL})


def first_page(paper: Paper) -> str:
    """Return the lines of the first page, as the model of document types was trained on them."""
    return "\n".join(paper.line(row) for row in paper.rows if row.page == 0)


def settled(verdict: Verdict, pages: Sequence[Page]) -> Verdict:
    """Return the verdict, or what the model says where no title or only a doubtful one told the type."""
    from docaudit_models import guess  # noqa: PLC0415 - spaCy takes a second that most papers do not need

    if not _doubtful(verdict) or pages[0].is_sheet:
        return verdict
    paper = Paper(pages[:1])
    found = guess("document", first_page(paper))
    if found is None or found.label == verdict.doc_type:
        return verdict
    if not has_labels(paper, found.label):
        return verdict  # a paper without a single label of its type is guessed at by the look of its words
    if verdict.title is None:
        enough = SURE_TYPE if verdict.doc_type == "other" else SURE_OTHER_TYPE
    elif found.label != "other" and by_body(paper).doc_type == found.label:  # labels that say nothing agree on nothing
        enough = AGREED_TYPE
    elif found.label.endswith("_contract") and _SOME_CONTRACT.match(verdict.title):
        enough = SURE_CONTRACT
    else:
        return verdict
    if found.confidence < enough:
        return verdict
    return Verdict(found.label, round(_TOLD_TYPE * found.confidence, 4))


def _doubtful(verdict: Verdict) -> bool:
    """Say whether the type rests on labels, on a line no larger than the body, or on the word for any contract."""
    if verdict.confidence >= _TOLD_TWICE:
        return False
    if verdict.title is None:
        return verdict.doc_type != "bank_statement"  # the head of its columns is sure
    return not verdict.large or (verdict.doc_type == "trade_contract" and bool(_SOME_CONTRACT.match(verdict.title)))


@functools.lru_cache(maxsize=65536)
def use_told(name: str | None, text: str) -> UseGuess | None:
    """Return the use that the model reads in the words of a statement's row and its counterparty, None if unsure."""
    from docaudit_models import guess, row  # noqa: PLC0415 - see `settled`

    found = guess("purpose", row(text, name or ""))
    if found is None or (use := Use(found.label)) in _SAYS_NO_USE:
        return None
    if found.confidence < (SURE_MISUSE if use in PROHIBITED else SURE_USE):
        return None
    return UseGuess(
        use, TOLD_USE, f"词表未收录该用语，模型按摘要、附言和收款人推断（概率{found.confidence:.2f}），请复核"
    )
