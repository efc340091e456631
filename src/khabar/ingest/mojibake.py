"""Lines that were decoded in the wrong encoding, as ftfy tells and mends them."""

from __future__ import annotations

from ftfy import TextFixerConfig, fix_encoding
from ftfy.badness import is_bad

_FTFY = TextFixerConfig(
    unescape_html=False,
    uncurl_quotes=False,
    fix_latin_ligatures=False,
    fix_character_width=False,
    fix_line_breaks=False,
    remove_control_chars=False,
    remove_terminal_escapes=False,
    normalization=None,
)


def set_right(line: str) -> str:
    """A line as it was written; the line itself where it does not look damaged."""
    return fix_encoding(line, _FTFY) if is_bad(line) else line
