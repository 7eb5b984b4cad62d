-- Why: before anybody scores, the buyer checks who is qualified and the panel checks what conforms (财政部令第87号 art. 44, 50),
-- each finding with a cause out of a list (art. 63); what is unclear is asked in writing with a term; an abnormally low price is
-- explained and then decided by people, never rejected by a machine (art. 60).
CREATE TYPE review_stage AS ENUM ('QUALIFICATION', 'CONFORMITY');
CREATE TYPE rejection_cause AS ENUM ('BOND', 'UNSIGNED', 'UNQUALIFIED', 'OVER_CEILING', 'UNACCEPTABLE_CONDITIONS', 'COLLUSION', 'OTHER');
CREATE TYPE clarification_kind AS ENUM ('QUALIFICATION', 'CONFORMITY', 'LOW_PRICE');
CREATE TYPE clarification_finding AS ENUM ('ACCEPTED', 'REJECTED');

CREATE TABLE bid_review (
  bid_id uuid NOT NULL REFERENCES bid (id) ON UPDATE CASCADE ON DELETE RESTRICT,
  stage review_stage NOT NULL,
  -- None: admitted.
  cause rejection_cause,
  reason text NOT NULL DEFAULT '',
  decided_by_id uuid NOT NULL REFERENCES account (id),
  decided_at timestamptz(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  CONSTRAINT bid_review_pkey PRIMARY KEY (bid_id, stage),
  CONSTRAINT bid_review_has_reason CHECK (cause IS NULL OR reason <> '')
);
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON bid_review FOR EACH STATEMENT EXECUTE FUNCTION append_only();
REVOKE UPDATE ON bid_review FROM commonweal_app;

-- Bids that were scored before this step existed had passed it.
INSERT INTO bid_review (bid_id, stage, decided_by_id, decided_at)
  SELECT b.id, g.stage::review_stage, p.seated_by_id, p.started_at FROM bid b JOIN panel p ON p.call_id = b.call_id
    CROSS JOIN (VALUES ('QUALIFICATION'), ('CONFORMITY')) g (stage)
    WHERE p.started_at IS NOT NULL AND b.state IN ('OPENED', 'SCORED', 'AWARDED', 'LOST');

CREATE FUNCTION guard_bid_review() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
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
      JOIN stated_conflict d ON d.seat_id = s.id AND d.bid_id = b.id AND d.kind = 'NONE' WHERE p.call_id = c.id AND p.state = 'SCORING'
    ) THEN PERFORM refuse('review.not-yours'); END IF;
    -- What one judge has handed in cannot be undone by a finding made after it.
    IF NEW.cause IS NOT NULL AND EXISTS (SELECT 1 FROM score_sheet WHERE bid_id = b.id AND state = 'SUBMITTED') THEN PERFORM refuse('review.over'); END IF;
  END IF;
  PERFORM assert_no_interest_in_call(NEW.decided_by_id, c.id);
  NEW.decided_at := clock();
  RETURN NEW;
END $$;
CREATE TRIGGER bid_review_guard BEFORE INSERT ON bid_review FOR EACH ROW EXECUTE FUNCTION guard_bid_review();

CREATE TABLE clarification (
  id uuid NOT NULL,
  bid_id uuid NOT NULL REFERENCES bid (id) ON UPDATE CASCADE ON DELETE RESTRICT,
  kind clarification_kind NOT NULL,
  question text NOT NULL,
  asked_by_id uuid NOT NULL REFERENCES account (id),
  asked_at timestamptz(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  due_at timestamptz(3) NOT NULL,
  answer text NOT NULL DEFAULT '',
  answered_by_id uuid REFERENCES account (id),
  answered_at timestamptz(3),
  finding clarification_finding,
  finding_reason text NOT NULL DEFAULT '',
  found_by_id uuid REFERENCES account (id),
  found_at timestamptz(3),
  version int NOT NULL DEFAULT 1,
  CONSTRAINT clarification_pkey PRIMARY KEY (id),
  CONSTRAINT clarification_asked CHECK (question <> '' AND due_at > asked_at),
  CONSTRAINT clarification_answered CHECK ((answer = '') = (answered_at IS NULL) AND (answered_at IS NULL) = (answered_by_id IS NULL)),
  CONSTRAINT clarification_found CHECK ((finding IS NULL) = (found_at IS NULL) AND (finding IS NULL) = (found_by_id IS NULL) AND (finding IS NULL OR finding_reason <> ''))
);
CREATE INDEX clarification_bid_id_idx ON clarification (bid_id);
-- One explanation of the price is asked for, and decided on.
CREATE UNIQUE INDEX one_low_price ON clarification (bid_id) WHERE kind = 'LOW_PRICE';

CREATE FUNCTION guard_clarification() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  IF TG_OP = 'DELETE' THEN RAISE EXCEPTION 'a question that was asked stays' USING ERRCODE = '42501'; END IF;
  IF TG_OP = 'INSERT' THEN
    IF (SELECT state FROM bid WHERE id = NEW.bid_id) <> 'OPENED' THEN PERFORM refuse('review.not-opened'); END IF;
    NEW.asked_at := clock();
    RETURN NEW;
  END IF;
  IF (NEW.bid_id, NEW.kind, NEW.question, NEW.asked_by_id, NEW.asked_at, NEW.due_at) IS DISTINCT FROM (OLD.bid_id, OLD.kind, OLD.question, OLD.asked_by_id, OLD.asked_at, OLD.due_at)
     OR (OLD.answered_at IS NOT NULL AND (NEW.answer, NEW.answered_at, NEW.answered_by_id) IS DISTINCT FROM (OLD.answer, OLD.answered_at, OLD.answered_by_id))
     OR (OLD.finding IS NOT NULL AND (NEW.finding, NEW.finding_reason, NEW.found_at, NEW.found_by_id) IS DISTINCT FROM (OLD.finding, OLD.finding_reason, OLD.found_at, OLD.found_by_id)) THEN
    PERFORM refuse('review.answered');
  END IF;
  IF OLD.answered_at IS NULL AND NEW.answered_at IS NOT NULL THEN
    IF clock() > OLD.due_at OR OLD.finding IS NOT NULL THEN PERFORM refuse('review.answer-late'); END IF;
    NEW.answered_at := clock();
  END IF;
  -- Nobody decides before the bidder has answered or the term is over.
  IF OLD.finding IS NULL AND NEW.finding IS NOT NULL AND NEW.answered_at IS NULL AND clock() <= OLD.due_at THEN PERFORM refuse('review.still-open'); END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER clarification_guard BEFORE INSERT OR UPDATE OR DELETE ON clarification FOR EACH ROW EXECUTE FUNCTION guard_clarification();

CREATE FUNCTION assert_reviewed(p_call uuid, p_stage review_stage) RETURNS void LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM bid b LEFT JOIN bid_review r ON r.bid_id = b.id AND r.stage = p_stage AND r.cause IS NULL
             WHERE b.call_id = p_call AND b.state = 'OPENED' AND r.bid_id IS NULL) THEN PERFORM refuse('review.first'); END IF;
END $$;
-- Enough bids are left for the rule book of the call.
CREATE FUNCTION assert_enough_bids(p_call uuid) RETURNS void LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE rules jsonb;
BEGIN
  SELECT r.content INTO rules FROM call c JOIN rule_book r ON r.code = c.rule_book_code AND r.version = c.rule_book_version WHERE c.id = p_call;
  IF rules IS NULL OR (rules #> '{bids,ifFewer}') ? 'proceed' THEN RETURN; END IF;
  IF (SELECT count(*) FROM bid WHERE call_id = p_call AND state = 'OPENED') < (rules #>> '{bids,minimum}')::int THEN PERFORM refuse('panel.too-few-bids'); END IF;
END $$;

CREATE OR REPLACE FUNCTION guard_panel() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  IF NEW.state = OLD.state THEN RETURN NEW; END IF;
  IF NEW.state = 'SCORING' AND OLD.state = 'FORMING' THEN
    PERFORM assert_composition(NEW.id);
    PERFORM assert_reviewed(NEW.call_id, 'QUALIFICATION');
    NEW.size := (SELECT count(*) FROM seat WHERE panel_id = NEW.id AND state = 'SEATED');
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

-- A bid is scored once the panel has found that it conforms.
CREATE FUNCTION guard_sheet_review() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  IF NOT EXISTS (SELECT 1 FROM bid_review WHERE bid_id = NEW.bid_id AND stage = 'CONFORMITY' AND cause IS NULL) THEN PERFORM refuse('review.first'); END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER score_sheet_review BEFORE INSERT ON score_sheet FOR EACH ROW EXECUTE FUNCTION guard_sheet_review();
