-- A title leads to an answer as long as its thread may be seen: the thread must be known for that.
ALTER TABLE "coverage_alias" ADD CONSTRAINT "coverage_alias_thread_id_fkey"
  FOREIGN KEY ("thread_id") REFERENCES "thread" ("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- The revision that answers what the asker missed; null where the answer stands as it was.
ALTER TABLE "coverage_ruling" ADD COLUMN "revision" INTEGER;

-- Who begins a draft is its author; who saved it last may have mended a comma.
ALTER TABLE "answer_draft" ADD COLUMN "started_by" INTEGER;
UPDATE "answer_draft" SET "started_by" = "edited_by";
