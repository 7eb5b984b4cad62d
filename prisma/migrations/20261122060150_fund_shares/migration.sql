-- Money of several sources in one fund (市、镇两级财政按比例分担, seeds A53, A75): each source has accounts of its own all the way from the
-- treasury to the organization, so that nobody's share can be spent for another's, and each payment order says whose money it is.

-- ---------------------------------------------------------------------------------------------------------------------
-- An account's code may end in a part, the source whose money it holds: fund:{id}:available:city. A fund of one source has none.
CREATE FUNCTION ledger_base(p_code text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT split_part(p_code, ':', 1) || ':' || split_part(p_code, ':', 2) || ':' || split_part(p_code, ':', 3)
$$;
CREATE FUNCTION ledger_part(p_code text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$ SELECT split_part(p_code, ':', 4) $$;
CREATE INDEX ledger_account_base ON ledger_account (ledger_base(code));
ALTER TABLE ledger_account DROP CONSTRAINT ledger_code, ADD CONSTRAINT ledger_code CHECK (code ~ '^(gov:[0-9a-f-]{36}:appropriation|fund:[0-9a-f-]{36}:available|call:[0-9a-f-]{36}:budget|award:[0-9a-f-]{36}:committed|org:[0-9a-f-]{36}:received)(:(fiscal|city|town|lottery|donation|matching))?$');
-- What all accounts with one beginning stand at together; one row, zeros when there is none. No SET clause, so that it is inlined.
CREATE FUNCTION ledger_total(p_base text) RETURNS TABLE (posted_debit bigint, posted_credit bigint, pending_debit bigint, pending_credit bigint) LANGUAGE sql STABLE AS $$
  SELECT coalesce(sum(a.posted_debit), 0)::bigint, coalesce(sum(a.posted_credit), 0)::bigint, coalesce(sum(a.pending_debit), 0)::bigint, coalesce(sum(a.pending_credit), 0)::bigint
  FROM ledger_account a WHERE ledger_base(a.code) = p_base
$$;

-- Every entry balances within each part: money of one source never turns into another's.
CREATE OR REPLACE FUNCTION ledger_check_balanced() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE e uuid := CASE TG_TABLE_NAME WHEN 'ledger_entry' THEN (to_jsonb(NEW) ->> 'id')::uuid ELSE (to_jsonb(NEW) ->> 'entry_id')::uuid END;
BEGIN
  IF (SELECT count(*) FROM ledger_posting WHERE entry_id = e) < 2 THEN RAISE EXCEPTION 'entry % has fewer than two lines', e USING ERRCODE = '23514'; END IF;
  IF EXISTS (SELECT 1 FROM ledger_posting p JOIN ledger_account a ON a.id = p.account_id WHERE p.entry_id = e GROUP BY a.currency, ledger_part(a.code) HAVING sum(p.amount) <> 0) THEN
    RAISE EXCEPTION 'entry % does not sum to zero', e USING ERRCODE = '23514';
  END IF;
  RETURN NULL;
END $$;

-- ---------------------------------------------------------------------------------------------------------------------
-- Whose money a fund is made of, in ten-thousandths. The shares stand from the day the fund is made: another split is another fund.
CREATE TABLE fund_share (
  fund_id uuid NOT NULL REFERENCES fund (id),
  source fund_source NOT NULL,
  weight int NOT NULL,
  -- How its accounts' codes end; empty where the fund has one source.
  part text NOT NULL,
  PRIMARY KEY (fund_id, source),
  CONSTRAINT fund_share_weight CHECK (weight BETWEEN 1 AND 10000),
  CONSTRAINT fund_share_part CHECK (part = CASE WHEN weight = 10000 THEN '' ELSE lower(source::text) END)
);
INSERT INTO fund_share (fund_id, source, weight, part) SELECT id, source, 10000, '' FROM fund;
ALTER TABLE fund DROP COLUMN source;
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON fund_share FOR EACH STATEMENT EXECUTE FUNCTION append_only();
CREATE FUNCTION check_fund_shares() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE v_fund uuid := CASE TG_TABLE_NAME WHEN 'fund' THEN (to_jsonb(NEW) ->> 'id')::uuid ELSE (to_jsonb(NEW) ->> 'fund_id')::uuid END;
BEGIN
  IF (SELECT sum(weight) FROM fund_share WHERE fund_id = v_fund) IS DISTINCT FROM 10000 THEN PERFORM refuse('fund.shares-not-whole'); END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER fund_shares AFTER INSERT ON fund DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION check_fund_shares();
CREATE CONSTRAINT TRIGGER fund_shares AFTER INSERT ON fund_share DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION check_fund_shares();

-- A fund's accounts are those of its sources, and no other.
CREATE OR REPLACE FUNCTION ledger_open_account(p_code text) RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE v_fund uuid;
BEGIN
  IF EXISTS (SELECT 1 FROM ledger_account WHERE code = p_code) THEN RETURN; END IF;
  IF p_code LIKE 'fund:%' THEN
    v_fund := split_part(p_code, ':', 2)::uuid;
    IF EXISTS (SELECT 1 FROM fund WHERE id = v_fund) AND NOT EXISTS (SELECT 1 FROM fund_share WHERE fund_id = v_fund AND part = ledger_part(p_code)) THEN PERFORM refuse('fund.not-its-source'); END IF;
  END IF;
  INSERT INTO ledger_account (code, normal_side, body_id)
  VALUES (p_code, CASE WHEN p_code LIKE 'gov:%' THEN 'debit' ELSE 'credit' END, ledger_body_of(p_code)) ON CONFLICT (code) DO NOTHING;
END $$;

-- The most that can be taken out with every source giving its share, in fen.
CREATE FUNCTION fund_spendable(p_fund uuid) RETURNS bigint LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
  SELECT coalesce(min(floor(coalesce(a.posted_credit - a.posted_debit - a.pending_debit, 0)::numeric * 10000 / s.weight)), 0)::bigint
  FROM fund_share s LEFT JOIN ledger_account a ON a.code = 'fund:' || s.fund_id || ':available' || CASE s.part WHEN '' THEN '' ELSE ':' || s.part END
  WHERE s.fund_id = p_fund
$$;

-- ---------------------------------------------------------------------------------------------------------------------
-- What a fund may be used for (seeds A77: a white list of uses). Empty: nothing is ruled out.
ALTER TABLE fund
  ADD COLUMN fields service_field[] NOT NULL DEFAULT '{}',
  ADD COLUMN instruments instrument[] NOT NULL DEFAULT '{}',
  ADD COLUMN uses text[] NOT NULL DEFAULT '{}';
ALTER TABLE fund ADD CONSTRAINT fund_uses CHECK (array_position(uses, '') IS NULL AND cardinality(uses) <= 20);
CREATE FUNCTION guard_call_fund() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE f fund;
BEGIN
  IF NEW.state = OLD.state OR NEW.state NOT IN ('SUBMITTED', 'PUBLISHED') OR NEW.is_rehearsal THEN RETURN NEW; END IF;
  SELECT * INTO f FROM fund WHERE id = NEW.fund_id;
  IF cardinality(f.fields) > 0 AND NOT NEW.field = ANY (f.fields) THEN PERFORM refuse('call.fund-not-for-field'); END IF;
  IF cardinality(f.instruments) > 0 AND NOT NEW.instrument = ANY (f.instruments) THEN PERFORM refuse('call.fund-not-for-instrument'); END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER call_fund_guard BEFORE UPDATE OF state ON call FOR EACH ROW EXECUTE FUNCTION guard_call_fund();

CREATE INDEX call_fund ON call (fund_id);

-- ---------------------------------------------------------------------------------------------------------------------
-- Money put at the body's disposal: of which year's budget, whose, and by which document. The entry in the ledger is the same money.
CREATE TABLE appropriation (
  id uuid PRIMARY KEY,
  fund_id uuid NOT NULL,
  source fund_source NOT NULL,
  year smallint NOT NULL,
  amount_fen bigint NOT NULL,
  document_no text NOT NULL,
  entry_id uuid NOT NULL UNIQUE REFERENCES ledger_entry (id),
  made_by_id uuid REFERENCES account (id),
  made_at timestamptz(3) NOT NULL DEFAULT clock(),
  FOREIGN KEY (fund_id, source) REFERENCES fund_share (fund_id, source),
  CONSTRAINT appropriation_whole CHECK (amount_fen > 0 AND document_no <> '' AND year BETWEEN 2000 AND 2100)
);
CREATE INDEX appropriation_fund ON appropriation (fund_id, year);
INSERT INTO appropriation (id, fund_id, source, year, amount_fen, document_no, entry_id, made_by_id, made_at)
  SELECT uuidv7(), s.fund_id, s.source, extract(year FROM e.effective_on), -p.amount, CASE e.memo WHEN '' THEN '-' ELSE e.memo END, e.id, e.actor_id, e.recorded_at
  FROM ledger_entry e JOIN ledger_posting p ON p.entry_id = e.id JOIN ledger_account a ON a.id = p.account_id
    JOIN fund_share s ON a.code = 'fund:' || s.fund_id || ':available'
  WHERE e.kind = 'appropriate' AND p.amount < 0;
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON appropriation FOR EACH STATEMENT EXECUTE FUNCTION append_only();
CREATE FUNCTION guard_appropriation() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  IF NOT EXISTS (
    SELECT 1 FROM ledger_entry e JOIN ledger_posting p ON p.entry_id = e.id JOIN ledger_account a ON a.id = p.account_id JOIN fund_share s ON s.fund_id = NEW.fund_id AND s.source = NEW.source
    WHERE e.id = NEW.entry_id AND e.kind = 'appropriate' AND p.amount = -NEW.amount_fen
      AND a.code = 'fund:' || NEW.fund_id || ':available' || CASE s.part WHEN '' THEN '' ELSE ':' || s.part END) THEN PERFORM refuse('fund.not-the-entry'); END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER appropriation_guard BEFORE INSERT ON appropriation FOR EACH ROW EXECUTE FUNCTION guard_appropriation();

-- ---------------------------------------------------------------------------------------------------------------------
-- One payment order for each source of a released tranche, with the number the treasury gave it.
CREATE TABLE payment_order (
  tranche_id uuid NOT NULL REFERENCES tranche (id),
  source fund_source NOT NULL,
  amount_fen bigint NOT NULL,
  payment_ref text NOT NULL,
  PRIMARY KEY (tranche_id, source),
  CONSTRAINT payment_order_whole CHECK (amount_fen > 0 AND payment_ref <> '')
);
INSERT INTO payment_order (tranche_id, source, amount_fen, payment_ref)
  SELECT t.id, s.source, t.amount_fen, CASE t.payment_ref WHEN '' THEN '-' ELSE t.payment_ref END
  FROM tranche t JOIN project p ON p.id = t.project_id JOIN call c ON c.id = p.call_id JOIN fund_share s ON s.fund_id = c.fund_id WHERE t.state = 'RELEASED';
ALTER TABLE tranche DROP COLUMN payment_ref;
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON payment_order FOR EACH STATEMENT EXECUTE FUNCTION append_only();
-- The orders of a tranche are its release, source by source: nothing paid without an order, no order for what was not paid.
CREATE FUNCTION check_payment_orders() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE v_tranche uuid := CASE TG_TABLE_NAME WHEN 'tranche' THEN (to_jsonb(NEW) ->> 'id')::uuid ELSE (to_jsonb(NEW) ->> 'tranche_id')::uuid END; t tranche;
BEGIN
  SELECT * INTO t FROM tranche WHERE id = v_tranche;
  IF EXISTS (
    SELECT 1 FROM (
      SELECT s.source, -x.amount AS fen FROM ledger_posting x JOIN ledger_account a ON a.id = x.account_id
        JOIN project p ON p.id = t.project_id JOIN call c ON c.id = p.call_id JOIN fund_share s ON s.fund_id = c.fund_id AND s.part = ledger_part(a.code)
      WHERE t.state = 'RELEASED' AND x.entry_id = t.release_entry_id AND a.code LIKE 'org:%'
    ) paid FULL JOIN (SELECT source, amount_fen FROM payment_order WHERE tranche_id = v_tranche) ordered ON ordered.source = paid.source
    WHERE paid.fen IS DISTINCT FROM ordered.amount_fen
  ) THEN PERFORM refuse('tranche.orders-mismatch'); END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER payment_orders AFTER UPDATE OF state ON tranche DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION check_payment_orders();
CREATE CONSTRAINT TRIGGER payment_orders AFTER INSERT ON payment_order DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION check_payment_orders();

-- ---------------------------------------------------------------------------------------------------------------------
-- The guards that read accounts by their code now read all parts of them.
CREATE OR REPLACE FUNCTION guard_tranche() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE p project; h ledger_entry; r ledger_entry; v_held bigint; v_paid bigint;
BEGIN
  IF OLD.state = 'RELEASED' THEN PERFORM refuse('tranche.released'); END IF;
  SELECT * INTO p FROM project WHERE id = NEW.project_id FOR SHARE;
  IF (NEW.amount_fen, NEW.milestone_id, NEW.project_id) IS DISTINCT FROM (OLD.amount_fen, OLD.milestone_id, OLD.project_id)
     AND (SELECT state FROM contract WHERE id = p.contract_id) <> 'DRAFT' THEN PERFORM refuse('contract.offered'); END IF;
  IF NEW.state = OLD.state THEN RETURN NEW; END IF;
  IF p.state <> 'ACTIVE' THEN PERFORM refuse('milestone.project-not-active'); END IF;
  SELECT * INTO h FROM ledger_entry WHERE id = NEW.hold_entry_id;
  SELECT sum(x.amount) INTO v_held FROM ledger_posting x JOIN ledger_account a ON a.id = x.account_id WHERE x.entry_id = h.id AND ledger_base(a.code) = 'award:' || p.award_id || ':committed';
  IF h.phase IS DISTINCT FROM 'pending' OR v_held IS DISTINCT FROM NEW.amount_fen THEN PERFORM refuse('tranche.hold-mismatch'); END IF;
  IF NEW.state = 'RELEASED' THEN
    IF EXISTS (SELECT 1 FROM objection WHERE project_id = NEW.project_id AND state <> 'CLOSED') THEN PERFORM refuse('tranche.objection-open'); END IF;
    SELECT * INTO r FROM ledger_entry WHERE id = NEW.release_entry_id;
    SELECT sum(x.amount) INTO v_paid FROM ledger_posting x JOIN ledger_account a ON a.id = x.account_id WHERE x.entry_id = r.id AND ledger_base(a.code) = 'award:' || p.award_id || ':committed';
    IF r.phase IS DISTINCT FROM 'settle' OR r.resolves_id IS DISTINCT FROM h.id OR v_paid IS DISTINCT FROM NEW.amount_fen THEN PERFORM refuse('tranche.release-mismatch'); END IF;
  END IF;
  RETURN NEW;
END $$;
CREATE OR REPLACE FUNCTION guard_received() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE v_code text := (SELECT code FROM ledger_account WHERE id = NEW.account_id); e ledger_entry;
BEGIN
  IF v_code NOT LIKE 'org:%' THEN RETURN NULL; END IF;
  SELECT * INTO e FROM ledger_entry WHERE id = NEW.entry_id;
  -- A hold moves nothing; ending it without paying is a void, which has lines of its own.
  IF e.phase IN ('pending', 'void') OR NEW.amount > 0 THEN RETURN NULL; END IF;
  IF NOT EXISTS (
    SELECT 1 FROM tranche t JOIN project p ON p.id = t.project_id
    WHERE t.release_entry_id = e.id AND t.state = 'RELEASED' AND ledger_base(v_code) = 'org:' || p.organization_id || ':received'
      AND t.amount_fen = (SELECT -sum(x.amount) FROM ledger_posting x JOIN ledger_account a ON a.id = x.account_id WHERE x.entry_id = e.id AND ledger_base(a.code) = ledger_base(v_code))) THEN PERFORM refuse('tranche.release-mismatch'); END IF;
  RETURN NULL;
END $$;
CREATE OR REPLACE FUNCTION check_revocation() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM ledger_account WHERE ledger_base(code) = 'award:' || NEW.id || ':committed' AND posted_credit - posted_debit + pending_credit + pending_debit <> 0) THEN PERFORM refuse('award.money-not-returned'); END IF;
  IF EXISTS (SELECT 1 FROM project WHERE award_id = NEW.id AND state <> 'TERMINATED') THEN PERFORM refuse('award.project-goes-on'); END IF;
  RETURN NULL;
END $$;
CREATE OR REPLACE FUNCTION guard_rehearsal_money() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM ledger_account a JOIN call c ON ledger_base(a.code) = 'call:' || c.id || ':budget' AND c.is_rehearsal WHERE a.id = NEW.account_id) THEN PERFORM refuse('rehearsal.no-money'); END IF;
  RETURN NEW;
END $$;

-- ---------------------------------------------------------------------------------------------------------------------
-- The check of the books, over all parts; two rules more.
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
    (SELECT count(*) FROM organization o WHERE (SELECT posted_credit FROM ledger_total('org:' || o.id || ':received'))
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

GRANT SELECT, INSERT ON fund_share, appropriation, payment_order TO commonweal_app;
