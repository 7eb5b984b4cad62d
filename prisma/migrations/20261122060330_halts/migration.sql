-- Why: a running project may have to stand still, or to end before its time. One proposes it with reasons, another decides. While it
-- stands still nothing is reported, accepted or paid. When it ends early, what is accepted or paid stands, every other tranche is
-- cancelled, and its committed money is back in the call's budget in the same transaction, to the fen.
CREATE TABLE halt (
  id uuid NOT NULL PRIMARY KEY DEFAULT uuidv7(),
  project_id uuid NOT NULL REFERENCES project (id) ON UPDATE CASCADE ON DELETE RESTRICT,
  kind text NOT NULL,
  state halt_state NOT NULL DEFAULT 'PROPOSED',
  -- Why a project is ended: MUTUAL, BREACH, FORCE_MAJEURE, FUNDING.
  code text,
  reason text NOT NULL,
  -- When a suspended project is expected to go on.
  expected_on date,
  proposed_by_id uuid NOT NULL REFERENCES account (id),
  proposed_at timestamptz(3) NOT NULL,
  decided_by_id uuid REFERENCES account (id),
  decided_at timestamptz(3),
  decision_reason text NOT NULL DEFAULT '',
  ended_by_id uuid REFERENCES account (id),
  ended_at timestamptz(3),
  -- What went back to the call's budget.
  returned_fen bigint NOT NULL DEFAULT 0,
  version int NOT NULL DEFAULT 1,
  CONSTRAINT halt_kind CHECK (CASE kind
    WHEN 'SUSPENSION' THEN code IS NULL AND expected_on IS NOT NULL AND returned_fen = 0
    WHEN 'TERMINATION' THEN coalesce(code IN ('MUTUAL', 'BREACH', 'FORCE_MAJEURE', 'FUNDING'), false) AND expected_on IS NULL AND returned_fen >= 0 AND state <> 'ENDED'
    ELSE false END),
  CONSTRAINT halt_says_why CHECK (reason <> '' AND (state <> 'REFUSED' OR decision_reason <> '')),
  CONSTRAINT halt_four_eyes CHECK (state NOT IN ('STANDING', 'ENDED', 'REFUSED') OR decided_by_id <> proposed_by_id),
  CONSTRAINT halt_whole CHECK (CASE state
    WHEN 'PROPOSED' THEN decided_at IS NULL AND decided_by_id IS NULL AND ended_at IS NULL
    WHEN 'ENDED' THEN decided_at IS NOT NULL AND decided_by_id IS NOT NULL AND ended_at IS NOT NULL AND ended_by_id IS NOT NULL
    ELSE decided_at IS NOT NULL AND decided_by_id IS NOT NULL AND ended_at IS NULL END)
);
CREATE INDEX halt_project_id_idx ON halt (project_id);
CREATE UNIQUE INDEX one_halt_proposed ON halt (project_id) WHERE state = 'PROPOSED';
CREATE UNIQUE INDEX one_halt_standing ON halt (project_id) WHERE state = 'STANDING';
CREATE TRIGGER keep BEFORE UPDATE ON halt FOR EACH ROW EXECUTE FUNCTION keep_columns('id', 'project_id', 'kind', 'code', 'reason', 'expected_on', 'proposed_by_id', 'proposed_at');

INSERT INTO lifecycle_edge (lifecycle, from_state, event, to_state) VALUES
  ('halt', 'PROPOSED', 'decide', 'STANDING'),
  ('halt', 'PROPOSED', 'refuse', 'REFUSED'),
  ('halt', 'PROPOSED', 'withdraw', 'WITHDRAWN'),
  ('halt', 'STANDING', 'end', 'ENDED'),
  ('project', 'ACTIVE', 'suspend', 'SUSPENDED'),
  ('project', 'SUSPENDED', 'resume', 'ACTIVE'),
  ('project', 'SUSPENDED', 'terminate', 'TERMINATED'),
  ('tranche', 'PLANNED', 'cancel', 'CANCELLED');
CREATE TRIGGER halt_lifecycle BEFORE INSERT OR UPDATE OF state ON halt FOR EACH ROW EXECUTE FUNCTION guard_lifecycle('halt', 'PROPOSED');

CREATE FUNCTION guard_halt() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE p project;
BEGIN
  IF TG_OP = 'UPDATE' AND OLD.state IN ('ENDED', 'REFUSED', 'WITHDRAWN') THEN PERFORM refuse('halt.settled'); END IF;
  IF NEW.state NOT IN ('PROPOSED', 'STANDING') OR TG_OP = 'UPDATE' AND NEW.state = OLD.state THEN RETURN NEW; END IF;
  SELECT * INTO p FROM project WHERE id = NEW.project_id FOR SHARE;
  IF p.state <> 'ACTIVE' AND NOT (NEW.kind = 'TERMINATION' AND p.state = 'SUSPENDED') THEN PERFORM refuse('halt.not-running'); END IF;
  PERFORM assert_no_interest_in_project(coalesce(NEW.decided_by_id, NEW.proposed_by_id), p.id);
  RETURN NEW;
END $$;
CREATE TRIGGER halt_guard BEFORE INSERT OR UPDATE ON halt FOR EACH ROW EXECUTE FUNCTION guard_halt();

CREATE OR REPLACE FUNCTION guard_project() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  IF NEW.state = 'ACTIVE' AND OLD.state <> 'ACTIVE' AND (SELECT state FROM contract WHERE id = NEW.contract_id) <> 'SIGNED' THEN PERFORM refuse('project.contract-unsigned'); END IF;
  IF NEW.state = 'COMPLETED' AND OLD.state <> 'COMPLETED' AND EXISTS (SELECT 1 FROM tranche WHERE project_id = NEW.id AND state <> 'RELEASED') THEN PERFORM refuse('project.unpaid-tranches'); END IF;
  IF (NEW.call_id, NEW.award_id, NEW.contract_id, NEW.organization_id, NEW.body_id) IS DISTINCT FROM (OLD.call_id, OLD.award_id, OLD.contract_id, OLD.organization_id, OLD.body_id) THEN PERFORM refuse('project.moved'); END IF;
  -- It stands still exactly while a decision says so, and ends before its time only by one.
  IF NEW.state <> OLD.state AND OLD.state IN ('ACTIVE', 'SUSPENDED') THEN
    IF (NEW.state = 'SUSPENDED') <> EXISTS (SELECT 1 FROM halt WHERE project_id = NEW.id AND kind = 'SUSPENSION' AND state = 'STANDING')
       OR (NEW.state = 'TERMINATED') <> EXISTS (SELECT 1 FROM halt WHERE project_id = NEW.id AND kind = 'TERMINATION' AND state = 'STANDING') THEN
      PERFORM refuse('halt.no-decision');
    END IF;
  END IF;
  RETURN NEW;
END $$;

-- ---------------------------------------------------------------------------------------------------------------------
-- Tranches: what was not accepted when a project ends early is cancelled; what was accepted is still paid.
ALTER TABLE tranche DROP CONSTRAINT tranche_state_whole, ADD CONSTRAINT tranche_state_whole CHECK (CASE
    WHEN state IN ('PLANNED', 'CANCELLED') THEN acceptance_id IS NULL AND hold_entry_id IS NULL AND released_by_id IS NULL AND release_entry_id IS NULL
    WHEN state = 'CLAIMABLE' THEN acceptance_id IS NOT NULL AND requested_by_id IS NOT NULL AND verified_by_id IS NOT NULL AND hold_entry_id IS NOT NULL AND released_by_id IS NULL AND release_entry_id IS NULL
    ELSE acceptance_id IS NOT NULL AND requested_by_id IS NOT NULL AND verified_by_id IS NOT NULL AND released_by_id IS NOT NULL AND released_at IS NOT NULL AND hold_entry_id IS NOT NULL AND release_entry_id IS NOT NULL END);

CREATE OR REPLACE FUNCTION guard_tranche() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE p project; h ledger_entry; r ledger_entry; v_held bigint; v_paid bigint;
BEGIN
  IF OLD.state = 'RELEASED' THEN PERFORM refuse('tranche.released'); END IF;
  SELECT * INTO p FROM project WHERE id = NEW.project_id FOR SHARE;
  IF (NEW.amount_fen, NEW.milestone_id, NEW.project_id) IS DISTINCT FROM (OLD.amount_fen, OLD.milestone_id, OLD.project_id)
     AND (SELECT state FROM contract WHERE id = p.contract_id) <> 'DRAFT' THEN PERFORM refuse('contract.offered'); END IF;
  IF NEW.state = OLD.state THEN RETURN NEW; END IF;
  IF NEW.state = 'CANCELLED' THEN
    IF NOT EXISTS (SELECT 1 FROM halt WHERE project_id = p.id AND kind = 'TERMINATION' AND state = 'STANDING') THEN PERFORM refuse('halt.no-decision'); END IF;
    RETURN NEW;
  END IF;
  IF p.state = 'SUSPENDED' THEN PERFORM refuse('project.suspended'); END IF;
  IF p.state <> 'ACTIVE' AND NOT (NEW.state = 'RELEASED' AND p.state = 'TERMINATED' AND p.started_at IS NOT NULL) THEN PERFORM refuse('milestone.project-not-active'); END IF;
  SELECT * INTO h FROM ledger_entry WHERE id = NEW.hold_entry_id;
  SELECT sum(x.amount) INTO v_held FROM ledger_posting x JOIN ledger_account a ON a.id = x.account_id WHERE x.entry_id = h.id AND (a.code = 'award:' || p.award_id || ':committed' OR a.code LIKE 'award:' || p.award_id || ':committed:%');
  IF h.phase IS DISTINCT FROM 'pending' OR v_held IS DISTINCT FROM NEW.amount_fen THEN PERFORM refuse('tranche.hold-mismatch'); END IF;
  IF NEW.state = 'RELEASED' THEN
    IF EXISTS (SELECT 1 FROM objection WHERE project_id = NEW.project_id AND state <> 'CLOSED') THEN PERFORM refuse('tranche.objection-open'); END IF;
    SELECT * INTO r FROM ledger_entry WHERE id = NEW.release_entry_id;
    SELECT sum(x.amount) INTO v_paid FROM ledger_posting x JOIN ledger_account a ON a.id = x.account_id WHERE x.entry_id = r.id AND (a.code = 'award:' || p.award_id || ':committed' OR a.code LIKE 'award:' || p.award_id || ':committed:%');
    IF r.phase IS DISTINCT FROM 'settle' OR r.resolves_id IS DISTINCT FROM h.id OR v_paid IS DISTINCT FROM NEW.amount_fen THEN PERFORM refuse('tranche.release-mismatch'); END IF;
  END IF;
  RETURN NEW;
END $$;

-- A project that ended early keeps no committed money besides what is accepted and still to be paid.
CREATE FUNCTION check_settled_early() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM tranche WHERE project_id = NEW.id AND state = 'PLANNED')
     OR (SELECT coalesce(sum(posted_credit - posted_debit - pending_debit), 0) FROM ledger_account
         WHERE code = 'award:' || NEW.award_id || ':committed' OR code LIKE 'award:' || NEW.award_id || ':committed:%') <> 0 THEN
    PERFORM refuse('halt.money-left');
  END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER settled_early AFTER UPDATE OF state ON project DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW WHEN (NEW.state = 'TERMINATED' AND OLD.state IN ('ACTIVE', 'SUSPENDED')) EXECUTE FUNCTION check_settled_early();
