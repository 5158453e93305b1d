-- A text that took too long to format is shown as it was written. Its source stays beside its HTML until the worker
-- has tried it once more, with the tags of the pages that show it.
ALTER TABLE "rendered_body" ADD COLUMN "source" TEXT;
ALTER TABLE "rendered_body" ADD COLUMN "pages" TEXT[] NOT NULL DEFAULT '{}';
CREATE INDEX "rendered_body_cut_off" ON "rendered_body" ("digest") WHERE "source" IS NOT NULL;
