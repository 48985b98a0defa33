"""What a clause says of money: the account it must run through, when it is paid back, what it is for."""

from __future__ import annotations

import re
from dataclasses import replace

from docaudit.records.amounts import parse_words
from docaudit.records.evidence import Field
from docaudit.records.money import Money
from docaudit.records.obligation import Obligation
from docaudit.understanding.clauses import NUMBER, PARTICULAR
from docaudit.understanding.duty_terms import (
    percent,
)
from docaudit.understanding.entities import names_in
from docaudit.understanding.kinds import Found, find_date, find_money
from docaudit.understanding.purpose import trimmed
from docaudit.understanding.sentence import BANNED, Sentence

_COLLECTING = re.compile(
    r"归集|归行|回笼|回款|结算(?:至|到|进)|结算(?:业务|量)|结算[^。;,]{0,6}通过|结算[^。;]{0,14}(?:办理|进行)|(?:收入|货款|租金|营业款|经营款项?|现金流|销售款|票款|[售卖][^,。;]{1,6}款|补贴款?|直补款)[^。;,]{0,20}(?:进入|存入|汇入|转入|划入|打入|走|经过|进|汇到|打到|转到)[^。;,]{0,14}(?:[账帐]户|专户|卡|一卡通|存折)|开立|通过(?:本|该|上述|贷款人|我行)[^。]{0,12}账户|还款账户|监管账户|结算(?:账户)?占比|销售收入|放款账户|存款(?:日均)?余额|日均存款"
)
_REPAYING = re.compile(
    r"(?:归还|偿还|偿付|给付|还清|支付|还款|清偿|付清|结清|缴清)[^。;]{0,16}(?:本金|本息|利息|借款(?!人|方)|贷款(?!人|方)|欠款)|(?:本金|本息|利息|借款(?!人|方)|贷款(?!人|方)|欠款|款项|连本带利)[^。;]{0,24}(?:归还|偿还|偿付|还清|付清|清偿|结清)|(?:本金|本息|利息)[^。;,]{0,16}(?:支付|自付|缴付|交付|留存|备足|扣收|划收)|代(?:为)?(?:清偿|偿还|还款|偿付)|代偿|(?:按|依照|依据)[^。;,]{0,16}(?:还款|还本)(?:计划|时间)[^。;,]{0,8}(?:还款|归还|偿还|清偿)|还款日|付息日|结息日|还本日|按[月季年](?:计|结|付)[息]|到期(?:一次性?)?还本|等额本[息金]|(?:存入|余额)[^。;,]{0,8}还款(?:账[户号]|卡)|还款(?:账[户号]|卡)[^。;]{0,16}(?:余额|足额|备足)|利随本清"
    r"|(?:本金|本息|利息|月供|租金|还款额)[^。;,]{0,16}(?:汇入|转入|划入|打入|存入|转至|汇至|付至|交清|交齐|交足|付给|转给|还上|还清)|(?:收|计|结)息[^。;]{0,12}(?:按时|按期|足额|如数)?(?:交清|付清|缴清|支付)|连本带[息利]|(?:本钱|欠款|这笔钱|借款|贷款)[^。;]{0,16}(?:还上|还掉|还完|还给|还了)"
    r"|每[^。;,]{0,8}[日号末月季年][^。;,]{0,4}[结付还]息|(?:本金|本息|利息)[^。;]{2,30}(?:汇至|付至|付给|转至|划至)|(?:足额|足够)[^。;,]{0,8}(?:资金|款项?|钱)[^。;,]{0,6}[存汇转打划备]|钱[^。;,]{0,6}(?:存[到进入]|打[到进])[^。;,]{0,8}(?:存折|卡|[账帐][户号])"
    r"|(?:归还|偿还|还|还款|还本)(?:人民币)?[\d,.]+(?:亿|百?万|千)?元|(?:余款|余额|其余|剩余)(?:款项|部分|本金|借款|贷款)?[^。;,]{0,10}(?:还清|结清|付清|偿还|归还|清偿)"
)
_NOT_REPAYING = re.compile(
    r"逾期|罚息|违约|顺延|还款日以[^。;,]{0,16}为准|未(?:清偿|还清|结清|偿清|归还)|(?:还清|结清|清偿|偿清)[^。;,]{0,8}(?:之前|以前|前)(?![一述款期\d])|不能|未按|未能|不收取|免收|恢复额度|^[^。]{0,12}随借随还[。;]?$|为(?:贷款|借款)到期日|冲抵|抵扣顺序|实际(?:用款|使用)?天数|计算(?![^。;]*(?:前|日|到期)[^。;]{0,16}(?:付清|还清|支付|归还|偿还|交清|缴清|交齐))"
)
_WAY_TO_PAY = re.compile(r"^(?!.*(?:利息|本息|本金|归还|偿还|还款)).*(?:受托|自主)支付", re.DOTALL)
"""How a loan is paid out; its words 借款人…支付 are no repayment."""
_FOR = re.compile(
    r"(?:借款|贷款|资金|款项)(?:资金)?(?:的)?(?:具体)?用途(?:为|是|:|仅?限于|仅限|限定为)+|(?:借款|贷款|款项|资金)[^。;,]{0,12}?(?:专项|仅限?|只能|只|专门)?(?:用于|用作|用来)|(?:本次|本笔|该笔)提款[^。;,]{0,6}?(?:用于|用作|用来)|(?:^|[,;])钱[^。;,]{0,6}?(?:用于|用来|拿来|拿去)|(?:借款|贷款|款项|资金|钱)[^。;]{0,12}?(?:只|仅|专门?)[能可限]?(?:用在|投[向入到]+)|[,元](?:专项|专款|专门?|全部|仅|只)*(?:用于|用来)|(?:借款|贷款|资金|款项)?(?:资金)?(?:仅限(?:于)?|专项|专门)(?=支付|用于|采购|购|补充)(?:用于)?|(?:借款|贷款)(?:资金)?限于|用途(?:仅|只|被)?限于|(?:所贷|所借)?(?:款项|借款|贷款|资金)(?:仅|只|专)?限?(?:用于|供(?![应给货销水电热气求甲乙其借本]))(?=[^。;,]{2})|(?:借款|贷款|款项|资金)[^。;,]{0,8}?(?:仅|只|专)供|[这该本]笔?(?:钱|款|借款|贷款)[^。;,]{0,6}?(?:用于|用来|用作|拿去|拿来)|用途[^。;,]{0,30}?(?:变更|修改|调整|改)[为成]:?"
)
_NO_USE = re.compile(r"(?:签署|签订|证明|核[验实对]|登记|通知|联系|身份|识别|查询|扣款|代扣|鉴别|验证|送达)")
"""What something else than money is for: 数字证书，用于签署本合同."""
_OTHER_MONEY = re.compile(r"账户|专户|回款|收入|赔款|处置|保证金")
"""Money that is not the loan's."""
_LABEL_FOR = re.compile(rf"(?:{NUMBER.pattern})?{PARTICULAR.pattern.removeprefix('^')}")
AS_AGREED = re.compile(
    r"用于(?:本?合同|[本上下该]?表[中内格]?)?(?:约定|载明|上述|所列|规定|申请)的?[^。;,]{0,6}用途|(?<!未)(?<!不)(?<!如)(?<!否)(?<!没有)(?:按照?|依照|严格按)[^。;,]{0,16}用途[^。;]{0,10}(?:使用|支用|用款|用(?=[,。;]))|专款专用|[只仅]作[^。;,]{0,8}用途"
)
_SHARE = re.compile(r"(\d{1,3}(?:\.\d+)?)\s?%|百分之([一二三四五六七八九十百]+)|([一二三四五六七八九])成|一半|半数")


_SAID_SUM = re.compile(r"[一二两三四五六七八九十百千]+[万亿]?[一二三四五六七八九十百千零]*元")
_OF_MONEY = re.compile(r"应|须|承诺|保证|通过|归集|不低于|不少于|指定|用于|不得|至少|以上|打入|存入|汇入")


_PAID_OUT_TO = re.compile(r"(?:放款|发放|贷款(?:发放|入[账帐]|转存|资金)|借款(?:发放|入[账帐]))[账帐][户号]")
_RUNS_THROUGH = re.compile(
    r"应|须|承诺|保证|不得|归[集行]|回笼|回款|收入|货款|营业款|[售卖][^,。;]{1,6}款|结算(?!方式|日|账户)|流水|还款|监管|余额|通过|归还"
)


_DEEMED = re.compile(r"(?:视为|视同|认定为)[^。;,]{0,12}(?:履行|还款|清偿|归还|[交支]付|完毕)")
"""When a debt is held to be paid, which asks nothing of anybody."""
_MANDATE = re.compile(r"(?:授权|委托)[^。;]{0,60}(?:扣[收划款取]|代扣|划[扣收])")
_PUTS_THERE = re.compile(r"应(?![付还收])|须|必须|足额|存足|存[入够满]|备足|保证(?!人)|确保|归还|偿还|[还付]清")


def names_an_account(text: str) -> bool:
    """Say whether a sentence only gives the particulars of an account, or what changes of it: they oblige nobody.

    So does one that says no more than which account the loan is paid out to.
    """
    if _PAID_OUT_TO.search(text) and not _RUNS_THROUGH.search(text):
        return True
    if re.search(r"(?:账户|帐户|账号|卡号)[^。;,]{0,6}(?:变更|变化|变动|更换|一致|相同|同一)", text):
        return True
    return re.search(r"[户账帐][名号]|\d{8}", text) is not None and not _OF_MONEY.search(text)


def account(sentence: Sentence) -> Obligation | None:
    """Return which account the money must run through, and what share of it."""
    if not re.search(r"账户|帐户|专户|结算|基本户|回笼|回款|归集|流水|存款", sentence.text) or not _COLLECTING.search(
        sentence.text
    ):
        return None
    if names_an_account(sentence.text) or _DEEMED.search(sentence.text):
        return None
    if re.search(
        r"应还|当期|本[息金]|每期|(?:偿还|归还)[^。]*还款账户(?:为|是|:)|还款(?:账户|卡)[^。;]{0,10}(?:扣|余额|足额)|足额[^。;]{0,8}还款账户",
        sentence.text,
    ) and not re.search(
        r"归集|归行|回笼|收入|货款|营业款|结算(?!机构|账户|中心)|现金流|销售款|[售卖][^,。;]{1,6}款", sentence.text
    ):
        return None  # money put there to repay
    if re.search(
        r"(?:借款|贷款)(?:资金)?[^。;,]{0,6}(?:发放|划|转|汇|支付)(?:至|入|到)", sentence.text
    ) and not re.search(r"归集|归行|回笼|回款|结算(?:至|到|进)|收入|结算", sentence.text):
        return None  # where the loan is paid out to
    if sentence.clause.subject == "lender" and re.search(
        r"(?:借款|贷款|款项)[^。;,]{0,8}(?:划|发放|转入|汇入)|放款账户", sentence.text
    ):
        return None  # paying out is the lender's own work
    return account_terms(sentence, replace(sentence.base, kind=sentence.word("account")))


def account_terms(sentence: Sentence, duty: Obligation) -> Obligation:
    """Return the duty with the bank of its account and the share that must run through it."""
    share = _SHARE.search(sentence.text)
    start = sentence.clause.start
    own = re.search(rf"(?<=[在于过至])(?:{sentence.roles.lender.pattern})(?=处|开立|的|账户|办理)", sentence.text)
    named = sentence.part(own.span() if own else None, 0.7)
    bank = next((n for n in names_in(sentence.text) if n.label == "BANK"), None)
    if bank:
        named = sentence.flow.field(bank.text, start + bank.start, start + bank.end, 0.8)
    return replace(
        duty,
        share=sentence.part(share.span() if share else None).map(percent),
        unit=sentence.part(share.span() if share else None).map(lambda _: "percent"),
        bank=named,
    )


def repayment(sentence: Sentence) -> Obligation | None:
    """Return what is to be paid back by when."""
    guarantor = sentence.clause.subject == "guarantor"
    owed = (
        sentence.text.rsplit("的,", 1)[-1] if guarantor else sentence.text
    )  # what the borrower failed to do stands before
    if (
        (sentence.clause.subject == "lender" and sentence.clause.named)
        or not _REPAYING.search(sentence.text)
        or _NOT_REPAYING.search(re.sub(r",如?遇[^,。;]*顺延", "", owed))
    ):
        return None
    if _DEEMED.search(sentence.text) or (
        _MANDATE.search(sentence.text) and not _PUTS_THERE.search(_MANDATE.sub("", sentence.text))
    ):
        return None
    if _WAY_TO_PAY.search(sentence.text) or re.search(
        r"承担[^。;,]{0,8}责任|连带|有权|提前还款|用于(?:归还|偿还|置换|支付)", sentence.text
    ):
        return None
    if len(re.findall(r"[\u4e00-\u9fff()]{2,10}:", sentence.text)) > 2 or is_row(sentence.text):
        return None  # a row of particulars
    if only_tells_how(sentence):
        return None
    party = sentence.word("guarantor" if guarantor else "borrower")
    return repayment_terms(sentence, replace(sentence.base, kind=sentence.word("repayment"), party=party))


def repayment_terms(sentence: Sentence, duty: Obligation) -> Obligation:
    """Return the duty with the day and the sum that are to be paid."""
    money = (find_money(sentence.text) or _said_sum(sentence.text)) if re.search(r"元|¥", sentence.text) else None
    part = max(sentence.text.rfind(mark, 0, money[1]) for mark in ",;。") + 1 if money else 0
    near = find_date(sentence.text[part:])  # the day stands beside its sum
    date = near or find_date(sentence.text)
    start = sentence.clause.start
    date = (date[0], date[1] + part, date[2] + part) if near and date else date
    return replace(
        duty,
        due_date=sentence.flow.field(date[0], start + date[1], start + date[2], 0.85) if date else Field(),
        amount=sentence.flow.field(money[0], start + money[1], start + money[2], 0.8) if money else Field(),
    )


def _said_sum(text: str) -> Found[Money] | None:
    """Return a sum in everyday numerals (一百二十万元), which only a sentence has."""
    said = _SAID_SUM.search(text)
    value = parse_words(said.group().replace("两", "二")) if said else None
    return (value, said.start(), said.end()) if said and value is not None else None


def is_row(text: str) -> bool:
    """Say whether a line is a row of a table: figures, no sign of a sentence, nothing that somebody shall do."""
    bare = re.sub(r"(?<=\d)[,.](?=\d)", "", text)
    return bool(re.search(r"\d", bare)) and not re.search(
        r"[。;,:、]|应|须|不得|必须|承诺|保证|同意|前|内|归还|偿还|支付|[还付结]清", bare
    )


def only_tells_how(sentence: Sentence) -> bool:
    """Say whether the clause names a way of paying back and nobody who pays: a term of the loan, no duty."""
    way = re.search(
        r"(?:还[款本]|归还|偿还)(?:付息)?[^。;,]{0,14}(?:方式|方法|办法)|(?:[付结]息|利息支付)的?(?:方式|方法|办法)",
        sentence.text,
    )
    said = re.search(rf"应|须|{sentence.roles.borrower.pattern}|归还[\d¥]|还[\d¥]", sentence.text)
    return bool(way) and not said


def use_of_funds(sentence: Sentence) -> Obligation | None:
    """Return what the money is for, or that it is to be used as agreed."""
    hit = _FOR.search(sentence.text) or _LABEL_FOR.match(sentence.text)
    before = re.split(r"[,，;。]", sentence.text[: hit.start()])[-1] if hit else ""
    banned = BANNED.search(before) or _OTHER_MONEY.search(before)
    if hit and not banned and not re.search(r"不|禁|杜绝|勿|未|违反|如$|若$", before[-3:] + hit.group()):
        rest = re.split(r"(?:支付|还款|担保|提款)方式|(?:借款|贷款)期限", sentence.text[hit.end() :])[0]
        body = trimmed(rest, prose=True) or ""
        if re.match(
            r"(?:本合同)?(?:[本上下该]?表[中内格]?(?:所[列载]|载明)|约定|前述|上述|载明|列明|所列|上表|申请)", body
        ):
            return replace(sentence.base, kind=sentence.word("use_of_funds"), party=sentence.word("borrower"))
        if 2 <= len(body) <= 60 and re.search(r"[\u4e00-\u9fff]{2}", body) and not _NO_USE.match(body):
            at = sentence.clause.start + hit.end() + rest.find(body)
            purpose = sentence.flow.field(body, at, at + len(body), 0.8)
            return replace(
                sentence.base, kind=sentence.word("use_of_funds"), party=sentence.word("borrower"), purpose=purpose
            )
    if sentence.clause.subject == "borrower" and AS_AGREED.search(sentence.text) and "罚息" not in sentence.text:
        return replace(sentence.base, kind=sentence.word("use_of_funds"))
    return None
