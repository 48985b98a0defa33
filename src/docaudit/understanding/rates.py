"""Interest rates: percent a year, whatever unit is printed; never a penalty rate; nothing where only LPR plus points stands."""

# ruff: noqa: E501 - lists and patterns of printed words read better unbroken
from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from docaudit.records.evidence import Field
from docaudit.understanding.fields import Fields
from docaudit.understanding.kinds import Kind
from docaudit.understanding.prose import number_of
from docaudit.understanding.text import Text

_NUMBER = r"[\[【_]?\s?(?P<n>\d{1,2}(?:\.\d{1,6})?)\s?[\]】_]?\s?"
_YEARLY = re.compile(
    rf"(?:年(?:化)?(?:固定)?(?:利率|利息|息|率)|年化(?=[\d为按:]))(?:\([^)]{{0,10}}\))?(?P<gap>[^。;\n%‰\d]{{0,24}}){_NUMBER}(?P<u>%|‰)"
)
_AHEAD = re.compile(rf"(?P<gap>按照?|以|执行){_NUMBER}(?P<u>%|‰)的?(?:固定|单利)?(?:年化?(?:利率|利息)|年息|年化)")
"""按7.01%的年利率: the number before what it is."""
_IN_WORDS = re.compile(
    r"(?:(?P<p>年|月|日)?(?:化)?(?:利率|利息|息|率)|(?P<y>年)化)(?P<gap>(?:(?![年月日]利?[息率])[^。;\n%‰\d百千万]){0,12})(?P<u>百|千|万)分之\n?(?P<w>[零一二三四五六七八九十]{1,3}(?:点[零〇一二三四五六七八九]{1,4})?|\d{1,3}(?:\.\d{1,6})?)"
)
"""年息百分之三点六."""
_MONTHLY = re.compile(
    rf"月(?:化)?(?:利率|利息|息|率)(?:\([^)]{{0,10}}\))?(?P<gap>[^。;\n%‰\d]{{0,16}}){_NUMBER}(?P<u>%|‰|o/oo|960|0/00)?"
)
_DAILY = re.compile(
    r"日(?:利率|利息|息)(?P<gap>[^。;\n\d]{0,12}?)(?:万分之(?P<w>[一二三四五六七八九十]点?[一二三四五六七八九]?|[\d.]+)|(?P<n>\d?\.\d{1,5})(?P<u>%|‰))"
)
_PLAIN = re.compile(
    rf"(?:借款|贷款|执行|固定|合同|实际执行)?利率(?:\((?P<q>[^)]{{0,10}})\))?(?P<gap>[^。;\n%‰\d]{{0,24}}){_NUMBER}(?P<u>%|‰)(?P<year>/年|\(年\)|\(年利率\))?"
)
_ACTUAL = re.compile(
    rf"(?:即|为|合计|折合|执行|确定|相当于|计算后|:)(?:[^\d。;\n%]{{0,6}}(?:年利率|年化利?率?|利率|年息)(?:\([^)\d]{{0,8}}\))?)?(?:为|是|:)?{_NUMBER}%"
)
_MARGIN = re.compile(r"[+加减浮]|基点|BP|bp")


def _worked_out(text: str) -> re.Match[str] | None:
    """Return the rate that a sentence on LPR works out: the last number behind its margin, no rate of LPR itself, no penalty."""
    stop = re.search(r"罚息|逾期|挪用", text)
    margin = _MARGIN.search(text)
    hits = list(_ACTUAL.finditer(text, margin.end() if margin else 0, stop.start() if stop else len(text)))
    hits = [
        h
        for h in hits
        if not re.search(
            r"[+加减浮]\s?$|上浮|下浮|(?:LPR|报价利率)\)?[为是:(=]{0,2}$", text[max(0, h.start("n") - 8) : h.start("n")]
        )
    ]
    return hits[-1] if hits else None


_PENALTY = re.compile(
    r"逾期|罚息|违约|挪用|复利|滞纳|加收|上浮|下浮|浮动幅度|挤占|提前还款|手续费|承诺费|担保费|服务费|比例|本金的"
)
_POINTS = re.compile(r"(?:LPR|报价利率|基准利率|基础利率)[^。;\n]{0,30}$|[+加减上下]\s?(?:浮|点)?\s?$|加减点|基点")
_HAN = {c: str(i) for i, c in enumerate("〇一二三四五六七八九")}


def rate_in(flow: Text) -> Field[Decimal]:
    """Return the first yearly rate of the prose that is no penalty and no margin over LPR."""
    for pattern in (_YEARLY, _AHEAD, _MONTHLY, _DAILY, _PLAIN):
        for found in pattern.finditer(flow.chars):
            before = re.split(r"[。;\n]", flow.chars[max(0, found.start() - 16) : found.start()])[-1]
            if _PENALTY.search(before + found["gap"]) or _POINTS.search(found["gap"]):
                continue
            if found.groupdict().get("n") and re.search(r"[+加减-]\s?$", flow.chars[: found.start("n")][-3:]):
                continue
            value = _yearly(pattern, found)
            if value is not None:
                return flow.field(
                    value,
                    found.start("n") if found.groupdict().get("n") else found.start(),
                    found.end(),
                    0.92,
                    found.start(),
                )
    for found in _IN_WORDS.finditer(flow.chars):
        before = re.split(r"[。;\n]", flow.chars[max(0, found.start() - 16) : found.start()])[-1]
        number = _han_number(found["w"])
        if number is None or _PENALTY.search(before + found["gap"]) or _POINTS.search(found["gap"]):
            continue
        value = _plain(
            number
            * {"年": 1, "月": 12, "日": 360}[found["p"] or found["y"] or "年"]
            / {"百": 1, "千": 10, "万": 100}[found["u"]]
        )
        if 0 < value < 100:
            return flow.field(value, found.start("u"), found.end(), 0.88, found.start())
    for found in re.finditer(r"LPR|报价利率", flow.chars):
        end = re.search(r"[。\n]", flow.chars[found.end() : found.end() + 90])
        piece = flow.chars[found.end() : found.end() + (end.start() if end else 90)]
        hit = _worked_out(piece)
        if hit:
            a = found.end() + hit.start("n")
            return flow.field(Decimal(hit["n"]), a, found.end() + hit.end(), 0.85, found.start())
    return Field()


def _yearly(pattern: re.Pattern[str], found: re.Match[str]) -> Decimal | None:
    """Convert to percent a year: ‰ a month × 12 ÷ 10, a day × 360 (banking practice)."""
    if pattern is _DAILY:
        if found["w"]:
            number = _han_number(found["w"])
            return _plain(number * Decimal("3.6")) if number is not None else None
        return _plain(Decimal(found["n"]) * 360 / (1 if found["u"] == "%" else 10))
    number = Decimal(found["n"])
    if pattern is _MONTHLY:
        permille = found["u"] in ("‰", "o/oo", "960", "0/00") or (found["u"] == "%" and number >= 2)
        return _plain(number * 12 / 10) if permille else _plain(number * 12) if found["u"] == "%" else None
    if pattern is _PLAIN and found["q"] and "月" in found["q"]:
        return _plain(number * 12 / (10 if found["u"] == "‰" else 1))
    if found["u"] == "‰":
        return _plain(number * 12 / 10) if pattern is _PLAIN else _plain(number / 10)
    return number if Decimal(0) < number < 60 else None


def _han_number(text: str) -> Decimal | None:
    if re.fullmatch(r"\d+(?:\.\d+)?", text):
        return Decimal(text)
    whole, _, part = text.partition("点")
    digits = "".join(_HAN.get(c, "?") for c in part.replace("零", "〇"))
    number = number_of(whole) if whole not in ("零", "〇") else 0
    return Decimal(f"{number}.{digits}" if digits else number) if number is not None and "?" not in digits else None


def _plain(value: Decimal) -> Decimal:
    """Return the number with two decimals, more only where it has them."""
    short = value.normalize()
    exponent = short.as_tuple().exponent
    return value.quantize(Decimal("0.01")) if isinstance(exponent, int) and exponent > -2 else short


def labelled_rate(fields: Fields, labels: Sequence[str]) -> Field[Decimal]:
    """Return the rate beside a label of a form; the label says year, month or day."""
    for label in labels:
        unit = "月" if "月" in label else "日" if "日" in label else "年"
        for spot in fields.spots(label):
            qualifier = spot.qualifier
            here = "月" if "月" in qualifier or "‰" in qualifier else "日" if "日利" in qualifier else unit
            mark = "‰" if "‰" in qualifier else "%" if "%" in qualifier else ""
            field = fields.read(spot, _kind(here, mark))
            if field.value is not None:
                return field
    return Field()


_LABELLED = re.compile(r"(?P<p>年|月|日)?(?:利率|息)?[:\s为]*(?P<n>\d{1,2}(?:\.\d{1,6})?)\s?(?P<u>%|‰)?")


def _is_rate(text: str, found: re.Match[str], mark: str) -> bool:
    """Say whether a number beside a label can be a rate: it has a unit, or decimals and is no clause number (2.1 年利率为 …)."""
    if found["u"] or mark:
        return True
    return "." in found["n"] and not re.match(r"(?:\.\d|[ 、.]*[\u4e00-\u9fff《])", text[found.end() :])


def _kind(unit: str, mark: str) -> Kind[Decimal]:
    def find(text: str) -> tuple[Decimal, int, int] | None:
        based = re.match(r"[^。;\n%‰]{0,40}?(?:LPR|报价利率)", text)
        if _PENALTY.search(text[:12]) or based or re.match(r"[\s:]*\d年期", text):
            hit = _worked_out(text.split("。", maxsplit=1)[0])
            return (Decimal(hit["n"]), hit.start("n"), hit.end()) if hit else None
        found = next((m for m in _LABELLED.finditer(text) if _is_rate(text, m, mark)), None)
        if not found:
            return None
        number, sign, per = Decimal(found["n"]), found["u"] or mark or "%", found["p"] or unit
        if sign == "‰" and per == "年":
            per = "月"  # per mille is the unit of monthly rates
        if per == "月" and sign == "%" and number >= 2:
            sign = "‰"  # scans read ‰ as %; no lender takes 2 % to 15 % a month
        percent = number / 10 if sign == "‰" else number
        value = percent * 12 if per == "月" else percent * 360 if per == "日" else percent
        shown = value if per == "年" and sign == "%" else _plain(value)
        return (shown, found.start("n"), found.end()) if Decimal(0) < value < 100 else None

    return Kind("rate", find)


_BASIS = re.compile(
    r"(?:\d{1,2}|[一二三六])\s?个?月(?:期)?\s?(?:的)?(?:Term\s?)?(?:SOFR|LIBOR|HIBOR|EURIBOR|SHIBOR|Shibor)[^。;\n,]{0,30}|(?:Term\s?)?(?:SOFR|LIBOR|HIBOR|EURIBOR|SHIBOR|Shibor)\s?[+加][^。;\n,]{0,20}"
    r"|(?:\d|一|五)\s?年期(?:以上)?[^。;,\n]{0,12}?(?:贷款市场报价利率|LPR)[^。;\n,]{0,40}|(?:贷款市场报价利率|LPR)(?:\(LPR\))?[^。;\n,]{0,40}"
)


def rate_basis(flow: Text, ticked: Field[str]) -> Field[str]:
    """Return the printed phrase that says what the rate rests on: LPR with its margin, else 固定利率 or 浮动利率."""
    for found in _BASIS.finditer(flow.chars):
        if re.search(r"[+加减浮]|基点|BP|bp", found.group()):
            body = re.split(r"即|确定|执行|\(年", found.group())[0].rstrip(" ,:(、")
            body = body[:-1] if body.endswith(")") and "(" not in body else body
            return flow.field(body, found.start(), found.start() + len(body), 0.8)
    if ticked.value is not None:
        return ticked
    named = r"固定利率|浮动利率|(?:固定|浮动)(?=[年月]利率)|(?<=%\()(?:固定|浮动)(?=[,)])|(?<=[,\d%])固定(?=\))|固定(?=不变)"
    kinds = {m.group()[:2] for m in re.finditer(named, flow.chars)}
    if len(kinds) == 1:
        hit = re.search(named, flow.chars)
        if hit:
            return flow.field(hit.group(), hit.start(), hit.end(), 0.75)
    return Field()
