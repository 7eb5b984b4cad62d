-- Whose inbox a letter lies in, whether it was read, how often it was tried, and which digest told of it.
ALTER TABLE message
  ADD COLUMN account_id uuid,
  ADD COLUMN read_at timestamptz(3),
  ADD COLUMN digest_id uuid,
  ADD COLUMN tries integer NOT NULL DEFAULT 0,
  ADD COLUMN sending_since timestamptz(3),
  ADD CONSTRAINT message_account_id_fkey FOREIGN KEY (account_id) REFERENCES account(id) ON DELETE CASCADE ON UPDATE CASCADE,
  ADD CONSTRAINT message_digest_id_fkey FOREIGN KEY (digest_id) REFERENCES message(id) ON DELETE SET NULL ON UPDATE CASCADE,
  -- A link that lets its reader in lies in no inbox: whoever has the session is not yet whoever has the address.
  ADD CONSTRAINT message_no_secret_inbox CHECK (account_id IS NULL OR NOT is_secret),
  ADD CONSTRAINT message_read_by_its_owner CHECK (read_at IS NULL OR account_id IS NOT NULL),
  -- Nothing is kept back from the mail that its reader would not find here.
  ADD CONSTRAINT message_held_is_in_an_inbox CHECK (state::text NOT IN ('WAITING', 'DIGESTED', 'UNSENT') OR account_id IS NOT NULL),
  ADD CONSTRAINT message_digested CHECK (digest_id IS NULL OR state = 'DIGESTED'),
  ADD CONSTRAINT message_tries CHECK (tries >= 0);
CREATE INDEX message_account_id_id_idx ON message (account_id, id DESC);
CREATE INDEX message_digest_id_idx ON message (digest_id);
CREATE INDEX message_unread ON message (account_id, id DESC) WHERE read_at IS NULL;
CREATE INDEX message_waiting ON message (account_id) WHERE state = 'WAITING';

-- Letters from before lie in the inbox as read: they were sent.
UPDATE message m SET account_id = a.id, read_at = m.created_at FROM account a
WHERE a.email::text = lower(m.to_address) AND NOT m.is_secret AND a.email_confirmed_at IS NOT NULL;

-- A letter leaves once: what is sent stays sent, only what waits or was refused is taken in hand, and nobody's letter becomes another's.
CREATE FUNCTION guard_letter() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  IF NEW.account_id IS DISTINCT FROM OLD.account_id OR NEW.template <> OLD.template THEN
    PERFORM refuse('notice.not-changed');
  END IF;
  IF OLD.state IN ('SENT', 'DIGESTED') AND NEW.state <> OLD.state THEN
    PERFORM refuse('notice.sent-once');
  END IF;
  IF NEW.state = 'SENDING' AND OLD.state NOT IN ('QUEUED', 'FAILED') THEN
    PERFORM refuse('notice.sent-once');
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER guard_letter BEFORE UPDATE ON message FOR EACH ROW EXECUTE FUNCTION guard_letter();

-- When a reader wants letters: hours of Beijing, 0 to 23. At most twelve quiet hours, and the digest outside of them.
CREATE TABLE notice_setting (
  account_id uuid NOT NULL,
  digest_hour smallint NOT NULL DEFAULT 8,
  quiet_from smallint,
  quiet_until smallint,
  version integer NOT NULL DEFAULT 1,
  CONSTRAINT notice_setting_pkey PRIMARY KEY (account_id),
  CONSTRAINT notice_setting_account_id_fkey FOREIGN KEY (account_id) REFERENCES account(id) ON DELETE CASCADE ON UPDATE CASCADE,
  CONSTRAINT notice_setting_hours CHECK (digest_hour BETWEEN 0 AND 23 AND quiet_from BETWEEN 0 AND 23 AND quiet_until BETWEEN 0 AND 23),
  CONSTRAINT notice_setting_quiet CHECK ((quiet_from IS NULL) = (quiet_until IS NULL) AND mod(quiet_until - quiet_from + 24, 24) BETWEEN 1 AND 12),
  CONSTRAINT notice_setting_digest_is_heard CHECK (mod(digest_hour - quiet_from + 24, 24) >= mod(quiet_until - quiet_from + 24, 24))
);
CREATE TABLE notice_preference (
  account_id uuid NOT NULL,
  topic notice_topic NOT NULL,
  way notice_way NOT NULL,
  CONSTRAINT notice_preference_pkey PRIMARY KEY (account_id, topic),
  CONSTRAINT notice_preference_account_id_fkey FOREIGN KEY (account_id) REFERENCES account(id) ON DELETE CASCADE ON UPDATE CASCADE
);

-- Nothing is written to somebody whose quiet hours run; app/domain/notice/delivery.ts, quietEnd, says the same.
CREATE FUNCTION is_quiet(p_account uuid, p_at timestamptz) RETURNS boolean LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
  SELECT EXISTS (SELECT 1 FROM notice_setting s CROSS JOIN (SELECT extract(hour FROM p_at AT TIME ZONE 'Asia/Shanghai')::int AS now_hour) c
    WHERE s.account_id = p_account AND mod(c.now_hour - s.quiet_from + 24, 24) < mod(s.quiet_until - s.quiet_from + 24, 24)) $$;
