-- Why: a form that was sent twice entered one decision twice, and each counted; and a year that has not begun could be said to have been
-- inspected. The same document, of the same body, on the same day, counts once: until it is taken back or corrected.
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
  IF EXISTS (SELECT 1 FROM organization_membership m WHERE m.organization_id = NEW.organization_id AND m.account_id IN (NEW.recorded_by_id, NEW.confirmed_by_id)) THEN
    PERFORM refuse('account.interested');
  END IF;
  RETURN NEW;
END $$;
