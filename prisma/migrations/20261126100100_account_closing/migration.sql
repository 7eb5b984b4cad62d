-- Why: whoever has an account may close it (个人信息保护法 art. 47, GB/T 35273-2020 8.5). It is asked for, can be called off for some days by
-- signing in, and is then carried out by account_erase(), which alone may. What others rely on stays under a mark and a number; the name
-- behind the mark stays in the audit as long as the law keeps the files it belongs to, and goes by a dated rule.

CREATE TABLE account_rule (
  valid_from date NOT NULL PRIMARY KEY,
  -- Days in which a closing can be called off.
  cooling_days smallint NOT NULL,
  source_zh text NOT NULL,
  source_en text NOT NULL,
  is_confirmed boolean NOT NULL,
  -- Done within fifteen working days, whichever days those are.
  CONSTRAINT account_rule_days CHECK (cooling_days BETWEEN 1 AND 15)
);
INSERT INTO account_rule VALUES ('2026-01-01', 7, '《个人信息保护法》第四十七条；《信息安全技术 个人信息安全规范》（GB/T 35273-2020）8.5：十五个工作日内完成；犹豫期天数为本平台安排，待核实',
  '《个人信息保护法》 (Personal Information Protection Law) art. 47; GB/T 35273-2020 8.5: done within fifteen working days; the days in which it can be called off are this site’s own arrangement, to be confirmed', false);
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON account_rule FOR EACH STATEMENT EXECUTE FUNCTION append_only();
REVOKE INSERT, UPDATE ON account_rule FROM commonweal_app;
CREATE FUNCTION account_rule_on(p_on date) RETURNS account_rule LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
  SELECT r FROM account_rule r WHERE valid_from <= p_on ORDER BY valid_from DESC LIMIT 1 $$;

CREATE SEQUENCE closed_account_no;
REVOKE ALL ON SEQUENCE closed_account_no FROM commonweal_app;

-- One asking. Called off by its owner, or stopped because a duty came in between; else carried out.
CREATE TABLE account_closing (
  id uuid NOT NULL PRIMARY KEY DEFAULT uuidv7(),
  account_id uuid NOT NULL REFERENCES account (id),
  asked_at timestamptz(3) NOT NULL DEFAULT clock(),
  erase_on date NOT NULL DEFAULT today(),
  called_off_at timestamptz(3),
  -- True: a duty came in between.
  was_stopped boolean NOT NULL DEFAULT false,
  erased_at timestamptz(3),
  -- What the account is known by from then on.
  closed_no int UNIQUE,
  -- For which files the name stays in the audit, and until when: NONE, FILES (procurement and projects), BOOKS (accounting).
  kept_for text,
  name_until date,
  CONSTRAINT account_closing_one_end CHECK (called_off_at IS NULL OR erased_at IS NULL),
  CONSTRAINT account_closing_stopped CHECK (NOT was_stopped OR called_off_at IS NOT NULL),
  CONSTRAINT account_closing_kept_for CHECK (kept_for IN ('NONE', 'FILES', 'BOOKS')),
  CONSTRAINT account_closing_whole CHECK ((erased_at IS NULL) = (closed_no IS NULL) AND (erased_at IS NULL) = (kept_for IS NULL) AND (erased_at IS NULL) = (name_until IS NULL))
);
CREATE UNIQUE INDEX one_account_closing ON account_closing (account_id) WHERE called_off_at IS NULL;
CREATE INDEX account_closing_due ON account_closing (erase_on) WHERE called_off_at IS NULL AND erased_at IS NULL;
CREATE TRIGGER append_only BEFORE DELETE OR TRUNCATE ON account_closing FOR EACH STATEMENT EXECUTE FUNCTION append_only();
REVOKE INSERT, UPDATE ON account_closing FROM commonweal_app;
GRANT INSERT (account_id) ON account_closing TO commonweal_app;
GRANT UPDATE (called_off_at, was_stopped) ON account_closing TO commonweal_app;

-- ---------------------------------------------------------------------------------------------------------------------
-- What somebody else waits for from this person alone, and has to be ended or handed over first. `of_id` and `of_name`: of which thing.
CREATE FUNCTION account_duties(p_account uuid) RETURNS TABLE (kind text, of_id text, of_zh text, of_en text) LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
  SELECT 'owner', o.id::text, o.name, coalesce(o.name_en, o.name) FROM organization_membership m JOIN organization o ON o.id = m.organization_id
    WHERE m.account_id = p_account AND m.role = 'OWNER'
      AND NOT EXISTS (SELECT 1 FROM organization_membership x JOIN account a ON a.id = x.account_id WHERE x.organization_id = o.id AND x.role = 'OWNER' AND x.account_id <> p_account AND a.state = 'ACTIVE')
      AND NOT EXISTS (SELECT 1 FROM organization_end e WHERE e.organization_id = o.id AND e.confirmed_at IS NOT NULL AND e.withdrawn_at IS NULL)
  UNION ALL SELECT DISTINCT 'body', b.id::text, b.name_zh, b.name_en FROM body_membership m JOIN body b ON b.id = m.body_id
    WHERE m.account_id = p_account
      AND NOT EXISTS (SELECT 1 FROM body_membership x JOIN account a ON a.id = x.account_id WHERE x.body_id = b.id AND x.role = m.role AND x.account_id <> p_account AND a.state = 'ACTIVE')
  UNION ALL SELECT 'administrator', '', '', '' FROM account s WHERE s.id = p_account AND s.is_administrator
      AND NOT EXISTS (SELECT 1 FROM account a WHERE a.is_administrator AND a.state = 'ACTIVE' AND a.id <> p_account)
  UNION ALL SELECT 'seat', c.id::text, c.title, c.title FROM seat s JOIN expert x ON x.id = s.expert_id JOIN panel p ON p.id = s.panel_id JOIN call c ON c.id = p.call_id
    WHERE x.account_id = p_account AND s.state = 'SEATED' AND c.state NOT IN ('AWARDED', 'FAILED', 'CANCELLED')
  UNION ALL SELECT 'keyholder', c.id::text, c.title, c.title FROM call_keyholder k JOIN call c ON c.id = k.call_id
    WHERE k.account_id = p_account AND c.state IN ('DRAFT', 'SUBMITTED', 'PUBLISHED')
  UNION ALL SELECT 'evaluation', e.id::text, p.title, p.title FROM evaluation_seat s JOIN evaluation e ON e.id = s.evaluation_id JOIN project p ON p.id = e.project_id
    WHERE s.account_id = p_account AND s.state IN ('INVITED', 'STANDS') AND e.state IN ('COMMISSIONED', 'SUBMITTED', 'RETURNED')
  UNION ALL SELECT 'warning', p.id::text, p.title, p.title FROM warning w JOIN project p ON p.id = w.project_id
    WHERE w.assigned_to_id = p_account AND w.closed_at IS NULL AND w.ended_at IS NULL
  UNION ALL SELECT 'incubation', i.id::text, i.group_name, i.group_name FROM incubation i
    WHERE i.account_id = p_account AND i.organization_id IS NULL AND i.state IN ('SENT', 'RETURNED', 'WAITING', 'ADMITTED', 'ACTIVE', 'LEAVING')
  UNION ALL SELECT 'handover', o.id::text, o.name, coalesce(o.name_en, o.name) FROM ownership_handover h JOIN organization o ON o.id = h.organization_id
    WHERE p_account IN (h.from_id, h.to_id) AND h.answered_at IS NULL
$$;

-- An organization that has ended needs no owner any more.
CREATE OR REPLACE FUNCTION keep_last_owner() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  IF OLD.role <> 'OWNER' THEN RETURN NULL; END IF;
  PERFORM 1 FROM organization WHERE id = OLD.organization_id FOR UPDATE;
  IF NOT EXISTS (SELECT 1 FROM organization_membership WHERE organization_id = OLD.organization_id AND role = 'OWNER')
     AND NOT EXISTS (SELECT 1 FROM organization_end WHERE organization_id = OLD.organization_id AND confirmed_at IS NOT NULL AND withdrawn_at IS NULL) THEN PERFORM refuse('organization.last-owner'); END IF;
  RETURN NULL;
END $$;

CREATE FUNCTION guard_account_closing() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    -- Whoever gives this person a duty at this instant waits for this, or this for them.
    PERFORM 1 FROM account WHERE id = NEW.account_id AND state = 'ACTIVE' FOR UPDATE;
    IF NOT FOUND THEN PERFORM refuse('account.closed'); END IF;
    IF EXISTS (SELECT 1 FROM account_duties(NEW.account_id)) THEN PERFORM refuse('account.duties'); END IF;
    NEW.asked_at := clock();
    NEW.erase_on := today() + (account_rule_on(today())).cooling_days;
    RETURN NEW;
  END IF;
  IF (NEW.id, NEW.account_id, NEW.asked_at, NEW.erase_on) IS DISTINCT FROM (OLD.id, OLD.account_id, OLD.asked_at, OLD.erase_on)
    OR OLD.called_off_at IS NOT NULL OR OLD.erased_at IS NOT NULL THEN PERFORM refuse('account.closing-settled'); END IF;
  IF NEW.called_off_at IS NOT NULL THEN NEW.called_off_at := clock(); END IF;
  IF NEW.erased_at IS NOT NULL AND OLD.erase_on > today() THEN PERFORM refuse('account.closing-early'); END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER account_closing_guard BEFORE INSERT OR UPDATE ON account_closing FOR EACH ROW EXECUTE FUNCTION guard_account_closing();

-- ---------------------------------------------------------------------------------------------------------------------
-- A closed account is a mark: no name, no address, no way in, for good. Its address cannot be had by anybody.
ALTER TABLE account
  ADD CONSTRAINT account_closed CHECK (state <> 'CLOSED' OR (email = ('closed-' || id || '@closed.invalid')::citext AND password_hash IS NULL AND totp_secret_sealed IS NULL
    AND totp_confirmed_at IS NULL AND totp_last_step IS NULL AND email_confirmed_at IS NULL AND NOT is_administrator)),
  ADD CONSTRAINT account_address CHECK (state = 'CLOSED' OR email !~ '@closed\.invalid$');
CREATE FUNCTION guard_closed_account() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  IF OLD.state = 'CLOSED' THEN PERFORM refuse('account.closed'); END IF;
  IF NEW.state = 'CLOSED' AND NOT EXISTS (SELECT 1 FROM account_closing WHERE account_id = NEW.id AND erased_at IS NOT NULL) THEN PERFORM refuse('account.closing-early'); END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER account_closed_guard BEFORE UPDATE ON account FOR EACH ROW WHEN (OLD.state = 'CLOSED' OR NEW.state = 'CLOSED') EXECUTE FUNCTION guard_closed_account();

-- Nothing is given to it: no session, no role, no letter. The argument names the column with the account.
CREATE FUNCTION refuse_closed_account() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE v_state account_state;
BEGIN
  -- Held until the end: an erasing at this instant waits, or is waited for.
  SELECT state INTO v_state FROM account WHERE id = (to_jsonb(NEW) ->> TG_ARGV[0])::uuid FOR KEY SHARE;
  IF v_state = 'CLOSED' THEN PERFORM refuse('account.closed'); END IF;
  RETURN NEW;
END $$;
DO $$
DECLARE t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['session', 'account_token', 'recovery_code', 'body_membership', 'organization_membership', 'opening_key', 'call_keyholder', 'evaluation_seat', 'api_key',
    'saved_search', 'follow', 'notice_setting', 'notice_preference', 'incubation'] LOOP
    EXECUTE format('CREATE TRIGGER no_closed_account BEFORE INSERT ON %I FOR EACH ROW EXECUTE FUNCTION refuse_closed_account(''account_id'')', t);
  END LOOP;
END $$;
CREATE TRIGGER no_closed_account BEFORE INSERT ON warning FOR EACH ROW WHEN (NEW.assigned_to_id IS NOT NULL) EXECUTE FUNCTION refuse_closed_account('assigned_to_id');
CREATE TRIGGER no_closed_account_later BEFORE UPDATE OF assigned_to_id ON warning FOR EACH ROW WHEN (NEW.assigned_to_id IS NOT NULL) EXECUTE FUNCTION refuse_closed_account('assigned_to_id');
CREATE TRIGGER no_closed_account BEFORE INSERT ON ownership_handover FOR EACH ROW EXECUTE FUNCTION refuse_closed_account('to_id');
CREATE TRIGGER no_closed_account BEFORE INSERT ON message FOR EACH ROW WHEN (NEW.account_id IS NOT NULL) EXECUTE FUNCTION refuse_closed_account('account_id');
ALTER TABLE message ADD CONSTRAINT message_address CHECK (to_address !~ '@closed\.invalid$');

CREATE FUNCTION guard_expert_account() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  IF NEW.is_active AND EXISTS (SELECT 1 FROM account WHERE id = NEW.account_id AND state = 'CLOSED') THEN PERFORM refuse('account.closed'); END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER no_closed_account BEFORE INSERT OR UPDATE ON expert FOR EACH ROW EXECUTE FUNCTION guard_expert_account();
CREATE FUNCTION guard_seat_account() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM expert x JOIN account a ON a.id = x.account_id WHERE x.id = NEW.expert_id AND a.state = 'CLOSED') THEN PERFORM refuse('account.closed'); END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER no_closed_account BEFORE INSERT ON seat FOR EACH ROW EXECUTE FUNCTION guard_seat_account();

-- ---------------------------------------------------------------------------------------------------------------------
-- The name may leave the audit when the account is closed and the files need it no longer; an address as before, after six months.
CREATE OR REPLACE FUNCTION guard_audit_event() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  IF (to_jsonb(NEW) - 'ip' - 'actor_name') IS DISTINCT FROM (to_jsonb(OLD) - 'ip' - 'actor_name')
    OR NEW.ip <> OLD.ip AND (NEW.ip <> '' OR OLD.at >= clock() - interval '6 months')
    OR NEW.actor_name <> OLD.actor_name AND (NEW.actor_name <> ''
      OR NOT EXISTS (SELECT 1 FROM account_closing c WHERE c.account_id = OLD.actor_id AND c.erased_at IS NOT NULL AND c.name_until <= today())) THEN
    RAISE EXCEPTION 'audit_event is append-only' USING ERRCODE = '42501';
  END IF;
  RETURN NEW;
END $$;

-- Takes the names of closed accounts out of the audit, where a link holds the row already; answers how many rows.
CREATE FUNCTION erase_audit_names(p_kept_for text[], p_most int) RETURNS bigint LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE v_count bigint;
BEGIN
  WITH past AS (SELECT e.id FROM account_closing c JOIN audit_event e ON e.actor_id = c.account_id JOIN audit_seal s ON s.event_id = e.id
    WHERE c.erased_at IS NOT NULL AND c.kept_for = ANY (p_kept_for) AND c.name_until <= today() AND e.actor_name <> '' LIMIT p_most FOR UPDATE OF e SKIP LOCKED),
  erased AS (UPDATE audit_seal SET name_salt = NULL FROM past WHERE event_id = past.id)
  UPDATE audit_event e SET actor_name = '' FROM past WHERE e.id = past.id;
  GET DIAGNOSTICS v_count = ROW_COUNT;
  RETURN v_count;
END $$;
REVOKE ALL ON FUNCTION erase_audit_names(text[], int) FROM PUBLIC;

ALTER TABLE retention_rule DROP CONSTRAINT retention_rule_code, ADD CONSTRAINT retention_rule_code CHECK (code IN ('address', 'api-key', 'bid-draft', 'book-name',
  'data-request', 'file-name', 'invitation', 'letter', 'letter-log', 'link', 'need-contact', 'session', 'throttle')),
  -- 政府采购法 art. 42; 会计档案管理办法: vouchers and books.
  ADD CONSTRAINT retention_rule_files CHECK (CASE code WHEN 'file-name' THEN days >= 5479 WHEN 'book-name' THEN days >= 10958 ELSE true END);
INSERT INTO retention_rule (code, valid_from, days, source_zh, source_en, is_confirmed) VALUES
  ('file-name', '2026-01-01', 5479, '《政府采购法》第四十二条：采购文件从采购结束之日起至少保存十五年', '《政府采购法》 (Government Procurement Law) art. 42: procurement files are kept for at least fifteen years from the end of the procurement', true),
  ('book-name', '2026-01-01', 10958, '《会计档案管理办法》（财政部、国家档案局令第79号）：会计凭证、会计账簿保存三十年', '《会计档案管理办法》 (Measures for Accounting Archives, Order 79): vouchers and books are kept for thirty years', true),
  ('data-request', '2026-01-01', 1095, '《民法典》第一百八十八条：诉讼时效期间为三年', '《民法典》 (Civil Code) art. 188: claims lapse after three years', false);

-- ---------------------------------------------------------------------------------------------------------------------
-- Carries a closing out: everything that only served this person goes at once. Answers the number of the mark.
CREATE FUNCTION account_erase(p_closing uuid) RETURNS int LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE c account_closing; a account; v_no int; v_kept text := 'NONE'; v_from date := today(); v_mark text;
BEGIN
  SELECT * INTO c FROM account_closing WHERE id = p_closing FOR UPDATE;
  IF NOT FOUND OR c.called_off_at IS NOT NULL OR c.erased_at IS NOT NULL THEN PERFORM refuse('account.closing-settled'); END IF;
  SELECT * INTO a FROM account WHERE id = c.account_id FOR UPDATE;
  IF EXISTS (SELECT 1 FROM account_duties(a.id)) THEN PERFORM refuse('account.duties'); END IF;

  -- Who judged, or acted for an organization or a body, is in its files; who posted, checked or approved payments, in its books.
  IF EXISTS (SELECT 1 FROM ledger_entry WHERE actor_id = a.id) OR EXISTS (SELECT 1 FROM payment_check WHERE checked_by_id = a.id) OR EXISTS (SELECT 1 FROM payment_approval WHERE approved_by_id = a.id)
    OR EXISTS (SELECT 1 FROM expense_batch WHERE a.id IN (submitted_by_id, certified_by_id)) OR EXISTS (SELECT 1 FROM receipt WHERE said_by_id = a.id) THEN v_kept := 'BOOKS';
  ELSIF EXISTS (SELECT 1 FROM audit_event e WHERE e.actor_id = a.id AND (e.body_id IS NOT NULL OR e.organization_id IS NOT NULL)
      AND e.entity NOT IN ('account', 'invitation', 'organization', 'need', 'volunteer', 'callout'))
    OR EXISTS (SELECT 1 FROM seat s JOIN expert x ON x.id = s.expert_id WHERE x.account_id = a.id) OR EXISTS (SELECT 1 FROM evaluation_seat WHERE account_id = a.id) THEN v_kept := 'FILES'; END IF;
  -- The files end with the last project of those this person acted for; the years are counted from there.
  IF v_kept <> 'NONE' THEN
    SELECT greatest(today(), max(p.ends_on)) INTO v_from FROM project p
    WHERE EXISTS (SELECT 1 FROM audit_event e WHERE e.actor_id = a.id AND (e.body_id = p.body_id OR e.organization_id = p.organization_id))
      OR EXISTS (SELECT 1 FROM seat s JOIN expert x ON x.id = s.expert_id JOIN panel n ON n.id = s.panel_id WHERE x.account_id = a.id AND p.call_id IN (n.call_id, n.former_call_id))
      OR EXISTS (SELECT 1 FROM evaluation_seat s JOIN evaluation e ON e.id = s.evaluation_id WHERE s.account_id = a.id AND e.project_id = p.id);
  END IF;
  v_no := nextval('closed_account_no');
  v_mark := '已注销用户 ' || lpad(v_no::text, 6, '0');
  UPDATE account_closing SET erased_at = clock(), closed_no = v_no, kept_for = v_kept,
    name_until = v_from + CASE v_kept WHEN 'FILES' THEN retention_days('file-name') WHEN 'BOOKS' THEN retention_days('book-name') ELSE 0 END WHERE id = c.id;

  DELETE FROM session WHERE account_id = a.id;
  DELETE FROM account_token WHERE account_id = a.id;
  DELETE FROM recovery_code WHERE account_id = a.id;
  DELETE FROM api_key WHERE account_id = a.id;
  DELETE FROM saved_search WHERE account_id = a.id;
  DELETE FROM saved_search_letter WHERE account_id = a.id;
  DELETE FROM follow WHERE account_id = a.id;
  DELETE FROM follow_letter WHERE account_id = a.id;
  DELETE FROM notice_preference WHERE account_id = a.id;
  DELETE FROM notice_setting WHERE account_id = a.id;
  DELETE FROM message WHERE account_id = a.id OR lower(to_address) = lower(a.email::text);
  DELETE FROM body_membership WHERE account_id = a.id;
  DELETE FROM organization_membership WHERE account_id = a.id;
  -- A share of a key that was sealed to it stays where it is; nobody can open it any more.
  DELETE FROM opening_key k WHERE k.account_id = a.id AND NOT EXISTS (SELECT 1 FROM call_share WHERE opening_key_id = k.id);
  UPDATE opening_key SET replaced_at = clock(), sealed_private_key = NULL WHERE account_id = a.id AND replaced_at IS NULL;
  -- Nobody is invited by an address that is let go; who let whom in stays, under the mark.
  DELETE FROM invitation WHERE email = a.email AND accepted_at IS NULL;
  UPDATE invitation SET email = ('closed-' || a.id || '@closed.invalid')::citext, name = v_mark, expert_employer = CASE WHEN expert_employer IS NOT NULL THEN '' END WHERE accepted_by_id = a.id OR email = a.email;
  UPDATE expert SET is_active = false, in_pool = false, employer = '' WHERE account_id = a.id;
  -- The register of an organization goes by its own rules, and leads to no account.
  UPDATE volunteer SET account_id = NULL, version = version + 1 WHERE account_id = a.id AND anonymized_at IS NULL;
  UPDATE account SET state = 'CLOSED', name = v_mark, email = ('closed-' || a.id || '@closed.invalid')::citext, password_hash = NULL, totp_secret_sealed = NULL, totp_confirmed_at = NULL,
    totp_last_step = NULL, email_confirmed_at = NULL, is_administrator = false, version = version + 1 WHERE id = a.id;
  IF v_kept = 'NONE' THEN PERFORM erase_audit_names(ARRAY['NONE'], 100000); END IF;
  RETURN v_no;
END $$;
REVOKE ALL ON FUNCTION account_erase(uuid) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION account_erase(uuid) TO commonweal_app;
