-- Why: what goes wrong with a project shows early, in facts that are already here. Facts are looked at once a day and on demand; each one
-- that says something is a row, so that somebody can take it on, close it with a reason, and anybody can see later that it was seen.
-- A row ends by itself when its fact ends; closed by a person it stays quiet until then, or until it gets graver.
CREATE TABLE warning (
  id uuid NOT NULL PRIMARY KEY DEFAULT uuidv7(),
  project_id uuid NOT NULL REFERENCES project (id) ON UPDATE CASCADE ON DELETE RESTRICT,
  code text NOT NULL,
  -- What of the project it is about: a milestone, a document, an evaluation; empty for the whole.
  subject text NOT NULL DEFAULT '',
  level text NOT NULL,
  -- What the sentence says it with (app/domain/warning/find-warnings.ts).
  figures jsonb NOT NULL,
  -- Since when the fact is so.
  since date NOT NULL,
  opened_at timestamptz(3) NOT NULL,
  seen_at timestamptz(3) NOT NULL,
  assigned_to_id uuid REFERENCES account (id),
  assigned_at timestamptz(3),
  closed_at timestamptz(3),
  closed_by_id uuid REFERENCES account (id),
  close_reason text NOT NULL DEFAULT '',
  -- When the fact was gone.
  ended_at timestamptz(3),
  version int NOT NULL DEFAULT 1,
  CONSTRAINT warning_code CHECK (code IN ('REPORT_LATE', 'REPORT_NOT_STARTED', 'UNDERSPENT', 'OVERSPENT', 'LOW_SATISFACTION', 'DOCUMENT_EXPIRING', 'EVALUATION_OVERDUE', 'PAYMENT_OVERDUE', 'OBSERVATION_OVERDUE')),
  CONSTRAINT warning_level CHECK (level IN ('HIGH', 'MEDIUM', 'LOW')),
  CONSTRAINT warning_assigned_whole CHECK ((assigned_at IS NULL) = (assigned_to_id IS NULL)),
  CONSTRAINT warning_closed_whole CHECK ((closed_at IS NULL) = (closed_by_id IS NULL) AND (closed_at IS NULL) = (close_reason = ''))
);
CREATE UNIQUE INDEX one_warning ON warning (project_id, code, subject) WHERE ended_at IS NULL;
CREATE INDEX warning_assigned_to_id_idx ON warning (assigned_to_id) WHERE ended_at IS NULL AND closed_at IS NULL;
CREATE TRIGGER keep BEFORE UPDATE ON warning FOR EACH ROW EXECUTE FUNCTION keep_columns('id', 'project_id', 'code', 'subject', 'opened_at');
CREATE TRIGGER append_only BEFORE DELETE OR TRUNCATE ON warning FOR EACH STATEMENT EXECUTE FUNCTION append_only();
CREATE FUNCTION guard_warning() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE v_body uuid;
BEGIN
  IF OLD.ended_at IS NOT NULL THEN PERFORM refuse('warning.ended'); END IF;
  IF OLD.closed_at IS NOT NULL AND (NEW.closed_at, NEW.closed_by_id, NEW.close_reason, NEW.assigned_to_id) IS DISTINCT FROM (OLD.closed_at, OLD.closed_by_id, OLD.close_reason, OLD.assigned_to_id) THEN PERFORM refuse('warning.closed'); END IF;
  SELECT body_id INTO v_body FROM project WHERE id = NEW.project_id;
  IF NEW.assigned_to_id IS DISTINCT FROM OLD.assigned_to_id AND NOT EXISTS (SELECT 1 FROM body_membership WHERE body_id = v_body AND account_id = NEW.assigned_to_id AND role IN ('OFFICER', 'APPROVER')) THEN PERFORM refuse('warning.not-official'); END IF;
  IF NEW.closed_at IS NOT NULL AND OLD.closed_at IS NULL AND NOT EXISTS (SELECT 1 FROM body_membership WHERE body_id = v_body AND account_id = NEW.closed_by_id AND role IN ('OFFICER', 'APPROVER')) THEN PERFORM refuse('warning.not-official'); END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER warning_guard BEFORE UPDATE ON warning FOR EACH ROW EXECUTE FUNCTION guard_warning();

-- The daily look: one row for each day it was done.
CREATE TABLE warning_round (
  day date NOT NULL PRIMARY KEY,
  done_at timestamptz(3) NOT NULL,
  projects int NOT NULL,
  opened int NOT NULL,
  ended int NOT NULL
);
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON warning_round FOR EACH STATEMENT EXECUTE FUNCTION append_only();
