-- Why: an appeal for a call is stopped when the call fails or is cancelled. A call that was awarded and lost every award keeps its state until
-- it is ended: should its money go back to the fund before that, its appeal must not go on asking people for money that can go nowhere.
CREATE FUNCTION stop_appeals_of_lost_call() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE v_call uuid;
BEGIN
  FOR v_call IN SELECT c.id FROM ledger_posting p JOIN ledger_account a ON a.id = p.account_id JOIN call c ON ledger_base(a.code) = 'call:' || c.id || ':budget'
    WHERE p.entry_id = NEW.id AND c.state = 'AWARDED' AND EXISTS (SELECT 1 FROM award w WHERE w.call_id = c.id)
      AND NOT EXISTS (SELECT 1 FROM award w WHERE w.call_id = c.id AND w.revoked_at IS NULL)
      AND NOT EXISTS (SELECT 1 FROM ledger_account b WHERE ledger_base(b.code) = 'call:' || c.id || ':budget' AND b.posted_credit <> b.posted_debit) LOOP
    UPDATE appeal SET state = 'STOPPED', stop_code = 'CALL_ENDED', version = version + 1 WHERE call_id = v_call AND state IN ('OPEN', 'REACHED', 'ENDED');
    UPDATE appeal SET state = 'WITHDRAWN', state_reason = '-', version = version + 1 WHERE call_id = v_call AND state IN ('DRAFT', 'SUBMITTED');
  END LOOP;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER stop_appeals AFTER INSERT ON ledger_entry DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (NEW.kind = 'reallocate') EXECUTE FUNCTION stop_appeals_of_lost_call();
