-- What cited posts said before an import put another text in its place, which makes no revision.
CREATE TABLE "replaced_text" (
  "id" SERIAL NOT NULL,
  "thread_id" INTEGER,
  "reply_id" INTEGER,
  "revision" INTEGER NOT NULL,
  "title" TEXT NOT NULL,
  "body" TEXT NOT NULL,
  "replaced_at" TIMESTAMPTZ(3) NOT NULL,
  CONSTRAINT "replaced_text_pkey" PRIMARY KEY ("id")
);
CREATE INDEX "replaced_text_thread_id_idx" ON "replaced_text" ("thread_id");
CREATE INDEX "replaced_text_reply_id_idx" ON "replaced_text" ("reply_id");
ALTER TABLE "replaced_text" ADD CONSTRAINT "replaced_text_thread_id_fkey" FOREIGN KEY ("thread_id") REFERENCES "thread"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "replaced_text" ADD CONSTRAINT "replaced_text_reply_id_fkey" FOREIGN KEY ("reply_id") REFERENCES "reply"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- Sources that an answer cites no more, as they were: one that comes back with its sentence, as by an undo, is what it was.
CREATE TABLE "dropped_citation" (
  "id" SERIAL NOT NULL,
  "answer_id" INTEGER NOT NULL,
  "label" TEXT NOT NULL,
  "claim" TEXT NOT NULL,
  "thread_id" INTEGER,
  "reply_id" INTEGER,
  "cited_answer_id" INTEGER,
  "cited_revision" INTEGER,
  "cited_at" TIMESTAMPTZ(3) NOT NULL,
  "verified_at" TIMESTAMPTZ(3),
  "state" "citation_state" NOT NULL,
  "noticed_at" TIMESTAMPTZ(3),
  "checked_up_to" INTEGER,
  CONSTRAINT "dropped_citation_pkey" PRIMARY KEY ("id")
);
CREATE INDEX "dropped_citation_answer_id_label_idx" ON "dropped_citation" ("answer_id", "label");
CREATE INDEX "dropped_citation_thread_id_idx" ON "dropped_citation" ("thread_id");
CREATE INDEX "dropped_citation_reply_id_idx" ON "dropped_citation" ("reply_id");
CREATE INDEX "dropped_citation_cited_answer_id_idx" ON "dropped_citation" ("cited_answer_id");
ALTER TABLE "dropped_citation" ADD CONSTRAINT "dropped_citation_answer_id_fkey" FOREIGN KEY ("answer_id") REFERENCES "answer"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "dropped_citation" ADD CONSTRAINT "dropped_citation_thread_id_fkey" FOREIGN KEY ("thread_id") REFERENCES "thread"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "dropped_citation" ADD CONSTRAINT "dropped_citation_reply_id_fkey" FOREIGN KEY ("reply_id") REFERENCES "reply"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "dropped_citation" ADD CONSTRAINT "dropped_citation_cited_answer_id_fkey" FOREIGN KEY ("cited_answer_id") REFERENCES "answer"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- An edit makes a revision, and a withdrawal leaves nothing: neither comes here. The clock, since a batch of an import takes long. What dropped
-- sources cited is kept, too.
CREATE FUNCTION keep_replaced_reply() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM citation WHERE reply_id = NEW.id) OR EXISTS (SELECT 1 FROM dropped_citation WHERE reply_id = NEW.id) THEN
    INSERT INTO replaced_text (reply_id, revision, title, body, replaced_at)
      VALUES (NEW.id, OLD.revision_number, '', OLD.body, clock_timestamp());
    INSERT INTO citation_due (citation_id) SELECT id FROM citation WHERE reply_id = NEW.id;
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER keep_replaced_reply AFTER UPDATE OF body ON reply FOR EACH ROW
  WHEN (OLD.body <> NEW.body AND OLD.revision_number = NEW.revision_number AND NEW.withdrawn_at IS NULL)
  EXECUTE FUNCTION keep_replaced_reply();

CREATE FUNCTION keep_replaced_opening() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM citation WHERE thread_id = NEW.id AND reply_id IS NULL)
    OR EXISTS (SELECT 1 FROM dropped_citation WHERE thread_id = NEW.id AND reply_id IS NULL) THEN
    INSERT INTO replaced_text (thread_id, revision, title, body, replaced_at)
      VALUES (NEW.id, OLD.revision_number, OLD.title, OLD.body, clock_timestamp());
    INSERT INTO citation_due (citation_id) SELECT id FROM citation WHERE thread_id = NEW.id AND reply_id IS NULL;
  END IF;
  RETURN NULL;
END $$;
-- A merged thread shows no text: only a redaction empties what it said.
CREATE TRIGGER keep_replaced_opening AFTER UPDATE OF title, body ON thread FOR EACH ROW
  WHEN ((OLD.title <> NEW.title OR OLD.body <> NEW.body) AND OLD.revision_number = NEW.revision_number AND NEW.withdrawn_at IS NULL
    AND NEW.merged_into_id IS NULL)
  EXECUTE FUNCTION keep_replaced_opening();

-- Redactions and withdrawals reach these texts, and the sentences of dropped sources.
CREATE OR REPLACE FUNCTION "blank_erased_texts"(
  of_kind "subject_kind", of_id integer, by_person integer, numbers integer[] DEFAULT NULL, notes boolean DEFAULT false, because text DEFAULT ''
) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  -- Sentences of an answer that its present text need not have. Which revision they are from is not known.
  IF of_kind = 'answer' THEN
    DELETE FROM "dropped_citation" WHERE answer_id = of_id;
  END IF;
  -- Texts that imports replaced while they were revisions of this post. A merged thread's are of the reply that was its opening, too.
  DELETE FROM "replaced_text" x WHERE (numbers IS NULL OR x.revision = ANY (numbers)) AND (CASE of_kind
    WHEN 'thread' THEN x.thread_id = of_id
    WHEN 'reply' THEN x.reply_id = of_id OR x.thread_id IN (SELECT t.id FROM "thread" t WHERE t.merged_as_id = of_id)
    ELSE false END);
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
