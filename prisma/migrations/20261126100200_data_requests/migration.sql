-- Why: people without an account are in here too: in needs, on registers, in papers of others. They may ask what is kept of them, and have it
-- put right or erased (个人信息保护法 art. 44 to 50). Whoever asks proves the address by a link in a letter; from then on a term runs.
ALTER TABLE answer_term DROP CONSTRAINT answer_term_what, ADD CONSTRAINT answer_term_what CHECK (what IN ('creditCorrection', 'creditRepair', 'dataRequest', 'evaluationReply', 'observationAnswer'));
INSERT INTO answer_term (what, valid_from, days, source_zh, source_en, is_confirmed) VALUES
  ('dataRequest', '2026-01-01', 15, '《个人信息保护法》第五十条；《信息安全技术 个人信息安全规范》（GB/T 35273-2020）8.7：三十天内答复；十五个工作日为本平台安排，待核实',
    '《个人信息保护法》 (Personal Information Protection Law) art. 50; GB/T 35273-2020 8.7: answered within thirty days; fifteen working days are this site’s own arrangement, to be confirmed', false);

CREATE TABLE data_request (
  id uuid NOT NULL PRIMARY KEY DEFAULT uuidv7(),
  -- The same form sent twice asks once.
  form_key uuid NOT NULL UNIQUE,
  -- Given when the address is confirmed.
  request_no text UNIQUE,
  wish text NOT NULL,
  about text NOT NULL,
  words text NOT NULL,
  -- Name and address; null once they may be kept no longer.
  contact_sealed bytea,
  locale locale NOT NULL,
  -- SHA-256 of the token in the letter.
  token_hash bytea NOT NULL UNIQUE,
  asked_at timestamptz(3) NOT NULL DEFAULT clock(),
  confirmed_at timestamptz(3),
  due_on date,
  answered_at timestamptz(3),
  answered_by_id uuid REFERENCES account (id),
  outcome text,
  answer text NOT NULL DEFAULT '',
  erased_on date,
  version int NOT NULL DEFAULT 1,
  CONSTRAINT data_request_wish CHECK (wish IN ('ACCESS', 'CORRECT', 'ERASE', 'EXPLAIN', 'STOP')),
  CONSTRAINT data_request_about CHECK (about IN ('ACCOUNT', 'CONTACT', 'GIFT', 'NEED', 'OTHER', 'PAPER', 'STAFF', 'VOLUNTEER')),
  CONSTRAINT data_request_outcome CHECK (outcome IN ('DONE', 'PARTLY', 'REFUSED', 'UNKNOWN')),
  CONSTRAINT data_request_words CHECK ((erased_on IS NULL) = (btrim(words) <> '') AND (erased_on IS NULL) = (contact_sealed IS NOT NULL) AND char_length(words) <= 2000 AND char_length(answer) <= 4000),
  CONSTRAINT data_request_token CHECK (octet_length(token_hash) = 32),
  CONSTRAINT data_request_confirmed CHECK ((confirmed_at IS NULL) = (request_no IS NULL) AND (confirmed_at IS NULL) = (due_on IS NULL)),
  CONSTRAINT data_request_answered CHECK ((answered_at IS NULL) = (answered_by_id IS NULL) AND (answered_at IS NULL) = (outcome IS NULL)
    AND (answered_at IS NULL OR confirmed_at IS NOT NULL) AND (erased_on IS NULL OR answered_at IS NOT NULL) AND (answered_at IS NOT NULL AND erased_on IS NULL) = (btrim(answer) <> ''))
);
CREATE INDEX data_request_open ON data_request (due_on, id) WHERE confirmed_at IS NOT NULL AND answered_at IS NULL;
CREATE INDEX data_request_answered_at ON data_request (answered_at DESC, id DESC) WHERE answered_at IS NOT NULL;
CREATE INDEX data_request_unconfirmed ON data_request (asked_at) WHERE confirmed_at IS NULL;
CREATE TRIGGER keep BEFORE UPDATE ON data_request FOR EACH ROW EXECUTE FUNCTION keep_columns('id', 'form_key', 'wish', 'about', 'locale', 'token_hash', 'asked_at');
CREATE TRIGGER stamp_clock BEFORE INSERT ON data_request FOR EACH ROW EXECUTE FUNCTION stamp_clock('asked_at');

CREATE FUNCTION guard_data_request() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    IF num_nonnulls(NEW.request_no, NEW.confirmed_at, NEW.due_on, NEW.answered_at, NEW.outcome, NEW.erased_on) > 0 THEN PERFORM refuse('privacy.settled'); END IF;
    RETURN NEW;
  END IF;
  -- Erased by its rule, never otherwise.
  IF NEW.erased_on IS DISTINCT FROM OLD.erased_on THEN
    IF OLD.erased_on IS NOT NULL OR NEW.erased_on <> today() OR OLD.answered_at IS NULL OR OLD.answered_at >= clock() - make_interval(days => retention_days('data-request'))
      OR (NEW.request_no, NEW.confirmed_at, NEW.due_on, NEW.answered_at, NEW.answered_by_id, NEW.outcome) IS DISTINCT FROM (OLD.request_no, OLD.confirmed_at, OLD.due_on, OLD.answered_at, OLD.answered_by_id, OLD.outcome)
      THEN PERFORM refuse('privacy.settled'); END IF;
    RETURN NEW;
  END IF;
  IF (NEW.words, NEW.contact_sealed) IS DISTINCT FROM (OLD.words, OLD.contact_sealed) OR OLD.answered_at IS NOT NULL THEN PERFORM refuse('privacy.settled'); END IF;
  IF OLD.confirmed_at IS NULL THEN
    IF NEW.confirmed_at IS NULL OR NEW.answered_at IS NOT NULL OR OLD.asked_at < clock() - interval '3 days' THEN PERFORM refuse('privacy.link-dead'); END IF;
    NEW.confirmed_at := clock();
    RETURN NEW;
  END IF;
  IF (NEW.confirmed_at, NEW.request_no, NEW.due_on) IS DISTINCT FROM (OLD.confirmed_at, OLD.request_no, OLD.due_on) THEN PERFORM refuse('privacy.settled'); END IF;
  IF NEW.answered_at IS NOT NULL AND NOT EXISTS (SELECT 1 FROM account WHERE id = NEW.answered_by_id AND is_administrator AND state = 'ACTIVE') THEN PERFORM refuse('forbidden'); END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER data_request_guard BEFORE INSERT OR UPDATE ON data_request FOR EACH ROW EXECUTE FUNCTION guard_data_request();
REVOKE INSERT, UPDATE ON data_request FROM commonweal_app;
GRANT INSERT (id, form_key, wish, about, words, contact_sealed, locale, token_hash, asked_at, answer, version) ON data_request TO commonweal_app;
GRANT UPDATE (request_no, confirmed_at, due_on, answered_at, answered_by_id, outcome, answer, version) ON data_request TO commonweal_app;

-- ---------------------------------------------------------------------------------------------------------------------
CREATE OR REPLACE FUNCTION retention_erase(p_code text, p_most int DEFAULT 5000) RETURNS bigint LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
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
    WHEN 'file-name' THEN v_count := erase_audit_names(ARRAY['NONE', 'FILES'], p_most);
    WHEN 'book-name' THEN v_count := erase_audit_names(ARRAY['BOOKS'], p_most);
    WHEN 'data-request' THEN
      -- What was never confirmed goes whole, as soon as its link would; of an answered one that it was there stays.
      DELETE FROM data_request WHERE id IN (SELECT id FROM data_request WHERE confirmed_at IS NULL AND asked_at < clock() - make_interval(days => retention_days('link')) LIMIT p_most FOR UPDATE SKIP LOCKED);
      UPDATE data_request SET words = '', answer = '', contact_sealed = NULL, erased_on = today() WHERE id IN (SELECT id FROM data_request WHERE erased_on IS NULL AND answered_at < v_before LIMIT p_most FOR UPDATE SKIP LOCKED);
    ELSE RAISE EXCEPTION 'no such kind: %', p_code;
  END CASE;
  IF v_count IS NULL THEN GET DIAGNOSTICS v_count = ROW_COUNT; END IF;
  INSERT INTO retention_run AS r (day, code, days, erased, finished_at)
  VALUES (today(), p_code, v_days, v_count, CASE WHEN v_count < p_most THEN clock() END)
  ON CONFLICT (code, day) DO UPDATE SET erased = r.erased + excluded.erased, finished_at = excluded.finished_at;
  RETURN v_count;
END $$;
