-- Why: each rule of the books is a function of its own, so that a new one is added without restating the others.
-- ledger_check() asks every rule that ledger_rule names, in its order; a rule's function is ledger_rule_ and its name.
CREATE TABLE ledger_rule (
  position int PRIMARY KEY,
  rule text NOT NULL UNIQUE CHECK (rule ~ '^[a-z]+(-[a-z]+)*$')
);
GRANT SELECT ON ledger_rule TO commonweal_app;

CREATE FUNCTION ledger_rule_entries_balance() RETURNS TABLE (figure bigint, breaches bigint) LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
  SELECT (SELECT count(*) FROM ledger_entry),
(SELECT count(*) FROM (SELECT e.id FROM ledger_entry e LEFT JOIN ledger_posting p ON p.entry_id = e.id LEFT JOIN ledger_account a ON a.id = p.account_id
  GROUP BY e.id HAVING count(p.line) < 2 OR sum(p.amount) <> 0 OR count(DISTINCT a.currency) > 1) x)
$$;

CREATE FUNCTION ledger_rule_debit_is_credit() RETURNS TABLE (figure bigint, breaches bigint) LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
  SELECT (SELECT coalesce(sum(posted_debit), 0)::bigint FROM ledger_account),
(SELECT count(*) FROM (SELECT currency FROM ledger_account GROUP BY currency HAVING sum(posted_debit) <> sum(posted_credit) OR sum(pending_debit) <> sum(pending_credit)) x)
$$;

CREATE FUNCTION ledger_rule_no_drift() RETURNS TABLE (figure bigint, breaches bigint) LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
  SELECT (SELECT count(*) FROM ledger_account), (SELECT count(*) FROM ledger_drift)
$$;

CREATE FUNCTION ledger_rule_no_overdraft() RETURNS TABLE (figure bigint, breaches bigint) LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
  SELECT (SELECT count(*) FROM ledger_account WHERE NOT allow_overdraft),
(SELECT count(*) FROM ledger_account WHERE NOT allow_overdraft AND CASE normal_side WHEN 'credit' THEN posted_debit + pending_debit > posted_credit ELSE posted_credit + pending_credit > posted_debit END)
$$;

CREATE FUNCTION ledger_rule_holds_end_once() RETURNS TABLE (figure bigint, breaches bigint) LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
  SELECT (SELECT count(*) FROM ledger_entry h WHERE h.phase = 'pending'),
(SELECT count(*) FROM ledger_entry h WHERE h.phase = 'pending' AND (SELECT count(*) FROM ledger_entry r WHERE r.resolves_id = h.id) > 1)
+ (SELECT count(*) FROM ledger_entry r JOIN ledger_entry h ON h.id = r.resolves_id WHERE r.phase = 'settle'
    AND (SELECT sum(abs(amount)) FROM ledger_posting WHERE entry_id = r.id) > (SELECT sum(abs(amount)) FROM ledger_posting WHERE entry_id = h.id))
$$;

CREATE FUNCTION ledger_rule_awards_are_committed() RETURNS TABLE (figure bigint, breaches bigint) LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
  SELECT (SELECT count(*) FROM award WHERE revoked_at IS NULL),
(SELECT count(*) FROM award w WHERE w.revoked_at IS NULL AND (SELECT posted_credit FROM ledger_total('award:' || w.id || ':committed')) <> w.amount_fen)
$$;

CREATE FUNCTION ledger_rule_tranches_make_the_award() RETURNS TABLE (figure bigint, breaches bigint) LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
  SELECT (SELECT count(*) FROM project),
(SELECT count(*) FROM project p WHERE (SELECT sum(t.amount_fen) FROM tranche t WHERE t.project_id = p.id) IS DISTINCT FROM p.amount_fen::numeric)
$$;

CREATE FUNCTION ledger_rule_held_is_accepted() RETURNS TABLE (figure bigint, breaches bigint) LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
  SELECT (SELECT count(*) FROM tranche WHERE state = 'CLAIMABLE'),
(SELECT count(*) FROM project p WHERE coalesce((SELECT sum(t.amount_fen) FROM tranche t WHERE t.project_id = p.id AND t.state = 'CLAIMABLE'), 0)
  <> (SELECT pending_debit FROM ledger_total('award:' || p.award_id || ':committed')))
$$;

CREATE FUNCTION ledger_rule_released_once() RETURNS TABLE (figure bigint, breaches bigint) LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
  SELECT (SELECT count(*) FROM tranche WHERE state = 'RELEASED'),
(SELECT count(*) FROM tranche t JOIN project p ON p.id = t.project_id WHERE t.state = 'RELEASED' AND (
  SELECT sum(x.amount) FROM ledger_entry r JOIN ledger_posting x ON x.entry_id = r.id JOIN ledger_account a ON a.id = x.account_id
  WHERE r.id = t.release_entry_id AND r.phase = 'settle' AND r.resolves_id = t.hold_entry_id AND ledger_base(a.code) = 'award:' || p.award_id || ':committed')
  IS DISTINCT FROM t.amount_fen)
+ (SELECT count(*) FROM (SELECT release_entry_id FROM tranche WHERE release_entry_id IS NOT NULL GROUP BY 1 HAVING count(*) > 1) x)
$$;

CREATE FUNCTION ledger_rule_received_is_released() RETURNS TABLE (figure bigint, breaches bigint) LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
  SELECT (SELECT coalesce(sum(posted_credit), 0)::bigint FROM ledger_account WHERE code LIKE 'org:%'),
(SELECT count(*) FROM organization o WHERE coalesce((SELECT -sum(x.amount) FROM ledger_account a JOIN ledger_posting x ON x.account_id = a.id JOIN ledger_entry e ON e.id = x.entry_id AND e.phase = 'settle'
    WHERE ledger_base(a.code) = 'org:' || o.id || ':received'), 0)
  <> coalesce((SELECT sum(t.amount_fen) FROM tranche t JOIN project p ON p.id = t.project_id WHERE p.organization_id = o.id AND t.state = 'RELEASED'), 0))
$$;

CREATE FUNCTION ledger_rule_appropriations_are_documented() RETURNS TABLE (figure bigint, breaches bigint) LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
  SELECT (SELECT coalesce(sum(amount_fen), 0)::bigint FROM appropriation),
(SELECT count(*) FROM fund f WHERE coalesce((SELECT sum(m.amount_fen) FROM appropriation m WHERE m.fund_id = f.id), 0)
  <> coalesce((SELECT -sum(p.amount) FROM ledger_entry e JOIN ledger_posting p ON p.entry_id = e.id JOIN ledger_account a ON a.id = p.account_id
    WHERE e.kind = 'appropriate' AND ledger_base(a.code) = 'fund:' || f.id || ':available'), 0))
$$;

CREATE FUNCTION ledger_rule_sources_stay_apart() RETURNS TABLE (figure bigint, breaches bigint) LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
  SELECT (SELECT count(*) FROM fund_share WHERE part <> ''),
(SELECT count(*) FROM (SELECT p.entry_id FROM ledger_posting p JOIN ledger_account a ON a.id = p.account_id
  GROUP BY p.entry_id, ledger_part(a.code) HAVING sum(p.amount) <> 0) x)
$$;

CREATE FUNCTION ledger_rule_orders_make_the_release() RETURNS TABLE (figure bigint, breaches bigint) LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
  SELECT (SELECT count(*) FROM payment_order),
(SELECT count(*) FROM tranche t WHERE t.state = 'RELEASED' AND (SELECT sum(o.amount_fen) FROM payment_order o WHERE o.tranche_id = t.id) IS DISTINCT FROM t.amount_fen::numeric)
$$;

CREATE FUNCTION ledger_rule_clawbacks_within_release() RETURNS TABLE (figure bigint, breaches bigint) LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
  SELECT (SELECT coalesce(sum(amount_fen), 0)::bigint FROM clawback WHERE state IN ('ORDERED', 'SETTLED')),
(SELECT count(*) FROM project p CROSS JOIN LATERAL award_released(p.award_id) r WHERE r.ordered_fen > r.released_fen)
+ (SELECT count(*) FROM project p WHERE EXISTS (SELECT 1 FROM clawback c WHERE c.project_id = p.id)
  AND (SELECT coalesce(sum(r.ordered_fen), 0) FROM award_released(p.award_id) r) <> coalesce((SELECT sum(c.amount_fen) FROM clawback c WHERE c.project_id = p.id AND c.state IN ('ORDERED', 'SETTLED')), 0))
$$;

CREATE FUNCTION ledger_rule_owed_is_ordered() RETURNS TABLE (figure bigint, breaches bigint) LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
  SELECT (SELECT coalesce(sum(posted_credit - posted_debit), 0)::bigint FROM ledger_account WHERE code LIKE 'clawback:%'),
(SELECT count(*) FROM (
  SELECT a.award_id, sum(a.fen) AS fen FROM (
    SELECT split_part(code, ':', 2)::uuid AS award_id, posted_credit - posted_debit AS fen FROM ledger_account WHERE code LIKE 'clawback:%'
    UNION ALL SELECT p.award_id, -c.amount_fen FROM clawback c JOIN project p ON p.id = c.project_id WHERE c.state IN ('ORDERED', 'SETTLED')
    UNION ALL SELECT p.award_id, s.amount_fen FROM clawback_settlement s JOIN clawback c ON c.id = s.clawback_id JOIN project p ON p.id = c.project_id) a
  GROUP BY a.award_id HAVING sum(a.fen) <> 0) x)
$$;

CREATE FUNCTION ledger_rule_three_people() RETURNS TABLE (figure bigint, breaches bigint) LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
  SELECT (SELECT count(*) FROM tranche WHERE state = 'RELEASED'),
(SELECT count(*) FROM tranche WHERE state = 'RELEASED' AND (requested_by_id = verified_by_id OR released_by_id IN (requested_by_id, verified_by_id)))
$$;

CREATE FUNCTION ledger_rule_closed_months_stay() RETURNS TABLE (figure bigint, breaches bigint) LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
  SELECT (SELECT count(*) FROM ledger_period),
(SELECT count(DISTINCT e.id) FROM ledger_entry e JOIN ledger_posting p ON p.entry_id = e.id JOIN ledger_account a ON a.id = p.account_id
  JOIN ledger_period q ON q.body_id = a.body_id AND q.month = date_trunc('month', e.effective_on)::date WHERE e.seq > q.last_seq)
$$;

CREATE FUNCTION ledger_rule_closed_years_stay() RETURNS TABLE (figure bigint, breaches bigint) LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
  SELECT (SELECT count(*) FROM fund_year_close WHERE closed_at IS NOT NULL),
(SELECT count(*) FROM fund_year_close y WHERE y.closed_at IS NOT NULL AND (
  coalesce((SELECT sum(r.left_fen) FROM fund_year_rest r WHERE r.close_id = y.id AND r.choice = 'RETURN'), 0)
    <> coalesce((SELECT sum(p.amount) FROM ledger_entry e JOIN ledger_posting p ON p.entry_id = e.id JOIN ledger_account a ON a.id = p.account_id
      WHERE e.kind = 'lapse' AND e.idempotency_key = 'fund.year-closed:' || y.id AND ledger_base(a.code) = 'fund:' || y.fund_id || ':available'), 0)
  OR EXISTS (SELECT 1 FROM appropriation m WHERE m.fund_id = y.fund_id AND m.year <= y.year AND m.made_at > y.closed_at)))
+ (SELECT count(*) FROM ledger_entry e WHERE e.kind = 'lapse' AND NOT EXISTS (SELECT 1 FROM fund_year_close y WHERE y.closed_at IS NOT NULL AND e.idempotency_key = 'fund.year-closed:' || y.id))
$$;

CREATE FUNCTION ledger_rule_chain_holds() RETURNS TABLE (figure bigint, breaches bigint) LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
  SELECT (SELECT count(*) FROM ledger_anchor),
(SELECT count(*) FROM (SELECT n.*, lag(n.digest, 1, repeat('0', 64)) OVER (ORDER BY n.day) AS before, lag(n.to_seq, 1, 0::bigint) OVER (ORDER BY n.day) AS up_to FROM ledger_anchor n) n
  WHERE n.previous <> n.before OR n.from_seq <> n.up_to OR n.digest <> ledger_digest(n.from_seq, n.to_seq, n.previous)
    OR n.entries <> (SELECT count(*) FROM ledger_entry e WHERE e.seq > n.from_seq AND e.seq <= n.to_seq))
$$;

INSERT INTO ledger_rule (position, rule) VALUES
  (10, 'entries-balance'),
  (20, 'debit-is-credit'),
  (30, 'no-drift'),
  (40, 'no-overdraft'),
  (50, 'holds-end-once'),
  (60, 'awards-are-committed'),
  (70, 'tranches-make-the-award'),
  (80, 'held-is-accepted'),
  (90, 'released-once'),
  (100, 'received-is-released'),
  (110, 'appropriations-are-documented'),
  (120, 'sources-stay-apart'),
  (130, 'orders-make-the-release'),
  (140, 'clawbacks-within-release'),
  (150, 'owed-is-ordered'),
  (160, 'three-people'),
  (170, 'closed-months-stay'),
  (180, 'closed-years-stay'),
  (190, 'chain-holds');

CREATE OR REPLACE FUNCTION ledger_check() RETURNS TABLE (rule text, figure bigint, breaches bigint) LANGUAGE plpgsql STABLE SET search_path = public, pg_temp AS $$
DECLARE r ledger_rule;
BEGIN
  FOR r IN SELECT * FROM ledger_rule ORDER BY position LOOP
    RETURN QUERY EXECUTE format('SELECT %L, x.figure, x.breaches FROM %I() x', r.rule, 'ledger_rule_' || replace(r.rule, '-', '_'));
  END LOOP;
END $$;

DROP FUNCTION clawback_check();
