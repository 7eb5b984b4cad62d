-- Why: the same certificates are asked for call after call, and a bid fails on one that has expired. An organization keeps them
-- once, with the day until which they are valid, and a bid takes a copy. Which kinds a call asks for is frozen with it.
CREATE TYPE document_kind AS ENUM ('REGISTRATION', 'AUDIT_REPORT', 'ANNUAL_REPORT', 'TAX_CERTIFICATE', 'SOCIAL_INSURANCE', 'LICENCE', 'RATING', 'OTHER');
CREATE TABLE organization_document (
  id uuid NOT NULL DEFAULT uuidv7(),
  organization_id uuid NOT NULL REFERENCES organization (id) ON DELETE RESTRICT ON UPDATE CASCADE,
  kind document_kind NOT NULL,
  title text NOT NULL DEFAULT '',
  number text NOT NULL DEFAULT '',
  issued_on date,
  valid_until date,
  file_id uuid NOT NULL REFERENCES file (id) ON DELETE RESTRICT ON UPDATE CASCADE,
  added_by_id uuid NOT NULL REFERENCES account (id),
  added_at timestamptz(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  CONSTRAINT organization_document_pkey PRIMARY KEY (id),
  CONSTRAINT organization_document_file_id_key UNIQUE (file_id),
  CONSTRAINT organization_document_dates CHECK (valid_until >= issued_on),
  CONSTRAINT organization_document_named CHECK (kind <> 'OTHER' OR title <> '')
);
CREATE INDEX organization_document_organization_id_idx ON organization_document (organization_id);
CREATE TRIGGER keep BEFORE UPDATE ON organization_document FOR EACH ROW EXECUTE FUNCTION keep_columns('id', 'organization_id', 'file_id', 'added_by_id');
GRANT DELETE ON organization_document TO commonweal_app;

-- Its own file, stored as such: nobody's evidence or attachment becomes a document by its id.
CREATE FUNCTION guard_organization_document() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  IF NOT EXISTS (SELECT 1 FROM file WHERE id = NEW.file_id AND organization_id = NEW.organization_id AND purpose = 'ORGANIZATION_DOCUMENT') THEN PERFORM refuse('application.foreign-file'); END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER organization_document_guard BEFORE INSERT ON organization_document FOR EACH ROW EXECUTE FUNCTION guard_organization_document();

CREATE TABLE required_document (
  call_id uuid NOT NULL REFERENCES call (id) ON DELETE CASCADE ON UPDATE CASCADE,
  kind document_kind NOT NULL,
  CONSTRAINT required_document_pkey PRIMARY KEY (call_id, kind)
);
CREATE TRIGGER required_document_frozen BEFORE INSERT OR UPDATE OR DELETE ON required_document FOR EACH ROW EXECUTE FUNCTION guard_call_part();
GRANT DELETE ON required_document TO commonweal_app;
