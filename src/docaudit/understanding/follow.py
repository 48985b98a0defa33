"""Says whether a page goes on with the document before it: numbers, titles, running heads, clauses, tables."""

from __future__ import annotations

import re

from rapidfuzz import fuzz

from docaudit.understanding.draft import CONTRACTS, MANY_PAGES, STATEMENTS, Draft, alike_edges
from docaudit.understanding.financials import standard_rows
from docaudit.understanding.sight import Sight

_PROSE = CONTRACTS | {"other", "inspection_report"}
_FORMS = frozenset({"drawdown_application", "entrusted_payment_order", "goods_receipt", "loan_receipt"})
"""Forms of a page or two, whose table or text may run over."""
_SURE_ALONE = frozenset(
    {
        "vat_invoice",
        "transfer_slip",
        "business_license",
        "receipt",
        "bank_statement",
        "balance_sheet",
        "income_statement",
        "cash_flow_statement",
    }
)
_SURE = 0.68
"""Confidence from which labels without a title show a paper of its own: eight per cent more of them than needed."""
_TITLE_ALIKE = 80  # of 100
_BARE = 2
"""First pages (a cover, a title page) that go without the numbers of the pages behind them."""
_NAMED = 2
"""Lines with captions of a financial statement that show a page without a title to go on with it."""
_FULL = 0.6
"""Share of the page's height down to which a page is printed that others follow."""
_GOODS_LIST = re.compile(r"(?:销售|销货|货物|劳务|应税|发票)[^\n]{0,20}清单")
_CONTENTS = re.compile(r"(?:卷内|案卷|卷宗|档案|资料|文件|材料|归档)\D{0,4}(?:目录|清单)$|^目录$")
_CONTENTS_HEAD = re.compile(r"序号|编号|顺序号|件号")
_CONTENTS_NAME = re.compile(r"题名|名称|标题|内容|材料|资料|文件")


def is_list_of_contents(draft: Draft) -> bool:
    """Say whether the document is a file's list of contents (卷内目录), not a contract's table of clauses."""
    return shows_contents(draft.sights[0])


def shows_contents(sight: Sight) -> bool:
    """Say whether a page is the first of a file's list of contents: so titled, with a serial number and names."""
    title = sight.verdict.title or ""
    if sight.verdict.doc_type != "other" or not _CONTENTS.search(title):
        return False
    return bool(_CONTENTS_HEAD.search(sight.start) and _CONTENTS_NAME.search(sight.start))


def follows(sight: Sight, draft: Draft) -> bool:
    """Say whether a page goes on with the document that lies before it."""
    if sight.page.is_sheet or draft.last.page.is_sheet:
        return _sheet_follows(sight, draft)
    if sight.supplement and draft.kind in CONTRACTS and _names(sight, draft):
        return True
    if draft.sights[0].region is not None:
        return False
    if draft.kind in STATEMENTS and _lists_on(sight, draft.kind):
        return True
    if draft.conflicts(sight):
        return False
    if is_list_of_contents(draft):
        return _contents_follow(sight)
    opens = _opens(sight, draft)
    if draft.kind == "bank_statement" and not opens and sight.columns and not any(s.columns for s in draft.sights):
        return draft.last.money_rows == 0  # the cover of a savings book goes uncounted
    if draft.kind in CONTRACTS and _front_follows(sight, draft):
        return True
    by_number = _by_number(sight, draft, opens)
    if by_number is not None:
        return by_number
    return _titled_follows(sight, draft) if opens else _untitled_follows(sight, draft)


def _lists_on(sight: Sight, kind: str) -> bool:
    """Say whether a page without a title holds lines of such a statement; a bare number on it counts its lines."""
    if sight.verdict.title is not None or sight.verdict.doc_type not in (kind, "other"):
        return False
    return (sight.mark is None or sight.mark.style == "bare") and standard_rows(sight.page, kind) >= _NAMED


def _names(sight: Sight, draft: Draft) -> bool:
    """Say whether the words of a page name the contract by its number."""
    words = re.sub(r"[\s\[\]()（）〔〕［］]", "", sight.page.text)
    return any(number in words for s in draft.sights for _, number in s.numbers)


def may_belong(sight: Sight, kind: str) -> bool:
    """Say whether the words of a page without a title can be those of an inner page of such a document."""
    body = sight.verdict
    if kind == "bank_statement":
        return bool(sight.columns) or body.doc_type == kind or _goes_on_counting(sight)
    if body.doc_type == kind or sight.annex or sight.signing:
        return kind in MANY_PAGES or kind in _FORMS or body.doc_type == kind
    if body.doc_type in _SURE_ALONE and (body.title is not None or body.confidence >= _SURE):
        return False
    if kind in STATEMENTS and standard_rows(sight.page, kind) < _NAMED and (sight.clauses or sight.sums < 2):
        return False
    if kind in _FORMS:
        return all(first == 1 for first, _ in (sight.clauses or {}).values())  # no page from the middle of a contract
    return kind in MANY_PAGES


def _sheet_follows(sight: Sight, draft: Draft) -> bool:
    """Say whether a sheet goes on with the sheet before it: rows without a heading under the same number of columns."""
    last, kind = draft.last, draft.kind
    if not sight.page.is_sheet or not last.page.is_sheet or sight.verdict.title or sight.columns:
        return False
    here, before = sight.page.tables, last.page.tables
    if sight.verdict.doc_type != "other" or not here or not before or kind not in MANY_PAGES or kind == "other":
        return False
    first_row = [c.text for c in here[0].cells if c.row == 0 and c.text.strip()]
    return here[0].column_count == before[0].column_count and sum(bool(re.search(r"\d", t)) for t in first_row) >= 2


def _contents_follow(sight: Sight) -> bool:
    """Say whether a page goes on with a list of contents: its head again, or rows that go on counting."""
    if sight.verdict.large and not _CONTENTS.search(sight.verdict.title or ""):
        return False
    head = sight.start[:40]
    if _CONTENTS_HEAD.search(head) and _CONTENTS_NAME.search(head):
        return True
    return bool(re.match(r"\d{1,3}\D", sight.start)) and sight.rows >= 1 and not sight.clauses


def _opens(sight: Sight, draft: Draft) -> bool:
    """Say whether a title on the page begins a document, seen behind this one."""
    verdict = sight.verdict
    if verdict.title is None:
        return False
    if (sight.annex and draft.kind in CONTRACTS) or (sight.signing and draft.kind in _PROSE):
        return False
    prose = verdict.doc_type in _PROSE
    ended = draft.signed or (draft.kind == "other" and draft.last.closed)
    if verdict.unknown and draft.kind in MANY_PAGES and not ended:
        return False  # the head of a table or of an annex, as long as no signatures have come
    if sight.heads_only and prose and draft.kind in _PROSE:
        title = draft.opening.verdict.title or ""
        known = alike_edges(sight, draft.last) or fuzz.partial_ratio(title, verdict.title) >= _TITLE_ALIKE
        return not known or _restarts(sight, draft)
    weak = not verdict.large and sight.title_row >= 3
    return not (weak and prose and draft.kind in MANY_PAGES)


def _restarts(sight: Sight, draft: Draft) -> bool:
    """Say whether clauses begin anew although the document has counted some."""
    here, before = sight.clauses or {}, draft.clauses
    return any(here[s][0] == 1 and before.get(s, 0) >= 2 for s in ("article", "listed") if s in here)


def _front_follows(sight: Sight, draft: Draft) -> bool:
    """Say whether a contract goes on after its cover: its own table of clauses, notices, then its title again."""
    if not draft.only_front:
        return False
    title, first = sight.verdict.title or "", draft.sights[0].verdict.title or ""
    if sight.front and not shows_contents(sight):
        return True
    same = sight.verdict.doc_type == draft.kind and (
        fuzz.ratio(title, first) >= _TITLE_ALIKE or fuzz.partial_ratio(title, first) >= 95
    )
    return same and not (sight.cover and draft.sights[0].rows == sight.rows)


def _by_number(sight: Sight, draft: Draft, opens: bool) -> bool | None:
    """Return what the printed page number says; None where it says nothing."""
    mark, last, kind = sight.mark, draft.last, draft.kind
    if mark is None:
        return None
    if mark.number == 1:
        return False if mark.sure and not sight.annex and not sight.signing else None
    own = mark.sure or 1 in draft.slots
    if last.mark is not None and last.mark.number + 1 == mark.number and mark.goes_with(last.mark) and own:
        return True if not opens or (mark.sure and sight.verdict.doc_type in (kind, "other")) else None
    if opens or not mark.sure:
        return None
    if not draft.slots:
        full = draft.last.filled >= _FULL or draft.only_front
        begun = len(draft.sights) == mark.number - 1 <= _BARE
        return full and begun and not draft.signed and may_belong(sight, kind)
    return draft.is_copy(sight)  # a gap: every open document is asked


def _titled_follows(sight: Sight, draft: Draft) -> bool:
    """Say whether a page with a title goes on: 续表, the list of an invoice, the next page of the same statement."""
    verdict, kind, last = sight.verdict, draft.kind, draft.last
    if kind == "vat_invoice" and _GOODS_LIST.search(verdict.title or "") and not sight.annex:
        return True
    if verdict.doc_type != kind:
        return False
    if sight.continued:
        return True
    if kind == "bank_statement":
        shared = bool(sight.numbers & last.numbers) or (
            not sight.numbers
            and (sight.columns == last.columns or _same_long_numbers(sight, last) or _only_headed(sight, last))
        )
        return shared and (sight.period is None or last.period is None or sight.period == last.period)
    if kind == "vat_invoice":
        return bool(sight.numbers & last.numbers) and "价税合计" not in last.start + last.page.text
    return False


def _only_headed(sight: Sight, last: Sight) -> bool:
    """Say whether a page has the running head of the one before, as browsers print it, and heads no columns anew."""
    return sight.heads_only and not sight.columns and alike_edges(sight, last)


def _same_long_numbers(sight: Sight, last: Sight) -> bool:
    """Say whether the heads of two pages print the same account, whatever word stands before it."""
    return bool(sight.long_numbers) and sight.long_numbers == last.long_numbers


def _untitled_follows(sight: Sight, draft: Draft) -> bool:
    """Say whether a page without a title goes on: its body must not be another paper's, and more pages may follow."""
    kind, body, last = draft.kind, sight.verdict, draft.last
    if sight.signing or sight.annex:
        return kind in MANY_PAGES or kind in _FORMS
    if draft.complete or (draft.numbered and sight.mark is None and draft.signed):
        return False
    if kind == "bank_statement":
        return bool(sight.columns) or body.doc_type == kind or _goes_on_counting(sight)
    if body.doc_type in _SURE_ALONE and body.doc_type != kind and body.confidence >= _SURE and body.title is None:
        return False
    if kind in STATEMENTS:
        return body.doc_type == kind or (may_belong(sight, kind) and (last.broken or not last.signed))
    if kind in MANY_PAGES:
        return True
    if kind in _FORMS:
        return body.doc_type in (kind, "other") and may_belong(sight, kind) and (last.broken or not last.signed)
    whole = re.search(r"发票号码|发票代码|价税合计", sight.page.text)
    if kind == "vat_invoice":
        return bool(_GOODS_LIST.search(sight.start[:60])) or (body.doc_type == kind and not whole)
    return sight.continued


_MANY_SUMS = 4
"""So many lines with sums on a page without a title go on with a statement before it."""


def _goes_on_counting(sight: Sight) -> bool:
    """Say whether a page holds the rows of a statement or its last lines (sums, the bank's stamp)."""
    if sight.money_rows >= 2:
        return True
    if sight.sums >= _MANY_SUMS and sight.verdict.title is None and not sight.clauses:
        return True  # a day over its rows, or blocks of labels: no line has both a day and a sum
    return sight.rows <= 12 and bool(re.search(r"合计|余额|笔数|借方|贷方|打印|以下空白|本页", sight.page.text))
