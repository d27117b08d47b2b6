"""How wide a text is at most, whatever face of the stacks draws it: the widest advance of each character."""

import unicodedata
from functools import lru_cache

EM = {
    280: "'ijlìíîïĩīĭįıĵĺļ",
    320: " ,.I\u00a0·ÌÍÎÏĨĪĬĮİł‘’",
    360: "/:;\\f|¦ŀſ",
    400: "()-[]tľţťŧ",
    440: "!r¡²³¹ŕŗř",
    480: '"ªº',
    520: "*J`¨°´¸Ĵ“”",
    560: "?L_csz§¯çćĉċčĳĹĻĽĿśŝşšźżž–",
    600: "kvxyýÿķĸŁŷ",
    640: "$0123456789FTabdeghnopqu{}¢£¤¥«µ¶»¿ßàáâãäåèéêëðñòóôõöøùúûüþāăąďđēĕėęěĝğġģĥńņňŋōŏőŢŤŦũūŭůűų",
    680: "EKPSYÈÉÊËÝÞĒĔĖĘĚĶŚŜŞŠŶŸ",
    720: "ABVXZÀÁÂÃÄÅĀĂĄħŹŻŽ",
    760: "CHNRUÇÑÙÚÛÜĆĈĊČĤĲŃŅŇŊŔŖŘŨŪŬŮŰŲ",
    800: "&DGOQÐÒÓÔÕÖØĎĐĜĞĠĢŌŎŐ",
    840: "#+<=>^w~¬±×÷ŉŵ−",
    880: "M",
    960: "%",
    1000: "Wm©®¼½¾ÆæŴ—…→←",
    1080: "@œŒ",
}
WIDTHS = {character: width / 1000 for width, characters in EM.items() for character in characters}
BOLD, AIR = 1.12, 1.02


@lru_cache(maxsize=20_000)
def text_width(text, size=12.5, bold=False):
    """The most that a text takes, in px. Korean, Japanese and other wide characters count one em."""
    total = 0.0
    for character in text:
        width = WIDTHS.get(character)
        if width is None:
            wide = unicodedata.east_asian_width(character) in ("W", "F")
            width = 0.0 if unicodedata.combining(character) else 1.0 if wide else 0.84
        total += width
    return total * size * (BOLD if bold else 1.0) * AIR
