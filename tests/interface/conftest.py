from __future__ import annotations

import importlib.util
import sys
from pathlib import Path

# `--import-mode=importlib` puts no folder on the path; the forms are shared under one name.
if "interface_schema" not in sys.modules:
    _SPEC = importlib.util.spec_from_file_location("interface_schema", Path(__file__).with_name("schema.py"))
    assert _SPEC is not None
    assert _SPEC.loader is not None
    _MODULE = importlib.util.module_from_spec(_SPEC)
    sys.modules["interface_schema"] = _MODULE
    _SPEC.loader.exec_module(_MODULE)
