-- Sources whose posts changed since they were compared. Rows are only added and taken away: nobody waits for another.
CREATE TABLE "citation_due" (
  "id" BIGSERIAL NOT NULL,
  "citation_id" INTEGER NOT NULL,
  CONSTRAINT "citation_due_pkey" PRIMARY KEY ("id")
);

CREATE FUNCTION note_citations_of_reply() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO citation_due (citation_id)
    SELECT c.id FROM citation c WHERE c.reply_id = NEW.id
    -- The opening of a merged thread is a reply now.
    UNION SELECT c.id FROM thread n JOIN citation c ON c.thread_id = n.id AND c.reply_id IS NULL
      WHERE n.merged_into_id = NEW.thread_id AND n.merged_as_id = NEW.id;
  RETURN NULL;
END $$;
CREATE TRIGGER note_citations_of_reply AFTER UPDATE OF revision_number, hidden_at, withdrawn_at, thread_id ON reply FOR EACH ROW
  WHEN (OLD.revision_number IS DISTINCT FROM NEW.revision_number OR OLD.hidden_at IS DISTINCT FROM NEW.hidden_at
    OR OLD.withdrawn_at IS DISTINCT FROM NEW.withdrawn_at OR OLD.thread_id IS DISTINCT FROM NEW.thread_id)
  EXECUTE FUNCTION note_citations_of_reply();

CREATE FUNCTION note_citations_of_thread() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO citation_due (citation_id)
    SELECT c.id FROM citation c WHERE c.thread_id = NEW.id
    -- Replies that came from other threads, and openings of merged ones.
    UNION SELECT c.id FROM reply r JOIN citation c ON c.reply_id = r.id WHERE r.thread_id = NEW.id
    UNION SELECT c.id FROM thread n JOIN citation c ON c.thread_id = n.id WHERE n.merged_into_id = NEW.id;
  RETURN NULL;
END $$;
CREATE TRIGGER note_citations_of_thread AFTER UPDATE OF revision_number, hidden_at, withdrawn_at, merged_into_id, merged_as_id ON thread
  FOR EACH ROW
  WHEN (OLD.revision_number IS DISTINCT FROM NEW.revision_number OR OLD.hidden_at IS DISTINCT FROM NEW.hidden_at
    OR OLD.withdrawn_at IS DISTINCT FROM NEW.withdrawn_at OR OLD.merged_into_id IS DISTINCT FROM NEW.merged_into_id
    OR OLD.merged_as_id IS DISTINCT FROM NEW.merged_as_id)
  EXECUTE FUNCTION note_citations_of_thread();

CREATE FUNCTION note_citations_of_answer() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO citation_due (citation_id) SELECT c.id FROM citation c WHERE c.cited_answer_id = NEW.id OR c.answer_id = NEW.id;
  RETURN NULL;
END $$;
CREATE TRIGGER note_citations_of_answer AFTER UPDATE OF revision_number, status, hidden_at ON answer FOR EACH ROW
  WHEN (OLD.revision_number IS DISTINCT FROM NEW.revision_number OR OLD.status IS DISTINCT FROM NEW.status
    OR OLD.hidden_at IS DISTINCT FROM NEW.hidden_at)
  EXECUTE FUNCTION note_citations_of_answer();

CREATE FUNCTION note_new_citations() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO citation_due (citation_id) SELECT id FROM fresh;
  RETURN NULL;
END $$;
CREATE TRIGGER note_new_citations AFTER INSERT ON citation REFERENCING NEW TABLE AS fresh FOR EACH STATEMENT EXECUTE FUNCTION note_new_citations();

-- What changed while nobody noted it.
INSERT INTO "citation_due" ("citation_id") SELECT id FROM citation;
