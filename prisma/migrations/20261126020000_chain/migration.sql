-- Why: the audit, the business events and the ledger only grow, by triggers that the database's owner could switch off. So each of these
-- books is also a chain: every row has a link with a hash over the row and over the link before it, and each day's heads are published.
-- Whoever then changes, takes out, adds or moves a row would have to change a digest that others have copied.
--
-- Nothing is hashed while a row is written: rows note only their transaction, and chain_advance() links them when that has ended. What is
-- read without order (which of two transactions ends first) gets its order there, once and for good.

-- ---------------------------------------------------------------------------------------------------------------------
-- Which transaction wrote a row. Rows of a transaction below pg_snapshot_xmin() are all there or will never be.
ALTER TABLE audit_event ADD COLUMN written_in xid8 NOT NULL DEFAULT pg_current_xact_id();
ALTER TABLE event ADD COLUMN written_in xid8 NOT NULL DEFAULT pg_current_xact_id();
ALTER TABLE ledger_entry ADD COLUMN written_in xid8 NOT NULL DEFAULT pg_current_xact_id();
CREATE INDEX audit_event_written_in ON audit_event (written_in, id);
CREATE INDEX event_written_in ON event (written_in, id);
CREATE INDEX ledger_entry_written_in ON ledger_entry (written_in, seq);
-- For looking things up: by kind, by person, by day.
CREATE INDEX audit_event_type ON audit_event (type, id);
CREATE INDEX audit_event_actor ON audit_event (actor_id, at);
CREATE INDEX audit_event_at ON audit_event USING brin (at);
-- Who writes a row cannot say that another transaction did, nor choose its number.
REVOKE INSERT ON audit_event, event FROM commonweal_app;
GRANT INSERT (at, actor_id, actor_name, type, entity, entity_id, body_id, organization_id, data, request_id, ip) ON audit_event TO commonweal_app;
GRANT INSERT (id, type, entity, entity_id, call_id, project_id, is_public, data, occurred_at) ON event TO commonweal_app;

-- ---------------------------------------------------------------------------------------------------------------------
CREATE TABLE chain_link (
  book text NOT NULL,
  -- 1, 2, … of its book, without gaps.
  position bigint NOT NULL,
  -- audit_event.id, event.id or ledger_entry.id.
  row_id text NOT NULL,
  -- SHA-256 (hex) of the row's canonical text.
  row_hash text NOT NULL,
  -- SHA-256 (hex) of the hash before it and row_hash, one after the other.
  hash text NOT NULL,
  CONSTRAINT chain_link_pkey PRIMARY KEY (book, position),
  CONSTRAINT chain_link_row UNIQUE (book, row_id),
  CONSTRAINT chain_link_book CHECK (book IN ('audit', 'event', 'ledger')),
  CONSTRAINT chain_link_shape CHECK (position > 0 AND row_hash ~ '^[0-9a-f]{64}$' AND hash ~ '^[0-9a-f]{64}$')
);

-- How far a book is linked. Below next_in every transaction's rows have their links.
CREATE TABLE chain_head (
  book text NOT NULL PRIMARY KEY,
  position bigint NOT NULL,
  hash text NOT NULL,
  next_in xid8 NOT NULL,
  linked_at timestamptz(3) NOT NULL,
  CONSTRAINT chain_head_book CHECK (book IN ('audit', 'event', 'ledger')),
  CONSTRAINT chain_head_position CHECK (position >= 0)
);

-- What may have to be erased from an audit row while its link stays: the canonical text holds SHA-256 of a salt and the value. With
-- value and salt gone, nobody can find the value by trying.
CREATE TABLE audit_seal (
  event_id bigint NOT NULL PRIMARY KEY,
  name_salt uuid,
  name_seal text NOT NULL,
  address_salt uuid,
  address_seal text NOT NULL
);

-- The heads of a day, published; made in the first minute of the day in Beijing, over all that was linked before it.
CREATE TABLE chain_digest (
  day date NOT NULL PRIMARY KEY,
  audit_count bigint NOT NULL,
  audit_hash text NOT NULL,
  event_count bigint NOT NULL,
  event_hash text NOT NULL,
  ledger_count bigint NOT NULL,
  ledger_hash text NOT NULL,
  -- The digest of the day before, or 64 zeros.
  previous text NOT NULL,
  made_at timestamptz(3) NOT NULL,
  -- SHA-256 (hex) of chain_digest_text().
  digest text NOT NULL,
  CONSTRAINT chain_digest_counts CHECK (audit_count >= 0 AND event_count >= 0 AND ledger_count >= 0),
  CONSTRAINT chain_digest_hashes CHECK (audit_hash ~ '^[0-9a-f]{64}$' AND event_hash ~ '^[0-9a-f]{64}$' AND ledger_hash ~ '^[0-9a-f]{64}$'
    AND previous ~ '^[0-9a-f]{64}$' AND digest ~ '^[0-9a-f]{64}$')
);

-- What a check of everything found; `fault`: the first one, null when there is none.
CREATE TABLE chain_inspection (
  id uuid NOT NULL PRIMARY KEY DEFAULT uuidv7(),
  inspected_at timestamptz(3) NOT NULL DEFAULT clock(),
  row_count bigint NOT NULL,
  fault_count bigint NOT NULL,
  fault jsonb,
  CONSTRAINT chain_inspection_counts CHECK (row_count >= 0 AND fault_count >= 0 AND (fault_count = 0) = (fault IS NULL))
);
CREATE INDEX chain_inspection_at ON chain_inspection (inspected_at DESC);

-- ---------------------------------------------------------------------------------------------------------------------
-- Canonical text: fields one after the other, each as its length in bytes, a colon, the text, a comma; null is a minus and a comma.
-- docs/decisions/audit-chain.md and app/domain/audit-trail/canonical.ts say the same; a change is a new first field, never another order.
CREATE FUNCTION chain_field(p text) RETURNS text LANGUAGE sql IMMUTABLE SET search_path = public, pg_temp AS $$
  SELECT CASE WHEN p IS NULL THEN '-,' ELSE octet_length(convert_to(p, 'utf8')) || ':' || p || ',' END $$;
CREATE FUNCTION chain_sha256(p text) RETURNS text LANGUAGE sql IMMUTABLE SET search_path = public, pg_temp AS $$
  SELECT encode(sha256(convert_to(p, 'utf8')), 'hex') $$;
CREATE FUNCTION chain_instant(p timestamptz) RETURNS text LANGUAGE sql IMMUTABLE SET search_path = public, pg_temp AS $$
  SELECT to_char(p AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') $$;

CREATE FUNCTION chain_text(e audit_event, s audit_seal) RETURNS text LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
  SELECT chain_field('audit/1') || chain_field(e.id::text) || chain_field(chain_instant(e.at)) || chain_field(e.actor_id::text) || chain_field(s.name_seal)
    || chain_field(e.type) || chain_field(e.entity) || chain_field(e.entity_id::text) || chain_field(e.body_id::text) || chain_field(e.organization_id::text)
    || chain_field(e.data::text) || chain_field(e.request_id) || chain_field(s.address_seal) $$;
CREATE FUNCTION chain_text(e event) RETURNS text LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
  SELECT chain_field('event/1') || chain_field(e.id::text) || chain_field(e.type) || chain_field(e.entity) || chain_field(e.entity_id::text)
    || chain_field(e.call_id::text) || chain_field(e.project_id::text) || chain_field(e.is_public::text) || chain_field(e.data::text)
    || chain_field(chain_instant(e.occurred_at)) $$;
CREATE FUNCTION chain_text(e ledger_entry) RETURNS text LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
  SELECT chain_field('ledger/1') || chain_field(e.id::text) || chain_field(e.seq::text) || chain_field(e.kind) || chain_field(e.phase) || chain_field(e.resolves_id::text)
    || chain_field(e.reverses_id::text) || chain_field(e.idempotency_key) || chain_field(encode(e.request_hash, 'hex')) || chain_field(e.effective_on::text)
    || chain_field(chain_instant(e.recorded_at)) || chain_field(e.actor_id::text) || chain_field(e.memo)
    || coalesce((SELECT string_agg(chain_field(p.line::text) || chain_field(a.code) || chain_field(p.amount::text), '' ORDER BY p.line)
      FROM ledger_posting p JOIN ledger_account a ON a.id = p.account_id WHERE p.entry_id = e.id), '') $$;

-- ---------------------------------------------------------------------------------------------------------------------
-- The next rows of a book that have no link. `p_all`: also those that a restored database took over from another one's numbers.
CREATE FUNCTION chain_todo(p_book text, p_from xid8, p_below xid8, p_all boolean, p_most int)
  RETURNS TABLE (row_id text, row_hash text, written_in xid8) LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  IF p_book = 'audit' THEN RETURN QUERY
    WITH todo AS MATERIALIZED (
      SELECT e AS whole, e.id, e.written_in AS by, e.actor_name, e.ip, gen_random_uuid() AS name_salt, gen_random_uuid() AS address_salt FROM audit_event e
      WHERE (p_all OR e.written_in >= p_from AND e.written_in < p_below) AND e.written_in IS DISTINCT FROM pg_current_xact_id_if_assigned()
        AND NOT EXISTS (SELECT 1 FROM chain_link l WHERE l.book = 'audit' AND l.row_id = e.id::text)
      ORDER BY e.written_in, e.id LIMIT p_most),
    sealed AS (
      INSERT INTO audit_seal AS s (event_id, name_salt, name_seal, address_salt, address_seal)
      SELECT t.id, t.name_salt, chain_sha256(t.name_salt || t.actor_name), t.address_salt, chain_sha256(t.address_salt || t.ip) FROM todo t RETURNING s AS whole)
    SELECT t.id::text, chain_sha256(chain_text(t.whole, s.whole)), t.by FROM todo t JOIN sealed s ON (s.whole).event_id = t.id ORDER BY t.by, t.id;
  ELSIF p_book = 'event' THEN RETURN QUERY
    SELECT e.id::text, chain_sha256(chain_text(e)), e.written_in FROM event e
    WHERE (p_all OR e.written_in >= p_from AND e.written_in < p_below) AND e.written_in IS DISTINCT FROM pg_current_xact_id_if_assigned()
      AND NOT EXISTS (SELECT 1 FROM chain_link l WHERE l.book = 'event' AND l.row_id = e.id::text)
    ORDER BY e.written_in, e.id LIMIT p_most;
  ELSE RETURN QUERY
    SELECT e.id::text, chain_sha256(chain_text(e)), e.written_in FROM ledger_entry e
    WHERE (p_all OR e.written_in >= p_from AND e.written_in < p_below) AND e.written_in IS DISTINCT FROM pg_current_xact_id_if_assigned()
      AND NOT EXISTS (SELECT 1 FROM chain_link l WHERE l.book = 'ledger' AND l.row_id = e.id::text)
    ORDER BY e.written_in, e.seq LIMIT p_most;
  END IF;
END $$;

-- Links what has ended, at most so many rows of each book; answers how many. Who writes rows never waits for it; two callers wait for one another.
CREATE FUNCTION chain_advance(p_most int DEFAULT 10000, p_all boolean DEFAULT false) RETURNS bigint LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  b text; head chain_head; v_below xid8; r record; v_total bigint := 0;
  ids text[]; row_hashes text[]; hashes text[]; v_hash text; v_last xid8;
BEGIN
  PERFORM pg_advisory_xact_lock(hashtextextended('chain', 0));
  FOREACH b IN ARRAY ARRAY['audit', 'event', 'ledger'] LOOP
    -- Before the rows are read: whatever ends between is read the next time.
    v_below := pg_snapshot_xmin(pg_current_snapshot());
    SELECT * INTO head FROM chain_head WHERE book = b;
    IF NOT FOUND THEN head := ROW (b, 0, repeat('0', 64), '0'::xid8, clock())::chain_head; END IF;
    ids := '{}'; row_hashes := '{}'; hashes := '{}'; v_hash := head.hash;
    FOR r IN SELECT * FROM chain_todo(b, head.next_in, v_below, p_all, p_most) LOOP
      v_hash := chain_sha256(v_hash || r.row_hash);
      ids := ids || r.row_id; row_hashes := row_hashes || r.row_hash; hashes := hashes || v_hash; v_last := r.written_in;
    END LOOP;
    INSERT INTO chain_link (book, position, row_id, row_hash, hash)
    SELECT b, head.position + n, i, h, c FROM unnest(ids, row_hashes, hashes) WITH ORDINALITY AS x(i, h, c, n);
    INSERT INTO chain_head AS h (book, position, hash, next_in, linked_at)
    -- A full batch may have ended within a transaction.
    VALUES (b, head.position + cardinality(ids), v_hash, CASE WHEN p_all THEN head.next_in WHEN cardinality(ids) = p_most THEN v_last ELSE greatest(v_below, head.next_in) END, clock())
    ON CONFLICT (book) DO UPDATE SET position = excluded.position, hash = excluded.hash, next_in = excluded.next_in, linked_at = excluded.linked_at;
    v_total := v_total + cardinality(ids);
  END LOOP;
  RETURN v_total;
END $$;

-- After a restore the numbers of transactions may begin again: whatever is there gets its link, and counting goes on from here.
CREATE FUNCTION chain_after_restore() RETURNS bigint LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE v_total bigint := 0; v_made bigint;
BEGIN
  LOOP
    v_made := chain_advance(10000, true);
    EXIT WHEN v_made = 0;
    v_total := v_total + v_made;
  END LOOP;
  UPDATE chain_head SET next_in = pg_snapshot_xmin(pg_current_snapshot());
  RETURN v_total;
END $$;

-- What is hashed for a day, so that `sha256sum` can: lines, each with its end.
CREATE FUNCTION chain_digest_text(d chain_digest) RETURNS text LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
  SELECT format(E'commonweal digest 1\nday %s\naudit %s %s\nevent %s %s\nledger %s %s\nmade %s\nprevious %s\n', to_char(d.day, 'YYYY-MM-DD'), d.audit_count, d.audit_hash,
    d.event_count, d.event_hash, d.ledger_count, d.ledger_hash, chain_instant(d.made_at), d.previous) $$;

-- Makes the day's digest, once; the same day again returns it.
CREATE FUNCTION chain_digest_today() RETURNS chain_digest LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE made chain_digest; last chain_digest; h chain_head;
BEGIN
  LOOP EXIT WHEN chain_advance() = 0; END LOOP;
  SELECT * INTO last FROM chain_digest ORDER BY day DESC LIMIT 1;
  -- A clock that went back makes no digest behind the last one.
  IF last.day >= today() THEN RETURN last; END IF;
  made.day := today();
  made.made_at := clock();
  made.previous := coalesce(last.digest, repeat('0', 64));
  FOR h IN SELECT * FROM chain_head LOOP
    IF h.book = 'audit' THEN made.audit_count := h.position; made.audit_hash := h.hash;
    ELSIF h.book = 'event' THEN made.event_count := h.position; made.event_hash := h.hash;
    ELSE made.ledger_count := h.position; made.ledger_hash := h.hash; END IF;
  END LOOP;
  made.digest := chain_sha256(chain_digest_text(made));
  INSERT INTO chain_digest SELECT made.*;
  RETURN made;
END $$;

CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON chain_link FOR EACH STATEMENT EXECUTE FUNCTION append_only();
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON chain_digest FOR EACH STATEMENT EXECUTE FUNCTION append_only();
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON chain_inspection FOR EACH STATEMENT EXECUTE FUNCTION append_only();
CREATE TRIGGER append_only BEFORE DELETE OR TRUNCATE ON audit_seal FOR EACH STATEMENT EXECUTE FUNCTION append_only();

CREATE FUNCTION guard_audit_seal() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  IF (NEW.event_id, NEW.name_seal, NEW.address_seal) IS DISTINCT FROM (OLD.event_id, OLD.name_seal, OLD.address_seal)
    OR NEW.name_salt IS NOT NULL AND NEW.name_salt IS DISTINCT FROM OLD.name_salt OR NEW.address_salt IS NOT NULL AND NEW.address_salt IS DISTINCT FROM OLD.address_salt THEN
    RAISE EXCEPTION 'a seal stays; only its salts may go' USING ERRCODE = '42501';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER audit_seal_guard BEFORE UPDATE ON audit_seal FOR EACH ROW EXECUTE FUNCTION guard_audit_seal();

REVOKE INSERT, UPDATE, DELETE ON chain_link, chain_head, chain_digest, audit_seal FROM commonweal_app;
REVOKE UPDATE, DELETE ON chain_inspection FROM commonweal_app;
GRANT SELECT ON chain_link, chain_head, chain_digest, audit_seal TO commonweal_app;
GRANT SELECT, INSERT ON chain_inspection TO commonweal_app;
REVOKE ALL ON FUNCTION chain_todo(text, xid8, xid8, boolean, int), chain_advance(int, boolean), chain_after_restore(), chain_digest_today() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION chain_advance(int, boolean), chain_after_restore(), chain_digest_today() TO commonweal_app;
