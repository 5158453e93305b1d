-- The words of openings and replies as pages show them, so that no page parses Markdown to show a passage. A table of its own: rows of
-- threads and replies stay narrow, and making the words again rewrites no post. A text lives as long as its post's row in search,
-- which goes with everything that hides, withdraws, moves or removes the post.
CREATE TABLE "post_text" (
  "group_kind" "subject_kind" NOT NULL CHECK (group_kind = 'thread'),
  "group_id" INTEGER NOT NULL,
  -- 0 the opening, then the numbers of replies.
  "place" INTEGER NOT NULL,
  -- Of the rules that made it, see lib/content/plain-text.ts: a text of another version is not shown.
  "version" INTEGER NOT NULL,
  "plain" TEXT NOT NULL,
  -- The beginning without what the post only quotes; null where that is how the text begins anyway.
  "own" TEXT,
  PRIMARY KEY ("group_kind", "group_id", "place"),
  FOREIGN KEY ("group_kind", "group_id", "place") REFERENCES "search_post" ("group_kind", "group_id", "place") ON DELETE CASCADE
);

-- Whatever changes a text, its old words are gone with it, also where a process of an earlier version of the program changes it.
CREATE FUNCTION "forget_post_text"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_TABLE_NAME = 'thread' THEN
    DELETE FROM post_text WHERE group_kind = 'thread' AND group_id = NEW.id AND place = 0;
  ELSE
    DELETE FROM post_text WHERE group_kind = 'thread' AND group_id = NEW.thread_id AND place = NEW.number;
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER "forget_post_text" AFTER UPDATE OF "body" ON "thread"
  FOR EACH ROW WHEN (OLD.body IS DISTINCT FROM NEW.body) EXECUTE FUNCTION "forget_post_text"();
CREATE TRIGGER "forget_post_text" AFTER UPDATE OF "body" ON "reply"
  FOR EACH ROW WHEN (OLD.body IS DISTINCT FROM NEW.body) EXECUTE FUNCTION "forget_post_text"();
