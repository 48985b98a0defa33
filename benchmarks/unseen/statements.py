"""All unseen statements: eleven banks on paper and in files, several accounts in one file, the bills of two wallets."""

from __future__ import annotations

from . import statements_dev, statements_dev2, statements_dev2_more, statements_dev_more
from .made import Paper
from .statements_certificates import CERTIFICATES
from .statements_files import FILES
from .statements_wallets import WALLETS

PAPERS: tuple[Paper, ...] = (
    *statements_dev.PRINTED,
    *statements_dev_more.MORE,
    *statements_dev2.PRINTED,
    *statements_dev2_more.MORE,
    *FILES,
    *WALLETS,
    *CERTIFICATES,
)
