-- Slugs may have letters of any script, and tags "#" (c#, f#). What is there stays as it is.
ALTER TABLE "topic" DROP CONSTRAINT "topic_slug_form";
ALTER TABLE "topic" ADD CONSTRAINT "topic_slug_form" CHECK (slug !~ '[[:space:]/?#%A-Z]' AND slug !~ '(^-|-$|--)' AND slug <> '');
ALTER TABLE "answer" DROP CONSTRAINT "answer_slug_form";
ALTER TABLE "answer" ADD CONSTRAINT "answer_slug_form" CHECK (slug !~ '[[:space:]/?#%A-Z]' AND slug !~ '(^-|-$|--)' AND slug <> '');
ALTER TABLE "tag" DROP CONSTRAINT "tag_name_form";
ALTER TABLE "tag" ADD CONSTRAINT "tag_name_form" CHECK (name = lower(name) AND name <> '' AND name !~ '[\s/?]');

-- A thread called "Related" or "Duplicate" had the address of a page or form of ours.
UPDATE "thread" SET slug = slug || '-thread' WHERE slug IN ('related', 'duplicate');

-- What a source said last time of what may also be changed here: a later import compares all three. Null where an import
-- was made before this was kept.
ALTER TABLE "imported_record" ADD COLUMN "said" JSONB;
