"""Social cards: what they show, that nothing leaves their margins, and how they are served."""

import re
import struct
import zlib

import pytest
from lxml import etree

from tests import make
from timeline import pixels
from timeline.cards import INSIDE, cut, fitting, wrapped
from timeline.picture.text import text_width

pytestmark = pytest.mark.django_db
LONG = {
    "en": "The foreign ministers of South Korea and Japan agree on the wording of a joint declaration about the settlement"
    " of all claims, and on nothing else that either of them had hoped for",
    "ko": "한국과 일본의 외교장관이 모든 청구권의 해결에 관한 공동선언의 문구에 합의하고 그 밖의 사항은 다음 회담에서 계속하여 논의하기로 하다",
    "ja": "韓国と日本の外相がすべての請求権の解決に関する共同宣言の文言について合意し、その他の事項は次回の会談で引き続き協議することとした「覚書」",
}
ONE_WORD = "Donaudampfschifffahrtsgesellschaftskapitänsmützenabzeichenverordnung" * 2


def rows_of(png):
    """The pixels of a PNG of eight bits a channel, a bytes object a line, and how many bytes a pixel has."""
    at, data, wide, channels = 8, b"", 0, 0
    while at < len(png):
        size, kind = struct.unpack(">I4s", png[at : at + 8])
        body = png[at + 8 : at + 8 + size]
        if kind == b"IHDR":
            wide, _high, _depth, colour = struct.unpack(">IIBB", body[:10])
            channels = {2: 3, 6: 4}[colour]
        if kind == b"IDAT":
            data += body
        at += size + 12
    raw, stride, rows, before = zlib.decompress(data), wide * channels, [], bytes(wide * channels)
    for start in range(0, len(raw), stride + 1):
        before = unfiltered(raw[start], bytearray(raw[start + 1 : start + 1 + stride]), before, channels)
        rows.append(bytes(before))
    return rows, channels


def unfiltered(how, line, above, step):
    for i in range(len(line)):
        a = line[i - step] if i >= step else 0
        b, c = above[i], above[i - step] if i >= step else 0
        if how == 1:
            line[i] = (line[i] + a) & 255
        elif how == 2:
            line[i] = (line[i] + b) & 255
        elif how == 3:
            line[i] = (line[i] + (a + b) // 2) & 255
        elif how == 4:
            p = a + b - c
            near = min((abs(p - a), 0, a), (abs(p - b), 1, b), (abs(p - c), 2, c))
            line[i] = (line[i] + near[2]) & 255
    return line


@pytest.mark.parametrize("language", ["en", "ko", "ja"])
def test_a_long_title_stays_within_the_margins(client, language):
    paper = make.publisher(name_en="The Gazette of Everything That Ever Was " * 3)
    titles = {f"title_{code}": text for code, text in LONG.items()}
    make.event("2025-long", sources=[make.source(publisher=paper)], **titles)

    answer = client.get(f"/card/events/2025-long.png?lang={language}")

    rows, step = rows_of(answer.content)
    ground = rows[2][:3]
    assert (len(rows), len(rows[0]) // step) == (630, 1200)
    for margin in (slice(0, 36 * step), slice((1200 - 36) * step, None)):
        edge = {row[margin][i : i + 3] for row in rows for i in range(0, 36 * step, step)}
        assert edge == {ground}
    assert {row[i : i + 3] for row in rows[-14:] for i in range(0, len(row), step)} == {ground}


@pytest.mark.parametrize("said", [*LONG.values(), ONE_WORD, "東京。" * 60, ""])
def test_lines_are_no_wider_than_their_room_and_hold_every_character(said):
    lines = wrapped(said, INSIDE, 56)

    assert max(text_width(line, 56, True) for line in lines) <= INSIDE
    assert "".join(lines).replace(" ", "") == said.replace(" ", "")
    assert not [line for line in lines if re.match("[。、」]", line)]


def test_korean_words_stay_whole():
    assert set(" ".join(wrapped(LONG["ko"], INSIDE, 56)).split()) == set(LONG["ko"].split())


def test_what_fits_at_no_size_ends_in_an_ellipsis():
    size, lines = fitting(LONG["en"] * 3, INSIDE, ((68, 1), (48, 3)))

    assert (size, len(lines)) == (48, 3)
    assert lines[-1].endswith("…") and text_width(lines[-1], size, True) <= INSIDE
    assert cut("short", 500, 20) == "short"


def test_a_card_says_what_its_event_is_and_names_its_record(sample_record, client):
    answer = client.get("/card/events/2025-08-23-lee-ishiba-summit.svg")

    drawn = etree.fromstring(answer.content)
    said = " ".join(drawn.itertext())
    for words in ("Lee and Ishiba meet in Tokyo", "23 August 2025", "Summit", "Cooperation", "Korea–Japan relations"):
        assert words in said
    assert "Sources: " in said
    assert "Presidential election" in said and "Lee–Ishiba summit, Tokyo" in said  # the months around it
    assert (drawn.get("width"), drawn.get("height")) == ("1200", "630")


def test_the_card_of_a_view_obeys_the_filter(sample_record, client):
    said = " ".join(etree.fromstring(client.get("/card/view.svg?kind=summit&from=2023").content).itertext())

    count = client.get("/api/v1/events?kind=summit&from=2023").json()["count"]
    assert f"{count} of " in said and "Summit" in said and "from 2023" in said


@pytest.mark.parametrize("address", ["/card/view.png?kind=summit", "/card/events/2025-08-23-lee-ishiba-summit.svg"])
def test_a_card_may_be_shown_anywhere_runs_nothing_and_is_asked_for_once(sample_record, client, address):
    for _again in range(2):  # the second answer is one that was kept
        answer = client.get(address)
        assert answer.status_code == 200
        assert answer["Content-Security-Policy"] == "default-src 'none'; sandbox"
        assert answer["Cross-Origin-Resource-Policy"] == "cross-origin"
    assert client.get(address, headers={"If-None-Match": answer["ETag"]}).status_code == 304


@pytest.mark.parametrize("address", ["/timeline.svg", "/timeline.png"])
def test_a_kept_picture_is_sealed_as_a_new_one(sample_record, client, address):
    policies = {client.get(address)["Content-Security-Policy"] for _again in range(2)}

    assert policies == {"default-src 'none'; sandbox"}


def test_what_there_is_no_card_of(sample_record, client):
    assert client.get("/card/events/no-such-event.png").status_code == 404
    assert client.get("/card/view.gif").status_code == 404
    assert client.get("/card/view.png?kind=wedding").status_code == 400
    assert client.get("/card/events/2025-08-23-lee-ishiba-summit.png?kind=summit").status_code == 400


def test_without_a_face_for_its_script_a_card_says_so_in_words(sample_record, client, monkeypatch):
    monkeypatch.setattr(pixels, "has_face", lambda language: language == "en")

    answer = client.get("/card/view.png?lang=ko")

    assert answer.status_code == 501
    assert "Korean" in answer.content.decode()


def test_text_of_the_record_is_never_markup_on_a_card(client):
    make.event("2025-markup", title_en='"><script>alert(1)</script>', title_ko="</text><image href='x'/>")

    for language in ("en", "ko"):
        drawn = etree.fromstring(client.get(f"/card/events/2025-markup.svg?lang={language}").content)
        assert not [element for element in drawn.iter() if str(element.tag).endswith(("script", "image"))]
