-- Why: judges first score alone. Where the published call allows it, the chair may then open a bid for discussion, one at a time;
-- members may hand in a second score beside the first, with a reason. The first stays as evidence; the second counts. What was
-- said is put down in minutes that are only added to, and signed with the result.
ALTER TABLE call_scoring ADD COLUMN allows_discussion boolean NOT NULL DEFAULT false;

-- Who speaks for the panel on a bid: the chair, or, where the chair does not judge it, any member who does.
CREATE FUNCTION judges_clear(p_seat uuid, p_bid uuid) RETURNS boolean LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
  SELECT EXISTS (SELECT 1 FROM judged_bid j JOIN seat s ON s.id = j.seat_id AND s.state = 'SEATED'
    JOIN stated_conflict d ON d.seat_id = j.seat_id AND d.bid_id = j.bid_id AND d.kind = 'NONE' WHERE j.seat_id = p_seat AND j.bid_id = p_bid)
$$;
CREATE FUNCTION speaks_for(p_seat uuid, p_bid uuid) RETURNS boolean LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
  SELECT judges_clear(p_seat, p_bid) AND (
    (SELECT is_chair FROM seat WHERE id = p_seat)
    OR NOT EXISTS (SELECT 1 FROM seat m JOIN seat c ON c.panel_id = m.panel_id AND c.is_chair AND c.state = 'SEATED' WHERE m.id = p_seat AND judges_clear(c.id, p_bid)))
$$;

CREATE TABLE discussion (
  id uuid NOT NULL,
  panel_id uuid NOT NULL REFERENCES panel (id) ON UPDATE CASCADE ON DELETE RESTRICT,
  -- The group that discusses; empty where the committee is one.
  panel_group text NOT NULL DEFAULT '',
  bid_id uuid NOT NULL REFERENCES bid (id) ON UPDATE CASCADE ON DELETE RESTRICT,
  opened_by_id uuid NOT NULL REFERENCES seat (id) ON UPDATE CASCADE ON DELETE RESTRICT,
  opened_at timestamptz(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  closed_at timestamptz(3),
  CONSTRAINT discussion_pkey PRIMARY KEY (id)
);
CREATE INDEX discussion_bid_id_idx ON discussion (bid_id);
CREATE UNIQUE INDEX one_open_discussion ON discussion (panel_id, panel_group) WHERE closed_at IS NULL;

CREATE FUNCTION guard_discussion() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE p panel;
BEGIN
  IF TG_OP = 'DELETE' THEN RAISE EXCEPTION 'a discussion stays' USING ERRCODE = '42501'; END IF;
  SELECT * INTO p FROM panel WHERE id = NEW.panel_id FOR SHARE;
  IF p.state <> 'SCORING' OR p.call_id IS NULL THEN PERFORM refuse('discussion.not-now'); END IF;
  IF TG_OP = 'UPDATE' THEN
    IF (NEW.id, NEW.panel_id, NEW.panel_group, NEW.bid_id, NEW.opened_by_id, NEW.opened_at) IS DISTINCT FROM (OLD.id, OLD.panel_id, OLD.panel_group, OLD.bid_id, OLD.opened_by_id, OLD.opened_at)
      OR OLD.closed_at IS NOT NULL OR NEW.closed_at IS NULL THEN PERFORM refuse('discussion.over'); END IF;
    NEW.closed_at := clock();
    RETURN NEW;
  END IF;
  IF NOT EXISTS (SELECT 1 FROM call_scoring WHERE call_id = p.call_id AND allows_discussion) THEN PERFORM refuse('discussion.not-published'); END IF;
  IF NOT EXISTS (SELECT 1 FROM bid WHERE id = NEW.bid_id AND call_id = p.call_id AND state = 'OPENED')
    OR NOT EXISTS (SELECT 1 FROM seat WHERE id = NEW.opened_by_id AND panel_id = p.id) OR NOT speaks_for(NEW.opened_by_id, NEW.bid_id) THEN PERFORM refuse('discussion.not-yours'); END IF;
  NEW.panel_group := CASE WHEN p.groups = 1 THEN '' ELSE (SELECT panel_group FROM bid_allotment WHERE panel_id = p.id AND bid_id = NEW.bid_id) END;
  -- First scores are everybody's own: nothing is discussed while one of those who would hear it still owes a sheet.
  IF EXISTS (SELECT 1 FROM judged_bid j JOIN seat s ON s.id = j.seat_id AND s.state = 'SEATED' JOIN bid b ON b.id = j.bid_id AND b.state = 'OPENED'
    LEFT JOIN stated_conflict d ON d.seat_id = j.seat_id AND d.bid_id = j.bid_id LEFT JOIN score_sheet h ON h.seat_id = j.seat_id AND h.bid_id = j.bid_id
    WHERE j.panel_id = p.id AND (p.groups = 1 OR s.panel_group = NEW.panel_group) AND (d.kind IS NULL OR (d.kind = 'NONE' AND h.state IS DISTINCT FROM 'SUBMITTED'))
  ) THEN PERFORM refuse('discussion.sheets-first'); END IF;
  IF EXISTS (SELECT 1 FROM discussion WHERE panel_id = p.id AND panel_group = NEW.panel_group AND closed_at IS NULL) THEN PERFORM refuse('discussion.one-at-a-time'); END IF;
  NEW.opened_at := clock();
  NEW.closed_at := NULL;
  RETURN NEW;
END $$;
CREATE TRIGGER discussion_guard BEFORE INSERT OR UPDATE OR DELETE ON discussion FOR EACH ROW EXECUTE FUNCTION guard_discussion();

-- The second score: whole, once, beside the first.
CREATE TABLE second_sheet (
  sheet_id uuid NOT NULL REFERENCES score_sheet (id) ON UPDATE CASCADE ON DELETE RESTRICT,
  discussion_id uuid NOT NULL REFERENCES discussion (id) ON UPDATE CASCADE ON DELETE RESTRICT,
  reason text NOT NULL CHECK (reason <> ''),
  submitted_at timestamptz(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  CONSTRAINT second_sheet_pkey PRIMARY KEY (sheet_id)
);
CREATE INDEX second_sheet_discussion_id_idx ON second_sheet (discussion_id);
CREATE TABLE second_score (
  sheet_id uuid NOT NULL REFERENCES second_sheet (sheet_id) ON UPDATE CASCADE ON DELETE RESTRICT,
  criterion_id uuid NOT NULL REFERENCES criterion (id) ON UPDATE CASCADE ON DELETE RESTRICT,
  points numeric(8, 4) NOT NULL,
  CONSTRAINT second_score_pkey PRIMARY KEY (sheet_id, criterion_id)
);
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON second_sheet FOR EACH STATEMENT EXECUTE FUNCTION append_only();
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON second_score FOR EACH STATEMENT EXECUTE FUNCTION append_only();
REVOKE UPDATE ON second_sheet, second_score FROM commonweal_app;

CREATE FUNCTION guard_second_sheet() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE h score_sheet; x discussion;
BEGIN
  SELECT * INTO h FROM score_sheet WHERE id = NEW.sheet_id;
  SELECT * INTO x FROM discussion WHERE id = NEW.discussion_id FOR SHARE;
  IF x.closed_at IS NOT NULL OR x.bid_id IS DISTINCT FROM h.bid_id OR NOT EXISTS (SELECT 1 FROM panel WHERE id = x.panel_id AND state = 'SCORING') THEN PERFORM refuse('discussion.over'); END IF;
  IF h.state <> 'SUBMITTED' OR NOT EXISTS (SELECT 1 FROM seat WHERE id = h.seat_id AND panel_id = x.panel_id) OR NOT judges_clear(h.seat_id, h.bid_id) THEN PERFORM refuse('discussion.not-yours'); END IF;
  NEW.submitted_at := clock();
  RETURN NEW;
END $$;
CREATE TRIGGER second_sheet_guard BEFORE INSERT ON second_sheet FOR EACH ROW EXECUTE FUNCTION guard_second_sheet();

CREATE FUNCTION guard_second_score() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE v_max numeric;
BEGIN
  IF NOT EXISTS (SELECT 1 FROM second_sheet WHERE sheet_id = NEW.sheet_id AND xmin = pg_current_xact_id()::xid) THEN PERFORM refuse('discussion.over'); END IF;
  SELECT c.max_points INTO v_max FROM score_sheet h JOIN bid b ON b.id = h.bid_id JOIN criterion c ON c.call_id = b.call_id AND c.id = NEW.criterion_id AND c.kind = 'SUBJECTIVE' WHERE h.id = NEW.sheet_id;
  IF v_max IS NULL OR NEW.points < 0 OR NEW.points > v_max THEN PERFORM refuse('score.out-of-range'); END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER second_score_guard BEFORE INSERT ON second_score FOR EACH ROW EXECUTE FUNCTION guard_second_score();

CREATE FUNCTION check_second_sheet() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM score_sheet h JOIN bid b ON b.id = h.bid_id JOIN criterion c ON c.call_id = b.call_id AND c.kind = 'SUBJECTIVE'
    LEFT JOIN second_score r ON r.sheet_id = h.id AND r.criterion_id = c.id WHERE h.id = NEW.sheet_id AND r.sheet_id IS NULL) THEN PERFORM refuse('score-sheet.incomplete'); END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER second_sheet_whole AFTER INSERT ON second_sheet DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION check_second_sheet();

CREATE TABLE discussion_minute (
  id uuid NOT NULL,
  panel_id uuid NOT NULL REFERENCES panel (id) ON UPDATE CASCADE ON DELETE RESTRICT,
  bid_id uuid NOT NULL REFERENCES bid (id) ON UPDATE CASCADE ON DELETE RESTRICT,
  seat_id uuid NOT NULL REFERENCES seat (id) ON UPDATE CASCADE ON DELETE RESTRICT,
  text text NOT NULL CHECK (text <> ''),
  written_at timestamptz(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  CONSTRAINT discussion_minute_pkey PRIMARY KEY (id)
);
CREATE INDEX discussion_minute_panel_id_bid_id_idx ON discussion_minute (panel_id, bid_id);
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON discussion_minute FOR EACH STATEMENT EXECUTE FUNCTION append_only();
REVOKE UPDATE ON discussion_minute FROM commonweal_app;
CREATE FUNCTION guard_discussion_minute() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  IF NOT EXISTS (SELECT 1 FROM panel WHERE id = NEW.panel_id AND state = 'SCORING' AND call_id IS NOT NULL) THEN PERFORM refuse('discussion.not-now'); END IF;
  IF NOT EXISTS (SELECT 1 FROM discussion WHERE panel_id = NEW.panel_id AND bid_id = NEW.bid_id)
    OR NOT EXISTS (SELECT 1 FROM seat WHERE id = NEW.seat_id AND panel_id = NEW.panel_id) OR NOT speaks_for(NEW.seat_id, NEW.bid_id) THEN PERFORM refuse('discussion.not-yours'); END IF;
  NEW.written_at := clock();
  RETURN NEW;
END $$;
CREATE TRIGGER discussion_minute_guard BEFORE INSERT ON discussion_minute FOR EACH ROW EXECUTE FUNCTION guard_discussion_minute();

-- Nothing is frozen while a bid is being discussed, nor before what was discussed has its minutes.
CREATE FUNCTION guard_panel_discussions() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM discussion WHERE panel_id = NEW.id AND closed_at IS NULL) THEN PERFORM refuse('discussion.open'); END IF;
  IF EXISTS (SELECT 1 FROM discussion x JOIN bid b ON b.id = x.bid_id AND b.state = 'OPENED' WHERE x.panel_id = NEW.id
    AND NOT EXISTS (SELECT 1 FROM discussion_minute m WHERE m.panel_id = x.panel_id AND m.bid_id = x.bid_id)) THEN PERFORM refuse('discussion.minutes-first'); END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER panel_discussions_guard BEFORE UPDATE OF state ON panel FOR EACH ROW WHEN (OLD.state = 'SCORING' AND NEW.state = 'SIGNING') EXECUTE FUNCTION guard_panel_discussions();

-- The minutes are frozen with each version of the result, and every hand under it is a hand under them.
ALTER TABLE result
  -- [{ bid, judge, at, text }] in the order in which they were written.
  ADD COLUMN minutes jsonb NOT NULL DEFAULT '[]',
  -- SHA-256 (hex) over their canonical JSON; empty where there are none.
  ADD COLUMN minutes_sha256 text NOT NULL DEFAULT '',
  ADD CONSTRAINT result_minutes_whole CHECK ((jsonb_array_length(minutes) = 0) = (minutes_sha256 = ''));
CREATE TRIGGER keep BEFORE UPDATE ON result FOR EACH ROW EXECUTE FUNCTION keep_columns('id', 'minutes', 'minutes_sha256');
ALTER TABLE result_signature ADD COLUMN minutes_sha256 text NOT NULL DEFAULT '';

CREATE FUNCTION guard_result_minutes() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  IF jsonb_array_length(NEW.minutes) <> (SELECT count(*) FROM discussion_minute m JOIN panel p ON p.id = m.panel_id WHERE p.call_id = NEW.call_id)
    OR EXISTS (SELECT 1 FROM discussion_minute m JOIN panel p ON p.id = m.panel_id WHERE p.call_id = NEW.call_id
      AND NOT EXISTS (SELECT 1 FROM jsonb_array_elements(NEW.minutes) e WHERE e ->> 'bid' = m.bid_id::text AND e ->> 'text' = m.text)) THEN
    PERFORM refuse('result.superseded');
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER result_minutes_guard BEFORE INSERT ON result FOR EACH ROW EXECUTE FUNCTION guard_result_minutes();
CREATE FUNCTION guard_signature_minutes() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  IF NEW.minutes_sha256 <> (SELECT minutes_sha256 FROM result WHERE id = NEW.result_id) THEN PERFORM refuse('result.superseded'); END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER result_signature_minutes BEFORE INSERT ON result_signature FOR EACH ROW EXECUTE FUNCTION guard_signature_minutes();
