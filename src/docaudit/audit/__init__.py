"""Takes one loan file from its files to its findings, without a database."""

from __future__ import annotations
