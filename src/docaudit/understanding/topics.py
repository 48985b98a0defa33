"""What a phrase is about: topic words of goods and purposes, and the uses a prohibition names."""

from __future__ import annotations

import functools
import logging
import re
from typing import Any

from platformdirs import user_cache_path

from docaudit.records.labels import Use

_STOP = frozenset(
    [
        "公司",
        "有限公司",
        "有限",
        "合同",
        "项目",
        "费用",
        "款项",
        "支付",
        "采购",
        "购买",
        "一批",
        "用于",
        "借款",
        "贷款",
        "资金",
        "用途",
        "人民币",
        "相关",
        "其他",
        "以及",
        "本合同",
        "项下",
        "补充",
        "日常",
        "需要",
        "进行",
        "货款",
        "服务",
        "材料",
        "产品",
        "货物",
        "商品",
        "经营",
        "生产",
        "周转",
        "流动",
    ]
)


@functools.lru_cache(maxsize=1)
def _cutter() -> Any:
    """Return jieba with its cache in the user's cache folder; loaded on first use, for it takes half a second."""
    import jieba  # noqa: PLC0415 - half a second that most calls do not need
    import jieba.posseg  # noqa: PLC0415

    folder = user_cache_path("docaudit", "docaudit")
    folder.mkdir(parents=True, exist_ok=True)
    jieba.setLogLevel(logging.WARNING)
    jieba.dt.tmp_dir = str(folder)
    return jieba.posseg


def topics(text: str) -> tuple[str, ...]:
    """Return the nouns of a phrase that say what it is about, in order, without words that say nothing."""
    found: dict[str, None] = {}
    for word, flag in _cutter().cut(re.sub(r"[\s\d.,:;()*%-]+", " ", text)):
        if len(word) > 1 and flag[:1] in ("n", "v", "j", "l", "i") and word not in _STOP:
            found[word] = None
    return tuple(found)


_USES: tuple[tuple[Use, str], ...] = (
    (
        Use.EQUITY_INVESTMENT,
        r"股权(?:性)?投资|权益性投资|股本(?:权益)?|增资|(?<![流进投])入股(?!市)|注册资本|验资|股权|出资(?!人)|参股|收购(?:企业|公司)|并购",
    ),
    (
        Use.SECURITIES,
        r"股票|炒股|证券|有价证券|股市|债券(?=[、,及和或等与]|$)|债券(?:投资|买卖|交易)|[购认申]购债券|购买债券|资本市场|二级市场|新股申购|打新股?|上市公司(?:的)?(?:股份|流通股)|(?<!持有)流通股|定向增发|融资融券",
    ),
    (Use.FUTURES, r"期货|期市|金融衍生|外汇(?:买卖|交易)|炒汇|炒外汇|贵金属|大宗商品交易"),
    (
        Use.WEALTH_MANAGEMENT,
        r"理财|(?<!公积)基金(?!会)|信托(?:产品|计划|投资)|金融资产|金融投资|金融产品|资管|资产管理产品",
    ),
    (
        Use.REAL_ESTATE,
        r"房地产|购房|炒房|房产|楼市|房市|楼盘|购[买置](?:住房|住宅|别墅|公寓|写字楼)|商品房|[购买]置?(?:商品|第二套)?(?:住|用)?房|拿地|买地|土地(?:储备|出让|竞拍|价?款)|拍地|买房|购买房屋|商铺|车位|首付",
    ),
    (
        Use.FIXED_ASSET,
        r"固定资产|基本建设|基建|技术改造|(?:购建|建造|修建|扩建|新建|兴建)[^、。;,]{0,8}(?:厂|仓|库|车间|生产线|工程)|购建[^、。;,]{0,6}房|购置(?:机器|生产)?设备",
    ),
    (
        Use.LENDING,
        r"转贷|借贷|放贷|民间(?:借贷|融资)|转借|拆借|借给(?:他|别|第三|其[他它])[人方]?|(?:借|贷)给[^、。;,]{0,8}(?:使用|他用)|高利贷|放高利|套取(?!现金)|牟利|谋取非法收入|委托贷款|出借(?!人)|网络?借?贷|P2P|小额贷款",
    ),
    (
        Use.LOAN_REPAYMENT,
        r"(?:归还|偿还|还)(?!本合同|本笔|该笔|上述|款)[^、。;,]{0,8}(?:贷款|借款|债务|欠款|信用卡|透支)(?:(?:[和及与或]|以及|、(?=其[他它]|他行|别的))[^、。;,]{0,12}(?:贷款|借款|债务|欠款|信用卡|透支|网贷|融资))*|借新还旧|还贷|置换",
    ),
    (
        Use.PROHIBITED_INDUSTRY,
        r"(?:国家|法律|法规|政策|监管)[^、。;,]{0,10}?(?:禁止|限制|淘汰)|高(?:耗能|能耗|污染)|落后产能|产能(?:严重)?过剩|两高一剩|禁止(?:生产|经营)|(?:违法|非法|违规)(?:犯罪|活动|经营|用途|领域|交易)|违法|非法|国家产业政策",
    ),
    (Use.CASH, r"(?:提取|支取|套取|取出)现金|现金(?:支取|提取)|[提套取]现"),
    (Use.GAMBLING, r"赌|博彩|彩票"),
    (Use.DIVIDEND, r"股东分红|分红|红利|股利|分配(?:利润|股息)"),
    (Use.TERM_DEPOSIT, r"定期(?:存款)?(?=[、,;。]|存)|存为定期|存单|结构性存款|存款质押|通知存款"),
    (Use.INSURANCE, r"购买保险|投资型保险|人寿保险|保险产品"),
    (Use.MARGIN_DEPOSIT, r"保证金"),
    (Use.RELATED_PARTY, r"关联(?:企业|公司|方|交易|人)"),
)


def uses_in(text: str) -> tuple[str, ...]:
    """Return the uses (interface.md, `use`) that a text names, in the order of the text."""
    found: list[tuple[int, str]] = []
    repaid = next(pattern for use, pattern in _USES if use is Use.LOAN_REPAYMENT)
    owing = re.sub(repaid, lambda m: "。" * len(m.group()), text)  # 归还网络贷款 lends to nobody
    for use, pattern in _USES:
        hit = re.search(pattern, owing if use is Use.LENDING else text)
        if hit:
            found.append((hit.start(), use.value))
    return tuple(u for _, u in sorted(found))
