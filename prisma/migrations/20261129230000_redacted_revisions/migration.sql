-- Redaction: the text of a revision goes, its number, author, date and note stay (decision 0049).
ALTER TABLE "answer_revision" ADD COLUMN "redacted_at" TIMESTAMPTZ(3);
ALTER TABLE "thread_revision" ADD COLUMN "redacted_at" TIMESTAMPTZ(3);
ALTER TABLE "reply_revision" ADD COLUMN "redacted_at" TIMESTAMPTZ(3);

-- The column is as immutable as the text.
DROP TRIGGER "answer_revision_immutable" ON "answer_revision";
CREATE TRIGGER "answer_revision_immutable" BEFORE DELETE OR UPDATE OF number, title, summary, body, applies_to, note, significance, created_at, redacted_at
  ON "answer_revision" FOR EACH ROW EXECUTE FUNCTION "revision_immutable"();
DROP TRIGGER "thread_revision_immutable" ON "thread_revision";
CREATE TRIGGER "thread_revision_immutable" BEFORE DELETE OR UPDATE OF number, title, body, tags, note, created_at, redacted_at
  ON "thread_revision" FOR EACH ROW EXECUTE FUNCTION "revision_immutable"();
DROP TRIGGER "reply_revision_immutable" ON "reply_revision";
CREATE TRIGGER "reply_revision_immutable" BEFORE DELETE OR UPDATE OF number, body, note, created_at, redacted_at
  ON "reply_revision" FOR EACH ROW EXECUTE FUNCTION "revision_immutable"();

-- ---------------------------------------------------------------------------------------------
-- The one function that empties texts learns to empty those of single revisions: `numbers`. Their notes, and the notes that the audit
-- repeats, go with `notes`. It leaves an audit entry with the editor's reason, `because`. A merged thread's history is kept twice.
DROP FUNCTION "blank_erased_texts"("subject_kind", integer, integer);
CREATE FUNCTION "blank_erased_texts"(
  of_kind "subject_kind", of_id integer, by_person integer, numbers integer[] DEFAULT NULL, notes boolean DEFAULT false, because text DEFAULT ''
) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  IF numbers IS NOT NULL THEN
    IF of_kind = 'thread' THEN
      UPDATE "thread_revision" SET title = '', body = '', note = CASE WHEN notes THEN '' ELSE note END, redacted_at = coalesce(redacted_at, now())
        WHERE thread_id = of_id AND number = ANY (numbers);
    ELSIF of_kind = 'reply' THEN
      UPDATE "reply_revision" SET body = '', note = CASE WHEN notes THEN '' ELSE note END, redacted_at = coalesce(redacted_at, now())
        WHERE reply_id = of_id AND number = ANY (numbers);
      UPDATE "thread_revision" v SET title = '', body = '', note = CASE WHEN notes THEN '' ELSE note END, redacted_at = coalesce(redacted_at, now())
        FROM "thread" t WHERE t.merged_as_id = of_id AND v.thread_id = t.id AND v.number = ANY (numbers);
    ELSIF of_kind = 'answer' THEN
      UPDATE "answer_revision" SET title = '', summary = '', body = '', applies_to = '{}', note = CASE WHEN notes THEN '' ELSE note END,
        redacted_at = coalesce(redacted_at, now()) WHERE answer_id = of_id AND number = ANY (numbers);
      IF notes THEN
        UPDATE "audit_entry" SET reason = substring(reason FROM '^revision \d+, \w+')
          WHERE subject_kind = 'answer' AND subject_id = of_id AND action = 'answer.publish'
            AND reason ~ '^revision \d+, \w+, ' AND substring(reason FROM '^revision (\d+)')::int = ANY (numbers);
      END IF;
    ELSE
      RAISE EXCEPTION 'only answers, threads and replies have revisions' USING ERRCODE = 'check_violation';
    END IF;
    INSERT INTO "audit_entry" (person_id, action, subject_kind, subject_id, reason) VALUES (by_person, 'revision.redact', of_kind, of_id, because);
    RETURN;
  END IF;
  IF of_kind = 'thread' THEN
    UPDATE "thread_revision" SET title = '', body = '', note = '' WHERE thread_id = of_id;
  ELSIF of_kind = 'reply' THEN
    UPDATE "reply_revision" SET body = '', note = '' WHERE reply_id = of_id;
  ELSIF of_kind <> 'person' THEN
    RAISE EXCEPTION 'only threads, replies and people have texts that can be blanked' USING ERRCODE = 'check_violation';
  END IF;
  UPDATE "audit_entry" SET reason = '' WHERE subject_kind = of_kind AND subject_id = of_id AND reason <> '' AND action <> 'person.erase';
  INSERT INTO "audit_entry" (person_id, action, subject_kind, subject_id) VALUES (by_person, 'texts.blank', of_kind, of_id);
END $$;

-- Whether the text of this revision is the one that its answer, thread or reply shows. (A merged thread shows none.)
CREATE FUNCTION "is_current_revision"(of_table text, revision jsonb) RETURNS boolean LANGUAGE sql STABLE AS $$
  SELECT CASE of_table
    WHEN 'answer_revision' THEN EXISTS (
      SELECT 1 FROM "answer" WHERE id = (revision ->> 'answer_id')::int AND revision_number <= (revision ->> 'number')::int)
    WHEN 'thread_revision' THEN EXISTS (
      SELECT 1 FROM "thread" WHERE id = (revision ->> 'thread_id')::int AND merged_into_id IS NULL AND revision_number <= (revision ->> 'number')::int)
    ELSE EXISTS (
      SELECT 1 FROM "reply" WHERE id = (revision ->> 'reply_id')::int AND revision_number <= (revision ->> 'number')::int) END
$$;

CREATE OR REPLACE FUNCTION "revision_immutable"() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  texts text[] := ARRAY['title', 'body', 'note'];
  redacted text[] := ARRAY['title', 'summary', 'body', 'applies_to', 'note', 'redacted_at'];
BEGIN
  IF TG_OP = 'DELETE' AND "is_removing_sample"() AND EXISTS (
    SELECT 1 FROM "sample_row" s WHERE s.kind::text = replace(TG_TABLE_NAME, '_revision', '')
      AND s.subject_id = (to_jsonb(OLD) ->> replace(TG_TABLE_NAME, '_revision', '_id'))::int)
  THEN RETURN OLD; END IF;
  IF TG_OP = 'UPDATE' AND "is_blanking"() AND NEW.redacted_at IS NOT NULL AND coalesce(OLD.redacted_at, NEW.redacted_at) = NEW.redacted_at
    AND to_jsonb(NEW) - redacted = to_jsonb(OLD) - redacted
    AND NEW.body = '' AND NEW.note IN ('', OLD.note) AND coalesce(to_jsonb(NEW) ->> 'title', '') = ''
    AND coalesce(to_jsonb(NEW) ->> 'summary', '') = '' AND coalesce(to_jsonb(NEW) -> 'applies_to', '[]') = '[]'
    AND NOT "is_current_revision"(TG_TABLE_NAME::text, to_jsonb(NEW))
  THEN RETURN NEW; END IF;
  IF TG_OP = 'UPDATE' AND TG_TABLE_NAME IN ('thread_revision', 'reply_revision') AND "is_blanking"()
    AND to_jsonb(NEW) - texts = to_jsonb(OLD) - texts
    AND NEW.body = '' AND NEW.note = '' AND coalesce(to_jsonb(NEW) ->> 'title', '') = ''
    AND (CASE TG_TABLE_NAME
      WHEN 'thread_revision' THEN EXISTS (SELECT 1 FROM "thread" WHERE id = (to_jsonb(NEW) ->> 'thread_id')::int AND withdrawn_at IS NOT NULL)
      ELSE EXISTS (SELECT 1 FROM "reply" WHERE id = (to_jsonb(NEW) ->> 'reply_id')::int AND withdrawn_at IS NOT NULL) END)
  THEN RETURN NEW; END IF;
  IF TG_OP = 'DELETE' AND TG_TABLE_NAME = 'answer_revision' AND "is_undoing_import"()
    AND EXISTS (SELECT 1 FROM "imported_record" r JOIN "answer" a ON a.id = r.local_id
      WHERE r.kind = 'answer' AND r.local_id = (to_jsonb(OLD) ->> 'answer_id')::int AND a.revision_number = 1)
  THEN RETURN OLD; END IF;
  RAISE EXCEPTION 'a revision is never changed or removed' USING ERRCODE = 'check_violation';
END $$;

CREATE OR REPLACE FUNCTION "audit_entry_immutable"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE' AND "is_blanking"() AND NEW.reason = '' AND to_jsonb(NEW) - 'reason' = to_jsonb(OLD) - 'reason'
    AND (CASE OLD.subject_kind
      WHEN 'person' THEN EXISTS (SELECT 1 FROM "person" WHERE id = OLD.subject_id AND erased_at IS NOT NULL)
      WHEN 'thread' THEN EXISTS (SELECT 1 FROM "thread" WHERE id = OLD.subject_id AND withdrawn_at IS NOT NULL)
      WHEN 'reply' THEN EXISTS (SELECT 1 FROM "reply" WHERE id = OLD.subject_id AND withdrawn_at IS NOT NULL)
      ELSE false END)
  THEN RETURN NEW; END IF;
  -- The note of a redacted revision, of which it is said what was published.
  IF TG_OP = 'UPDATE' AND "is_blanking"() AND to_jsonb(NEW) - 'reason' = to_jsonb(OLD) - 'reason'
    AND OLD.action = 'answer.publish' AND NEW.reason ~ '^revision \d+, \w+$' AND starts_with(OLD.reason, NEW.reason || ', ')
    AND EXISTS (SELECT 1 FROM "answer_revision" WHERE answer_id = OLD.subject_id AND redacted_at IS NOT NULL AND note = ''
      AND number = substring(OLD.reason FROM '^revision (\d+)')::int)
  THEN RETURN NEW; END IF;
  RAISE EXCEPTION 'audit entries are never changed';
END $$;
