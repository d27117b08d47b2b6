"""Words in three scripts."""

import pytest

from tests import make
from timeline.models import Event
from timeline.models.searching import matches
from timeline.search import bigrams, fold, read_query


def test_folding_joins_forms_that_readers_type_alike():
    assert fold("Tōkyō  ＴＡＬＫＳ") == "tokyo talks"
    assert fold("ガ") == "ガ"
    assert fold("정상회담") == "정상회담"


def test_bigrams_keep_iteration_marks_and_leave_out_lone_characters_of_runs():
    assert bigrams("佐々木") == ["々木", "佐々"]
    assert bigrams("日 kor 정상") == ["日", "정상"]


def test_a_query_has_phrases_and_exclusions():
    terms = read_query('summit "join hands" -Kishida 「共同宣言」 ~')

    assert [(t.text, t.excluded) for t in terms] == [
        ("summit", False),
        ("join hands", False),
        ("kishida", True),
        ("共同宣言", False),
    ]


@pytest.mark.django_db
@pytest.mark.parametrize(
    "query, found",
    [
        ("summits", {"summit"}),
        ("tokyo", {"summit"}),
        ("Tōkyō", {"summit"}),
        ("회담", {"summit"}),
        ("정상회담을", set()),
        ("会談", {"summit"}),
        ("石破", {"summit"}),
        ("Shigeru", {"summit"}),
        ("지진", {"quake"}),
        ("震", {"quake"}),
        ("tokyo -summit", set()),
        ("-tokyo earthquake", {"quake"}),
        ('"in Tokyo"', {"summit"}),
        ('"Tokyo in"', set()),
        ("herald", {"summit"}),
        ("secret", set()),
        ("the summit", {"summit"}),
        ("the", {"summit", "quake"}),
    ],
)
def test_words_find_events_in_three_scripts(query, found):
    ishiba = make.actor("ishiba-shigeru", aliases_en=["Shigeru Ishiba"], name_ja="石破茂")
    herald = make.source(publisher=make.publisher("herald", name_en="Daily Herald"), text="secret text")
    make.event(
        "summit",
        title_en="Two leaders hold a summit in Tokyo",
        title_ko="도쿄 정상회담",
        title_ja="東京で首脳会談",
        actors=[ishiba],
        sources=[herald],
    )
    make.event("quake", title_en="An earthquake", title_ko="지진이 나다", title_ja="地震", internal_note="secret")

    assert set(Event.objects.filter(matches(query)).values_list("slug", flat=True)) == found
