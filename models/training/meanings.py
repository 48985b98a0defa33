"""Trains the scorers of captions (`docaudit_models.captions`): softmax regression by Adam, the same for the same seed."""

# ruff: noqa: E501 - lists and patterns of printed words read better unbroken
from __future__ import annotations

import logging
import random
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np

from docaudit_models.captions import FILE, OTHER, VALUE, runs
from docaudit_models.pipeline import TRAINED
from training import captions
from training.grammar import filled
from training.invent import Inventor
from training.noise import misread

log = logging.getLogger(__name__)
SEED = 2027
COUNT = 1000
"""Samples of each label; of `OTHER` four times as many."""
_PASSES, _BATCH, _RATE, _DECAY = 10, 128, 0.01, 2e-4
_WEIGHTS = {"word": 4.0, "head": 2.0, "joined": 2.0, "below": 2.0}
"""How often captions of each way are taken where a label has them."""
_LEAST = 3
"""How often a run of glyphs must occur to count."""
_QUALIFIERS = (
    "（小写）",
    "（元）",
    "（大写）",
    "（%）",
    "（全称）",
    "（公章）",
    "（盖章）",
    "（签章）",
    "（人民币）",
    "（必填）",
    "（单位：元）",
)
_NEUTRAL = (
    "基本信息",
    "借款信息",
    "贷款信息",
    "业务信息",
    "合同要素",
    "基本情况",
    "交易信息",
    "提款信息",
    "其他信息",
    "要素",
    "项目",
    "内容",
    "一般信息",
    "客户信息",
    "账户信息",
    "合同信息",
    "明细",
)
_VALUES = (
    "{ORG}", "{PERSON}", "{BANK}", "{ADDRESS}", "{purpose}", "{goods}", "{payback}", "{purpose}", "{words}", "{event}", "{ORG}", "{PERSON}", "{PERSON}",
    "<同意|无|正常|一般|固定利率|浮动利率|受托支付|自主支付|人民币|信用|保证|抵押|按月|按季|一次性|普通|已完成|交易成功|转账|现金|是|否|详见附件|无异常>",
    "<经检查|经核实|该客户><经营正常|资金使用合规|还款意愿良好|无重大风险><，建议维持|，同意办理|>",
    "<合同签订后|货到验收合格后|收到发票后|验收合格后|货到后|每月底|次月>{n}<日内|个工作日内|天内><支付|付清|结清><全部货款|余款|{pct}货款>",
    "<验收合格后|货到后|款到|先款><一次性付清|发货|付款|后货>", "<银行转账|电汇|按月结算|分期付款|货到付款|预付{pct}，余款货到付清>",
    "<采购|支付|购买>{goods}<款|一批|货款|等原材料|>", "{account}", "{date}", "{figure}", "{money}", "{number}", "<货款|租金|运费|工程款|服务费|保证金|尾款|定金|工资|往来款>",
)  # fmt: skip
"""What stands beside captions, as templates of `training.invent`."""


def samples(
    doc_type: str, chance: random.Random, count: int, *, all_words: bool = False
) -> Iterator[tuple[str, str, str]]:
    """Yield (caption, heading, label), every label alike often but for `OTHER`.

    Headings are those of the party, swapped with its parts (tables of parties), or say nothing; some glyphs are misread.
    """
    groups: dict[str, dict[str, list[tuple[str, str]]]] = {}
    for caption, heading, label, way in captions.labelled(doc_type, all_words=all_words):
        groups.setdefault(label, {}).setdefault(way, []).append((caption, heading))
    for label, ways in sorted(groups.items()):
        names = sorted(ways)
        weights = [
            _WEIGHTS[name.partition(" ")[0]] / (1 + sum(n.startswith(name[:6]) for n in names)) for name in names
        ]
        for _ in range(count * 4 if label == OTHER else count):
            way = chance.choices(names, weights)[0]
            caption, heading = chance.choice(ways[way])
            if heading and chance.random() < 0.25:
                caption, heading = heading, caption
            elif heading:
                heading += chance.choice(("", "", "信息", "资料", "情况", "栏", "基本信息"))
            elif chance.random() < 0.3:
                heading = _above(chance)
            if chance.random() < 0.15:
                caption += chance.choice(_QUALIFIERS)
            yield _spoilt(caption, chance), _spoilt(heading, chance), label
    for _ in range(count * 2):
        inventor = Inventor(chance)
        text, _spans = filled(chance.choice(_VALUES), inventor, chance)
        yield _spoilt(text, chance), _above(chance) if chance.random() < 0.4 else "", VALUE


def _above(chance: random.Random) -> str:
    """Return a heading that does not decide: one that says nothing, or any party's."""
    if chance.random() < 0.6:
        return chance.choice(_NEUTRAL)
    heads = captions.roles()
    return chance.choice([h for h in heads[chance.choice(sorted(heads))] if not captions.kept_back(h)])


def _spoilt(text: str, chance: random.Random) -> str:
    return misread(text, chance, 0.08) if chance.random() < 0.1 else text


def fitted(doc_type: str, count: int = COUNT, *, all_words: bool = False) -> tuple[list[str], list[str], Any]:
    """Return labels, runs of glyphs and weights of one type."""
    chance = random.Random(f"{SEED} captions {doc_type}")
    found = list(samples(doc_type, chance, count, all_words=all_words))
    chance.shuffle(found)
    labels = sorted({label for _, _, label in found})
    counted: dict[str, int] = {}
    for caption, heading, _ in found:
        for run in runs(caption, heading):
            counted[run] = counted.get(run, 0) + 1
    known = sorted(run for run, times in counted.items() if times >= _LEAST)
    place = {run: k for k, run in enumerate(known)}
    empty = len(known) + 1
    rows = [[*(place[r] for r in runs(c, h) if r in place), len(known)] for c, h, _ in found]
    longest = max(map(len, rows))
    table = np.full((len(rows), longest), empty, dtype=np.int32)
    for k, row in enumerate(rows):
        table[k, : len(row)] = row
    truth = np.array([labels.index(label) for _, _, label in found])
    return labels, known, _descended(table, truth, (empty + 1, len(labels)))[:empty].astype(np.float16)


def _descended(table: Any, truth: Any, shape: tuple[int, int]) -> Any:
    """Return weights that Adam found; the row of the last number stays zero, it only fills up short samples."""
    dice = np.random.default_rng(SEED)
    weights, mean, square = (np.zeros(shape, dtype=np.float32) for _ in range(3))
    step = 0
    for _ in range(_PASSES):
        order = dice.permutation(len(table))
        for k in range(0, len(order), _BATCH):
            taken = order[k : k + _BATCH]
            step += 1
            scores = weights[table[taken]].sum(axis=1)
            odds = np.exp(scores - scores.max(axis=1, keepdims=True))
            odds /= odds.sum(axis=1, keepdims=True)
            odds[np.arange(len(taken)), truth[taken]] -= 1.0
            slope = np.zeros(shape, dtype=np.float32)
            np.add.at(slope, table[taken], odds[:, None, :] / len(taken))
            slope += _DECAY * weights
            slope[-1] = 0.0
            mean += 0.1 * (slope - mean)
            square += 0.001 * (slope * slope - square)
            weights -= _RATE * (mean / (1 - 0.9**step)) / (np.sqrt(square / (1 - 0.999**step)) + 1e-8)
    return weights


def train(folder: Path = TRAINED, count: int = COUNT, *, all_words: bool = False) -> Path:
    """Train the scorers of all types and return the file that holds them."""
    began = time.perf_counter()
    arrays: dict[str, Any] = {}
    for doc_type in captions.types():
        labels, known, weights = fitted(doc_type, count, all_words=all_words)
        arrays |= {
            f"{doc_type}/labels": np.array(labels),
            f"{doc_type}/runs": np.array(known),
            f"{doc_type}/weights": weights,
        }
    folder.mkdir(parents=True, exist_ok=True)
    np.savez_compressed(folder / FILE, **arrays)
    log.info("captions: %.0f s", time.perf_counter() - began)
    return folder / FILE
