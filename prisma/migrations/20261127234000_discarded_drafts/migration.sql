-- Nothing is deleted by people: a draft that was thrown away can be brought back until another is begun.
ALTER TABLE "answer_draft" ADD COLUMN "discarded_at" TIMESTAMPTZ(3);
