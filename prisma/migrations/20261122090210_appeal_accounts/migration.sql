-- Why: whoever raises money publicly accounts for it: every three months where the appeal runs longer than six, and in full within three
-- months of its end (慈善法 2023). The figures are the ledger's at that moment, never typed; the officer adds what was done with the money.
CREATE TABLE appeal_account (
  id uuid NOT NULL PRIMARY KEY DEFAULT uuidv7(),
  appeal_id uuid NOT NULL REFERENCES appeal (id),
  due_on date NOT NULL,
  is_final boolean NOT NULL,
  words text NOT NULL,
  received_fen bigint NOT NULL,
  returned_fen bigint NOT NULL,
  passed_fen bigint NOT NULL,
  given_by_id uuid NOT NULL REFERENCES account (id),
  given_at timestamptz(3) NOT NULL DEFAULT clock(),
  UNIQUE (appeal_id, due_on, is_final),
  CONSTRAINT appeal_account_whole CHECK (btrim(words) <> '' AND received_fen >= 0 AND returned_fen >= 0 AND passed_fen >= 0 AND received_fen >= returned_fen + passed_fen)
);
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON appeal_account FOR EACH STATEMENT EXECUTE FUNCTION append_only();

-- The accounts that an appeal owes, by the rule of the day it was opened: those of its months that are over or come within so many days, and
-- the last one once it has ended.
CREATE FUNCTION appeal_accounts_owed(p_appeal uuid, p_ahead int DEFAULT 0) RETURNS TABLE (due_on date, is_final boolean) LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
  SELECT d.due_on, d.is_final FROM (
    SELECT a.*, greatest(a.opens_on, (a.opened_at AT TIME ZONE 'Asia/Shanghai')::date) AS begun_on, (a.ended_at AT TIME ZONE 'Asia/Shanghai')::date AS ended_on FROM appeal a WHERE a.id = p_appeal AND a.opened_at IS NOT NULL) a
  CROSS JOIN LATERAL appeal_rule_on(a.begun_on) r
  CROSS JOIN LATERAL (
    SELECT (a.begun_on + make_interval(months => r.account_months * k))::date AS due_on, false AS is_final FROM generate_series(1, 24) k
      WHERE a.ends_on > (a.begun_on + make_interval(months => r.long_months))::date AND (a.begun_on + make_interval(months => r.account_months * k))::date <= least(coalesce(a.ended_on, 'infinity'), today() + p_ahead)
    UNION ALL SELECT (a.ended_on + make_interval(months => r.final_months))::date, true WHERE a.ended_on IS NOT NULL) d
$$;

CREATE FUNCTION guard_appeal_account() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  PERFORM 1 FROM appeal WHERE id = NEW.appeal_id FOR UPDATE;
  IF NOT EXISTS (SELECT 1 FROM appeal_accounts_owed(NEW.appeal_id, 14) o WHERE o.due_on = NEW.due_on AND o.is_final = NEW.is_final) THEN PERFORM refuse('appeal.account-not-owed'); END IF;
  -- The last account tells where all of the money went.
  IF NEW.is_final AND EXISTS (SELECT 1 FROM pledge WHERE appeal_id = NEW.appeal_id AND state IN ('PLEDGED', 'RECEIVED', 'REFUND_DUE')) THEN PERFORM refuse('appeal.account-too-early'); END IF;
  NEW.given_at := clock();
  SELECT coalesce(sum(-p.amount) FILTER (WHERE e.kind = 'donate'), 0), coalesce(sum(p.amount) FILTER (WHERE e.kind = 'donate_return'), 0), coalesce(sum(p.amount) FILTER (WHERE e.kind = 'donate_pass'), 0)
    INTO NEW.received_fen, NEW.returned_fen, NEW.passed_fen
    FROM ledger_account a JOIN ledger_posting p ON p.account_id = a.id JOIN ledger_entry e ON e.id = p.entry_id WHERE ledger_base(a.code) = 'appeal:' || NEW.appeal_id || ':held';
  RETURN NEW;
END $$;
CREATE TRIGGER appeal_account_guard BEFORE INSERT ON appeal_account FOR EACH ROW EXECUTE FUNCTION guard_appeal_account();

REVOKE UPDATE ON appeal_account FROM commonweal_app;
GRANT SELECT, INSERT ON appeal_account TO commonweal_app;
