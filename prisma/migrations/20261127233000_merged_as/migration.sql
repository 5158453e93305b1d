-- The reply that a merged thread's opening became: its old addresses lead there, and those of its replies behind it.
ALTER TABLE "thread" ADD COLUMN "merged_as_id" INTEGER;
ALTER TABLE "thread" ADD CONSTRAINT "thread_merged_as_id_fkey" FOREIGN KEY ("merged_as_id") REFERENCES "reply" ("id") ON DELETE SET NULL ON UPDATE CASCADE;
