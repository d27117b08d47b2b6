"""A synthetic record of N events, the same for the same seed: 1905–2026, denser toward the present, skewed as records are.

    python bench/generate.py 10000

fills the database of the environment's SHUTTLE_DATA (an empty one) with rows; nothing in it happened.
"""

import json
import os
import random
import sys
from datetime import date, timedelta
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "timeline.settings")

SUBJECTS = (
    "ministers",
    "leaders",
    "envoys",
    "courts",
    "patrols",
    "fisheries",
    "textbooks",
    "trade",
    "students",
    "shrine",
)
VERBS = ("meet", "talk", "protest", "agree", "announce", "visit", "rule", "sign", "suspend", "resume")
PLACES = ("Seoul", "Tokyo", "Busan", "Osaka", "Geneva", "New York", "Jeju", "Kyoto")
KINDS = {"meeting": 26, "statement": 18, "trade": 10, "security": 10, "society": 9, "commemoration": 7, "history": 7,
         "leadership": 6, "summit": 4, "treaty": 3}  # fmt: skip
CODES = {"meeting": "CONSULT", "summit": "CONSULT", "treaty": "AGREE", "statement": "ACCUSE", "trade": "SANCTION",
         "security": "MOBILIZE", "history": "ACCUSE", "society": "COOPERATE", "commemoration": "", "leadership": ""}  # fmt: skip


def events(n, seed=1):
    """Rows of events as dictionaries of the record (`record_files`)."""
    rng = random.Random(seed)  # noqa: S311 no secret hangs on it
    first, days = date(1905, 1, 1), (date(2026, 10, 31) - date(1905, 1, 1)).days
    kinds, weights = list(KINDS), list(KINDS.values())
    for number in range(n):
        day = first + timedelta(days=int(days * rng.random() ** 0.25))
        shape = rng.random()
        written = day.isoformat() if shape < 0.8 else f"{day:%Y-%m}" if shape < 0.95 else f"{day:%Y}"
        kind = rng.choices(kinds, weights)[0]
        title = f"Synthetic {rng.choice(SUBJECTS)} {rng.choice(VERBS)} in {rng.choice(PLACES)}"
        yield {
            "number": number, "date": written, "kind": kind, "plover": CODES[kind] if rng.random() < 0.9 else "",
            "significance": rng.choices((1, 2, 3, 4, 5), (30, 45, 18, 6, 1))[0], "title": title,
            "actors": sorted(rng.sample(range(200), 2), key=lambda a: (a % 7, a)), "source": int(2000 * rng.random() ** 2),
        }  # fmt: skip


def load(n):
    """Stream the rows into PostgreSQL by COPY; the rules' triggers rest meanwhile, as nothing here is a record."""
    import django

    django.setup()
    from django.core.management import call_command
    from django.db import connection
    from django.utils import timezone
    from tqdm import tqdm

    from timeline import codebook, dates
    from timeline.db import embedded
    from timeline.models import Actor, Event, Publisher, Record, Source
    from timeline.search import bigrams, fold

    if connection.vendor and connection.settings_dict["ENGINE"] == "timeline.db.postgresql":
        embedded.join()
    call_command("migrate", verbosity=0)
    if Event.objects.exists():
        sys.exit("This database holds events already: give an empty SHUTTLE_DATA.")
    now = timezone.now().isoformat()
    with connection.cursor() as cursor:
        cursor.execute("SET statement_timeout = 0; SET session_replication_role = replica")
    record = Record.objects.create(
        slug="bench", name_en="Bench", time_zone="UTC", section_edges=[1945, 1965, 1998, 2012, 2018, 2023, 2024, 2025]
    )
    states = [
        Actor.objects.create(slug=f"state-{i}", kind="state", iso=iso, name_en=f"State {iso}")
        for i, iso in enumerate(("AA", "BB", "CC"))
    ]
    actors = [
        Actor.objects.create(slug=f"actor-{i}", kind="person", country=states[i % 3], name_en=f"Actor {i}")
        for i in range(200)
    ]
    papers = [Publisher.objects.create(slug=f"paper-{i}", name_en=f"Paper {i}", language="en") for i in range(40)]
    sources = [
        Source.objects.create(slug=f"source-{i}", title=f"Source {i}", publisher=papers[i % 40], published="2025-01-01")
        for i in range(2000)
    ]
    columns = ("id public_id slug title_en title_ko title_ja short_title_en short_title_ko short_title_ja summary_en summary_ko"
               " summary_ja note_en note_ko note_ja internal_note date earliest latest precision kind phase plover plover_mode score"
               " tone significance status version created_at updated_at published_at withdrawn_reason search_text search_bigrams").split()  # fmt: skip
    parts, cites = [], []
    with connection.cursor() as cursor:
        with cursor.copy(f"COPY timeline_event ({', '.join(columns)}) FROM STDIN") as copy:
            for row in tqdm(events(n), total=n, disable=not sys.stderr.isatty()):
                key, edtf = row["number"] + 1, dates.parse(row["date"])
                score = codebook.score_of(row["plover"], "")
                text = fold(row["title"])
                copy.write_row((
                    key, base32(key), f"{row['date']}-e-{key}", row["title"], "", "", row["title"][10:38], "", "", "A synthetic row.", "", "",
                    "", "", "", "", edtf.text, edtf.earliest, edtf.latest, edtf.precision.value, row["kind"], "", row["plover"], "", score,
                    codebook.tone_of(score).value, row["significance"], "published", 1, now, now, now, "", text,
                    bigrams(text),
                ))  # fmt: skip
                parts += [(key, actors[a].pk, "initiator", i) for i, a in enumerate(row["actors"])]
                cites.append((key, sources[row["source"] % 2000].pk))
        with cursor.copy("COPY timeline_participation (event_id, actor_id, role, position) FROM STDIN") as copy:
            for part in parts:
                copy.write_row(part)
        names = "event_id, source_id, role, claimed_date, date_words, prefix, exact, suffix, page, text_hash, note_en, note_ko, note_ja, position"
        with cursor.copy(f"COPY timeline_citation ({names}) FROM STDIN") as copy:
            for event, source in cites:
                copy.write_row((event, source, "reports", "", "", "", "", "", "1", "", "", "", "", 0))
        cursor.execute("UPDATE timeline_event SET search_words = to_tsvector('english', search_text)")
        cursor.execute("SET session_replication_role = DEFAULT")
        cursor.execute("VACUUM ANALYZE")
    Record.objects.filter(pk=record.pk).update(revision=1)
    print(json.dumps({"events": Event.objects.count()}))


def base32(number):
    digits = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
    return "".join(digits[number >> shift & 31] for shift in range(35, -1, -5))


if __name__ == "__main__":
    load(int(sys.argv[1]))
