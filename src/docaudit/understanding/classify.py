"""Names the type of a page or document: the title decides, the body only where there is none."""

from __future__ import annotations

import re
import statistics
from collections.abc import Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz

from docaudit.records.pages import Page
from docaudit.understanding.order import Row
from docaudit.understanding.paper import HEADING, PAGE_MARK, Paper
from docaudit.understanding.text import GAP
from docaudit.understanding.titles import ANCHORS, CANONICAL, NO_TITLE, TITLES, VISIT_TITLE

_HEAD_ROWS = 14
_STATEMENT_DATE = re.compile(
    r"(?:交易|记账|入账|会计|业务|发生|付款|创建|账务)?(?:日期|时间|日)$|交易(?:日期|时间)|交易日|记账日|日期时间"
    r"|^(?:(?:transaction|trans\.?|posting|value|booking))?date(?:/time)?$",
    re.IGNORECASE,
)
_DATED = re.compile(r"(?:19|20)\d\d[-/.年]?\d{1,2}[-/.月]?\d{1,2}")
_STATEMENT_MONEY = re.compile(
    r"借方|贷方|收入|支出|发生额|交易金额|金额|转入|转出|存入|支取|汇入|汇出|入账|出账|进账|来账|往账|收方|付方|收/支|借贷"
    r"|debit|credit|withdrawal|deposit|^amount|money(?:in|out)|paid(?:in|out)",
    re.IGNORECASE,
)
_STATEMENT_MORE = re.compile(
    r"余额|结余|对方|摘要|交易类型|交易名称|对手|收/支|借贷|用途|附言|交易对方|商品|说明"
    r"|balance|description|particulars|counterparty",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a page looks like.

    Attributes:
        doc_type: the interface's name.
        confidence: 0 to 1.
        title: the printed title that decided (folded, without blanks), None where the body decided.
        row: the title's line.
        large: whether the title is set larger than the body.
        unknown: whether the title is one that no pattern knows, told by its place alone.
    """

    doc_type: str
    confidence: float
    title: str | None = None
    row: Row | None = None
    large: bool = False
    unknown: bool = False


def classify(paper: Paper) -> Verdict:
    """Return the type of the document that begins on the first page of `paper`."""
    page = paper.pages[0]
    if page.structured and _structured_invoice(page):
        return Verdict("vat_invoice", 0.99, _first_title(paper))
    body = by_body(paper)
    titled = by_title(paper, body)
    if titled is None or titled.doc_type == "other":
        visit = _lenders_visit(paper)
        titled = titled if visit is None else visit
    if titled is None:
        return body if body.doc_type != "other" else _headline(paper) or body
    if titled.doc_type == "transfer_slip" and page.is_sheet and _lists_movements(paper):
        return Verdict("bank_statement", 0.95, titled.title, titled.row)  # a wallet heads its bill 电子客户回单
    if titled.doc_type == body.doc_type:
        return Verdict(titled.doc_type, 0.99, titled.title, titled.row, titled.large)
    if titled.doc_type == "other" or titled.confidence >= 0.9:
        return titled
    return body if body.confidence > titled.confidence else titled


_PAPER = re.compile(
    r"[\u4e00-\u9fff]{3}(?:证书|凭证|证明|[^条正]书|[^料代]表|单|函|报告|记录|纪要|回执|批复|批文|决定|决议|公告|公示|声明|备忘录|许可证|资格证|合格证|执照)$"
)
"""How the headline of a paper ends that no pattern of titles knows."""
_CENTRED = 0.06
"""So far from the middle of the page, as a share of its width, the middle of a headline is at most."""
_WIDE = 0.6
"""The share of the page's width that a headline takes at most; a wider line is text."""


def _headline(paper: Paper) -> Verdict | None:
    """Return `other` with the first line as title where it stands alone in the middle and says what paper it heads."""
    first = next((r for r in paper.rows if r.page == 0), None)
    if first is None or paper.pages[0].number is None or abs(first.box.center[0] - 0.5) > _CENTRED:
        return None
    title = next((t for t in title_lines(paper) if t[1] == first), None)
    if title is None or GAP in paper.line(first) or not _PAPER.search(title[0]) or first.box.width > _WIDE:
        return None
    return Verdict("other", 0.5, *title, unknown=True)


_OF_A_LOAN = re.compile(r"贷款|借款人|授信|用信|信贷")
_VISITED = re.compile(
    r"(?:检查|走访|回访|核查|巡查|客户经理|信贷)(?:人|员|日期|时间|经理|结论|情况|地点|方式)|客户经理"
)


def _lenders_visit(paper: Paper) -> Verdict | None:
    """Return the verdict where the title names a visit without the loan and the page speaks of a loan and a visitor."""
    titled = next((t for t in title_lines(paper) if VISIT_TITLE.search(t[0]) and "前" not in t[0]), None)
    text = re.sub(r"\s", "", "".join(paper.line(r) for r in paper.rows if r.page == 0))
    if titled is None or not (_OF_A_LOAN.search(text) and _VISITED.search(text)):
        return None
    return Verdict("inspection_report", 0.9, *titled)


def _lists_movements(paper: Paper) -> bool:
    """Say whether rows with a day stand below the heads of an account's movements."""
    header = statement_header(paper)
    below = [] if header is None else [paper.line(r) for r in paper.rows if r.start > header.start][:12]
    return sum(bool(_DATED.search(line)) for line in below) > 2


def _structured_invoice(page: Page) -> bool:
    names = " ".join(path for path, _ in page.structured[:400])
    return bool(
        re.search(
            r"EInvoice|InvoiceNo|InvoiceNumber|eInvoice|TaxInclusiveTotal|SellerInformation|Buyer|fpdm|Fphm",
            names,
            re.I,
        )
    )


def _first_title(paper: Paper) -> str | None:
    found = next(iter(title_lines(paper)), None)
    return found[0] if found else None


def bare_title(text: str) -> str:
    """Return a title without blanks, what is bracketed at its ends, and marks of copies."""
    bare = re.sub(r"[\s_*·~=-]+", "", text)
    bare = re.sub(r"^(?:附件?[一二三四五六七八九十\d]*|附表\d*)[:、]?", "", bare)
    for _ in range(3):
        bare = re.sub(
            r"\([^()]{0,24}\)$|\[[^\[\]]{0,24}\]$|【[^【】]{0,24}】$|(?:第[一二三四五\d]联.*|正本|副本|样本|续表?)$",
            "",
            bare,
        )
    bare = re.sub(r"(?:编号|No|NO|№)[.:]?[\w-]*$", "", bare)
    return bare.strip(':《》"“”')


_IN_A_FORM = re.compile(
    r"\d{8}.*[\u4e00-\u9fff]|[\u4e00-\u9fff].*\d{8}|(?:身份证|证件|联系电话|手机|账|卡)(?:号码?)$"
    r"|(?:合同|协议|借据|凭证)(?:编号|号码?)"
)
"""A piece of a row of labels and values, which a scan that falls to one side shows as tall as a title."""


_TITLE_END = re.compile(r"^[^,;。!?]*(?:书|单|表|凭证|合同|协议|报告|回单|通知|证明|申请|借据)$")


def title_lines(paper: Paper) -> list[tuple[str, Row, bool]]:
    """Return (bare text, line, set larger) of the lines near the top of the first page that can be titles."""
    rows = [r for r in paper.rows if r.page == 0][:_HEAD_ROWS]
    tall = _glyph_heights(paper)
    heights = list(tall.values())
    median = statistics.median(heights) if heights else 0.0
    widest = max((r.box.width for r in paper.rows if r.page == 0), default=0.0)
    out: list[tuple[str, Row, bool]] = []
    letters, header = "", statement_header(paper)
    if (wrapped := _wrapped_title(paper, rows)) is not None:
        out.append((wrapped, rows[0], True))
    for row in rows:
        line = _joined(paper.line(row))
        if line.count(GAP) > 3 or (header is not None and row.start >= header.start):
            continue
        boxed = paper.pages[0].number is not None
        if boxed and row.box.y0 > 0.55:
            break
        if len(line.strip()) == 1 and "\u4e00" <= line.strip() <= "\u9fff":
            letters += line.strip()
            if len(letters) > 1:
                out.append((letters, row, True))
            continue
        letters = ""
        large = boxed and tall[row] > 1.25 * median
        for piece in (
            p for p in dict.fromkeys((line, *line.split(GAP))) if GAP not in line or not _IN_A_FORM.search(p)
        ):
            bare = _title_in(piece.replace(GAP, "").strip(), large=large)
            if bare is None:
                continue
            heads = row is rows[0] and _TITLE_END.search(bare)  # 某银行某支行…申请书, as wide as the page
            prose = not heads and (row.box.width > 0.72 or _is_prose(bare, row, widest))
            if boxed and not large and GAP not in line and prose:
                continue
            out.append((bare, row, large))
    return out


def _glyph_heights(paper: Paper) -> dict[Row, float]:
    """Return how tall the tallest word of each line of the first page is: a slant makes the line's own box taller."""
    text = paper.text
    out: dict[Row, float] = {}
    for row in (r for r in paper.rows if r.page == 0):
        words = {text.at[i][0] for i in range(row.start, row.end)} - {-1}
        out[row] = max((text.tokens[k].box.height for k in words), default=row.box.height)
    return out


def _title_in(text: str, *, large: bool) -> str | None:
    """Return the bare text of a piece that can be a title, that before its colon where one follows it."""
    bare = bare_title(text)
    if not 2 <= len(bare) <= 40 or NO_TITLE.search(text) or PAGE_MARK.match(text):
        return None
    if HEADING.match(text) and not large:
        return None
    if ":" not in text.rstrip(":") or re.match(r"^[^:]{0,8}:《", text):
        return bare
    head = text.partition(":")[0]
    named = len(head) >= 4 and head == bare_title(head) and any(p.search(head) for _, p in TITLES)
    return head if named and re.search(r"(?:发票|回单|凭证|合同|借据)$", head) else None


def _wrapped_title(paper: Paper, rows: Sequence[Row]) -> str | None:
    """Return the title that the first line begins and a short one in its middle ends: …贷款资金受托支付 / 申请书."""
    if len(rows) < 2 or paper.pages[0].number is None:
        return None
    first, second = (paper.line(r).strip() for r in rows[:2])
    centred = all(abs(r.box.center[0] - 0.5) < 0.08 for r in rows[:2])
    near = rows[1].box.y0 - rows[0].box.y1 < rows[0].box.height
    whole = bare_title(first + second)
    if not (centred and near and len(first) > 12 and len(second) <= 8 and GAP not in first + second):
        return None
    return whole if _TITLE_END.search(whole) and not re.search(r"[:\d]", whole) else None


def _joined(line: str) -> str:
    """Return a line of single letters that stand apart, as titles are set (设 备 验 收 单), without the gaps."""
    return line.replace(GAP, "") if re.fullmatch(rf"(?:[\u4e00-\u9fff]{GAP})+[\u4e00-\u9fff]", line) else line


def _is_prose(text: str, row: Row, widest: float) -> bool:
    """Say whether a line of body size is a line of a paragraph: a comma in it, or long and as wide as the text."""
    return (len(text) > 12 and "," in text) or (len(text) > 24 and row.box.width > 0.93 * widest)


def by_title(paper: Paper, body: Verdict | None = None) -> Verdict | None:
    """Return the type that a title near the top names, None where none does; `body` settles it between two titles."""
    best: tuple[float, Verdict] | None = None
    for order, (bare, row, large) in enumerate(title_lines(paper)):
        doc_type = type_of_title(bare)
        if doc_type is None:
            continue
        rank = (
            (1.5 if large else 0.0)
            - 0.06 * order
            + (0.2 if doc_type != "other" else 1.5 if bare.endswith("目录") else 0.0)
        )
        if body is not None and body.doc_type == doc_type != "other":
            rank += 0.6
        if best is None or rank > best[0]:
            best = rank, Verdict(doc_type, 0.95, bare, row, large)
    if best and best[1].doc_type == "other" and paper.ocr:
        misread = _by_misread_title(paper)
        return misread if misread is not None and misread.row == best[1].row else best[1]
    if best:
        return best[1]
    return _by_misread_title(paper) if paper.ocr else None


def type_of_title(bare: str) -> str | None:
    """Return the type that a bare title names."""
    for doc_type, pattern in TITLES:
        if pattern.search(bare):
            return doc_type
    return None


def _by_misread_title(paper: Paper) -> Verdict | None:
    """Compare the head lines of a scan with the commonest titles, allowing one wrong glyph in four."""
    best: Verdict | None = None
    for bare, row, large in title_lines(paper):
        for doc_type, names in CANONICAL.items():
            for name in names:
                if len(name) < 4 or len(bare) < len(name) - 1:
                    continue
                score = fuzz.ratio(bare[-len(name) :], name) / 100
                if score >= 0.74 and (best is None or score * 0.9 > best.confidence):
                    best = Verdict(doc_type, score * 0.9, bare, row, large)
    return best


def by_body(paper: Paper) -> Verdict:
    """Return the type whose labels the first page prints, else `other`."""
    best_type, best, text = "other", 0.0, _first_page(paper)
    for doc_type in ANCHORS:
        score = _labelled(text, doc_type)
        if score > best:
            best_type, best = doc_type, score
    if statement_header(paper) and best < 1.6:
        return Verdict("bank_statement", 0.9)
    if best < 1.0:
        return Verdict("other", 0.5)
    return Verdict(best_type, min(0.9, 0.55 + 0.25 * (best - 1.0) + 0.1))


def has_labels(paper: Paper, doc_type: str) -> bool:
    """Say whether the first page prints a label of the type; True where no labels tell it."""
    return doc_type not in ANCHORS or _labelled(_first_page(paper), doc_type) > 0


def _first_page(paper: Paper) -> str:
    return re.sub(r"\s", "", "".join(paper.line(r) for r in paper.rows if r.page == 0))


def _labelled(text: str, doc_type: str) -> float:
    """Return the weight of the type's labels in a text; 1 names the type."""
    needed, anchors = ANCHORS[doc_type]
    return sum(weight for pattern, weight in anchors if re.search(pattern, text)) / needed


def statement_header(paper: Paper) -> Row | None:
    """Return the line that heads the rows of an account's movements: a date word, a money word, and one more."""
    for row in paper.rows[:60]:
        line = paper.line(row)
        pieces = [re.sub(r"\s", "", p) for p in (line.split(GAP) if GAP in line else line.split(","))]
        if len(pieces) < 4 or max(map(len, pieces)) > 24:
            continue
        dates = sum(bool(_STATEMENT_DATE.search(p)) for p in pieces)
        money = sum(bool(_STATEMENT_MONEY.search(p)) for p in pieces)
        more = sum(bool(_STATEMENT_MORE.search(p)) for p in pieces)
        if dates and money and more and not re.search(r"税率|税额|规格|应还|还款", line):
            return row
    return None
