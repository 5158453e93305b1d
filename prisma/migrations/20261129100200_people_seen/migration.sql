-- The day on which someone was last here, written once a day. Those of before are known by their sessions.
ALTER TABLE "auth_user" ADD COLUMN "seen_on" DATE;
UPDATE "auth_user" u SET "seen_on" = s."day"
  FROM (SELECT "user_id", max("updated_at" AT TIME ZONE 'utc')::date AS "day" FROM "auth_session" GROUP BY "user_id") s
  WHERE s."user_id" = u."id";
-- The list of people, by when they joined.
CREATE INDEX "person_created_at_id_idx" ON "person" ("created_at" DESC, "id" DESC);
