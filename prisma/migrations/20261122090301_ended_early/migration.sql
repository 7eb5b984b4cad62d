-- Why: a project that ended early is settled and closed as a completed one is. What was accepted before its end is owed. Where an evaluation
-- stands against it no payment would ever be free again, so an approver decides payment by payment, with a reason: it is owed (and the
-- evaluation stops it no longer; money that was misused comes back by a claw-back), or it is not, and is back in the call's budget at once.
INSERT INTO lifecycle_edge (lifecycle, from_state, event, to_state) VALUES
  ('project', 'TERMINATED', 'close', 'CLOSED'),
  ('tranche', 'CLAIMABLE', 'refuse', 'REFUSED');

CREATE TABLE tranche_verdict (
  tranche_id uuid NOT NULL PRIMARY KEY REFERENCES tranche (id) ON UPDATE CASCADE ON DELETE RESTRICT,
  is_owed boolean NOT NULL,
  reason text NOT NULL,
  decided_by_id uuid NOT NULL REFERENCES account (id),
  decided_at timestamptz(3) NOT NULL DEFAULT clock(),
  -- What lifted the hold of a payment that is not owed.
  void_entry_id uuid REFERENCES ledger_entry (id),
  CONSTRAINT tranche_verdict_whole CHECK (reason <> '' AND is_owed = (void_entry_id IS NULL))
);
CREATE UNIQUE INDEX tranche_verdict_void_entry_id_key ON tranche_verdict (void_entry_id);
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON tranche_verdict FOR EACH STATEMENT EXECUTE FUNCTION append_only();
GRANT SELECT, INSERT ON tranche_verdict TO commonweal_app;

CREATE FUNCTION guard_tranche_verdict() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE t tranche; p project;
BEGIN
  SELECT * INTO t FROM tranche WHERE id = NEW.tranche_id;
  SELECT * INTO p FROM project WHERE id = t.project_id FOR SHARE;
  NEW.decided_at := clock();
  IF p.state <> 'TERMINATED' OR p.started_at IS NULL THEN PERFORM refuse('tranche.not-ended-early'); END IF;
  IF t.state <> 'CLAIMABLE' THEN PERFORM refuse('tranche.wrong-state'); END IF;
  IF NEW.decided_by_id IN (t.requested_by_id, t.verified_by_id) THEN PERFORM refuse('tranche.four-people'); END IF;
  PERFORM assert_no_interest_in_project(NEW.decided_by_id, p.id);
  -- Accepted work is not refused at will: only where the supplier broke the contract, or an evaluation failed.
  IF NOT NEW.is_owed AND evaluation_block(t.id) IS DISTINCT FROM 'failed'
     AND NOT EXISTS (SELECT 1 FROM halt WHERE project_id = p.id AND kind = 'TERMINATION' AND state = 'STANDING' AND code = 'BREACH') THEN
    PERFORM refuse('tranche.no-ground');
  END IF;
  IF NOT NEW.is_owed AND NOT EXISTS (SELECT 1 FROM ledger_entry WHERE id = NEW.void_entry_id AND phase = 'void' AND resolves_id = t.hold_entry_id) THEN
    PERFORM refuse('tranche.hold-mismatch');
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER tranche_verdict_guard BEFORE INSERT ON tranche_verdict FOR EACH ROW EXECUTE FUNCTION guard_tranche_verdict();

-- As before, save that what an approver found owed after the project's end is stopped by no evaluation.
CREATE OR REPLACE FUNCTION evaluation_block(p_tranche uuid) RETURNS text LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
  SELECT CASE
    WHEN EXISTS (SELECT 1 FROM tranche_verdict v WHERE v.tranche_id = t.id AND v.is_owed) THEN NULL
    WHEN (SELECT NOT e.passes FROM evaluation e WHERE e.project_id = t.project_id AND e.kind = 'MIDTERM' AND e.state = 'CONFIRMED' ORDER BY e.number DESC LIMIT 1) THEN 'failed'
    WHEN EXISTS (SELECT 1 FROM evaluation_gate g WHERE g.tranche_id = t.id AND (
      SELECT e.state <> 'CONFIRMED' OR NOT e.passes FROM evaluation e WHERE e.project_id = t.project_id AND e.kind = g.kind AND e.state <> 'CANCELLED' ORDER BY e.number DESC LIMIT 1)) THEN 'open'
  END FROM tranche t WHERE t.id = p_tranche
$$;

ALTER TABLE tranche DROP CONSTRAINT tranche_state_whole, ADD CONSTRAINT tranche_state_whole CHECK (CASE
    WHEN state IN ('PLANNED', 'CANCELLED') THEN acceptance_id IS NULL AND hold_entry_id IS NULL AND released_by_id IS NULL AND release_entry_id IS NULL
    WHEN state IN ('CLAIMABLE', 'REFUSED') THEN acceptance_id IS NOT NULL AND requested_by_id IS NOT NULL AND verified_by_id IS NOT NULL AND hold_entry_id IS NOT NULL AND released_by_id IS NULL AND release_entry_id IS NULL
    ELSE acceptance_id IS NOT NULL AND requested_by_id IS NOT NULL AND verified_by_id IS NOT NULL AND released_by_id IS NOT NULL AND released_at IS NOT NULL AND hold_entry_id IS NOT NULL AND release_entry_id IS NOT NULL END);

-- A tranche is refused by its verdict alone, and its project has ended by then: guard_tranche() knows neither.
CREATE FUNCTION guard_tranche_refusal() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  IF NOT EXISTS (SELECT 1 FROM tranche_verdict WHERE tranche_id = NEW.id AND NOT is_owed) THEN PERFORM refuse('tranche.no-ground'); END IF;
  IF (to_jsonb(NEW) - ARRAY['state', 'version']) IS DISTINCT FROM (to_jsonb(OLD) - ARRAY['state', 'version']) THEN PERFORM refuse('contract.offered'); END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER tranche_refusal BEFORE UPDATE OF state ON tranche FOR EACH ROW WHEN (NEW.state = 'REFUSED' AND OLD.state <> 'REFUSED') EXECUTE FUNCTION guard_tranche_refusal();
DROP TRIGGER tranche_guard ON tranche;
CREATE TRIGGER tranche_guard BEFORE UPDATE ON tranche FOR EACH ROW WHEN (NOT (NEW.state = 'REFUSED' AND OLD.state = 'CLAIMABLE')) EXECUTE FUNCTION guard_tranche();

-- Verdict, refusal and money come together: at the end of the transaction nothing of it is committed any more.
CREATE FUNCTION check_refused_money() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE p project; v_tranche tranche;
BEGIN
  SELECT * INTO v_tranche FROM tranche WHERE id = NEW.tranche_id;
  SELECT * INTO p FROM project WHERE id = v_tranche.project_id;
  IF v_tranche.state <> 'REFUSED'
     OR (SELECT coalesce(sum(posted_credit - posted_debit), 0) FROM ledger_account WHERE code = 'award:' || p.award_id || ':committed' OR code LIKE 'award:' || p.award_id || ':committed:%')
       IS DISTINCT FROM (SELECT coalesce(sum(amount_fen), 0) FROM tranche WHERE project_id = p.id AND state = 'CLAIMABLE') THEN PERFORM refuse('tranche.money-not-returned'); END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER refused_money AFTER INSERT ON tranche_verdict DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (NOT NEW.is_owed) EXECUTE FUNCTION check_refused_money();

-- ---------------------------------------------------------------------------------------------------------------------
-- Spending of a project that ended early counts until so many days after that day.
CREATE OR REPLACE FUNCTION settlement_ends_on(p_project uuid) RETURNS date LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
  SELECT CASE WHEN p.state = 'TERMINATED' THEN least(p.ends_on, (p.ended_at AT TIME ZONE 'Asia/Shanghai')::date) ELSE p.ends_on END
    + coalesce((SELECT settlement_days FROM closing_rule_of(p.id)), 0) FROM project p WHERE p.id = p_project
$$;

-- The final report of a project that ran and is over, at its end or before.
CREATE OR REPLACE FUNCTION guard_final_report() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE p project; s record; v_code text;
BEGIN
  SELECT * INTO p FROM project WHERE id = NEW.project_id FOR UPDATE;
  IF TG_OP = 'INSERT' THEN
    IF p.state NOT IN ('COMPLETED', 'TERMINATED') OR p.started_at IS NULL THEN PERFORM refuse('closing.not-completed'); END IF;
    RETURN NEW;
  END IF;
  IF OLD.state = 'APPROVED' THEN PERFORM refuse('closing.closed'); END IF;
  IF OLD.state <> 'DRAFT' AND NEW.state <> 'DRAFT' AND (NEW.narrative, NEW.assets, NEW.results, NEW.submitted_by_id, NEW.submitted_at) IS DISTINCT FROM (OLD.narrative, OLD.assets, OLD.results, OLD.submitted_by_id, OLD.submitted_at) THEN
    PERFORM refuse('closing.submitted');
  END IF;
  IF NEW.state = 'PROPOSED' AND OLD.state <> 'PROPOSED' THEN PERFORM assert_no_interest_in_project(NEW.proposed_by_id, p.id); END IF;
  IF NEW.state IN ('PROPOSED', 'APPROVED') AND NEW.state <> OLD.state THEN
    SELECT code INTO v_code FROM closing_obstacles(p.id) LIMIT 1;
    IF v_code IS NOT NULL THEN PERFORM refuse('closing.' || v_code); END IF;
  END IF;
  IF NEW.state = 'APPROVED' THEN
    PERFORM assert_no_interest_in_project(NEW.approved_by_id, p.id);
    SELECT * INTO s FROM settlement_of(p.id);
    NEW.paid_fen := s.paid_fen; NEW.spent_fen := s.spent_fen; NEW.returned_fen := s.returned_fen; NEW.written_off_fen := s.written_off_fen; NEW.kept_fen := s.kept_fen;
    NEW.retain_until := (today() + make_interval(years => (SELECT archive_years FROM closing_rule_of(p.id))))::date;
  ELSE
    NEW.paid_fen := NULL; NEW.spent_fen := NULL; NEW.returned_fen := NULL; NEW.written_off_fen := NULL; NEW.kept_fen := NULL; NEW.retain_until := NULL;
  END IF;
  RETURN NEW;
END $$;

-- What kind of end a closed project had, in one word, for lists and the search.
CREATE FUNCTION project_ended_early(p_project uuid) RETURNS boolean LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
  SELECT EXISTS (SELECT 1 FROM halt WHERE project_id = p_project AND kind = 'TERMINATION' AND state = 'STANDING')
$$;
