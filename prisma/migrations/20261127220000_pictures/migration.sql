-- Who added a picture: they see it before it stands in any post.
CREATE TABLE "picture_upload" (
  "name" TEXT NOT NULL,
  "person_id" INTEGER NOT NULL,
  "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  CONSTRAINT "picture_upload_pkey" PRIMARY KEY ("name", "person_id"),
  CONSTRAINT "picture_upload_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);
CREATE INDEX "picture_upload_person_id_idx" ON "picture_upload" ("person_id");

CREATE TYPE "picture_place" AS ENUM ('thread', 'reply', 'answer', 'draft');

-- Where a picture stands or stood: whoever may see one of these texts may see it. Rows stay when a text is edited, because
-- its history still shows the picture. Written by triggers, so that no import or later way of writing can forget it.
CREATE TABLE "picture_use" (
  "name" TEXT NOT NULL,
  "place" "picture_place" NOT NULL,
  "post_id" INTEGER NOT NULL,
  CONSTRAINT "picture_use_pkey" PRIMARY KEY ("name", "place", "post_id")
);

-- Pictures that a text shows, in the same words as lib/uploads/store.ts.
CREATE FUNCTION pictures_in(body text) RETURNS SETOF text LANGUAGE sql IMMUTABLE AS $$
  SELECT DISTINCT m[1] FROM regexp_matches(body, '/uploads/([0-9a-f]{32}\.(?:jpg|png|webp|gif))', 'g') m
$$;

-- Whether a picture stands in anything that is not hidden.
CREATE FUNCTION picture_stands(picture text) RETURNS boolean LANGUAGE sql STABLE AS $$
  SELECT EXISTS (
    SELECT 1 FROM picture_use u JOIN thread t ON t.id = u.post_id WHERE u.name = picture AND u.place = 'thread' AND t.hidden_at IS NULL
    UNION ALL
    SELECT 1 FROM picture_use u JOIN reply r ON r.id = u.post_id JOIN thread t ON t.id = r.thread_id
    WHERE u.name = picture AND u.place = 'reply' AND r.hidden_at IS NULL AND t.hidden_at IS NULL
    UNION ALL
    SELECT 1 FROM picture_use u JOIN answer a ON a.id = u.post_id
    WHERE u.name = picture AND u.place IN ('answer', 'draft') AND a.hidden_at IS NULL)
$$;

-- Arguments: the place, the column that names the post, and the one that names the writer. An answer that was never published is a
-- draft. Whoever only knows the address of a picture that is hidden, or in nobody's post yet, does not bring it before others by
-- writing it down.
CREATE FUNCTION note_pictures() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO picture_use (name, place, post_id)
  SELECT p, CASE WHEN TG_TABLE_NAME = 'answer' AND to_jsonb(NEW) ->> 'status' IN ('draft', 'in_review') THEN 'draft' ELSE TG_ARGV[0] END::picture_place,
    (to_jsonb(NEW) ->> TG_ARGV[1])::int FROM pictures_in(NEW.body) p
  WHERE NOT EXISTS (SELECT 1 FROM picture_upload WHERE name = p)
    OR EXISTS (SELECT 1 FROM picture_upload WHERE name = p AND person_id = (to_jsonb(NEW) ->> TG_ARGV[2])::int)
    OR picture_stands(p)
  ON CONFLICT DO NOTHING;
  RETURN NULL;
END
$$;

CREATE TRIGGER pictures_of_thread AFTER INSERT OR UPDATE OF body ON thread
  FOR EACH ROW WHEN (NEW.body LIKE '%/uploads/%') EXECUTE FUNCTION note_pictures('thread', 'id', 'author_id');
CREATE TRIGGER pictures_of_reply AFTER INSERT OR UPDATE OF body ON reply
  FOR EACH ROW WHEN (NEW.body LIKE '%/uploads/%') EXECUTE FUNCTION note_pictures('reply', 'id', 'author_id');
-- A merged thread's history goes along with its opening, which is a reply from then on.
CREATE TRIGGER pictures_of_reply_revision AFTER INSERT ON reply_revision
  FOR EACH ROW WHEN (NEW.body LIKE '%/uploads/%') EXECUTE FUNCTION note_pictures('reply', 'reply_id', 'author_id');
CREATE TRIGGER pictures_of_thread_revision AFTER INSERT ON thread_revision
  FOR EACH ROW WHEN (NEW.body LIKE '%/uploads/%') EXECUTE FUNCTION note_pictures('thread', 'thread_id', 'author_id');
CREATE TRIGGER pictures_of_answer AFTER INSERT OR UPDATE OF body, status ON answer
  FOR EACH ROW WHEN (NEW.body LIKE '%/uploads/%') EXECUTE FUNCTION note_pictures('answer', 'id', 'author_id');
CREATE TRIGGER pictures_of_answer_revision AFTER INSERT ON answer_revision
  FOR EACH ROW WHEN (NEW.body LIKE '%/uploads/%') EXECUTE FUNCTION note_pictures('answer', 'answer_id', 'author_id');
CREATE TRIGGER pictures_of_draft AFTER INSERT OR UPDATE OF body ON answer_draft
  FOR EACH ROW WHEN (NEW.body LIKE '%/uploads/%') EXECUTE FUNCTION note_pictures('draft', 'answer_id', 'edited_by');

INSERT INTO picture_use (name, place, post_id)
SELECT DISTINCT p, place, post_id FROM (
  SELECT 'thread'::picture_place AS place, id AS post_id, body FROM thread WHERE body LIKE '%/uploads/%'
  UNION ALL SELECT 'thread', thread_id, body FROM thread_revision WHERE body LIKE '%/uploads/%'
  UNION ALL SELECT 'reply', id, body FROM reply WHERE body LIKE '%/uploads/%'
  UNION ALL SELECT 'reply', reply_id, body FROM reply_revision WHERE body LIKE '%/uploads/%'
  UNION ALL SELECT CASE WHEN status IN ('draft', 'in_review') THEN 'draft' ELSE 'answer' END::picture_place, id, body FROM answer WHERE body LIKE '%/uploads/%'
  UNION ALL SELECT 'answer', answer_id, body FROM answer_revision WHERE body LIKE '%/uploads/%'
  UNION ALL SELECT 'draft', answer_id, body FROM answer_draft WHERE body LIKE '%/uploads/%'
) texts, pictures_in(texts.body) p;
