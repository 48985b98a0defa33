"""Which of the accounts that a loan contract names the loan is paid into, and from which it is paid back.

Every account of the contract is looked at, and what is said about it decides: the words before it in its part of the
sentence, those that go on behind it (…账户用于归还本息), in a table the cells to its left or the head of its column. So an
account of a deposit, of a fee or of a seller is never taken for one of the loan because it stands near a caption.
"""

# ruff: noqa: E501 - lists and patterns of printed words read better unbroken
from __future__ import annotations

import enum
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from docaudit.records.evidence import Field
from docaudit.understanding.kinds import find_account
from docaudit.understanding.paper import Grid, Paper
from docaudit.understanding.roles import Roles
from docaudit.understanding.text import Text


class Use(enum.Flag):
    """What an account is for."""

    NONE = 0
    OUT = enum.auto()
    BACK = enum.auto()
    SALES = enum.auto()
    OTHER = enum.auto()
    WATCHED = enum.auto()


class LoanAccounts(NamedTuple):
    """The account into which a loan is paid out, the one from which it is paid back, and those of others alone."""

    out: Field[str]
    back: Field[str]
    others: frozenset[str]


@dataclass(frozen=True, slots=True)
class _Mention:
    """An account where it is printed; `sure` is how plainly its use is said."""

    view: Text
    value: str
    start: int
    end: int
    label: int
    use: Use
    sure: float


_DIGITS = re.compile(
    r"(?<![A-Za-z\d*.,¥])[\d*Xx×](?:[\d*Xx×]|[ \t-](?=[\d*])){8,34}(?![A-Za-z\d])(?!\.\d|,\d{3}|[年元万])"
)
_DAY = re.compile(r"(?:19|20)\d\d[ -]?(?:0[1-9]|1[0-2])[ -]?[0-3]\d")
_NO_ACCOUNT = re.compile(
    r"(?:身份证?|证件|证照|信用代码|执照|识别号|税号|电话|手机|传真|联系方式|邮编|邮政编码|[合协][同议]书?[编号]{1,2}|编[号码]|行号|代码|发票|学号|单号|字第?)[^,。;\n账帐卡]{0,8}$"
)
"""What stands before a number that is none of an account."""

_BACK = r"还款|扣款|扣收|扣划|划扣|扣缴|扣取|划收|代扣|归还|偿还|还本|付息|本息|还贷|清偿|偿付|收息|还息|回收|本金|利息|应还|各期|每期(?!发放)|月供"
_OUT = r"放款|发放|放贷|提款|支用|入账(?!户)|(?<![存汇转划打收进])入账户|出账|接收|领取|打款|划款|收款|转存|出借款"
_MOVES = r"转[账帐](?:入|至|到|给)|(?:划|转|汇|付|打|拨|存)(?:入|至|到|给|进|往|付|拨)+|支付(?:到|至|给)?|贷款资金|借款资金|贷款(?=账户|户)"
_OTHER = (
    r"保证金|手续费|服务费|费用|保险|质押|托管|基本(?:存款)?(?:[账帐]?户|[账帐]号)|公证|评估|税款?|交易对[手象]|交易方|供应商|供货[商方]|[经分代]销商|[商厂]家|卖[方家]|售房|开发商|出卖人|销售方|第三[方人]|受托支付|受益人|收款[人方单](?!民)|"
    r"风险金|(?<!还款)准备金|备付|举报|咨询|投诉|工资"
)
_WATCHED = r"监管|共管|监督|专用存款"
_SALES = r"回笼|回款|归集|销售(?:收入|款)|货款|营业(?:款|收入)|经营收入"
_CUES: tuple[tuple[Use, re.Pattern[str]], ...] = (
    (Use.OTHER, re.compile(_OTHER)),
    (Use.SALES, re.compile(_SALES)),
    (Use.BACK, re.compile(_BACK)),
    (Use.OUT, re.compile(_OUT)),
    (Use.WATCHED, re.compile(_WATCHED)),
)
_MOVED = re.compile(_MOVES)
_NAMES = r"[^,。;\n]{0,3}?(?:专用|资金|指定|结算|专|用|的|存款)*(?:[账帐][户号]|卡号?|户)"
_CAPTION = re.compile(rf"(?:{_BACK}|{_OUT}|{_OTHER}|{_SALES}|{_WATCHED}){_NAMES}")
"""A cue that names an account: 放款账户, 还款专用账号."""
_WITH = re.compile(r"[及和与、/兼并]|以及|同时|均|亦|也是")
"""What joins both uses of one account."""
_LINK = re.compile(
    r"[)\]】]?(?:\([^()\n]{0,40}\))?的?(?:(?:结算|存款|银行|个人)*(?:[账帐]户|[账帐]号|卡))?(?:\([^()\n]{0,40}\))?"
    r"(?:[,，]?(?=(?:该|此|上述)?(?:[账帐]户|卡)?(?:作为|用于|用作|用来|同时|亦|并(?:用于|作为)))"
    r"|(?=作?为|系|是|用|既|即|中|内|归还|偿还|还|扣|划扣|代扣|接收|收取|供|专用|办理|支付|清偿|领取|发放|放款|的))"
)
"""What stands between an account and words behind it that say what it is for."""
_AGAIN = re.compile(r"[该此](?:[账帐]户|专户|户|卡|一[折卡]通|存折|[账帐]号)|从中|其中")
"""How a sentence comes back to an account."""
_PIECE = re.compile(r"[^,。;:\n]+")
_DETAIL = re.compile(r"[账帐户卡行名社]|银行|公司|单位|下列|以下|如下|开立|支行")
"""A part of a sentence that says more of an account: its holder, its bank."""
_HOLDER = re.compile(r"(?:户名|名称|开户名|[账帐]户名|全称|单位|[收付]款人|开户行|银行|网点|支行)[\t ]*[:为]?[\t ]*$")
_FIRM = re.compile(
    r"[\t ]*[\u4e00-\u9fff()A-Za-z\d]{2,40}(?:公司|[银支分]行|营业[部厅室]|信用社|联社|合作社|中心|[厂店部行])[\t ]*"
)
"""What captions the holder of an account or its bank, and their names."""
_REACH = 6
"""Parts of a sentence that are looked at, from the account backwards."""
_NAMED, _SAID, _CELL, _BELOW = 0.9, 0.82, 0.93, 0.85
"""Trust where a caption names the account, a sentence tells its use, a cell captions it, a column's head does."""


def loan_accounts(paper: Paper, roles: Roles) -> LoanAccounts:
    """Return both accounts; one that several places name by different numbers is taken from where it is named most plainly."""
    celled = list(_in_cells(paper))
    known = {m.value for m in celled if m.use}
    told = list(_in_flow(paper.flow, roles))
    every = [*celled, *told, *_come_back(paper.flow, told, roles)]
    others = {m.value for m in every if m.use == Use.OTHER} - {m.value for m in every if m.use & (Use.OUT | Use.BACK)}
    every = [m for m in every if m.use and (m.view is paper.cells or m.value not in known)]
    out, back = _same(paper.flow, _best(every, Use.OUT), _best(every, Use.BACK))
    if back.value is None:
        back = _best(every, Use.SALES)
    return LoanAccounts(out, back, frozenset(others))


def _best(mentions: list[_Mention], use: Use) -> Field[str]:
    found = [m for m in mentions if use in m.use]
    if not found:
        return Field()
    one = max(found, key=lambda m: m.sure)  # the first of those that are as sure
    return one.view.field(one.value, one.start, one.end, one.sure, min(one.label, one.start))


_JOINED = r"(?:专用|资金)?(?:[账帐][户号]|银行卡|卡号?|户)[\t ]*[:为是]?\(?"
_AS_ABOVE = re.compile(
    rf"(?P<use>{_BACK}|{_OUT}){_JOINED}(?:同上|同前|[与和同及]?(?:上述|前述|借款|贷款|{_BACK}|{_OUT})[^。;,\n]{{0,8}}(?:相同|一致|同一|共用)|同(?:借款|贷款|{_BACK}|{_OUT})[^。;,\n]{{0,6}}(?:[账帐][户号]|卡))"
)
"""One of both accounts is said to be the other: 还款账户同上, 放款账户与还款账户为同一账户."""


def _same(flow: Text, out: Field[str], back: Field[str]) -> tuple[Field[str], Field[str]]:
    """Return both accounts where one is known and the contract says that the other is the same."""
    if (out.value is None) == (back.value is None):
        return out, back
    known, missing = (out, _BACK) if back.value is None else (back, _OUT)
    for said in _AS_ABOVE.finditer(flow.chars):
        if re.search(missing, said.group()):
            return (known if out.value else known.scaled(_SAID)), (known if back.value else known.scaled(_SAID))
    return out, back


_REFERS = re.compile(
    r"(?:同一(?:个)?|[上前]述|上列|以上|前款|该|此|[这那](?:个|张|一)?|本)(?:借款人?|贷款|银行|还款|放款|结算|存款)*(?:[账帐][户号]|存折|一[折卡]通|[银行]*卡(?!号)|专户)"
)
"""How a later sentence comes back to an account: 存到上述存折, 发放至同一账户."""
_WITHIN = 300
"""Characters behind an account within which a sentence comes back to it."""
_LESS = 0.78


def _come_back(flow: Text, mentions: Sequence[_Mention], roles: Roles) -> Iterator[_Mention]:
    """Yield the account before each place that refers to one, with what its part of the sentence says."""
    for found in _REFERS.finditer(flow.chars):
        before = [m for m in mentions if m.end <= found.start()]
        if not before or found.start() - before[-1].end > _WITHIN or Use.OTHER in before[-1].use or not before[-1].use:
            continue
        last = before[-1]
        first = max(flow.chars.rfind(c, 0, found.start()) for c in ",。;:\n") + 1
        rest = re.match(r"[^,。;\n]*", flow.chars[found.end() :])
        text = flow.chars[max(first, last.end) : found.end()] + (rest.group() if rest else "")
        if _ON_TERMS.search(text):
            continue
        use = _use_of(text) & (Use.OUT | Use.BACK) or _moved(text, roles)
        if use in (Use.OUT, Use.BACK) and use not in last.use:
            yield _Mention(flow, last.value, last.start, last.end, last.label, use, _LESS)


_ON_TERMS = re.compile(r"监管|不得|未经|冻结|查封|变更|销户|违约|逾期|挪用")
"""What a sentence on an account says that tells no use: what must not be done with it."""


def _in_flow(flow: Text, roles: Roles) -> Iterator[_Mention]:
    chars = flow.chars
    places: list[tuple[str, int, int]] = []
    for found in _DIGITS.finditer(chars):
        value = find_account(found.group())
        ahead = _NO_ACCOUNT.search(chars, max(0, found.start() - 24), found.start())
        if value and not value[1] and not ahead and not _DAY.fullmatch(found.group()):
            places.append((value[0], found.start(), found.start() + value[2]))
    for k, (number, start, end) in enumerate(places):
        last = places[k - 1][2] if k else 0
        following = places[k + 1][1] if k + 1 < len(places) else len(chars)
        use, sure, label = _said(_Around(chars, last, start, end, following), roles)
        yield _Mention(flow, number, start, end, label, use, sure)


class _Around(NamedTuple):
    """An account in the prose: where it begins and ends, and the ones before and behind it end and begin."""

    chars: str
    last: int
    start: int
    end: int
    following: int


def _said(at: _Around, roles: Roles) -> tuple[Use, float, int]:
    """Return what is said of an account, how plainly, and where that begins."""
    behind = _behind(at)
    if behind:
        return behind, _SAID, at.start
    low = max(at.last, at.chars.rfind("。", 0, at.start) + 1, at.start - 220)
    pieces = list(_PIECE.finditer(at.chars, low, at.start))
    again = _again(at)
    lines = 0
    for number, piece in enumerate(reversed(pieces[-_REACH:])):
        lines += "\n" in at.chars[piece.end() : (pieces[-number].start() if number else at.start)]
        text = piece.group()
        if _HOLDER.search(at.chars, low, piece.start()) and _FIRM.fullmatch(text):
            continue  # whose account it is, or where: a name has no say in what it is for
        use = _use_of(text)
        if use in (Use.NONE, Use.WATCHED) or _lent(text, roles):
            use = _moved(text, roles) or use
        plain = bool(use) and _CAPTION.search(text) is not None
        if again and not plain:
            own = use if not number and use in (Use.OUT, Use.BACK) else Use.NONE
            return again | own, _SAID, at.start
        if use:
            near = at.chars[max(at.last, at.start - _NEAR) : at.start]
            use = _of_payee(use, text, to_payee=_TO_PAYEE.search(near) is not None)
            newer = not number and re.search(r"(?:变更|调整|更换|改)为$", text)
            return use, _CELL if newer else _NAMED if plain else _SAID, piece.start()
        if lines > 3 or (number and not _DETAIL.search(text) and len(text) > 4):
            break
    return (again, _SAID, at.start) if again else (Use.NONE, 0.0, at.start)


def _behind(at: _Around) -> Use:
    """Return what words that go on behind an account say that it is for (…账户用于归还本息)."""
    link = _LINK.match(at.chars, at.end)
    if link is None:
        return Use.NONE
    said = re.match(r"[^,。;\n\d]*", at.chars[link.end() :])
    words = said.group() if said else ""
    if link.end() + len(words) >= at.following and _CAPTION.search(words):
        return Use.NONE  # the caption of the next one
    return _use_of(words)


def _again(at: _Around) -> Use:
    """Return what the rest of the sentence says of an account to which it comes back (…进入该账户，从中扣收本息)."""
    rest = re.split(r"[。;\n]", at.chars[at.end : at.following])[0]
    back = _AGAIN.search(rest)
    return _use_of(rest) or (Use.OUT if _MOVED.search(rest) else Use.NONE) if back else Use.NONE


_OF_OTHER = re.compile(
    r"(?![^,。;\n]*?(?:下列|以下|指定|名下|银行|支行|信用社))[^,。;\n]{0,30}?(?:公司|学校|大学|学院|医院|商[户家]|单位|中心|厂|商行|经营部|门店)(?:名下)?的?(?:指定)?(?:[账帐]户|专户|户)"
)
"""Where money goes that is not the borrower's to have: 划入学校账户."""


def _lent(text: str, roles: Roles) -> bool:
    """Say whether a part of a sentence moves the loan to the borrower (将贷款本金划付至借款人…), whatever words it uses."""
    moved = _MOVED.search(text)
    to_borrower = moved and re.match(rf"[^,。;\n]{{0,2}}?(?:{roles.borrower.pattern})", text[moved.end() :])
    return (
        bool(to_borrower)
        and re.search(r"(?:贷款|借款)(?:本金|资金|款项)?(?=[一直]?[次性接]*(?:划|转|汇|付|支付|发放))", text)
        is not None
    )


def _moved(text: str, roles: Roles) -> Use:
    """Return what money is that goes into an account: the borrower's own, or what goes to the lender, pays back."""
    moved = _MOVED.search(text)
    if moved is None:
        return Use.NONE
    target = text[moved.end() :]
    to_borrower = re.match(rf"[^,。;\n]{{0,2}}?(?:{roles.borrower.pattern})", target)
    to_lender = not to_borrower and re.match(rf"[^,。;\n]{{0,6}}?(?:{roles.lender.pattern})", target)
    by_borrower = re.match(rf"(?:{roles.borrower.pattern})(?:应|须|将|按|于|在|要|需|必须|得)", text)
    own = re.search(r"贷款(?!人|行|银行|方|社)|借款(?!人|方|企业|单位|户|客户)", text)
    at_bank = to_lender and re.search(r"银行|信用社|支行|联社", to_lender.group())  # where the account is, not whose
    by_lender = re.match(rf"(?:{roles.lender.pattern})(?:应|须|将|按|于|在)", text)
    other = not to_borrower and _OF_OTHER.match(target)
    if other and not at_bank and not re.search(roles.lender.pattern, other.group()):
        return Use.OTHER
    backwards = (to_lender and not at_bank) or (by_borrower and not to_borrower)
    return Use.BACK if backwards and not own and not by_lender else Use.OUT


def _use_of(text: str) -> Use:
    """Return what words about an account say that it is for."""
    named = _CAPTION.findall(text)
    several = len(named) > 1 or _WITH.search(text) is not None
    said = text if several or not named else named[-1]
    uses = _cued(said)
    if uses == Use.WATCHED and _cued(text) != uses:
        uses = _cued(text)  # watched, and paid into
    if Use.OTHER in uses:
        return Use.OTHER
    if Use.SALES in uses and Use.OUT not in uses and Use.BACK not in uses:
        return Use.SALES
    both = Use.BACK | Use.OUT
    if uses & both == both:
        if several:
            return both
        last = {use: [hit.end() for hit in cue.finditer(said)][-1] for use, cue in _CUES if use in both}
        return max(last, key=lambda use: last[use])
    return uses & both or uses


def _cued(text: str) -> Use:
    found = Use.NONE
    for use, cue in _CUES:
        if cue.search(text):
            found |= use
    return found


def _in_cells(paper: Paper) -> Iterator[_Mention]:
    """Yield the accounts of tables whose cells beside or above them say what they are for."""
    chars = paper.cells.chars
    for grid in paper.grids:
        for r, row in enumerate(grid.spans):
            for c, span in enumerate(row):
                found = _DIGITS.search(chars, *span) if span else None
                value = find_account(found.group()) if found else None
                if span is None or found is None or value is None or value[1] or _DAY.fullmatch(found.group()):
                    continue
                start, end = found.start(), found.start() + value[2]
                before = chars[span[0] : start]
                if _NO_ACCOUNT.search(before):
                    continue
                use, sure, label = _around(paper, grid, r, c, before)
                yield _Mention(paper.cells, value[0], start, end, label if label >= 0 else span[0], use, sure)


_TO_PAYEE = re.compile(r"受托支付[至给到]|支付对象|交易对[手象]")
"""A row on whom the lender pays: the account for receiving in it is the payee's."""


_NEAR = 60


def _of_payee(use: Use, caption: str, *, to_payee: bool) -> Use:
    return Use.OTHER if to_payee and use == Use.OUT and "收款" in caption else use


def _around(paper: Paper, grid: Grid, r: int, c: int, before: str) -> tuple[Use, float, int]:
    """Return the use of the account in a cell by its own words, by the cells to the left, by the head of its column."""
    chars = paper.cells.chars
    to_payee = any(_TO_PAYEE.search(chars[s[0] : s[1]]) for s in grid.spans[r] if s)
    own = _use_of(re.sub(r"\s", "", before))
    if own:
        return _of_payee(own, before, to_payee=to_payee), _CELL, -1
    for span in reversed([s for s in grid.spans[r][:c] if s is not None]):
        text = chars[span[0] : span[1]]
        if _DIGITS.search(text) or _NO_ACCOUNT.search(text.strip(" :\n")):
            return Use.NONE, 0.0, -1
        use = _use_of(re.sub(r"\s", "", text))
        if use:
            return _of_payee(use, text, to_payee=to_payee), _CELL, span[0]
    for row in reversed(grid.spans[:r]):
        over = row[c] if c < len(row) else None
        text = chars[over[0] : over[1]] if over else ""
        if over and text.strip() and not _DIGITS.search(text):
            use = _use_of(re.sub(r"\s", "", text))
            return (use, _BELOW, over[0]) if use and len(text) < 16 else (Use.NONE, 0.0, -1)
    return Use.NONE, 0.0, -1
