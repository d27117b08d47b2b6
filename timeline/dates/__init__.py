"""A date as precise as its source: EDTF in, days and words out. Plain Python: no Django, no database."""

from .edtf import DateError, Edtf, Precision, parse
from .typed import Range, read_range, read_typed
from .words import in_words

__all__ = ["DateError", "Edtf", "Precision", "Range", "in_words", "parse", "read_range", "read_typed"]
