"""Made-up events as the picture takes them, without a database: the same for the same seed. Nothing here happened."""

import random
import sys
from datetime import date, timedelta
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from timeline import dates
from timeline.picture import Crowd, Item, Request, Words
from timeline.picture.values import TONES

FIRST, LAST = date(1905, 1, 1).toordinal(), date(2026, 12, 31).toordinal()
TODAY = date(2026, 11, 20).toordinal()
EDGES = tuple(date(year, 1, 1).toordinal() for year in (1945, 1965, 1998, 2012, 2018, 2023, 2024, 2025, 2026))
NAMED, CROWDED = 260, 360  # as timeline.picturing has it

LANES = {
    "en": ("Leaders & diplomacy", "Treaties & history", "Security & trade", "Domestic politics", "Society & memory"),
    "ko": ("정상·외교", "조약·역사", "안보·통상", "국내 정치", "사회·기억"),
    "ja": ("首脳・外交", "条約・歴史", "安全保障・通商", "国内政治", "社会・記憶"),
}
TITLES = {
    "en": (
        "Talks", "Ministers meet in Busan", "Leaders’ call", "Treaty on Basic Relations", "Fisheries accord ends",
        "“Comfort women” agreement", "Textbook review", "WTO case", "Shrine visit", "Joint press statement, Gimpo",
        "Martial law in Seoul", "Envoys sent to MMM in Wawa", "Patrols at the island line", "Youth exchange", "A sale",
    ),
    "ko": (
        "정상 회담", "부산 장관 회의", "위안부 합의", "한일기본조약 체결", "어업 협정 종료", "교과서 검정", "WTO 제소 철회",
        "야스쿠니 신사 참배", "김포 공동 발표문", "서울 비상계엄 선포", "특사 파견", "평화선 순찰", "청년 교류", "조기 대선", "방한",
    ),
    "ja": (
        "首脳会談", "釜山で閣僚会合", "慰安婦合意", "日韓基本条約に署名", "漁業協定の終了", "教科書検定", "WTO提訴の取り下げ",
        "靖国神社に参拝", "金浦で共同発表", "ソウルで非常戒厳", "特使を派遣", "平和線の巡視", "青年交流", "大統領選挙", "訪日",
    ),
}  # fmt: skip
KINDS = ("meeting", "treaty", "security", "leadership", "society")
OFFICES = {
    "en": ("President", "Prime Minister", "Roh", "Koizumi Junichiro"),
    "ko": ("대통령", "총리", "노", "고이즈미 준이치로"),
    "ja": ("大統領", "首相", "盧", "小泉純一郎"),
}
SAID = {
    "en": ("Today", "Events per year", "Wider where more is recorded", "{} events"),
    "ko": ("오늘", "연도별 사건", "기록이 많은 때를 넓게", "사건 {}건"),
    "ja": ("今日", "年ごとの件数", "記録の多い時期を広く表示", "{}件"),
}


def items(n, language="en", seed=1):
    """Events from 1905 to 2026, denser toward the present; most exact, some coarse, doubtful, long or with a ghost."""
    rng = random.Random(seed)  # noqa: S311 no secret hangs on it
    found = []
    for number in range(n):
        day = date.fromordinal(FIRST + int((LAST - FIRST - 40) * rng.random() ** 0.25))
        sort = rng.random()
        written = day.isoformat() if sort < 0.72 else f"{day:%Y-%m}" if sort < 0.88 else f"{day:%Y}"
        if sort > 0.95:
            written = rng.choice((f"{day:%Y-%m}?", f"{day:%Y}?", f"{day}/{day + timedelta(days=2)}", f"{day:%Y}/2026"))
        edtf = dates.parse(written)
        exact = not edtf.is_doubtful and edtf.precision in (dates.Precision.DAY, dates.Precision.DAYS)
        first, last = edtf.earliest.toordinal(), min(LAST, edtf.latest.toordinal())
        year = day.year if edtf.earliest.year == edtf.latest.year and day.year >= 2023 else None
        found.append(
            Item(
                key=f"e{number}", href=f"/events/e{number}/", label=rng.choice(TITLES[language]),
                when=dates.in_words(edtf, language, "tight"),
                brief=dates.in_words(edtf, language, "tight", within_year=year) if year else "",
                lane=str(rng.choices(range(5), (26, 22, 20, 18, 14))[0]), kind=rng.choice(KINDS), kind_name="Kind",
                tone=rng.choice(TONES), tone_name="Tone", significance=rng.choices((1, 2, 3, 4, 5), (30, 45, 18, 6, 1))[0],
                sources=rng.randrange(1, 5), first=first, last=last, exact=exact, doubtful=edtf.is_doubtful,
                lasting=last - first > 400, ghost=first - rng.randrange(200, 4000) if edtf.is_doubtful else None,
                fades=last - first > 400,
            )
        )  # fmt: skip
    return found


def asked(found, window, width, language="en", **options):
    """What `draw` takes for a window: the weightiest events by name, the others counted about their days."""
    first, last = window
    shown = [within(item, first, last) for item in found if item.first <= last and item.last >= first]
    shown.sort(key=lambda item: (-item.significance, -item.last, item.key))
    named, crowd = (shown, []) if len(shown) <= CROWDED else (shown[:NAMED], counted(shown[NAMED:], window, width))
    years = {}
    for item in found:
        tones = years.setdefault(date.fromordinal(item.first).year, dict.fromkeys(TONES, 0))
        tones[item.tone] += 1
    request = Request(
        first=first, last=last, width=width, edges=EDGES, today=TODAY, count=len(shown), record_first=FIRST,
        record_last=LAST, strip=years, strip_all=years, **options,
    )  # fmt: skip
    return named, crowd, bands(language), request, words(language)


def within(item, first, last):
    from dataclasses import replace

    return replace(item, first=max(first, item.first), last=min(last, item.last))


def counted(items, window, width):
    first, last = window
    step = max(1, (last - first + 1) // max(12, (width - 200) // 20))
    groups = {}
    for item in items:
        key = (item.lane, item.tone, int((item.middle - first) // step))
        groups[key] = groups.get(key, 0) + 1
    found = []
    for (lane, tone, number), count in sorted(groups.items()):
        begin, end = first + number * step, min(last, first + (number + 1) * step - 1)
        found.append(Crowd(lane, tone, (begin + end + 1) / 2, count, begin, end))
    return found


def bands(language):
    """Holders of the two offices, some for days, some at the same time."""
    from timeline.picture import Band

    rng, found = random.Random(7), []  # noqa: S311 no secret hangs on it
    for side, name, step in (("above", OFFICES[language][2], 1800), ("below", OFFICES[language][3], 800)):
        day = date(1945, 8, 15).toordinal()
        while day < LAST:
            end = day + rng.randrange(20, step)
            found.append(Band(f"{name} {len(found)}", name, day, min(LAST, end + 30), side))
            day = end
    return found


def words(language):
    today, overview, threads, events = SAID[language]
    months = (
        [str(n) for n in range(1, 13)]
        if language == "en"
        else [f"{n}{'월' if language == 'ko' else '月'}" for n in range(1, 13)]
    )
    if language == "en":
        months = [f"{date(2025, n, 1):%b}" for n in range(1, 13)]
    return Words(
        lanes=tuple((str(i), name) for i, name in enumerate(LANES[language])), months=tuple(months), today=today,
        above=OFFICES[language][0], below=OFFICES[language][1], overview=overview, grips=("First", "Last"), threads=threads,
        events=events.format, ring=lambda n, a, b: events.format(n),
        day=lambda day: dates.in_words(date.fromordinal(day).isoformat(), language, "tight"), cjk=language != "en",
    )  # fmt: skip
