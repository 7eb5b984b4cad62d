-- Why: a number of a payment order (支付凭证号) could be entered for two payments, so that the books showed two of which the treasury made one.
-- A body enters a number once. '-' stands for orders from before numbers were asked for.
CREATE INDEX payment_order_payment_ref_idx ON payment_order (payment_ref);
CREATE OR REPLACE FUNCTION guard_payment_order() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE p project;
BEGIN
  SELECT x.* INTO p FROM tranche t JOIN project x ON x.id = t.project_id WHERE t.id = NEW.tranche_id;
  IF NEW.payout_account_id IS NULL OR NEW.payout_account_id IS DISTINCT FROM payout_account_of(p.organization_id) THEN
    PERFORM refuse('tranche.account-changed');
  END IF;
  -- Two payments with one number wait for each other here, whatever projects they are of.
  PERFORM pg_advisory_xact_lock(hashtextextended('payment_order:' || p.body_id || ':' || NEW.payment_ref, 0));
  IF NEW.payment_ref <> '-' AND EXISTS (SELECT 1 FROM payment_order o JOIN tranche t ON t.id = o.tranche_id JOIN project x ON x.id = t.project_id
    WHERE o.payment_ref = NEW.payment_ref AND x.body_id = p.body_id) THEN PERFORM refuse('tranche.number-used'); END IF;
  RETURN NEW;
END $$;
