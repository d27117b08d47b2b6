"""Every address of the admin, for every role: who gets in, and that what they get is whole."""

import re

import pytest
from django.apps import apps
from django.contrib.auth.models import Group
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import get_resolver, reverse
from django.urls.resolvers import URLPattern

from timeline.codebook import Status
from timeline.models import Actor, Change, Event, Feed, IntakeFile, Outcome, Record, Source, Story, User
from timeline.roles import ROLES

pytestmark = pytest.mark.django_db
WHO = ("nobody", "reader", "contributor", "curator", "administrator", "owner")


def admin_names():
    """The name of every address of the admin, from the resolver itself."""
    _app, resolver = get_resolver().namespace_dict["admin"]
    patterns = [pattern for pattern in all_patterns(resolver) if pattern.name]
    return sorted({pattern.name for pattern in patterns})


def all_patterns(resolver):
    for pattern in resolver.url_patterns:
        if isinstance(pattern, URLPattern):
            yield pattern
        else:
            yield from all_patterns(pattern)


@pytest.fixture(scope="module")
def people(sample_record, django_db_blocker):
    with django_db_blocker.unblock():
        found = {"nobody": None}
        for who in WHO[1:]:
            found[who] = User.objects.create_user(username=f"the-{who}", is_staff=who != "reader")
            if who in ROLES:
                found[who].groups.add(Group.objects.get(name=who))
        found["owner"].is_superuser = True
        found["owner"].save()
        IntakeFile.objects.create(
            digest="sha256:0", name="notes.pdf", size=9, outcome=Outcome.NOT_TEXT, words="A PDF.", by=found["owner"]
        )
        Feed.objects.create(title="Wire", address="https://wire.test/feed", added_by=found["owner"])
        return found


def arguments_of(name):
    event = Event.objects.filter(status=Status.PUBLISHED).order_by("pk").first()
    special = {
        "suggest": ["actor"],
        "event_decide": ["publish"],
        "event_versions": [event.pk],
        "event_conflict": [event.pk],
        "review_article": [Source.objects.order_by("pk").first().slug],
        "event_take_back": [event.pk, event.version],
        "source_batch": ["0" * 16],
        "story_preview": [Story.objects.order_by("pk").first().pk],
        "story_preview_step": [Story.objects.order_by("pk").first().pk, 1],
        "app_list": ["timeline"],
        "view_on_site": None,
    }
    if name in special:
        return special[name]
    if match := re.fullmatch(r"timeline_(\w+)_(change|delete|history)", name):
        model = apps.get_model("timeline", match[1])
        thing = model.objects.order_by("pk").first()
        return [thing.pk]
    if name == "auth_user_password_change":
        return [User.objects.order_by("pk").first().pk]
    return []


PERSONAL = {"index", "app_list", "security", "password_change", "password_change_done", "jsi18n", "autocomplete",
            "reading", "locator"}  # fmt: skip
OPEN = {"login", "security_enrol", "logout"}


def expected(who, name):
    """The status of a GET, by role: what this table doesn't foresee is refused, so a new address fails here first."""
    if name in OPEN:
        return {"login": {200, 302}, "security_enrol": {200, 302, 404}, "logout": {302, 405}}[name]
    if who in ("nobody", "reader"):
        return {302}
    if name in PERSONAL:
        return {200, 400, 403} if name in ("autocomplete",) else {200}
    rights = ROLES.get(who, {})

    def may(noun, *verbs):
        return who == "owner" or any(verb in rights.get(noun, "").split() for verb in verbs)

    special = {
        "suggest": may("actor", "view"),
        "event_decide": may("event", "publish"),
        "event_merge": may("event", "merge"),
        "event_import": may("event", "publish"),
        "review": may("candidate", "view"),
        "review_article": may("candidate", "view"),
        "actor_merge": may("actor", "merge"),
        "event_versions": may("event", "view"),
        "event_take_back": may("event", "publish"),
        "event_conflict": may("event", "publish"),
        "source_add_articles": may("source", "add"),
        "source_batch": may("source", "add"),
        "story_preview": may("story", "view"),
        "story_preview_step": may("story", "view"),
        "auth_user_password_change": may("user", "change"),
    }
    if name in special:
        return {200, 302, 422} if special[name] else {403}
    match = re.fullmatch(r"timeline_(\w+?)_(changelist|add|change|delete|history)", name)
    assert match, f"The matrix does not know the address {name}: say here who may open it."
    noun, view = match.groups()
    never = {("record", "add"), ("record", "delete"), ("change", "add"), ("change", "delete"), ("user", "delete"),
             ("event", "delete"), ("intakefile", "add"), ("intakefile", "delete")}  # fmt: skip
    if (noun, view) in never:
        return {403}
    needed = {
        "changelist": ("view", "change"),
        "change": ("view", "change"),
        "history": ("view", "change"),
        "add": ("add",),
        "delete": ("delete",),
    }[view]
    return {200, 302} if may(noun, *needed) else {403}


@pytest.mark.parametrize("who", WHO)
def test_every_address_answers_each_role_as_the_table_of_roles_says(who, people, client, settings):
    settings.REQUIRE_2FA = False
    wrong = []
    for name in admin_names():
        arguments = arguments_of(name)
        if arguments is None:
            continue
        if people[who]:
            client.force_login(people[who])
        address = reverse(f"admin:{name}", args=arguments)
        if name == "timeline_user_change" and who == "administrator":
            address = reverse(f"admin:{name}", args=[people["curator"].pk])
        if name == "auth_user_password_change":
            address = reverse(f"admin:{name}", args=[people["curator"].pk])
        status = client.get(address).status_code
        if status not in expected(who, name):
            wrong.append((name, status, expected(who, name)))
    assert wrong == []


def test_no_page_of_the_admin_has_inline_script_or_style(people, client, settings):
    settings.REQUIRE_2FA = False
    client.force_login(people["owner"])
    for name in admin_names():
        if name in ("jsi18n", "logout") or (arguments := arguments_of(name)) is None:
            continue
        html = client.get(reverse(f"admin:{name}", args=arguments)).content.decode()
        assert not re.search(r"<style|\sstyle=|\son\w+=|<script(?![^>]*src)", html), name


def test_the_lists_cost_the_same_for_few_rows_and_many(people, client, settings):
    settings.REQUIRE_2FA = False
    client.force_login(people["owner"])
    address = reverse("admin:timeline_event_changelist")
    counts = []
    for query in ("?q=Camp", ""):
        with CaptureQueriesContext(connection) as queries:
            assert client.get(address + query).status_code == 200
        counts.append(len(queries))
    assert counts[0] == counts[1]


@pytest.mark.parametrize(
    "name", ["q", "o", "p", "e", "all", "needs", "tone", "dates", "status", "precision", "kind", "x"]
)
@pytest.mark.parametrize(
    "value", ["", "1", "-1", "zzz", "999999999999999999999", "1.2.3", "'", "%", "한국", "\u0000", "a" * 3000]
)
def test_nonsense_in_a_lists_address_is_never_an_error_of_ours(people, client, settings, name, value):
    settings.REQUIRE_2FA = False
    client.force_login(people["owner"])
    answer = client.get(reverse("admin:timeline_event_changelist"), {name: value})
    assert answer.status_code < 500
    if "\u0000" in value:
        assert answer.status_code == 400


def test_the_tables_of_the_record_exist(people):
    assert Record.objects.count() == 1 and Actor.objects.exists() and Change.objects.exists()
