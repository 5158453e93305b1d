-- Mails of notices: what they are about, how they are stopped, and digests.
ALTER TABLE "outgoing_mail"
  ADD COLUMN "html" TEXT,
  ADD COLUMN "person_id" INTEGER REFERENCES "person" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
  ADD COLUMN "about" TEXT,
  ADD COLUMN "unsubscribe" TEXT,
  ADD COLUMN "claimed_until" TIMESTAMPTZ(3),
  ADD COLUMN "try_at" TIMESTAMPTZ(3);
CREATE INDEX "outgoing_mail_person_id_created_at_idx" ON "outgoing_mail" ("person_id", "created_at");
CREATE INDEX "outgoing_mail_try_at_idx" ON "outgoing_mail" ("try_at") WHERE "sent_at" IS NULL AND "try_at" IS NOT NULL;

CREATE TABLE "mail_stop" (
  "address" TEXT PRIMARY KEY,
  "complaint" BOOLEAN NOT NULL,
  "said" TEXT NOT NULL DEFAULT '',
  "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  CONSTRAINT "mail_stop_address" CHECK ("address" = lower("address"))
);
CREATE INDEX "mail_stop_created_at_idx" ON "mail_stop" ("created_at");

CREATE TABLE "mail_pause" (
  "id" BOOLEAN PRIMARY KEY DEFAULT true,
  "since" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  CONSTRAINT "mail_pause_once" CHECK ("id")
);

CREATE TABLE "site_fault" (
  "kind" TEXT PRIMARY KEY,
  "since" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  "seen_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  "told_at" TIMESTAMPTZ(3)
);

CREATE TABLE "digest" (
  "person_id" INTEGER NOT NULL REFERENCES "person" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
  "channel" "notice_channel" NOT NULL,
  "day" DATE NOT NULL,
  "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  CONSTRAINT "digest_pkey" PRIMARY KEY ("person_id", "channel", "day")
);
CREATE INDEX "digest_created_at_idx" ON "digest" ("created_at");
-- Those who have chosen digests.
CREATE INDEX "notice_setting_digest_idx" ON "notice_setting" ("channel", "person_id") WHERE "channel" IN ('daily', 'weekly');

-- The clock of a person. A time zone that this database doesn't know is UTC: one person's must not stop everyone's digests.
CREATE FUNCTION "local_time_in"("zone" TEXT, "at" TIMESTAMPTZ) RETURNS TIMESTAMP LANGUAGE plpgsql STABLE AS $$
BEGIN
  RETURN "at" AT TIME ZONE "zone";
EXCEPTION WHEN invalid_parameter_value THEN
  RETURN "at" AT TIME ZONE 'UTC';
END
$$;

-- What was told before there were such mails is not mailed hours or days later: it is in the inbox.
UPDATE "notice" SET "mail_at" = NULL WHERE "mail_at" IS NOT NULL;
