-- Proofs of work that were used: each counts once. Removed when they are too old to count at all.
CREATE TABLE "spent_challenge" (
  "digest" BYTEA NOT NULL,
  "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  CONSTRAINT "spent_challenge_pkey" PRIMARY KEY ("digest")
);
CREATE INDEX "spent_challenge_at_idx" ON "spent_challenge" ("at");
