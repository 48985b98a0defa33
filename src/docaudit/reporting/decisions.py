"""A reviewer's decision in the words of the working paper."""

from __future__ import annotations

import datetime as dt

VERDICTS = {"confirm": "确认", "dismiss": "排除", "request_document": "补件", "escalate": "升级"}
REASONS = {
    "explained": "已有合理解释", "evidence_supplied": "已补充凭证", "misread": "识读错误",
    "duplicate": "与其他发现重复", "not_applicable": "规则不适用", "immaterial": "金额不重大", "other": "其他",
}  # fmt: skip


def decision_text(verdict: str, reason: str | None, note: str | None, user: str, at: dt.datetime) -> str:
    """Return what was decided, why, by whom and when (in the machine's zone)."""
    parts = [VERDICTS.get(verdict, verdict), REASONS.get(reason, reason) if reason else None, note]
    return " · ".join(filter(None, parts)) + f"（{user} {at.astimezone():%Y-%m-%d %H:%M}）"
