-- The books prove themselves: months are closed for good, corrections mirror what they correct, a chain of digests makes a
-- later change of the past show, and one function answers whether every rule of the ledger still holds, with its figures.

-- ---------------------------------------------------------------------------------------------------------------------
-- Whose books an account is in: the body's behind its code. What organizations received is in nobody's.
ALTER TABLE ledger_account ADD COLUMN body_id uuid REFERENCES body (id);
CREATE FUNCTION ledger_body_of(p_code text) RETURNS uuid LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
  SELECT CASE split_part(p_code, ':', 1)
    WHEN 'gov' THEN (SELECT id FROM body WHERE id = split_part(p_code, ':', 2)::uuid)
    WHEN 'fund' THEN (SELECT body_id FROM fund WHERE id = split_part(p_code, ':', 2)::uuid)
    WHEN 'call' THEN (SELECT body_id FROM call WHERE id = split_part(p_code, ':', 2)::uuid)
    WHEN 'award' THEN (SELECT c.body_id FROM award a JOIN call c ON c.id = a.call_id WHERE a.id = split_part(p_code, ':', 2)::uuid) END
$$;
UPDATE ledger_account SET body_id = ledger_body_of(code);
CREATE INDEX ledger_account_body ON ledger_account (body_id);

CREATE OR REPLACE FUNCTION ledger_open_account(p_code text) RETURNS void LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
  INSERT INTO ledger_account (code, normal_side, body_id)
  VALUES (p_code, CASE WHEN p_code LIKE 'gov:%' THEN 'debit' ELSE 'credit' END, ledger_body_of(p_code)) ON CONFLICT (code) DO NOTHING
$$;

-- ---------------------------------------------------------------------------------------------------------------------
-- A closed month takes no entry of that month any more: what comes late is dated in an open one and says so.
CREATE TABLE ledger_period (
  body_id uuid NOT NULL REFERENCES body (id),
  month date NOT NULL,
  closed_at timestamptz(3) NOT NULL DEFAULT clock(),
  closed_by_id uuid NOT NULL REFERENCES account (id),
  -- The last entry there was: what came later with a day of this month slipped past.
  last_seq bigint NOT NULL DEFAULT 0,
  PRIMARY KEY (body_id, month),
  CONSTRAINT ledger_period_month CHECK (month = date_trunc('month', month)::date)
);
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON ledger_period FOR EACH STATEMENT EXECUTE FUNCTION append_only();

CREATE FUNCTION guard_ledger_period() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE v_first date;
BEGIN
  NEW.closed_at := clock();
  IF (NEW.month + interval '1 month')::date > (clock() AT TIME ZONE 'Asia/Shanghai')::date THEN PERFORM refuse('ledger.month-running'); END IF;
  -- Entries under way hold these rows: they are waited for, and whoever comes later sees the month closed.
  PERFORM 1 FROM ledger_account WHERE body_id = NEW.body_id ORDER BY id FOR UPDATE;
  -- In order: an open month behind a closed one would be a hole.
  SELECT min(date_trunc('month', e.effective_on)::date) INTO v_first
    FROM ledger_entry e JOIN ledger_posting p ON p.entry_id = e.id JOIN ledger_account a ON a.id = p.account_id WHERE a.body_id = NEW.body_id;
  IF EXISTS (SELECT 1 FROM generate_series(v_first, NEW.month - interval '1 month', interval '1 month') m
    WHERE NOT EXISTS (SELECT 1 FROM ledger_period q WHERE q.body_id = NEW.body_id AND q.month = m::date)) THEN PERFORM refuse('ledger.earlier-month-open'); END IF;
  IF EXISTS (SELECT 1 FROM ledger_drift d JOIN ledger_account a ON a.code = d.code WHERE a.body_id = NEW.body_id) THEN PERFORM refuse('ledger.drift'); END IF;
  NEW.last_seq := coalesce((SELECT max(seq) FROM ledger_entry), 0);
  RETURN NEW;
END $$;
CREATE TRIGGER ledger_period_guard BEFORE INSERT ON ledger_period FOR EACH ROW EXECUTE FUNCTION guard_ledger_period();

CREATE FUNCTION guard_closed_month() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM ledger_account a JOIN ledger_period q ON q.body_id = a.body_id JOIN ledger_entry e ON e.id = NEW.entry_id
    WHERE a.id = NEW.account_id AND q.month = date_trunc('month', e.effective_on)::date) THEN PERFORM refuse('ledger.period-closed'); END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER ledger_closed_month BEFORE INSERT ON ledger_posting FOR EACH ROW EXECUTE FUNCTION guard_closed_month();

-- ---------------------------------------------------------------------------------------------------------------------
-- What takes back says exactly what is taken back: a reversal mirrors the lines it reverses, a void repeats the lines of its hold.
CREATE FUNCTION ledger_check_mirror() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE v_of uuid; v_sign int;
BEGIN
  IF NEW.reverses_id IS NOT NULL THEN v_of := NEW.reverses_id; v_sign := -1;
  ELSIF NEW.phase = 'void' THEN v_of := NEW.resolves_id; v_sign := 1;
  ELSE RETURN NULL; END IF;
  IF EXISTS (
    (SELECT account_id, sum(amount) FROM ledger_posting WHERE entry_id = NEW.id GROUP BY 1)
    EXCEPT (SELECT account_id, sum(amount) * v_sign FROM ledger_posting WHERE entry_id = v_of GROUP BY 1)
  ) OR EXISTS (
    (SELECT account_id, sum(amount) * v_sign FROM ledger_posting WHERE entry_id = v_of GROUP BY 1)
    EXCEPT (SELECT account_id, sum(amount) FROM ledger_posting WHERE entry_id = NEW.id GROUP BY 1)
  ) THEN RAISE EXCEPTION 'entry % does not mirror %', NEW.id, v_of USING ERRCODE = '23514'; END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER ledger_mirror AFTER INSERT ON ledger_entry DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION ledger_check_mirror();

-- ---------------------------------------------------------------------------------------------------------------------
-- A day's digest covers every entry since the one before and the digest before: who changes the past changes every later digest.
-- A chain by the day, not by the row: no entry waits for another to be hashed.
CREATE TABLE ledger_anchor (
  day date PRIMARY KEY,
  from_seq bigint NOT NULL,
  to_seq bigint NOT NULL,
  entries int NOT NULL,
  previous text NOT NULL,
  digest text NOT NULL,
  made_at timestamptz(3) NOT NULL,
  CONSTRAINT ledger_anchor_digest CHECK (digest ~ '^[0-9a-f]{64}$' AND previous ~ '^[0-9a-f]{64}$'),
  CONSTRAINT ledger_anchor_range CHECK (from_seq <= to_seq AND entries >= 0)
);
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON ledger_anchor FOR EACH STATEMENT EXECUTE FUNCTION append_only();

-- SHA-256 (hex) over the digest before and one line per entry after p_from up to p_to, in their order; each line is JSON of
-- number, id, kind, phase, day, what it resolves and reverses, key, who, words, and its postings as [account, fen].
CREATE FUNCTION ledger_digest(p_from bigint, p_to bigint, p_previous text) RETURNS text LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
  SELECT encode(sha256(convert_to(p_previous || coalesce(string_agg(E'\n' || line, '' ORDER BY seq), ''), 'utf8')), 'hex') FROM (
    SELECT e.seq, jsonb_build_array(e.seq, e.id, e.kind, e.phase, e.effective_on, e.resolves_id, e.reverses_id, e.idempotency_key, e.actor_id, e.memo,
      (SELECT jsonb_agg(jsonb_build_array(a.code, p.amount) ORDER BY p.line) FROM ledger_posting p JOIN ledger_account a ON a.id = p.account_id WHERE p.entry_id = e.id))::text AS line
    FROM ledger_entry e WHERE e.seq > p_from AND e.seq <= p_to) lines
$$;

-- Makes the anchor of the day that runs, once; the same day again returns it. Entries under way are waited for, so that no lower
-- number appears behind the anchor.
CREATE FUNCTION ledger_anchor_today() RETURNS ledger_anchor LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE v_day date := (clock() AT TIME ZONE 'Asia/Shanghai')::date; last ledger_anchor; made ledger_anchor; v_to bigint;
BEGIN
  SELECT * INTO made FROM ledger_anchor WHERE day = v_day;
  IF FOUND THEN RETURN made; END IF;
  LOCK TABLE ledger_entry IN SHARE MODE;
  PERFORM pg_advisory_xact_lock(hashtextextended('ledger-anchor', 0));
  SELECT * INTO made FROM ledger_anchor WHERE day = v_day;
  IF FOUND THEN RETURN made; END IF;
  SELECT * INTO last FROM ledger_anchor ORDER BY day DESC LIMIT 1;
  -- A clock that went back makes no link behind the last one.
  IF last.day > v_day THEN RETURN last; END IF;
  v_to := greatest(coalesce((SELECT max(seq) FROM ledger_entry), 0), coalesce(last.to_seq, 0));
  INSERT INTO ledger_anchor (day, from_seq, to_seq, entries, previous, digest, made_at)
  SELECT v_day, coalesce(last.to_seq, 0), v_to, (SELECT count(*) FROM ledger_entry WHERE seq > coalesce(last.to_seq, 0) AND seq <= v_to),
    coalesce(last.digest, repeat('0', 64)), ledger_digest(coalesce(last.to_seq, 0), v_to, coalesce(last.digest, repeat('0', 64))), clock()
  RETURNING * INTO made;
  RETURN made;
END $$;

-- ---------------------------------------------------------------------------------------------------------------------
-- Every rule of the books with its figure and how often it is broken. Rows of `breaches` above zero must not exist.
CREATE FUNCTION ledger_check() RETURNS TABLE (rule text, figure bigint, breaches bigint) LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
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
    (SELECT count(*) FROM award w WHERE w.revoked_at IS NULL AND (SELECT a.posted_credit FROM ledger_account a WHERE a.code = 'award:' || w.id || ':committed') IS DISTINCT FROM w.amount_fen)
  UNION ALL SELECT 'tranches-make-the-award', (SELECT count(*) FROM project),
    (SELECT count(*) FROM project p WHERE (SELECT sum(t.amount_fen) FROM tranche t WHERE t.project_id = p.id) IS DISTINCT FROM p.amount_fen::numeric)
  UNION ALL SELECT 'held-is-accepted', (SELECT count(*) FROM tranche WHERE state = 'CLAIMABLE'),
    (SELECT count(*) FROM project p WHERE coalesce((SELECT sum(t.amount_fen) FROM tranche t WHERE t.project_id = p.id AND t.state = 'CLAIMABLE'), 0)
      <> coalesce((SELECT a.pending_debit FROM ledger_account a WHERE a.code = 'award:' || p.award_id || ':committed'), 0))
  UNION ALL SELECT 'released-once', (SELECT count(*) FROM tranche WHERE state = 'RELEASED'),
    (SELECT count(*) FROM tranche t JOIN project p ON p.id = t.project_id WHERE t.state = 'RELEASED' AND NOT EXISTS (
      SELECT 1 FROM ledger_entry r JOIN ledger_posting x ON x.entry_id = r.id JOIN ledger_account a ON a.id = x.account_id
      WHERE r.id = t.release_entry_id AND r.phase = 'settle' AND r.resolves_id = t.hold_entry_id AND a.code = 'award:' || p.award_id || ':committed' AND x.amount = t.amount_fen))
    + (SELECT count(*) FROM (SELECT release_entry_id FROM tranche WHERE release_entry_id IS NOT NULL GROUP BY 1 HAVING count(*) > 1) x)
  UNION ALL SELECT 'received-is-released', (SELECT coalesce(sum(posted_credit), 0)::bigint FROM ledger_account WHERE code LIKE 'org:%'),
    (SELECT count(*) FROM organization o WHERE coalesce((SELECT a.posted_credit FROM ledger_account a WHERE a.code = 'org:' || o.id || ':received'), 0)
      <> coalesce((SELECT sum(t.amount_fen) FROM tranche t JOIN project p ON p.id = t.project_id WHERE p.organization_id = o.id AND t.state = 'RELEASED'), 0))
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

-- What a check found, and when: nightly by the site itself, or because somebody asked.
CREATE TABLE ledger_inspection (
  id uuid PRIMARY KEY DEFAULT uuidv7(),
  inspected_at timestamptz(3) NOT NULL DEFAULT clock(),
  asked_by_id uuid REFERENCES account (id),
  -- [{"rule": …, "figure": …, "breaches": …}, …] as ledger_check() said it.
  findings jsonb NOT NULL,
  breaches bigint NOT NULL
);
CREATE INDEX ledger_inspection_at ON ledger_inspection (inspected_at DESC);
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON ledger_inspection FOR EACH STATEMENT EXECUTE FUNCTION append_only();
-- Nobody writes a finding of one's own.
CREATE FUNCTION ledger_inspect(p_asked_by uuid) RETURNS uuid LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
  INSERT INTO ledger_inspection (asked_by_id, findings, breaches)
  SELECT p_asked_by, jsonb_agg(jsonb_build_object('rule', rule, 'figure', figure::text, 'breaches', breaches::text)), sum(breaches) FROM ledger_check() RETURNING id
$$;

REVOKE INSERT, UPDATE ON ledger_anchor, ledger_inspection FROM commonweal_app;
REVOKE UPDATE ON ledger_period FROM commonweal_app;
REVOKE ALL ON FUNCTION ledger_anchor_today(), ledger_inspect(uuid) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION ledger_anchor_today(), ledger_inspect(uuid) TO commonweal_app;
