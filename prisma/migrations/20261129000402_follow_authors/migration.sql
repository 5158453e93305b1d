-- Search has a copy of who wrote a post, for `by:`. It follows the post, so that code that gives a post to someone else need not know
-- of search. Row by row, because a trigger with a column list can't see all rows at once, and without one each boost would run it.
CREATE FUNCTION "follow_post_author"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_TABLE_NAME = 'thread' THEN
    UPDATE search_post SET author_id = NEW.author_id WHERE group_kind = 'thread' AND group_id = NEW.id AND place = 0;
  ELSE
    UPDATE search_post SET author_id = NEW.author_id
      WHERE group_kind = 'thread' AND group_id = NEW.thread_id AND place = NEW.number AND reply_id = NEW.id;
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER "follow_post_author" AFTER UPDATE OF "author_id" ON "thread"
  FOR EACH ROW WHEN (OLD.author_id IS DISTINCT FROM NEW.author_id) EXECUTE FUNCTION "follow_post_author"();
CREATE TRIGGER "follow_post_author" AFTER UPDATE OF "author_id" ON "reply"
  FOR EACH ROW WHEN (OLD.author_id IS DISTINCT FROM NEW.author_id) EXECUTE FUNCTION "follow_post_author"();
