-- Anchors of sections follow another rule now, and texts everywhere link to those that exist. Null: all anchors of the answer are
-- by the first rule. Its next revision writes down which of them differ, by heading.
ALTER TABLE "answer" ADD COLUMN "kept_anchors" JSONB;
UPDATE "answer" SET kept_anchors = '{}' WHERE revision_number = 0;
ALTER TABLE "answer" ALTER COLUMN "kept_anchors" SET DEFAULT '{}';
