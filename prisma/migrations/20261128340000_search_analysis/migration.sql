-- How the posts in search were taken apart: by which version of the program and of ICU, and how far the worker is that takes them
-- apart again where that has changed. One row.
CREATE TABLE "search_analysis" (
  "only" BOOLEAN PRIMARY KEY DEFAULT TRUE CHECK ("only"),
  -- Empty: not known, so that an installation from before this table is read again.
  "version" TEXT NOT NULL DEFAULT '',
  "running" BOOLEAN NOT NULL DEFAULT FALSE,
  -- Posts up to this id are done; those behind "last" came after it began, and need nothing.
  "reached" BIGINT NOT NULL DEFAULT 0,
  "last" BIGINT NOT NULL DEFAULT 0,
  "done" INTEGER NOT NULL DEFAULT 0,
  "total" INTEGER NOT NULL DEFAULT 0,
  -- Posts whose words are others than before.
  "changed" INTEGER NOT NULL DEFAULT 0,
  "finished_at" TIMESTAMPTZ(3)
);
INSERT INTO "search_analysis" DEFAULT VALUES;
