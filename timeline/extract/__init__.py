"""Article text in, dates and mentions out. Plain Python: no Django, no database."""

from .find import find_dates
from .mention import Mention

__all__ = ["Mention", "find_dates"]
