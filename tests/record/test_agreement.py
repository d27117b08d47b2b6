"""What Django's `full_clean` accepts PostgreSQL accepts, and the other way round."""

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests import make
from timeline.codebook import Kind, Significance, Tone
from timeline.models import Event, Source

pytestmark = pytest.mark.django_db

quick = settings(max_examples=80, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)


def model_accepts(thing):
    try:
        thing.full_clean()
    except ValidationError:
        return False
    return True


def database_accepts(thing):
    """Whether PostgreSQL takes the row as it is, past every check of ours; the row is taken back."""
    try:
        with transaction.atomic():
            models_save(thing)
            raise Undo
    except Undo:
        return True
    except (DatabaseError, ValueError):
        return False


class Undo(Exception):
    pass


def models_save(thing):
    from django.db.models import Model

    Model.save(thing)


@quick
@given(
    kind=st.sampled_from([*Kind.values, "party"]),
    plover=st.sampled_from(["", "CONSULT", "SHOUT"]),
    mode=st.sampled_from(["", "visit"]),
    significance=st.sampled_from([*Significance.values, 0, 6]),
    score=st.sampled_from([None, -10, 0.0, 10, 11]),
    slug=st.sampled_from(["2025-08-summit", "ab", "With Space", "x" * 81]),
)
def test_events(kind, plover, mode, significance, score, slug):
    event = Event(
        slug=slug, title_en="Title", date="2025-08", kind=kind, plover=plover, plover_mode=mode,
        significance=significance, score_override=score,
    )  # fmt: skip
    event.derive_days()
    event.derive_tone()
    assert event.tone in Tone.values

    assert model_accepts(event) == database_accepts(event)


@quick
@given(
    kind=st.sampled_from(["article", "tweet"]),
    language=st.sampled_from(["en", "ko", "zh-Hant", "English", "e1"]),
    url=st.sampled_from([None, "https://example.org/a", "ftp://example.org/a"]),
    published=st.sampled_from(["", "2025-08", "2025-08-01/.."]),
    with_publisher=st.booleans(),
    copied=st.booleans(),
)
def test_sources(kind, language, url, published, with_publisher, copied):
    original = Source.objects.filter(slug="original").first() or make.source("original")
    source = Source(
        slug="a-source", title="Title", kind=kind, language=language, url=url, published=published,
        publisher=original.publisher if with_publisher else None, syndication_of=original if copied else None,
    )  # fmt: skip
    source.derive_days()

    assert model_accepts(source) == database_accepts(source)
