"""Reads 借款合同: the special terms that were filled in; the printed general terms never override them."""

# ruff: noqa: E501 - lists and patterns of printed words read better unbroken
from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TypeVar

from docaudit.documents.loan_contract import Instalment, LoanContract
from docaudit.records.document import Document
from docaudit.records.evidence import Field
from docaudit.records.money import Money
from docaudit.records.names import is_person_name
from docaudit.records.pages import Page
from docaudit.understanding.base import reader
from docaudit.understanding.entities import names_in
from docaudit.understanding.fields import Fields
from docaudit.understanding.kinds import (
    AMOUNT_WORDS,
    DATE,
    FIGURES,
    LEGAL_FORM,
    LONG_TEXT,
    MONEY,
    NUMBER,
    RATE,
    find_number,
    find_party,
)
from docaudit.understanding.letters import dated_at_end
from docaudit.understanding.loan_span import span_of_loan, term_months
from docaudit.understanding.loan_terms import (
    account_under,
    identifier_of,
    loan_kind,
    payment_method,
    repayment_method,
    threshold,
)
from docaudit.understanding.loan_told import terms_told
from docaudit.understanding.meanings import completed, told
from docaudit.understanding.numbered import number_alone
from docaudit.understanding.obligations import obligations
from docaudit.understanding.paper import HEADING, Paper
from docaudit.understanding.parties import parties_of
from docaudit.understanding.prose import after, agreed_sum, chosen_only, chosen_option
from docaudit.understanding.purpose import purpose_in, refers, trimmed
from docaudit.understanding.rates import labelled_rate, rate_basis, rate_in
from docaudit.understanding.roles import Roles, bind_roles, lender_and_borrower
from docaudit.understanding.signature import signed_on
from docaudit.understanding.stated_sum import figures_behind, money_and_words, spoken_words
from docaudit.understanding.supplements import changed
from docaudit.understanding.tablerows import headed_rows
from docaudit.understanding.ticked_use import ticked_use

V = TypeVar("V")

GUARANTOR = "保证人|担保人|抵押人|出质人|连带责任保证人|担保方|保证方"
_NUMBER = (
    "合同编号",
    "借款合同编号",
    "贷款合同编号",
    "合同号",
    "合同编码",
    "协议编号",
    "借款合同号",
    "编号",
    "合同号码",
    "协议号",
    "展期协议号",
    "展期协议编号",
    "补充协议编号",
)
_AMOUNT = (
    "借款金额",
    "贷款金额",
    "借款本金",
    "贷款本金",
    "借款本金金额",
    "借款本金数额",
    "贷款本金金额",
    "借款总金额",
    "借款数额",
    "借款额度",
    "贷款额度",
    "借款本金总额",
    "本金金额",
    "授信额度",
    "额度金额",
    "贷款币种及金额",
    "借款币种及金额",
    "币种及金额",
    "金额及币种",
    "借款币种、金额",
    "借款金额(人民币)",
    "合同金额",
    "贷款额",
    "借款额",
    "展期金额",
    "展期本金",
)
_PURPOSE = ("借款用途", "贷款用途", "资金用途", "借款具体用途", "贷款资金用途", "借款资金用途", "用途")
_RATE = (
    "年利率",
    "借款年利率",
    "贷款年利率",
    "借款利率",
    "贷款利率",
    "执行利率",
    "执行年利率",
    "月利率",
    "利率",
    "年化利率",
    "借款月利率",
    "合同利率",
    "日利率",
    "年化利率(单利)",
)
_START = (
    "借款起始日",
    "借款起始日期",
    "贷款起始日",
    "起始日期",
    "起始日",
    "借款发放日",
    "贷款发放日",
    "起息日",
    "借款开始日期",
    "期限起",
    "合同起始日",
    "借款起期",
    "贷款起始日期",
    "贷款开始日期",
    "开始日期",
    "贷款发放日期",
    "借款发放日期",
    "首次提款日",
    "借款日期",
)
_END = (
    "借款到期日",
    "借款到期日期",
    "贷款到期日",
    "到期日",
    "到期日期",
    "终止日期",
    "借款终止日",
    "借款届满日",
    "期限止",
    "合同到期日",
    "最后还款日",
    "末期还款日",
    "末次还款日",
    "末期还款日期",
    "最后一期还款日",
    "最终到期日",
    "最终还款日",
    "贷款终止日",
    "贷款截止日",
    "结束日期",
    "截止日期",
    "借款止期",
    "还款日期",
)


@reader("loan_contract")
def read(pages: Sequence[Page]) -> Document:
    """Return the contract with its terms, its repayment plan and what it obliges whom to do."""
    paper = Paper(pages)
    flow = chosen_only(paper.flow)
    known = told(paper, "loan_contract")
    fields = Fields(
        paper,
        (
            *_NUMBER, *_AMOUNT, *_PURPOSE, *_RATE, *_START, *_END, *GUARANTOR.split("|"), "贷款人", "出借人", "借款人", "借款期限", "贷款期限", "借款种类", "贷款种类", "还款方式", "支付方式",
            "担保方式", "结息日", "付息日", "放款账户", "还款账户", "借款类型", "贷款品种", "利率类型", "业务品种", "提款方式", "公民身份号码", "身份证号码", "身份证号", "证件号码", "统一社会信用代码",
        ),
    )  # fmt: skip
    lender, borrower = lender_and_borrower(paper, fields)
    amount, words = _amount(paper, fields)
    newer = changed(paper.flow, r"(?:借款|贷款|授信)(?:的)?(?:本金|总额|金额|额度)(?!标准)", FIGURES)
    if newer.value is not None:
        amount, words = newer, spoken_words(paper, newer.value)
    start, end = span_of_loan(paper, fields, _START, _END)
    months = term_months(paper, fields, start, end)
    purpose = fields.find(
        _PURPOSE, LONG_TEXT, accept=lambda v: 2 <= len(trimmed(v) or "") <= 80 and not refers(trimmed(v) or "")
    )
    purpose = purpose.map(trimmed) if purpose.value is not None else purpose_in(flow)
    ticked = ticked_use(paper.flow)
    purpose = ticked if ticked.value is not None else purpose
    purpose = _newer(changed(paper.flow, r"用途", LONG_TEXT).map(trimmed), purpose)
    rate = labelled_rate(fields, _RATE)
    rate = rate if rate.value is not None else rate_in(flow)
    rate = _newer(changed(paper.flow, r"利率(?!.{0,4}罚)", RATE), rate)
    end = _newer(changed(paper.flow, r"(?:借款|贷款)?(?:期限|到期日)", DATE), end)
    signed = signed_on(paper, fields)
    signed = signed if signed.value is not None else dated_at_end(paper)
    roles = bind_roles(paper, lender, borrower)
    document = LoanContract(
        contract_number=_number(paper, fields),
        lender=lender,
        borrower=borrower,
        borrower_id=identifier_of(paper, borrower),
        guarantors=_guarantors(paper, fields, borrower, lender),
        loan_kind=loan_kind(paper, borrower, lender, purpose, months),
        amount=amount,
        amount_in_words=words,
        currency=_currency(paper, amount),
        start_date=start,
        end_date=end,
        term_months=months,
        interest_rate=rate,
        rate_basis=rate_basis(flow, _ticked_basis(paper)),
        purpose=purpose,
        payment_method=payment_method(paper, fields),
        entrusted_threshold=_newer(changed(paper.flow, "受托支付", MONEY), threshold(paper)),
        disbursement_account=account_under(
            paper,
            rf"款项(?:汇|划|转|打|存|付)(?:入|至|到)(?=[^。,\n]{{0,4}}(?:{roles.borrower.pattern}))[^。\n\d]{{0,40}}?(?:账户|账号|帐户|帐号|卡号)[^。\n\d]{{0,30}}?(?=\d{{8}})|"
            r"[\u4e00-\u9fff]{0,8}(?:账户|专户|账号|帐户|卡)\([^()\n\d]{0,8}(?:放款|发放|入账|收款|提款)[^()\n\d]{0,8}\)|(?:放款|贷款发放|借款发放|发放|提款|贷款入账|入账|收款|贷款资金|借款资金|借款划入|贷款划入|划入|支付到以下|转入)(?:专用|专户)?(?:[及和与、/](?:还款|扣款|回收))?(?:账户|账号|帐户|帐号|卡号|以下账户|专?户(?=[:\d])|(?:银行|储蓄)?卡(?![\u4e00-\u9fff]))|(?<!本息)(?<!本金)(?<!利息)(?<!款项)(?<!还款额)(?:汇入|划入|存入|转入|打入|转进|打进|汇进|拨入|划付|转付|发放(?:至|到)|(?:划|拨|支)?付(?:至|到)|划(?:至|到)|划拨(?:至|到)|汇(?:至|到)|转(?:至|到)|打到)(?:[^。,\n]{0,40}?(?:账户|帐户|卡|账号|帐号)(?:,(?:卡号|账号|帐号))?(?=[^。,\n\d]{0,12}\d)|[^。,\n\d]{0,40}(?=[\d*]{8,}的?(?:账户|帐户|卡))|(?=[\d*]{8,}))|(?:账户|帐户|账号|帐号|卡号?)\(?(?=[\d*]{8,}\)?[^。;,\n]{0,8}(?:用于|用来|用作|作为|既用来)[^。;,\n]{0,8}(?:放款|收款|入账|发放))",
        ),
        repayment_account=_repayment_account(paper, roles),
        repayment_method=repayment_method(paper, fields),
        repayment_schedule=schedule(paper),
        signed_date=signed,
        obligations=obligations(paper.flow, roles),
    )
    return terms_told(fields, completed(fields, document, known), known)


def _repayment_account(paper: Paper, roles: Roles) -> Field[str]:
    """Return the account that pays the loan back; the one into which sales are paid only where no other is named."""
    own = account_under(
        paper,
        r"[\u4e00-\u9fff]{0,8}(?:账户|专户|账号|帐户|卡)\([^()\n\d]{0,8}(?:还款|扣款|还本付息)[^()\n\d]{0,8}\)|(?:还款|还本付息|扣款|代扣|还贷|还款资金|指定还款|偿还贷款|还款准备金|还款专用)(?:专用|资金)?(?:账户|账号|帐户|帐号|(?:银行|储蓄)?卡(?:号|(?![\u4e00-\u9fff])))|(?:下列|以下|指定)账户(?:还款|归还|偿还)|还款(?:扣款|扣收|代扣)(?:账户|账号|帐户|卡号)|资金回笼账户|回款账户|还款专户|还款卡|还款户(?=:)"
        rf"|(?:本息|本金|利息|款项(?![^。,\n]{{0,8}}(?:{roles.borrower.pattern}))|还款额)"
        r"(?:足额|全额|按时)?(?:存入|汇入|打入|转入|划入|付入|(?:打|汇|还|存|转|划|付|支付)(?:到|至|给)|[至到](?=[^。,\n\d]{0,30}(?:账户|账号|卡)))[^。\n\d]{0,40}?(?:账户|账号|帐户|卡|(?=\d{8}))"
        r"|(?:直接)?(?:从|自|由)[^。,\n\d]{0,14}(?:账户|帐户|卡|账号)?\(?(?:账号|卡号)?:?(?=\d{8,}\)?[^。\n]{0,10}(?:扣划|扣收|扣款|划收|划扣|扣缴|扣取|代扣))"
        r"|(?:以|用|通过|经由?)[^。,\n\d]{0,14}(?:账户|帐户|卡|账号)\(?(?:账号|卡号)?:?(?=[\d*]{8,}\)?[^。,\n]{0,8}(?:归还|偿还|还款|还本|还贷|支付(?:本息|利息)|清偿))",
    )
    return (
        own
        if own.value is not None
        else account_under(paper, r"(?:货款|销售)?(?:回款|回笼|归集)(?:专用|专)?(?:账户|帐户|户)")
    )


def _newer(new: Field[V], old: Field[V]) -> Field[V]:
    """Return what a supplement says where it says something, else what was agreed first."""
    return new if new.value is not None else old


def _number(paper: Paper, fields: Fields) -> Field[str]:
    """Return the contract's own number: at its head, not the number of a credit line or guarantee in its text."""
    limit = next((r.start for r in paper.rows if re.match(r"第[一1][条章]", paper.line(r))), len(paper.text.chars))
    rows = [r for r in paper.rows if r.start < max(limit, 1)][:40]
    end = rows[-1].end if rows else 0
    found = fields.find(_NUMBER, NUMBER, where=lambda view, at: view is not paper.text or at < end)
    found = found if found.value is not None else number_alone(paper)
    if found.value is not None:
        return found
    for row in rows[:12]:
        line = paper.line(row)
        whole = re.fullmatch(r"[\u4e00-\u9fffA-Za-z]{1,12}(?:第|字)[\w()\[\]-]{3,24}号", line.strip())
        if whole and not re.search(r"编号|合同号", line):
            return paper.text.field(whole.group(), row.start, row.start + len(line), 0.85)
        hit = re.search(r"[(\[]?(?:20\d\d)[)\]]?年?[^\s:,。]{0,14}字?第?[\s\t]?[\w-]{2,24}号", line)
        value = find_number(hit.group()) if hit else None
        if hit and value:
            return paper.text.field(
                value[0], row.start + hit.start() + value[1], row.start + hit.start() + value[2], 0.85
            )
        own = _OWN_NUMBER.match(line)
        value = find_number(line[own.end() :].split("\t")[0]) if own else None
        if own and value:
            at = row.start + own.end()
            return paper.text.field(value[0], at + value[1], at + value[2], 0.85, row.start)
    return fields.find(_NUMBER[:7], NUMBER)


_OWN_NUMBER = re.compile(
    r"[\t ]*(?:\(|\[)?(?!原|主|前|授信|额度|担保|保证|抵押|质押|委托)[\u4e00-\u9fff]{1,10}(?:合同|协议|契约|借据)书?[\t ]?(?:编[\t ]?)?(?:号|码)(?:码)?[\t ]?:"
)
"""A caption of the number in the words of one kind of loan: 续贷合同号, 按揭合同编号."""


_SUM_BEGINS = r"(?:人民币|美元|美金|欧元|港[元币]|日元|英镑|USD|US\$|EUR|HKD|JPY|GBP|RMB|CNY|¥|\(?大写)"
_PROSE = (
    r"展期(?:借款|贷款)?(?:的)?(?:本金)?(?:总)?(?:金额|本金|余额|数额)(?:为|是|:|共计|计)*",
    r"(?<!原)(?:借款|贷款|出借)(?:的)?(?:本金)?(?:总)?(?:金额|本金|数额|额度|总额)(?:\([^)]{0,10}\))?(?:为|是|:|共计|计|不超过|合计)*",
    rf"(?:借到|借款|申请|借入|发放|提供|出借|给予|授予|贷给|借给)(?:[^。;\n\d]{{0,14}}?)(?={_SUM_BEGINS})",
    rf"本金(?:金额|数额|总额)?(?:为|:|是|计|共计)*(?={_SUM_BEGINS})",
)


def _amount(paper: Paper, fields: Fields) -> tuple[Field[Money], Field[str]]:
    amount, words = money_and_words(fields, _AMOUNT[:11], ())
    for pattern in _PROSE:
        if amount.value is None:
            kept = [f for f in after(paper.flow, rf"(?<!逾期)(?<!授信){pattern}", FIGURES, reach=70) if _whole(f)]
            kept = kept or [f for f in after(paper.flow, rf"(?<!逾期)(?<!授信){pattern}", MONEY, reach=70) if _whole(f)]
            amount = kept[0] if kept else amount
        if words.value is None:
            words = next(after(paper.flow, rf"(?<!逾期){pattern}", AMOUNT_WORDS, reach=70), words)
    if amount.value is None:
        amount, again = money_and_words(fields, _AMOUNT[11:])
        words = words if words.value is not None else again
    agreed = agreed_sum(paper.flow) if amount.value is None else None
    if amount.value is not None and words.value is None:
        words = spoken_words(paper, amount.value)
    return agreed or (figures_behind(paper.flow, amount, words), words)


def _whole(field: Field[Money]) -> bool:
    return field.value is not None and field.value.fen > 0


def _currency(paper: Paper, amount: Field[Money]) -> Field[str]:
    if amount.value is None:
        return Field()
    at = re.search(r"币[\t ]?种[\t :]*(?P<c>人民币|美元|欧元|港[元币]|CNY|USD)", paper.text.chars)
    names = {"人民币": "CNY", "美元": "USD", "欧元": "EUR", "港元": "HKD", "港币": "HKD"}
    if at:
        return paper.text.field(names.get(at["c"], at["c"]), at.start("c"), at.end("c"), 0.95, at.start())
    return Field(amount.value.currency, round(amount.confidence * 0.95, 4), amount.evidence)


_SURETY = re.compile(
    r"由[^。;\n]{2,80}?(?:提供|承担)[^。;\n]{0,12}(?:连带责任)?(?:保证|担保|抵押|质押)"
    r"|[^。;\n,]{2,60}?(?:以|对|为|愿|就)[^。;\n]{2,50}?(?:提供|承担)[^。;\n]{0,10}连带(?:责任|清偿|保证)"
)


_PERSON = re.compile(
    r"(?:^|[。;,\n])(?:第[一二三四五六七八九十\d]{1,4}条)?(?:[丙丁戊]方|担保人|保证人|[\u4e00-\u9fff]{0,6}(?:实际控制人|法定代表人|股东))?(?P<p>[\u4e00-\u9fff]{2,4}?)(?:自愿|愿意|愿|同意)(?:为|对|就)[^。;\n]{2,40}承担连带(?:责任|清偿|保证|担保)"
)
"""A person who stands surety in a sentence of its own."""
_NAMED = re.compile(
    r"(?<=[,;:。\n])(?:连带责任)?(?:保证人|担保人|抵押人|出质人)(?:为|是)?(?P<p>[\u4e00-\u9fff()]{4,30}?公司|[\u4e00-\u9fff]{2,3}(?=[,。;]))(?=[,。;])"
)
"""A surety named in passing: …《保证合同》，保证人甲公司。"""
_STANDS = re.compile(
    r"(?:^|(?<=[。;,\n]))(?P<p>[\u4e00-\u9fff()]{4,30}?公司)(?:自愿|愿意|愿|同意)?(?:为|对|就)(?:本合同|借款|贷款|本笔|该笔|债务|主债务|甲方|乙方)[^。;,\n]{0,16}?(?:提供|承担)[^。;,\n]{0,10}(?:保证|担保|抵押|质押)(?!金|服务)"
)
"""A firm that stands surety in a part of a sentence: …作抵押，某公司为贷款提供保证."""
_SIGNS = re.compile(
    r"(?:由|(?<=[。;,:\n]))(?P<p>[\u4e00-\u9fff()、·]{2,80}?)(?:分别|各自|另行)?(?:与|同|和)(?:甲方|乙方|贷款人|出借人|债权人|本行|我行|贵行|[\u4e00-\u9fff]{2,20}银行)"
    r"[^。;\n]{0,20}?(?:签订|签署|订立)[^。;\n]{0,60}?(?:保证|抵押|质押|担保)[\u4e00-\u9fff()]{0,6}(?:合同|协议|函)"
)
"""Who signs a contract of security of his own with the lender: 由某公司与贷款人另行签订编号为…的保证合同."""
_BETWEEN = re.compile(r"、|(?<=公司)[和及与]")
_ROLE = re.compile(r"[人方]$|公司|本人|银行")


def _guarantors(paper: Paper, fields: Fields, *others: Field[str]) -> tuple[Field[str], ...]:
    """Return each surety: those of a labelled field, parted at 、, and those whom a sentence lets stand surety."""
    known = {name for o in others for name in re.split("[、,]", o.value or "")}
    out: list[Field[str]] = []
    for found in parties_of(paper, fields, GUARANTOR, but=known):
        if found.value is not None and found.value not in known:
            out.append(found)
            known.add(found.value)
    for hit in _PERSON.finditer(paper.flow.chars):
        if is_person_name(hit["p"]) and hit["p"] not in known and not _ROLE.search(hit["p"]):
            out.append(paper.flow.field(hit["p"], hit.start("p"), hit.end("p"), 0.8))
            known.add(hit["p"])
    for hit in (h for pattern in (_NAMED, _SIGNS, _STANDS) for h in pattern.finditer(paper.flow.chars)):
        for part in _BETWEEN.split(HEADING.sub("", hit["p"])):
            party = find_party(part)
            if party and party[0] not in known and (LEGAL_FORM.search(party[0]) or is_person_name(party[0])):
                start = hit.start("p") + hit["p"].index(party[0])
                out.append(paper.flow.field(party[0], start, start + len(party[0]), 0.75))
                known.add(party[0])
    for hit in _SURETY.finditer(paper.flow.chars):
        for entity in names_in(hit.group()):
            name = HEADING.sub("", entity.text).removeprefix("由")
            if name not in known:
                start = hit.start() + entity.end - len(name)
                out.append(paper.flow.field(name, start, start + len(name), 0.8))
                known.add(name)
    return tuple(out)


def _ticked_basis(paper: Paper) -> Field[str]:
    picked = chosen_option(paper.flow, re.compile(r"利率"), re.compile(r"固定|浮动"), reach=400)
    if picked is None:
        return Field()
    hit = re.search(r"(?:固定|浮动)(?:利率)?", picked.text)
    return paper.flow.field(hit.group(), picked.start + hit.start(), picked.start + hit.end(), 0.85) if hit else Field()


def schedule(paper: Paper) -> tuple[Instalment, ...]:
    """Return the repayment plan: the rows under 还款日期 and 应还本金."""
    rows = headed_rows(
        paper,
        {
            "due_date": (r"(?:还款|到期|应还|归还|偿还|付款|支付)(?:日期|日|时间)|^日期$|^还本日", DATE),
            "principal": (r"本金(?!余额)(?!.*剩余)|归还金额|还本金额|还款金额", MONEY),
            "interest": (r"利息|应付息|付息金额", MONEY),
        },
        needed=("due_date", "principal"),
    )
    return tuple(
        Instalment(due_date=r["due_date"], principal=r["principal"], interest=r["interest"])
        for r in rows
        if r["due_date"].value is not None
    )
