-- Why: PostgreSQL saw that whoever decides is not whoever proposed, not that they may decide at all: anybody's name would do. An approver of the
-- buyer orders or refuses a claw-back and answers to an objection, an officer takes one back; an approver of the authority decides on what an
-- organization asks about its credit record; an approver sets a body's limits.
CREATE FUNCTION guard_clawback_people() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE v_body uuid := (SELECT p.body_id FROM project p WHERE p.id = NEW.project_id);
BEGIN
  IF NEW.decided_by_id IS DISTINCT FROM OLD.decided_by_id AND NOT is_of_body(NEW.decided_by_id, v_body, CASE NEW.state WHEN 'WITHDRAWN' THEN 'OFFICER' ELSE 'APPROVER' END)
    OR NEW.answered_by_id IS DISTINCT FROM OLD.answered_by_id AND NOT is_of_body(NEW.answered_by_id, v_body, 'APPROVER') THEN PERFORM refuse('forbidden'); END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER clawback_people BEFORE UPDATE ON clawback FOR EACH ROW EXECUTE FUNCTION guard_clawback_people();

CREATE FUNCTION guard_credit_decision() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  IF NEW.decided_by_id IS DISTINCT FROM OLD.decided_by_id
    AND NOT is_of_body(NEW.decided_by_id, (SELECT e.body_id FROM credit_event e WHERE e.id = NEW.event_id), 'APPROVER') THEN PERFORM refuse('forbidden'); END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER credit_decision_people BEFORE UPDATE ON credit_request FOR EACH ROW EXECUTE FUNCTION guard_credit_decision();

CREATE FUNCTION guard_cap_people() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  IF TG_OP = 'INSERT' AND NOT is_of_body(NEW.set_by_id, NEW.body_id, 'APPROVER')
    OR TG_OP = 'UPDATE' AND NEW.ended_by_id IS DISTINCT FROM OLD.ended_by_id AND NOT is_of_body(NEW.ended_by_id, NEW.body_id, 'APPROVER') THEN PERFORM refuse('forbidden'); END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER cap_people BEFORE INSERT OR UPDATE ON spending_cap FOR EACH ROW EXECUTE FUNCTION guard_cap_people();

-- What was given for a call is used while some project of it goes on or was carried out: one that was broken off is no purpose any more.
CREATE OR REPLACE FUNCTION appeal_is_funded(p_appeal uuid) RETURNS boolean LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
  SELECT CASE WHEN a.project_id IS NOT NULL THEN EXISTS (SELECT 1 FROM project p WHERE p.id = a.project_id AND p.state IN ('ACTIVE', 'SUSPENDED', 'COMPLETED', 'CLOSED'))
    WHEN a.call_id IS NOT NULL THEN EXISTS (SELECT 1 FROM call c JOIN award w ON w.call_id = c.id AND w.revoked_at IS NULL LEFT JOIN project p ON p.award_id = w.id
      WHERE c.id = a.call_id AND c.state = 'AWARDED' AND coalesce(p.state <> 'TERMINATED' AND NOT (p.state = 'CLOSED' AND project_ended_early(p.id)), true))
    ELSE true END FROM appeal a WHERE a.id = p_appeal
$$;
