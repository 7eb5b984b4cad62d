-- Why: a release is five writes that only make sense together, and each cost a way to the database and back while the accounts of the
-- award were locked: who pays next waited for all of them. They are one call now; what each must hold to stands in the same triggers as before.

/*
 * Pays a claimable tranche: what was known of the payee, the entry that settles its hold, the tranche itself, and one order for each
 * source with the treasury's number, in the order of the sources.
 * Refused: tranche.orders-mismatch where there are more or fewer numbers than sources; stale where the tranche changed since it was
 * read; and whatever the guards of these tables refuse.
 */
CREATE FUNCTION release_tranche(
  p_tranche uuid, p_version int, p_by uuid, p_at timestamptz, p_day date, p_payout_account uuid, p_refs text[], p_memo text,
  p_checks jsonb, p_worst text, p_reason text
) RETURNS void LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE v_hold uuid := (SELECT hold_entry_id FROM tranche WHERE id = p_tranche); v_entry uuid;
BEGIN
  INSERT INTO payment_check (tranche_id, checks, worst, reason, checked_by_id, checked_at)
    VALUES (p_tranche, p_checks, p_worst, p_reason, p_by, p_at);
  v_entry := ledger_post(gen_random_uuid(), 'tranche.released:' || p_tranche, 'release', 'settle', p_day, (
    SELECT jsonb_agg(jsonb_build_object('account', a.code, 'amount', x.amount::text) ORDER BY x.line)
    FROM ledger_posting x JOIN ledger_account a ON a.id = x.account_id WHERE x.entry_id = v_hold), v_hold, NULL, p_by, p_memo);
  UPDATE tranche SET state = 'RELEASED', released_by_id = p_by, released_at = p_at, release_entry_id = v_entry, version = version + 1
    WHERE id = p_tranche AND state = 'CLAIMABLE' AND version = p_version;
  IF NOT FOUND THEN PERFORM refuse('stale'); END IF;
  INSERT INTO payment_order (tranche_id, source, amount_fen, payment_ref, payout_account_id)
    SELECT p_tranche, o.source, o.fen, p_refs[o.place], p_payout_account FROM (
      SELECT s.source, -x.amount AS fen, row_number() OVER (ORDER BY s.source) AS place
      FROM tranche t JOIN project p ON p.id = t.project_id JOIN call c ON c.id = p.call_id JOIN ledger_posting x ON x.entry_id = v_hold
        JOIN ledger_account a ON a.id = x.account_id AND a.code LIKE 'org:%'
        JOIN fund_share s ON s.fund_id = c.fund_id AND s.part = ledger_part(a.code)
      WHERE t.id = p_tranche) o
    WHERE o.place <= cardinality(p_refs);
  -- More numbers than sources end here; fewer at the end of the transaction, since the orders are not the release then (payment_orders).
  IF cardinality(p_refs) <> (SELECT count(*) FROM payment_order WHERE tranche_id = p_tranche) THEN PERFORM refuse('tranche.orders-mismatch'); END IF;
END $$;
