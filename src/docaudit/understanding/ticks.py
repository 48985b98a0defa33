"""Gives the options of a scanned form their boxes back: OCR reads □ as 口 or 日, ☑ as 区 or 团, or drops the ticked box.

A glyph counts as a box only where an option starts and a sibling has a box too (a form prints one box per option). Where
all options of a group but one have an empty box, the one whose box was lost is the ticked one: engines know the plain
square as a character, the filled or ticked one often not.
"""

# ruff: noqa: E501 - lists and patterns of printed words read better unbroken
from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from docaudit.records.pages import Line, Page, TextSource, Word
from docaudit.understanding.prose import CHOSEN, EMPTY

_LIKE_EMPTY = "口囗日回曰"
_LIKE_CHOSEN = "区凶团囚図"
_NO_BOX = re.compile(
    r"口(?:头|岸|径|味|粮|令|述|碑|腔|红|罩|服)|日(?:期|利|常|用|内|起|前|后|止|息|均|志|记|历|元|本|间|报)|回(?:单|款|购|笼|复|收|执|访|函|避|报|扣|租|迁)"
    r"|区(?:域|间|块|别|分|县|级|内)|团(?:队|体|购|结|伙)|凶(?:手|猛)"
)
_BEFORE_MOUTH = "出进户人窗港关接路门入缺敞胸海"
_PHRASES = re.compile(
    r"等额本[息金](?:还款)?|(?:按|每)(?:月|季|季度|年|半年)(?:付息|还息|结息)|到期一次|一次性?还本付息|利随本清|先息后本|随借随还|(?:贷款人|银行|甲方|乙方)?受托支付|(?:借款人)?自主支付"
    r"|固定利率|浮动利率|个人(?:消费|经营)|流动资金(?:贷款|借款)|固定资产(?:贷款|借款)"
)
"""How options of loan forms begin, for lines in which the scan left no gap between them."""

_INFERRED = 0.8
"""Trust in a word whose box was inferred from its siblings."""


def with_boxes(page: Page) -> Page:
    """Return a scanned page with the boxes of its options as □ and ☑; other pages unchanged."""
    if page.is_sheet or page.text_source not in (TextSource.OCR, TextSource.MIXED):
        return page
    lines = [_worded(line) for line in page.lines]
    lines = _ticked_lines([_ticked(line) for line in lines])
    if all(a is b for a, b in zip(lines, page.lines, strict=True)):
        return page
    return replace(page, lines=tuple(lines))


def _changed(line: Line, texts: Sequence[str]) -> Line:
    """Return the line with other words; unchanged words stay the same objects."""
    words = tuple(
        w if w.text == t else replace(w, text=t, confidence=round(w.confidence * _INFERRED, 4))
        for w, t in zip(line.words, texts, strict=True)
    )
    return replace(line, words=words, text=" ".join(w.text for w in words))


def _worded(line: Line) -> Line:
    """Replace glyphs that look like boxes at the starts of options, if the line holds at least two options."""
    texts = [w.text for w in line.words]
    whole = "".join(texts)
    printed = len(re.findall(f"{EMPTY}|{CHOSEN}", whole))
    empty, ticked = (
        sum(_starts_option(t, m.start()) for t in texts for m in re.finditer(f"[{like}]", t))
        for like in (_LIKE_EMPTY, _LIKE_CHOSEN)
    )
    if printed + empty + ticked < 2 or not printed + empty:
        return line
    out = []
    for text in texts:
        chars = list(text)
        for i, char in enumerate(text):
            if char in _LIKE_EMPTY and _starts_option(text, i):
                chars[i] = "□"
            elif char in _LIKE_CHOSEN and _starts_option(text, i):
                chars[i] = "☑"
        out.append(re.sub("[√✓]□", "☑", "".join(chars)))
    return line if out == texts else _changed(line, out)


def _starts_option(text: str, at: int) -> bool:
    """Say whether the glyph stands where a box would: before a Chinese word, at the start of a word or after a colon.

    Inside a run of glyphs only 口 and 囗 count, which hardly ever begin a word.
    """
    if not re.match(r"[\u4e00-\u9fff]", text[at + 1 : at + 2]) or _NO_BOX.match(text, at):
        return False
    if re.search(r"(?:公司|银行|[支分]行|厂|合作社)$", text):
        return False  # 日照… and 回民… begin names
    before = text[at - 1 : at]
    if not before or before in "：:；;)） √✓":
        return True
    return text[at] in "口囗" and before not in _BEFORE_MOUTH


_LABEL = re.compile(rf"^[^:：□☐○]{{2,20}}[:：]\s*(?={EMPTY}|[\u4e00-\u9fff])")


def _ticked(line: Line) -> Line:
    """Mark the one option of the line that lost its box."""
    whole = "".join(w.text for w in line.words)
    if not re.search(rf"{EMPTY}(?=[\u4e00-\u9fff])", whole) or re.search(CHOSEN, whole):
        return line
    spots: list[tuple[int, int]] = []
    seen_label = False
    for number, word in enumerate(line.words):
        text = word.text
        label = _LABEL.match(text) if not seen_label else None
        first = label.end() if label else 0
        if label:
            seen_label = True
        if (label or (number and (seen_label or _has_box(line.words[number - 1])))) and _is_option(text[first:]):
            spots.append((number, first))
        for box in re.finditer(rf"{EMPTY}([^□☐○]+)", text):
            inner = [m.start() for m in _PHRASES.finditer(box.group(1)) if m.start() > 1]
            joined = [i for i in inner if box.group(1)[i - 1] not in "、，,和及与并到期按"]
            if joined and _PHRASES.match(box.group(1)):
                spots.append((number, box.start(1) + joined[0]))
    if len(spots) != 1:
        return line  # no box was lost, or several were and nobody can tell
    number, at = spots[0]
    texts = [w.text for w in line.words]
    texts[number] = texts[number][:at] + "☑" + texts[number][at:]
    return _changed(line, texts)


def _has_box(word: Word) -> bool:
    return re.search(EMPTY, word.text) is not None


def _is_option(text: str) -> bool:
    """Say whether the text begins with an option that has no box of its own."""
    head = re.split(EMPTY, text)[0]
    return (
        2 <= len(head) <= 20
        and not re.search(r"[:：。；;（(\d]|请|选择|填写|打[√勾]|^(?:[万亿]?元|个?月|[天日]|以)", head)
        and bool(re.match(r"[\u4e00-\u9fff]", head))
    )


def _ticked_lines(lines: list[Line]) -> list[Line]:
    """Mark the option that stands alone in its line and lost its box, beside lines of options with empty boxes."""
    out = list(lines)
    i = 0
    while i < len(lines):
        if not re.match(EMPTY, lines[i].text):
            i += 1
            continue
        first = max(0, i - 1)
        last = i
        while last + 1 < len(lines) and (
            re.match(EMPTY, lines[last + 1].text) or (last + 2 < len(lines) and re.match(EMPTY, lines[last + 2].text))
        ):
            last += 1
        group = range(first, min(len(lines), last + 2))
        bare = [j for j in group if not re.match(rf"{EMPTY}|{CHOSEN}", lines[j].text)]
        options = [re.sub(EMPTY, "", lines[j].text) for j in group if j not in bare]
        chosen = any(re.match(CHOSEN, lines[j].text) for j in group)
        alike = [j for j in bare if _is_option(lines[j].text) and any(_akin(lines[j].text, o) for o in options)]
        if len(alike) == 1 and not chosen and lines[alike[0]].words:
            texts = [w.text for w in lines[alike[0]].words]
            out[alike[0]] = _changed(lines[alike[0]], ["☑" + texts[0], *texts[1:]])
        i = last + 1
    return out


def _akin(a: str, b: str) -> bool:
    """Say whether two options end alike (自主支付, 受托支付) or both begin as options of loan forms do."""
    a, b = a.strip(" ;；。"), b.strip(" ;；。")
    return a[-2:] == b[-2:] or bool(_PHRASES.match(a) and _PHRASES.match(b))
