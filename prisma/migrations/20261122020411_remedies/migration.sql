-- Why: 询问, 质疑, 投诉 (政府采购法 art. 51-57, 财政部令第94号) and the named written objections of venture calls. Each has its term, its
-- answer and its consequence, decided by the database's clock; while one about process or result is open nothing is awarded,
-- offered or signed.
CREATE TYPE remedy_kind AS ENUM ('INQUIRY', 'OBJECTION', 'NAMED_OBJECTION', 'COMPLAINT');
CREATE TYPE remedy_stage AS ENUM ('DOCUMENTS', 'PROCESS', 'RESULT');
CREATE TYPE remedy_state AS ENUM ('FILED', 'ANSWERED', 'WITHDRAWN');
CREATE TYPE remedy_outcome AS ENUM ('UPHELD', 'PARTLY', 'DISMISSED');
CREATE TYPE remedy_measure AS ENUM ('NONE', 'AMEND', 'REEVALUATE', 'CANCEL');
CREATE TABLE remedy (
  id uuid NOT NULL PRIMARY KEY,
  call_id uuid NOT NULL REFERENCES call (id),
  kind remedy_kind NOT NULL,
  stage remedy_stage NOT NULL,
  state remedy_state NOT NULL DEFAULT 'FILED',
  parent_id uuid REFERENCES remedy (id),
  organization_id uuid REFERENCES organization (id),
  filed_by_id uuid NOT NULL REFERENCES account (id),
  filer_name text NOT NULL,
  subject text NOT NULL,
  facts text NOT NULL,
  request text NOT NULL,
  filed_at timestamptz(3) NOT NULL,
  -- Until when it may be filed, as the book counts; empty: no term, or a year whose working days are not loaded.
  filing_closes_at timestamptz(3),
  answer_due_on date,
  -- Suspends until then; empty: until it is answered.
  suspends_until timestamptz(3),
  answer text NOT NULL DEFAULT '',
  outcome remedy_outcome,
  measure remedy_measure NOT NULL DEFAULT 'NONE',
  answered_by_id uuid REFERENCES account (id),
  answered_at timestamptz(3),
  withdrawn_at timestamptz(3),
  version int NOT NULL DEFAULT 1,
  CONSTRAINT remedy_is_signed CHECK (filer_name <> '' AND subject <> '' AND facts <> '' AND request <> ''),
  CONSTRAINT remedy_of_organization CHECK (kind = 'NAMED_OBJECTION' OR organization_id IS NOT NULL),
  CONSTRAINT remedy_parent CHECK ((kind = 'COMPLAINT') = (parent_id IS NOT NULL)),
  CONSTRAINT remedy_answered_whole CHECK ((state = 'ANSWERED') = (answer <> '' AND outcome IS NOT NULL AND answered_by_id IS NOT NULL AND answered_at IS NOT NULL)),
  CONSTRAINT remedy_measure_needs_cause CHECK (measure = 'NONE' OR outcome IN ('UPHELD', 'PARTLY')),
  CONSTRAINT remedy_withdrawn_whole CHECK ((state = 'WITHDRAWN') = (withdrawn_at IS NOT NULL))
);
CREATE UNIQUE INDEX one_open_objection ON remedy (call_id, organization_id, stage, kind) WHERE state = 'FILED' AND organization_id IS NOT NULL AND kind <> 'INQUIRY';
CREATE UNIQUE INDEX one_open_named_objection ON remedy (call_id, filed_by_id, stage) WHERE state = 'FILED' AND kind = 'NAMED_OBJECTION';
CREATE UNIQUE INDEX one_complaint ON remedy (parent_id) WHERE parent_id IS NOT NULL AND state <> 'WITHDRAWN';
CREATE INDEX remedy_call_id_filed_at_idx ON remedy (call_id, filed_at);
CREATE INDEX remedy_state_answer_due_on_idx ON remedy (state, answer_due_on);
CREATE INDEX remedy_organization_id_idx ON remedy (organization_id);

CREATE TABLE remedy_file (
  remedy_id uuid NOT NULL REFERENCES remedy (id),
  file_id uuid NOT NULL REFERENCES file (id),
  CONSTRAINT remedy_file_pkey PRIMARY KEY (remedy_id, file_id)
);
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON remedy_file FOR EACH STATEMENT EXECUTE FUNCTION append_only();
REVOKE UPDATE ON remedy_file FROM commonweal_app;

INSERT INTO lifecycle_edge (lifecycle, from_state, event, to_state) VALUES
  ('remedy', 'FILED', 'answer', 'ANSWERED'),
  ('remedy', 'FILED', 'withdraw', 'WITHDRAWN'),
  ('call', 'SCORED', 'reevaluate', 'OPENED');
CREATE TRIGGER remedy_lifecycle BEFORE INSERT OR UPDATE OF state ON remedy FOR EACH ROW EXECUTE FUNCTION guard_lifecycle('remedy', 'FILED');
CREATE TRIGGER keep BEFORE UPDATE ON remedy FOR EACH ROW EXECUTE FUNCTION keep_columns('id', 'call_id', 'kind', 'stage', 'parent_id', 'organization_id',
  'filed_by_id', 'filer_name', 'subject', 'facts', 'request', 'filed_at', 'filing_closes_at', 'answer_due_on', 'suspends_until');

-- Who may file, at what time: the call's own stages, and the term of its book.
CREATE FUNCTION guard_remedy_filing() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE c call; p remedy;
BEGIN
  -- Whoever awards or signs at this instant waits for this, or this for them.
  SELECT * INTO c FROM call WHERE id = NEW.call_id FOR UPDATE;
  IF c.published_at IS NULL OR c.state = 'CANCELLED' THEN PERFORM refuse('remedy.not-now'); END IF;
  IF (NEW.kind = 'NAMED_OBJECTION' AND c.regime <> 'VENTURE') OR (NEW.kind IN ('OBJECTION', 'COMPLAINT') AND c.regime = 'VENTURE') THEN PERFORM refuse('remedy.wrong-kind'); END IF;
  IF (NEW.stage = 'PROCESS' AND c.opened_at IS NULL) OR (NEW.stage = 'RESULT' AND NOT EXISTS (SELECT 1 FROM result_notice WHERE call_id = c.id AND noticed_at IS NOT NULL)) THEN PERFORM refuse('remedy.not-now'); END IF;
  IF NEW.filing_closes_at IS NOT NULL AND clock() >= NEW.filing_closes_at THEN PERFORM refuse('remedy.term-over'); END IF;
  IF NEW.organization_id IS NOT NULL THEN
    IF NOT EXISTS (SELECT 1 FROM organization_membership WHERE organization_id = NEW.organization_id AND account_id = NEW.filed_by_id) THEN PERFORM refuse('remedy.not-member'); END IF;
    IF NEW.stage <> 'DOCUMENTS' AND NEW.kind <> 'NAMED_OBJECTION' AND NOT EXISTS (
      SELECT 1 FROM bid WHERE call_id = c.id AND organization_id = NEW.organization_id AND state NOT IN ('DRAFT', 'WITHDRAWN')) THEN PERFORM refuse('remedy.not-bidder'); END IF;
  END IF;
  IF NEW.kind = 'COMPLAINT' THEN
    SELECT * INTO p FROM remedy WHERE id = NEW.parent_id;
    IF p.call_id <> NEW.call_id OR p.kind <> 'OBJECTION' OR p.stage <> NEW.stage OR p.organization_id IS DISTINCT FROM NEW.organization_id OR p.state = 'WITHDRAWN' THEN PERFORM refuse('remedy.wrong-kind'); END IF;
    IF p.state = 'FILED' AND (p.answer_due_on IS NULL OR clock() < (p.answer_due_on + 1)::timestamp AT TIME ZONE 'Asia/Shanghai') THEN PERFORM refuse('remedy.answer-first'); END IF;
  END IF;
  NEW.filed_at := clock();
  RETURN NEW;
END $$;
CREATE TRIGGER remedy_filing BEFORE INSERT ON remedy FOR EACH ROW EXECUTE FUNCTION guard_remedy_filing();

-- Who answers: the buyer its own; a complaint the body's supervisor, who is nobody of those that answered. Nobody over their own bid.
CREATE FUNCTION guard_remedy_answer() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE v_body uuid := (SELECT body_id FROM call WHERE id = NEW.call_id);
BEGIN
  IF OLD.state <> 'FILED' THEN PERFORM refuse('remedy.answered'); END IF;
  IF NEW.state <> 'ANSWERED' THEN RETURN NEW; END IF;
  PERFORM assert_no_interest_in_call(NEW.answered_by_id, NEW.call_id);
  IF NEW.kind = 'COMPLAINT' THEN
    IF NOT EXISTS (SELECT 1 FROM body_membership WHERE body_id = v_body AND account_id = NEW.answered_by_id AND role = 'SUPERVISOR')
       OR NEW.answered_by_id = (SELECT answered_by_id FROM remedy WHERE id = NEW.parent_id)
       OR NEW.answered_by_id IN (SELECT decided_by_id FROM result_notice WHERE call_id = NEW.call_id UNION SELECT confirmed_by_id FROM result_notice WHERE call_id = NEW.call_id) THEN PERFORM refuse('remedy.not-judge'); END IF;
  ELSIF NOT EXISTS (SELECT 1 FROM body_membership WHERE body_id = v_body AND account_id = NEW.answered_by_id AND role IN ('OFFICER', 'APPROVER')) THEN
    PERFORM refuse('remedy.not-judge');
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER remedy_answer BEFORE UPDATE ON remedy FOR EACH ROW EXECUTE FUNCTION guard_remedy_answer();

-- ---------------------------------------------------------------------------------------------------------------------
-- Suspension.
CREATE FUNCTION assert_not_suspended(p_call uuid) RETURNS void LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  PERFORM 1 FROM call WHERE id = p_call FOR SHARE;
  IF EXISTS (SELECT 1 FROM remedy WHERE call_id = p_call AND state = 'FILED' AND kind <> 'INQUIRY' AND stage IN ('PROCESS', 'RESULT')
             AND (suspends_until IS NULL OR clock() < suspends_until)) THEN PERFORM refuse('remedy.suspends'); END IF;
END $$;
CREATE FUNCTION guard_award_suspension() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN PERFORM assert_not_suspended(NEW.call_id); RETURN NEW; END $$;
CREATE TRIGGER suspension_guard BEFORE INSERT ON award FOR EACH ROW EXECUTE FUNCTION guard_award_suspension();
CREATE FUNCTION guard_contract_suspension() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  IF NEW.state <> OLD.state AND NEW.state IN ('OFFERED', 'SIGNED') THEN PERFORM assert_not_suspended((SELECT call_id FROM award WHERE id = NEW.award_id)); END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER suspension_guard BEFORE UPDATE OF state ON contract FOR EACH ROW EXECUTE FUNCTION guard_contract_suspension();

-- A call sent back before its result was public leaves its round behind in the same way.
CREATE OR REPLACE FUNCTION guard_call_result() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  IF NEW.state = OLD.state THEN RETURN NEW; END IF;
  IF NEW.state = 'NOTICED' AND NOT EXISTS (SELECT 1 FROM result_notice WHERE call_id = NEW.id AND state = 'OPEN') THEN PERFORM refuse('call.no-notice'); END IF;
  IF NEW.state = 'AWARDED' AND NOT EXISTS (SELECT 1 FROM award WHERE call_id = NEW.id AND revoked_at IS NULL) THEN PERFORM refuse('call.no-award'); END IF;
  IF OLD.state IN ('SCORED', 'NOTICED', 'AWARDED') AND NEW.state IN ('OPENED', 'FAILED', 'CANCELLED') THEN
    IF EXISTS (SELECT 1 FROM award WHERE call_id = NEW.id AND revoked_at IS NULL) THEN PERFORM refuse('call.award-stands'); END IF;
    IF EXISTS (SELECT 1 FROM result_notice WHERE call_id = NEW.id AND state IN ('PROPOSED', 'OPEN')) THEN PERFORM refuse('call.notice-stands'); END IF;
  END IF;
  IF OLD.state IN ('SCORED', 'NOTICED', 'AWARDED') AND NEW.state = 'OPENED' AND (EXISTS (SELECT 1 FROM panel WHERE call_id = NEW.id) OR EXISTS (SELECT 1 FROM result WHERE call_id = NEW.id)) THEN PERFORM refuse('call.round-not-replaced'); END IF;
  RETURN NEW;
END $$;
