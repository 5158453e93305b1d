-- Answering a search gap again removes the pair it had, but only one that it added itself. Of those that are there nobody knows: they stay.
ALTER TABLE "golden_query" ADD COLUMN "by_gap" BOOLEAN NOT NULL DEFAULT false;
