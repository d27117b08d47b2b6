"""What holds for any text, of words that dates are made of in every order."""

from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from timeline.dates import parse
from timeline.extract import find_dates

WORDS = (
    "the of in on and or to - – , . ( ) ? / ' : ; \n\n to until from between about c. early mid late end beginning this last"
    " next previous following that same first second third last twenty-third day week month year quarter half decade"
    " century weekend days weeks months years ago later earlier before after today yesterday tomorrow Monday Tues. Sat"
    " January Feb. March May may Sept. December spring fall winter 1 3 12 23rd 31 30 45 99 100 1999 2008 2012 2100 '99"
    " 1990s 60s 19th Q3 H2 FY 2025-08-23 3/4/2025 23.8.2025 BC AD fiscal Christmas Thanksgiving two a will said met people"
).split(" ")
TEXTS = st.lists(st.sampled_from(WORDS), max_size=40).map(" ".join)


@settings(max_examples=400, deadline=None)
@given(TEXTS, st.dates(date(1, 1, 1), date(9999, 12, 31)))
def test_mentions_stand_in_order_and_are_dates(text, published):
    end = 0
    for mention in find_dates(text, published):
        assert end <= mention.start < mention.end <= len(text)
        assert text[mention.start : mention.end] == mention.text
        assert parse(str(mention.date)) == mention.date
        assert mention.counted_from_start is None or mention.counted_from_start < mention.start
        end = mention.end
