-- Why: what those served think of a service, tied to the occasion on which it was given (居民满意度和知晓度, seed A66; acceptance of public
-- services hears who was served and publishes the result, 政府采购法实施条例 art. 45). Slips with codes are handed out with the service;
-- one code gives one answer, decided here, and nothing in these tables says which code gave which answer, nor who held it.
CREATE TYPE service_comment_state AS ENUM ('WAITING', 'SHOWN', 'HIDDEN');
CREATE TYPE hidden_reason AS ENUM ('NAMES_A_PERSON', 'INSULT', 'ADVERTISING', 'OFF_TOPIC');

CREATE TABLE service_session (
  id uuid NOT NULL PRIMARY KEY,
  project_id uuid NOT NULL REFERENCES project (id),
  milestone_id uuid REFERENCES milestone (id),
  held_on date NOT NULL,
  title text NOT NULL,
  place text NOT NULL,
  -- How many people it served or is to serve, as the supplier says.
  attendance int NOT NULL,
  code_count int NOT NULL,
  made_by_id uuid NOT NULL REFERENCES account (id),
  made_at timestamptz(3) NOT NULL,
  CONSTRAINT service_session_named CHECK (title <> '' AND place <> ''),
  CONSTRAINT service_session_attendance CHECK (attendance BETWEEN 1 AND 100000),
  CONSTRAINT service_session_codes CHECK (code_count BETWEEN 1 AND 500)
);
CREATE INDEX service_session_project_id_held_on_idx ON service_session (project_id, held_on);
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON service_session FOR EACH STATEMENT EXECUTE FUNCTION append_only();
REVOKE UPDATE ON service_session FROM commonweal_app;

-- A code is kept as a keyed hash: whoever reads the table cannot answer in anybody's place. No time of use is kept: beside the day of an
-- answer it would tell who said what.
CREATE TABLE answer_code (
  code_hash bytea NOT NULL PRIMARY KEY,
  session_id uuid NOT NULL REFERENCES service_session (id),
  is_used boolean NOT NULL DEFAULT false,
  CONSTRAINT answer_code_hash CHECK (octet_length(code_hash) = 32)
);
CREATE INDEX answer_code_session_id_idx ON answer_code (session_id);
CREATE TRIGGER keep BEFORE UPDATE ON answer_code FOR EACH ROW EXECUTE FUNCTION keep_columns('code_hash', 'session_id');
CREATE TRIGGER append_only BEFORE DELETE OR TRUNCATE ON answer_code FOR EACH STATEMENT EXECUTE FUNCTION append_only();

-- Its id is drawn by lot (not by time), and it knows the day, not the hour.
CREATE TABLE service_answer (
  id uuid NOT NULL PRIMARY KEY DEFAULT gen_random_uuid(),
  session_id uuid NOT NULL REFERENCES service_session (id),
  score smallint NOT NULL,
  -- Whether the person knew that public money pays for the service; empty: did not say.
  knew boolean,
  answered_on date NOT NULL,
  CONSTRAINT service_answer_score CHECK (score BETWEEN 1 AND 5)
);
CREATE INDEX service_answer_session_id_idx ON service_answer (session_id);
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON service_answer FOR EACH STATEMENT EXECUTE FUNCTION append_only();

-- What was written stands apart from the score it came with: published words do not tell the score, nor a score the writer.
CREATE TABLE service_comment (
  id uuid NOT NULL PRIMARY KEY DEFAULT gen_random_uuid(),
  session_id uuid NOT NULL REFERENCES service_session (id),
  text text NOT NULL,
  written_on date NOT NULL,
  state service_comment_state NOT NULL DEFAULT 'WAITING',
  hidden_reason hidden_reason,
  moderated_by_id uuid REFERENCES account (id),
  moderated_at timestamptz(3),
  version int NOT NULL DEFAULT 1,
  CONSTRAINT service_comment_text CHECK (char_length(text) BETWEEN 1 AND 500),
  CONSTRAINT service_comment_moderated_whole CHECK ((state = 'WAITING') = (moderated_by_id IS NULL) AND (state = 'WAITING') = (moderated_at IS NULL)),
  CONSTRAINT service_comment_hidden_says_why CHECK ((state = 'HIDDEN') = (hidden_reason IS NOT NULL))
);
CREATE INDEX service_comment_session_id_state_idx ON service_comment (session_id, state);
CREATE TRIGGER keep BEFORE UPDATE ON service_comment FOR EACH ROW EXECUTE FUNCTION keep_columns('id', 'session_id', 'text', 'written_on');
CREATE TRIGGER append_only BEFORE DELETE OR TRUNCATE ON service_comment FOR EACH STATEMENT EXECUTE FUNCTION append_only();
INSERT INTO lifecycle_edge (lifecycle, from_state, event, to_state) VALUES
  ('service_comment', 'WAITING', 'show', 'SHOWN'),
  ('service_comment', 'WAITING', 'hide', 'HIDDEN'),
  ('service_comment', 'SHOWN', 'hide', 'HIDDEN'),
  ('service_comment', 'HIDDEN', 'show', 'SHOWN');
CREATE TRIGGER service_comment_lifecycle BEFORE INSERT OR UPDATE OF state ON service_comment FOR EACH ROW EXECUTE FUNCTION guard_lifecycle('service_comment', 'WAITING');

-- The runtime role reads these columns by name and none else: PostgreSQL's own marks on a row (xmin, ctid) would put a code beside the
-- answer that was written with it.
REVOKE SELECT, UPDATE ON answer_code, service_answer FROM commonweal_app;
GRANT SELECT (code_hash, session_id, is_used), UPDATE (is_used) ON answer_code TO commonweal_app;
GRANT SELECT (id, session_id, score, knew, answered_on) ON service_answer TO commonweal_app;
REVOKE SELECT ON service_comment FROM commonweal_app;
GRANT SELECT (id, session_id, text, written_on, state, hidden_reason, moderated_by_id, moderated_at, version) ON service_comment TO commonweal_app;

CREATE FUNCTION today() RETURNS date LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$ SELECT (clock() AT TIME ZONE 'Asia/Shanghai')::date $$;

-- Who makes codes, and when: the supplier's own people, while the project runs and thirty days after it was completed, for an occasion
-- near enough that the codes still count.
CREATE FUNCTION guard_service_session() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE p project;
BEGIN
  SELECT * INTO p FROM project WHERE id = NEW.project_id FOR UPDATE;
  IF NOT (p.state = 'ACTIVE' OR (p.state = 'COMPLETED' AND clock() < p.ended_at + interval '30 days')) THEN PERFORM refuse('voice.project-not-running'); END IF;
  IF NOT EXISTS (SELECT 1 FROM organization_membership WHERE organization_id = p.organization_id AND account_id = NEW.made_by_id) THEN PERFORM refuse('voice.not-supplier'); END IF;
  IF NEW.milestone_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM milestone WHERE id = NEW.milestone_id AND project_id = p.id) THEN PERFORM refuse('voice.other-milestone'); END IF;
  IF NEW.held_on NOT BETWEEN today() - 30 AND today() + 60 OR NEW.held_on < p.starts_on THEN PERFORM refuse('voice.day-too-far'); END IF;
  -- One page shows them all, and nobody needs more.
  IF (SELECT count(*) FROM service_session WHERE project_id = p.id) >= 100 THEN PERFORM refuse('voice.too-many-sessions'); END IF;
  NEW.made_at := clock();
  RETURN NEW;
END $$;
CREATE TRIGGER service_session_guard BEFORE INSERT ON service_session FOR EACH ROW EXECUTE FUNCTION guard_service_session();

-- As many codes as were said, made with the session and never later.
CREATE FUNCTION check_code_count() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE v_session uuid := CASE TG_TABLE_NAME WHEN 'service_session' THEN (to_jsonb(NEW) ->> 'id')::uuid ELSE (to_jsonb(NEW) ->> 'session_id')::uuid END;
BEGIN
  IF (SELECT code_count FROM service_session WHERE id = v_session) <> (SELECT count(*) FROM answer_code WHERE session_id = v_session) THEN PERFORM refuse('voice.code-count'); END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER code_count AFTER INSERT ON service_session DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION check_code_count();
CREATE CONSTRAINT TRIGGER code_count AFTER INSERT ON answer_code DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION check_code_count();

-- A code is used once, from the day of the service to sixty days after it.
CREATE FUNCTION guard_answer_code() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE v_held date := (SELECT held_on FROM service_session WHERE id = NEW.session_id);
BEGIN
  IF TG_OP = 'INSERT' THEN
    IF NEW.is_used THEN PERFORM refuse('voice.used'); END IF;
    RETURN NEW;
  END IF;
  IF OLD.is_used THEN PERFORM refuse('voice.used'); END IF;
  IF today() < v_held THEN PERFORM refuse('voice.early'); END IF;
  IF today() > v_held + 60 THEN PERFORM refuse('voice.expired'); END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER answer_code_guard BEFORE INSERT OR UPDATE ON answer_code FOR EACH ROW EXECUTE FUNCTION guard_answer_code();

CREATE FUNCTION guard_answer_day() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  IF TG_TABLE_NAME = 'service_answer' THEN NEW.answered_on := today(); ELSE NEW.written_on := today(); END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER service_answer_day BEFORE INSERT ON service_answer FOR EACH ROW EXECUTE FUNCTION guard_answer_day();
CREATE TRIGGER service_comment_day BEFORE INSERT ON service_comment FOR EACH ROW EXECUTE FUNCTION guard_answer_day();

-- At every commit: as many answers as used codes, and no more comments than answers.
CREATE FUNCTION check_answers() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE v_answers bigint; v_used bigint; v_comments bigint;
BEGIN
  SELECT (SELECT count(*) FROM service_answer WHERE session_id = NEW.session_id), (SELECT count(*) FROM answer_code WHERE session_id = NEW.session_id AND is_used),
    (SELECT count(*) FROM service_comment WHERE session_id = NEW.session_id) INTO v_answers, v_used, v_comments;
  IF v_answers <> v_used OR v_comments > v_answers THEN PERFORM refuse('voice.no-code'); END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER answers AFTER INSERT ON service_answer DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION check_answers();
CREATE CONSTRAINT TRIGGER answers AFTER UPDATE ON answer_code DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION check_answers();
CREATE CONSTRAINT TRIGGER answers AFTER INSERT ON service_comment DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION check_answers();

-- Comments are moderated by an officer of the project's body, and by nobody else.
CREATE FUNCTION guard_comment_moderation() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  IF NOT EXISTS (
    SELECT 1 FROM service_session s JOIN project p ON p.id = s.project_id JOIN body_membership m ON m.body_id = p.body_id
    WHERE s.id = NEW.session_id AND m.account_id = NEW.moderated_by_id AND m.role = 'OFFICER') THEN PERFORM refuse('voice.not-officer'); END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER service_comment_moderation BEFORE UPDATE ON service_comment FOR EACH ROW EXECUTE FUNCTION guard_comment_moderation();
