-- What became of each picture that the texts of a source show: its name here, or why it could not be taken. A run that goes on does
-- not fetch it again, and a failure is tried again by the next run.
CREATE TABLE "imported_picture" (
  "source_id" INTEGER NOT NULL,
  "digest" BYTEA NOT NULL,
  "address" TEXT NOT NULL,
  "name" TEXT,
  "error" TEXT,
  "tried_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  CONSTRAINT "imported_picture_pkey" PRIMARY KEY ("source_id", "digest"),
  CONSTRAINT "imported_picture_source_id_fkey" FOREIGN KEY ("source_id") REFERENCES "import_source" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
  CONSTRAINT "imported_picture_outcome" CHECK (("name" IS NULL) <> ("error" IS NULL))
);
CREATE INDEX "imported_picture_name_idx" ON "imported_picture" ("name");
