"""Tells the folders that are parts of one case from those that are cases."""

from __future__ import annotations

import re
from collections.abc import Sequence

# A folder named after a kind of paper ("03 主体资料", "银行流水") is a part of one case; cases are named after
# borrowers and numbers.
_PART = re.compile(
    r"[\d一二三四五六七八九十]{0,3}[、.．_\-\s)）]*[^\d公司厂店]{0,8}"
    r"(?:合同|协议|发票|流水|对账单|凭证|资料|材料|报表|回单|单据|证明|担保|抵押|贷后|检查|管理|授信|财务|支付"
    r"|影像|附件|其他|扫描件|证照|文件)"
    r"|(?:\d{0,3}[._\-\s]*)(?:contracts?|invoices?|statements?|receipts?|papers|scans|documents|other)",
    re.IGNORECASE,
)


def are_parts(names: Sequence[str]) -> bool:
    """Say whether folders of these names are the parts of one case: most are named after kinds of papers."""
    return bool(names) and 2 * sum(_PART.fullmatch(name.strip()) is not None for name in names) > len(names)
