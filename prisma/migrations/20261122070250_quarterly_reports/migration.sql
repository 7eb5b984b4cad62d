-- Why: between milestones the purchasing body hears from a project once a quarter. An author writes, the certifier signs off, the body
-- receives it. Which quarters there are follows from the calendar and the project's days; what was done and paid is taken from what is
-- written down already. Being late is computed, never stored. Reminders are rows, and each is sent once.
ALTER TABLE report_rule ADD COLUMN quarterly_from date NOT NULL DEFAULT '2026-01-01';
ALTER TABLE report_rule ALTER COLUMN quarterly_from DROP DEFAULT;

CREATE TYPE quarterly_report_state AS ENUM ('DRAFT', 'WITH_LEAD', 'WITH_OFFICE', 'RECEIVED');
CREATE TABLE quarterly_report (
  id uuid NOT NULL PRIMARY KEY DEFAULT uuidv7(),
  project_id uuid NOT NULL REFERENCES project (id),
  -- The first day of its quarter.
  quarter_on date NOT NULL,
  state quarterly_report_state NOT NULL DEFAULT 'DRAFT',
  done text NOT NULL DEFAULT '',
  problems text NOT NULL DEFAULT '',
  plans text NOT NULL DEFAULT '',
  -- What activities and payments came to when it was signed off.
  sessions int NOT NULL DEFAULT 0,
  people int NOT NULL DEFAULT 0,
  minutes int NOT NULL DEFAULT 0,
  volunteers int NOT NULL DEFAULT 0,
  paid_fen bigint NOT NULL DEFAULT 0,
  author_id uuid NOT NULL REFERENCES account (id),
  sent_up_at timestamptz(3),
  signed_by_id uuid REFERENCES account (id),
  signed_at timestamptz(3),
  received_by_id uuid REFERENCES account (id),
  received_at timestamptz(3),
  -- What was to be changed when it was last given back.
  return_reason text NOT NULL DEFAULT '',
  version int NOT NULL DEFAULT 1,
  CONSTRAINT quarterly_report_quarter CHECK (quarter_on = date_trunc('quarter', quarter_on)::date),
  CONSTRAINT quarterly_report_words CHECK (state = 'DRAFT' OR done <> ''),
  CONSTRAINT quarterly_report_whole CHECK (CASE state
    WHEN 'DRAFT' THEN signed_by_id IS NULL AND received_by_id IS NULL
    WHEN 'WITH_LEAD' THEN sent_up_at IS NOT NULL AND signed_by_id IS NULL AND received_by_id IS NULL
    WHEN 'WITH_OFFICE' THEN signed_by_id IS NOT NULL AND signed_at IS NOT NULL AND received_by_id IS NULL
    ELSE signed_by_id IS NOT NULL AND received_by_id IS NOT NULL AND received_at IS NOT NULL AND received_by_id NOT IN (author_id, signed_by_id) END)
);
CREATE UNIQUE INDEX quarterly_report_project_id_quarter_on_key ON quarterly_report (project_id, quarter_on);
CREATE INDEX quarterly_report_state_quarter_on_idx ON quarterly_report (state, quarter_on);
CREATE TRIGGER keep BEFORE UPDATE ON quarterly_report FOR EACH ROW EXECUTE FUNCTION keep_columns('id', 'project_id', 'quarter_on');
INSERT INTO lifecycle_edge (lifecycle, from_state, event, to_state) VALUES
  ('quarterly_report', 'DRAFT', 'sendUp', 'WITH_LEAD'),
  ('quarterly_report', 'WITH_LEAD', 'signOff', 'WITH_OFFICE'),
  ('quarterly_report', 'WITH_LEAD', 'giveBack', 'DRAFT'),
  ('quarterly_report', 'WITH_OFFICE', 'receive', 'RECEIVED'),
  ('quarterly_report', 'WITH_OFFICE', 'giveBack', 'DRAFT');
CREATE TRIGGER quarterly_report_lifecycle BEFORE INSERT OR UPDATE OF state ON quarterly_report FOR EACH ROW EXECUTE FUNCTION guard_lifecycle('quarterly_report', 'DRAFT');

-- Activities and payments of a quarter, as they are known now.
CREATE FUNCTION quarter_figures(p_project uuid, p_quarter date)
RETURNS TABLE (sessions int, people int, minutes int, volunteers int, paid_fen bigint) LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
  SELECT count(*)::int, coalesce(sum(s.attendance), 0)::int, coalesce(sum(s.minutes), 0)::int, coalesce(sum(s.volunteers), 0)::int,
    (SELECT coalesce(sum(t.amount_fen), 0)::bigint FROM tranche t WHERE t.project_id = p_project AND t.state = 'RELEASED'
      AND (t.released_at AT TIME ZONE 'Asia/Shanghai')::date BETWEEN p_quarter AND (p_quarter + interval '3 months' - interval '1 day')::date)
  FROM service_session s WHERE s.project_id = p_project AND s.held_on BETWEEN p_quarter AND least((p_quarter + interval '3 months' - interval '1 day')::date, today())
    AND NOT EXISTS (SELECT 1 FROM activity_withdrawal w WHERE w.session_id = s.id)
$$;

CREATE FUNCTION guard_quarterly_report() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE p project; f record;
BEGIN
  SELECT * INTO p FROM project WHERE id = NEW.project_id FOR SHARE;
  IF TG_OP = 'INSERT' THEN
    IF p.started_at IS NULL OR NEW.quarter_on > today() OR NEW.quarter_on > p.ends_on
       OR (NEW.quarter_on + interval '3 months')::date <= (p.started_at AT TIME ZONE 'Asia/Shanghai')::date THEN PERFORM refuse('quarterly.not-of-project'); END IF;
    RETURN NEW;
  END IF;
  IF OLD.state = 'RECEIVED' THEN PERFORM refuse('quarterly.received'); END IF;
  IF OLD.state <> 'DRAFT' AND (NEW.done, NEW.problems, NEW.plans) IS DISTINCT FROM (OLD.done, OLD.problems, OLD.plans) THEN PERFORM refuse('quarterly.sent'); END IF;
  IF NEW.state = 'WITH_OFFICE' AND OLD.state = 'WITH_LEAD' THEN
    IF today() < (NEW.quarter_on + interval '3 months')::date AND p.state = 'ACTIVE' THEN PERFORM refuse('quarterly.not-over'); END IF;
    IF NOT EXISTS (SELECT 1 FROM organization_membership WHERE organization_id = p.organization_id AND account_id = NEW.signed_by_id AND role = 'CERTIFIER') THEN PERFORM refuse('quarterly.not-certifier'); END IF;
    SELECT * INTO f FROM quarter_figures(NEW.project_id, NEW.quarter_on);
    NEW.sessions := f.sessions; NEW.people := f.people; NEW.minutes := f.minutes; NEW.volunteers := f.volunteers; NEW.paid_fen := f.paid_fen;
  ELSIF (NEW.sessions, NEW.people, NEW.minutes, NEW.volunteers, NEW.paid_fen) IS DISTINCT FROM (OLD.sessions, OLD.people, OLD.minutes, OLD.volunteers, OLD.paid_fen) THEN
    PERFORM refuse('quarterly.sent');
  END IF;
  IF NEW.state = 'RECEIVED' THEN PERFORM assert_no_interest_in_project(NEW.received_by_id, p.id); END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER quarterly_report_guard BEFORE INSERT OR UPDATE ON quarterly_report FOR EACH ROW EXECUTE FUNCTION guard_quarterly_report();

-- ---------------------------------------------------------------------------------------------------------------------
-- What is remembered when: so many days before (below nothing) or after the due day of a milestone report, of its review, of a quarterly report.
CREATE TABLE reminder_rule (
  subject text NOT NULL,
  days int NOT NULL,
  CONSTRAINT reminder_rule_pkey PRIMARY KEY (subject, days),
  CONSTRAINT reminder_rule_subject CHECK (subject IN ('MILESTONE', 'REVIEW', 'QUARTER') AND days BETWEEN -60 AND 60)
);
INSERT INTO reminder_rule (subject, days) VALUES ('MILESTONE', -14), ('MILESTONE', -3), ('MILESTONE', 1), ('MILESTONE', 7),
  ('REVIEW', -2), ('REVIEW', 1), ('QUARTER', -7), ('QUARTER', 1), ('QUARTER', 7);
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON reminder_rule FOR EACH STATEMENT EXECUTE FUNCTION append_only();
REVOKE INSERT, UPDATE ON reminder_rule FROM commonweal_app;

-- Each once: for a thing, for the day it is due on (an amended day is another), for a rule.
CREATE TABLE reminder_sent (
  subject text NOT NULL,
  subject_id uuid NOT NULL,
  due_on date NOT NULL,
  days int NOT NULL,
  sent_at timestamptz(3) NOT NULL,
  CONSTRAINT reminder_sent_pkey PRIMARY KEY (subject, subject_id, due_on, days)
);
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON reminder_sent FOR EACH STATEMENT EXECUTE FUNCTION append_only();
REVOKE UPDATE ON reminder_sent FROM commonweal_app;

-- The days on which the round was made.
CREATE TABLE reminder_round (
  day date NOT NULL PRIMARY KEY,
  letters int NOT NULL
);
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON reminder_round FOR EACH STATEMENT EXECUTE FUNCTION append_only();
REVOKE UPDATE ON reminder_round FROM commonweal_app;

-- The quarters a running project owes a report for on a day, with the day each is due on.
CREATE FUNCTION quarters_owed(p_project uuid, p_on date) RETURNS TABLE (quarter_on date, due_on date) LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
  SELECT g::date, ((g + interval '3 months' - interval '1 day')::date + r.quarter_days)
  FROM project p CROSS JOIN LATERAL (SELECT * FROM report_rule WHERE valid_from <= p_on ORDER BY valid_from DESC LIMIT 1) r
    CROSS JOIN LATERAL generate_series(date_trunc('quarter', greatest((p.started_at AT TIME ZONE 'Asia/Shanghai')::date, r.quarterly_from)::timestamp),
      least(p.ends_on, p_on)::timestamp, interval '3 months') g
  WHERE p.id = p_project AND p.started_at IS NOT NULL AND p.state IN ('ACTIVE', 'SUSPENDED') AND (g + interval '3 months')::date <= p_on
$$;
