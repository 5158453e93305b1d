-- Gaps that were decided are listed by when that was, the latest first: a page reads no more of them than it shows.
CREATE INDEX "gap_state_since_id_idx" ON "gap" ("state", "since" DESC, "id");
