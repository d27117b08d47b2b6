"""Article text in, dates and mentions out. Plain Python: no Django, no database."""
