-- The queue of threads that nothing covers: one index for each order, by resolution.
CREATE INDEX "thread_unsettled_created" ON "thread" ("standing", "created_at", "id") WHERE hidden_at IS NULL AND "standing" <> 'covered';
CREATE INDEX "thread_unsettled_views" ON "thread" ("standing", "view_count", "id") WHERE hidden_at IS NULL AND "standing" <> 'covered';

-- Drafts in review and drafts being written, by when they were saved.
CREATE INDEX "answer_draft_saved" ON "answer_draft" ("in_review", "edited_at", "answer_id") WHERE discarded_at IS NULL;

-- Answers whose review date passed.
CREATE INDEX "answer_review_at" ON "answer" ("review_at", "id") WHERE status = 'published' AND hidden_at IS NULL AND review_at IS NOT NULL;
