"""Adding articles: pasted or uploaded, looked through, stored; and the list of all files that were taken in."""

from dataclasses import replace

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from timeline import dates
from timeline.intake.containers import ARCHIVES, LARGEST_FILE, Member, kind_of, members
from timeline.intake.fetching import FetchError, fetch, usual_policy
from timeline.intake.keeping import COPY, KNOWN, NEW
from timeline.intake.publishers import UNKNOWN
from timeline.intake.receiving import DONE, sources_of
from timeline.intake.uploads import keep_for_later, waiting
from timeline.intake.waiting import keep_waiting, preview, store_waiting, waiting_in
from timeline.models import IntakeFile, Outcome, Source

from .careful import CarefulAdmin
from .fields import EdtfFormField, LinesField

LONGEST_PASTE = 500_000
MOST_FILES = 50
MOST_AT_ONCE = 20  # files; more, or larger ones, go to the worker
LONGEST_FETCH = 12.0  # seconds that a curator waits for a page
LARGEST_AT_ONCE = 5 * 1024 * 1024

FOUND = {
    "json-ld": gettext_lazy("stated by the page (JSON-LD)"),
    "opengraph": gettext_lazy("stated by the page (OpenGraph)"),
    "time element": gettext_lazy("marked on the page"),
    "text": gettext_lazy("printed with the text"),
    "url": gettext_lazy("from the address"),
    "guess": gettext_lazy("a guess: check it"),
    "age": gettext_lazy("counted from its age on the page"),
    "order": gettext_lazy("from its place in a list"),
    "republished": gettext_lazy("not after it was republished"),
    "given": gettext_lazy("as given"),
}
BECOMES = {NEW: gettext_lazy("New"), COPY: gettext_lazy("Copy"), KNOWN: gettext_lazy("Known already")}


class FilesInput(forms.ClearableFileInput):
    allow_multiple_selected = True
    template_name = "django/forms/widgets/file.html"


class FilesField(forms.FileField):
    """Any number of files; each within the limits before it is opened."""

    widget = FilesInput

    def clean(self, data, initial=None):
        files = [
            super(FilesField, self).clean(one, initial)
            for one in (data if isinstance(data, list | tuple) else [data])
            if one
        ]
        if len(files) > MOST_FILES:
            raise ValidationError(
                _("%(n)d files; %(most)d at once are the limit.") % {"n": len(files), "most": MOST_FILES}
            )
        for file in files:
            if file.size > LARGEST_FILE:
                raise ValidationError(_("%(name)s has more than 10 MB.") % {"name": file.name})
        return files


class AddArticlesForm(forms.Form):
    text = forms.CharField(
        label=gettext_lazy("Text"),
        required=False,
        max_length=LONGEST_PASTE,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 12}),
        help_text=gettext_lazy("An article, or a page with several, as it was copied. It stays private."),
    )
    title = forms.CharField(label=gettext_lazy("Title"), required=False, max_length=500)
    publisher = forms.CharField(label=gettext_lazy("Publisher"), required=False, max_length=200)
    published = EdtfFormField(label=gettext_lazy("Published"), required=False, max_length=200)
    authors = LinesField(label=gettext_lazy("Authors"), required=False, help_text=gettext_lazy("One on each line."))
    url = forms.URLField(
        label=gettext_lazy("Address"),
        required=False,
        max_length=1000,
        assume_scheme="https",
        help_text=gettext_lazy("Where you read it. Alone, without a text or files, it is fetched."),
    )
    uploads = FilesField(
        label=gettext_lazy("Files"),
        required=False,
        help_text=gettext_lazy("Text, HTML, ZIP or WARC; 10 MB each, 50 at most."),
    )
    read = forms.DateField(
        label=gettext_lazy("Read on"),
        required=False,
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        help_text=gettext_lazy("“Two days ago” on a page counts from this day."),
    )

    def clean_text(self):
        return self.cleaned_data["text"].replace("\x00", "")

    def clean_read(self):
        read = self.cleaned_data["read"]
        if read and read > timezone.localdate():
            raise ValidationError(_("This day is yet to come."))
        return read

    def clean(self):
        cleaned = super().clean()
        self.page = None
        if not self.errors and not cleaned.get("text", "").strip() and not cleaned.get("uploads"):
            if cleaned.get("url"):
                self.fetch_page(cleaned["url"])
            else:
                self.add_error("text", _("Paste a text, choose files, or give an address."))
        return cleaned

    def fetch_page(self, url):
        try:
            self.page = fetch(url, policy=replace(usual_policy(), seconds=LONGEST_FETCH))
        except FetchError as failure:
            self.add_error("url", str(failure))

    def given(self):
        given = {name: self.cleaned_data[name] for name in ("title", "publisher", "published", "authors")}
        given = {name: value for name, value in given.items() if value}
        if self.cleaned_data["read"]:
            given["read"] = self.cleaned_data["read"].isoformat()
        return given

    def members(self):
        """What was brought, one page or text at a time; archives give their members."""
        if self.cleaned_data["text"].strip():
            data = self.cleaned_data["text"].encode("utf-8", "replace")
            name = self.cleaned_data["title"] or " ".join(self.cleaned_data["text"].split())[:60]
            yield Member(f"{name}.txt", data, len(data), self.cleaned_data["url"] or None)
        if self.page:
            read = timezone.localdate(self.page.fetched_at).isoformat()
            found, kind = self.page.final_url, self.page.content_type
            yield Member(found, self.page.body, len(self.page.body), found, kind, read)
        for file in self.cleaned_data["uploads"]:
            yield from members(file, name=file.name, size=file.size)

    @property
    def is_much(self):
        """Whether it is too much to look through at once; a large archive is, whatever it says of itself."""
        files = self.cleaned_data["uploads"]
        large = sum(file.size for file in files) > LARGEST_AT_ONCE
        return (
            large
            or len(files) > MOST_AT_ONCE
            or any(kind_of(file.name) in ARCHIVES and file.size > 2**20 for file in files)
        )


def keep_for_the_worker(form, by):
    """Hand it to the background worker; returns the batch's name."""
    refused = []
    batch = keep_for_later(readable(form.members(), refused), by=by, given=form.given())
    keep_waiting(refused, by=by, batch=batch)
    return batch


def readable(found, refused):
    for member in found:
        if member.refusal is None:
            yield member.name, member.data, {"url": member.url, "content_type": member.content_type, "day": member.day}
        else:
            refused.append(member)


def add_articles(request):
    """Paste or upload; what is brought waits in a batch until its page stores it."""
    if not request.user.has_perm("timeline.add_source"):
        raise PermissionDenied
    form = AddArticlesForm(*posted(request), label_suffix="")
    if form.is_bound and form.is_valid():
        if form.is_much:
            return redirect("admin:source_batch", keep_for_the_worker(form, request.user))
        batch, known = keep_waiting(form.members(), by=request.user, given=form.given())
        for row in known:
            messages.info(request, words_of_known(row))
        return redirect("admin:source_batch", batch)
    context = admin.site.each_context(request) | {"title": _("Add articles"), "form": form}
    status = 422 if form.errors else 200
    return TemplateResponse(request, "admin/timeline/source/add_articles.html", context, status=status)


def posted(request):
    return (request.POST, request.FILES) if request.method == "POST" else ()


def words_of_known(row):
    links = format_html_join(
        ", ",
        '<a href="{}">{}</a>',
        ((reverse("admin:timeline_source_change", args=[s.pk]), s.title) for s in sources_of(row)),
    )
    said = _("%(name)s was taken in before, on %(day)s:") % {"name": row.name, "day": row.at.date().isoformat()}
    return format_html("{} {}", said, links or row.words)


def batch_of(request, batch):
    """A batch: what waits as it would be stored, with a button; what was stored or refused, with its words."""
    if not request.user.has_perm("timeline.add_source"):
        raise PermissionDenied
    if request.method == "POST":
        return decide_on(request, batch)
    looked_at = list(waiting_in(batch))
    done = IntakeFile.objects.filter(batch=batch).exclude(outcome=Outcome.WAITING).defer("data").order_by("pk")
    context = admin.site.each_context(request) | {
        "title": _("What was recognised") if looked_at else _("What was taken in"),
        "looked_at": [
            shown(received, row) for received, row in zip(preview(looked_at, by=request.user), looked_at, strict=True)
        ],
        "reported": [reported(row) for row in done[:500]],
        "in_the_queue": waiting(batch),
    }
    return TemplateResponse(request, "admin/timeline/source/batch.html", context)


def decide_on(request, batch):
    chosen = request.POST.getlist("file")
    if "drop" in request.POST:
        waiting_in(batch).delete()
        messages.info(request, _("Nothing was stored."))
        return redirect("admin:source_add_articles")
    rows = waiting_in(batch).filter(pk__in=[pk for pk in chosen if pk.isdecimal() and len(pk) < 19])
    for row in rows:
        store_waiting(row, by=request.user)
    waiting_in(batch).delete()
    return redirect("admin:source_batch", batch)


def shown(received, row):
    """One file of the preview."""
    articles = [
        {
            "article": article,
            "becomes": BECOMES[kept.what],
            "words": kept.words,
            "source": kept.first,
            "known": kept.what != NEW and Source.objects.filter(pk=kept.first.pk).exists(),
            "unnamed": kept.what == NEW and kept.first.publisher.slug == UNKNOWN,
            "when": dates.in_words(kept.first.published, "en", "full") if kept.first.published else "",
            "how": found_how(kept.first.published_how),
            "carried": dates.in_words(article.carrier.published, "en", "full")
            if article.carrier and article.carrier.published
            else "",
        }
        for article, kept in zip(received.articles, received.kept, strict=True)
    ]
    return {"row": row, "fine": received.file.outcome in DONE, "words": received.words, "articles": articles}


def found_how(how):
    return FOUND.get(how) or (_("stated by the page (%(tag)s)") % {"tag": how.removeprefix("meta ")} if how else "")


def reported(row):
    sources = sources_of(row)
    return {"row": row, "sources": [{"source": source, "review": review_address(source)} for source in sources]}


def review_address(source):
    try:
        return reverse("admin:review_article", args=[source.slug])
    except NoReverseMatch:
        return f"{reverse('admin:index')}review/{source.slug}/"


@admin.register(IntakeFile)
class IntakeFileAdmin(CarefulAdmin):
    """Every file that was taken in or refused, and why; nothing here is edited."""

    fields = ["name", "address", "outcome", "words", "taken", "size", "at", "by", "batch"]
    readonly_fields = ["taken"]
    list_display = ["name", "outcome", "words", "at", "by"]
    list_filter = ["outcome"]
    search_fields = ["name", "words", "address"]
    list_select_related = ["by"]

    def get_queryset(self, request):
        return super().get_queryset(request).defer("data")

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False

    @admin.display(description=gettext_lazy("Sources"))
    def taken(self, row):
        rows = ((reverse("admin:timeline_source_change", args=[s.pk]), s.title) for s in sources_of(row))
        return format_html_join("", '<a href="{}">{}</a><br>', rows) or "—"
