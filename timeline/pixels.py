"""Our SVG as PNG, by resvg; it needs a face of the machine for each script."""

from functools import cache


class NoFace(Exception):
    """Why a picture can't be drawn as pixels here, in words."""


SCRIPTS = {"en": ("Latin", "A"), "ko": ("Korean", "한"), "ja": ("Japanese", "日")}


def as_png(drawn, language, zoom=2):
    """The PNG of an SVG, `zoom` times its size. Raises NoFace where the language's script can't be drawn."""
    import resvg_py

    if not has_face(language):
        name = SCRIPTS[language][0]
        raise NoFace(f"This machine has no face for {name}: install one (such as Noto Sans CJK), or take the .svg.")
    return bytes(resvg_py.svg_to_bytes(svg_string=str(drawn), zoom=zoom))


@cache
def has_face(language):
    """Whether a character of the language's script leaves a trace when it is drawn."""
    import resvg_py

    def drawn(said):
        text = f'<text x="2" y="20" font-size="20" font-family="sans-serif">{said}</text>'
        svg = f'<svg xmlns="http://www.w3.org/2000/svg" width="30" height="30">{text}</svg>'
        return bytes(resvg_py.svg_to_bytes(svg_string=svg))

    return drawn(SCRIPTS[language][1]) != drawn("")
