-- What was put away, the latest first: the desk lists it, and audits grow for ever.
CREATE INDEX "audit_entry_put_away" ON "audit_entry" ("id" DESC) WHERE action IN ('thread.hide', 'reply.hide', 'answer.archive', 'draft.discard');
