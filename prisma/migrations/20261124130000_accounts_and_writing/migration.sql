-- People sign in, ask, and work on answers. What Prisma cannot say stands at the end.
-- CreateEnum
CREATE TYPE "one_time_link_kind" AS ENUM ('first_admin', 'invitation');

-- CreateEnum
CREATE TYPE "ask_outcome" AS ENUM ('open', 'settled', 'posted');

-- CreateTable
CREATE TABLE "auth_user" (
    "id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "email" TEXT NOT NULL,
    "email_verified" BOOLEAN NOT NULL DEFAULT false,
    "image" TEXT,
    "person_id" INTEGER NOT NULL,
    "suspended_at" TIMESTAMPTZ(3),
    "suspended_reason" TEXT NOT NULL DEFAULT '',
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "auth_user_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "auth_session" (
    "id" TEXT NOT NULL,
    "token" TEXT NOT NULL,
    "user_id" TEXT NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "ip_address" TEXT,
    "user_agent" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "auth_session_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "auth_account" (
    "id" TEXT NOT NULL,
    "account_id" TEXT NOT NULL,
    "provider_id" TEXT NOT NULL,
    "user_id" TEXT NOT NULL,
    "access_token" TEXT,
    "refresh_token" TEXT,
    "id_token" TEXT,
    "access_token_expires_at" TIMESTAMPTZ(3),
    "refresh_token_expires_at" TIMESTAMPTZ(3),
    "scope" TEXT,
    "password" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "auth_account_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "auth_verification" (
    "id" TEXT NOT NULL,
    "identifier" TEXT NOT NULL,
    "value" TEXT NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "auth_verification_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "auth_passkey" (
    "id" TEXT NOT NULL,
    "name" TEXT,
    "public_key" TEXT NOT NULL,
    "user_id" TEXT NOT NULL,
    "credential_id" TEXT NOT NULL,
    "counter" INTEGER NOT NULL,
    "device_type" TEXT NOT NULL,
    "backed_up" BOOLEAN NOT NULL,
    "transports" TEXT,
    "created_at" TIMESTAMPTZ(3) DEFAULT CURRENT_TIMESTAMP,
    "aaguid" TEXT,

    CONSTRAINT "auth_passkey_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "one_time_link" (
    "digest" BYTEA NOT NULL,
    "kind" "one_time_link_kind" NOT NULL,
    "email" TEXT,
    "created_by" INTEGER,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "used_at" TIMESTAMPTZ(3),

    CONSTRAINT "one_time_link_pkey" PRIMARY KEY ("digest")
);

-- CreateTable
CREATE TABLE "outgoing_mail" (
    "id" BIGSERIAL NOT NULL,
    "recipient" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "body" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "sent_at" TIMESTAMPTZ(3),
    "file" TEXT,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "error" TEXT NOT NULL DEFAULT '',

    CONSTRAINT "outgoing_mail_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "rate_count" (
    "key" TEXT NOT NULL,
    "since" TIMESTAMPTZ(3) NOT NULL,
    "count" INTEGER NOT NULL,

    CONSTRAINT "rate_count_pkey" PRIMARY KEY ("key","since")
);

-- CreateTable
CREATE TABLE "submission" (
    "person_id" INTEGER NOT NULL,
    "key" TEXT NOT NULL,
    "location" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "submission_pkey" PRIMARY KEY ("person_id","key")
);

-- CreateTable
CREATE TABLE "audit_entry" (
    "id" BIGSERIAL NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "person_id" INTEGER,
    "action" TEXT NOT NULL,
    "subject_kind" "subject_kind",
    "subject_id" INTEGER,
    "reason" TEXT NOT NULL DEFAULT '',

    CONSTRAINT "audit_entry_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "answer_draft" (
    "answer_id" INTEGER NOT NULL,
    "title" TEXT NOT NULL,
    "summary" TEXT NOT NULL DEFAULT '',
    "body" TEXT NOT NULL DEFAULT '',
    "applies_to" TEXT[],
    "aliases" TEXT[],
    "tags" TEXT[],
    "review_at" DATE,
    "based_on" INTEGER NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "in_review" BOOLEAN NOT NULL DEFAULT false,
    "edited_by" INTEGER NOT NULL,
    "edited_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "answer_draft_pkey" PRIMARY KEY ("answer_id")
);

-- CreateTable
CREATE TABLE "draft_comment" (
    "id" SERIAL NOT NULL,
    "answer_id" INTEGER NOT NULL,
    "person_id" INTEGER NOT NULL,
    "body" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "draft_comment_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "coverage_alias" (
    "answer_id" INTEGER NOT NULL,
    "thread_id" INTEGER NOT NULL,
    "alias" TEXT NOT NULL,
    "section" TEXT,

    CONSTRAINT "coverage_alias_pkey" PRIMARY KEY ("answer_id","thread_id")
);

-- CreateTable
CREATE TABLE "coverage_ruling" (
    "id" SERIAL NOT NULL,
    "thread_id" INTEGER NOT NULL,
    "answer_id" INTEGER NOT NULL,
    "editor_id" INTEGER NOT NULL,
    "reason" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "coverage_ruling_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ask_session" (
    "id" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "title" TEXT NOT NULL DEFAULT '',
    "suggested" INTEGER NOT NULL DEFAULT 0,
    "outcome" "ask_outcome" NOT NULL DEFAULT 'open',
    "subject_kind" "subject_kind",
    "subject_id" INTEGER,

    CONSTRAINT "ask_session_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ask_draft" (
    "person_id" INTEGER NOT NULL,
    "topic_id" INTEGER,
    "title" TEXT NOT NULL DEFAULT '',
    "body" TEXT NOT NULL DEFAULT '',
    "tags" TEXT NOT NULL DEFAULT '',
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "ask_draft_pkey" PRIMARY KEY ("person_id")
);

-- CreateIndex
CREATE UNIQUE INDEX "auth_user_email_key" ON "auth_user"("email");

-- CreateIndex
CREATE UNIQUE INDEX "auth_user_person_id_key" ON "auth_user"("person_id");

-- CreateIndex
CREATE UNIQUE INDEX "auth_session_token_key" ON "auth_session"("token");

-- CreateIndex
CREATE INDEX "auth_session_user_id_idx" ON "auth_session"("user_id");

-- CreateIndex
CREATE INDEX "auth_account_user_id_idx" ON "auth_account"("user_id");

-- CreateIndex
CREATE INDEX "auth_verification_identifier_idx" ON "auth_verification"("identifier");

-- CreateIndex
CREATE INDEX "auth_passkey_user_id_idx" ON "auth_passkey"("user_id");

-- CreateIndex
CREATE INDEX "auth_passkey_credential_id_idx" ON "auth_passkey"("credential_id");

-- CreateIndex
CREATE INDEX "one_time_link_kind_created_at_idx" ON "one_time_link"("kind", "created_at");

-- CreateIndex
CREATE INDEX "outgoing_mail_created_at_idx" ON "outgoing_mail"("created_at");

-- CreateIndex
CREATE INDEX "rate_count_since_idx" ON "rate_count"("since");

-- CreateIndex
CREATE INDEX "submission_created_at_idx" ON "submission"("created_at");

-- CreateIndex
CREATE INDEX "audit_entry_subject_kind_subject_id_id_idx" ON "audit_entry"("subject_kind", "subject_id", "id");

-- CreateIndex
CREATE INDEX "draft_comment_answer_id_id_idx" ON "draft_comment"("answer_id", "id");

-- CreateIndex
CREATE INDEX "coverage_alias_thread_id_idx" ON "coverage_alias"("thread_id");

-- CreateIndex
CREATE INDEX "coverage_ruling_thread_id_answer_id_id_idx" ON "coverage_ruling"("thread_id", "answer_id", "id");

-- CreateIndex
CREATE INDEX "ask_session_created_at_idx" ON "ask_session"("created_at");

-- AddForeignKey
ALTER TABLE "auth_user" ADD CONSTRAINT "auth_user_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "auth_session" ADD CONSTRAINT "auth_session_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "auth_user"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "auth_account" ADD CONSTRAINT "auth_account_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "auth_user"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "auth_passkey" ADD CONSTRAINT "auth_passkey_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "auth_user"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "answer_draft" ADD CONSTRAINT "answer_draft_answer_id_fkey" FOREIGN KEY ("answer_id") REFERENCES "answer"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "coverage_alias" ADD CONSTRAINT "coverage_alias_answer_id_fkey" FOREIGN KEY ("answer_id") REFERENCES "answer"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ask_draft" ADD CONSTRAINT "ask_draft_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE CASCADE ON UPDATE CASCADE;
-- An address is one person's, whatever its case.
CREATE UNIQUE INDEX "auth_user_email_lower" ON "auth_user" (lower(email));
-- What is kept of what was done is never changed.
CREATE FUNCTION "audit_entry_immutable"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'audit entries are never changed';
END $$;
CREATE TRIGGER "audit_entry_immutable" BEFORE UPDATE OR DELETE ON "audit_entry"
  FOR EACH ROW EXECUTE FUNCTION "audit_entry_immutable"();
-- A coverage is judged by the asker; the desk looks for the contested ones.
CREATE INDEX "coverage_contested" ON "coverage" (judged_at) WHERE verdict = 'contested';
CREATE INDEX "outgoing_mail_unsent" ON "outgoing_mail" (id) WHERE sent_at IS NULL;
-- What was covered before its title became an alias gets one now.
INSERT INTO "coverage_alias" (answer_id, thread_id, alias, section)
  SELECT v.answer_id, v.thread_id, t.title, v.section FROM "coverage" v JOIN "thread" t ON t.id = v.thread_id
  WHERE v.verdict <> 'contested' AND t.hidden_at IS NULL;
-- What hides a topic hides its subtopics: reads look at a thread's own topic alone.
CREATE FUNCTION "topic_visibility_of_parent"() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE above "visibility";
BEGIN
  IF NEW.parent_id IS NOT NULL THEN
    SELECT visibility INTO above FROM "topic" WHERE id = NEW.parent_id;
    IF above > NEW.visibility THEN NEW.visibility := above; END IF;
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER "topic_visibility_of_parent" BEFORE INSERT OR UPDATE OF visibility, parent_id ON "topic"
  FOR EACH ROW EXECUTE FUNCTION "topic_visibility_of_parent"();
CREATE FUNCTION "topic_visibility_of_subtopics"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE "topic" SET visibility = NEW.visibility WHERE parent_id = NEW.id AND visibility < NEW.visibility;
  RETURN NULL;
END $$;
CREATE TRIGGER "topic_visibility_of_subtopics" AFTER UPDATE OF visibility ON "topic"
  FOR EACH ROW WHEN (NEW.parent_id IS NULL) EXECUTE FUNCTION "topic_visibility_of_subtopics"();
-- A topic that moves takes the area of its threads and answers along.
CREATE FUNCTION "topic_area_of_content"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE "thread" SET area_id = coalesce(NEW.parent_id, NEW.id) WHERE topic_id = NEW.id;
  UPDATE "answer" SET area_id = coalesce(NEW.parent_id, NEW.id) WHERE topic_id = NEW.id;
  RETURN NULL;
END $$;
CREATE TRIGGER "topic_area_of_content" AFTER UPDATE OF parent_id ON "topic"
  FOR EACH ROW WHEN (NEW.parent_id IS DISTINCT FROM OLD.parent_id) EXECUTE FUNCTION "topic_area_of_content"();
