"""Which words of a statement's head name what, and the values beside or below them."""

# ruff: noqa: E501 - Han count double, and word lists read best in long lines

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from docaudit.records.names import is_person_name
from docaudit.records.pages import Cell, Page
from docaudit.understanding.grids import GridRow
from docaudit.understanding.statements.figures import is_nothing, parse_fen
from docaudit.understanding.statements.printed import CURRENCIES, DAY, currency_of

# Labels by what they name; those under "" are known only so that they end the value before them.
_LABELS = {
    "account_number": (
        "银行账号|银行帐号|客户账号|客户帐号|查询账号|查询帐号|本方账号|账户账号|账户号码|帐户号码|账号/卡号|卡号/账号|账/卡号|卡/账号|银行卡号|借记卡号|"
        "交易账号|账号|帐号|卡号|账户号|账户|主账号|支付宝账户|支付宝账号|京东账号名|account number|account no.|account no|a/c no.|card number"
    ),
    "account_name": (
        "用户姓名|账户名称|帐户名称|账号名称|帐号名称|客户名称|客户姓名|客户名|户名|姓名|单位名称|账户名|帐户名|开户名称|开户名|存款人名称|存款人|本方户名|客户|"
        "持卡人|account name|customer name|name"
    ),
    "bank": "开户银行|开户行名称|开户行|开户机构名称|开户机构|开户网点|银行名称|所属机构|bank branch|bank name|bank",
    "currency": "账户币种|交易币种|币种名称|币种|币别|货币种类|货币名称|货币|currency",
    "period": (
        "起止日期|起止时间|查询起止日期|查询起止时间|查询期间|查询时段|查询时间段|查询时间范围|查询日期|查询时间|日期区间|时间区间|交易日期区间|交易日期|交易区间|交易期间|交易时间段|交易时段|"
        "账单周期|账单期间|对账期间|对账日期|统计期间|明细区间|起始日期至截止日期|时间范围|日期范围|期间|statement period|period"
    ),
    "start": ("查询开始日期|查询起始日期|查询起日|起始日期|起始时间|开始日期|开始时间|起始日|起日|start date|from"),
    "end": (
        "查询结束日期|查询终止日期|查询截止日期|查询止日|截止日期|截止时间|结束日期|结束时间|终止日期|终止时间|截止日|止日|end date|to"
    ),
    "opening": "对账单期初余额|期初账户余额|期初余额|期初结余|上期余额|上期结余|月初余额|承前余额|起始余额|opening balance",
    "closing": "对账单期末余额|对账单余额|期末账户余额|期末余额|期末结余|本期余额|月末余额|截止余额|终了余额|closing balance",
    "sum_in": (
        "累计贷金额|贷方发生额合计|贷方金额合计|贷方合计|贷方总额|贷方累计|收入金额合计|收入总金额|收入合计|收入总额|总收入|合计收入|total credit"
    ),
    "sum_out": (
        "累计借金额|借方发生额合计|借方金额合计|借方合计|借方总额|借方累计|支出金额合计|支出总金额|支出合计|支出总额|总支出|合计支出|total debit"
    ),
    "both": (
        "户名/账号|账号/户名|户名/卡号|卡号/户名|户名及账号|账号及户名|账户名称/账号|账号/账户名称|账户/户名|户名/账户|账号户名|客户名称/账号|账号/客户名称|"
        "账户名称及账号|账号及账户名称|户名与账号|账号与户名"
    ),
    "user": "用户|用户名称",
    "": (
        "打印日期|打印时间|打印机构|申请时间|申请日期|导出时间|导出类型|导出交易类型|导出交易场景|生成日期|生成时间|标题|文件类型|接口版本|经办人|"
        "银行码|开户行地区|地区|记录条数|总笔数|累计借总笔数|累计贷总笔数|借方笔数|贷方笔数|收入笔数|支出笔数|卡别名|子账户序号|子账户类别|"
        "子账户别名|账户类型|账户类别|账户状态|账户性质|钞汇标志|钞汇|储种|页码|页数|客户号|证件号码|证件类型|身份证号|可用余额|当前余额|账户余额|"
        "余额|单位|联系电话|电话|地址|验证码|电子回单号码|流水号|操作员|柜员|微信昵称|微信号|币制|总页数|联行号|行号|明细类型|排序方式|"
        "借方|贷方|收入|支出|笔数|金额|合计|共计"
    ),
}


# Whose account it is may stand before the plain word: 单位账号, 存款账户, 开户单位名称.
_WHOSE = "银行|客户|查询|本方|我方|单位|存款单位|开户单位|存款人|开户人|申请人|存款|结算|开户|企业|公司|签约|本人|本户|储蓄|个人|持卡人"
_LABELS["account_number"] += "".join(
    f"|{w}{part}" for w in _WHOSE.split("|") for part in ("账号", "账户", "账户号码", "帐号", "卡号")
)
_LABELS["account_name"] += "|户主|存款单位|开户单位|开户人" + "".join(
    f"|{w}{part}" for w in _WHOSE.split("|") for part in ("名称", "户名", "姓名")
)


def _letters(word: str) -> str:
    """Return a pattern for a label whose letters may be spaced (``户　名``)."""
    return r"\s*".join(re.escape(ch) for ch in word if ch != " ")


_KEYS = {re.sub(r"\s", "", w).lower(): key for key, words in _LABELS.items() for w in words.split("|")}
_ANY = "|".join(_letters(w) for w in sorted(_KEYS, key=len, reverse=True))
_HAN_ANY = "|".join(_letters(w) for w in sorted(_KEYS, key=len, reverse=True) if not w.isascii())
_ENGLISH = (
    r"(?:(?:account|a/c|card|customer|client|holder|name|title|of|no|number|currency|ccy|period|bank|branch|date|start|end|from|"
    r"to|opening|closing|balance|statement|the)\b[ ./'&-]*){1,5}"
)
"""The same label in English beside it; a word that can be the value (CNY) is none of these."""
_LABEL = re.compile(
    rf"(?:(?<![\u4e00-\u9fffA-Za-z])|(?<=公司)|(?<=[厂店社行部心])(?=[账帐卡]号|币种))({_ANY})\s*(?:{_ENGLISH})?(?:[(（\[【][^)）\]】]{{0,12}}[)）\]】])?\s*([:：]+|$|(?=\s*[\[【]))",
    re.IGNORECASE,
)
_OPEN = re.compile(rf"(?:^|(?<=[\s(,;\d]))({_HAN_ANY})((?:\s*{_ENGLISH})?[\s为]*)(?=\S)", re.IGNORECASE)
"""A label that no colon ends, only white space or its English; what follows has to be of its kind (`_fits`)."""
_HAN_SIGN = re.compile(r"[\u4e00-\u9fff]")
_BARE = re.compile(rf"({_ANY})\s*(?:{_ENGLISH})?(?:[(（][^)）]{{0,12}}[)）])?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Pair:
    """A label with its value as printed."""

    key: str
    value: str
    page: Page
    cell: Cell


def pairs(rows: Iterable[GridRow]) -> Iterator[Pair]:
    """Yield label and value pairs; the value stands behind the label in its cell, in the next cell, or below it."""
    above: list[Cell] = []
    for row in rows:
        if above:
            yield from _below(above, row)
        above = row.filled() if _only_labels(row) else []
        cells = row.filled()
        texts = [plain(c.text) for c in cells]
        for i, text in enumerate(texts[:-1]):
            if _HAN_SIGN.fullmatch(text) and re.match(r"[\u4e00-\u9fff]{1,3}(?:\s*[:：]|\s|$)", texts[i + 1]):
                texts[i], texts[i + 1] = "", f"{text}{texts[i + 1]}"  # the letters of a label stand wide apart
        for i, (cell, text) in enumerate(zip(cells, texts, strict=True)):
            found = list(_LABEL.finditer(text))
            if not found and (bare := _BARE.fullmatch(text)) is not None:
                found = [bare]
            found = _with_open(text, found)
            for k, match in enumerate(found):
                key = _KEYS[re.sub(r"\s", "", match.group(1)).lower()]
                stop = found[k + 1].start() if k + 1 < len(found) else len(text)
                value = text[match.end() : stop].strip(" \t,;，；|")
                if match.re is _OPEN and "(" not in value:
                    value = value.partition(")")[0]  # the label stood in brackets: 某公司(账号 6222…)
                source = cell
                if not value and k + 1 == len(found) and i + 1 < len(cells):
                    after = texts[i + 1]
                    if _LABEL.match(after) or _BARE.fullmatch(after):
                        continue
                    value, source = after, cells[i + 1]
                elif key == "both" and k + 1 == len(found) and i + 1 < len(cells) and _half(value):
                    value = _with_half(value, texts[i + 1])
                if value and not is_nothing(value):
                    yield Pair(key, value, row.page, source)


def _half(value: str) -> bool:
    """Say whether the value of a name and a number (账号/户名) is but one of them: a wide gap parts the other from it."""
    return bool(re.fullmatch(r"[\d* -]{8,}/?", value)) or not re.search(r"\d", value)


def _with_half(value: str, after: str) -> str:
    """Return both halves of a name and a number where the next cell holds the other one and no label."""
    other = re.search(r"\d", value) is None
    fits = re.fullmatch(r"[\d* -]{8,}", after) if other else re.fullmatch(r"[\u4e00-\u9fff·()]{2,40}", after)
    return f"{value.rstrip('/')} {after}" if fits else value


def _only_labels(row: GridRow) -> bool:
    """Say whether a row holds nothing but labels, as the head of a small table does."""
    cells = row.filled()
    return len(cells) > 1 and all(_BARE.fullmatch(plain(c.text)) for c in cells)


def _below(labels: Sequence[Cell], row: GridRow) -> Iterator[Pair]:
    """Yield the values that stand below labels, one below each."""
    values = row.filled()
    if len(values) != len(labels) or _only_labels(row):
        return
    for label, value in zip(labels, values, strict=True):
        found = _BARE.fullmatch(plain(label.text))
        text = plain(value.text)
        if found is not None and not is_nothing(text) and _LABEL.match(text) is None:
            yield Pair(_KEYS[re.sub(r"\s", "", found.group(1)).lower()], text, row.page, value)


def _with_open(text: str, found: list[re.Match[str]]) -> list[re.Match[str]]:
    """Add the labels that only white space parts from a value of their kind."""
    taken = [m.span() for m in found]
    more = [
        m
        for m in _OPEN.finditer(text)
        if not any(a < m.end() and m.start() < b for a, b in taken)
        and (
            (_fits if m.group(2) else _fits_glued)(_KEYS[re.sub(r"\s", "", m.group(1)).lower()], text[m.end() :])
            or (not m.group(2) and m.group(1)[-2:] in ("户名", "姓名") and _person_alone(text[m.end() :]))
        )
    ]
    return sorted([*found, *more], key=lambda m: m.start()) if more else found


def _person_alone(text: str) -> bool:
    """Say whether a text is a person's name and nothing else."""
    return re.fullmatch(r"[\u4e00-\u9fff·]{2,12}", text) is not None and is_person_name(text)


def _fits_glued(key: str, text: str) -> bool:
    """Say whether a text is such a value for certain, where an OCR engine lost the blank between it and its label."""
    if key == "account_number":
        return bool(re.match(r"[\d*]{8,}(?:\s|$|\)|[\u4e00-\u9fff])", text))
    if key == "account_name":
        return bool(re.match(r"[\u4e00-\u9fff()]{2,30}(?:公司|厂|商行|合作社|中心|集团)(?:\s|$|\))", text))
    if key == "bank":
        return bool(re.match(r"[\u4e00-\u9fff]{2,16}(?:银行|信用社)", text))
    if key == "currency":
        return any(pattern.match(text) for pattern, _ in CURRENCIES)
    if key in ("period", "start", "end", "opening", "closing", "sum_in", "sum_out"):
        return _fits(key, text)
    return False


def _fits(key: str, text: str) -> bool:
    """Say whether a text begins with a value that such a label names."""
    first = next(iter(text.split()), "")
    if first.lower() in _KEYS:
        return key == ""
    if key == "account_number":
        spaced = re.match(r"(?:\d{4} ){2,}\d", text.lstrip()) is not None
        return spaced or (bool(re.fullmatch(r"[\dA-Za-z*-]{6,}(?:\).*)?", first)) and bool(re.search(r"\d{4}", first)))
    if key == "account_name":
        return bool(re.match(r"[\u4e00-\u9fff·（(）)]{2,}", first)) and not re.search(r"[:：,，。]", first)
    if key == "bank":
        return bool(re.search(r"银行|信用社|信用合作", first))
    if key == "currency":
        return currency_of(first) is not None
    if key in ("period", "start", "end"):
        return bool(DAY.match(text))
    if key in ("opening", "closing", "sum_in", "sum_out"):
        return "." in first and parse_fen(first) is not None
    return True


def plain(text: str) -> str:
    """Return a printed text in one line, in half-width forms."""
    return " ".join(unicodedata.normalize("NFKC", text).replace("\n", " ").split())
