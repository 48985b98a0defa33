"""What kinds of value a field may hold, and how each is found in the text beside its label."""

# ruff: noqa: E501 - lists and patterns of printed words read better unbroken
from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Generic, TypeVar

from docaudit.records.amounts import parse_amount, parse_words
from docaudit.records.dates import parse_date
from docaudit.records.identifiers import repair_credit_code
from docaudit.records.money import Money
from docaudit.records.names import is_person_name
from docaudit.understanding.text import GAP

V = TypeVar("V")

Found = tuple[V, int, int]
"""A value with its first and last-plus-one character."""


@dataclass(frozen=True, slots=True)
class Kind(Generic[V]):
    """A kind of value: `find` answers the value and its place in a folded text, or None."""

    name: str
    find: Callable[[str], Found[V] | None]


WORD_GLYPHS = "零〇一二三四五六七八九两壹弌贰貳弍二叁叄参參肆伍五陆陸柒捌玖拾佰仟百千十万萬亿億元圆圓块角毛分整正廿卅"
_CONFUSED = "染隆任玫别津伯"
_BLANK_PLACES = r"(?:[⊗×xXOoØøⓧ○*][\t ]?[拾佰仟万十百千][\t ]?)*"
"""Printed units before the first digit of a sum, struck out: ⊗佰⊗拾."""
WORDS = re.compile(
    rf"(?:\(?负数?\)?)?{_BLANK_PLACES}[⊗×xX¥#]*[{WORD_GLYPHS}{_CONFUSED}\t ]{{0,60}}[壹贰貳叁叄參肆伍陆陸柒捌玖拾佰仟]"
    rf"[{WORD_GLYPHS}{_CONFUSED}\t ]{{0,60}}"
)
FIGURE = re.compile(
    r"(?P<mark>¥|RMB|CNY|人民币|USD|\$|HKD|EUR|€)?[\t ]{0,2}(?P<sign>-[\t ]?)?"
    r"(?P<mark2>¥|\$)?(?P<figures>\d(?:[\d,.' ]*\d)?)[\t ]{0,3}"
    r"(?P<unit>万亿|亿|百万|千万|万|千)?(?P<yuan>元|圆|美元)?"
)
_NOT_MONEY = re.compile(
    r"^[\t ]?(?:%|‰|年|月|日|个|份|期|天|号|条|倍|台|吨|页|次|/|人|户|小时|家|项|式|层|套|平|㎡|m|kg)"
)
_NUMBERED = re.compile(r"(?:编号|号码|[账帐卡证]号|合同号)[\t ]?(?:为|是)?:?[\t ]*$")
"""Before figures that name a paper or an account."""
_MOST_DIGITS = 13
"""A run of more digits without mark, unit or separators is a number, no sum."""
_DIGIT_CELLS = re.compile(r"(?<![\d.,])(?:¥[\t ]?)?(\d(?:[\t ]\d){3,11})(?![\d.,]|[\t ]\d\d)")

_HUNDRED_MILLIONS = re.compile(r"(?P<a>\d{1,4})亿[零又]?(?P<b>\d{1,4}(?:\.\d{1,4})?)万元?")
"""1亿5000万元, a figure with two units."""


def without_gaps(text: str) -> tuple[str, list[int]]:
    """Return the text without wide gaps and, for each character (and the end), where it stood."""
    kept = [i for i, c in enumerate(text) if c != GAP]
    return "".join(text[i] for i in kept), [*kept, len(text)]


def find_figures(text: str) -> Found[Money] | None:
    """Find the figure in `text` that most looks like money: a currency mark, a unit or two decimals beat a bare number."""
    cells = _DIGIT_CELLS.search(text)
    if cells:
        fen = int(re.sub(r"\D", "", cells.group(1)))
        return Money(fen), cells.start(), cells.end()
    large = _HUNDRED_MILLIONS.search(text)
    if large:
        yuan = Decimal(large["a"]) * 100_000_000 + Decimal(large["b"]) * 10_000
        return Money(int(yuan * 100)), large.start(), large.end()
    best: tuple[int, Found[Money]] | None = None
    for found in FIGURE.finditer(text):
        rest = text[found.end() :]
        before = text[: found.start()]
        marked = bool(found["mark"] or found["mark2"] or found["yuan"] or found["unit"])
        if (
            (not marked and _NOT_MONEY.match(rest))
            or rest.startswith(("%", "‰"))
            or re.search(r"[第A-Za-z\d*/.\-]$", before)
            or (not marked and (_NUMBERED.search(before) or re.search(rf"\d{{{_MOST_DIGITS + 1}}}", found["figures"])))
        ):
            continue
        value = parse_amount(found.group().replace(GAP, "").strip())
        if value is None:
            continue
        grade = 2 if marked else 1 if re.search(r"\.\d\d$", found["figures"]) else 0
        if grade == 0 and re.match(r"[\t ]?[\u4e00-\u9fff]", rest) and not re.match(r"[\t ]?[整正大]", rest):
            continue
        if best is None or grade > best[0]:
            best = grade, (value, found.start(), found.end())
    return best[1] if best else None


def find_words(text: str) -> Found[str] | None:
    """Find an amount in capital words and answer it as printed (folded), without its label."""
    for found in WORDS.finditer(text):
        body = _words_end(found.group())
        body = re.sub(r"^[元圆]+(?=.)", lambda unit: GAP * len(unit.group()), body)  # of 美元 before the words
        printed = body.replace(GAP, "").replace(" ", "").replace("伯", "佰")  # no sum has 伯; scans read it
        if len(printed) >= 2 and any(c in "万亿元圆拾佰仟整正角分" for c in printed):
            start = found.start() + len(body) - len(body.lstrip("\t "))
            end = found.start() + len(body.rstrip("\t "))
            return printed, start, end
    return None


_AFTER_WORDS = re.compile(
    r"(?<=[整正]).|[亿万十拾百佰千仟\t ]*(?:[千仟][\t ]?[百佰]|[百佰][\t ]?[十拾])|[元圆][\t ]?角|角[\t ]?分", re.S
)
"""Behind the end of an amount in words: 整, or the units over boxes for its digits, two of which never follow each other."""


def _words_end(text: str) -> str:
    """Return a run of glyphs of amounts up to where the amount in words ends."""
    end = _AFTER_WORDS.search(text)
    return text if end is None else text[: end.start()]


_ANOTHER = re.compile(r"[,;]|其中|支付|付给")


def find_money(text: str) -> Found[Money] | None:
    """Find an amount: the figures, else the words."""
    figures, words = find_figures(text), find_words(text)
    value = parse_words(words[0]) if words else None
    # What stands behind the next comma or 其中 is another sum than the one that the words told first.
    if figures and not (words and value and words[2] <= figures[1] and _ANOTHER.search(text[words[2] : figures[1]])):
        return figures
    if figures and value == figures[0]:
        return figures
    return (value, words[1], words[2]) if words and value is not None else None


_HAN = "零〇○O一二三四五六七八九十壹贰叁肆伍陆柒捌玖拾元廿卅"
_DATE = re.compile(
    rf"(?<!\d)(?:\d{{4}}|\d{{2}}|[{_HAN}]{{4}})年(?:\d{{1,2}}|[{_HAN}]{{1,3}})月(?:\d{{1,2}}|[{_HAN}]{{1,3}})[日号]"
    r"|(?<![\d.\-/])(?:19|20)\d{2} ?[-./] ?\d{1,2} ?[-./] ?\d{1,2}(?![\d])"
    r"|(?<![\d.\-/])(?:19|20)\d{2}[-./]\d{2}[-./]\d{2}(?=\d{2}:\d{2})"  # scans lose the blank before the time
    r"|(?<![\d.])(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:[0-2]\d|3[01])(?!\d)"
)
_BETWEEN_FIGURES = re.compile(r"(?<=\d)\t(?=\d)")
_LOOSE_DATE = re.compile(
    r"(?<!\d)(?:19|20)\d{2}[ ,]?(?:年|\.|-|/)?[ ]?(?:0?[1-9]|1[0-2])(?:月|\.|-|/| )[ ]?(?:[12]\d|3[01]|0?[1-9])(?:日|号)?(?!\d)"
)


def find_date(text: str) -> Found[dt.date] | None:
    """Find the first whole date; blanks between its parts do not matter."""
    # A gap between figures parts two numbers (No.0017352⇥2025年9月8日) until nothing else makes a day.
    tight, at = without_gaps(_BETWEEN_FIGURES.sub(" ", text))
    tight2 = [i for i, c in enumerate(tight) if c != " "]
    bare = "".join(tight[i] for i in tight2)
    for pattern, body, places in (
        (_DATE, tight, at),
        (_DATE, bare, [*[at[i] for i in tight2], len(text)]),
        (_LOOSE_DATE, tight, at),
    ):
        for found in pattern.finditer(body):
            value = parse_date(found.group().replace(" ", ""))
            if value:
                return value, places[found.start()], places[found.end() - 1] + 1
    return None


LEGAL_FORM = re.compile(
    r"(?:公司|银行|支行|分行|分理处|办事处|营业[室厅]|信用社|联社|合作社|厂|店|商行|经营部|中心|事务所|研究院|研究所|医院|学校|大学|学院|农场|门市部|工作室|"
    r"批发部|营业部|服务部|集团|合伙\)?|个体工商户\)?|超市|酒店|宾馆|饭店|餐馆|委员会|管理局|税务局|财政局|国库|协会|基金会|站|社|行|院|所|部|会)"
    r"(?:\([^()]{1,12}\))?$"
)
_TAIL = re.compile(
    r"(?:[,、]?\(?(?:以下|下)?简?称.*|\((?:盖章|公章|签章|签字|签名|全称|公章或合同专用章|合同专用章|(?:财务|发票|业务|结算)(?:专用)?章|章|盖公章|签字或盖章|或签字|盖章或签字|"
    r"加盖公章|预留印鉴|自然人签字|个人|企业)\)?.*"
    r"|\((?:即|作为)?(?:放款|用款|贷款|借款|出借|借入|承借|保证|担保|抵押|出质|委托|受托|反担保)(?:人|方|单位|行|社|户|企业|银行|机构)\))$"
)
_SIGNED_WITH = re.compile(
    r"^[^\t]{0,16}?(?:其|债权人|贷款人|出借人|抵押权人|质权人|[贵我本][行司]|[甲乙丙]方)[与同]\s*(?=[\u4e00-\u9fff()]{4})"
)
"""The beginning of the sentence that a name stands in: 债权人依据其与X签订."""
_NEXT_CAPTION = re.compile(
    r"^(?P<name>.{2,}?(?:公司|支行|分行|银行|信用社|合作社|事务所|经营部|商行|厂|店|中心))(?:\([^()]{1,8}\))?[\t\n ]*"
    r"(?:(?:委托|授权)(?:代理|代表)人?|法定代表人(?:或(?:委托|授权)代理人)?|法人代表|代表人|负责人|经办人|联系人|签约人"
    r"|(?:地址|住所|电话|开户行|账号|税号|经营实体|经营主体|联系电话|统一社会信用代码)(?=:))[^\u4e00-\u9fff]?.{0,40}$"
)
"""The caption of the line or column behind a name, which has run into it."""
_ROLE_WORD = re.compile(
    r"(?:贷款|借款|出借|借入|保证|担保|抵押|出质|委托|受托|出租|承租|收款|付款)(?:银行|单位|企业|[人方行])|[\u4e00-\u9fff]{2,4}(?:方式|期限|金额|用途|种类|利率)"
    r"|(?:原|净|估|现|残|(?:账面|评估|抵押|市场)[原净价]?)(?:价值|值)"
    r"|[\u4e00-\u9fff]{2,6}(?:事项|事由|名称|编号|号码|[账帐]号|日期|时间|说明|形式|地址|电话|内容)"
)
_ROLE_NAMED = re.compile(
    r"(?:主|被|原|共同|连带)?(?:贷款|借款|出借|授信|受信|用款|支用|融资|提款|债[权务]|保证|担保|抵押|出质|质押|增信)(?:申请|提供|责任)*(?:人|方|单位|客户|机构|主体|[企商]?户)"
)
"""What parties are called by their role, in the words of other forms."""
_NO_PARTY = re.compile(
    r"人民法院|所在地|意见|审核|审批|复核|应当|不得|有权|负责|承担|同意|签订|按照|根据|约定|以上|如有|可以|共同|向.{1,4}方|是指|因|如下|之日|[?？!！%]|或其|及其|的$|^的"
)
_JOINING = re.compile(r"^(?:与|和|及|或|向|由|为|对)[^\w]?.{0,3}$")
"""A few words of a sentence behind one that joins, and no name."""
_PERSON_JOINING = re.compile(r"^(?:向(?![上下前后外内其贵我])[一-鿿]{1,2}|[和由][一-鿿]{2})$")
"""A person whose surname is such a word (向雨桐, 和平安, 由建民)."""
_A_SIDE = re.compile(r"[方人行司其此于者]$|[甲乙丙丁]")

_PLACEHOLDER = re.compile(
    r"^[\s/\\\-*xX×.…。、,_:;()\[\]【】<>《》]*$|^(?:无|空|略|待定|盖章|签字|签章|公章|全称|年月日|姓名|名称|章|万元|元|个月)$"
)


def clean_party(text: str) -> str:
    """Return the name without brackets around it and without 以下简称 …, (盖章) and the like."""
    name = re.split(r"[□☐○☑■√☒✔]|\[[ xX√✓]?\]", text)[0] if re.search(r"[□☐☑■√☒✔\[]", text) else text
    name = name.strip(" \t:;,。、.|_'\"")
    name = re.sub(r"^(?:\((?:全称|公章|盖章|签章|名称|单位)\)|(?:姓名|名称|全称|户名)[:\s]|[:\s])+", "", name)
    name = _TAIL.sub("", name)
    name = re.sub(r"^[\[【<《](.+)[\]】>》]$", r"\1", name).strip(" \t:;,。、.|_'\"")
    name = _SIGNED_WITH.sub("", name)
    if (cut := _NEXT_CAPTION.match(name)) is not None:
        name = cut["name"]
    name = re.sub(r"(?:签字|签章|盖章|公章)+$", "", name) if not LEGAL_FORM.search(name) else name
    if name.count(")") > name.count("("):
        name = name[: name.index(")")] if "(" not in name else name.rpartition(")")[0]
    if name.count("(") > name.count(")"):
        name = name + ")" if LEGAL_FORM.search(name + ")") else name.rpartition("(")[0]
    return name.strip()


def find_party(text: str) -> Found[str] | None:
    """Find the name of a firm or person at the start of the text."""
    for piece in re.finditer(r"[^\t\n;。]+", text):
        parts = re.split(r"[,、](?!\s*(?:LTD|Ltd|INC|Inc))", piece.group())
        chunk = _joint(parts) or parts[0]
        name = clean_party(chunk)
        if _ROLE_WORD.fullmatch(name) or _ROLE_NAMED.fullmatch(name):
            return None  # the label of the next party
        if not name or _PLACEHOLDER.match(name):
            if re.sub(r"[\W_]", "", name):
                return None
            continue
        if not 2 <= len(name) <= 50 or re.search(r"\d{5}|年.?月", name):
            return None
        if not LEGAL_FORM.search(name) and (_NO_PARTY.search(name) or _joins(name) or len(name) > 30):
            return None
        if not re.search(r"[\u4e00-\u9fff]{2}|[A-Za-z]{2}|[\u4e00-\u9fff]\*|\*[\u4e00-\u9fff]", name):
            return None
        start = piece.start() + max(0, piece.group().find(name))
        return name, start, start + len(name)
    return None


def _joins(name: str) -> bool:
    """Say whether the words begin with one that joins and are no person of that surname."""
    return bool(_JOINING.match(name)) and not (_PERSON_JOINING.match(name) and not _A_SIDE.search(name))


_PLACE = re.compile(
    r"^(?:.{0,4}住所|.{0,4}(?:经营|办公|营业)?场所|.{0,4}所在地?|(?:开户|所属|所在|账户|结算|往来|基本户)(?:银行|行|支行|机构|网点))$"
)
"""Captions that end as names of firms do."""


def _joint(parts: Sequence[str]) -> str | None:
    """Return the parts as printed where all are names: two borrowers in one field (赵一、钱二)."""
    names = [clean_party(p) for p in parts]
    if (
        len(names) < 2
        or not all(LEGAL_FORM.search(n) or is_person_name(n) for n in names)
        or any(_PLACE.search(n) for n in names)
    ):
        return None
    return "、".join(p.strip(" \t:|_") for p in parts)


_NUMBER = re.compile(r"[A-Za-z0-9\u4e00-\u9fff()\[\]<>〈〉《》【】_\-/.#&+—字第号年 ]+")


_DAY_ALONE = re.compile(r"(?:19|20)\d\d[-/.](?:0?[1-9]|1[0-2])[-/.](?:[12]\d|3[01]|0?[1-9])")


def _before_closing(text: str) -> str:
    """Return the text up to a bracket that closes none of its own: …(编号2024借字001号)得到履行."""
    depth = 0
    for at, glyph in enumerate(text):
        depth += (glyph == "(") - (glyph == ")")
        if depth < 0:
            return text[:at]
    return text


def find_number(text: str) -> Found[str] | None:
    """Find the number of a contract or slip: one run of letters, digits, brackets and 字第…号 with at least one digit."""
    tight, at = without_gaps(text)
    gap_at = text.find(GAP, len(text) - len(text.lstrip("\t :.")))
    head, places = tight, at
    if gap_at >= 0 and re.search(r"\d", text[:gap_at]) and not re.match(r"[\t ]*(?:号|年|字|第)", text[gap_at:]):
        head = text[:gap_at].replace(GAP, "")
    said = re.match(r"[\s.:]*(?:(?:合同|协议)?编号|合同号)(?:为|是|:)[\s:]*", head)  # the sentence's words before it
    found = _NUMBER.search(head, said.end() if said else 0)
    if not found:
        return None
    body = _before_closing(found.group())
    ended = re.search(r"(?<=[\w)\]】〉])(?:的|项下|《)", body)
    if ended and re.search(r"\d", body[: ended.start()]):
        body = body[: ended.start()]
    closed = re.match(r"^[^\w(\[【《〈]*(.*?\d[^号]{0,12}号)(?=[\u4e00-\u9fff(])", body)
    if closed:
        body = closed.group(1)
    # Only 字第…号 has it in the number; a blank before it says that the number was filled in.
    if re.fullmatch(r"[A-Za-z0-9_/-]+号", body) or ("第" not in body and re.search(r"\d 号$", body)):
        body = body[:-1].rstrip()
    lead = len(found.group()) - len(found.group().lstrip(" .#:+"))
    body = body.strip(" .#:+")
    if not body:
        return None
    if body[:1] in "[【<《" and body[-1:] in "]】>》" and body.count(body[0]) == 1:
        body, lead = body[1:-1].strip(), lead + 1
    for left, right in (("(", ")"), ("[", "]"), ("【", "】"), ("《", "》")):
        if body.endswith(right) and body.count(left) < body.count(right):
            body = body[:-1].rstrip()
        if body.endswith(left) or body.count(left) > body.count(right):
            body = (
                body.rpartition(left)[0].rstrip()
                if body.endswith(left) or not re.search(r"\d", body.rpartition(left)[2])
                else body
            )
    digits = len(re.findall(r"\d", body))
    hanzi = len(re.findall(r"[\u4e00-\u9fff]", body))
    short = re.fullmatch(r"[A-Z]{2,8}[-/]\d", body)  # the first contract of a small firm: XY-1
    if (digits < 2 and not short) or not 3 <= len(body) <= 50 or hanzi > 18 or re.fullmatch(r"\d{4}年.{0,6}", body):
        return None
    if re.search(
        r"的|元|%|应(?!收)|日起|以下|(?:借款|贷款|担保|保证|债务|债权)人|本合同|依照|未(?!\d)", body
    ) or _DAY_ALONE.fullmatch(body):
        return None
    start = head.find(body, max(0, found.start() + lead - 1))
    return body, places[start], places[start + len(body) - 1] + 1


_ACCOUNT = re.compile(r"(?<![A-Za-z\d])[\d*Xx×](?:[\d*Xx×]|[ \t-](?=[\d*])){5,34}(?![A-Za-z\d])")


_WHOLE = 8
"""So many digits before a wide gap are a number of their own; the groups of one number have four."""


def find_account(text: str) -> Found[str] | None:
    """Find an account or card number: at least six digits, masked ones as ``*``."""
    for found in _ACCOUNT.finditer(text):
        printed = found.group()
        first = printed.partition(GAP)[0]
        if len(first) >= _WHOLE and len(printed) - len(first) > _WHOLE:
            printed = first  # the accounts of both sides, each in its column
        body = re.sub(r"[ \t-]", "", printed)
        masked = re.search(r"\d[xX×]{2}|[xX×]{2}\d", body) is not None
        if sum(c.isdigit() for c in body) >= 4 and re.fullmatch(r"[\d*xX×]+" if masked else r"[\d*]+", body):
            return body, found.start(), found.start() + len(printed)
    return None


def find_text(text: str) -> Found[str] | None:
    """Find the words up to the first wide gap."""
    for piece in re.finditer(r"[^\t\n]+", text):
        body = piece.group().strip(" :;,。、|.")
        if not body or _PLACEHOLDER.match(body):
            continue
        start = piece.start() + piece.group().find(body)
        return body, start, start + len(body)
    return None


def find_long_text(text: str) -> Found[str] | None:
    """Find the words up to the end of the text, over gaps."""
    body = text.strip(" \t\n:;|")
    if not body or _PLACEHOLDER.match(body):
        return None
    start = text.find(body)
    return body.replace(GAP, " "), start, start + len(body)


_OLD_TAX = 20
"""Signs of the tax number of a trader: an identity number and two digits; an account has as many digits."""


def find_identifier(text: str) -> Found[str] | None:
    """Find a credit code, a 15-digit old tax number or an identity card number; credit codes are repaired by checksum only."""
    for found in re.finditer(r"(?<![A-Za-z\d])[A-Za-z\d](?:[ ]?[A-Za-z\d*]){14,19}(?![A-Za-z\d])", text):
        body = found.group().replace(" ", "").upper()
        if re.search(r"(?:[账帐][号户]|卡号)[^\n,。;\d]{0,12}$", text[: found.start()]):
            continue
        masked = "*" in body and re.fullmatch(r"\d{6}[\d*]{8,11}[\dX]{1,4}", body)
        # No identity number begins with 9, as the codes of firms do.
        if re.fullmatch(r"[1-8]\d{16}[\dX]|\d{15}", body) or masked:
            return body, found.start(), found.end()
        repaired = repair_credit_code(body) if len(body) == 18 else None
        tax = re.search(r"(?:税号|识别号|登记[证号])[^\n,。;]{0,8}$", text[: found.start()])
        if repaired or len(body) in (15, 18) or (len(body) == _OLD_TAX and (tax or not body.isdigit())):
            return repaired or body, found.start(), found.end()
    return None


def find_rate(text: str) -> Found[Decimal] | None:
    """Find a yearly rate in percent as printed (``4.35%``)."""
    found = re.search(r"(\d{1,2}(?:\.\d{1,6})?)[\t ]?%", text)
    return (Decimal(found.group(1)), found.start(), found.end()) if found else None


MONEY: Kind[Money] = Kind("money", find_money)
FIGURES: Kind[Money] = Kind("figures", find_figures)
AMOUNT_WORDS: Kind[str] = Kind("words", find_words)
DATE: Kind[dt.date] = Kind("date", find_date)
PARTY: Kind[str] = Kind("party", find_party)
NUMBER: Kind[str] = Kind("number", find_number)
ACCOUNT: Kind[str] = Kind("account", find_account)
TEXT: Kind[str] = Kind("text", find_text)
LONG_TEXT: Kind[str] = Kind("long_text", find_long_text)
IDENTIFIER: Kind[str] = Kind("identifier", find_identifier)
RATE: Kind[Decimal] = Kind("rate", find_rate)
