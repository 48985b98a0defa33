"""Made-up invoices of every layout, drawn as words with places; no page of a real or sample invoice is used."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from decimal import Decimal

import pytest

from docaudit.records.evidence import Box
from docaudit.records.money import Money
from docaudit.records.pages import Line, Page, Seal, TextSource, Word
from docaudit.understanding.invoices.items import split_name
from docaudit.understanding.readers.vat_invoice import read

GLYPH, HEIGHT = 0.012, 0.018


def drawn(rows: list[tuple[float, list[tuple[float, str]]]], *, ocr: float = 1.0, codes: tuple[str, ...] = ()) -> Page:
    """Return a page with the texts at (x, y); a row's texts form one line, a large title may have its own height."""
    lines = []
    for y, texts in rows:
        words = []
        for x, text in texts:
            width = sum(GLYPH if ord(c) > 255 else 0.55 * GLYPH for c in text)
            words.append(Word(text, Box(x, y, min(1.0, x + width), y + HEIGHT), ocr))
        box = Box.union(w.box for w in words)
        lines.append(Line(" ".join(w.text for w in words), tuple(words), box, ocr))
    found = tuple(Word(c, Box(0.05, 0.02, 0.12, 0.1)) for c in codes)
    source = TextSource.TEXT_LAYER if ocr == 1.0 else TextSource.OCR
    words_all = tuple(w for line in lines for w in line.words)
    return Page(number=1, width=840, height=560, text_source=source, words=words_all, lines=tuple(lines), codes=found)


DIGITAL = [
    (0.06, [(0.33, "电子发票（增值税专用发票）")]),
    (0.07, [(0.70, "发票号码："), (0.78, "25442000000033221107")]),
    (0.11, [(0.70, "开票日期："), (0.78, "2025年11月06日")]),
    (0.20, [(0.02, "购"), (0.06, "名称：桂岭县松溪电机有限公司"),
            (0.52, "销"), (0.56, "名称：岚江市远图铜业有限公司")]),
    (0.25, [(0.02, "买")]),
    (0.29, [(0.06, "统一社会信用代码/纳税人识别号：91450324MA5KX7QT2A"),
            (0.56, "统一社会信用代码/纳税人识别号：91440605MA4W2H8R7C")]),
    (0.36, [(0.05, "项目名称"), (0.22, "规格型号"), (0.32, "单 位"), (0.40, "数 量"), (0.51, "单 价"), (0.64, "金 额"),
            (0.73, "税率/征收率"), (0.90, "税 额")]),
    (0.40, [(0.02, "*有色金属*铜杆无氧"), (0.22, "8mm"), (0.33, "吨"),
            (0.42, "3"), (0.50, "61946.90"), (0.63, "185840.70"),
            (0.76, "13%"), (0.89, "24159.30")]),
    (0.43, [(0.02, "高导电级")]),
    (0.46, [(0.02, "*运输服务*运费"), (0.63, "917.43"), (0.76, "9%"), (0.90, "82.57")]),
    (0.66, [(0.10, "合"), (0.16, "计"), (0.62, "¥186758.13"), (0.89, "¥24241.87")]),
    (0.72, [(0.05, "价税合计（大写）"), (0.25, "⊗贰拾壹万壹仟元整"), (0.70, "（小写）¥211000.00")]),
    (0.79, [(0.02, "备"), (0.06, "合同编号：SX-2025-118")]),
    (0.83, [(0.02, "注")]),
    (0.93, [(0.06, "开票人：钟小棠")]),
]  # fmt: skip

OLD = [
    (0.05, [(0.02, "4500193130"), (0.36, "广西增值税专用发票"), (0.75, "No 07733121")]),
    (0.13, [(0.72, "开票日期：2021年03月09日")]),
    (0.20, [(0.02, "购"), (0.06, "名"),
            (0.11, "称：桂岭县松溪电机有限公司"), (0.55, "密"), (0.60, "03*<7-/8+421>*9962<-+5/3")]),
    (0.24, [(0.02, "买"), (0.06, "纳税人识别号：91450324MA5KX7QT2A"), (0.60, "8>65*3-+/1<77402*+9>6-81")]),
    (0.28, [(0.02, "方"), (0.06, "地址、电话：桂岭县工业大道8号 0773-8830021"),
            (0.55, "区"), (0.60, "<<0/4*66+1-9>3827*+54/08")]),
    (0.36, [(0.04, "货物或应税劳务、服务名称"), (0.25, "规格型号"), (0.33, "单位"), (0.41, "数 量"), (0.51, "单 价"),
            (0.65, "金 额"), (0.75, "税率"), (0.88, "税 额")]),
    (0.40, [(0.02, "*电工器材*漆包线"), (0.25, "QZ-2"), (0.34, "千克"),
            (0.42, "500"), (0.52, "60.00"), (0.64, "30000.00"),
            (0.76, "13%"), (0.88, "3900.00")]),
    (0.62, [(0.10, "合"), (0.16, "计"), (0.63, "￥30000.00"), (0.87, "￥3900.00")]),
    (0.68, [(0.05, "价税合计（大写）"), (0.25, "叁万叁仟玖佰圆整"), (0.70, "（小写）￥33900.00")]),
    (0.74, [(0.02, "销"), (0.06, "名"), (0.11, "称：岚江市远图铜业有限公司"), (0.58, "备")]),
    (0.78, [(0.02, "售"), (0.06, "纳税人识别号：91440605MA4W2H8R7C")]),
    (0.82, [(0.02, "方"), (0.06, "开户行及账号：农业银行岚江支行 44050162"), (0.58, "注")]),
    (0.90, [(0.05, "收款人：李"), (0.30, "复核：王"), (0.52, "开票人：周"), (0.75, "销售方：（章）")]),
]  # fmt: skip


def test_a_fully_digital_invoice_has_its_parties_side_by_side() -> None:
    invoice = read([drawn(DIGITAL)])
    assert invoice.invoice_kind.value == "digital_special"
    assert invoice.invoice_number.value == "25442000000033221107"
    assert invoice.invoice_code.value is None
    assert invoice.issue_date.value == dt.date(2025, 11, 6)
    assert (invoice.buyer_name.value, invoice.seller_name.value) == ("桂岭县松溪电机有限公司", "岚江市远图铜业有限公司")
    assert (invoice.buyer_tax_id.value, invoice.seller_tax_id.value) == ("91450324MA5KX7QT2A", "91440605MA4W2H8R7C")
    assert (invoice.amount.value, invoice.tax.value, invoice.total.value) == (
        Money(18675813), Money(2424187), Money(21100000),
    )  # fmt: skip
    assert invoice.total_in_words.value == "贰拾壹万壹仟元整"
    assert invoice.remarks.value == "合同编号：SX-2025-118"


def test_items_keep_wrapped_names_and_lines_without_quantity() -> None:
    first, second = read([drawn(DIGITAL)]).items
    assert (first.category.value, first.name.value) == ("有色金属", "铜杆无氧高导电级")
    assert (first.specification.value, first.unit.value) == ("8mm", "吨")
    assert (first.quantity.value, first.unit_price.value) == (Decimal(3), Decimal("61946.90"))
    assert (first.amount.value, first.tax_rate.value, first.tax.value) == (Money(18584070), "13%", Money(2415930))
    assert (second.name.value, second.quantity.value, second.amount.value) == ("运费", None, Money(91743))


def test_a_paper_invoice_has_the_buyer_above_the_seller_and_numbers_without_labels() -> None:
    invoice = read([drawn(OLD)])
    assert invoice.invoice_kind.value == "special"
    assert (invoice.invoice_code.value, invoice.invoice_number.value) == ("4500193130", "07733121")
    assert (invoice.buyer_name.value, invoice.seller_name.value) == ("桂岭县松溪电机有限公司", "岚江市远图铜业有限公司")
    assert invoice.total.value == Money(3390000)
    assert invoice.items[0].unit_price.value == Decimal("60.00")
    assert invoice.remarks.value is None


def test_the_seal_of_the_tax_authority_over_a_title_is_no_title() -> None:
    head = [(0.02, "4500193130"), (0.36, "广西增"), (0.48, "专用发票"), (0.75, "No 07733121")]
    page = drawn([(0.05, head), (0.08, [(0.42, "发票监制")]), *OLD[1:]])
    seal = next(word for word in page.words if word.text == "发票监制")
    large = replace(seal, box=Box(seal.box.x0, seal.box.y0, seal.box.x1, seal.box.y0 + 1.4 * HEIGHT))
    lines = tuple(
        replace(line, words=(large,), box=large.box) if line.words == (seal,) else line for line in page.lines
    )
    words = tuple(large if word is seal else word for word in page.words)
    assert read([replace(page, words=words, lines=lines)]).invoice_kind.value == "special"


@pytest.mark.parametrize("joined", [False, True])
def test_each_figure_of_a_ticket_stands_under_one_caption(joined: bool) -> None:
    rates = [(0.41, "增值税税率增值税税额")] if joined else [(0.41, "增值税税率"), (0.49, "增值税税额")]
    page = drawn(
        [
            (0.06, [(0.30, "电子发票（航空运输电子客票行程单）")]),
            (0.60, [(0.19, "票价"), (0.30, "燃油附加费"), *rates, (0.62, "民航发展基金"), (0.81, "合计")]),
            (0.65, [(0.20, "CNY 800.00"), (0.33, "CNY 30.00"), (0.455 if joined else 0.464, "9%"),
                    (0.53, "CNY 68.53"), (0.66, "CNY 50.00"), (0.89, "CNY 948.53")]),
        ]
    )  # fmt: skip
    invoice = read([page])
    assert (invoice.tax.value, invoice.total.value) == (Money(6853), Money(94853))


def test_a_remark_may_begin_like_its_caption() -> None:
    rows = [(y, [*texts, (0.62, "备注信息见附页")] if y == 0.74 else texts) for y, texts in OLD]
    assert read([drawn(rows)]).remarks.value == "备注信息见附页"
    rows = [(y, [t for t in texts if t[1] not in "备注"]) for y, texts in OLD]
    rows = [(y, [*texts, (0.58, "备注：见附页")] if y == 0.74 else texts) for y, texts in rows]
    assert read([drawn(rows)]).remarks.value == "见附页"


@pytest.mark.parametrize(
    "pieces",
    [
        ["订单号：XY-031；价税合计已扣除预付款"],
        ["起运地：甲市", "到达地：乙市", "车种车号：货车"],
        ["租赁期起止：2026-01-01至2026-12-31", "不动产地址：甲市东街8号"],
    ],
)
def test_a_remark_may_speak_of_the_total_the_journey_or_the_lease(pieces: list[str]) -> None:
    remark = [*DIGITAL[12][1][:-1], *((0.08 + 0.3 * k, piece) for k, piece in enumerate(pieces))]
    page = drawn([*DIGITAL[:12], (DIGITAL[12][0], remark), *DIGITAL[13:]])
    invoice = read([page])
    assert invoice.remarks.value == " ".join(pieces)
    assert (invoice.total.value, len(invoice.items)) == (Money(21100000), 2)


def test_the_box_of_a_value_covers_the_value_and_not_its_label() -> None:
    invoice = read([drawn(OLD)])
    place = invoice.total.evidence
    assert place is not None
    assert place.page == 1
    assert place.box is not None
    assert place.box.x0 > 0.72
    assert place.box.contains(0.78, 0.689)


def test_a_blank_form_invents_nothing() -> None:
    blank = [
        (0.05, [(0.36, "增值税专用发票"), (0.75, "发票号码：")]),
        (0.13, [(0.72, "开票日期：    年  月  日")]),
        (0.20, [(0.02, "购"), (0.06, "名称："), (0.55, "密")]),
        (0.24, [(0.06, "纳税人识别号：")]),
        *[row for row in OLD if row[0] == 0.36],
        (0.62, [(0.10, "合计")]),
        (0.68, [(0.05, "价税合计（大写）"), (0.70, "（小写）")]),
        (0.74, [(0.06, "名称：")]),
        (0.78, [(0.06, "纳税人识别号：")]),
    ]
    invoice = read([drawn(blank)])
    filled = {
        name: field.value for name, field in invoice.fields() if field.value is not None and name != "invoice_kind"
    }
    assert filled == {}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("*钢材*螺纹钢", ("钢材", "螺纹钢")),
        ("计算机", (None, "计算机")),
        ("", (None, None)),
        ("＊餐饮＊餐费", ("餐饮", "餐费")),
    ],
)
def test_category_and_name_are_parted_at_the_asterisks(text: str, expected: tuple[str | None, str | None]) -> None:
    assert split_name(text) == expected


@pytest.mark.parametrize("misread", ["司", "台", ""])
def test_a_total_with_a_misread_caption_is_no_item(misread: str) -> None:
    rows = [(y, [(x, misread if t == "合" else t) for x, t in texts if misread or t != "合"]) for y, texts in DIGITAL]
    invoice = read([drawn(rows, ocr=0.9)])
    assert [i.name.value for i in invoice.items] == ["铜杆无氧高导电级", "运费"]


def test_an_amount_that_meets_the_next_columns_rate_is_parted_from_it() -> None:
    free = [(x, {"917.43": "917.43免税", "9%": "", "82.57": "***"}.get(t, t)) for x, t in DIGITAL[9][1]]
    rows = [*DIGITAL[:9], (DIGITAL[9][0], [(x, t) for x, t in free if t]), *DIGITAL[10:]]
    item = read([drawn(rows, ocr=0.9)]).items[-1]
    assert (item.name.value, item.amount.value, item.tax_rate.value) == ("运费", Money(91743), "免税")


def test_a_strip_from_a_till_has_its_seller_over_its_buyer() -> None:
    texts = [
        "某省增值税普通发票（卷票）",
        "发票代码：033002054307",
        "发票号码：68058363",
        "销售方名称：甲食品有限公司",
        "纳税人识别号：91450324MA5KX7QT2A",
        "开票日期：2021-08-07",
        "购买方名称：乙纺织有限公司",
        "纳税人识别号：91440605MA4W2H8R7C",
        "合计金额（小写）：￥30.08",
        "合计金额（大写）：叁拾元零捌分",
    ]
    invoice = read([drawn([(0.05 + 0.06 * k, [(0.05, text)]) for k, text in enumerate(texts)])])
    assert (invoice.seller_name.value, invoice.seller_tax_id.value) == ("甲食品有限公司", "91450324MA5KX7QT2A")
    assert (invoice.buyer_name.value, invoice.buyer_tax_id.value) == ("乙纺织有限公司", "91440605MA4W2H8R7C")
    assert (invoice.total.value, invoice.total_in_words.value) == (Money(3008), "叁拾元零捌分")


def test_a_strip_whose_captions_stand_over_their_values() -> None:
    texts = ["某省增值税普通发票（卷票）", "销售方名称:", "甲食品有限公司", "销售方纳税人识别号:", "91450324MA5KX7QT2A"]
    texts += ["购买方名称:", "乙纺织有限公司", "购买方纳税人识别号:", "91440605MA4W2H8R7C"]
    invoice = read([drawn([(0.05 + 0.03 * k, [(0.05, text)]) for k, text in enumerate(texts)])])
    assert (invoice.seller_name.value, invoice.seller_tax_id.value) == ("甲食品有限公司", "91450324MA5KX7QT2A")
    assert (invoice.buyer_name.value, invoice.buyer_tax_id.value) == ("乙纺织有限公司", "91440605MA4W2H8R7C")


def test_an_empty_blank_takes_nothing_from_the_next_caption() -> None:
    invoice = read([drawn([(0.05, [(0.05, "购买方名称:")]), (0.08, [(0.05, "纳税人识别号:91440605MA4W2H8R7C")])])])
    assert invoice.buyer_name.value is None


def test_the_name_of_the_copy_down_the_side_is_no_title() -> None:
    page = drawn([(0.02, [(0.3, "某省增值税专用发票"), (0.6, "发票代码：3300221130")])])
    word = Word("第三联：发票联", Box(0.96, 0.1, 0.98, 0.5), 0.95)
    line = Line(word.text, (word,), word.box, 0.95)
    invoice = read([replace(page, words=(*page.words, word), lines=(*page.lines, line))])
    assert invoice.invoice_kind.value == "special"


SUMS = [(0.68, "金 额"), (0.78, "税率/征收率"), (0.90, "税 额")]
TRADES = {
    "building": (
        [(0.04, "项目名称"), (0.20, "建筑服务发生地"), (0.40, "建筑项目名称")],
        [(0.02, "*建筑服务*管道安装"), (0.20, "岚江市北湖区"), (0.39, "松溪二号厂房给水工程")],
        [],
    ),
    "letting": (
        [(0.04, "项目名称"), (0.20, "产权证书/不动产权证号"), (0.44, "面积单位"), (0.52, "数 量"), (0.58, "单 价")],
        [(0.02, "*经营租赁*库房租金"), (0.20, "岚房权证字第30417号"), (0.45, "平方米"), (0.53, "400"), (0.58, "20.00")],
        [(0.46, [(0.02, "租赁期起止"), (0.20, "不动产地址")]),
         (0.49, [(0.02, "2025-01至2025-12"), (0.20, "岚江市北湖区新港路9号")])],
    ),
    "carriage": (
        [(0.04, "项目名称"), (0.22, "规格型号"), (0.44, "单 位"), (0.52, "数 量"), (0.58, "单 价")],
        [(0.02, "*运输服务*公路货运费"), (0.45, "趟"), (0.53, "4"), (0.57, "2000.00")],
        [(0.46, [(0.02, "运输工具种类"), (0.20, "运输工具牌号"), (0.40, "起运地"), (0.55, "到达地")]),
         (0.49, [(0.02, "公路运输"), (0.20, "桂C7K301"), (0.40, "岚江市"), (0.55, "桂岭县")])],
    ),
}  # fmt: skip


@pytest.mark.parametrize(
    ("trade", "name"), [("building", "管道安装"), ("letting", "库房租金"), ("carriage", "公路货运费")]
)
def test_what_only_some_trades_print_about_their_service_is_no_part_of_its_name(trade: str, name: str) -> None:
    header, goods, below = TRADES[trade]
    figures = [(0.68, "8000.00"), (0.80, "9%"), (0.90, "720.00")]
    total = (0.66, [(0.10, "合"), (0.16, "计"), (0.66, "¥8000.00"), (0.89, "¥720.00")])
    table = [(0.36, header + SUMS), (0.40, goods + figures), *below, total]
    [item] = read([drawn([*DIGITAL[:6], *table, *DIGITAL[10:]])]).items
    assert item.name.value == name
    assert (item.amount.value, item.tax_rate.value, item.tax.value) == (Money(800000), "9%", Money(72000))
    assert item.specification.value is None
    assert item.unit.value == {"building": None, "letting": "平方米", "carriage": "趟"}[trade]


def test_of_unknown_captions_the_leftmost_is_the_misread_one_of_the_names() -> None:
    header = [(x, {"项目名称": "坝目名祢"}.get(text, text)) for x, text in DIGITAL[6][1]]
    first, second = read([drawn([*DIGITAL[:6], (0.36, header), *DIGITAL[7:]], ocr=0.9)]).items
    assert (first.name.value, first.specification.value) == ("铜杆无氧高导电级", "8mm")
    assert second.name.value == "运费"


def test_a_long_name_ends_where_the_next_column_begins_though_no_gap_is_left() -> None:
    goods = [(x, "*有色金属*铜杆无氧高导电级合格" if x == 0.02 else text) for x, text in DIGITAL[7][1]]
    goods = [(0.206 if text == "8mm" else x, text) for x, text in goods]
    freight = [(0.02, "*有色金属*铜排"), (0.206, "10mm"), *DIGITAL[9][1][1:]]
    first, second = read([drawn([*DIGITAL[:7], (0.40, goods), DIGITAL[8], (0.46, freight), *DIGITAL[10:]])]).items
    assert (first.name.value, first.specification.value) == ("铜杆无氧高导电级合格高导电级", "8mm")
    assert (second.name.value, second.specification.value) == ("铜排", "10mm")


def fallen(page: Page, fall: float) -> Page:
    """Return the page as a scan that falls by `fall` of its height over its width."""
    lines = []
    for line in page.lines:
        words = tuple(
            replace(w, box=Box(w.box.x0, w.box.y0 + fall * x, w.box.x1, w.box.y1 + fall * x))
            for w in line.words
            for x in (w.box.center[0],)
        )
        lines.append(Line(line.text, words, Box.union(w.box for w in words), line.confidence))
    return replace(page, words=tuple(w for line in lines for w in line.words), lines=tuple(lines))


@pytest.mark.parametrize("fall", [0.03, -0.03])
def test_sums_and_remarks_of_a_scan_that_falls_are_those_beside_their_captions(fall: float) -> None:
    remark = [(x, f"□{t}" if t.startswith("合同") else t) for x, t in DIGITAL[12][1]]
    page = drawn([*DIGITAL[:12], (0.77, remark), *DIGITAL[13:]], ocr=0.95)
    invoice = read([fallen(page, fall)])
    assert (invoice.amount.value, invoice.tax.value) == (Money(18675813), Money(2424187))
    assert invoice.total.value == Money(21100000)
    assert invoice.remarks.value == "合同编号：SX-2025-118"


def test_a_specification_that_a_scan_read_with_the_name_as_one_word_is_parted_from_it() -> None:
    header = [(0.08 if t == "项目名称" else x, t) for x, t in DIGITAL[6][1]]
    goods = [(0.02, "*有色金属*铜杆无氧高导电8mm"), *DIGITAL[7][1][2:]]
    goods = [(x, t.replace("高导电8mm", "高导电级铜8mm")) for x, t in goods]
    first, _ = read([drawn([*DIGITAL[:6], (0.36, header), (0.40, goods), *DIGITAL[9:]], ocr=0.95)]).items
    assert (first.name.value, first.specification.value) == ("铜杆无氧高导电级铜", "8mm")


def test_the_only_sum_that_a_seal_leaves_is_that_of_its_column() -> None:
    sums = (0.66, [(0.10, "合"), (0.16, "计"), (0.89, "¥24241.87")])
    page = drawn([sums if y == 0.66 else (y, texts) for y, texts in DIGITAL], ocr=0.95)
    found = read([page])
    assert (found.tax.value, found.amount.value) == (Money(2424187), Money(18675813))


def test_a_figure_close_to_the_text_of_the_column_before_it_is_a_cell_of_its_own() -> None:
    head = [(x, text) for x, text in DIGITAL[6][1] if text not in {"单 位", "数 量"}]
    near = {
        0.36: sorted([*head, (0.36, "单位"), (0.395, "数量")]),
        0.40: [(0.02, "*有色金属*铜杆"), (0.22, "8mm"), (0.372, "吨"), (0.386, "150"), *DIGITAL[7][1][4:]],
    }
    item = read([drawn([(y, near.get(y, texts)) for y, texts in DIGITAL])]).items[0]
    assert (item.unit.value, item.quantity.value) == ("吨", Decimal(150))


def test_tax_numbers_whose_labels_a_form_breaks_over_lines_go_by_their_place() -> None:
    page = drawn(
        [
            (0.06, [(0.33, "电子发票（机动车销售统一发票）")]),
            (0.10, [(0.70, "发票号码："), (0.78, "25442000000033221107")]),
            (0.20, [(0.60, "统一社会信用代码/纳税")]),
            (0.22, [(0.05, "购买方名称"), (0.20, "桂岭县松溪电机有限公司"), (0.76, "91450324MA5KX7QT2T")]),
            (0.24, [(0.60, "人识别号/身份证件号码")]),
            (0.32, [(0.05, "价税合计（大写）"), (0.25, "⊗贰拾壹万壹仟元整"), (0.70, "（小写）¥211000.00")]),
            (0.40, [(0.05, "销货单位名称"), (0.20, "岚江市远图铜业有限公司"), (0.60, "电话"), (0.76, "0773-8830021")]),
            (0.44, [(0.05, "统一社会信用代码/纳")]),
            (0.46, [(0.20, "91440605MA4W2H8R7H"), (0.60, "账号"), (0.76, "5896717175309193")]),
            (0.48, [(0.05, "税人识别号")]),
        ]
    )
    found = read([page])
    assert (found.buyer_tax_id.value, found.seller_tax_id.value) == ("91450324MA5KX7QT2T", "91440605MA4W2H8R7H")


def test_the_day_of_issue_ends_where_the_next_caption_begins() -> None:
    rows = [*DIGITAL[:2], (0.11, [(0.60, "开票日期：2025-11-06 收款员：林静")]), *DIGITAL[3:]]
    assert read([drawn(rows)]).issue_date.value == dt.date(2025, 11, 6)


@pytest.mark.parametrize("piece", ["公司", "发票专用", "岚江市"])
def test_a_piece_of_what_runs_round_a_seal_is_no_remark(piece: str) -> None:
    rows = [row for row in DIGITAL if row[0] != 0.79]
    page = drawn([*rows[:-2], (0.79, [(0.02, "备"), (0.70, piece)]), *rows[-2:]], ocr=0.95)
    assert read([page]).remarks.value == (None if "专用" in piece else piece)
    ring = Box(0.66, 0.70, 0.82, 0.92)
    seal = Seal(text="岚江市远图铜业有限公司", box=ring, confidence=0.9, shape="round", colour="red")
    assert read([replace(page, seals=(seal,))]).remarks.value is None
