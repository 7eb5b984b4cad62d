-- Why: a contract that further parties signed was amended by two sides alone. What changes the contract itself (authority CONTRACT) is signed
-- by every further party too, over the hash of the amended content, before the other side signs: the other side's signature puts it in force.
-- A notice, and a shift of the budget that an official may approve, change nothing that a further party undertakes.
CREATE TABLE amendment_signature (
  amendment_id uuid NOT NULL REFERENCES amendment (id),
  party_id uuid NOT NULL REFERENCES contract_party (id),
  content_sha256 text NOT NULL,
  signed_by_id uuid NOT NULL REFERENCES account (id),
  signed_at timestamptz(3) NOT NULL DEFAULT clock(),
  -- The paper of a party that is not on the platform.
  file_id uuid UNIQUE REFERENCES file (id) ON UPDATE CASCADE ON DELETE RESTRICT,
  PRIMARY KEY (amendment_id, party_id)
);
CREATE INDEX amendment_signature_party_id_idx ON amendment_signature (party_id);
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON amendment_signature FOR EACH STATEMENT EXECUTE FUNCTION append_only();

CREATE FUNCTION guard_amendment_signature() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE a amendment; y contract_party; v_body uuid;
BEGIN
  SELECT * INTO a FROM amendment WHERE id = NEW.amendment_id FOR UPDATE;
  SELECT * INTO y FROM contract_party WHERE id = NEW.party_id;
  IF y.contract_id IS DISTINCT FROM a.contract_id OR a.state <> 'OFFERED' OR a.authority <> 'CONTRACT' THEN PERFORM refuse('amendment.wrong-state'); END IF;
  IF NEW.content_sha256 <> a.content_sha256 THEN PERFORM refuse('amendment.hash-mismatch'); END IF;
  SELECT p.body_id INTO v_body FROM project p WHERE p.contract_id = a.contract_id;
  IF (NEW.file_id IS NOT NULL) <> (y.organization_id IS NULL AND y.body_id IS NULL) OR NOT (CASE
      WHEN y.organization_id IS NOT NULL THEN EXISTS (SELECT 1 FROM organization_membership WHERE organization_id = y.organization_id AND account_id = NEW.signed_by_id AND role = 'CERTIFIER')
      WHEN y.body_id IS NOT NULL THEN EXISTS (SELECT 1 FROM body_membership WHERE body_id = y.body_id AND account_id = NEW.signed_by_id AND role = 'APPROVER')
      -- On paper: an official of the buyer vouches for it.
      ELSE EXISTS (SELECT 1 FROM body_membership WHERE body_id = v_body AND account_id = NEW.signed_by_id AND role = 'OFFICER') END) THEN
    PERFORM refuse('contract.party-signer');
  END IF;
  NEW.signed_at := clock();
  RETURN NEW;
END $$;
CREATE TRIGGER amendment_signature_guard BEFORE INSERT ON amendment_signature FOR EACH ROW EXECUTE FUNCTION guard_amendment_signature();

-- Whose signature an amendment still lacks; the two sides apart.
CREATE FUNCTION amendment_parties_unsigned(p_amendment uuid) RETURNS SETOF uuid LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
  SELECT y.id FROM amendment a JOIN contract_party y ON y.contract_id = a.contract_id
  WHERE a.id = p_amendment AND a.authority = 'CONTRACT'
    AND NOT EXISTS (SELECT 1 FROM amendment_signature s WHERE s.amendment_id = a.id AND s.party_id = y.id AND s.content_sha256 = a.content_sha256)
$$;
CREATE FUNCTION guard_amendment_parties() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM amendment_parties_unsigned(NEW.id)) THEN PERFORM refuse('amendment.parties-unsigned'); END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER amendment_parties_guard BEFORE UPDATE OF state ON amendment FOR EACH ROW WHEN (NEW.state = 'SIGNED' AND OLD.state <> 'SIGNED') EXECUTE FUNCTION guard_amendment_parties();

GRANT SELECT, INSERT ON amendment_signature TO commonweal_app;
