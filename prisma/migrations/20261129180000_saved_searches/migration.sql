-- Searches of which people want to hear new results.
CREATE TABLE "saved_search" (
  "id" SERIAL PRIMARY KEY,
  "person_id" INTEGER NOT NULL REFERENCES "person" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
  "query" TEXT NOT NULL,
  "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  "checked_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  "due_at" TIMESTAMPTZ(3)
);
CREATE INDEX "saved_search_person_id_idx" ON "saved_search" ("person_id");
CREATE INDEX "saved_search_due_at_id_idx" ON "saved_search" ("due_at", "id");

-- Which of their searches a person is told of. Null for every other kind of notice.
ALTER TABLE "notice" ADD COLUMN "search_id" INTEGER REFERENCES "saved_search" ("id") ON DELETE CASCADE ON UPDATE CASCADE;
CREATE INDEX "notice_search_id_idx" ON "notice" ("search_id") WHERE "search_id" IS NOT NULL;
