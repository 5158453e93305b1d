-- Undoing an import removes canonical answers that it brought and nobody here has revised. Their one revision goes with them:
-- the second exception to what is immutable, made like the first (20261128200000_own_data).
CREATE FUNCTION "remove_imported_answers"(ids integer[]) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  DELETE FROM "answer_revision" WHERE answer_id = ANY (ids);
  DELETE FROM "answer" WHERE id = ANY (ids);
END $$;

CREATE FUNCTION "is_undoing_import"() RETURNS boolean LANGUAGE plpgsql AS $$
DECLARE stack text;
BEGIN
  GET DIAGNOSTICS stack = PG_CONTEXT;
  RETURN position('remove_imported_answers(' IN stack) > 0;
END $$;

CREATE OR REPLACE FUNCTION "revision_immutable"() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE texts text[] := ARRAY['title', 'body', 'note'];
BEGIN
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
