-- Threads that an editor covered in one act, and what became of each, so that one act undoes it.
CREATE TYPE "cover_outcome" AS ENUM ('covered', 'asked_again', 'already', 'contested', 'more_open', 'gone', 'undone', 'kept_answered', 'kept_changed');
CREATE TABLE "cover_batch" (
  "id" SERIAL NOT NULL,
  "answer_id" INTEGER NOT NULL,
  "editor_id" INTEGER,
  "created_at" TIMESTAMPTZ(3) NOT NULL,
  "undone_at" TIMESTAMPTZ(3),
  CONSTRAINT "cover_batch_pkey" PRIMARY KEY ("id")
);
CREATE INDEX "cover_batch_editor_id_id_idx" ON "cover_batch" ("editor_id", "id" DESC);
CREATE INDEX "cover_batch_answer_id_idx" ON "cover_batch" ("answer_id");
ALTER TABLE "cover_batch" ADD CONSTRAINT "cover_batch_answer_id_fkey" FOREIGN KEY ("answer_id") REFERENCES "answer"("id") ON DELETE CASCADE ON UPDATE CASCADE;

CREATE TABLE "cover_batch_thread" (
  "batch_id" INTEGER NOT NULL,
  "thread_id" INTEGER NOT NULL,
  "section" TEXT,
  "outcome" "cover_outcome" NOT NULL,
  CONSTRAINT "cover_batch_thread_pkey" PRIMARY KEY ("batch_id", "thread_id")
);
CREATE INDEX "cover_batch_thread_thread_id_idx" ON "cover_batch_thread" ("thread_id");
ALTER TABLE "cover_batch_thread" ADD CONSTRAINT "cover_batch_thread_batch_id_fkey" FOREIGN KEY ("batch_id") REFERENCES "cover_batch"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "cover_batch_thread" ADD CONSTRAINT "cover_batch_thread_thread_id_fkey" FOREIGN KEY ("thread_id") REFERENCES "thread"("id") ON DELETE CASCADE ON UPDATE CASCADE;
