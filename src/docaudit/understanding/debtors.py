"""Whose debt a contract secures: the party beside a word for debtors, the surety itself, or the only other one named."""

# ruff: noqa: E501 - patterns of printed words read better unbroken

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from docaudit.records.evidence import Field
from docaudit.records.names import is_person_name
from docaudit.understanding.fields import Fields
from docaudit.understanding.kinds import LEGAL_FORM, find_party
from docaudit.understanding.paper import Paper
from docaudit.understanding.parties import party_of
from docaudit.understanding.payees_told import A_BANK, FIRM

DEBTOR = "债务人|借款人|被保证人|主债务人|受信人"


def names_somebody(name: str) -> bool:
    """Say whether the words are a firm's or person's name and no role word of the form (为保证人与…)."""
    if re.search(r"保证|担保|债[权务]|借款|抵押|质|贷款|甲方|乙方|丙方|本人|该", name) and not LEGAL_FORM.search(name):
        return False
    return bool(LEGAL_FORM.search(name) or (len(name) < 5 and is_person_name(name)))


_OWES = (
    r"(?:与|为|由|系)(?:了?(?:确保|保证|担保|保障))?([\u4e00-\u9fff()]{2,40}?)\((?:以下|下)?(?:简?称)?[“\"「]?(?:债务人|借款人|主债务人)",
    r"为(?:了?(?:确保|保证|担保|保障))?([\u4e00-\u9fff()·]{2,40}?)(?:\([^)]{0,20}\))?(?:与|向|在)(?:贵|债权人|抵押权人|质权人|贷款人|你)",
    r"为(?:债务人|借款人)([\u4e00-\u9fff()·]{2,40}?)(?=[,(与向在])",
    r"(?:债权人|贷款人|抵押权人|质权人|贵行|[甲乙]方)(?:拟|已|同意)?向([\u4e00-\u9fff()·]{2,40}?)(?:\([^)]{0,20}\))?(?:发放|提供)的?(?:贷款|借款|授信|融资)",
    r"(?:主?债务人|借款人)(?:为|是|:)?(?![向与和及在于应未不的对可须如若]|名称|承诺|同意|保证)([\u4e00-\u9fff()·]{2,40}?)(?=[,。;\n向与于在]|签订|申请|连续|办理|之间|形成|[按如]期|按时|依约|履行|清偿|偿还)",
    r"与([\u4e00-\u9fff()·]{4,40}?)(?:\([^)]{0,20}\))?(?:之间)?(?:于[^。,\n]{0,14})?(?:签订|签署|订立)",
)


_ROLE_BEHIND = re.compile(
    r"(?P<name>(?:[\u4e00-\u9fff·]|\([\u4e00-\u9fff]{1,8}\)){2,40}?)\((?:主)?(?:债务人|借款人|受信人)[^()\n]{0,6}\)"
)
"""A name with its role in brackets: 一、某某（借款人）向…, 质权人和某公司（债务人）签署."""
_HIMSELF = re.compile(
    r"(?:抵押人|出质人|质押人|担保人|[甲乙]方)\(?(?:同时|同|既|自身|本身)*(?:即|也|亦|系|为|是|就)+(?:本合同|主合同|该笔|本笔)*(?:项下)?的?(?:主?债务人|借款人)(?=[,。;\n)、])"
    r"|(?:主?债务人|借款人)(?:即|系|同|为|是|:)+(?:本合同)?(?:项下)?的?(?:抵押人|出质人|质押人|[甲乙]方)(?:本人|自身)?(?=[,。;\n)])"
)
"""The debtor secures his own debt."""
_WITH = re.compile(
    r"^(?:[一二三四五六七八九十\d]{1,3}[、.])?(?:为|由|系|就|鉴于|因)?(?:(?:主?债权人|贷款人|出借人|抵押权人|质权人|受益人|贵[行司方]|[我本]行|[甲乙丙]方)(?:与|和|向|同))+|^(?:由|与|向|对|为)(?=[\u4e00-\u9fff()]{6})"
)
"""Stands before the debtor's name where a sentence says with whom he signed."""


_ROLES = re.compile(
    r"[甲乙丙丁]方|(?:主?债权|抵押权|质权|贷款|出借|保证|抵押|出质|质押|担保|反担保|(?:主|被)?债务|借款|受信|被保证)(?:人|银行|方)|[贵我本](?:公司|[行司社])"
)
_BEFORE = re.compile(
    r"(?:第[一二三四五六七八九十\d]+条|\([一二三四五六七八九十]+\)|鉴于|因为?|由于|自愿|愿意?|同意|承诺|应|根据|依据|按照?|为了?|保证|确保|担保|就|系|即|是|由|与|和|及|向|同|对|在|于|将|拟|现|已|并|且|的)+(?=[\u4e00-\u9fff()]{4})"
)
"""Words of the sentence that a firm's name has run into."""
_A_SENTENCE = re.compile(r"款|贷|债|合同|协议|提供|签[订署]|履行|清偿|项下|所欠|申请|本人|财产|以其")
"""Words of a sentence that no firm's name holds."""
_OF_A_DEBT = re.compile(r"债务|借款|贷款|授信|融资|主合同|信贷")
_NO_DEBTOR = re.compile(
    r"应收|享有的[^,。;]{0,6}(?:收益|股权|存货)|对[^,。;]{2,30}的(?:股权|债权)|付款人|买受人|评估|登记|保险"
)
"""What a part of a sentence says of others: whoever owes what is pledged, values or insures what is mortgaged."""
_PERSON = re.compile(
    r"(?:(?<=[与和向为因应由于\0])|(?<=鉴于)|^)(?P<name>[\u4e00-\u9fff]{2,4}?)(?=\((?:以下|下)?简?称?为?[“\"]?(?:主?债务人|借款人)|\(\0|在|与|和|于|向|签|订立|拟|按|依|的请求|发放|提供|,)"
)


def debtor_of(paper: Paper, fields: Fields, guarantor: Field[str], creditor: Field[str]) -> Field[str]:
    """Return the debtor of a contract between the two others."""
    found = party_of(paper, fields, DEBTOR)
    if found.value is not None:
        return found
    if _HIMSELF.search(paper.flow.chars):
        return replace(guarantor, confidence=min(guarantor.confidence, 0.85))
    others = {value: place for value, *place in _others(paper, {guarantor.value, creditor.value})}
    if len(others) == 1:
        ((value, (start, end)),) = others.items()
        return paper.flow.field(value, start, end, 0.85)
    for hit in (h for pattern in (_ROLE_BEHIND, *_OWES) for h in re.finditer(pattern, paper.flow.chars)):
        lead = _WITH.match(hit.group(1))
        start = hit.start(1) + (lead.end() if lead else 0)
        role = _ROLES.match(paper.flow.chars, start, hit.end(1))
        start = role.end() if role else start
        name = find_party(paper.flow.chars[start : hit.end(1)])
        if name and names_somebody(name[0]) and not _A_SENTENCE.search(name[0]) and (not others or name[0] in others):
            return paper.flow.field(name[0], start + name[1], start + name[2], 0.85, hit.start())
    return Field()


def _others(paper: Paper, parties: set[str | None]) -> Iterator[tuple[str, int, int]]:
    """Yield the firms and persons, not of `parties`, that sentences on the debt name, with their places in the prose."""
    for sentence in re.finditer(r"[^。;\n]+", paper.flow.chars):
        if not _OF_A_DEBT.search(sentence.group()):
            continue
        bare = _ROLES.sub(lambda m: "\0" * len(m.group()), sentence.group())
        for party in parties - {None}:
            bare = bare.replace(str(party), "\0" * len(str(party)))
        for found in FIRM.finditer(bare):
            clause = bare[bare.rfind(",", 0, found.start()) + 1 : (bare + ",").find(",", found.end())]
            bank = A_BANK.search(found.group()) or A_BANK.match(bare, found.end(), found.end() + 6)
            if bank or _NO_DEBTOR.search(clause):
                continue
            lead = _BEFORE.match(found.group())
            start = found.start() + (lead.end() if lead else 0)
            name = find_party(bare[start : found.end()])
            if name and LEGAL_FORM.search(name[0]) and not _A_SENTENCE.search(name[0]):
                yield name[0], sentence.start() + start + name[1], sentence.start() + start + name[2]
        for found in _PERSON.finditer(bare):
            name_ = found["name"]
            if is_person_name(name_) and not _NO_NAME.search(name_):
                yield name_, sentence.start() + found.start("name"), sentence.start() + found.end("name")


_NO_NAME = re.compile(
    r"方|合同|协议|期限|金额|利率|本金|全部|项下|时间|双|各|该|其|应|清偿|万元|任何|相关|有关|单位|经济|法律|财产"
)
"""Short words of contracts that begin as surnames do."""
