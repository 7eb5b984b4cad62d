-- Why: venture contracts have further parties (who incubates, the street office, a donor, the evaluator): each undertakes something and
-- signs. They are part of the signed content (form 4), and a contract is in force only when all of them signed the very hash the two
-- sides sign. Who has an account signs here; who has none signs on paper, which an official uploads and vouches for.
CREATE TABLE contract_party (
  id uuid NOT NULL PRIMARY KEY DEFAULT uuidv7(),
  contract_id uuid NOT NULL REFERENCES contract (id) ON UPDATE CASCADE ON DELETE RESTRICT,
  position smallint NOT NULL,
  -- INCUBATOR, STREET, DONOR, EVALUATOR, OTHER
  kind text NOT NULL,
  name text NOT NULL,
  credit_code text,
  -- What it undertakes, and who signs for it.
  duty text NOT NULL,
  signer text NOT NULL,
  -- Where it is on the platform; neither: it signs on paper.
  organization_id uuid REFERENCES organization (id),
  body_id uuid REFERENCES body (id),
  added_by_id uuid NOT NULL REFERENCES account (id),
  content_sha256 text,
  signed_by_id uuid REFERENCES account (id),
  signed_at timestamptz(3),
  file_id uuid REFERENCES file (id) ON UPDATE CASCADE ON DELETE RESTRICT,
  CONSTRAINT contract_party_words CHECK (kind IN ('INCUBATOR', 'STREET', 'DONOR', 'EVALUATOR', 'OTHER') AND name <> '' AND duty <> '' AND signer <> '' AND position BETWEEN 1 AND 6),
  CONSTRAINT contract_party_place CHECK (organization_id IS NULL OR body_id IS NULL),
  CONSTRAINT contract_party_whole CHECK ((signed_at IS NULL) = (content_sha256 IS NULL) AND (signed_at IS NULL) = (signed_by_id IS NULL)
    AND (file_id IS NOT NULL) = (signed_at IS NOT NULL AND organization_id IS NULL AND body_id IS NULL))
);
CREATE UNIQUE INDEX contract_party_contract_id_position_key ON contract_party (contract_id, position);
CREATE UNIQUE INDEX contract_party_contract_id_name_key ON contract_party (contract_id, name);
CREATE INDEX contract_party_organization_id_idx ON contract_party (organization_id);
CREATE INDEX contract_party_body_id_idx ON contract_party (body_id);
CREATE UNIQUE INDEX contract_party_file_id_key ON contract_party (file_id);
GRANT SELECT, INSERT, UPDATE, DELETE ON contract_party TO commonweal_app;

CREATE FUNCTION guard_contract_party() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE k contract; p project;
BEGIN
  SELECT * INTO k FROM contract WHERE id = coalesce(NEW.contract_id, OLD.contract_id) FOR UPDATE;
  SELECT * INTO p FROM project WHERE contract_id = k.id;
  IF TG_OP = 'DELETE' THEN
    IF k.state <> 'DRAFT' THEN PERFORM refuse('contract.offered'); END IF;
    RETURN OLD;
  END IF;
  IF NEW.organization_id = p.organization_id OR NEW.body_id = p.body_id THEN PERFORM refuse('contract.party-is-side'); END IF;
  IF TG_OP = 'INSERT' THEN
    IF k.state <> 'DRAFT' OR NEW.signed_at IS NOT NULL THEN PERFORM refuse('contract.offered'); END IF;
    RETURN NEW;
  END IF;
  IF (to_jsonb(NEW) - ARRAY['content_sha256', 'signed_by_id', 'signed_at', 'file_id']) IS DISTINCT FROM (to_jsonb(OLD) - ARRAY['content_sha256', 'signed_by_id', 'signed_at', 'file_id']) THEN PERFORM refuse('contract.offered'); END IF;
  IF NEW.signed_at IS NULL THEN
    -- Signatures fall with the offer they were given to.
    IF k.state <> 'DRAFT' THEN PERFORM refuse('contract.offered'); END IF;
    RETURN NEW;
  END IF;
  IF OLD.signed_at IS NOT NULL THEN PERFORM refuse('contract.party-signed'); END IF;
  IF k.state <> 'OFFERED' THEN PERFORM refuse('contract.wrong-state'); END IF;
  IF NEW.content_sha256 <> k.content_sha256 THEN PERFORM refuse('contract.hash-mismatch'); END IF;
  IF NEW.organization_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM organization_membership WHERE organization_id = NEW.organization_id AND account_id = NEW.signed_by_id AND role = 'CERTIFIER')
     OR NEW.body_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM body_membership WHERE body_id = NEW.body_id AND account_id = NEW.signed_by_id AND role = 'APPROVER')
     -- On paper: an official of the buyer vouches for it.
     OR NEW.file_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM body_membership WHERE body_id = p.body_id AND account_id = NEW.signed_by_id AND role = 'OFFICER') THEN
    PERFORM refuse('contract.party-signer');
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER contract_party_guard BEFORE INSERT OR UPDATE OR DELETE ON contract_party FOR EACH ROW EXECUTE FUNCTION guard_contract_party();

-- The parties as content of form 4 says them; null where there are none, since the field is left out then.
CREATE FUNCTION contract_parties(p_contract uuid) RETURNS jsonb LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
  SELECT jsonb_agg(jsonb_build_object('position', position, 'kind', kind, 'name', name, 'creditCode', credit_code, 'duty', duty, 'signer', signer) ORDER BY position)
  FROM contract_party WHERE contract_id = p_contract
$$;

-- What is offered names every party; a contract is signed when all of them have signed its hash.
CREATE FUNCTION guard_contract_parties() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  IF NEW.state = 'OFFERED' AND contract_parties(NEW.id) IS DISTINCT FROM (NEW.content_text::jsonb -> 'parties') THEN PERFORM refuse('contract.party-missing'); END IF;
  IF NEW.state = 'SIGNED' AND EXISTS (SELECT 1 FROM contract_party WHERE contract_id = NEW.id AND content_sha256 IS DISTINCT FROM NEW.content_sha256) THEN PERFORM refuse('contract.parties-unsigned'); END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER contract_parties_guard BEFORE UPDATE OF state ON contract FOR EACH ROW WHEN (NEW.state <> OLD.state AND NEW.state <> 'DRAFT') EXECUTE FUNCTION guard_contract_parties();
CREATE FUNCTION drop_party_signatures() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  UPDATE contract_party SET content_sha256 = NULL, signed_by_id = NULL, signed_at = NULL, file_id = NULL WHERE contract_id = NEW.id AND signed_at IS NOT NULL;
  RETURN NULL;
END $$;
CREATE TRIGGER contract_redrafted AFTER UPDATE OF state ON contract FOR EACH ROW WHEN (NEW.state = 'DRAFT' AND OLD.state = 'OFFERED') EXECUTE FUNCTION drop_party_signatures();

-- An amendment leaves the parties as they are.
CREATE FUNCTION check_amended_parties() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  IF contract_parties(NEW.contract_id) IS DISTINCT FROM (NEW.content_text::jsonb -> 'parties') THEN PERFORM refuse('amendment.outdated'); END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER amended_parties AFTER UPDATE ON amendment DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (NEW.state = 'SIGNED') EXECUTE FUNCTION check_amended_parties();
