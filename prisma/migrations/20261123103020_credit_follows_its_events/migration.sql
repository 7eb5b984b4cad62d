-- Why: times on a list are kept (credit_span) for PostgreSQL to ask; the site writes them anew from the events. A row left out would let a listed
-- organization bid, one too many would keep a rightful bidder away. When a transaction ends they agree with the events: a check of its own, plainer
-- than the reckoning of app/domain/credit/spans.ts: each ground has at least its own time, and each time has grounds.
REVOKE UPDATE ON credit_span FROM commonweal_app;
CREATE FUNCTION credit_rule_on(p_on date) RETURNS credit_rule LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
  SELECT r FROM credit_rule r ORDER BY r.valid_from <= p_on DESC, CASE WHEN r.valid_from <= p_on THEN p_on - r.valid_from ELSE r.valid_from - p_on END LIMIT 1
$$;
-- What counts: confirmed, and not found to be wrong.
CREATE FUNCTION credit_event_counts(p_event uuid, p_organization uuid) RETURNS boolean LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
  SELECT EXISTS (SELECT 1 FROM credit_event e WHERE e.id = p_event AND e.organization_id = p_organization AND e.confirmed_at IS NOT NULL
    AND NOT EXISTS (SELECT 1 FROM credit_request q WHERE q.event_id = e.id AND q.kind = 'CORRECTION' AND q.granted))
$$;
CREATE FUNCTION assert_credit_spans(p_organization uuid) RETURNS void LANGUAGE plpgsql STABLE SET search_path = public, pg_temp AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM credit_span s, unnest(s.causes) c WHERE s.organization_id = p_organization AND NOT credit_event_counts(c, p_organization)) THEN PERFORM refuse('credit.spans'); END IF;
  IF EXISTS (
    SELECT 1 FROM credit_event e CROSS JOIN LATERAL credit_rule_on(e.happened_on) r
      LEFT JOIN credit_request q ON q.event_id = e.id AND q.kind = 'REPAIR' AND q.granted
      CROSS JOIN LATERAL (SELECT CASE
        WHEN e.kind IN ('ACTIVITY_SUSPENDED', 'REGISTRATION_REVOKED', 'FALSE_REGISTRATION', 'JUDGMENT_DEFAULT') OR (e.kind = 'FINE' AND e.fine_fen >= r.serious_fine_fen) THEN 'SERIOUS'
        WHEN e.kind IN ('ANNUAL_REPORT_LATE', 'NO_PARTY_ORGANIZATION', 'RECTIFICATION_MISSED', 'FUNDRAISING_BREACH', 'UNREACHABLE', 'OTHER_ABNORMAL', 'WARNING', 'FINE') THEN 'ABNORMAL' END AS list) l
      CROSS JOIN LATERAL (SELECT CASE
        WHEN l.list = 'ABNORMAL' AND e.needs_rectification THEN greatest(e.happened_on, (q.decided_at AT TIME ZONE 'Asia/Shanghai')::date)
        WHEN l.list = 'ABNORMAL' THEN (e.happened_on + make_interval(months => r.abnormal_months))::date
        WHEN e.kind = 'REGISTRATION_REVOKED' THEN e.happened_on
        ELSE (e.happened_on + make_interval(years => r.serious_years))::date END AS until) u
    WHERE e.organization_id = p_organization AND l.list IS NOT NULL AND credit_event_counts(e.id, p_organization)
      AND NOT EXISTS (SELECT 1 FROM credit_span s WHERE s.organization_id = p_organization AND s.list = l.list AND s.from_on <= e.happened_on
        AND (s.to_on IS NULL OR (s.to_on >= u.until AND NOT (e.needs_rectification AND l.list = 'ABNORMAL' AND q.id IS NULL))))
  ) THEN PERFORM refuse('credit.spans'); END IF;
END $$;
CREATE FUNCTION guard_credit_spans() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  PERFORM assert_credit_spans(coalesce(NEW.organization_id, OLD.organization_id));
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER credit_spans_agree AFTER INSERT OR UPDATE OR DELETE ON credit_span DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION guard_credit_spans();
CREATE CONSTRAINT TRIGGER credit_spans_follow AFTER INSERT OR UPDATE ON credit_event DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (NEW.confirmed_at IS NOT NULL) EXECUTE FUNCTION guard_credit_spans();
CREATE FUNCTION guard_credit_decision_spans() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  PERFORM assert_credit_spans((SELECT organization_id FROM credit_event WHERE id = NEW.event_id));
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER credit_spans_follow AFTER UPDATE ON credit_request DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (NEW.granted) EXECUTE FUNCTION guard_credit_decision_spans();

-- A grade on the timeline of credit stands there because it was decided: with its decision, or as an entry that another confirms.
CREATE FUNCTION guard_credit_rating() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  IF NEW.withdrawn_at IS NOT NULL OR (NEW.confirmed_at IS NOT NULL AND NOT EXISTS (SELECT 1 FROM rating_decision d WHERE d.organization_id = NEW.organization_id AND d.body_id = NEW.body_id
      AND d.grade = NEW.rating AND d.document_no = NEW.document_no AND d.confirmed_by_id = NEW.confirmed_by_id)) THEN PERFORM refuse('forbidden'); END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER credit_rating_guard BEFORE INSERT ON credit_event FOR EACH ROW WHEN (NEW.kind = 'RATING') EXECUTE FUNCTION guard_credit_rating();

-- What a call asks and what a graduation asks is one fact: the last inspection, concluded here or entered, not failed, and none missed since. Passed
-- with remarks (基本合格) is passed: the registry let the organization go on, and so does app/domain/eligibility.
CREATE OR REPLACE FUNCTION incubation_known(p_organization uuid, p_code text, p_on date) RETURNS boolean LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
  SELECT CASE p_code
    WHEN 'REGISTERED' THEN coalesce((SELECT o.credit_code IS NOT NULL AND o.state = 'ACTIVE' AND o.kind <> 'COMMUNITY_GROUP' FROM organization o WHERE o.id = p_organization), false)
    WHEN 'FUNDED_PROJECT' THEN CASE WHEN EXISTS (SELECT 1 FROM project p WHERE p.organization_id = p_organization AND p.state = 'COMPLETED') THEN true END
    WHEN 'ANNUAL_REPORT' THEN CASE WHEN coalesce(missed_report_year(p_organization, p_on), 0) > coalesce((SELECT i.year FROM last_inspection(p_organization, p_on) i), 0) THEN false
      ELSE (SELECT i.conclusion <> 'FAIL' FROM last_inspection(p_organization, p_on) i) END
  END
$$;
