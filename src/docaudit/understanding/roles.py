"""Which letters and words stand for borrower, lender and guarantor in a contract."""

# ruff: noqa: E501 - lists and patterns of printed words read better unbroken
from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from docaudit.records.evidence import Field
from docaudit.records.names import is_person_name
from docaudit.understanding.fields import Fields
from docaudit.understanding.kinds import PARTY
from docaudit.understanding.paper import Paper
from docaudit.understanding.parties import called, party_of
from docaudit.understanding.parties_unnamed import LENDING, by_letterhead, by_letters, in_preamble
from docaudit.understanding.text import fold_char

LENDER = "贷款人|出借人|贷款方|贷款银行|贷款行|出借方|授信人|授信银行|委托贷款人|债权人|借出方|融资方|放款人|放款方|放贷人|放贷方|出借单位|债权银行|贷款社|放款社|贷款机构|放款机构|贷款单位|贷款公司|放款单位|放款行|受托贷款人|出借银行|放款银行|发放银行|出借机构|出借公司|授信行|授信机构"
BORROWER = "借款人|借款方|借款单位|借款企业|受信人|借入方|授信申请人|申请人|借款申请人|债务人|主借款人|用款人|用款方|借款学生|借款客户|贷款客户|借款农户|用款单位|借款户|承借人|承借方|借用人|融资申请人|借款农户户主|借款农民|借款合作社|借款社员|贷款申请人|用款企业|借款公司|借款机构|融资人|融资企业|融资单位|借款主体|承借单位|借入人"
LEADING = "牵头行|牵头银行|代理行"
"""The bank that speaks for a syndicate, where no line names all its lenders together."""
ENTRUSTED = "受托人|受托银行|受托行|受托方"
"""The bank that lends another's money in its own name (委托贷款), where nobody else is called the lender."""


@dataclass(frozen=True, slots=True)
class Roles:
    """Patterns of the words that stand for each party in this contract."""

    borrower: re.Pattern[str]
    lender: re.Pattern[str]
    guarantor: re.Pattern[str]


_WORDS = {
    "borrower": ("借款人", "借款方", "借款企业", "借款单位", "借款户", "借款农户", "借款社", "借款学生", "借入方", "受信人", "用款人", "用款方", "用款单位", "承借人", "承借方", "本人", "我公司", "我司", "我方", "债务人", "客户", "您"),
    "lender": ("贷款人", "出借人", "出借方", "贷款银行", "贷款行", "贷款方", "贷款单位", "贷款机构", "贷款社", "贷款公司", "放款人", "放款方", "放款社", "放款行", "放款机构", "代理行", "牵头行", "银团", "授信人", "授信银行", "受托人", "受托银行", "受托行", "公积金(?:管理)?中心", "贵行", "我行", "本行", "本社", "信用社(?!区)", "联社", "贵公司", "债权人", "抵押权人", "质权人", "(?<![他家业各金])银行"),
    "guarantor": ("保证人(?!民)", "担保人", "抵押人", "出质人", "担保方", "保证方", "反担保人", "担保(?:机构|公司|单位)", "保证单位", "抵押方", "出质方"),
}  # fmt: skip
"""What the parties are called whatever the contract; 债务人 and 债权人 in its clauses on security."""
_PLAIN = {
    "borrower": r"借款|受信|借入|用款|承借",
    "lender": r"贷款|出借|授信人|银行|放款|放贷",
    "guarantor": r"保证|担保|抵押|出质",
}
_ALIAS = re.compile(
    r"\((?:[^()\n]{0,60}[,;、])?(?:以下|下|下文)?(?:统)?(?:简?称|叫)(?:之?为|作)?[:\s]*[“\"「『'‘]?(?P<a>[\u4e00-\u9fff]{1,8})[”\"」』'’]?\)"
)
_TRADE = re.compile(
    r"(?:^|\n)[ \t]*(?P<a>[\u4e00-\u9fff]{0,4}(?:[应销包][商人]|商[户家]|农户|企业|机构|学生|[买卖需供承][方人]|租户|业主|合作社|车主))"
    r"\((?P<r>借款|贷款|出借|保证|担保|抵押|出质)(?:单位|企业)?[人方行]"
)
"""What a party is in the trade that the loan is for, before its role in brackets: 供应商（借款人）."""
_NOBODY: Field[str] = Field()


def bind_roles(paper: Paper, lender: Field[str] = _NOBODY, borrower: Field[str] = _NOBODY) -> Roles:
    """Bind 甲方, 乙方, 丙方, short names (以下简称“公司”) and the parties' own names to their roles.

    Banks differ in who is 甲方. In the contract of a lender with a person 本公司 is the lender, else the borrower.
    """
    chars = paper.text.squeezed().chars
    words = {role: list(known) for role, known in _WORDS.items()}
    for letter in "甲乙丙丁":
        scores = {
            role: len(
                re.findall(
                    rf"{letter}方(?:\([^()\n]{{1,8}}?|\(?[(/:]?)(?:{p})[人方行银](?!民币)|(?:{p})[人方行][(/:]?[(]?(?:即|(?:以下|下)(?:简)?称[:“\"]?)?{letter}方|{letter}方[:][^\n:。]{{2,44}}\((?:{p})[人方行社户]\)",
                    chars,
                )
            )
            for role, p in _PLAIN.items()
        }
        role = max(scores, key=lambda r: scores[r])
        if scores[role]:
            words[role].append(f"{letter}方")
    if not any(w.endswith("方") and w[0] in "甲乙" for ws in words.values() for w in ws):
        lent = len(
            re.findall(
                r"甲方[^。;\n]{0,10}(?:向乙方提供|借给乙方|出借|有权宣布|发放贷款)|乙方向甲方(?:借款|申请)", chars
            )
        )
        borrowed = len(
            re.findall(
                r"乙方[^。;\n]{0,10}(?:向甲方提供|借给甲方|出借|有权宣布|发放贷款)|甲方向乙方(?:借款|申请)", chars
            )
        )
        if lent or borrowed:
            words["lender"].append("甲方" if lent >= borrowed else "乙方")
            words["borrower"].append("乙方" if lent >= borrowed else "甲方")
    if re.search("委托贷款", chars[:300]):
        words["lender"].append("委托人")
    if len(re.findall("我行|本行", chars)) > len(re.findall("我公司|我司", chars)):
        words["lender"].remove("贵公司")  # a bank's letter speaks to the borrower
        words["borrower"].append("贵公司")
    person = borrower.value is not None and all(is_person_name(n) for n in re.split("[、,]", borrower.value))
    words["lender" if person else "borrower"].append("本公司")
    for role, name in (("lender", lender), ("borrower", borrower)):
        words[role] += [
            re.escape("".join(map(fold_char, n))) for n in re.split("[、,]", name.value or "") if len(n) > 1
        ]
    for role, short in _short_names(paper, lender, borrower):
        words[role].append(short)
    return Roles(
        *(re.compile("|".join(sorted(words[r], key=len, reverse=True))) for r in ("borrower", "lender", "guarantor"))
    )


def _short_names(paper: Paper, lender: Field[str], borrower: Field[str]) -> Iterator[tuple[str, str]]:
    """Yield (role, pattern) of each short name that stands in brackets behind a role word or name of a party.

    So does a word that stands before its role in brackets (供应商（借款人）).

    公司 is no match within 信托公司 where both are short names.
    """
    chars = paper.flow.chars
    own = {"lender": lender.value, "borrower": borrower.value, "guarantor": None}
    found: dict[str, str] = {}
    for alias in _ALIAS.finditer(chars):
        before = re.split(r"[\n;。]", chars[max(0, alias.start() - 80) : alias.start()])[-1]
        before = before[before.rfind(")") + 1 :] if re.search("[称叫]", before) else before
        for role, plain in _PLAIN.items():
            name = own[role]
            if re.search(rf"(?:{plain})(?:单位|企业)?[人方行]", before) or (
                name and "".join(map(fold_char, name)) in before
            ):
                found.setdefault(alias["a"], role)
                break
    for named in _TRADE.finditer(chars):
        found.setdefault(named["a"], next(r for r, plain in _PLAIN.items() if re.match(plain, named["r"])))
    for short, role in found.items():
        longer = {other[: -len(short)] for other in found if other != short and other.endswith(short)}
        yield role, "".join(f"(?<!{re.escape(head)})" for head in sorted(longer)) + re.escape(short)


def _lenders_together(paper: Paper) -> Field[str]:
    """Return the lenders of a syndicate where a sentence names them all (甲行、乙行及丙行，作为贷款人)."""
    if "银团" not in paper.flow.chars[:400]:
        return _NOBODY
    named = called(paper, LENDER)
    return named if len(re.findall(r"银行|信用社|公司", named.value or "")) > 1 else _NOBODY


def lender_and_borrower(paper: Paper, fields: Fields) -> tuple[Field[str], Field[str]]:
    """Return both names: by their roles, by the letters 甲方 and 乙方, by the preamble, the lender also by its letterhead."""
    lender, borrower = _lenders_together(paper), party_of(paper, fields, BORROWER)
    if lender.value is None:
        lender = party_of(paper, fields, LENDER)
    for speaker in (LEADING, ENTRUSTED):
        if lender.value is None:
            lender = party_of(paper, fields, speaker)
    if lender.value is None and borrower.value is None:
        lender, borrower = _by_their_acts(paper, fields)
    lender, borrower = by_letters(fields, lender, borrower)
    if lender.value is None or borrower.value is None:
        first, second = in_preamble(paper.flow)
        agree = lender.value in (None, first.value) and borrower.value in (None, second.value)
        lender, borrower = (first, second) if agree and first.value is not None else (lender, borrower)
    if lender.value is None:
        lender = by_letterhead(paper, (borrower.value,))
    return lender, borrower


def _by_their_acts(paper: Paper, fields: Fields) -> tuple[Field[str], Field[str]]:
    """Return (lender, borrower) of plain 甲方 and 乙方: told apart by whose trade is lending, else by what the text lets them do."""
    first, second = fields.find(("甲方",), PARTY), fields.find(("乙方",), PARTY)
    first = first if first.value is not None else called(paper, "甲方")
    second = second if second.value is not None else called(paper, "乙方")
    if second.value and LENDING.search(second.value) and not (first.value and LENDING.search(first.value)):
        return second, first
    if first.value and LENDING.search(first.value):
        return first, second
    roles = bind_roles(paper)
    if roles.borrower.fullmatch("甲方"):
        return second, first
    return (first, second) if roles.borrower.fullmatch("乙方") else (Field(), Field())
