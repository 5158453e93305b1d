-- What new accounts have posted within a week, as digests of texts and links: spam repeats itself.
CREATE TABLE "spam_trace" (
  "digest" BYTEA NOT NULL,
  "place" TEXT NOT NULL,
  "person_id" INTEGER NOT NULL,
  "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  CONSTRAINT "spam_trace_pkey" PRIMARY KEY ("digest", "place")
);
CREATE INDEX "spam_trace_at_idx" ON "spam_trace" ("at");
CREATE INDEX "spam_trace_person_id_idx" ON "spam_trace" ("person_id");
-- The account was made without the proof of work that was asked for: its first posts are held.
ALTER TABLE "auth_user" ADD COLUMN "challenge_missed" BOOLEAN NOT NULL DEFAULT false;
