-- Why: a venture call goes through more than bids and scores: due diligence, a review of each budget, a pitch, and after the result an
-- optimisation of each funded project (公益创投 in 上海, 广州, 福田). Which of these a call has, its rule book says; what the book does
-- not name cannot be done, what it requires is done before the call goes on.
CREATE FUNCTION call_has_stage(p_call uuid, p_stage text, p_required boolean DEFAULT false) RETURNS boolean LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
  SELECT EXISTS (SELECT 1 FROM call c JOIN rule_book r ON r.code = c.rule_book_code AND r.version = c.rule_book_version,
    jsonb_array_elements(coalesce(r.content -> 'stages', '[]'::jsonb)) s
    WHERE c.id = p_call AND s ->> 'code' = p_stage AND (NOT p_required OR (s ->> 'isRequired')::boolean))
$$;
-- Whoever acts for the buyer in these stages is of the call's body, and has no part in a bidder.
CREATE FUNCTION assert_buyer(p_account uuid, p_call uuid) RETURNS void LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  IF NOT EXISTS (SELECT 1 FROM call c JOIN body_membership m ON m.body_id = c.body_id AND m.account_id = p_account AND m.role IN ('OFFICER', 'APPROVER')
                 WHERE c.id = p_call) THEN PERFORM refuse('venture.not-yours'); END IF;
  PERFORM assert_no_interest_in_call(p_account, p_call);
END $$;

-- ---------------------------------------------------------------------------------------------------------------------
-- Due diligence: what was seen on a visit or heard on the telephone. Notes are only added; what was noted stays.
CREATE TYPE diligence_way AS ENUM ('VISIT', 'CALL');
CREATE TABLE diligence_note (
  id uuid NOT NULL PRIMARY KEY,
  bid_id uuid NOT NULL REFERENCES bid (id) ON UPDATE CASCADE ON DELETE RESTRICT,
  way diligence_way NOT NULL,
  held_on date NOT NULL,
  people text NOT NULL,
  finding text NOT NULL,
  noted_by_id uuid NOT NULL REFERENCES account (id),
  noted_at timestamptz(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  CONSTRAINT diligence_note_whole CHECK (people <> '' AND finding <> '')
);
CREATE INDEX diligence_note_bid_id_idx ON diligence_note (bid_id);
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON diligence_note FOR EACH STATEMENT EXECUTE FUNCTION append_only();
REVOKE UPDATE ON diligence_note FROM commonweal_app;

CREATE FUNCTION guard_diligence_note() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE b bid; v_state call_state;
BEGIN
  SELECT * INTO b FROM bid WHERE id = NEW.bid_id FOR SHARE;
  SELECT state INTO v_state FROM call WHERE id = b.call_id FOR SHARE;
  IF NOT call_has_stage(b.call_id, 'dueDiligence') THEN PERFORM refuse('venture.no-such-stage'); END IF;
  IF v_state <> 'OPENED' OR b.state <> 'OPENED' THEN PERFORM refuse('venture.over'); END IF;
  IF NEW.held_on > (clock() AT TIME ZONE 'Asia/Shanghai')::date THEN PERFORM refuse('venture.not-yet-held'); END IF;
  PERFORM assert_buyer(NEW.noted_by_id, b.call_id);
  NEW.noted_at := clock();
  RETURN NEW;
END $$;
CREATE TRIGGER diligence_note_guard BEFORE INSERT ON diligence_note FOR EACH ROW EXECUTE FUNCTION guard_diligence_note();

-- A bid is rejected on due diligence only where something was noted.
CREATE FUNCTION guard_review_diligence() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  IF NEW.cause = 'DUE_DILIGENCE' AND NOT EXISTS (SELECT 1 FROM diligence_note WHERE bid_id = NEW.bid_id) THEN PERFORM refuse('review.no-diligence'); END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER bid_review_diligence BEFORE INSERT ON bid_review FOR EACH ROW EXECUTE FUNCTION guard_review_diligence();

-- ---------------------------------------------------------------------------------------------------------------------
-- Budget review: line by line what is approved, with a reason for each cut. What is approved takes the place of what was asked, in the
-- award, in the record and in the contract; it is never more. A bidder whose budget was cut accepts or withdraws; silence until the
-- term leaves the approved sum standing.
CREATE TYPE budget_review_state AS ENUM ('OFFERED', 'ACCEPTED', 'DECLINED');
CREATE TABLE budget_review (
  bid_id uuid NOT NULL PRIMARY KEY REFERENCES bid (id) ON UPDATE CASCADE ON DELETE RESTRICT,
  asked_fen bigint NOT NULL,
  approved_fen bigint NOT NULL,
  state budget_review_state NOT NULL DEFAULT 'OFFERED',
  due_at timestamptz(3) NOT NULL,
  reviewed_by_id uuid NOT NULL REFERENCES account (id),
  reviewed_at timestamptz(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  answered_by_id uuid REFERENCES account (id),
  answered_at timestamptz(3),
  decline_reason text NOT NULL DEFAULT '',
  version int NOT NULL DEFAULT 1,
  CONSTRAINT budget_review_never_more CHECK (approved_fen > 0 AND approved_fen <= asked_fen),
  CONSTRAINT budget_review_answer_whole CHECK ((answered_at IS NULL) = (answered_by_id IS NULL)),
  -- An uncut budget needs no answer; a cut one is accepted or declined by somebody of the bidder's.
  CONSTRAINT budget_review_answered CHECK (state = 'OFFERED' OR answered_at IS NOT NULL OR approved_fen = asked_fen),
  CONSTRAINT budget_review_declined CHECK ((state = 'DECLINED') = (decline_reason <> ''))
);
CREATE TABLE budget_review_line (
  bid_id uuid NOT NULL REFERENCES budget_review (bid_id) ON UPDATE CASCADE ON DELETE RESTRICT,
  position smallint NOT NULL,
  item text NOT NULL DEFAULT '',
  asked_fen bigint NOT NULL,
  approved_fen bigint NOT NULL,
  reason text NOT NULL DEFAULT '',
  CONSTRAINT budget_review_line_pkey PRIMARY KEY (bid_id, position),
  CONSTRAINT budget_line_never_more CHECK (approved_fen >= 0 AND approved_fen <= asked_fen),
  CONSTRAINT budget_line_cut_has_reason CHECK (approved_fen = asked_fen OR reason <> '')
);
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON budget_review_line FOR EACH STATEMENT EXECUTE FUNCTION append_only();
REVOKE UPDATE ON budget_review_line FROM commonweal_app;

INSERT INTO lifecycle_edge (lifecycle, from_state, event, to_state) VALUES
  ('budget_review', 'OFFERED', 'accept', 'ACCEPTED'),
  ('budget_review', 'OFFERED', 'decline', 'DECLINED');
CREATE TRIGGER budget_review_lifecycle BEFORE INSERT OR UPDATE OF state ON budget_review FOR EACH ROW EXECUTE FUNCTION guard_lifecycle('budget_review', 'OFFERED');
CREATE TRIGGER keep BEFORE UPDATE ON budget_review FOR EACH ROW EXECUTE FUNCTION keep_columns('bid_id', 'asked_fen', 'approved_fen', 'due_at', 'reviewed_by_id', 'reviewed_at');
CREATE TRIGGER append_only BEFORE DELETE OR TRUNCATE ON budget_review FOR EACH STATEMENT EXECUTE FUNCTION append_only();

CREATE FUNCTION guard_budget_review() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE b bid; v_state call_state;
BEGIN
  SELECT * INTO b FROM bid WHERE id = NEW.bid_id FOR SHARE;
  SELECT state INTO v_state FROM call WHERE id = b.call_id FOR SHARE;
  IF TG_OP = 'INSERT' THEN
    IF NOT call_has_stage(b.call_id, 'budgetReview') THEN PERFORM refuse('venture.no-such-stage'); END IF;
    IF v_state <> 'OPENED' OR b.state <> 'OPENED' THEN PERFORM refuse('venture.over'); END IF;
    IF NOT EXISTS (SELECT 1 FROM bid_review WHERE bid_id = b.id AND stage = 'QUALIFICATION' AND cause IS NULL) THEN PERFORM refuse('venture.admit-first'); END IF;
    PERFORM assert_buyer(NEW.reviewed_by_id, b.call_id);
    NEW.reviewed_at := clock();
    RETURN NEW;
  END IF;
  IF NEW.state <> OLD.state AND NEW.answered_at IS NOT NULL THEN
    IF clock() >= OLD.due_at THEN PERFORM refuse('venture.answer-late'); END IF;
    IF b.state <> 'OPENED' THEN PERFORM refuse('venture.over'); END IF;
    IF NOT EXISTS (SELECT 1 FROM organization_membership WHERE organization_id = b.organization_id AND account_id = NEW.answered_by_id) THEN PERFORM refuse('venture.not-yours'); END IF;
    NEW.answered_at := clock();
  ELSIF (NEW.answered_at, NEW.answered_by_id, NEW.decline_reason) IS DISTINCT FROM (OLD.answered_at, OLD.answered_by_id, OLD.decline_reason) THEN
    PERFORM refuse('venture.answered');
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER budget_review_guard BEFORE INSERT OR UPDATE ON budget_review FOR EACH ROW EXECUTE FUNCTION guard_budget_review();

-- The lines are those of the opened bid, and they add up, at the same commit. A bid without lines is reviewed in one.
CREATE FUNCTION check_budget_review() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE r budget_review; v_asked bigint; v_approved bigint; v_lines int;
BEGIN
  SELECT * INTO r FROM budget_review WHERE bid_id = NEW.bid_id;
  SELECT coalesce(sum(asked_fen), 0), coalesce(sum(approved_fen), 0), count(*) INTO v_asked, v_approved, v_lines FROM budget_review_line WHERE bid_id = NEW.bid_id;
  IF v_asked <> r.asked_fen OR v_approved <> r.approved_fen THEN PERFORM refuse('venture.sums'); END IF;
  IF EXISTS (
    SELECT 1 FROM opened_bid o, jsonb_array_elements(o.content -> 'budgetLines') WITH ORDINALITY e (line, n)
    LEFT JOIN budget_review_line l ON l.bid_id = NEW.bid_id AND l.position = e.n
    WHERE o.bid_id = NEW.bid_id AND l.asked_fen IS DISTINCT FROM (e.line ->> 'amountFen')::bigint
  ) OR v_lines <> greatest(1, (SELECT jsonb_array_length(content -> 'budgetLines') FROM opened_bid WHERE bid_id = NEW.bid_id)) THEN PERFORM refuse('venture.sums'); END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER budget_review_sums AFTER INSERT ON budget_review DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION check_budget_review();
CREATE CONSTRAINT TRIGGER budget_review_line_sums AFTER INSERT ON budget_review_line DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION check_budget_review();

-- Nobody is noticed for more than was approved; the award and the tranches follow the notice.
CREATE FUNCTION guard_noticed_budget() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  IF NEW.amount_fen > (SELECT approved_fen FROM budget_review WHERE bid_id = NEW.bid_id) THEN PERFORM refuse('award.over-approved'); END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER noticed_award_budget BEFORE INSERT ON noticed_award FOR EACH ROW EXECUTE FUNCTION guard_noticed_budget();

-- Settled: accepted, or not answered within the term.
CREATE FUNCTION budget_settled(p_bid uuid) RETURNS boolean LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
  SELECT EXISTS (SELECT 1 FROM budget_review WHERE bid_id = p_bid AND (state = 'ACCEPTED' OR state = 'OFFERED' AND clock() >= due_at))
$$;
CREATE FUNCTION guard_panel_stages() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  IF call_has_stage(NEW.call_id, 'dueDiligence', true) AND EXISTS (
    SELECT 1 FROM bid b WHERE b.call_id = NEW.call_id AND b.state = 'OPENED' AND NOT EXISTS (SELECT 1 FROM diligence_note WHERE bid_id = b.id)) THEN PERFORM refuse('venture.diligence-first'); END IF;
  IF call_has_stage(NEW.call_id, 'budgetReview', true) AND EXISTS (
    SELECT 1 FROM bid b WHERE b.call_id = NEW.call_id AND b.state = 'OPENED' AND NOT budget_settled(b.id)) THEN PERFORM refuse('venture.budget-first'); END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER panel_stages BEFORE UPDATE OF state ON panel FOR EACH ROW WHEN (OLD.state = 'FORMING' AND NEW.state = 'SCORING') EXECUTE FUNCTION guard_panel_stages();

-- ---------------------------------------------------------------------------------------------------------------------
-- Pitch: one session a call, one slot a bid, in an order drawn by lot that anybody can repeat from the published checksums: the seed is
-- SHA-256 of call id, publication day and the sorted seals of the bids, a bid's lot SHA-256 of seed and seal; the lowest comes first.
CREATE TABLE pitch_session (
  call_id uuid NOT NULL PRIMARY KEY REFERENCES call (id) ON UPDATE CASCADE ON DELETE RESTRICT,
  starts_at timestamptz(3) NOT NULL,
  -- Each bid's slot, in minutes.
  minutes smallint NOT NULL,
  place text NOT NULL DEFAULT '',
  link text NOT NULL DEFAULT '',
  seed text NOT NULL,
  drawn_at timestamptz(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  set_by_id uuid NOT NULL REFERENCES account (id),
  version int NOT NULL DEFAULT 1,
  CONSTRAINT pitch_minutes CHECK (minutes BETWEEN 3 AND 120),
  CONSTRAINT pitch_somewhere CHECK (place <> '' OR link <> '')
);
CREATE TABLE pitch_slot (
  call_id uuid NOT NULL REFERENCES pitch_session (call_id) ON UPDATE CASCADE ON DELETE RESTRICT,
  bid_id uuid NOT NULL REFERENCES bid (id) ON UPDATE CASCADE ON DELETE RESTRICT,
  position smallint NOT NULL,
  lot text NOT NULL,
  CONSTRAINT pitch_slot_pkey PRIMARY KEY (call_id, bid_id),
  CONSTRAINT pitch_slot_call_id_position_key UNIQUE (call_id, position)
);
CREATE UNIQUE INDEX pitch_slot_bid_id_key ON pitch_slot (bid_id);
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON pitch_slot FOR EACH STATEMENT EXECUTE FUNCTION append_only();
REVOKE UPDATE ON pitch_slot FROM commonweal_app;
CREATE TRIGGER append_only BEFORE DELETE OR TRUNCATE ON pitch_session FOR EACH STATEMENT EXECUTE FUNCTION append_only();
CREATE TRIGGER keep BEFORE UPDATE ON pitch_session FOR EACH ROW EXECUTE FUNCTION keep_columns('call_id', 'seed', 'drawn_at');

CREATE FUNCTION pitch_seed(p_call uuid) RETURNS text LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
  SELECT encode(sha256(convert_to(c.id || E'\n' || to_char(c.published_at AT TIME ZONE 'Asia/Shanghai', 'YYYY-MM-DD') || E'\n' ||
    (SELECT string_agg(e.envelope_sha256, E'\n' ORDER BY e.envelope_sha256 COLLATE "C") FROM pitch_slot s JOIN bid_envelope e ON e.bid_id = s.bid_id WHERE s.call_id = c.id), 'UTF8')), 'hex')
  FROM call c WHERE c.id = p_call
$$;

CREATE FUNCTION guard_pitch_session() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE v_state call_state;
BEGIN
  SELECT state INTO v_state FROM call WHERE id = NEW.call_id FOR SHARE;
  IF NOT call_has_stage(NEW.call_id, 'pitch') THEN PERFORM refuse('venture.no-such-stage'); END IF;
  IF v_state NOT IN ('OPENED', 'SCORING') OR EXISTS (
    SELECT 1 FROM score_sheet h JOIN bid b ON b.id = h.bid_id WHERE b.call_id = NEW.call_id AND h.state = 'SUBMITTED') THEN PERFORM refuse('venture.over'); END IF;
  IF NEW.starts_at <= clock() THEN PERFORM refuse('venture.pitch-past'); END IF;
  PERFORM assert_buyer(NEW.set_by_id, NEW.call_id);
  IF TG_OP = 'INSERT' THEN
    PERFORM assert_reviewed(NEW.call_id, 'QUALIFICATION');
    IF call_has_stage(NEW.call_id, 'budgetReview', true) AND EXISTS (
      SELECT 1 FROM bid b WHERE b.call_id = NEW.call_id AND b.state = 'OPENED' AND NOT budget_settled(b.id)) THEN PERFORM refuse('venture.budget-first'); END IF;
    NEW.drawn_at := clock();
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER pitch_session_guard BEFORE INSERT OR UPDATE ON pitch_session FOR EACH ROW EXECUTE FUNCTION guard_pitch_session();

-- Every bid still in has its slot, and nobody arranged the order.
CREATE FUNCTION check_pitch_draw() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  IF NEW.seed IS DISTINCT FROM pitch_seed(NEW.call_id)
     OR EXISTS (SELECT 1 FROM bid b WHERE b.call_id = NEW.call_id AND b.state = 'OPENED' AND NOT EXISTS (SELECT 1 FROM pitch_slot WHERE bid_id = b.id))
     OR EXISTS (
       SELECT 1 FROM (SELECT s.position, s.lot, encode(sha256(convert_to(NEW.seed || E'\n' || e.envelope_sha256, 'UTF8')), 'hex') AS drawn,
           row_number() OVER (ORDER BY s.lot COLLATE "C") AS place, b.call_id
         FROM pitch_slot s JOIN bid b ON b.id = s.bid_id JOIN bid_envelope e ON e.bid_id = s.bid_id WHERE s.call_id = NEW.call_id) d
       WHERE d.lot <> d.drawn OR d.position <> d.place OR d.call_id <> NEW.call_id) THEN PERFORM refuse('venture.draw'); END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER pitch_draw AFTER INSERT ON pitch_session DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION check_pitch_draw();
-- Slots come with their session and are never added to it.
CREATE FUNCTION check_pitch_slot() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  IF (SELECT seed FROM pitch_session WHERE call_id = NEW.call_id) IS DISTINCT FROM pitch_seed(NEW.call_id) THEN PERFORM refuse('venture.draw'); END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER pitch_slot_draw AFTER INSERT ON pitch_slot DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION check_pitch_slot();

-- Nobody marks a bid before it was heard.
CREATE FUNCTION guard_sheet_pitch() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE v_call uuid;
BEGIN
  SELECT call_id INTO v_call FROM bid WHERE id = NEW.bid_id;
  IF call_has_stage(v_call, 'pitch', true) AND NOT EXISTS (
    SELECT 1 FROM pitch_slot s JOIN pitch_session p ON p.call_id = s.call_id
    WHERE s.bid_id = NEW.bid_id AND clock() >= p.starts_at + (s.position - 1) * p.minutes * interval '1 minute') THEN PERFORM refuse('venture.pitch-first'); END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER score_sheet_pitch BEFORE UPDATE OF state ON score_sheet FOR EACH ROW WHEN (NEW.state = 'SUBMITTED' AND OLD.state <> 'SUBMITTED') EXECUTE FUNCTION guard_sheet_pitch();

-- ---------------------------------------------------------------------------------------------------------------------
-- Optimisation: advice for a project that is to be funded, the organization's answer, and the officer's acceptance; round by round.
CREATE TYPE advice_source AS ENUM ('PANEL', 'OFFICER');
CREATE TABLE project_advice (
  id uuid NOT NULL PRIMARY KEY,
  bid_id uuid NOT NULL REFERENCES bid (id) ON UPDATE CASCADE ON DELETE RESTRICT,
  number smallint NOT NULL,
  source advice_source NOT NULL,
  -- False: nothing has to change, and the advice says why.
  asks_change boolean NOT NULL,
  advice text NOT NULL,
  advised_by_id uuid NOT NULL REFERENCES account (id),
  advised_at timestamptz(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  answer text NOT NULL DEFAULT '',
  answered_by_id uuid REFERENCES account (id),
  answered_at timestamptz(3),
  accepted_by_id uuid REFERENCES account (id),
  accepted_at timestamptz(3),
  version int NOT NULL DEFAULT 1,
  CONSTRAINT project_advice_bid_id_number_key UNIQUE (bid_id, number),
  CONSTRAINT project_advice_said CHECK (advice <> ''),
  CONSTRAINT project_advice_answered CHECK ((answer = '') = (answered_at IS NULL) AND (answered_at IS NULL) = (answered_by_id IS NULL)),
  CONSTRAINT project_advice_accepted CHECK ((accepted_at IS NULL) = (accepted_by_id IS NULL) AND (accepted_at IS NULL OR answered_at IS NOT NULL OR NOT asks_change)),
  CONSTRAINT project_advice_settled CHECK (asks_change OR accepted_at IS NOT NULL)
);
CREATE TRIGGER append_only BEFORE DELETE OR TRUNCATE ON project_advice FOR EACH STATEMENT EXECUTE FUNCTION append_only();
CREATE TRIGGER keep BEFORE UPDATE ON project_advice FOR EACH ROW EXECUTE FUNCTION keep_columns('id', 'bid_id', 'number', 'source', 'asks_change', 'advice', 'advised_by_id', 'advised_at');

CREATE FUNCTION guard_project_advice() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE b bid; v_state call_state; v_before project_advice;
BEGIN
  SELECT * INTO b FROM bid WHERE id = NEW.bid_id FOR SHARE;
  SELECT state INTO v_state FROM call WHERE id = b.call_id FOR SHARE;
  IF v_state NOT IN ('NOTICED', 'AWARDED') THEN PERFORM refuse('venture.over'); END IF;
  IF TG_OP = 'INSERT' THEN
    IF NOT call_has_stage(b.call_id, 'optimisation') THEN PERFORM refuse('venture.no-such-stage'); END IF;
    -- Before the notice nobody outside knows who is to be funded.
    IF NOT EXISTS (SELECT 1 FROM noticed_award a JOIN result_notice n ON n.id = a.notice_id WHERE a.bid_id = b.id AND n.state IN ('OPEN', 'CLOSED'))
       OR b.state = 'LOST' THEN PERFORM refuse('venture.not-funded'); END IF;
    SELECT * INTO v_before FROM project_advice WHERE bid_id = NEW.bid_id ORDER BY number DESC LIMIT 1;
    IF v_before.accepted_at IS NOT NULL THEN PERFORM refuse('venture.advice-accepted'); END IF;
    IF v_before.id IS NOT NULL AND v_before.answered_at IS NULL THEN PERFORM refuse('venture.advice-open'); END IF;
    IF NEW.number <> coalesce(v_before.number, 0) + 1 OR NEW.answered_at IS NOT NULL THEN PERFORM refuse('venture.advice-open'); END IF;
    PERFORM assert_buyer(NEW.advised_by_id, b.call_id);
    NEW.advised_at := clock();
    RETURN NEW;
  END IF;
  IF OLD.accepted_at IS NOT NULL THEN PERFORM refuse('venture.advice-accepted'); END IF;
  IF OLD.answered_at IS NOT NULL AND (NEW.answer, NEW.answered_at, NEW.answered_by_id) IS DISTINCT FROM (OLD.answer, OLD.answered_at, OLD.answered_by_id) THEN PERFORM refuse('venture.answered'); END IF;
  IF NEW.answered_at IS NOT NULL AND OLD.answered_at IS NULL THEN
    IF NOT EXISTS (SELECT 1 FROM organization_membership WHERE organization_id = b.organization_id AND account_id = NEW.answered_by_id) THEN PERFORM refuse('venture.not-yours'); END IF;
    NEW.answered_at := clock();
  END IF;
  IF NEW.accepted_at IS NOT NULL THEN
    PERFORM assert_buyer(NEW.accepted_by_id, b.call_id);
    NEW.accepted_at := clock();
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER project_advice_guard BEFORE INSERT OR UPDATE ON project_advice FOR EACH ROW EXECUTE FUNCTION guard_project_advice();

-- The agreement is offered once what the panel or the officer advised is settled.
CREATE FUNCTION guard_contract_optimised() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE a award;
BEGIN
  SELECT * INTO a FROM award WHERE id = NEW.award_id;
  IF call_has_stage(a.call_id, 'optimisation', true)
     AND NOT EXISTS (SELECT 1 FROM project_advice WHERE bid_id = a.bid_id AND accepted_at IS NOT NULL) THEN PERFORM refuse('contract.optimise-first'); END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER contract_optimised BEFORE UPDATE OF state ON contract FOR EACH ROW WHEN (OLD.state = 'DRAFT' AND NEW.state = 'OFFERED') EXECUTE FUNCTION guard_contract_optimised();
