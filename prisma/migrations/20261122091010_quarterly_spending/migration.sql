-- Why: a quarterly report said what was paid to a project and not what the project spent of it. Certified vouchers of the quarter's days
-- count, as they are known when the report is signed off.
ALTER TABLE quarterly_report ADD COLUMN spent_fen bigint NOT NULL DEFAULT 0;
DROP FUNCTION quarter_figures(uuid, date);
CREATE FUNCTION quarter_figures(p_project uuid, p_quarter date)
RETURNS TABLE (sessions int, people int, minutes int, volunteers int, paid_fen bigint, spent_fen bigint) LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
  SELECT count(*)::int, coalesce(sum(s.attendance), 0)::int, coalesce(sum(s.minutes), 0)::int, coalesce(sum(s.volunteers), 0)::int,
    (SELECT coalesce(sum(t.amount_fen), 0)::bigint FROM tranche t WHERE t.project_id = p_project AND t.state = 'RELEASED'
      AND (t.released_at AT TIME ZONE 'Asia/Shanghai')::date BETWEEN p_quarter AND (p_quarter + interval '3 months' - interval '1 day')::date),
    (SELECT coalesce(sum(e.amount_fen), 0)::bigint FROM expense e JOIN expense_batch b ON b.id = e.batch_id WHERE e.project_id = p_project AND b.state = 'CERTIFIED'
      AND e.state <> 'DISALLOWED' AND e.spent_on BETWEEN p_quarter AND (p_quarter + interval '3 months' - interval '1 day')::date)
  FROM service_session s WHERE s.project_id = p_project AND s.held_on BETWEEN p_quarter AND least((p_quarter + interval '3 months' - interval '1 day')::date, today())
    AND NOT EXISTS (SELECT 1 FROM activity_withdrawal w WHERE w.session_id = s.id)
$$;

CREATE OR REPLACE FUNCTION guard_quarterly_report() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
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
    NEW.sessions := f.sessions; NEW.people := f.people; NEW.minutes := f.minutes; NEW.volunteers := f.volunteers; NEW.paid_fen := f.paid_fen; NEW.spent_fen := f.spent_fen;
  ELSIF (NEW.sessions, NEW.people, NEW.minutes, NEW.volunteers, NEW.paid_fen, NEW.spent_fen) IS DISTINCT FROM (OLD.sessions, OLD.people, OLD.minutes, OLD.volunteers, OLD.paid_fen, OLD.spent_fen) THEN
    PERFORM refuse('quarterly.sent');
  END IF;
  IF NEW.state = 'RECEIVED' THEN PERFORM assert_no_interest_in_project(NEW.received_by_id, p.id); END IF;
  RETURN NEW;
END $$;
