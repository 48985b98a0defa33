"""Signs of wallet bills (微信支付, 支付宝, 京东): by 收/支, else by the type of the order; closed orders moved nothing."""

# ruff: noqa: E501 - Han count double, and word lists read best in long lines

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

_CLOSED = re.compile(r"关闭|失败|已?取消|已?撤销|未支付|待付款|等待付款")
_NEUTRAL_FLAG = re.compile(r"[/\-\s]*|不计收支|中性交易|其他|不计入")
# Both ends lie inside the wallet: the money neither comes nor goes.
_INSIDE = re.compile(
    r"转出-?到零钱(?!通)|来自零钱(?!通)|转入余额宝|余额宝-?(转出到余额|转入)|转出到余额$|单次转入|自动转入|自动转出|余额宝.*单次转出$|小荷包"
)
_IN = re.compile(r"退款|收益发放|赎回|卖出|零钱充值|充值$|^充值|来自|转入零钱通|收款|放款|借入|退回|退保|红包退")
_OUT = re.compile(
    r"提现|信用卡还款|还款|购买|申购|买入|转出-?到|零钱通转出|缴费|先享后付|已全额退款|还花呗|还借呗|还白条|理财|投资|充值到|消费"
)


@dataclass(frozen=True, slots=True)
class Order:
    """The texts of one order that tell which way its money went.

    `flag` is the 收/支 cell, `kind` and `goods` its type and subject, `status` the state, `numbers` its order numbers.
    """

    flag: str
    kind: str
    goods: str
    status: str
    amount: str
    numbers: tuple[str, ...] = ()


def sign(order: Order) -> int | None:
    """Return +1 for money into the wallet, -1 for money out, None where neither the flag nor the type decides."""
    flag = order.flag.strip()
    if not _NEUTRAL_FLAG.fullmatch(flag):
        if flag.startswith(("收", "入")):
            return 1
        if flag.startswith(("支", "出")):
            return -1
        return None
    for text in (order.kind, order.goods, order.status, order.amount):
        if _INSIDE.search(text):
            return None
        incoming, outgoing = _IN.search(text), _OUT.search(text)
        if text is order.amount:
            incoming = None  # "(已全额退款)" behind an amount marks the purchase, the refund is a row of its own
        if incoming and outgoing:
            return 1 if incoming.start() <= outgoing.start() else -1
        if incoming or outgoing:
            return 1 if incoming else -1
    return None


def moved(orders: Sequence[Order]) -> list[bool]:
    """Say for each order whether money moved at all.

    A closed order moved nothing, unless it was paid (收/支 says so) and its refund stands in the same bill: then both count.
    """
    refunds = {
        n
        for o in orders
        if "退款" in f"{o.kind}{o.goods}{o.status}" and not _CLOSED.search(o.status)
        for n in o.numbers
    }
    out = []
    for order in orders:
        if not _CLOSED.search(order.status):
            out.append(True)
            continue
        paid = not _NEUTRAL_FLAG.fullmatch(order.flag.strip())
        out.append(paid and any(n and any(r == n or r.startswith(f"{n}_") for r in refunds) for n in order.numbers))
    return out
