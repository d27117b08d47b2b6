"""Which languages a text is in, by its scripts alone."""

import re

HANGUL = re.compile("[가-힣]")
KANA = re.compile("[ぁ-ヿ]")
HAN = re.compile("[一-鿿]")
PROSE = re.compile(r"[A-Za-z]{3,20}[ ,.]{1,2}[A-Za-z0-9]{1,12}[ ,.]{1,2}[A-Za-z0-9]{2}")


def languages_of(text, stated=None):
    """The languages whose dates a text may hold, the one stated or likeliest first."""
    found = []
    if KANA.search(text):
        found.append("ja")
    if HANGUL.search(text):
        found.append("ko")
    if not found and HAN.search(text):
        found.append("ja")
    if not found or PROSE.search(text):  # a name in Latin letters is no English
        found.append("en")
    if stated in found or stated in ("en", "ko", "ja"):
        found = [stated, *(language for language in found if language != stated)]
    return found
