"""One file per document type: a function from pages to the filled document (`docaudit.understanding.base.reader`)."""

from __future__ import annotations
