-- Why: a resident or a supervisor sees something of a project and is answered in time. A supervisor may raise what was observed into an
-- objection, which is the one thing that blocks payment. Answered observations are shown to anybody once an officer has read them. Who
-- wrote is kept for the answer and shown to nobody.
CREATE TYPE observation_state AS ENUM ('OPEN', 'ANSWERED', 'RAISED');
CREATE TABLE observation (
  id uuid NOT NULL PRIMARY KEY DEFAULT uuidv7(),
  project_id uuid NOT NULL REFERENCES project (id) ON UPDATE CASCADE ON DELETE RESTRICT,
  -- RESIDENT, SUPERVISOR
  side text NOT NULL,
  state observation_state NOT NULL DEFAULT 'OPEN',
  text text NOT NULL,
  observed_on date NOT NULL,
  made_by_id uuid NOT NULL REFERENCES account (id),
  made_at timestamptz(3) NOT NULL,
  due_on date NOT NULL,
  answer text NOT NULL DEFAULT '',
  -- BUYER, SUPPLIER
  answered_side text,
  answered_by_id uuid REFERENCES account (id),
  answered_at timestamptz(3),
  objection_id uuid UNIQUE REFERENCES objection (id),
  -- Whether anybody may read it: WAITING, SHOWN, HIDDEN.
  showing text NOT NULL DEFAULT 'WAITING',
  hidden_reason hidden_reason,
  moderated_by_id uuid REFERENCES account (id),
  moderated_at timestamptz(3),
  version int NOT NULL DEFAULT 1,
  CONSTRAINT observation_side CHECK (side IN ('RESIDENT', 'SUPERVISOR')),
  CONSTRAINT observation_text CHECK (text <> ''),
  CONSTRAINT observation_answered_whole CHECK ((answered_at IS NULL) = (answer = '') AND (answered_at IS NULL) = (answered_by_id IS NULL) AND (answered_at IS NULL) = (answered_side IS NULL)
    AND answered_side IN ('BUYER', 'SUPPLIER') AND (state <> 'OPEN' OR answered_at IS NULL) AND (state <> 'ANSWERED' OR answered_at IS NOT NULL)),
  CONSTRAINT observation_raised_whole CHECK ((state = 'RAISED') = (objection_id IS NOT NULL)),
  CONSTRAINT observation_moderated_whole CHECK (CASE showing WHEN 'WAITING' THEN moderated_at IS NULL AND moderated_by_id IS NULL AND hidden_reason IS NULL
    WHEN 'SHOWN' THEN moderated_at IS NOT NULL AND moderated_by_id IS NOT NULL AND hidden_reason IS NULL AND answered_at IS NOT NULL
    WHEN 'HIDDEN' THEN moderated_at IS NOT NULL AND moderated_by_id IS NOT NULL AND hidden_reason IS NOT NULL ELSE false END)
);
CREATE INDEX observation_project_id_state_idx ON observation (project_id, state);
CREATE INDEX observation_made_by_id_idx ON observation (made_by_id, made_at);
CREATE TRIGGER keep BEFORE UPDATE ON observation FOR EACH ROW EXECUTE FUNCTION keep_columns('id', 'project_id', 'side', 'text', 'observed_on', 'made_by_id', 'made_at', 'due_on');
CREATE TRIGGER append_only BEFORE DELETE OR TRUNCATE ON observation FOR EACH STATEMENT EXECUTE FUNCTION append_only();
INSERT INTO lifecycle_edge (lifecycle, from_state, event, to_state) VALUES
  ('observation', 'OPEN', 'answer', 'ANSWERED'),
  ('observation', 'OPEN', 'raise', 'RAISED'),
  ('observation', 'ANSWERED', 'raise', 'RAISED');
CREATE TRIGGER observation_lifecycle BEFORE INSERT OR UPDATE OF state ON observation FOR EACH ROW EXECUTE FUNCTION guard_lifecycle('observation', 'OPEN');

CREATE FUNCTION guard_observation() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE p project; j objection;
BEGIN
  SELECT * INTO p FROM project WHERE id = NEW.project_id FOR SHARE;
  IF TG_OP = 'INSERT' THEN
    IF p.state = 'PREPARING' THEN PERFORM refuse('observation.not-running'); END IF;
    IF NEW.observed_on > today() THEN PERFORM refuse('observation.day-ahead'); END IF;
    IF NEW.side = 'SUPERVISOR' AND NOT EXISTS (SELECT 1 FROM body_membership WHERE body_id = p.body_id AND account_id = NEW.made_by_id AND role = 'SUPERVISOR') THEN PERFORM refuse('observation.not-supervisor'); END IF;
    -- Neither side writes to itself in a resident's clothes.
    PERFORM assert_no_interest_in_project(NEW.made_by_id, p.id);
    IF NEW.side = 'RESIDENT' THEN
      IF EXISTS (SELECT 1 FROM body_membership WHERE body_id = p.body_id AND account_id = NEW.made_by_id) THEN PERFORM refuse('observation.own-project'); END IF;
      -- Counted one after the other: the account is locked.
      PERFORM 1 FROM account WHERE id = NEW.made_by_id FOR UPDATE;
      IF (SELECT count(*) FROM observation WHERE made_by_id = NEW.made_by_id AND made_at > clock() - interval '1 day') >= 5 THEN PERFORM refuse('observation.too-many'); END IF;
    END IF;
    RETURN NEW;
  END IF;
  IF OLD.answered_at IS NOT NULL AND (NEW.answer, NEW.answered_side, NEW.answered_by_id, NEW.answered_at) IS DISTINCT FROM (OLD.answer, OLD.answered_side, OLD.answered_by_id, OLD.answered_at) THEN PERFORM refuse('observation.answered'); END IF;
  IF NEW.objection_id IS DISTINCT FROM OLD.objection_id THEN
    SELECT * INTO j FROM objection WHERE id = NEW.objection_id;
    IF j.project_id IS DISTINCT FROM NEW.project_id THEN PERFORM refuse('observation.other-objection'); END IF;
  END IF;
  IF NEW.showing <> OLD.showing AND NOT EXISTS (SELECT 1 FROM body_membership WHERE body_id = p.body_id AND account_id = NEW.moderated_by_id AND role = 'OFFICER') THEN PERFORM refuse('observation.not-officer'); END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER observation_guard BEFORE INSERT OR UPDATE ON observation FOR EACH ROW EXECUTE FUNCTION guard_observation();
