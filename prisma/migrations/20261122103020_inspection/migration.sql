-- Why: the yearly report of a registered organization and what the registry concludes from it (年度报告、年检) happen here, pre-filled from what is
-- known, with dates by dated rules; a report that is missing or failed is proposed as a credit event, which another person confirms.
CREATE TABLE annual_report_rule (
  kind organization_kind NOT NULL,
  valid_from date NOT NULL,
  -- In the year after the one reported on.
  opens_month int NOT NULL,
  opens_day int NOT NULL,
  due_month int NOT NULL,
  due_day int NOT NULL,
  source_zh text NOT NULL,
  source_en text NOT NULL,
  is_confirmed boolean NOT NULL,
  PRIMARY KEY (kind, valid_from),
  CONSTRAINT annual_report_rule_days CHECK (make_date(2025, opens_month, opens_day) < make_date(2025, due_month, due_day))
);
INSERT INTO annual_report_rule VALUES
  ('ASSOCIATION', '1998-10-25', 1, 1, 5, 31, '《社会团体登记管理条例》第二十八条（三月三十一日前报业务主管单位，五月三十一日前报登记管理机关）；开放填报日为本平台安排', 'Regulations on the registration of social associations, art. 28 (to the registry by 31 May); the day on which it opens is this site’s own arrangement', true),
  ('SERVICE_INSTITUTION', '1998-10-25', 1, 1, 5, 31, '《民办非企业单位登记管理暂行条例》第二十三条；开放填报日为本平台安排', 'Interim regulations on the registration of private non-enterprise units, art. 23; the day on which it opens is this site’s own arrangement', true),
  ('FOUNDATION', '2004-06-01', 1, 1, 3, 31, '《基金会管理条例》第三十六条；开放填报日为本平台安排', 'Regulations on foundations, art. 36; the day on which it opens is this site’s own arrangement', true);
-- So many years in a row without a report, or failed: what the rules say comes next, for people to decide.
CREATE TABLE inspection_rule (
  valid_from date NOT NULL PRIMARY KEY,
  in_a_row int NOT NULL,
  source_zh text NOT NULL,
  source_en text NOT NULL,
  is_confirmed boolean NOT NULL,
  CONSTRAINT inspection_rule_numbers CHECK (in_a_row BETWEEN 2 AND 10)
);
INSERT INTO inspection_rule VALUES ('1998-10-25', 2, '连续两年未参加年检或年检不合格的，可依法撤销登记（据地方做法，待核实）', 'Two years in a row without inspection or failed: registration may be revoked by law (after local practice, to be confirmed)', false);
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON annual_report_rule FOR EACH STATEMENT EXECUTE FUNCTION append_only();
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON inspection_rule FOR EACH STATEMENT EXECUTE FUNCTION append_only();
REVOKE INSERT, UPDATE ON annual_report_rule, inspection_rule FROM commonweal_app;

-- The registry of an organization: of the smallest place around it that has one.
CREATE FUNCTION registry_of(p_organization uuid) RETURNS uuid LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
  SELECT b.id FROM organization o JOIN region r ON r.id = o.region_id JOIN body b ON 'REGISTRY' = ANY (b.duties) JOIN region x ON x.id = b.region_id
  WHERE o.id = p_organization AND (r.path = x.path OR r.path LIKE x.path || '/%') ORDER BY length(x.path) DESC, b.created_at, b.id LIMIT 1
$$;

CREATE TYPE annual_report_state AS ENUM ('OPEN', 'SUBMITTED', 'RETURNED', 'REVIEWED', 'CONCLUDED');
CREATE TABLE annual_report (
  id uuid NOT NULL PRIMARY KEY DEFAULT uuidv7(),
  organization_id uuid NOT NULL REFERENCES organization (id),
  body_id uuid NOT NULL REFERENCES body (id),
  -- The year reported on.
  year smallint NOT NULL,
  state annual_report_state NOT NULL DEFAULT 'OPEN',
  opened_at timestamptz(3) NOT NULL DEFAULT clock(),
  due_on date NOT NULL,
  -- What was known when it was opened: app/domain/inspection/content.ts.
  known jsonb NOT NULL,
  content jsonb NOT NULL DEFAULT '{}',
  file_id uuid REFERENCES file (id),
  -- The first time it was handed in: what is late is late, however often it came back.
  first_submitted_at timestamptz(3),
  submitted_by_id uuid REFERENCES account (id),
  submitted_at timestamptz(3),
  returned_reason text NOT NULL DEFAULT '',
  reviewed_by_id uuid REFERENCES account (id),
  reviewed_at timestamptz(3),
  review_note text NOT NULL DEFAULT '',
  proposed_conclusion text,
  concluded_by_id uuid REFERENCES account (id),
  concluded_at timestamptz(3),
  conclusion text,
  conclusion_reason text NOT NULL DEFAULT '',
  document_no text NOT NULL DEFAULT '',
  -- What was proposed from it: that it is late, what was concluded.
  late_event_id uuid REFERENCES credit_event (id),
  conclusion_event_id uuid REFERENCES credit_event (id),
  version int NOT NULL DEFAULT 1,
  CONSTRAINT annual_report_year CHECK (year BETWEEN 2000 AND 2100),
  CONSTRAINT annual_report_words CHECK (coalesce(conclusion, 'PASS') IN ('PASS', 'BASIC_PASS', 'FAIL') AND coalesce(proposed_conclusion, 'PASS') IN ('PASS', 'BASIC_PASS', 'FAIL')),
  CONSTRAINT annual_report_steps CHECK (
    (state NOT IN ('SUBMITTED', 'REVIEWED', 'CONCLUDED') OR (submitted_at IS NOT NULL AND submitted_by_id IS NOT NULL AND first_submitted_at IS NOT NULL))
    AND (state <> 'RETURNED' OR returned_reason <> '')
    AND (state NOT IN ('REVIEWED', 'CONCLUDED') OR (reviewed_by_id IS NOT NULL AND proposed_conclusion IS NOT NULL AND review_note <> ''))
    AND (state = 'CONCLUDED') = (conclusion IS NOT NULL)
    AND (state <> 'CONCLUDED' OR (concluded_by_id IS NOT NULL AND concluded_at IS NOT NULL AND document_no <> '' AND conclusion_reason <> ''))),
  -- Nobody fails an organization alone.
  CONSTRAINT annual_report_two_people CHECK (conclusion IS DISTINCT FROM 'FAIL' OR concluded_by_id <> reviewed_by_id)
);
CREATE UNIQUE INDEX one_annual_report ON annual_report (organization_id, year);
CREATE INDEX annual_report_body ON annual_report (body_id, year, state);
CREATE INDEX annual_report_due ON annual_report (due_on) WHERE state IN ('OPEN', 'RETURNED');
CREATE UNIQUE INDEX annual_report_file ON annual_report (file_id);
CREATE UNIQUE INDEX annual_report_late_event ON annual_report (late_event_id);
CREATE UNIQUE INDEX annual_report_conclusion_event ON annual_report (conclusion_event_id);
CREATE TRIGGER keep BEFORE UPDATE ON annual_report FOR EACH ROW EXECUTE FUNCTION keep_columns('id', 'organization_id', 'body_id', 'year', 'opened_at', 'due_on', 'known');
CREATE TRIGGER no_delete BEFORE DELETE OR TRUNCATE ON annual_report FOR EACH STATEMENT EXECUTE FUNCTION append_only();
INSERT INTO lifecycle_edge (lifecycle, from_state, event, to_state) VALUES
  ('annual_report', 'OPEN', 'submit', 'SUBMITTED'),
  ('annual_report', 'RETURNED', 'submit', 'SUBMITTED'),
  ('annual_report', 'SUBMITTED', 'return', 'RETURNED'),
  ('annual_report', 'SUBMITTED', 'review', 'REVIEWED'),
  ('annual_report', 'REVIEWED', 'return', 'RETURNED'),
  ('annual_report', 'REVIEWED', 'conclude', 'CONCLUDED');
CREATE TRIGGER annual_report_lifecycle BEFORE INSERT OR UPDATE OF state ON annual_report FOR EACH ROW EXECUTE FUNCTION guard_lifecycle('annual_report', 'OPEN');
CREATE FUNCTION guard_annual_report() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    IF NEW.body_id IS DISTINCT FROM registry_of(NEW.organization_id) THEN PERFORM refuse('inspection.no-jurisdiction'); END IF;
    IF NEW.year >= extract(year FROM today()) THEN PERFORM refuse('inspection.year-runs'); END IF;
    RETURN NEW;
  END IF;
  -- What is handed in is not written on; what is concluded stays.
  IF OLD.state NOT IN ('OPEN', 'RETURNED') AND (NEW.content, NEW.file_id) IS DISTINCT FROM (OLD.content, OLD.file_id) THEN PERFORM refuse('inspection.handed-in'); END IF;
  IF OLD.state = 'CONCLUDED' AND (NEW.conclusion, NEW.conclusion_reason, NEW.document_no, NEW.concluded_by_id, NEW.concluded_at) IS DISTINCT FROM
      (OLD.conclusion, OLD.conclusion_reason, OLD.document_no, OLD.concluded_by_id, OLD.concluded_at) THEN PERFORM refuse('inspection.concluded'); END IF;
  IF OLD.first_submitted_at IS NOT NULL AND NEW.first_submitted_at IS DISTINCT FROM OLD.first_submitted_at THEN PERFORM refuse('inspection.handed-in'); END IF;
  IF NEW.submitted_by_id IS DISTINCT FROM OLD.submitted_by_id AND NOT EXISTS (SELECT 1 FROM organization_membership m
      WHERE m.organization_id = NEW.organization_id AND m.account_id = NEW.submitted_by_id AND m.role IN ('OWNER', 'CERTIFIER')) THEN PERFORM refuse('inspection.not-certifier'); END IF;
  IF EXISTS (SELECT 1 FROM organization_membership m WHERE m.organization_id = NEW.organization_id AND m.account_id IN (NEW.reviewed_by_id, NEW.concluded_by_id)) THEN
    PERFORM refuse('account.interested');
  END IF;
  IF EXISTS (SELECT 1 FROM unnest(ARRAY[
      CASE WHEN NEW.reviewed_by_id IS DISTINCT FROM OLD.reviewed_by_id THEN NEW.reviewed_by_id END,
      CASE WHEN NEW.concluded_by_id IS DISTINCT FROM OLD.concluded_by_id THEN NEW.concluded_by_id END]) x(id)
    WHERE x.id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM body_membership m WHERE m.body_id = NEW.body_id AND m.account_id = x.id)) THEN PERFORM refuse('forbidden'); END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER annual_report_guard BEFORE INSERT OR UPDATE ON annual_report FOR EACH ROW EXECUTE FUNCTION guard_annual_report();

-- The last inspection that is concluded, here or by an event of a registry that counts: of which year, PASS, BASIC_PASS or FAIL.
CREATE FUNCTION last_inspection(p_organization uuid, p_on date) RETURNS TABLE (year int, conclusion text, since date) LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
  SELECT x.year, x.conclusion, x.since FROM (
    SELECT r.year::int, r.conclusion, (r.concluded_at AT TIME ZONE 'Asia/Shanghai')::date AS since, 1 AS rank FROM annual_report r WHERE r.organization_id = p_organization AND r.state = 'CONCLUDED'
    UNION ALL
    SELECT v.year::int, v.conclusion, v.happened_on, 2 FROM credit_event v WHERE v.organization_id = p_organization AND v.kind = 'ANNUAL_INSPECTION' AND v.confirmed_at IS NOT NULL
      AND NOT EXISTS (SELECT 1 FROM credit_request q WHERE q.event_id = v.id AND q.kind = 'CORRECTION' AND q.granted)) x
  WHERE x.since <= p_on ORDER BY x.year DESC, x.rank, x.since DESC LIMIT 1
$$;
-- The latest year whose report is still missing on a day, past its term; null: none.
CREATE FUNCTION missed_report_year(p_organization uuid, p_on date) RETURNS int LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
  SELECT max(r.year)::int FROM annual_report r WHERE r.organization_id = p_organization AND r.first_submitted_at IS NULL AND r.due_on < p_on
$$;

-- ---------------------------------------------------------------------------------------------------------------------
-- Daily supervision: visits, spot checks, talks and cases, in the registry's or the regulator's own name; the organization reads what is kept of it.
CREATE TABLE supervision_record (
  id uuid NOT NULL PRIMARY KEY DEFAULT uuidv7(),
  body_id uuid NOT NULL REFERENCES body (id),
  organization_id uuid NOT NULL REFERENCES organization (id),
  kind text NOT NULL,
  happened_on date NOT NULL,
  summary text NOT NULL,
  document_no text NOT NULL DEFAULT '',
  file_id uuid REFERENCES file (id),
  -- Of the end of a case: the record that opened it.
  case_id uuid REFERENCES supervision_record (id),
  recorded_by_id uuid NOT NULL REFERENCES account (id),
  recorded_at timestamptz(3) NOT NULL DEFAULT clock(),
  CONSTRAINT supervision_record_kind CHECK (kind IN ('VISIT', 'SPOT_CHECK', 'TALK', 'RECTIFICATION_NOTICE', 'CASE_OPENED', 'CASE_CLOSED')),
  CONSTRAINT supervision_record_words CHECK (summary <> '' AND (kind NOT IN ('RECTIFICATION_NOTICE', 'CASE_OPENED', 'CASE_CLOSED') OR document_no <> '')),
  CONSTRAINT supervision_record_case CHECK ((kind = 'CASE_CLOSED') = (case_id IS NOT NULL))
);
CREATE INDEX supervision_record_organization ON supervision_record (organization_id, happened_on);
CREATE INDEX supervision_record_body ON supervision_record (body_id, happened_on);
CREATE UNIQUE INDEX one_end_of_a_case ON supervision_record (case_id);
CREATE UNIQUE INDEX supervision_record_file ON supervision_record (file_id);
CREATE TRIGGER no_delete BEFORE DELETE OR TRUNCATE ON supervision_record FOR EACH STATEMENT EXECUTE FUNCTION append_only();
CREATE FUNCTION guard_supervision_record() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE b body; c supervision_record;
BEGIN
  SELECT * INTO b FROM body WHERE id = NEW.body_id;
  IF NEW.happened_on > today() THEN PERFORM refuse('inspection.day-ahead'); END IF;
  IF NOT ('REGULATION' = ANY (b.duties) OR ('REGISTRY' = ANY (b.duties) AND region_within((SELECT region_id FROM organization WHERE id = NEW.organization_id), b.region_id))) THEN
    PERFORM refuse('inspection.no-jurisdiction');
  END IF;
  IF NEW.case_id IS NOT NULL THEN
    SELECT * INTO c FROM supervision_record WHERE id = NEW.case_id;
    IF c.kind <> 'CASE_OPENED' OR c.body_id <> NEW.body_id OR c.organization_id <> NEW.organization_id OR c.happened_on > NEW.happened_on THEN PERFORM refuse('inspection.no-case'); END IF;
  END IF;
  IF EXISTS (SELECT 1 FROM organization_membership m WHERE m.organization_id = NEW.organization_id AND m.account_id = NEW.recorded_by_id) THEN PERFORM refuse('account.interested'); END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER supervision_record_guard BEFORE INSERT ON supervision_record FOR EACH ROW EXECUTE FUNCTION guard_supervision_record();
REVOKE UPDATE ON supervision_record FROM commonweal_app;
