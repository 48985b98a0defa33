"""VAT invoices: every layout of domain.md section 4, from text layers, scans and structured data."""

from __future__ import annotations
