-- Invitations are listed, copied and revoked, and say which role they give. Those that were made before give the role of a member, and
-- keep their date of expiry.
ALTER TABLE "one_time_link"
  ADD COLUMN "id" SERIAL NOT NULL,
  ADD COLUMN "role" "role" NOT NULL DEFAULT 'member',
  ADD COLUMN "seed" BYTEA,
  ADD COLUMN "used_by" INTEGER,
  ADD COLUMN "revoked_at" TIMESTAMPTZ(3);
CREATE UNIQUE INDEX "one_time_link_id_key" ON "one_time_link" ("id");
DROP INDEX "one_time_link_kind_created_at_idx";
CREATE INDEX "one_time_link_kind_id_idx" ON "one_time_link" ("kind", "id" DESC);
-- Deleting a person deletes what names them.
CREATE INDEX "one_time_link_used_by_idx" ON "one_time_link" ("used_by");
