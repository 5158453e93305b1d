-- The audit is narrowed by who acted, by kind of act and by period.
CREATE INDEX "audit_entry_person_id_id_idx" ON "audit_entry" ("person_id", "id" DESC);
CREATE INDEX "audit_entry_action_id_idx" ON "audit_entry" ("action", "id" DESC);
CREATE INDEX "audit_entry_at_idx" ON "audit_entry" ("at");
