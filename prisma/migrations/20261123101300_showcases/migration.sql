-- Why: places name models and brands among their projects and communities (示范、品牌), so many for each place and year, and reforms go
-- from pilots to the whole place (试点、推开、全覆盖). What was named is public with its reason; one enters, another confirms.

-- So many of a kind may be named in a place and everything below it in a year. `used` is counted by PostgreSQL: two who confirm the last
-- one at once meet in this row.
CREATE TABLE showcase_quota (
  id uuid NOT NULL PRIMARY KEY DEFAULT uuidv7(),
  region_id uuid NOT NULL REFERENCES region (id),
  kind text NOT NULL,
  year smallint NOT NULL,
  quota int NOT NULL,
  used int NOT NULL DEFAULT 0,
  document_no text NOT NULL,
  body_id uuid NOT NULL REFERENCES body (id),
  entered_by_id uuid NOT NULL REFERENCES account (id),
  entered_at timestamptz(3) NOT NULL DEFAULT clock(),
  confirmed_by_id uuid REFERENCES account (id),
  confirmed_at timestamptz(3),
  withdrawn_by_id uuid REFERENCES account (id),
  withdrawn_at timestamptz(3),
  CONSTRAINT showcase_quota_kind CHECK (kind IN ('AUTONOMY_BRAND', 'MODEL_COMMUNITY', 'MODEL_PROJECT', 'SERVICE_BRAND')),
  CONSTRAINT showcase_quota_numbers CHECK (quota BETWEEN 1 AND 1000 AND used BETWEEN 0 AND quota AND year BETWEEN 2000 AND 2100),
  CONSTRAINT showcase_quota_words CHECK (btrim(document_no) <> ''),
  CONSTRAINT showcase_quota_four_eyes CHECK (confirmed_by_id <> entered_by_id),
  CONSTRAINT showcase_quota_whole CHECK ((confirmed_at IS NULL) = (confirmed_by_id IS NULL) AND (withdrawn_at IS NULL) = (withdrawn_by_id IS NULL)
    AND (withdrawn_at IS NULL OR confirmed_at IS NULL) AND (used = 0 OR confirmed_at IS NOT NULL))
);
CREATE UNIQUE INDEX showcase_quota_one ON showcase_quota (region_id, kind, year) WHERE withdrawn_at IS NULL;
CREATE TRIGGER keep BEFORE UPDATE ON showcase_quota FOR EACH ROW EXECUTE FUNCTION keep_columns('id', 'region_id', 'kind', 'year', 'quota', 'document_no', 'body_id', 'entered_by_id', 'entered_at');
CREATE TRIGGER no_delete BEFORE DELETE OR TRUNCATE ON showcase_quota FOR EACH STATEMENT EXECUTE FUNCTION append_only();

-- A funded project or a community that a body shows to others, from a day to a day.
CREATE TABLE showcase (
  id uuid NOT NULL PRIMARY KEY DEFAULT uuidv7(),
  kind text NOT NULL,
  project_id uuid REFERENCES project (id),
  community_id uuid REFERENCES region (id),
  reason text NOT NULL,
  document_no text NOT NULL,
  from_on date NOT NULL,
  -- The last day.
  until_on date NOT NULL,
  body_id uuid NOT NULL REFERENCES body (id),
  entered_by_id uuid NOT NULL REFERENCES account (id),
  entered_at timestamptz(3) NOT NULL DEFAULT clock(),
  confirmed_by_id uuid REFERENCES account (id),
  confirmed_at timestamptz(3),
  withdrawn_by_id uuid REFERENCES account (id),
  withdrawn_at timestamptz(3),
  CONSTRAINT showcase_kind CHECK (kind IN ('AUTONOMY_BRAND', 'MODEL_COMMUNITY', 'MODEL_PROJECT', 'SERVICE_BRAND')),
  CONSTRAINT showcase_of_one CHECK ((project_id IS NULL) <> (community_id IS NULL) AND (kind <> 'MODEL_COMMUNITY' OR community_id IS NOT NULL)
    AND (kind <> 'MODEL_PROJECT' OR project_id IS NOT NULL)),
  CONSTRAINT showcase_days CHECK (until_on >= from_on AND until_on <= from_on + 1830),
  CONSTRAINT showcase_words CHECK (btrim(reason) <> '' AND btrim(document_no) <> ''),
  CONSTRAINT showcase_four_eyes CHECK (confirmed_by_id <> entered_by_id),
  CONSTRAINT showcase_whole CHECK ((confirmed_at IS NULL) = (confirmed_by_id IS NULL) AND (withdrawn_at IS NULL) = (withdrawn_by_id IS NULL)
    AND (withdrawn_at IS NULL OR confirmed_at IS NULL))
);
CREATE INDEX showcase_project ON showcase (project_id);
CREATE INDEX showcase_community ON showcase (community_id);
CREATE INDEX showcase_body ON showcase (body_id, entered_at);
CREATE UNIQUE INDEX showcase_once ON showcase (kind, coalesce(project_id, community_id), from_on) WHERE withdrawn_at IS NULL;
CREATE TRIGGER keep BEFORE UPDATE ON showcase FOR EACH ROW EXECUTE FUNCTION keep_columns('id', 'kind', 'project_id', 'community_id', 'reason', 'document_no', 'from_on', 'until_on',
  'body_id', 'entered_by_id', 'entered_at');
CREATE TRIGGER no_delete BEFORE DELETE OR TRUNCATE ON showcase FOR EACH STATEMENT EXECUTE FUNCTION append_only();

-- How far a reform is in a place: pilot, roll-out, covered. It goes forward only.
CREATE TABLE region_phase (
  id uuid NOT NULL PRIMARY KEY DEFAULT uuidv7(),
  region_id uuid NOT NULL REFERENCES region (id),
  phase text NOT NULL,
  from_on date NOT NULL,
  document_no text NOT NULL,
  body_id uuid NOT NULL REFERENCES body (id),
  entered_by_id uuid NOT NULL REFERENCES account (id),
  entered_at timestamptz(3) NOT NULL DEFAULT clock(),
  confirmed_by_id uuid REFERENCES account (id),
  confirmed_at timestamptz(3),
  withdrawn_by_id uuid REFERENCES account (id),
  withdrawn_at timestamptz(3),
  CONSTRAINT region_phase_kind CHECK (phase IN ('COVERED', 'PILOT', 'ROLL_OUT')),
  CONSTRAINT region_phase_words CHECK (btrim(document_no) <> ''),
  CONSTRAINT region_phase_four_eyes CHECK (confirmed_by_id <> entered_by_id),
  CONSTRAINT region_phase_whole CHECK ((confirmed_at IS NULL) = (confirmed_by_id IS NULL) AND (withdrawn_at IS NULL) = (withdrawn_by_id IS NULL)
    AND (withdrawn_at IS NULL OR confirmed_at IS NULL))
);
CREATE UNIQUE INDEX region_phase_once ON region_phase (region_id, phase) WHERE withdrawn_at IS NULL;
CREATE TRIGGER keep BEFORE UPDATE ON region_phase FOR EACH ROW EXECUTE FUNCTION keep_columns('id', 'region_id', 'phase', 'from_on', 'document_no', 'body_id', 'entered_by_id', 'entered_at');
CREATE TRIGGER no_delete BEFORE DELETE OR TRUNCATE ON region_phase FOR EACH STATEMENT EXECUTE FUNCTION append_only();

-- The same three people's rule for all: an officer of a body that holds the place enters, an approver of it confirms.
CREATE FUNCTION guard_showcase_entry() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE v_region uuid; v_project project;
BEGIN
  IF TG_OP = 'UPDATE' THEN
    -- Only what was named since counts in a quota that is in force.
    IF TG_TABLE_NAME = 'showcase_quota' THEN
      IF OLD.confirmed_at IS NOT NULL AND NEW.used = OLD.used + 1 AND pg_trigger_depth() > 1 THEN RETURN NEW; END IF;
    END IF;
    IF OLD.confirmed_at IS NOT NULL OR OLD.withdrawn_at IS NOT NULL THEN PERFORM refuse('showcase.decided'); END IF;
    IF NEW.confirmed_by_id IS NOT NULL AND NOT is_of_body(NEW.confirmed_by_id, NEW.body_id, 'APPROVER') THEN PERFORM refuse('forbidden'); END IF;
    RETURN NEW;
  END IF;
  IF NEW.confirmed_at IS NOT NULL THEN PERFORM refuse('showcase.four-eyes'); END IF;
  IF NOT is_of_body(NEW.entered_by_id, NEW.body_id, 'OFFICER') THEN PERFORM refuse('forbidden'); END IF;
  IF TG_TABLE_NAME = 'showcase' THEN
    IF NEW.project_id IS NOT NULL THEN
      SELECT * INTO v_project FROM project WHERE id = NEW.project_id;
      IF v_project.started_at IS NULL THEN PERFORM refuse('showcase.not-funded'); END IF;
      v_region := v_project.region_id;
      IF is_interested(NEW.entered_by_id, v_project.organization_id) THEN PERFORM refuse('account.interested'); END IF;
    ELSE
      SELECT id INTO v_region FROM region WHERE id = NEW.community_id AND level = 'COMMUNITY';
      IF v_region IS NULL THEN PERFORM refuse('showcase.no-community'); END IF;
    END IF;
  ELSE
    v_region := NEW.region_id;
  END IF;
  IF NOT body_covers(NEW.body_id, v_region) THEN PERFORM refuse('showcase.other-region'); END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER showcase_guard BEFORE INSERT OR UPDATE ON showcase FOR EACH ROW EXECUTE FUNCTION guard_showcase_entry();
CREATE TRIGGER showcase_quota_guard BEFORE INSERT OR UPDATE ON showcase_quota FOR EACH ROW EXECUTE FUNCTION guard_showcase_entry();
CREATE TRIGGER region_phase_guard BEFORE INSERT OR UPDATE ON region_phase FOR EACH ROW EXECUTE FUNCTION guard_showcase_entry();

-- Confirmed, it takes a place in every quota of the year that holds its region; without any quota nothing is named.
CREATE FUNCTION take_showcase_quota() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE v_region uuid; v_left record; v_any boolean := false;
BEGIN
  v_region := coalesce(NEW.community_id, (SELECT region_id FROM project WHERE id = NEW.project_id));
  FOR v_left IN SELECT q.id FROM showcase_quota q JOIN region h ON h.id = q.region_id JOIN region r ON r.id = v_region
      WHERE q.kind = NEW.kind AND q.year = extract(year FROM NEW.from_on) AND q.confirmed_at IS NOT NULL AND (r.path = h.path OR r.path LIKE h.path || '/%') ORDER BY h.path LOOP
    v_any := true;
    UPDATE showcase_quota SET used = used + 1 WHERE id = v_left.id AND used < quota;
    IF NOT FOUND THEN PERFORM refuse('showcase.quota-full'); END IF;
  END LOOP;
  IF NOT v_any THEN PERFORM refuse('showcase.no-quota'); END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER showcase_takes_quota AFTER UPDATE OF confirmed_at ON showcase FOR EACH ROW WHEN (NEW.confirmed_at IS NOT NULL AND OLD.confirmed_at IS NULL) EXECUTE FUNCTION take_showcase_quota();

-- A later phase begins later, and none is gone back to.
CREATE FUNCTION guard_phase_order() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM region_phase o WHERE o.region_id = NEW.region_id AND o.withdrawn_at IS NULL AND o.id <> NEW.id
      AND sign(array_position(ARRAY['PILOT', 'ROLL_OUT', 'COVERED'], o.phase) - array_position(ARRAY['PILOT', 'ROLL_OUT', 'COVERED'], NEW.phase)) <> sign(o.from_on - NEW.from_on)) THEN
    PERFORM refuse('showcase.phase-back');
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER region_phase_order BEFORE INSERT ON region_phase FOR EACH ROW EXECUTE FUNCTION guard_phase_order();

REVOKE UPDATE, DELETE ON showcase, showcase_quota, region_phase FROM commonweal_app;
GRANT SELECT, INSERT ON showcase, showcase_quota, region_phase TO commonweal_app;
GRANT UPDATE (confirmed_by_id, confirmed_at, withdrawn_by_id, withdrawn_at) ON showcase, showcase_quota, region_phase TO commonweal_app;
GRANT UPDATE (used) ON showcase_quota TO commonweal_app;
