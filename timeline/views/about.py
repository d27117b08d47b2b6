"""What this record is, how it is made, and how to read it."""

from django.shortcuts import render
from django.views.decorators.http import require_safe

from timeline import codebook
from timeline.dates import in_words
from timeline.templatetags.record import language

EXAMPLES = ("2025-08-23", "2025-05-29/2025-05-30", "2023-03", "2024-12~", "2008?", "1910/1945", "[2025-04..2025-05-02]")


@require_safe
def about(request):
    context = {
        "examples": [(text, in_words(text, language())) for text in EXAMPLES],
        "significance": codebook.Significance.choices,
        "plover": [
            (name, codebook.QUADS[p.quad], p.score, codebook.tone_of(p.score).label, p.modes)
            for name, p in codebook.PLOVER.items()
        ],
        "kinds": [(kind.value, kind.label, codebook.LANE_OF_KIND[kind].label) for kind in codebook.Kind],
    }
    return render(request, "pages/about.html", context)
