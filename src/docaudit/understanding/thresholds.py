"""Financial covenants: metric, operator and threshold; a clause that states the breach is turned into what must hold."""

# ruff: noqa: E501 - lists and patterns of printed words read better unbroken
from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from docaudit.knowledge.tables import stored
from docaudit.records.amounts import parse_words
from docaudit.records.evidence import Field
from docaudit.understanding.kinds import find_money
from docaudit.understanding.prose import number_of
from docaudit.understanding.text import Text


@functools.cache
def metrics() -> tuple[tuple[str, str], ...]:
    """Return (metric, pattern of its words) of `clause_words.yaml`; rates that hold another one's name stand first."""
    return tuple((metric, "|".join(words)) for metric, words in stored("clause_words")["metrics"].items())


_OPERATORS: tuple[tuple[str, str], ...] = (
    (
        r"不(?:得|能|可|应|准)?(?:低于|少于|小于)|不[^,。;\d]{1,4}(?:低于|少于|小于)|≥|>=|至少|不得不足|不少于|(?:大于|高于|多于)(?:或|及)?等于|(?:应|须|需)?(?:达到|保有)|(?:保持|维持|控制)在(?=[^。;]{0,16}[以之]上)",
        ">=",
    ),
    (
        r"不(?:得|能|可|应|准)?(?:高于|超过|大于|多于|逾|突破|超出)|不[^,。;\d]{1,4}(?:高于|超过|大于|多于|突破|超出)|≤|<=|至多|(?:小于|低于|少于)(?:或|及)?等于|(?:控制|压缩|限制|压降)[在到至]|不超过|以内|(?<=[额率例重倍数比度])以(?=[^,。;]{1,24}为(?:上限|限|最高限))",
        "<=",
    ),
    (r"高于|大于|超过|>|超出|逾|突破|升破|高出|(?:上)?升至(?=[^,。;]{0,12}[以之]上)|恶化[至到]", ">"),
    (r"低于|小于|少于|不足|<|跌破|跌穿|跌落至|低过|[跌降滑](?:落)?[至到](?=[^,。;]{0,12}[以之]下)", "<"),
)
_PART = r"(?<!\d)[,，]|[,，](?!\d{3})|[。;；]"
"""Where a part of a sentence ends; the commas within 8,000 do not end one."""
_CHANGE = re.compile(r"[降增]幅|增长|下降|下滑|同比|环比|占")
"""What a share of a sum measures: its change, or its part of something."""
_SUMS = ("operating_cash_flow", "net_assets", "revenue", "net_profit")
_NEGATED = {">=": "<", "<=": ">", ">": "<=", "<": ">="}
_FALLEN = re.compile(r"跌|恶化|突破|升破|[降滑升](?:落)?[至到]|低过|高出|(?:为|转|现|呈)负")
"""How a figure gets where it must not be: always a breach."""
_BREACH = re.compile(
    r"的[,，]|时[,，]|(?:即|均|视同|作为|为)违约|[,，](?:贷款人|出借人|贷款方|出借方|贷款行|甲方|乙方|银行|债权人)[^。;]{0,6}(?:有权|可)|视为违约|构成违约|属于违约|触发|违约事件|有权|之一的?[:：]"
)
_NUMBER = re.compile(
    r"(?P<d>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)(?:[:比]1(?!\d))?\s?(?P<u>%|个?百分点|倍|百?千?万元|亿元|元)?|百分之(?P<p>[零一二三四五六七八九十百点]+)|(?P<c>[一二三四五六七八九])成(?P<h>半|[一二三四五六七八九])?|(?P<z>[零一二两三四五六七八九十点壹贰叁肆伍陆柒捌玖拾]+)倍"
    r"|(?P<q>[一二三四五六七八九十]+)个?百分点"
    r"|(?P<w>(?:人民币)?[壹贰叁肆伍陆柒捌玖拾佰仟万亿]+元)|(?P<s>[一二三四五六七八九十百千零两]+[万亿][一二三四五六七八九十百千零万]*元?)"
)


@dataclass(frozen=True, slots=True)
class Covenant:
    """One test of a figure."""

    metric: Field[str]
    operator: Field[str]
    threshold: Field[Decimal]
    unit: Field[str]


def covenants(flow: Text, start: int, end: int, *, breach: bool = False) -> Iterator[Covenant]:
    """Yield the tests in the characters from `start` to `end`; a blank threshold stays empty and is not dropped.

    `breach` says that the characters stand in a list of events of default.
    """
    yield from _tests(flow, start, end, breach=breach)
    for found, metric, operator in _inverted(flow.chars[start:end]):
        value, unit, a, b = _threshold(found["n"], metric)
        if value is None or (unit == "percent" and metric in _SUMS):
            continue
        at = start + found.start("n")
        yield Covenant(
            flow.field(metric, start + found.start("m"), start + found.end("m"), 0.85),
            flow.field(operator, start + found.start("o"), start + found.end("o"), 0.85),
            flow.field(value, at + a, at + b, 0.85),
            flow.field(unit, at + a, at + b, 0.85) if unit else Field(),
        )


def _tests(flow: Text, start: int, end: int, *, breach: bool = False) -> Iterator[Covenant]:
    """Yield the tests whose figure stands behind what it measures."""
    text = flow.chars[start:end]
    taken: list[tuple[int, int]] = []
    for metric, pattern in metrics():
        for found in re.finditer(pattern, text):
            if any(a <= found.start() < b for a, b in taken):
                continue
            found_op = _operator(text, found.end())
            if found_op is None:
                continue
            operator, op_start, op_end = found_op
            taken.append((found.start(), op_end))
            tail = text[op_end : op_end + 30]
            if re.match(r"\s*以下\s*\(不含\)", tail):
                operator = "<"
            rest = re.split(_PART, text[op_end:])[0]
            fallen = _FALLEN.search(text[op_start:op_end])
            if (fallen or breach or _BREACH.search(text[op_end : op_end + 60])) and not re.search(
                r"应|须|不得", text[found.end() : op_start]
            ):
                operator = _NEGATED[operator] if operator in (">", "<") else operator
            rest, skipped = _own_part(text, found.start(), op_start, rest)
            value, unit, a, b = _threshold(rest, metric)
            a, b = a + skipped, b + skipped
            said = metric
            if unit == "percent" and metric in _SUMS:
                if not _CHANGE.search(text[found.end() : op_start]):
                    continue  # a share of the revenue or profit is a test of something else
                said = "other"
            base = start + op_end
            if re.search(r"(?:美|港|欧)[元币]|英镑|日元|外币", rest):
                value, unit = None, None  # thresholds are in yuan
            if text[op_start:op_end].endswith(("正", "负", "正数", "正值", "负数", "负值")):
                value, unit, a, b = Decimal(0), "yuan" if metric in _SUMS else None, op_start - op_end, 0
            yield Covenant(
                flow.field(said, start + found.start(), start + found.end(), 0.9),
                flow.field(operator, start + op_start, start + op_end, 0.9),
                flow.field(value, base + a, base + b, 0.9) if value is not None else Field(),
                flow.field(unit, base + a, base + b, 0.9) if unit else Field(),
            )


_RATIO = re.compile(
    r"[\u4e00-\u9fffA-Za-z/]{2,14}(?:率|比[率例重值]|倍数|之比|占比|天数|次数|余额|规模|[总金数]额|收入|利润|产值|资产)(?![和及与、])"
)


def any_test(flow: Text, start: int, end: int) -> Iterator[Covenant]:
    """Yield the tests of figures that no list knows: a ratio or sum with an operator and a number behind it."""
    text = flow.chars[start:end]
    for found in _RATIO.finditer(text):
        operator = _operator(text, found.end())
        if operator is None:
            continue
        sign, op_start, op_end = operator
        value, unit, a, b = _threshold(re.split(_PART, text[op_end:])[0], "other")
        if value is None:
            continue
        if _BREACH.search(text[op_end : op_end + 60]) and sign in (">", "<"):
            sign = _NEGATED[sign]
        yield Covenant(
            flow.field("other", start + found.start(), start + found.end(), 0.7),
            flow.field(sign, start + op_start, start + op_end, 0.7),
            flow.field(value, start + op_end + a, start + op_end + b, 0.7),
            flow.field(unit, start + op_end + a, start + op_end + b, 0.7) if unit else Field(),
        )


_INVERTED = re.compile(
    r"(?P<o>不(?:得)?(?:少于|低于|高于|超过|大于)|至少|不少于)(?P<n>[^,。;的]{1,24}?)的(?P<m>[\u4e00-\u9fff]{2,10})"
)


def _inverted(text: str) -> Iterator[tuple[re.Match[str], str, str]]:
    """Yield (words, metric, operator) of each figure that stands before what it measures: 保持不少于五千万元的净资产."""
    for found in _INVERTED.finditer(text):
        metric = next((m for m, p in metrics() if re.match(rf"(?:有效|合并|总)?(?:{p})", found["m"])), None)
        operator = next((o for p, o in _OPERATORS if re.search(p, found["o"])), None)
        if metric and operator:
            yield found, metric, operator


def _own_part(text: str, metric: int, operator: int, rest: str) -> tuple[str, int]:
    """Return the part of the words after the operator that is this metric's, and how many characters stand before it.

    流动比率、速动比率分别不低于120%、80% gives the second metric the second number; nothing where they do not match in number.
    """
    if not re.search("分别", text[metric:operator]):
        return rest, 0
    start = max(text.rfind(c, 0, metric) for c in ",。;:") + 1
    names = re.split("[、和及与]", text[start:operator].split("分别", maxsplit=1)[0])
    numbers = list(_NUMBER.finditer(re.split(r"[。;]", rest)[0]))
    own = len(re.split("[、和及与]", text[start:metric])) - 1
    if len(numbers) != len(names) or own >= len(numbers):
        return "", 0
    end = numbers[own + 1].start() if own + 1 < len(numbers) else len(rest)
    return rest[numbers[own].start() : end], numbers[own].start()


def _operator(text: str, at: int) -> tuple[str, int, int] | None:
    """Return the operator that follows the metric within the same part of the sentence."""
    window = re.split(r"[。;；]", text[at : at + 40])[0]
    sign = re.match(r"[^,，]{0,10}?(?:应|须)?(?:为|保持|呈)正(?:数|值)?", window)
    if sign:
        return ">", at, at + sign.end()
    minus = re.match(r"[^,，]{0,6}?不(?:得|能|应)?(?:为|出现)负(?:数|值)?", window)
    if minus:
        return ">=", at, at + minus.end()
    lost = re.match(r"[^,，。;]{0,10}?(?<!不得)(?<!不能)(?<!不应)(?<!不)(?:为|转为?|变为|呈|出现)负(?:数|值)?", window)
    if lost:
        return "<", at, at + lost.end()
    best: tuple[int, str, int] | None = None
    for pattern, operator in _OPERATORS:
        hit = re.search(pattern, window)
        if hit and "," not in window[: hit.start()] and (best is None or hit.start() < best[0]):
            best = hit.start(), operator, hit.end()
    if best:
        return best[1], at + best[0], at + best[2]
    late = re.match(
        r"[^,，]{0,12}?(?=[\d一二三四五六七八九百人壹贰叁肆伍陆柒捌玖][^,，]{0,14}?(?P<o>[以之]上|[以之]下|[以之]内|为限|为上限|为下限))",
        window,
    )
    if late:
        return (">=" if late["o"][-1] == "上" or late["o"] == "为下限" else "<="), at + late.start(), at + late.end()
    return None


def _threshold(text: str, metric: str) -> tuple[Decimal | None, str | None, int, int]:
    """Return (value, unit, from, to): percent, times or yuan as the interface has them."""
    found = _NUMBER.search(text)
    if found is None:
        return None, ("percent" if "%" in text else None), 0, 0
    a, b = found.span()
    if found["w"] or (found["u"] or "").endswith("元"):
        money = find_money(text)
        return (Decimal(str(money[0])), "yuan", money[1], money[2]) if money else (None, None, a, b)
    if found["p"] or found["q"]:
        return _han_decimal(found["p"] or found["q"]), "percent", a, b
    if found["c"]:
        rest = 5 if found["h"] == "半" else number_of(found["h"] or "") or 0
        return Decimal((number_of(found["c"]) or 0) * 10 + rest), "percent", a, b
    if found["s"]:
        spoken = parse_words(found["s"].removesuffix("元").replace("两", "二") + "元")
        return (Decimal(str(spoken)), "yuan", a, b) if spoken is not None else (None, "yuan", a, b)
    if found["z"]:
        return _han_decimal(found["z"]), "times", a, b
    value = Decimal(found["d"].replace(",", ""))
    if (found["u"] or "").endswith(("%", "百分点")):
        return value, "percent", a, b
    if found["u"] == "倍":
        return value, "times", a, b
    if metric in _SUMS:
        return value, "yuan", a, b
    if metric in ("debt_ratio", "external_guarantees", "sales_collection_share") and value < 1:
        return value * 100, "percent", a, b
    return value, "times", a, b


def _han_decimal(text: str) -> Decimal | None:
    whole, _, part = text.partition("点")
    number = number_of(whole) if whole not in ("零", "〇") else 0
    if number is None:
        return None
    digits = "".join(str(number_of(c) or 0) for c in part)
    return Decimal(f"{number}.{digits}") if digits else Decimal(number)
