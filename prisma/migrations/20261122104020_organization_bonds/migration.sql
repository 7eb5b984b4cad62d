-- Why: who stands beside whom. A hub (枢纽型社会组织) serves and speaks for its members, so the registry names it and both sides of a membership
-- agree; ties between an organization and a buyer (政社脱钩: staff, assets, finance, function) are known to everybody who judges its bids; and an
-- organization that was merged or dissolved takes no more public money, its page and its record stay.
CREATE FUNCTION has_jurisdiction(p_body uuid, p_organization uuid) RETURNS boolean LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
  SELECT EXISTS (SELECT 1 FROM body b JOIN region x ON x.id = b.region_id, organization o JOIN region r ON r.id = o.region_id
    WHERE b.id = p_body AND o.id = p_organization AND 'REGISTRY' = ANY (b.duties) AND (r.path = x.path OR r.path LIKE x.path || '/%'))
$$;
CREATE FUNCTION is_interested(p_account uuid, p_organization uuid) RETURNS boolean LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
  SELECT EXISTS (SELECT 1 FROM organization_membership m WHERE m.account_id = p_account AND m.organization_id = p_organization)
$$;

-- ---------------------------------------------------------------------------------------------------------------------
-- Hubs.
CREATE TABLE hub_designation (
  id uuid NOT NULL PRIMARY KEY DEFAULT uuidv7(),
  organization_id uuid NOT NULL REFERENCES organization (id),
  body_id uuid NOT NULL REFERENCES body (id),
  from_on date NOT NULL,
  document_no text NOT NULL,
  recorded_by_id uuid NOT NULL REFERENCES account (id),
  recorded_at timestamptz(3) NOT NULL DEFAULT clock(),
  confirmed_by_id uuid REFERENCES account (id),
  confirmed_at timestamptz(3),
  -- Ended, or taken back before it was confirmed.
  ended_on date,
  ended_by_id uuid REFERENCES account (id),
  end_reason text NOT NULL DEFAULT '',
  CONSTRAINT hub_designation_words CHECK (btrim(document_no) <> ''),
  CONSTRAINT hub_designation_four_eyes CHECK (confirmed_by_id <> recorded_by_id),
  CONSTRAINT hub_designation_whole CHECK ((confirmed_by_id IS NULL) = (confirmed_at IS NULL) AND (ended_on IS NULL) = (ended_by_id IS NULL)
    AND (ended_on IS NULL OR btrim(end_reason) <> ''))
);
CREATE UNIQUE INDEX hub_designation_one ON hub_designation (organization_id) WHERE ended_on IS NULL;
CREATE INDEX hub_designation_body ON hub_designation (body_id) WHERE confirmed_at IS NULL AND ended_on IS NULL;
CREATE TRIGGER keep BEFORE UPDATE ON hub_designation FOR EACH ROW EXECUTE FUNCTION keep_columns('id', 'organization_id', 'body_id', 'from_on', 'document_no', 'recorded_by_id', 'recorded_at');
CREATE TRIGGER no_delete BEFORE DELETE OR TRUNCATE ON hub_designation FOR EACH STATEMENT EXECUTE FUNCTION append_only();
CREATE FUNCTION guard_hub_designation() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  IF NOT has_jurisdiction(NEW.body_id, NEW.organization_id) THEN PERFORM refuse('organization.no-jurisdiction'); END IF;
  IF is_interested(NEW.recorded_by_id, NEW.organization_id) OR is_interested(NEW.confirmed_by_id, NEW.organization_id) OR is_interested(NEW.ended_by_id, NEW.organization_id) THEN PERFORM refuse('account.interested'); END IF;
  IF TG_OP = 'INSERT' THEN
    IF NEW.from_on > today() + 366 OR NEW.from_on < '2000-01-01' THEN PERFORM refuse('hub.day'); END IF;
    IF NOT EXISTS (SELECT 1 FROM organization o WHERE o.id = NEW.organization_id AND o.state = 'ACTIVE' AND o.kind IN ('ASSOCIATION', 'SERVICE_INSTITUTION', 'FOUNDATION')) THEN PERFORM refuse('hub.kind'); END IF;
  ELSE
    IF OLD.ended_on IS NOT NULL OR (OLD.confirmed_at IS NOT NULL AND NEW.confirmed_at IS DISTINCT FROM OLD.confirmed_at) THEN PERFORM refuse('organization.settled'); END IF;
    IF NEW.ended_on IS NOT NULL AND NEW.ended_on > today() THEN PERFORM refuse('hub.day'); END IF;
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER hub_designation_guard BEFORE INSERT OR UPDATE ON hub_designation FOR EACH ROW EXECUTE FUNCTION guard_hub_designation();
CREATE FUNCTION is_hub(p_organization uuid, p_on date) RETURNS boolean LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
  SELECT EXISTS (SELECT 1 FROM hub_designation d WHERE d.organization_id = p_organization AND d.confirmed_at IS NOT NULL AND d.from_on <= p_on AND (d.ended_on IS NULL OR d.ended_on > p_on))
$$;

CREATE TABLE hub_membership (
  id uuid NOT NULL PRIMARY KEY DEFAULT uuidv7(),
  hub_id uuid NOT NULL REFERENCES organization (id),
  member_id uuid NOT NULL REFERENCES organization (id),
  -- Which side asked: HUB or MEMBER; the other one agrees.
  asked_by text NOT NULL,
  asked_by_id uuid NOT NULL REFERENCES account (id),
  asked_at timestamptz(3) NOT NULL DEFAULT clock(),
  agreed_by_id uuid REFERENCES account (id),
  agreed_at timestamptz(3),
  -- Ended, declined or taken back.
  ended_by_id uuid REFERENCES account (id),
  ended_at timestamptz(3),
  CONSTRAINT hub_membership_two CHECK (hub_id <> member_id AND asked_by IN ('HUB', 'MEMBER')),
  CONSTRAINT hub_membership_whole CHECK ((agreed_by_id IS NULL) = (agreed_at IS NULL) AND (ended_by_id IS NULL) = (ended_at IS NULL))
);
CREATE UNIQUE INDEX hub_membership_one ON hub_membership (hub_id, member_id) WHERE ended_at IS NULL;
CREATE INDEX hub_membership_member ON hub_membership (member_id) WHERE ended_at IS NULL;
CREATE TRIGGER keep BEFORE UPDATE ON hub_membership FOR EACH ROW EXECUTE FUNCTION keep_columns('id', 'hub_id', 'member_id', 'asked_by', 'asked_by_id', 'asked_at');
CREATE TRIGGER no_delete BEFORE DELETE OR TRUNCATE ON hub_membership FOR EACH STATEMENT EXECUTE FUNCTION append_only();
-- Each side speaks through its own people.
CREATE FUNCTION guard_hub_membership() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE v_asking uuid := CASE NEW.asked_by WHEN 'HUB' THEN NEW.hub_id ELSE NEW.member_id END;
  v_asked uuid := CASE NEW.asked_by WHEN 'HUB' THEN NEW.member_id ELSE NEW.hub_id END;
BEGIN
  IF TG_OP = 'INSERT' THEN
    IF NOT is_hub(NEW.hub_id, today()) THEN PERFORM refuse('hub.not-a-hub'); END IF;
    IF NOT is_interested(NEW.asked_by_id, v_asking) THEN PERFORM refuse('organization.not-yours'); END IF;
    IF EXISTS (SELECT 1 FROM organization o WHERE o.id IN (NEW.hub_id, NEW.member_id) AND o.state = 'ENDED') THEN PERFORM refuse('organization.ended'); END IF;
  ELSE
    IF OLD.ended_at IS NOT NULL OR (OLD.agreed_at IS NOT NULL AND NEW.agreed_at IS DISTINCT FROM OLD.agreed_at) THEN PERFORM refuse('organization.settled'); END IF;
    IF OLD.agreed_at IS NULL AND NEW.agreed_at IS NOT NULL THEN
      IF NOT is_interested(NEW.agreed_by_id, v_asked) THEN PERFORM refuse('organization.not-yours'); END IF;
      IF NOT is_hub(NEW.hub_id, today()) THEN PERFORM refuse('hub.not-a-hub'); END IF;
    END IF;
    IF NEW.ended_at IS NOT NULL AND NOT is_interested(NEW.ended_by_id, NEW.hub_id) AND NOT is_interested(NEW.ended_by_id, NEW.member_id) THEN PERFORM refuse('organization.not-yours'); END IF;
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER hub_membership_guard BEFORE INSERT OR UPDATE ON hub_membership FOR EACH ROW EXECUTE FUNCTION guard_hub_membership();

-- What a hub says for a member of its, in public.
CREATE TABLE hub_recommendation (
  id uuid NOT NULL PRIMARY KEY DEFAULT uuidv7(),
  membership_id uuid NOT NULL REFERENCES hub_membership (id),
  words text NOT NULL,
  written_by_id uuid NOT NULL REFERENCES account (id),
  written_at timestamptz(3) NOT NULL DEFAULT clock(),
  withdrawn_by_id uuid REFERENCES account (id),
  withdrawn_at timestamptz(3),
  CONSTRAINT hub_recommendation_words CHECK (btrim(words) <> '' AND (withdrawn_by_id IS NULL) = (withdrawn_at IS NULL))
);
CREATE UNIQUE INDEX hub_recommendation_one ON hub_recommendation (membership_id) WHERE withdrawn_at IS NULL;
CREATE TRIGGER keep BEFORE UPDATE ON hub_recommendation FOR EACH ROW EXECUTE FUNCTION keep_columns('id', 'membership_id', 'words', 'written_by_id', 'written_at');
CREATE TRIGGER no_delete BEFORE DELETE OR TRUNCATE ON hub_recommendation FOR EACH STATEMENT EXECUTE FUNCTION append_only();
CREATE FUNCTION guard_hub_recommendation() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  IF TG_OP = 'UPDATE' AND OLD.withdrawn_at IS NOT NULL THEN PERFORM refuse('organization.settled'); END IF;
  IF TG_OP = 'INSERT' AND NOT EXISTS (SELECT 1 FROM hub_membership m WHERE m.id = NEW.membership_id AND m.agreed_at IS NOT NULL AND m.ended_at IS NULL
    AND is_hub(m.hub_id, today()) AND is_interested(NEW.written_by_id, m.hub_id)) THEN PERFORM refuse('hub.not-a-member'); END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER hub_recommendation_guard BEFORE INSERT OR UPDATE ON hub_recommendation FOR EACH ROW EXECUTE FUNCTION guard_hub_recommendation();

-- What a hub reports of its work for its members. Public, append-only.
CREATE TABLE hub_report (
  id uuid NOT NULL PRIMARY KEY DEFAULT uuidv7(),
  hub_id uuid NOT NULL REFERENCES organization (id),
  title text NOT NULL,
  summary text NOT NULL,
  from_on date NOT NULL,
  until_on date NOT NULL,
  file_id uuid UNIQUE REFERENCES file (id),
  published_by_id uuid NOT NULL REFERENCES account (id),
  published_at timestamptz(3) NOT NULL DEFAULT clock(),
  CONSTRAINT hub_report_whole CHECK (btrim(title) <> '' AND btrim(summary) <> '' AND until_on >= from_on AND until_on <= from_on + 731)
);
CREATE INDEX hub_report_hub ON hub_report (hub_id, until_on);
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON hub_report FOR EACH STATEMENT EXECUTE FUNCTION append_only();
CREATE FUNCTION guard_hub_report() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  IF NOT is_hub(NEW.hub_id, today()) THEN PERFORM refuse('hub.not-a-hub'); END IF;
  IF NOT is_interested(NEW.published_by_id, NEW.hub_id) THEN PERFORM refuse('organization.not-yours'); END IF;
  IF NEW.until_on > today() THEN PERFORM refuse('hub.report-ahead'); END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER hub_report_guard BEFORE INSERT ON hub_report FOR EACH ROW EXECUTE FUNCTION guard_hub_report();

-- ---------------------------------------------------------------------------------------------------------------------
-- Ties with a buyer. Stated by the organization, or by the body itself; ended by a last day, never taken away.
CREATE TABLE organization_tie (
  id uuid NOT NULL PRIMARY KEY DEFAULT uuidv7(),
  organization_id uuid NOT NULL REFERENCES organization (id),
  body_id uuid NOT NULL REFERENCES body (id),
  aspect text NOT NULL,
  description text NOT NULL,
  from_on date NOT NULL,
  until_on date,
  -- ORGANIZATION or BODY.
  stated_by text NOT NULL,
  stated_by_id uuid NOT NULL REFERENCES account (id),
  stated_at timestamptz(3) NOT NULL DEFAULT clock(),
  ended_by_id uuid REFERENCES account (id),
  CONSTRAINT organization_tie_words CHECK (aspect IN ('STAFF', 'ASSETS', 'FINANCE', 'FUNCTION') AND btrim(description) <> '' AND stated_by IN ('ORGANIZATION', 'BODY')),
  CONSTRAINT organization_tie_days CHECK (from_on >= '1949-10-01' AND (until_on IS NULL OR until_on >= from_on)),
  CONSTRAINT organization_tie_ended CHECK (until_on IS NOT NULL OR ended_by_id IS NULL)
);
CREATE INDEX organization_tie_organization ON organization_tie (organization_id, body_id);
CREATE TRIGGER keep BEFORE UPDATE ON organization_tie FOR EACH ROW EXECUTE FUNCTION keep_columns('id', 'organization_id', 'body_id', 'aspect', 'description', 'from_on', 'stated_by', 'stated_by_id', 'stated_at');
CREATE TRIGGER no_delete BEFORE DELETE OR TRUNCATE ON organization_tie FOR EACH STATEMENT EXECUTE FUNCTION append_only();
CREATE FUNCTION guard_organization_tie() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  IF NEW.from_on > today() OR NEW.until_on > today() THEN PERFORM refuse('tie.ahead'); END IF;
  IF TG_OP = 'UPDATE' AND OLD.until_on IS NOT NULL THEN PERFORM refuse('organization.settled'); END IF;
  -- Each side speaks through its own people, and ends what it stated.
  IF NEW.stated_by = 'ORGANIZATION' AND NOT is_interested(coalesce(NEW.ended_by_id, NEW.stated_by_id), NEW.organization_id) THEN PERFORM refuse('organization.not-yours'); END IF;
  IF NEW.stated_by = 'BODY' AND NOT EXISTS (SELECT 1 FROM body_membership m WHERE m.body_id = NEW.body_id AND m.account_id = coalesce(NEW.ended_by_id, NEW.stated_by_id)) THEN PERFORM refuse('organization.not-yours'); END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER organization_tie_guard BEFORE INSERT OR UPDATE ON organization_tie FOR EACH ROW EXECUTE FUNCTION guard_organization_tie();

-- ---------------------------------------------------------------------------------------------------------------------
-- Merger and dissolution, entered by the registry with its document and confirmed by another of its people.
CREATE TABLE organization_end (
  id uuid NOT NULL PRIMARY KEY DEFAULT uuidv7(),
  organization_id uuid NOT NULL REFERENCES organization (id),
  kind text NOT NULL,
  into_id uuid REFERENCES organization (id),
  ended_on date NOT NULL,
  body_id uuid NOT NULL REFERENCES body (id),
  document_no text NOT NULL,
  reason text NOT NULL,
  recorded_by_id uuid NOT NULL REFERENCES account (id),
  recorded_at timestamptz(3) NOT NULL DEFAULT clock(),
  confirmed_by_id uuid REFERENCES account (id),
  confirmed_at timestamptz(3),
  withdrawn_by_id uuid REFERENCES account (id),
  withdrawn_at timestamptz(3),
  CONSTRAINT organization_end_words CHECK (kind IN ('MERGED', 'DISSOLVED') AND (kind = 'MERGED') = (into_id IS NOT NULL) AND into_id <> organization_id
    AND btrim(document_no) <> '' AND btrim(reason) <> ''),
  CONSTRAINT organization_end_four_eyes CHECK (confirmed_by_id <> recorded_by_id),
  CONSTRAINT organization_end_whole CHECK ((confirmed_by_id IS NULL) = (confirmed_at IS NULL) AND (withdrawn_by_id IS NULL) = (withdrawn_at IS NULL)
    AND (confirmed_at IS NULL OR withdrawn_at IS NULL))
);
CREATE UNIQUE INDEX organization_end_one ON organization_end (organization_id) WHERE withdrawn_at IS NULL;
CREATE INDEX organization_end_into ON organization_end (into_id);
CREATE INDEX organization_end_body ON organization_end (body_id) WHERE confirmed_at IS NULL AND withdrawn_at IS NULL;
CREATE TRIGGER keep BEFORE UPDATE ON organization_end FOR EACH ROW EXECUTE FUNCTION keep_columns('id', 'organization_id', 'kind', 'into_id', 'ended_on', 'body_id', 'document_no', 'reason', 'recorded_by_id', 'recorded_at');
CREATE TRIGGER no_delete BEFORE DELETE OR TRUNCATE ON organization_end FOR EACH STATEMENT EXECUTE FUNCTION append_only();

-- What has to be settled first: projects that are not closed, bids that still take part, money to be returned.
CREATE FUNCTION organization_obstacles(p_organization uuid) RETURNS TABLE (code text, count int) LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
  SELECT x.code, x.count FROM (
    SELECT 'projects' AS code, count(*)::int AS count FROM project p JOIN award a ON a.id = p.award_id AND a.revoked_at IS NULL WHERE p.organization_id = p_organization AND p.state <> 'CLOSED'
      AND NOT (p.state = 'TERMINATED' AND p.started_at IS NULL)
    UNION ALL SELECT 'bids', count(*)::int FROM bid b JOIN call c ON c.id = b.call_id WHERE b.organization_id = p_organization AND b.state IN ('SEALED', 'OPENED', 'SCORED') AND c.state NOT IN ('AWARDED', 'FAILED', 'CANCELLED')
    UNION ALL SELECT 'clawbacks', count(*)::int FROM clawback k JOIN project p ON p.id = k.project_id WHERE p.organization_id = p_organization AND k.state IN ('PROPOSED', 'ORDERED')) x
  WHERE x.count > 0
$$;
CREATE FUNCTION guard_organization_end() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE o organization;
BEGIN
  -- Projects and bids of the organization wait for this row, and this for them.
  SELECT * INTO o FROM organization WHERE id = NEW.organization_id FOR UPDATE;
  IF NOT has_jurisdiction(NEW.body_id, NEW.organization_id) THEN PERFORM refuse('organization.no-jurisdiction'); END IF;
  IF is_interested(NEW.recorded_by_id, NEW.organization_id) OR is_interested(NEW.confirmed_by_id, NEW.organization_id)
    OR is_interested(NEW.recorded_by_id, NEW.into_id) OR is_interested(NEW.confirmed_by_id, NEW.into_id) THEN PERFORM refuse('account.interested'); END IF;
  IF TG_OP = 'UPDATE' AND (OLD.confirmed_at IS NOT NULL OR OLD.withdrawn_at IS NOT NULL) THEN PERFORM refuse('organization.settled'); END IF;
  IF NEW.withdrawn_at IS NOT NULL THEN RETURN NEW; END IF;
  IF o.state = 'ENDED' THEN PERFORM refuse('organization.ended'); END IF;
  IF NEW.ended_on > today() OR NEW.ended_on < coalesce(o.founded_on, '1949-10-01'::date) THEN PERFORM refuse('organization.end-day'); END IF;
  IF NEW.into_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM organization x WHERE x.id = NEW.into_id AND x.state = 'ACTIVE') THEN PERFORM refuse('organization.successor-gone'); END IF;
  IF NEW.confirmed_at IS NOT NULL AND EXISTS (SELECT 1 FROM organization_obstacles(NEW.organization_id)) THEN PERFORM refuse('organization.unsettled'); END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER organization_end_guard BEFORE INSERT OR UPDATE ON organization_end FOR EACH ROW EXECUTE FUNCTION guard_organization_end();
-- From then on it takes no part in anything; memberships of hubs end with it.
CREATE FUNCTION end_organization() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  UPDATE organization SET state = 'ENDED', version = version + 1 WHERE id = NEW.organization_id;
  UPDATE ownership_handover SET answer = 'WITHDRAWN', answered_at = clock() WHERE organization_id = NEW.organization_id AND answered_at IS NULL;
  RETURN NULL;
END $$;
CREATE TRIGGER organization_ends AFTER UPDATE OF confirmed_at ON organization_end FOR EACH ROW WHEN (NEW.confirmed_at IS NOT NULL AND OLD.confirmed_at IS NULL) EXECUTE FUNCTION end_organization();
-- Ended by the registry alone, and for good.
CREATE FUNCTION guard_organization_state() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  IF OLD.state = 'ENDED' THEN PERFORM refuse('organization.ended'); END IF;
  IF NEW.state = 'ENDED' AND NOT EXISTS (SELECT 1 FROM organization_end e WHERE e.organization_id = NEW.id AND e.confirmed_at IS NOT NULL) THEN PERFORM refuse('organization.no-jurisdiction'); END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER organization_state_guard BEFORE UPDATE OF state ON organization FOR EACH ROW WHEN (NEW.state IS DISTINCT FROM OLD.state) EXECUTE FUNCTION guard_organization_state();

REVOKE INSERT, UPDATE, DELETE ON hub_designation, hub_membership, hub_recommendation, hub_report, organization_tie, organization_end FROM commonweal_app;
GRANT SELECT, INSERT ON hub_designation, hub_membership, hub_recommendation, hub_report, organization_tie, organization_end TO commonweal_app;
GRANT UPDATE (confirmed_by_id, confirmed_at, ended_on, ended_by_id, end_reason) ON hub_designation TO commonweal_app;
GRANT UPDATE (agreed_by_id, agreed_at, ended_by_id, ended_at) ON hub_membership TO commonweal_app;
GRANT UPDATE (withdrawn_by_id, withdrawn_at) ON hub_recommendation TO commonweal_app;
GRANT UPDATE (until_on, ended_by_id) ON organization_tie TO commonweal_app;
GRANT UPDATE (confirmed_by_id, confirmed_at, withdrawn_by_id, withdrawn_at) ON organization_end TO commonweal_app;
