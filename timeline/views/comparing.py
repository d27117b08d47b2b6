"""Two filters or windows one above the other, at an address: `?a=<filter>&b=<filter>`, each encoded."""

from urllib.parse import parse_qsl, urlencode

from django.http import HttpResponseRedirect
from django.utils.cache import patch_vary_headers
from django.views.decorators.http import require_safe

from timeline.codebook import Tone
from timeline.comparing import FORM, choices, compared
from timeline.filters import label_of
from timeline.views.parts import page_or_part, width_asked
from timeline.vocabulary import vocabulary


@require_safe
def compare(request):
    """The page; what its form sends leads to the address that says the same in two values."""
    if any(name.startswith(("a.", "b.")) for name in request.GET):
        return HttpResponseRedirect(f"{request.path}?{urlencode({side: as_sent(request.GET, side) for side in 'ab'})}")
    sides, aligned = compared(request.GET.get("a", ""), request.GET.get("b", ""), width_asked(request, 1040))
    valid = all(side.asked.is_valid() for side in sides)
    asked = {side.name: side.asked.canonical for side in sides if side.asked.canonical}
    request.canonical_query = urlencode(asked)
    offered = choices(vocabulary())
    context = {
        "sides": [(side, fields_of(side, offered)) for side in sides],
        "valid": valid,
        "aligned": aligned,
        "examples": [] if asked else examples(vocabulary().today.year),
        "swapped": urlencode({"a": asked.get("b", ""), "b": asked.get("a", "")}),
    }
    response = page_or_part(request, "compare.html", ["around"], context, status=200 if valid else 400)
    patch_vary_headers(response, ["X-Width"])
    return response


def examples(year):
    """Two things to begin with, of any record: (words, query string)."""
    tones = (Tone.COOPERATION, Tone.FRICTION)
    return [
        (
            " – ".join(str(tone.label) for tone in tones),
            urlencode({s: f"tone={t.value}" for s, t in zip("ab", tones, strict=True)}),
        ),
        (f"{year - 1} – {year}", urlencode({"a": f"from={year - 1}&to={year - 1}", "b": f"from={year}&to={year}"})),
    ]


def as_sent(data, side):
    """The query string that the form of one side asks for, with what the form keeps."""
    kept = parse_qsl(data.get(f"{side}.rest", ""))
    typed = [(name, data.get(f"{side}.{name}", "").strip()) for name in FORM]
    return urlencode([*kept, *((name, value) for name, value in typed if value)])


def fields_of(side, offered):
    """The fields of a side's form: (name, label, value, choices or None)."""
    boxes = side.boxes
    return [(name, label_of(name), boxes[name], offered.get(name)) for name in FORM]
