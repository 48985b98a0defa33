"""What is known before a file is opened: regulations, banks, holidays, word lists, labels."""

from __future__ import annotations
