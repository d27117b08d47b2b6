"""An event and a view as three style guides cite them."""

from datetime import date

import pytest
from django.utils import translation

from timeline.exports.citing import Work, apa, chicago, mla
from timeline.exports.offered import query_of_files, view_as_work
from timeline.filters import EventFilter

ADDRESS = "https://timeline.example.org/e/422Q2AAR"
WORK = Work(
    key="shuttle-422Q2AAR",
    title="Lee and Ishiba meet in Tokyo, 23 August 2025",
    record="Korea–Japan relations",
    address=ADDRESS,
    changed=date(2026, 11, 20),
)
KOREAN = Work("k", "도쿄에서 만나다, 2025년 8월 23일", "한일 관계", ADDRESS, date(2026, 11, 20), "ko")


def test_an_event_is_cited_as_each_style_writes_it():
    assert [str(style(WORK)) for style in (chicago, apa, mla)] == [
        f"“Lee and Ishiba meet in Tokyo, 23 August 2025.” Korea–Japan relations. Shuttle. Last modified November 20, 2026. {ADDRESS}.",
        f"Lee and Ishiba meet in Tokyo, 23 August 2025. (2026, November 20). In Korea–Japan relations. Shuttle. {ADDRESS}",
        "“Lee and Ishiba meet in Tokyo, 23 August 2025.” Korea–Japan relations, Shuttle, 20 Nov. 2026,"
        " timeline.example.org/e/422Q2AAR.",
    ]


def test_korean_titles_stand_in_korean_marks_with_korean_days():
    assert str(chicago(KOREAN)) == (
        f"「도쿄에서 만나다, 2025년 8월 23일」. 한일 관계. Shuttle. 최종 수정 2026년 11월 20일. {ADDRESS}."
    )
    assert str(mla(KOREAN)).endswith("한일 관계, Shuttle, 2026년 11월 20일, timeline.example.org/e/422Q2AAR.")


def test_the_name_of_the_record_alone_is_set_in_italics():
    assert {style(WORK).name for style in (chicago, apa, mla)} == {"Korea–Japan relations"}


def test_a_record_without_a_day_is_cited_without_one():
    undated = Work("k", "Timeline", "Record", ADDRESS, None)

    assert "modified" not in str(chicago(undated))
    assert "(n.d.)" in str(apa(undated))
    assert str(mla(undated)) == "“Timeline.” Record, Shuttle, timeline.example.org/e/422Q2AAR."


@pytest.mark.django_db
@pytest.mark.parametrize(
    "asked, taken",
    [
        ({"kind": ["summit"], "window": ["2023-03/2025"]}, "from=2023-03-01&to=2025-12-31&kind=summit"),
        ({"from": ["2024"], "window": ["2023-03/2025"]}, "from=2024-01-01&to=2025-12-31"),
        ({"from": ["2024"], "lanes": ["tone"], "scale": ["true"]}, "from=2024"),
        ({"window": ["2023/.."]}, "from=2023-01-01"),
    ],
)
def test_files_take_the_days_of_the_window_as_their_own(sample_record, asked, taken):
    assert query_of_files(EventFilter(asked)) == taken


@pytest.mark.django_db
def test_a_view_is_cited_by_its_canonical_address_in_its_language(sample_record):
    with translation.override("ja"):
        asked = EventFilter({"utm_source": ["mail"], "kind": ["treaty", "summit"]})
        work = view_as_work(asked, asked.vocabulary.record)

    assert work.address == "http://127.0.0.1:8000/ja/?kind=summit&kind=treaty"
    assert work.language == "ja"
