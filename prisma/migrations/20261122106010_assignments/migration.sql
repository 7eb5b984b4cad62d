-- Why: a plan names for each of its tasks who leads, who helps and by when (责任分工：责任单位、年限), and several departments look after one
-- organization together (联合监管). Each adds in its own name; whether something is overdue is reckoned, not said.

CREATE TYPE assignment_state AS ENUM ('PROPOSED', 'ISSUED', 'DONE', 'DROPPED');
CREATE TABLE assignment (
  id uuid NOT NULL PRIMARY KEY DEFAULT uuidv7(),
  -- PLAN: a task of a plan, public once issued. SUPERVISION: about an organization, for the bodies named in it.
  kind text NOT NULL,
  state assignment_state NOT NULL DEFAULT 'PROPOSED',
  -- The office that issues it and closes it.
  body_id uuid NOT NULL REFERENCES body (id),
  lead_id uuid NOT NULL REFERENCES body (id),
  title text NOT NULL,
  content text NOT NULL,
  document_no text NOT NULL,
  due_on date NOT NULL,
  organization_id uuid REFERENCES organization (id),
  -- The record of supervision that it follows from.
  record_id uuid REFERENCES supervision_record (id),
  proposed_by_id uuid NOT NULL REFERENCES account (id),
  proposed_at timestamptz(3) NOT NULL DEFAULT clock(),
  issued_by_id uuid REFERENCES account (id),
  issued_at timestamptz(3),
  closed_by_id uuid REFERENCES account (id),
  closed_at timestamptz(3),
  -- What came of it, or why it was dropped.
  result text NOT NULL DEFAULT '',
  version int NOT NULL DEFAULT 1,
  CONSTRAINT assignment_kind CHECK (kind IN ('PLAN', 'SUPERVISION') AND (kind = 'SUPERVISION') = (organization_id IS NOT NULL) AND (record_id IS NULL OR organization_id IS NOT NULL)),
  CONSTRAINT assignment_words CHECK (btrim(title) <> '' AND btrim(content) <> '' AND btrim(document_no) <> ''),
  CONSTRAINT assignment_four_eyes CHECK (issued_by_id <> proposed_by_id),
  CONSTRAINT assignment_issued CHECK ((issued_at IS NULL) = (issued_by_id IS NULL) AND (state NOT IN ('ISSUED', 'DONE') OR issued_at IS NOT NULL)),
  CONSTRAINT assignment_closed CHECK ((state IN ('DONE', 'DROPPED')) = (closed_at IS NOT NULL) AND (closed_at IS NULL) = (closed_by_id IS NULL) AND (closed_at IS NULL OR btrim(result) <> ''))
);
CREATE INDEX assignment_public ON assignment (kind, state, due_on);
CREATE INDEX assignment_body ON assignment (body_id, state);
CREATE INDEX assignment_lead ON assignment (lead_id, state);
CREATE INDEX assignment_organization ON assignment (organization_id);
INSERT INTO lifecycle_edge (lifecycle, from_state, event, to_state) VALUES
  ('assignment', 'PROPOSED', 'issue', 'ISSUED'),
  ('assignment', 'PROPOSED', 'drop', 'DROPPED'),
  ('assignment', 'ISSUED', 'close', 'DONE'),
  ('assignment', 'ISSUED', 'drop', 'DROPPED');
CREATE TRIGGER assignment_lifecycle BEFORE INSERT OR UPDATE OF state ON assignment FOR EACH ROW EXECUTE FUNCTION guard_lifecycle('assignment', 'PROPOSED');
CREATE TRIGGER keep BEFORE UPDATE ON assignment FOR EACH ROW EXECUTE FUNCTION keep_columns('id', 'kind', 'body_id', 'lead_id', 'title', 'content', 'document_no', 'due_on',
  'organization_id', 'record_id', 'proposed_by_id', 'proposed_at');
CREATE TRIGGER append_only BEFORE DELETE OR TRUNCATE ON assignment FOR EACH STATEMENT EXECUTE FUNCTION append_only();

-- Who helps.
CREATE TABLE assignment_co (
  assignment_id uuid NOT NULL REFERENCES assignment (id),
  body_id uuid NOT NULL REFERENCES body (id),
  PRIMARY KEY (assignment_id, body_id)
);
CREATE INDEX assignment_co_body ON assignment_co (body_id);
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON assignment_co FOR EACH STATEMENT EXECUTE FUNCTION append_only();

-- What each body did, in its own name; the last with `is_finished` says that its part is done.
CREATE TABLE assignment_note (
  id uuid NOT NULL PRIMARY KEY DEFAULT uuidv7(),
  assignment_id uuid NOT NULL REFERENCES assignment (id),
  body_id uuid NOT NULL REFERENCES body (id),
  text text NOT NULL,
  is_finished boolean NOT NULL,
  written_by_id uuid NOT NULL REFERENCES account (id),
  written_at timestamptz(3) NOT NULL DEFAULT clock(),
  CONSTRAINT assignment_note_words CHECK (btrim(text) <> '')
);
CREATE INDEX assignment_note_of ON assignment_note (assignment_id, written_at);
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON assignment_note FOR EACH STATEMENT EXECUTE FUNCTION append_only();

-- The bodies of an assignment: its office, its lead, who helps.
CREATE FUNCTION assignment_bodies(p_assignment uuid) RETURNS TABLE (body_id uuid) LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
  SELECT a.body_id FROM assignment a WHERE a.id = p_assignment
  UNION SELECT a.lead_id FROM assignment a WHERE a.id = p_assignment
  UNION SELECT c.body_id FROM assignment_co c WHERE c.assignment_id = p_assignment
$$;

CREATE FUNCTION guard_assignment() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE v_duties text[];
BEGIN
  IF TG_OP = 'INSERT' THEN
    IF NEW.due_on < today() THEN PERFORM refuse('assignment.due-past'); END IF;
    IF NOT EXISTS (SELECT 1 FROM body_membership WHERE body_id = NEW.body_id AND account_id = NEW.proposed_by_id AND role = 'OFFICER') THEN PERFORM refuse('forbidden'); END IF;
    IF NEW.kind = 'SUPERVISION' THEN
      SELECT duties INTO v_duties FROM body WHERE id = NEW.body_id;
      IF NOT ('REGULATION' = ANY (v_duties) OR ('REGISTRY' = ANY (v_duties) AND region_within((SELECT region_id FROM organization WHERE id = NEW.organization_id), (SELECT region_id FROM body WHERE id = NEW.body_id)))) THEN
        PERFORM refuse('assignment.no-jurisdiction');
      END IF;
      IF NOT EXISTS (SELECT 1 FROM body WHERE id = NEW.lead_id AND duties && '{REGISTRY,REGULATION}'::text[]) THEN PERFORM refuse('assignment.no-regulator'); END IF;
      IF NEW.record_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM supervision_record s WHERE s.id = NEW.record_id AND s.body_id = NEW.body_id AND s.organization_id = NEW.organization_id) THEN PERFORM refuse('assignment.no-record'); END IF;
      IF EXISTS (SELECT 1 FROM organization_membership WHERE organization_id = NEW.organization_id AND account_id = NEW.proposed_by_id) THEN PERFORM refuse('account.interested'); END IF;
    END IF;
    RETURN NEW;
  END IF;
  IF NEW.state = 'ISSUED' AND OLD.state <> 'ISSUED' AND NOT EXISTS (SELECT 1 FROM body_membership WHERE body_id = NEW.body_id AND account_id = NEW.issued_by_id AND role = 'APPROVER') THEN PERFORM refuse('forbidden'); END IF;
  IF NEW.state = 'ISSUED' AND OLD.state <> 'ISSUED' AND NEW.due_on < today() THEN PERFORM refuse('assignment.due-past'); END IF;
  -- The office closes what the lead said is done.
  IF NEW.state = 'DONE' AND OLD.state <> 'DONE' AND NOT coalesce((SELECT n.is_finished FROM assignment_note n WHERE n.assignment_id = NEW.id AND n.body_id = NEW.lead_id ORDER BY n.written_at DESC, n.id DESC LIMIT 1), false) THEN
    PERFORM refuse('assignment.lead-not-finished');
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER assignment_guard BEFORE INSERT OR UPDATE ON assignment FOR EACH ROW EXECUTE FUNCTION guard_assignment();

CREATE FUNCTION guard_assignment_part() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE a assignment;
BEGIN
  SELECT * INTO a FROM assignment WHERE id = NEW.assignment_id FOR SHARE;
  IF TG_TABLE_NAME = 'assignment_co' THEN
    IF a.state <> 'PROPOSED' THEN PERFORM refuse('assignment.wrong-state'); END IF;
    IF NEW.body_id = a.lead_id THEN PERFORM refuse('assignment.lead-helps'); END IF;
    IF a.kind = 'SUPERVISION' AND NOT EXISTS (SELECT 1 FROM body WHERE id = NEW.body_id AND duties && '{REGISTRY,REGULATION}'::text[]) THEN PERFORM refuse('assignment.no-regulator'); END IF;
  ELSE
    IF a.state <> 'ISSUED' THEN PERFORM refuse('assignment.wrong-state'); END IF;
    IF NOT EXISTS (SELECT 1 FROM assignment_bodies(a.id) b WHERE b.body_id = NEW.body_id) THEN PERFORM refuse('forbidden'); END IF;
    IF NOT EXISTS (SELECT 1 FROM body_membership WHERE body_id = NEW.body_id AND account_id = NEW.written_by_id) THEN PERFORM refuse('forbidden'); END IF;
    IF a.organization_id IS NOT NULL AND EXISTS (SELECT 1 FROM organization_membership WHERE organization_id = a.organization_id AND account_id = NEW.written_by_id) THEN PERFORM refuse('account.interested'); END IF;
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER assignment_co_guard BEFORE INSERT ON assignment_co FOR EACH ROW EXECUTE FUNCTION guard_assignment_part();
CREATE TRIGGER assignment_note_guard BEFORE INSERT ON assignment_note FOR EACH ROW EXECUTE FUNCTION guard_assignment_part();

REVOKE UPDATE ON assignment, assignment_co, assignment_note FROM commonweal_app;
GRANT UPDATE (state, issued_by_id, issued_at, closed_by_id, closed_at, result, version) ON assignment TO commonweal_app;
