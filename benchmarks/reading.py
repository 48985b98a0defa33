"""Compare docaudit's reading with other readers on pages made here, in one go.

Text pages: docaudit's words, lines and tables against pdfplumber's words and bare pypdfium2 character boxes.
Scans: docaudit's OCR against RapidOCR as installed and tesseract, clean and degraded, with character error rates.

    python benchmarks/reading.py [--text-pages N] [--scans N] [--seed S]
"""

from __future__ import annotations

import argparse
import io
import os
import random
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np
import pdfplumber
import pypdfium2 as pdfium
import pytesseract
from PIL import Image
from rapidfuzz.distance import Levenshtein
from reportlab.lib.pagesizes import A4
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

from docaudit.reading import ReadOptions, SourcePages, read_path

FONT = "STSong-Light"
CLAUSES = (
    "借款人应当按照约定的借款用途使用借款，未经贷款人书面同意不得改变借款用途。",
    "贷款人有权检查借款的使用情况，借款人应当如实提供有关财务会计资料。",
    "受托支付的，贷款人根据借款人的提款申请将款项支付给符合约定用途的交易对象。",
    "借款人未按照约定的期限返还借款的，应当按照国家有关规定支付逾期利息。",
    "保证人承担连带责任保证，保证期间为主债务履行期限届满之日起三年。",
)
NAMES = ("精密机械制造有限公司", "建材贸易有限公司", "电子科技股份有限公司", "包装材料厂", "物流运输有限公司")
PLACES = ("江苏", "浙江", "安徽", "广东", "山东", "四川")


@dataclass(frozen=True)
class Result:
    """What one reader did: wall seconds for all pages, and the character error rate where the truth is known."""

    name: str
    pages: int
    seconds: float
    errors: float | None = None

    def line(self, base: float) -> str:
        """Return a row of the printed table; the ratio is speed as a multiple of the first reader's."""
        rate = self.pages / self.seconds
        error = "" if self.errors is None else f"{100 * self.errors:8.2f} %"
        return f"  {self.name:34s}{rate:9.2f} pages/s  x{rate / base:<8.2f}{error}"


def draw_contract(canvas: Canvas, chance: random.Random) -> str:
    """Draw a page of running text and return it."""
    lines = [f"第{k}条 {chance.choice(CLAUSES)}" for k in range(1, 25)]
    amount = f"人民币{chance.randrange(10**6, 10**9) / 100:,.2f}元"
    lines.insert(3, f"借款金额：{amount}，期限{chance.randrange(6, 36)}个月。")
    canvas.setFont(FONT, 11)
    for k, line in enumerate(lines):
        canvas.drawString(60, A4[1] - 70 - 27 * k, line)
    canvas.showPage()
    return "".join(lines)


def draw_statement(canvas: Canvas, chance: random.Random) -> str:
    """Draw a ruled bank statement and return its text, row by row."""
    edges = (40, 105, 190, 270, 350, 480, 555)
    rows = [["交易日期", "摘要", "借方金额", "贷方金额", "对方户名", "余额"]]
    balance = chance.randrange(10**7, 10**9)
    for day in range(1, 31):
        amount = chance.randrange(100, 10**7)
        paid = chance.random() < 0.5
        balance += -amount if paid else amount
        name = chance.choice(PLACES) + chance.choice(NAMES)
        money = f"{amount / 100:,.2f}"
        rows.append(
            [f"2026-03-{day:02d}", "转账", money if paid else "", "" if paid else money, name, f"{balance / 100:,.2f}"]
        )
    canvas.setFont(FONT, 8.5)
    top = A4[1] - 60
    for k, row in enumerate(rows):
        for column, text in enumerate(row):
            canvas.drawString(edges[column] + 3, top - 22 * k - 15, text)
    for k in range(len(rows) + 1):
        canvas.line(edges[0], top - 22 * k, edges[-1], top - 22 * k)
    for x in edges:
        canvas.line(x, top, x, top - 22 * len(rows))
    canvas.showPage()
    return "".join("".join(row) for row in rows)


def make_pdf(pages: int, seed: int) -> tuple[bytes, list[str]]:
    """Draw contracts and statements in turn; return the file and the text of each page."""
    chance = random.Random(seed)  # noqa: S311  no secret, only different pages
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=A4)
    truth = [(draw_contract if k % 2 else draw_statement)(canvas, chance) for k in range(pages)]
    canvas.save()
    return buffer.getvalue(), truth


def scan_of(data: bytes, *, degraded: bool, seed: int) -> tuple[bytes, list[Image.Image]]:
    """Render each page at 200 dpi, as a scanner would give it, into a PDF of pictures; return it and the pictures."""
    chance = np.random.default_rng(seed)
    pictures = []
    document = pdfium.PdfDocument(data)
    for page in document:
        picture = page.render(scale=200 / 72).to_numpy()[:, :, :3]
        if degraded:
            high, wide = picture.shape[:2]
            turn = cv2.getRotationMatrix2D((wide / 2, high / 2), float(chance.uniform(-1.5, 1.5)), 1)
            picture = cv2.warpAffine(picture, turn, (wide, high), borderValue=(255, 255, 255))
            picture = cv2.GaussianBlur(picture, (0, 0), 0.9)
            picture = np.clip(picture + chance.normal(0, 12, picture.shape), 0, 255).astype(np.uint8)
        quality = 40 if degraded else 90
        packed = cv2.imencode(".jpg", picture, [cv2.IMWRITE_JPEG_QUALITY, quality])[1].tobytes()
        pictures.append(Image.open(io.BytesIO(packed)).convert("RGB"))
    document.close()
    buffer = io.BytesIO()
    pictures[0].save(buffer, "PDF", save_all=True, append_images=pictures[1:], resolution=200, quality=95)
    return buffer.getvalue(), pictures


def by_docaudit(path: Path, options: ReadOptions | None = None) -> Iterator[str]:
    """Yield the text of each page as docaudit reads it."""
    for source in read_path(path, options):
        if isinstance(source, SourcePages):
            for page in source.pages:
                yield "".join(line.text for line in page.lines)


def by_pdfplumber(path: Path) -> Iterator[str]:
    """Yield the words of each page, boxes found."""
    with pdfplumber.open(path) as document:
        for page in document.pages:
            yield "".join(word["text"] for word in page.extract_words())
            page.close()


def by_pdfium(path: Path) -> Iterator[str]:
    """Yield the text of each page after asking for the box of every character."""
    document = pdfium.PdfDocument(path)
    for page in document:
        text = page.get_textpage()
        for index in range(text.count_chars()):
            text.get_charbox(index)
        yield text.get_text_range()
    document.close()


def by_rapidocr() -> Callable[[Image.Image], str]:
    """Return RapidOCR with the settings of its package."""
    from rapidocr import RapidOCR  # noqa: PLC0415  only where scans are compared

    engine = RapidOCR(params={"Global.log_level": "error"})

    def read(picture: Image.Image) -> str:
        return "".join(in_rows(engine(np.asarray(picture)[:, :, ::-1])))

    return read


def in_rows(result: object) -> list[str]:
    """Put RapidOCR's boxes in rows: it sorts them by their exact tops, and order is not what is compared."""
    boxes, texts = getattr(result, "boxes", None), getattr(result, "txts", None)
    if boxes is None or texts is None:
        return []
    placed = [
        (float(b[:, 1].mean()), float(b[:, 0].min()), float(np.ptp(b[:, 1])), t)
        for b, t in zip(boxes, texts, strict=True)
    ]
    placed.sort()
    rows: list[list[tuple[float, float, float, str]]] = []
    for item in placed:
        if rows and item[0] - rows[-1][-1][0] < 0.5 * item[2]:
            rows[-1].append(item)
        else:
            rows.append([item])
    return [text for row in rows for *_, text in sorted(row, key=lambda item: item[1])]


def by_tesseract(picture: Image.Image) -> str:
    """Read with tesseract's chi_sim and automatic segmentation."""
    return str(pytesseract.image_to_string(picture, lang="chi_sim", config="--psm 3"))


def timed(name: str, texts: Iterator[str], truth: list[str] | None = None) -> Result:
    """Read all pages and compare them with the truth, blanks and the width of signs left out."""
    start = time.perf_counter()
    found = list(texts)
    seconds = time.perf_counter() - start
    errors = None
    if truth is not None:
        pairs = [(folded(a), folded(b)) for a, b in zip(truth, found, strict=True)]
        errors = sum(Levenshtein.distance(a, b) for a, b in pairs) / sum(len(a) for a, _ in pairs)
    return Result(name, len(found), seconds, errors)


def folded(text: str) -> str:
    """Leave out blanks and make wide signs narrow."""
    narrow = {ord(a): b for a, b in zip("，：；（）￥", ",:;()¥", strict=True)}
    return "".join(text.translate(narrow).split())


def show(title: str, results: list[Result]) -> None:
    """Print one table; ratios are to its first row."""
    base = results[0].pages / results[0].seconds
    print(title, *(result.line(base) for result in results), "", sep="\n")  # noqa: T201


def main() -> None:
    """Make the pages, read them with everything, print the ratios."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--text-pages", type=int, default=100)
    parser.add_argument("--scans", type=int, default=12)
    parser.add_argument("--seed", type=int, default=1)
    chosen = parser.parse_args()
    # Nothing read before may help.
    os.environ["DOCAUDIT_CACHE"] = "off"
    pdfmetrics.registerFont(UnicodeCIDFont(FONT))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "text.pdf"
        data, truth = make_pdf(chosen.text_pages, chosen.seed)
        path.write_bytes(data)
        show(
            f"{chosen.text_pages} text pages",
            [
                timed("docaudit, lines and tables", by_docaudit(path), truth),
                timed("pdfplumber, words", by_pdfplumber(path), truth),
                timed("pypdfium2, character boxes", by_pdfium(path), truth),
            ],
        )
        data, truth = make_pdf(chosen.scans, chosen.seed + 1)
        rapidocr = by_rapidocr()
        first = scan_of(make_pdf(1, 0)[0], degraded=False, seed=0)
        path.write_bytes(first[0])
        list(by_docaudit(path)), list(by_docaudit(path, ReadOptions(jobs=1))), rapidocr(first[1][0])
        for degraded in (False, True):
            scanned, pictures = scan_of(data, degraded=degraded, seed=chosen.seed)
            path.write_bytes(scanned)
            show(
                f"{chosen.scans} scans at 200 dpi, {'degraded' if degraded else 'clean'} (models loaded before)",
                [
                    timed("docaudit", by_docaudit(path), truth),
                    timed("docaudit, one page at a time", by_docaudit(path, ReadOptions(jobs=1)), truth),
                    timed("RapidOCR as installed", map(rapidocr, pictures), truth),
                    timed("tesseract chi_sim", map(by_tesseract, pictures), truth),
                ],
            )


if __name__ == "__main__":
    main()
