"""Names of files as text, whatever encoding the machine that made them used."""

from __future__ import annotations

import os


def readable_name(name: str) -> str:
    """Return a file's name as text: bytes that are no UTF-8 are read as GB18030, as names inside archives are."""
    return decoded_name(os.fsencode(name))


def decoded_name(raw: bytes) -> str:
    """Return bytes as text: UTF-8, else GB18030."""
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return raw.decode("gb18030", "replace")
