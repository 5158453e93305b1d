-- What a person wrote, checked or covered is never removed with the sample, whoever asks for it: of a person is what is not of someone
-- made up, and what is of someone made up whose name an account has taken over. "revision_immutable" stays as it is.
CREATE OR REPLACE FUNCTION "remove_sample_posts"(threads integer[], answers integer[]) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM unnest(threads) i WHERE NOT EXISTS (SELECT 1 FROM "sample_row" s WHERE s.kind = 'thread' AND s.subject_id = i))
    OR EXISTS (SELECT 1 FROM unnest(answers) i WHERE NOT EXISTS (SELECT 1 FROM "sample_row" s WHERE s.kind = 'answer' AND s.subject_id = i))
    OR EXISTS (SELECT 1 FROM "reply" r WHERE r.thread_id = ANY (threads)
      AND NOT EXISTS (SELECT 1 FROM "sample_row" s WHERE s.kind = 'reply' AND s.subject_id = r.id))
    OR EXISTS (SELECT 1 FROM (
        SELECT author_id FROM "thread" WHERE id = ANY (threads)
        UNION SELECT author_id FROM "reply" WHERE thread_id = ANY (threads)
        UNION SELECT author_id FROM "thread_revision" WHERE thread_id = ANY (threads)
        UNION SELECT v.author_id FROM "reply_revision" v JOIN "reply" r ON r.id = v.reply_id WHERE r.thread_id = ANY (threads)
        UNION SELECT author_id FROM "answer_revision" WHERE answer_id = ANY (answers)
        UNION SELECT reviewer_id FROM "answer_revision" WHERE answer_id = ANY (answers)
        UNION SELECT editor_id FROM "coverage" WHERE thread_id = ANY (threads) OR answer_id = ANY (answers)
      ) AS wrote(person_id)
      WHERE person_id IS NOT NULL AND (EXISTS (SELECT 1 FROM "auth_user" u WHERE u.person_id = wrote.person_id)
        OR NOT EXISTS (SELECT 1 FROM "sample_row" s WHERE s.kind = 'person' AND s.subject_id = wrote.person_id)))
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
