-- Links of canonical answers to other sites. The worker reads them from the sections, and checks them.
CREATE TYPE "link_state" AS ENUM ('unchecked', 'ok', 'unsure', 'dead');
CREATE TABLE "web_link" (
  "id" SERIAL NOT NULL,
  "address" TEXT NOT NULL,
  "host" TEXT NOT NULL,
  "state" "link_state" NOT NULL DEFAULT 'unchecked',
  "status" INTEGER,
  "why" TEXT NOT NULL DEFAULT '',
  "moved_to" TEXT,
  "checked_at" TIMESTAMPTZ(3),
  "failing_since" TIMESTAMPTZ(3),
  "tries" INTEGER NOT NULL DEFAULT 0,
  "check_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  "fine_since" TIMESTAMPTZ(3),
  CONSTRAINT "web_link_pkey" PRIMARY KEY ("id")
);
CREATE UNIQUE INDEX "web_link_address_key" ON "web_link" ("address");
CREATE INDEX "web_link_check_at_id_idx" ON "web_link" ("check_at", "id");
CREATE INDEX "web_link_state_idx" ON "web_link" ("state");

CREATE TABLE "answer_link" (
  "id" SERIAL NOT NULL,
  "answer_id" INTEGER NOT NULL,
  "link_id" INTEGER NOT NULL,
  "anchor" TEXT NOT NULL,
  "heading" TEXT NOT NULL,
  CONSTRAINT "answer_link_pkey" PRIMARY KEY ("id")
);
CREATE UNIQUE INDEX "answer_link_answer_id_link_id_key" ON "answer_link" ("answer_id", "link_id");
CREATE INDEX "answer_link_link_id_idx" ON "answer_link" ("link_id");
ALTER TABLE "answer_link" ADD CONSTRAINT "answer_link_answer_id_fkey" FOREIGN KEY ("answer_id") REFERENCES "answer"("id") ON DELETE CASCADE ON UPDATE CASCADE;
-- An address that another answer has begun to link to meanwhile is not deleted.
ALTER TABLE "answer_link" ADD CONSTRAINT "answer_link_link_id_fkey" FOREIGN KEY ("link_id") REFERENCES "web_link"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

CREATE TABLE "link_host" (
  "host" TEXT NOT NULL,
  "free_at" TIMESTAMPTZ(3) NOT NULL,
  CONSTRAINT "link_host_pkey" PRIMARY KEY ("host")
);

-- Adding a column with a constant rewrites no row.
ALTER TABLE "answer" ADD COLUMN "links_read" BOOLEAN NOT NULL DEFAULT false;
CREATE INDEX "answer_links_read_idx" ON "answer" ("links_read");
