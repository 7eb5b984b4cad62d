-- Why: money is sent to a bank account, and the commonest fraud in payments is an account that was changed shortly before. An
-- organization declares where its money goes, a second person of its own confirms it, every payment order says which account it went
-- to, and what was known of it at that moment is kept.
CREATE TABLE payout_account (
  id uuid NOT NULL PRIMARY KEY DEFAULT uuidv7(),
  organization_id uuid NOT NULL REFERENCES organization (id) ON UPDATE CASCADE ON DELETE RESTRICT,
  holder text NOT NULL,
  bank text NOT NULL,
  -- The number: encrypted, a keyed hash to find the same number elsewhere, and the last four digits for people.
  number_sealed bytea NOT NULL,
  number_tag bytea NOT NULL,
  number_tail text NOT NULL,
  declared_by_id uuid NOT NULL REFERENCES account (id),
  declared_at timestamptz(3) NOT NULL DEFAULT clock(),
  confirmed_by_id uuid REFERENCES account (id),
  confirmed_at timestamptz(3),
  withdrawn_by_id uuid REFERENCES account (id),
  withdrawn_at timestamptz(3),
  CONSTRAINT payout_account_whole CHECK (holder <> '' AND bank <> '' AND number_tail ~ '^[0-9]{4}$' AND octet_length(number_tag) = 32),
  CONSTRAINT payout_account_two_people CHECK (confirmed_by_id <> declared_by_id),
  CONSTRAINT payout_account_settled CHECK ((confirmed_at IS NULL) = (confirmed_by_id IS NULL) AND (withdrawn_at IS NULL) = (withdrawn_by_id IS NULL)
    AND (confirmed_at IS NULL OR withdrawn_at IS NULL))
);
CREATE UNIQUE INDEX one_payout_account_waiting ON payout_account (organization_id) WHERE confirmed_at IS NULL AND withdrawn_at IS NULL;
CREATE INDEX payout_account_confirmed ON payout_account (organization_id, confirmed_at DESC) WHERE confirmed_at IS NOT NULL;
CREATE INDEX payout_account_tag ON payout_account (number_tag);
CREATE TRIGGER keep BEFORE UPDATE ON payout_account FOR EACH ROW
  EXECUTE FUNCTION keep_columns('id', 'organization_id', 'holder', 'bank', 'number_sealed', 'number_tag', 'number_tail', 'declared_by_id', 'declared_at');
CREATE TRIGGER no_delete BEFORE DELETE OR TRUNCATE ON payout_account FOR EACH STATEMENT EXECUTE FUNCTION append_only();
CREATE FUNCTION guard_payout_account() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  IF TG_OP = 'INSERT' AND (NEW.confirmed_at, NEW.withdrawn_at) IS DISTINCT FROM (NULL, NULL) THEN PERFORM refuse('payout.wrong-state'); END IF;
  IF TG_OP = 'UPDATE' AND (OLD.confirmed_at IS NOT NULL OR OLD.withdrawn_at IS NOT NULL) THEN PERFORM refuse('payout.wrong-state'); END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER payout_account_guard BEFORE INSERT OR UPDATE ON payout_account FOR EACH ROW EXECUTE FUNCTION guard_payout_account();

-- The one that was confirmed last; null where there is none.
CREATE FUNCTION payout_account_of(p_organization uuid) RETURNS uuid LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
  SELECT id FROM payout_account WHERE organization_id = p_organization AND confirmed_at IS NOT NULL ORDER BY confirmed_at DESC, id DESC LIMIT 1
$$;

-- Orders from before there were declared accounts name none.
ALTER TABLE payment_order ADD COLUMN payout_account_id uuid REFERENCES payout_account (id);
CREATE INDEX payment_order_account ON payment_order (payout_account_id);
CREATE FUNCTION guard_payment_order() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  IF NEW.payout_account_id IS NULL OR NEW.payout_account_id IS DISTINCT FROM payout_account_of((SELECT p.organization_id FROM tranche t JOIN project p ON p.id = t.project_id WHERE t.id = NEW.tranche_id)) THEN
    PERFORM refuse('tranche.account-changed');
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER payment_order_guard BEFORE INSERT ON payment_order FOR EACH ROW EXECUTE FUNCTION guard_payment_order();

-- What was found before a payment, as it was then, and why it was paid nevertheless.
CREATE TABLE payment_check (
  tranche_id uuid NOT NULL PRIMARY KEY REFERENCES tranche (id),
  -- [{code, level, …facts}]: app/domain/ledger/payment-check.ts
  checks jsonb NOT NULL,
  worst text NOT NULL,
  reason text NOT NULL DEFAULT '',
  checked_by_id uuid NOT NULL REFERENCES account (id),
  checked_at timestamptz(3) NOT NULL DEFAULT clock(),
  CONSTRAINT payment_check_worst CHECK (worst IN ('PASS', 'LOW', 'MEDIUM', 'HIGH')),
  CONSTRAINT payment_check_says_why CHECK (worst <> 'HIGH' OR reason <> '')
);
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON payment_check FOR EACH STATEMENT EXECUTE FUNCTION append_only();
CREATE FUNCTION check_was_checked() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  IF NOT EXISTS (SELECT 1 FROM payment_check WHERE tranche_id = NEW.id AND checked_by_id = NEW.released_by_id) THEN PERFORM refuse('tranche.not-checked'); END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER payment_checked AFTER UPDATE OF state ON tranche DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW WHEN (NEW.state = 'RELEASED' AND OLD.state <> 'RELEASED') EXECUTE FUNCTION check_was_checked();

GRANT SELECT, INSERT ON payout_account, payment_check TO commonweal_app;
GRANT UPDATE (confirmed_by_id, confirmed_at, withdrawn_by_id, withdrawn_at) ON payout_account TO commonweal_app;
