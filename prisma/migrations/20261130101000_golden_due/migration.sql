-- Golden queries to check again, because their page or the words of searches have changed. Rows are only added and taken away: nobody waits
-- for another. Five seconds later, not at once: the worker counts new words meanwhile, and a query of words that are not counted yet would fail.
-- And once more a minute later: an index elsewhere may lag behind.
CREATE TABLE "golden_due" (
  "id" BIGSERIAL NOT NULL,
  "golden_id" INTEGER NOT NULL,
  "due_at" TIMESTAMPTZ(3) NOT NULL,
  CONSTRAINT "golden_due_pkey" PRIMARY KEY ("id")
);
CREATE INDEX "golden_due_due_at_idx" ON "golden_due" ("due_at");
CREATE INDEX "golden_query_hit_idx" ON "golden_query" ("hit");

CREATE FUNCTION note_golden_of_posts() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT EXISTS (SELECT 1 FROM golden_query) THEN RETURN NULL; END IF;
  INSERT INTO golden_due (golden_id, due_at)
    SELECT found.id, clock_timestamp() + later.by FROM (
      SELECT g.id FROM changed c JOIN golden_query g ON g.hit = '/threads/' || c.group_id WHERE c.group_kind = 'thread'
      -- What must find a merged thread finds the one that it went into.
      UNION SELECT g.id FROM changed c JOIN thread m ON m.merged_into_id = c.group_id JOIN golden_query g ON g.hit = '/threads/' || m.id
        WHERE c.group_kind = 'thread'
      UNION SELECT g.id FROM changed c JOIN answer a ON a.id = c.group_id JOIN golden_query g ON g.hit = '/answers/' || a.slug
        WHERE c.group_kind = 'answer'
    ) found, (VALUES (interval '5 seconds'), (interval '1 minute')) later(by);
  RETURN NULL;
END $$;
CREATE TRIGGER note_golden_insert AFTER INSERT ON search_post REFERENCING NEW TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION note_golden_of_posts();
CREATE TRIGGER note_golden_update AFTER UPDATE ON search_post REFERENCING NEW TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION note_golden_of_posts();
CREATE TRIGGER note_golden_delete AFTER DELETE ON search_post REFERENCING OLD TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION note_golden_of_posts();

-- Which searches have the words is known to the analyser alone, so all golden queries are checked.
CREATE FUNCTION note_all_golden() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO golden_due (golden_id, due_at)
    SELECT g.id, clock_timestamp() + later.by FROM golden_query g, (VALUES (interval '5 seconds'), (interval '1 minute')) later(by);
  RETURN NULL;
END $$;
CREATE TRIGGER note_golden_of_synonyms AFTER INSERT OR UPDATE OR DELETE ON search_synonym FOR EACH STATEMENT EXECUTE FUNCTION note_all_golden();
CREATE TRIGGER note_golden_of_tags AFTER INSERT OR UPDATE OR DELETE ON tag_synonym FOR EACH STATEMENT EXECUTE FUNCTION note_all_golden();
