-- Why: a report is judged part by part, and each judgement says why: how each criterion is met, which evidence counts, what is to be changed
-- where. A decision stands on it. What is turned down for good may be objected to, and another person decides on that. A report that waits
-- too long is told to the lead.
CREATE TABLE report_finding (
  report_id uuid NOT NULL REFERENCES report (id),
  part text NOT NULL,
  part_id uuid NOT NULL,
  mark text NOT NULL DEFAULT '',
  reason text NOT NULL DEFAULT '',
  found_by_id uuid NOT NULL REFERENCES account (id),
  CONSTRAINT report_finding_pkey PRIMARY KEY (report_id, part, part_id),
  CONSTRAINT report_finding_mark CHECK (CASE part
    WHEN 'CRITERION' THEN mark IN ('MET', 'PARTLY', 'NOT_MET') AND (mark = 'MET' OR reason <> '')
    WHEN 'EVIDENCE' THEN mark IN ('COUNTS', 'DOES_NOT_COUNT') AND (mark = 'COUNTS' OR reason <> '')
    WHEN 'FIGURE' THEN mark = '' AND reason <> ''
    WHEN 'NARRATIVE' THEN mark = '' AND reason <> '' AND part_id = report_id
    ELSE false END)
);
GRANT DELETE ON report_finding TO commonweal_app;
CREATE FUNCTION guard_report_finding() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE r report;
BEGIN
  SELECT * INTO r FROM report WHERE id = coalesce(NEW.report_id, OLD.report_id);
  IF r.state = 'DRAFT' THEN PERFORM refuse('report.not-submitted'); END IF;
  IF r.state <> 'SUBMITTED' THEN PERFORM refuse('report.decided'); END IF;
  IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
  IF NOT (CASE NEW.part
    WHEN 'CRITERION' THEN EXISTS (SELECT 1 FROM milestone_criterion WHERE id = NEW.part_id AND milestone_id = r.milestone_id)
    WHEN 'FIGURE' THEN EXISTS (SELECT 1 FROM indicator WHERE id = NEW.part_id AND milestone_id = r.milestone_id)
    WHEN 'EVIDENCE' THEN EXISTS (SELECT 1 FROM evidence WHERE id = NEW.part_id AND report_id = r.id)
    ELSE true END) THEN PERFORM refuse('invalid'); END IF;
  PERFORM assert_no_interest_in_project(NEW.found_by_id, (SELECT project_id FROM milestone WHERE id = r.milestone_id));
  RETURN NEW;
END $$;
CREATE TRIGGER report_finding_guard BEFORE INSERT OR UPDATE OR DELETE ON report_finding FOR EACH ROW EXECUTE FUNCTION guard_report_finding();

-- Accepted only when every criterion in force is judged.
CREATE FUNCTION guard_report_judged() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  IF OLD.state = 'SUBMITTED' AND NEW.state = 'ACCEPTED' AND EXISTS (
    SELECT c.id FROM milestone_criterion c WHERE c.milestone_id = NEW.milestone_id AND NOT c.is_retired
    EXCEPT SELECT f.part_id FROM report_finding f WHERE f.report_id = NEW.id AND f.part = 'CRITERION') THEN PERFORM refuse('report.not-judged'); END IF;
  IF NEW.state = 'REJECTED' AND NEW.decision_reason = '' THEN PERFORM refuse('report.wrong-state'); END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER report_judged_guard BEFORE UPDATE OF state ON report FOR EACH ROW EXECUTE FUNCTION guard_report_judged();

CREATE TABLE report_appeal (
  report_id uuid NOT NULL PRIMARY KEY REFERENCES report (id),
  reason text NOT NULL,
  filed_by_id uuid NOT NULL REFERENCES account (id),
  filed_at timestamptz(3) NOT NULL,
  is_upheld boolean,
  answer text NOT NULL DEFAULT '',
  decided_by_id uuid REFERENCES account (id),
  decided_at timestamptz(3),
  CONSTRAINT report_appeal_says_why CHECK (reason <> '' AND (is_upheld IS NULL OR answer <> '')),
  CONSTRAINT report_appeal_whole CHECK ((is_upheld IS NULL) = (decided_by_id IS NULL) AND (is_upheld IS NULL) = (decided_at IS NULL))
);
CREATE TRIGGER keep BEFORE UPDATE ON report_appeal FOR EACH ROW EXECUTE FUNCTION keep_columns('report_id', 'reason', 'filed_by_id', 'filed_at');
CREATE FUNCTION guard_report_appeal() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE r report;
BEGIN
  SELECT * INTO r FROM report WHERE id = NEW.report_id;
  IF r.state <> 'REJECTED' OR (SELECT state FROM milestone WHERE id = r.milestone_id) NOT IN ('REJECTED', 'RETURNED', 'CANCELLED') THEN PERFORM refuse('report.not-rejected'); END IF;
  IF TG_OP = 'UPDATE' AND OLD.is_upheld IS NOT NULL THEN PERFORM refuse('report.appeal-decided'); END IF;
  IF NEW.decided_by_id = r.decided_by_id THEN PERFORM refuse('report.appeal-other-person'); END IF;
  IF NEW.decided_by_id IS NOT NULL THEN PERFORM assert_no_interest_in_project(NEW.decided_by_id, (SELECT project_id FROM milestone WHERE id = r.milestone_id)); END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER report_appeal_guard BEFORE INSERT OR UPDATE ON report_appeal FOR EACH ROW EXECUTE FUNCTION guard_report_appeal();

CREATE TABLE escalation (
  report_id uuid NOT NULL REFERENCES report (id),
  cause text NOT NULL,
  asked_by_id uuid REFERENCES account (id),
  at timestamptz(3) NOT NULL,
  CONSTRAINT escalation_pkey PRIMARY KEY (report_id, cause),
  CONSTRAINT escalation_cause CHECK (cause = 'CLOCK' AND asked_by_id IS NULL OR cause = 'ORGANIZATION' AND asked_by_id IS NOT NULL)
);
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON escalation FOR EACH STATEMENT EXECUTE FUNCTION append_only();
REVOKE UPDATE ON escalation FROM commonweal_app;

CREATE TABLE report_rule (
  valid_from date NOT NULL PRIMARY KEY,
  review_days int NOT NULL,
  escalate_days int NOT NULL,
  appeal_days int NOT NULL,
  quarter_days int NOT NULL,
  source_zh text NOT NULL,
  source_en text NOT NULL,
  is_confirmed boolean NOT NULL,
  CONSTRAINT report_rule_days CHECK (review_days BETWEEN 1 AND 60 AND escalate_days BETWEEN 0 AND 60 AND appeal_days BETWEEN 1 AND 60 AND quarter_days BETWEEN 1 AND 90)
);
INSERT INTO report_rule VALUES ('2000-01-01', 10, 3, 7, 15, '本平台约定，实际使用前须由购买主体确认', 'A convention of this house, to be confirmed by the purchasing bodies before real use', false);
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON report_rule FOR EACH STATEMENT EXECUTE FUNCTION append_only();
REVOKE INSERT, UPDATE ON report_rule FROM commonweal_app;
