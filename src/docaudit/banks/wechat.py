"""微信支付: about 16 lines of preface, 收/支 is ``/`` for neutral rows; no balance."""

from __future__ import annotations

from docaudit.banks.base import BANKS, BankFormat

BANKS.add(
    "wechat",
    BankFormat(
        bank="微信支付",
        marks=(r"微信支付\S{0,4}(?:交易|流水|明细|账单|证明)", r"微信\S{0,4}账单", "财付通", "微信昵称", "微信号"),
        wallet=True,
    ),
)
