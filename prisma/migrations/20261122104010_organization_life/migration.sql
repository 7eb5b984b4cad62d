-- Why: what an organization says of itself is asked for once and used everywhere; its earlier names stay known, since contracts, ratings and
-- credit records carry them; what it owns changes hands only when both people say so.
ALTER TABLE organization
  ADD COLUMN business_scope text NOT NULL DEFAULT '',
  ADD COLUMN supervising_unit text NOT NULL DEFAULT '',
  -- Funds it was registered with (注册资金), fen.
  ADD COLUMN registered_fen bigint,
  ADD COLUMN space_sqm int,
  ADD COLUMN venues text NOT NULL DEFAULT '',
  ADD COLUMN tax_status text NOT NULL DEFAULT 'UNKNOWN',
  ADD COLUMN tax_exempt_until date,
  ADD COLUMN internal_rules text[] NOT NULL DEFAULT '{}',
  -- Since when it has its present name, and by which document of the registry.
  ADD COLUMN name_since date,
  ADD COLUMN name_document text NOT NULL DEFAULT '',
  ADD CONSTRAINT organization_means CHECK (coalesce(registered_fen, 1) BETWEEN 1 AND 100000000000000 AND coalesce(space_sqm, 1) BETWEEN 1 AND 1000000),
  ADD CONSTRAINT organization_tax CHECK (tax_status IN ('UNKNOWN', 'TAXED', 'EXEMPT') AND (tax_exempt_until IS NULL OR tax_status = 'EXEMPT')),
  ADD CONSTRAINT organization_rules CHECK (internal_rules <@ '{CHARTER,COUNCIL,FINANCE,PERSONNEL,VOLUNTEERS,DONATIONS,CONFLICTS,DISCLOSURE,ARCHIVES,SAFETY}'::text[]);

-- Names it had before. Written by PostgreSQL alone.
CREATE TABLE organization_former_name (
  id uuid NOT NULL PRIMARY KEY DEFAULT uuidv7(),
  organization_id uuid NOT NULL REFERENCES organization (id),
  name text NOT NULL,
  from_on date,
  until_on date NOT NULL,
  -- The document by which it was given up.
  document_no text NOT NULL,
  changed_at timestamptz(3) NOT NULL DEFAULT clock()
);
CREATE INDEX organization_former_name_organization ON organization_former_name (organization_id, until_on);
CREATE INDEX organization_former_name_trgm ON organization_former_name USING gin (name gin_trgm_ops);
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON organization_former_name FOR EACH STATEMENT EXECUTE FUNCTION append_only();

-- A registered organization changes its name by a document of its registry, from a day that is not before the name it has.
CREATE FUNCTION keep_former_name() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF NEW.name_since IS NULL OR NEW.name_since > today() OR NEW.name_since <= coalesce(OLD.name_since, OLD.founded_on, '1900-01-01'::date) THEN PERFORM refuse('organization.name-day'); END IF;
  IF OLD.kind <> 'COMMUNITY_GROUP' AND (btrim(NEW.name_document) = '' OR NEW.name_document = OLD.name_document) THEN PERFORM refuse('organization.name-document'); END IF;
  INSERT INTO organization_former_name (organization_id, name, from_on, until_on, document_no) VALUES (OLD.id, OLD.name, OLD.name_since, NEW.name_since, NEW.name_document);
  RETURN NULL;
END $$;
CREATE TRIGGER organization_former_names AFTER UPDATE OF name ON organization FOR EACH ROW WHEN (NEW.name IS DISTINCT FROM OLD.name) EXECUTE FUNCTION keep_former_name();

-- Charter, internal rules and reports that the organization shows to everybody.
ALTER TABLE organization_document ADD COLUMN is_public boolean NOT NULL DEFAULT false;
CREATE INDEX organization_document_valid_until ON organization_document (valid_until) WHERE valid_until IS NOT NULL;
ALTER TABLE reminder_rule DROP CONSTRAINT reminder_rule_subject,
  ADD CONSTRAINT reminder_rule_subject CHECK (subject IN ('MILESTONE', 'REVIEW', 'QUARTER', 'RATING', 'ANNUAL_REPORT', 'DOCUMENT') AND days BETWEEN -120 AND 60);
INSERT INTO reminder_rule (subject, days) VALUES ('DOCUMENT', -90), ('DOCUMENT', -30), ('DOCUMENT', -15);

-- An owner hands the organization over to another of its people, who says yes or no.
CREATE TABLE ownership_handover (
  id uuid NOT NULL PRIMARY KEY DEFAULT uuidv7(),
  organization_id uuid NOT NULL REFERENCES organization (id),
  from_id uuid NOT NULL REFERENCES account (id),
  to_id uuid NOT NULL REFERENCES account (id),
  offered_at timestamptz(3) NOT NULL DEFAULT clock(),
  answer text,
  answered_at timestamptz(3),
  CONSTRAINT ownership_handover_two CHECK (from_id <> to_id),
  CONSTRAINT ownership_handover_answer CHECK (answer IN ('ACCEPTED', 'DECLINED', 'WITHDRAWN') AND (answer IS NULL) = (answered_at IS NULL))
);
CREATE UNIQUE INDEX ownership_handover_open ON ownership_handover (organization_id) WHERE answered_at IS NULL;
CREATE INDEX ownership_handover_to ON ownership_handover (to_id) WHERE answered_at IS NULL;
CREATE TRIGGER keep BEFORE UPDATE ON ownership_handover FOR EACH ROW EXECUTE FUNCTION keep_columns('id', 'organization_id', 'from_id', 'to_id', 'offered_at');
CREATE TRIGGER no_delete BEFORE DELETE OR TRUNCATE ON ownership_handover FOR EACH STATEMENT EXECUTE FUNCTION append_only();
CREATE FUNCTION guard_ownership_handover() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  IF TG_OP = 'UPDATE' AND OLD.answered_at IS NOT NULL THEN PERFORM refuse('organization.handover-answered'); END IF;
  IF NEW.answer IS DISTINCT FROM 'WITHDRAWN' AND NEW.answer IS DISTINCT FROM 'DECLINED' THEN
    -- Still an owner, still one of its people: both when it is offered and when it is taken.
    IF NOT EXISTS (SELECT 1 FROM organization_membership WHERE organization_id = NEW.organization_id AND account_id = NEW.from_id AND role = 'OWNER') THEN PERFORM refuse('organization.handover-not-owner'); END IF;
    IF NOT EXISTS (SELECT 1 FROM organization_membership WHERE organization_id = NEW.organization_id AND account_id = NEW.to_id) THEN PERFORM refuse('organization.handover-not-member'); END IF;
    IF TG_OP = 'INSERT' AND EXISTS (SELECT 1 FROM organization_membership WHERE organization_id = NEW.organization_id AND account_id = NEW.to_id AND role = 'OWNER') THEN PERFORM refuse('organization.handover-owner-already'); END IF;
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER ownership_handover_guard BEFORE INSERT OR UPDATE ON ownership_handover FOR EACH ROW EXECUTE FUNCTION guard_ownership_handover();
-- A yes moves the role in the same moment; what else the two are stays.
CREATE FUNCTION move_ownership() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  INSERT INTO organization_membership (id, account_id, organization_id, role, created_at) VALUES (uuidv7(), NEW.to_id, NEW.organization_id, 'OWNER', clock()) ON CONFLICT DO NOTHING;
  DELETE FROM organization_membership WHERE organization_id = NEW.organization_id AND account_id = NEW.from_id AND role = 'OWNER';
  RETURN NULL;
END $$;
CREATE TRIGGER ownership_moves AFTER UPDATE ON ownership_handover FOR EACH ROW WHEN (NEW.answer = 'ACCEPTED') EXECUTE FUNCTION move_ownership();

GRANT SELECT ON organization_former_name TO commonweal_app;
REVOKE INSERT, UPDATE, DELETE ON organization_former_name FROM commonweal_app;
GRANT SELECT, INSERT ON ownership_handover TO commonweal_app;
REVOKE UPDATE ON ownership_handover FROM commonweal_app;
GRANT UPDATE (answer, answered_at) ON ownership_handover TO commonweal_app;
