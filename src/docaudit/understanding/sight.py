"""What one page shows of the document it belongs to; looked at once, when the page comes."""

# ruff: noqa: E501 - lists and patterns of printed words read better unbroken
from __future__ import annotations

import itertools
import re
import statistics
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from docaudit.records.evidence import Box
from docaudit.records.pages import Page
from docaudit.understanding.classify import Verdict, classify, statement_header
from docaudit.understanding.order import Row
from docaudit.understanding.pagemarks import Mark, page_marks
from docaudit.understanding.paper import HEADING, PAGE_MARK, Paper
from docaudit.understanding.text import GAP

_OWN = (
    ("contract", re.compile(r"(?<![主款保押质信])(?<!担保)(?:合同编?号码?|协议编?号|(?<![据单一证同议])编号|订单编?号)[:\t ]*(?P<v>[A-Za-z0-9()\[\]\u4e00-\u9fff*第字号年-]{4,40})")),
    ("account", re.compile(r"(?:(?<=本方)|(?<![款人方手往来端应/]))[账帐卡]号(?:/[账帐卡]号)?[:\t ]*(?P<v>[\d*]{5,32})")),
    ("invoice", re.compile(r"(?<!属)(?<!税)(?<!普)(?<!专)发票号码[:\t ]*(?P<v>\d{8,20})")),
)  # fmt: skip
"""Kinds of number a document is known by; not the number of another paper that it names (主合同编号)."""
_TOLD = re.compile(r"^[为是系]|的[\u4e00-\u9fff《]*(?:合同|协议)")
"""How a sentence goes on that names some contract by its number; a head prints the number alone."""
_DAY = re.compile(r"(?<!\d)(?:(?:20)?\d\d[-/.年]\d{1,2}[-/.月]\d{1,2}|20\d{6})(?!\d)")
_SUM = re.compile(r"\d\.\d\d(?!\d)")
_LONG = re.compile(r"(?<![\d.,])\d[\d*]{9,}(?![\d.,])")
_PERIOD = re.compile(
    r"(?:期间|起止|账期|区间|起始日期|日期范围|时间段|时段)[^\n\d]{0,8}(\d[\d年月./-]{5,10}\d)[^\d\n]{1,12}(\d[\d年月./-]{5,10}\d)"
)
_CONTINUED = re.compile(r"[(\[]续(?:表)?[\d一二三]*[)\]]|续表|接上页|承前页|转下页续")
_ANNEX = re.compile(
    r"^(?:附件|附表|附录|附图|附页|附)[\t ]*(?:[一二三四五六七八九十]{1,3}|\d{1,2}|[A-F])?(?:[:、.\t ]|$|(?=[\u4e00-\u9fff]))"
)
_NO_ANNEX = re.compile(r"^(?:附件|附)[^\n]{0,3}[:：]?[^\n]{0,30}(?:如下|见|份|页|张)")
_SUPPLEMENT = re.compile(r"^[^。,:;]{0,20}(?:补充|变更)(?:协议|合同)(?:书)?[^。,:;]{0,8}$")
_SIGNING = re.compile(r"无正文|签署页|签字页|签章页|盖章页|签字盖章页|签署栏")
_SIGNED = re.compile(
    r"\((?:公章|盖章|签章|签字|签名|签字或盖章|签字盖章|盖公章|章)\)|(?:签字|盖章|签章|公章|签名)\)?:|(?:签字|盖章|签章)$|(?:检查人|调查人|报告人|填表人|审核人|经办人|客户经理)(?:员)?:|(?:^|\t)日期:",
    re.MULTILINE,
)
_WRITER = re.compile(
    r"[\u4e00-\u9fff()]{4,30}(?:[局厅委处所院会社厂店部行队站]|中心|公司|大队|政府|街道办)(?:\((?:盖章|公章|章)\))?"
)
_LAST_DAY = re.compile(r"\d{4}[年.-]\d{1,2}[月.-]\d{1,2}日?|[二〇○零一二三四五六七八九十年月日]{8,12}")
_CLOSING = 3
"""A letter has more lines than its title and the two that close it."""
_FRONT = re.compile(
    r"^(?:目录|目次|重要提示|特别提示|特别提醒|风险提示|填写说明|填表说明|使用说明|签约须知|声明|说明|告知书|提示|客户须知)"
)
_CLAUSES = (
    ("article", re.compile(r"^第(?P<n>[一二三四五六七八九十百零\d]{1,4})条")),
    ("listed", re.compile(r"^(?P<n>[一二三四五六七八九十]{1,3})[、.]")),
    ("figure", re.compile(r"^(?P<n>\d{1,2})(?:[.、](?=\D)|(?:\.\d{1,2}){1,3}(?=\D))")),
)
_STOPS = "。;:!?"
_ROWS = 3
"""So many lines with a day and a sum are the rows of a statement."""
_EDGE = 0.1  # the share of the page at its top and bottom where running heads and feet stand
_FEW_ROWS = 16  # a cover prints the title, a number, the parties, a date


@dataclass(frozen=True, slots=True)
class Sight:
    """What one page shows.

    Attributes:
        page: the page, or the part of it that one of several papers takes.
        verdict: its own type and title.
        marks: the page numbers on it; `mark` is the one that counts the document's pages.
        numbers: (kind, value) of the numbers the document is known by, from its head and foot.
        long_numbers: those above the rows of a statement that are as long as an account's, whatever labels them.
        edges: running head and foot without their page numbers.
        columns: the head of a statement's table; `period` the days it covers.
        clauses: by style of numbering, the first and last clause that begins here.
        annex, signing, continued, front: it calls itself an annex, a page of signatures, a continuation, front matter.
        supplement: it is titled 补充协议 or the like.
        cover: a title with little below it, no clauses.
        signed: signatures stand on it; `closed`: it ends as a letter does, with who wrote it and the day below.
        broken: it ends in the middle of a table or a sentence; `midway`: it does not begin with a heading.
        filled: how far down it is printed, as a share of the page.
        rows, sums, money_rows: printed lines, those with sums, and those (or a table's rows) with dates and sums as a
            statement has.
        title_row: which line its title is, from 0.
        start: its first words, to tell a second copy.
        region: the box of a paper that shares its page.
    """

    page: Page
    verdict: Verdict
    marks: tuple[Mark, ...] = ()
    mark: Mark | None = None
    numbers: frozenset[tuple[str, str]] = frozenset()
    long_numbers: frozenset[str] = frozenset()
    edges: tuple[str, ...] = ()
    columns: str | None = None
    period: str | None = None
    clauses: Mapping[str, tuple[int, int]] | None = None
    annex: bool = False
    signing: bool = False
    continued: bool = False
    front: bool = False
    supplement: bool = False
    cover: bool = False
    signed: bool = False
    closed: bool = False
    broken: bool = False
    midway: bool = False
    filled: float = 1.0
    rows: int = 0
    sums: int = 0
    money_rows: int = 0
    title_row: int = 0
    start: str = ""
    region: Box | None = None

    @property
    def heads_only(self) -> bool:
        """Whether its title is a small line at the very top: a running head, or the title of a plain form."""
        row = self.verdict.row
        return row is not None and not self.verdict.large and row.box.y1 < _EDGE


def look(page: Page, paper: Paper, region: Box | None = None) -> Sight:
    """Return what one page shows; `paper` is made of this page alone."""
    header = statement_header(paper)
    lines = [paper.line(r) for r in paper.rows]
    verdict = classify(paper)
    table = () if page.is_sheet else _table_lines(page)
    money_rows = max(_dated_sums(lines), _dated_sums(table))
    # What a row of a statement names (单据编号 in a remark) is no number of the statement.
    above = list(itertools.takewhile(lambda line: money_rows < _ROWS or not _is_row(line), lines))
    top = "\n".join(above[:10])
    bare = [line.replace(GAP, "") for line in lines]
    heads = bare[:4]
    clauses = _clauses(lines)
    return Sight(
        page,
        verdict,
        page_marks(paper),
        numbers=_numbers("\n".join((top, *(lines[-2:] if len(above) == len(lines) else ())))),
        long_numbers=frozenset(_LONG.findall(top)) if money_rows else frozenset(),
        edges=_edges(paper),
        columns=re.sub(r"\s", "", paper.line(header)) if header else None,
        period=_period(top),
        clauses=clauses,
        annex=any(_ANNEX.match(t) and not _NO_ANNEX.match(t) and len(t) < 40 for t in heads[:3]),
        signing=any(_SIGNING.search(t) for t in heads),
        continued=bool(_CONTINUED.search("".join(lines[:6]))),
        front=any(_FRONT.match(t) and len(t) <= 12 for t in heads),
        supplement=any(_SUPPLEMENT.match(t) for t in heads),
        cover=len(lines) <= _FEW_ROWS and not clauses and verdict.title is not None,
        signed=len(_SIGNED.findall("\n".join(t for t in lines[len(lines) // 3 :] if "。" not in t))) >= 2,
        closed=len(bare) > _CLOSING
        and bool(_WRITER.fullmatch(bare[-2].strip()) and _LAST_DAY.fullmatch(bare[-1].strip())),
        broken=_broken(paper),
        filled=max((r.box.y1 for r in _body(paper)), default=0.0),
        midway=bool(lines) and not HEADING.match(lines[0]),
        rows=len(lines),
        sums=sum(bool(_SUM.search(t)) for t in lines),
        money_rows=money_rows,
        title_row=paper.rows.index(verdict.row) if verdict.row in paper.rows else 0,
        start="".join(bare)[:600],
        region=region,
    )


def _dated_sums(lines: Iterable[str]) -> int:
    return sum(bool(re.search(r"\d{4}[-/.年]?\d{2}", t) and _SUM.search(t)) for t in lines)


def _is_row(line: str) -> bool:
    """Say whether a line has a day and a sum and names neither, as the rows of a statement do."""
    return bool(_DAY.search(line) and _SUM.search(line)) and not re.search("[:：](?!\\d)", line)


def _table_lines(page: Page) -> list[str]:
    """Return the rows of a page's tables, each in one line: their cells may stand on printed lines of their own."""
    rows = (row for table in page.tables for row in table.rows())
    return [" ".join(cell.text for cell in row if cell is not None) for row in rows]


def _numbers(text: str) -> frozenset[tuple[str, str]]:
    out = set()
    for kind, pattern in _OWN:
        for found in pattern.finditer(text):
            value = re.sub(r"[\s\[\]()]", "", found["v"])
            if _TOLD.search(value) and not text[: found.start()].endswith("本"):
                continue
            if len(re.findall(r"[\dA-Za-z]", value)) >= 3:
                out.add((kind, value))
    return frozenset(out)


def _period(text: str) -> str | None:
    found = _PERIOD.search(text)
    return re.sub(r"\D", "", found[1] + found[2]) if found else None


def _edges(paper: Paper) -> tuple[str, ...]:
    """Return the small lines at the very top and bottom, page numbers and bare figures left out."""
    heights = [r.box.height for r in paper.rows]
    if not heights or paper.pages[0].number is None:
        return ()
    usual = statistics.median(heights)
    out = []
    for row in (*paper.rows[:2], *paper.rows[-2:]):
        if not (row.box.y1 < _EDGE or row.box.y0 > 1 - _EDGE) or row.box.height > 1.25 * usual:
            continue
        pieces = [p.strip() for p in paper.line(row).split(GAP)]
        text = "".join(p for p in pieces if not PAGE_MARK.match(p))
        text = re.sub(r"第\d+页.*|共\d+页.*", "", text)
        if len(text) >= 4 and text not in out:
            out.append(text)
    return tuple(out)


def _clauses(lines: Sequence[str]) -> dict[str, tuple[int, int]]:
    """Return, by style, the first and the last number of the clauses that begin on the page, where they only grow."""
    out: dict[str, tuple[int, int]] = {}
    for style, pattern in _CLAUSES:
        found = [pattern.match(line) for line in lines]
        numbers = [_value(m["n"]) for m in found if m]
        steps = all(0 <= b - a <= 1 for a, b in itertools.pairwise(numbers))
        if numbers and steps:
            out[style] = (numbers[0], numbers[-1])
    return out


def _value(text: str) -> int:
    """Return the number that figures or Chinese numerals below a thousand spell."""
    if text.isdecimal():
        return int(text)
    total, digit = 0, 0
    for char in text:
        if char == "百":
            total, digit = total + max(1, digit) * 100, 0
        elif char == "十":
            total, digit = total + max(1, digit) * 10, 0
        else:
            digit = "零一二三四五六七八九".find(char)
    return total + digit


def _body(paper: Paper) -> list[Row]:
    """Return the lines without page numbers and running feet."""
    rows = [r for r in paper.rows if not PAGE_MARK.match(paper.line(r).replace(GAP, "")) and r.box.y0 < 1 - _EDGE]
    return rows or list(paper.rows)


def _broken(paper: Paper) -> bool:
    rows = _body(paper)
    if len(rows) < 3:
        return False
    line = paper.line(rows[-1])
    if line.count(GAP) >= 2:
        return bool(re.search(r"\d", line))
    return line[-1:] not in _STOPS and rows[-1].box.x1 > max(r.box.x1 for r in rows) - 0.06


_PARTS = re.compile(
    r"分隔|隔页|分页纸|间隔页|插页|索引页|PATCH|SEPARATOR|请勿装订"
    r"|^(?:卷内)?第[一二三四五六七八九十\d]{1,3}(?:部分|册|分册|卷|类|编|章|辑)|部分[:：]"
    r"|^(?:[一二三四五六七八九十\d]{1,3}[、.]|[A-Z][-.、]).{2,14}(?:资料|材料|类|文件|凭证)$|(?:资料|材料|凭证类|合同类|票据类|文件)$",
    re.IGNORECASE,
)
_SHEET_ROWS, _SHEET_GLYPHS = 4, 40


def is_separator(page: Page, paper: Paper) -> bool:
    """Say whether a page only parts the file: a few words that name a section or say so, or nothing but a barcode.

    A page that prints the title of a one-page form and nothing else parts too: the form itself would have been filled.
    """
    lines = [paper.line(r).replace(GAP, "") for r in paper.rows]
    lines = [t for t in lines if not PAGE_MARK.match(t)]
    if page.is_sheet or page.number is None or len(lines) > _SHEET_ROWS or sum(map(len, lines)) > _SHEET_GLYPHS:
        return False
    if page.tables or any(re.search(r"\d{4}", t) for t in lines):
        return False
    return any(_PARTS.search(t.strip("-—·* ")) for t in lines) or (bool(page.codes) and sum(map(len, lines)) <= 8)
