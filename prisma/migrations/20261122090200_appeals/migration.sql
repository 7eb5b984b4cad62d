-- Why: a body may ask the public for a fixed sum for one purpose (定额专项募捐): a call, a project, or what a fund is for. Whoever gives must
-- know that no fen more is taken than was asked for, that the money is theirs until it is passed to the fund, and that it comes back by
-- itself when the purpose falls away (慈善法 2023: who may raise money publicly, and when accounts are given). PostgreSQL keeps all three.

-- ---------------------------------------------------------------------------------------------------------------------
-- The ledger's new words: what givers gave (donor:{body}:given) and what is held for them (appeal:{id}:held), a liability until it is passed.
ALTER TABLE ledger_account DROP CONSTRAINT ledger_code, ADD CONSTRAINT ledger_code CHECK (code ~ '^(gov:[0-9a-f-]{36}:appropriation|donor:[0-9a-f-]{36}:given|fund:[0-9a-f-]{36}:available|appeal:[0-9a-f-]{36}:held|call:[0-9a-f-]{36}:budget|award:[0-9a-f-]{36}:committed|clawback:[0-9a-f-]{36}:receivable|org:[0-9a-f-]{36}:received)(:(fiscal|city|town|lottery|donation|matching))?$');
ALTER TABLE ledger_entry DROP CONSTRAINT ledger_kind, ADD CONSTRAINT ledger_kind CHECK (kind IN ('appropriate', 'allocate', 'commit', 'hold', 'release', 'void', 'reallocate', 'reduce', 'reverse', 'clawback_order', 'clawback_receive', 'write_off', 'lapse', 'donate', 'donate_pass', 'donate_return'));
ALTER TABLE ledger_book DROP CONSTRAINT ledger_book_accounts, ADD CONSTRAINT ledger_book_accounts CHECK (cardinality(account_kinds) > 0 AND account_kinds <@ ARRAY['gov', 'donor', 'fund', 'appeal', 'call', 'award', 'clawback', 'org']),
  DROP CONSTRAINT ledger_book_entries, ADD CONSTRAINT ledger_book_entries CHECK (entry_kinds <@ ARRAY['appropriate', 'allocate', 'commit', 'hold', 'release', 'void', 'reallocate', 'reduce', 'reverse', 'clawback_order', 'clawback_receive', 'write_off', 'lapse', 'donate', 'donate_pass', 'donate_return']);
-- A book of funds that nobody has arranged shows donations beside appropriations, as new ones do.
UPDATE ledger_book SET account_kinds = '{gov,donor,fund,appeal}' WHERE version = 1 AND position = 1 AND account_kinds = '{gov,fund}';
CREATE OR REPLACE FUNCTION make_ledger_books(p_body uuid) RETURNS void LANGUAGE sql SET search_path = public, pg_temp AS $$
  INSERT INTO ledger_book (body_id, position, name_zh, name_en, account_kinds, entry_kinds) VALUES
    (p_body, 1, '资金台账', 'Funds', '{gov,donor,fund,appeal}', '{}'),
    (p_body, 2, '项目台账', 'Projects', '{call,award,clawback}', '{}'),
    (p_body, 3, '拨付台账', 'Payments', '{award}', '{hold,release,void,reverse}'),
    (p_body, 4, '机构台账', 'Organizations', '{org}', '{}')
$$;

-- ---------------------------------------------------------------------------------------------------------------------
-- Terms as dated data: how long a promise waits for its money, and when accounts are given.
CREATE TABLE appeal_rule (
  valid_from date PRIMARY KEY,
  pay_days smallint NOT NULL,
  -- An appeal that runs longer than so many months accounts every so many months; the last account is given within so many months of its end.
  long_months smallint NOT NULL,
  account_months smallint NOT NULL,
  final_months smallint NOT NULL,
  -- A giver of at least this share of the target (ten-thousandths) may ask that it be named after them.
  naming_bps smallint NOT NULL,
  source_zh text NOT NULL,
  source_en text NOT NULL,
  -- False: quoted from memory, to be confirmed before real use.
  is_confirmed boolean NOT NULL,
  CONSTRAINT appeal_rule_whole CHECK (pay_days BETWEEN 1 AND 90 AND long_months > 0 AND account_months > 0 AND final_months > 0 AND naming_bps BETWEEN 1 AND 10000)
);
INSERT INTO appeal_rule VALUES ('2024-09-05', 7, 6, 3, 3, 5000,
  '《中华人民共和国慈善法》（2023 年修正）：公开募捐周期超过六个月的，至少每三个月公开一次募捐情况；活动结束后三个月内全面、详细公开', 'Charity Law of the People’s Republic of China (as amended in 2023): an appeal of more than six months is accounted for at least every three months, and in full within three months of its end', true);
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON appeal_rule FOR EACH STATEMENT EXECUTE FUNCTION append_only();
CREATE FUNCTION appeal_rule_on(p_day date) RETURNS appeal_rule LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
  SELECT * FROM appeal_rule WHERE valid_from <= p_day OR valid_from = (SELECT min(valid_from) FROM appeal_rule) ORDER BY valid_from DESC LIMIT 1
$$;

CREATE TYPE appeal_state AS ENUM ('DRAFT', 'SUBMITTED', 'OPEN', 'REACHED', 'ENDED', 'STOPPED', 'CLOSED', 'WITHDRAWN');
CREATE TYPE pledge_state AS ENUM ('PLEDGED', 'RECEIVED', 'PASSED', 'REFUND_DUE', 'REFUNDED', 'WITHDRAWN', 'EXPIRED', 'RELEASED');

CREATE TABLE appeal (
  id uuid NOT NULL PRIMARY KEY DEFAULT uuidv7(),
  body_id uuid NOT NULL REFERENCES body (id),
  -- Where the money is passed to, as donations; a call or a project, where it is for one of those.
  fund_id uuid NOT NULL REFERENCES fund (id),
  call_id uuid REFERENCES call (id) ON UPDATE CASCADE ON DELETE RESTRICT,
  project_id uuid REFERENCES project (id) ON UPDATE CASCADE ON DELETE RESTRICT,
  title text NOT NULL,
  purpose text NOT NULL,
  target_fen bigint NOT NULL,
  -- Promised, come or passed: kept by PostgreSQL alone, and never more than the target.
  standing_fen bigint NOT NULL DEFAULT 0,
  approval_no text NOT NULL DEFAULT '',
  approved_by_name text NOT NULL DEFAULT '',
  raiser_name text NOT NULL,
  -- The number of the qualification to raise money publicly; without one, a partner that has one raises together with them.
  raiser_licence text NOT NULL DEFAULT '',
  partner_name text NOT NULL DEFAULT '',
  partner_licence text NOT NULL DEFAULT '',
  bank_text text NOT NULL DEFAULT '',
  opens_on date NOT NULL,
  ends_on date NOT NULL,
  -- What becomes of the money when less came than was asked for: USE (it is used for the purpose as far as it goes) or RETURN.
  below_target text NOT NULL,
  state appeal_state NOT NULL DEFAULT 'DRAFT',
  -- Why it was stopped: DECIDED, CALL_ENDED, PROJECT_ENDED, BELOW_TARGET; and in words.
  stop_code text,
  state_reason text NOT NULL DEFAULT '',
  drafted_by_id uuid NOT NULL REFERENCES account (id),
  drafted_at timestamptz(3) NOT NULL DEFAULT clock(),
  submitted_by_id uuid REFERENCES account (id),
  submitted_at timestamptz(3),
  opened_by_id uuid REFERENCES account (id),
  opened_at timestamptz(3),
  -- When nothing more could be promised; when nothing of it was open any more.
  ended_at timestamptz(3),
  closed_at timestamptz(3),
  closed_by_id uuid REFERENCES account (id),
  pass_entry_id uuid UNIQUE REFERENCES ledger_entry (id),
  version int NOT NULL DEFAULT 1,
  CONSTRAINT appeal_words CHECK (btrim(title) <> '' AND btrim(purpose) <> '' AND btrim(raiser_name) <> '' AND below_target IN ('USE', 'RETURN')),
  CONSTRAINT appeal_target CHECK (target_fen BETWEEN 100 AND 1000000000000),
  CONSTRAINT appeal_standing CHECK (standing_fen BETWEEN 0 AND target_fen),
  CONSTRAINT appeal_dates CHECK (ends_on >= opens_on AND ends_on <= opens_on + 731),
  CONSTRAINT appeal_for_one CHECK (call_id IS NULL OR project_id IS NULL),
  CONSTRAINT appeal_whole CHECK (state IN ('DRAFT', 'WITHDRAWN') OR (approval_no <> '' AND approved_by_name <> '' AND bank_text <> ''
    AND submitted_by_id IS NOT NULL AND submitted_at IS NOT NULL AND (raiser_licence <> '' OR (partner_name <> '' AND partner_licence <> '')))),
  CONSTRAINT appeal_opened CHECK (state IN ('DRAFT', 'SUBMITTED', 'WITHDRAWN') OR (opened_by_id IS NOT NULL AND opened_at IS NOT NULL)),
  CONSTRAINT appeal_four_eyes CHECK (opened_by_id <> drafted_by_id AND opened_by_id <> submitted_by_id),
  CONSTRAINT appeal_stop CHECK ((state <> 'STOPPED' OR stop_code IS NOT NULL) AND stop_code IN ('DECIDED', 'CALL_ENDED', 'PROJECT_ENDED', 'BELOW_TARGET')
    AND (stop_code IS DISTINCT FROM 'DECIDED' OR btrim(state_reason) <> '') AND (state <> 'WITHDRAWN' OR btrim(state_reason) <> '')),
  CONSTRAINT appeal_closed CHECK ((state = 'CLOSED') = (closed_at IS NOT NULL) AND (pass_entry_id IS NULL OR (state = 'CLOSED' AND stop_code IS NULL)))
);
CREATE INDEX appeal_body ON appeal (body_id, state);
CREATE INDEX appeal_fund ON appeal (fund_id);
CREATE INDEX appeal_call ON appeal (call_id);
CREATE INDEX appeal_project ON appeal (project_id);
CREATE TRIGGER no_delete BEFORE DELETE OR TRUNCATE ON appeal FOR EACH STATEMENT EXECUTE FUNCTION append_only();
INSERT INTO lifecycle_edge (lifecycle, from_state, event, to_state) VALUES
  ('appeal', 'DRAFT', 'submit', 'SUBMITTED'),
  ('appeal', 'DRAFT', 'withdraw', 'WITHDRAWN'),
  ('appeal', 'SUBMITTED', 'return', 'DRAFT'),
  ('appeal', 'SUBMITTED', 'withdraw', 'WITHDRAWN'),
  ('appeal', 'SUBMITTED', 'open', 'OPEN'),
  ('appeal', 'OPEN', 'reach', 'REACHED'),
  ('appeal', 'OPEN', 'end', 'ENDED'),
  ('appeal', 'OPEN', 'stop', 'STOPPED'),
  ('appeal', 'REACHED', 'stop', 'STOPPED'),
  ('appeal', 'REACHED', 'close', 'CLOSED'),
  ('appeal', 'ENDED', 'stop', 'STOPPED'),
  ('appeal', 'ENDED', 'close', 'CLOSED'),
  ('appeal', 'STOPPED', 'close', 'CLOSED');
CREATE TRIGGER appeal_lifecycle BEFORE INSERT OR UPDATE OF state ON appeal FOR EACH ROW EXECUTE FUNCTION guard_lifecycle('appeal', 'DRAFT');

CREATE TABLE pledge (
  id uuid NOT NULL PRIMARY KEY DEFAULT uuidv7(),
  appeal_id uuid NOT NULL REFERENCES appeal (id),
  body_id uuid NOT NULL REFERENCES body (id),
  -- Made when the form was drawn: the same form posted twice promises once.
  form_key uuid NOT NULL,
  -- Keyed hash of the giver's private code.
  code_hash bytea NOT NULL UNIQUE,
  -- What was offered, and what of it counts: cut to what was missing, or to what came.
  offered_fen bigint NOT NULL,
  amount_fen bigint NOT NULL,
  -- Name, address, telephone and words of the giver, encrypted: for whoever keeps the body's money alone.
  giver_sealed bytea NOT NULL,
  has_email boolean NOT NULL,
  locale locale NOT NULL,
  -- What the public may read, once the money has come; empty: nothing.
  public_name text NOT NULL DEFAULT '',
  -- Asked to have it named after them; shown once the body has agreed.
  naming text NOT NULL DEFAULT '',
  naming_agreed_by_id uuid REFERENCES account (id),
  naming_agreed_at timestamptz(3),
  state pledge_state NOT NULL DEFAULT 'PLEDGED',
  pledged_at timestamptz(3) NOT NULL DEFAULT clock(),
  due_on date NOT NULL,
  received_fen bigint,
  received_on date,
  bank_reference text,
  receive_entry_id uuid UNIQUE REFERENCES ledger_entry (id),
  received_by_id uuid REFERENCES account (id),
  received_at timestamptz(3),
  refunded_on date,
  refund_reference text,
  refund_entry_id uuid UNIQUE REFERENCES ledger_entry (id),
  refunded_by_id uuid REFERENCES account (id),
  refunded_at timestamptz(3),
  version int NOT NULL DEFAULT 1,
  UNIQUE (appeal_id, form_key),
  CONSTRAINT pledge_amount CHECK (amount_fen > 0 AND offered_fen >= amount_fen),
  CONSTRAINT pledge_received CHECK ((received_fen IS NULL) = (receive_entry_id IS NULL) AND (received_on IS NULL) = (receive_entry_id IS NULL) AND (received_by_id IS NULL) = (receive_entry_id IS NULL)
    AND (received_at IS NULL) = (receive_entry_id IS NULL) AND (bank_reference IS NULL) = (receive_entry_id IS NULL) AND received_fen > 0 AND btrim(bank_reference) <> ''
    AND (state IN ('RECEIVED', 'PASSED', 'REFUND_DUE', 'REFUNDED')) = (receive_entry_id IS NOT NULL)
    AND (state NOT IN ('RECEIVED', 'PASSED') OR received_fen = amount_fen)),
  CONSTRAINT pledge_refunded CHECK ((refund_entry_id IS NOT NULL) = (state = 'REFUNDED') AND (refunded_on IS NULL) = (refund_entry_id IS NULL) AND (refunded_by_id IS NULL) = (refund_entry_id IS NULL)
    AND (refunded_at IS NULL) = (refund_entry_id IS NULL) AND (refund_reference IS NULL) = (refund_entry_id IS NULL) AND btrim(refund_reference) <> ''),
  CONSTRAINT pledge_naming CHECK ((naming_agreed_at IS NULL) = (naming_agreed_by_id IS NULL) AND (naming <> '' OR naming_agreed_at IS NULL))
);
CREATE INDEX pledge_appeal ON pledge (appeal_id, state);
CREATE INDEX pledge_due ON pledge (due_on) WHERE state = 'PLEDGED';
-- One line of a bank's statement is one donation, or one return.
CREATE UNIQUE INDEX pledge_bank_reference ON pledge (body_id, bank_reference);
CREATE UNIQUE INDEX pledge_refund_reference ON pledge (body_id, refund_reference);
CREATE TRIGGER keep BEFORE UPDATE ON pledge FOR EACH ROW EXECUTE FUNCTION keep_columns('id', 'appeal_id', 'body_id', 'form_key', 'code_hash', 'offered_fen', 'giver_sealed', 'has_email', 'locale', 'public_name', 'naming', 'pledged_at', 'due_on');
CREATE TRIGGER no_delete BEFORE DELETE OR TRUNCATE ON pledge FOR EACH STATEMENT EXECUTE FUNCTION append_only();
INSERT INTO lifecycle_edge (lifecycle, from_state, event, to_state) VALUES
  ('pledge', 'PLEDGED', 'receive', 'RECEIVED'),
  ('pledge', 'PLEDGED', 'withdraw', 'WITHDRAWN'),
  ('pledge', 'PLEDGED', 'expire', 'EXPIRED'),
  ('pledge', 'PLEDGED', 'release', 'RELEASED'),
  ('pledge', 'RECEIVED', 'pass', 'PASSED'),
  ('pledge', 'RECEIVED', 'owe', 'REFUND_DUE'),
  ('pledge', 'EXPIRED', 'receive', 'RECEIVED'),
  ('pledge', 'EXPIRED', 'receiveLate', 'REFUND_DUE'),
  ('pledge', 'WITHDRAWN', 'receiveLate', 'REFUND_DUE'),
  ('pledge', 'RELEASED', 'receiveLate', 'REFUND_DUE'),
  ('pledge', 'REFUND_DUE', 'refund', 'REFUNDED');
CREATE TRIGGER pledge_lifecycle BEFORE INSERT OR UPDATE OF state ON pledge FOR EACH ROW EXECUTE FUNCTION guard_lifecycle('pledge', 'PLEDGED');

-- ---------------------------------------------------------------------------------------------------------------------
-- Accounts of the ledger by their owner, and which side they grow on.
CREATE OR REPLACE FUNCTION ledger_body_of(p_code text) RETURNS uuid LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
  SELECT CASE split_part(p_code, ':', 1)
    WHEN 'gov' THEN (SELECT id FROM body WHERE id = split_part(p_code, ':', 2)::uuid)
    WHEN 'donor' THEN (SELECT id FROM body WHERE id = split_part(p_code, ':', 2)::uuid)
    WHEN 'fund' THEN (SELECT body_id FROM fund WHERE id = split_part(p_code, ':', 2)::uuid)
    WHEN 'appeal' THEN (SELECT body_id FROM appeal WHERE id = split_part(p_code, ':', 2)::uuid)
    WHEN 'call' THEN (SELECT body_id FROM call WHERE id = split_part(p_code, ':', 2)::uuid)
    WHEN 'award' THEN (SELECT c.body_id FROM award a JOIN call c ON c.id = a.call_id WHERE a.id = split_part(p_code, ':', 2)::uuid)
    WHEN 'clawback' THEN (SELECT c.body_id FROM award a JOIN call c ON c.id = a.call_id WHERE a.id = split_part(p_code, ':', 2)::uuid) END
$$;
CREATE OR REPLACE FUNCTION ledger_open_account(p_code text) RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE v_fund uuid;
BEGIN
  IF EXISTS (SELECT 1 FROM ledger_account WHERE code = p_code) THEN RETURN; END IF;
  IF p_code LIKE 'fund:%' THEN
    v_fund := split_part(p_code, ':', 2)::uuid;
    IF EXISTS (SELECT 1 FROM fund WHERE id = v_fund) AND NOT EXISTS (SELECT 1 FROM fund_share WHERE fund_id = v_fund AND part = ledger_part(p_code)) THEN PERFORM refuse('fund.not-its-source'); END IF;
  END IF;
  INSERT INTO ledger_account (code, normal_side, body_id)
  VALUES (p_code, CASE WHEN p_code LIKE 'gov:%' OR p_code LIKE 'donor:%' THEN 'debit' ELSE 'credit' END, ledger_body_of(p_code)) ON CONFLICT (code) DO NOTHING;
END $$;
-- What is passed to a fund is an appropriation of its donations.
CREATE OR REPLACE FUNCTION guard_appropriation() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  IF NOT EXISTS (
    SELECT 1 FROM ledger_entry e JOIN ledger_posting p ON p.entry_id = e.id JOIN ledger_account a ON a.id = p.account_id JOIN fund_share s ON s.fund_id = NEW.fund_id AND s.source = NEW.source
    WHERE e.id = NEW.entry_id AND (e.kind = 'appropriate' OR (e.kind = 'donate_pass' AND NEW.source = 'DONATION')) AND p.amount = -NEW.amount_fen
      AND a.code = 'fund:' || NEW.fund_id || ':available' || CASE s.part WHEN '' THEN '' ELSE ':' || s.part END) THEN PERFORM refuse('fund.not-the-entry'); END IF;
  RETURN NEW;
END $$;

-- ---------------------------------------------------------------------------------------------------------------------
-- Appeals: what was submitted stays as it is; the purpose stands while money is asked for.
CREATE FUNCTION guard_appeal() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE c call; p project;
BEGIN
  IF TG_OP = 'UPDATE' AND OLD.state <> 'DRAFT' AND (NEW.fund_id, NEW.call_id, NEW.project_id, NEW.title, NEW.purpose, NEW.target_fen, NEW.approval_no, NEW.approved_by_name,
      NEW.raiser_name, NEW.raiser_licence, NEW.partner_name, NEW.partner_licence, NEW.bank_text, NEW.opens_on, NEW.ends_on, NEW.below_target, NEW.submitted_by_id)
    IS DISTINCT FROM (OLD.fund_id, OLD.call_id, OLD.project_id, OLD.title, OLD.purpose, OLD.target_fen, OLD.approval_no, OLD.approved_by_name,
      OLD.raiser_name, OLD.raiser_licence, OLD.partner_name, OLD.partner_licence, OLD.bank_text, OLD.opens_on, OLD.ends_on, OLD.below_target, OLD.submitted_by_id) THEN PERFORM refuse('appeal.frozen'); END IF;
  IF TG_OP = 'UPDATE' AND (NEW.body_id, NEW.drafted_by_id) IS DISTINCT FROM (OLD.body_id, OLD.drafted_by_id) THEN PERFORM refuse('appeal.frozen'); END IF;
  IF TG_OP = 'UPDATE' AND OLD.opened_at IS NOT NULL AND (NEW.opened_at, NEW.opened_by_id) IS DISTINCT FROM (OLD.opened_at, OLD.opened_by_id) THEN PERFORM refuse('appeal.frozen'); END IF;
  -- The money of an appeal goes where its purpose is paid from. Not looked at again once it is open: what ends the purpose stops the appeal, and
  -- holds the purpose's row while it waits for this one.
  IF TG_OP = 'INSERT' OR OLD.state IN ('DRAFT', 'SUBMITTED') THEN
    IF NOT EXISTS (SELECT 1 FROM fund f JOIN fund_share s ON s.fund_id = f.id AND s.source = 'DONATION' WHERE f.id = NEW.fund_id AND f.body_id = NEW.body_id) THEN PERFORM refuse('appeal.no-donations'); END IF;
    IF (NEW.call_id IS NOT NULL OR NEW.project_id IS NOT NULL) AND NEW.state <> 'WITHDRAWN' THEN
      SELECT * INTO p FROM project WHERE id = NEW.project_id FOR SHARE;
      SELECT * INTO c FROM call WHERE id = coalesce(NEW.call_id, p.call_id) FOR SHARE;
      IF c.body_id IS DISTINCT FROM NEW.body_id OR c.fund_id IS DISTINCT FROM NEW.fund_id OR c.is_rehearsal THEN PERFORM refuse('appeal.other-fund'); END IF;
      IF NEW.state IN ('SUBMITTED', 'OPEN') AND (c.published_at IS NULL OR c.state IN ('FAILED', 'CANCELLED') OR p.state IN ('TERMINATED', 'COMPLETED', 'CLOSED')) THEN PERFORM refuse('appeal.purpose-gone'); END IF;
    END IF;
  END IF;
  IF TG_OP = 'INSERT' OR NEW.state = OLD.state THEN RETURN NEW; END IF;
  IF NEW.state = 'OPEN' AND NEW.ends_on < today() THEN PERFORM refuse('appeal.over'); END IF;
  IF NEW.state = 'ENDED' AND NEW.ends_on >= today() THEN PERFORM refuse('appeal.not-over'); END IF;
  IF NEW.state IN ('REACHED', 'ENDED', 'STOPPED') THEN NEW.ended_at := coalesce(OLD.ended_at, clock()); END IF;
  IF NEW.state = 'CLOSED' THEN NEW.closed_at := clock(); END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER appeal_guard BEFORE INSERT OR UPDATE ON appeal FOR EACH ROW EXECUTE FUNCTION guard_appeal();

-- May what came be used for its purpose? A call's once it has led to an award, a project's once it runs, a fund's always.
CREATE FUNCTION appeal_is_funded(p_appeal uuid) RETURNS boolean LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
  SELECT CASE WHEN a.project_id IS NOT NULL THEN EXISTS (SELECT 1 FROM project p WHERE p.id = a.project_id AND p.state IN ('ACTIVE', 'SUSPENDED', 'COMPLETED', 'CLOSED'))
    WHEN a.call_id IS NOT NULL THEN EXISTS (SELECT 1 FROM call c JOIN award w ON w.call_id = c.id AND w.revoked_at IS NULL WHERE c.id = a.call_id AND c.state = 'AWARDED')
    ELSE true END FROM appeal a WHERE a.id = p_appeal
$$;

-- A stopped appeal frees what was only promised and owes back what came; without money it is over at once.
CREATE FUNCTION settle_stopped_appeal() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  UPDATE pledge SET state = 'RELEASED', version = version + 1 WHERE appeal_id = NEW.id AND state = 'PLEDGED';
  UPDATE pledge SET state = 'REFUND_DUE', version = version + 1 WHERE appeal_id = NEW.id AND state = 'RECEIVED';
  UPDATE appeal a SET state = 'CLOSED', version = version + 1 WHERE a.id = NEW.id AND a.state = 'STOPPED'
    AND NOT EXISTS (SELECT 1 FROM pledge p WHERE p.appeal_id = a.id AND p.state IN ('PLEDGED', 'RECEIVED', 'REFUND_DUE'));
  RETURN NULL;
END $$;
CREATE TRIGGER appeal_stopped AFTER UPDATE OF state ON appeal FOR EACH ROW WHEN (NEW.state = 'STOPPED' AND OLD.state <> 'STOPPED') EXECUTE FUNCTION settle_stopped_appeal();

-- The purpose fell away: in the transaction that ended it, whoever did.
CREATE FUNCTION stop_appeals() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  UPDATE appeal SET state = 'STOPPED', stop_code = TG_ARGV[0], version = version + 1
    WHERE CASE TG_TABLE_NAME WHEN 'call' THEN call_id ELSE project_id END = NEW.id AND state IN ('OPEN', 'REACHED', 'ENDED');
  UPDATE appeal SET state = 'WITHDRAWN', state_reason = coalesce(nullif(btrim(NEW.state_reason), ''), '-'), version = version + 1
    WHERE CASE TG_TABLE_NAME WHEN 'call' THEN call_id ELSE project_id END = NEW.id AND state IN ('DRAFT', 'SUBMITTED');
  RETURN NULL;
END $$;
CREATE TRIGGER stop_appeals AFTER UPDATE OF state ON call FOR EACH ROW WHEN (NEW.state IN ('FAILED', 'CANCELLED') AND OLD.state <> NEW.state) EXECUTE FUNCTION stop_appeals('CALL_ENDED');
CREATE TRIGGER stop_appeals AFTER UPDATE OF state ON project FOR EACH ROW WHEN (NEW.state = 'TERMINATED' AND OLD.state <> NEW.state) EXECUTE FUNCTION stop_appeals('PROJECT_ENDED');

-- ---------------------------------------------------------------------------------------------------------------------
-- Pledges. The row of the appeal is locked first, by everybody: places are taken one after another.
CREATE FUNCTION guard_pledge() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE a appeal; v_before bigint := 0; v_after bigint; v_held text; v_given text;
BEGIN
  SELECT * INTO a FROM appeal WHERE id = NEW.appeal_id FOR UPDATE;
  v_held := 'appeal:' || a.id || ':held';
  v_given := 'donor:' || a.body_id || ':given';
  IF TG_OP = 'INSERT' THEN
    IF a.state <> 'OPEN' THEN PERFORM refuse('appeal.not-open'); END IF;
    IF today() < a.opens_on OR today() > a.ends_on THEN PERFORM refuse('appeal.outside-dates'); END IF;
    IF a.standing_fen + NEW.amount_fen > a.target_fen THEN PERFORM refuse('appeal.full'); END IF;
    IF NEW.naming <> '' AND NEW.amount_fen::numeric * 10000 < a.target_fen::numeric * (appeal_rule_on(today())).naming_bps THEN PERFORM refuse('appeal.naming-too-small'); END IF;
    NEW.body_id := a.body_id;
    NEW.pledged_at := clock();
    NEW.due_on := today() + (appeal_rule_on(today())).pay_days;
    NEW.naming_agreed_at := NULL;
  ELSE
    IF OLD.state IN ('PLEDGED', 'RECEIVED', 'PASSED') THEN v_before := OLD.amount_fen; END IF;
    IF NEW.amount_fen <> OLD.amount_fen AND NOT (NEW.state = 'RECEIVED' AND OLD.state IN ('PLEDGED', 'EXPIRED')) THEN PERFORM refuse('pledge.frozen'); END IF;
    IF OLD.receive_entry_id IS NOT NULL AND (NEW.receive_entry_id, NEW.received_fen, NEW.received_on, NEW.bank_reference, NEW.received_by_id) IS DISTINCT FROM
      (OLD.receive_entry_id, OLD.received_fen, OLD.received_on, OLD.bank_reference, OLD.received_by_id) THEN PERFORM refuse('pledge.frozen'); END IF;
    IF OLD.refund_entry_id IS NOT NULL AND NEW IS DISTINCT FROM OLD THEN PERFORM refuse('pledge.frozen'); END IF;
    IF OLD.naming_agreed_at IS NOT NULL AND NEW.naming_agreed_at IS DISTINCT FROM OLD.naming_agreed_at THEN PERFORM refuse('pledge.frozen'); END IF;
    IF NEW.state <> OLD.state THEN
      IF NEW.state = 'EXPIRED' AND OLD.due_on >= today() THEN PERFORM refuse('pledge.not-due'); END IF;
      IF NEW.receive_entry_id IS NOT NULL AND OLD.receive_entry_id IS NULL THEN
        NEW.received_at := clock();
        IF NEW.received_on > today() OR NEW.received_on < (OLD.pledged_at AT TIME ZONE 'Asia/Shanghai')::date THEN PERFORM refuse('pledge.day'); END IF;
        IF ledger_moved(NEW.receive_entry_id, 'donate', v_given, v_held) IS DISTINCT FROM NEW.received_fen THEN PERFORM refuse('pledge.entry-mismatch'); END IF;
        -- Only while it can still be of use to the purpose; what comes later goes back.
        IF NEW.state = 'RECEIVED' AND a.state NOT IN ('OPEN', 'ENDED', 'REACHED') THEN PERFORM refuse('appeal.not-open'); END IF;
      END IF;
      IF NEW.state = 'REFUNDED' THEN
        NEW.refunded_at := clock();
        IF NEW.refunded_on > today() OR NEW.refunded_on < OLD.received_on THEN PERFORM refuse('pledge.day'); END IF;
        IF ledger_moved(NEW.refund_entry_id, 'donate_return', v_held, v_given) IS DISTINCT FROM NEW.received_fen THEN PERFORM refuse('pledge.entry-mismatch'); END IF;
      END IF;
      IF NEW.state = 'PASSED' AND a.pass_entry_id IS NULL THEN PERFORM refuse('pledge.entry-mismatch'); END IF;
    END IF;
  END IF;
  v_after := CASE WHEN NEW.state IN ('PLEDGED', 'RECEIVED', 'PASSED') THEN NEW.amount_fen ELSE 0 END;
  IF v_after <> v_before THEN UPDATE appeal SET standing_fen = standing_fen + v_after - v_before WHERE id = a.id; END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER pledge_guard BEFORE INSERT OR UPDATE ON pledge FOR EACH ROW EXECUTE FUNCTION guard_pledge();

-- The appeal stops by itself when all of its target has come, and is over when the last of what it owed is back. Each giver is written to.
CREATE FUNCTION follow_pledge() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF NEW.state = 'RECEIVED' THEN
    UPDATE appeal a SET state = 'REACHED', version = version + 1 WHERE a.id = NEW.appeal_id AND a.state = 'OPEN'
      AND a.target_fen = (SELECT sum(p.amount_fen) FROM pledge p WHERE p.appeal_id = a.id AND p.state = 'RECEIVED');
  ELSIF NEW.state = 'REFUNDED' THEN
    UPDATE appeal a SET state = 'CLOSED', version = version + 1 WHERE a.id = NEW.appeal_id AND a.state = 'STOPPED'
      AND NOT EXISTS (SELECT 1 FROM pledge p WHERE p.appeal_id = a.id AND p.state IN ('PLEDGED', 'RECEIVED', 'REFUND_DUE'));
  END IF;
  IF NEW.has_email AND NEW.state <> 'WITHDRAWN' THEN
    PERFORM graphile_worker.add_job('tell-giver', json_build_object('pledgeId', NEW.id, 'state', NEW.state), job_key := 'tell-giver:' || NEW.id || ':' || NEW.state, max_attempts := 20);
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER pledge_made AFTER INSERT ON pledge FOR EACH ROW EXECUTE FUNCTION follow_pledge();
CREATE TRIGGER pledge_moved AFTER UPDATE OF state ON pledge FOR EACH ROW WHEN (NEW.state <> OLD.state) EXECUTE FUNCTION follow_pledge();

-- At commit: what was passed is one entry, all that had come, and an appropriation of the fund; nothing of a closed appeal is open.
CREATE FUNCTION check_appeal_closed() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE a appeal; v_fen bigint;
BEGIN
  SELECT * INTO a FROM appeal WHERE id = NEW.id;
  IF a.state = 'CLOSED' AND EXISTS (SELECT 1 FROM pledge WHERE appeal_id = a.id AND state IN ('PLEDGED', 'RECEIVED')) THEN PERFORM refuse('appeal.still-open'); END IF;
  IF a.pass_entry_id IS NOT NULL THEN
    SELECT sum(amount_fen) INTO v_fen FROM pledge WHERE appeal_id = a.id AND state = 'PASSED';
    IF v_fen IS NULL OR NOT appeal_is_funded(a.id) OR (a.below_target = 'RETURN' AND v_fen < a.target_fen) THEN PERFORM refuse('appeal.not-funded'); END IF;
    IF ledger_moved(a.pass_entry_id, 'donate_pass', 'appeal:' || a.id || ':held', 'fund:' || a.fund_id || ':available') IS DISTINCT FROM v_fen
      OR NOT EXISTS (SELECT 1 FROM appropriation m WHERE m.entry_id = a.pass_entry_id AND m.fund_id = a.fund_id AND m.source = 'DONATION' AND m.amount_fen = v_fen AND m.document_no = a.approval_no)
      THEN PERFORM refuse('appeal.entry-mismatch'); END IF;
  END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER appeal_closed_whole AFTER UPDATE OF state, pass_entry_id ON appeal DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION check_appeal_closed();

-- Money moves in and out of what is held for an appeal only with its row here.
CREATE FUNCTION guard_donated_money() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM ledger_account WHERE id = NEW.account_id AND (code LIKE 'appeal:%' OR code LIKE 'donor:%'))
     AND NOT EXISTS (SELECT 1 FROM pledge WHERE receive_entry_id = NEW.entry_id OR refund_entry_id = NEW.entry_id) AND NOT EXISTS (SELECT 1 FROM appeal WHERE pass_entry_id = NEW.entry_id) THEN
    PERFORM refuse('pledge.entry-mismatch');
  END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER donated_money AFTER INSERT ON ledger_posting DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION guard_donated_money();

-- What falls due by itself: promises whose money did not come, appeals whose last day is over, and those that did not come to what they asked.
-- Answers how much was done. Rows that somebody else is at are left to the next round.
CREATE FUNCTION keep_appeals() RETURNS int LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE v_appeal uuid; v_done int := 0; v_count int;
BEGIN
  FOR v_appeal IN SELECT a.id FROM appeal a WHERE a.state IN ('OPEN', 'REACHED', 'ENDED') AND (
      (a.state = 'OPEN' AND a.ends_on < today())
      OR EXISTS (SELECT 1 FROM pledge p WHERE p.appeal_id = a.id AND p.state = 'PLEDGED' AND p.due_on < today())
      OR (a.state = 'ENDED' AND (a.standing_fen = 0 OR (a.below_target = 'RETURN' AND a.standing_fen < a.target_fen
        AND NOT EXISTS (SELECT 1 FROM pledge p WHERE p.appeal_id = a.id AND p.state = 'PLEDGED')))))
    ORDER BY a.id LIMIT 200 FOR UPDATE SKIP LOCKED LOOP
    UPDATE pledge SET state = 'EXPIRED', version = version + 1 WHERE appeal_id = v_appeal AND state = 'PLEDGED' AND due_on < today();
    GET DIAGNOSTICS v_count = ROW_COUNT;
    v_done := v_done + v_count;
    UPDATE appeal SET state = 'ENDED', version = version + 1 WHERE id = v_appeal AND state = 'OPEN' AND ends_on < today();
    GET DIAGNOSTICS v_count = ROW_COUNT;
    v_done := v_done + v_count;
    IF NOT EXISTS (SELECT 1 FROM pledge WHERE appeal_id = v_appeal AND state = 'PLEDGED') THEN
      UPDATE appeal SET state = 'CLOSED', version = version + 1 WHERE id = v_appeal AND state = 'ENDED' AND standing_fen = 0;
      GET DIAGNOSTICS v_count = ROW_COUNT;
      v_done := v_done + v_count;
      UPDATE appeal SET state = 'STOPPED', stop_code = 'BELOW_TARGET', version = version + 1 WHERE id = v_appeal AND state = 'ENDED' AND below_target = 'RETURN' AND standing_fen < target_fen;
      GET DIAGNOSTICS v_count = ROW_COUNT;
      v_done := v_done + v_count;
    END IF;
  END LOOP;
  RETURN v_done;
END $$;

-- ---------------------------------------------------------------------------------------------------------------------
-- Rules of the books.
CREATE OR REPLACE FUNCTION ledger_rule_appropriations_are_documented() RETURNS TABLE (figure bigint, breaches bigint) LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
  SELECT (SELECT coalesce(sum(amount_fen), 0)::bigint FROM appropriation),
(SELECT count(*) FROM fund f WHERE coalesce((SELECT sum(m.amount_fen) FROM appropriation m WHERE m.fund_id = f.id), 0)
  <> coalesce((SELECT -sum(p.amount) FROM ledger_entry e JOIN ledger_posting p ON p.entry_id = e.id JOIN ledger_account a ON a.id = p.account_id
    WHERE e.kind IN ('appropriate', 'donate_pass') AND ledger_base(a.code) = 'fund:' || f.id || ':available'), 0))
$$;
-- What is held for an appeal is what came, less what was given back and what was passed on.
CREATE FUNCTION ledger_rule_donations_are_held() RETURNS TABLE (figure bigint, breaches bigint) LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
  SELECT (SELECT coalesce(sum(posted_credit - posted_debit), 0)::bigint FROM ledger_account WHERE code LIKE 'appeal:%'),
(SELECT count(*) FROM (
  SELECT x.appeal_id FROM (
    SELECT split_part(code, ':', 2)::uuid AS appeal_id, posted_credit - posted_debit AS fen FROM ledger_account WHERE code LIKE 'appeal:%'
    UNION ALL SELECT appeal_id, -received_fen FROM pledge WHERE state IN ('RECEIVED', 'REFUND_DUE')) x
  GROUP BY x.appeal_id HAVING sum(x.fen) <> 0) y)
$$;
-- Every donation has one entry of its amount, every return another, every passing one with its appropriation; and none is without its row.
CREATE FUNCTION ledger_rule_donations_are_entered_once() RETURNS TABLE (figure bigint, breaches bigint) LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
  SELECT (SELECT count(*) FROM pledge WHERE receive_entry_id IS NOT NULL),
(SELECT count(*) FROM pledge p WHERE p.receive_entry_id IS NOT NULL AND ledger_moved(p.receive_entry_id, 'donate', 'donor:' || p.body_id || ':given', 'appeal:' || p.appeal_id || ':held') IS DISTINCT FROM p.received_fen)
+ (SELECT count(*) FROM pledge p WHERE p.refund_entry_id IS NOT NULL AND ledger_moved(p.refund_entry_id, 'donate_return', 'appeal:' || p.appeal_id || ':held', 'donor:' || p.body_id || ':given') IS DISTINCT FROM p.received_fen)
+ (SELECT count(*) FROM appeal a WHERE a.pass_entry_id IS NOT NULL AND (ledger_moved(a.pass_entry_id, 'donate_pass', 'appeal:' || a.id || ':held', 'fund:' || a.fund_id || ':available')
    IS DISTINCT FROM (SELECT sum(p.amount_fen)::bigint FROM pledge p WHERE p.appeal_id = a.id AND p.state = 'PASSED') OR NOT EXISTS (SELECT 1 FROM appropriation m WHERE m.entry_id = a.pass_entry_id)))
+ (SELECT count(*) FROM ledger_entry e WHERE (e.kind = 'donate' AND NOT EXISTS (SELECT 1 FROM pledge p WHERE p.receive_entry_id = e.id))
    OR (e.kind = 'donate_return' AND NOT EXISTS (SELECT 1 FROM pledge p WHERE p.refund_entry_id = e.id))
    OR (e.kind = 'donate_pass' AND NOT EXISTS (SELECT 1 FROM appeal a WHERE a.pass_entry_id = e.id)))
$$;
-- Never more promised than asked for, and the kept total is the sum of the pledges that stand.
CREATE FUNCTION ledger_rule_pledges_within_target() RETURNS TABLE (figure bigint, breaches bigint) LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
  SELECT (SELECT count(*) FROM pledge),
(SELECT count(*) FROM appeal a WHERE a.standing_fen > a.target_fen
  OR a.standing_fen <> coalesce((SELECT sum(p.amount_fen) FROM pledge p WHERE p.appeal_id = a.id AND p.state IN ('PLEDGED', 'RECEIVED', 'PASSED')), 0))
$$;
INSERT INTO ledger_rule (position, rule) VALUES (152, 'pledges-within-target'), (154, 'donations-are-held'), (156, 'donations-are-entered-once');

REVOKE INSERT, UPDATE ON appeal_rule FROM commonweal_app;
REVOKE UPDATE ON appeal, pledge FROM commonweal_app;
GRANT SELECT ON appeal_rule TO commonweal_app;
GRANT SELECT, INSERT ON appeal, pledge TO commonweal_app;
-- Never standing_fen: triggers keep it.
GRANT UPDATE (fund_id, call_id, project_id, title, purpose, target_fen, approval_no, approved_by_name, raiser_name, raiser_licence, partner_name, partner_licence, bank_text, opens_on, ends_on,
  below_target, state, stop_code, state_reason, submitted_by_id, submitted_at, opened_by_id, opened_at, closed_by_id, pass_entry_id, version) ON appeal TO commonweal_app;
GRANT UPDATE (state, amount_fen, received_fen, received_on, bank_reference, receive_entry_id, received_by_id, refunded_on, refund_reference, refund_entry_id, refunded_by_id,
  naming_agreed_by_id, naming_agreed_at, version) ON pledge TO commonweal_app;
