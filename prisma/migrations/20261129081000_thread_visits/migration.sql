-- A member's last visit to a thread, to show what is new there.
CREATE TABLE "thread_visit" (
    "person_id" INTEGER NOT NULL,
    "thread_id" INTEGER NOT NULL,
    "last_number" INTEGER NOT NULL,
    "before_number" INTEGER NOT NULL,
    "seen_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "thread_visit_pkey" PRIMARY KEY ("person_id", "thread_id")
);
CREATE INDEX "thread_visit_thread_id_idx" ON "thread_visit"("thread_id");
CREATE INDEX "thread_visit_seen_at_idx" ON "thread_visit"("seen_at");
ALTER TABLE "thread_visit" ADD CONSTRAINT "thread_visit_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "thread_visit" ADD CONSTRAINT "thread_visit_thread_id_fkey" FOREIGN KEY ("thread_id") REFERENCES "thread"("id") ON DELETE CASCADE ON UPDATE CASCADE;
