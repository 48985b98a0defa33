"""Finds values by the meaning of their label, their place and their neighbours."""

# ruff: noqa: E501 - lists and patterns of printed words read better unbroken
from __future__ import annotations

import functools
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, TypeVar

from docaudit.records.evidence import Field
from docaudit.records.money import Money
from docaudit.understanding.gloss import GLOSS, is_gloss
from docaudit.understanding.glued import begins_value, glued_pattern, stacked_pattern
from docaudit.understanding.kinds import WORD_GLYPHS, Kind
from docaudit.understanding.paper import Paper
from docaudit.understanding.text import GAP, Text, union

V = TypeVar("V")

COMMON_LABELS = (
    "地址", "注册地址", "联系地址", "通讯地址", "住所", "住所地", "住址", "法定代表人", "法定代表人或负责人", "法人代表", "负责人", "联系电话", "电话", "手机号码",
    "传真", "邮编", "邮政编码", "电子邮箱", "开户行", "开户银行", "开户行名称", "账号", "帐号", "银行账号", "银行帐号", "银行账户", "户名", "开户名称", "账户名称",
    "身份证号", "身份证号码", "证件号码", "证件类型", "统一社会信用代码", "营业执照", "营业执照号码", "纳税人识别号", "税号", "签订日期", "签署日期", "日期", "签订地点",
    "合同编号", "授权代表", "委托代理人", "委托人", "联系人", "经办人", "联系方式", "签字", "盖章", "公章", "单位名称", "备注", "甲方", "乙方", "丙方", "摘要", "用途", "附言",
    "复核", "记账", "会计", "出纳", "审核", "制单", "主管", "币种", "金额", "大写", "小写", "合计", "交易时间", "打印时间", "流水号", "凭证号", "授权代理人", "项目经理",
    "借款人", "贷款人", "出借人", "保证人", "抵押人", "出质人", "债权人", "债务人", "签约日期", "签约地点", "身份证", "家庭住址", "编号", "单位", "数量", "单价", "规格型号", "名称",
    "负责人签字", "法定代表人签字", "单位地址", "法人", "开户网点", "邮箱", "性别", "民族", "职业", "配偶", "所属行业", "行业", "合同签订地", "签约时间", "签订时间", "见证人",
)  # fmt: skip
"""Labels that papers of any type print: a value ends where one of them begins."""

_QUALIFIER = r"(?:[\t ]?\([^()\n:]{0,14}\)|[%‰](?=[\t ]?(?:[:\t\n]|$))){0,2}"
_GLOSSED = rf"{_QUALIFIER}(?:{GLOSS})?"


@functools.lru_cache(maxsize=4096)
def _label_pattern(label: str) -> re.Pattern[str]:
    """Match a label whose glyphs may be spread (名 称), with what is bracketed behind it."""
    glyphs = r"[\t ]?".join(re.escape(c) for c in label)
    return re.compile(
        rf"(?:(?<=[\s:;,。、.)(\]【】》条0-9A-Za-z|/\"“”*☑■√□☐:-])|(?<=\d日)|(?<=元整)|^)(?P<label>{glyphs})(?P<qualifier>{_QUALIFIER})(?:{GLOSS})?(?P<mark>[\t ]?[:;](?=.|\n|$)|(?<=.)】:?|(?=[\t\n]|$))",
        re.MULTILINE,
    )


@functools.lru_cache(maxsize=256)
def _stop_pattern(labels: tuple[str, ...]) -> re.Pattern[str]:
    """Match where another label begins: any of `labels` before a colon, or between gaps; or any short word before a colon."""
    names = "|".join(r"[\t ]?".join(re.escape(c) for c in x) for x in sorted(set(labels), key=len, reverse=True))
    return re.compile(
        rf"【(?:{names})】|(?:{names}){_GLOSSED}[\t ]?:|(?:(?<=[\t\n;,。])|(?<=\t[□☐○●])|^)(?:{names}){_GLOSSED}(?=[\t\n]|$)"
        rf"|(?<=\t)[\u4e00-\u9fff/()%‰]{{2,12}}:"
    )


@functools.lru_cache(maxsize=256)
def _whole_pattern(stop: re.Pattern[str]) -> re.Pattern[str]:
    """Match what is nothing but a label of the pattern."""
    return re.compile(rf"(?:{stop.pattern})[\t ]*")


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a value may stand: characters of a view, where its label begins, how sure the place is."""

    view: Text
    label: str
    qualifier: str
    label_start: int
    start: int
    end: int
    sure: float


Where = Callable[[Text, int], bool]
"""Says whether a label at that character of that view counts (an area of the page, a part of the text)."""


class Fields:
    """Looks values up in one paper.

    Args:
        paper: the document.
        labels: all labels of its type; a value never runs into one of them.
        captions: what is a label on this paper alone; they stop a value as `labels` do.
    """

    def __init__(self, paper: Paper, labels: Iterable[str] = (), captions: Iterable[str] = ()) -> None:
        self.paper = paper
        labels, own = tuple(labels), tuple(captions)
        self._labels = frozenset((*labels, *COMMON_LABELS, *own))
        self._squeezed = re.sub(r"[\t ]", "", f"{paper.text.chars}\n{paper.cells.chars}")
        self._stop = _stop_pattern((*labels, *COMMON_LABELS))
        self._whole = _whole_pattern(self._stop)
        # A pattern of its own: that of the type's labels is compiled once, not for each paper.
        self._own = _stop_pattern(own) if own else None

    def find(
        self,
        labels: Sequence[str],
        kind: Kind[V],
        *,
        where: Where | None = None,
        accept: Callable[[V], bool] | None = None,
    ) -> Field[V]:
        """Return the value of the first of `labels` that has one, else an empty field."""
        return next(self.all(labels, kind, where=where, accept=accept), Field())

    def all(
        self,
        labels: Sequence[str],
        kind: Kind[V],
        *,
        where: Where | None = None,
        accept: Callable[[V], bool] | None = None,
    ) -> Iterator[Field[V]]:
        """Yield all values beside `labels`, those of earlier labels first."""
        for spots in (self.spots, functools.partial(self._glued_spots, kind)):
            for label in labels:
                for spot in spots(label, where):
                    field = self.read(spot, kind)
                    if field.value is not None and (accept is None or accept(field.value)):
                        yield field

    def read(self, spot: Spot, kind: Kind[V]) -> Field[V]:
        """Return the value of `kind` at a spot."""
        body = spot.view.chars[spot.start : spot.end]
        found = kind.find(body)
        if found is None:
            return Field()
        wrapped = self._wrapped(spot, kind) if not body[found[2] :].strip(" \t,.") else None
        if wrapped is not None:
            return self.read(wrapped, kind)
        value, start, end = found
        if isinstance(value, Money):
            qualifier = spot.qualifier
            if (
                spot.label in _SUMS
                and not re.search(r"[¥元万亿]", body)
                and _IN_TEN_THOUSANDS.search(self.paper.text.chars)
            ):
                qualifier = "(万元)"
            value = _in_unit(value, qualifier, body)  # type: ignore[assignment]
        return spot.view.field(value, spot.start + start, spot.start + end, spot.sure, spot.label_start)

    def _wrapped(self, spot: Spot, kind: Kind[V]) -> Spot | None:
        """Return the spot in the joined prose where an amount is printed over the end of its line (12,440,⏎000.00元)."""
        joins = _BROKEN.get(kind.name)
        if joins is None or spot.view is not self.paper.text or spot.view.chars[spot.end : spot.end + 1] != "\n":
            return None
        flow, places = self.paper.flow, [self.paper.text.at[i] for i in (spot.start, spot.end - 1)]
        start, end = (next((i for i, at in enumerate(flow.at) if at == place), -1) for place in places)
        if min(start, end) < 0 or not joins.match(flow.chars, end):
            return None
        stop = re.compile(r"[\n。;]").search(flow.chars, end + 1)
        last = self.cut(flow.chars, start, stop.start() if stop else len(flow.chars))
        return Spot(flow, spot.label, spot.qualifier, start, start, last, spot.sure) if last > end + 1 else None

    def spots(self, label: str, where: Where | None = None) -> Iterator[Spot]:
        """Yield the places where the value of `label` may stand, the surest first."""
        if label in self._squeezed:
            yield from self._cell_spots(label, where)
            for view in (self.paper.cells, self.paper.text):
                for found in _label_pattern(label).finditer(view.chars):
                    if where is None or where(view, found.start("label")):
                        yield from self._line_spots(view, label, found)
        if self.paper.ocr and len(label) >= 4:
            yield from self._fuzzy_spots(label, where)

    def _line_spots(self, view: Text, label: str, found: re.Match[str]) -> Iterator[Spot]:
        colon = bool(found["mark"].strip())
        start, line_end = found.end(), view.chars.find("\n", found.end())
        line_end = len(view.chars) if line_end < 0 else line_end
        end = self.cut(view.chars, start, line_end)
        sure = 0.97 if colon else 0.9
        body = view.chars[start:end].strip("\t :_" + _MARKS)
        if body and not colon and _CAPTION_LIKE.fullmatch(body):
            under = self._below(view, found.start("label"), start, colon=False)
            if under:  # a row of captions over a row of values
                yield Spot(view, label, found["qualifier"], under[0], under[0], under[1], 0.8)
                return
        if body:
            yield Spot(view, label, found["qualifier"], found.start("label"), start, end, sure)
        elif (view is self.paper.text and end == line_end) or not colon:
            below = self._below(view, found.start("label"), start, colon=colon)
            if below:
                yield Spot(
                    view, label, found["qualifier"], below[0], below[0], below[1], sure * (0.7 if colon else 0.85)
                )

    def _glued_spots(self, kind: Kind[Any], label: str, where: Where | None = None) -> Iterator[Spot]:
        """Yield the places behind labels that nothing but a narrow blank, or on a scan not even that, parts from a value."""
        if len(label) < 2 or label not in self._squeezed:
            return
        for view in (self.paper.cells, self.paper.text):
            for found in glued_pattern(label).finditer(view.chars):
                at, start = found.start("label"), found.end()
                if any(len(x) > len(label) and view.chars.startswith(x, at) for x in self._labels):
                    continue
                line_end = view.chars.find("\n", start)
                end = self.cut(view.chars, start, line_end if line_end >= 0 else len(view.chars))
                (left, last), (right, first) = view.at[start - 1], view.at[start]
                apart = left != right or first > last + 1
                if begins_value(kind.name, view.chars[start:end], apart=apart) and (where is None or where(view, at)):
                    yield Spot(view, label, found["qualifier"], at, start, end, 0.8)

    def cut(self, chars: str, start: int, end: int) -> int:
        """Return where the value beside a label ends: at the next label or the end of the line."""
        for pattern in (self._stop, self._own):
            stop = pattern.search(chars, start, end) if pattern else None
            while pattern and stop and stop.start() == start and stop.end() == start:
                stop = pattern.search(chars, start + 1, end)
            end = stop.start() if stop else end
        return end

    def _below(self, view: Text, start: int, end: int, *, colon: bool) -> tuple[int, int] | None:
        """Return the piece of the next lines that stands under the characters, if it is no label itself."""
        if view is not self.paper.text:
            return None
        rows = self.paper.rows
        at = next((i for i, r in enumerate(rows) if r.start <= start < r.end), None)
        if at is None:
            return None
        label = union(t.box for t, _, _ in view.part(start, end).pieces(0, end - start))
        pieces = view.pieces(start, end)
        x0 = min(t.box.x0 + a * t.box.width for t, a, _ in pieces)
        x1 = max(t.box.x0 + b * t.box.width for t, _, b in pieces)
        below = [r for r in rows[at + 1 : at + 4] if not is_gloss(view.chars[r.start : r.end])]
        for row in below[:2]:
            if row.page != rows[at].page or row.box.y0 - label.y1 > 3.5 * max(label.height, 0.008):
                return None
            for first, last in chunks(view.chars, row.start, row.end):
                box = union(t.box for t, _, _ in view.pieces(first, last))
                if min(x1, box.x1) - max(x0, box.x0) <= 0:
                    continue
                own = self.is_label(view.chars[first:last]) or self._begins(view.chars, first, last)
                if own or _NO_TIME.search(view.chars[first:last]):
                    return None
                if colon and (last - first < 0.7 * (row.end - row.start)):
                    return None
                return first, last
            if colon:
                return None
        return None

    def _cell_spots(self, label: str, where: Where | None) -> Iterator[Spot]:
        view = self.paper.cells
        pattern = _label_pattern(label)
        for grid in self.paper.grids:
            for r, row in enumerate(grid.spans):
                for c, span in enumerate(row):
                    if span is None:
                        continue
                    found = pattern.match(view.chars, *span)
                    if not found or view.chars[found.end() : span[1]].strip("\t :"):
                        over = self._captioned(label, span) if where is None or where(view, span[0]) else None
                        if over:
                            yield over
                        continue
                    if where is not None and not where(view, span[0]):
                        continue
                    target = self._value_cell(grid.spans, r, c)
                    if target:
                        yield Spot(view, label, found["qualifier"], span[0], target[0], target[1], 0.98)

    def _captioned(self, label: str, span: tuple[int, int]) -> Spot | None:
        """Return the spot in a cell that prints its caption in a line above the value."""
        view = self.paper.cells
        found = stacked_pattern(label).match(view.chars, *span)
        start = found.end() if found else span[1]
        if found is None or start >= span[1] or self.is_label(view.chars[span[0] : span[1]]):
            return None
        over, under = (view.tokens[view.at[at][0]] if view.at[at][0] >= 0 else None for at in (start - 1, start))
        if over is None or under is None or not under.real or over.page != under.page:
            return None
        if under.box.y0 < over.box.y1 - 0.35 * over.box.height:
            return None
        return Spot(view, label, found["qualifier"], span[0], start, span[1], 0.95)

    def _value_cell(self, spans: Sequence[Sequence[tuple[int, int] | None]], r: int, c: int) -> tuple[int, int] | None:
        """Return the cell that holds the value of the label cell: the next in its row, or the one below a heading."""
        chars = self.paper.cells.chars
        right = next((s for s in spans[r][c + 1 :] if s is not None), None)
        if right and chars[right[0] : right[1]].strip() and not self._names_itself(right):
            return right
        if right and not chars[right[0] : right[1]].strip():
            return None
        below = spans[r + 1][c] if r + 1 < len(spans) else None
        if below and chars[below[0] : below[1]].strip() and not self._names_itself(below):
            return below
        return None

    def _names_itself(self, span: tuple[int, int]) -> bool:
        """Say whether a cell is a label, or begins with one of its own (户名:某公司 below 付款人): no other label's value."""
        text = self.paper.cells.chars[span[0] : span[1]].strip()
        found = self._begins(text, 0, len(text))
        return self.is_label(text) or (found is not None and found.group().endswith(":"))

    def is_label(self, text: str) -> bool:
        """Say whether a whole cell or piece is nothing but a label."""
        bare = text.strip().lstrip(_MARKS)
        return bool(self._whole.fullmatch(bare)) or (
            self._own is not None and bool(_whole_pattern(self._own).fullmatch(bare))
        )

    def _begins(self, chars: str, start: int, end: int) -> re.Match[str] | None:
        """Return the label with which the characters begin."""
        own = self._own.match(chars, start, end) if self._own else None
        return self._stop.match(chars, start, end) or own

    def _fuzzy_spots(self, label: str, where: Where | None) -> Iterator[Spot]:
        """Yield spots of labels read with one wrong glyph."""
        view = self.paper.text
        for head, first, start, stop in self._heads.get(len(label), ()):
            odd = [a + b for a, b in zip(head, label, strict=True) if a != b]
            if len(odd) != 1 or set(odd[0]) <= _OPPOSED:
                continue  # of the other side (收款人 for 付款人)
            if where is not None and not where(view, first):
                continue
            end = self.cut(view.chars, start, stop)
            if view.chars[start:end].strip("\t :"):
                yield Spot(view, label, "", first, start, end, 0.8)

    @functools.cached_property
    def _heads(self) -> dict[int, list[tuple[str, int, int, int]]]:
        """By length what begins a line or stands behind a gap, up to a colon, and is no label as it is: text, places."""
        found: dict[int, list[tuple[str, int, int, int]]] = {}
        for row in self.paper.rows:
            for first, last in chunks(self.paper.text.chars, row.start, row.end):
                head, mark, _ = self.paper.text.chars[first:last].partition(":")
                if head.lstrip("([") not in self._labels:  # a bracket is no glyph misread: （合同编号：…）
                    found.setdefault(len(head), []).append((head, first, first + len(head) + len(mark), row.end))
        return found


def chunks(chars: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield the pieces of a line between wide gaps."""
    for found in re.finditer(r"[^\t\n]+", chars[start:end]):
        yield start + found.start(), start + found.end()


_CAPTION_LIKE = re.compile(
    r"[\u4e00-\u9fff]{0,6}(?:事项|名称|编号|号码|[账帐]号|日期|时间|金额|方式|形式|用途|事由|内容|期限|利率|种类|类型|说明|摘要|备注|币种|税号|数量|单价|地址|电话)(?:\([^()]*\))?"
)
"""Words that end as captions do: beside another caption they are no value where something stands below."""
_NO_TIME = re.compile(r":(?!\d\d(?!\d))")
"""A colon that is no clock's: it stands behind a label."""
_MARKS = "□☐■○●·•*☆★◆|"
"""What a scan reads before a label: boxes, bullets, the icons of a telephone."""
_BROKEN = {
    **dict.fromkeys(("money", "figures"), re.compile(rf"[\d,.][\d,.]|[{WORD_GLYPHS}][{WORD_GLYPHS}]")),
    "words": re.compile(rf"[{WORD_GLYPHS}][{WORD_GLYPHS}]"),
    "account": re.compile(r"[\d*](?=[\d*]{1,30}(?!\d*[.、年月日]))"),
}
"""The last sign of a line and the first of the next, between which an amount or account may be broken."""
_OPPOSED = frozenset("收付供交送发买卖购销甲乙丙借贷出入转汇存取")
"""Glyphs that tell the sides of a paper apart: one of them is never another one misread."""
_SUMS = frozenset({"合计", "总计", "小计", "合计金额", "金额合计"})
_IN_TEN_THOUSANDS = re.compile(r"金额\((?:人民币)?万元\)|单位:(?:人民币)?万元")
_UNIT = re.compile(r"(?:单位[:]?|^)\(?(?:人民币)?(亿|百万|万|千)?元\)?")
_FACTORS = {"亿": Decimal(10**8), "百万": Decimal(10**6), "万": Decimal(10**4), "千": Decimal(1000)}


def _in_unit(value: Money, qualifier: str, body: str) -> Money:
    """Scale a figure by the unit in its label (金额（万元）), unless a unit stands beside the figure itself."""
    unit = _UNIT.search(qualifier.strip("\t ").strip("()"))
    if unit and unit.group(1) and not re.search(r"[万亿千]", body):
        return value.times(_FACTORS[unit.group(1)])
    return value


__all__ = ["COMMON_LABELS", "GAP", "Fields", "Spot", "Where", "chunks"]
