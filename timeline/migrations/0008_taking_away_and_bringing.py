import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    """Files of events that wait to be imported; and how often a client asked in a minute.

    The counts are shared by all workers, lost with a crash, and of no record.
    """

    dependencies = [("timeline", "0007_feeds_uploads_links")]

    operations = [
        migrations.CreateModel(
            name="WaitingImport",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("token", models.CharField(db_collation="C", max_length=40, unique=True)),
                ("name", models.CharField(max_length=300)),
                ("data", models.BinaryField()),
                ("at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
        ),
        migrations.RunSQL(
            "CREATE UNLOGGED TABLE timeline_rate"
            " (client varchar(32) PRIMARY KEY, minute bigint NOT NULL, count integer NOT NULL)",
            "DROP TABLE timeline_rate",
        ),
    ]
