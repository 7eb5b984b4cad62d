-- Why: a milestone may be accepted in part. What is accepted becomes claimable; the rest is asked for by a supplementary milestone with a
-- tranche of its own, or goes back to the call's budget at once. The tranches of a project still add up to its award, to the fen, at every
-- commit: a tranche is cut in two, never made or lost. Supplements are no part of what was signed: the signed milestone counts with them.
ALTER TABLE milestone ADD COLUMN supplements_id uuid REFERENCES milestone (id);
CREATE INDEX milestone_supplements_id_idx ON milestone (supplements_id);

CREATE TABLE tranche_split (
  acceptance_id uuid NOT NULL PRIMARY KEY REFERENCES acceptance (id),
  tranche_id uuid NOT NULL REFERENCES tranche (id),
  from_fen bigint NOT NULL,
  accepted_fen bigint NOT NULL,
  remainder_id uuid NOT NULL UNIQUE REFERENCES milestone (id),
  is_cancelled boolean NOT NULL,
  reason text NOT NULL,
  CONSTRAINT tranche_split_part CHECK (accepted_fen > 0 AND accepted_fen < from_fen),
  CONSTRAINT tranche_split_says_why CHECK (reason <> '')
);
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON tranche_split FOR EACH STATEMENT EXECUTE FUNCTION append_only();
REVOKE UPDATE ON tranche_split FROM commonweal_app;
CREATE FUNCTION guard_tranche_split() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  -- Its own tranche, still whole; and a rest that supplements what was accepted.
  IF NOT EXISTS (SELECT 1 FROM tranche t JOIN acceptance a ON a.milestone_id = t.milestone_id JOIN milestone m ON m.id = t.milestone_id JOIN milestone s ON s.id = NEW.remainder_id
    WHERE t.id = NEW.tranche_id AND a.id = NEW.acceptance_id AND t.state = 'PLANNED' AND t.amount_fen = NEW.from_fen AND s.supplements_id = coalesce(m.supplements_id, m.id))
    THEN PERFORM refuse('tranche.split-mismatch'); END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER tranche_split_guard BEFORE INSERT ON tranche_split FOR EACH ROW EXECUTE FUNCTION guard_tranche_split();

-- A supplement belongs to a split, whose rest it has, to the fen.
CREATE FUNCTION check_supplement() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  IF NOT EXISTS (SELECT 1 FROM tranche_split x JOIN tranche t ON t.milestone_id = x.remainder_id JOIN tranche o ON o.id = x.tranche_id
    WHERE x.remainder_id = NEW.id AND t.amount_fen = x.from_fen - x.accepted_fen AND o.amount_fen = x.accepted_fen AND t.project_id = NEW.project_id
      AND (NOT x.is_cancelled OR t.state = 'CANCELLED')) THEN PERFORM refuse('tranche.split-mismatch'); END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER supplement AFTER INSERT ON milestone DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (NEW.supplements_id IS NOT NULL) EXECUTE FUNCTION check_supplement();

CREATE OR REPLACE FUNCTION guard_milestone() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE p project;
BEGIN
  SELECT * INTO p FROM project WHERE id = NEW.project_id;
  IF TG_OP = 'UPDATE' AND NEW.supplements_id IS DISTINCT FROM OLD.supplements_id THEN PERFORM refuse('contract.offered'); END IF;
  IF TG_OP = 'UPDATE' AND NEW.state <> OLD.state AND p.state <> 'ACTIVE' THEN PERFORM refuse('milestone.project-not-active'); END IF;
  -- Cancelled: what was rejected, and the rest of a split that says so.
  IF TG_OP = 'UPDATE' AND NEW.state = 'CANCELLED' AND OLD.state = 'PLANNED' AND NOT EXISTS (SELECT 1 FROM tranche_split WHERE remainder_id = NEW.id AND is_cancelled) THEN PERFORM refuse('milestone.wrong-state'); END IF;
  IF TG_OP = 'UPDATE' AND (NEW.title, NEW.deliverable, NEW.due_on, NEW.position, NEW.project_id) IS NOT DISTINCT FROM (OLD.title, OLD.deliverable, OLD.due_on, OLD.position, OLD.project_id) THEN RETURN NEW; END IF;
  IF (SELECT state FROM contract WHERE id = p.contract_id) = 'DRAFT' THEN RETURN NEW; END IF;
  -- The rest of a milestone that is being accepted; check_supplement holds it to its split.
  IF TG_OP = 'INSERT' AND p.state = 'ACTIVE' AND EXISTS (SELECT 1 FROM milestone WHERE id = NEW.supplements_id AND project_id = p.id AND supplements_id IS NULL) THEN RETURN NEW; END IF;
  -- What is reported is judged by what was agreed when it was, and what is accepted stays.
  IF TG_OP = 'UPDATE' AND OLD.state IN ('PLANNED', 'RETURNED') AND (NEW.state, NEW.title, NEW.position, NEW.project_id) IS NOT DISTINCT FROM (OLD.state, OLD.title, OLD.position, OLD.project_id)
     AND is_being_amended(p.contract_id, 'MILESTONE') THEN RETURN NEW; END IF;
  PERFORM refuse('contract.offered');
  RETURN NEW;
END $$;

-- A supplement's criteria are those of its milestone; they are copied with it, before anybody works on it.
CREATE OR REPLACE FUNCTION guard_milestone_criterion() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE m milestone; k contract;
BEGIN
  SELECT * INTO m FROM milestone WHERE id = coalesce(NEW.milestone_id, OLD.milestone_id);
  SELECT c.* INTO k FROM project p JOIN contract c ON c.id = p.contract_id WHERE p.id = m.project_id;
  IF k.state = 'DRAFT' THEN RETURN coalesce(NEW, OLD); END IF;
  IF TG_OP = 'INSERT' AND m.supplements_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM tranche_split WHERE remainder_id = m.id) THEN RETURN NEW; END IF;
  -- An amendment retires words and writes others, of a milestone that is still owed.
  IF TG_OP <> 'DELETE' AND m.state IN ('PLANNED', 'RETURNED') AND NOT (TG_OP = 'UPDATE' AND OLD.is_retired)
     AND is_being_amended(k.id, 'MILESTONE') THEN RETURN NEW; END IF;
  PERFORM refuse('contract.offered');
  RETURN NULL;
END $$;

-- A tranche gets smaller by its split alone, and is cancelled when its project ends early, its milestone was rejected, or the split says so.
CREATE OR REPLACE FUNCTION guard_tranche() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE p project; h ledger_entry; r ledger_entry; v_held bigint; v_paid bigint;
BEGIN
  IF OLD.state = 'RELEASED' THEN PERFORM refuse('tranche.released'); END IF;
  SELECT * INTO p FROM project WHERE id = NEW.project_id FOR SHARE;
  IF (NEW.amount_fen, NEW.milestone_id, NEW.project_id) IS DISTINCT FROM (OLD.amount_fen, OLD.milestone_id, OLD.project_id)
     AND (SELECT state FROM contract WHERE id = p.contract_id) <> 'DRAFT'
     AND NOT ((NEW.milestone_id, NEW.project_id) = (OLD.milestone_id, OLD.project_id) AND OLD.state = 'PLANNED'
       AND EXISTS (SELECT 1 FROM tranche_split WHERE tranche_id = NEW.id AND from_fen = OLD.amount_fen AND accepted_fen = NEW.amount_fen)) THEN PERFORM refuse('contract.offered'); END IF;
  IF NEW.state = OLD.state THEN RETURN NEW; END IF;
  IF NEW.state = 'CANCELLED' THEN
    IF NOT EXISTS (SELECT 1 FROM halt WHERE project_id = p.id AND kind = 'TERMINATION' AND state = 'STANDING')
       AND NOT EXISTS (SELECT 1 FROM milestone WHERE id = NEW.milestone_id AND state = 'CANCELLED') THEN PERFORM refuse('halt.no-decision'); END IF;
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

-- What is cancelled has gone back: an award owes no more than its tranches that are planned, held or paid.
CREATE FUNCTION check_cancelled_money() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE p project;
BEGIN
  SELECT * INTO p FROM project WHERE id = NEW.project_id;
  IF p.state = 'ACTIVE' AND (SELECT coalesce(sum(posted_credit - posted_debit), 0) FROM ledger_account WHERE code = 'award:' || p.award_id || ':committed' OR code LIKE 'award:' || p.award_id || ':committed:%')
     IS DISTINCT FROM (SELECT coalesce(sum(amount_fen), 0) FROM tranche WHERE project_id = p.id AND state IN ('PLANNED', 'CLAIMABLE')) THEN PERFORM refuse('tranche.money-not-returned'); END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER cancelled_money AFTER UPDATE OF state ON tranche DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (NEW.state = 'CANCELLED') EXECUTE FUNCTION check_cancelled_money();

-- A project is complete when every tranche is paid or cancelled, and at least one was paid.
CREATE OR REPLACE FUNCTION guard_project() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  IF NEW.state = 'ACTIVE' AND OLD.state <> 'ACTIVE' AND (SELECT state FROM contract WHERE id = NEW.contract_id) <> 'SIGNED' THEN PERFORM refuse('project.contract-unsigned'); END IF;
  IF NEW.state = 'COMPLETED' AND OLD.state <> 'COMPLETED' AND (EXISTS (SELECT 1 FROM tranche WHERE project_id = NEW.id AND state NOT IN ('RELEASED', 'CANCELLED'))
     OR NOT EXISTS (SELECT 1 FROM tranche WHERE project_id = NEW.id AND state = 'RELEASED')) THEN PERFORM refuse('project.unpaid-tranches'); END IF;
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

-- Content of a contract: the signed milestones, each with the money of its supplements.
CREATE OR REPLACE FUNCTION contract_milestones(p_project uuid, p_schema text) RETURNS jsonb LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
  SELECT coalesce(jsonb_agg(jsonb_build_object('position', m.position, 'title', m.title, 'deliverable', m.deliverable, 'dueOn', m.due_on::text,
      'trancheFen', coalesce((SELECT sum(t.amount_fen) FROM tranche t JOIN milestone s ON s.id = t.milestone_id WHERE m.id IN (s.id, s.supplements_id)), 0)::text,
      'indicators', (SELECT coalesce(jsonb_agg(jsonb_build_object('name', i.name, 'unit', i.unit, 'target', i.target)
          || CASE WHEN p_schema = 'commonweal.contract/3' THEN jsonb_build_object('counting', i.counting) ELSE '{}' END ORDER BY i.position), '[]')
        FROM indicator i WHERE i.milestone_id = m.id))
    || CASE WHEN p_schema = 'commonweal.contract/3' THEN jsonb_build_object(
        'criteria', (SELECT coalesce(jsonb_agg(c.text ORDER BY c.position), '[]') FROM milestone_criterion c WHERE c.milestone_id = m.id AND NOT c.is_retired),
        'evidence', to_jsonb(m.required_evidence)) ELSE '{}' END ORDER BY m.position), '[]')
  FROM milestone m WHERE m.project_id = p_project AND m.supplements_id IS NULL
$$;
