-- Why: receipts count without a gap, so that whoever takes the next number waits for the commit of the one before. Between the two lay
-- five ways to the database and back; in a rush before a deadline that was what everybody waited for. They are one call now; what each
-- must hold to stands in the same triggers as before.

/*
 * A draft becomes an envelope: the draft goes, the receipt is numbered by the Beijing year, the envelope is kept, the bid is sealed. The
 * time is the database's own.
 * Refused: stale where the bid changed since it was read; and whatever the guards of these tables refuse, the deadline first of all.
 */
CREATE FUNCTION seal_bid(
  p_bid uuid, p_version int, p_by uuid, p_place sealing_place, p_content_sha256 text, p_envelope_sha256 text,
  p_ephemeral_public_key bytea, p_ciphertext bytea, p_own_copy bytea
) RETURNS TABLE (receipt_no text, sealed_at timestamptz) LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
#variable_conflict use_column
DECLARE
  v_at timestamptz := clock();
  v_year int := extract(year FROM v_at AT TIME ZONE 'Asia/Shanghai');
  v_number text; v_receipt text;
BEGIN
  DELETE FROM bid_draft WHERE bid_id = p_bid;
  v_number := next_number('receipt', v_year)::text;
  v_receipt := 'HZ-' || v_year || '-' || lpad(v_number, greatest(5, length(v_number)), '0');
  INSERT INTO bid_envelope (bid_id, sealed_at, content_sha256, envelope_sha256, ephemeral_public_key, ciphertext, own_copy, receipt_no, sealed_in)
    VALUES (p_bid, v_at, p_content_sha256, p_envelope_sha256, p_ephemeral_public_key, p_ciphertext, p_own_copy, v_receipt, p_place);
  UPDATE bid SET state = 'SEALED', sealed_by_id = p_by, version = version + 1 WHERE id = p_bid AND state = 'DRAFT' AND version = p_version;
  IF NOT FOUND THEN PERFORM refuse('stale'); END IF;
  RETURN QUERY SELECT v_receipt, v_at;
END $$;
