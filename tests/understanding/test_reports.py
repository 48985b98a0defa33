from __future__ import annotations

from docaudit.records.evidence import Box
from docaudit.records.pages import Line, Page, SourceFile, Word
from docaudit.understanding import understand

BALANCE = [
    ("流动资产：", "", ""),
    ("货币资金", "1,200.00", "900.00"),
    ("应收账款", "650.00", "600.00"),
    ("存货", "50.00", "40.00"),
    ("流动资产合计", "1,900.00", "1,540.00"),
    ("资产总计", "1,900.00", "1,540.00"),
    ("短期借款", "500.00", "400.00"),
    ("负债合计", "500.00", "400.00"),
    ("未分配利润", "1,400.00", "1,140.00"),
    ("所有者权益合计", "1,400.00", "1,140.00"),
]
INCOME = [
    ("一、营业总收入", "3,000.00", "2,500.00"),
    ("其中：营业收入", "3,000.00", "2,500.00"),
    ("其中：营业成本", "2,000.00", "1,700.00"),
    ("销售费用", "100.00", "90.00"),
    ("三、营业利润", "900.00", "710.00"),
    ("四、利润总额", "900.00", "710.00"),
    ("减：所得税费用", "225.00", "170.00"),
    ("五、净利润", "675.00", "540.00"),
]


def page(number: int, rows: list[tuple[str, ...]]) -> Page:
    words, lines = [], []
    for i, row in enumerate(rows):
        y = 0.05 + i * 0.025
        here = []
        for k, text in enumerate(row):
            wide = sum(0.5 if c.isascii() else 1.0 for c in text) * 0.014
            x = 0.08 if k == 0 else (0.7 if k == 1 else 0.92) - wide
            if text:
                here.append(Word(text, Box(x, y, x + wide, y + 0.013)))
        words.extend(here)
        if here:
            lines.append(Line(" ".join(w.text for w in here), tuple(here), Box.union(w.box for w in here)))
    return Page(number=number, width=595, height=842, words=tuple(words), lines=tuple(lines))


PROSE = [(f"报告期内公司第{i}项业务保持稳定，未发生重大变化，具体情况详见公告。",) for i in range(12)]
SOURCE = SourceFile(source="季报.pdf", sha256="0" * 64, format="pdf")


def test_statements_that_begin_below_other_text_of_a_report_are_found_with_their_pages() -> None:
    pages = [
        page(1, [("示例股份有限公司2025年第一季度报告",), *PROSE]),
        page(
            2,
            [
                *PROSE[:11],
                ("1、合并资产负债表",),
                ("编制单位：示例股份有限公司",),
                ("2025年03月31日",),
                ("单位：元",),
                ("项目", "期末余额", "期初余额"),
                *BALANCE[:5],
            ],
        ),
        page(3, [*BALANCE[5:], ("2、合并利润表",), ("单位：元",), ("项目", "本期发生额", "上期发生额"), *INCOME]),
        page(4, PROSE),
    ]
    found = list(understand(SOURCE, pages))
    statements = [(d.doc_type, d.pages) for d in found if d.doc_type in ("balance_sheet", "income_statement")]
    assert statements == [("balance_sheet", (2, 3)), ("income_statement", (3,))]
    balance = next(d for d in found if d.doc_type == "balance_sheet")
    lines = {i.name.value: str(i.current.value) for i in balance.items if i.name.value}
    assert lines["total_assets"] == "1900.00"
    assert lines["total_equity"] == "1400.00"
    assert {n for d in found for n in d.pages} == {1, 2, 3, 4}


def test_a_table_that_only_explains_changes_is_no_statement() -> None:
    rows = [
        ("（三）主要财务指标发生变动的情况及原因",),
        ("资产负债表",),
        ("科目名称", "2025/3/31", "变动原因"),
        ("预付款项", "5,182.00", "采购预付款增加"),
        ("存货", "154,373.00", "备货增加"),
        ("在建工程", "859.00", "项目投入增加"),
    ]
    found = list(understand(SOURCE, [page(1, rows)]))
    assert all(d.doc_type not in ("balance_sheet", "income_statement", "cash_flow_statement") for d in found)
