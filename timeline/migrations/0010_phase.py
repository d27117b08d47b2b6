"""The phase of an event; a change of it needs a line of history, as of every other field."""

from importlib import import_module

from django.db import migrations, models

COLUMNS = import_module("timeline.migrations.0002_rules").EVENT_COLUMNS
TRIGGER = """
DROP TRIGGER event_change_has_history ON timeline_event;
CREATE CONSTRAINT TRIGGER event_change_has_history AFTER INSERT OR UPDATE OF {columns} ON timeline_event
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION timeline_change_has_history();
"""


class Migration(migrations.Migration):
    dependencies = [
        ("timeline", "0009_stories"),
    ]

    operations = [
        migrations.AddField(
            model_name="event",
            name="phase",
            field=models.CharField(
                blank=True,
                choices=[
                    ("announced", "Announced"),
                    ("decided", "Decided"),
                    ("signed", "Signed"),
                    ("ratified", "Ratified"),
                    ("effective", "In force"),
                    ("ended", "Ended"),
                ],
                help_text="The stage of a matter that this is, as its sources say; empty for meetings, visits and protests.",  # noqa: E501
                max_length=10,
                verbose_name="Phase",
            ),
        ),
        migrations.AddConstraint(
            model_name="event",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("phase__in", ["", "announced", "decided", "signed", "ratified", "effective", "ended"])
                ),
                name="event_phase_known",
            ),
        ),
        migrations.RunSQL(TRIGGER.format(columns=f"{COLUMNS}, phase"), TRIGGER.format(columns=COLUMNS)),
    ]
