-- What editors decided about related links, and what stands behind the map of duplicates.
CREATE TYPE "related_choice_kind" AS ENUM ('pinned', 'banned');
CREATE TABLE "related_choice" (
  "from_kind" "subject_kind" NOT NULL,
  "from_id" INTEGER NOT NULL,
  "to_kind" "subject_kind" NOT NULL,
  "to_id" INTEGER NOT NULL,
  "choice" "related_choice_kind" NOT NULL,
  "editor_id" INTEGER,
  "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  CONSTRAINT "related_choice_pkey" PRIMARY KEY ("from_kind", "from_id", "to_kind", "to_id")
);
CREATE INDEX "related_choice_to_kind_to_id_idx" ON "related_choice" ("to_kind", "to_id");

-- One row: how far the working out of every related list is. A new run begins where the last was stopped.
CREATE TABLE "related_rebuild" (
  "only" BOOLEAN NOT NULL DEFAULT TRUE,
  "wanted" BOOLEAN NOT NULL DEFAULT FALSE,
  -- Answers up to this id, then threads up to that one, are done.
  "answer_id" INTEGER NOT NULL DEFAULT 0,
  "thread_id" INTEGER NOT NULL DEFAULT 0,
  "done" INTEGER NOT NULL DEFAULT 0,
  "total" INTEGER NOT NULL DEFAULT 0,
  "finished_at" TIMESTAMPTZ(3),
  CONSTRAINT "related_rebuild_pkey" PRIMARY KEY ("only"),
  CONSTRAINT "related_rebuild_only" CHECK ("only")
);
INSERT INTO "related_rebuild" DEFAULT VALUES;

-- On how many days one visitor opened both threads. Visitors are not told apart here: only the number stays.
CREATE TABLE "opened_together" (
  "low_id" INTEGER NOT NULL,
  "high_id" INTEGER NOT NULL,
  "count" INTEGER NOT NULL,
  CONSTRAINT "opened_together_pkey" PRIMARY KEY ("low_id", "high_id"),
  CONSTRAINT "opened_together_low_id_fkey" FOREIGN KEY ("low_id") REFERENCES "thread" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
  CONSTRAINT "opened_together_high_id_fkey" FOREIGN KEY ("high_id") REFERENCES "thread" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);
CREATE INDEX "opened_together_high_id_idx" ON "opened_together" ("high_id");

-- Pairs of threads of which an editor said that they don't ask the same.
CREATE TABLE "distinct_threads" (
  "low_id" INTEGER NOT NULL,
  "high_id" INTEGER NOT NULL,
  "editor_id" INTEGER,
  "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  CONSTRAINT "distinct_threads_pkey" PRIMARY KEY ("low_id", "high_id"),
  CONSTRAINT "distinct_threads_low_id_fkey" FOREIGN KEY ("low_id") REFERENCES "thread" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
  CONSTRAINT "distinct_threads_high_id_fkey" FOREIGN KEY ("high_id") REFERENCES "thread" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- How near two threads are in meaning, where it is known: what the map of duplicates is drawn from.
ALTER TABLE "related_link" ADD COLUMN "nearness" DOUBLE PRECISION;
CREATE INDEX "related_link_near" ON "related_link" ("nearness" DESC) WHERE from_kind = 'thread' AND to_kind = 'thread' AND nearness IS NOT NULL;

-- A thread whose posts went into another: its address leads there.
ALTER TABLE "thread" ADD COLUMN "merged_into_id" INTEGER;
CREATE INDEX "thread_merged_into_id_idx" ON "thread" ("merged_into_id");
ALTER TABLE "thread" ADD CONSTRAINT "thread_merged_into_id_fkey" FOREIGN KEY ("merged_into_id") REFERENCES "thread" ("id") ON DELETE SET NULL ON UPDATE CASCADE;
