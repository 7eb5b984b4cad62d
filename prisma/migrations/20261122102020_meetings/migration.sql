-- Why: hearings, coordination and appraisal meetings (三会) and their kin are where people are heard before something is decided. Each kind
-- says how many days before it must be announced, who must be there and by when its minutes are due; all that is dated data. A meeting is
-- announced when it is made; one that was announced too late cannot be made.
CREATE TYPE meeting_state AS ENUM ('ANNOUNCED', 'HELD', 'PUBLISHED', 'CANCELLED');

CREATE TABLE meeting_kind (
  code text NOT NULL,
  valid_from date NOT NULL,
  name_zh text NOT NULL,
  name_en text NOT NULL,
  purpose_zh text NOT NULL,
  purpose_en text NOT NULL,
  -- Whole days between the announcement and the day of the meeting.
  notice_days int NOT NULL,
  -- Days after the meeting in which its minutes are published.
  minutes_days int NOT NULL,
  -- Present of the seats; no share: whoever comes is enough.
  quorum_num int,
  quorum_den int,
  quorum_strict boolean NOT NULL DEFAULT true,
  -- Which of the four steps such a meeting may take.
  step text,
  position smallint NOT NULL,
  source_zh text NOT NULL,
  source_en text NOT NULL,
  is_confirmed boolean NOT NULL,
  PRIMARY KEY (code, valid_from),
  CONSTRAINT meeting_kind_whole CHECK (code ~ '^[A-Z_]{3,40}$' AND notice_days BETWEEN 0 AND 60 AND minutes_days BETWEEN 1 AND 60
    AND (quorum_num IS NULL) = (quorum_den IS NULL) AND coalesce(quorum_den > 0 AND quorum_num BETWEEN 0 AND quorum_den, true)
    AND coalesce(step, 'REVIEW') IN ('DELIBERATION', 'REVIEW', 'RESOLUTION'))
);
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON meeting_kind FOR EACH STATEMENT EXECUTE FUNCTION append_only();
INSERT INTO meeting_kind (code, valid_from, name_zh, name_en, purpose_zh, purpose_en, notice_days, minutes_days, quorum_num, quorum_den, quorum_strict, step, position, source_zh, source_en, is_confirmed)
SELECT code, '2018-12-29', name_zh, name_en, purpose_zh, purpose_en, notice_days, minutes_days, num, den, strict, step, row_number() OVER (),
  coalesce(source_zh, '本平台安排（参照居委会“三会”制度的通行做法），待核实'), coalesce(source_en, 'This site’s own arrangement, after common practice of the “three meetings” of residents’ committees; to be confirmed'), false
FROM (VALUES
  ('HEARING', '听证会', 'Hearing', '重大事项决定前，听取利害关系人的意见', 'Before something weighty is decided, those whom it touches are heard', 7, 7, 1, 2, true, NULL, NULL, NULL),
  ('COORDINATION', '协调会', 'Coordination meeting', '就矛盾和分歧当面协商', 'Those who disagree talk with one another', 3, 7, NULL, NULL, true, NULL, NULL, NULL),
  ('APPRAISAL', '评议会', 'Appraisal meeting', '对办理结果和服务进行评议', 'How something was done is appraised', 5, 7, 1, 2, true, NULL, NULL, NULL),
  ('CONSULTATION', '社区民情恳谈会', 'Residents’ consultation meeting', '听取居民的困难和建议', 'Residents say what troubles them and what they suggest', 3, 7, NULL, NULL, true, NULL, NULL, NULL),
  ('AFFAIRS_COORDINATION', '社会事务协调会', 'Social-affairs coordination meeting', '多方协调涉及社区的社会事务', 'Several sides arrange a matter of the community', 3, 7, NULL, NULL, true, NULL, NULL, NULL),
  ('WORK_HEARING', '社区工作听证会', 'Hearing on community work', '社区工作计划和重要事项的听证', 'Plans for the work of a community are heard', 7, 7, 1, 2, true, NULL, NULL, NULL),
  ('RESULTS_APPRAISAL', '社区成效评议会', 'Appraisal of results', '居民评议社区工作成效', 'Residents appraise what the work achieved', 5, 7, 1, 2, true, NULL, NULL, NULL),
  ('VILLAGE_HEARING', '村居事务听证会', 'Hearing on village affairs', '村居公共事务决定前的听证', 'Before a public matter of a village is decided', 7, 7, 1, 2, true, NULL, NULL, NULL),
  ('PARTY_GOVERNMENT', '党政联席会议', 'Joint meeting of party and administration', '镇街重大事项的集体研究', 'Weighty matters of a town or subdistrict are studied together', 1, 10, 1, 2, true, NULL, NULL, NULL),
  ('DELIBERATION_COORDINATION', '议事协调会议', 'Deliberation and coordination meeting', '议事协商，形成办理意见', 'A matter is deliberated and a way agreed', 3, 7, NULL, NULL, true, NULL, NULL, NULL),
  ('JOINT', '联席会议', 'Joint meeting', '有关部门共同研究社会组织管理事项', 'Departments study matters of social organizations together', 1, 10, 1, 2, true, NULL, NULL, NULL),
  ('REPRESENTATIVES', '居（村）民代表会议', 'Meeting of representatives', '居民代表商议需求', 'Representatives deliberate on a need', 3, 7, 1, 2, true, 'DELIBERATION', NULL, NULL),
  ('COMMITTEE', '居（村）民委员会会议', 'Meeting of the committee', '委员会审议需求', 'The committee reviews a need', 1, 7, 1, 2, true, 'REVIEW', NULL, NULL),
  ('ASSEMBLY', '居（村）民会议', 'Assembly', '居民会议作出决议', 'The assembly resolves', 5, 7, 1, 2, true, 'RESOLUTION',
    '《城市居民委员会组织法》第十条、《村民委员会组织法》第二十一条（召开会议应当提前十天通知村民），居民会议天数为本平台安排，待核实',
    'Organic Law of Urban Residents’ Committees, art. 10; Organic Law of Villagers’ Committees, art. 21 (ten days’ notice); the days for residents are this site’s own arrangement; to be confirmed'),
  ('VILLAGE_ASSEMBLY', '村民会议', 'Villagers’ assembly', '村民会议作出决议', 'The villagers’ assembly resolves', 10, 7, 1, 2, true, 'RESOLUTION',
    '《村民委员会组织法》第二十一条：召集村民会议，应当提前十天通知村民', 'Organic Law of Villagers’ Committees, art. 21: ten days’ notice')
) k (code, name_zh, name_en, purpose_zh, purpose_en, notice_days, minutes_days, num, den, strict, step, source_zh, source_en);

CREATE TABLE meeting (
  id uuid NOT NULL PRIMARY KEY DEFAULT uuidv7(),
  body_id uuid NOT NULL REFERENCES body (id),
  kind text NOT NULL,
  -- PostgreSQL looks the rule of the day up.
  kind_valid_from date NOT NULL,
  state meeting_state NOT NULL DEFAULT 'ANNOUNCED',
  title text NOT NULL,
  agenda text NOT NULL,
  place text NOT NULL,
  region_id uuid NOT NULL REFERENCES region (id),
  starts_at timestamptz(3) NOT NULL,
  -- Who leads it, and in what office.
  chair text NOT NULL,
  announced_by_id uuid NOT NULL REFERENCES account (id),
  announced_at timestamptz(3) NOT NULL DEFAULT clock(),
  minutes text NOT NULL DEFAULT '',
  minutes_due_on date NOT NULL,
  held_by_id uuid REFERENCES account (id),
  published_by_id uuid REFERENCES account (id),
  published_at timestamptz(3),
  cancelled_by_id uuid REFERENCES account (id),
  cancelled_at timestamptz(3),
  cancelled_reason text NOT NULL DEFAULT '',
  version int NOT NULL DEFAULT 1,
  CONSTRAINT meeting_words CHECK (title <> '' AND agenda <> '' AND place <> '' AND chair <> ''),
  CONSTRAINT meeting_published_whole CHECK ((state = 'PUBLISHED') = (published_at IS NOT NULL) AND (published_at IS NULL) = (published_by_id IS NULL)
    AND (published_at IS NULL OR minutes <> '')),
  CONSTRAINT meeting_cancelled_whole CHECK ((state = 'CANCELLED') = (cancelled_at IS NOT NULL) AND (cancelled_at IS NULL) = (cancelled_by_id IS NULL)
    AND (cancelled_at IS NULL) = (cancelled_reason = ''))
);
CREATE INDEX meeting_when ON meeting (starts_at DESC, id DESC);
CREATE INDEX meeting_body_state ON meeting (body_id, state, minutes_due_on);
CREATE INDEX meeting_region ON meeting (region_id);
INSERT INTO lifecycle_edge (lifecycle, from_state, event, to_state) VALUES
  ('meeting', 'ANNOUNCED', 'hold', 'HELD'),
  ('meeting', 'ANNOUNCED', 'cancel', 'CANCELLED'),
  ('meeting', 'HELD', 'publish', 'PUBLISHED');
CREATE TRIGGER meeting_lifecycle BEFORE INSERT OR UPDATE OF state ON meeting FOR EACH ROW EXECUTE FUNCTION guard_lifecycle('meeting', 'ANNOUNCED');
CREATE TRIGGER keep BEFORE UPDATE ON meeting FOR EACH ROW EXECUTE FUNCTION keep_columns('id', 'body_id', 'kind', 'kind_valid_from', 'title', 'agenda', 'place', 'region_id',
  'starts_at', 'chair', 'announced_by_id', 'announced_at', 'minutes_due_on');
CREATE TRIGGER append_only BEFORE DELETE OR TRUNCATE ON meeting FOR EACH STATEMENT EXECUTE FUNCTION append_only();

-- Seats by constituency; how many of them came is filled in when it was held.
CREATE TABLE meeting_seat (
  meeting_id uuid NOT NULL REFERENCES meeting (id),
  constituency text NOT NULL,
  seats int NOT NULL,
  attended int,
  PRIMARY KEY (meeting_id, constituency),
  CONSTRAINT meeting_seat_words CHECK (constituency IN ('RESIDENTS', 'RESIDENT_REPRESENTATIVES', 'COMMITTEE_MEMBERS', 'PARTY_DELEGATES', 'PEOPLES_CONGRESS', 'CPPCC',
    'MIGRANT_WORKERS', 'OVERSEAS_COMPATRIOTS', 'OWNERS_COMMITTEE', 'PROPERTY_MANAGER', 'LOCAL_UNITS', 'SOCIAL_ORGANIZATIONS', 'POLICE', 'EXPERTS', 'OFFICES')),
  CONSTRAINT meeting_seat_numbers CHECK (seats BETWEEN 1 AND 1000000 AND coalesce(attended BETWEEN 0 AND seats, true))
);
CREATE TRIGGER keep BEFORE UPDATE ON meeting_seat FOR EACH ROW EXECUTE FUNCTION keep_columns('meeting_id', 'constituency', 'seats');
CREATE TRIGGER append_only BEFORE DELETE OR TRUNCATE ON meeting_seat FOR EACH STATEMENT EXECUTE FUNCTION append_only();

-- What it is about: needs, a call or a project.
CREATE TABLE meeting_subject (
  id uuid NOT NULL PRIMARY KEY DEFAULT uuidv7(),
  meeting_id uuid NOT NULL REFERENCES meeting (id),
  need_id uuid REFERENCES need (id),
  call_id uuid REFERENCES call (id),
  project_id uuid REFERENCES project (id),
  CONSTRAINT meeting_subject_one CHECK (num_nonnulls(need_id, call_id, project_id) = 1)
);
CREATE UNIQUE INDEX meeting_subject_need ON meeting_subject (need_id, meeting_id);
CREATE UNIQUE INDEX meeting_subject_call ON meeting_subject (call_id, meeting_id);
CREATE UNIQUE INDEX meeting_subject_project ON meeting_subject (project_id, meeting_id);
CREATE INDEX meeting_subject_meeting ON meeting_subject (meeting_id);
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON meeting_subject FOR EACH STATEMENT EXECUTE FUNCTION append_only();

CREATE TABLE meeting_vote (
  id uuid NOT NULL PRIMARY KEY DEFAULT uuidv7(),
  meeting_id uuid NOT NULL REFERENCES meeting (id),
  motion text NOT NULL,
  votes_for int NOT NULL,
  votes_against int NOT NULL,
  abstained int NOT NULL,
  CONSTRAINT meeting_vote_whole CHECK (motion <> '' AND votes_for >= 0 AND votes_against >= 0 AND abstained >= 0)
);
CREATE INDEX meeting_vote_meeting ON meeting_vote (meeting_id, id);
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON meeting_vote FOR EACH STATEMENT EXECUTE FUNCTION append_only();

CREATE TABLE meeting_file (
  file_id uuid NOT NULL PRIMARY KEY REFERENCES file (id),
  meeting_id uuid NOT NULL REFERENCES meeting (id)
);
CREATE INDEX meeting_file_meeting ON meeting_file (meeting_id);
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON meeting_file FOR EACH STATEMENT EXECUTE FUNCTION append_only();

CREATE FUNCTION guard_meeting() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE k meeting_kind; v_on date; v_seats bigint; v_came bigint;
BEGIN
  v_on := (NEW.starts_at AT TIME ZONE 'Asia/Shanghai')::date;
  IF TG_OP = 'INSERT' THEN
    SELECT * INTO k FROM meeting_kind WHERE code = NEW.kind AND valid_from <= today() ORDER BY valid_from DESC LIMIT 1;
    IF k IS NULL THEN PERFORM refuse('meeting.no-kind'); END IF;
    NEW.kind_valid_from := k.valid_from;
    NEW.minutes_due_on := v_on + k.minutes_days;
    IF NOT is_official_of(NEW.announced_by_id, NEW.body_id, 'OFFICER', 'APPROVER') THEN PERFORM refuse('meeting.not-official'); END IF;
    IF NOT body_covers(NEW.body_id, NEW.region_id) THEN PERFORM refuse('meeting.other-region'); END IF;
    IF NEW.starts_at <= clock() OR v_on - today() < k.notice_days THEN PERFORM refuse('meeting.notice-short'); END IF;
    RETURN NEW;
  END IF;
  IF OLD.state IN ('PUBLISHED', 'CANCELLED') THEN PERFORM refuse('meeting.over'); END IF;
  IF NEW.state = 'HELD' AND OLD.state = 'ANNOUNCED' THEN
    IF NEW.starts_at > clock() THEN PERFORM refuse('meeting.not-yet'); END IF;
    IF NOT is_official_of(NEW.held_by_id, NEW.body_id, 'OFFICER', 'APPROVER') THEN PERFORM refuse('meeting.not-official'); END IF;
    IF EXISTS (SELECT 1 FROM meeting_seat WHERE meeting_id = NEW.id AND attended IS NULL) THEN PERFORM refuse('meeting.attendance-missing'); END IF;
    SELECT * INTO k FROM meeting_kind WHERE code = NEW.kind AND valid_from = NEW.kind_valid_from;
    SELECT sum(seats), sum(attended) INTO v_seats, v_came FROM meeting_seat WHERE meeting_id = NEW.id;
    -- A meeting of too few is cancelled, not held.
    IF v_came = 0 OR (k.quorum_num IS NOT NULL AND NOT (CASE WHEN k.quorum_strict THEN v_came * k.quorum_den > v_seats * k.quorum_num
        ELSE v_came * k.quorum_den >= v_seats * k.quorum_num END)) THEN PERFORM refuse('meeting.quorum-short'); END IF;
  END IF;
  IF NEW.state = 'PUBLISHED' AND NOT is_official_of(NEW.published_by_id, NEW.body_id, 'OFFICER', 'APPROVER') THEN PERFORM refuse('meeting.not-official'); END IF;
  IF NEW.state = 'CANCELLED' AND NOT is_official_of(NEW.cancelled_by_id, NEW.body_id, 'OFFICER', 'APPROVER') THEN PERFORM refuse('meeting.not-official'); END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER meeting_guard BEFORE INSERT OR UPDATE ON meeting FOR EACH ROW EXECUTE FUNCTION guard_meeting();

-- Seats and subjects belong to the announcement; who came, votes and papers to what was held.
CREATE FUNCTION guard_meeting_part() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE m meeting; v_came bigint; v_is_new boolean;
BEGIN
  SELECT * INTO m FROM meeting WHERE id = NEW.meeting_id FOR UPDATE;
  IF TG_TABLE_NAME IN ('meeting_seat', 'meeting_subject') THEN
    IF m.state <> 'ANNOUNCED' THEN PERFORM refuse('meeting.over'); END IF;
    -- In the transaction that announces it, and never after.
    SELECT xmin = pg_current_xact_id()::xid INTO v_is_new FROM meeting WHERE id = m.id;
    IF TG_OP = 'INSERT' AND NOT v_is_new THEN PERFORM refuse('meeting.announced'); END IF;
  ELSE
    IF m.state <> 'HELD' THEN PERFORM refuse('meeting.not-held'); END IF;
  END IF;
  IF TG_TABLE_NAME = 'meeting_subject' THEN
    IF NEW.need_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM need WHERE id = NEW.need_id AND body_id = m.body_id) THEN PERFORM refuse('meeting.other-body'); END IF;
    IF NEW.call_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM public_call WHERE id = NEW.call_id AND body_id = m.body_id) THEN PERFORM refuse('meeting.other-body'); END IF;
    IF NEW.project_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM project WHERE id = NEW.project_id AND body_id = m.body_id AND state <> 'PREPARING') THEN PERFORM refuse('meeting.other-body'); END IF;
  ELSIF TG_TABLE_NAME = 'meeting_vote' THEN
    SELECT sum(attended) INTO v_came FROM meeting_seat WHERE meeting_id = m.id;
    IF NEW.votes_for::bigint + NEW.votes_against + NEW.abstained > coalesce(v_came, 0) THEN PERFORM refuse('meeting.votes-over'); END IF;
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER meeting_seat_guard BEFORE INSERT OR UPDATE ON meeting_seat FOR EACH ROW EXECUTE FUNCTION guard_meeting_part();
CREATE TRIGGER meeting_subject_guard BEFORE INSERT ON meeting_subject FOR EACH ROW EXECUTE FUNCTION guard_meeting_part();
CREATE TRIGGER meeting_vote_guard BEFORE INSERT ON meeting_vote FOR EACH ROW EXECUTE FUNCTION guard_meeting_part();
CREATE TRIGGER meeting_file_guard BEFORE INSERT ON meeting_file FOR EACH ROW EXECUTE FUNCTION guard_meeting_part();

-- A step of a need may name the meeting that took it: the same body, the same day, about this need, and no more people than came.
ALTER TABLE need_step ADD COLUMN meeting_id uuid REFERENCES meeting (id);
CREATE INDEX need_step_meeting ON need_step (meeting_id);
CREATE FUNCTION guard_need_step_meeting() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE m meeting;
BEGIN
  SELECT * INTO m FROM meeting WHERE id = NEW.meeting_id;
  IF m.state NOT IN ('HELD', 'PUBLISHED') OR (m.starts_at AT TIME ZONE 'Asia/Shanghai')::date <> NEW.held_on
     OR NOT EXISTS (SELECT 1 FROM meeting_subject WHERE meeting_id = m.id AND need_id = NEW.need_id) THEN PERFORM refuse('need.other-meeting'); END IF;
  -- What an assembly has delegated its representatives resolve (村委会组织法 25).
  IF coalesce((SELECT k.step FROM meeting_kind k WHERE k.code = m.kind AND k.valid_from = m.kind_valid_from), '') <> NEW.step
     AND NOT (m.kind = 'REPRESENTATIVES' AND NEW.basis = 'REPRESENTATIVES') THEN PERFORM refuse('need.other-meeting'); END IF;
  IF NEW.present > (SELECT sum(attended) FROM meeting_seat WHERE meeting_id = m.id) THEN PERFORM refuse('need.present-over-meeting'); END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER need_step_meeting_guard BEFORE INSERT ON need_step FOR EACH ROW WHEN (NEW.meeting_id IS NOT NULL) EXECUTE FUNCTION guard_need_step_meeting();

GRANT SELECT ON meeting_kind TO commonweal_app;
GRANT SELECT, INSERT ON meeting, meeting_seat, meeting_subject, meeting_vote, meeting_file TO commonweal_app;
GRANT UPDATE (state, minutes, held_by_id, published_by_id, published_at, cancelled_by_id, cancelled_at, cancelled_reason, version) ON meeting TO commonweal_app;
GRANT UPDATE (attended) ON meeting_seat TO commonweal_app;
