-- Meaning of posts as vectors of an embedding model. All of it is derived: it may be emptied at any time and is made again.

-- Models that posts are, or are being, embedded with. Vectors of two models can't be compared; while a new one is worked
-- through, the one before goes on serving.
CREATE TABLE "meaning_model" (
  "id" SMALLINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  -- Name and version.
  "name" TEXT NOT NULL UNIQUE,
  "dimensions" INTEGER NOT NULL CHECK (dimensions BETWEEN 1 AND 4096),
  -- How to open it again, for as long as it serves: 'local' and a folder, or 'http' and an address with the model's name.
  "embedder" TEXT NOT NULL,
  "location" TEXT NOT NULL,
  "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT now(),
  -- What is worked through: 'openings' (and answers), then 'replies', then 'done'.
  "stage" TEXT NOT NULL DEFAULT 'openings' CHECK (stage IN ('openings', 'replies', 'done')),
  -- Posts below this id are still to be looked at in this stage; null for all. The newest come first.
  "cursor" BIGINT,
  "done" INTEGER NOT NULL DEFAULT 0,
  -- Set once all openings and answers have a vector: from then on it serves.
  "ready_at" TIMESTAMPTZ(3)
);

-- A row a part of a post. Part 0 is the title alone.
CREATE TABLE "meaning_vector" (
  "model_id" SMALLINT NOT NULL REFERENCES "meaning_model" ("id") ON DELETE CASCADE,
  "post_id" BIGINT NOT NULL REFERENCES "search_post" ("id") ON DELETE CASCADE,
  "part" SMALLINT NOT NULL,
  -- The group it is looked for in; null for replies, which are never looked for by meaning, only ordered by it.
  "cell" INTEGER,
  -- Signs of the vector: enough to find and to order roughly, by the number of bits that differ.
  "bits" BIT VARYING NOT NULL,
  -- The vector at eight bits a dimension, for the final order.
  "code" BYTEA NOT NULL,
  -- Of the text: what has not changed is not embedded again.
  "digest" BYTEA NOT NULL,
  PRIMARY KEY ("post_id", "model_id", "part")
);
-- The long column goes elsewhere, so that rows that are only compared by their signs lie close together.
ALTER TABLE "meaning_vector" SET (toast_tuple_target = 128);
ALTER TABLE "meaning_vector" ALTER COLUMN "code" SET STORAGE EXTERNAL;
-- All that the search by meaning reads: it never touches the table.
CREATE INDEX "meaning_vector_near" ON "meaning_vector" ("model_id", "cell") INCLUDE ("bits", "post_id") WHERE cell IS NOT NULL;

-- Centres of the groups, as vectors at eight bits. A grouping replaces the one before row by row: both are probed meanwhile.
CREATE TABLE "meaning_cell" (
  "model_id" SMALLINT NOT NULL REFERENCES "meaning_model" ("id") ON DELETE CASCADE,
  "cell" INTEGER NOT NULL,
  "generation" INTEGER NOT NULL,
  "centre" BYTEA NOT NULL,
  PRIMARY KEY ("model_id", "cell")
);

-- Posts that have changed and must be embedded (again).
CREATE TABLE "meaning_due" (
  "post_id" BIGINT PRIMARY KEY REFERENCES "search_post" ("id") ON DELETE CASCADE,
  -- Openings and answers come before replies: an import leaves many of both.
  "sought" BOOLEAN NOT NULL DEFAULT TRUE,
  "changed_at" TIMESTAMPTZ NOT NULL DEFAULT clock_timestamp(),
  "due_at" TIMESTAMPTZ NOT NULL DEFAULT now(),
  "attempts" INTEGER NOT NULL DEFAULT 0,
  "error" TEXT NOT NULL DEFAULT ''
);
CREATE INDEX "meaning_due_at" ON "meaning_due" ("sought" DESC, "due_at");

-- One row: why nothing can be embedded; empty when it can. Seen by administrators.
CREATE TABLE "meaning_state" (
  "only" BOOLEAN PRIMARY KEY DEFAULT TRUE CHECK ("only"),
  "fault" TEXT NOT NULL DEFAULT ''
);
INSERT INTO "meaning_state" DEFAULT VALUES;

-- Written in the transaction of the change itself. Where there is no model nobody would ask for it.
CREATE FUNCTION "meaning_due_of_posts"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT EXISTS (SELECT 1 FROM "meaning_model") THEN RETURN NULL; END IF;
  -- In order of id, so that two writers don't wait for each other.
  INSERT INTO "meaning_due" (post_id, sought) SELECT id, reply_id IS NULL FROM changed ORDER BY id
    ON CONFLICT (post_id) DO UPDATE SET changed_at = clock_timestamp(), due_at = now(), attempts = 0, error = '';
  RETURN NULL;
END $$;
CREATE TRIGGER "meaning_due_insert" AFTER INSERT ON "search_post" REFERENCING NEW TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION "meaning_due_of_posts"();
CREATE TRIGGER "meaning_due_update" AFTER UPDATE ON "search_post" REFERENCING NEW TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION "meaning_due_of_posts"();
