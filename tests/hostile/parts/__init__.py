"""The makers of hostile files, by kind."""

from __future__ import annotations

from tests.hostile.parts import archives, documents, markup, pdfs, pictures, texts
from tests.hostile.parts.corpus import CORPUS, Hostile

__all__ = ["CORPUS", "Hostile", "archives", "documents", "markup", "pdfs", "pictures", "texts"]
