"""What the columns of a bank statement mean, told by the words of their headings.

Synonyms: domain reference of this project, section 6. The running balance later proves or refutes the guess.
"""


# ruff: noqa: E501 - Han count double, and word lists read best in long lines

from __future__ import annotations

import functools
import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence

_BLANKS = re.compile(r"[\s*:_|]+")
_HAN = re.compile(r"[\u4e00-\u9fff]")
_IN_FLAG = re.compile(
    r"(?:转账|资金)?(贷|收|入|来|转入|汇入|流入|存|进|增|\+|c|cr|credit|in)(方|入|账|帐|款|项|加)*", re.IGNORECASE
)
_OUT_FLAG = re.compile(
    r"(?:转账|资金)?(借|支|出|往|转出|汇出|流出|取|付|扣|减|-|d|dr|debit|out)(方|出|账|帐|款|项|少)*", re.IGNORECASE
)
_OTHER = r"对方|对手|交易对|对端|对应|往来|来往|相对方"
"""How headings of the other side of a movement begin."""
_ABOUT = re.compile(
    r"^(对方|对手|交易对[手方]|往来方?|来往方?|收/?付款?[人方]|[收付]款[人方])(?:单位|账户)?(?:信息|资料|情况)(?=户名|名称|姓名|单位|账号|账户|卡号|开户|行|银行|机构)"
)
"""A heading over several columns that was put before that of one: 对方信息 over 账号."""
_EITHER = re.compile(
    r"^(?:收款?[方人]?[/或及、与和]?付款?|付款?[方人]?[/或及、与和]?收款?)[方人]?(?=(?:户名|名称|姓名|单位|[账帐卡]号|账户|开户|行名|银行|机构))"
)
"""Payer or payee, whichever is the other side, before what of it a column holds: 收/付款单位, 付款收款人账号."""
_LATIN = re.compile(r"[A-Za-z.'&#]+")

# A heading is matched by the first pattern that fits; parentheses are half-width and blanks gone by then.
_RULES: tuple[tuple[str, str], ...] = (
    (
        "ignore",
        r"起息|打印|申请(日|时)|生成|笔数|冲正标|冲账标|附件|印章|验证码|行号$|联行号|(开户行|银行|机构)?地址|所在地|归属地|最近修改|"
        r"(收/?付款|支付|付款|结算|交易)(方式|渠道)|钞/?汇|储种|凭证(种类|类型)$|可用余额|冻结|手续费|服务费|国家|地区$|利率|积数|天数|"
        r"母\(子\)公司|信息标志|分析码|对方(币种|行业|类型)|已?复核|授权|审核|商户订单号|商家订单号|商务支付|内部编号|接口|应计|页码",
    ),
    (
        "counterparty_both",
        r"(对方|对手|交易对).{0,6}[账帐卡][号户]((与|和|及|/|、|\\|-)(对方|对手|交易对手?)?|对方|对手)(户名|名称|姓名|单位)|(对方|对手|交易对).{0,4}账号户名|(对方|对手|交易对).{0,4}(户名|名称|姓名|单位)(与|和|及|/|、|\\|-)?(对方|对手|交易对手?)?(账|帐|卡)号|"
        r"对手信息|对方信息|交易对(手|方)信息|对方账户信息|收付方信息",
    ),
    (
        "counterparty_both",
        r"^(对方|对手|交易对[手方]|收/?付款?[方人])(单位)?(/|与|和|及|、|\\|-|\()(对方|对手)?([账帐][号户]|卡号)(/(开户)?(行名?|银行))?\)?$|"
        r"^(对方|对手|交易对[手方]).{0,4}(户名|名称|姓名|单位)(与|和|及|/|、|\\|-)(对方|对手)?(开户)?(行名|银行|开户行|机构|行)(名称)?$|"
        rf"^({_OTHER})[手方]?.{{0,2}}(信息|资料|情况)$",
    ),
    (
        "counterparty_bank",
        rf"({_OTHER}|收\(?/?付\)?款?方|收付款?[人]?|收/付款?[方人]?|收款人?/付款人).*(行名|开户行|银行|机构|网点|分行|行$)",
    ),
    (
        "counterparty_name",
        rf"({_OTHER}|收\(?/?付\)?款?方|收付款?人|收/付款?[方人]|收款/付款[方人]|收款人?/付款人).*(户名|名称?|姓名|单位|对象)|(商户|商家|店铺)(名称?)?$|"
        r"^(收/?付款?[人方]|往来方|来往方|对端)$",
    ),
    (
        "counterparty_account",
        rf"({_OTHER}|收\(?/?付\)?款?方|收付款?[人]?|收/付款?[方人]?|收款人?/付款人).*([账帐][号户]|卡号)",
    ),
    ("counterparty_name", r"^(交易)?(对方|对手)(单位|方|户名)?$|^交易对[手方]$|^counterparty( ?name)?$|^payee/payer$"),
    ("payer_name", r"^(付款|汇款|付方|出票|付).{0,4}(户名|名称?|姓名|单位)$|^(付款|汇款)[人方]$"),
    ("payer_bank", r"^(付款|汇款|付).{0,4}(行名|开户行|银行|行)"),
    ("payer_account", r"^(付款|汇款|付).{0,4}([账帐][号户]|卡号)"),
    ("payee_name", r"^(收款|收方|收).{0,4}(户名|名称?|姓名|单位)$|^收款[人方]$"),
    ("payee_bank", r"^(收款|收).{0,4}(行名|开户行|银行|行)"),
    ("payee_account", r"^(收款|收).{0,4}([账帐][号户]|卡号)"),
    ("ignore", r"^余额(方向|性质|标[志识记])$"),
    ("balance", r"余额|结余|结存|剩余金额|交易后金额|^balance|balance$"),
    (
        "flag",
        r"^(借/?贷|收/?支|收/?付|来往?账?/?往账)(标[志识记]|方向|类型|状态|别)?$|^(借贷|收支|收付|来往账|往来)(标[志识记]|方向|类型|别)$",
    ),
    (
        "flag",
        r"^(交易|资金|发生额|收支|借贷|收付|往来|账务)?(方向|流向|标[志识记])$|^借或贷$|^(出入|存取|增减|转[入出]/?转[入出])(账|款)?(标[志识记]|方向|类型|别)?$|^d/?c(标[志识记])?$|^dr/?cr$|^[借贷]贷?标[志识记]$|^进出(标[志识记]|账)?$|^(来|往)账标[志识记]$",
    ),
    ("flag", r"^交易类型\(来账/往账\)$|^收/支(/其他|/不计收支)?$|^收支类?型?$"),
    ("in", r"\((收|收入|存入|转入|贷|贷方|存|\+)\)$"),
    ("out", r"\((支|支出|支取|取出|转出|付|付出|借|借方|取|-)\)$"),
    (
        "amount",
        r"^(收入/支出|支出/收入|收方/付方|存入/支取|支取/存入)$|(收入?/支出?|收/付|入/出账?|出/入账?|进/出账?|转入/转出|转出/转入|支出?/收入?|借方?/贷方?|贷方?/借方?|存/取|存入/支出)(款|交易)?(金额|额|发生额)",
    ),
    (
        "date",
        r"(交易|记[账帐]|入[账帐]|会计|发生|业务|处理|清算|过[账帐]|动[账帐]|付款|创建|支付|账务)?(交易)?(日期|时间|日期时间|时点|时刻)(/?时间)?$",
    ),
    (
        "date",
        r"^(交易|记[账帐]|入[账帐]|会计|发生|账务|业务)日$|^年月日$|^日期|^时间|^(交易)?时分秒?$|"
        r"^(transaction|posting|value)? ?(date|time)$|^date/time$",
    ),
    ("date", r"^月$"),  # month and day in columns of their own
    ("ignore", r"^日$"),
    ("currency", r"^(交易|账户|记账)?(币种|币别|货币)(名称|代码|类型)?$|^currency$|^ccy$"),
    (
        "in",
        r"收入|收进|贷方|贷记|存入|转入|汇入|入[账帐]金|来[账帐]金|进[账帐]|^收方|^收款?(金额|额)?$|收款金额|^来[账帐]$|增加|"
        r"^credits?|deposit|^贷$|money in|paid in",
    ),
    (
        "out",
        r"支出|借方|借记(?!卡)|取出|支取|转出|汇出|付款金额|出[账帐]|^付方|^付[款出]?(金额|额)?$|往[账帐]金|^往[账帐]$|扣款金|减少|^支$|"
        r"^debits?|withdraw|^借$|money out|paid out",
    ),
    ("amount", r"金额|发生[额数]|交易额|^(款|数|增减|变动|收付|收支)额$|变动$|^amount|amount$"),
    (
        "own_account",
        r"^(本方|我方|自己|己方|查询|客户|本人|主|交易|借记|信用|银行)?([账帐][号户]|卡号)(号码)?$|^(借记|信用)卡(卡?号|末四位)?$|卡号末四位",
    ),
    (
        "own_name",
        r"^(本方|我方|查询|客户|本)?(户名|[账帐][户号]名称|客户名称?|[账帐]户名)$|^(单位|企业|公司|开户单位|存款人)名称$",
    ),
    ("type", r"^(交易|业务)(名称|类型|分类|种类|类别|代码名称)$|^类[型别]$|^transaction type$|^type$"),
    (
        "summary",
        r"摘要|^事由$|^(交易)?说明$|^(交易|业务|账务|经济|记账)(码|代码)?(内容|描述|说明|详情|明细|详细|细节|项目|事项|名目)$|^(transaction |entry )?(description|particulars|details|narrative|narration)( of transactions?)?$|^summary$",
    ),
    (
        "remark",
        r"附言|用途|备注|附注|^附加|个性化|商品|^留言|^交易(地点|场所)|^remarks?$|^memo$|^note$|^purpose$|补充|^款项",
    ),
    (
        "reference",
        r"流水|序列号|^(交易|记录|业务)(序|编)?号$|^凭证$|凭证(种类|类型)?[及/]?(编号|号码?)|日志号|参考号|回单号|单号|订单号|编号|传票|票据号|票号|^reference|^ref|serial",
    ),
    ("status", r"^(交易|资金|当前|订单)?状态$|^status$"),
    ("ignore", r"[序行]号|项次|笔次|^no\.?$|渠道|网点|柜员|机构|终端|^币$|^生效"),
    ("remark", r"说明$"),
    # What no word above names: the side of the books by its signs, where all of them say the same.
    ("out", r"^(?=.{1,6}$)[^入收贷增存进来]*[出支付借减取往][^入收贷增存进来]*(?<=[额项款账数方出支付借减取少])$"),
    ("in", r"^(?=.{1,6}$)[^出支付借减取往]*[入收贷增存进来][^出支付借减取往]*(?<=[额项款账数方入收贷增存进加])$"),
)
_COMPILED = tuple((role, re.compile(pattern, re.IGNORECASE)) for role, pattern in _RULES)
_PREFERENCE = {
    # Which of several columns of one role is the account's own booking; a lower place wins.
    "date": (
        "交易日期时间",
        "交易时间",
        "交易日期",
        "交易日",
        "付款时间",
        "记账",
        "记帐",
        "入账",
        "会计",
        "发生",
        "创建",
        "日期",
        "时间",
    ),
    "amount": ("入账", "记账", "人民币", "交易金额", "发生额", "金额"),
    "in": ("记账", "入账"),
    "out": ("记账", "入账"),
    "balance": ("账户余额", "余额"),
    "summary": ("摘要", "事由"),
    "remark": ("商品", "附言", "用途", "备注", "地点"),
    "type": ("交易类型", "交易名称", "交易分类", "业务类型", "类型"),
    "reference": ("流水", "交易单号", "交易订单号", "日志号", "参考号", "凭证"),
    "counterparty_bank": ("开户行名", "行名", "开户行"),
}


@functools.lru_cache(maxsize=1 << 14)
def fold_heading(text: str) -> str:
    """Return a heading without blanks and line breaks, half-width, without its English part if it has a Chinese one."""
    plain = _BLANKS.sub("" if _HAN.search(text) else " ", unicodedata.normalize("NFKC", text)).strip()
    if _HAN.search(plain) and not re.fullmatch(r"(?i)d/?c标[志识记]", plain):
        plain = _LATIN.sub("", plain)
    plain = plain.replace("【", "(").replace("】", ")").replace("[", "(").replace("]", ")").replace("帐", "账")
    plain = _ABOUT.sub(r"\1", re.sub(r"^(?:19|20)\d\d年?(?=月$)", "", plain))
    plain = re.sub(r"^([^()]+)\((对方|对手|交易对[手方])\)$", r"\2\1", plain)
    plain = re.sub(r"收\(付\)|付\(收\)|付/收", "收/付", plain)
    plain = _EITHER.sub("对方", plain)
    plain = re.sub(r"\((元|人民币|单位元|人民币元|币种|)\)|[（(]元[)）]$", "", plain)
    return plain.strip("-/.,、;")


@functools.lru_cache(maxsize=4096)
def role_of(text: str) -> str | None:
    """Return what a column with this heading means, None where no heading is recognised."""
    if not text or len(text) > 60:
        return None
    heading = fold_heading(text)
    if not heading or len(heading) > 24 or re.search(r"\d{3}", heading):
        return None
    if heading in ("交易币种/金额", "入账币种/金额", "币种/金额"):
        return "amount"
    for role, pattern in _COMPILED:
        if pattern.search(heading):
            return role
    return None


def rank(role: str, heading: str) -> int:
    """Return the place of a heading among the columns of one role; the smallest is tried first."""
    order = _PREFERENCE.get(role, ())
    folded = fold_heading(heading)
    return next((i for i, word in enumerate(order) if word in folded), len(order))


def roles(headings: Sequence[str], hints: Mapping[str, Sequence[str]] | None = None) -> list[str | None]:
    """Return the role of each heading; a bank's own headings (`hints`) overrule the common meaning."""
    own = {fold_heading(h): role for role, words in (hints or {}).items() for h in words}
    return [own.get(fold_heading(h)) or role_of(h) for h in headings]


def side_of(text: str) -> int | None:
    """Return 1 for a word of money in (贷, 收入, CR), -1 for one of money out, None for other words."""
    if _IN_FLAG.fullmatch(text):
        return 1
    return -1 if _OUT_FLAG.fullmatch(text) else None


_STACKED = tuple(
    map(frozenset, ({"amount", "in", "out", "balance"}, {"date", "reference"}, {"summary", "type", "reference"}))
)
"""Meanings that share a column. Two kinds of prose (摘要 over 附言) may as well be one heading of a text that wraps."""


def stacked_headings(text: str) -> list[str]:
    """Return the headings that stand above each other in one cell (金额 over 余额); empty where it holds one, wrapped or not."""
    if "\n" not in text:
        return []
    lines = [line.strip() for line in text.split("\n") if line.strip()]
    found = {role_of(line) for line in lines}
    distinct = 1 < len(lines) == len(found) and not {"summary", "type"} <= found
    return lines if distinct and any(found <= kinds for kinds in _STACKED) else []


def header_score(headings: Iterable[str], *, dated: bool = True) -> int:
    """Return how many different column roles stand in a row; 0 unless an amount is among them, and a date if `dated`."""
    texts = [h for h in headings if h and h.strip()]
    if len(texts) < 3:
        return 0
    found = [role_of(part) for h in texts for part in (stacked_headings(h) or [h])]
    known = {r for r in found if r is not None and r != "ignore"}
    if ("date" not in known and dated) or not known & {"amount", "in", "out"}:
        return 0
    if sum(r is not None for r in found) < 0.5 * len(found):
        return 0
    return len(known)


_KNOWN = (
    "交易日期 交易时间 记账日期 记账时间 入账日期 会计日期 交易日 借方发生额 贷方发生额 借方金额 贷方金额 收入金额 "
    "支出金额 借方 贷方 收入 支出 发生额 交易金额 金额 账户余额 本次余额 交易后余额 余额 对方户名 对方名称 "
    "对方账号 对方账户 对方开户行 对方行名 对方单位名称 摘要 用途 附言 备注 流水号 交易流水号 凭证号 序号 币种 "
    "借贷标志 借/贷 收/支 交易类型 交易渠道 渠道 存入 支取 存入金额 支取金额 转入金额 转出金额 交易摘要 "
    "交易说明 "
)
_PARTIES = "对方 对手 交易对方 交易对手 对手方 收款人 付款人 收款方 付款方 收(付)方 收付方 本方 对方单位".split()  # noqa: SIM905
_PARTS = "户名 名称 账号 账户 账户名 账户名称 账号名称 卡号 开户行 开户行名 开户银行 开户机构 行名 行号 单位 单位名称 信息".split()  # noqa: SIM905
_MORE = (
    "交易名称 交易余额 联机余额 当前余额 可用余额 活期余额 实时余额 账面余额 交易对方 交易对手 对手信息 对方信息 商户名称 交易地点 交易场所 交易附言 交易用途 "
    "个性化信息 日志号 柜员号 柜员 网点 机构 钞汇 储种 币别 账号 卡号 户名 来账/往账 收支标识 交易方向 起息日 交易机构 交易网点 凭证种类 凭证类型 业务类型 "
    "业务摘要 收入/支出金额 借方发生额(支取) 贷方发生额(收入) 借方金额(支) 贷方金额(收) 冲正标志 产品名称 编号 回单编号 交易编号 日期 时间 类型"
)
_NAMES = tuple(
    sorted({*_KNOWN.split(), *_MORE.split(), *(a + b for a in _PARTIES for b in _PARTS)}, key=lambda n: (-len(n), n))
)
_TILING = re.compile("|".join(re.escape(n) for n in _NAMES))


_HAN_ALONE = re.compile(r"[^\u4e00-\u9fff/()（）]")
_IN_TWO_LANGUAGES = tuple(
    re.compile(form)
    for form in (
        r"[\u4e00-\u9fff/()（）]{2,}\s*[A-Za-z][A-Za-z./&' -]*",
        r"[A-Za-z][A-Za-z./&' -]*\s*[\u4e00-\u9fff/()（）]{2,}\s*",
    )
)
"""Headings each in Chinese and in English, glued: 交易日期Date摘要Description."""


def split_headings(text: str) -> list[str]:
    """Return the headings that an OCR engine glued into one word; the word itself where it is one heading."""
    folded = _BLANKS.sub("", unicodedata.normalize("NFKC", text))
    if len(folded) < 4 or folded in _NAMES:
        return [text]
    parts = _TILING.findall(folded)
    if len(parts) > 1 and "".join(parts) == folded:
        return parts
    for both in _IN_TWO_LANGUAGES:
        parts = both.findall(text)
        if len(parts) > 1 and "".join(parts) == text and all(role_of(_HAN_ALONE.sub("", p)) is not None for p in parts):
            return [part.strip() for part in parts]
    apart = text.split()
    return apart if len(apart) > 1 and all(_HAN.search(p) and role_of(p) is not None for p in apart) else [text]
