"""The automatic numbers of Word paragraphs (第一条, 1.1, （二）): printed, but standing nowhere in the text."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from lxml import etree

from docaudit.reading.office.ooxml import MC, W

_DIGITS = "零一二三四五六七八九"
_FORMAL = "零壹贰叁肆伍陆柒捌玖"
_STEMS = "甲乙丙丁戊己庚辛壬癸"
_BRANCHES = "子丑寅卯辰巳午未申酉戌亥"
_ROMAN = (
    *((1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL")),
    *((10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")),
)
# First sign and how many there are of what Unicode has as one character.
_ENCLOSED = {
    "decimalEnclosedCircle": ("①", 20),
    "decimalEnclosedCircleChinese": ("①", 20),
    "decimalEnclosedFullstop": ("⒈", 20),
    "decimalEnclosedParen": ("⑴", 20),
    "ideographEnclosedCircle": ("㊀", 10),
}
_COUNTING = frozenset(
    {"chineseCounting", "chineseCountingThousand", "japaneseCounting", "taiwaneseCounting", "taiwaneseCountingThousand"}
)
_FORMAL_KINDS = frozenset({"chineseLegalSimplified", "ideographLegalTraditional", "japaneseLegal"})
_DIGIT_KINDS = frozenset({"ideographDigital", "japaneseDigitalTenThousand", "taiwaneseDigital", "koreanDigital2"})
_LEVELS = 9
_MOST_COUNTED = 32_767
_DEEPEST_STYLE = 20


@dataclass(frozen=True, slots=True)
class _Level:
    """One level of a list: how it counts and what is printed round the count."""

    kind: str
    pattern: str
    start: int
    legal: bool = False
    restart: int | None = None
    tight: bool = False


@dataclass(slots=True)
class _List:
    """One numbering instance; those of one abstract list count on together until one of them starts anew."""

    abstract: str
    levels: dict[int, _Level]
    starts: dict[int, int] = field(default_factory=dict)


class Numbering:
    """Counts the numbered paragraphs in the order in which they are asked for."""

    def __init__(self, numbering: etree._Element | None, styles: etree._Element | None) -> None:
        self._styles = {s.get(f"{W}styleId", ""): s for s in styles.iter(f"{W}style")} if styles is not None else {}
        self._default_style = next(
            (i for i, s in self._styles.items() if s.get(f"{W}default") == "1" and s.get(f"{W}type") == "paragraph"), ""
        )
        self._lists: dict[str, _List] = {}
        self._style_levels: dict[tuple[str, str], int] = {}
        self._counts: dict[str, dict[int, int]] = {}
        self._begun: set[tuple[str, int]] = set()
        if numbering is not None:
            self._read(numbering)

    def _read(self, root: etree._Element) -> None:
        abstracts = {a.get(f"{W}abstractNumId", ""): a for a in root.findall(f"{W}abstractNum")}
        by_style = {
            link.get(f"{W}val", ""): identity
            for identity, a in abstracts.items()
            if (link := a.find(f"{W}styleLink")) is not None
        }
        for number in root.findall(f"{W}num"):
            identity = _value(number, "abstractNumId", "")
            if identity not in abstracts:
                continue
            # A list defined by a list style keeps its levels in that style's own list.
            identity = by_style.get(_value(abstracts[identity], "numStyleLink", ""), identity)
            levels = {_integer(e.get(f"{W}ilvl"), 0): _level(e) for e in abstracts[identity].findall(f"{W}lvl")}
            made = _List(identity, levels)
            for change in number.findall(f"{W}lvlOverride"):
                depth = _integer(change.get(f"{W}ilvl"), 0)
                own = change.find(f"{W}lvl")
                if own is not None:
                    levels[depth] = _level(own)
                start = change.find(f"{W}startOverride")
                if start is not None:
                    made.starts[depth] = _integer(start.get(f"{W}val"), 1)
            name = number.get(f"{W}numId", "")
            self._lists[name] = made
            for level in abstracts[identity].findall(f"{W}lvl"):
                style = _value(level, "pStyle", "")
                if style:
                    self._style_levels[name, style] = _integer(level.get(f"{W}ilvl"), 0)

    def mark(self, paragraph: etree._Element) -> str:
        """Return the printed number before a paragraph; empty for bullets and for those without a number."""
        name, depth = self._place(paragraph)
        found = self._lists.get(name)
        if found is None or depth not in found.levels:
            return ""
        level = found.levels[depth]
        counts = self._counts.setdefault(found.abstract, {})
        start = found.starts.get(depth)
        if start is not None and (name, depth) not in self._begun:
            counts[depth] = start
        else:
            counts[depth] = counts.get(depth, found.starts.get(depth, level.start) - 1) + 1
        self._begun.add((name, depth))
        self._restart_below(found, depth, counts)
        if level.kind == "bullet":
            return ""
        text = level.pattern
        for above in range(depth + 1):
            shown = found.levels.get(above, _Level("decimal", "", 1))
            kind = "decimal" if level.legal else shown.kind
            text = text.replace(f"%{above + 1}", written(counts.get(above, shown.start), kind))
        if not text.strip() or level.tight:
            return text.strip()
        return text + " " if text[-1].isascii() else text

    def _restart_below(self, found: _List, depth: int, counts: dict[int, int]) -> None:
        for deeper in range(depth + 1, _LEVELS):
            rule = found.levels[deeper].restart if deeper in found.levels else None
            # Restart 0 counts on for ever; n starts anew only after a paragraph of level n or above.
            if rule is None or (rule and depth < rule):
                counts.pop(deeper, None)

    def _place(self, paragraph: etree._Element) -> tuple[str, int]:
        """Return the list and level of a paragraph: its own, else its style's or those of the styles below that one."""
        properties = paragraph.find(f"{W}pPr")
        own = properties.find(f"{W}numPr") if properties is not None else None
        name = _value(own, "numId", "") if own is not None else ""
        depth = _value(own, "ilvl", "") if own is not None else ""
        style = _value(properties, "pStyle", "") if properties is not None else ""
        style = style or self._default_style
        for _ in range(_DEEPEST_STYLE):
            if name and depth:
                break
            found = self._styles.get(style)
            if found is None:
                break
            inherited = found.find(f"{W}pPr/{W}numPr")
            if inherited is not None:
                linked = _value(inherited, "numId", "")
                name = name or linked
                depth = depth or _value(inherited, "ilvl", "")
            if name and not depth and (name, style) in self._style_levels:
                depth = str(self._style_levels[name, style])
            style = _value(found, "basedOn", "")
        return name, _integer(depth, 0)


def _level(element: etree._Element) -> _Level:
    # Word 2010 writes formats of its own ("01, 02") beside one that older readers know.
    kind = element.find(f"{W}numFmt")
    if kind is None:
        kind = element.find(f"{MC}AlternateContent/{MC}Fallback/{W}numFmt")
    name = kind.get(f"{W}val", "decimal") if kind is not None else "decimal"
    legal = element.find(f"{W}isLgl")
    restart = element.find(f"{W}lvlRestart")
    made = _Level(
        name,
        _value(element, "lvlText", ""),
        _integer(_value(element, "start", "1"), 1),
        legal=legal is not None and legal.get(f"{W}val", "1") not in ("0", "false"),
        tight=_value(element, "suff", "tab") == "nothing",
    )
    return replace(made, restart=_integer(restart.get(f"{W}val"), 0)) if restart is not None else made


def written(count: int, kind: str) -> str:
    """Return a count in a number format of ECMA-376, 17.18.59; formats of other scripts come as digits."""
    if kind == "none":
        return ""
    if not 0 < count <= _MOST_COUNTED:
        return str(count)
    if kind in _COUNTING:
        return _counted(count, _DIGITS, "十百千万", short_ten=True)
    if kind in _FORMAL_KINDS:
        return _counted(count, _FORMAL, "拾佰仟万", short_ten=False)
    if kind in _DIGIT_KINDS:
        return "".join("〇" if c == "0" else _DIGITS[int(c)] for c in str(count))
    if kind in _ENCLOSED:
        first, many = _ENCLOSED[kind]
        return chr(ord(first) + count - 1) if count <= many else str(count)
    if kind in ("upperLetter", "lowerLetter"):
        letter = chr(ord("A") + (count - 1) % 26) * ((count - 1) // 26 + 1)
        return letter if kind == "upperLetter" else letter.lower()
    if kind in ("upperRoman", "lowerRoman"):
        roman = _roman(count)
        return roman if kind == "upperRoman" else roman.lower()
    if kind == "ideographTraditional":
        return _STEMS[(count - 1) % 10]
    if kind in ("ideographZodiac", "ideographZodiacTraditional"):
        return _BRANCHES[(count - 1) % 12]
    if kind in ("decimalFullWidth", "decimalFullWidth2"):
        return "".join(chr(ord(c) + 0xFEE0) for c in str(count))
    if kind == "decimalZero":
        return f"{count:02d}"
    return f"- {count} -" if kind == "numberInDash" else str(count)


def _counted(count: int, digits: str, units: str, *, short_ten: bool) -> str:
    """Write 1 to 32,767 in Chinese: 十二, 一百零五; the formal way says 壹拾贰."""
    if count >= 10_000:
        rest = count % 10_000
        gap = digits[0] if 0 < rest < 1000 else ""
        tail = _counted(rest, digits, units, short_ten=False) if rest else ""
        return _counted(count // 10_000, digits, units, short_ten=short_ten) + units[3] + gap + tail
    text, pending = "", False
    for power in (3, 2, 1, 0):
        digit = count // 10**power % 10
        if not digit:
            pending = bool(text)
            continue
        text += (digits[0] if pending else "") + digits[digit] + (units[power - 1] if power else "")
        pending = False
    return text.removeprefix(digits[1]) if short_ten and 10 <= count < 20 else text


def _roman(count: int) -> str:
    text = ""
    for value, sign in _ROMAN:
        text += sign * (count // value)
        count %= value
    return text


def _integer(text: str | None, default: int) -> int:
    return int(text) if text and text.isdecimal() and len(text) < 8 else default


def _value(element: etree._Element, name: str, default: str) -> str:
    found = element.find(f"{W}{name}")
    return default if found is None else found.get(f"{W}val", default)
