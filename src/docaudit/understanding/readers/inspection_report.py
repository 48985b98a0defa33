"""Reads 贷后检查报告: when who checked which borrower, and the conclusion."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from docaudit.documents.inspection_report import InspectionReport
from docaudit.records.document import Document
from docaudit.records.evidence import Field
from docaudit.records.names import is_person_name
from docaudit.records.pages import Page
from docaudit.understanding.base import reader
from docaudit.understanding.fields import Fields
from docaudit.understanding.kinds import DATE, LEGAL_FORM, LONG_TEXT, PARTY, TEXT, find_party
from docaudit.understanding.letters import dated_at_end
from docaudit.understanding.meanings import captions, completed, told
from docaudit.understanding.paper import Paper
from docaudit.understanding.signature import signed_on

_ACTS = (
    "检查",
    "走访",
    "回访",
    "核查",
    "巡查",
    "访查",
    "跟踪",
    "跟踪检查",
    "现场检查",
    "现场走访",
    "现场核查",
    "实地走访",
    "贷后检查",
    "排查",
    "复查",
)
"""What a lender's officer does at a borrower's; captions are put together with it."""
_DATE_OF_ACT = tuple(f"{act}{end}" for act in _ACTS for end in ("日期", "时间", "日"))
_BORROWER_OF_ACT = tuple(
    f"{head}{act}{end}"
    for act in _ACTS
    for head, end in (("", "对象"), ("", "客户"), ("被", "人"), ("被", "单位"), ("被", "客户"), ("受", "单位"))
)
_INSPECTOR_OF_ACT = tuple(
    f"{act}{end}" for act in _ACTS for end in ("人", "人员", "人签字", "人签名", "人员签字", "员", "经办人")
)
_CONCLUSION_OF_ACT = tuple(
    f"{act}{end}"
    for act in _ACTS
    for end in ("结论", "结论及建议", "结论与建议", "意见", "总体结论", "结果", "评价", "综合结论")
)

_DATE = (
    "检查日期",
    "检查时间",
    "检查日",
    "报告日期",
    "调查日期",
    "走访日期",
    "核查日期",
    "日期",
    "填表日期",
    "报告时间",
    "检查完成日期",
    *_DATE_OF_ACT,
)
_BORROWER = (
    "借款人名称",
    "借款人",
    "客户名称",
    "借款企业",
    "借款单位",
    "被检查单位",
    "被检查人",
    "企业名称",
    "客户姓名",
    "借款人姓名",
    "检查对象",
    "授信客户",
    "受检单位",
    "受检借款人",
    "受检企业",
    "受检客户",
    "被检查企业",
    "被检查客户",
    "借款主体",
    "客户",
    "授信客户名称",
    *_BORROWER_OF_ACT,
)
_INSPECTOR = (
    "检查人",
    "检查人员",
    "检查人签字",
    "主办客户经理",
    "客户经理",
    "经办客户经理",
    "管户客户经理",
    "调查人",
    "报告人",
    "检查员",
    "主检人",
    "贷后管理人员",
    "走访人",
    "经办人",
    "检查人(签字)",
    "信贷员",
    "管户经理",
    *_INSPECTOR_OF_ACT,
)
_CONCLUSION = (
    "检查结论",
    "检查结论及建议",
    "结论",
    "检查意见",
    "综合结论",
    "检查结论与建议",
    "结论及建议",
    "总体结论",
    "检查结果",
    "综合评价",
    "检查总体结论",
    "贷后检查结论",
    "结论与建议",
    "检查评价",
    *_CONCLUSION_OF_ACT,
)


_TITLE = re.compile(r"[^,。:]{4,50}(?:检查|调查|跟踪|走访)[^,。:]{0,6}报告")
_FIRM = re.compile(r"(?:关于)?对?(.{2,36}(?:公司|厂|合作社|经营部|商行|中心|店))")


@reader("inspection_report")
def read(pages: Sequence[Page]) -> Document:
    """Return the report; the conclusion may be a paragraph under its heading."""
    paper = Paper(pages)
    known = told(paper, "inspection_report")
    fields = Fields(
        paper,
        (
            *_DATE,
            *_BORROWER,
            *_INSPECTOR,
            *_CONCLUSION,
            "复核人",
            "贷款余额",
            "贷款金额",
            "检查方式",
            "检查地点",
            "放款日期",
        ),
        captions(known),
    )
    date = fields.find(_DATE, DATE)
    date = date if date.value is not None else signed_on(paper, fields)
    borrower = fields.find(_BORROWER, PARTY)
    inspector = fields.find(_INSPECTOR, TEXT, accept=lambda v: len(v) <= 24)
    document = InspectionReport(
        date=date if date.value is not None else dated_at_end(paper),
        borrower=borrower if borrower.value is not None else _inspected(paper),
        inspector=inspector if inspector.value is not None else _visitor(paper),
        conclusion=_conclusion(paper, fields),
    )
    return completed(fields, document, known)


_VISIT = re.compile(
    r"对(?:借款人|客户|企业|授信客户)?(?P<firm>[\u4e00-\u9fff()·]{2,40}?)(?:\([^)]{0,20}\))?(?:的[^。,\n]{0,16})?"
    r"(?:进行|开展|实施|作|做)了?[^。,\n]{0,14}(?:检查|走访|核查|跟踪|回访)"
)
_BY = re.compile(r"(?:客户经理|信贷员|检查人员?|经办人员?)(?P<name>[\u4e00-\u9fff·]{2,4}?)(?=[、和及,(对到前赴于])")


def _inspected(paper: Paper) -> Field[str]:
    """Return the firm that title or first sentence names: 对X公司进行了贷后检查."""
    title = _in_title(paper)
    found = _VISIT.search(paper.flow.chars) if title.value is None else None
    name = find_party(found["firm"]) if found else None
    if found and name and (LEGAL_FORM.search(name[0]) or is_person_name(name[0])):
        at = found.start("firm")
        return paper.flow.field(name[0], at + name[1], at + name[2], 0.8, found.start())
    if title.value is not None:
        return title
    told = _told_of(paper)
    return told if told.value is not None else _lent_to(paper)


_LENT_TO = re.compile(
    r"(?:[我本]行|[我本]社|我部|我支行|我分行)(?:已|曾)?(?:于[^,。]{4,20})?[对向给为](?P<firm>[\u4e00-\u9fff()·]{2,40}?)(?:\([^)]{0,20}\))?(?:累计|共|已)?"
    r"(?:发放|投放|授信|提供|核定|审批)了?(?:的|[^。,\n]{0,20}(?:贷款|授信|融资|额度|借款))"
    r"|(?:(?<=[\n。,;:])|^)(?:经查|经了解|目前|现|借款人|借款企业|客户|企业|其中)*(?P<client>[\u4e00-\u9fff()·]{2,40}?)(?:\([^)]{0,20}\))?(?:于[^,。]{4,20})?(?:在|向|从)[我本][行社部][^。,\n]{0,10}(?:取得|获得|申请|办理|贷款|借款|授信|融资|存量|用信)"
)
"""Whom a bank lent to, as a sentence says it: 我行对X发放的贷款; X于…在我行办理贷款."""
_TOLD_OF = re.compile(
    r"(?:借款人|借款企业|借款单位|借款主体|授信客户|我行客户|受检企业|被检查单位|(?<=[\n。])客户|该客户)(?:名称|姓名)?(?:为|是|:|系)?(?P<who>[\u4e00-\u9fff()]{2,40})"
)
_WHOSE_END = re.compile(
    r"(?P<name>[\u4e00-\u9fff()]{2,36}?(?:公司|合作社|经营部|商行|厂|店|中心)|[\u4e00-\u9fff]{2,4}?)(?:\([^)]*\))?(?=[,。]|在我|于|向我|因|系|为|成立|目前|现|经营|从事|的)"
)


def _told_of(paper: Paper) -> Field[str]:
    """Return the borrower of whom a sentence tells: 借款人X公司于…取得我行贷款."""
    for found in _TOLD_OF.finditer(paper.flow.chars):
        name = _WHOSE_END.match(found["who"] + paper.flow.chars[found.end("who") : found.end("who") + 3])
        if name and (LEGAL_FORM.search(name["name"]) or is_person_name(name["name"])):
            at = found.start("who")
            return paper.flow.field(name["name"], at, at + len(name["name"]), 0.8, found.start())
    return Field()


def _lent_to(paper: Paper) -> Field[str]:
    """Return the firm or person that a sentence says the bank lent to."""
    for found in _LENT_TO.finditer(paper.flow.chars):
        part = "firm" if found["firm"] else "client"
        name = find_party(found[part])
        if name and name[0] == found[part] and (LEGAL_FORM.search(name[0]) or is_person_name(name[0])):
            return paper.flow.field(name[0], *found.span(part), 0.75, found.start())
    return Field()


def _visitor(paper: Paper) -> Field[str]:
    """Return who a sentence says visited the borrower: 客户经理张三对…."""
    found = _BY.search(paper.flow.chars)
    if found is None or not is_person_name(found["name"]):
        return Field()
    return paper.flow.field(found["name"], found.start("name"), found.end("name"), 0.8, found.start())


def _in_title(paper: Paper) -> Field[str]:
    """Return the firm that the title names, in one line or two: 关于X公司的贷后检查报告."""
    head = paper.rows[:4]
    for row, below in zip(head, [*head[1:], None], strict=True):
        line = paper.line(row)
        over = bool(below) and _TITLE.fullmatch(f"{line.strip()}{paper.line(below).strip()}")  # type: ignore[arg-type]
        firm = _FIRM.match(line) if over or _TITLE.fullmatch(line.strip()) else None
        if firm:
            return paper.text.field(firm.group(1), row.start + firm.start(1), row.start + firm.end(1), 0.85)
    return Field()


def _conclusion(paper: Paper, fields: Fields) -> Field[str]:
    in_table = _concluding_cell(paper)
    if in_table.value is not None:
        return in_table
    flow = paper.flow
    heads = "|".join(sorted(_CONCLUSION, key=len, reverse=True))
    for hit in re.finditer(
        rf"(?:^|\n)(?:\(?[一二三四五六七八九十\d]{{1,3}}[)、.]+)?\s*(?:{heads})(?::|\n)", flow.chars
    ):
        stop = re.search(
            r"\n(?=\(?[一二三四五六七八九十\d]{1,3}[)、.]|检查人|客户经理|报告人|日期|复核|签字|主管)|[\n。]?(?:[\u4e00-\u9fff]{2,6}(?:人|人员)|[\u4e00-\u9fff]{0,4}经理)(?:\([^)]*\)|签[字名章])?:",
            flow.chars[hit.end() :],
        )
        end = hit.end() + (stop.start() if stop else 400)
        inner = re.match(rf"\s*(?:{heads}):", flow.chars[hit.end() : end])
        begin = hit.end() + (inner.end() if inner else 0)
        body = flow.chars[begin:end].strip(" :\n")
        if len(body) >= 2:
            start = flow.chars.find(body, begin)
            return flow.field(flow.raw(start, start + len(body)), start, start + len(body), 0.85, hit.start())
    return fields.find(_CONCLUSION, LONG_TEXT)


def _concluding_cell(paper: Paper) -> Field[str]:
    """Return the cell beside a cell that holds the label alone, however its glyphs are wrapped (检查⏎结论)."""
    chars = paper.cells.chars
    for grid in paper.grids:
        for row in grid.spans:
            spans = [s for s in row if s is not None]
            for label, value in pairwise(spans):
                body = chars[value[0] : value[1]].strip()
                if re.sub(r"[\s:]", "", chars[label[0] : label[1]]) in _CONCLUSION and len(body) >= 2:
                    start = chars.index(body, value[0])
                    return paper.cells.field(body, start, start + len(body), 0.9, label[0])
    return Field()
