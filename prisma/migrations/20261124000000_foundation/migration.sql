-- CreateEnum
CREATE TYPE "visibility" AS ENUM ('public', 'members', 'editors');

-- CreateEnum
CREATE TYPE "role" AS ENUM ('member', 'editor', 'admin');

-- CreateEnum
CREATE TYPE "thread_state" AS ENUM ('open', 'closed');

-- CreateEnum
CREATE TYPE "standing" AS ENUM ('unanswered', 'answered', 'covered');

-- CreateEnum
CREATE TYPE "answer_status" AS ENUM ('draft', 'in_review', 'published', 'archived');

-- CreateEnum
CREATE TYPE "significance" AS ENUM ('typo', 'minor', 'major');

-- CreateEnum
CREATE TYPE "coverage_verdict" AS ENUM ('unjudged', 'accepted', 'contested');

-- CreateEnum
CREATE TYPE "thread_link_kind" AS ENUM ('link', 'duplicate');

-- CreateEnum
CREATE TYPE "subject_kind" AS ENUM ('thread', 'answer', 'reply', 'topic', 'tag', 'person');

-- CreateTable
CREATE TABLE "topic" (
    "id" SERIAL NOT NULL,
    "parent_id" INTEGER,
    "slug" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "description" TEXT NOT NULL DEFAULT '',
    "documentation_url" TEXT,
    "visibility" "visibility" NOT NULL DEFAULT 'public',
    "position" INTEGER NOT NULL DEFAULT 0,
    "thread_count" INTEGER NOT NULL DEFAULT 0,
    "answered_count" INTEGER NOT NULL DEFAULT 0,
    "covered_count" INTEGER NOT NULL DEFAULT 0,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "topic_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "tag" (
    "id" SERIAL NOT NULL,
    "name" TEXT NOT NULL,
    "description" TEXT NOT NULL DEFAULT '',
    "thread_count" INTEGER NOT NULL DEFAULT 0,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "tag_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "tag_synonym" (
    "name" TEXT NOT NULL,
    "tag_id" INTEGER NOT NULL,

    CONSTRAINT "tag_synonym_pkey" PRIMARY KEY ("name")
);

-- CreateTable
CREATE TABLE "person" (
    "id" SERIAL NOT NULL,
    "name" TEXT NOT NULL,
    "display_name" TEXT NOT NULL,
    "about" TEXT NOT NULL DEFAULT '',
    "role" "role" NOT NULL DEFAULT 'member',
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "person_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "thread" (
    "id" SERIAL NOT NULL,
    "topic_id" INTEGER NOT NULL,
    "area_id" INTEGER NOT NULL,
    "author_id" INTEGER,
    "title" TEXT NOT NULL,
    "slug" TEXT NOT NULL,
    "body" TEXT NOT NULL,
    "state" "thread_state" NOT NULL DEFAULT 'open',
    "standing" "standing" NOT NULL DEFAULT 'unanswered',
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "edited_at" TIMESTAMPTZ(3),
    "activity_at" TIMESTAMPTZ(3) NOT NULL,
    "hidden_at" TIMESTAMPTZ(3),
    "reply_count" INTEGER NOT NULL DEFAULT 0,
    "reply_base" INTEGER NOT NULL DEFAULT 0,
    "accepted_count" INTEGER NOT NULL DEFAULT 0,
    "boost_count" INTEGER NOT NULL DEFAULT 0,
    "boost_base" INTEGER NOT NULL DEFAULT 0,
    "view_count" INTEGER NOT NULL DEFAULT 0,
    "view_base" INTEGER NOT NULL DEFAULT 0,
    "revision_number" INTEGER NOT NULL DEFAULT 1,
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "thread_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "thread_tag" (
    "thread_id" INTEGER NOT NULL,
    "tag_id" INTEGER NOT NULL,

    CONSTRAINT "thread_tag_pkey" PRIMARY KEY ("thread_id","tag_id")
);

-- CreateTable
CREATE TABLE "reply" (
    "id" SERIAL NOT NULL,
    "thread_id" INTEGER NOT NULL,
    "number" INTEGER NOT NULL,
    "author_id" INTEGER,
    "body" TEXT NOT NULL,
    "answers_reply_id" INTEGER,
    "answers_opening" BOOLEAN NOT NULL DEFAULT false,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "edited_at" TIMESTAMPTZ(3),
    "accepted_at" TIMESTAMPTZ(3),
    "hidden_at" TIMESTAMPTZ(3),
    "boost_count" INTEGER NOT NULL DEFAULT 0,
    "boost_base" INTEGER NOT NULL DEFAULT 0,
    "revision_number" INTEGER NOT NULL DEFAULT 1,
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "reply_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "thread_boost" (
    "thread_id" INTEGER NOT NULL,
    "person_id" INTEGER NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "thread_boost_pkey" PRIMARY KEY ("thread_id","person_id")
);

-- CreateTable
CREATE TABLE "reply_boost" (
    "reply_id" INTEGER NOT NULL,
    "person_id" INTEGER NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "reply_boost_pkey" PRIMARY KEY ("reply_id","person_id")
);

-- CreateTable
CREATE TABLE "thread_revision" (
    "id" SERIAL NOT NULL,
    "thread_id" INTEGER NOT NULL,
    "number" INTEGER NOT NULL,
    "title" TEXT NOT NULL,
    "body" TEXT NOT NULL,
    "tags" TEXT[],
    "author_id" INTEGER,
    "note" TEXT NOT NULL DEFAULT '',
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "thread_revision_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "reply_revision" (
    "id" SERIAL NOT NULL,
    "reply_id" INTEGER NOT NULL,
    "number" INTEGER NOT NULL,
    "body" TEXT NOT NULL,
    "author_id" INTEGER,
    "note" TEXT NOT NULL DEFAULT '',
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "reply_revision_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "answer" (
    "id" SERIAL NOT NULL,
    "slug" TEXT NOT NULL,
    "topic_id" INTEGER NOT NULL,
    "area_id" INTEGER NOT NULL,
    "title" TEXT NOT NULL,
    "summary" TEXT NOT NULL DEFAULT '',
    "body" TEXT NOT NULL,
    "applies_to" TEXT[],
    "status" "answer_status" NOT NULL DEFAULT 'draft',
    "revision_number" INTEGER NOT NULL DEFAULT 0,
    "review_at" DATE,
    "successor_id" INTEGER,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "published_at" TIMESTAMPTZ(3),
    "revised_at" TIMESTAMPTZ(3),
    "hidden_at" TIMESTAMPTZ(3),
    "cover_count" INTEGER NOT NULL DEFAULT 0,
    "view_count" INTEGER NOT NULL DEFAULT 0,
    "view_base" INTEGER NOT NULL DEFAULT 0,
    "boost_base" INTEGER NOT NULL DEFAULT 0,
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "answer_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "answer_alias" (
    "answer_id" INTEGER NOT NULL,
    "alias" TEXT NOT NULL,

    CONSTRAINT "answer_alias_pkey" PRIMARY KEY ("answer_id","alias")
);

-- CreateTable
CREATE TABLE "answer_tag" (
    "answer_id" INTEGER NOT NULL,
    "tag_id" INTEGER NOT NULL,

    CONSTRAINT "answer_tag_pkey" PRIMARY KEY ("answer_id","tag_id")
);

-- CreateTable
CREATE TABLE "answer_revision" (
    "id" SERIAL NOT NULL,
    "answer_id" INTEGER NOT NULL,
    "number" INTEGER,
    "title" TEXT,
    "summary" TEXT,
    "body" TEXT,
    "applies_to" TEXT[],
    "author_id" INTEGER,
    "reviewer_id" INTEGER,
    "note" TEXT NOT NULL DEFAULT '',
    "significance" "significance" NOT NULL DEFAULT 'minor',
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "answer_revision_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "coverage" (
    "thread_id" INTEGER NOT NULL,
    "answer_id" INTEGER NOT NULL,
    "section" TEXT,
    "verdict" "coverage_verdict" NOT NULL DEFAULT 'unjudged',
    "reason" TEXT NOT NULL DEFAULT '',
    "editor_id" INTEGER,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "judged_at" TIMESTAMPTZ(3),

    CONSTRAINT "coverage_pkey" PRIMARY KEY ("thread_id","answer_id")
);

-- CreateTable
CREATE TABLE "thread_link" (
    "from_id" INTEGER NOT NULL,
    "to_id" INTEGER NOT NULL,
    "kind" "thread_link_kind" NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "thread_link_pkey" PRIMARY KEY ("from_id","to_id","kind")
);

-- CreateTable
CREATE TABLE "related_link" (
    "from_kind" "subject_kind" NOT NULL,
    "from_id" INTEGER NOT NULL,
    "position" INTEGER NOT NULL,
    "to_kind" "subject_kind" NOT NULL,
    "to_id" INTEGER NOT NULL,
    "score" DOUBLE PRECISION NOT NULL,
    "reason" JSONB NOT NULL,

    CONSTRAINT "related_link_pkey" PRIMARY KEY ("from_kind","from_id","position")
);

-- CreateTable
CREATE TABLE "search_log" (
    "id" BIGSERIAL NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "query" TEXT NOT NULL,
    "hits" INTEGER NOT NULL,
    "engine" TEXT NOT NULL,
    "duration_ms" DOUBLE PRECISION NOT NULL,
    "session" BYTEA NOT NULL,
    "robot" BOOLEAN NOT NULL,
    "clicked_kind" "subject_kind",
    "clicked_id" INTEGER,

    CONSTRAINT "search_log_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "old_address" (
    "address" TEXT NOT NULL,
    "kind" "subject_kind" NOT NULL,
    "subject_id" INTEGER NOT NULL,

    CONSTRAINT "old_address_pkey" PRIMARY KEY ("address")
);

-- CreateTable
CREATE TABLE "page_expiry" (
    "id" BIGSERIAL NOT NULL,
    "tags" TEXT[],
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "page_expiry_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "visit" (
    "day" DATE NOT NULL,
    "kind" "subject_kind" NOT NULL,
    "subject_id" INTEGER NOT NULL,
    "visitor" BYTEA NOT NULL,

    CONSTRAINT "visit_pkey" PRIMARY KEY ("day","kind","subject_id","visitor")
);

-- CreateTable
CREATE TABLE "visitor_salt" (
    "day" DATE NOT NULL,
    "salt" BYTEA NOT NULL,

    CONSTRAINT "visitor_salt_pkey" PRIMARY KEY ("day")
);

-- CreateTable
CREATE TABLE "import_source" (
    "id" SERIAL NOT NULL,
    "name" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "import_source_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "imported_record" (
    "source_id" INTEGER NOT NULL,
    "kind" TEXT NOT NULL,
    "external_id" TEXT NOT NULL,
    "local_id" INTEGER NOT NULL,
    "digest" BYTEA NOT NULL,

    CONSTRAINT "imported_record_pkey" PRIMARY KEY ("source_id","kind","external_id")
);

-- CreateTable
CREATE TABLE "rendered_body" (
    "digest" BYTEA NOT NULL,
    "html" TEXT NOT NULL,

    CONSTRAINT "rendered_body_pkey" PRIMARY KEY ("digest")
);

-- CreateIndex
CREATE UNIQUE INDEX "topic_slug_key" ON "topic"("slug");

-- CreateIndex
CREATE INDEX "topic_parent_id_position_id_idx" ON "topic"("parent_id", "position", "id");

-- CreateIndex
CREATE UNIQUE INDEX "tag_name_key" ON "tag"("name");

-- CreateIndex
CREATE INDEX "tag_thread_count_id_idx" ON "tag"("thread_count" DESC, "id");

-- CreateIndex
CREATE INDEX "tag_synonym_tag_id_idx" ON "tag_synonym"("tag_id");

-- CreateIndex
CREATE INDEX "thread_author_id_created_at_id_idx" ON "thread"("author_id", "created_at" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "thread_tag_tag_id_thread_id_idx" ON "thread_tag"("tag_id", "thread_id");

-- CreateIndex
CREATE INDEX "reply_author_id_created_at_id_idx" ON "reply"("author_id", "created_at" DESC, "id" DESC);

-- CreateIndex
CREATE UNIQUE INDEX "reply_thread_id_number_key" ON "reply"("thread_id", "number");

-- CreateIndex
CREATE INDEX "thread_boost_person_id_idx" ON "thread_boost"("person_id");

-- CreateIndex
CREATE INDEX "reply_boost_person_id_idx" ON "reply_boost"("person_id");

-- CreateIndex
CREATE UNIQUE INDEX "thread_revision_thread_id_number_key" ON "thread_revision"("thread_id", "number");

-- CreateIndex
CREATE UNIQUE INDEX "reply_revision_reply_id_number_key" ON "reply_revision"("reply_id", "number");

-- CreateIndex
CREATE UNIQUE INDEX "answer_slug_key" ON "answer"("slug");

-- CreateIndex
CREATE INDEX "answer_tag_tag_id_answer_id_idx" ON "answer_tag"("tag_id", "answer_id");

-- CreateIndex
CREATE INDEX "answer_revision_answer_id_created_at_id_idx" ON "answer_revision"("answer_id", "created_at", "id");

-- CreateIndex
CREATE UNIQUE INDEX "answer_revision_answer_id_number_key" ON "answer_revision"("answer_id", "number");

-- CreateIndex
CREATE INDEX "coverage_answer_id_created_at_thread_id_idx" ON "coverage"("answer_id", "created_at" DESC, "thread_id");

-- CreateIndex
CREATE INDEX "thread_link_to_id_idx" ON "thread_link"("to_id");

-- CreateIndex
CREATE INDEX "related_link_to_kind_to_id_idx" ON "related_link"("to_kind", "to_id");

-- CreateIndex
CREATE INDEX "search_log_at_idx" ON "search_log"("at");

-- CreateIndex
CREATE INDEX "old_address_kind_subject_id_idx" ON "old_address"("kind", "subject_id");

-- CreateIndex
CREATE INDEX "page_expiry_created_at_idx" ON "page_expiry"("created_at");

-- CreateIndex
CREATE UNIQUE INDEX "import_source_name_key" ON "import_source"("name");

-- CreateIndex
CREATE INDEX "imported_record_kind_local_id_idx" ON "imported_record"("kind", "local_id");

-- AddForeignKey
ALTER TABLE "topic" ADD CONSTRAINT "topic_parent_id_fkey" FOREIGN KEY ("parent_id") REFERENCES "topic"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "tag_synonym" ADD CONSTRAINT "tag_synonym_tag_id_fkey" FOREIGN KEY ("tag_id") REFERENCES "tag"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "thread" ADD CONSTRAINT "thread_topic_id_fkey" FOREIGN KEY ("topic_id") REFERENCES "topic"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "thread" ADD CONSTRAINT "thread_author_id_fkey" FOREIGN KEY ("author_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "thread_tag" ADD CONSTRAINT "thread_tag_thread_id_fkey" FOREIGN KEY ("thread_id") REFERENCES "thread"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "thread_tag" ADD CONSTRAINT "thread_tag_tag_id_fkey" FOREIGN KEY ("tag_id") REFERENCES "tag"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "reply" ADD CONSTRAINT "reply_thread_id_fkey" FOREIGN KEY ("thread_id") REFERENCES "thread"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "reply" ADD CONSTRAINT "reply_author_id_fkey" FOREIGN KEY ("author_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "reply" ADD CONSTRAINT "reply_answers_reply_id_fkey" FOREIGN KEY ("answers_reply_id") REFERENCES "reply"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "thread_boost" ADD CONSTRAINT "thread_boost_thread_id_fkey" FOREIGN KEY ("thread_id") REFERENCES "thread"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "thread_boost" ADD CONSTRAINT "thread_boost_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "reply_boost" ADD CONSTRAINT "reply_boost_reply_id_fkey" FOREIGN KEY ("reply_id") REFERENCES "reply"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "reply_boost" ADD CONSTRAINT "reply_boost_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "thread_revision" ADD CONSTRAINT "thread_revision_thread_id_fkey" FOREIGN KEY ("thread_id") REFERENCES "thread"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "reply_revision" ADD CONSTRAINT "reply_revision_reply_id_fkey" FOREIGN KEY ("reply_id") REFERENCES "reply"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "answer" ADD CONSTRAINT "answer_topic_id_fkey" FOREIGN KEY ("topic_id") REFERENCES "topic"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "answer" ADD CONSTRAINT "answer_successor_id_fkey" FOREIGN KEY ("successor_id") REFERENCES "answer"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "answer_alias" ADD CONSTRAINT "answer_alias_answer_id_fkey" FOREIGN KEY ("answer_id") REFERENCES "answer"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "answer_tag" ADD CONSTRAINT "answer_tag_answer_id_fkey" FOREIGN KEY ("answer_id") REFERENCES "answer"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "answer_tag" ADD CONSTRAINT "answer_tag_tag_id_fkey" FOREIGN KEY ("tag_id") REFERENCES "tag"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "answer_revision" ADD CONSTRAINT "answer_revision_answer_id_fkey" FOREIGN KEY ("answer_id") REFERENCES "answer"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "coverage" ADD CONSTRAINT "coverage_thread_id_fkey" FOREIGN KEY ("thread_id") REFERENCES "thread"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "coverage" ADD CONSTRAINT "coverage_answer_id_fkey" FOREIGN KEY ("answer_id") REFERENCES "answer"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "thread_link" ADD CONSTRAINT "thread_link_from_id_fkey" FOREIGN KEY ("from_id") REFERENCES "thread"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "thread_link" ADD CONSTRAINT "thread_link_to_id_fkey" FOREIGN KEY ("to_id") REFERENCES "thread"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "imported_record" ADD CONSTRAINT "imported_record_source_id_fkey" FOREIGN KEY ("source_id") REFERENCES "import_source"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- ---------------------------------------------------------------------------------------------
-- What must hold for ever, and Prisma can't say.

-- Two levels: the parent of a topic has no parent itself.
CREATE FUNCTION "topic_two_levels"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.parent_id IS NOT NULL AND (
    NEW.parent_id = NEW.id
    OR EXISTS (SELECT 1 FROM topic WHERE id = NEW.parent_id AND parent_id IS NOT NULL)
    OR EXISTS (SELECT 1 FROM topic WHERE parent_id = NEW.id)
  ) THEN
    RAISE EXCEPTION 'topics have two levels only' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER "topic_two_levels" BEFORE INSERT OR UPDATE OF parent_id ON "topic"
  FOR EACH ROW EXECUTE FUNCTION "topic_two_levels"();

-- An area is its thread's topic or the parent of it, whoever writes the row.
CREATE FUNCTION "set_area"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  SELECT coalesce(parent_id, id) INTO NEW.area_id FROM topic WHERE id = NEW.topic_id;
  RETURN NEW;
END $$;
CREATE TRIGGER "thread_area" BEFORE INSERT OR UPDATE OF topic_id ON "thread"
  FOR EACH ROW EXECUTE FUNCTION "set_area"();
CREATE TRIGGER "answer_area" BEFORE INSERT OR UPDATE OF topic_id ON "answer"
  FOR EACH ROW EXECUTE FUNCTION "set_area"();

-- A reply points within its own thread, and to an earlier place in it.
CREATE FUNCTION "reply_points_back"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.answers_reply_id IS NOT NULL AND NOT EXISTS (
    SELECT 1 FROM reply WHERE id = NEW.answers_reply_id AND thread_id = NEW.thread_id AND number < NEW.number
  ) THEN
    RAISE EXCEPTION 'a reply answers an earlier reply of its own thread' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER "reply_points_back" BEFORE INSERT OR UPDATE OF answers_reply_id, thread_id ON "reply"
  FOR EACH ROW WHEN (NEW.answers_reply_id IS NOT NULL) EXECUTE FUNCTION "reply_points_back"();

-- Revisions are immutable; only the foundation under them (who wrote it) may be corrected.
CREATE FUNCTION "revision_immutable"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'a revision is never changed or removed' USING ERRCODE = 'check_violation';
END $$;
CREATE TRIGGER "answer_revision_immutable" BEFORE DELETE OR UPDATE OF number, title, summary, body, note, significance, created_at
  ON "answer_revision" FOR EACH ROW EXECUTE FUNCTION "revision_immutable"();
CREATE TRIGGER "thread_revision_immutable" BEFORE DELETE OR UPDATE OF number, title, body, tags, note, created_at
  ON "thread_revision" FOR EACH ROW EXECUTE FUNCTION "revision_immutable"();
CREATE TRIGGER "reply_revision_immutable" BEFORE DELETE OR UPDATE OF number, body, note, created_at
  ON "reply_revision" FOR EACH ROW EXECUTE FUNCTION "revision_immutable"();

ALTER TABLE "topic" ADD CONSTRAINT "topic_slug_form" CHECK (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$');
ALTER TABLE "topic" ADD CONSTRAINT "topic_counts" CHECK (thread_count >= 0 AND answered_count >= 0 AND covered_count >= 0);
ALTER TABLE "tag" ADD CONSTRAINT "tag_name_form" CHECK (name = lower(name) AND name <> '' AND name !~ '[\s/?#]');
ALTER TABLE "tag" ADD CONSTRAINT "tag_counts" CHECK (thread_count >= 0);
ALTER TABLE "person" ADD CONSTRAINT "person_name_form" CHECK (name <> '' AND name !~ '[\s/?#]');
CREATE UNIQUE INDEX "person_name_key" ON "person" (lower(name));
ALTER TABLE "thread" ADD CONSTRAINT "thread_counts" CHECK (
  reply_count >= 0 AND accepted_count >= 0 AND boost_count >= 0 AND view_count >= 0 AND
  reply_base >= 0 AND view_base >= 0 AND revision_number >= 1);
ALTER TABLE "thread" ADD CONSTRAINT "thread_title_given" CHECK (title <> '');
ALTER TABLE "reply" ADD CONSTRAINT "reply_counts" CHECK (number >= 1 AND boost_count >= 0 AND revision_number >= 1);
ALTER TABLE "reply" ADD CONSTRAINT "reply_points_once" CHECK (NOT (answers_opening AND answers_reply_id IS NOT NULL));
ALTER TABLE "answer" ADD CONSTRAINT "answer_slug_form" CHECK (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$');
ALTER TABLE "answer" ADD CONSTRAINT "answer_published_has_revision"
  CHECK (status NOT IN ('published') OR (revision_number >= 1 AND published_at IS NOT NULL));
ALTER TABLE "answer" ADD CONSTRAINT "answer_not_own_successor" CHECK (successor_id IS NULL OR successor_id <> id);
-- A numbered revision is a whole snapshot; a historical entry has neither number nor text.
ALTER TABLE "answer_revision" ADD CONSTRAINT "answer_revision_whole" CHECK (
  (number IS NULL AND body IS NULL) OR
  (number >= 1 AND body IS NOT NULL AND title IS NOT NULL AND summary IS NOT NULL));
ALTER TABLE "thread_link" ADD CONSTRAINT "thread_link_not_self" CHECK (from_id <> to_id);
ALTER TABLE "coverage" ADD CONSTRAINT "coverage_judged" CHECK ((verdict = 'unjudged') = (judged_at IS NULL));

-- ---------------------------------------------------------------------------------------------
-- Listings. One index a sort, over what may be listed; the id makes the order total for keyset pages.
CREATE INDEX "thread_by_activity" ON "thread" (activity_at DESC, id DESC) WHERE hidden_at IS NULL;
CREATE INDEX "thread_by_created" ON "thread" (created_at DESC, id DESC) WHERE hidden_at IS NULL;
CREATE INDEX "thread_by_views" ON "thread" (view_count DESC, id DESC) WHERE hidden_at IS NULL;
CREATE INDEX "thread_by_boosts" ON "thread" (boost_count DESC, id DESC) WHERE hidden_at IS NULL;
CREATE INDEX "thread_area_activity" ON "thread" (area_id, activity_at DESC, id DESC) WHERE hidden_at IS NULL;
CREATE INDEX "thread_area_created" ON "thread" (area_id, created_at DESC, id DESC) WHERE hidden_at IS NULL;
CREATE INDEX "thread_area_replies" ON "thread" (area_id, reply_count DESC, id DESC) WHERE hidden_at IS NULL;
CREATE INDEX "thread_area_boosts" ON "thread" (area_id, boost_count DESC, id DESC) WHERE hidden_at IS NULL;
CREATE INDEX "thread_area_views" ON "thread" (area_id, view_count DESC, id DESC) WHERE hidden_at IS NULL;
CREATE INDEX "thread_area_standing" ON "thread" (area_id, standing, activity_at DESC, id DESC) WHERE hidden_at IS NULL;
CREATE INDEX "thread_topic_activity" ON "thread" (topic_id, activity_at DESC, id DESC) WHERE hidden_at IS NULL;
CREATE INDEX "thread_topic_standing" ON "thread" (topic_id, standing, activity_at DESC, id DESC) WHERE hidden_at IS NULL;
CREATE INDEX "answer_published" ON "answer" (area_id, revised_at DESC, id DESC) WHERE status = 'published' AND hidden_at IS NULL;
CREATE INDEX "answer_revised" ON "answer" (revised_at DESC, id DESC) WHERE status = 'published' AND hidden_at IS NULL;
CREATE INDEX "coverage_thread" ON "coverage" (thread_id) WHERE verdict <> 'contested';

-- ---------------------------------------------------------------------------------------------
-- Every web process listens; the row's number tells it what it has missed.
CREATE FUNCTION "page_expiry_notify"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_notify('page_expiry', NEW.id::text);
  RETURN NULL;
END $$;
CREATE TRIGGER "page_expiry_notify" AFTER INSERT ON "page_expiry"
  FOR EACH ROW EXECUTE FUNCTION "page_expiry_notify"();

-- ---------------------------------------------------------------------------------------------
-- Search. One row a post: a thread's opening, a reply, a section of a published answer. docs/search.md
-- explains the columns; lib/search/postgres is the only reader and lib/search/indexing the only writer.
CREATE EXTENSION IF NOT EXISTS pg_trgm;

CREATE TABLE "search_post" (
  "id" BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  "group_kind" "subject_kind" NOT NULL CHECK (group_kind IN ('thread', 'answer')),
  "group_id" INTEGER NOT NULL,
  -- Place within the group: 0 the opening or the head of an answer, then reply numbers or section numbers.
  "place" INTEGER NOT NULL,
  "reply_id" INTEGER,
  "anchor" TEXT NOT NULL DEFAULT '',
  "author_id" INTEGER,
  "created_at" TIMESTAMPTZ(3) NOT NULL,
  "version" INTEGER NOT NULL,
  "title_terms" TSVECTOR NOT NULL,
  "terms" TSVECTOR NOT NULL,
  -- The same words with their places, for the ranker. See lib/search/forward-index.ts.
  "forward" BYTEA NOT NULL,
  UNIQUE ("group_kind", "group_id", "place")
);
ALTER TABLE "search_post" ALTER COLUMN "forward" SET STORAGE EXTERNAL;
CREATE INDEX "search_post_terms" ON "search_post" USING gin ("terms");
CREATE INDEX "search_post_title_terms" ON "search_post" USING gin ("title_terms");

-- In how many posts a term stands.
CREATE TABLE "search_term" ("term" TEXT PRIMARY KEY, "posts" INTEGER NOT NULL);
-- Words as people write them, for prefixes and for spelling.
CREATE TABLE "search_word" ("word" TEXT PRIMARY KEY, "term" TEXT NOT NULL, "posts" INTEGER NOT NULL);
CREATE INDEX "search_word_prefix" ON "search_word" ("word" text_pattern_ops);
CREATE INDEX "search_word_trigram" ON "search_word" USING gin ("word" gin_trgm_ops);
-- Totals, one row.
CREATE TABLE "search_corpus" (
  "only" BOOLEAN PRIMARY KEY DEFAULT TRUE CHECK ("only"),
  "posts" BIGINT NOT NULL DEFAULT 0,
  "weighted_tokens" BIGINT NOT NULL DEFAULT 0
);
INSERT INTO "search_corpus" DEFAULT VALUES;
-- What the frequencies have not counted yet; the worker folds it in batches.
CREATE TABLE "search_change" (
  "id" BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  "posts" INTEGER NOT NULL,
  "weighted_tokens" BIGINT NOT NULL,
  "terms" TEXT[] NOT NULL,
  "term_counts" INTEGER[] NOT NULL,
  "words" TEXT[] NOT NULL,
  "word_terms" TEXT[] NOT NULL,
  "word_counts" INTEGER[] NOT NULL
);
