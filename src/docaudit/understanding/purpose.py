"""Finds what a loan is for: the filled noun phrase, without the printed warnings around it."""

# ruff: noqa: E501 - printed lines read better unbroken
from __future__ import annotations

import re

from docaudit.records.evidence import Field
from docaudit.understanding.paper import HEADING
from docaudit.understanding.prose import CHOSEN, EMPTY
from docaudit.understanding.text import Text
from docaudit.understanding.topics import topics

_ONLY = r"(?:仅|只|专项|专款|专门|专|定向|将|应当?|须|必须|一律|全部|全数|全额|均|都|可以?|能|准|得|限)*"
_MONEY = r"(?:本合同项下(?:的)?|该笔|本笔|上述|所借|所贷)?(?:借款|贷款|提款|款项|资金|钱)(?:资金|款项)?"
_SPENT = r"(?:用于|用作|用来|用在|用到|拿来|拿去|投入|投向|投放于)"
"""How money, and that alone, is spent on a thing."""
_HEADS = (
    r"(?:借款|贷款|资金|提款|本笔|支付|款项|用款|续贷|融资|借贷)(?:资金)?(?:的)?(?:具体)?用途(?:为|是|限于|仅限于|仅为|如下)?[:]?(?:用于|为)?",
    r"(?:具体|其|(?<=[,;。]))用途(?:为|是|:)(?:用于)?",
    rf"{_MONEY}{_ONLY}(?:限于|{_SPENT})|(?:(?<=[元款)整\d])[,，]|(?<=[\d元整]\))|(?<=元整)){_ONLY}(?:用于|用来)|(?<=[元款)整\d])[,，](?:以|用)?作(?=[^。;,\n]{{2,24}}之用)|(?:专款专用|专款),?{_ONLY}{_SPENT}|[这该本]笔(?:钱|款|借款)[^。;,\n]{{0,4}}?(?:仅|只|专门)?能?{_SPENT}",
    r"(?:^|\n)(?:[一二三四五六七八九十\d]{1,3}[、.)])?[\t ]*(?:借款|贷款)?用途(?=支付|购|采购|补充|装修|进货|日常|经营|周转|建设|旅游|备货|加工)",
    r"(?:借款[人方户]?|甲方|乙方|客户)(?:现)?(?:申请|拟|承诺|保证)(?:将?(?:借款|贷款|资金|款项|其))?(?:仅|只|专项|全部)?(?:用于|用作|用来)",
    r"(?:借款|贷款|资金)的?(?:使用(?:范围|方向)|投向)(?:为|是|:|限于)+|(?:借款|贷款)(?:系|是)?为了?(?=采购|购|支付|补充|进货|建设|装修)|(?:借款|贷款|资金)(?:仅|只|专)*作(?=[^。;,\n]{2,24}之用)",
    r"(?:借款|贷款|资金|款项)(?:资金)?(?:仅|只)?限于|用途(?:仅|只|被)?限于|[这该本]笔?(?:钱|款|借款|贷款)(?:仅|只|专门)?(?:能|可)?(?:用于|用来|用作)|(?:借款|贷款|款项|资金)[^。;,\n]{0,6}?,?(?:仅|只|专)供|(?:借款|贷款)(?:资金)?仅限(?=支付|采购|购|补充)",
)
_STOP = (
    r"未经|不得|非经|除[此上该]|除[^,，。;]{0,12}外|任何|具体|敬?请|恳请|特此|借款[人方户]|甲方|乙方|丙方|贷款[人方行社]|出借[人方]|债[权务]人|双方|[各三]方|受托人|委托人|我[方司行]|本人|并(?!用于|支付|采购|购)|且|否则|如|若|其中|期限|金额|利率|以(?!及)|严禁|禁止|不|绝不|勿"
    r"|[^,，。;\n]{0,10}(?:方式|日期|时间|对象|账[户号]|帐号|户名|利率)(?:为|是|系|采|按|选)|采[用取]|通过|自主支付|受托支付|按|于\d|款项"
    r"|应|须|必须|由|但|同时|用完|保证(?!金)|承诺|接受|专款|自(?=\d|本|放款|借款|贷款)|该|此|违反|.{0,8}(?:不得|不可|不准|保证(?!金)|承诺|应当|必须)|[^,，。;\n:]{0,10}:"
)
"""What begins after a comma if the purpose ended before it; last but two, another particular of the drawing (支付方式为)."""
_ON = r"(?:及|和|以及|或)?(?:用于|支付|采购|购买|购置|购进|补充|归还|偿还|装修|建设|缴纳|发放|进货|备货|日常|生产|加工)"
"""What begins after a comma in a sentence if the purpose goes on."""
_END = r"[。;\n\t]|(?:未经|不得)|\((?:以下|具体|最终|详见|以)|(?:等)?(?:借款|贷款)(?:期限|金额)"
_CUT = re.compile(rf"{_END}|[,，](?={_STOP})")
_CUT_IN_PROSE = re.compile(rf"{_END}|[,，](?!{_ON})|[,，](?={_STOP})")
_EMPTY = re.compile(
    r"^(?:[\s_/\\.、,，:：()的]*|以上|约定.*|本合同.{0,6}|下列.*|如下.*|第.{1,3}[条款项].*|改变.*|变更.*|(?:必须|应当?|须)?(?:符合|遵守|合法|真实).*|的.*|进行.*|是否.*|和.*|或.*|及.*)$"
)


_LEAD = re.compile(
    r"^(?:(?:借款[人方户]|[甲乙]方|客户|公司|本人|其)?(?:应当?|须|必须|承诺|保证|拟|现)?(?:将|把)?(?=[^,。;]{0,16}(?:用于|用作|用来)))?(?:本合同(?:项下)?)?(?:的)?(?:本笔|该笔|每笔|全部|所借|提取的|取得的|所提取?的?)?(?:借款|贷款|资金|款项|续贷|融资)?(?:资金)?(?:的)?(?:具体)?(?:用途)?(?:仅|只|专项|专款|专门|全部|将|应|须|可|能|准|得|限)*(?:限于|用于|用作|用来|为|是)(?=.{2})"
)
"""本合同项下借款专项用于 and the like before the thing itself."""
_WHO = re.compile(r"^(?:借款[人方]|[甲乙]方|公司|本?公司|本人|其)(?=购|采|支付|补充|日常|生产|流动|进)")
"""The party that does what the loan is for."""
_FOR_ITS_USE = re.compile(r"(?<=.{2})(?:之用|所用|使用|(?<![以车路网线船海])上面?|方面)$")
"""供…支付货款之用."""
_VERBS = r"购|采购|支付|装修|建设|新建|扩建|改造|进货|缴纳|补充|备货|交|收购|经营|周转|置办"
_NEED = re.compile(
    rf"因(?:需要?)?(?P<y>(?:{_VERBS})(?:(?![所急]?需)[^。;,\n]){{1,30}}?)(?=,[^。;,\n]{{0,16}}?(?:向[^。;,\n]{{1,14}}借|借)|(?:的?需要|[现特拟需])*向[^。;,\n]{{1,14}}借)"
    r"|因(?P<x>[^。;,\n]{2,40}?)(?:的?需要(?:资金|用款|借款)?|(?:的?资金)?之需|所需(?:资金)?|急需(?:资金|用款)|资金(?:不足|短缺|紧张)|缺少?(?:周转|流动)?资金)(?=[,。]|[现特拟]?向[^。;,\n]{1,14}借)(?!,[^。]{0,20}(?:变更|解除|终止|查阅|扣))"
    rf"|(?:^|[\n。;、条)\d ])为了?(?P<z>(?:{_VERBS})[^。;,\n]{{1,30}}?)(?=,[^。;,\n]{{0,16}}?向[^。;,\n]{{1,24}}?(?:借|申请))"
    r"|因(?P<w>[^。;,\n]{3,24}?),[^。;,\n]{0,4}向[^。;,\n]{1,24}?(?:申请借款|借款|申请贷款|借)"
)
"""因采购…需要, 为支付…，向…借款, where no sentence says what the loan is for."""
_NO_NEED = re.compile(
    r"^(?:自身|其|本身|上述|以上)?(?:资金|业务|经营|生产经营|生产|工作|发展)?(?:发展|管理|拓展|扩大)?(?:的)?$|管理|监管|审查|法律|国家|政策|原因|情形|[甲乙]方"
)
"""What is needed for no loan's use: 因业务需要."""


_REFERS = re.compile(
    r"(?:约定|表中|上列|所列|载明|上述|前述|申请|规定|批准|核定|本合同|列明|记载)[^,。;]{0,6}用途|^用途$|(?:写明|约定|载明|列明|说好|商定|填写)的?(?:事情?项?|范围|地方|方面|用途)"
)


_AS_FOLLOWS = re.compile(r"(?:如下|下列|以下)(?:用途|方面|事项)[^。;\n:]{0,60}:\n?")
"""Between a use and its words: 用于如下用途，未经同意不得挪作他用：采购钢材."""


def refers(text: str) -> bool:
    """Say whether a phrase names no use but points to one (约定用途, 表中所列用途)."""
    return _REFERS.search(text) is not None


def trimmed(text: str, *, prose: bool = False) -> str | None:
    """Return the phrase without 未经同意不得改变 … and without signs at its ends; of ticked options the chosen one.

    In `prose` it ends with its part of the sentence; beside a label a comma may stand in it.
    """
    ticked = re.search(rf"{CHOSEN}[\t ]*([^\t\n;。□☐○☑■√✓☒●✔\[]+)", text)
    if ticked:
        text = ticked.group(1)
    elif re.search(EMPTY, text):
        return None
    body = (
        (_CUT_IN_PROSE if prose else _CUT)
        .split(HEADING.sub("", text.strip()).strip(" :;,，。_\t"))[0]
        .strip(' :;,，。_、"“”[]【】')
    )
    body = _quoted(body, text)
    body = re.sub(r"^(?:借款|贷款|资金)用途(?:为|是|:)", "", body)
    body = _FOR_ITS_USE.sub("", _WHO.sub("", _LEAD.sub("", body)))
    return body or text


def _quoted(body: str, text: str) -> str:
    """Return a phrase with the quotation mark back that was stripped from it, if its partner stands in the phrase."""
    if body.count("”") > body.count("“") and f"“{body}" in text:
        return f"“{body}"
    return f"{body}”" if body.count("“") > body.count("”") and f"{body}”" in text else body


def _unframed(piece: str) -> str:
    """Strip the signs around a phrase, but no bracket whose partner stands in the phrase."""
    body = piece.strip(' :,，。_、"“”[]【】')
    while body[:1] == "(" and (body.count("(") > body.count(")") or body[-1:] == ")"):
        body = body[1:-1] if body[-1:] == ")" and body.count("(") == body.count(")") == 1 else body[1:]
    while body[-1:] in ("(", ")") and body.count("(") != body.count(")"):
        body = body[:-1]
    return _quoted(body.strip(' :,，。_、"“”[]【】'), piece)


def purpose_in(flow: Text) -> Field[str]:
    """Return the purpose as a sentence states it; the first that names a thing or trade beats one that names nothing."""
    vague: Field[str] = Field()
    for head in _HEADS:
        for found in re.finditer(head, flow.chars):
            before = flow.chars[max(0, found.start() - 12) : found.start()]
            if re.search(r"改变|变更|约定的|自有|自筹|查询|监督|检查|违反|不得|真实|挪用|按照?$", before):
                continue
            if re.search(r"上述|前述", before) and "用途" in found.group():
                continue
            end = found.end()
            listed = _AS_FOLLOWS.match(flow.chars, end)
            end = listed.end() if listed else end
            rest = flow.chars[end : end + 120]
            if re.match(r"[、和及或与(（]", rest):
                continue
            stop = _CUT_IN_PROSE.search(rest)
            piece = rest[: stop.start()] if stop else rest[:60]
            if re.search(rf"{EMPTY}|{CHOSEN}", piece):
                chosen = trimmed(piece)
                if chosen is None:
                    continue  # a form whose choice cannot be seen
                piece = chosen
            body = _unframed(piece)
            if len(body) < 2 or _EMPTY.match(body) or refers(body) or not re.search(r"[\u4e00-\u9fff]{2}", body):
                continue
            body = _FOR_ITS_USE.sub("", _WHO.sub("", _LEAD.sub("", body)))
            start = end + rest.find(body)
            field = flow.field(body, start, start + len(body), 0.85, found.start())
            if topics(body):
                return field
            vague = vague if vague.value is not None else field
    return vague if vague.value is not None else _needed(flow)


def _needed(flow: Text) -> Field[str]:
    """Return what a sentence says that the money is needed for, or for what the borrower asks for it."""
    for found in _NEED.finditer(flow.chars):
        part = next(name for name in "xyzw" if found[name])
        said = re.sub(r"^(?:借款[人方]|[甲乙丙]方|客户|本人|其)的?", "", _WHO.sub("", found[part]))
        if not _NO_NEED.search(said) and (part != "w" or topics(said) or re.search(_VERBS, said)):
            return flow.field(said, found.end(part) - len(said), found.end(part), 0.7, found.start())
    return Field()
