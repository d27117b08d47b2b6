"""Which languages a text is in, by its scripts alone."""

import re

HANGUL = re.compile("[가-힣]")
KANA = re.compile("[ぁ-ヿ]")
HAN = re.compile("[一-鿿]")
LATIN = re.compile("[A-Za-z]{2}")
DIGITS = re.compile("[0-9]{2}")


def languages_of(text, stated=None):
    """The languages whose dates a text may hold, the one stated or likeliest first."""
    found = []
    if KANA.search(text):
        found.append("ja")
    if HANGUL.search(text):
        found.append("ko")
    if not found and HAN.search(text):
        found.append("ja")
    if LATIN.search(text) or DIGITS.search(text) or not found:
        found.append("en")
    if stated in found or stated in ("en", "ko", "ja"):
        found = [stated, *(language for language in found if language != stated)]
    return found
