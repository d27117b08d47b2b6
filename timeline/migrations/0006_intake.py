import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

from timeline.addresses import key_of


def fill_address_keys(apps, schema_editor):
    """Sources that were there before get the key that saving gives new ones."""
    Source = apps.get_model("timeline", "Source")
    for source in Source.objects.exclude(url=None).only("url").iterator():
        source.address_key = key_of(source.url)
        source.save(update_fields=["address_key"])
    # What waits for the end of the transaction is asked now: PostgreSQL makes no index on a table with rows pending.
    schema_editor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    schema_editor.execute("SET CONSTRAINTS ALL DEFERRED")


class Migration(migrations.Migration):
    dependencies = [
        ("timeline", "0005_review"),
    ]

    operations = [
        migrations.AddField(
            model_name="source",
            name="address_key",
            field=models.CharField(blank=True, db_collation="C", db_index=True, editable=False, max_length=1000),
        ),
        migrations.AddField(
            model_name="source",
            name="published_how",
            field=models.CharField(blank=True, editable=False, max_length=200, verbose_name="How the date was found"),
        ),
        migrations.CreateModel(
            name="Fingerprint",
            fields=[
                (
                    "source",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="fingerprint",
                        serialize=False,
                        to="timeline.source",
                    ),
                ),
                ("digest", models.CharField(db_collation="C", db_index=True, max_length=64)),
                (
                    "shingles",
                    django.contrib.postgres.fields.ArrayField(base_field=models.BigIntegerField(), default=list),
                ),
            ],
            options={
                "verbose_name": "fingerprint",
                "verbose_name_plural": "fingerprints",
                "indexes": [django.contrib.postgres.indexes.GinIndex(fields=["shingles"], name="fingerprint_shingles")],
            },
        ),
        migrations.CreateModel(
            name="IntakeFile",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("digest", models.CharField(db_collation="C", editable=False, max_length=80)),
                (
                    "address",
                    models.CharField(
                        blank=True, db_collation="C", editable=False, max_length=1000, verbose_name="Address"
                    ),
                ),
                ("name", models.CharField(max_length=300, verbose_name="Name")),
                ("size", models.PositiveBigIntegerField(verbose_name="Size")),
                (
                    "outcome",
                    models.CharField(
                        choices=[
                            ("waiting", "Waiting to be stored"),
                            ("stored", "Stored"),
                            ("copy", "Copies of articles we had"),
                            ("known", "Known already"),
                            ("no-article", "No article in it"),
                            ("not-text", "Not text"),
                            ("too-large", "Too large"),
                            ("broken", "Broken"),
                            ("refused", "Refused"),
                        ],
                        max_length=20,
                        verbose_name="Outcome",
                    ),
                ),
                ("words", models.TextField(blank=True, verbose_name="In words")),
                ("data", models.BinaryField(null=True)),
                ("given", models.JSONField(blank=True, default=dict, editable=False)),
                ("articles", models.JSONField(blank=True, default=list, verbose_name="Articles")),
                (
                    "batch",
                    models.CharField(blank=True, db_collation="C", db_index=True, max_length=40, verbose_name="Batch"),
                ),
                ("at", models.DateTimeField(default=django.utils.timezone.now, verbose_name="When")),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="By",
                    ),
                ),
                (
                    "sources",
                    models.ManyToManyField(
                        blank=True, related_name="taken_from", to="timeline.source", verbose_name="Sources"
                    ),
                ),
            ],
            options={
                "verbose_name": "file taken in",
                "verbose_name_plural": "files taken in",
                "ordering": ["-at", "-id"],
                "constraints": [
                    models.UniqueConstraint(fields=("digest", "address"), name="intake_file_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "outcome__in",
                                [
                                    "waiting",
                                    "stored",
                                    "copy",
                                    "known",
                                    "no-article",
                                    "not-text",
                                    "too-large",
                                    "broken",
                                    "refused",
                                ],
                            )
                        ),
                        name="intake_outcome_known",
                    ),
                ],
            },
        ),
        migrations.RunPython(fill_address_keys, migrations.RunPython.noop, elidable=True),
    ]
