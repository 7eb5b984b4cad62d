-- The ledger says what was paid; only the organization knows whether it arrived. What it says of a payment is added, never changed:
-- money that is missing may still be said to have arrived, and what has arrived stays so.
CREATE TYPE receipt_state AS ENUM ('ARRIVED', 'MISSING');
CREATE TABLE receipt (
  id uuid PRIMARY KEY,
  tranche_id uuid NOT NULL REFERENCES tranche (id),
  state receipt_state NOT NULL,
  note text NOT NULL DEFAULT '',
  said_by_id uuid NOT NULL REFERENCES account (id),
  said_at timestamptz(3) NOT NULL DEFAULT clock(),
  CONSTRAINT receipt_says_what_is_missing CHECK (state = 'ARRIVED' OR note <> '')
);
CREATE INDEX receipt_tranche ON receipt (tranche_id, said_at DESC);
CREATE UNIQUE INDEX receipt_arrived_once ON receipt (tranche_id) WHERE state = 'ARRIVED';
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON receipt FOR EACH STATEMENT EXECUTE FUNCTION append_only();
CREATE FUNCTION guard_receipt() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE t tranche;
BEGIN
  NEW.said_at := clock();
  SELECT * INTO t FROM tranche WHERE id = NEW.tranche_id FOR UPDATE;
  IF t.state <> 'RELEASED' THEN PERFORM refuse('receipt.not-paid'); END IF;
  IF EXISTS (SELECT 1 FROM receipt WHERE tranche_id = t.id AND state = 'ARRIVED') THEN PERFORM refuse('receipt.already-arrived'); END IF;
  IF NOT EXISTS (SELECT 1 FROM organization_membership m JOIN project p ON p.organization_id = m.organization_id
    WHERE p.id = t.project_id AND m.account_id = NEW.said_by_id) THEN PERFORM refuse('receipt.not-the-payee'); END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER receipt_guard BEFORE INSERT ON receipt FOR EACH ROW EXECUTE FUNCTION guard_receipt();
GRANT SELECT, INSERT ON receipt TO commonweal_app;
