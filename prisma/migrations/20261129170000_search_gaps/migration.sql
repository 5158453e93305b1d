-- What people search for, counted from the log of searches: the worker masks and counts the rows that are there, too.
CREATE TABLE "search_query" (
  "id" SERIAL NOT NULL,
  "text" TEXT NOT NULL,
  "searches" INTEGER NOT NULL DEFAULT 0,
  "sessions" INTEGER NOT NULL DEFAULT 0,
  "not_found" INTEGER NOT NULL DEFAULT 0,
  "not_opened" INTEGER NOT NULL DEFAULT 0,
  "refined" INTEGER NOT NULL DEFAULT 0,
  "shown" BOOLEAN NOT NULL DEFAULT false,
  "kept" BOOLEAN NOT NULL DEFAULT false,
  "changes" INTEGER NOT NULL DEFAULT 0,
  "handled" INTEGER NOT NULL DEFAULT 0,
  CONSTRAINT "search_query_pkey" PRIMARY KEY ("id")
);
CREATE UNIQUE INDEX "search_query_text_key" ON "search_query" ("text");
CREATE INDEX "search_query_sessions_id_idx" ON "search_query" ("sessions" DESC, "id");
CREATE INDEX "search_query_unhandled" ON "search_query" ("id") WHERE "handled" < "changes";
CREATE INDEX "search_query_rare" ON "search_query" ("id") WHERE NOT "shown" AND "not_found" + "not_opened" + "refined" > 0;
CREATE INDEX "search_query_empty" ON "search_query" ("id") WHERE "sessions" = 0 AND NOT "kept";

CREATE TABLE "search_query_day" (
  "query_id" INTEGER NOT NULL,
  "day" DATE NOT NULL,
  "searches" INTEGER NOT NULL,
  "sessions" INTEGER NOT NULL,
  "not_found" INTEGER NOT NULL,
  "not_opened" INTEGER NOT NULL,
  "refined" INTEGER NOT NULL,
  CONSTRAINT "search_query_day_pkey" PRIMARY KEY ("query_id", "day")
);
CREATE INDEX "search_query_day_day_idx" ON "search_query_day" ("day");
ALTER TABLE "search_query_day" ADD CONSTRAINT "search_query_day_query_id_fkey" FOREIGN KEY ("query_id") REFERENCES "search_query"("id") ON DELETE CASCADE ON UPDATE CASCADE;

CREATE TABLE "search_query_session" (
  "query_id" INTEGER NOT NULL,
  "day" DATE NOT NULL,
  "session" BYTEA NOT NULL,
  "searches" INTEGER NOT NULL,
  "found" BOOLEAN NOT NULL,
  "opened" BOOLEAN NOT NULL,
  "refined" BOOLEAN NOT NULL,
  CONSTRAINT "search_query_session_pkey" PRIMARY KEY ("query_id", "day", "session")
);
CREATE INDEX "search_query_session_day_idx" ON "search_query_session" ("day");
ALTER TABLE "search_query_session" ADD CONSTRAINT "search_query_session_query_id_fkey" FOREIGN KEY ("query_id") REFERENCES "search_query"("id") ON DELETE CASCADE ON UPDATE CASCADE;

CREATE TABLE "search_log_run" (
  "id" INTEGER NOT NULL DEFAULT 1,
  "mask_version" INTEGER NOT NULL DEFAULT 0,
  "masked_to" BIGINT NOT NULL DEFAULT 0,
  "counted_at" TIMESTAMPTZ(3) NOT NULL DEFAULT '1970-01-01 00:00:00+00'::timestamptz,
  "counted_to" BIGINT NOT NULL DEFAULT 0,
  CONSTRAINT "search_log_run_pkey" PRIMARY KEY ("id"),
  CONSTRAINT "search_log_run_one" CHECK ("id" = 1)
);
INSERT INTO "search_log_run" DEFAULT VALUES;
-- In the order of time, as the log is counted.
DROP INDEX "search_log_at_idx";
CREATE INDEX "search_log_at_id_idx" ON "search_log" ("at", "id");

CREATE TABLE "search_synonym" (
  "id" SERIAL NOT NULL,
  "words" TEXT NOT NULL,
  "means" TEXT NOT NULL,
  "both_ways" BOOLEAN NOT NULL DEFAULT true,
  "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  "changed_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  CONSTRAINT "search_synonym_pkey" PRIMARY KEY ("id")
);
CREATE UNIQUE INDEX "search_synonym_words_means_key" ON "search_synonym" ("words", "means");

-- Golden queries were in a file. The worker reads it once.
CREATE TABLE "golden_query" (
  "id" SERIAL NOT NULL,
  "query" TEXT NOT NULL,
  "hit" TEXT NOT NULL,
  "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  "checked_at" TIMESTAMPTZ(3),
  "passes" BOOLEAN,
  "failing_since" TIMESTAMPTZ(3),
  CONSTRAINT "golden_query_pkey" PRIMARY KEY ("id")
);
CREATE UNIQUE INDEX "golden_query_query_key" ON "golden_query" ("query");
CREATE TABLE "golden_file" (
  "digest" BYTEA NOT NULL,
  "read_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  CONSTRAINT "golden_file_pkey" PRIMARY KEY ("digest")
);

-- Searches that mean the same and find nothing useful.
CREATE TYPE "search_gap_state" AS ENUM ('open', 'closed', 'dismissed');
CREATE TABLE "search_gap" (
  "id" SERIAL NOT NULL,
  "state" "search_gap_state" NOT NULL DEFAULT 'open',
  "opened_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  "since" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  "reason" TEXT NOT NULL DEFAULT '',
  "way" TEXT NOT NULL DEFAULT '',
  "golden_id" INTEGER,
  "searches" INTEGER NOT NULL DEFAULT 0,
  "sessions" INTEGER NOT NULL DEFAULT 0,
  "not_found" INTEGER NOT NULL DEFAULT 0,
  "not_opened" INTEGER NOT NULL DEFAULT 0,
  "refined" INTEGER NOT NULL DEFAULT 0,
  "failed" INTEGER NOT NULL DEFAULT 0,
  "shown" BOOLEAN NOT NULL DEFAULT false,
  CONSTRAINT "search_gap_pkey" PRIMARY KEY ("id")
);
CREATE UNIQUE INDEX "search_gap_golden_id_key" ON "search_gap" ("golden_id");
CREATE INDEX "search_gap_state_shown_failed_id_idx" ON "search_gap" ("state", "shown", "failed" DESC, "id");
ALTER TABLE "search_gap" ADD CONSTRAINT "search_gap_golden_id_fkey" FOREIGN KEY ("golden_id") REFERENCES "golden_query"("id") ON DELETE SET NULL ON UPDATE CASCADE;

CREATE TABLE "search_gap_query" (
  "query_id" INTEGER NOT NULL,
  "gap_id" INTEGER NOT NULL,
  "terms" TEXT[],
  "model_id" INTEGER,
  "vector" BYTEA,
  CONSTRAINT "search_gap_query_pkey" PRIMARY KEY ("query_id")
);
CREATE INDEX "search_gap_query_gap_id_idx" ON "search_gap_query" ("gap_id");
CREATE INDEX "search_gap_query_terms_idx" ON "search_gap_query" USING GIN ("terms");
ALTER TABLE "search_gap_query" ADD CONSTRAINT "search_gap_query_gap_id_fkey" FOREIGN KEY ("gap_id") REFERENCES "search_gap"("id") ON DELETE CASCADE ON UPDATE CASCADE;

CREATE TABLE "search_gap_event" (
  "id" SERIAL NOT NULL,
  "gap_id" INTEGER NOT NULL,
  "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  "what" TEXT NOT NULL,
  "detail" TEXT NOT NULL DEFAULT '',
  CONSTRAINT "search_gap_event_pkey" PRIMARY KEY ("id")
);
CREATE INDEX "search_gap_event_gap_id_id_idx" ON "search_gap_event" ("gap_id", "id");
ALTER TABLE "search_gap_event" ADD CONSTRAINT "search_gap_event_gap_id_fkey" FOREIGN KEY ("gap_id") REFERENCES "search_gap"("id") ON DELETE CASCADE ON UPDATE CASCADE;
