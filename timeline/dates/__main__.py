"""Print what dates mean: python -m timeline.dates "2023-03?" "2025-06-04/..": value, bounds, precision and words."""

import sys

from . import DateError, in_words, parse


def day(value, open_):
    return "open" if open_ else value.isoformat()


def describe(text):
    """The lines that tell what a date means."""
    edtf = parse(text)
    rows = [
        ("value", edtf.text),
        ("earliest", day(edtf.earliest, edtf.is_open_start)),
        ("latest", day(edtf.latest, edtf.is_open_end)),
        ("precision", edtf.precision.value),
    ]
    rows += [(language, in_words(edtf, language)) for language in ("en", "ko", "ja")]
    return "\n".join(f"{name:<10}{value}" for name, value in rows)


def main(texts):
    if not texts:
        print(__doc__, file=sys.stderr)
        return 2
    faults = 0
    for number, text in enumerate(texts):
        try:
            print(("\n" if number else "") + describe(text))
        except DateError as error:
            print(error, file=sys.stderr)
            faults += 1
    return 2 if faults else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
