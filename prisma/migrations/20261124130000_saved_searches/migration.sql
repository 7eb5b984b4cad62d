-- Why: a call is open for weeks and nobody looks every day. Who saves a search is written to when something new answers it, at the pace they
-- chose; each thing is told of once for each search, only while the public may read it, and never more letters a day than the rule says.
CREATE TYPE saved_search_pace AS ENUM ('NONE', 'AT_ONCE', 'DAILY', 'WEEKLY');

-- How many searches a person keeps, how many letters a day they get of them at most, and how many things a letter lists.
CREATE TABLE saved_search_rule (
  from_on date NOT NULL PRIMARY KEY,
  per_account smallint NOT NULL,
  letters_a_day smallint NOT NULL,
  listed smallint NOT NULL,
  CONSTRAINT saved_search_rule_numbers CHECK (per_account BETWEEN 1 AND 500 AND letters_a_day BETWEEN 1 AND 100 AND listed BETWEEN 1 AND 100)
);
INSERT INTO saved_search_rule VALUES ('2026-01-01', 30, 10, 20);
CREATE FUNCTION saved_search_rule_on(p_on date) RETURNS saved_search_rule LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
  SELECT r FROM saved_search_rule r WHERE from_on <= p_on ORDER BY from_on DESC LIMIT 1 $$;

CREATE TABLE saved_search (
  id uuid NOT NULL PRIMARY KEY DEFAULT uuidv7(),
  account_id uuid NOT NULL REFERENCES account (id) ON UPDATE CASCADE ON DELETE CASCADE,
  name text NOT NULL,
  -- The address part of the question (app/domain/search/ask.ts), always written the same way, without order and page.
  query text NOT NULL,
  pace saved_search_pace NOT NULL,
  -- What was published before was there already.
  since timestamptz(3) NOT NULL DEFAULT clock(),
  -- Everything that answered then is among its things: whatever else comes to answer is new, however old.
  is_whole boolean NOT NULL,
  looked_at timestamptz(3) NOT NULL DEFAULT clock(),
  created_at timestamptz(3) NOT NULL DEFAULT clock(),
  version integer NOT NULL DEFAULT 1,
  CONSTRAINT saved_search_once UNIQUE (account_id, query),
  CONSTRAINT saved_search_words CHECK (btrim(name) <> '' AND char_length(name) <= 80 AND char_length(query) <= 2000 AND (query = '' OR starts_with(query, '?')))
);
CREATE INDEX saved_search_pace_looked_at_idx ON saved_search (pace, looked_at) WHERE pace <> 'NONE';

CREATE TABLE saved_search_letter (
  id uuid NOT NULL PRIMARY KEY DEFAULT uuidv7(),
  saved_search_id uuid NOT NULL REFERENCES saved_search (id) ON UPDATE CASCADE ON DELETE CASCADE,
  account_id uuid NOT NULL REFERENCES account (id) ON UPDATE CASCADE ON DELETE CASCADE,
  things integer NOT NULL CHECK (things > 0),
  sent_on date NOT NULL DEFAULT today(),
  written_at timestamptz(3) NOT NULL DEFAULT clock()
);
CREATE INDEX saved_search_letter_account_id_sent_on_idx ON saved_search_letter (account_id, sent_on);
CREATE INDEX saved_search_letter_saved_search_id_idx ON saved_search_letter (saved_search_id);

-- What a search has found: without a letter, what was there already.
CREATE TABLE saved_search_thing (
  saved_search_id uuid NOT NULL REFERENCES saved_search (id) ON UPDATE CASCADE ON DELETE CASCADE,
  thing_id uuid NOT NULL,
  kind text NOT NULL CHECK (kind IN ('call', 'project')),
  letter_id uuid REFERENCES saved_search_letter (id) ON UPDATE CASCADE ON DELETE CASCADE,
  found_at timestamptz(3) NOT NULL DEFAULT clock(),
  PRIMARY KEY (saved_search_id, thing_id)
);
CREATE INDEX saved_search_thing_letter_id_idx ON saved_search_thing (letter_id);

-- Whether something public happened since a search was last looked at is asked every few seconds.
CREATE INDEX event_public_occurred_at_idx ON event (occurred_at) WHERE is_public AND (call_id IS NOT NULL OR project_id IS NOT NULL);

CREATE FUNCTION guard_saved_search() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  IF TG_OP = 'UPDATE' THEN
    IF (NEW.account_id, NEW.query, NEW.created_at) IS DISTINCT FROM (OLD.account_id, OLD.query, OLD.created_at) THEN PERFORM refuse('saved-search.settled'); END IF;
    RETURN NEW;
  END IF;
  -- Two at once would both count one too few.
  PERFORM pg_advisory_xact_lock(hashtextextended('saved-search:' || NEW.account_id, 0));
  IF (SELECT count(*) FROM saved_search WHERE account_id = NEW.account_id) >= (saved_search_rule_on(today())).per_account THEN PERFORM refuse('saved-search.too-many'); END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER saved_search_guard BEFORE INSERT OR UPDATE ON saved_search FOR EACH ROW EXECUTE FUNCTION guard_saved_search();

CREATE FUNCTION guard_saved_search_letter() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE s saved_search;
BEGIN
  SELECT * INTO s FROM saved_search WHERE id = NEW.saved_search_id FOR UPDATE;
  IF s.account_id <> NEW.account_id THEN PERFORM refuse('saved-search.settled'); END IF;
  IF s.pace = 'NONE' OR NOT EXISTS (SELECT 1 FROM account WHERE id = s.account_id AND state = 'ACTIVE') THEN PERFORM refuse('saved-search.silent'); END IF;
  PERFORM pg_advisory_xact_lock(hashtextextended('saved-search:' || NEW.account_id, 0));
  IF NEW.sent_on <> today() THEN PERFORM refuse('saved-search.settled'); END IF;
  IF (SELECT count(*) FROM saved_search_letter WHERE account_id = NEW.account_id AND sent_on = today()) >= (saved_search_rule_on(today())).letters_a_day THEN PERFORM refuse('saved-search.letters'); END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER saved_search_letter_guard BEFORE INSERT ON saved_search_letter FOR EACH ROW EXECUTE FUNCTION guard_saved_search_letter();

-- A letter tells of nothing that the public may not read.
CREATE FUNCTION guard_saved_search_thing() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  IF NEW.letter_id IS NOT NULL THEN
    IF NOT EXISTS (SELECT 1 FROM saved_search_letter l WHERE l.id = NEW.letter_id AND l.saved_search_id = NEW.saved_search_id) THEN PERFORM refuse('saved-search.settled'); END IF;
    IF NOT (CASE NEW.kind WHEN 'call' THEN EXISTS (SELECT 1 FROM public_call WHERE id = NEW.thing_id)
      ELSE EXISTS (SELECT 1 FROM project p JOIN award w ON w.id = p.award_id AND w.revoked_at IS NULL WHERE p.id = NEW.thing_id) END) THEN PERFORM refuse('saved-search.hidden'); END IF;
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER saved_search_thing_guard BEFORE INSERT ON saved_search_thing FOR EACH ROW EXECUTE FUNCTION guard_saved_search_thing();

CREATE FUNCTION saved_search_told_stays() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN PERFORM refuse('saved-search.settled'); RETURN NULL; END $$;
CREATE TRIGGER saved_search_letter_stays BEFORE UPDATE ON saved_search_letter FOR EACH ROW EXECUTE FUNCTION saved_search_told_stays();
CREATE TRIGGER saved_search_thing_stays BEFORE UPDATE ON saved_search_thing FOR EACH ROW EXECUTE FUNCTION saved_search_told_stays();

REVOKE INSERT, UPDATE ON saved_search_rule FROM commonweal_app;
REVOKE UPDATE ON saved_search, saved_search_letter, saved_search_thing FROM commonweal_app;
GRANT SELECT ON saved_search_rule TO commonweal_app;
GRANT SELECT, INSERT ON saved_search_letter, saved_search_thing TO commonweal_app;
GRANT SELECT, INSERT, DELETE ON saved_search TO commonweal_app;
GRANT UPDATE (name, pace, since, is_whole, looked_at, version) ON saved_search TO commonweal_app;
