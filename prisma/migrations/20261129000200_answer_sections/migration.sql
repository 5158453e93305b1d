-- The sections of an answer's published text, taken apart when it is written: listings, searches and cards read a heading or a
-- passage by the name of its section, and no body.
CREATE TABLE "answer_section" (
  "answer_id" INTEGER NOT NULL,
  -- 0 what stands before the first heading.
  "number" INTEGER NOT NULL,
  "anchor" TEXT NOT NULL,
  "heading" TEXT NOT NULL,
  -- Markdown, with the notes and addresses that it needs and other sections hold. Its HTML is in rendered_body, by its digest.
  "source" TEXT NOT NULL,
  "plain" TEXT NOT NULL,
  -- Markdown of how it begins, as a card shows it.
  "passage" TEXT NOT NULL,
  CONSTRAINT "answer_section_pkey" PRIMARY KEY ("answer_id", "number"),
  CONSTRAINT "answer_section_answer_id_fkey" FOREIGN KEY ("answer_id") REFERENCES "answer" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);
-- Not unique: of two headings each may keep the anchor that it had in another revision. The first one is meant, as in a browser.
CREATE INDEX "answer_section_answer_id_anchor_idx" ON "answer_section" ("answer_id", "anchor");

-- By which rules the sections were made; 0 where they are not stored. Adding a column with a constant rewrites no row.
ALTER TABLE "answer" ADD COLUMN "sections_version" INTEGER NOT NULL DEFAULT 0;
ALTER TABLE "answer" ADD COLUMN "word_count" INTEGER NOT NULL DEFAULT 0;
CREATE INDEX "answer_sections_version_idx" ON "answer" ("sections_version");

-- Whatever changes a text, its old sections are gone with it.
CREATE FUNCTION "forget_answer_sections"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.sections_version := 0;
  DELETE FROM answer_section WHERE answer_id = OLD.id;
  RETURN NEW;
END $$;
CREATE TRIGGER "forget_answer_sections" BEFORE UPDATE OF "body", "summary", "kept_anchors" ON "answer"
  FOR EACH ROW WHEN ((OLD.body, OLD.summary, OLD.kept_anchors) IS DISTINCT FROM (NEW.body, NEW.summary, NEW.kept_anchors))
  EXECUTE FUNCTION "forget_answer_sections"();
