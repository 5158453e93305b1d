-- Names the posts that are no replies: openings, and the few posts of answers. Search goes on, and so does saving: a writer waits for one
-- batch at most, because each is a transaction of its own. That works as long as this is the only statement of the file. The triggers must
-- not fire: no word changes, so Meilisearch has nothing to hear and no embedding has to be made again.
DO $$
DECLARE
  reached BIGINT := 0;
  last BIGINT;
BEGIN
  LOOP
    SELECT max(id) INTO last FROM (SELECT id FROM search_post WHERE id > reached ORDER BY id LIMIT 20000) batch;
    EXIT WHEN last IS NULL;
    ALTER TABLE search_post DISABLE TRIGGER search_outbox_update;
    ALTER TABLE search_post DISABLE TRIGGER meaning_due_update;
    UPDATE search_post p SET kind = post_kind_of(p) WHERE p.id > reached AND p.id <= last AND p.reply_id IS NULL;
    ALTER TABLE search_post ENABLE TRIGGER search_outbox_update;
    ALTER TABLE search_post ENABLE TRIGGER meaning_due_update;
    COMMIT;
    reached := last;
  END LOOP;
  -- The planner must know at once that most posts are replies.
  ANALYZE search_post (kind);
END $$;
