"""What was searched for the record, in its curators' words; a change of it moves the revision as every public text."""

from django.db import migrations, models

TRIGGER = """
DROP TRIGGER record_bumps ON timeline_record;
CREATE CONSTRAINT TRIGGER record_bumps AFTER INSERT OR UPDATE OF slug, name_en, name_ko, name_ja, subtitle_en,
    subtitle_ko, subtitle_ja, inclusion_en, inclusion_ko, inclusion_ja, {more}office_above_id, office_below_id,
    section_edges, presets, time_zone, licence, contact ON timeline_record
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION timeline_bump_revision();
"""
SEARCHED = "searched_en, searched_ko, searched_ja, "


class Migration(migrations.Migration):
    dependencies = [
        ("timeline", "0011_history_of_stories"),
    ]

    operations = [
        migrations.AddField(
            model_name="record",
            name="searched_en",
            field=models.TextField(blank=True, verbose_name="What was searched (English)"),
        ),
        migrations.AddField(
            model_name="record",
            name="searched_ja",
            field=models.TextField(blank=True, verbose_name="What was searched (Japanese)"),
        ),
        migrations.AddField(
            model_name="record",
            name="searched_ko",
            field=models.TextField(blank=True, verbose_name="What was searched (Korean)"),
        ),
        migrations.RunSQL(TRIGGER.format(more=SEARCHED), TRIGGER.format(more="")),
    ]
