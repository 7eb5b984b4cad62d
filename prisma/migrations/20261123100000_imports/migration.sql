-- Why: a list of people or organizations comes in by file. What is in the file is shown first and written only when somebody says so; until then
-- it is kept sealed, since it holds names and numbers of people, and for a day at most. What stays of it are counts.

CREATE TYPE import_draft_state AS ENUM ('PREVIEW', 'IMPORTED', 'PUT_ASIDE', 'LAPSED');
CREATE TABLE import_draft (
  id uuid NOT NULL PRIMARY KEY DEFAULT uuidv7(),
  kind text NOT NULL,
  state import_draft_state NOT NULL DEFAULT 'PREVIEW',
  -- Whose list it is: an organization's staff or volunteers, or the register that a body keeps.
  organization_id uuid REFERENCES organization (id),
  body_id uuid REFERENCES body (id),
  -- The rows as they are now, under the site's key; once imported, those left out for their errors, until the day is over.
  rows_sealed bytea,
  uploaded_by_id uuid NOT NULL REFERENCES account (id),
  uploaded_at timestamptz(3) NOT NULL DEFAULT clock(),
  expires_at timestamptz(3) NOT NULL,
  -- What was written when it was confirmed.
  added int,
  changed int,
  unchanged int,
  left_out int,
  settled_by_id uuid REFERENCES account (id),
  settled_at timestamptz(3),
  version int NOT NULL DEFAULT 1,
  CONSTRAINT import_draft_kind CHECK (kind IN ('ORGANIZATIONS', 'STAFF', 'VOLUNTEERS') AND (kind = 'ORGANIZATIONS') = (body_id IS NOT NULL) AND (body_id IS NULL) = (organization_id IS NOT NULL)),
  CONSTRAINT import_draft_day CHECK (expires_at > uploaded_at AND expires_at <= uploaded_at + interval '24 hours'),
  CONSTRAINT import_draft_settled CHECK ((state = 'PREVIEW') = (settled_at IS NULL) AND (state IN ('IMPORTED', 'PUT_ASIDE')) = (settled_by_id IS NOT NULL)),
  CONSTRAINT import_draft_counts CHECK (num_nonnulls(added, changed, unchanged, left_out) = (CASE state WHEN 'IMPORTED' THEN 4 ELSE 0 END)
    AND least(added, changed, unchanged, left_out) >= 0),
  -- Nothing of it stays but counts, save rows that still want mending.
  CONSTRAINT import_draft_rows CHECK (CASE state WHEN 'PREVIEW' THEN rows_sealed IS NOT NULL WHEN 'IMPORTED' THEN rows_sealed IS NULL OR left_out > 0 ELSE rows_sealed IS NULL END)
);
CREATE INDEX import_draft_organization ON import_draft (organization_id, uploaded_at) WHERE organization_id IS NOT NULL;
CREATE INDEX import_draft_body ON import_draft (body_id, uploaded_at) WHERE body_id IS NOT NULL;
CREATE INDEX import_draft_expires ON import_draft (expires_at) WHERE rows_sealed IS NOT NULL;
INSERT INTO lifecycle_edge (lifecycle, from_state, event, to_state) VALUES
  ('import_draft', 'PREVIEW', 'confirm', 'IMPORTED'),
  ('import_draft', 'PREVIEW', 'discard', 'PUT_ASIDE'),
  ('import_draft', 'PREVIEW', 'lapse', 'LAPSED');
CREATE TRIGGER import_draft_lifecycle BEFORE INSERT OR UPDATE OF state ON import_draft FOR EACH ROW EXECUTE FUNCTION guard_lifecycle('import_draft', 'PREVIEW');
CREATE TRIGGER keep BEFORE UPDATE ON import_draft FOR EACH ROW EXECUTE FUNCTION keep_columns('id', 'kind', 'organization_id', 'body_id', 'uploaded_by_id', 'uploaded_at', 'expires_at');
CREATE TRIGGER no_delete BEFORE DELETE OR TRUNCATE ON import_draft FOR EACH STATEMENT EXECUTE FUNCTION append_only();

-- Who may bring a list: those who keep it by hand.
CREATE FUNCTION may_import(p_account uuid, p_organization uuid, p_body uuid) RETURNS boolean LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
  SELECT EXISTS (SELECT 1 FROM organization_membership WHERE organization_id = p_organization AND account_id = p_account AND role IN ('OWNER', 'EDITOR'))
    OR EXISTS (SELECT 1 FROM body_membership m JOIN body b ON b.id = m.body_id WHERE m.body_id = p_body AND m.account_id = p_account AND m.role = 'OFFICER' AND 'REGISTRY' = ANY (b.duties))
$$;
CREATE FUNCTION guard_import_draft() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    IF NOT may_import(NEW.uploaded_by_id, NEW.organization_id, NEW.body_id) THEN PERFORM refuse('forbidden'); END IF;
    RETURN NEW;
  END IF;
  IF NEW.settled_by_id IS NOT NULL AND OLD.settled_by_id IS NULL THEN
    IF NOT may_import(NEW.settled_by_id, NEW.organization_id, NEW.body_id) THEN PERFORM refuse('forbidden'); END IF;
    IF OLD.expires_at <= clock() THEN PERFORM refuse('import.over'); END IF;
  END IF;
  -- Counts of what was written stay what they were.
  IF OLD.state = 'IMPORTED' AND (NEW.rows_sealed IS NOT NULL OR (NEW.added, NEW.changed, NEW.unchanged, NEW.left_out) IS DISTINCT FROM (OLD.added, OLD.changed, OLD.unchanged, OLD.left_out)) THEN
    PERFORM refuse('import.over');
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER import_draft_guard BEFORE INSERT OR UPDATE ON import_draft FOR EACH ROW EXECUTE FUNCTION guard_import_draft();

REVOKE INSERT, UPDATE, DELETE ON import_draft FROM commonweal_app;
GRANT SELECT, INSERT ON import_draft TO commonweal_app;
GRANT UPDATE (state, rows_sealed, added, changed, unchanged, left_out, settled_by_id, settled_at, version) ON import_draft TO commonweal_app;
