"""Cuts a contract into sentences and says whose duty each one states."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from docaudit.understanding.paper import HEADING
from docaudit.understanding.prose import CHOSEN, EMPTY
from docaudit.understanding.roles import Roles
from docaudit.understanding.text import Text

_MODAL = re.compile(
    r"应当?|必须|须|承诺|保证(?!人|金|合同|期间|范围|担保|责任|方式)|同意|负责|不得|禁止|严禁|不可|不准|需|有义务|仅限|只能|用于|确保|有权|可以|视为|构成违约"
)
_DUTIES = re.compile(r"承诺|保证(?!人|担保|方式|期间|责任)|义务|约束|遵守|同意|(?:应当?|必须|须)[^。]{0,12}[:：]$")
_NO_SUBJECT = re.compile(
    r"[向经对由与为在从给于交至按被将受据凭和及]$|(?:征得|取得|获得|告知|通知|提供|配合|接受|协助|要求|授权|报|如|若|当|凡|因)$"
)
_PART = re.compile(
    r";(?=\s*(?:[^(①-⑳;。]{0,26}(?:应|须|不得|有权|必须|可以?|不拿|不用)|(?:每|按|于每|逐)(?:半?年|季|月|个)[^(①-⑳;。]{0,36}(?:报送|提供|提交|递交|报告|交付)))"
)
"""A semicolon between two duties; the items of an enumeration (（1）…；（2）…) stay in their sentence."""


@dataclass(frozen=True, slots=True)
class Clause:
    """One sentence of the contract.

    Attributes:
        start, end: its characters in the flow.
        text: those characters.
        subject: borrower, lender or guarantor, inherited from the heading or sentence before where it names none.
        lead: the line that leads into the list it stands in (…应当：), else empty.
        named: whether the sentence itself names its subject.
        duties: whether its heading or lead says that what follows are promises and duties.
    """

    start: int
    end: int
    text: str
    subject: str
    lead: str
    named: bool = False
    duties: bool = False


def clauses(flow: Text, roles: Roles) -> Iterator[Clause]:
    """Yield the sentences of the text; items of a list know the sentence that leads into it (lead)."""
    lead, section, level, title = "", "borrower", "", ""
    subject = section
    for line in re.finditer(r"[^\n]+", flow.chars):
        body = line.group()
        head = HEADING.match(body)
        numbered = head.group()[:2] if head else ""
        if lead and numbered and numbered == level:
            lead = ""
        if head and len(body) <= 24 and "。" not in body:
            section = next((r for r in ("lender", "guarantor") if getattr(roles, r).search(body)), "borrower")
            if roles.borrower.search(body):
                section = "borrower"
            title = body
        if head:
            subject = section
        for start, text in _sentences(body):
            found = subject_of(text, roles)
            opener = HEADING.sub("", text)
            if found and (roles.borrower.match(opener) or roles.lender.match(opener) or roles.guarantor.match(opener)):
                lead = ""
            subject = found or subject
            at = line.start() + start
            duties = bool(_DUTIES.search(lead) or (head and _DUTIES.search(title)))
            yield Clause(at, at + len(text), text, subject, lead, found is not None, duties)
        if body.rstrip().endswith((":", "：")) and re.search(
            r"下列|如下|以下|之一|事项|情形|条件|承诺|应当?[:：]$|须[:：]$", body.rstrip()
        ):
            lead, level = body, numbered


def _sentences(body: str) -> Iterator[tuple[int, str]]:
    """Yield (start, text) of the sentences of a line; a semicolon parts two duties as a full stop does."""
    for part in re.finditer(r"[^。]+。?", body):
        first = part.start()
        ends = [m.end() for m in _PART.finditer(part.group())]
        for a, b in zip([0, *ends], [*ends, len(part.group())], strict=True):
            piece = part.group()[a:b]
            text = piece.strip()
            if len(text) >= 6:
                yield first + a + len(piece) - len(piece.lstrip()), text


def subject_of(text: str, roles: Roles) -> str | None:
    """Return whose duty it is: the party word before the first modal, else one that opens the sentence or a part of it.

    向贷款人, 经贷款人同意, 借款人的 and 借款人法定代表人 name no subject.
    """
    modal = _MODAL.search(text)
    head = text[: modal.start()] if modal else text[:24]
    places = []
    for role in ("borrower", "lender", "guarantor"):
        for hit in getattr(roles, role).finditer(head):
            before = head[max(0, hit.start() - 2) : hit.start()]
            behind = text[hit.end() : hit.end() + 6]
            if _NO_SUBJECT.search(before) or re.match(r"的|处|名下|法定代表人|实际控制人|股东|配偶|投资人", behind):
                continue
            if modal is None and before[-1:] not in tuple(",;:、)]》") and not _opens(head, hit.start()):
                continue
            places.append((hit.start(), role))
    return min(places)[1] if places else None


def _opens(head: str, at: int) -> bool:
    """Say whether nothing but the number of the clause stands before the character."""
    number = HEADING.match(head)
    return not head[number.end() if number else 0 : at].strip(" .、:")


def is_boilerplate(text: str) -> bool:
    """Say whether a sentence is a heading, a definition, a court clause or an unfilled choice, which oblige nobody."""
    if (
        len(text) < 8
        or (len(text) < 24 and not re.search(r"[。;,:、]", HEADING.sub("", text)))
        or (re.search(EMPTY, text) and not re.search(CHOSEN, text))
    ):
        return True
    if not re.search(r"[\u4e00-\u9fff]{2}", re.sub(r"[\u4e00-\u9fff()/]{1,14}[:：]", "", text)):
        return True  # labels of a form that nobody filled in
    if re.match(r"《[^》]{2,24}》[^,。]{0,16}规定[,:]", HEADING.sub("", text).strip()):
        return True  # the law is quoted
    courts = r"人民法院|(?:提交|申请|向)[^。,]{0,12}仲裁"
    return bool(re.search(rf"{courts}|一式.{{1,3}}份|具有同等法律效力|本合同自.{{0,20}}生效|是指|定义", text))
