-- What canonical answers cite beside their text.
CREATE TYPE "citation_state" AS ENUM ('fine', 'changed', 'gone', 'merged', 'moved');
CREATE TABLE "citation" (
  "id" SERIAL NOT NULL,
  "answer_id" INTEGER NOT NULL,
  "position" INTEGER NOT NULL,
  "label" TEXT NOT NULL,
  "claim" TEXT NOT NULL,
  "thread_id" INTEGER,
  "reply_id" INTEGER,
  "cited_answer_id" INTEGER,
  "cited_revision" INTEGER,
  "cited_at" TIMESTAMPTZ(3) NOT NULL,
  "verified_at" TIMESTAMPTZ(3),
  "state" "citation_state" NOT NULL DEFAULT 'fine',
  "noticed_at" TIMESTAMPTZ(3),
  "checked_up_to" INTEGER,
  CONSTRAINT "citation_pkey" PRIMARY KEY ("id")
);
CREATE UNIQUE INDEX "citation_answer_id_position_key" ON "citation" ("answer_id", "position");
CREATE INDEX "citation_thread_id_idx" ON "citation" ("thread_id");
CREATE INDEX "citation_reply_id_idx" ON "citation" ("reply_id");
CREATE INDEX "citation_cited_answer_id_idx" ON "citation" ("cited_answer_id");
CREATE INDEX "citation_state_noticed_at_id_idx" ON "citation" ("state", "noticed_at", "id");
ALTER TABLE "citation" ADD CONSTRAINT "citation_answer_id_fkey" FOREIGN KEY ("answer_id") REFERENCES "answer"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "citation" ADD CONSTRAINT "citation_thread_id_fkey" FOREIGN KEY ("thread_id") REFERENCES "thread"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "citation" ADD CONSTRAINT "citation_reply_id_fkey" FOREIGN KEY ("reply_id") REFERENCES "reply"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "citation" ADD CONSTRAINT "citation_cited_answer_id_fkey" FOREIGN KEY ("cited_answer_id") REFERENCES "answer"("id") ON DELETE CASCADE ON UPDATE CASCADE;
