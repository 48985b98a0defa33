"""Check boxes, ticks, circles and form fields on digital pages come out as the signs that scans give."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name

HIGH = 842
Draw = Callable[[Any], None]


def written(pen: Any, texts: dict[tuple[float, float], str]) -> None:
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.cidfonts import UnicodeCIDFont

    pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
    for (x, y), text in texts.items():
        pen.setFont("STSong-Light", 12)
        pen.drawString(x, y, text)


def form(draw: Draw, texts: dict[tuple[float, float], str] | None = None) -> Draw:
    def all_of_it(pen: Any) -> None:
        written(pen, texts or {(100, 700): "支付方式：", (190, 700): "受托支付", (290, 700): "自主支付"})
        draw(pen)

    return all_of_it


def box(pen: Any, x: float, y: float, side: float = 10, fill: int = 0) -> None:
    pen.rect(x, y, side, side, fill=fill)


def tick(pen: Any, x: float, y: float, scale: float = 1.0) -> None:
    path = pen.beginPath()
    path.moveTo(x, y + 4 * scale)
    path.lineTo(x + 3 * scale, y)
    path.lineTo(x + 9 * scale, y + 10 * scale)
    pen.drawPath(path)


def text_of(tools: Any, tmp_path: Path, data: bytes) -> str:
    path = tmp_path / "a.pdf"
    path.write_bytes(data)
    (page,) = tools.pages(path)
    return "\n".join(line.text for line in page.lines)


def said(tools: Any, tmp_path: Path, draw: Draw, texts: dict[tuple[float, float], str] | None = None) -> str:
    return text_of(tools, tmp_path, tools.pdf(form(draw, texts)))


def test_empty_and_ticked_boxes_begin_the_words_of_their_options(tools: Any, tmp_path: Path) -> None:
    def draw(pen: Any) -> None:
        box(pen, 176, 699)
        tick(pen, 177, 700)
        box(pen, 276, 699)

    assert said(tools, tmp_path, draw) == "支付方式： ☑受托支付 □自主支付"


@pytest.mark.parametrize("kind", ["cross", "dot", "four lines", "glyph", "letter", "fill", "tint"])
def test_whatever_marks_a_box_ticks_it(tools: Any, tmp_path: Path, kind: str) -> None:
    def draw(pen: Any) -> None:
        if kind == "four lines":
            for x0, y0, x1, y1 in ((0, 0, 10, 0), (10, 0, 10, 10), (10, 10, 0, 10), (0, 10, 0, 0)):
                pen.line(176 + x0, 699 + y0, 176 + x1, 699 + y1)
        else:
            box(pen, 176, 699)
        box(pen, 276, 699)
        if kind in ("cross", "four lines"):
            pen.line(178, 701, 184, 707)
            pen.line(178, 707, 184, 701)
        elif kind == "dot":
            pen.circle(181, 704, 3, fill=1)
        elif kind == "fill":
            pen.rect(176, 699, 10, 10, fill=1)
        elif kind == "tint":
            # A light ground in both, of which one is crossed.
            pen.setFillColorRGB(0.8, 0.9, 1.0)
            box(pen, 176, 699, fill=1)
            box(pen, 276, 699, fill=1)
            pen.line(178, 701, 184, 707)
            pen.line(178, 707, 184, 701)
        elif kind == "glyph":
            pen.setFont("ZapfDingbats", 10)
            pen.drawString(177, 700, "\u2714")
        else:
            pen.setFont("Helvetica", 9)
            pen.drawString(178, 701, "X")

    sign = "■" if kind == "fill" else "☑"
    assert said(tools, tmp_path, draw) == f"支付方式： {sign}受托支付 □自主支付"


def test_a_box_that_stands_in_a_gap_of_one_word_parts_it(tools: Any, tmp_path: Path) -> None:
    def draw(pen: Any) -> None:
        box(pen, 124.5, 699, 9)
        box(pen, 161, 699, 9)
        tick(pen, 162, 700, 0.8)

    # Blanks of half a width keep the spaces for the boxes.
    assert said(tools, tmp_path, draw, {(100, 700): "性别  男士  女士"}).replace(" ", "") == "性别□男士☑女士"


def test_cells_and_boxes_of_figures_are_no_check_boxes(tools: Any, tmp_path: Path) -> None:
    def draw(pen: Any) -> None:
        for place in range(6):
            box(pen, 180 + 12 * place, 698, 12)
            pen.setFont("Helvetica", 9)
            pen.drawString(184 + 12 * place, 701, str(place))
        # A ruled column as wide as it is high.
        pen.rect(100, 600, 14, 14)
        pen.line(100, 614, 300, 614)
        pen.line(100, 600, 300, 600)

    texts = {(100, 700): "邮政编码", (260, 700): "地址", (118, 603): "合计金额"}
    words = said(tools, tmp_path, draw, texts)
    assert not set(words) & set("□☑■")


def test_boxes_in_a_table_drawn_cell_by_cell_are_found(tools: Any, tmp_path: Path) -> None:
    def draw(pen: Any) -> None:
        for row in range(12):
            for column in range(6):
                x, y = 60 + 80 * column, 560 + 16 * row
                for x0, y0, x1, y1 in ((x, y, x + 80, y), (x, y, x, y + 16), (x + 80, y, x + 80, y + 16)):
                    pen.line(x0, y0, x1, y1)
            box(pen, 64, 563 + 16 * row, 9)
            if row == 3:
                tick(pen, 65, 564 + 16 * row, 0.8)

    texts = {(76, 564 + 16 * row): f"担保方式{'甲乙丙丁戊己庚辛壬癸子丑'[row]}" for row in range(12)}
    lines = said(tools, tmp_path, draw, texts).split("\n")
    assert [line[0] for line in lines] == ["☑" if "丁" in line else "□" for line in lines]
    assert len(lines) == 12


def test_a_pattern_of_squares_is_no_form(tools: Any, tmp_path: Path) -> None:
    def draw(pen: Any) -> None:
        for row in range(20):
            for column in range(20):
                box(pen, 60 + 14 * column, 400 + 14 * row, 9)

    assert "□" not in said(tools, tmp_path, draw, {(345, 400 + 14 * row): "纸面花纹" for row in range(20)})


def test_a_lone_bullet_and_a_logo_are_no_choice(tools: Any, tmp_path: Path) -> None:
    def draw(pen: Any) -> None:
        pen.rect(178, 701, 7, 7, fill=1)
        pen.circle(60, 780, 18)

    assert said(tools, tmp_path, draw) == "支付方式： 受托支付 自主支付"


@pytest.mark.parametrize("x", [176, 200, 243])
def test_a_tick_before_on_or_behind_an_option_without_box_chooses_it(tools: Any, tmp_path: Path, x: float) -> None:
    assert said(tools, tmp_path, lambda pen: tick(pen, x, 701)) == "支付方式： ☑受托支付 自主支付"


def test_a_tick_chooses_among_options_of_one_word(tools: Any, tmp_path: Path) -> None:
    texts = {(100, 700): "是否关联交易：是/否"}
    assert said(tools, tmp_path, lambda pen: tick(pen, 202, 702, 0.9), texts) == "是否关联交易：是/☑否"


@pytest.mark.parametrize("by_hand", [False, True])
def test_an_option_in_a_circle_is_chosen(tools: Any, tmp_path: Path, by_hand: bool) -> None:
    def draw(pen: Any) -> None:
        if not by_hand:
            pen.ellipse(285, 694, 343, 716)
            return
        path = pen.beginPath()
        path.moveTo(300, 716)
        for x, y in ((288, 710), (284, 702), (292, 695), (315, 693), (338, 697), (344, 706), (330, 714), (305, 717)):
            path.lineTo(x, y)
        pen.drawPath(path)

    assert said(tools, tmp_path, draw) == "支付方式： 受托支付 ☑自主支付"


def test_a_readers_tick_beside_a_clause_or_a_figure_chooses_nothing(tools: Any, tmp_path: Path) -> None:
    texts = {
        (100, 700): "第三条 借款人应当按照本合同约定的用途使用借款，不得挪作他用。",
        (100, 660): "合计金额",
        (200, 660): "1,250,000.00",
    }

    def draw(pen: Any) -> None:
        tick(pen, 86, 701)
        tick(pen, 272, 661)

    assert "☑" not in said(tools, tmp_path, draw, texts)


class Annotated:
    """A form on which annotations lie."""

    def __init__(self, tools: Any, draw: Draw) -> None:
        self.file = pikepdf.open(io.BytesIO(tools.pdf(form(draw))))
        self.notes: list[pikepdf.Object] = []

    def look(self, drawn: bytes, side: float = 10) -> pikepdf.Object:
        stream = self.file.make_stream(drawn)
        stream.Type, stream.Subtype, stream.BBox = Name.XObject, Name.Form, Array([0, 0, side, side])
        return self.file.make_indirect(stream)

    def add(self, **entries: Any) -> None:
        self.notes.append(self.file.make_indirect(Dictionary(Type=Name.Annot, **entries)))

    def check(self, x: float, *, on: bool, flags: int = 4, looks: bool = True) -> None:
        state = Name.Yes if on else Name.Off
        more: dict[str, Any] = {"AS": state}
        if looks:
            crossed = self.look(b"0 0 10 10 re S 2 2 m 8 8 l 2 8 m 8 2 l S")
            more["AP"] = Dictionary(N=Dictionary(Yes=crossed, Off=self.look(b"0 0 10 10 re S")))
        kind = {"Subtype": Name.Widget, "FT": Name.Btn, "T": f"f{x}", "V": state}
        self.add(**kind, Rect=Array([x, 699, x + 10, 709]), F=flags, **more)

    def bytes(self) -> bytes:
        self.file.pages[0].Annots = Array(self.notes)
        fields = [note for note in self.notes if note.Subtype == Name.Widget]
        self.file.Root.AcroForm = self.file.make_indirect(Dictionary(Fields=Array(fields)))
        buffer = io.BytesIO()
        self.file.save(buffer)
        return buffer.getvalue()


@pytest.mark.parametrize("looks", [True, False])
def test_form_fields_say_their_state(tools: Any, tmp_path: Path, looks: bool) -> None:
    paper = Annotated(tools, lambda _: None)
    paper.check(176, on=False, looks=looks)
    paper.check(276, on=True, looks=looks)
    assert text_of(tools, tmp_path, paper.bytes()) == "支付方式： □受托支付 ☑自主支付"


def test_hidden_fields_and_notes_do_not_count(tools: Any, tmp_path: Path) -> None:
    paper = Annotated(tools, lambda _: None)
    paper.check(176, on=True, flags=2)
    paper.check(276, on=True, flags=4 | 32)
    stroke = Array([Array([176, 705, 179, 700, 186, 711])])
    paper.add(Subtype=Name.Ink, Rect=Array([174, 698, 188, 713]), F=2, InkList=stroke, C=Array([1, 0, 0]))
    assert text_of(tools, tmp_path, paper.bytes()) == "支付方式： 受托支付 自主支付"


@pytest.mark.parametrize("looks", [True, False])
def test_the_strokes_of_a_pen_tick_boxes_and_options(tools: Any, tmp_path: Path, looks: bool) -> None:
    def draw(pen: Any) -> None:
        box(pen, 176, 699)
        box(pen, 276, 699)

    paper = Annotated(tools, draw)
    stroke = Array([Array([277, 705, 280, 700, 289, 713])])
    more = {"AP": Dictionary(N=paper.look(b"1 0 0 RG 1 7 m 4 2 l 13 15 l S", 16))} if looks else {}
    paper.add(Subtype=Name.Ink, Rect=Array([275, 698, 291, 714]), F=4, InkList=stroke, C=Array([1, 0, 0]), **more)
    assert text_of(tools, tmp_path, paper.bytes()) == "支付方式： □受托支付 ☑自主支付"


def test_a_circle_laid_around_an_option_chooses_it(tools: Any, tmp_path: Path) -> None:
    paper = Annotated(tools, lambda _: None)
    paper.add(Subtype=Name.Circle, Rect=Array([184, 693, 244, 717]), F=4, C=Array([1, 0, 0]))
    assert text_of(tools, tmp_path, paper.bytes()) == "支付方式： ☑受托支付 自主支付"


def test_a_typed_note_in_a_box_ticks_it(tools: Any, tmp_path: Path) -> None:
    def draw(pen: Any) -> None:
        box(pen, 176, 699)
        box(pen, 276, 699)

    paper = Annotated(tools, draw)
    look = paper.look(b"BT /F 9 Tf 2 2 Td (X) Tj ET")
    font = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)
    look.Resources = Dictionary(Font=Dictionary(F=font))
    paper.add(Subtype=Name.FreeText, Rect=Array([176, 699, 186, 709]), F=4, Contents="X", AP=Dictionary(N=look))
    assert text_of(tools, tmp_path, paper.bytes()) == "支付方式： ☑受托支付 □自主支付"


@pytest.mark.ocr
def test_a_tick_by_pen_on_a_scan_is_seen_with_it(tools: Any, tmp_path: Path) -> None:
    from PIL import ImageDraw
    from reportlab.lib.utils import ImageReader

    from docaudit.reading import ReadOptions

    image = tools.picture(["借款用途声明书"], (1240, 1754))
    pen = ImageDraw.Draw(image)
    places = (300, 546)
    pen.text((90, 148), "支付方式：", font=tools.font(34), fill="black")
    for x, text in zip(places, ("受托支付", "自主支付"), strict=True):
        pen.rectangle((x, 156, x + 28, 184), outline="black", width=2)
        pen.text((x + 40, 148), text, font=tools.font(34), fill="black")

    def draw(made: Any) -> None:
        made.drawImage(ImageReader(image), 0, 0, 595, 842)

    file = pikepdf.open(io.BytesIO(tools.pdf(draw)))
    scale = 595 / 1240
    x, y = places[0] * scale, HIGH - 184 * scale
    stroke = Array([Array([x + 2, y + 8, x + 6, y + 3, x + 12, y + 12])])
    note = Dictionary(
        Type=Name.Annot, Subtype=Name.Ink, Rect=Array([x, y, x + 16, y + 16]), F=4, InkList=stroke, C=Array([0, 0, 1])
    )
    note.BS = Dictionary(W=2)
    file.pages[0].Annots = Array([file.make_indirect(note)])
    path = tmp_path / "scan.pdf"
    file.save(path)
    (page,) = tools.pages(path, ReadOptions())
    assert "☑受托支付" in page.text
    assert "□自主支付" in page.text
