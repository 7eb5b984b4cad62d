-- Why: two people are asked for, and PostgreSQL only saw that they are not the same one: anybody's name would do. Money is proposed by the
-- finance of the fund's body and confirmed by its approver; an event of credit is entered by its officer and confirmed by its approver.
CREATE FUNCTION is_of_body(p_account uuid, p_body uuid, p_role text) RETURNS boolean LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
  SELECT EXISTS (SELECT 1 FROM body_membership m WHERE m.account_id = p_account AND m.body_id = p_body AND m.role::text = p_role)
$$;

CREATE OR REPLACE FUNCTION guard_appropriation_proposal() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  IF TG_OP = 'UPDATE' AND (OLD.confirmed_at IS NOT NULL OR OLD.withdrawn_at IS NOT NULL) THEN PERFORM refuse('fund.proposal-settled'); END IF;
  IF TG_OP = 'INSERT' AND NEW.year > extract(year FROM today()) + 1 THEN PERFORM refuse('fund.year-far'); END IF;
  IF TG_OP = 'INSERT' AND NOT EXISTS (SELECT 1 FROM fund f WHERE f.id = NEW.fund_id AND is_of_body(NEW.proposed_by_id, f.body_id, 'FINANCE'))
    OR TG_OP = 'UPDATE' AND NEW.confirmed_at IS NOT NULL AND NOT EXISTS (SELECT 1 FROM fund f WHERE f.id = NEW.fund_id AND is_of_body(NEW.confirmed_by_id, f.body_id, 'APPROVER')) THEN
    PERFORM refuse('forbidden');
  END IF;
  RETURN NEW;
END $$;

CREATE OR REPLACE FUNCTION guard_credit_event() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE b body; v_path text;
BEGIN
  SELECT * INTO b FROM body WHERE id = NEW.body_id;
  IF TG_OP = 'INSERT' THEN
    IF NEW.happened_on > today() THEN PERFORM refuse('credit.day-ahead'); END IF;
    IF NEW.year > extract(year FROM NEW.happened_on) THEN PERFORM refuse('credit.year-ahead'); END IF;
    NEW.region_id := b.region_id;
    -- The organization's row is held, so that two at once see each other.
    PERFORM 1 FROM organization WHERE id = NEW.organization_id FOR NO KEY UPDATE;
    IF EXISTS (SELECT 1 FROM credit_event e WHERE (e.organization_id, e.body_id, e.kind, e.happened_on, e.document_no) = (NEW.organization_id, NEW.body_id, NEW.kind, NEW.happened_on, NEW.document_no)
        AND e.withdrawn_at IS NULL AND NOT EXISTS (SELECT 1 FROM credit_request r WHERE r.event_id = e.id AND r.kind = 'CORRECTION' AND r.granted)) THEN
      PERFORM refuse('credit.same-again');
    END IF;
    SELECT r.path INTO v_path FROM organization o JOIN region r ON r.id = o.region_id WHERE o.id = NEW.organization_id;
    IF NOT ('REGISTRY' = ANY (b.duties) AND EXISTS (SELECT 1 FROM region x WHERE x.id = b.region_id AND (v_path = x.path OR v_path LIKE x.path || '/%')))
       AND NOT ('REGULATION' = ANY (b.duties) AND NEW.kind IN ('WARNING', 'FINE', 'ACTIVITY_SUSPENDED', 'FUNDRAISING_BREACH', 'JUDGMENT_DEFAULT', 'COMMENDATION', 'OTHER_ABNORMAL')) THEN
      PERFORM refuse('credit.no-jurisdiction');
    END IF;
  ELSE
    IF OLD.confirmed_at IS NOT NULL OR OLD.withdrawn_at IS NOT NULL THEN PERFORM refuse('credit.decided'); END IF;
  END IF;
  IF TG_OP = 'INSERT' AND NOT is_of_body(NEW.recorded_by_id, NEW.body_id, 'OFFICER') OR TG_OP = 'UPDATE' AND NEW.confirmed_at IS NOT NULL AND NOT is_of_body(NEW.confirmed_by_id, NEW.body_id, 'APPROVER') THEN
    PERFORM refuse('forbidden');
  END IF;
  IF EXISTS (SELECT 1 FROM organization_membership m WHERE m.organization_id = NEW.organization_id AND m.account_id IN (NEW.recorded_by_id, NEW.confirmed_by_id)) THEN
    PERFORM refuse('account.interested');
  END IF;
  RETURN NEW;
END $$;

-- Without a name an appropriation asked for no proposal: fit for what was appropriated before there were any, not for the site.
CREATE OR REPLACE FUNCTION guard_appropriation() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE v_kind text;
BEGIN
  IF NEW.year > extract(year FROM today()) + 1 THEN PERFORM refuse('fund.year-far'); END IF;
  SELECT e.kind INTO v_kind FROM ledger_entry e JOIN ledger_posting p ON p.entry_id = e.id JOIN ledger_account a ON a.id = p.account_id
    JOIN fund_share s ON s.fund_id = NEW.fund_id AND s.source = NEW.source
  WHERE e.id = NEW.entry_id AND (e.kind = 'appropriate' OR (e.kind = 'donate_pass' AND NEW.source = 'DONATION')) AND p.amount = -NEW.amount_fen
    AND a.code = 'fund:' || NEW.fund_id || ':available' || CASE s.part WHEN '' THEN '' ELSE ':' || s.part END;
  IF v_kind IS NULL THEN PERFORM refuse('fund.not-the-entry'); END IF;
  -- Nobody of the body, and nothing the site does, appropriates without a proposal that says the same and that this very person confirmed.
  IF v_kind = 'appropriate' AND (NEW.made_by_id IS NOT NULL OR NOT pg_has_role(session_user, (SELECT relowner FROM pg_class WHERE oid = 'public.fund'::regclass), 'USAGE')) AND NOT EXISTS (SELECT 1 FROM appropriation_proposal p WHERE p.id = NEW.proposal_id
      AND (p.fund_id, p.source, p.year, p.amount_fen, p.document_no, p.confirmed_by_id) = (NEW.fund_id, NEW.source, NEW.year, NEW.amount_fen, NEW.document_no, NEW.made_by_id)) THEN
    PERFORM refuse('fund.not-proposed');
  END IF;
  RETURN NEW;
END $$;
