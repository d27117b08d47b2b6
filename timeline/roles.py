"""The roles of those who sign in: contributor, curator, administrator; whoever has none only reads."""

CONTRIBUTOR = {
    "event": "add change view",
    "source": "add change view",
    "publisher": "add change view",
    "place": "add change view",
    "actor": "view",
    "theme": "view",
    "office": "view",
    "tenure": "view",
    "era": "view",
    "candidate": "add change view",
    "intakefile": "view",
    "citation": "add change delete view",
    "participation": "add change delete view",
    "eventlink": "add change delete view",
}
CURATOR = CONTRIBUTOR | {
    "event": "add change delete view publish withdraw merge",
    "source": "add change delete view",
    "publisher": "add change delete view",
    "place": "add change delete view",
    "actor": "add change delete view merge",
    "theme": "add change delete view",
    "office": "add change delete view",
    "tenure": "add change delete view",
    "era": "add change delete view",
    "feed": "add change delete view",
    "story": "add change delete view publish",
    "storystep": "add change delete view",
    "candidate": "add change delete view",
    "change": "view",
}
ADMINISTRATOR = CURATOR | {"record": "change view", "user": "add change view"}
ROLES = {"contributor": CONTRIBUTOR, "curator": CURATOR, "administrator": ADMINISTRATOR}


def make_roles(sender, using="default", **_):
    """Give each role exactly its permissions; run after every migration."""
    from django.contrib.auth.management import create_permissions
    from django.contrib.auth.models import Group, Permission

    create_permissions(sender, verbosity=0, using=using)
    known = {p.codename: p for p in Permission.objects.using(using).filter(content_type__app_label="timeline")}
    for role, rights in ROLES.items():
        group, _new = Group.objects.using(using).get_or_create(name=role)
        wanted = [f"{verb}_{noun}" for noun, verbs in rights.items() for verb in verbs.split()]
        group.permissions.set([known[codename] for codename in wanted if codename in known])
