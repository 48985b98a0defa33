"""Names of firms, banks and people: folding, keys, likeness, and whether a name is a person's.

Likeness follows section 4.2 of the project's method of flows; the values there are fixed, not fitted.
"""

# ruff: noqa: E501, SIM905 - Han count double, and word lists read best in long lines

from __future__ import annotations

import functools
import re
import unicodedata
from collections import Counter

from docaudit.records.regions import split_regions

SAME_PARTY = 0.80
"""Likeness from which two names are taken for one party (flows.md 4.2)."""
_BRACKETS = str.maketrans(
    {"〔": "(", "〕": ")", "【": "(", "】": ")", "[": "(", "]": ")", "「": "(", "」": ")", "{": "(", "}": ")"}
)
_DOTS = re.compile(r"[•・‧∙･⋅●]")
LEGAL_FORMS = (
    "股份有限责任公司", "集团股份有限公司", "集团有限责任公司", "集团有限公司", "股份有限公司", "有限责任公司", "有限公司", "股份公司", "集团公司",
    "控股公司", "总公司", "公司", "有限合伙企业", "普通合伙企业", "合伙企业有限合伙", "合伙企业普通合伙", "合伙企业", "有限合伙", "普通合伙", "特殊普通合伙",
    "个人独资企业", "个人独资", "个体工商户", "COLTD", "LTD", "INC", "LLC",
)  # fmt: skip
_LEGAL = re.compile("(?:" + "|".join(sorted(LEGAL_FORMS, key=len, reverse=True)) + ")$")
_BRANCH = re.compile(r"^(?P<head>.{4,}?(?:公司|厂|集团))(?P<part>.{1,14}?分公司)$")
_BANK_BRANCH = re.compile(
    r"^(?P<head>.*?(?:银行|信用合作联社|信用合作社|农村信用社|信用社|信用联社))(?:股份有限公司|有限责任公司|有限公司)?(?P<part>.*)$"
)


def fold(text: str | None) -> str:
    """Return the name in NFKC, upper case, without blanks, with one kind of brackets and of middle dot."""
    if not text:
        return ""
    folded = unicodedata.normalize("NFKC", text).upper().translate(_BRACKETS)
    return re.sub(r"[\s\u200b]", "", _DOTS.sub("·", folded))


def _letters(text: str | None) -> str:
    """Keep letters, digits and Han only."""
    return "".join(c for c in fold(text) if c.isalnum())


def number_key(number: str | None) -> str:
    """Return a contract's number for comparison: folded, letters, digits and Han only."""
    return _letters(number)


def without_legal_form(letters: str) -> str:
    """Return the name without its legal form at the end; a name that is nothing else is kept."""
    short = _LEGAL.sub("", letters)
    return short if len(short) >= 2 else letters


@functools.lru_cache(maxsize=65536)
def core_key(text: str | None) -> str:
    """Return the key of a party in dictionaries: folded, without brackets, signs and legal form."""
    return without_legal_form(_letters(text))


@functools.lru_cache(maxsize=262144)
def similarity(a: str | None, b: str | None, ocr: bool = False) -> float:
    """Return how alike two party names are, 0 to 1; `ocr` says that one of them was read by OCR (flows.md 4.2)."""
    one, two = _letters(a), _letters(b)
    if not one or not two:
        return 0.0
    if one == two:
        return 1.0
    short_one, short_two = without_legal_form(one), without_legal_form(two)
    if short_one == short_two:
        return 0.97
    by_region = _by_region(a, b)
    if by_region is not None:
        return by_region
    if _is_branch(one, two) or _is_branch(two, one):
        return 0.90
    if min(len(one), len(two)) >= 6 and min(len(short_one), len(short_two)) >= 4 and _one_edit(short_one, short_two):
        return 0.85 if ocr else 0.60
    return round(0.8 * _dice(short_one, short_two), 4)


def _by_region(a: str | None, b: str | None) -> float | None:
    rest_one, places_one = split_regions(fold(a))
    rest_two, places_two = split_regions(fold(b))
    if not (places_one or places_two) or core_key(rest_one) != core_key(rest_two):
        return None
    return 0.92 if places_one <= places_two or places_two <= places_one else 0.60


def _is_branch(longer: str, shorter: str) -> bool:
    found = _BRANCH.match(longer)
    return found is not None and without_legal_form(found["head"]) == without_legal_form(shorter)


def _one_edit(a: str, b: str) -> bool:
    """Say whether one character inserted, lost or changed makes one of the other."""
    if len(a) > len(b):
        a, b = b, a
    if len(b) - len(a) > 1:
        return False
    at = 0
    while at < len(a) and a[at] == b[at]:
        at += 1
    return a[at:] == b[at + 1 :] if len(a) < len(b) else a[at + 1 :] == b[at + 1 :]


def _dice(a: str, b: str) -> float:
    pairs_a = Counter(a[i : i + 2] for i in range(len(a) - 1))
    pairs_b = Counter(b[i : i + 2] for i in range(len(b) - 1))
    total = sum(pairs_a.values()) + sum(pairs_b.values())
    return 2 * sum((pairs_a & pairs_b).values()) / total if total else 0.0


def bank_head(text: str | None) -> str | None:
    """Return the bank of a bank's or branch's name (``中国工商银行苏州分行`` → ``中国工商银行``), else None."""
    found = _BANK_BRANCH.match(_letters(text))
    if found is None:
        return None
    part = found["part"]
    if part and not re.search(r"(?:分行|支行|营业部|营业室|分理处|储蓄所|总行|中心|部|社|分社)$", part):
        return None
    return found["head"].removesuffix("股份")


def branch_head(text: str | None) -> str:
    """Return a firm's name without its branch part (``…有限公司无锡分公司`` → ``…有限公司``); other names unchanged."""
    found = _BRANCH.match(_letters(text))
    return found["head"] if found else _letters(text)


# --- people --------------------------------------------------------------------------------------------------------

SURNAMES = frozenset(
    "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊"
    "金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文庞樊兰殷施陶洪翟安颜倪严牛温芦季俞章鲁葛伍韦申尤毕聂丛焦向柳邢路岳齐沿"
    "梅莫庄辛管祝左涂谷祁时舒耿牟卜詹关苗凌费纪靳盛童欧甄项曲成游阳裴席卫查屈鲍位覃霍翁隋植甘景薄单包司柏宁柯阮桂闵解强柴华车冉房边辜吉饶"
    "刁瞿戚丘古米池滕晋苑邬臧畅宫来嵺苟全褚廉简娄盖符奚木穆党燕郎邸冀谈姬屠连郜晏栾郁商蒙计喻揭窦迟宇敖糜鄢冷卓花仇艾蓝都巩稽井练仲乐虞卞封"
    "竺冼原官衣楚佟栗匡宗应台巫鞠僧桑荆谌银扬明沙薄伏岑习胥保和蔺赫佘肖闫付代仝覃逯丰鹿候占冒桓麻幸雍那由寇降但区淡粟初矫旷尚"
)
COMPOUND_SURNAMES = (
    "欧阳 上官 皇甫 令狐 诸葛 司徒 司马 申屠 夏侯 贺兰 完颜 慕容 尉迟 长孙 公孙 东方 西门 南宫 独孤 端木 轩辕 宇文 澹台 濮阳 淳于 太史 呼延 钟离 闻人 "
    "纳兰 拓跋 赫连 万俟 单于 第五 百里 东郭 公冶 司空 亓官 仲孙 鲜于 闾丘 司寇 子车 颛孙 巫马 公西 漆雕 乐正 壤驷 公良 谷梁 段干 梁丘 左丘"
).split()
_NOT_A_PERSON = re.compile(
    r"公司|厂|店|行$|部$|院|局$|中心|银行|合作|超市|商贸|贸易|集团|学校|大学|医院|协会|基金|证券|保险|期货|宾馆|酒店|饭店|工厂|工程|科技|实业|企业|"
    r"支付|财付通|微信|余额|零钱|理财|花呗|借呗|银联|网联|国库|税|社保|公积金|工资|奖金|货款|[费款贷库账帐户金额币钱卡券单票息税租]$|代发|批量|现金|"
    r"内部|暂收|待清算|过渡|利息|结息|转账|汇款|转存|充值|提现|退款|冲正|其他|客户|平台|商城|科技|置业|地产|投资|银证|财务|政府|委员会|小组|项目|"
    r"公寓|大厦|广场|物业|食品|服装|钢材|建材|物流|运输|商行$|经营|门市|批发|农场|养殖|加工|[社所站馆庄场网吧坊阁楼府]$"
)
_MASKED = re.compile(r"[一-鿿]\*{1,3}|\*{1,3}[一-鿿]|[一-鿿]\*{1,2}[一-鿿]|\*[一-鿿]{2}|[一-鿿]{2}\*")


def without_private_mark(name: str | None) -> str | None:
    """Return the name without the mark that an invoice to a natural person carries: ``张三（个人）``."""
    return re.sub(r"(?<=.)[(（]\s*个人\s*[)）]$", "", name.strip()) or name if name and name.strip() else name


def is_person_name(text: str | None) -> bool:
    """Say whether the name is a person's, minority names with a dot and masked ones (``张*``) too."""
    name = re.sub(r"(?:先生|女士|小姐)$", "", fold(text).replace("X", "*") if text and "*" in text else fold(text))
    name = re.sub(r"[\d(].*$", "", name)
    if _MASKED.fullmatch(name):
        return True
    if "·" in name:
        parts = name.split("·")
        return (
            all(re.fullmatch(r"[一-鿿]{1,8}", p) for p in parts) and len(parts) >= 2 and not _NOT_A_PERSON.search(name)
        )
    if not re.fullmatch(r"[一-鿿]{2,4}", name) or _NOT_A_PERSON.search(name):
        return False
    if name[:2] in COMPOUND_SURNAMES and len(name) >= 3:
        return True
    if len(name) == 4:
        return name[0] in SURNAMES and name[1] in SURNAMES  # two surnames and a given name
    return name[0] in SURNAMES
