-- Why: what belongs to a contract besides its words (a plan of the service, a price list, a code of conduct) is signed with it: each paper in its
-- versions, and the checksum of the version that counts in the content both sides sign.
CREATE TABLE contract_annex (
  id uuid NOT NULL PRIMARY KEY DEFAULT uuidv7(),
  contract_id uuid NOT NULL REFERENCES contract (id),
  title text NOT NULL,
  version_no smallint NOT NULL,
  file_id uuid NOT NULL UNIQUE REFERENCES file (id),
  sha256 text NOT NULL,
  added_by_id uuid NOT NULL REFERENCES account (id),
  added_at timestamptz(3) NOT NULL DEFAULT clock(),
  -- A later version took its place, or it was taken out. It stays readable.
  replaced_at timestamptz(3),
  CONSTRAINT contract_annex_words CHECK (btrim(title) <> '' AND char_length(title) <= 80 AND version_no BETWEEN 1 AND 99)
);
CREATE UNIQUE INDEX contract_annex_version ON contract_annex (contract_id, title, version_no);
CREATE UNIQUE INDEX contract_annex_one ON contract_annex (contract_id, title) WHERE replaced_at IS NULL;
CREATE TRIGGER keep BEFORE UPDATE ON contract_annex FOR EACH ROW EXECUTE FUNCTION keep_columns('id', 'contract_id', 'title', 'version_no', 'file_id', 'sha256', 'added_by_id', 'added_at');
CREATE TRIGGER no_delete BEFORE DELETE OR TRUNCATE ON contract_annex FOR EACH STATEMENT EXECUTE FUNCTION append_only();
-- While the contract is a draft alone; its checksum is that of its file.
CREATE FUNCTION guard_contract_annex() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE k contract;
BEGIN
  SELECT * INTO k FROM contract WHERE id = NEW.contract_id FOR UPDATE;
  IF k.state <> 'DRAFT' THEN PERFORM refuse('contract.offered'); END IF;
  IF TG_OP = 'INSERT' THEN
    SELECT f.sha256 INTO NEW.sha256 FROM file f WHERE f.id = NEW.file_id AND f.purpose = 'CONTRACT_ANNEX';
    IF NEW.sha256 IS NULL THEN PERFORM refuse('invalid'); END IF;
    NEW.version_no := 1 + coalesce((SELECT max(a.version_no) FROM contract_annex a WHERE a.contract_id = NEW.contract_id AND a.title = NEW.title), 0);
  ELSIF OLD.replaced_at IS NOT NULL THEN PERFORM refuse('contract.annex-gone');
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER contract_annex_guard BEFORE INSERT OR UPDATE ON contract_annex FOR EACH ROW EXECUTE FUNCTION guard_contract_annex();

-- The annexes as content of form 4 says them; null where there are none, since the field is left out then.
CREATE FUNCTION contract_annexes(p_contract uuid) RETURNS jsonb LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
  SELECT jsonb_agg(jsonb_build_object('title', a.title, 'versionNo', a.version_no, 'sha256', a.sha256) ORDER BY a.title COLLATE "C") FROM contract_annex a WHERE a.contract_id = p_contract AND a.replaced_at IS NULL
$$;
-- Nothing is offered whose text says other annexes than those that are there.
CREATE FUNCTION guard_offered_annexes() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  IF NEW.schema_no = 4 AND (NEW.content_text::jsonb -> 'annexes') IS DISTINCT FROM contract_annexes(NEW.id) THEN PERFORM refuse('contract.hash-mismatch'); END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER contract_offers_annexes BEFORE UPDATE OF state ON contract FOR EACH ROW WHEN (NEW.state = 'OFFERED' AND OLD.state <> 'OFFERED') EXECUTE FUNCTION guard_offered_annexes();

-- What changes a contract leaves its annexes.
CREATE FUNCTION guard_amended_annexes() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  IF (NEW.content_text::jsonb -> 'annexes') IS DISTINCT FROM (SELECT k.content_text::jsonb -> 'annexes' FROM contract k WHERE k.id = NEW.contract_id) THEN PERFORM refuse('amendment.outdated'); END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER amendment_keeps_annexes BEFORE INSERT OR UPDATE OF content_text ON amendment FOR EACH ROW EXECUTE FUNCTION guard_amended_annexes();

REVOKE INSERT, UPDATE, DELETE ON contract_annex FROM commonweal_app;
GRANT SELECT, INSERT ON contract_annex TO commonweal_app;
GRANT UPDATE (replaced_at) ON contract_annex TO commonweal_app;
