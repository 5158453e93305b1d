-- Whether an answer helped its readers, counted by revision.
CREATE TABLE "helpful_count" (
  "answer_id" INTEGER NOT NULL,
  "revision" INTEGER NOT NULL,
  "yes" INTEGER NOT NULL DEFAULT 0,
  "no" INTEGER NOT NULL DEFAULT 0,
  CONSTRAINT "helpful_count_pkey" PRIMARY KEY ("answer_id", "revision"),
  CONSTRAINT "helpful_count_not_negative" CHECK ("yes" >= 0 AND "no" >= 0)
);
ALTER TABLE "helpful_count" ADD CONSTRAINT "helpful_count_answer_id_fkey" FOREIGN KEY ("answer_id") REFERENCES "answer"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- Who of today's visitors said so: each counts once a day, and may change it.
CREATE TABLE "helpful_vote" (
  "day" DATE NOT NULL,
  "answer_id" INTEGER NOT NULL,
  "visitor" BYTEA NOT NULL,
  "revision" INTEGER NOT NULL,
  "helpful" BOOLEAN NOT NULL,
  CONSTRAINT "helpful_vote_pkey" PRIMARY KEY ("day", "answer_id", "visitor")
);
CREATE INDEX "helpful_vote_answer_id_idx" ON "helpful_vote" ("answer_id");
ALTER TABLE "helpful_vote" ADD CONSTRAINT "helpful_vote_answer_id_fkey" FOREIGN KEY ("answer_id") REFERENCES "answer"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- What readers missed in an answer, for editors. It names nobody.
CREATE TABLE "answer_feedback" (
  "id" SERIAL NOT NULL,
  "answer_id" INTEGER NOT NULL,
  "revision" INTEGER NOT NULL,
  "day" DATE NOT NULL,
  "text" TEXT NOT NULL,
  "handled_at" TIMESTAMPTZ(3),
  CONSTRAINT "answer_feedback_pkey" PRIMARY KEY ("id")
);
CREATE INDEX "answer_feedback_handled_at_id_idx" ON "answer_feedback" ("handled_at", "id");
CREATE INDEX "answer_feedback_answer_id_id_idx" ON "answer_feedback" ("answer_id", "id");
CREATE INDEX "answer_feedback_day_idx" ON "answer_feedback" ("day");
ALTER TABLE "answer_feedback" ADD CONSTRAINT "answer_feedback_answer_id_fkey" FOREIGN KEY ("answer_id") REFERENCES "answer"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- By which searches people came to an answer.
CREATE INDEX "search_log_clicked_kind_clicked_id_idx" ON "search_log" ("clicked_kind", "clicked_id");
