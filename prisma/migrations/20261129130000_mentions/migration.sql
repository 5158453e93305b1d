-- Who is mentioned in a post, by whatever name: a text says a name, and the row whose it was when the text was written.
CREATE TABLE "mention" (
  "id" SERIAL NOT NULL,
  "thread_id" INTEGER,
  "reply_id" INTEGER,
  "person_id" INTEGER NOT NULL,
  "names" TEXT[] NOT NULL,
  "told" BOOLEAN,
  CONSTRAINT "mention_pkey" PRIMARY KEY ("id"),
  -- In an opening or in a reply.
  CONSTRAINT "mention_post" CHECK (num_nonnulls("thread_id", "reply_id") = 1),
  CONSTRAINT "mention_thread_id_fkey" FOREIGN KEY ("thread_id") REFERENCES "thread" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
  CONSTRAINT "mention_reply_id_fkey" FOREIGN KEY ("reply_id") REFERENCES "reply" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
  CONSTRAINT "mention_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);
CREATE UNIQUE INDEX "mention_thread_id_person_id_key" ON "mention" ("thread_id", "person_id");
CREATE UNIQUE INDEX "mention_reply_id_person_id_key" ON "mention" ("reply_id", "person_id");
CREATE INDEX "mention_person_id_idx" ON "mention" ("person_id");
-- People by how their names begin, and by the whole name that others read.
CREATE INDEX "person_display_name_start" ON "person" (lower("display_name") text_pattern_ops);
CREATE INDEX "person_name_start" ON "person" (lower("name") text_pattern_ops);
