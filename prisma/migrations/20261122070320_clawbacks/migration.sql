-- Why: money that was paid may have to come back: misused, disallowed, paid too much, or not spent. An official proposes it with reason and
-- amount, an approver orders it, the organization agrees or objects, finance records what arrived, and only an approver writes off. In the
-- ledger an order moves money out of what the organization received into what it owes (clawback:{award}:receivable), source by source; a
-- repayment moves it on to the fund's available money of the same source or, when it arrives in a later year than the project's last
-- payment, to the treasury (a year's budget that is over takes no money back); a write-off gives it back to the organization for good.

-- ---------------------------------------------------------------------------------------------------------------------
-- The ledger's new words.
ALTER TABLE ledger_account DROP CONSTRAINT ledger_code, ADD CONSTRAINT ledger_code CHECK (code ~ '^(gov:[0-9a-f-]{36}:appropriation|fund:[0-9a-f-]{36}:available|call:[0-9a-f-]{36}:budget|award:[0-9a-f-]{36}:committed|clawback:[0-9a-f-]{36}:receivable|org:[0-9a-f-]{36}:received)(:(fiscal|city|town|lottery|donation|matching))?$');
ALTER TABLE ledger_entry DROP CONSTRAINT ledger_kind, ADD CONSTRAINT ledger_kind CHECK (kind IN ('appropriate', 'allocate', 'commit', 'hold', 'release', 'void', 'reallocate', 'reduce', 'reverse', 'clawback_order', 'clawback_receive', 'write_off', 'lapse'));
ALTER TABLE ledger_book DROP CONSTRAINT ledger_book_accounts, ADD CONSTRAINT ledger_book_accounts CHECK (cardinality(account_kinds) > 0 AND account_kinds <@ ARRAY['gov', 'fund', 'call', 'award', 'clawback', 'org']),
  DROP CONSTRAINT ledger_book_entries, ADD CONSTRAINT ledger_book_entries CHECK (entry_kinds <@ ARRAY['appropriate', 'allocate', 'commit', 'hold', 'release', 'void', 'reallocate', 'reduce', 'reverse', 'clawback_order', 'clawback_receive', 'write_off', 'lapse']);
-- A book that nobody has arranged shows what is owed beside what was promised, as new ones do.
UPDATE ledger_book SET account_kinds = '{call,award,clawback}' WHERE version = 1 AND position = 2 AND account_kinds = '{call,award}';
CREATE OR REPLACE FUNCTION make_ledger_books(p_body uuid) RETURNS void LANGUAGE sql SET search_path = public, pg_temp AS $$
  INSERT INTO ledger_book (body_id, position, name_zh, name_en, account_kinds, entry_kinds) VALUES
    (p_body, 1, '资金台账', 'Funds', '{gov,fund}', '{}'),
    (p_body, 2, '项目台账', 'Projects', '{call,award,clawback}', '{}'),
    (p_body, 3, '拨付台账', 'Payments', '{award}', '{hold,release,void,reverse}'),
    (p_body, 4, '机构台账', 'Organizations', '{org}', '{}')
$$;
CREATE OR REPLACE FUNCTION ledger_body_of(p_code text) RETURNS uuid LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
  SELECT CASE split_part(p_code, ':', 1)
    WHEN 'gov' THEN (SELECT id FROM body WHERE id = split_part(p_code, ':', 2)::uuid)
    WHEN 'fund' THEN (SELECT body_id FROM fund WHERE id = split_part(p_code, ':', 2)::uuid)
    WHEN 'call' THEN (SELECT body_id FROM call WHERE id = split_part(p_code, ':', 2)::uuid)
    WHEN 'award' THEN (SELECT c.body_id FROM award a JOIN call c ON c.id = a.call_id WHERE a.id = split_part(p_code, ':', 2)::uuid)
    WHEN 'clawback' THEN (SELECT c.body_id FROM award a JOIN call c ON c.id = a.call_id WHERE a.id = split_part(p_code, ':', 2)::uuid) END
$$;

-- ---------------------------------------------------------------------------------------------------------------------
CREATE TABLE clawback (
  id uuid NOT NULL PRIMARY KEY DEFAULT uuidv7(),
  project_id uuid NOT NULL REFERENCES project (id) ON UPDATE CASCADE ON DELETE RESTRICT,
  -- MISUSE, DISALLOWED, BREACH, OVERPAID, UNSPENT
  ground text NOT NULL,
  state clawback_state NOT NULL DEFAULT 'PROPOSED',
  amount_fen bigint NOT NULL,
  reason text NOT NULL,
  due_on date NOT NULL,
  proposed_by_id uuid NOT NULL REFERENCES account (id),
  proposed_at timestamptz(3) NOT NULL,
  decided_by_id uuid REFERENCES account (id),
  decided_at timestamptz(3),
  decision_reason text NOT NULL DEFAULT '',
  order_entry_id uuid UNIQUE REFERENCES ledger_entry (id),
  -- What the organization says: null, AGREED, OBJECTED; and what the approver answers to an objection.
  response text,
  response_note text NOT NULL DEFAULT '',
  responded_by_id uuid REFERENCES account (id),
  responded_at timestamptz(3),
  answer text NOT NULL DEFAULT '',
  answered_by_id uuid REFERENCES account (id),
  answered_at timestamptz(3),
  version int NOT NULL DEFAULT 1,
  CONSTRAINT clawback_words CHECK (ground IN ('MISUSE', 'DISALLOWED', 'BREACH', 'OVERPAID', 'UNSPENT')),
  CONSTRAINT clawback_amount CHECK (amount_fen > 0 AND reason <> ''),
  CONSTRAINT clawback_four_eyes CHECK (state IN ('PROPOSED', 'WITHDRAWN') OR decided_by_id <> proposed_by_id),
  CONSTRAINT clawback_says_why CHECK (state <> 'REFUSED' OR decision_reason <> ''),
  CONSTRAINT clawback_whole CHECK ((state = 'PROPOSED') = (decided_at IS NULL) AND (state = 'PROPOSED') = (decided_by_id IS NULL)
    AND (state IN ('ORDERED', 'SETTLED')) = (order_entry_id IS NOT NULL)),
  CONSTRAINT clawback_response CHECK (coalesce(response IN ('AGREED', 'OBJECTED'), true) AND (response IS NULL) = (responded_at IS NULL) AND (response IS NULL) = (responded_by_id IS NULL)
    AND (response IS NOT DISTINCT FROM 'OBJECTED') >= (answer <> '') AND coalesce(response <> 'OBJECTED' OR response_note <> '', true)
    AND (answer = '') = (answered_at IS NULL) AND (answer = '') = (answered_by_id IS NULL))
);
CREATE INDEX clawback_project_id_idx ON clawback (project_id);
CREATE TRIGGER keep BEFORE UPDATE ON clawback FOR EACH ROW EXECUTE FUNCTION keep_columns('id', 'project_id', 'ground', 'amount_fen', 'reason', 'due_on', 'proposed_by_id', 'proposed_at');
CREATE TRIGGER append_only BEFORE DELETE OR TRUNCATE ON clawback FOR EACH STATEMENT EXECUTE FUNCTION append_only();
INSERT INTO lifecycle_edge (lifecycle, from_state, event, to_state) VALUES
  ('clawback', 'PROPOSED', 'order', 'ORDERED'),
  ('clawback', 'PROPOSED', 'refuse', 'REFUSED'),
  ('clawback', 'PROPOSED', 'withdraw', 'WITHDRAWN'),
  ('clawback', 'ORDERED', 'settle', 'SETTLED');
CREATE TRIGGER clawback_lifecycle BEFORE INSERT OR UPDATE OF state ON clawback FOR EACH ROW EXECUTE FUNCTION guard_lifecycle('clawback', 'PROPOSED');

-- What ends a part of it: money that arrived (REPAID, with the bank's reference) or that is given up (WRITTEN_OFF, with the reason).
CREATE TABLE clawback_settlement (
  id uuid NOT NULL PRIMARY KEY DEFAULT uuidv7(),
  clawback_id uuid NOT NULL REFERENCES clawback (id) ON UPDATE CASCADE ON DELETE RESTRICT,
  kind text NOT NULL,
  amount_fen bigint NOT NULL,
  -- The bank's reference, or why it is given up.
  reference text NOT NULL,
  received_on date NOT NULL,
  entry_id uuid NOT NULL UNIQUE REFERENCES ledger_entry (id),
  made_by_id uuid NOT NULL REFERENCES account (id),
  made_at timestamptz(3) NOT NULL DEFAULT clock(),
  CONSTRAINT clawback_settlement_whole CHECK (kind IN ('REPAID', 'WRITTEN_OFF') AND amount_fen > 0 AND btrim(reference) <> '')
);
CREATE INDEX clawback_settlement_clawback_id_idx ON clawback_settlement (clawback_id);
-- One line of a bank's statement is one repayment.
CREATE UNIQUE INDEX clawback_bank_reference ON clawback_settlement (clawback_id, reference) WHERE kind = 'REPAID';
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON clawback_settlement FOR EACH STATEMENT EXECUTE FUNCTION append_only();

-- Of an award, source by source: what was released to the organization, and what of it was ordered back; fen.
CREATE FUNCTION award_released(p_award uuid) RETURNS TABLE (part text, released_fen bigint, ordered_fen bigint) LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
  SELECT part, coalesce(sum(released), 0)::bigint, coalesce(sum(ordered), 0)::bigint FROM (
    SELECT ledger_part(a.code) AS part, p.amount AS released, 0::bigint AS ordered FROM ledger_account a JOIN ledger_posting p ON p.account_id = a.id
      JOIN ledger_entry e ON e.id = p.entry_id AND e.phase = 'settle' WHERE ledger_base(a.code) = 'award:' || p_award || ':committed'
    UNION ALL
    SELECT ledger_part(a.code), 0, -p.amount FROM ledger_account a JOIN ledger_posting p ON p.account_id = a.id
      JOIN ledger_entry e ON e.id = p.entry_id AND e.kind = 'clawback_order' WHERE ledger_base(a.code) = 'clawback:' || p_award || ':receivable') x
  GROUP BY part
$$;

-- Where a repayment of that day goes: the fund it came from in the year of the project's last payment, the treasury in a later one.
CREATE FUNCTION clawback_goes_to(p_project uuid, p_day date) RETURNS text LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
  SELECT CASE WHEN extract(year FROM p_day) <= extract(year FROM (SELECT max(t.released_at AT TIME ZONE 'Asia/Shanghai') FROM tranche t WHERE t.project_id = p.id))
    THEN 'fund:' || c.fund_id || ':available' ELSE 'gov:' || p.body_id || ':appropriation' END
  FROM project p JOIN call c ON c.id = p.call_id WHERE p.id = p_project
$$;

-- What an entry moves between two accounts, source by source, is all it moves; its sum in fen, null where it is something else.
CREATE FUNCTION ledger_moved(p_entry uuid, p_kind text, p_from text, p_to text) RETURNS bigint LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
  SELECT CASE WHEN e.kind = p_kind AND e.phase = 'posted' AND bool_and(CASE WHEN x.amount > 0 THEN ledger_base(a.code) = p_from ELSE ledger_base(a.code) = p_to END)
    THEN sum(greatest(x.amount, 0))::bigint END
  FROM ledger_entry e JOIN ledger_posting x ON x.entry_id = e.id JOIN ledger_account a ON a.id = x.account_id WHERE e.id = p_entry GROUP BY e.kind, e.phase
$$;

CREATE FUNCTION guard_clawback() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE p project; v_open bigint;
BEGIN
  SELECT * INTO p FROM project WHERE id = NEW.project_id FOR UPDATE;
  IF TG_OP = 'INSERT' THEN
    IF p.state IN ('PREPARING', 'CLOSED') THEN PERFORM refuse('clawback.not-running'); END IF;
    PERFORM assert_no_interest_in_project(NEW.proposed_by_id, p.id);
  END IF;
  IF NEW.state IN ('PROPOSED', 'ORDERED') AND (TG_OP = 'INSERT' OR OLD.state <> NEW.state) AND
     NEW.amount_fen + (SELECT coalesce(sum(amount_fen), 0) FROM clawback WHERE project_id = p.id AND id <> NEW.id AND state IN ('PROPOSED', 'ORDERED', 'SETTLED'))
     > (SELECT coalesce(sum(released_fen), 0) FROM award_released(p.award_id)) THEN PERFORM refuse('clawback.above-paid'); END IF;
  IF TG_OP = 'INSERT' THEN RETURN NEW; END IF;
  IF OLD.state IN ('SETTLED', 'REFUSED', 'WITHDRAWN') THEN PERFORM refuse('clawback.settled'); END IF;
  IF OLD.state = 'PROPOSED' AND NEW.state IN ('ORDERED', 'REFUSED') THEN PERFORM assert_no_interest_in_project(NEW.decided_by_id, p.id); END IF;
  IF NEW.state = 'ORDERED' AND OLD.state = 'PROPOSED' AND
     ledger_moved(NEW.order_entry_id, 'clawback_order', 'org:' || p.organization_id || ':received', 'clawback:' || p.award_id || ':receivable') IS DISTINCT FROM NEW.amount_fen THEN
    PERFORM refuse('clawback.entry-mismatch');
  END IF;
  IF NEW.state = 'ORDERED' AND (SELECT bool_or(ordered_fen > released_fen) FROM award_released(p.award_id)) THEN PERFORM refuse('clawback.above-paid'); END IF;
  IF NEW.order_entry_id IS DISTINCT FROM OLD.order_entry_id AND OLD.order_entry_id IS NOT NULL THEN PERFORM refuse('clawback.settled'); END IF;
  IF OLD.response IS NOT NULL AND NEW.response IS DISTINCT FROM OLD.response OR NEW.response IS DISTINCT FROM OLD.response AND NEW.state <> 'ORDERED' THEN PERFORM refuse('clawback.answered'); END IF;
  IF NEW.state = 'SETTLED' THEN
    SELECT NEW.amount_fen - coalesce(sum(amount_fen), 0) INTO v_open FROM clawback_settlement WHERE clawback_id = NEW.id;
    IF v_open <> 0 THEN PERFORM refuse('clawback.still-open'); END IF;
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER clawback_guard BEFORE INSERT OR UPDATE ON clawback FOR EACH ROW EXECUTE FUNCTION guard_clawback();

CREATE FUNCTION guard_clawback_settlement() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE c clawback; p project; v_owed text;
BEGIN
  SELECT * INTO c FROM clawback WHERE id = NEW.clawback_id FOR UPDATE;
  SELECT * INTO p FROM project WHERE id = c.project_id;
  NEW.made_at := clock();
  IF c.state <> 'ORDERED' THEN PERFORM refuse('clawback.not-ordered'); END IF;
  IF NEW.received_on > today() OR NEW.received_on < (c.decided_at AT TIME ZONE 'Asia/Shanghai')::date THEN PERFORM refuse('clawback.day'); END IF;
  IF NEW.amount_fen + (SELECT coalesce(sum(amount_fen), 0) FROM clawback_settlement WHERE clawback_id = c.id) > c.amount_fen THEN PERFORM refuse('clawback.above-owed'); END IF;
  v_owed := 'clawback:' || p.award_id || ':receivable';
  IF NEW.kind = 'WRITTEN_OFF' THEN
    PERFORM assert_no_interest_in_project(NEW.made_by_id, p.id);
    IF ledger_moved(NEW.entry_id, 'write_off', v_owed, 'org:' || p.organization_id || ':received') IS DISTINCT FROM NEW.amount_fen THEN PERFORM refuse('clawback.entry-mismatch'); END IF;
  ELSIF ledger_moved(NEW.entry_id, 'clawback_receive', v_owed, clawback_goes_to(p.id, NEW.received_on)) IS DISTINCT FROM NEW.amount_fen THEN
    PERFORM refuse('clawback.entry-mismatch');
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER clawback_settlement_guard BEFORE INSERT ON clawback_settlement FOR EACH ROW EXECUTE FUNCTION guard_clawback_settlement();

-- An order is settled exactly when nothing of it is left.
CREATE FUNCTION check_clawback_settled() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE c clawback;
BEGIN
  SELECT * INTO c FROM clawback WHERE id = NEW.clawback_id;
  IF (c.state = 'SETTLED') <> (c.amount_fen = (SELECT sum(amount_fen) FROM clawback_settlement WHERE clawback_id = c.id)) THEN PERFORM refuse('clawback.still-open'); END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER clawback_settled AFTER INSERT ON clawback_settlement DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION check_clawback_settled();

-- ---------------------------------------------------------------------------------------------------------------------
-- Money moves in and out of what is owed only with its row here, and what an organization received moves only by a release or by these.
CREATE FUNCTION guard_clawback_money() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM ledger_account WHERE id = NEW.account_id AND code LIKE 'clawback:%')
     AND NOT EXISTS (SELECT 1 FROM clawback WHERE order_entry_id = NEW.entry_id) AND NOT EXISTS (SELECT 1 FROM clawback_settlement WHERE entry_id = NEW.entry_id) THEN
    PERFORM refuse('clawback.entry-mismatch');
  END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER clawback_money AFTER INSERT ON ledger_posting DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION guard_clawback_money();

CREATE OR REPLACE FUNCTION guard_received() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE v_code text := (SELECT code FROM ledger_account WHERE id = NEW.account_id); e ledger_entry;
BEGIN
  IF v_code NOT LIKE 'org:%' THEN RETURN NULL; END IF;
  SELECT * INTO e FROM ledger_entry WHERE id = NEW.entry_id;
  -- A hold moves nothing; ending it without paying is a void, which has lines of its own.
  IF e.phase IN ('pending', 'void') THEN RETURN NULL; END IF;
  IF EXISTS (SELECT 1 FROM clawback WHERE order_entry_id = e.id) OR EXISTS (SELECT 1 FROM clawback_settlement WHERE entry_id = e.id AND kind = 'WRITTEN_OFF') THEN RETURN NULL; END IF;
  IF NOT EXISTS (
    SELECT 1 FROM tranche t JOIN project p ON p.id = t.project_id
    WHERE t.release_entry_id = e.id AND t.state = 'RELEASED' AND ledger_base(v_code) = 'org:' || p.organization_id || ':received'
      AND t.amount_fen = (SELECT -sum(x.amount) FROM ledger_posting x JOIN ledger_account a ON a.id = x.account_id WHERE x.entry_id = e.id AND ledger_base(a.code) = ledger_base(v_code))) THEN PERFORM refuse('tranche.release-mismatch'); END IF;
  RETURN NULL;
END $$;

-- ---------------------------------------------------------------------------------------------------------------------
-- Two rules more for the check of the books.
CREATE FUNCTION clawback_check() RETURNS TABLE (rule text, figure bigint, breaches bigint) LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
  SELECT 'clawbacks-within-release', (SELECT coalesce(sum(amount_fen), 0)::bigint FROM clawback WHERE state IN ('ORDERED', 'SETTLED')),
    (SELECT count(*) FROM project p CROSS JOIN LATERAL award_released(p.award_id) r WHERE r.ordered_fen > r.released_fen)
    + (SELECT count(*) FROM project p WHERE EXISTS (SELECT 1 FROM clawback c WHERE c.project_id = p.id)
      AND (SELECT coalesce(sum(r.ordered_fen), 0) FROM award_released(p.award_id) r) <> coalesce((SELECT sum(c.amount_fen) FROM clawback c WHERE c.project_id = p.id AND c.state IN ('ORDERED', 'SETTLED')), 0))
  UNION ALL SELECT 'owed-is-ordered', (SELECT coalesce(sum(posted_credit - posted_debit), 0)::bigint FROM ledger_account WHERE code LIKE 'clawback:%'),
    (SELECT count(*) FROM (
      SELECT a.award_id, sum(a.fen) AS fen FROM (
        SELECT split_part(code, ':', 2)::uuid AS award_id, posted_credit - posted_debit AS fen FROM ledger_account WHERE code LIKE 'clawback:%'
        UNION ALL SELECT p.award_id, -c.amount_fen FROM clawback c JOIN project p ON p.id = c.project_id WHERE c.state IN ('ORDERED', 'SETTLED')
        UNION ALL SELECT p.award_id, s.amount_fen FROM clawback_settlement s JOIN clawback c ON c.id = s.clawback_id JOIN project p ON p.id = c.project_id) a
      GROUP BY a.award_id HAVING sum(a.fen) <> 0) x)
$$;
-- What was received is what was released: money that is given up is credited to the organization a second time, and not counted here.
CREATE OR REPLACE FUNCTION ledger_check() RETURNS TABLE (rule text, figure bigint, breaches bigint) LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
  SELECT 'entries-balance', (SELECT count(*) FROM ledger_entry),
    (SELECT count(*) FROM (SELECT e.id FROM ledger_entry e LEFT JOIN ledger_posting p ON p.entry_id = e.id LEFT JOIN ledger_account a ON a.id = p.account_id
      GROUP BY e.id HAVING count(p.line) < 2 OR sum(p.amount) <> 0 OR count(DISTINCT a.currency) > 1) x)
  UNION ALL SELECT 'debit-is-credit', (SELECT coalesce(sum(posted_debit), 0)::bigint FROM ledger_account),
    (SELECT count(*) FROM (SELECT currency FROM ledger_account GROUP BY currency HAVING sum(posted_debit) <> sum(posted_credit) OR sum(pending_debit) <> sum(pending_credit)) x)
  UNION ALL SELECT 'no-drift', (SELECT count(*) FROM ledger_account), (SELECT count(*) FROM ledger_drift)
  UNION ALL SELECT 'no-overdraft', (SELECT count(*) FROM ledger_account WHERE NOT allow_overdraft),
    (SELECT count(*) FROM ledger_account WHERE NOT allow_overdraft AND CASE normal_side WHEN 'credit' THEN posted_debit + pending_debit > posted_credit ELSE posted_credit + pending_credit > posted_debit END)
  UNION ALL SELECT 'holds-end-once', (SELECT count(*) FROM ledger_entry h WHERE h.phase = 'pending'),
    (SELECT count(*) FROM ledger_entry h WHERE h.phase = 'pending' AND (SELECT count(*) FROM ledger_entry r WHERE r.resolves_id = h.id) > 1)
    + (SELECT count(*) FROM ledger_entry r JOIN ledger_entry h ON h.id = r.resolves_id WHERE r.phase = 'settle'
        AND (SELECT sum(abs(amount)) FROM ledger_posting WHERE entry_id = r.id) > (SELECT sum(abs(amount)) FROM ledger_posting WHERE entry_id = h.id))
  UNION ALL SELECT 'awards-are-committed', (SELECT count(*) FROM award WHERE revoked_at IS NULL),
    (SELECT count(*) FROM award w WHERE w.revoked_at IS NULL AND (SELECT posted_credit FROM ledger_total('award:' || w.id || ':committed')) <> w.amount_fen)
  UNION ALL SELECT 'tranches-make-the-award', (SELECT count(*) FROM project),
    (SELECT count(*) FROM project p WHERE (SELECT sum(t.amount_fen) FROM tranche t WHERE t.project_id = p.id) IS DISTINCT FROM p.amount_fen::numeric)
  UNION ALL SELECT 'held-is-accepted', (SELECT count(*) FROM tranche WHERE state = 'CLAIMABLE'),
    (SELECT count(*) FROM project p WHERE coalesce((SELECT sum(t.amount_fen) FROM tranche t WHERE t.project_id = p.id AND t.state = 'CLAIMABLE'), 0)
      <> (SELECT pending_debit FROM ledger_total('award:' || p.award_id || ':committed')))
  UNION ALL SELECT 'released-once', (SELECT count(*) FROM tranche WHERE state = 'RELEASED'),
    (SELECT count(*) FROM tranche t JOIN project p ON p.id = t.project_id WHERE t.state = 'RELEASED' AND (
      SELECT sum(x.amount) FROM ledger_entry r JOIN ledger_posting x ON x.entry_id = r.id JOIN ledger_account a ON a.id = x.account_id
      WHERE r.id = t.release_entry_id AND r.phase = 'settle' AND r.resolves_id = t.hold_entry_id AND ledger_base(a.code) = 'award:' || p.award_id || ':committed')
      IS DISTINCT FROM t.amount_fen)
    + (SELECT count(*) FROM (SELECT release_entry_id FROM tranche WHERE release_entry_id IS NOT NULL GROUP BY 1 HAVING count(*) > 1) x)
  UNION ALL SELECT 'received-is-released', (SELECT coalesce(sum(posted_credit), 0)::bigint FROM ledger_account WHERE code LIKE 'org:%'),
    (SELECT count(*) FROM organization o WHERE coalesce((SELECT -sum(x.amount) FROM ledger_account a JOIN ledger_posting x ON x.account_id = a.id JOIN ledger_entry e ON e.id = x.entry_id AND e.phase = 'settle'
        WHERE ledger_base(a.code) = 'org:' || o.id || ':received'), 0)
      <> coalesce((SELECT sum(t.amount_fen) FROM tranche t JOIN project p ON p.id = t.project_id WHERE p.organization_id = o.id AND t.state = 'RELEASED'), 0))
  UNION ALL SELECT 'appropriations-are-documented', (SELECT coalesce(sum(amount_fen), 0)::bigint FROM appropriation),
    (SELECT count(*) FROM fund f WHERE coalesce((SELECT sum(m.amount_fen) FROM appropriation m WHERE m.fund_id = f.id), 0)
      <> coalesce((SELECT -sum(p.amount) FROM ledger_entry e JOIN ledger_posting p ON p.entry_id = e.id JOIN ledger_account a ON a.id = p.account_id
        WHERE e.kind = 'appropriate' AND ledger_base(a.code) = 'fund:' || f.id || ':available'), 0))
  UNION ALL SELECT 'sources-stay-apart', (SELECT count(*) FROM fund_share WHERE part <> ''),
    (SELECT count(*) FROM (SELECT p.entry_id FROM ledger_posting p JOIN ledger_account a ON a.id = p.account_id
      GROUP BY p.entry_id, ledger_part(a.code) HAVING sum(p.amount) <> 0) x)
  UNION ALL SELECT 'orders-make-the-release', (SELECT count(*) FROM payment_order),
    (SELECT count(*) FROM tranche t WHERE t.state = 'RELEASED' AND (SELECT sum(o.amount_fen) FROM payment_order o WHERE o.tranche_id = t.id) IS DISTINCT FROM t.amount_fen::numeric)
  UNION ALL SELECT rule, figure, breaches FROM clawback_check()
  UNION ALL SELECT 'three-people', (SELECT count(*) FROM tranche WHERE state = 'RELEASED'),
    (SELECT count(*) FROM tranche WHERE state = 'RELEASED' AND (requested_by_id = verified_by_id OR released_by_id IN (requested_by_id, verified_by_id)))
  UNION ALL SELECT 'closed-months-stay', (SELECT count(*) FROM ledger_period),
    (SELECT count(DISTINCT e.id) FROM ledger_entry e JOIN ledger_posting p ON p.entry_id = e.id JOIN ledger_account a ON a.id = p.account_id
      JOIN ledger_period q ON q.body_id = a.body_id AND q.month = date_trunc('month', e.effective_on)::date WHERE e.seq > q.last_seq)
  UNION ALL SELECT 'chain-holds', (SELECT count(*) FROM ledger_anchor),
    (SELECT count(*) FROM (SELECT n.*, lag(n.digest, 1, repeat('0', 64)) OVER (ORDER BY n.day) AS before, lag(n.to_seq, 1, 0::bigint) OVER (ORDER BY n.day) AS up_to FROM ledger_anchor n) n
      WHERE n.previous <> n.before OR n.from_seq <> n.up_to OR n.digest <> ledger_digest(n.from_seq, n.to_seq, n.previous)
        OR n.entries <> (SELECT count(*) FROM ledger_entry e WHERE e.seq > n.from_seq AND e.seq <= n.to_seq))
$$;
