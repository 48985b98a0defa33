"""Can a text layer's characters be what the page shows? Judged by what characters they are."""

from __future__ import annotations

import enum

import numpy as np
from numpy.typing import NDArray

from docaudit.reading.symbols import SYMBOLS

# What a character's code says of it; from `SHOWN` on it leaves ink on the page.
BLANK, CONTROL, SHOWN, CJK, MEANINGLESS = 0, 1, 2, 3, 4
KINDS = np.full(0x10000, SHOWN, dtype=np.uint8)
KINDS[:0x20] = CONTROL
KINDS[0x7F:0xA0] = CONTROL
KINDS[[0x09, 0x0A, 0x0D, 0x20, 0xA0, 0xAD, 0x200B, 0x3000, 0xFEFF]] = BLANK
KINDS[0x3400:0xA000] = CJK
KINDS[0xF900:0xFB00] = CJK
KINDS[0xE000:0xF900] = MEANINGLESS
KINDS[0xFFFD:0x10000] = MEANINGLESS
KINDS[[code for code in SYMBOLS if 0xE000 <= code < 0xF900]] = SHOWN

# Share of unreadable characters above which a layer is rubbish (missing ToUnicode, mojibake).
RUBBISH_SHARE = 0.02
# Fewer Chinese (or other) characters than this say nothing about a page.
_LEAST_CHINESE, _LEAST_OTHERS = 20, 20
# Measured: on real and made loan papers, names and goods among them, 0.82 and more of a page's characters are in the
# table below; of the common half of GB2312 at random, or shifted by one as a wrong character map does, 0.2 are.
_COMMON_SHARE = 0.5
# Letters with marks stand alone in every language; so many in a row are bytes of GBK or UTF-8 read as Latin.
_LATIN_RUN = 4
_STRANGE_SHARE, _ODD_SHARE = 0.05, 0.1
_VOWEL_SHARES = (0.2, 0.62)
# The commonest Chinese characters and those of loan papers.
_COMMON_TEXT = (
    "的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子说产种面而方后多定行学法所民得经"
    "十三之进着等部度家电力里如水化高自二理起小物现实加量都两体制机当使点从业本去把性好应开它合还因由其些然前外天政四日那社义事平形"
    "相全表间样与关各重新线内数正心反你明看原又么利比或但质气第向道命此变条只没结解问意建月公无系军很情者最立代想已通并提直题党程展"
    "五果料象员革位入常文总次品式活设及管特件长求老头基资边流路级少图山统接知较将组见计别她手角期根论运农指几九区强放决西被干做必战"
    "先回则任取据处队南给色光门即保治北造百规热领七海口东导器压志世金增争济阶油思术极交受联什认六共权收证改清己美再采转更单风切打白"
    "教速花带安场身车例真务具万每目至达走积示议声报斗完类八离华名确才科张信马节话米整空元况今集温传土许步群广石记需段研界拉林律叫且"
    "究观越织装影算低持音众书布复容儿须际商非验连断深难近矿千周委素技备半办青省列习响约支般史感劳便团往酸历市克何除消构府称太准精值"
    "号率族维划选标写存候毛亲快效斯院查江型眼王按格养易置派层片始却专状育厂京识适属圆包火住调满县局照参红细引听该铁价严"
    "借款贷债担抵押质赔偿违仲裁纠纷签订署盖章印账户帐额税票销购货订付余摘贸限司股份有限责任银支票汇兑存储蓄折现贴息罚复利逾期展履约"
    "甲乙丙丁双另附详见依照遵守未予须若均亦尚拟暂免费邮编址扣减冲补退货运输仓库房屋租赁装修施材钢煤板箱纸塑胶棉布纱服鞋食粮油茶酒药"
    "械仪元件芯片软件网络讯维护咨询培训广告印刷审批核准登录密码验凭据票据单证影复印原件盈亏损净营收入支出成本费用折旧摊销预提递延准备"
    "壹贰叁肆伍陆柒捌玖拾佰仟亿零圆角分浙江苏上海北京广深圳杭州宁波南京苏州合肥武汉成都重庆天津河湖福建厦门山陕辽吉黑龙云贵桂琼宁夏青藏"
    "新疆内蒙古港澳台街道镇乡村路弄幢楼室栋座层李王张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋"
    "蔡贾丁魏薛叶阎潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔崔康邱秦史顾侯邵孟万段雷钱汤尹黎贺赖龚泰鑫源瑞丰盛隆昌恒润嘉宏伟强丽娟敏静"
)
_COMMON = np.zeros(0x10000, dtype=np.bool_)
_COMMON[sorted({ord(character) for character in _COMMON_TEXT})] = True


class Trust(enum.Enum):
    """How far a text layer can be believed before the page itself has been looked at."""

    GOOD = "good"
    DOUBTFUL = "doubtful"
    RUBBISH = "rubbish"


def trust(codes: NDArray[np.int64], meaningless: int) -> Trust:
    """Judge the visible characters of a page.

    Args:
        codes: of all characters that leave ink, in drawing order.
        meaningless: how many glyphs there are whose character is unknown (control, private-use, replacement).
    """
    count = len(codes) + meaningless
    if meaningless > RUBBISH_SHARE * max(1, count):
        return Trust.RUBBISH
    within = codes[codes < 0x10000]
    if _in_latin_runs(within) > max(_LATIN_RUN, RUBBISH_SHARE * count):
        return Trust.RUBBISH
    chinese = within[KINDS[within] == CJK]
    if len(chinese) >= _LEAST_CHINESE and float(_COMMON[chinese].mean()) < _COMMON_SHARE:
        return Trust.DOUBTFUL
    # Greek to Thai and beyond, Korean: no script of these papers.
    strange = int(np.count_nonzero(((within >= 0x370) & (within < 0x2000)) | ((within >= 0xA000) & (within < 0xE000))))
    if strange >= _LEAST_OTHERS // 2 and strange > _STRANGE_SHARE * count:
        return Trust.DOUBTFUL
    if not len(chinese) and len(within) >= _LEAST_OTHERS and _is_no_language(within):
        return Trust.DOUBTFUL
    return Trust.GOOD


def _in_latin_runs(codes: NDArray[np.int64]) -> int:
    """Count characters in runs of accented letters and signs of Latin-1."""
    high = (codes > 0xA0) & (codes < 0x250)
    edges = np.flatnonzero(np.diff(np.concatenate(([False], high, [False])).astype(np.int8)))
    lengths = edges[1::2] - edges[::2]
    return int(lengths[lengths >= _LATIN_RUN].sum())


def _is_no_language(codes: NDArray[np.int64]) -> bool:
    """Say whether a page without Chinese is neither figures nor words: glyph numbers shown as ASCII."""
    odd = np.isin(codes, np.frombuffer(b"!\"#$&'<=>?@[\\]^`{|}~", dtype=np.uint8))
    if float(odd.mean()) > _ODD_SHARE:
        return True
    lower = codes | 0x20
    letters = lower[(codes < 0x80) & (lower >= ord("a")) & (lower <= ord("z"))]
    if len(letters) < _LEAST_OTHERS or len(letters) < 0.3 * len(codes):
        return False
    vowels = float(np.isin(letters, np.frombuffer(b"aeiouy", dtype=np.uint8)).mean())
    return not _VOWEL_SHARES[0] <= vowels <= _VOWEL_SHARES[1]
