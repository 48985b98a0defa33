"""All unseen statements: eleven banks on paper and in files, several accounts in one file, the bills of two wallets."""

from __future__ import annotations

from . import statements_dev, statements_dev_more, statements_held, statements_held_more
from .made import Paper
from .statements_certificates import CERTIFICATES
from .statements_files import FILES
from .statements_wallets import WALLETS

PAPERS: tuple[Paper, ...] = (
    *statements_dev.PRINTED,
    *statements_dev_more.MORE,
    *statements_held.PRINTED,
    *statements_held_more.MORE,
    *FILES,
    *WALLETS,
    *CERTIFICATES,
)
