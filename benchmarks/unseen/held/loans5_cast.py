"""Who stands on the lending papers of the fifth set, and how a contract of it is set from its text."""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping
from pathlib import Path
from string import Template
from typing import Any, TypeAlias

from ..contracts_truth import Draft
from ..made import Made
from ..values import Names, truth
from .loans3_cast import Terms
from .loans3_prose import duties_below, set_lines
from .loans5_press import Press5

TEXTS5 = Path(__file__).with_name("loans5_texts")
Hook: TypeAlias = Callable[[Press5], None]
"""Draws what stands at a line ``@name`` of a text."""

NAMES5 = Names(
    places=(
        *("遵义市", "酒泉", "吉安", "天门市", "喀什", "临夏", "上饶", "黔西", "巴中", "孝感市", "曲靖", "铜川"),
        *("庆阳市", "萍乡", "榆林", "乐山市", "都匀", "库尔勒"),
    ),
    stems=(
        *("苗岭春", "陇原绿", "赣鄱鸿", "楚天恒", "玉龙丰", "凯里蓝", "祁连雪", "瑶光", "晟锐达", "百川汇"),
        *("青藤", "沐野", "崇礼", "天工开", "鹤鸣山", "红谷", "信合源", "砺锋", "贝沃", "长河落"),
    ),
    trades=(
        *("茶业有限公司", "中药饮片有限公司", "矿山机械有限公司", "冷链物流有限公司", "新能源科技有限公司"),
        *("乳业股份有限公司", "磷化工有限责任公司", "竹木制品有限公司", "电缆有限公司", "辣椒食品有限公司"),
        *("石材有限公司", "棉业有限责任公司"),
    ),
    surnames="冉唐柯苟桂虞穆祁古鲍舒芦",
    given=(
        "世杰",
        "春花",
        "正豪",
        "永红",
        "晓芸",
        "全福",
        "慧兰",
        "栋梁",
        "雨桐",
        "长林",
        "银花",
        "开明",
        "小满",
        "泽民",
    ),
    banks=(
        *("贵阳银行", "兰州银行", "九江银行", "汉口银行", "云南红塔银行", "长安银行", "甘肃银行", "成都农商银行"),
        *("重庆三峡银行", "中国农业发展银行", "渤海银行", "华夏银行", "新疆银行"),
    ),
    branches=("瑞金路支行", "城关支行", "八一支行", "花溪支行", "雁塔支行", "大十字支行", "西固支行", "碧海园支行"),
    goods=(
        ("绿茶毛茶", "茶及饮料", "公斤", "一芽二叶"),
        ("党参", "中药材", "公斤", "中条 统货"),
        ("颚式破碎机", "矿山机械", "台", "PE600×900"),
        ("磷矿石", "非金属矿石", "吨", "P2O5≥28%"),
        ("生鲜乳", "乳制品", "吨", "蛋白≥3.1%"),
        ("干辣椒", "蔬菜", "公斤", "满天星"),
        ("电缆料", "塑料制品", "吨", "PVC-90"),
        ("皮棉", "棉花", "吨", "3128B"),
        ("花岗岩荒料", "石料", "立方米", "G654"),
    ),
    services=(("冷藏运输", "运输服务"), ("爆破服务", "建筑服务"), ("药材检测", "鉴证咨询服务")),
)


def people5(chance: random.Random, count: int) -> list[str]:
    """Return persons with different family and given names."""
    family, given = chance.sample(NAMES5.surnames, count), chance.sample(NAMES5.given, count)
    return [a + b for a, b in zip(family, given, strict=True)]


def set_text(
    name: str,
    press: Press5,
    values: Mapping[str, object],
    hooks: Mapping[str, Hook] | None = None,
    doc_type: str = "loan_contract",
) -> Draft:
    """Set a text file; at its lines ``@name`` the hook of that name draws, and its obligations may follow.

    ``@stamp name x`` presses a seal over what was set last.
    """
    draft = Draft(press.style, doc_type, press)
    text = Template((TEXTS5 / f"{name}.txt").read_text("utf-8")).substitute(values)
    part: list[str] = []
    for line in [*text.splitlines(), "@"]:
        if not line.startswith("@"):
            part += [line] if line.strip() else []
            continue
        owed, at = duties_below(part, 0)
        draft.owe(*owed)
        set_lines(draft, part[at:])
        part = []
        if line == "@":
            break
        call, _, rest = line[1:].partition(" ")
        if call == "stamp":
            owner, x = rest.rsplit(" ", 1)
            press.stamp(owner, float(x))
        else:
            (hooks or {})[call](press)
    return draft


def loan5(
    name: str,
    press: Press5,
    terms: Terms,
    values: Mapping[str, object],
    told: Mapping[str, Any],
    *,
    hooks: Mapping[str, Hook] | None = None,
    accept: Mapping[str, list[object]] | None = None,
) -> Made:
    """Set a loan contract; `values` are filled in, `told` holds the fields that the terms do not give."""
    draft = set_text(name, press, terms.printed | values, hooks)
    draft.know(**(terms.truth | told))
    for field, options in (accept or {}).items():
        draft.also(field, *options)
    return draft.made()


def paper5(
    name: str,
    press: Press5,
    doc_type: str,
    values: Mapping[str, object],
    told: dict[str, Any],
    *,
    hooks: Mapping[str, Hook] | None = None,
    accept: dict[str, list[Any]] | None = None,
) -> Made:
    """Set a text whose truth holds no obligations."""
    return Made(set_text(name, press, values, hooks).press.pdf_bytes(), ".pdf", truth(doc_type, told, accept))
