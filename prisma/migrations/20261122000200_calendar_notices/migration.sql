-- Why: terms are counted in the working days of a notice the State Council publishes each year. A year is loaded as data by an
-- administrator, and what was loaded when, by whom and why it was loaded again stays readable: no silent change of terms.
CREATE TABLE calendar_notice (
  year smallint NOT NULL,
  version int NOT NULL,
  doc_no text NOT NULL,
  rows jsonb NOT NULL,
  reason text NOT NULL DEFAULT '',
  loaded_by_id uuid REFERENCES account (id),
  loaded_at timestamptz(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  CONSTRAINT calendar_notice_pkey PRIMARY KEY (year, version),
  CONSTRAINT calendar_notice_has_number CHECK (doc_no <> ''),
  CONSTRAINT calendar_notice_says_why_again CHECK (version = 1 OR reason <> '')
);
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON calendar_notice FOR EACH STATEMENT EXECUTE FUNCTION append_only();

-- The one way to load a year: the next version of its notice, and the days that count from now on.
CREATE FUNCTION load_calendar(p_year int, p_doc_no text, p_rows jsonb, p_by uuid DEFAULT NULL, p_reason text DEFAULT '')
RETURNS int LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE v_version int;
BEGIN
  PERFORM pg_advisory_xact_lock(hashtext('calendar'), p_year);
  IF NOT pg_has_role(session_user, (SELECT relowner FROM pg_class WHERE oid = 'public.call'::regclass), 'USAGE')
     AND NOT EXISTS (SELECT 1 FROM account WHERE id = p_by AND is_administrator AND state = 'ACTIVE') THEN PERFORM refuse('calendar.not-administrator'); END IF;
  IF EXISTS (SELECT 1 FROM jsonb_to_recordset(p_rows) AS r (day date) WHERE extract(year FROM r.day) <> p_year) THEN PERFORM refuse('calendar.other-year'); END IF;
  SELECT coalesce(max(version), 0) + 1 INTO v_version FROM calendar_notice WHERE year = p_year;
  IF v_version > 1 AND p_reason = '' THEN PERFORM refuse('calendar.reason-missing'); END IF;
  INSERT INTO calendar_notice (year, version, doc_no, rows, reason, loaded_by_id, loaded_at)
    VALUES (p_year, v_version, p_doc_no, p_rows, p_reason, p_by, clock());
  INSERT INTO calendar_year (year, source) VALUES (p_year, p_doc_no) ON CONFLICT (year) DO UPDATE SET source = EXCLUDED.source;
  DELETE FROM calendar_day WHERE extract(year FROM day) = p_year;
  INSERT INTO calendar_day (day, kind, name)
    SELECT day, kind::calendar_day_kind, name FROM jsonb_to_recordset(p_rows) AS r (day date, kind text, name text);
  RETURN v_version;
END $$;
REVOKE ALL ON FUNCTION load_calendar(int, text, jsonb, uuid, text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION load_calendar(int, text, jsonb, uuid, text) TO commonweal_app;
REVOKE INSERT, UPDATE ON calendar_year, calendar_day, calendar_notice FROM commonweal_app;

-- What was loaded before there were versions is the first one.
INSERT INTO calendar_notice (year, version, doc_no, rows)
  SELECT y.year, 1, y.source, coalesce(
    (SELECT jsonb_agg(jsonb_build_object('day', d.day, 'kind', d.kind, 'name', d.name) ORDER BY d.day) FROM calendar_day d WHERE extract(year FROM d.day) = y.year), '[]')
  FROM calendar_year y;
