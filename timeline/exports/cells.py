"""Cells of a spreadsheet that can't start a formula, and come back exactly.

A cell that begins, after spaces, with a character that spreadsheets take for a formula gets an apostrophe before it; so
does one that begins with an apostrophe. Reading takes one apostrophe off. Numbers stay numbers.
"""

import re

TRIGGERS = "=+-@\t\r\n|＝＋－＠'"
NUMBER = re.compile(r"-?\d+(?:\.\d+)?", re.ASCII)


def guarded(text):
    """The text as a cell holds it."""
    if text.strip(" \u3000\u00a0")[:1] in tuple(TRIGGERS) and text and not NUMBER.fullmatch(text):
        return f"'{text}"
    return text


def unguarded(cell):
    """The text that a cell was made of."""
    return cell[1:] if cell.startswith("'") else cell
