"""Every event as a point, by date and topic; beyond some thousands as counts of stretches of time."""

from datetime import date

import numpy as np
from django.utils.translation import get_language

from timeline import dates
from timeline.dates import Precision
from timeline.index import KINDS, TONES
from timeline.lanes import Lanes
from timeline.models import Event, as_language
from timeline.trends import TOPIC_OF_KIND, TOPICS

MOST = 2000
STRETCHES = 120
EXACT = (Precision.DAY.value, Precision.DAYS.value)
SIZES = {1: 7, 2: 7, 3: 9, 4: 13, 5: 13}  # by significance, as in the timeline
LAST_DAY = date.max.toordinal()


def points_of(trends):
    """(points, binned): each a dict of `day`, `lane`, `tone`, `n`; single events also say who they are. One query."""
    rows = np.flatnonzero(trends.dated)
    if len(rows) > MOST:
        return binned(trends), True
    index, language = trends.index, as_language(get_language())
    titles = tuple(dict.fromkeys((f"title_{language}", "title_en", "title_ko", "title_ja")))
    texts = {
        pk: told
        for pk, *told in Event.objects.keyed(index.pk[rows].tolist())
        .order_by()
        .values_list("pk", "slug", "date", "precision", *titles)
    }
    made = []
    for row in rows.tolist():
        told = texts.get(int(index.pk[row]))
        if told is None:  # withdrawn since the index was read
            continue
        slug, edtf, precision, *named = told
        made.append(
            {
                "day": middle(int(index.earliest[row]), int(index.latest[row])),
                "lane": TOPIC_OF_KIND[KINDS[index.kind[row]]],
                "tone": TONES[index.tone[row]],
                "n": 1,
                "slug": slug,
                "title": next((title for title in named if title), slug),
                "when": dates.in_words(edtf, language, "tight"),
                "exact": precision in EXACT,
                "size": SIZES[int(index.significance[row])],
                "jitter": (int(index.public_id[row]) % 59 / 58 - 0.5) * 0.66,
            }
        )
    return made, False


def binned(trends):
    """Counts by topic, tone and stretch of time, as many stretches as a page has room for."""
    earliest = trends.index.earliest[trends.dated]
    first, last = int(earliest.min()), int(trends.index.latest[trends.dated & (trends.index.latest < LAST_DAY)].max())
    step = max(1, (last - first) // STRETCHES)
    counts: dict = {}
    table = np.array([TOPICS.index(TOPIC_OF_KIND[kind]) for kind in KINDS])
    lanes = Lanes(tuple((topic, topic) for topic in TOPICS), table[trends.index.kind])
    for place, tone, stretch, n in trends.found.crowds(trends.dated, lanes, first, last, step):
        counts[TOPICS[place], tone, stretch] = n
    offset = dict(zip(TONES, (-0.22, 0, 0.22), strict=True))
    return [
        {
            "day": date.fromordinal(min(LAST_DAY, first + stretch * step + step // 2)).isoformat(),
            "lane": lane,
            "tone": tone,
            "n": n,
            "size": 5 + min(13, 2 * n**0.5),
            "jitter": offset[tone],
            "exact": True,
        }
        for (lane, tone, stretch), n in sorted(counts.items(), key=lambda pair: (pair[0][2], TOPICS.index(pair[0][0])))
    ]


def middle(earliest, latest):
    """The day in the middle of a date's bounds; its first day where the end is open or not known."""
    return date.fromordinal(earliest if latest == LAST_DAY else (earliest + latest) // 2).isoformat()
