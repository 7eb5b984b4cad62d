-- Why: who cares about one project or call wants to hear what happens to it without looking every day. Each public event is told of once to
-- each follower, nothing that the public may not read ever is, and never more letters a day than the rule says.
CREATE TABLE follow_rule (
  from_on date NOT NULL PRIMARY KEY,
  per_account smallint NOT NULL,
  letters_a_day smallint NOT NULL,
  listed smallint NOT NULL,
  CONSTRAINT follow_rule_numbers CHECK (per_account BETWEEN 1 AND 1000 AND letters_a_day BETWEEN 1 AND 100 AND listed BETWEEN 1 AND 100)
);
INSERT INTO follow_rule VALUES ('2026-01-01', 200, 10, 20);
CREATE FUNCTION follow_rule_on(p_on date) RETURNS follow_rule LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
  SELECT r FROM follow_rule r WHERE from_on <= p_on ORDER BY from_on DESC LIMIT 1 $$;

CREATE TABLE follow (
  id uuid NOT NULL PRIMARY KEY DEFAULT uuidv7(),
  account_id uuid NOT NULL REFERENCES account (id) ON UPDATE CASCADE ON DELETE CASCADE,
  project_id uuid REFERENCES project (id) ON UPDATE CASCADE ON DELETE CASCADE,
  call_id uuid REFERENCES call (id) ON UPDATE CASCADE ON DELETE CASCADE,
  -- Its letters were ended; it stays in its owner's list.
  is_silent boolean NOT NULL DEFAULT false,
  -- What happened before is not told of.
  since timestamptz(3) NOT NULL DEFAULT clock(),
  created_at timestamptz(3) NOT NULL DEFAULT clock(),
  CONSTRAINT follow_one_thing CHECK (num_nonnulls(project_id, call_id) = 1),
  CONSTRAINT follow_project_once UNIQUE (account_id, project_id),
  CONSTRAINT follow_call_once UNIQUE (account_id, call_id)
);
CREATE INDEX follow_project_id_idx ON follow (project_id) WHERE project_id IS NOT NULL;
CREATE INDEX follow_call_id_idx ON follow (call_id) WHERE call_id IS NOT NULL;

CREATE TABLE follow_letter (
  id uuid NOT NULL PRIMARY KEY DEFAULT uuidv7(),
  follow_id uuid NOT NULL REFERENCES follow (id) ON UPDATE CASCADE ON DELETE CASCADE,
  account_id uuid NOT NULL REFERENCES account (id) ON UPDATE CASCADE ON DELETE CASCADE,
  sent_on date NOT NULL DEFAULT today(),
  written_at timestamptz(3) NOT NULL DEFAULT clock()
);
CREATE INDEX follow_letter_account_id_sent_on_idx ON follow_letter (account_id, sent_on);
CREATE INDEX follow_letter_follow_id_idx ON follow_letter (follow_id);

CREATE TABLE follow_told (
  follow_id uuid NOT NULL REFERENCES follow (id) ON UPDATE CASCADE ON DELETE CASCADE,
  event_id uuid NOT NULL REFERENCES event (id) ON UPDATE CASCADE ON DELETE CASCADE,
  letter_id uuid NOT NULL REFERENCES follow_letter (id) ON UPDATE CASCADE ON DELETE CASCADE,
  PRIMARY KEY (follow_id, event_id)
);
CREATE INDEX follow_told_letter_id_idx ON follow_told (letter_id);
CREATE INDEX follow_told_event_id_idx ON follow_told (event_id);

-- What anybody may hear of a project or a call: of a project also objections to the result it comes from, of a call not what its projects do.
CREATE FUNCTION public_news(p_project uuid, p_call uuid) RETURNS SETOF event LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
  SELECT e.* FROM event e WHERE e.project_id = p_project AND e.is_public
  UNION ALL
  SELECT e.* FROM project p JOIN event e ON e.call_id = p.call_id WHERE p.id = p_project AND e.project_id IS NULL AND e.is_public AND e.type LIKE 'remedy.%'
  UNION ALL
  SELECT e.* FROM public_call c JOIN event e ON e.call_id = c.id WHERE c.id = p_call AND e.is_public AND (e.project_id IS NULL OR e.type LIKE 'award.%') $$;

CREATE FUNCTION guard_follow() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  IF TG_OP = 'UPDATE' THEN
    IF (NEW.account_id, NEW.project_id, NEW.call_id, NEW.created_at) IS DISTINCT FROM (OLD.account_id, OLD.project_id, OLD.call_id, OLD.created_at) THEN PERFORM refuse('follow.settled'); END IF;
    RETURN NEW;
  END IF;
  IF NEW.call_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM public_call WHERE id = NEW.call_id) THEN PERFORM refuse('follow.hidden'); END IF;
  -- Two at once would both count one too few.
  PERFORM pg_advisory_xact_lock(hashtextextended('follow:' || NEW.account_id, 0));
  IF (SELECT count(*) FROM follow WHERE account_id = NEW.account_id) >= (follow_rule_on(today())).per_account THEN PERFORM refuse('follow.too-many'); END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER follow_guard BEFORE INSERT OR UPDATE ON follow FOR EACH ROW EXECUTE FUNCTION guard_follow();

CREATE FUNCTION guard_follow_letter() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE f follow;
BEGIN
  SELECT * INTO f FROM follow WHERE id = NEW.follow_id FOR UPDATE;
  IF f.account_id <> NEW.account_id OR NEW.sent_on <> today() THEN PERFORM refuse('follow.settled'); END IF;
  IF f.is_silent OR NOT EXISTS (SELECT 1 FROM account WHERE id = f.account_id AND state = 'ACTIVE') THEN PERFORM refuse('follow.silent'); END IF;
  PERFORM pg_advisory_xact_lock(hashtextextended('follow:' || NEW.account_id, 0));
  IF (SELECT count(*) FROM follow_letter WHERE account_id = NEW.account_id AND sent_on = today()) >= (follow_rule_on(today())).letters_a_day THEN PERFORM refuse('follow.letters'); END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER follow_letter_guard BEFORE INSERT ON follow_letter FOR EACH ROW EXECUTE FUNCTION guard_follow_letter();

-- A letter tells of nothing but what anybody may read of the thing that is followed.
CREATE FUNCTION guard_follow_told() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE f follow;
BEGIN
  SELECT * INTO f FROM follow WHERE id = NEW.follow_id;
  IF NOT EXISTS (SELECT 1 FROM follow_letter l WHERE l.id = NEW.letter_id AND l.follow_id = NEW.follow_id) THEN PERFORM refuse('follow.settled'); END IF;
  IF NOT EXISTS (SELECT 1 FROM public_news(f.project_id, f.call_id) n WHERE n.id = NEW.event_id AND n.occurred_at >= f.since) THEN PERFORM refuse('follow.hidden'); END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER follow_told_guard BEFORE INSERT ON follow_told FOR EACH ROW EXECUTE FUNCTION guard_follow_told();

CREATE FUNCTION follow_told_stays() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN PERFORM refuse('follow.settled'); RETURN NULL; END $$;
CREATE TRIGGER follow_letter_stays BEFORE UPDATE ON follow_letter FOR EACH ROW EXECUTE FUNCTION follow_told_stays();
CREATE TRIGGER follow_told_stays BEFORE UPDATE ON follow_told FOR EACH ROW EXECUTE FUNCTION follow_told_stays();

REVOKE INSERT, UPDATE ON follow_rule FROM commonweal_app;
REVOKE UPDATE ON follow, follow_letter, follow_told FROM commonweal_app;
GRANT SELECT ON follow_rule TO commonweal_app;
GRANT SELECT, INSERT ON follow_letter, follow_told TO commonweal_app;
GRANT SELECT, INSERT, DELETE ON follow TO commonweal_app;
GRANT UPDATE (is_silent, since) ON follow TO commonweal_app;
