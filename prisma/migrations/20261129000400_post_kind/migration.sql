-- What a post of search is. Until now ranges of its place said so.
--   opening        the first post of a thread
--   reply          a reply
--   head           title, summary and lead of an answer
--   section        a section of an answer
--   alias          another way to ask for an answer, written by an editor
--   covered_title  the title of a thread that an answer covers
CREATE TYPE "post_kind" AS ENUM ('opening', 'reply', 'head', 'section', 'alias', 'covered_title');

-- Most posts are replies, and a constant default rewrites no row: readers and writers wait for a moment, at any size. The next
-- migration, a transaction of its own, names the others. A generated column would do both at once, but it writes the whole table and
-- its two word indexes again, and nobody can search meanwhile.
ALTER TABLE "search_post" ADD COLUMN "kind" "post_kind" NOT NULL DEFAULT 'reply';
ALTER TABLE "search_post" ALTER COLUMN "kind" DROP DEFAULT;

CREATE FUNCTION "post_kind_of"("of" "search_post") RETURNS "post_kind" LANGUAGE sql IMMUTABLE AS $$
  SELECT (CASE
    WHEN ("of").group_kind = 'thread' THEN CASE WHEN ("of").reply_id IS NULL THEN 'opening' ELSE 'reply' END
    WHEN ("of").place = 0 THEN 'head'
    WHEN ("of").place < 500000 THEN 'section'
    WHEN ("of").place < 1000000 THEN 'alias'
    ELSE 'covered_title'
  END)::post_kind
$$;

-- A process of an earlier version of the program writes posts without their kind while it is replaced.
CREATE FUNCTION "name_post_kind"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.kind := post_kind_of(NEW);
  RETURN NEW;
END $$;
CREATE TRIGGER "name_post_kind" BEFORE INSERT ON "search_post"
  FOR EACH ROW WHEN (NEW.kind IS NULL) EXECUTE FUNCTION "name_post_kind"();
