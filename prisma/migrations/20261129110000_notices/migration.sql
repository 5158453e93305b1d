-- What people follow, what happened, and who is told of it.
CREATE TYPE "watch_state" AS ENUM ('watching', 'stopped', 'muted');
CREATE TYPE "notice_channel" AS ENUM ('mail', 'daily', 'weekly', 'inbox');

CREATE TABLE "watch" (
  "person_id" INTEGER NOT NULL REFERENCES "person" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
  "kind" "subject_kind" NOT NULL,
  "subject_id" INTEGER NOT NULL,
  "state" "watch_state" NOT NULL DEFAULT 'watching',
  "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  CONSTRAINT "watch_pkey" PRIMARY KEY ("person_id", "kind", "subject_id"),
  CONSTRAINT "watch_kind" CHECK ("kind" IN ('thread', 'topic', 'tag', 'answer'))
);
-- For telling those who follow something, a batch at a time, and for moving what they follow.
CREATE INDEX "watch_kind_subject_id_person_id_idx" ON "watch" ("kind", "subject_id", "person_id");

CREATE TABLE "event" (
  "id" BIGSERIAL PRIMARY KEY,
  "kind" TEXT NOT NULL,
  "actor_id" INTEGER REFERENCES "person" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
  "thread_id" INTEGER REFERENCES "thread" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
  "reply_id" INTEGER REFERENCES "reply" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
  "answer_id" INTEGER REFERENCES "answer" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
  "revision" INTEGER,
  "reason" TEXT NOT NULL DEFAULT '',
  "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  -- Those up to this id have been told. Null: everyone has.
  "told_up_to" INTEGER
);
CREATE INDEX "event_untold_idx" ON "event" ("id") WHERE "told_up_to" IS NOT NULL;
CREATE INDEX "event_created_at_idx" ON "event" ("created_at");
CREATE INDEX "event_actor_id_idx" ON "event" ("actor_id");
CREATE INDEX "event_thread_id_idx" ON "event" ("thread_id");
CREATE INDEX "event_reply_id_idx" ON "event" ("reply_id");
CREATE INDEX "event_answer_id_idx" ON "event" ("answer_id");

CREATE TABLE "notice" (
  "person_id" INTEGER NOT NULL REFERENCES "person" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
  "event_id" BIGINT NOT NULL REFERENCES "event" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
  "kind" TEXT NOT NULL,
  "thread_id" INTEGER,
  "since" INTEGER,
  "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  "read_at" TIMESTAMPTZ(3),
  "mail_at" TIMESTAMPTZ(3),
  CONSTRAINT "notice_pkey" PRIMARY KEY ("person_id", "event_id")
);
CREATE INDEX "notice_event_id_idx" ON "notice" ("event_id");
CREATE INDEX "notice_unread_idx" ON "notice" ("person_id", "event_id" DESC) WHERE "read_at" IS NULL;
CREATE INDEX "notice_unread_thread_idx" ON "notice" ("person_id", "thread_id") WHERE "read_at" IS NULL;
CREATE INDEX "notice_mail_at_idx" ON "notice" ("mail_at", "person_id") WHERE "mail_at" IS NOT NULL;

CREATE TABLE "notice_setting" (
  "person_id" INTEGER NOT NULL REFERENCES "person" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
  "kind" TEXT NOT NULL,
  "channel" "notice_channel" NOT NULL,
  CONSTRAINT "notice_setting_pkey" PRIMARY KEY ("person_id", "kind")
);

CREATE TABLE "notice_preference" (
  "person_id" INTEGER PRIMARY KEY REFERENCES "person" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
  "follow_asked" BOOLEAN NOT NULL DEFAULT true,
  "follow_replied" BOOLEAN NOT NULL DEFAULT true,
  "follow_mentioned" BOOLEAN NOT NULL DEFAULT true,
  "time_zone" TEXT NOT NULL DEFAULT 'UTC',
  "hour" INTEGER NOT NULL DEFAULT 8,
  "weekday" INTEGER NOT NULL DEFAULT 1,
  CONSTRAINT "notice_preference_hour" CHECK ("hour" BETWEEN 0 AND 23),
  CONSTRAINT "notice_preference_weekday" CHECK ("weekday" BETWEEN 0 AND 6)
);

-- From now on, people who can sign in follow what they asked. They are told of nothing that is past.
INSERT INTO "watch" ("person_id", "kind", "subject_id")
SELECT t."author_id", 'thread', t."id" FROM "thread" t JOIN "auth_user" u ON u."person_id" = t."author_id"
WHERE t."hidden_at" IS NULL;
