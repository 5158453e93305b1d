-- A change that finds a row waiting says so by counting it up: what was read before is sent again. Without that a change that
-- commits after its row was read, and before it is removed, would never be sent.
ALTER TABLE "search_outbox" ADD COLUMN "changed" INTEGER NOT NULL DEFAULT 0;

-- What an index being built holds already is no help to a change that comes after.
CREATE OR REPLACE FUNCTION "search_outbox_add_group"(of_kind "subject_kind", of_id INTEGER, wait INTERVAL) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  IF NOT (SELECT mirrored FROM "search_mirror") THEN RETURN; END IF;
  IF wait > interval '0' THEN
    UPDATE "search_outbox" o SET changed = o.changed + 1 WHERE o.id = (SELECT w.id FROM "search_outbox" w
      WHERE w.group_kind = of_kind AND w.group_id = of_id AND w.place IS NULL AND w.held_by IS NULL AND w.sent_at IS NULL AND w.dead_at IS NULL
      ORDER BY w.id LIMIT 1);
    IF FOUND THEN RETURN; END IF;
  END IF;
  INSERT INTO "search_outbox" (group_kind, group_id, due_at) VALUES (of_kind, of_id, now() + wait);
END $$;
