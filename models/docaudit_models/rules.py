"""Firms, banks and persons by how their names end and what stands before them; joins what the network found."""

from __future__ import annotations

import re
from collections.abc import Iterator

from spacy.language import Language
from spacy.tokens import Doc, Span
from spacy.util import filter_spans

from docaudit.records.names import is_person_name

_LEFT = r"(?<![\u4e00-\u9fff(])|(?<=[由与和及向经对为致在由将甲乙丙方人、是系])"
_LEGAL = (
    r"(?:股份有限公司|有限责任公司|集团有限公司|有限公司|集团公司|公司|合作社|合伙企业|事务所|研究院|商行|经营部|工厂|厂|中心)"
    r"(?:[\u4e00-\u9fff]{2,10}(?:分公司|营业部|支行|分行))?"
)
_BANK = re.compile(
    r"[\u4e00-\u9fff]{2,16}?(?:银行|信用社|信用联社|农商行)(?:股份有限公司|有限责任公司|有限公司)?(?:[\u4e00-\u9fff]{2,12}?(?:分行|支行|营业部))*"
)
_ORG = re.compile(rf"(?:{_LEFT})[\u4e00-\u9fff()（）]{{2,30}}?{_LEGAL}")
_PERSON = re.compile(
    r"(?:(?<=[由与和及、])|(?<=保证人)|(?<=自然人)|(?<=先生)|(?<=女士)|(?<=代表人)|(?<=控制人)|(?<=股东)|(?<=配偶)|(?<=投资人)|(?<=经营者))"
    r"[\u4e00-\u9fff·]{2,6}?(?=[、和及与(（,，以]|提供|承担|先生|女士|自愿|愿意|为)"
)
_LEAD = re.compile(
    r"^.*(?:由|与|及|向|在|至|的|经|对|同意|授权|委托|贷款人|借款人|保证人|抵押人|出质人|甲方|乙方|丙方|我公司|本公司|(?<=[方人])[和为])(?=.{4})"
)

_WRITTEN = {
    "ORG": re.compile(
        r".{2}(?:公司|厂|社|店|行|部|中心|院|所|站|场|会|室|馆|坊|城|集团|企业|学校|大学|[(（][^()（）]{2,6}[)）])$"
    ),
    "BANK": re.compile(r"银行|信用|农商|联社"),
}
"""How names of a label are written; the network's others are no names."""


def _spans(doc: Doc) -> Iterator[Span]:
    text = doc.text
    for label, pattern in (("BANK", _BANK), ("ORG", _ORG), ("PERSON", _PERSON)):
        for found in pattern.finditer(text):
            body = found.group()
            lead = _LEAD.match(body)
            start = found.start() + (lead.end() if lead else 0)
            name = text[start : found.end()]
            if len(name) < 3 - (label == "PERSON") or (label == "PERSON" and not is_person_name(name)):
                continue
            span = doc.char_span(start, found.end(), label=label)
            if span is not None:
                yield span


@Language.component("docaudit_party_rules")
def party_rules(doc: Doc) -> Doc:
    """Mark banks, firms and persons by rules; what the network found before stays where no rule found a name."""
    by_rule = filter_spans(list(_spans(doc)))
    taken = {token.i for span in by_rule for token in span}
    more = [span for span in doc.ents if not taken.intersection(range(span.start, span.end)) and _plausible(span)]
    doc.ents = [*by_rule, *more]
    return doc


def _plausible(span: Span) -> bool:
    """Say whether what the network found is written as a name of its kind is."""
    if span.label_ == "PERSON":
        return is_person_name(span.text)
    return span.label_ not in _WRITTEN or bool(_WRITTEN[span.label_].search(span.text))
