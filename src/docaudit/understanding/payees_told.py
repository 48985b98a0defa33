"""Whom sentences order to be paid: names with the account and the sum that belong to each, in whatever order they stand.

A letter says one payee after the other (支付甲公司柒拾万元，账号…；支付乙公司…). Which account and which sum are whose is told
by the parts that come again with each of them, not by the words between.
"""

# ruff: noqa: E501 - patterns of printed words read better unbroken
from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from docaudit.documents.drawdown_application import Payee
from docaudit.records.amounts import parse_amount, parse_words
from docaudit.records.evidence import Field
from docaudit.records.money import Money
from docaudit.records.names import is_person_name
from docaudit.understanding.kinds import FIGURE, LEGAL_FORM, WORDS, find_party, find_words
from docaudit.understanding.text import Text

_INTO = r"(?:给|至|到|予|入|往|进|与)"
_PAYS = rf"(?:(?:支付|付款|划付|划转|划拨|划款|转付|转账|汇款|汇付|拨付|拨款){_INTO}*|[付汇转划拨]{_INTO}+)"
_ROLE = (
    r"(?:(?:收款|受款|领款)(?:人|方|单位|企业|商户)|交易(?:对手|对象|对方)|(?:支付|付款)对象|供应商|供货[商方]|商户|对方(?:单位)?|合作方|卖方|施工方|承包方)"
    r"(?:名称|户名|全称)?|户名|账户名称|收款户名"
)
_LEAD = re.compile(
    rf"(?:(?:{_PAYS})(?:[\u4e00-\u9fff]{{0,6}}[款费金](?=[给至到予向]))?{_INTO}*|(?<=[款金行接别部额])向|(?:{_ROLE})[为是系]?):?"
)
"""What leads to a payee's name: a word for paying, or what the payee is called."""
_FIRST = re.compile(
    r"(?:\((?:[甲乙丙丁戊]|[一二三四五六七八九十]+)\)|[向给付汇由将把]|其中|另|余款|剩余|(?<=[\0付转划汇拨])[至到予给入往付转划汇拨进])+"
)
"""The same at the beginning of a part of the sentence or behind a sum, where it cannot be in a name."""
_PAID = re.compile(rf"{_PAYS}|{_ROLE}|付")
_HEADS = re.compile(r"(?:其中|如下|明细|分别|下列|以下|清单|对象|收款人|支付|付款|划付|转付|付给|划转)[^。;\n]{0,14}$")
"""The end of a sentence whose items are the payees."""
_GLYPH = r"(?:[\u4e00-\u9fff·]|\([\u4e00-\u9fff]{1,10}\))"
FIRM = re.compile(
    rf"{_GLYPH}{{3,60}}?(?:公司|厂|合作社|经营部|商行|[门批服营经][市发务业销][部处]|供应站|事务所|研究院|研究所|[农林牧]场|养殖场|采石场|砂场|工程队|超市"
    rf"|工作室|中心|店|医院|学校|合伙企业|个体工商户)(?:\((?:有限|普通)合伙\))?(?!(?:(?!{_PAYS}|[在与和向及对我贵本该]){_GLYPH}){{0,14}}(?:公司|支行|分行))"
)
A_BANK = re.compile(r"银行|信用社|信用联社|农商行|支行|分行|分理处|营业室")
_A_SENTENCE = re.compile(r"款项|资金|贵行|[请我该]|上述|全部|其中|直接|货款|借款|贷款|名下")
"""Words of a sentence that no firm's name holds."""
_PERSON = re.compile(
    r"(?P<name>[\u4e00-\u9fff]{2,4}(?:·[\u4e00-\u9fff]{2,8})?)(?=[,(:]|在[\u4e00-\u9fff]{2}|\0|的?[账帐卡][号户]|计|货款|工资|[\u4e00-\u9fff]{1,4}款)"
)
_NO_PERSON = re.compile(
    r"方式|对象|金额|时间|条件|日期|全[部额]|如下|单位|明细|计划|用途|项目|工程|材料|设备|应付|总[计额]"
)
_ACCOUNT = re.compile(r"(?<![\dA-Za-z.-])(?<!\d,)\d(?:[ -]?\d){8,24}(?![\dA-Za-z]|[.,]\d|万|元)")
_NO_ACCOUNT = re.compile(
    r"(?:身份证|证件|信用代码|识别号|税号|电话|手机|合同|协议|编号|号码|发票|字第|借据|No\.?)[^,;。\n\d账帐卡]{0,8}$"
)
_NO_PART = re.compile(
    r"(?:合同|协议|订单)[^,;。\n]{0,4}(?:金额|总?价款?|总额)[^,;。\n]{0,4}$|(?:已|此前|累计|尚|余额|合计|总计|共计?|总额|额度)[^,;。\n]{0,6}$"
)
"""Before a sum that is no payment of this application."""
_MERGED = re.compile(r"[\t ()(,:]*(?:人民币|小写|大写|即|计|合)*[\t ():¥]*")
_OWN = re.compile(r"(?:我|本|借款)(?:公司|司|单位|厂|社|店|企业|人|方|户)")
_A_PART = re.compile(r"其中|部分|余款|剩余|首付|首期|定金|预付|分别|比例")
"""The words of a sentence that has its one payee get less than the whole sum."""
_SHORTEST = 4
"""Glyphs of the shortest firm's name."""

Part = Literal["name", "account", "sum"]


@dataclass(frozen=True, slots=True)
class Item:
    """A part of what is told of a payee, and where it stands."""

    part: Part
    value: Any
    start: int
    end: int


def payees_told(flow: Text, asked: Field[Money], borrower: str | None) -> tuple[Payee, ...]:
    """Return those whom sentences order to be paid.

    Args:
        flow: the prose of the paper.
        asked: the sum asked for; a payee alone may get the whole of it, and it is nobody's part.
        borrower: who asks, no payee.
    """
    records: list[list[Item]] = []
    listing = False
    for found in re.finditer(r"[^。;\n]+", flow.chars):
        start, end = found.span()
        items = [
            i
            for i in _items(flow.chars, start, end)
            if i.value != borrower
            and not (
                i.part == "sum"
                and i.value == asked.value
                and same_place(flow.field(i.value, i.start, i.end, 1.0), asked)
            )
        ]
        if any(i.part == "name" for i in items):
            if listing or _PAID.search(found.group()):
                records += [r for r in _shared(parted(items)) if _ordered(flow.chars, r, listing=listing)]
                listing = True
            continue
        account = next((i for i in items if i.part == "account"), None)
        if account and records and not _OWN.search(found.group()) and all(i.part != "account" for i in records[-1]):
            records[-1].append(account)  # 其账号为… in a sentence of its own
        listing = _HEADS.search(found.group()) is not None
    payees = (_payee(flow, r, asked, alone=len(records) == 1) for r in records)
    return tuple(p for p in payees if p.account.value is not None or p.amount.value is not None)


def asked_for(flow: Text) -> Field[Money]:
    """Return the first sum that a sentence on drawing the loan names, where it is no limit and nothing drawn before."""
    for found in re.finditer(r"[^。;\n]+", flow.chars):
        start, end = found.span()
        for item in _sums(flow.chars, start, end):
            before = flow.chars[max(start, item.start - 40) : item.start]
            lead = _DRAWN.search(before)
            if lead and not _PAID.search(before, lead.end()) and not _NO_PART.search(before):
                return flow.field(item.value, item.start, item.end, 0.96, item.start - len(before) + lead.start())
    return Field()


_DRAWN = re.compile(r"(?:提款|提取|提用|支用|用款|动用|使用|发放|放款|支取)(?!人(?!民币)|后|期|条件|日|申请[书表人])")
"""What a sentence calls the drawing of a loan; its sum stands behind."""


def same_place(one: Field[Money], other: Field[Money]) -> bool:
    """Say whether two fields were read from the same print."""
    if one.value is None or one.value != other.value or one.evidence is None or other.evidence is None:
        return False
    a, b = one.evidence, other.evidence
    if a.box is None or b.box is None:
        return (a.page, a.sheet, a.row, a.text) == (b.page, b.sheet, b.row, b.text)
    return (
        a.page == b.page
        and max(a.box.x0, b.box.x0) < min(a.box.x1, b.box.x1)
        and max(a.box.y0, b.box.y0) < min(a.box.y1, b.box.y1)
    )


def _items(chars: str, start: int, end: int) -> list[Item]:
    """Return names, accounts and sums of a piece of prose in their order."""
    found = [i for i in _sums(chars, start, end) if not _NO_PART.search(chars, max(start, i.start - 16), i.start)]
    found += _accounts(chars, start, end)
    bare = list(chars[start:end])
    for item in found:
        bare[item.start - start : item.end - start] = "\0" * (item.end - item.start)
    found += [Item(n.part, n.value, start + n.start, start + n.end) for n in _names("".join(bare))]
    return sorted(found, key=lambda i: i.start)


def _accounts(chars: str, start: int, end: int) -> Iterator[Item]:
    for found in _ACCOUNT.finditer(chars, start, end):
        if not _NO_ACCOUNT.search(chars, max(start, found.start() - 20), found.start()):
            yield Item("account", re.sub(r"[ -]", "", found.group()), found.start(), found.end())


def _sums(chars: str, start: int, end: int) -> list[Item]:
    """Return the sums, words and figures beside each other as one."""
    found: list[Item] = []
    for hit in FIGURE.finditer(chars, start, end):
        value = parse_amount(hit.group().strip()) if hit["mark"] or hit["mark2"] or hit["unit"] or hit["yuan"] else None
        if value is not None and value.fen > 0:
            found.append(Item("sum", value, hit.start(), hit.end()))
    for hit in WORDS.finditer(chars, start, end):
        said = find_words(hit.group())
        value = parse_words(said[0]) if said else None
        if said and value is not None and value.fen > 0:
            found.append(Item("sum", value, hit.start() + said[1], hit.start() + said[2]))
    out: list[Item] = []
    for item in sorted(found, key=lambda i: i.start):
        last = out[-1] if out else None
        if last and last.value == item.value and _MERGED.fullmatch(chars, last.end, max(last.end, item.start)):
            out[-1] = Item("sum", item.value, last.start, item.end)
        else:
            out.append(item)
    return out


def _names(chars: str) -> Iterator[Item]:
    """Yield the names of firms that are no banks, and of persons behind a word that leads to a payee."""
    at = 0
    while (found := FIRM.search(chars, at)) is not None:
        at = found.end()
        if A_BANK.search(found.group()) or A_BANK.match(chars, at, at + 6):
            continue
        first, last = found.start(), at
        begins = _FIRST.match(chars, first, last)
        first = begins.end() if begins and last - begins.end() >= _SHORTEST else first
        for lead in _LEAD.finditer(chars, first, last - _SHORTEST):
            first = lead.end()
        name = find_party(chars[first:last])
        if name and LEGAL_FORM.search(name[0]) and len(name[0]) >= _SHORTEST and not _A_SENTENCE.search(name[0]):
            yield Item("name", name[0], first + name[1], first + name[2])
    taken = 0
    for lead in _TO_A_PERSON.finditer(chars):
        person = _PERSON.match(chars, lead.end())
        if (
            person
            and person.start() >= taken
            and is_person_name(person["name"])
            and not _NO_PERSON.search(person["name"])
        ):
            taken = person.end("name")
            yield Item("name", person["name"], person.start("name"), person.end("name"))


_TO_A_PERSON = re.compile(rf"{_LEAD.pattern}|[向给付](?=[\u4e00-\u9fff])|(?<=\0)[至到给予]+|^|(?<=[\n;。:)、.①-⑨\d])")
"""What stands before a person's name: a word for paying, or the beginning of an item."""


def parted(items: Sequence[Item]) -> list[list[Item]]:
    """Return the parts of each payee: a payee begins where the part that the first one begins with comes again."""
    firsts = {i.part: k for k, i in reversed(list(enumerate(items)))}
    ways = []
    for lead in sorted(firsts, key=lambda p: firsts[p]):
        parted: list[list[Item]] = []
        for item in items[firsts[lead] :]:
            if item.part == lead or not parted:
                parted.append([])
            parted[-1].append(item)
        ways.append(parted)
    return max(ways, key=_whole_ones, default=[])


def _shared(records: Sequence[Sequence[Item]]) -> list[list[Item]]:
    """Return the records of one sentence with the parts that all have: a part of some alone may be another's, or of all."""
    shared = {i.part for i in records[0]}.intersection(*({i.part for i in r} for r in records))
    return [[i for i in r if i.part in shared] for r in records]


def _whole_ones(parted: Sequence[Sequence[Item]]) -> int:
    """Return how many payees have their name and each other part once, less those who do not."""
    whole = [[i.part for i in r].count("name") == 1 and len({i.part for i in r}) == len(r) > 1 for r in parted]
    return sum(whole) - whole.count(False)


def _ordered(chars: str, record: Sequence[Item], *, listing: bool) -> bool:
    """Say whether a record is an order to pay: with an account, or with a sum behind the word for paying or in a list."""
    name = next((i for i in record if i.part == "name"), None)
    if name is None:
        return False
    if (listing and len(record) > 1) or any(i.part == "account" for i in record):
        return True
    return bool(re.search(rf"(?:{_LEAD.pattern}|[向付给])$", chars[max(0, name.start - 10) : name.start]))


def _payee(flow: Text, record: Sequence[Item], asked: Field[Money], *, alone: bool) -> Payee:
    """Return a payee with what is told once of him; of two accounts or sums neither is his."""
    parts: dict[Part, Field[Any]] = {}
    for part in ("name", "account", "sum"):
        said = [i for i in record if i.part == part]
        same = len({i.value for i in said}) == 1
        parts[part] = flow.field(said[0].value, said[0].start, said[0].end, 0.85) if same else Field()
    if alone and not any(i.part == "sum" for i in record):
        first = record[0].start
        begins = max(flow.chars.rfind("\n", 0, first), flow.chars.rfind("。", 0, first), first - 60)
        shared = _A_PART.search(flow.chars, max(0, begins), record[-1].end + 20)
        parts["sum"] = Field() if shared else asked.scaled(0.8)
    return Payee(name=parts["name"], account=parts["account"], amount=parts["sum"])
