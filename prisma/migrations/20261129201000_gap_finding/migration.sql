-- How much alike the two ends of a related link are, as gaps are found by: 1 is the same text.
ALTER TABLE "related_link" ADD COLUMN "closeness" REAL;

-- The best hit of a search: where nobody opens it, its thread does not say what was looked for.
ALTER TABLE "search_log" ADD COLUMN "best_kind" "subject_kind";
ALTER TABLE "search_log" ADD COLUMN "best_id" INTEGER;
CREATE INDEX "search_log_best_id_idx" ON "search_log" ("best_id", "at") WHERE best_kind = 'thread' AND clicked_id IS NULL;

-- How much an opening asks, 0 to 1; null where nobody has looked yet.
ALTER TABLE "gap_thread" ADD COLUMN "asks" REAL;
CREATE INDEX "gap_figures_at_idx" ON "gap" ("figures_at" NULLS FIRST);

-- Threads and gaps that must be looked at again. Rows are only added and taken away: nobody waits for another.
CREATE TABLE "gap_due" (
  "id" BIGSERIAL NOT NULL,
  "thread_id" INTEGER,
  "gap_id" INTEGER,
  CONSTRAINT "gap_due_pkey" PRIMARY KEY ("id")
);

-- One row: whether all threads must be grouped again, and how far that is.
CREATE TABLE "gap_run" (
  "only" BOOLEAN NOT NULL DEFAULT true,
  "wanted" INTEGER NOT NULL DEFAULT 0,
  "done" INTEGER NOT NULL DEFAULT 0,
  "finished_at" TIMESTAMPTZ(3),
  CONSTRAINT "gap_run_pkey" PRIMARY KEY ("only"),
  CONSTRAINT "gap_run_one" CHECK ("only")
);
INSERT INTO "gap_run" ("wanted") VALUES (0);

CREATE FUNCTION gap_note_thread() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO gap_due (thread_id) VALUES (NEW.id);
  RETURN NULL;
END $$;
-- Whatever covers, uncovers, hides, restores or merges a thread is noted with it.
CREATE TRIGGER gap_note_thread AFTER UPDATE OF standing, hidden_at, withdrawn_at ON thread FOR EACH ROW
  WHEN (OLD.standing IS DISTINCT FROM NEW.standing OR OLD.hidden_at IS DISTINCT FROM NEW.hidden_at OR OLD.withdrawn_at IS DISTINCT FROM NEW.withdrawn_at)
  EXECUTE FUNCTION gap_note_thread();

CREATE FUNCTION gap_note_links() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO gap_due (thread_id) SELECT DISTINCT from_id FROM fresh WHERE from_kind = 'thread';
  RETURN NULL;
END $$;
-- A new or changed thread is placed once it is known what it is like.
CREATE TRIGGER gap_note_links AFTER INSERT ON related_link REFERENCING NEW TABLE AS fresh FOR EACH STATEMENT EXECUTE FUNCTION gap_note_links();

CREATE FUNCTION gap_note_gone() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO gap_due (gap_id) VALUES (OLD.gap_id);
  RETURN NULL;
END $$;
CREATE TRIGGER gap_note_gone AFTER DELETE OR UPDATE OF thread_id ON gap_thread FOR EACH ROW EXECUTE FUNCTION gap_note_gone();

-- Lists that were made before say nothing of closeness: they are made again, and gaps are found when that is done.
UPDATE "related_rebuild" SET wanted = true, answer_id = 0, thread_id = 0, done = 0, finished_at = null,
  total = (SELECT count(*) FROM thread WHERE hidden_at IS NULL) + (SELECT count(*) FROM answer WHERE status = 'published' AND hidden_at IS NULL)
WHERE EXISTS (SELECT 1 FROM related_link);
