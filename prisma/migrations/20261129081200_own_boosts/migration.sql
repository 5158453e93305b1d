-- Nobody boosts what they wrote themselves: such boosts of before go, and the counters of their posts are computed again. Each batch is a
-- transaction of its own, so that a writer waits for one batch at most. That works as long as this is the only statement of the file.
DO $$
DECLARE
  reached INT := 0;
  last INT;
BEGIN
  LOOP
    SELECT max(thread_id) INTO last FROM (SELECT thread_id FROM thread_boost WHERE thread_id > reached ORDER BY thread_id LIMIT 20000) batch;
    EXIT WHEN last IS NULL;
    WITH gone AS (
      DELETE FROM thread_boost b USING thread t
      WHERE b.thread_id > reached AND b.thread_id <= last AND t.id = b.thread_id AND t.author_id = b.person_id
      RETURNING t.id
    )
    -- The statement still sees the boosts that it deletes.
    UPDATE thread t SET boost_count = t.boost_base + (SELECT count(*) FROM thread_boost b WHERE b.thread_id = t.id AND b.person_id <> t.author_id)
    FROM gone WHERE t.id = gone.id;
    COMMIT;
    reached := last;
  END LOOP;
END $$;
