-- What a project's money is, apart from what was taken back: the commitment of a revoked award is reversed by a debit, and a debit of
-- that kind was read as money paid. Both answer in the shape of ledger_total(); no SET clause, so that they are inlined.
CREATE FUNCTION award_total(p_award uuid) RETURNS TABLE (posted_debit bigint, posted_credit bigint, pending_debit bigint, pending_credit bigint) LANGUAGE sql STABLE AS $$
  SELECT paid.fen, paid.fen + t.posted_credit - t.posted_debit, t.pending_debit, t.pending_credit
  FROM ledger_total('award:' || p_award || ':committed') t
    CROSS JOIN (SELECT coalesce(sum(p.amount), 0)::bigint AS fen FROM ledger_account a JOIN ledger_posting p ON p.account_id = a.id
      JOIN ledger_entry e ON e.id = p.entry_id AND e.phase = 'settle' WHERE ledger_base(a.code) = 'award:' || p_award || ':committed') paid
$$;
-- The credit is what was set aside for the call, and not what came back to it.
CREATE FUNCTION call_total(p_call uuid) RETURNS TABLE (posted_debit bigint, posted_credit bigint, pending_debit bigint, pending_credit bigint) LANGUAGE sql STABLE AS $$
  SELECT given.fen - t.posted_credit + t.posted_debit, given.fen, t.pending_debit, t.pending_credit
  FROM ledger_total('call:' || p_call || ':budget') t
    CROSS JOIN (SELECT coalesce(-sum(p.amount), 0)::bigint AS fen FROM ledger_account a JOIN ledger_posting p ON p.account_id = a.id
      JOIN ledger_entry e ON e.id = p.entry_id AND e.kind = 'allocate' WHERE ledger_base(a.code) = 'call:' || p_call || ':budget') given
$$;
