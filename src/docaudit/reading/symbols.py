"""Check boxes and ticks of symbol fonts, as the signs that a reader sees."""

from __future__ import annotations

# Codes in Wingdings (F0xx) and Wingdings 2; 0x52 to 0x54 are ticked boxes in Wingdings 2 and, in Wingdings, sun, drop,
# snowflake, which no loan paper prints.
SYMBOLS = {
    **dict.fromkeys((0xF0FE, 0xF0FD, 0xF052, 0xF053, 0xF054, 0xF078), "☑"),
    **dict.fromkeys((0xF0A8, 0xF0A3, 0xF06F, 0xF071, 0xF02A), "□"),
    **dict.fromkeys((0xF0FC, 0xF050), "√"),
    0xF0FB: "×",
    0xF06C: "●",
    0xF06E: "■",
}


def symbol(code: str) -> str:
    """Return the sign for a hexadecimal code of ``w:sym``; empty for what is mere ornament."""
    try:
        value = int(code, 16)
    except ValueError:
        return ""
    return SYMBOLS.get(value if value >= 0xF000 else 0xF000 | value, "")
