-- Imports from the browser: what was uploaded, what a dry run found, how far the import is, and its report.
CREATE TABLE "import_run" (
  "id" SERIAL NOT NULL,
  "kind" TEXT NOT NULL,
  "source" TEXT NOT NULL,
  "file_name" TEXT NOT NULL,
  "folder" TEXT,
  "path" TEXT,
  "bytes" BIGINT NOT NULL,
  "options" JSONB NOT NULL,
  "state" TEXT NOT NULL,
  "stop_wanted" BOOLEAN NOT NULL DEFAULT false,
  "attempts" INTEGER NOT NULL DEFAULT 0,
  "part" DOUBLE PRECISION NOT NULL DEFAULT 0,
  "threads" INTEGER NOT NULL DEFAULT 0,
  "posts" INTEGER NOT NULL DEFAULT 0,
  "worked_ms" INTEGER NOT NULL DEFAULT 0,
  "interrupted" BOOLEAN NOT NULL DEFAULT false,
  "checked" TEXT,
  "report" TEXT,
  "error" TEXT NOT NULL DEFAULT '',
  "created_by" INTEGER,
  "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  "ended_at" TIMESTAMPTZ(3),
  CONSTRAINT "import_run_pkey" PRIMARY KEY ("id"),
  CONSTRAINT "import_run_state" CHECK ("state" IN ('checking', 'checked', 'running', 'stopped', 'done', 'failed', 'discarded'))
);
-- One at a time.
CREATE UNIQUE INDEX "import_run_one" ON "import_run" ((true)) WHERE "state" IN ('checking', 'checked', 'running', 'stopped');
CREATE INDEX "import_run_created_by_idx" ON "import_run" ("created_by");
