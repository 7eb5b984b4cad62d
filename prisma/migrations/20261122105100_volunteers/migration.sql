-- Why: volunteers are real people with hours that count (慈善法 article 66, 志愿服务条例): registered by name with consent, called out in public, hours
-- recorded by one person and confirmed by another, and proved free of charge. What a person can be reached by is sealed.

CREATE TABLE volunteer_rule (
  valid_from date NOT NULL PRIMARY KEY,
  -- Months without a sign-up after which name and contact are kept no longer.
  keep_months smallint NOT NULL,
  source_zh text NOT NULL,
  source_en text NOT NULL,
  is_confirmed boolean NOT NULL,
  CONSTRAINT volunteer_rule_numbers CHECK (keep_months BETWEEN 1 AND 240)
);
INSERT INTO volunteer_rule VALUES ('2020-01-01', 60,
  '志愿服务条例第十九条：志愿服务情况应如实记录并长期保存；个人信息的保存期限待核实',
  'Regulation on Voluntary Service, article 19: services are recorded as they were and kept; for how long personal data are kept is to be confirmed', false);
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON volunteer_rule FOR EACH STATEMENT EXECUTE FUNCTION append_only();
CREATE FUNCTION volunteer_rule_on(p_day date) RETURNS volunteer_rule LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
  SELECT * FROM volunteer_rule WHERE valid_from <= p_day OR valid_from = (SELECT min(valid_from) FROM volunteer_rule) ORDER BY valid_from DESC LIMIT 1
$$;

CREATE TABLE volunteer (
  id uuid NOT NULL PRIMARY KEY DEFAULT uuidv7(),
  organization_id uuid NOT NULL REFERENCES organization (id),
  -- Empty once it may be kept no longer; so are the next two.
  name text NOT NULL,
  contact_sealed bytea,
  -- By which the same name with the same contact is known again in this organization.
  mark bytea,
  account_id uuid REFERENCES account (id),
  consent_how text NOT NULL,
  consent_on date NOT NULL,
  -- Nobody: the volunteer did it.
  recorded_by_id uuid REFERENCES account (id),
  recorded_at timestamptz(3) NOT NULL DEFAULT clock(),
  anonymized_at timestamptz(3),
  version int NOT NULL DEFAULT 1,
  CONSTRAINT volunteer_words CHECK (consent_how IN ('WRITTEN', 'ELECTRONIC') AND (anonymized_at IS NULL) = (btrim(name) <> '')
    AND (anonymized_at IS NULL) = (contact_sealed IS NOT NULL) AND (anonymized_at IS NULL) = (mark IS NOT NULL) AND (mark IS NULL OR octet_length(mark) = 32)
    AND (anonymized_at IS NULL OR account_id IS NULL))
);
CREATE UNIQUE INDEX volunteer_once ON volunteer (organization_id, mark) WHERE mark IS NOT NULL;
CREATE INDEX volunteer_organization ON volunteer (organization_id, id);
CREATE INDEX volunteer_account ON volunteer (account_id) WHERE account_id IS NOT NULL;
CREATE TRIGGER keep BEFORE UPDATE ON volunteer FOR EACH ROW EXECUTE FUNCTION keep_columns('id', 'organization_id', 'consent_how', 'consent_on', 'recorded_by_id', 'recorded_at');
CREATE TRIGGER no_delete BEFORE DELETE OR TRUNCATE ON volunteer FOR EACH STATEMENT EXECUTE FUNCTION append_only();
CREATE FUNCTION guard_volunteer() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    IF NEW.consent_on > today() THEN PERFORM refuse('volunteer.consent-ahead'); END IF;
    IF NEW.recorded_by_id IS NOT NULL AND NOT is_interested(NEW.recorded_by_id, NEW.organization_id) THEN PERFORM refuse('organization.not-yours'); END IF;
  ELSIF OLD.anonymized_at IS NOT NULL THEN PERFORM refuse('volunteer.anonymized'); END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER volunteer_guard BEFORE INSERT OR UPDATE ON volunteer FOR EACH ROW EXECUTE FUNCTION guard_volunteer();

-- An organization calls for volunteers: when, where, for what, how many.
CREATE TABLE callout (
  id uuid NOT NULL PRIMARY KEY DEFAULT uuidv7(),
  organization_id uuid NOT NULL REFERENCES organization (id),
  title text NOT NULL,
  about text NOT NULL,
  place text NOT NULL,
  starts_at timestamptz(3) NOT NULL,
  ends_at timestamptz(3) NOT NULL,
  seats smallint NOT NULL,
  published_by_id uuid NOT NULL REFERENCES account (id),
  published_at timestamptz(3) NOT NULL DEFAULT clock(),
  cancelled_by_id uuid REFERENCES account (id),
  cancelled_at timestamptz(3),
  cancelled_reason text NOT NULL DEFAULT '',
  CONSTRAINT callout_words CHECK (btrim(title) <> '' AND btrim(about) <> '' AND btrim(place) <> '' AND seats BETWEEN 1 AND 1000
    AND (cancelled_at IS NULL) = (cancelled_by_id IS NULL) AND (cancelled_at IS NULL) = (btrim(cancelled_reason) = '')),
  CONSTRAINT callout_hours CHECK (ends_at > starts_at AND ends_at <= starts_at + interval '24 hours')
);
CREATE INDEX callout_starts ON callout (starts_at, id) WHERE cancelled_at IS NULL;
CREATE INDEX callout_organization ON callout (organization_id, starts_at);
CREATE TRIGGER keep BEFORE UPDATE ON callout FOR EACH ROW EXECUTE FUNCTION keep_columns('id', 'organization_id', 'title', 'about', 'place', 'starts_at', 'ends_at', 'seats', 'published_by_id', 'published_at');
CREATE TRIGGER no_delete BEFORE DELETE OR TRUNCATE ON callout FOR EACH STATEMENT EXECUTE FUNCTION append_only();
CREATE FUNCTION guard_callout() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  IF NOT is_interested(coalesce(NEW.cancelled_by_id, NEW.published_by_id), NEW.organization_id) THEN PERFORM refuse('organization.not-yours'); END IF;
  IF TG_OP = 'INSERT' THEN
    IF NEW.starts_at <= clock() OR NEW.starts_at > clock() + interval '366 days' THEN PERFORM refuse('volunteer.callout-day'); END IF;
    IF NOT EXISTS (SELECT 1 FROM organization o WHERE o.id = NEW.organization_id AND o.state = 'ACTIVE') THEN PERFORM refuse('volunteer.not-active'); END IF;
  ELSE
    IF OLD.cancelled_at IS NOT NULL THEN PERFORM refuse('volunteer.cancelled'); END IF;
    IF NEW.cancelled_at IS NOT NULL AND EXISTS (SELECT 1 FROM volunteer_signup s WHERE s.callout_id = NEW.id AND s.recorded_at IS NOT NULL) THEN PERFORM refuse('volunteer.recorded-already'); END IF;
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER callout_guard BEFORE INSERT OR UPDATE ON callout FOR EACH ROW EXECUTE FUNCTION guard_callout();

CREATE TABLE volunteer_signup (
  id uuid NOT NULL PRIMARY KEY DEFAULT uuidv7(),
  callout_id uuid NOT NULL REFERENCES callout (id),
  volunteer_id uuid NOT NULL REFERENCES volunteer (id),
  -- The form it came by; none where the organization wrote a volunteer down. The code is derived from it, only its hash is kept.
  form_key uuid,
  code_hash bytea UNIQUE,
  signed_up_at timestamptz(3) NOT NULL DEFAULT clock(),
  cancelled_at timestamptz(3),
  -- 0: did not come. Written by one, confirmed by another; then it counts.
  hours numeric(3, 1),
  recorded_by_id uuid REFERENCES account (id),
  recorded_at timestamptz(3),
  confirmed_by_id uuid REFERENCES account (id),
  confirmed_at timestamptz(3),
  -- 1 to 5, by whoever wrote the hours down.
  rating smallint,
  CONSTRAINT volunteer_signup_code CHECK ((form_key IS NULL) = (code_hash IS NULL) AND (code_hash IS NULL OR octet_length(code_hash) = 32)),
  CONSTRAINT volunteer_signup_two CHECK (confirmed_by_id <> recorded_by_id),
  CONSTRAINT volunteer_signup_whole CHECK ((recorded_at IS NULL) = (hours IS NULL) AND (recorded_at IS NULL) = (recorded_by_id IS NULL)
    AND (confirmed_at IS NULL) = (confirmed_by_id IS NULL) AND (confirmed_at IS NULL OR recorded_at IS NOT NULL) AND (hours IS NULL OR cancelled_at IS NULL)
    AND hours BETWEEN 0 AND 24 AND rating BETWEEN 1 AND 5 AND (rating IS NULL OR hours > 0))
);
CREATE UNIQUE INDEX volunteer_signup_once ON volunteer_signup (callout_id, volunteer_id) WHERE cancelled_at IS NULL;
CREATE UNIQUE INDEX volunteer_signup_form ON volunteer_signup (callout_id, form_key);
CREATE INDEX volunteer_signup_volunteer ON volunteer_signup (volunteer_id);
CREATE TRIGGER keep BEFORE UPDATE ON volunteer_signup FOR EACH ROW EXECUTE FUNCTION keep_columns('id', 'callout_id', 'volunteer_id', 'form_key', 'code_hash', 'signed_up_at');
CREATE TRIGGER no_delete BEFORE DELETE OR TRUNCATE ON volunteer_signup FOR EACH STATEMENT EXECUTE FUNCTION append_only();
CREATE FUNCTION guard_volunteer_signup() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE c callout;
BEGIN
  -- Those who sign up at once wait here: seats are counted one after another.
  SELECT * INTO c FROM callout WHERE id = NEW.callout_id FOR UPDATE;
  IF c.cancelled_at IS NOT NULL THEN PERFORM refuse('volunteer.cancelled'); END IF;
  IF TG_OP = 'INSERT' THEN
    IF NOT EXISTS (SELECT 1 FROM volunteer v WHERE v.id = NEW.volunteer_id AND v.organization_id = c.organization_id AND v.anonymized_at IS NULL) THEN PERFORM refuse('volunteer.anonymized'); END IF;
    IF NEW.form_key IS NOT NULL AND c.starts_at <= clock() THEN PERFORM refuse('volunteer.over'); END IF;
    IF NEW.hours IS NOT NULL THEN PERFORM refuse('volunteer.hours-ahead'); END IF;
    IF (SELECT count(*) FROM volunteer_signup s WHERE s.callout_id = c.id AND s.cancelled_at IS NULL) >= c.seats THEN PERFORM refuse('volunteer.full'); END IF;
  ELSE
    IF OLD.cancelled_at IS NOT NULL OR OLD.confirmed_at IS NOT NULL THEN PERFORM refuse('volunteer.settled'); END IF;
    IF NEW.cancelled_at IS NOT NULL AND c.starts_at <= clock() THEN PERFORM refuse('volunteer.over'); END IF;
    IF NEW.hours IS NOT NULL THEN
      IF c.ends_at > clock() THEN PERFORM refuse('volunteer.hours-ahead'); END IF;
      IF NEW.hours * 3600 > extract(epoch FROM c.ends_at - c.starts_at) THEN PERFORM refuse('volunteer.hours-long'); END IF;
      IF NOT is_interested(NEW.recorded_by_id, c.organization_id) THEN PERFORM refuse('organization.not-yours'); END IF;
    END IF;
    IF NEW.confirmed_at IS NOT NULL THEN
      IF NOT is_interested(NEW.confirmed_by_id, c.organization_id) THEN PERFORM refuse('organization.not-yours'); END IF;
      IF NEW.hours IS DISTINCT FROM OLD.hours OR NEW.rating IS DISTINCT FROM OLD.rating OR NEW.recorded_by_id IS DISTINCT FROM OLD.recorded_by_id THEN PERFORM refuse('volunteer.settled'); END IF;
    END IF;
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER volunteer_signup_guard BEFORE INSERT OR UPDATE ON volunteer_signup FOR EACH ROW EXECUTE FUNCTION guard_volunteer_signup();

-- A certificate says what was confirmed by the day it was given; it is free, and never changed.
CREATE TABLE volunteer_certificate (
  id uuid NOT NULL PRIMARY KEY DEFAULT uuidv7(),
  number bigint NOT NULL GENERATED ALWAYS AS IDENTITY (START WITH 100001) UNIQUE,
  volunteer_id uuid NOT NULL REFERENCES volunteer (id),
  code_hash bytea NOT NULL UNIQUE,
  hours numeric(8, 1) NOT NULL,
  times int NOT NULL,
  from_on date NOT NULL,
  until_on date NOT NULL,
  issued_at timestamptz(3) NOT NULL DEFAULT clock()
);
CREATE INDEX volunteer_certificate_volunteer ON volunteer_certificate (volunteer_id, issued_at);
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON volunteer_certificate FOR EACH STATEMENT EXECUTE FUNCTION append_only();
-- The hours of a volunteer that count: confirmed, of call-outs that were held.
CREATE FUNCTION volunteer_hours(p_volunteer uuid) RETURNS TABLE (hours numeric, times int, from_on date, until_on date) LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
  SELECT coalesce(sum(s.hours), 0), count(*)::int, min((c.starts_at AT TIME ZONE 'Asia/Shanghai')::date), max((c.starts_at AT TIME ZONE 'Asia/Shanghai')::date)
  FROM volunteer_signup s JOIN callout c ON c.id = s.callout_id WHERE s.volunteer_id = p_volunteer AND s.confirmed_at IS NOT NULL AND s.hours > 0
$$;
CREATE FUNCTION guard_volunteer_certificate() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  IF NOT EXISTS (SELECT 1 FROM volunteer_hours(NEW.volunteer_id) h WHERE h.hours > 0 AND h.hours = NEW.hours AND h.times = NEW.times AND h.from_on = NEW.from_on AND h.until_on = NEW.until_on)
    THEN PERFORM refuse('volunteer.no-hours'); END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER volunteer_certificate_guard BEFORE INSERT ON volunteer_certificate FOR EACH ROW EXECUTE FUNCTION guard_volunteer_certificate();

-- What anybody may know: how many volunteers are registered, and the confirmed hours of the year.
CREATE FUNCTION volunteer_figures(p_organization uuid, p_on date) RETURNS TABLE (volunteers int, hours numeric) LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
  SELECT (SELECT count(*)::int FROM volunteer v WHERE v.organization_id = p_organization AND v.anonymized_at IS NULL),
    (SELECT coalesce(sum(s.hours), 0) FROM volunteer_signup s JOIN callout c ON c.id = s.callout_id WHERE c.organization_id = p_organization AND s.confirmed_at IS NOT NULL
      AND (c.starts_at AT TIME ZONE 'Asia/Shanghai')::date BETWEEN date_trunc('year', p_on)::date AND p_on)
$$;

REVOKE INSERT, UPDATE, DELETE ON volunteer_rule, volunteer, callout, volunteer_signup, volunteer_certificate FROM commonweal_app;
GRANT SELECT ON volunteer_rule TO commonweal_app;
GRANT SELECT, INSERT ON volunteer, callout, volunteer_signup, volunteer_certificate TO commonweal_app;
GRANT UPDATE (name, contact_sealed, mark, account_id, anonymized_at, version) ON volunteer TO commonweal_app;
GRANT UPDATE (cancelled_by_id, cancelled_at, cancelled_reason) ON callout TO commonweal_app;
GRANT UPDATE (cancelled_at, hours, recorded_by_id, recorded_at, confirmed_by_id, confirmed_at, rating) ON volunteer_signup TO commonweal_app;
