"""What the checks on money that went on share: its grade, and what of it can no longer be followed."""

from __future__ import annotations

from docaudit.checks.base import Rule
from docaudit.checks.phrases import listing
from docaudit.checks.wording import Told, say
from docaudit.checks.words import Graded, graded
from docaudit.records.money import Money
from docaudit.records.schemes import LoanFlow, LoanMoney


def grade_of(money: LoanMoney, rule: Rule) -> Graded | None:
    """Return the money of a set with its grade, None below the floor."""
    return graded(money.fen, money.min_fen, money.max_fen, rule.fen("floor"))


def out_of_sight(flow: LoanFlow) -> Told:
    """Return a sentence on the loan money that can no longer be followed, empty where there is none."""
    parts = []
    if flow.left.fen:
        parts.append(
            say(
                "words.flow",
                "left",
                amount=Money(flow.left.fen),
                least=Money(flow.left.min_fen),
                most=Money(flow.left.max_fen),
            )
        )
    if flow.kept.fen:
        parts.append(say("words.flow", "kept", amount=Money(flow.kept.fen)))
    return say("words.flow", "sentence", parts=listing(parts)) if parts else Told("", "")
