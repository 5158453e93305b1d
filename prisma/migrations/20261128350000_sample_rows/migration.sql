-- Rows that the first start's sample content made, so that they can be told from what people wrote and be removed.
CREATE TABLE "sample_row" (
  "kind" "subject_kind" NOT NULL,
  "subject_id" INTEGER NOT NULL,
  CONSTRAINT "sample_row_pkey" PRIMARY KEY ("kind", "subject_id")
);

-- Revisions are never removed, but where an import is undone (20261128321000_undo_imports), and here: this function removes threads
-- and answers of the sample, whole.
CREATE FUNCTION "remove_sample_posts"(threads integer[], answers integer[]) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM unnest(threads) i WHERE NOT EXISTS (SELECT 1 FROM "sample_row" s WHERE s.kind = 'thread' AND s.subject_id = i))
    OR EXISTS (SELECT 1 FROM unnest(answers) i WHERE NOT EXISTS (SELECT 1 FROM "sample_row" s WHERE s.kind = 'answer' AND s.subject_id = i))
    OR EXISTS (SELECT 1 FROM "reply" r WHERE r.thread_id = ANY (threads)
      AND NOT EXISTS (SELECT 1 FROM "sample_row" s WHERE s.kind = 'reply' AND s.subject_id = r.id))
  THEN RAISE EXCEPTION 'only sample content can be removed' USING ERRCODE = 'check_violation'; END IF;
  DELETE FROM "coverage" WHERE thread_id = ANY (threads) OR answer_id = ANY (answers);
  DELETE FROM "coverage_ruling" WHERE thread_id = ANY (threads) OR answer_id = ANY (answers);
  DELETE FROM "thread_revision" WHERE thread_id = ANY (threads);
  DELETE FROM "reply_revision" WHERE reply_id IN (SELECT id FROM "reply" WHERE thread_id = ANY (threads));
  DELETE FROM "answer_revision" WHERE answer_id = ANY (answers);
  DELETE FROM "reply" WHERE thread_id = ANY (threads);
  DELETE FROM "thread" WHERE id = ANY (threads);
  DELETE FROM "answer" WHERE id = ANY (answers);
END $$;

-- As "is_blanking": the call stack names the function, and no setting can pretend it.
CREATE FUNCTION "is_removing_sample"() RETURNS boolean LANGUAGE plpgsql AS $$
DECLARE stack text;
BEGIN
  GET DIAGNOSTICS stack = PG_CONTEXT;
  RETURN position('remove_sample_posts(' IN stack) > 0;
END $$;

CREATE OR REPLACE FUNCTION "revision_immutable"() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE texts text[] := ARRAY['title', 'body', 'note'];
BEGIN
  IF TG_OP = 'DELETE' AND "is_removing_sample"() AND EXISTS (
    SELECT 1 FROM "sample_row" s WHERE s.kind::text = replace(TG_TABLE_NAME, '_revision', '')
      AND s.subject_id = (to_jsonb(OLD) ->> replace(TG_TABLE_NAME, '_revision', '_id'))::int)
  THEN RETURN OLD; END IF;
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
