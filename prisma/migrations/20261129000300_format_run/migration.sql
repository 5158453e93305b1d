-- How far the worker is with making the HTML of texts, the newest first, so that no reader waits for it. One row.
CREATE TABLE "format_run" (
  "only" BOOLEAN NOT NULL DEFAULT TRUE CHECK ("only"),
  -- Of the renderer; 0 so that an installation from before this table is formatted.
  "version" INTEGER NOT NULL DEFAULT 0,
  -- An import has written texts since the run began.
  "wanted" BOOLEAN NOT NULL DEFAULT FALSE,
  "running" BOOLEAN NOT NULL DEFAULT FALSE,
  -- Answers, then threads, below these ids are left; null for all.
  "answer_id" INTEGER,
  "thread_id" INTEGER,
  "done" INTEGER NOT NULL DEFAULT 0,
  "total" INTEGER NOT NULL DEFAULT 0,
  "finished_at" TIMESTAMPTZ(3),
  CONSTRAINT "format_run_pkey" PRIMARY KEY ("only")
);
INSERT INTO "format_run" DEFAULT VALUES;
