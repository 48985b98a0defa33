"""Make PDFs of text pages and PDFs of scans for the benchmarks; every page differs."""

from __future__ import annotations

import io
import random
from collections.abc import Sequence

import cv2
import numpy as np
from numpy.typing import NDArray
from reportlab.lib.pagesizes import A4
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

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


def _draw_contract(canvas: Canvas, chance: random.Random) -> str:
    """Draw a page of running text and return it."""
    lines = [f"第{k}条 {chance.choice(CLAUSES)}" for k in range(1, 25)]
    amount = f"人民币{chance.randrange(10**6, 10**9) / 100:,.2f}元"
    lines.insert(3, f"借款金额：{amount}，期限{chance.randrange(6, 36)}个月。")
    canvas.setFont(FONT, 11)
    for k, line in enumerate(lines):
        canvas.drawString(60, A4[1] - 70 - 27 * k, line)
    canvas.showPage()
    return "".join(lines)


def _draw_statement(canvas: Canvas, chance: random.Random) -> str:
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


def text_pdf(pages: int, seed: int) -> tuple[bytes, list[str]]:
    """Draw contracts and statements in turn; return the file and the text of each page."""
    pdfmetrics.registerFont(UnicodeCIDFont(FONT))
    chance = random.Random(seed)  # noqa: S311  no secret, only different pages
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=A4)
    truth = [(_draw_contract if k % 2 else _draw_statement)(canvas, chance) for k in range(pages)]
    canvas.save()
    return buffer.getvalue(), truth


def packed(picture: NDArray[np.uint8], quality: int = 85) -> bytes:
    """Return a BGR picture as a scanner stores it: JPEG."""
    return cv2.imencode(".jpg", picture, [cv2.IMWRITE_JPEG_QUALITY, quality])[1].tobytes()


def scan_pdf(jpegs: Sequence[bytes], dpi: int) -> bytes:
    """Put JPEGs into a PDF as they are, one a page, at so many pixels an inch."""
    buffer = io.BytesIO()
    canvas = Canvas(buffer)
    for jpeg in jpegs:
        picture = ImageReader(io.BytesIO(jpeg))
        wide, high = (side * 72 / dpi for side in picture.getSize())
        canvas.setPageSize((wide, high))
        canvas.drawImage(picture, 0, 0, wide, high)
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()
