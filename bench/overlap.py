"""Whether anything overlaps in a picture, measured in Chromium for every size, width, window, language and face.

    python bench/overlap.py            # 10 to 10,000 events; prints a table
    python bench/overlap.py 100000     # and so many

A picture is drawn once and measured in each face: the faces are asked for by name, so install those of `FACES`.
"""

import os
import shutil
import sys
from datetime import date
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from bench.synthetic import asked, items
from timeline.picture import draw, svg

FACES = {"narrow": "Liberation Sans Narrow", "Arial-width": "Liberation Sans", "wide": "DejaVu Sans"}
WIDTHS = (360, 768, 1024, 1280, 1440, 1920)
SIZES = (10, 100, 1500, 10_000)
WINDOWS = tuple(
    (date(*first).toordinal(), date(*last).toordinal())
    for first, last in (
        ((1905, 1, 1), (2026, 12, 31)), ((1905, 1, 1), (1945, 8, 15)), ((1945, 1, 1), (1998, 12, 31)),
        ((1965, 1, 1), (2026, 12, 31)), ((2012, 1, 1), (2026, 12, 31)), ((2018, 6, 1), (2024, 3, 31)),
        ((2023, 1, 1), (2026, 12, 31)), ((2025, 1, 1), (2025, 12, 31)), ((2025, 6, 1), (2025, 8, 31)),
        ((2025, 3, 10), (2025, 3, 20)),
    )
)  # fmt: skip

# Returns what is wrong, in words: a label on a label or on another event's mark, words beside the field on each other,
# anything outside of the picture, a link smaller than 24 px.
CHECK = """(faces) => {
  const svg = document.querySelector('svg.picture'), frame = svg.getBoundingClientRect(), found = [];
  const meet = (a, b) => a.l < b.r && b.l < a.r && a.t < b.b && b.t < a.b;
  const box = (part, name) => {
    const r = part.getBoundingClientRect(), text = part.tagName === 'text', air = text ? 3 : .5; // a line box is higher than its ink
    return { part, name, text, l: r.left + .5, r: r.right - .5, t: r.top + air, b: r.bottom - air };
  };
  for (const face of faces) {
    if (face) svg.style.fontFamily = `'${face}', 'Noto Sans CJK KR', 'Noto Sans CJK JP', sans-serif`;
    const boxes = [], say = (what) => found.push((face ? face + ': ' : '') + what);
    for (const link of svg.querySelectorAll('.events > a')) {
      const name = (link.id || 'ring') + ' ' + link.textContent.slice(0, 30);
      for (const part of link.querySelectorAll(':scope > text, :scope > g, :scope > circle, :scope > path, :scope > rect')) {
        if (part === link.firstElementChild || part.matches('.chosen')) continue;
        boxes.push({ ...box(part, name), link });
      }
      const reach = link.querySelector('rect').getBoundingClientRect();
      if (reach.height < 23.9 || reach.width < 23.9) say('small: ' + name);
    }
    for (const text of svg.querySelectorAll('text')) {
      const { l, r, t, b } = box(text);
      if (l < frame.left - 1 || r > frame.right + 1 || t < frame.top - 1 || b > frame.bottom + 1) say('outside: ' + text.textContent);
    }
    for (const { l, r, name } of boxes) if (l < frame.left - 1 || r > frame.right + 1) say('outside: ' + name);
    boxes.sort((a, b) => a.l - b.l);
    for (let i = 0; i < boxes.length; i++) for (let j = i + 1; j < boxes.length && boxes[j].l < boxes[i].r; j++) {
      const a = boxes[i], b = boxes[j];
      if (a.link !== b.link && (a.text || b.text) && meet(a, b)) say(a.name + ' × ' + b.name);
    }
    const beside = [...svg.querySelectorAll('text')].filter((text) => !text.closest('a') && text.getBoundingClientRect().width).map((text) => box(text, text.textContent));
    for (let i = 0; i < beside.length; i++) for (let j = i + 1; j < beside.length; j++) if (meet(beside[i], beside[j])) say(beside[i].name + ' | ' + beside[j].name);
  }
  svg.style.fontFamily = '';
  return found;
}"""


def picture(found, window, width, language, **options):
    """A made-up picture as the text of a page; under 721 px it is the one for a slide, which is drawn so narrow too."""
    made = draw(*asked(found, window, width, language, **options))
    standing = width < 721
    drawn = svg.standalone(made, ring_href=lambda ring: "#", name="", source="") if standing else svg.write(made)
    return f'<!doctype html><html lang="{language}"><style>svg {{ font-variant-numeric: tabular-nums }}</style>{drawn}'


def main():
    from playwright.sync_api import sync_playwright
    from tqdm import tqdm

    sizes = [*SIZES, *map(int, sys.argv[1:])]
    executable = os.environ.get("CHROMIUM") or shutil.which("chromium")
    rows, wrong = [], []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable, args=["--no-sandbox", "--disable-gpu"])
        page = browser.new_page(viewport={"width": 2000, "height": 1000})
        steps = [(size, language) for size in sizes for language in ("en", "ko", "ja")]
        for size, language in tqdm(steps, disable=not sys.stderr.isatty()):
            found = items(size, language)
            drawn, faults = 0, 0
            for width in WIDTHS:
                for window in WINDOWS:
                    page.set_content(picture(found, window, width, language))
                    said = page.evaluate(CHECK, list(FACES.values()))
                    drawn, faults = drawn + len(FACES), faults + len(said)
                    wrong += [(size, language, width, window, what) for what in said]
            rows.append((size, language, drawn, faults))
        browser.close()
    print("| events | language | pictures measured | faults |\n| ---: | --- | ---: | ---: |")
    for row in rows:
        print("| {} | {} | {} | {} |".format(*row))
    for what in wrong[:200]:
        print(*what)
    sys.exit(bool(wrong))


if __name__ == "__main__":
    main()
