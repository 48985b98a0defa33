"""The bank that a line names without a label, and a bank's own name without its branch."""

from __future__ import annotations

import re

_HOUSES = "银行|信用合作社联合社|信用合作联社|信用社联合社|信用合作社|信用联社|信用社|农信社|农商行"
_FORM = r"(?:股份|有限|责任|公司|[（(]中国[)）])*"
_NAME = rf"[^\s,，。:：您请的与由在向]{{2,16}}?(?:{_HOUSES})"
_NO_NAME = r"(?!\S{0,4}(?:开户|对方|对手|收款|付款|代理|所属|网上|手机|电子|个人|经办|受理|出票)银行)"
"""Words for a bank that name none."""
_LINE = re.compile(rf"{_NO_NAME}({_NAME}){_FORM}(?:[^\s:：]{{0,24}}[:：]?|\s[^,，。:：]{{0,40}})")
"""A line that begins with a bank's name; prose (请向某某银行…) is none."""
_SEALED = re.compile(
    rf"{_NO_NAME}({_NAME}){_FORM}\S{{0,16}}?\s*[（(]?(?:盖章|公章|业务(?:专用|公|用)?章|(?:回单|电子)?专用章|签章)[)）]?"
)
"""How a bank closes a paper: its name where its seal goes."""
_LABELLED = re.compile(rf"([\u4e00-\u9fff]{{2,8}})[:：]\s*(\S{{2,16}}?(?:{_HOUSES}))\S{{0,30}}")
_WALLET = re.compile(
    r"(?!.{0,3}(?:网上|在线|快捷|跨行|银行|电子|移动|受托|自主|对外|对公|代收|代|应|已|未|待|拟|货款|工程款?|现金)(?:支付|付))"
    r"([\u4e00-\u9fff]{1,5}(?:支付|闪付|钱包))\s*(?:平台|个人|用户|交易|资金|收支|电子)*(?:账单|交易明细|流水|交易记录|收支明细)"
)
"""A wallet that titles its bill."""
_OTHERS = re.compile(r"对方|对手|收款|付款|汇款|贷款|放款|划转|交易行")
_HOUSE = re.compile(rf".*?(?:{_HOUSES}|Bank)(?:股份有限公司|有限责任公司|有限公司)?", re.IGNORECASE)

_INITIALS = re.compile(r"^[A-Za-z][A-Za-z .&-]+(?=[\u4e00-\u9fff])")
"""What a mark prints before the Chinese name (HSBC汇丰银行)."""


def house(name: str) -> str:
    """Return the bank's own name without its branch."""
    found = _HOUSE.match(_INITIALS.sub("", name))
    return re.sub(r"(股份|责任)?有限(责任)?公司$", "", found.group() if found else name).strip()


def named(text: str) -> tuple[str, float] | None:
    """Return the bank of a line above the rows, and how sure it is: the line begins with it, or a label names it."""
    if (line := _LINE.fullmatch(text)) is not None:
        return house(line.group(1)), 0.9
    if (wallet := _WALLET.match(text)) is not None:
        return wallet.group(1), 0.85
    if (labelled := _LABELLED.fullmatch(text)) is not None and not _OTHERS.search(labelled.group(1)):
        return house(labelled.group(2)), 0.85
    return None


_ENGLISH = re.compile(
    r"((?!Your|Our|Opening|Paying|Receiving|Issuing)(?:[A-Z][A-Za-z.&']*\s){1,5}B(?:ANK|ank)(?:\s(?:OF|of)(?:\s[A-Z][A-Za-z]+){1,3})?(?:\s?\(C(?:HINA|hina)\))?"
    r"|B(?:ANK|ank)\s(?:OF|of)(?:\s[A-Z][A-Za-z]+){1,3})(?:,?\s(?:Co|CO|Company|COMPANY|Limited|LIMITED|Ltd|LTD)\b.*)?"
)


def english(text: str) -> str | None:
    """Return the bank of a line that is its English name and nothing else."""
    found = _ENGLISH.fullmatch(text)
    return found.group(1).strip() if found else None


def sealed(text: str) -> str | None:
    """Return the bank of a line below the rows where its seal goes."""
    found = _SEALED.fullmatch(text)
    return house(found.group(1)) if found else None
