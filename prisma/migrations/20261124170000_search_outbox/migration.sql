-- What a second search engine has not heard yet. Written by triggers in the transaction of the change itself, so that no
-- writer, importer or command can forget it; read by lib/search/meilisearch/outbox.ts alone.
CREATE TABLE "search_outbox" (
  "id" BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  "group_kind" "subject_kind" NOT NULL,
  "group_id" INTEGER NOT NULL,
  -- A post of the group; null for all of them: what they share has changed.
  "place" INTEGER,
  "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT now(),
  -- To the microsecond: rounded to the millisecond, what is due now would be due a moment later.
  "due_at" TIMESTAMPTZ NOT NULL DEFAULT now(),
  "attempts" INTEGER NOT NULL DEFAULT 0,
  -- Kept after sending only while an index is being built, which must hear of it too.
  "sent_at" TIMESTAMPTZ(3),
  -- The index whose building began after this was known, so that it holds it without being told.
  "held_by" TEXT,
  -- Given up; an administrator sees it with its error.
  "dead_at" TIMESTAMPTZ(3),
  "error" TEXT NOT NULL DEFAULT ''
);
CREATE INDEX "search_outbox_due" ON "search_outbox" ("due_at") WHERE sent_at IS NULL AND dead_at IS NULL;
CREATE INDEX "search_outbox_group" ON "search_outbox" ("group_kind", "group_id");
CREATE INDEX "search_outbox_dead" ON "search_outbox" ("id") WHERE dead_at IS NOT NULL;

-- One row: whether there is such an engine, and how far its index is.
CREATE TABLE "search_mirror" (
  "only" BOOLEAN PRIMARY KEY DEFAULT TRUE CHECK ("only"),
  "mirrored" BOOLEAN NOT NULL DEFAULT FALSE,
  -- The index that is being built, to be swapped in when it is whole.
  "building" TEXT,
  "built" INTEGER NOT NULL DEFAULT 0,
  "to_build" INTEGER NOT NULL DEFAULT 0,
  -- An administrator asked for a new one.
  "wanted" BOOLEAN NOT NULL DEFAULT FALSE,
  "rebuilt_at" TIMESTAMPTZ(3),
  "reconciled_at" TIMESTAMPTZ(3),
  "reconciled" JSONB,
  "fault" TEXT NOT NULL DEFAULT ''
);
INSERT INTO "search_mirror" DEFAULT VALUES;

CREATE FUNCTION "search_outbox_of_posts"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT (SELECT mirrored FROM "search_mirror") THEN RETURN NULL; END IF;
  INSERT INTO "search_outbox" (group_kind, group_id, place) SELECT group_kind, group_id, place FROM changed;
  RETURN NULL;
END $$;
CREATE TRIGGER "search_outbox_insert" AFTER INSERT ON "search_post" REFERENCING NEW TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION "search_outbox_of_posts"();
CREATE TRIGGER "search_outbox_update" AFTER UPDATE ON "search_post" REFERENCING NEW TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION "search_outbox_of_posts"();
CREATE TRIGGER "search_outbox_delete" AFTER DELETE ON "search_post" REFERENCING OLD TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION "search_outbox_of_posts"();

-- All posts of a group carry what it is filtered and sorted by. Saying a thing twice is avoided: a row that waits says it all.
CREATE FUNCTION "search_outbox_add_group"(of_kind "subject_kind", of_id INTEGER, wait INTERVAL) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  IF NOT (SELECT mirrored FROM "search_mirror") THEN RETURN; END IF;
  INSERT INTO "search_outbox" (group_kind, group_id, due_at) SELECT of_kind, of_id, now() + wait
    WHERE wait = interval '0' OR NOT EXISTS (SELECT 1 FROM "search_outbox" o
      WHERE o.group_kind = of_kind AND o.group_id = of_id AND o.place IS NULL AND o.due_at > now() AND o.sent_at IS NULL AND o.dead_at IS NULL);
END $$;

CREATE FUNCTION "search_outbox_of_thread"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF (NEW.topic_id, NEW.area_id, NEW.standing) IS DISTINCT FROM (OLD.topic_id, OLD.area_id, OLD.standing)
    OR (NEW.hidden_at IS NULL) IS DISTINCT FROM (OLD.hidden_at IS NULL) THEN
    PERFORM "search_outbox_add_group"('thread', NEW.id, interval '0');
  ELSIF NEW.activity_at IS DISTINCT FROM OLD.activity_at THEN
    -- The longer a thread, the dearer to send: its order may lag by a minute at most.
    PERFORM "search_outbox_add_group"('thread', NEW.id, least(60, NEW.reply_count / 20) * interval '1 second');
  ELSIF (NEW.view_count, NEW.boost_count) IS DISTINCT FROM (OLD.view_count, OLD.boost_count) THEN
    PERFORM "search_outbox_add_group"('thread', NEW.id, interval '60 seconds');
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER "search_outbox_thread" AFTER UPDATE OF topic_id, area_id, standing, hidden_at, activity_at, view_count, boost_count
  ON "thread" FOR EACH ROW EXECUTE FUNCTION "search_outbox_of_thread"();

CREATE FUNCTION "search_outbox_of_answer"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF (NEW.topic_id, NEW.area_id, NEW.revised_at, NEW.status) IS DISTINCT FROM (OLD.topic_id, OLD.area_id, OLD.revised_at, OLD.status)
    OR (NEW.hidden_at IS NULL) IS DISTINCT FROM (OLD.hidden_at IS NULL) THEN
    PERFORM "search_outbox_add_group"('answer', NEW.id, interval '0');
  ELSIF (NEW.view_count, NEW.boost_base) IS DISTINCT FROM (OLD.view_count, OLD.boost_base) THEN
    PERFORM "search_outbox_add_group"('answer', NEW.id, interval '60 seconds');
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER "search_outbox_answer" AFTER UPDATE OF topic_id, area_id, revised_at, status, hidden_at, view_count, boost_base
  ON "answer" FOR EACH ROW EXECUTE FUNCTION "search_outbox_of_answer"();

CREATE FUNCTION "search_outbox_of_thread_tag"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM "search_outbox_add_group"('thread', coalesce(NEW.thread_id, OLD.thread_id), interval '0');
  RETURN NULL;
END $$;
CREATE TRIGGER "search_outbox_thread_tag" AFTER INSERT OR DELETE OR UPDATE ON "thread_tag"
  FOR EACH ROW EXECUTE FUNCTION "search_outbox_of_thread_tag"();

CREATE FUNCTION "search_outbox_of_answer_tag"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM "search_outbox_add_group"('answer', coalesce(NEW.answer_id, OLD.answer_id), interval '0');
  RETURN NULL;
END $$;
CREATE TRIGGER "search_outbox_answer_tag" AFTER INSERT OR DELETE OR UPDATE ON "answer_tag"
  FOR EACH ROW EXECUTE FUNCTION "search_outbox_of_answer_tag"();
