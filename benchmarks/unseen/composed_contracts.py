"""Loan contracts composed at random of single clauses, each over another structure.

The clauses are those of lists that may be looked at (`clause_list.py`) and of the opened rounds' prose, and only those
that are read wholly right alone below a block of parties. So what such a contract misses, its structure hides: how it
is numbered, in how many columns it is set, whether duties are items below a head that names whose they are, joined in
one paragraph, in the cells of a table, cut by page ends, between running heads, behind a table of particulars.

`composed-contract` takes the clauses of the lists' part `mend`, `composed-kept-contract` those of `kept`. In the boxed
ones all clauses stand in the cells of tables; behind the changed ones a supplement adds clauses.
"""

from __future__ import annotations

import functools
import random
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from pathlib import Path

from .clause_list import Clause, judged, lists, read, shut
from .contracts_press import Style
from .contracts_truth import Draft, Duty
from .held.loans3_prose import duties_below, unlisted
from .held.loans5_press import Press5
from .made import Made, Paper

_ROUNDS = (Path(__file__).parent / "held" / "loans3_texts", Path(__file__).parent / "held" / "loans4_texts")
_CALLED = (
    ("借款人", "贷款人"),
    ("借款人", "贷款人"),
    ("乙方", "甲方"),
    ("甲方", "乙方"),
    ("借款企业", "贷款银行"),
    ("您", "我行"),
)
"""How a contract calls borrower and lender, in its clauses."""
_BORROWERS = ("青浦松烟农机有限公司", "会泽雨铃山货经营部", "桐庐栖云竹木制品有限公司", "昌乐红石谷工贸有限公司")
_LENDERS = ("会泽农村商业银行股份有限公司", "兰江银行股份有限公司城西支行", "昌乐民丰村镇银行股份有限公司")
_HEADINGS = (
    *("提款与支付", "借款人的权利与义务", "贷款使用", "监督与检查", "约定事项", "贷后管理", "承诺与保证", "其他约定"),
    *("财务与经营", "各方义务", "还本付息", "违约及处理", "特别约定", "信息披露", "履行"),
)
_HEADS = ("{b}承诺如下：", "{b}应遵守下列约定：", "{b}的义务如下：", "{b}同意并承诺：", "在借款清偿之前，{b}应当：")
"""What stands above items that name no subject of their own."""
_WAYS = ("numbered", "joined", "head", "box", "plain")
_BOXED = ("box", "rows", "side", "frame")
"""How the clauses of a section are set, in a contract and in one that is a form of boxes."""
_ADDED = (
    *("原合同增加一条：{t}", "原合同第{n}条修改为：{t}", "在原合同第{n}条后增加一款：{t}", "{t}", "双方同意：{t}"),
    *("原合同第{n}条变更为“{t}”", "将原合同第{n}条第二款改为：{t}"),
)
"""How a supplement says what is agreed besides."""
_SUPPLEMENTS = ("补充协议", "借款合同补充协议书", "变更协议", "补　充　协　议")
_HAN = "一二三四五六七八九十"
_CAPITAL = "壹贰叁肆伍陆柒捌玖拾"
_CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"


def _han(number: int) -> str:
    tens, ones = divmod(number, 10)
    return ("" if tens == 0 else "十" if tens == 1 else _HAN[tens - 1] + "十") + (_HAN[ones - 1] if ones else "")


_SECTION: dict[str, Callable[[int, str], str]] = {
    "article": lambda n, t: f"第{_han(n)}条　{t}",
    "article figure": lambda n, t: f"第{n}条 {t}",
    "han": lambda n, t: f"{_han(n)}、{t}",
    "capital": lambda n, t: f"{(_CAPITAL[n - 1] if n <= 10 else '拾' + _CAPITAL[n - 11])}、{t}",
    "figure": lambda n, t: f"{n}. {t}",
    "bare figure": lambda n, t: f"{n}　{t}",
    "chapter": lambda n, t: f"第{_han(n)}章　{t}",
    "none": lambda _, t: t,
    "brackets": lambda _, t: f"【{t}】",
}
_CLAUSE: dict[str, Callable[[int, int], str]] = {
    "1.1": lambda s, n: f"{s}.{n} ",
    "(han)": lambda _, n: f"（{_han(n)}）",
    "1.": lambda _, n: f"{n}. ",
    "1、": lambda _, n: f"{n}、",
    "(1)": lambda _, n: f"（{n}）",
    "circled": lambda _, n: _CIRCLED[n - 1],
    "none": lambda *_: "",
}
_ITEM: dict[str, Callable[[int], str]] = {
    "(1)": lambda n: f"（{n}）",
    "circled": lambda n: _CIRCLED[n - 1],
    "1、": lambda n: f"{n}、",
    "1)": lambda n: f"{n}）",
    "(han)": lambda n: f"（{_han(n)}）",
    "a.": lambda n: f"{'abcdefghijklmnop'[n - 1]}. ",
    "none": lambda _: "",
}


@dataclass(frozen=True, slots=True)
class _Piece:
    """A clause of one paragraph, whose words call the parties as its contract does."""

    text: str
    duties: tuple[Duty, ...]


def _prose() -> list[Clause]:
    """Return the paragraphs of opened rounds that say whole sentences of 借款人 and hold nothing to be filled in."""
    found = []
    for path in (p for folder in _ROUNDS for p in sorted(folder.glob("*.txt"))):
        lines = [line for line in path.read_text("utf-8").splitlines() if line.strip()]
        for at, line in enumerate(lines):
            duties, end = duties_below(lines, at + 1)
            body = re.sub(r"^(?:\d+(?:\.\d+)*[.、]?|[（(]?[一二三四五六七八九十\d]+[）)、.]|第\S{1,3}条)\s*", "", line)
            plain = not re.search(r"[${}|;&#~%<>]|[甲乙丙丁]方|本条|上述|前款|本项|第\S{1,3}[条款项]|：", body)
            if end > at + 1 and plain and body.startswith("借款人") and body.endswith("。"):
                every = (*duties, *unlisted(body, duties))
                if all(one.has in body for one in every):
                    found.append(Clause(f"{path.stem}#{at}", (), (body,), every))
    return found


@functools.cache
def _clauses(part: str) -> tuple[Clause, ...]:
    found = [c for path in lists().values() if not shut(path) for c in read(path) if c.part == part]
    found += [c for c in _prose() if c.part == part]
    plain = [c for c in found if len(c.lines) == 1 and re.search(r"[。]$", c.lines[0]) and "本借款户" not in c.lines[0]]
    return tuple(c for c in plain if not re.search(r"[甲乙丙丁]方|您|我行|：|（\S{1,2}）|①|本社", c.lines[0]))


def _called(text: str, borrower: str, lender: str) -> str:
    return text.replace("借款人", borrower).replace("贷款人", lender)


@functools.cache
def _pieces(part: str, borrower: str, lender: str, parties: tuple[str, ...]) -> tuple[_Piece, ...]:
    """Return the clauses that are read right alone when they call the parties so."""
    pieces = []
    for clause in _clauses(part):
        text = _called(clause.lines[0], borrower, lender)
        duties = tuple(
            replace(
                one,
                has=_called(one.has, borrower, lender),
                near={k: _called(v, borrower, lender) for k, v in one.near.items()},
            )
            for one in clause.duties
        )
        found = judged(replace(clause, parties=parties, lines=(text,), duties=duties))
        if not found.fields.misses and all(r.f1 == 1 for r in found.obligations.values()):
            pieces.append(_Piece(text, duties))
    return tuple(pieces)


def _shorn(piece: _Piece, borrower: str) -> _Piece | None:
    """Return the clause without the subject that opens it, None where it does not open with one."""
    if not re.match(rf"{borrower}(?=应|须|不得|必须|承诺|保证|同意)", piece.text):
        return None
    cut = len(borrower)
    duties = tuple(replace(one, has=one.has.removeprefix(borrower)) for one in piece.duties)
    return _Piece(piece.text[cut:], duties)


def _bare(piece: _Piece) -> _Piece:
    """Return the clause without the 应 that opens it, for below a head that says it."""
    duties = tuple(replace(one, has=re.sub("^应当?", "", one.has)) for one in piece.duties)
    return _Piece(re.sub("^应当?", "", piece.text), duties)


class _Contract:
    """One contract while it is composed."""

    def __init__(self, chance: random.Random, part: str, *, wide: bool) -> None:
        self.chance = chance
        self.borrower, self.lender = chance.choice(_CALLED)
        who, bank = chance.choice(_BORROWERS), chance.choice(_LENDERS)
        self.parties = self._parties(who, bank)
        columns = 1 if wide else chance.choice((1, 1, 2))
        size = chance.choice((7.5, 8.5, 9.5, 10.5, 12))
        margin = chance.choice((40, 56, 72))
        number = f"{chance.choice(('农商借', 'JK', '流借'))}字第2025{chance.randrange(1000, 9999)}号"
        style = Style(
            face=chance.choice(("serif", "sans")),
            size=min(size, 9.5) if columns == 2 else size,
            leading=chance.choice((1.35, 1.5, 1.8)),
            margins=(margin, chance.choice((50, 72)), margin, chance.choice((50, 72))),
            head=chance.choice(("", f"{bank}　借款合同", f"合同编号：{number}", "标准合同文本（2025年版）")),
            foot=chance.choice(("{page}", "- {page} -", "第 {page} 页", "", f"{bank} 第{{page}}页")),
        )
        self.press = Press5(style)
        self.draft = Draft(style, press=self.press)
        self.draft.fields = {"obligations": []}
        parties = tuple(self.parties)
        self.pool = list(_pieces(part, self.borrower, self.lender, parties))
        chance.shuffle(self.pool)
        self.columns = columns
        self._front(number)

    def _parties(self, who: str, bank: str) -> list[str]:
        if self.borrower in ("甲方", "乙方"):
            sides = [f"{self.borrower}（借款人）：{who}", f"{self.lender}（贷款人）：{bank}"]
        elif self.borrower == "您":
            sides = [f"借款人（您）：{who}", f"贷款人（我行）：{bank}"]
        else:
            sides = [f"{self.borrower}：{who}", f"{self.lender}：{bank}"]
        return sorted(sides) if self.chance.random() < 0.7 else sorted(sides, reverse=True)

    def _front(self, number: str) -> None:
        """Set the title, the parties, perhaps on a cover, perhaps a table of particulars."""
        chance, press = self.chance, self.press
        cover = chance.random() < 0.25
        if cover:
            press.space(120)
        press.heading(chance.choice(("流动资金借款合同", "借款合同", "经营性贷款合同")))
        press.paragraph(f"合同编号：{number}")
        for line in self.parties:
            press.paragraph(line)
        if cover:
            press.page()
        if chance.random() < 0.4:
            rows = [
                ["贷款金额", "人民币壹佰万元整（¥1,000,000.00）", "期限", "12个月"],
                ["年利率", "4.35%", "还款方式", "按月付息，到期还本"],
                ["放款账户", "6210980034571122", "还款账户", "6210980034571122"],
            ]
            press.form(rows, (0.16, 0.34, 0.16, 0.34), rules=chance.choice(("all", "rows", "none")))
        else:
            press.paragraph("双方经协商一致，订立本合同，共同遵守。", first=2)

    def compose(self, ways: Sequence[str], *, changed: bool = False) -> Made:
        """Set all sections, and a supplement if it was changed, and return the paper."""
        chance = self.chance
        section = chance.choice(list(_SECTION))
        mixed = chance.random() < 0.5
        way, clause = chance.choice(ways), chance.choice(list(_CLAUSE))
        plan = []
        for title in chance.sample(_HEADINGS, chance.randint(3, 6)):
            if mixed:
                way, clause = chance.choice(ways), chance.choice(list(_CLAUSE))
            taken = [self.pool.pop() for _ in range(min(len(self.pool), chance.randint(3, 6)))]
            plan.append((_called(title, self.borrower, self.lender), taken, way, clause))
        if self.columns == 2:
            self._begin_columns([piece.text for _, taken, _, _ in plan for piece in taken])
        for number, (title, taken, way, clause) in enumerate(plan, 1):
            self.press.paragraph(_SECTION[section](number, title), bold=chance.random() < 0.6)
            getattr(self, f"_{way}")(taken, number, clause)
        self.press.part(1)
        self.press.beside(
            [f"{self.parties[0]}（盖章）", "日期：2025年3月8日"], [f"{self.parties[1]}（盖章）", "日期：2025年3月8日"]
        )
        if changed:
            self._supplement()
        return self.draft.made()

    def _supplement(self) -> None:
        """Set clauses that were agreed later on a page of their own; none that takes the place of another one."""
        chance, press = self.chance, self.press
        press.page()
        press.heading(chance.choice(_SUPPLEMENTS))
        for line in self.parties:
            press.paragraph(line)
        press.paragraph("双方于2025年3月8日签订了借款合同（下称原合同），现经协商一致，达成如下补充协议：", first=2)
        replaces = ("financial_covenant", "use_of_funds")
        fit = [piece for piece in self.pool if not any(one.kind in replaces for one in piece.duties)]
        style = chance.choice(list(_CLAUSE))
        for n, piece in enumerate(fit[: chance.randint(2, 5)], 1):
            said = chance.choice(_ADDED).format(n=_han(chance.randint(2, 19)), t=piece.text)
            self._say(_CLAUSE[style](1, n) + said, [piece])
        press.paragraph("本补充协议未涉及的事项，仍按原合同执行。", first=2)
        press.beside([f"{self.parties[0]}（盖章）"], [f"{self.parties[1]}（盖章）"])

    def _begin_columns(self, texts: Sequence[str]) -> None:
        """Go on in two columns, about as tall as each other where they fill no page."""
        press, style = self.press, self.press.style
        press.part(2)
        signs = press.wide / style.size
        lines = sum(len(text) // signs + 1.7 for text in texts)
        tall = lines * style.size * style.leading / 2 + 3 * style.size
        if press.y + tall < press._end:
            press.part(2, tall)

    def _say(self, text: str, pieces: Sequence[_Piece], first: float = 2) -> None:
        self.draft.say(text, *(one for piece in pieces for one in piece.duties), first=first)

    def _numbered(self, taken: Sequence[_Piece], section: int, clause: str) -> None:
        first = self.chance.choice((0, 2))
        for n, piece in enumerate(taken, 1):
            self._say(_CLAUSE[clause](section, n) + piece.text, [piece], first)

    def _plain(self, taken: Sequence[_Piece], *_: object) -> None:
        for piece in taken:
            self._say(piece.text, [piece])

    def _joined(self, taken: Sequence[_Piece], section: int, clause: str) -> None:
        """Several sentences in one paragraph; a subject that carries over is left out."""
        cut = [taken[0]]
        for before, piece in pairwise(taken):
            shorn = _shorn(piece, self.borrower) if before.text.startswith(self.borrower) else None
            cut.append(shorn if shorn and self.chance.random() < 0.5 else piece)
        self._say(_CLAUSE[clause](section, 1) + "".join(piece.text for piece in cut), cut)

    def _head(self, taken: Sequence[_Piece], section: int, clause: str) -> None:
        """Items below a head that gives their subject; those that have another one stand before it."""
        shorn = [(piece, _shorn(piece, self.borrower)) for piece in taken]
        self._numbered([piece for piece, short in shorn if short is None], section, clause)
        items = [short for _, short in shorn if short is not None]
        if len(items) < 2:
            return self._numbered([piece for piece, short in shorn if short is not None], section, clause)
        owed = all(re.match("应(?!付|收)", piece.text) for piece in items)
        head = self.chance.choice(_HEADS if owed else _HEADS[:-1]).format(b=self.borrower)
        style = self.chance.choice([name for name in _ITEM if name != clause])
        number = _CLAUSE[clause](section, len(taken) - len(items) + 1)
        if head.endswith("应当："):
            items = [_bare(piece) for piece in items]
        end = self.chance.choice(("；", "。"))
        said = [p.text.removesuffix("。") + (end if k < len(items) - 1 else "。") for k, p in enumerate(items)]
        if style != "none" and self.chance.random() < 0.35:
            self._say(number + head + "".join(_ITEM[style](k) + text for k, text in enumerate(said, 1)), items)
            return None
        self.press.paragraph(number + head, first=2)
        for k, (piece, text) in enumerate(zip(items, said, strict=True), 1):
            self._say(_ITEM[style](k) + text, [piece])
        return None

    def _box(self, taken: Sequence[_Piece], *_: object) -> None:
        """Captions beside clauses, in a table."""
        captions = self.chance.sample(("支付", "报告", "承诺", "约定", "事项", "管理", "限制"), k=7)
        rows = [[caption, piece.text] for caption, piece in zip(captions, taken, strict=False)]
        self.press.form(rows, (0.2, 0.8), rules=self.chance.choice(("all", "rows")))
        self.draft.owe(*(one for piece in taken for one in piece.duties))

    def _rows(self, taken: Sequence[_Piece], section: int, clause: str) -> None:
        """Numbers beside clauses, in a table."""
        number = _CLAUSE[clause]
        self._form([[number(section, n).strip() or str(n), p.text] for n, p in enumerate(taken, 1)], (0.1, 0.9), taken)

    def _side(self, taken: Sequence[_Piece], section: int, clause: str) -> None:
        """One caption beside a box that holds several clauses."""
        caption = self.chance.choice(("借款人的义务", "双方约定", "贷款条件", "承诺事项", "特别约定"))
        self._form(
            [[_called(caption, self.borrower, self.lender), self._lines(taken[:4], section, clause)]],
            (0.18, 0.82),
            taken[:4],
        )

    def _frame(self, taken: Sequence[_Piece], section: int, clause: str) -> None:
        """Several clauses in one box."""
        self._form([[self._lines(taken[:4], section, clause)]], (1.0,), taken[:4])

    def _lines(self, taken: Sequence[_Piece], section: int, clause: str) -> str:
        return "\n".join(_CLAUSE[clause](section, n) + piece.text for n, piece in enumerate(taken, 1))

    def _form(self, rows: list[list[str]], shares: Sequence[float], taken: Sequence[_Piece]) -> None:
        self.press.form(rows, shares, rules="all")
        self.draft.owe(*(one for piece in taken for one in piece.duties))


def _maker(part: str, ways: Sequence[str] = _WAYS, *, changed: bool = False) -> Callable[[random.Random], Made]:
    return lambda chance: _Contract(chance, part, wide=ways is _BOXED).compose(ways, changed=changed)


PAPERS = (
    Paper("composed-contract", "dev", _maker("mend")),
    Paper("composed-kept-contract", "dev", _maker("kept")),
    Paper("composed-boxed-contract", "dev", _maker("mend", _BOXED)),
    Paper("composed-kept-boxed-contract", "dev", _maker("kept", _BOXED)),
    Paper("composed-changed-contract", "dev", _maker("mend", changed=True)),
    Paper("composed-kept-changed-contract", "dev", _maker("kept", changed=True)),
)
