-- Why: who judges is drawn, not picked, and anybody can repeat the draw (财库〔2016〕198号); who sits is checked against the rule
-- book of the call when the panel starts (财政部令第87号 art. 47-48, 财库〔2014〕214号 art. 14), not trusted; ties are told before
-- any content is shown, and one that the organiser pins cannot be undone by the judge.
ALTER TABLE expert
  -- False: sits only as a body's own representative, and is never drawn.
  ADD COLUMN in_pool boolean NOT NULL DEFAULT true,
  ADD COLUMN trained_until date,
  ADD COLUMN seats_max smallint NOT NULL DEFAULT 5,
  ADD CONSTRAINT expert_seats_max CHECK (seats_max BETWEEN 0 AND 50);
ALTER TABLE organization ADD COLUMN legal_representative text NOT NULL DEFAULT '';

CREATE TYPE seat_kind AS ENUM ('EXPERT', 'BUYER');
CREATE TYPE draw_place_state AS ENUM ('WAITING', 'CALLED', 'ACCEPTED', 'DECLINED', 'EXPIRED');
INSERT INTO lifecycle_edge (lifecycle, from_state, event, to_state) VALUES
  ('draw_place', 'WAITING', 'call', 'CALLED'),
  ('draw_place', 'CALLED', 'accept', 'ACCEPTED'),
  ('draw_place', 'CALLED', 'decline', 'DECLINED'),
  ('draw_place', 'CALLED', 'expire', 'EXPIRED');

CREATE TABLE panel_draw (
  id uuid NOT NULL,
  call_id uuid NOT NULL REFERENCES call (id) ON UPDATE CASCADE ON DELETE RESTRICT,
  number smallint NOT NULL,
  seed text NOT NULL,
  field service_field,
  region_id uuid REFERENCES region (id) ON UPDATE CASCADE ON DELETE RESTRICT,
  wanted smallint NOT NULL,
  -- Ids of all who could be drawn, sorted: with call id, publication day and number they make the seed.
  candidates jsonb NOT NULL,
  drawn_by_id uuid NOT NULL REFERENCES account (id),
  drawn_at timestamptz(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  CONSTRAINT panel_draw_pkey PRIMARY KEY (id),
  CONSTRAINT panel_draw_seed CHECK (seed ~ '^[0-9a-f]{64}$'),
  CONSTRAINT panel_draw_wanted CHECK (wanted BETWEEN 1 AND 15)
);
CREATE UNIQUE INDEX panel_draw_call_id_number_key ON panel_draw (call_id, number);
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON panel_draw FOR EACH STATEMENT EXECUTE FUNCTION append_only();
REVOKE UPDATE ON panel_draw FROM commonweal_app;

CREATE TABLE draw_place (
  id uuid NOT NULL,
  draw_id uuid NOT NULL REFERENCES panel_draw (id) ON UPDATE CASCADE ON DELETE RESTRICT,
  expert_id uuid NOT NULL REFERENCES expert (id) ON UPDATE CASCADE ON DELETE RESTRICT,
  position smallint NOT NULL,
  lot text NOT NULL,
  state draw_place_state NOT NULL DEFAULT 'WAITING',
  due_at timestamptz(3),
  answered_at timestamptz(3),
  reason text NOT NULL DEFAULT '',
  version int NOT NULL DEFAULT 1,
  CONSTRAINT draw_place_pkey PRIMARY KEY (id),
  CONSTRAINT draw_place_declined_why CHECK (state <> 'DECLINED' OR reason <> ''),
  CONSTRAINT draw_place_called_until CHECK (state = 'WAITING' OR due_at IS NOT NULL)
);
CREATE UNIQUE INDEX draw_place_draw_id_position_key ON draw_place (draw_id, position);
CREATE UNIQUE INDEX draw_place_draw_id_expert_id_key ON draw_place (draw_id, expert_id);
CREATE INDEX draw_place_expert_id_idx ON draw_place (expert_id);
CREATE TRIGGER draw_place_lifecycle BEFORE INSERT OR UPDATE OF state ON draw_place
  FOR EACH ROW EXECUTE FUNCTION guard_lifecycle('draw_place', 'WAITING');

-- The order is the lot's: a reserve is called only when everybody before it has been called, and an answer comes in time.
CREATE FUNCTION guard_draw_place() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  IF TG_OP = 'DELETE' THEN PERFORM refuse('draw.frozen'); END IF;
  IF (NEW.draw_id, NEW.expert_id, NEW.position, NEW.lot) IS DISTINCT FROM (OLD.draw_id, OLD.expert_id, OLD.position, OLD.lot) THEN PERFORM refuse('draw.frozen'); END IF;
  IF NEW.state = OLD.state THEN RETURN NEW; END IF;
  IF NEW.state = 'CALLED' AND EXISTS (SELECT 1 FROM draw_place WHERE draw_id = NEW.draw_id AND position < NEW.position AND state = 'WAITING') THEN PERFORM refuse('draw.out-of-order'); END IF;
  IF NEW.state = 'ACCEPTED' AND clock() > OLD.due_at THEN PERFORM refuse('draw.too-late'); END IF;
  IF NEW.state = 'EXPIRED' AND clock() <= OLD.due_at THEN PERFORM refuse('draw.still-open'); END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER draw_place_guard BEFORE UPDATE OR DELETE ON draw_place FOR EACH ROW EXECUTE FUNCTION guard_draw_place();

ALTER TABLE panel ADD COLUMN size smallint;
ALTER TABLE seat
  ADD COLUMN kind seat_kind NOT NULL DEFAULT 'EXPERT',
  ADD COLUMN draw_id uuid REFERENCES panel_draw (id) ON UPDATE CASCADE ON DELETE RESTRICT,
  -- Why an expert was chosen without a draw.
  ADD COLUMN appointed_reason text NOT NULL DEFAULT '',
  -- The confidentiality agreement: when, and the SHA-256 of its words as they were shown.
  ADD COLUMN pledged_at timestamptz(3),
  ADD COLUMN pledge_sha256 text,
  ADD CONSTRAINT seat_pledge_whole CHECK ((pledged_at IS NULL) = (pledge_sha256 IS NULL));
-- People of the buying body sit as its representatives, also those seated before the word existed.
UPDATE seat s SET kind = 'BUYER' FROM panel p, call c, expert x, body_membership m
  WHERE p.id = s.panel_id AND c.id = p.call_id AND x.id = s.expert_id AND m.account_id = x.account_id AND m.body_id = c.body_id
    AND p.state <> 'CLOSED';

CREATE TABLE conflict_pin (
  seat_id uuid NOT NULL REFERENCES seat (id) ON UPDATE CASCADE ON DELETE RESTRICT,
  bid_id uuid NOT NULL REFERENCES bid (id) ON UPDATE CASCADE ON DELETE RESTRICT,
  kind conflict_kind NOT NULL,
  reason text NOT NULL,
  pinned_by_id uuid NOT NULL REFERENCES account (id),
  pinned_at timestamptz(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  CONSTRAINT conflict_pin_pkey PRIMARY KEY (seat_id, bid_id),
  CONSTRAINT conflict_pin_is_one CHECK (kind <> 'NONE' AND reason <> '')
);
CREATE INDEX conflict_pin_bid_id_idx ON conflict_pin (bid_id);
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON conflict_pin FOR EACH STATEMENT EXECUTE FUNCTION append_only();
REVOKE UPDATE ON conflict_pin FROM commonweal_app;
CREATE FUNCTION guard_conflict_pin() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  IF NOT EXISTS (SELECT 1 FROM seat s JOIN panel p ON p.id = s.panel_id JOIN bid b ON b.call_id = p.call_id AND b.id = NEW.bid_id
    WHERE s.id = NEW.seat_id AND p.state IN ('FORMING', 'SCORING')) THEN PERFORM refuse('panel.closed'); END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER conflict_pin_guard BEFORE INSERT ON conflict_pin FOR EACH ROW EXECUTE FUNCTION guard_conflict_pin();

-- What counts of a judge and a bid: the organiser's pin before the judge's own word.
CREATE VIEW stated_conflict AS
  SELECT seat_id, bid_id, kind FROM conflict_pin
  UNION ALL
  SELECT d.seat_id, d.bid_id, d.kind FROM conflict_declaration d
    WHERE NOT EXISTS (SELECT 1 FROM conflict_pin n WHERE n.seat_id = d.seat_id AND n.bid_id = d.bid_id);
GRANT SELECT ON stated_conflict TO commonweal_app;

-- Nobody reads so much as the bidders' names before agreeing to keep them.
CREATE FUNCTION guard_conflict_declaration() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM seat WHERE id = NEW.seat_id AND pledged_at IS NULL) THEN PERFORM refuse('panel.pledge-first'); END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER conflict_declaration_guard BEFORE INSERT ON conflict_declaration FOR EACH ROW EXECUTE FUNCTION guard_conflict_declaration();

CREATE OR REPLACE FUNCTION guard_seat() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE p panel;
BEGIN
  SELECT * INTO p FROM panel WHERE id = coalesce(NEW.panel_id, OLD.panel_id);
  IF TG_OP = 'DELETE' AND p.state <> 'FORMING' THEN PERFORM refuse('panel.already-started'); END IF;
  -- Once started, only who stepped down is replaced.
  IF TG_OP = 'INSERT' AND p.state <> 'FORMING' AND (p.state <> 'SCORING' OR (SELECT count(*) FROM seat WHERE panel_id = p.id AND state = 'SEATED') >= coalesce(p.size, 0)) THEN
    PERFORM refuse('panel.already-started');
  END IF;
  IF TG_OP = 'UPDATE' THEN
    IF p.state IN ('SIGNING', 'CLOSED') THEN PERFORM refuse('panel.closed'); END IF;
    IF OLD.pledged_at IS NOT NULL AND (NEW.pledged_at, NEW.pledge_sha256) IS DISTINCT FROM (OLD.pledged_at, OLD.pledge_sha256) THEN PERFORM refuse('panel.pledged-already'); END IF;
    IF NEW.kind <> OLD.kind THEN RAISE EXCEPTION 'a seat stays what it was given as' USING ERRCODE = '42501'; END IF;
  END IF;
  RETURN coalesce(NEW, OLD);
END $$;

-- Size by budget, odd number, share of experts, chair, and enough bids: from the book the call was published under.
CREATE FUNCTION assert_composition(p_panel uuid) RETURNS void LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE c call; rules jsonb; v_min int; v_seats int; v_experts int; v_buyer_chair boolean; v_bids int; v_has_chair boolean;
BEGIN
  SELECT x.* INTO c FROM call x JOIN panel p ON p.call_id = x.id WHERE p.id = p_panel;
  SELECT content INTO rules FROM rule_book WHERE code = c.rule_book_code AND version = c.rule_book_version;
  SELECT count(*), count(*) FILTER (WHERE kind = 'EXPERT'), coalesce(bool_or(is_chair AND kind = 'BUYER'), false), coalesce(bool_or(is_chair), false)
    INTO v_seats, v_experts, v_buyer_chair, v_has_chair FROM seat WHERE panel_id = p_panel AND state = 'SEATED';
  IF v_seats < c.quorum THEN PERFORM refuse('panel.below-quorum'); END IF;
  IF NOT v_has_chair THEN PERFORM refuse('panel.no-chair'); END IF;
  SELECT count(*) INTO v_bids FROM bid WHERE call_id = c.id AND state = 'OPENED';
  IF v_bids = 0 THEN PERFORM refuse('panel.no-bids'); END IF;
  -- A call from before there were books goes by its quorum.
  IF rules IS NULL THEN RETURN; END IF;
  v_min := (rules #>> '{panel,minSeats}')::int;
  IF c.budget_fen >= (rules #>> '{panel,larger,fromBudgetFen}')::bigint THEN v_min := (rules #>> '{panel,larger,minSeats}')::int; END IF;
  IF v_seats < v_min THEN PERFORM refuse('panel.too-few-seats'); END IF;
  IF (rules #>> '{panel,isOdd}')::boolean AND v_seats % 2 = 0 THEN PERFORM refuse('panel.even-seats'); END IF;
  IF v_experts * (rules #>> '{panel,expertShare,denominator}')::int < v_seats * (rules #>> '{panel,expertShare,numerator}')::int THEN PERFORM refuse('panel.too-few-experts'); END IF;
  IF v_buyer_chair AND NOT (rules #>> '{panel,mayBuyerChair}')::boolean THEN PERFORM refuse('panel.chair-is-buyer'); END IF;
  IF v_bids < (rules #>> '{bids,minimum}')::int AND NOT (rules #> '{bids,ifFewer}') ? 'proceed' THEN PERFORM refuse('panel.too-few-bids'); END IF;
END $$;

CREATE OR REPLACE FUNCTION guard_panel() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  IF NEW.state = OLD.state THEN RETURN NEW; END IF;
  IF NEW.state = 'SCORING' AND OLD.state = 'FORMING' THEN
    PERFORM assert_composition(NEW.id);
    NEW.size := (SELECT count(*) FROM seat WHERE panel_id = NEW.id AND state = 'SEATED');
  ELSIF NEW.state = 'SCORING' THEN
    -- Back to the scores: only while no version has been signed by all.
    IF EXISTS (SELECT 1 FROM result WHERE call_id = NEW.call_id AND signed_at IS NOT NULL) THEN PERFORM refuse('result.frozen'); END IF;
  ELSIF NEW.state = 'SIGNING' AND OLD.state = 'SCORING' THEN
    PERFORM assert_panel_complete(NEW.id);
  ELSIF NEW.state = 'SIGNING' THEN
    IF NOT EXISTS (SELECT 1 FROM call WHERE id = NEW.call_id AND state = 'SCORED') THEN PERFORM refuse('result.frozen'); END IF;
  ELSIF NEW.state = 'CLOSED' THEN
    PERFORM assert_signed(NEW.id);
  END IF;
  RETURN NEW;
END $$;

CREATE OR REPLACE FUNCTION assert_panel_complete(p_panel uuid) RETURNS void LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE v_call uuid; v_quorum int;
BEGIN
  SELECT p.call_id, greatest(c.quorum, coalesce((r.content #>> '{panel,quorum}')::int, 0)) INTO v_call, v_quorum
    FROM panel p JOIN call c ON c.id = p.call_id LEFT JOIN rule_book r ON r.code = c.rule_book_code AND r.version = c.rule_book_version WHERE p.id = p_panel;
  IF NOT EXISTS (SELECT 1 FROM bid WHERE call_id = v_call AND state = 'OPENED') THEN PERFORM refuse('panel.no-bids'); END IF;
  IF EXISTS (
    SELECT 1 FROM bid b CROSS JOIN seat s
    LEFT JOIN stated_conflict d ON d.seat_id = s.id AND d.bid_id = b.id
    LEFT JOIN score_sheet h ON h.seat_id = s.id AND h.bid_id = b.id
    WHERE b.call_id = v_call AND b.state = 'OPENED' AND s.panel_id = p_panel AND s.state = 'SEATED'
      AND (d.kind IS NULL OR (d.kind = 'NONE' AND h.state IS DISTINCT FROM 'SUBMITTED'))
  ) THEN PERFORM refuse('panel.incomplete'); END IF;
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

CREATE OR REPLACE FUNCTION guard_objective_mark() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE v_max numeric;
BEGIN
  SELECT c.max_points INTO v_max FROM bid b JOIN criterion c ON c.call_id = b.call_id AND c.id = NEW.criterion_id AND c.kind = 'OBJECTIVE'
    JOIN panel p ON p.call_id = b.call_id AND p.state = 'SCORING'
    JOIN seat s ON s.panel_id = p.id AND s.id = NEW.seat_id AND s.state = 'SEATED'
    WHERE b.id = NEW.bid_id AND b.state = 'OPENED' AND EXISTS (SELECT 1 FROM stated_conflict d WHERE d.seat_id = s.id AND d.bid_id = b.id AND d.kind = 'NONE') FOR SHARE OF p;
  IF NOT FOUND THEN PERFORM refuse('score-sheet.not-entitled'); END IF;
  IF NEW.points < 0 OR NEW.points > v_max THEN PERFORM refuse('score.out-of-range'); END IF;
  NEW.agreed_at := clock();
  RETURN NEW;
END $$;

CREATE OR REPLACE FUNCTION guard_score_sheet() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    IF NOT EXISTS (
      SELECT 1 FROM seat s JOIN panel p ON p.id = s.panel_id JOIN bid b ON b.id = NEW.bid_id AND b.call_id = p.call_id
      JOIN stated_conflict d ON d.seat_id = s.id AND d.bid_id = b.id AND d.kind = 'NONE'
      WHERE s.id = NEW.seat_id AND s.state = 'SEATED' AND p.state = 'SCORING' AND b.state = 'OPENED'
    ) THEN PERFORM refuse('score-sheet.not-entitled'); END IF;
  ELSE
    IF (NEW.seat_id, NEW.bid_id) IS DISTINCT FROM (OLD.seat_id, OLD.bid_id) THEN PERFORM refuse('score-sheet.moved'); END IF;
    IF OLD.state = 'SUBMITTED' THEN PERFORM refuse('score-sheet.submitted'); END IF;
    IF NEW.state = 'SUBMITTED' THEN
      IF EXISTS (SELECT 1 FROM stated_conflict d WHERE d.seat_id = NEW.seat_id AND d.bid_id = NEW.bid_id AND d.kind <> 'NONE') THEN PERFORM refuse('score-sheet.not-entitled'); END IF;
      IF EXISTS (
        SELECT 1 FROM panel p JOIN seat s ON s.panel_id = p.id AND s.id = NEW.seat_id
        JOIN criterion c ON c.call_id = p.call_id AND c.kind = 'SUBJECTIVE'
        LEFT JOIN score r ON r.sheet_id = NEW.id AND r.criterion_id = c.id
        WHERE r.points IS NULL OR r.reason = '' OR p.state <> 'SCORING' OR s.state <> 'SEATED'
      ) THEN PERFORM refuse('score-sheet.incomplete'); END IF;
      NEW.submitted_at := clock();
    END IF;
  END IF;
  RETURN NEW;
END $$;
