-- Answers that an editor should look at again, with the reasons.
CREATE TYPE "review_reason" AS ENUM ('date', 'evidence', 'contested', 'replies', 'helpfulness', 'links', 'version');

CREATE TABLE "answer_review" (
  "answer_id" INTEGER NOT NULL,
  "since" TIMESTAMPTZ(3),
  "use" INTEGER NOT NULL DEFAULT 0,
  "snoozed_until" TIMESTAMPTZ(3),
  "verified_at" TIMESTAMPTZ(3),
  "verified_by" INTEGER,
  "verified_votes" JSONB,
  "before_verified" JSONB,
  "versions_read_at" TIMESTAMPTZ(3),
  CONSTRAINT "answer_review_pkey" PRIMARY KEY ("answer_id")
);
CREATE INDEX "answer_review_use_idx" ON "answer_review" ("use" DESC, "answer_id" DESC) WHERE since IS NOT NULL;
ALTER TABLE "answer_review" ADD CONSTRAINT "answer_review_answer_id_fkey" FOREIGN KEY ("answer_id") REFERENCES "answer"("id") ON DELETE CASCADE ON UPDATE CASCADE;

CREATE TABLE "answer_review_reason" (
  "answer_id" INTEGER NOT NULL,
  "reason" "review_reason" NOT NULL,
  "since" TIMESTAMPTZ(3) NOT NULL,
  "latest" TIMESTAMPTZ(3) NOT NULL,
  "count" INTEGER NOT NULL,
  CONSTRAINT "answer_review_reason_pkey" PRIMARY KEY ("answer_id", "reason")
);
ALTER TABLE "answer_review_reason" ADD CONSTRAINT "answer_review_reason_answer_id_fkey" FOREIGN KEY ("answer_id") REFERENCES "answer_review"("answer_id") ON DELETE CASCADE ON UPDATE CASCADE;

-- Replies in covered threads that say an answer does not work any more.
CREATE TABLE "reply_doubt" (
  "reply_id" INTEGER NOT NULL,
  "answer_id" INTEGER NOT NULL,
  "score" REAL NOT NULL,
  "noticed_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  CONSTRAINT "reply_doubt_pkey" PRIMARY KEY ("reply_id", "answer_id")
);
CREATE INDEX "reply_doubt_answer_id_idx" ON "reply_doubt" ("answer_id");
ALTER TABLE "reply_doubt" ADD CONSTRAINT "reply_doubt_reply_id_fkey" FOREIGN KEY ("reply_id") REFERENCES "reply"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "reply_doubt" ADD CONSTRAINT "reply_doubt_answer_id_fkey" FOREIGN KEY ("answer_id") REFERENCES "answer"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- Replies that must be read for doubts. Rows are only added and taken away: nobody waits for another.
CREATE TABLE "reply_doubt_due" (
  "id" BIGSERIAL NOT NULL,
  "reply_id" INTEGER NOT NULL,
  CONSTRAINT "reply_doubt_due_pkey" PRIMARY KEY ("id")
);

CREATE FUNCTION note_reply_for_doubts() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM coverage WHERE thread_id = NEW.thread_id) THEN
    INSERT INTO reply_doubt_due (reply_id) VALUES (NEW.id);
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER note_reply_for_doubts AFTER INSERT OR UPDATE OF body, thread_id ON reply FOR EACH ROW EXECUTE FUNCTION note_reply_for_doubts();

-- Threads that speak of a newer version than an answer applies to.
CREATE TABLE "newer_version" (
  "answer_id" INTEGER NOT NULL,
  "thread_id" INTEGER NOT NULL,
  "version" TEXT NOT NULL,
  "at" TIMESTAMPTZ(3) NOT NULL,
  "noticed_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  CONSTRAINT "newer_version_pkey" PRIMARY KEY ("answer_id", "thread_id")
);
CREATE INDEX "newer_version_thread_id_idx" ON "newer_version" ("thread_id");
ALTER TABLE "newer_version" ADD CONSTRAINT "newer_version_answer_id_fkey" FOREIGN KEY ("answer_id") REFERENCES "answer"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "newer_version" ADD CONSTRAINT "newer_version_thread_id_fkey" FOREIGN KEY ("thread_id") REFERENCES "thread"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- Since when a link is dead: it failed for a while before.
ALTER TABLE "web_link" ADD COLUMN "dead_since" TIMESTAMPTZ(3);
UPDATE "web_link" SET dead_since = checked_at WHERE state = 'dead';

-- What is flagged is found without reading the rest.
CREATE INDEX "answer_review_at_idx" ON "answer" ("review_at") WHERE review_at IS NOT NULL AND status = 'published';
CREATE INDEX "citation_flagged_idx" ON "citation" ("answer_id") WHERE state <> 'fine';
CREATE INDEX "coverage_contested_idx" ON "coverage" ("answer_id") WHERE verdict = 'contested';
