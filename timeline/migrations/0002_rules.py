"""Rules that PostgreSQL itself keeps: what is published is cited, what changes has a history, slugs last for ever."""

from django.db import migrations

PUBLISHED_IS_CITED = """
CREATE FUNCTION timeline_published_is_cited() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    asked bigint := CASE TG_TABLE_NAME WHEN 'timeline_event' THEN (to_jsonb(NEW)->>'id')::bigint
                    ELSE (to_jsonb(OLD)->>'event_id')::bigint END;
BEGIN
    IF EXISTS (SELECT 1 FROM timeline_event e WHERE e.id = asked AND e.status = 'published')
       AND NOT EXISTS (SELECT 1 FROM timeline_citation c WHERE c.event_id = asked) THEN
        RAISE EXCEPTION 'A published event needs at least one citation (event %)', asked
            USING ERRCODE = 'check_violation', CONSTRAINT = 'event_published_is_cited';
    END IF;
    RETURN NULL;
END $$;

CREATE CONSTRAINT TRIGGER event_published_is_cited AFTER INSERT OR UPDATE OF status ON timeline_event
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (NEW.status = 'published')
    EXECUTE FUNCTION timeline_published_is_cited();
CREATE CONSTRAINT TRIGGER citation_published_is_cited AFTER DELETE OR UPDATE OF event_id ON timeline_citation
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION timeline_published_is_cited();
"""

NEVER_DELETED = """
CREATE FUNCTION timeline_published_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.published_at IS NOT NULL AND coalesce(current_setting('shuttle.merging', true), '') <> 'on' THEN
        RAISE EXCEPTION 'An event that was published is withdrawn, never deleted (%)', OLD.slug
            USING ERRCODE = 'check_violation', CONSTRAINT = 'event_published_stays';
    END IF;
    RETURN OLD;
END $$;
CREATE TRIGGER event_published_stays BEFORE DELETE ON timeline_event
    FOR EACH ROW EXECUTE FUNCTION timeline_published_stays();
"""

CHANGE_HAS_HISTORY = """
CREATE FUNCTION timeline_change_has_history() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    row_now jsonb := CASE WHEN TG_OP = 'DELETE' THEN to_jsonb(OLD) ELSE to_jsonb(NEW) END;
    asked bigint := CASE TG_TABLE_NAME WHEN 'timeline_event' THEN (row_now->>'id')::bigint
                    ELSE (row_now->>'event_id')::bigint END;
BEGIN
    IF EXISTS (SELECT 1 FROM timeline_event e WHERE e.id = asked) AND NOT EXISTS (
        SELECT 1 FROM timeline_event e JOIN timeline_change c
            ON c.noun = 'event' AND c.public_id = e.public_id AND c.version = e.version
        WHERE e.id = asked AND c.transaction = txid_current()) THEN
        RAISE EXCEPTION 'Event % changed without a line of history in the same transaction', asked
            USING ERRCODE = 'check_violation', CONSTRAINT = 'event_change_has_history';
    END IF;
    RETURN NULL;
END $$;
"""

EVENT_COLUMNS = (
    "slug, date, earliest, latest, title_en, title_ko, title_ja, short_title_en, short_title_ko, short_title_ja,"
    " summary_en, summary_ko, summary_ja, note_en, note_ko, note_ja, internal_note, kind, plover, plover_mode,"
    " score_override, significance, place_id, status, withdrawn_reason"
)

HISTORY_TRIGGERS = f"""
CREATE CONSTRAINT TRIGGER event_change_has_history AFTER INSERT OR UPDATE OF {EVENT_COLUMNS} ON timeline_event
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION timeline_change_has_history();
""" + "".join(
    f"""
CREATE CONSTRAINT TRIGGER {table}_change_has_history AFTER INSERT OR UPDATE OR DELETE ON timeline_{table}
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION timeline_change_has_history();
"""
    for table in ("citation", "participation", "eventlink", "event_themes")
)

HISTORY_IS_KEPT = """
CREATE FUNCTION timeline_history_is_kept() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'A line of history is never changed or deleted'
        USING ERRCODE = 'check_violation', CONSTRAINT = 'history_is_kept';
END $$;
CREATE TRIGGER history_is_kept BEFORE UPDATE OR DELETE ON timeline_change
    FOR EACH ROW EXECUTE FUNCTION timeline_history_is_kept();
"""

SLUGS_LAST = """
CREATE FUNCTION timeline_slug_is_new() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT 1 FROM timeline_oldslug o WHERE o.noun = TG_ARGV[0] AND o.slug = NEW.slug
               AND o.public_id <> NEW.public_id) THEN
        RAISE EXCEPTION 'The slug % was another''s and still leads there', NEW.slug
            USING ERRCODE = 'unique_violation', CONSTRAINT = 'slug_never_given_twice';
    END IF;
    IF TG_OP = 'UPDATE' AND OLD.slug <> NEW.slug THEN
        INSERT INTO timeline_oldslug (noun, slug, public_id) VALUES (TG_ARGV[0], OLD.slug, OLD.public_id)
            ON CONFLICT (noun, slug) DO NOTHING;
    END IF;
    RETURN NEW;
END $$;
""" + "".join(
    f"""
CREATE TRIGGER {noun}_slug_lasts BEFORE INSERT OR UPDATE OF slug ON timeline_{noun}
    FOR EACH ROW EXECUTE FUNCTION timeline_slug_is_new('{noun}');
"""
    for noun in ("event", "actor", "source", "story")
)

# Deferred, so that a writer takes the record's row last and for a moment only: two writers never wait for each other here.
REVISION = (
    """
CREATE FUNCTION timeline_bump_revision() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF coalesce(current_setting('shuttle.bumped', true), '') <> txid_current()::text THEN
        PERFORM set_config('shuttle.bumped', txid_current()::text, true);
        UPDATE timeline_record SET revision = revision + 1, changed_at = now();
    END IF;
    RETURN NULL;
END $$;
"""
    + "".join(
        f"""
CREATE CONSTRAINT TRIGGER {table}_bumps AFTER INSERT OR UPDATE OR DELETE ON timeline_{table}
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION timeline_bump_revision();
"""
        for table in (
            "event",
            "citation",
            "participation",
            "eventlink",
            "event_themes",
            "actor",
            "office",
            "tenure",
            "place",
            "theme",
            "era",
            "publisher",
            "source",
            "oldslug",
            "story",
            "storystep",
            "storystep_events",
            "record_home",
        )
    )
    + """
CREATE CONSTRAINT TRIGGER record_bumps AFTER INSERT OR UPDATE OF slug, name_en, name_ko, name_ja, subtitle_en,
    subtitle_ko, subtitle_ja, inclusion_en, inclusion_ko, inclusion_ja, office_above_id, office_below_id, section_edges,
    presets, time_zone, licence, contact ON timeline_record
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION timeline_bump_revision();
"""
)

FORWARD = [
    PUBLISHED_IS_CITED,
    NEVER_DELETED,
    CHANGE_HAS_HISTORY,
    HISTORY_TRIGGERS,
    HISTORY_IS_KEPT,
    SLUGS_LAST,
    REVISION,
]
BACKWARD = """
DROP FUNCTION timeline_published_is_cited() CASCADE; DROP FUNCTION timeline_published_stays() CASCADE;
DROP FUNCTION timeline_change_has_history() CASCADE; DROP FUNCTION timeline_history_is_kept() CASCADE;
DROP FUNCTION timeline_slug_is_new() CASCADE; DROP FUNCTION timeline_bump_revision() CASCADE;
"""


class Migration(migrations.Migration):
    dependencies = [("timeline", "0001_initial")]

    operations = [migrations.RunSQL("\n".join(FORWARD), BACKWARD)]
