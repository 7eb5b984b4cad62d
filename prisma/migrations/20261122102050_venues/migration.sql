-- Why: units of a place share halls and equipment with those who serve it (驻区单位资源共享). Only an organization with a running project
-- books, for that project, within the hours a venue is open; no two bookings overlap, whoever asks at the same moment.
CREATE EXTENSION IF NOT EXISTS btree_gist;
CREATE TYPE venue_booking_state AS ENUM ('ASKED', 'CONFIRMED', 'REFUSED', 'CANCELLED');

CREATE TABLE venue (
  id uuid NOT NULL PRIMARY KEY DEFAULT uuidv7(),
  -- The office that keeps the directory entry and confirms bookings for the unit.
  body_id uuid NOT NULL REFERENCES body (id),
  unit text NOT NULL,
  name text NOT NULL,
  -- HALL, ROOM, OUTDOOR, EQUIPMENT
  kind text NOT NULL,
  region_id uuid NOT NULL REFERENCES region (id),
  address text NOT NULL,
  capacity int NOT NULL,
  description text NOT NULL,
  -- Fen an hour; 0: free. What others pay.
  fee_fen bigint NOT NULL,
  full_fee_fen bigint NOT NULL,
  is_open boolean NOT NULL DEFAULT true,
  entered_by_id uuid NOT NULL REFERENCES account (id),
  entered_at timestamptz(3) NOT NULL DEFAULT clock(),
  version int NOT NULL DEFAULT 1,
  CONSTRAINT venue_words CHECK (unit <> '' AND name <> '' AND address <> '' AND description <> '' AND kind IN ('HALL', 'ROOM', 'OUTDOOR', 'EQUIPMENT')),
  -- Shared means free or for less.
  CONSTRAINT venue_numbers CHECK (capacity BETWEEN 1 AND 100000 AND fee_fen >= 0 AND full_fee_fen >= fee_fen AND (fee_fen = 0 OR full_fee_fen > fee_fen))
);
CREATE INDEX venue_region ON venue (region_id) WHERE is_open;
CREATE INDEX venue_body ON venue (body_id);
CREATE TRIGGER keep BEFORE UPDATE ON venue FOR EACH ROW EXECUTE FUNCTION keep_columns('id', 'body_id', 'region_id', 'entered_by_id', 'entered_at');
CREATE TRIGGER append_only BEFORE DELETE OR TRUNCATE ON venue FOR EACH STATEMENT EXECUTE FUNCTION append_only();

-- Open on these weekdays (ISO: 1 is Monday) from and until.
CREATE TABLE venue_hours (
  venue_id uuid NOT NULL REFERENCES venue (id),
  weekday smallint NOT NULL,
  opens time NOT NULL,
  closes time NOT NULL,
  PRIMARY KEY (venue_id, weekday),
  CONSTRAINT venue_hours_whole CHECK (weekday BETWEEN 1 AND 7 AND opens < closes)
);

CREATE TABLE venue_booking (
  id uuid NOT NULL PRIMARY KEY DEFAULT uuidv7(),
  venue_id uuid NOT NULL REFERENCES venue (id),
  project_id uuid NOT NULL REFERENCES project (id),
  during tstzrange NOT NULL,
  people int NOT NULL,
  purpose text NOT NULL,
  state venue_booking_state NOT NULL DEFAULT 'ASKED',
  asked_by_id uuid NOT NULL REFERENCES account (id),
  asked_at timestamptz(3) NOT NULL DEFAULT clock(),
  decided_by_id uuid REFERENCES account (id),
  decided_at timestamptz(3),
  reason text NOT NULL DEFAULT '',
  version int NOT NULL DEFAULT 1,
  CONSTRAINT venue_booking_whole CHECK (purpose <> '' AND people > 0 AND NOT isempty(during) AND lower_inc(during) AND NOT upper_inc(during)
    AND lower(during) IS NOT NULL AND upper(during) IS NOT NULL AND (state = 'ASKED') = (decided_at IS NULL) AND (decided_at IS NULL) = (decided_by_id IS NULL)
    AND (state IN ('REFUSED', 'CANCELLED')) = (reason <> '')),
  CONSTRAINT venue_booking_apart EXCLUDE USING gist (venue_id WITH =, during WITH &&) WHERE (state IN ('ASKED', 'CONFIRMED'))
);
CREATE INDEX venue_booking_project ON venue_booking (project_id);
CREATE INDEX venue_booking_open ON venue_booking (venue_id) WHERE state = 'ASKED';
INSERT INTO lifecycle_edge (lifecycle, from_state, event, to_state) VALUES
  ('venue_booking', 'ASKED', 'confirm', 'CONFIRMED'),
  ('venue_booking', 'ASKED', 'refuse', 'REFUSED'),
  ('venue_booking', 'ASKED', 'cancel', 'CANCELLED'),
  ('venue_booking', 'CONFIRMED', 'cancel', 'CANCELLED');
CREATE TRIGGER venue_booking_lifecycle BEFORE INSERT OR UPDATE OF state ON venue_booking FOR EACH ROW EXECUTE FUNCTION guard_lifecycle('venue_booking', 'ASKED');
CREATE TRIGGER keep BEFORE UPDATE ON venue_booking FOR EACH ROW EXECUTE FUNCTION keep_columns('id', 'venue_id', 'project_id', 'during', 'people', 'purpose', 'asked_by_id', 'asked_at');
CREATE TRIGGER append_only BEFORE DELETE OR TRUNCATE ON venue_booking FOR EACH STATEMENT EXECUTE FUNCTION append_only();
CREATE FUNCTION guard_venue_booking() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE v venue; p project; v_from timestamp; v_to timestamp; v_is_ngo boolean;
BEGIN
  SELECT * INTO v FROM venue WHERE id = NEW.venue_id FOR SHARE;
  SELECT * INTO p FROM project WHERE id = NEW.project_id FOR SHARE;
  IF TG_OP = 'INSERT' THEN
    v_from := lower(NEW.during) AT TIME ZONE 'Asia/Shanghai';
    v_to := upper(NEW.during) AT TIME ZONE 'Asia/Shanghai';
    IF NOT v.is_open THEN PERFORM refuse('venue.closed'); END IF;
    IF p.state <> 'ACTIVE' THEN PERFORM refuse('venue.not-funded'); END IF;
    IF NOT EXISTS (SELECT 1 FROM organization_membership WHERE organization_id = p.organization_id AND account_id = NEW.asked_by_id) THEN PERFORM refuse('forbidden'); END IF;
    IF lower(NEW.during) <= clock() OR lower(NEW.during) > clock() + interval '180 days' THEN PERFORM refuse('venue.when'); END IF;
    IF NEW.people > v.capacity THEN PERFORM refuse('venue.too-many'); END IF;
    IF v_from::date <> v_to::date OR NOT EXISTS (SELECT 1 FROM venue_hours h WHERE h.venue_id = v.id AND h.weekday = extract(isodow FROM v_from)
        AND h.opens <= v_from::time AND v_to::time <= h.closes) THEN PERFORM refuse('venue.hours'); END IF;
    RETURN NEW;
  END IF;
  v_is_ngo := EXISTS (SELECT 1 FROM organization_membership WHERE organization_id = p.organization_id AND account_id = NEW.decided_by_id);
  IF NEW.state IN ('CONFIRMED', 'REFUSED') AND NOT is_official_of(NEW.decided_by_id, v.body_id, 'OFFICER', 'APPROVER') THEN PERFORM refuse('venue.not-official'); END IF;
  IF NEW.state = 'CANCELLED' AND NOT v_is_ngo AND NOT is_official_of(NEW.decided_by_id, v.body_id, 'OFFICER', 'APPROVER') THEN PERFORM refuse('venue.not-official'); END IF;
  IF NEW.state = 'CANCELLED' AND lower(NEW.during) <= clock() THEN PERFORM refuse('venue.when'); END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER venue_booking_guard BEFORE INSERT OR UPDATE ON venue_booking FOR EACH ROW EXECUTE FUNCTION guard_venue_booking();
GRANT SELECT, INSERT ON venue, venue_booking TO commonweal_app;
GRANT UPDATE (unit, name, kind, address, capacity, description, fee_fen, full_fee_fen, is_open, version) ON venue TO commonweal_app;
GRANT SELECT, INSERT, UPDATE, DELETE ON venue_hours TO commonweal_app;
GRANT UPDATE (state, decided_by_id, decided_at, reason, version) ON venue_booking TO commonweal_app;
