-- An author may delete a post: it is hidden, and this says by whom. Rows of before are checked already, because none has a value.
ALTER TABLE "thread" ADD COLUMN "deleted_at" TIMESTAMPTZ(3);
ALTER TABLE "reply" ADD COLUMN "deleted_at" TIMESTAMPTZ(3);
ALTER TABLE "thread" ADD CONSTRAINT "thread_deleted_is_hidden" CHECK (deleted_at IS NULL OR hidden_at IS NOT NULL) NOT VALID;
ALTER TABLE "reply" ADD CONSTRAINT "reply_deleted_is_hidden" CHECK (deleted_at IS NULL OR hidden_at IS NOT NULL) NOT VALID;

-- The page of a thread looks for deleted replies that others answer. There are few of them.
CREATE INDEX "reply_deleted" ON "reply" ("thread_id", "number") WHERE deleted_at IS NOT NULL;
-- What is hidden of one person's posts, the latest first: they read what became of it.
CREATE INDEX "thread_hidden_of_author" ON "thread" ("author_id", "hidden_at" DESC, "id" DESC) WHERE hidden_at IS NOT NULL;
CREATE INDEX "reply_hidden_of_author" ON "reply" ("author_id", "hidden_at" DESC, "id" DESC) WHERE hidden_at IS NOT NULL;

-- Reasons were written for editors until now, and stay theirs: an author reads those that are given from here on.
ALTER TABLE "audit_entry" ADD COLUMN "author_reads" BOOLEAN NOT NULL DEFAULT false;

-- The desk lists what was deleted, too.
DROP INDEX "audit_entry_put_away";
CREATE INDEX "audit_entry_put_away" ON "audit_entry" ("id" DESC)
  WHERE action IN ('thread.hide', 'thread.delete', 'reply.hide', 'reply.delete', 'answer.archive', 'draft.discard');
