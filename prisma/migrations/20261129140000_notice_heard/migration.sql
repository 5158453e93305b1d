-- Web processes hear that people were told of an event: once for each statement that tells people, with the event, however many people
-- they are. A statement that tells of many events, such as that of a restore, says none: everyone who is connected is looked up then.
CREATE FUNCTION "notice_heard"() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  told TEXT;
BEGIN
  SELECT CASE WHEN min("event_id") = max("event_id") THEN min("event_id")::text ELSE '' END INTO told FROM "told_rows"
    HAVING count(*) > 0;
  IF told IS NOT NULL THEN PERFORM pg_notify('notice_heard', told); END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER "notice_heard" AFTER INSERT ON "notice" REFERENCING NEW TABLE AS "told_rows"
  FOR EACH STATEMENT EXECUTE FUNCTION "notice_heard"();
