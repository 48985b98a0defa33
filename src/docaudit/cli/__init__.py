"""One file per command; turns arguments into calls and errors into exit statuses."""

from __future__ import annotations
