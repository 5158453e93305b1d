-- Five seconds later, not at once: the worker counts new words meanwhile, and a query of words that are not counted yet would fail.
CREATE OR REPLACE FUNCTION note_golden_of_posts() RETURNS trigger LANGUAGE plpgsql AS $$
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

CREATE OR REPLACE FUNCTION note_all_golden() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO golden_due (golden_id, due_at)
    SELECT g.id, clock_timestamp() + later.by FROM golden_query g, (VALUES (interval '5 seconds'), (interval '1 minute')) later(by);
  RETURN NULL;
END $$;
