"""Bytes to text: what a file says of its encoding, then what it looks like; and what had to be mended, in words."""

import re
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from .outcomes import NotText

BYTE_ORDER_MARKS = [(b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be")]
CODECS = {  # names as pages and servers write them, without punctuation; each to the widest of its family
    "utf8": "utf-8", "unicode11utf8": "utf-8", "utf16": "utf-16-le", "utf16le": "utf-16-le", "utf16be": "utf-16-be",
    "euckr": "cp949", "ksc56011987": "cp949", "ksc5601": "cp949", "cp949": "cp949", "ms949": "cp949",
    "windows949": "cp949", "uhc": "cp949", "xwindows949": "cp949", "johab": "johab", "iso2022kr": "iso2022_kr",
    "shiftjis": "cp932", "sjis": "cp932", "xsjis": "cp932", "cp932": "cp932", "ms932": "cp932", "mskanji": "cp932",
    "windows31j": "cp932", "eucjp": "euc_jp", "xeucjp": "euc_jp", "iso2022jp": "iso2022_jp_ext",
    "gb2312": "gb18030", "gbk": "gb18030", "gb18030": "gb18030", "big5": "big5hkscs", "big5hkscs": "big5hkscs",
    "usascii": "cp1252", "ascii": "cp1252", "iso88591": "cp1252", "latin1": "cp1252", "windows1252": "cp1252",
    "cp1252": "cp1252", "iso885915": "iso8859_15", "iso88592": "iso8859_2", "windows1250": "cp1250",
    "iso88595": "iso8859_5", "windows1251": "cp1251", "koi8r": "koi8_r", "koi8u": "koi8_u", "windows1254": "cp1254",
    "iso88599": "cp1254", "windows1258": "cp1258", "windows874": "cp874", "tis620": "cp874",
}  # fmt: skip
CJK = ("cp949", "cp932", "euc_jp")
ONE_BYTE = re.compile(r"cp125|iso8859|koi8|cp874")
DECLARED = re.compile(
    rb"""<\?xml[^>]{0,200}?\bencoding\s*=\s*["']([\w.:-]{2,40})["']|<meta[^>]{0,400}?\bcharset\s*=\s*["']?\s*([\w.:-]{2,40})""",
    re.I,
)
BINARY = [
    (b"%PDF-", "PDF"), (b"PK\x03\x04", "ZIP"), (b"\x89PNG", "PNG"), (b"\xff\xd8\xff", "JPEG"), (b"GIF8", "GIF"),
    (b"\x1f\x8b", "gzip"), (b"\xd0\xcf\x11\xe0", "Office"), (b"\x7fELF", "program"), (b"MZ\x90", "program"),
    (b"7z\xbc\xaf", "7z"), (b"Rar!", "RAR"), (b"{\\rtf", "RTF"), (b"\x00\x00\x00\x18ftyp", "video"),
    (b"\x00\x00\x00\x20ftyp", "video"), (b"ID3", "audio"), (b"OggS", "audio"), (b"RIFF", "media"), (b"BZh9", "bzip2"),
]  # fmt: skip
UNPRINTED = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f\ufffe\uffff]")
SURROGATES = re.compile("[\ud800-\udfff]")
MOST_FAULTS = 0.02  # of all characters; beyond it we read the wrong encoding
LOOKED_AT = 65536  # bytes that a guess is made from


@dataclass(frozen=True)
class Decoded:
    """A text without NULs and lone surrogates; `how` is bom, http, declared, utf-8 or guessed."""

    text: str
    encoding: str
    how: str
    notes: tuple[str, ...] = ()


def decode(data, content_type=None):
    """The text of these bytes; NotText where there is none, in words."""
    refuse_binary(data)
    for mark, encoding in BYTE_ORDER_MARKS:
        if data.startswith(mark):
            return mended(data[len(mark) :], encoding, "bom")
    declared = list(declarations(data, content_type))
    for encoding, how in declared:
        if ONE_BYTE.match(encoding) and (is_strictly(data, "utf-8") or is_rather_cjk(data)):
            continue  # any bytes pass for a one-byte encoding; these are not so by chance
        if encoding.startswith("utf-16") and not looks_like_utf16(data):
            continue
        if is_strictly(data, encoding):
            return mended(data, encoding, how)
    if sixteen := looks_like_utf16(data):
        return mended(data, sixteen, "guessed")
    if b"\x1b$" in data[:LOOKED_AT] and is_strictly(data, "iso2022_jp_ext"):
        return mended(data, "iso2022_jp_ext", "guessed")
    if is_strictly(data, "utf-8", "surrogatepass"):
        return mended(data, "utf-8", "utf-8", "surrogatepass")
    if faults_of(data, "utf-8") <= MOST_FAULTS:
        return mended(data, "utf-8", "utf-8")
    for encoding, how in declared:
        if faults_of(data, encoding) <= MOST_FAULTS and not ONE_BYTE.match(encoding):
            return mended(data, encoding, how)
    return mended(data, guess(data), "guessed")


def refuse_binary(data):
    for magic, kind in BINARY:
        if data.startswith(magic):
            raise NotText(_("This is a file of the kind %(kind)s, not text or HTML.") % {"kind": kind})
    if not data.strip():
        raise NotText(_("The file is empty."))


def declarations(data, content_type):
    """What the server says, then what the page says: (codec, how)."""
    if match := re.search(r"charset\s*=\s*[\"']?([\w.:-]{2,40})", content_type or "", re.I):
        if codec := codec_of(match[1]):
            yield codec, "http"
    for match in DECLARED.finditer(data[:4096]):
        if codec := codec_of((match[1] or match[2]).decode("ascii", "replace")):
            yield ("utf-8" if codec.startswith("utf-16") else codec), "declared"  # ASCII stood there, so it isn't


def codec_of(name):
    return CODECS.get(re.sub(r"[^a-z0-9]", "", name.lower()))


def is_strictly(data, encoding, errors="strict"):
    try:
        data.decode(encoding, errors)
    except (UnicodeDecodeError, LookupError):
        return False
    return True


def faults_of(data, encoding):
    text = data[:LOOKED_AT].decode(encoding, "replace")
    return text.count("\ufffd") / max(1, len(text))


def looks_like_utf16(data):
    """Which UTF-16 these bytes are without a mark, or None: NULs on one side, or CJK high bytes throughout."""
    sample = data[:4096]
    if len(sample) < 4 or len(data) % 2:
        return None
    even, odd = sample[0::2].count(0) / (len(sample) / 2), sample[1::2].count(0) / (len(sample) / 2)
    if odd > 0.3 > even:
        return "utf-16-le"
    if even > 0.3 > odd:
        return "utf-16-be"
    if not even + odd:
        return None
    read = {e: likeness(sample.decode(e, "ignore")) for e in ("utf-16-le", "utf-16-be") if is_strictly(data, e)}
    best = max(read, key=lambda encoding: read[encoding], default=None)
    return best if best and read[best] > 0.5 else None


SYLLABLES = re.compile("[가-힣]")
IN_USE = frozenset(bytes((a, b)).decode("euc_kr") for a in range(0xB0, 0xC9) for b in range(0xA1, 0xFF))  # of 11,172
WEIGHTS = [  # how likely a character is in news prose, where its neighbours are not ASCII
    (SYLLABLES, 1.0),
    (re.compile("[ぁ-んァ-ヴー]"), 1.0),
    (re.compile("[、。「」『』・“”‘’…—]"), 0.6),
    (re.compile("[\u4e00-\u9fff]"), 0.3),
    (re.compile("[ㄱ-ㆎ｡-ﾟ\ue000-\uf8ff\ufffd\x80-\x9f]"), -1.5),
]


def likeness(text):
    """How much a text reads like Korean or Japanese: a mean over its characters beyond ASCII, at most 1."""
    beyond = [c for c in text if c > "\x7f"]
    if not beyond:
        return 0.0
    joined = "".join(beyond)
    seldom = len(SYLLABLES.findall(joined)) - sum(c in IN_USE for c in joined)
    return (sum(weight * len(pattern.findall(joined)) for pattern, weight in WEIGHTS) - 1.5 * seldom) / len(joined)


def is_rather_cjk(data):
    """Whether much of a text is beyond ASCII and reads as Korean or Japanese without a fault."""
    sample = data[:LOOKED_AT]
    if sum(byte > 127 for byte in sample) < 0.1 * len(sample):
        return False
    return any(faults_of(data, e) < 0.001 and likeness(sample.decode(e, "replace")) > 0.7 for e in CJK)


def guess(data):
    """The encoding that reads best: ours for Korean and Japanese, a library's for all others."""
    from charset_normalizer import from_bytes

    sample = data[:LOOKED_AT]
    read = {e: sample.decode(e, "replace") for e in CJK}
    best = max(read, key=lambda encoding: likeness(read[encoding]))
    if likeness(read[best]) >= 0.35 and faults_of(data, best) <= MOST_FAULTS:
        return best
    western = sample.decode("cp1252", "replace")
    beyond = [c for c in western if c > "\x7f"]
    if len(beyond) < 0.3 * len(western) and all(c.isalpha() or c in "“”‘’–—…•€£§°«»¿¡©®\xa0´·" for c in beyond):
        return "cp1252"
    found = from_bytes(sample, threshold=0.3).best()
    if found is None:
        raise NotText(_("The file is not text in an encoding that we know."))
    return found.encoding


def mended(data, encoding, how, errors="replace"):
    """The decoded text, with what can't be kept taken out and said; NotText where that is too much of it."""
    text = data.decode(encoding, errors)
    if errors == "surrogatepass":  # two halves of one character, each written for itself
        text = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    notes = []
    faults = text.count("\ufffd") - data.count("\ufffd".encode()) * (encoding == "utf-8")
    if faults > 0:
        if faults > max(3, MOST_FAULTS * len(text)):
            raise NotText(_("The file is not text in an encoding that we know."))
        notes.append(
            ngettext(
                "%(n)d place could not be read and is shown as \ufffd.",
                "%(n)d places could not be read and are shown as \ufffd.",
                faults,
            )
            % {"n": faults}
        )
    text, unprinted = UNPRINTED.subn("", text)
    text, surrogates = SURROGATES.subn("\ufffd", text)
    if unprinted + surrogates:
        if unprinted + surrogates > max(20, 0.01 * len(text)):
            raise NotText(_("The file holds control characters as no text does."))
        notes.append(
            ngettext(
                "%(n)d control character was taken out.",
                "%(n)d control characters were taken out.",
                unprinted + surrogates,
            )
            % {"n": unprinted + surrogates}
        )
    return Decoded(text.replace("\r\n", "\n").replace("\r", "\n"), encoding, how, tuple(notes))
