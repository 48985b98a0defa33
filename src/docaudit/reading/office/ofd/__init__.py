"""OFD (GB/T 33190), the layout format of digital invoices and official letters."""

from __future__ import annotations

from docaudit.reading.office.ofd.document import read_ofd, render_ofd

__all__ = ["read_ofd", "render_ofd"]
