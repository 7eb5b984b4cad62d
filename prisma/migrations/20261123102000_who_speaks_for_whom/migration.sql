-- Why: PostgreSQL saw that two different people entered and confirmed, not that they are the registry's; a row could be born already agreed,
-- confirmed or answered; and whoever had agreed could be exchanged afterwards. An organization that has ended left its call-outs, memberships and
-- place in an incubator behind, and could still be renamed.
CREATE FUNCTION decides_for(p_account uuid, p_body uuid) RETURNS boolean LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
  SELECT is_of_body(p_account, p_body, 'OFFICER') OR is_of_body(p_account, p_body, 'APPROVER')
$$;

CREATE FUNCTION guard_hub_designation_people() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    IF NEW.confirmed_at IS NOT NULL OR NEW.ended_on IS NOT NULL THEN PERFORM refuse('organization.settled'); END IF;
    IF NOT is_of_body(NEW.recorded_by_id, NEW.body_id, 'OFFICER') THEN PERFORM refuse('forbidden'); END IF;
    RETURN NEW;
  END IF;
  IF OLD.confirmed_at IS NOT NULL AND (NEW.confirmed_at, NEW.confirmed_by_id) IS DISTINCT FROM (OLD.confirmed_at, OLD.confirmed_by_id) THEN PERFORM refuse('organization.settled'); END IF;
  IF OLD.confirmed_at IS NULL AND NEW.confirmed_at IS NOT NULL AND NOT is_of_body(NEW.confirmed_by_id, NEW.body_id, 'APPROVER')
    OR NEW.ended_on IS NOT NULL AND NOT decides_for(NEW.ended_by_id, NEW.body_id) THEN PERFORM refuse('forbidden'); END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER hub_designation_people BEFORE INSERT OR UPDATE ON hub_designation FOR EACH ROW EXECUTE FUNCTION guard_hub_designation_people();

CREATE FUNCTION guard_organization_end_people() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    IF NEW.confirmed_at IS NOT NULL OR NEW.withdrawn_at IS NOT NULL THEN PERFORM refuse('organization.settled'); END IF;
    IF NOT is_of_body(NEW.recorded_by_id, NEW.body_id, 'OFFICER') THEN PERFORM refuse('forbidden'); END IF;
  ELSIF NEW.confirmed_at IS NOT NULL AND NOT is_of_body(NEW.confirmed_by_id, NEW.body_id, 'APPROVER')
    OR NEW.withdrawn_at IS NOT NULL AND NOT decides_for(NEW.withdrawn_by_id, NEW.body_id) THEN PERFORM refuse('forbidden');
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER organization_end_people BEFORE INSERT OR UPDATE ON organization_end FOR EACH ROW EXECUTE FUNCTION guard_organization_end_people();

-- A hub that has ended is none.
CREATE OR REPLACE FUNCTION is_hub(p_organization uuid, p_on date) RETURNS boolean LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
  SELECT EXISTS (SELECT 1 FROM hub_designation d JOIN organization o ON o.id = d.organization_id AND o.state <> 'ENDED'
    WHERE d.organization_id = p_organization AND d.confirmed_at IS NOT NULL AND d.from_on <= p_on AND (d.ended_on IS NULL OR d.ended_on > p_on))
$$;

-- Each side speaks through its own people; what came to an end with one of the two ends by the registry's hand.
CREATE OR REPLACE FUNCTION guard_hub_membership() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE v_asking uuid := CASE NEW.asked_by WHEN 'HUB' THEN NEW.hub_id ELSE NEW.member_id END;
  v_asked uuid := CASE NEW.asked_by WHEN 'HUB' THEN NEW.member_id ELSE NEW.hub_id END;
  v_is_over boolean := EXISTS (SELECT 1 FROM organization o WHERE o.id IN (NEW.hub_id, NEW.member_id) AND o.state = 'ENDED');
BEGIN
  IF TG_OP = 'INSERT' THEN
    IF NEW.agreed_at IS NOT NULL OR NEW.ended_at IS NOT NULL THEN PERFORM refuse('organization.settled'); END IF;
    IF v_is_over THEN PERFORM refuse('organization.ended'); END IF;
    IF NOT is_hub(NEW.hub_id, today()) THEN PERFORM refuse('hub.not-a-hub'); END IF;
    IF NOT is_interested(NEW.asked_by_id, v_asking) THEN PERFORM refuse('organization.not-yours'); END IF;
  ELSE
    IF OLD.ended_at IS NOT NULL OR (OLD.agreed_at IS NOT NULL AND (NEW.agreed_at, NEW.agreed_by_id) IS DISTINCT FROM (OLD.agreed_at, OLD.agreed_by_id)) THEN PERFORM refuse('organization.settled'); END IF;
    IF OLD.agreed_at IS NULL AND NEW.agreed_at IS NOT NULL THEN
      IF v_is_over THEN PERFORM refuse('organization.ended'); END IF;
      IF NOT is_interested(NEW.agreed_by_id, v_asked) THEN PERFORM refuse('organization.not-yours'); END IF;
      IF NOT is_hub(NEW.hub_id, today()) THEN PERFORM refuse('hub.not-a-hub'); END IF;
    END IF;
    IF NEW.ended_at IS NOT NULL AND NOT v_is_over AND NOT is_interested(NEW.ended_by_id, NEW.hub_id) AND NOT is_interested(NEW.ended_by_id, NEW.member_id) THEN PERFORM refuse('organization.not-yours'); END IF;
  END IF;
  RETURN NEW;
END $$;
CREATE OR REPLACE FUNCTION guard_hub_recommendation() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE m hub_membership;
BEGIN
  SELECT * INTO m FROM hub_membership WHERE id = NEW.membership_id;
  IF TG_OP = 'INSERT' THEN
    IF NEW.withdrawn_at IS NOT NULL THEN PERFORM refuse('organization.settled'); END IF;
    IF m.agreed_at IS NULL OR m.ended_at IS NOT NULL OR NOT is_hub(m.hub_id, today()) OR NOT is_interested(NEW.written_by_id, m.hub_id) THEN PERFORM refuse('hub.not-a-member'); END IF;
    RETURN NEW;
  END IF;
  IF OLD.withdrawn_at IS NOT NULL THEN PERFORM refuse('organization.settled'); END IF;
  -- Taken back by the hub; or with the membership, by whoever ended it.
  IF NOT is_interested(NEW.withdrawn_by_id, m.hub_id) AND NEW.withdrawn_by_id IS DISTINCT FROM m.ended_by_id THEN PERFORM refuse('organization.not-yours'); END IF;
  RETURN NEW;
END $$;

CREATE FUNCTION guard_tie_end() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  IF NEW.until_on IS NOT NULL AND NEW.ended_by_id IS NULL THEN PERFORM refuse('organization.not-yours'); END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER organization_tie_end BEFORE UPDATE ON organization_tie FOR EACH ROW EXECUTE FUNCTION guard_tie_end();

CREATE FUNCTION guard_handover_offer() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  IF NEW.answered_at IS NOT NULL THEN PERFORM refuse('organization.handover-answered'); END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER ownership_handover_offer BEFORE INSERT ON ownership_handover FOR EACH ROW EXECUTE FUNCTION guard_handover_offer();

-- Call-outs ahead and a place in an incubator are settled first too: volunteers would stand before a closed door, and the place would stay taken.
CREATE OR REPLACE FUNCTION organization_obstacles(p_organization uuid) RETURNS TABLE (code text, count int) LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
  SELECT x.code, x.count FROM (
    SELECT 'projects' AS code, count(*)::int AS count FROM project p JOIN award a ON a.id = p.award_id AND a.revoked_at IS NULL WHERE p.organization_id = p_organization AND p.state <> 'CLOSED'
      AND NOT (p.state = 'TERMINATED' AND p.started_at IS NULL)
    UNION ALL SELECT 'bids', count(*)::int FROM bid b JOIN call c ON c.id = b.call_id WHERE b.organization_id = p_organization AND b.state IN ('SEALED', 'OPENED', 'SCORED') AND c.state NOT IN ('AWARDED', 'FAILED', 'CANCELLED')
    UNION ALL SELECT 'clawbacks', count(*)::int FROM clawback k JOIN project p ON p.id = k.project_id WHERE p.organization_id = p_organization AND k.state IN ('PROPOSED', 'ORDERED')
    UNION ALL SELECT 'callouts', count(*)::int FROM callout c WHERE c.organization_id = p_organization AND c.cancelled_at IS NULL AND c.ends_at > clock()
    UNION ALL SELECT 'incubations', count(*)::int FROM incubation i WHERE i.organization_id = p_organization AND i.state IN ('ADMITTED', 'ACTIVE', 'LEAVING')) x
  WHERE x.count > 0
$$;
CREATE OR REPLACE FUNCTION end_organization() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  UPDATE organization SET state = 'ENDED', version = version + 1 WHERE id = NEW.organization_id;
  UPDATE ownership_handover SET answer = 'WITHDRAWN', answered_at = clock() WHERE organization_id = NEW.organization_id AND answered_at IS NULL;
  UPDATE hub_membership SET ended_at = clock(), ended_by_id = NEW.confirmed_by_id WHERE NEW.organization_id IN (hub_id, member_id) AND ended_at IS NULL;
  UPDATE hub_recommendation r SET withdrawn_at = clock(), withdrawn_by_id = NEW.confirmed_by_id FROM hub_membership m
    WHERE m.id = r.membership_id AND NEW.organization_id IN (m.hub_id, m.member_id) AND m.ended_by_id = NEW.confirmed_by_id AND r.withdrawn_at IS NULL;
  RETURN NULL;
END $$;

-- What ended keeps the name, the code and the place its record carries; no name's day moves without a new name.
CREATE FUNCTION guard_organization_record() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  IF OLD.state = 'ENDED' AND (NEW.name, NEW.kind, NEW.credit_code, NEW.region_id, NEW.founded_on, NEW.name_since, NEW.name_document)
    IS DISTINCT FROM (OLD.name, OLD.kind, OLD.credit_code, OLD.region_id, OLD.founded_on, OLD.name_since, OLD.name_document) THEN PERFORM refuse('organization.ended'); END IF;
  IF NEW.name = OLD.name AND (NEW.name_since, NEW.name_document) IS DISTINCT FROM (OLD.name_since, OLD.name_document) THEN PERFORM refuse('organization.name-day'); END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER organization_record_guard BEFORE UPDATE OF name, kind, credit_code, region_id, founded_on, name_since, name_document ON organization FOR EACH ROW EXECUTE FUNCTION guard_organization_record();

-- What is written of a person waits while the name is being taken away.
CREATE OR REPLACE FUNCTION guard_staff_part() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE s staff_member;
BEGIN
  SELECT * INTO s FROM staff_member WHERE id = NEW.staff_id FOR SHARE;
  IF s.anonymized_at IS NOT NULL THEN PERFORM refuse('staff.anonymized'); END IF;
  IF NOT is_interested(NEW.recorded_by_id, s.organization_id) THEN PERFORM refuse('organization.not-yours'); END IF;
  IF (to_jsonb(NEW) ->> (CASE TG_TABLE_NAME WHEN 'staff_training' THEN 'held_on' ELSE 'issued_on' END))::date > today() THEN PERFORM refuse('staff.ahead'); END IF;
  RETURN NEW;
END $$;

-- Papers of a contract are an officer's of the buyer.
CREATE FUNCTION guard_annex_people() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  IF NOT EXISTS (SELECT 1 FROM project p WHERE p.contract_id = NEW.contract_id AND is_of_body(NEW.added_by_id, p.body_id, 'OFFICER')) THEN PERFORM refuse('forbidden'); END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER contract_annex_people BEFORE INSERT ON contract_annex FOR EACH ROW EXECUTE FUNCTION guard_annex_people();
