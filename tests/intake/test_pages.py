"""What is read off a page and a text: our own pages, set as sites set them."""

from datetime import date
from pathlib import Path

import pytest

from timeline.intake.outcomes import NoArticle, NotText
from timeline.intake.recognising import recognise

ARTICLES = Path(__file__).parents[1] / "articles"

PAGES = {
    # file: title, publisher, authors, published, how, language
    "graph-courier": ("Ministers agree on ferry routes after two-day talks", "The Harbour Courier",
                      ["Nora Kessler", "Tom Adeyemi"], "2024-05-17", "json-ld", "en"),
    "korean-ipryeok": ("양국 장관 \"항로 재개 합의\"…내달 실무회담", "한빛일보", ["김보람"], "2025-08-23", "text", "ko"),
    "japanese-haishin": ("両国閣僚、航路再開で合意 来月に実務協議", "みなと新報", ["浜田理恵"], "2025-08-23", "text", "ja"),
    "citation-journal": ("Ferries and Trust: What Reopened Routes Tell Us", "Coastal Policy Review",
                         ["Ada Okafor", "Per Lindqvist"], "2023-11", "meta citation_publication_date", "en"),
    "time-element": ("Two crews rescued off the northern cape", "Daily Lantern", ["Priya Raman"], "2022-09-03",
                     "time element", "en"),
    "printed-date": ("A Cautious Summer for Two Neighbours", "The Strait Institute", ["Henrik Dahl"], "2021-04-06",
                     "text", "en"),
    "url-date": ("Lighthouse keepers meet at last", "Daily Lantern", [], "2019-07-21", "url", "en"),
    "broken-jsonld": ("Bridge commission publishes first minutes", "Northshore Times", ["Lucia Ferrante"],
                      "2024-03-04", "json-ld", "en"),
}  # fmt: skip


def page(name):
    return (ARTICLES / "pages" / f"{name}.html").read_bytes()


@pytest.mark.parametrize("name", PAGES)
def test_a_page_says_what_it_is(name):
    [article], _notes = recognise(page(name), name=f"{name}.html")

    assert (
        article.title, article.publisher, article.authors, article.published, article.how, article.language,
    ) == PAGES[name]  # fmt: skip


@pytest.mark.parametrize(
    ("name", "first", "last"),
    [
        ("graph-courier", "Transport ministers from", "in the northern capital."),
        ("korean-ipryeok", "양국 교통장관이", "않아야 한다고 요구했다."),
        ("japanese-haishin", "【釜山＝浜田理恵】", "長続きする案だ」と話した。"),
        ("time-element", "Coastguards from", "the others have gone home."),
        ("printed-date", "After a spring", "the views here are his own."),
    ],
)
def test_the_text_is_the_articles_and_nothing_of_the_page(name, first, last):
    [article], _notes = recognise(page(name), name=f"{name}.html")

    assert article.text.startswith(first) and article.text.endswith(last)
    assert len(article.text.splitlines()) >= 3


def test_the_canonical_address_is_the_pages():
    [article], _notes = recognise(page("graph-courier"), name="saved.html")

    assert article.address == "https://www.harbour-courier.example/world/2024/05/17/ministers-agree-ferry-routes/"


def test_a_page_with_several_articles_gives_each():
    articles, _notes = recognise(page("two-articles"), name="two.html")

    assert [(a.title, a.authors, a.published, a.address) for a in articles] == [
        ("Joint archive opens its doors to students", ["Ana Moreau"], "2023-02-06", "https://lantern.example/dispatches/archive-opens"),
        ("Youth orchestra sets out on a tour of harbour towns", ["Luis Okoro"], "2023-02-05", "https://lantern.example/dispatches/orchestra-tour"),
    ]  # fmt: skip


def test_an_aggregators_page_gives_the_articles_of_others():
    articles, _notes = recognise(page("aggregator"), name="x.html")

    assert [(a.title, a.publisher, a.published, a.age, a.carrier.publisher) for a in articles] == [
        ("Envoys to open talks on tolls on March 9", "Harbour Courier", "", (3, 4), "Newsbasket"),
        ("Terminal fund reaches its goal after a quiet winter", "Northshore Times", "2024-02-14", None, "Newsbasket"),
    ]


def test_no_date_after_the_day_of_reading_is_believed():
    [article], _notes = recognise(page("graph-courier"), name="x.html", today=date(2020, 1, 1))

    assert article.published == ""


def test_nothing_outside_a_page_is_read(tmp_path):
    secret = tmp_path / "secret"
    secret.write_text("do not read this", encoding="utf-8")
    html = f'<!DOCTYPE html [<!ENTITY x SYSTEM "file://{secret}">]><html><body><h1>Leaders meet</h1><p>&x; {"word " * 60}</p></body></html>'

    [article], _notes = recognise(html.encode(), name="x.html")

    assert "do not read" not in article.text


def test_a_page_of_nested_elements_without_end_is_no_fault_of_ours():
    html = b"<html><body>" + b"<div>" * 50_000 + b"<p>" + b"The two sides met again today. " * 40 + b"</body></html>"

    with pytest.raises(NoArticle):
        recognise(html, name="deep.html")


def test_a_page_without_an_article_is_refused_in_words():
    with pytest.raises(NoArticle, match="no article"):
        recognise(b"<html><head><title>Menu</title></head><body><nav>Home</nav></body></html>", name="x.html")


# Plain text


def read(name):
    articles, _notes = recognise((ARTICLES / f"{name}.txt").read_bytes(), name=f"{name}.txt")
    return articles


def test_a_list_of_news_gives_its_articles_with_their_publishers_and_dates():
    assert [(a.title, a.publisher, a.published, a.age) for a in read("aggregated")] == [
        ("Envoys to open talks on tolls on March 9", "Harbour Courier", "", (3, 4)),
        ("Terminal fund reaches its goal after a quiet winter", "Northshore Times", "2024-02-14", None),
        ("Will the shared timetable survive another winter?", "Harbour Courier", "2024-01-30", None),
    ]


def test_a_republished_text_is_its_first_publishers():
    [article] = read("republished")

    assert (article.title, article.publisher, article.authors, article.published) == (
        "What tolls can teach two neighbours", "Coastal Policy Review", ["Ada Okafor"], "[..2024-03-11]",
    )  # fmt: skip
    assert (article.carrier.publisher, article.carrier.published) == ("Strait Monitor", "2024-03-11")
    assert "Fog closes" not in article.text


def test_a_text_without_a_headline_is_called_by_its_beginning():
    [article] = read("headless")

    assert article.title.startswith("Passengers on both shores") and article.text.startswith(article.title[:60])


def test_what_was_given_wins_over_what_was_found():
    given = {"title": "Ice", "publisher": "Harbour Courier", "published": "2024-01-30"}

    [article], _notes = recognise((ARTICLES / "headless.txt").read_bytes(), name="x.txt", given=given)

    assert (article.title, article.publisher, article.published, article.how) == (
        "Ice", "Harbour Courier", "2024-01-30", "given",
    )  # fmt: skip


# Bytes

KOREAN = "이재명 대통령은 23일 도쿄에서 총리와 회담했다. 양국은 협력을 강화하기로 했다. 다음 회담은 서울에서 열린다."
JAPANESE = "両国の閣僚は23日、釜山で会談した。航路を再開することで合意した。来月には実務協議を開く。"


@pytest.mark.parametrize(
    ("text", "encoding"),
    [(KOREAN, e) for e in ("utf-8", "cp949", "euc_kr", "utf-16", "utf-16-le", "utf-16-be", "utf-8-sig")]
    + [(JAPANESE, e) for e in ("utf-8", "cp932", "euc_jp", "iso2022_jp", "utf-16", "utf-16-le", "utf-16-be")]
    + [("The café’s “open” talks — resumed in Zürich on Friday, officials of both sides said.", "cp1252")],
)
def test_a_text_is_read_whatever_its_encoding(text, encoding):
    [article], _notes = recognise(text.encode(encoding), name="x.txt", given={"title": "t"})

    assert article.text == text


@pytest.mark.parametrize("said", ["euc-kr", "utf-8", "shift_jis", "iso-8859-1", "no-such", "utf-16"])
def test_a_false_declaration_does_no_harm(said):
    for encoding in ("cp949", "utf-8"):
        data = (
            f'<html><head><meta charset="{said}"></head><body><h1>제목입니다 오늘</h1><p>{KOREAN * 3}</p></body></html>'
        )
        [article], _notes = recognise(data.encode(encoding), name="x.html", content_type=f"text/html; charset={said}")

        assert article.text.startswith("이재명 대통령은") and article.language == "ko"


def test_faults_and_nuls_are_mended_and_said():
    data = b"The talks went on \x00until midnight, and officials of both sides sounded content." + b"\xff"

    [article], notes = recognise(data, name="x.txt", given={"title": "t"})

    assert "\x00" not in article.text and article.text.endswith("content.\ufffd") and len(notes) == 2


@pytest.mark.parametrize(
    "data", [b"", b"   \n", b"%PDF-1.7 ...", b"\x89PNG\r\n", bytes(range(256)) * 40, b"\x00" * 100]
)
def test_what_is_not_text_is_refused_in_words(data):
    with pytest.raises((NotText, NoArticle)) as error:
        recognise(data, name="x.txt")

    assert str(error.value).endswith(".")
