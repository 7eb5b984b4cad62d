-- Why: programs that read much read with a key of their maker and get a higher limit. A key opens nothing that is not public. It is told
-- once and kept as its hash; an account has a few at a time, and they go with it.
CREATE TABLE api_key_rule (
  from_on date NOT NULL PRIMARY KEY,
  per_account smallint NOT NULL,
  CONSTRAINT api_key_rule_numbers CHECK (per_account BETWEEN 1 AND 100)
);
INSERT INTO api_key_rule VALUES ('2026-01-01', 5);
CREATE FUNCTION api_key_rule_on(p_on date) RETURNS api_key_rule LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
  SELECT r FROM api_key_rule r WHERE from_on <= p_on ORDER BY from_on DESC LIMIT 1 $$;

CREATE TABLE api_key (
  id uuid NOT NULL PRIMARY KEY DEFAULT uuidv7(),
  account_id uuid NOT NULL REFERENCES account (id) ON UPDATE CASCADE ON DELETE CASCADE,
  name text NOT NULL,
  -- Its first characters, by which its owner knows it.
  prefix text NOT NULL,
  -- SHA-256 of the key: 256 random bits need no slow hash.
  key_hash bytea NOT NULL,
  created_at timestamptz(3) NOT NULL DEFAULT clock(),
  last_used_on date,
  revoked_at timestamptz(3),
  CONSTRAINT api_key_hash_key UNIQUE (key_hash),
  CONSTRAINT api_key_words CHECK (btrim(name) <> '' AND char_length(name) <= 80 AND prefix ~ '^gyh_[A-Za-z0-9_-]{6}$'),
  CONSTRAINT api_key_hash CHECK (octet_length(key_hash) = 32),
  CONSTRAINT api_key_dates CHECK (revoked_at >= created_at)
);
CREATE INDEX api_key_account_id_idx ON api_key (account_id);
CREATE UNIQUE INDEX api_key_name ON api_key (account_id, name) WHERE revoked_at IS NULL;

CREATE FUNCTION guard_api_key() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  IF TG_OP = 'UPDATE' THEN
    IF (NEW.id, NEW.account_id, NEW.name, NEW.prefix, NEW.key_hash, NEW.created_at) IS DISTINCT FROM (OLD.id, OLD.account_id, OLD.name, OLD.prefix, OLD.key_hash, OLD.created_at)
      OR OLD.revoked_at IS NOT NULL OR NEW.last_used_on < OLD.last_used_on THEN PERFORM refuse('api-key.settled'); END IF;
    RETURN NEW;
  END IF;
  IF NEW.revoked_at IS NOT NULL OR NEW.last_used_on IS NOT NULL THEN PERFORM refuse('api-key.settled'); END IF;
  IF NOT EXISTS (SELECT 1 FROM account WHERE id = NEW.account_id AND state = 'ACTIVE') THEN PERFORM refuse('forbidden'); END IF;
  -- Two at once would both count one too few.
  PERFORM pg_advisory_xact_lock(hashtextextended('api-key:' || NEW.account_id, 0));
  IF (SELECT count(*) FROM api_key WHERE account_id = NEW.account_id AND revoked_at IS NULL) >= (api_key_rule_on(today())).per_account THEN PERFORM refuse('api-key.too-many'); END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER api_key_guard BEFORE INSERT OR UPDATE ON api_key FOR EACH ROW EXECUTE FUNCTION guard_api_key();

-- A key that was revoked says so for as long as its account is there: only with the account does a key go.
REVOKE INSERT, UPDATE ON api_key_rule FROM commonweal_app;
REVOKE UPDATE, DELETE ON api_key FROM commonweal_app;
GRANT SELECT ON api_key_rule TO commonweal_app;
GRANT SELECT, INSERT ON api_key TO commonweal_app;
GRANT UPDATE (last_used_on, revoked_at) ON api_key TO commonweal_app;
