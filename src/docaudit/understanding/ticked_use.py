"""Finds which use a form's list of uses has chosen: by a tick before or behind it, or by the number filled in."""

from __future__ import annotations

import re

from docaudit.records.evidence import Field
from docaudit.understanding.prose import CHOSEN, EMPTY, chosen_option
from docaudit.understanding.text import Text

_BOX = rf"(?:{EMPTY}|\(\)|(?<!打)(?<!打[“\"]){CHOSEN})"
_HEAD = re.compile(
    r"(?:借款|贷款|资金|款项|用款)(?:资金)?的?(?:具体)?用途(?:为|是|如下)?(?:\([^()\n]{2,24}\))?(?:为|是)?:?(?:\([^()\n]{2,24}\))?[\s:]*"
)
"""What heads the uses that a form lets choose from, with or without a word on how to choose (选择项打√)."""
_BEFORE = re.compile(rf"(?P<box>{_BOX})[\t ]*(?P<use>(?:(?!{_BOX})[^\t\n。;])+)[\s;。]*")
_BEHIND = re.compile(rf"(?![^\s。]{{0,6}}用途)(?P<use>(?:(?!{_BOX})[^\s。;:]){{2,20}})[\t ]*(?P<box>{_BOX})[\s;。、]*")
_ELSE = re.compile(r"^其[他它](?:用途|消费)?[\s:,(]*(?:请?(?:注明|说明|填写))?[\s:)]*")
_NUMBERED = re.compile(r"(?:用途|借款用于|贷款用于|资金用于)[^。;\n]{0,10}?(?=第[\s_]*[\d一二三四五六①-⑨][\s_]*[项种])")
_NAMES = re.compile(r"[\u4e00-\u9fff]{2}")


def ticked_use(flow: Text) -> Field[str]:
    """Return the use chosen in a form's list of uses, several joined by 、; of 其他 what is written behind it."""
    for head in _HEAD.finditer(flow.chars):
        spans: list[tuple[int, int]] = []
        at = head.end()
        style = _BEFORE if _BEFORE.match(flow.chars, at) else _BEHIND
        while option := style.match(flow.chars, at):
            at = option.end()
            if not re.fullmatch(CHOSEN, option["box"]):
                continue
            other = _ELSE.match(option["use"])
            use = option["use"][other.end() if other else 0 :].strip(" _:、,")
            if use:
                start = flow.chars.find(use, option.start("use"))
                spans.append((start, start + len(use)))
        if spans:
            text = "、".join(flow.chars[a:b] for a, b in spans)
            return flow.field(text, spans[0][0], spans[-1][1], 0.85, head.start())
    picked = chosen_option(flow, _NUMBERED, _NAMES, reach=300) if _NUMBERED.search(flow.chars) else None
    if picked is None:
        return Field()
    use = re.split(r"[;。]", picked.text)[0].strip(" _:、,")
    return flow.field(use, picked.start, picked.start + len(use), 0.8) if use else Field()
