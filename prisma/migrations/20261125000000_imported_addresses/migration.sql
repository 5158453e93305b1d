-- Under which mail address an imported author wrote, as a digest keyed with this site's secret: an account that has proven the
-- same address may take the author over. No address can be read from it.
CREATE TABLE "imported_address" (
  "digest" BYTEA NOT NULL,
  "person_id" INTEGER NOT NULL,
  CONSTRAINT "imported_address_pkey" PRIMARY KEY ("digest", "person_id"),
  CONSTRAINT "imported_address_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);
CREATE INDEX "imported_address_person_id_idx" ON "imported_address" ("person_id");
