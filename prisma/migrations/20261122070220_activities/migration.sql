-- Why: what is done for people is written down once: an activity is an occasion of the service (service_session), with codes for answers or
-- without. Reports sum their figures from it, its photographs serve as evidence, and nobody types the same number twice. It stays as it
-- was written; a mistaken one is taken back with a reason and no longer counts.
ALTER TABLE service_session
  ADD COLUMN minutes int NOT NULL DEFAULT 0,
  ADD COLUMN volunteers int NOT NULL DEFAULT 0,
  DROP CONSTRAINT service_session_codes,
  ADD CONSTRAINT service_session_codes CHECK (code_count BETWEEN 0 AND 500),
  ADD CONSTRAINT service_session_effort CHECK (minutes BETWEEN 0 AND 600000 AND volunteers BETWEEN 0 AND 10000);
CREATE INDEX service_session_milestone_id_idx ON service_session (milestone_id);

CREATE TABLE activity_withdrawal (
  session_id uuid NOT NULL PRIMARY KEY REFERENCES service_session (id),
  reason text NOT NULL,
  withdrawn_by_id uuid NOT NULL REFERENCES account (id),
  withdrawn_at timestamptz(3) NOT NULL,
  CONSTRAINT activity_withdrawal_says_why CHECK (reason <> '')
);
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON activity_withdrawal FOR EACH STATEMENT EXECUTE FUNCTION append_only();
REVOKE UPDATE ON activity_withdrawal FROM commonweal_app;

CREATE TABLE activity_photo (
  file_id uuid NOT NULL PRIMARY KEY REFERENCES file (id),
  session_id uuid NOT NULL REFERENCES service_session (id)
);
CREATE INDEX activity_photo_session_id_idx ON activity_photo (session_id);
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON activity_photo FOR EACH STATEMENT EXECUTE FUNCTION append_only();
REVOKE UPDATE ON activity_photo FROM commonweal_app;

-- Without codes it is written down once it was held, as far back as the project runs; with codes it is near enough that they still count.
CREATE OR REPLACE FUNCTION guard_service_session() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE p project;
BEGIN
  SELECT * INTO p FROM project WHERE id = NEW.project_id FOR UPDATE;
  IF NOT (p.state = 'ACTIVE' OR (p.state = 'COMPLETED' AND clock() < p.ended_at + interval '30 days')) THEN PERFORM refuse('voice.project-not-running'); END IF;
  IF NOT EXISTS (SELECT 1 FROM organization_membership WHERE organization_id = p.organization_id AND account_id = NEW.made_by_id) THEN PERFORM refuse('voice.not-supplier'); END IF;
  IF NEW.milestone_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM milestone WHERE id = NEW.milestone_id AND project_id = p.id) THEN PERFORM refuse('voice.other-milestone'); END IF;
  IF NEW.code_count = 0 THEN
    IF NEW.held_on NOT BETWEEN p.starts_on AND today() THEN PERFORM refuse('activity.day'); END IF;
    IF (SELECT count(*) FROM service_session WHERE project_id = p.id) >= 5000 THEN PERFORM refuse('activity.too-many'); END IF;
  ELSE
    IF NEW.held_on NOT BETWEEN today() - 30 AND today() + 60 OR NEW.held_on < p.starts_on THEN PERFORM refuse('voice.day-too-far'); END IF;
    -- One page shows them all, and nobody needs more.
    IF (SELECT count(*) FROM service_session WHERE project_id = p.id AND code_count > 0) >= 100 THEN PERFORM refuse('voice.too-many-sessions'); END IF;
  END IF;
  NEW.made_at := clock();
  RETURN NEW;
END $$;

CREATE FUNCTION guard_activity_withdrawal() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE p project;
BEGIN
  SELECT q.* INTO p FROM project q JOIN service_session s ON s.project_id = q.id WHERE s.id = NEW.session_id FOR UPDATE OF q;
  IF p.state <> 'ACTIVE' THEN PERFORM refuse('voice.project-not-running'); END IF;
  IF NOT EXISTS (SELECT 1 FROM organization_membership WHERE organization_id = p.organization_id AND account_id = NEW.withdrawn_by_id) THEN PERFORM refuse('voice.not-supplier'); END IF;
  -- Slips that were handed out go on counting: an occasion with codes stays.
  IF (SELECT code_count FROM service_session WHERE id = NEW.session_id) > 0 THEN PERFORM refuse('activity.has-codes'); END IF;
  NEW.withdrawn_at := clock();
  RETURN NEW;
END $$;
CREATE TRIGGER activity_withdrawal_guard BEFORE INSERT ON activity_withdrawal FOR EACH ROW EXECUTE FUNCTION guard_activity_withdrawal();

CREATE FUNCTION guard_activity_photo() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  -- Two at once: the second waits and then counts the first.
  PERFORM 1 FROM project q JOIN service_session s ON s.project_id = q.id WHERE s.id = NEW.session_id FOR UPDATE OF q;
  IF (SELECT count(*) FROM activity_photo WHERE session_id = NEW.session_id) >= 10 THEN PERFORM refuse('activity.too-many-photos'); END IF;
  IF NOT EXISTS (SELECT 1 FROM picture x JOIN file f ON f.id = x.file_id JOIN service_session s ON s.id = NEW.session_id JOIN project p ON p.id = s.project_id
      WHERE x.file_id = NEW.file_id AND f.organization_id = p.organization_id) THEN PERFORM refuse('activity.not-a-photo'); END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER activity_photo_guard BEFORE INSERT ON activity_photo FOR EACH ROW EXECUTE FUNCTION guard_activity_photo();

-- What the activities of a milestone come to: held by now, not taken back. Hours are whole hours of all of them together.
CREATE FUNCTION activity_sum(p_milestone uuid, p_counting indicator_counting) RETURNS int LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
  SELECT CASE p_counting
    WHEN 'PEOPLE' THEN coalesce(sum(s.attendance), 0)
    WHEN 'HOURS' THEN coalesce(sum(s.minutes), 0) / 60
    WHEN 'SESSIONS' THEN count(*) END::int
  FROM service_session s WHERE s.milestone_id = p_milestone AND s.held_on <= today()
    AND NOT EXISTS (SELECT 1 FROM activity_withdrawal w WHERE w.session_id = s.id)
$$;

-- What is agreed to be counted from activities is the sum of them when the report is handed in.
CREATE FUNCTION guard_counted_figures() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  IF OLD.state = 'DRAFT' AND NEW.state = 'SUBMITTED' AND EXISTS (
    SELECT 1 FROM indicator i LEFT JOIN figure f ON f.indicator_id = i.id AND f.report_id = NEW.id
    WHERE i.milestone_id = NEW.milestone_id AND i.counting <> 'TYPED' AND f.actual IS DISTINCT FROM activity_sum(NEW.milestone_id, i.counting))
    THEN PERFORM refuse('report.figures-not-counted'); END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER counted_figures_guard BEFORE UPDATE OF state ON report FOR EACH ROW EXECUTE FUNCTION guard_counted_figures();
