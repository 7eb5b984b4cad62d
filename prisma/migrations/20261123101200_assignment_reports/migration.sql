-- Why: who leads a task reports on it every quarter: an author writes, the lead's own reviewer reads and signs, the office receives
-- (每季度经牵头领导审阅后书面向领导小组办公室报告一次). Which quarters are owed and what is late is reckoned, never stored.
CREATE TABLE assignment_report_rule (
  valid_from date NOT NULL PRIMARY KEY,
  -- Days after a quarter's last by which its report is due.
  quarter_days int NOT NULL,
  source_zh text NOT NULL,
  source_en text NOT NULL,
  -- False: to be confirmed before real use.
  is_confirmed boolean NOT NULL,
  CONSTRAINT assignment_report_rule_days CHECK (quarter_days BETWEEN 0 AND 90)
);
INSERT INTO assignment_report_rule (valid_from, quarter_days, source_zh, source_en, is_confirmed) VALUES
  ('2026-01-01', 10, '领导小组工作要求：每季度经牵头领导审阅后书面报告一次；期限为本站所定，待核实', 'Working order of leading groups: once a quarter, in writing, after the lead has read it; the number of days is this site’s own, to be confirmed', false);
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON assignment_report_rule FOR EACH STATEMENT EXECUTE FUNCTION append_only();

CREATE TYPE assignment_report_state AS ENUM ('DRAFT', 'WITH_LEAD', 'WITH_OFFICE', 'RECEIVED');
CREATE TABLE assignment_report (
  id uuid NOT NULL PRIMARY KEY DEFAULT uuidv7(),
  assignment_id uuid NOT NULL REFERENCES assignment (id),
  -- The first day of its quarter.
  quarter_on date NOT NULL,
  state assignment_report_state NOT NULL DEFAULT 'DRAFT',
  done text NOT NULL DEFAULT '',
  problems text NOT NULL DEFAULT '',
  plans text NOT NULL DEFAULT '',
  author_id uuid NOT NULL REFERENCES account (id),
  sent_up_at timestamptz(3),
  signed_by_id uuid REFERENCES account (id),
  signed_at timestamptz(3),
  received_by_id uuid REFERENCES account (id),
  received_at timestamptz(3),
  -- What was to be changed when it was last given back.
  return_reason text NOT NULL DEFAULT '',
  version int NOT NULL DEFAULT 1,
  CONSTRAINT assignment_report_one UNIQUE (assignment_id, quarter_on),
  CONSTRAINT assignment_report_quarter CHECK (quarter_on = date_trunc('quarter', quarter_on)::date),
  CONSTRAINT assignment_report_words CHECK (state = 'DRAFT' OR btrim(done) <> ''),
  -- Three people: who writes, who answers for it, who receives it.
  CONSTRAINT assignment_report_whole CHECK (signed_by_id <> author_id AND CASE state
    WHEN 'DRAFT' THEN signed_by_id IS NULL AND received_by_id IS NULL
    WHEN 'WITH_LEAD' THEN sent_up_at IS NOT NULL AND signed_by_id IS NULL AND received_by_id IS NULL
    WHEN 'WITH_OFFICE' THEN signed_by_id IS NOT NULL AND signed_at IS NOT NULL AND received_by_id IS NULL
    ELSE signed_by_id IS NOT NULL AND received_by_id IS NOT NULL AND received_at IS NOT NULL AND received_by_id NOT IN (author_id, signed_by_id) END)
);
CREATE INDEX assignment_report_state_of ON assignment_report (state);
CREATE TRIGGER keep BEFORE UPDATE ON assignment_report FOR EACH ROW EXECUTE FUNCTION keep_columns('id', 'assignment_id', 'quarter_on');
CREATE TRIGGER no_delete BEFORE DELETE OR TRUNCATE ON assignment_report FOR EACH STATEMENT EXECUTE FUNCTION append_only();
INSERT INTO lifecycle_edge (lifecycle, from_state, event, to_state) VALUES
  ('assignment_report', 'DRAFT', 'sendUp', 'WITH_LEAD'),
  ('assignment_report', 'WITH_LEAD', 'signOff', 'WITH_OFFICE'),
  ('assignment_report', 'WITH_LEAD', 'giveBack', 'DRAFT'),
  ('assignment_report', 'WITH_OFFICE', 'receive', 'RECEIVED'),
  ('assignment_report', 'WITH_OFFICE', 'giveBack', 'DRAFT');
CREATE TRIGGER assignment_report_lifecycle BEFORE INSERT OR UPDATE OF state ON assignment_report FOR EACH ROW EXECUTE FUNCTION guard_lifecycle('assignment_report', 'DRAFT');

CREATE FUNCTION guard_assignment_report() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE a assignment; v_who uuid;
BEGIN
  SELECT * INTO a FROM assignment WHERE id = NEW.assignment_id FOR SHARE;
  IF TG_OP = 'INSERT' THEN
    IF a.state <> 'ISSUED' THEN PERFORM refuse('assignment.wrong-state'); END IF;
    IF NEW.quarter_on > today() OR (NEW.quarter_on + interval '3 months')::date <= (a.issued_at AT TIME ZONE 'Asia/Shanghai')::date THEN PERFORM refuse('assignment.report-no-quarter'); END IF;
  ELSIF OLD.state = 'RECEIVED' OR OLD.state <> 'DRAFT' AND (NEW.done, NEW.problems, NEW.plans, NEW.author_id) IS DISTINCT FROM (OLD.done, OLD.problems, OLD.plans, OLD.author_id) THEN
    PERFORM refuse('assignment.report-sent');
  END IF;
  IF NOT is_of_body(NEW.author_id, a.lead_id, 'OFFICER') AND (TG_OP = 'INSERT' OR NEW.author_id <> OLD.author_id) THEN PERFORM refuse('forbidden'); END IF;
  IF TG_OP = 'UPDATE' AND NEW.state = 'WITH_OFFICE' AND OLD.state = 'WITH_LEAD' THEN
    IF today() < (NEW.quarter_on + interval '3 months')::date AND a.state = 'ISSUED' THEN PERFORM refuse('assignment.report-not-over'); END IF;
    IF NOT is_of_body(NEW.signed_by_id, a.lead_id, 'APPROVER') THEN PERFORM refuse('forbidden'); END IF;
    IF NEW.signed_by_id = NEW.author_id THEN PERFORM refuse('assignment.report-own'); END IF;
  END IF;
  IF TG_OP = 'UPDATE' AND NEW.state = 'RECEIVED' THEN
    IF NOT (is_of_body(NEW.received_by_id, a.body_id, 'OFFICER') OR is_of_body(NEW.received_by_id, a.body_id, 'APPROVER')) THEN PERFORM refuse('forbidden'); END IF;
    IF NEW.received_by_id IN (NEW.author_id, NEW.signed_by_id) THEN PERFORM refuse('assignment.report-own'); END IF;
  END IF;
  FOREACH v_who IN ARRAY array_remove(ARRAY[NEW.author_id, NEW.signed_by_id, NEW.received_by_id], NULL) LOOP
    IF a.organization_id IS NOT NULL AND is_interested(v_who, a.organization_id) THEN PERFORM refuse('account.interested'); END IF;
  END LOOP;
  RETURN NEW;
END $$;
CREATE TRIGGER assignment_report_guard BEFORE INSERT OR UPDATE ON assignment_report FOR EACH ROW EXECUTE FUNCTION guard_assignment_report();

-- The quarters that are over and in which it was in force at the end, with the day each report is due on.
CREATE FUNCTION assignment_quarters_owed(p_assignment uuid, p_on date) RETURNS TABLE (quarter_on date, due_on date) LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
  SELECT g::date, (g + interval '3 months' - interval '1 day')::date + r.quarter_days
  FROM assignment a CROSS JOIN LATERAL (SELECT * FROM assignment_report_rule WHERE valid_from <= p_on ORDER BY valid_from DESC LIMIT 1) r
    CROSS JOIN LATERAL generate_series(date_trunc('quarter', greatest((a.issued_at AT TIME ZONE 'Asia/Shanghai')::date,
      (SELECT min(valid_from) FROM assignment_report_rule))::timestamp), p_on::timestamp, interval '3 months') g
  WHERE a.id = p_assignment AND a.state = 'ISSUED' AND (g + interval '3 months')::date <= p_on
$$;

INSERT INTO reminder_rule (subject, days) VALUES ('ASSIGNMENT', -14), ('ASSIGNMENT', -3), ('ASSIGNMENT', 1), ('ASSIGNMENT', 7),
  ('ASSIGNMENT_REPORT', -7), ('ASSIGNMENT_REPORT', 1), ('ASSIGNMENT_REPORT', 7);

REVOKE INSERT, UPDATE, DELETE ON assignment_report_rule FROM commonweal_app;
REVOKE UPDATE, DELETE ON assignment_report FROM commonweal_app;
GRANT SELECT ON assignment_report_rule TO commonweal_app;
GRANT SELECT, INSERT ON assignment_report TO commonweal_app;
GRANT UPDATE (state, done, problems, plans, author_id, sent_up_at, signed_by_id, signed_at, received_by_id, received_at, return_reason, version) ON assignment_report TO commonweal_app;
