-- Replies that are being written: one for each person and thread.
CREATE TABLE "reply_draft" (
  "person_id" INTEGER NOT NULL REFERENCES "person" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
  "thread_id" INTEGER NOT NULL REFERENCES "thread" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
  "answers_reply_id" INTEGER REFERENCES "reply" ("id") ON DELETE SET NULL ON UPDATE CASCADE,
  "body" TEXT NOT NULL DEFAULT '',
  "version" INTEGER NOT NULL DEFAULT 1,
  "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  CONSTRAINT "reply_draft_pkey" PRIMARY KEY ("person_id", "thread_id")
);
-- For threads and replies that are removed.
CREATE INDEX "reply_draft_thread_id_idx" ON "reply_draft" ("thread_id");
CREATE INDEX "reply_draft_answers_reply_id_idx" ON "reply_draft" ("answers_reply_id");
-- For drafts to which nobody came back.
CREATE INDEX "reply_draft_updated_at_idx" ON "reply_draft" ("updated_at");
