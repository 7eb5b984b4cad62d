-- Why: whoever looks for organizations (a street for its next partner, a hub for its members) wants to hear of new ones as others hear of calls.
-- A saved search may ask for organizations; what it finds is told of once, and only of organizations that take part in things.
ALTER TABLE saved_search_thing DROP CONSTRAINT saved_search_thing_kind_check;
ALTER TABLE saved_search_thing ADD CONSTRAINT saved_search_thing_kind_check CHECK (kind IN ('call', 'organization', 'project'));

-- The one spelling of a question begins with what is asked for, where that is not calls and projects (app/domain/search/ask.ts).
CREATE FUNCTION asks_for_organizations(query text) RETURNS boolean LANGUAGE sql IMMUTABLE SET search_path = public, pg_temp AS $$
  SELECT query = '?of=organizations' OR starts_with(query, '?of=organizations&') $$;

CREATE OR REPLACE FUNCTION guard_saved_search_thing() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  IF (NEW.kind = 'organization') <> (SELECT asks_for_organizations(s.query) FROM saved_search s WHERE s.id = NEW.saved_search_id) THEN PERFORM refuse('saved-search.settled'); END IF;
  IF NEW.letter_id IS NOT NULL THEN
    IF NOT EXISTS (SELECT 1 FROM saved_search_letter l WHERE l.id = NEW.letter_id AND l.saved_search_id = NEW.saved_search_id) THEN PERFORM refuse('saved-search.settled'); END IF;
    IF NOT (CASE NEW.kind WHEN 'call' THEN EXISTS (SELECT 1 FROM public_call WHERE id = NEW.thing_id)
      WHEN 'organization' THEN EXISTS (SELECT 1 FROM organization WHERE id = NEW.thing_id AND state = 'ACTIVE')
      ELSE EXISTS (SELECT 1 FROM project p JOIN award w ON w.id = p.award_id AND w.revoked_at IS NULL WHERE p.id = NEW.thing_id) END) THEN PERFORM refuse('saved-search.hidden'); END IF;
  END IF;
  RETURN NEW;
END $$;

-- Whether an organization came, or something public happened that is about no call, since a search was last looked at is asked every few seconds.
CREATE INDEX organization_created_at_idx ON organization (created_at);
CREATE INDEX event_public_elsewhere_occurred_at_idx ON event (occurred_at) WHERE is_public AND call_id IS NULL AND project_id IS NULL;
