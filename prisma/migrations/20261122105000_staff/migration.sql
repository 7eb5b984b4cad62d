-- Why: the people of an organization are what it works with: who is trained for a post, and whether they stay (seeds S0, S2, S3: social-worker
-- talent, certificate before post). Of a person as little is kept as that needs, with consent, sealed where it is a number, and not for ever.

-- Numbers as dated data. Months for which a name is kept after leaving; what a warning asks for, in percent of those employed `leave_days` ago.
CREATE TABLE staff_rule (
  valid_from date NOT NULL PRIMARY KEY,
  keep_months smallint NOT NULL,
  leave_days smallint NOT NULL,
  leave_min smallint NOT NULL,
  leave_percent smallint NOT NULL,
  leave_grave_percent smallint NOT NULL,
  source_zh text NOT NULL,
  source_en text NOT NULL,
  is_confirmed boolean NOT NULL,
  CONSTRAINT staff_rule_numbers CHECK (keep_months BETWEEN 1 AND 240 AND leave_days BETWEEN 1 AND 366 AND leave_min BETWEEN 1 AND 100
    AND 0 < leave_percent AND leave_percent < leave_grave_percent AND leave_grave_percent <= 100)
);
INSERT INTO staff_rule VALUES ('2020-01-01', 24, 90, 3, 20, 40,
  '劳动合同法第五十条：已经解除或者终止的劳动合同文本至少保存二年备查，期满后不再保留姓名；个人信息保护法第十九条：保存期限为实现目的所必要的最短时间。离职预警的比例待核实',
  'Labour Contract Law, article 50: contracts that ended are kept for at least two years; after that no name is kept here. Personal Information Protection Law, article 19: no longer than needed. The shares of the warning are to be confirmed', false);
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON staff_rule FOR EACH STATEMENT EXECUTE FUNCTION append_only();
CREATE FUNCTION staff_rule_on(p_day date) RETURNS staff_rule LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
  SELECT * FROM staff_rule WHERE valid_from <= p_day OR valid_from = (SELECT min(valid_from) FROM staff_rule) ORDER BY valid_from DESC LIMIT 1
$$;

-- Certificate before post (持证上岗): any one of these certificates answers for a post. A post that is not named here asks for none.
CREATE TABLE staff_post_rule (
  valid_from date NOT NULL,
  post text NOT NULL,
  certificates text[] NOT NULL,
  source_zh text NOT NULL,
  source_en text NOT NULL,
  is_confirmed boolean NOT NULL,
  PRIMARY KEY (valid_from, post),
  CONSTRAINT staff_post_rule_words CHECK (post IN ('HEAD', 'SOCIAL_WORKER', 'PROJECT', 'FINANCE', 'OTHER')
    AND certificates <@ '{ASSISTANT_SOCIAL_WORKER,SOCIAL_WORKER,SENIOR_SOCIAL_WORKER,ACCOUNTING,TRAINING}'::text[])
);
INSERT INTO staff_post_rule VALUES
  ('2020-01-01', 'HEAD', '{TRAINING,ASSISTANT_SOCIAL_WORKER,SOCIAL_WORKER,SENIOR_SOCIAL_WORKER}', '专职工作人员培训上岗制度（通行做法，待核实）', 'Staff are trained before they take a post (practice, to be confirmed)', false),
  ('2020-01-01', 'SOCIAL_WORKER', '{ASSISTANT_SOCIAL_WORKER,SOCIAL_WORKER,SENIOR_SOCIAL_WORKER}', '社会工作者职业水平评价暂行规定（国人部发〔2006〕71号）；岗位要求以合同为准，待核实', 'Provisional rules on the professional levels of social workers, 2006 no. 71; what a contract asks goes first, to be confirmed', false),
  ('2020-01-01', 'FINANCE', '{ACCOUNTING}', '会计法第三十八条：具备从事会计工作所需要的专业能力（以何种证书为准待核实）', 'Accounting Law, article 38: able to do the work; which certificate shows it is to be confirmed', false);
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON staff_post_rule FOR EACH STATEMENT EXECUTE FUNCTION append_only();

CREATE TABLE staff_member (
  id uuid NOT NULL PRIMARY KEY DEFAULT uuidv7(),
  organization_id uuid NOT NULL REFERENCES organization (id),
  -- Empty once it may be kept no longer.
  name text NOT NULL,
  post text NOT NULL,
  post_title text NOT NULL DEFAULT '',
  from_on date NOT NULL,
  until_on date,
  -- That this person agreed to be on this list: how, and when.
  consent_how text NOT NULL,
  consent_on date NOT NULL,
  recorded_by_id uuid NOT NULL REFERENCES account (id),
  recorded_at timestamptz(3) NOT NULL DEFAULT clock(),
  anonymized_at timestamptz(3),
  version int NOT NULL DEFAULT 1,
  CONSTRAINT staff_member_words CHECK (post IN ('HEAD', 'SOCIAL_WORKER', 'PROJECT', 'FINANCE', 'OTHER') AND consent_how IN ('WRITTEN', 'ELECTRONIC')
    AND (anonymized_at IS NULL) = (btrim(name) <> '') AND (anonymized_at IS NULL OR (post_title = '' AND until_on IS NOT NULL))),
  CONSTRAINT staff_member_days CHECK (from_on >= '1949-10-01' AND until_on >= from_on)
);
-- One head at a time.
CREATE UNIQUE INDEX staff_member_head ON staff_member (organization_id) WHERE post = 'HEAD' AND until_on IS NULL;
CREATE INDEX staff_member_organization ON staff_member (organization_id, until_on, id);
CREATE INDEX staff_member_left ON staff_member (until_on) WHERE anonymized_at IS NULL AND until_on IS NOT NULL;
CREATE TRIGGER keep BEFORE UPDATE ON staff_member FOR EACH ROW EXECUTE FUNCTION keep_columns('id', 'organization_id', 'consent_how', 'consent_on', 'recorded_by_id', 'recorded_at');
CREATE TRIGGER no_delete BEFORE DELETE OR TRUNCATE ON staff_member FOR EACH STATEMENT EXECUTE FUNCTION append_only();
CREATE FUNCTION guard_staff_member() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    IF NEW.consent_on > today() THEN PERFORM refuse('staff.consent-ahead'); END IF;
    IF NOT is_interested(NEW.recorded_by_id, NEW.organization_id) THEN PERFORM refuse('organization.not-yours'); END IF;
    IF EXISTS (SELECT 1 FROM organization o WHERE o.id = NEW.organization_id AND o.state = 'ENDED') THEN PERFORM refuse('organization.ended'); END IF;
  ELSE
    -- Without a name it is a number in a count, and stays what it is.
    IF OLD.anonymized_at IS NOT NULL THEN PERFORM refuse('staff.anonymized'); END IF;
  END IF;
  IF NEW.from_on > today() + 366 OR NEW.until_on > today() + 366 THEN PERFORM refuse('staff.ahead'); END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER staff_member_guard BEFORE INSERT OR UPDATE ON staff_member FOR EACH ROW EXECUTE FUNCTION guard_staff_member();

CREATE TABLE staff_certificate (
  id uuid NOT NULL PRIMARY KEY DEFAULT uuidv7(),
  staff_id uuid NOT NULL REFERENCES staff_member (id),
  kind text NOT NULL,
  -- Sealed by the site's key, and a mark by which the same number is known again; both go with the name.
  number_sealed bytea,
  number_mark bytea,
  issued_on date NOT NULL,
  valid_until date,
  recorded_by_id uuid NOT NULL REFERENCES account (id),
  recorded_at timestamptz(3) NOT NULL DEFAULT clock(),
  -- Entered by mistake, or taken away by whoever gave it.
  withdrawn_at timestamptz(3),
  CONSTRAINT staff_certificate_words CHECK (kind IN ('ASSISTANT_SOCIAL_WORKER', 'SOCIAL_WORKER', 'SENIOR_SOCIAL_WORKER', 'ACCOUNTING', 'TRAINING')
    AND (number_sealed IS NULL) = (number_mark IS NULL) AND (number_mark IS NULL OR octet_length(number_mark) = 32)),
  CONSTRAINT staff_certificate_days CHECK (issued_on >= '1949-10-01' AND valid_until >= issued_on)
);
CREATE UNIQUE INDEX staff_certificate_once ON staff_certificate (kind, number_mark) WHERE withdrawn_at IS NULL;
CREATE INDEX staff_certificate_staff ON staff_certificate (staff_id);
CREATE INDEX staff_certificate_valid ON staff_certificate (valid_until) WHERE withdrawn_at IS NULL AND valid_until IS NOT NULL;
CREATE TRIGGER keep BEFORE UPDATE ON staff_certificate FOR EACH ROW EXECUTE FUNCTION keep_columns('id', 'staff_id', 'kind', 'issued_on', 'valid_until', 'recorded_by_id', 'recorded_at');
CREATE TRIGGER no_delete BEFORE DELETE OR TRUNCATE ON staff_certificate FOR EACH STATEMENT EXECUTE FUNCTION append_only();

CREATE TABLE staff_training (
  id uuid NOT NULL PRIMARY KEY DEFAULT uuidv7(),
  staff_id uuid NOT NULL REFERENCES staff_member (id),
  held_on date NOT NULL,
  hours numeric(4, 1) NOT NULL,
  title text NOT NULL,
  recorded_by_id uuid NOT NULL REFERENCES account (id),
  recorded_at timestamptz(3) NOT NULL DEFAULT clock(),
  withdrawn_at timestamptz(3),
  CONSTRAINT staff_training_hours CHECK (hours > 0 AND hours <= 200 AND held_on >= '2000-01-01')
);
CREATE INDEX staff_training_staff ON staff_training (staff_id, held_on);
CREATE TRIGGER keep BEFORE UPDATE ON staff_training FOR EACH ROW EXECUTE FUNCTION keep_columns('id', 'staff_id', 'held_on', 'hours', 'recorded_by_id', 'recorded_at');
CREATE TRIGGER no_delete BEFORE DELETE OR TRUNCATE ON staff_training FOR EACH STATEMENT EXECUTE FUNCTION append_only();
-- About a person whose name is kept, by one of the organization's own people, and of days that have come.
CREATE FUNCTION guard_staff_part() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE s staff_member;
BEGIN
  SELECT * INTO s FROM staff_member WHERE id = NEW.staff_id;
  IF s.anonymized_at IS NOT NULL THEN PERFORM refuse('staff.anonymized'); END IF;
  IF NOT is_interested(NEW.recorded_by_id, s.organization_id) THEN PERFORM refuse('organization.not-yours'); END IF;
  IF (to_jsonb(NEW) ->> (CASE TG_TABLE_NAME WHEN 'staff_training' THEN 'held_on' ELSE 'issued_on' END))::date > today() THEN PERFORM refuse('staff.ahead'); END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER staff_certificate_guard BEFORE INSERT ON staff_certificate FOR EACH ROW EXECUTE FUNCTION guard_staff_part();
CREATE TRIGGER staff_training_guard BEFORE INSERT ON staff_training FOR EACH ROW EXECUTE FUNCTION guard_staff_part();

-- Whatever takes the name away takes with it what only that person has; days, post, level and hours stay for the counts.
CREATE FUNCTION anonymize_staff_parts() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  UPDATE staff_certificate SET number_sealed = NULL, number_mark = NULL WHERE staff_id = NEW.id;
  UPDATE staff_training SET title = '' WHERE staff_id = NEW.id;
  RETURN NULL;
END $$;
CREATE TRIGGER staff_member_anonymized AFTER UPDATE OF anonymized_at ON staff_member FOR EACH ROW WHEN (NEW.anonymized_at IS NOT NULL AND OLD.anonymized_at IS NULL) EXECUTE FUNCTION anonymize_staff_parts();

-- What anybody may know of an organization's people: counts, never a name.
CREATE FUNCTION staff_figures(p_organization uuid, p_on date) RETURNS TABLE (staff int, assistants int, social_workers int, seniors int, training_hours numeric)
LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
  SELECT count(*)::int, count(*) FILTER (WHERE level = 1)::int, count(*) FILTER (WHERE level = 2)::int, count(*) FILTER (WHERE level = 3)::int,
    coalesce((SELECT sum(t.hours) FROM staff_training t JOIN staff_member m ON m.id = t.staff_id WHERE m.organization_id = p_organization AND t.withdrawn_at IS NULL
      AND t.held_on BETWEEN date_trunc('year', p_on)::date AND p_on), 0)
  FROM staff_member s CROSS JOIN LATERAL (SELECT max(CASE c.kind WHEN 'SENIOR_SOCIAL_WORKER' THEN 3 WHEN 'SOCIAL_WORKER' THEN 2 WHEN 'ASSISTANT_SOCIAL_WORKER' THEN 1 END) AS level
    FROM staff_certificate c WHERE c.staff_id = s.id AND c.withdrawn_at IS NULL AND c.issued_on <= p_on AND (c.valid_until IS NULL OR c.valid_until >= p_on)) x
  WHERE s.organization_id = p_organization AND s.from_on <= p_on AND (s.until_on IS NULL OR s.until_on >= p_on)
$$;

ALTER TABLE reminder_rule DROP CONSTRAINT reminder_rule_subject;
ALTER TABLE reminder_rule ADD CONSTRAINT reminder_rule_subject CHECK (subject ~ '^[A-Z][A-Z_]+$' AND days BETWEEN -120 AND 60);
INSERT INTO reminder_rule (subject, days) VALUES ('STAFF_CERTIFICATE', -90), ('STAFF_CERTIFICATE', -30), ('STAFF_CERTIFICATE', -15);

REVOKE INSERT, UPDATE, DELETE ON staff_rule, staff_post_rule, staff_member, staff_certificate, staff_training FROM commonweal_app;
GRANT SELECT ON staff_rule, staff_post_rule TO commonweal_app;
GRANT SELECT, INSERT ON staff_member, staff_certificate, staff_training TO commonweal_app;
GRANT UPDATE (name, post, post_title, from_on, until_on, anonymized_at, version) ON staff_member TO commonweal_app;
GRANT UPDATE (withdrawn_at) ON staff_certificate, staff_training TO commonweal_app;
