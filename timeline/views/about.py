"""What this record is, how it is made, and how to read it."""

from django.conf import settings
from django.shortcuts import render
from django.views.decorators.http import require_safe

from timeline import codebook
from timeline.dates import in_words
from timeline.templatetags.record import language
from timeline.vocabulary import vocabulary

EXAMPLES = (
    "2025-08-23", "2025-05-29/2025-05-30", "2023-03", "2008-21", "2011", "2024-12~", "2008?", "[2025-04..2025-05-02]",
    "1910/1945", "2025-06-04/..",
)  # fmt: skip
# Links that readers may follow; no page asks these hosts for anything.
LINKS = {
    "plover": "https://github.com/openeventdata/PLOVER",
    "share_alike": "https://creativecommons.org/licenses/by-sa/4.0/",
    "data": "https://creativecommons.org/licenses/by/4.0/",
    "edtf": "https://www.loc.gov/standards/datetime/",
}


@require_safe
def about(request):
    known = vocabulary()
    context = {
        "record": known.record,
        "examples": [(text, in_words(text, language()), in_words(text, language(), "short")) for text in EXAMPLES],
        "significance": [(degree, codebook.SIGNIFICANCE_MEANS[degree]) for degree in reversed(codebook.Significance)],
        "plover": [
            (name, codebook.QUADS[category.quad], category.score, codebook.tone_of(category.score), category.modes)
            for name, category in codebook.PLOVER.items()
        ],
        "kinds": [(kind.value, kind.label, codebook.LANE_OF_KIND[kind].label) for kind in codebook.Kind],
        "tones": codebook.Tone.choices,
        "links": LINKS,
        "site_url": settings.SITE_URL,
    }
    return render(request, "pages/about.html", context)
