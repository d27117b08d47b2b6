"""What was recognised in a page or text, before the record is asked."""

from dataclasses import dataclass, field


@dataclass
class Article:
    """What one article says of itself. `published` is EDTF or "", `how` says where it stood.

    `age` is how many days ago a page says that it was published, when that is all it says: (least, most).
    `carrier` is the Article of the page that carried it, where that isn't its publisher's own.
    """

    title: str
    text: str
    authors: list[str] = field(default_factory=list)
    publisher: str = ""
    published: str = ""
    how: str = ""
    language: str = "en"
    address: str = ""
    original_address: str = ""
    kind: str = "article"
    age: tuple[int, int] | None = None
    carrier: "Article | None" = None
    notes: tuple[str, ...] = ()
