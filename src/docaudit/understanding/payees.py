"""Whom an application for money names to be paid: in the rows of a table, in blocks of captions, in sentences."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from docaudit.documents.drawdown_application import Payee
from docaudit.records.evidence import Field
from docaudit.records.money import Money
from docaudit.records.names import is_person_name
from docaudit.understanding.fields import Fields
from docaudit.understanding.kinds import ACCOUNT, LEGAL_FORM, MONEY, PARTY, Kind
from docaudit.understanding.meanings import Told, best_of, rows_told
from docaudit.understanding.paper import Paper
from docaudit.understanding.payees_told import Item, Part, parted, payees_told
from docaudit.understanding.tablerows import headed_rows
from docaudit.understanding.text import Text

_ROLES = (
    *("收款人", "收款方", "收款单位", "收款企业", "收款商户", "收款账户", "受款人", "领款人", "交易对手", "交易对象"),
    *("支付对象", "付款对象", "供应商", "供货方", "供货商", "商户", "对方", "卖方"),
)
"""What forms call who is paid."""


def of_payee(*parts: str) -> tuple[str, ...]:
    """Return the captions of a part of the payee (账号) in the words of all forms: 收款人账号, 交易对手账号 …."""
    return tuple(role + part for part in parts for role in _ROLES)


NAMES = (
    *of_payee("名称", "户名", "全称", "姓名"),
    *(
        "收款人",
        "收款方",
        "收款单位",
        "收款企业",
        "收款商户",
        "收款户名",
        "受款人",
        "交易对手",
        "交易对象",
        "支付对象",
        "付款对象",
    ),
    *("付给", "支付给", "划付给"),
)
ACCOUNTS = (
    *of_payee("账号", "帐号", "账户", "银行账号", "卡号"),
    "收款账号",
    "收款帐号",
    "收款账户",
    "收款卡号",
    "收款人卡号/账号",
)
BANKS = (
    *of_payee("开户行", "开户银行", "开户行名称", "银行", "开户机构", "开户网点"),
    "收款行",
    "收款银行",
    "收款开户行",
    "收款行名称",
)
_SUMS = ("支付金额", "付款金额", "收款金额", "划付金额", "划款金额")

COLUMNS: dict[str, tuple[str, Kind[Any]]] = {
    "name": (
        r"(?:(?:收|受|领)款|交易对[手象方]|(?:支付|付款|划款)对象|对方|供应商|供货[商方]|商户)(?!.{0,6}(?:[账帐卡]|行|金额|日期|时间|额$)).{0,6}$|^(?:账户)?户名$|^名称$|^全称$|收款人(?!.*(?:[账帐卡]|行|额))",
        PARTY,
    ),
    "account": (r"(?:账|帐|卡)号|收款账户|账户号码|^(?:银行)?账户$|[人方位户]账户$", ACCOUNT),
    "amount": (r"金额|[付划拨支用]款?额|^(?:本次)?(?:支付|付款|划款|提款|用款)(?:款项?|数额?)?$", MONEY),
}
"""How columns of a list of payees are headed."""


def payees_of(
    paper: Paper, fields: Fields, known: Sequence[Told], asked: Field[Money], borrower: str | None
) -> tuple[Payee, ...]:
    """Return the payees of an application.

    Args:
        paper: the application.
        fields: of the paper.
        known: its captions with what they mean.
        asked: the sum asked for.
        borrower: who asks.
    """
    listed = tuple(
        Payee(name=row["name"], account=row["account"], amount=row["amount"])
        for row in headed_rows(paper, COLUMNS, needed=("name", "amount"))
        # Else the signature below the list, or its total.
        if sum(row[part].value is not None for part in ("name", "account", "amount")) > 1
    )
    if listed:
        return listed
    labelled = _labelled(paper, fields, borrower)
    said = payees_told(paper.flow, asked, borrower)
    if said and _leaves(said) > _leaves(labelled):
        return said
    return labelled or _told(fields, known)


def _leaves(payees: Sequence[Payee]) -> int:
    """Return how many names, accounts and sums are known."""
    return sum(f.value is not None for p in payees for f in (p.name, p.account, p.amount))


def _labelled(paper: Paper, fields: Fields, borrower: str | None) -> tuple[Payee, ...]:
    """Return the payees whose captions stand in blocks, in cells or lines, else the one whom single captions name."""
    ways = [_blocks(view, borrower) for view in (paper.cells, paper.text)]
    blocks = max(ways, key=_leaves)
    if len(blocks) > 1 or (blocks and _leaves(blocks) == len(_CAPTIONS)):
        return blocks
    name = fields.find(NAMES, PARTY, accept=lambda v: v != borrower)
    if name.value is None:
        return blocks
    account = fields.find((*ACCOUNTS, "账号"), ACCOUNT)
    one = Payee(name=name, account=account, amount=fields.find(_SUMS, MONEY))
    return max(((one,), blocks), key=_leaves)


_AHEAD = r"(?:(?<=[\n\t;。,、:.)])|^)[\t ]*(?:\d{1,2}[.、)]|[(一二三四五六七八九十)]{1,4}、?)?[\t ]*"
_BEHIND = r"[\t ]?(?:\([^()\n]{0,8}\)|\d{1,2}|[一二三四五])?[\t ]*[:\t\n][\t :]*"
_NAMED = (
    "|".join(sorted((*NAMES, "账户名称", "开户名称", "单位名称"), key=len, reverse=True)) + r"|[户名全][\t ]?[名称]"
)


def _caption(words: str) -> re.Pattern[str]:
    return re.compile(rf"{_AHEAD}(?:{words}){_BEHIND}", re.MULTILINE)


_CAPTIONS: dict[Part, tuple[re.Pattern[str], Kind[Any]]] = {
    "name": (_caption(_NAMED), PARTY),
    "account": (
        _caption(r"[\u4e00-\u9fff]{0,6}(?:[账帐卡][\t ]?号|账户号|收款账户)码?(?:/[卡账]号)?|银行账户|账[\t ]?户"),
        ACCOUNT,
    ),
    "sum": (_caption(r"(?:支付|付款|划付|划款|收款|转账|付)?[\t ]?(?:金[\t ]?额|款额)"), MONEY),
}
"""Captions of the lines or cells that tell one payee after the other."""


def _blocks(view: Text, borrower: str | None) -> tuple[Payee, ...]:
    """Return the payees whose name, account and sum stand each behind a caption of its own."""
    items = []
    for part, (caption, kind) in _CAPTIONS.items():
        for found in caption.finditer(view.chars):
            stop = re.compile(r"[\n\t]").search(view.chars, found.end())
            body = view.chars[found.end() : stop.start() if stop else len(view.chars)]
            value = kind.find(body)
            if value and (part != "name" or (_somebody(value[0]) and value[0] != borrower)):
                items.append(Item(part, value[0], found.end() + value[1], found.end() + value[2]))
    if not any(i.part == "name" for i in items):
        return ()
    payees = []
    for record in parted(sorted(items, key=lambda i: i.start)):
        said = {i.part: view.field(i.value, i.start, i.end, 0.9) for i in record}
        if "name" in said and len(said) == len(record) > 1:
            payees.append(
                Payee(name=said["name"], account=said.get("account", Field()), amount=said.get("sum", Field()))
            )
    return tuple(payees)


def _somebody(name: str) -> bool:
    return LEGAL_FORM.search(name) is not None or is_person_name(name)


def _told(fields: Fields, known: Sequence[Told]) -> tuple[Payee, ...]:
    """Return the payees by what captions mean: the rows of a table, or the one that single captions name."""
    rows = rows_told(fields, "drawdown_application", "payees", ("name", "account", "amount"))
    listed = tuple(Payee(name=row["name"], account=row["account"], amount=row["amount"]) for row in rows)
    if listed:
        return listed
    one = Payee(
        name=best_of(fields, known, "name", PARTY, "payees[].name"),
        account=best_of(fields, known, "account", ACCOUNT, "payees[].account"),
        amount=best_of(fields, known, "amount", MONEY, "payees[].amount"),
    )
    return (one,) if one.name.value is not None else ()
