-- Views by day, from now on: what was viewed before is in the totals.
CREATE TABLE "view_day" (
  "kind" "subject_kind" NOT NULL,
  "subject_id" INTEGER NOT NULL,
  "day" DATE NOT NULL,
  "views" INTEGER NOT NULL,
  CONSTRAINT "view_day_pkey" PRIMARY KEY ("kind", "subject_id", "day")
);
CREATE INDEX "view_day_day_idx" ON "view_day" ("day");

-- Threads that ask the same, and that no live answer covers.
CREATE TYPE "gap_state" AS ENUM ('open', 'covered', 'dismissed', 'gone');
CREATE TABLE "gap" (
  "id" SERIAL NOT NULL,
  "state" "gap_state" NOT NULL DEFAULT 'open',
  "opened_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  "since" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  "reason" TEXT NOT NULL DEFAULT '',
  "title_id" INTEGER,
  "writer_id" INTEGER,
  "writing_until" TIMESTAMPTZ(3),
  "answer_id" INTEGER,
  "merged_into_id" INTEGER,
  "by_hand" BOOLEAN NOT NULL DEFAULT false,
  "threads" INTEGER NOT NULL DEFAULT 0,
  "unanswered" INTEGER NOT NULL DEFAULT 0,
  "views" INTEGER NOT NULL DEFAULT 0,
  "views_before" INTEGER NOT NULL DEFAULT 0,
  "searches" INTEGER NOT NULL DEFAULT 0,
  "demand" DOUBLE PRECISION NOT NULL DEFAULT 0,
  "figures_at" TIMESTAMPTZ(3),
  CONSTRAINT "gap_pkey" PRIMARY KEY ("id")
);
CREATE INDEX "gap_state_demand_id_idx" ON "gap" ("state", "demand" DESC, "id");

CREATE TABLE "gap_thread" (
  "thread_id" INTEGER NOT NULL,
  "gap_id" INTEGER NOT NULL,
  "by_hand" BOOLEAN NOT NULL DEFAULT false,
  "joined_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  CONSTRAINT "gap_thread_pkey" PRIMARY KEY ("thread_id")
);
CREATE INDEX "gap_thread_gap_id_thread_id_idx" ON "gap_thread" ("gap_id", "thread_id");
ALTER TABLE "gap_thread" ADD CONSTRAINT "gap_thread_gap_id_fkey" FOREIGN KEY ("gap_id") REFERENCES "gap"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "gap_thread" ADD CONSTRAINT "gap_thread_thread_id_fkey" FOREIGN KEY ("thread_id") REFERENCES "thread"("id") ON DELETE CASCADE ON UPDATE CASCADE;

CREATE TABLE "gap_apart" (
  "thread_id" INTEGER NOT NULL,
  "gap_id" INTEGER NOT NULL,
  CONSTRAINT "gap_apart_pkey" PRIMARY KEY ("thread_id", "gap_id")
);
ALTER TABLE "gap_apart" ADD CONSTRAINT "gap_apart_thread_id_fkey" FOREIGN KEY ("thread_id") REFERENCES "thread"("id") ON DELETE CASCADE ON UPDATE CASCADE;

CREATE TABLE "gap_event" (
  "id" SERIAL NOT NULL,
  "gap_id" INTEGER NOT NULL,
  "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  "what" TEXT NOT NULL,
  "detail" TEXT NOT NULL DEFAULT '',
  CONSTRAINT "gap_event_pkey" PRIMARY KEY ("id")
);
CREATE INDEX "gap_event_gap_id_id_idx" ON "gap_event" ("gap_id", "id");
ALTER TABLE "gap_event" ADD CONSTRAINT "gap_event_gap_id_fkey" FOREIGN KEY ("gap_id") REFERENCES "gap"("id") ON DELETE CASCADE ON UPDATE CASCADE;
