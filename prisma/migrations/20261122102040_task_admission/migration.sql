-- Why: departments send tasks and ask for figures down to communities that nobody there asked for (社区事务准入制度). Each is applied for,
-- with the law it rests on, the money that comes with it and the work it makes, and admitted or refused by another person than applied.
CREATE TABLE task_admission (
  id uuid NOT NULL PRIMARY KEY DEFAULT uuidv7(),
  task_no text NOT NULL UNIQUE,
  -- The admitting office.
  body_id uuid NOT NULL REFERENCES body (id),
  applicant_body_id uuid NOT NULL REFERENCES body (id),
  department text NOT NULL,
  -- TASK, DATA_REQUEST
  kind text NOT NULL,
  title text NOT NULL,
  content text NOT NULL,
  legal_basis text NOT NULL,
  region_id uuid NOT NULL REFERENCES region (id),
  starts_on date NOT NULL,
  ends_on date NOT NULL,
  -- What comes with it, and which share of the cost the department bears, in basis points.
  funds_fen bigint NOT NULL,
  share_bps int NOT NULL,
  hours_per_month int NOT NULL,
  forms_per_month int NOT NULL,
  applied_by_id uuid NOT NULL REFERENCES account (id),
  applied_at timestamptz(3) NOT NULL DEFAULT clock(),
  decided_by_id uuid REFERENCES account (id),
  decided_at timestamptz(3),
  admitted boolean,
  decision_reason text NOT NULL DEFAULT '',
  withdrawn_at timestamptz(3),
  CONSTRAINT task_admission_words CHECK (department <> '' AND title <> '' AND content <> '' AND legal_basis <> '' AND kind IN ('TASK', 'DATA_REQUEST')),
  CONSTRAINT task_admission_numbers CHECK (funds_fen >= 0 AND share_bps BETWEEN 0 AND 10000 AND hours_per_month BETWEEN 0 AND 10000 AND forms_per_month BETWEEN 0 AND 1000
    AND ends_on >= starts_on AND ends_on <= starts_on + 1100),
  CONSTRAINT task_admission_four_eyes CHECK (decided_by_id <> applied_by_id),
  CONSTRAINT task_admission_decided CHECK ((decided_at IS NULL) = (decided_by_id IS NULL) AND (decided_at IS NULL) = (admitted IS NULL)
    AND (decided_at IS NULL OR decision_reason <> '') AND (withdrawn_at IS NULL OR decided_at IS NULL))
);
CREATE INDEX task_admission_list ON task_admission (decided_at DESC, id DESC) WHERE admitted;
CREATE INDEX task_admission_open ON task_admission (body_id) WHERE decided_at IS NULL AND withdrawn_at IS NULL;
CREATE INDEX task_admission_applicant ON task_admission (applicant_body_id, applied_at DESC);
CREATE TRIGGER keep BEFORE UPDATE ON task_admission FOR EACH ROW EXECUTE FUNCTION keep_columns('id', 'task_no', 'body_id', 'applicant_body_id', 'department', 'kind', 'title',
  'content', 'legal_basis', 'region_id', 'starts_on', 'ends_on', 'funds_fen', 'share_bps', 'hours_per_month', 'forms_per_month', 'applied_by_id', 'applied_at');
CREATE TRIGGER append_only BEFORE DELETE OR TRUNCATE ON task_admission FOR EACH STATEMENT EXECUTE FUNCTION append_only();
CREATE FUNCTION guard_task_admission() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    IF NEW.decided_at IS NOT NULL OR NEW.withdrawn_at IS NOT NULL THEN PERFORM refuse('task.four-eyes'); END IF;
    IF NOT is_official_of(NEW.applied_by_id, NEW.applicant_body_id, 'OFFICER') THEN PERFORM refuse('task.not-official'); END IF;
    IF NOT body_covers(NEW.body_id, NEW.region_id) THEN PERFORM refuse('task.other-region'); END IF;
    IF NEW.starts_on < today() THEN PERFORM refuse('task.day-past'); END IF;
    RETURN NEW;
  END IF;
  IF OLD.decided_at IS NOT NULL OR OLD.withdrawn_at IS NOT NULL THEN PERFORM refuse('task.decided'); END IF;
  IF NEW.decided_at IS NOT NULL THEN
    IF NEW.decided_by_id = OLD.applied_by_id THEN PERFORM refuse('task.four-eyes'); END IF;
    IF NOT is_official_of(NEW.decided_by_id, NEW.body_id, 'APPROVER') THEN PERFORM refuse('task.not-official'); END IF;
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER task_admission_guard BEFORE INSERT OR UPDATE ON task_admission FOR EACH ROW EXECUTE FUNCTION guard_task_admission();
GRANT SELECT, INSERT ON task_admission TO commonweal_app;
GRANT UPDATE (decided_by_id, decided_at, admitted, decision_reason, withdrawn_at) ON task_admission TO commonweal_app;
