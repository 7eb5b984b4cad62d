-- Why: what is known of people is kept as long as it is needed or the law asks, and no longer (个人信息保护法 art. 19 and 47). How long is
-- a dated rule; each night retention_erase() takes what is past its time. The runtime role can erase nothing by itself, only ask for it.

CREATE TABLE retention_rule (
  code text NOT NULL,
  valid_from date NOT NULL,
  -- Days after the end of use: what that is stands in retention_erase().
  days int NOT NULL,
  source_zh text NOT NULL,
  source_en text NOT NULL,
  -- False: the law names no number; whoever runs the site is to confirm it.
  is_confirmed boolean NOT NULL,
  CONSTRAINT retention_rule_pkey PRIMARY KEY (code, valid_from),
  CONSTRAINT retention_rule_code CHECK (code IN ('address', 'api-key', 'bid-draft', 'invitation', 'letter', 'letter-log', 'link', 'need-contact', 'session', 'throttle')),
  CONSTRAINT retention_rule_days CHECK (days BETWEEN 1 AND 36500),
  -- 网络安全法 asks for logs of at least six months.
  CONSTRAINT retention_rule_logs CHECK (code NOT IN ('address', 'session') OR days >= 184)
);
INSERT INTO retention_rule (code, valid_from, days, source_zh, source_en, is_confirmed) VALUES
  ('address', '2026-01-01', 365, '《网络安全法》：网络日志留存不少于六个月；《个人信息保护法》第十九条：保存期限为实现处理目的所必要的最短时间', '《网络安全法》 (Cybersecurity Law): logs are kept for at least six months; 《个人信息保护法》 (Personal Information Protection Law) art. 19: no longer than needed', false),
  ('api-key', '2026-01-01', 184, '《个人信息保护法》第四十七条：处理目的已实现的，应当删除', '《个人信息保护法》 (Personal Information Protection Law) art. 47: what has served its purpose is erased', false),
  ('bid-draft', '2026-01-01', 184, '《个人信息保护法》第四十七条：处理目的已实现的，应当删除', '《个人信息保护法》 (Personal Information Protection Law) art. 47: what has served its purpose is erased', false),
  ('invitation', '2026-01-01', 184, '《个人信息保护法》第四十七条：处理目的已实现的，应当删除', '《个人信息保护法》 (Personal Information Protection Law) art. 47: what has served its purpose is erased', false),
  ('letter', '2026-01-01', 1095, '《民法典》第一百八十八条：诉讼时效期间为三年', '《民法典》 (Civil Code) art. 188: claims lapse after three years', false),
  ('letter-log', '2026-01-01', 184, '《网络安全法》：网络日志留存不少于六个月', '《网络安全法》 (Cybersecurity Law): logs are kept for at least six months', false),
  ('link', '2026-01-01', 30, '《个人信息保护法》第四十七条：处理目的已实现的，应当删除', '《个人信息保护法》 (Personal Information Protection Law) art. 47: what has served its purpose is erased', false),
  ('need-contact', '2026-01-01', 730, '《个人信息保护法》第四十七条：处理目的已实现的，应当删除', '《个人信息保护法》 (Personal Information Protection Law) art. 47: what has served its purpose is erased', false),
  ('session', '2026-01-01', 184, '《网络安全法》：网络日志留存不少于六个月', '《网络安全法》 (Cybersecurity Law): logs are kept for at least six months', false),
  ('throttle', '2026-01-01', 1, '《个人信息保护法》第四十七条：处理目的已实现的，应当删除', '《个人信息保护法》 (Personal Information Protection Law) art. 47: what has served its purpose is erased', false);
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON retention_rule FOR EACH STATEMENT EXECUTE FUNCTION append_only();
REVOKE INSERT, UPDATE ON retention_rule FROM commonweal_app;

-- What a day's run took, counted by PostgreSQL itself; finished_at null: there is more of it.
CREATE TABLE retention_run (
  day date NOT NULL,
  code text NOT NULL,
  days int NOT NULL,
  erased bigint NOT NULL,
  finished_at timestamptz(3),
  CONSTRAINT retention_run_pkey PRIMARY KEY (code, day),
  CONSTRAINT retention_run_erased CHECK (erased >= 0)
);
CREATE TRIGGER append_only BEFORE DELETE OR TRUNCATE ON retention_run FOR EACH STATEMENT EXECUTE FUNCTION append_only();
REVOKE INSERT, UPDATE ON retention_run FROM commonweal_app;

CREATE FUNCTION retention_days(p_code text) RETURNS int LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
  SELECT days FROM retention_rule WHERE code = p_code AND valid_from <= today() ORDER BY valid_from DESC LIMIT 1 $$;

-- ---------------------------------------------------------------------------------------------------------------------
-- An audit row stays as it was written, save the address, which may go after six months; its seal keeps the chain whole.
DROP TRIGGER append_only ON audit_event;
CREATE TRIGGER append_only BEFORE DELETE OR TRUNCATE ON audit_event FOR EACH STATEMENT EXECUTE FUNCTION append_only();
CREATE FUNCTION guard_audit_event() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  IF NEW.ip <> '' OR (to_jsonb(NEW) - 'ip') IS DISTINCT FROM (to_jsonb(OLD) - 'ip') OR OLD.at >= clock() - interval '6 months' THEN
    RAISE EXCEPTION 'audit_event is append-only' USING ERRCODE = '42501';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER audit_event_guard BEFORE UPDATE ON audit_event FOR EACH ROW EXECUTE FUNCTION guard_audit_event();
CREATE INDEX audit_event_address ON audit_event (at) WHERE ip <> '';

-- How to reach who raised a need may go when the need has been decided; it never becomes something else.
ALTER TABLE need ADD COLUMN contact_erased_on date, DROP CONSTRAINT need_reachable,
  ADD CONSTRAINT need_reachable CHECK (raised_by_id IS NOT NULL OR contact_sealed IS NOT NULL OR contact_erased_on IS NOT NULL);
DROP TRIGGER keep ON need;
CREATE TRIGGER keep BEFORE UPDATE ON need FOR EACH ROW EXECUTE FUNCTION keep_columns('id', 'need_no', 'form_key', 'people', 'region_id', 'raised_as', 'raised_by_id', 'raised_for_id', 'raised_at', 'locale', 'original');
CREATE FUNCTION guard_need_contact() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  IF NEW.contact_sealed IS NOT NULL OR NEW.has_email OR NEW.contact_erased_on IS DISTINCT FROM today() OR NEW.state NOT IN ('RESOLVED', 'SET_ASIDE', 'DECLINED')
    OR NEW.state_at >= clock() - make_interval(days => retention_days('need-contact')) THEN
    RAISE EXCEPTION 'the contact of a need stays as it was given' USING ERRCODE = '42501';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER need_contact_guard BEFORE UPDATE ON need FOR EACH ROW
  WHEN ((NEW.contact_sealed, NEW.has_email, NEW.contact_erased_on) IS DISTINCT FROM (OLD.contact_sealed, OLD.has_email, OLD.contact_erased_on)) EXECUTE FUNCTION guard_need_contact();

CREATE INDEX session_ended ON session (least(expires_at, revoked_at));
CREATE INDEX rate_limit_expire ON rate_limit (expire);

-- ---------------------------------------------------------------------------------------------------------------------
-- Erases what is past its time, at most so many rows of one kind, and counts them; answers how many. What somebody holds waits.
CREATE FUNCTION retention_erase(p_code text, p_most int DEFAULT 5000) RETURNS bigint LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE v_days int := retention_days(p_code); v_before timestamptz; v_count bigint;
BEGIN
  IF v_days IS NULL THEN RAISE EXCEPTION 'no rule says how long % is kept', p_code; END IF;
  v_before := clock() - make_interval(days => v_days);
  CASE p_code
    WHEN 'session' THEN
      DELETE FROM session WHERE id IN (SELECT id FROM session WHERE least(expires_at, revoked_at) < v_before LIMIT p_most FOR UPDATE SKIP LOCKED);
    WHEN 'link' THEN
      DELETE FROM account_token WHERE id IN (SELECT id FROM account_token WHERE least(expires_at, used_at) < v_before LIMIT p_most FOR UPDATE SKIP LOCKED);
    WHEN 'throttle' THEN
      DELETE FROM rate_limit WHERE key IN (SELECT key FROM rate_limit WHERE expire < v_before LIMIT p_most FOR UPDATE SKIP LOCKED);
    WHEN 'invitation' THEN
      -- One that was accepted says who let whom in, and stays.
      DELETE FROM invitation WHERE id IN (SELECT id FROM invitation WHERE accepted_at IS NULL AND least(expires_at, revoked_at) < v_before LIMIT p_most FOR UPDATE SKIP LOCKED);
    WHEN 'letter' THEN
      DELETE FROM message WHERE id IN (SELECT id FROM message WHERE account_id IS NOT NULL AND state NOT IN ('QUEUED', 'SENDING', 'WAITING')
        AND created_at < v_before ORDER BY created_at LIMIT p_most FOR UPDATE SKIP LOCKED);
    WHEN 'letter-log' THEN
      DELETE FROM message WHERE id IN (SELECT id FROM message WHERE account_id IS NULL AND state NOT IN ('QUEUED', 'SENDING', 'WAITING')
        AND created_at < v_before ORDER BY created_at LIMIT p_most FOR UPDATE SKIP LOCKED);
    WHEN 'bid-draft' THEN
      -- Of a bid that was never sealed, in a call that takes none any more.
      DELETE FROM bid_draft WHERE bid_id IN (SELECT d.bid_id FROM bid_draft d JOIN bid b ON b.id = d.bid_id JOIN call c ON c.id = b.call_id
        WHERE b.state IN ('DRAFT', 'WITHDRAWN') AND c.state NOT IN ('DRAFT', 'SUBMITTED', 'PUBLISHED') AND greatest(c.bid_deadline_at, d.saved_at) < v_before LIMIT p_most FOR UPDATE OF d SKIP LOCKED);
    WHEN 'api-key' THEN
      DELETE FROM api_key WHERE id IN (SELECT id FROM api_key WHERE revoked_at < v_before LIMIT p_most FOR UPDATE SKIP LOCKED);
    WHEN 'need-contact' THEN
      UPDATE need SET contact_sealed = NULL, has_email = false, contact_erased_on = today() WHERE id IN (SELECT id FROM need WHERE contact_sealed IS NOT NULL
        AND state IN ('RESOLVED', 'SET_ASIDE', 'DECLINED') AND state_at < v_before LIMIT p_most FOR UPDATE SKIP LOCKED);
    WHEN 'address' THEN
      -- Only where a link holds the row: without its seal the chain could not tell erasing from changing.
      WITH past AS (SELECT e.id FROM audit_event e JOIN audit_seal s ON s.event_id = e.id WHERE e.ip <> '' AND e.at < v_before LIMIT p_most FOR UPDATE OF e SKIP LOCKED),
      erased AS (UPDATE audit_seal SET address_salt = NULL FROM past WHERE event_id = past.id)
      UPDATE audit_event e SET ip = '' FROM past WHERE e.id = past.id;
    ELSE RAISE EXCEPTION 'no such kind: %', p_code;
  END CASE;
  GET DIAGNOSTICS v_count = ROW_COUNT;
  INSERT INTO retention_run AS r (day, code, days, erased, finished_at)
  VALUES (today(), p_code, v_days, v_count, CASE WHEN v_count < p_most THEN clock() END)
  ON CONFLICT (code, day) DO UPDATE SET erased = r.erased + excluded.erased, finished_at = excluded.finished_at;
  RETURN v_count;
END $$;
REVOKE ALL ON FUNCTION retention_erase(text, int) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION retention_erase(text, int) TO commonweal_app;
