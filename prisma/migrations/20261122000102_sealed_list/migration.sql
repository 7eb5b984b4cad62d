-- Why: at the deadline the checksums of all sealed envelopes are published, sorted, with how many there are: from then on nobody
-- can add, drop or exchange a bid unseen. The list follows from the envelopes; what is kept is its own checksum, once.
CREATE TABLE sealed_list (
  call_id   uuid PRIMARY KEY REFERENCES call (id) ON DELETE RESTRICT ON UPDATE CASCADE,
  count     integer NOT NULL,
  sha256    text NOT NULL,
  listed_at timestamptz(3) NOT NULL DEFAULT CURRENT_TIMESTAMP
);
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON sealed_list FOR EACH STATEMENT EXECUTE FUNCTION append_only();

-- One line for each envelope that stands, sorted: nothing before the deadline, whoever asks.
CREATE FUNCTION sealed_list_of(p_call uuid) RETURNS text LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
  SELECT coalesce(string_agg(e.envelope_sha256 || E'\n', '' ORDER BY e.envelope_sha256 COLLATE "C"), '')
  FROM call c JOIN bid b ON b.call_id = c.id AND b.state NOT IN ('DRAFT', 'WITHDRAWN') JOIN bid_envelope e ON e.bid_id = b.id
  WHERE c.id = p_call AND clock() >= c.bid_deadline_at
$$;

-- Its checksum is taken from the envelopes themselves, not from what somebody says they are.
CREATE FUNCTION guard_sealed_list() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE v_list text;
BEGIN
  IF NOT EXISTS (SELECT 1 FROM call WHERE id = NEW.call_id AND published_at IS NOT NULL AND clock() >= bid_deadline_at) THEN
    PERFORM refuse('call.before-deadline');
  END IF;
  v_list := sealed_list_of(NEW.call_id);
  NEW.count := length(v_list) / 65;
  NEW.sha256 := encode(sha256(convert_to(v_list, 'UTF8')), 'hex');
  NEW.listed_at := clock();
  RETURN NEW;
END $$;
CREATE TRIGGER sealed_list_guard BEFORE INSERT ON sealed_list FOR EACH ROW EXECUTE FUNCTION guard_sealed_list();
-- A sealing that began before the deadline and comes to its end after the list was published is too late: the list is whole.
CREATE FUNCTION guard_bid_listed() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  -- Waits for whoever is listing (they hold the call); sees what they wrote.
  PERFORM 1 FROM call WHERE id = NEW.call_id FOR SHARE;
  IF EXISTS (SELECT 1 FROM sealed_list WHERE call_id = NEW.call_id) THEN PERFORM refuse('bid.deadline-passed'); END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER bid_listed_guard BEFORE UPDATE OF state ON bid FOR EACH ROW
  WHEN (NEW.state = 'SEALED' AND OLD.state <> 'SEALED' OR OLD.state = 'SEALED' AND NEW.state = 'WITHDRAWN')
  EXECUTE FUNCTION guard_bid_listed();
GRANT SELECT, INSERT ON sealed_list TO commonweal_app;
REVOKE UPDATE ON sealed_list FROM commonweal_app;
