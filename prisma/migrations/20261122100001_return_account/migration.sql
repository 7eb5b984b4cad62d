-- Why: an organization that is told to pay money back was not told to which account. The body's account for money that comes back is entered
-- by whoever keeps its money and counts once an approver has confirmed it: whoever could change it alone could send other people's money
-- anywhere. It is no secret: whoever owes reads it whole.
CREATE TABLE return_account (
  id uuid NOT NULL PRIMARY KEY DEFAULT uuidv7(),
  body_id uuid NOT NULL REFERENCES body (id),
  holder text NOT NULL,
  bank text NOT NULL,
  number text NOT NULL,
  declared_by_id uuid NOT NULL REFERENCES account (id),
  declared_at timestamptz(3) NOT NULL DEFAULT clock(),
  confirmed_by_id uuid REFERENCES account (id),
  confirmed_at timestamptz(3),
  withdrawn_by_id uuid REFERENCES account (id),
  withdrawn_at timestamptz(3),
  CONSTRAINT return_account_whole CHECK (btrim(holder) <> '' AND btrim(bank) <> '' AND number ~ '^[0-9]{8,30}$'),
  CONSTRAINT return_account_two_people CHECK (confirmed_by_id <> declared_by_id),
  CONSTRAINT return_account_settled CHECK ((confirmed_at IS NULL) = (confirmed_by_id IS NULL) AND (withdrawn_at IS NULL) = (withdrawn_by_id IS NULL)
    AND (confirmed_at IS NULL OR withdrawn_at IS NULL))
);
CREATE UNIQUE INDEX one_return_account_waiting ON return_account (body_id) WHERE confirmed_at IS NULL AND withdrawn_at IS NULL;
CREATE INDEX return_account_confirmed ON return_account (body_id, confirmed_at DESC) WHERE confirmed_at IS NOT NULL;
CREATE TRIGGER keep BEFORE UPDATE ON return_account FOR EACH ROW
  EXECUTE FUNCTION keep_columns('id', 'body_id', 'holder', 'bank', 'number', 'declared_by_id', 'declared_at');
CREATE TRIGGER no_delete BEFORE DELETE OR TRUNCATE ON return_account FOR EACH STATEMENT EXECUTE FUNCTION append_only();
CREATE FUNCTION guard_return_account() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    IF (NEW.confirmed_at, NEW.withdrawn_at) IS DISTINCT FROM (NULL, NULL) THEN PERFORM refuse('clawback.account-settled'); END IF;
    IF NOT EXISTS (SELECT 1 FROM body_membership m WHERE m.body_id = NEW.body_id AND m.account_id = NEW.declared_by_id AND m.role = 'FINANCE') THEN
      PERFORM refuse('clawback.account-people');
    END IF;
    RETURN NEW;
  END IF;
  IF OLD.confirmed_at IS NOT NULL OR OLD.withdrawn_at IS NOT NULL THEN PERFORM refuse('clawback.account-settled'); END IF;
  IF NEW.confirmed_at IS NOT NULL AND NOT EXISTS (SELECT 1 FROM body_membership m WHERE m.body_id = NEW.body_id AND m.account_id = NEW.confirmed_by_id AND m.role = 'APPROVER') THEN
    PERFORM refuse('clawback.account-people');
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER return_account_guard BEFORE INSERT OR UPDATE ON return_account FOR EACH ROW EXECUTE FUNCTION guard_return_account();

-- The one that was confirmed last; null where there is none.
CREATE FUNCTION return_account_of(p_body uuid) RETURNS uuid LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
  SELECT id FROM return_account WHERE body_id = p_body AND confirmed_at IS NOT NULL ORDER BY confirmed_at DESC, id DESC LIMIT 1
$$;

GRANT SELECT, INSERT ON return_account TO commonweal_app;
GRANT UPDATE (confirmed_by_id, confirmed_at, withdrawn_by_id, withdrawn_at) ON return_account TO commonweal_app;
