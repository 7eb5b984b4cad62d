-- Why: a call's private key belongs to nobody alone. It is split at publication among the keyholders named on the call (k of n,
-- one of them an escrow), each share encrypted to a key that only a passphrase opens. Until k of them have come together after
-- the deadline nothing in the database, with all secrets of the application, opens a bid. See docs/decisions/sealed-bids.md.

-- Bids that were sealed under the former key could not be opened any more: nobody's work is lost by an upgrade.
DO $$ BEGIN
  IF EXISTS (SELECT 1 FROM call WHERE state = 'PUBLISHED') THEN
    RAISE EXCEPTION 'calls are open whose key is not split: open, fail or cancel them with the release before this one, then upgrade (a demonstration: empty its DATA_DIR)';
  END IF;
END $$;

DROP FUNCTION open_call_key(uuid);
ALTER TABLE call_key DROP COLUMN wrapped_private_key;

-- ---------------------------------------------------------------------------------------------------------------------
-- A person's opening key: the private half is under their passphrase (argon2id), which is stored nowhere.
CREATE TABLE opening_key (
  id                 uuid PRIMARY KEY,
  account_id         uuid NOT NULL REFERENCES account (id) ON DELETE RESTRICT ON UPDATE CASCADE,
  public_key         bytea NOT NULL,
  sealed_private_key bytea,
  salt               bytea NOT NULL,
  memory_kib         integer NOT NULL,
  passes             integer NOT NULL,
  created_at         timestamptz(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  changed_at         timestamptz(3),
  replaced_at        timestamptz(3),
  -- A replaced key is gone for good: nobody may hope for it.
  CONSTRAINT replaced_is_gone CHECK ((replaced_at IS NULL) = (sealed_private_key IS NOT NULL))
);
CREATE UNIQUE INDEX one_opening_key ON opening_key (account_id) WHERE replaced_at IS NULL;
CREATE INDEX opening_key_account_id_idx ON opening_key (account_id);

CREATE FUNCTION guard_opening_key() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  IF (NEW.id, NEW.account_id, NEW.public_key, NEW.created_at) IS DISTINCT FROM (OLD.id, OLD.account_id, OLD.public_key, OLD.created_at)
     OR OLD.replaced_at IS NOT NULL THEN PERFORM refuse('opening.key-fixed'); END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER opening_key_guard BEFORE UPDATE ON opening_key FOR EACH ROW EXECUTE FUNCTION guard_opening_key();

-- ---------------------------------------------------------------------------------------------------------------------
-- Who is named on a call, while it is a draft.
ALTER TABLE call ADD COLUMN key_threshold smallint NOT NULL DEFAULT 2,
  ADD CONSTRAINT call_key_threshold CHECK (key_threshold BETWEEN 2 AND 7);
CREATE TABLE call_keyholder (
  call_id    uuid NOT NULL REFERENCES call (id) ON DELETE CASCADE ON UPDATE CASCADE,
  account_id uuid NOT NULL REFERENCES account (id) ON DELETE RESTRICT ON UPDATE CASCADE,
  is_escrow  boolean NOT NULL DEFAULT false,
  PRIMARY KEY (call_id, account_id)
);
CREATE UNIQUE INDEX one_escrow ON call_keyholder (call_id) WHERE is_escrow;

-- Officers and approvers hold the key; the escrow is a supervisor, or where the body has none another official of it.
CREATE FUNCTION may_hold_key(p_body uuid, p_account uuid, p_escrow boolean) RETURNS boolean LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
  SELECT EXISTS (SELECT 1 FROM body_membership m WHERE m.body_id = p_body AND m.account_id = p_account AND CASE
    WHEN NOT p_escrow THEN m.role IN ('OFFICER', 'APPROVER')
    WHEN EXISTS (SELECT 1 FROM body_membership s WHERE s.body_id = p_body AND s.role = 'SUPERVISOR') THEN m.role = 'SUPERVISOR'
    ELSE m.role IN ('OFFICER', 'APPROVER', 'FINANCE') END)
    AND EXISTS (SELECT 1 FROM account WHERE id = p_account AND state = 'ACTIVE')
$$;
CREATE FUNCTION guard_call_keyholder() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  IF NOT may_hold_key((SELECT body_id FROM call WHERE id = NEW.call_id), NEW.account_id, NEW.is_escrow) THEN PERFORM refuse('opening.not-nameable'); END IF;
  RETURN NEW;
END $$;
-- The named, as the draft's pages need them: with a key or without, still of the body or not.
CREATE FUNCTION keyholders_of(p_call uuid) RETURNS TABLE (account_id uuid, name text, is_escrow boolean, has_key boolean, is_nameable boolean)
LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
  SELECT h.account_id, a.name, h.is_escrow,
    EXISTS (SELECT 1 FROM opening_key k WHERE k.account_id = h.account_id AND k.replaced_at IS NULL),
    may_hold_key(c.body_id, h.account_id, h.is_escrow)
  FROM call_keyholder h JOIN call c ON c.id = h.call_id JOIN account a ON a.id = h.account_id WHERE h.call_id = p_call
$$;
CREATE TRIGGER call_keyholder_role BEFORE INSERT OR UPDATE ON call_keyholder FOR EACH ROW EXECUTE FUNCTION guard_call_keyholder();
CREATE TRIGGER call_keyholder_guard BEFORE INSERT OR UPDATE OR DELETE ON call_keyholder FOR EACH ROW EXECUTE FUNCTION guard_call_part();

-- ---------------------------------------------------------------------------------------------------------------------
-- One share for each, made at publication, encrypted to their opening key.
CREATE TABLE call_share (
  call_id              uuid NOT NULL REFERENCES call (id) ON DELETE RESTRICT ON UPDATE CASCADE,
  account_id           uuid NOT NULL REFERENCES account (id) ON DELETE RESTRICT ON UPDATE CASCADE,
  opening_key_id       uuid NOT NULL REFERENCES opening_key (id) ON DELETE RESTRICT ON UPDATE CASCADE,
  ephemeral_public_key bytea NOT NULL,
  ciphertext           bytea NOT NULL,
  PRIMARY KEY (call_id, account_id)
);
CREATE INDEX call_share_opening_key_id_idx ON call_share (opening_key_id);
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON call_share FOR EACH STATEMENT EXECUTE FUNCTION append_only();

CREATE FUNCTION guard_call_share() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  IF (SELECT state FROM call WHERE id = NEW.call_id) <> 'SUBMITTED' THEN PERFORM refuse('call.frozen'); END IF;
  IF NOT EXISTS (SELECT 1 FROM call_keyholder WHERE call_id = NEW.call_id AND account_id = NEW.account_id)
     OR NOT EXISTS (SELECT 1 FROM opening_key WHERE id = NEW.opening_key_id AND account_id = NEW.account_id AND replaced_at IS NULL) THEN
    PERFORM refuse('opening.not-keyholder');
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER call_share_guard BEFORE INSERT ON call_share FOR EACH ROW EXECUTE FUNCTION guard_call_share();

-- ---------------------------------------------------------------------------------------------------------------------
-- Shares that were contributed to an opening, until enough are there: after the deadline only, gone when the call is opened.
CREATE TABLE held_share (
  call_id    uuid NOT NULL REFERENCES call (id) ON DELETE RESTRICT ON UPDATE CASCADE,
  account_id uuid NOT NULL REFERENCES account (id) ON DELETE RESTRICT ON UPDATE CASCADE,
  sealed     bytea NOT NULL,
  held_since timestamptz(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  PRIMARY KEY (call_id, account_id)
);
CREATE TRIGGER no_change BEFORE UPDATE ON held_share FOR EACH STATEMENT EXECUTE FUNCTION append_only();

CREATE OR REPLACE FUNCTION guard_opening_confirmation() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE c call;
BEGIN
  SELECT * INTO c FROM call WHERE id = NEW.call_id;
  IF c.state <> 'PUBLISHED' OR clock() < c.bid_deadline_at THEN PERFORM refuse('call.before-deadline'); END IF;
  -- A keyholder who has left the body meanwhile opens nothing any more.
  IF NOT EXISTS (SELECT 1 FROM call_share WHERE call_id = NEW.call_id AND account_id = NEW.account_id)
     OR NOT EXISTS (SELECT 1 FROM body_membership WHERE body_id = c.body_id AND account_id = NEW.account_id) THEN
    PERFORM refuse('opening.not-keyholder');
  END IF;
  NEW.confirmed_at := clock();
  RETURN NEW;
END $$;

CREATE FUNCTION guard_held_share() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE c call;
BEGIN
  SELECT * INTO c FROM call WHERE id = NEW.call_id;
  IF c.state <> 'PUBLISHED' OR clock() < c.bid_deadline_at THEN PERFORM refuse('call.before-deadline'); END IF;
  IF NOT EXISTS (SELECT 1 FROM opening_confirmation WHERE call_id = NEW.call_id AND account_id = NEW.account_id) THEN
    PERFORM refuse('opening.not-keyholder');
  END IF;
  NEW.held_since := clock();
  RETURN NEW;
END $$;
CREATE TRIGGER held_share_guard BEFORE INSERT ON held_share FOR EACH ROW EXECUTE FUNCTION guard_held_share();

-- Opened, failed or cancelled: what was held is not needed any more, and nobody has to remember to remove it.
CREATE FUNCTION drop_held_shares() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  DELETE FROM held_share WHERE call_id = NEW.id;
  RETURN NULL;
END $$;
CREATE TRIGGER held_shares_dropped AFTER UPDATE OF state ON call FOR EACH ROW
  WHEN (OLD.state = 'PUBLISHED' AND NEW.state <> 'PUBLISHED') EXECUTE FUNCTION drop_held_shares();

-- ---------------------------------------------------------------------------------------------------------------------
-- What a call needs of its key. Beside guard_call, which knows nothing of keyholders.
CREATE FUNCTION guard_call_keys() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE v_all int; v_escrow int;
BEGIN
  IF OLD.state <> 'DRAFT' AND NEW.key_threshold <> OLD.key_threshold THEN PERFORM refuse('call.frozen'); END IF;
  IF NEW.state = OLD.state THEN RETURN NEW; END IF;
  IF NEW.state = 'PUBLISHED' THEN
    SELECT count(*), count(*) FILTER (WHERE is_escrow) INTO v_all, v_escrow FROM call_keyholder WHERE call_id = NEW.id;
    IF v_escrow <> 1 OR v_all NOT BETWEEN 3 AND 7 OR NEW.key_threshold > v_all THEN PERFORM refuse('opening.keyholders-incomplete'); END IF;
    IF (SELECT count(*) FROM call_share WHERE call_id = NEW.id) <> v_all THEN PERFORM refuse('opening.keyholders-incomplete'); END IF;
  ELSIF NEW.state = 'OPENED' THEN
    IF (SELECT count(*) FROM opening_confirmation WHERE call_id = NEW.id) < NEW.key_threshold THEN PERFORM refuse('opening.too-few-shares'); END IF;
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER call_keys_guard BEFORE UPDATE ON call FOR EACH ROW EXECUTE FUNCTION guard_call_keys();

-- ---------------------------------------------------------------------------------------------------------------------
-- The ceremony's doors.
CREATE OR REPLACE FUNCTION assert_opening(p_call uuid) RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF NOT EXISTS (SELECT 1 FROM call WHERE id = p_call AND clock() >= bid_deadline_at AND state NOT IN ('DRAFT', 'SUBMITTED', 'FAILED', 'CANCELLED')) THEN
    PERFORM refuse('call.before-deadline');
  END IF;
  IF (SELECT count(*) FROM opening_confirmation WHERE call_id = p_call) < (SELECT key_threshold FROM call WHERE id = p_call) THEN
    PERFORM refuse('opening.too-few-shares');
  END IF;
END $$;

-- A keyholder's own share, once the deadline has passed. It is of use to who has the passphrase.
CREATE FUNCTION call_share_of(p_call uuid, p_account uuid)
RETURNS TABLE (opening_key_id uuid, ephemeral_public_key bytea, ciphertext bytea)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF NOT EXISTS (SELECT 1 FROM call WHERE id = p_call AND state = 'PUBLISHED' AND clock() >= bid_deadline_at) THEN PERFORM refuse('call.before-deadline'); END IF;
  RETURN QUERY SELECT s.opening_key_id, s.ephemeral_public_key, s.ciphertext FROM call_share s WHERE s.call_id = p_call AND s.account_id = p_account;
END $$;

CREATE FUNCTION held_shares(p_call uuid) RETURNS TABLE (account_id uuid, sealed bytea)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  PERFORM assert_opening(p_call);
  RETURN QUERY SELECT h.account_id, h.sealed FROM held_share h WHERE h.call_id = p_call ORDER BY h.held_since, h.account_id;
END $$;

-- ---------------------------------------------------------------------------------------------------------------------
-- The record of an opening: what was read out, once, with its SHA-256; each who was present signs that hash.
CREATE TABLE opening_record (
  call_id    uuid PRIMARY KEY REFERENCES call (id) ON DELETE RESTRICT ON UPDATE CASCADE,
  content    jsonb NOT NULL,
  sha256     text NOT NULL,
  made_at    timestamptz(3) NOT NULL
);
CREATE TABLE opening_signature (
  call_id    uuid NOT NULL REFERENCES opening_record (call_id) ON DELETE RESTRICT ON UPDATE CASCADE,
  account_id uuid NOT NULL REFERENCES account (id) ON DELETE RESTRICT ON UPDATE CASCADE,
  sha256     text NOT NULL,
  signed_at  timestamptz(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  PRIMARY KEY (call_id, account_id)
);
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON opening_record FOR EACH STATEMENT EXECUTE FUNCTION append_only();
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON opening_signature FOR EACH STATEMENT EXECUTE FUNCTION append_only();

CREATE FUNCTION guard_opening_record() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  IF (SELECT state FROM call WHERE id = NEW.call_id) <> 'OPENED' THEN PERFORM refuse('bid.call-not-opened'); END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER opening_record_guard BEFORE INSERT ON opening_record FOR EACH ROW EXECUTE FUNCTION guard_opening_record();

CREATE FUNCTION guard_opening_signature() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  IF NOT EXISTS (SELECT 1 FROM opening_confirmation WHERE call_id = NEW.call_id AND account_id = NEW.account_id) THEN PERFORM refuse('opening.not-present'); END IF;
  IF NEW.sha256 IS DISTINCT FROM (SELECT sha256 FROM opening_record WHERE call_id = NEW.call_id) THEN PERFORM refuse('opening.other-record'); END IF;
  NEW.signed_at := clock();
  RETURN NEW;
END $$;
CREATE TRIGGER opening_signature_guard BEFORE INSERT ON opening_signature FOR EACH ROW EXECUTE FUNCTION guard_opening_signature();

-- ---------------------------------------------------------------------------------------------------------------------
-- What the runtime role may touch.
GRANT SELECT, INSERT, UPDATE ON opening_key, call_keyholder TO commonweal_app;
GRANT DELETE ON call_keyholder TO commonweal_app;
GRANT SELECT, INSERT ON opening_record, opening_signature TO commonweal_app;
GRANT INSERT ON call_share, held_share TO commonweal_app;
REVOKE UPDATE ON opening_record, opening_signature FROM commonweal_app;
REVOKE SELECT, UPDATE ON call_share, held_share FROM commonweal_app;
GRANT SELECT (call_id, account_id, opening_key_id) ON call_share TO commonweal_app;
GRANT SELECT (call_id, account_id, held_since) ON held_share TO commonweal_app;
REVOKE ALL ON FUNCTION call_share_of(uuid, uuid), held_shares(uuid), drop_held_shares() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION call_share_of(uuid, uuid), held_shares(uuid) TO commonweal_app;
