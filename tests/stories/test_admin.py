"""Stories in the admin: steps in order, events by name, who may publish, no lost edit."""

import pytest
from django.contrib.auth.models import Permission
from django.urls import reverse

from tests import make
from timeline.models import Change, Story

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("sample_record")]
SLUG = "six-months-without-a-settled-president"


def sent(client, address):
    """What the form holds, as a browser would send it."""
    context = client.get(address).context
    form, formset = context["adminform"].form, context["inline_admin_formsets"][0].formset
    data = {"seen": form["seen"].value()}
    for bound in (form, formset.management_form, *formset.forms):
        for field in bound:
            value = field.field.prepare_value(field.value()) if hasattr(field.field, "prepare_value") else field.value()
            if value is not None and value is not False and value != "":
                data[field.html_name] = value
    return data


def test_a_story_is_written_with_its_steps_and_seen_in_a_preview(client, curator):
    address = reverse("admin:timeline_story_add")
    data = sent(client, address) | {
        "title_en": "A new story", "title_ko": "새 이야기", "slug": "a-new-story", "steps-0-headline_en": "It begins",
        "steps-0-words_en": "So *it* begins.", "steps-0-events": ["2025-04-yoon-removed", "윤석열·기시다, 도쿄에서 정상회담"],
    }  # fmt: skip

    answer = client.post(address, data)
    assert answer.status_code == 302, answer.context["errors"]
    story = Story.objects.get(slug="a-new-story")
    assert (story.published, story.steps.get().position) == (False, 1)
    assert {e.slug for e in story.steps.get().events.all()} == {"2025-04-yoon-removed", "2023-03-yoon-kishida-summit"}
    assert client.get("/stories/a-new-story/").status_code == 404
    preview = client.get(reverse("admin:story_preview_step", args=[story.pk, 1])).text
    assert "So <em>it</em> begins." in preview and "Readers do not see this story yet." in preview
    assert "새 이야기" in client.get(reverse("admin:story_preview", args=[story.pk]), {"lang": "ko"}).text


def test_a_mark_that_names_no_event_of_its_step_is_refused(client, curator):
    address = reverse("admin:timeline_story_add")
    data = sent(client, address) | {
        "title_en": "A new story", "slug": "a-new-story", "steps-0-headline_en": "It begins",
        "steps-0-words_en": "It begins.[^2025-04-yoon-remuved]", "steps-0-events": ["2025-04-yoon-removed"],
    }  # fmt: skip

    answer = client.post(address, data)
    assert answer.status_code == 200 and not Story.objects.filter(slug="a-new-story").exists()
    assert "“2025-04-yoon-remuved” is not among the events of this step." in answer.text

    data["steps-0-words_en"] = "It begins.[^2025-04-yoon-removed]"
    assert client.post(address, data).status_code == 302


def test_steps_are_put_in_another_order_and_taken_out(client, curator):
    story = Story.objects.get(slug=SLUG)
    address = reverse("admin:timeline_story_change", args=[story.pk])
    before = [step.headline_en for step in story.steps.all()]
    data = sent(client, address) | {
        "steps-0-place": 2,
        "steps-1-place": 1,
        "steps-7-DELETE": "on",
        "reason": "Told in time.",
    }

    answer = client.post(address, data)
    assert answer.status_code == 302, answer.context["errors"]
    after = [(step.position, step.headline_en) for step in story.steps.all()]
    assert after == list(enumerate([before[1], before[0], *before[2:7]], 1))


def test_a_story_keeps_its_history_and_readers_see_what_was_public(client, curator):
    address = reverse("admin:timeline_story_add")
    data = sent(client, address) | {
        "title_en": "A new story", "slug": "a-new-story", "steps-0-headline_en": "It begins",
        "steps-0-words_en": "So it begins.", "steps-0-events": ["2025-04-yoon-removed"],
    }  # fmt: skip
    assert client.post(address, data).status_code == 302
    story = Story.objects.get(slug="a-new-story")
    address = reverse("admin:timeline_story_change", args=[story.pk])

    refused = client.post(address, sent(client, address) | {"published": "on"})
    assert refused.status_code == 200 and "Say why" in refused.text
    assert (
        client.post(address, sent(client, address) | {"published": "on", "reason": "It is ready."}).status_code == 302
    )
    changed = sent(client, address) | {"steps-0-words_en": "So it began.", "reason": "The past tense."}
    assert client.post(address, changed).status_code == 302
    assert client.post(address, sent(client, address) | {"reason": "Nothing new."}).status_code == 302

    verbs = Change.objects.filter(noun="story", public_id=story.public_id).order_by("version")
    assert [(c.verb, c.public) for c in verbs] == [("created", False), ("published", True), ("edited", True)]
    page = client.get("/stories/a-new-story/history/").text
    assert "The past tense." in page and "<del>begins</del><ins>began</ins>" in page and "Step 1" in page
    assert "It is ready." in page and "Nothing new." not in page
    assert "A new story" in client.get("/changes/").text
    assert "Version 1" in client.get(reverse("admin:timeline_story_history", args=[story.pk])).text


def test_the_history_of_a_story_that_is_not_public_is_not_to_be_found(client, curator):
    story = Story.objects.get(slug=SLUG)
    address = reverse("admin:timeline_story_change", args=[story.pk])
    data = sent(client, address) | {"reason": "It is to be written anew."}
    del data["published"]

    assert client.post(address, data).status_code == 302
    assert client.get(f"/stories/{SLUG}/history/").status_code == 404
    assert "It is to be written anew." not in client.get("/changes/").text


def test_a_form_that_began_from_older_steps_is_not_saved(client, curator):
    story = Story.objects.get(slug=SLUG)
    address = reverse("admin:timeline_story_change", args=[story.pk])
    data = sent(client, address) | {"title_en": "Mine"}
    story.steps.filter(position=3).update(headline_en="Somebody else's")

    answer = client.post(address, data)
    assert answer.status_code == 200 and "Someone else saved this first" in answer.text
    assert Story.objects.get(pk=story.pk).title_en != "Mine"


def test_only_those_who_may_publish_do(client, settings):
    settings.REQUIRE_2FA = False
    person = make.user(is_staff=True)
    names = ("add_story", "change_story", "view_story", "add_storystep", "change_storystep", "view_storystep")
    person.user_permissions.set(Permission.objects.filter(codename__in=names))
    client.force_login(person)
    draft = Story.objects.create(slug="a-draft", title_en="A draft")
    data = sent(client, reverse("admin:timeline_story_change", args=[draft.pk])) | {"published": "on"}

    client.post(reverse("admin:timeline_story_change", args=[draft.pk]), data)
    assert not Story.objects.get(pk=draft.pk).published
    shipped = reverse("admin:timeline_story_change", args=[Story.objects.get(slug=SLUG).pk])
    assert client.post(shipped, data).status_code == 403
