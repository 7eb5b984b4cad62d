-- Why: a venture call with many bids is judged by several groups of one committee at the same time. Each group sees, declares for
-- and scores its own bids only, and is a panel in itself: odd, large enough, with its quorum. What one group gives is made
-- comparable with what another gives by the calibration the call published (二次平均); a call that published none has one group.
-- Who judges what is settled by a recorded lot before scoring starts, and frozen then.
ALTER TABLE call_scoring
  ADD COLUMN drop_high smallint,
  ADD COLUMN drop_low smallint,
  ADD COLUMN mean_decimals smallint,
  ADD COLUMN coefficient_decimals smallint,
  ADD COLUMN total_decimals smallint,
  ADD CONSTRAINT call_scoring_calibration_whole CHECK (num_nulls(drop_high, drop_low, mean_decimals, coefficient_decimals, total_decimals) IN (0, 5)),
  ADD CONSTRAINT call_scoring_calibration_range CHECK (drop_high BETWEEN 0 AND 9 AND drop_low BETWEEN 0 AND 9 AND mean_decimals BETWEEN 0 AND 6 AND coefficient_decimals BETWEEN 0 AND 6 AND total_decimals BETWEEN 0 AND 4);

-- Only a grant is judged so: a purchase has one evaluation committee (财政部令第87号 art. 47).
CREATE FUNCTION guard_call_calibration() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  IF NEW.regime <> 'VENTURE' AND EXISTS (SELECT 1 FROM call_scoring WHERE call_id = NEW.id AND drop_high IS NOT NULL) THEN PERFORM refuse('call.calibration-not-here'); END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER call_calibration_guard BEFORE UPDATE OF state ON call FOR EACH ROW WHEN (NEW.state = 'PUBLISHED' AND OLD.state <> 'PUBLISHED') EXECUTE FUNCTION guard_call_calibration();

ALTER TABLE panel
  ADD COLUMN groups smallint NOT NULL DEFAULT 1 CHECK (groups BETWEEN 1 AND 6),
  -- Seats of each group when scoring started, in the order of their letters.
  ADD COLUMN group_sizes smallint[] NOT NULL DEFAULT '{}';
ALTER TABLE seat ADD COLUMN panel_group text NOT NULL DEFAULT '' CHECK (panel_group ~ '^[A-F]?$');

-- A lot that allots bids to groups. What it rests on is kept, so that anybody can repeat it; the number that nobody can foresee is
-- PostgreSQL's own.
CREATE TABLE panel_lot (
  id uuid NOT NULL,
  panel_id uuid NOT NULL REFERENCES panel (id) ON UPDATE CASCADE ON DELETE RESTRICT,
  number smallint NOT NULL,
  nonce uuid NOT NULL DEFAULT gen_random_uuid(),
  -- { callId, publishedOn, groups: { A: [judges' codes] }, bids: [{ id, seal }], ties: { bid: { group: judges } } }
  basis jsonb NOT NULL,
  drawn_by_id uuid NOT NULL REFERENCES account (id),
  drawn_at timestamptz(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  CONSTRAINT panel_lot_pkey PRIMARY KEY (id)
);
CREATE UNIQUE INDEX panel_lot_panel_id_number_key ON panel_lot (panel_id, number);
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON panel_lot FOR EACH STATEMENT EXECUTE FUNCTION append_only();
REVOKE UPDATE ON panel_lot FROM commonweal_app;
CREATE FUNCTION guard_panel_lot() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  IF NOT EXISTS (SELECT 1 FROM panel WHERE id = NEW.panel_id AND state = 'FORMING' AND groups > 1) THEN PERFORM refuse('panel.groups-frozen'); END IF;
  NEW.nonce := gen_random_uuid();
  NEW.drawn_at := clock();
  RETURN NEW;
END $$;
CREATE TRIGGER panel_lot_guard BEFORE INSERT ON panel_lot FOR EACH ROW EXECUTE FUNCTION guard_panel_lot();

CREATE TABLE bid_allotment (
  panel_id uuid NOT NULL REFERENCES panel (id) ON UPDATE CASCADE ON DELETE RESTRICT,
  bid_id uuid NOT NULL REFERENCES bid (id) ON UPDATE CASCADE ON DELETE RESTRICT,
  panel_group text NOT NULL CHECK (panel_group ~ '^[A-F]$'),
  lot_id uuid NOT NULL REFERENCES panel_lot (id) ON UPDATE CASCADE ON DELETE RESTRICT,
  CONSTRAINT bid_allotment_pkey PRIMARY KEY (panel_id, bid_id)
);
CREATE INDEX bid_allotment_bid_id_idx ON bid_allotment (bid_id);
CREATE INDEX bid_allotment_lot_id_idx ON bid_allotment (lot_id);
GRANT DELETE ON bid_allotment TO commonweal_app;
REVOKE UPDATE ON bid_allotment FROM commonweal_app;
CREATE FUNCTION guard_bid_allotment() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE p panel;
BEGIN
  SELECT * INTO p FROM panel WHERE id = coalesce(NEW.panel_id, OLD.panel_id);
  IF TG_OP = 'UPDATE' OR p.state <> 'FORMING' THEN PERFORM refuse('panel.groups-frozen'); END IF;
  IF TG_OP = 'INSERT' AND (
    ascii(NEW.panel_group) - 64 > p.groups
    OR NOT EXISTS (SELECT 1 FROM bid WHERE id = NEW.bid_id AND call_id = p.call_id AND state = 'OPENED')
    OR NOT EXISTS (SELECT 1 FROM panel_lot WHERE id = NEW.lot_id AND panel_id = p.id)
  ) THEN PERFORM refuse('panel.other-group'); END IF;
  RETURN coalesce(NEW, OLD);
END $$;
CREATE TRIGGER bid_allotment_guard BEFORE INSERT OR UPDATE OR DELETE ON bid_allotment FOR EACH ROW EXECUTE FUNCTION guard_bid_allotment();

-- Which seat judges which bid: every one where there is one group, else those of its own group.
CREATE VIEW judged_bid AS
  SELECT s.id AS seat_id, b.id AS bid_id, p.id AS panel_id, b.call_id
  FROM panel p JOIN seat s ON s.panel_id = p.id JOIN bid b ON b.call_id = p.call_id
  LEFT JOIN bid_allotment a ON a.panel_id = p.id AND a.bid_id = b.id
  WHERE p.groups = 1 OR a.panel_group = s.panel_group;
GRANT SELECT ON judged_bid TO commonweal_app;

-- How many groups: only where the call published how they are made comparable, and until scoring starts.
CREATE FUNCTION guard_panel_groups() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  IF NEW.groups <> OLD.groups THEN
    IF OLD.state <> 'FORMING' THEN PERFORM refuse('panel.groups-frozen'); END IF;
    IF NEW.groups > 1 AND NOT EXISTS (SELECT 1 FROM call_scoring g JOIN call c ON c.id = g.call_id AND c.regime = 'VENTURE' WHERE g.call_id = NEW.call_id AND g.drop_high IS NOT NULL) THEN
      PERFORM refuse('panel.groups-not-published');
    END IF;
  END IF;
  IF NEW.group_sizes <> OLD.group_sizes AND OLD.state <> 'FORMING' THEN PERFORM refuse('panel.groups-frozen'); END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER panel_groups_guard BEFORE UPDATE ON panel FOR EACH ROW EXECUTE FUNCTION guard_panel_groups();

-- A lot holds for the groups it was drawn for: whoever moves, comes or goes before scoring starts undoes it.
CREATE FUNCTION void_lot() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE v_panel uuid := (to_jsonb(coalesce(NEW, OLD)) ->> TG_ARGV[0])::uuid;
BEGIN
  DELETE FROM bid_allotment a USING panel p WHERE a.panel_id = v_panel AND p.id = a.panel_id AND p.state = 'FORMING';
  RETURN NULL;
END $$;
CREATE TRIGGER seat_voids_lot AFTER INSERT OR DELETE ON seat FOR EACH ROW EXECUTE FUNCTION void_lot('panel_id');
CREATE TRIGGER seat_change_voids_lot AFTER UPDATE ON seat FOR EACH ROW WHEN (NEW.panel_group <> OLD.panel_group OR NEW.state <> OLD.state) EXECUTE FUNCTION void_lot('panel_id');
CREATE TRIGGER groups_void_lot AFTER UPDATE ON panel FOR EACH ROW WHEN (NEW.groups <> OLD.groups) EXECUTE FUNCTION void_lot('id');

CREATE OR REPLACE FUNCTION guard_seat() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE p panel;
BEGIN
  SELECT * INTO p FROM panel WHERE id = coalesce(NEW.panel_id, OLD.panel_id);
  IF TG_OP = 'DELETE' AND p.state <> 'FORMING' THEN PERFORM refuse('panel.already-started'); END IF;
  IF TG_OP <> 'DELETE' AND NEW.panel_group <> '' AND ascii(NEW.panel_group) - 64 > p.groups THEN PERFORM refuse('panel.no-such-group'); END IF;
  -- Once started, only who stepped down is replaced, in the group where the place is free.
  IF TG_OP = 'INSERT' AND p.state <> 'FORMING' THEN
    IF p.state <> 'SCORING' OR (SELECT count(*) FROM seat WHERE panel_id = p.id AND state = 'SEATED') >= coalesce(p.size, 0) THEN PERFORM refuse('panel.already-started'); END IF;
    IF p.groups > 1 AND (NEW.panel_group = '' OR
      (SELECT count(*) FROM seat WHERE panel_id = p.id AND state = 'SEATED' AND panel_group = NEW.panel_group) >= p.group_sizes[ascii(NEW.panel_group) - 64]) THEN
      PERFORM refuse('panel.already-started');
    END IF;
  END IF;
  IF TG_OP = 'UPDATE' THEN
    IF p.state IN ('SIGNING', 'CLOSED') THEN PERFORM refuse('panel.closed'); END IF;
    IF NEW.panel_group <> OLD.panel_group AND p.state <> 'FORMING' THEN PERFORM refuse('panel.groups-frozen'); END IF;
    IF OLD.pledged_at IS NOT NULL AND (NEW.pledged_at, NEW.pledge_sha256) IS DISTINCT FROM (OLD.pledged_at, OLD.pledge_sha256) THEN PERFORM refuse('panel.pledged-already'); END IF;
    IF NEW.kind <> OLD.kind THEN RAISE EXCEPTION 'a seat stays what it was given as' USING ERRCODE = '42501'; END IF;
  END IF;
  RETURN coalesce(NEW, OLD);
END $$;

-- Each group is large enough, odd, with enough experts, and has bids to compare it by: two at least, and more than are dropped.
CREATE FUNCTION assert_groups(p_panel uuid) RETURNS void LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE c call; rules jsonb; p panel; g record; v_min int; v_dropped int;
BEGIN
  SELECT * INTO p FROM panel WHERE id = p_panel;
  IF p.groups = 1 THEN RETURN; END IF;
  SELECT * INTO c FROM call WHERE id = p.call_id;
  SELECT content INTO rules FROM rule_book WHERE code = c.rule_book_code AND version = c.rule_book_version;
  SELECT drop_high + drop_low INTO v_dropped FROM call_scoring WHERE call_id = c.id;
  IF v_dropped IS NULL THEN PERFORM refuse('panel.groups-not-published'); END IF;
  IF EXISTS (SELECT 1 FROM seat WHERE panel_id = p_panel AND state = 'SEATED' AND panel_group = '') THEN PERFORM refuse('panel.seat-without-group'); END IF;
  IF EXISTS (SELECT 1 FROM bid b LEFT JOIN bid_allotment a ON a.panel_id = p_panel AND a.bid_id = b.id WHERE b.call_id = c.id AND b.state = 'OPENED' AND a.bid_id IS NULL) THEN PERFORM refuse('panel.lot-first'); END IF;
  v_min := greatest(c.quorum, coalesce((rules #>> '{panel,minSeats}')::int, 0));
  FOR g IN
    SELECT chr(64 + n) AS letter,
      (SELECT count(*) FROM seat WHERE panel_id = p_panel AND state = 'SEATED' AND panel_group = chr(64 + n)) AS seats,
      (SELECT count(*) FROM seat WHERE panel_id = p_panel AND state = 'SEATED' AND panel_group = chr(64 + n) AND kind = 'EXPERT') AS experts,
      (SELECT count(*) FROM bid_allotment a JOIN bid b ON b.id = a.bid_id AND b.state = 'OPENED' WHERE a.panel_id = p_panel AND a.panel_group = chr(64 + n)) AS bids
    FROM generate_series(1, p.groups) n
  LOOP
    IF g.seats < v_min THEN PERFORM refuse('panel.group-too-small'); END IF;
    IF (rules #>> '{panel,isOdd}')::boolean AND g.seats % 2 = 0 THEN PERFORM refuse('panel.group-even'); END IF;
    IF rules IS NOT NULL AND g.experts * (rules #>> '{panel,expertShare,denominator}')::int < g.seats * (rules #>> '{panel,expertShare,numerator}')::int THEN PERFORM refuse('panel.too-few-experts'); END IF;
    IF g.bids < greatest(2, v_dropped + 1) THEN PERFORM refuse('panel.group-too-few-bids'); END IF;
  END LOOP;
END $$;

-- The whole committee of several groups need not be odd: each of its groups is.
CREATE OR REPLACE FUNCTION assert_composition(p_panel uuid) RETURNS void LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE c call; rules jsonb; v_min int; v_seats int; v_experts int; v_buyer_chair boolean; v_bids int; v_has_chair boolean; v_groups int;
BEGIN
  SELECT x.* INTO c FROM call x JOIN panel p ON p.call_id = x.id WHERE p.id = p_panel;
  SELECT content INTO rules FROM rule_book WHERE code = c.rule_book_code AND version = c.rule_book_version;
  SELECT groups INTO v_groups FROM panel WHERE id = p_panel;
  SELECT count(*), count(*) FILTER (WHERE kind = 'EXPERT'), coalesce(bool_or(is_chair AND kind = 'BUYER'), false), coalesce(bool_or(is_chair), false)
    INTO v_seats, v_experts, v_buyer_chair, v_has_chair FROM seat WHERE panel_id = p_panel AND state = 'SEATED';
  IF v_seats < c.quorum THEN PERFORM refuse('panel.below-quorum'); END IF;
  IF NOT v_has_chair THEN PERFORM refuse('panel.no-chair'); END IF;
  SELECT count(*) INTO v_bids FROM bid WHERE call_id = c.id AND state = 'OPENED';
  IF v_bids = 0 THEN PERFORM refuse('panel.no-bids'); END IF;
  PERFORM assert_groups(p_panel);
  -- A call from before there were books goes by its quorum.
  IF rules IS NULL THEN RETURN; END IF;
  v_min := (rules #>> '{panel,minSeats}')::int;
  IF c.budget_fen >= (rules #>> '{panel,larger,fromBudgetFen}')::bigint THEN v_min := (rules #>> '{panel,larger,minSeats}')::int; END IF;
  IF v_seats < v_min THEN PERFORM refuse('panel.too-few-seats'); END IF;
  IF v_groups = 1 AND (rules #>> '{panel,isOdd}')::boolean AND v_seats % 2 = 0 THEN PERFORM refuse('panel.even-seats'); END IF;
  IF v_experts * (rules #>> '{panel,expertShare,denominator}')::int < v_seats * (rules #>> '{panel,expertShare,numerator}')::int THEN PERFORM refuse('panel.too-few-experts'); END IF;
  IF v_buyer_chair AND NOT (rules #>> '{panel,mayBuyerChair}')::boolean THEN PERFORM refuse('panel.chair-is-buyer'); END IF;
  IF v_bids < (rules #>> '{bids,minimum}')::int AND NOT (rules #> '{bids,ifFewer}') ? 'proceed' THEN PERFORM refuse('panel.too-few-bids'); END IF;
END $$;

CREATE OR REPLACE FUNCTION guard_panel() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  IF NEW.state = OLD.state THEN RETURN NEW; END IF;
  IF NEW.state = 'SCORING' AND OLD.state = 'FORMING' THEN
    PERFORM assert_composition(NEW.id);
    PERFORM assert_reviewed(NEW.call_id, 'QUALIFICATION');
    NEW.size := (SELECT count(*) FROM seat WHERE panel_id = NEW.id AND state = 'SEATED');
    IF NEW.groups > 1 THEN
      NEW.group_sizes := ARRAY(SELECT (SELECT count(*) FROM seat WHERE panel_id = NEW.id AND state = 'SEATED' AND panel_group = chr(64 + n))::smallint FROM generate_series(1, NEW.groups) n ORDER BY n);
    END IF;
  ELSIF NEW.state = 'SCORING' THEN
    -- Back to the scores: only while no version has been signed by all.
    IF EXISTS (SELECT 1 FROM result WHERE call_id = NEW.call_id AND signed_at IS NOT NULL) THEN PERFORM refuse('result.frozen'); END IF;
  ELSIF NEW.state = 'SIGNING' AND OLD.state = 'SCORING' THEN
    PERFORM assert_enough_bids(NEW.call_id);
    PERFORM assert_reviewed(NEW.call_id, 'CONFORMITY');
    PERFORM assert_panel_complete(NEW.id);
  ELSIF NEW.state = 'SIGNING' THEN
    IF NOT EXISTS (SELECT 1 FROM call WHERE id = NEW.call_id AND state = 'SCORED') THEN PERFORM refuse('result.frozen'); END IF;
  ELSIF NEW.state = 'CLOSED' THEN
    PERFORM assert_signed(NEW.id);
  END IF;
  RETURN NEW;
END $$;

-- Nobody reads so much as the bidders' names before agreeing to keep them; and nobody declares for another group's bids.
CREATE OR REPLACE FUNCTION guard_conflict_declaration() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM seat WHERE id = NEW.seat_id AND pledged_at IS NULL) THEN PERFORM refuse('panel.pledge-first'); END IF;
  IF NOT EXISTS (SELECT 1 FROM judged_bid WHERE seat_id = NEW.seat_id AND bid_id = NEW.bid_id) THEN PERFORM refuse('panel.other-group'); END IF;
  RETURN NEW;
END $$;

CREATE OR REPLACE FUNCTION guard_bid_review() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE b bid; c call;
BEGIN
  SELECT * INTO b FROM bid WHERE id = NEW.bid_id FOR SHARE;
  SELECT * INTO c FROM call WHERE id = b.call_id;
  IF b.state <> 'OPENED' THEN PERFORM refuse('review.not-opened'); END IF;
  IF NEW.stage = 'QUALIFICATION' THEN
    IF c.state <> 'OPENED' THEN PERFORM refuse('review.over'); END IF;
    IF NOT EXISTS (SELECT 1 FROM body_membership WHERE body_id = c.body_id AND account_id = NEW.decided_by_id AND role IN ('OFFICER', 'APPROVER')) THEN PERFORM refuse('review.not-yours'); END IF;
  ELSE
    IF NOT EXISTS (
      SELECT 1 FROM panel p JOIN seat s ON s.panel_id = p.id AND s.state = 'SEATED' JOIN expert x ON x.id = s.expert_id AND x.account_id = NEW.decided_by_id
      JOIN judged_bid j ON j.seat_id = s.id AND j.bid_id = b.id
      JOIN stated_conflict d ON d.seat_id = s.id AND d.bid_id = b.id AND d.kind = 'NONE' WHERE p.call_id = c.id AND p.state = 'SCORING'
    ) THEN PERFORM refuse('review.not-yours'); END IF;
    -- What one judge has handed in cannot be undone by a finding made after it.
    IF NEW.cause IS NOT NULL AND EXISTS (SELECT 1 FROM score_sheet WHERE bid_id = b.id AND state = 'SUBMITTED') THEN PERFORM refuse('review.over'); END IF;
  END IF;
  PERFORM assert_no_interest_in_call(NEW.decided_by_id, c.id);
  NEW.decided_at := clock();
  RETURN NEW;
END $$;

CREATE OR REPLACE FUNCTION guard_objective_mark() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE v_max numeric;
BEGIN
  SELECT c.max_points INTO v_max FROM bid b JOIN criterion c ON c.call_id = b.call_id AND c.id = NEW.criterion_id AND c.kind = 'OBJECTIVE'
    JOIN panel p ON p.call_id = b.call_id AND p.state = 'SCORING'
    JOIN seat s ON s.panel_id = p.id AND s.id = NEW.seat_id AND s.state = 'SEATED'
    WHERE b.id = NEW.bid_id AND b.state = 'OPENED' AND EXISTS (SELECT 1 FROM stated_conflict d WHERE d.seat_id = s.id AND d.bid_id = b.id AND d.kind = 'NONE')
      AND EXISTS (SELECT 1 FROM judged_bid j WHERE j.seat_id = s.id AND j.bid_id = b.id) FOR SHARE OF p;
  IF NOT FOUND THEN PERFORM refuse('score-sheet.not-entitled'); END IF;
  IF NEW.points < 0 OR NEW.points > v_max THEN PERFORM refuse('score.out-of-range'); END IF;
  NEW.agreed_at := clock();
  RETURN NEW;
END $$;

CREATE OR REPLACE FUNCTION guard_score_sheet() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE v_rule reasons_rule;
BEGIN
  IF TG_OP = 'INSERT' THEN
    IF NOT EXISTS (
      SELECT 1 FROM seat s JOIN panel p ON p.id = s.panel_id JOIN bid b ON b.id = NEW.bid_id AND b.call_id = p.call_id
      JOIN judged_bid j ON j.seat_id = s.id AND j.bid_id = b.id
      JOIN stated_conflict d ON d.seat_id = s.id AND d.bid_id = b.id AND d.kind = 'NONE'
      WHERE s.id = NEW.seat_id AND s.state = 'SEATED' AND p.state = 'SCORING' AND b.state = 'OPENED'
    ) THEN PERFORM refuse('score-sheet.not-entitled'); END IF;
  ELSE
    IF (NEW.seat_id, NEW.bid_id) IS DISTINCT FROM (OLD.seat_id, OLD.bid_id) THEN PERFORM refuse('score-sheet.moved'); END IF;
    IF OLD.state = 'SUBMITTED' THEN PERFORM refuse('score-sheet.submitted'); END IF;
    IF NEW.state = 'SUBMITTED' THEN
      IF EXISTS (SELECT 1 FROM stated_conflict d WHERE d.seat_id = NEW.seat_id AND d.bid_id = NEW.bid_id AND d.kind <> 'NONE') THEN PERFORM refuse('score-sheet.not-entitled'); END IF;
      SELECT g.reasons INTO v_rule FROM call_scoring g JOIN bid b ON b.call_id = g.call_id WHERE b.id = NEW.bid_id;
      IF EXISTS (
        SELECT 1 FROM panel p JOIN seat s ON s.panel_id = p.id AND s.id = NEW.seat_id
        JOIN criterion c ON c.call_id = p.call_id AND c.kind = 'SUBJECTIVE'
        LEFT JOIN score r ON r.sheet_id = NEW.id AND r.criterion_id = c.id
        WHERE r.points IS NULL OR (r.reason = '' AND needs_reason(coalesce(v_rule, 'EVERY'), r.points, c.max_points)) OR p.state <> 'SCORING' OR s.state <> 'SEATED'
      ) THEN PERFORM refuse('score-sheet.incomplete'); END IF;
      NEW.submitted_at := clock();
    END IF;
  END IF;
  RETURN NEW;
END $$;

-- Sheets that are still owed: of the seats that judge a bid, those that have not declared, or are clear and have not handed in.
CREATE FUNCTION owed_sheets(p_panel uuid) RETURNS bigint LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
  SELECT count(*) FROM judged_bid j JOIN bid b ON b.id = j.bid_id AND b.state = 'OPENED' JOIN seat s ON s.id = j.seat_id AND s.state = 'SEATED'
    LEFT JOIN stated_conflict d ON d.seat_id = j.seat_id AND d.bid_id = j.bid_id
    LEFT JOIN score_sheet h ON h.seat_id = j.seat_id AND h.bid_id = j.bid_id
    WHERE j.panel_id = p_panel AND (d.kind IS NULL OR (d.kind = 'NONE' AND h.state IS DISTINCT FROM 'SUBMITTED'))
$$;

CREATE OR REPLACE FUNCTION assert_panel_complete(p_panel uuid) RETURNS void LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE v_call uuid; v_quorum int;
BEGIN
  SELECT p.call_id, greatest(c.quorum, coalesce((r.content #>> '{panel,quorum}')::int, 0)) INTO v_call, v_quorum
    FROM panel p JOIN call c ON c.id = p.call_id LEFT JOIN rule_book r ON r.code = c.rule_book_code AND r.version = c.rule_book_version WHERE p.id = p_panel;
  IF NOT EXISTS (SELECT 1 FROM bid WHERE call_id = v_call AND state = 'OPENED') THEN PERFORM refuse('panel.no-bids'); END IF;
  IF owed_sheets(p_panel) > 0 THEN PERFORM refuse('panel.incomplete'); END IF;
  IF EXISTS (
    SELECT b.id FROM bid b
    LEFT JOIN score_sheet h ON h.bid_id = b.id AND h.state = 'SUBMITTED' AND NOT EXISTS (SELECT 1 FROM conflict_pin n WHERE n.seat_id = h.seat_id AND n.bid_id = b.id)
    LEFT JOIN seat s ON s.id = h.seat_id AND s.state = 'SEATED' AND s.panel_id = p_panel
    WHERE b.call_id = v_call AND b.state = 'OPENED' GROUP BY b.id HAVING count(s.id) < v_quorum
  ) THEN PERFORM refuse('panel.below-quorum'); END IF;
  IF EXISTS (
    SELECT 1 FROM bid b JOIN criterion c ON c.call_id = b.call_id AND c.kind = 'OBJECTIVE'
    LEFT JOIN objective_mark m ON m.bid_id = b.id AND m.criterion_id = c.id
    WHERE b.call_id = v_call AND b.state = 'OPENED' AND m.bid_id IS NULL
  ) THEN PERFORM refuse('panel.objective-missing'); END IF;
END $$;

-- The total that was ranked, where calibration made it from the raw one.
ALTER TABLE bid_result ADD COLUMN calibrated_total numeric(9, 4);
