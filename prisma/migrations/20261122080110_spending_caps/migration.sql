-- Why: the founding documents ask for spending limits (公务消费限额, seeds A22) that stop a payment or ask for one more person. A body
-- sets them for itself; PostgreSQL holds every release against them, so that two finance officers at once cannot both stay below.
CREATE TABLE spending_cap (
  id uuid NOT NULL PRIMARY KEY DEFAULT uuidv7(),
  body_id uuid NOT NULL REFERENCES body (id),
  -- Of one fund, or of all the body pays.
  fund_id uuid REFERENCES fund (id),
  scope text NOT NULL,
  effect text NOT NULL,
  amount_fen bigint NOT NULL,
  reason text NOT NULL,
  set_by_id uuid NOT NULL REFERENCES account (id),
  set_at timestamptz(3) NOT NULL DEFAULT clock(),
  ended_by_id uuid REFERENCES account (id),
  ended_at timestamptz(3),
  CONSTRAINT spending_cap_whole CHECK (scope IN ('PAYMENT', 'MONTH', 'YEAR') AND effect IN ('BLOCK', 'APPROVAL') AND amount_fen > 0 AND reason <> ''
    AND (ended_at IS NULL) = (ended_by_id IS NULL))
);
CREATE UNIQUE INDEX one_spending_cap ON spending_cap (body_id, coalesce(fund_id, body_id), scope, effect) WHERE ended_at IS NULL;
CREATE TRIGGER keep BEFORE UPDATE ON spending_cap FOR EACH ROW
  EXECUTE FUNCTION keep_columns('id', 'body_id', 'fund_id', 'scope', 'effect', 'amount_fen', 'reason', 'set_by_id', 'set_at');
CREATE TRIGGER no_delete BEFORE DELETE OR TRUNCATE ON spending_cap FOR EACH STATEMENT EXECUTE FUNCTION append_only();
CREATE FUNCTION guard_spending_cap() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  IF NEW.fund_id IS NOT NULL AND (SELECT body_id FROM fund WHERE id = NEW.fund_id) IS DISTINCT FROM NEW.body_id THEN PERFORM refuse('cap.not-its-fund'); END IF;
  IF TG_OP = 'UPDATE' AND OLD.ended_at IS NOT NULL THEN PERFORM refuse('cap.ended'); END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER spending_cap_guard BEFORE INSERT OR UPDATE ON spending_cap FOR EACH ROW EXECUTE FUNCTION guard_spending_cap();

-- A fourth person agrees to a payment above a limit.
CREATE TABLE payment_approval (
  tranche_id uuid NOT NULL PRIMARY KEY REFERENCES tranche (id),
  approved_by_id uuid NOT NULL REFERENCES account (id),
  approved_at timestamptz(3) NOT NULL DEFAULT clock(),
  note text NOT NULL DEFAULT ''
);
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON payment_approval FOR EACH STATEMENT EXECUTE FUNCTION append_only();
CREATE FUNCTION guard_payment_approval() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE t tranche;
BEGIN
  SELECT * INTO t FROM tranche WHERE id = NEW.tranche_id FOR SHARE;
  IF t.state <> 'CLAIMABLE' THEN PERFORM refuse('tranche.wrong-state'); END IF;
  IF NEW.approved_by_id IN (t.requested_by_id, t.verified_by_id) THEN PERFORM refuse('tranche.four-people'); END IF;
  PERFORM assert_no_interest_in_project(NEW.approved_by_id, t.project_id);
  RETURN NEW;
END $$;
CREATE TRIGGER payment_approval_guard BEFORE INSERT ON payment_approval FOR EACH ROW EXECUTE FUNCTION guard_payment_approval();

-- What a limit's fund or body has paid by released tranches since the month or the year began, in fen; nothing for a single payment.
CREATE FUNCTION spent_under(c spending_cap, p_at timestamptz) RETURNS bigint LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
  SELECT CASE c.scope WHEN 'PAYMENT' THEN 0 ELSE (
    SELECT coalesce(sum(t.amount_fen), 0)::bigint FROM tranche t JOIN project p ON p.id = t.project_id JOIN call k ON k.id = p.call_id
    WHERE t.state = 'RELEASED' AND p.body_id = c.body_id AND (c.fund_id IS NULL OR k.fund_id = c.fund_id)
      AND t.released_at >= date_trunc(c.scope, p_at AT TIME ZONE 'Asia/Shanghai') AT TIME ZONE 'Asia/Shanghai') END
$$;
-- The limits that paying a tranche at that instant would go beyond.
CREATE FUNCTION caps_exceeded(p_tranche uuid, p_at timestamptz) RETURNS SETOF spending_cap LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
  SELECT c.* FROM tranche t JOIN project p ON p.id = t.project_id JOIN call k ON k.id = p.call_id
    JOIN spending_cap c ON c.body_id = p.body_id AND c.ended_at IS NULL AND (c.fund_id IS NULL OR c.fund_id = k.fund_id)
  WHERE t.id = p_tranche AND spent_under(c, p_at) + t.amount_fen > c.amount_fen ORDER BY c.effect DESC, c.amount_fen, c.id
$$;
-- SECURITY DEFINER: the body's limits are locked, so that two payments at once count each other.
CREATE FUNCTION guard_spending() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE v_body uuid := (SELECT body_id FROM project WHERE id = NEW.project_id); v_approver uuid := (SELECT approved_by_id FROM payment_approval WHERE tranche_id = NEW.id);
BEGIN
  PERFORM 1 FROM spending_cap WHERE body_id = v_body AND ended_at IS NULL ORDER BY id FOR UPDATE;
  IF EXISTS (SELECT 1 FROM caps_exceeded(NEW.id, clock()) c WHERE c.effect = 'BLOCK') THEN PERFORM refuse('tranche.over-cap'); END IF;
  IF v_approver IS NULL AND EXISTS (SELECT 1 FROM caps_exceeded(NEW.id, clock())) THEN PERFORM refuse('tranche.needs-approval'); END IF;
  IF NEW.released_by_id = v_approver THEN PERFORM refuse('tranche.four-people'); END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER spending_guard BEFORE UPDATE OF state ON tranche FOR EACH ROW WHEN (NEW.state = 'RELEASED' AND OLD.state <> 'RELEASED') EXECUTE FUNCTION guard_spending();

GRANT SELECT, INSERT ON spending_cap, payment_approval TO commonweal_app;
GRANT UPDATE (ended_by_id, ended_at) ON spending_cap TO commonweal_app;
