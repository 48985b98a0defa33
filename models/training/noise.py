"""Spoils texts as scans do: glyphs that look alike, glyphs lost."""

# ruff: noqa: E501 - lists of glyphs read better unbroken

from __future__ import annotations

import random

_GROUPS = (
    "人入八", "己已巳", "末未本木", "土士工", "日曰目口", "大太犬天", "干千于", "贷货资", "借惜措", "收攻", "账帐", "全金会", "额颔", "限很", "合台会", "同问间",
    "期朋斯", "率串", "还坏", "息恩", "担但", "押抻", "质贡", "证征", "抵低", "户卢尸", "行衍", "号亏", "元无", "万方", "甲申由田", "乙己", "力刀", "名各",
    "支友", "付什", "位拉", "方万", "用甩", "交文", "易昜", "明朋", "细纽", "余佘", "单草", "回四囗", "票栗", "税悦", "购构", "销钠", "货贷", "物杨", "数敷",
    "量童", "价介", "规现", "格洛", "品晶", "发友", "开升", "具贝", "保倮", "负员", "表麦", "利刑", "润涧", "现视", "流浇", "经径", "营菅", "业亚", "执抉",
    "照熙", "统绕", "社杜", "代伐", "码玛", "检捡", "查杳", "报扳", "告吿", "结给", "论沦", "壹豆", "贰贸", "叁参", "肆津", "伍任", "陆隆", "柒染", "捌别",
    "玖玫", "拾抬", "佰伯", "仟任", "整正", "公么", "司可", "有冇", "约纳", "定宅", "应庆", "须项", "不木", "得碍", "1lI", "0O", "5S", "8B", "，,", "。.", "：:",
)  # fmt: skip
_TWINS: dict[str, str] = {}
for _group in _GROUPS:
    for _glyph in _group:
        _TWINS[_glyph] = _TWINS.get(_glyph, "") + _group.replace(_glyph, "")


def misread(text: str, chance: random.Random, share: float) -> str:
    """Return the text with about this share of its glyphs read wrong; its length stays."""
    glyphs = list(text)
    for place, glyph in enumerate(glyphs):
        if chance.random() < share:
            others = _TWINS.get(glyph)
            if others:
                glyphs[place] = chance.choice(others)
            elif "\u4e00" <= glyph <= "\u9fff" and chance.random() < 0.3:
                glyphs[place] = chance.choice(text)
    return "".join(glyphs)


def scanned(text: str, chance: random.Random) -> str:
    """Return the text clean (half of them), or with glyphs misread and lost."""
    if chance.random() < 0.5:
        return text
    share = chance.choice((0.01, 0.02, 0.05, 0.1))
    kept = "".join(glyph for glyph in text if chance.random() >= share / 3)
    return misread(kept, chance, share)
