-- A person's own data: deleted accounts, withdrawn posts, changes of address.
ALTER TABLE "person" ADD COLUMN "erased_at" TIMESTAMPTZ(3), ADD COLUMN "became_id" INTEGER;
ALTER TABLE "person" ADD CONSTRAINT "person_became_id_fkey" FOREIGN KEY ("became_id") REFERENCES "person" ("id") ON DELETE RESTRICT ON UPDATE CASCADE;
CREATE INDEX "person_became_id_idx" ON "person" ("became_id");
-- Until now only the audit said which name an account had before it took over an author: "old → new".
UPDATE "person" p SET became_id = e.subject_id FROM "audit_entry" e
  WHERE e.action = 'person.give' AND e.subject_kind = 'person' AND p.name = split_part(e.reason, ' → ', 1) AND p.id <> e.subject_id
    AND NOT EXISTS (SELECT 1 FROM "auth_user" u WHERE u.person_id = p.id);
ALTER TABLE "thread" ADD COLUMN "withdrawn_at" TIMESTAMPTZ(3);
ALTER TABLE "reply" ADD COLUMN "withdrawn_at" TIMESTAMPTZ(3);

CREATE TABLE "erasure" (
  "person_id" INTEGER NOT NULL,
  "name_digest" BYTEA NOT NULL,
  "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  "withdrawn" BOOLEAN NOT NULL,
  "done_at" TIMESTAMPTZ(3),
  CONSTRAINT "erasure_pkey" PRIMARY KEY ("person_id")
);
CREATE INDEX "erasure_name_digest_idx" ON "erasure" ("name_digest");

CREATE TABLE "address_change" (
  "id" SERIAL NOT NULL,
  "user_id" TEXT NOT NULL,
  "old_email" TEXT NOT NULL,
  "old_verified" BOOLEAN NOT NULL,
  "new_email" TEXT NOT NULL,
  "digest" BYTEA NOT NULL,
  "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  "expires_at" TIMESTAMPTZ(3) NOT NULL,
  "confirmed_at" TIMESTAMPTZ(3),
  "undo_digest" BYTEA,
  "undo_until" TIMESTAMPTZ(3),
  CONSTRAINT "address_change_pkey" PRIMARY KEY ("id"),
  CONSTRAINT "address_change_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "auth_user" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);
CREATE UNIQUE INDEX "address_change_digest_key" ON "address_change" ("digest");
CREATE UNIQUE INDEX "address_change_undo_digest_key" ON "address_change" ("undo_digest");
CREATE INDEX "address_change_user_id_idx" ON "address_change" ("user_id");

-- ---------------------------------------------------------------------------------------------
-- The name of a deleted person stays taken, although only its digest is kept.
CREATE FUNCTION "person_name_digest"(name text) RETURNS bytea LANGUAGE sql IMMUTABLE AS $$
  SELECT sha256(convert_to(lower(name), 'UTF8'))
$$;
CREATE FUNCTION "person_name_kept"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM "erasure" WHERE name_digest = "person_name_digest"(NEW.name) AND person_id <> NEW.id) THEN
    RAISE EXCEPTION 'this name belonged to someone who was deleted' USING ERRCODE = 'unique_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER "person_name_kept" BEFORE INSERT OR UPDATE OF name ON "person"
  FOR EACH ROW EXECUTE FUNCTION "person_name_kept"();

-- ---------------------------------------------------------------------------------------------
-- Revisions and audit entries are never changed, with one exception: this function empties the texts of a withdrawn post's
-- revisions and the reasons given about a withdrawn post or a deleted person. It leaves an audit entry of its own.
CREATE FUNCTION "blank_erased_texts"(of_kind "subject_kind", of_id integer, by_person integer) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  IF of_kind = 'thread' THEN
    UPDATE "thread_revision" SET title = '', body = '', note = '' WHERE thread_id = of_id;
  ELSIF of_kind = 'reply' THEN
    UPDATE "reply_revision" SET body = '', note = '' WHERE reply_id = of_id;
  ELSIF of_kind <> 'person' THEN
    RAISE EXCEPTION 'only threads, replies and people have texts that can be blanked' USING ERRCODE = 'check_violation';
  END IF;
  UPDATE "audit_entry" SET reason = '' WHERE subject_kind = of_kind AND subject_id = of_id AND reason <> '' AND action <> 'person.erase';
  INSERT INTO "audit_entry" (person_id, action, subject_kind, subject_id) VALUES (by_person, 'texts.blank', of_kind, of_id);
END $$;

-- Whether the statement comes from within that function: the call stack names it in every language, and no setting can pretend it.
-- (The conditions below are in brackets because PL/pgSQL would take the first THEN for its own.)
CREATE FUNCTION "is_blanking"() RETURNS boolean LANGUAGE plpgsql AS $$
DECLARE stack text;
BEGIN
  GET DIAGNOSTICS stack = PG_CONTEXT;
  RETURN position('blank_erased_texts(' IN stack) > 0;
END $$;

CREATE OR REPLACE FUNCTION "revision_immutable"() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE texts text[] := ARRAY['title', 'body', 'note'];
BEGIN
  IF TG_OP = 'UPDATE' AND TG_TABLE_NAME IN ('thread_revision', 'reply_revision') AND "is_blanking"()
    AND to_jsonb(NEW) - texts = to_jsonb(OLD) - texts
    AND NEW.body = '' AND NEW.note = '' AND coalesce(to_jsonb(NEW) ->> 'title', '') = ''
    AND (CASE TG_TABLE_NAME
      WHEN 'thread_revision' THEN EXISTS (SELECT 1 FROM "thread" WHERE id = (to_jsonb(NEW) ->> 'thread_id')::int AND withdrawn_at IS NOT NULL)
      ELSE EXISTS (SELECT 1 FROM "reply" WHERE id = (to_jsonb(NEW) ->> 'reply_id')::int AND withdrawn_at IS NOT NULL) END)
  THEN RETURN NEW; END IF;
  RAISE EXCEPTION 'a revision is never changed or removed' USING ERRCODE = 'check_violation';
END $$;

CREATE OR REPLACE FUNCTION "audit_entry_immutable"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE' AND "is_blanking"() AND NEW.reason = '' AND to_jsonb(NEW) - 'reason' = to_jsonb(OLD) - 'reason'
    AND (CASE OLD.subject_kind
      WHEN 'person' THEN EXISTS (SELECT 1 FROM "person" WHERE id = OLD.subject_id AND erased_at IS NOT NULL)
      WHEN 'thread' THEN EXISTS (SELECT 1 FROM "thread" WHERE id = OLD.subject_id AND withdrawn_at IS NOT NULL)
      WHEN 'reply' THEN EXISTS (SELECT 1 FROM "reply" WHERE id = OLD.subject_id AND withdrawn_at IS NOT NULL)
      ELSE false END)
  THEN RETURN NEW; END IF;
  RAISE EXCEPTION 'audit entries are never changed';
END $$;
