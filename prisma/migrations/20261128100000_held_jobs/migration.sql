-- Jobs that were waiting when a backup was made. A restore puts them here and not into the queue: nobody is written to
-- before an admin has looked.
CREATE TABLE "held_job" (
  "id" BIGSERIAL NOT NULL,
  "name" TEXT NOT NULL,
  "data" JSONB NOT NULL,
  "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  CONSTRAINT "held_job_pkey" PRIMARY KEY ("id")
);
CREATE INDEX "held_job_name_id_idx" ON "held_job" ("name", "id");
