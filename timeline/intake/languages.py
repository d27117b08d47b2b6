"""Which language a text is in: by its script, else by what its page says, else by its commonest words."""

import re

COMMON = {
    "en": "the of and to in that is was for on with as by at from",
    "fr": "le la les des et en du une est dans pour que qui au sur",
    "de": "der die und das den von zu mit ist im für auf dem nicht ein",
    "es": "el la los de que y en del las por con una para se es",
    "vi": "và của là có trong được các cho với một người những",
    "id": "yang dan di dengan untuk dari pada ini dalam tidak",
    "pt": "o de que e do da em um para com não uma os no",
    "it": "il di che la per un in è del le con della sono",
}


def language_of(text, stated=""):
    """A code such as en, ko or ja. Hangul and kana decide, whatever the page says of itself."""
    sample = text[:5000]
    letters = len(re.findall(r"[^\W\d_]", sample)) or 1
    if len(re.findall("[가-힣]", sample)) / letters > 0.2:
        return "ko"
    if len(re.findall("[ぁ-んァ-ヴ]", sample)) / letters > 0.1:
        return "ja"
    if len(re.findall("[\u4e00-\u9fff]", sample)) / letters > 0.3:
        return "zh"
    if match := re.match(r"\s*([a-z]{2,3})(?:[-_].*)?\s*$", stated or "", re.I):
        code = match[1].lower()
        if code not in ("ko", "ja", "zh"):
            return code
    words = re.findall(r"[^\W\d_]+", sample.lower())
    counts = {code: sum(words.count(word) for word in common.split()) for code, common in COMMON.items()}
    best = max(counts, key=lambda code: counts[code])
    return best if counts[best] else "en"
