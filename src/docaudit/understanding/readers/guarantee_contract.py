"""Reads 担保合同: suretyship, mortgage or pledge for a loan."""

# ruff: noqa: E501 - lists and patterns of printed words read better unbroken

from __future__ import annotations

import re
from collections.abc import Sequence

from docaudit.documents.guarantee_contract import GuaranteeContract
from docaudit.records.document import Document
from docaudit.records.evidence import Field
from docaudit.records.pages import Page
from docaudit.understanding.base import reader
from docaudit.understanding.debtors import DEBTOR, debtor_of, names_somebody
from docaudit.understanding.fields import Fields
from docaudit.understanding.kinds import MONEY, NUMBER, find_party
from docaudit.understanding.meanings import captions, completed, told
from docaudit.understanding.numbered import number_alone
from docaudit.understanding.paper import Paper
from docaudit.understanding.parties import party_of
from docaudit.understanding.prose import NUMBER_SAID, after, number_before_title
from docaudit.understanding.stated_sum import money_and_words

GUARANTOR = "保证人|担保人|抵押人|出质人|反担保人|保证方|担保方|质押人|连带责任保证人|抵押方|确认人"
CREDITOR = "债权人|抵押权人|质权人|贷款人|出借人|贷款银行|债权银行|被担保人"
_NUMBER = (
    "合同编号",
    "保证合同编号",
    "抵押合同编号",
    "质押合同编号",
    "担保合同编号",
    "保证合同号",
    "抵押合同号",
    "质押合同号",
    "担保合同号",
    "合同登记编号",
    "合同号",
    "编号",
    "最高额保证合同编号",
    "协议编号",
    "No.",
)
_MAIN = ("主合同编号", "借款合同编号", "主债权合同编号", "被担保的主合同编号", "主合同号", "主合同")
_AMOUNT = (
    "最高债权额",
    "担保金额",
    "保证金额",
    "主债权本金",
    "主债权金额",
    "最高担保金额",
    "担保的债权金额",
    "被担保主债权数额",
    "主债权数额",
    "债权本金",
    "担保债权金额",
    "最高本金余额",
    "最高余额",
    "借款金额",
    "担保最高债权额",
    "主债权本金数额",
    "抵押金额",
    "本金数额",
    "债权数额",
)


_LOAN = r"《?[\u4e00-\u9fff]{0,10}(?:借款|贷款|授信|融资|信贷|承兑)[\u4e00-\u9fff]{0,6}(?:合同|协议)"
_MAIN_SAID = (
    r"(?:签订|签署|订立)[^。\n]{0,30}?编号为:?(?=[^。\n《]{2,45}(?:《[^》]*(?:借款|贷款|授信|融资|信贷)|[^《\n]{0,10}(?:主合同|借款)))|主合同[^。\n]{0,20}?编号(?:为|:)|(?:《[^》\n]{0,20}(?:借款|贷款|授信|融资)[^》\n]{0,10}》|(?:借款|贷款|授信|融资|承兑|信用证|保函|贴现|保理|信贷)[^。;\n《》()]{0,4}(?:合同|协议)书?)\((?:合同|协议)?编?号:?(?:为)?",
    rf"编号:?(?:为|是)?(?=[^。;,\n《()]{{0,16}}\d[^。;,\n《]{{0,36}}?号?的?{_LOAN})",
    rf"(?:依据|根据|按照?|依照)(?=[^。;,\n《]{{0,16}}\d[^。;,\n《]{{0,24}}?号?的?{_LOAN})",
    rf"(?<![字号编\])\dA-Za-z])第(?=[^。;,\n《]{{3,40}}号{_LOAN})",
    r"主合同[^。;\n]{0,12}《[^》\n]{2,24}》[^。;\n\d(\[A-Za-z]{0,6}(?=[\d(\[A-Za-z])",
    r"主合同[(:]*(?=[^。;,\n()]{3,40}号?的?(?:《|借款|贷款|授信|融资))",
    r"(?:借款|贷款|授信|融资|主)(?:合同|协议)书?的?编号(?:为|是|:)?(?=[^。;,\n]{0,24}\d)",
    r"(?:所?签(?:订|署)?|订立)的?[\t ]*"
    r"(?=[^。;\n《]{0,30}?\d[^。;\n《]{0,8}(?:《[^》\n]{0,12})?(?:借款|贷款|授信|融资|信贷)[^。;\n]{0,6}(?:合同|协议))",
)
"""How a sentence leads to the loan's number; last, between the word for signing and the contract (所签 流贷字515号 借款合同)."""


@reader("guarantee_contract")
def read(pages: Sequence[Page]) -> Document:
    """Return the contract; its own number stands at the head, the loan's number in the text."""
    paper = Paper(pages)
    known = told(paper, "guarantee_contract")
    fields = Fields(
        paper,
        (*captions(known), *_NUMBER, *_MAIN, *_AMOUNT, *GUARANTOR.split("|"), *CREDITOR.split("|"), *DEBTOR.split("|")),
        captions(known),
    )
    main = fields.find(_MAIN, NUMBER)
    for pattern in _MAIN_SAID:
        if main.value is None:
            main = next(after(paper.flow, pattern, NUMBER_SAID, reach=45), main)
    if main.value is None:
        main = number_before_title(paper.flow)
    amount, _ = money_and_words(fields, _AMOUNT)
    if amount.value is None:
        amount = next(
            after(
                paper.flow,
                r"(?:最高(?:债权|本金|担保)[^。;\n\d]{0,10}?(?:额|金额|余额)|本金(?:数额|金额|余额)?|(?:主合同|本合同|债务人|借款人)[^。;,\n]{0,8}(?:贷款|借款|融资|授信)(?:金额|本金|数额|总额)|主债权(?:金额|数额)|担保的?(?:主债权|金额))[^。;\n\d]{0,16}?"
                r"|(?:形成|发生|享有)的?(?:借款|贷款|债权)(?:本金)?(?:为|计)?(?=人民币|¥)|向[^。;,\n]{1,40}?(?:发放|提供|申请|借)[^。;,\n\d¥]{0,8}?(?:借款|贷款|融资|授信|款)(?:本金)?(?:总额|金额)?(?:为|计|共)?(?=人民币|¥|[\d壹贰叁肆伍陆柒捌玖拾])",
                MONEY,
                reach=50,
            ),
            amount,
        )
    number = fields.find(_NUMBER, NUMBER, accept=lambda v: v != main.value)
    guarantor, creditor = _guarantor(paper, fields), _creditor(paper, fields)
    document = GuaranteeContract(
        contract_number=number if number.value is not None else number_alone(paper),
        main_contract_number=main,
        guarantor=guarantor,
        creditor=creditor,
        debtor=debtor_of(paper, fields, guarantor, creditor),
        amount=amount,
        kind=_kind(paper),
    )
    return completed(fields, document, known)


def _creditor(paper: Paper, fields: Fields) -> Field[str]:
    """Return the creditor; a letter to the lender names it in its address line."""
    found = party_of(paper, fields, CREDITOR)
    if found.value is not None:
        return found
    for row in paper.rows[:6]:
        line = paper.line(row).strip()
        hit = re.fullmatch(
            r"(?:致[:\t ]*(?=.*[^:]$))([\u4e00-\u9fff()]{4,40})|(?:致:?)?([\u4e00-\u9fff()]{4,30}(?:银行|公司|信用社|支行|分行)[^:]{0,16}):",
            line,
        )
        if hit:
            name = hit.group(1) or hit.group(2)
            start = row.start + paper.line(row).find(name)
            return paper.text.field(name, start, start + len(name), 0.8)
    return Field()


def _guarantor(paper: Paper, fields: Fields) -> Field[str]:
    """Return the guarantor; a letter names him in its first sentence (本人X，身份证号…，自愿为…)."""
    found = party_of(paper, fields, GUARANTOR)
    if found.value is not None:
        return found
    for hit in re.finditer(
        r"(?:本人|我|本公司|我公司|我司|担保人|保证人|立书人|承诺人)[:\t (]?([\u4e00-\u9fff()·]{2,40}?)(?=[,(](?:公民)?(?:身份证|证件|统一社会)|身份证|[,(]?自愿|[,(]?愿意?)",
        paper.flow.chars,
    ):
        name = find_party(hit.group(1))
        if name and names_somebody(name[0]):
            return paper.flow.field(name[0], hit.start(1) + name[1], hit.start(1) + name[2], 0.8, hit.start())
    return Field()


def _kind(paper: Paper) -> Field[str]:
    """Return 保证, 抵押, 质押 or 反担保 as the first line that names one says, else as the text says most often."""
    for row in paper.rows[:6]:
        line = paper.line(row)
        for word in ("反担保", "抵押", "质押", "保证"):
            hit = re.search(r"[\t ]?".join(word), line)
            if hit:
                return paper.text.field(word, row.start + hit.start(), row.start + hit.end(), 0.9)
        if re.search(r"担[\t ]?保", line):
            break  # a title that leaves it open
    counts = {w: len(re.findall(rf"{w}(?!金|措施)", paper.flow.chars)) for w in ("抵押", "质押", "保证")}
    word = max(counts, key=lambda w: counts[w])
    at = paper.flow.chars.find(word)
    return paper.flow.field(word, at, at + len(word), 0.7) if counts[word] else Field()
