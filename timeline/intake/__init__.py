"""How things come into the record from outside."""
