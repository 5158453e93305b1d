-- Reports, appeals, held posts and proposed suspensions: what editors decide about single posts and people. Decision 0041.
CREATE TYPE "case_kind" AS ENUM ('report', 'appeal', 'held', 'suspension');
CREATE TYPE "case_outcome" AS ENUM ('dismissed', 'hidden', 'restored', 'stays', 'approved', 'rejected', 'suspended', 'declined', 'gone');

CREATE TABLE "moderation_case" (
  "id" SERIAL NOT NULL,
  "kind" "case_kind" NOT NULL,
  "subject_kind" "subject_kind" NOT NULL,
  "subject_id" INTEGER,
  "author_id" INTEGER,
  "opened_by" INTEGER,
  "words" TEXT NOT NULL DEFAULT '',
  "opened_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  "decided_at" TIMESTAMPTZ(3),
  "decided_by" INTEGER,
  "outcome" "case_outcome",
  "reason" TEXT NOT NULL DEFAULT '',
  CONSTRAINT "moderation_case_pkey" PRIMARY KEY ("id"),
  CONSTRAINT "moderation_case_decided" CHECK (("decided_at" IS NULL) = ("outcome" IS NULL)),
  CONSTRAINT "moderation_case_subject" CHECK ("subject_id" IS NOT NULL OR "kind" = 'held')
);
CREATE INDEX "moderation_case_author_id_id_idx" ON "moderation_case" ("author_id", "id");
CREATE INDEX "moderation_case_subject_kind_subject_id_id_idx" ON "moderation_case" ("subject_kind", "subject_id", "id");
-- One open case of a kind for each subject: two reports at the same moment are one case.
CREATE UNIQUE INDEX "moderation_case_one_open" ON "moderation_case" ("kind", "subject_kind", "subject_id") WHERE "decided_at" IS NULL;
-- The queue, which has few rows however many were decided.
CREATE INDEX "moderation_case_open" ON "moderation_case" ("kind", "id") WHERE "decided_at" IS NULL;

CREATE TABLE "report" (
  "id" SERIAL NOT NULL,
  "case_id" INTEGER NOT NULL,
  "reporter_id" INTEGER NOT NULL,
  "reason" TEXT NOT NULL,
  "words" TEXT NOT NULL DEFAULT '',
  "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  CONSTRAINT "report_pkey" PRIMARY KEY ("id"),
  CONSTRAINT "report_reason" CHECK ("reason" IN ('spam', 'abuse', 'private', 'place', 'other'))
);
CREATE UNIQUE INDEX "report_case_id_reporter_id_key" ON "report" ("case_id", "reporter_id");
CREATE INDEX "report_reporter_id_created_at_id_idx" ON "report" ("reporter_id", "created_at" DESC, "id" DESC);
ALTER TABLE "report" ADD CONSTRAINT "report_case_id_fkey" FOREIGN KEY ("case_id") REFERENCES "moderation_case"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "report" ADD CONSTRAINT "report_reporter_id_fkey" FOREIGN KEY ("reporter_id") REFERENCES "person"("id") ON DELETE CASCADE ON UPDATE CASCADE;

CREATE TABLE "held_post" (
  "case_id" INTEGER NOT NULL,
  "person_id" INTEGER NOT NULL,
  "topic_id" INTEGER,
  "title" TEXT NOT NULL DEFAULT '',
  "tags" TEXT[],
  "thread_id" INTEGER,
  "answers_reply_id" INTEGER,
  "body" TEXT NOT NULL,
  "why" TEXT NOT NULL,
  "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  CONSTRAINT "held_post_pkey" PRIMARY KEY ("case_id"),
  CONSTRAINT "held_post_place" CHECK (("topic_id" IS NULL) <> ("thread_id" IS NULL))
);
CREATE INDEX "held_post_person_id_case_id_idx" ON "held_post" ("person_id", "case_id");
CREATE INDEX "held_post_thread_id_idx" ON "held_post" ("thread_id");
CREATE INDEX "held_post_topic_id_idx" ON "held_post" ("topic_id");
CREATE INDEX "held_post_answers_reply_id_idx" ON "held_post" ("answers_reply_id");
ALTER TABLE "held_post" ADD CONSTRAINT "held_post_case_id_fkey" FOREIGN KEY ("case_id") REFERENCES "moderation_case"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "held_post" ADD CONSTRAINT "held_post_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "held_post" ADD CONSTRAINT "held_post_topic_id_fkey" FOREIGN KEY ("topic_id") REFERENCES "topic"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "held_post" ADD CONSTRAINT "held_post_thread_id_fkey" FOREIGN KEY ("thread_id") REFERENCES "thread"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "held_post" ADD CONSTRAINT "held_post_answers_reply_id_fkey" FOREIGN KEY ("answers_reply_id") REFERENCES "reply"("id") ON DELETE SET NULL ON UPDATE CASCADE;
