-- How a source was before an editor verified it: so that it can be undone.
ALTER TABLE "citation" ADD COLUMN "before_verified" JSONB;
