-- Why: a year mistyped by decades was appropriated to, and an entry stays; a day long before a project could be observed.
-- Money is granted for a year that has begun or for the next one.
CREATE OR REPLACE FUNCTION guard_appropriation() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  IF NEW.year > extract(year FROM today()) + 1 THEN PERFORM refuse('fund.year-far'); END IF;
  IF NOT EXISTS (
    SELECT 1 FROM ledger_entry e JOIN ledger_posting p ON p.entry_id = e.id JOIN ledger_account a ON a.id = p.account_id JOIN fund_share s ON s.fund_id = NEW.fund_id AND s.source = NEW.source
    WHERE e.id = NEW.entry_id AND (e.kind = 'appropriate' OR (e.kind = 'donate_pass' AND NEW.source = 'DONATION')) AND p.amount = -NEW.amount_fen
      AND a.code = 'fund:' || NEW.fund_id || ':available' || CASE s.part WHEN '' THEN '' ELSE ':' || s.part END) THEN PERFORM refuse('fund.not-the-entry'); END IF;
  RETURN NEW;
END $$;

-- A contract may be signed before its first day; until then only the day itself can be observed.
CREATE FUNCTION check_observed_day() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  IF NEW.observed_on < least((SELECT starts_on FROM project WHERE id = NEW.project_id), today()) THEN PERFORM refuse('observation.day-before'); END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER observed_day BEFORE INSERT ON observation FOR EACH ROW EXECUTE FUNCTION check_observed_day();
