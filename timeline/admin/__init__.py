"""Forms and buttons for those who edit, over the verbs of `review`."""
