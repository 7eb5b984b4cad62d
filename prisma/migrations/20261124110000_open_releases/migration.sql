-- Why: what was once published as open data stays as it was, and whoever reads it in the order of its numbers misses nothing. A number is
-- given while no other transaction can give one, so the order of the numbers is the order of the commits; a sequence would not be.
CREATE TABLE open_release (
  sequence bigint NOT NULL,
  call_id uuid NOT NULL REFERENCES call (id) ON UPDATE CASCADE ON DELETE RESTRICT,
  -- 1, 2, … of its process.
  number integer NOT NULL,
  tags text[] NOT NULL,
  released_at timestamptz(3) NOT NULL,
  content jsonb NOT NULL,
  -- Of the content as PostgreSQL writes it.
  sha256 text NOT NULL,
  CONSTRAINT open_release_pkey PRIMARY KEY (sequence),
  CONSTRAINT open_release_number CHECK (sequence > 0 AND number > 0),
  CONSTRAINT open_release_tags CHECK (cardinality(tags) > 0 AND tags <@ ARRAY['planning', 'planningUpdate', 'tender', 'tenderAmendment', 'tenderUpdate',
    'tenderCancellation', 'award', 'awardUpdate', 'awardCancellation', 'contract', 'contractUpdate', 'contractAmendment', 'implementation',
    'implementationUpdate', 'contractTermination']),
  CONSTRAINT open_release_content CHECK (jsonb_typeof(content) = 'object')
);
CREATE UNIQUE INDEX open_release_call_id_number_key ON open_release (call_id, number);
-- How many processes there are.
CREATE INDEX open_release_first ON open_release (call_id) WHERE number = 1;

-- Numbers, the order of dates and the digest are PostgreSQL's. Merging takes releases in the order of their dates: no two of a process share one.
CREATE FUNCTION guard_open_release() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE last open_release;
BEGIN
  IF NOT EXISTS (SELECT 1 FROM public_call WHERE id = NEW.call_id) THEN
    RAISE EXCEPTION 'a call that is not public has no open data' USING ERRCODE = '42501';
  END IF;
  PERFORM pg_advisory_xact_lock(hashtextextended('open-data:number', 0));
  SELECT * INTO last FROM open_release WHERE call_id = NEW.call_id ORDER BY number DESC LIMIT 1;
  IF last.released_at >= NEW.released_at THEN
    RAISE EXCEPTION 'a release is later than the one before it' USING ERRCODE = '23514';
  END IF;
  NEW.number := coalesce(last.number, 0) + 1;
  NEW.sequence := coalesce((SELECT max(sequence) FROM open_release), 0) + 1;
  NEW.sha256 := encode(sha256(convert_to(NEW.content::text, 'utf8')), 'hex');
  RETURN NEW;
END $$;
CREATE TRIGGER open_release_guard BEFORE INSERT ON open_release FOR EACH ROW EXECUTE FUNCTION guard_open_release();
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON open_release FOR EACH STATEMENT EXECUTE FUNCTION append_only();
REVOKE UPDATE, DELETE ON open_release FROM commonweal_app;
GRANT SELECT, INSERT ON open_release TO commonweal_app;

-- How much an entry moved, fen: its debits, which are its credits.
CREATE FUNCTION moved_fen(p_entry uuid) RETURNS bigint LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
  SELECT coalesce(sum(amount) FILTER (WHERE amount > 0), 0)::bigint FROM ledger_posting WHERE entry_id = p_entry
$$;
