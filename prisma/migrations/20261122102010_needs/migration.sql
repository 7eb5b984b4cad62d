-- Why: public money should follow what people need and agreed on, not what an office thinks of. Anybody says what is needed; an official
-- of the place reads it before anybody else does; then it goes through four steps (四议: proposal, deliberation by representatives, review
-- by the committee, resolution by the assembly), each with the numbers that its dated rule asks for. A step whose numbers do not reach its
-- rule cannot be written down as passed, and none out of order.
CREATE TYPE need_state AS ENUM ('RECEIVED', 'PROPOSED', 'DELIBERATED', 'REVIEWED', 'RESOLVED', 'SET_ASIDE', 'DECLINED');

-- Who must be present and how many must agree, by the kind of committee, the step, and who is counted. `quorum`: present of those entitled;
-- `majority`: in favour of those present. `strict`: more than that share; else at least. Dated data.
CREATE TABLE assembly_rule (
  committee_kind text NOT NULL,
  step text NOT NULL,
  basis text NOT NULL,
  valid_from date NOT NULL,
  quorum_num int NOT NULL,
  quorum_den int NOT NULL,
  quorum_strict boolean NOT NULL,
  majority_num int NOT NULL,
  majority_den int NOT NULL,
  majority_strict boolean NOT NULL,
  source_zh text NOT NULL,
  source_en text NOT NULL,
  is_confirmed boolean NOT NULL,
  PRIMARY KEY (committee_kind, step, basis, valid_from),
  CONSTRAINT assembly_rule_words CHECK (committee_kind IN ('RESIDENTS', 'VILLAGERS') AND step IN ('DELIBERATION', 'REVIEW', 'RESOLUTION')
    AND basis IN ('ADULTS', 'HOUSEHOLDS', 'GROUP_REPRESENTATIVES', 'REPRESENTATIVES', 'COMMITTEE_MEMBERS')),
  CONSTRAINT assembly_rule_shares CHECK (quorum_den > 0 AND quorum_num BETWEEN 0 AND quorum_den AND majority_den > 0 AND majority_num BETWEEN 0 AND majority_den)
);
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON assembly_rule FOR EACH STATEMENT EXECUTE FUNCTION append_only();
INSERT INTO assembly_rule VALUES
  ('RESIDENTS', 'DELIBERATION', 'REPRESENTATIVES', '2018-12-29', 1, 2, true, 1, 2, true,
    '本平台安排：居民代表商议参照居民会议的人数要求，待核实', 'This site’s own arrangement, after the numbers of the residents’ meeting; to be confirmed', false),
  ('RESIDENTS', 'REVIEW', 'COMMITTEE_MEMBERS', '2018-12-29', 1, 2, true, 1, 2, true,
    '《城市居民委员会组织法》第十一条（少数服从多数）；出席过半数为本平台安排，待核实', 'Organic Law of Urban Residents’ Committees, art. 11 (the majority decides); that more than half are present is this site’s own arrangement; to be confirmed', false),
  ('RESIDENTS', 'RESOLUTION', 'ADULTS', '2018-12-29', 1, 2, true, 1, 2, true,
    '《城市居民委员会组织法》第十条：全体十八周岁以上居民过半数出席，出席人过半数通过', 'Organic Law of Urban Residents’ Committees, art. 10: more than half of the adults present, decided by more than half of those present', true),
  ('RESIDENTS', 'RESOLUTION', 'HOUSEHOLDS', '2018-12-29', 1, 2, true, 1, 2, true,
    '《城市居民委员会组织法》第十条：户的代表过半数出席，出席人过半数通过', 'Organic Law of Urban Residents’ Committees, art. 10: more than half of the households’ representatives present, decided by more than half of those present', true),
  ('RESIDENTS', 'RESOLUTION', 'GROUP_REPRESENTATIVES', '2018-12-29', 1, 2, true, 1, 2, true,
    '《城市居民委员会组织法》第十条：居民小组选举的代表过半数出席，出席人过半数通过', 'Organic Law of Urban Residents’ Committees, art. 10: more than half of the representatives chosen by the residents’ groups present, decided by more than half of those present', true),
  ('VILLAGERS', 'DELIBERATION', 'REPRESENTATIVES', '2018-12-29', 2, 3, false, 1, 2, true,
    '《村民委员会组织法》第二十六条：三分之二以上的组成人员参加，到会人员过半数同意', 'Organic Law of Villagers’ Committees, art. 26: at least two thirds present, more than half of those present agree', true),
  ('VILLAGERS', 'REVIEW', 'COMMITTEE_MEMBERS', '2018-12-29', 1, 2, true, 1, 2, true,
    '《村民委员会组织法》第二十九条（少数服从多数）；出席过半数为本平台安排，待核实', 'Organic Law of Villagers’ Committees, art. 29 (the majority decides); that more than half are present is this site’s own arrangement; to be confirmed', false),
  ('VILLAGERS', 'RESOLUTION', 'ADULTS', '2018-12-29', 1, 2, true, 1, 2, true,
    '《村民委员会组织法》第二十二条：十八周岁以上村民过半数参加，到会人员过半数通过', 'Organic Law of Villagers’ Committees, art. 22: more than half of the adult villagers present, decided by more than half of those present', true),
  ('VILLAGERS', 'RESOLUTION', 'HOUSEHOLDS', '2018-12-29', 2, 3, false, 1, 2, true,
    '《村民委员会组织法》第二十二条：三分之二以上的户的代表参加，到会人员过半数通过', 'Organic Law of Villagers’ Committees, art. 22: representatives of at least two thirds of the households present, decided by more than half of those present', true),
  ('VILLAGERS', 'RESOLUTION', 'REPRESENTATIVES', '2018-12-29', 2, 3, false, 1, 2, true,
    '《村民委员会组织法》第二十五条、第二十六条：村民会议授权的事项由村民代表会议决定，三分之二以上的组成人员参加，到会人员过半数同意', 'Organic Law of Villagers’ Committees, arts. 25 and 26: what the villagers’ meeting has delegated; at least two thirds present, more than half of those present agree', true);

CREATE TABLE need (
  id uuid NOT NULL PRIMARY KEY DEFAULT uuidv7(),
  need_no text NOT NULL UNIQUE,
  -- The form it was made with: posted twice it is one need.
  form_key uuid NOT NULL UNIQUE,
  state need_state NOT NULL DEFAULT 'RECEIVED',
  title text NOT NULL,
  what text NOT NULL,
  why_now text NOT NULL,
  beneficiaries text NOT NULL,
  people int NOT NULL,
  field service_field NOT NULL,
  region_id uuid NOT NULL REFERENCES region (id),
  -- RESIDENT; COMMITTEE: somebody of an office or a committee in its name.
  raised_as text NOT NULL,
  -- Null: without an account.
  raised_by_id uuid REFERENCES account (id),
  raised_for_id uuid REFERENCES body (id),
  raised_at timestamptz(3) NOT NULL,
  locale locale NOT NULL,
  -- Name, telephone, e-mail: for the body that takes it up, and for nobody else.
  contact_sealed bytea,
  has_email boolean NOT NULL DEFAULT false,
  -- The words as they came; an official may take a name or a telephone number out of them before anybody else reads them.
  original jsonb,
  body_id uuid REFERENCES body (id),
  -- RESIDENTS, VILLAGERS: which law its steps go by.
  committee_kind text,
  round smallint NOT NULL DEFAULT 1,
  state_by_id uuid REFERENCES account (id),
  state_at timestamptz(3) NOT NULL,
  -- Why it was set aside.
  state_reason text NOT NULL DEFAULT '',
  decline_code text,
  version int NOT NULL DEFAULT 1,
  CONSTRAINT need_words CHECK (title <> '' AND what <> '' AND why_now <> '' AND beneficiaries <> '' AND people BETWEEN 1 AND 1000000
    AND raised_as IN ('RESIDENT', 'COMMITTEE') AND (raised_as = 'COMMITTEE') = (raised_for_id IS NOT NULL)),
  CONSTRAINT need_reachable CHECK (raised_by_id IS NOT NULL OR contact_sealed IS NOT NULL),
  CONSTRAINT need_taken_up CHECK ((body_id IS NULL) = (committee_kind IS NULL) AND (state = 'RECEIVED') = (state_by_id IS NULL)
    AND (state IN ('RECEIVED', 'DECLINED') OR body_id IS NOT NULL) AND coalesce(committee_kind, 'RESIDENTS') IN ('RESIDENTS', 'VILLAGERS')),
  CONSTRAINT need_reasons CHECK ((state = 'SET_ASIDE') = (state_reason <> '') AND (state = 'DECLINED') = (decline_code IS NOT NULL)
    AND coalesce(decline_code, 'PRIVATE') IN ('PRIVATE', 'OFF_TOPIC', 'ELSEWHERE', 'DUPLICATE', 'ABUSIVE'))
);
CREATE INDEX need_list ON need (raised_at DESC, id DESC) WHERE state NOT IN ('RECEIVED', 'DECLINED');
CREATE INDEX need_field ON need (field, raised_at DESC, id DESC) WHERE state NOT IN ('RECEIVED', 'DECLINED');
CREATE INDEX need_region_state ON need (region_id, state);
CREATE INDEX need_body_state ON need (body_id, state);
CREATE INDEX need_raised_by ON need (raised_by_id, raised_at);

-- What two texts have in common: pairs of neighbouring characters, and whole words where they are Latin. Trigrams miss most Chinese words,
-- which have two characters. Pairs that hold nothing but grammar are left out.
CREATE FUNCTION text_pieces(p_text text) RETURNS text[] LANGUAGE sql IMMUTABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp AS $$
  SELECT coalesce(array_agg(DISTINCT piece), '{}') FROM (
    SELECT CASE WHEN w ~ '^[a-z0-9]+$' THEN w ELSE substr(w, i, 2) END AS piece
    FROM regexp_split_to_table(lower(left(p_text, 1200)), '[[:space:][:punct:]，。、；：？！“”‘’（）《》〈〉【】…—·]+') w
      CROSS JOIN LATERAL generate_series(1, CASE WHEN w ~ '^[a-z0-9]+$' THEN 1 ELSE length(w) - 1 END) i
    WHERE length(w) > 1) pieces
  WHERE piece !~ '[的了和是在有我们没不能很都也就要请吗呢吧]' AND length(piece) > 1
$$;
CREATE INDEX need_pieces ON need USING gin (text_pieces(title || ' ' || what)) WHERE state NOT IN ('RECEIVED', 'DECLINED');

INSERT INTO lifecycle_edge (lifecycle, from_state, event, to_state) VALUES
  ('need', 'RECEIVED', 'takeUp', 'PROPOSED'),
  ('need', 'RECEIVED', 'decline', 'DECLINED'),
  ('need', 'PROPOSED', 'deliberate', 'DELIBERATED'),
  ('need', 'DELIBERATED', 'review', 'REVIEWED'),
  ('need', 'REVIEWED', 'resolve', 'RESOLVED'),
  ('need', 'PROPOSED', 'setAside', 'SET_ASIDE'),
  ('need', 'DELIBERATED', 'setAside', 'SET_ASIDE'),
  ('need', 'REVIEWED', 'setAside', 'SET_ASIDE'),
  ('need', 'RESOLVED', 'setAside', 'SET_ASIDE'),
  ('need', 'SET_ASIDE', 'takeUpAgain', 'PROPOSED');
CREATE TRIGGER need_lifecycle BEFORE INSERT OR UPDATE OF state ON need FOR EACH ROW EXECUTE FUNCTION guard_lifecycle('need', 'RECEIVED');
CREATE TRIGGER keep BEFORE UPDATE ON need FOR EACH ROW EXECUTE FUNCTION keep_columns('id', 'need_no', 'form_key', 'people', 'region_id',
  'raised_as', 'raised_by_id', 'raised_for_id', 'raised_at', 'locale', 'contact_sealed', 'has_email', 'original');
CREATE TRIGGER append_only BEFORE DELETE OR TRUNCATE ON need FOR EACH STATEMENT EXECUTE FUNCTION append_only();

-- Every turn it took, by itself: nobody can leave one out.
CREATE TABLE need_turn (
  id uuid NOT NULL PRIMARY KEY DEFAULT uuidv7(),
  need_id uuid NOT NULL REFERENCES need (id),
  round smallint NOT NULL,
  from_state need_state NOT NULL,
  to_state need_state NOT NULL,
  reason text NOT NULL,
  turned_by_id uuid NOT NULL REFERENCES account (id),
  turned_at timestamptz(3) NOT NULL
);
CREATE INDEX need_turn_need ON need_turn (need_id, id);
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON need_turn FOR EACH STATEMENT EXECUTE FUNCTION append_only();

-- A meeting's outcome for a need. Written once it was held; what failed stays, and may be tried again.
CREATE TABLE need_step (
  id uuid NOT NULL PRIMARY KEY DEFAULT uuidv7(),
  need_id uuid NOT NULL REFERENCES need (id),
  round smallint NOT NULL,
  step text NOT NULL,
  held_on date NOT NULL,
  basis text NOT NULL,
  entitled int NOT NULL,
  present int NOT NULL,
  votes_for int NOT NULL,
  votes_against int NOT NULL,
  abstained int NOT NULL,
  passed boolean NOT NULL,
  -- The rule it was judged by: PostgreSQL looks it up.
  rule_valid_from date NOT NULL,
  summary text NOT NULL,
  recorded_by_id uuid NOT NULL REFERENCES account (id),
  recorded_at timestamptz(3) NOT NULL DEFAULT clock(),
  CONSTRAINT need_step_words CHECK (step IN ('DELIBERATION', 'REVIEW', 'RESOLUTION') AND summary <> ''),
  CONSTRAINT need_step_numbers CHECK (entitled BETWEEN 1 AND 10000000 AND present BETWEEN 0 AND entitled
    AND votes_for >= 0 AND votes_against >= 0 AND abstained >= 0 AND votes_for::bigint + votes_against + abstained <= present)
);
CREATE UNIQUE INDEX need_step_passed_once ON need_step (need_id, round, step) WHERE passed;
CREATE INDEX need_step_need ON need_step (need_id, held_on, id);
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON need_step FOR EACH STATEMENT EXECUTE FUNCTION append_only();

CREATE FUNCTION is_official_of(p_account uuid, p_body uuid, VARIADIC p_roles text[]) RETURNS boolean LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
  SELECT EXISTS (SELECT 1 FROM body_membership WHERE account_id = p_account AND body_id = p_body AND role::text = ANY (p_roles))
$$;
-- Whether a body's own region is that region or holds it.
CREATE FUNCTION body_covers(p_body uuid, p_region uuid) RETURNS boolean LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
  SELECT EXISTS (SELECT 1 FROM body b JOIN region own ON own.id = b.region_id JOIN region asked ON asked.id = p_region
    WHERE b.id = p_body AND (asked.path = own.path OR asked.path LIKE own.path || '/%'))
$$;

CREATE FUNCTION guard_need_step() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE n need; r assembly_rule; v_reaches boolean; v_since date;
BEGIN
  SELECT * INTO n FROM need WHERE id = NEW.need_id FOR UPDATE;
  NEW.round := n.round;
  IF NOT is_official_of(NEW.recorded_by_id, n.body_id, 'OFFICER', 'APPROVER') THEN PERFORM refuse('need.not-official'); END IF;
  IF n.state::text <> (CASE NEW.step WHEN 'DELIBERATION' THEN 'PROPOSED' WHEN 'REVIEW' THEN 'DELIBERATED' ELSE 'REVIEWED' END) THEN PERFORM refuse('need.step-out-of-order'); END IF;
  IF NEW.held_on > today() THEN PERFORM refuse('need.step-ahead'); END IF;
  SELECT greatest((SELECT max(held_on) FROM need_step WHERE need_id = n.id AND round = n.round),
    (SELECT max((turned_at AT TIME ZONE 'Asia/Shanghai')::date) FROM need_turn WHERE need_id = n.id AND to_state = 'PROPOSED')) INTO v_since;
  IF NEW.held_on < v_since THEN PERFORM refuse('need.step-before'); END IF;
  SELECT * INTO r FROM assembly_rule WHERE committee_kind = n.committee_kind AND step = NEW.step AND basis = NEW.basis AND valid_from <= NEW.held_on
    ORDER BY valid_from DESC LIMIT 1;
  IF r IS NULL THEN PERFORM refuse('need.no-rule'); END IF;
  NEW.rule_valid_from := r.valid_from;
  -- In whole numbers: no share is ever rounded.
  v_reaches := (CASE WHEN r.quorum_strict THEN NEW.present::bigint * r.quorum_den > NEW.entitled::bigint * r.quorum_num
      ELSE NEW.present::bigint * r.quorum_den >= NEW.entitled::bigint * r.quorum_num END)
    AND (CASE WHEN r.majority_strict THEN NEW.votes_for::bigint * r.majority_den > NEW.present::bigint * r.majority_num
      ELSE NEW.votes_for::bigint * r.majority_den >= NEW.present::bigint * r.majority_num END);
  IF NEW.passed AND NOT v_reaches THEN PERFORM refuse('need.votes-short'); END IF;
  IF v_reaches AND NOT NEW.passed THEN PERFORM refuse('need.votes-reach'); END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER need_step_guard BEFORE INSERT ON need_step FOR EACH ROW EXECUTE FUNCTION guard_need_step();

CREATE FUNCTION guard_need() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    NEW.original := jsonb_build_object('title', NEW.title, 'what', NEW.what, 'whyNow', NEW.why_now, 'beneficiaries', NEW.beneficiaries);
    IF NEW.raised_for_id IS NOT NULL AND NOT (is_official_of(NEW.raised_by_id, NEW.raised_for_id, 'OFFICER', 'APPROVER') AND body_covers(NEW.raised_for_id, NEW.region_id)) THEN
      PERFORM refuse('need.not-official');
    END IF;
    IF NEW.raised_by_id IS NOT NULL AND NEW.raised_as = 'RESIDENT' THEN
      -- Counted one after the other: the account is locked.
      PERFORM 1 FROM account WHERE id = NEW.raised_by_id FOR UPDATE;
      IF (SELECT count(*) FROM need WHERE raised_by_id = NEW.raised_by_id AND raised_at > clock() - interval '1 day') >= 5 THEN PERFORM refuse('need.too-many'); END IF;
    END IF;
    RETURN NEW;
  END IF;
  -- Its words stand once anybody may read them.
  IF OLD.state <> 'RECEIVED' AND (NEW.title, NEW.what, NEW.why_now, NEW.beneficiaries, NEW.field, NEW.body_id, NEW.committee_kind)
      IS DISTINCT FROM (OLD.title, OLD.what, OLD.why_now, OLD.beneficiaries, OLD.field, OLD.body_id, OLD.committee_kind) THEN PERFORM refuse('need.public'); END IF;
  IF NEW.state = OLD.state THEN RETURN NEW; END IF;
  IF NEW.body_id IS NOT NULL AND NOT is_official_of(NEW.state_by_id, NEW.body_id, 'OFFICER', 'APPROVER') THEN PERFORM refuse('need.not-official'); END IF;
  IF NEW.body_id IS NOT NULL AND NOT body_covers(NEW.body_id, NEW.region_id) THEN PERFORM refuse('need.other-region'); END IF;
  IF NEW.state = 'DECLINED' AND NOT EXISTS (SELECT 1 FROM body_membership m WHERE m.account_id = NEW.state_by_id AND m.role IN ('OFFICER', 'APPROVER')
      AND body_covers(m.body_id, NEW.region_id)) THEN PERFORM refuse('need.other-region'); END IF;
  IF NEW.state IN ('DELIBERATED', 'REVIEWED', 'RESOLVED') AND NOT EXISTS (SELECT 1 FROM need_step s WHERE s.need_id = NEW.id AND s.round = NEW.round AND s.passed
      AND s.step = CASE NEW.state WHEN 'DELIBERATED' THEN 'DELIBERATION' WHEN 'REVIEWED' THEN 'REVIEW' ELSE 'RESOLUTION' END) THEN PERFORM refuse('need.step-missing'); END IF;
  -- Taken up again it begins anew.
  NEW.round := OLD.round + CASE WHEN OLD.state = 'SET_ASIDE' THEN 1 ELSE 0 END;
  NEW.state_at := clock();
  RETURN NEW;
END $$;
CREATE TRIGGER need_guard BEFORE INSERT OR UPDATE ON need FOR EACH ROW EXECUTE FUNCTION guard_need();

CREATE FUNCTION write_need_turn() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  INSERT INTO need_turn (need_id, round, from_state, to_state, reason, turned_by_id, turned_at)
  VALUES (NEW.id, NEW.round, OLD.state, NEW.state, coalesce(nullif(NEW.state_reason, ''), NEW.decline_code, ''), NEW.state_by_id, NEW.state_at);
  RETURN NULL;
END $$;
CREATE TRIGGER need_turned AFTER UPDATE OF state ON need FOR EACH ROW WHEN (NEW.state <> OLD.state) EXECUTE FUNCTION write_need_turn();

-- «I need this too»: one each, and not whoever raised it. It may be taken back.
CREATE TABLE need_support (
  need_id uuid NOT NULL REFERENCES need (id),
  account_id uuid NOT NULL REFERENCES account (id),
  supported_at timestamptz(3) NOT NULL DEFAULT clock(),
  PRIMARY KEY (need_id, account_id)
);
CREATE INDEX need_support_account ON need_support (account_id);
-- People without an account who signed on paper, as an official of the body counted them.
CREATE TABLE need_petition (
  id uuid NOT NULL PRIMARY KEY DEFAULT uuidv7(),
  need_id uuid NOT NULL REFERENCES need (id),
  people int NOT NULL,
  collected text NOT NULL,
  recorded_by_id uuid NOT NULL REFERENCES account (id),
  recorded_at timestamptz(3) NOT NULL DEFAULT clock(),
  CONSTRAINT need_petition_whole CHECK (people BETWEEN 1 AND 10000 AND collected <> '')
);
CREATE INDEX need_petition_need ON need_petition (need_id);
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON need_petition FOR EACH STATEMENT EXECUTE FUNCTION append_only();
CREATE FUNCTION guard_need_support() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE n need;
BEGIN
  SELECT * INTO n FROM need WHERE id = NEW.need_id FOR SHARE;
  IF n.state IN ('RECEIVED', 'DECLINED', 'SET_ASIDE') THEN PERFORM refuse('need.not-open'); END IF;
  IF n.raised_by_id = NEW.account_id THEN PERFORM refuse('need.own'); END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER need_support_guard BEFORE INSERT ON need_support FOR EACH ROW EXECUTE FUNCTION guard_need_support();
CREATE FUNCTION guard_need_petition() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE n need;
BEGIN
  SELECT * INTO n FROM need WHERE id = NEW.need_id FOR SHARE;
  IF n.state IN ('RECEIVED', 'DECLINED', 'SET_ASIDE') THEN PERFORM refuse('need.not-open'); END IF;
  IF NOT is_official_of(NEW.recorded_by_id, n.body_id, 'OFFICER', 'APPROVER') THEN PERFORM refuse('need.not-official'); END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER need_petition_guard BEFORE INSERT ON need_petition FOR EACH ROW EXECUTE FUNCTION guard_need_petition();

CREATE TABLE need_photo (
  file_id uuid NOT NULL PRIMARY KEY REFERENCES file (id),
  need_id uuid NOT NULL REFERENCES need (id),
  position smallint NOT NULL,
  CONSTRAINT need_photo_few CHECK (position BETWEEN 1 AND 3)
);
CREATE UNIQUE INDEX need_photo_place ON need_photo (need_id, position);
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON need_photo FOR EACH STATEMENT EXECUTE FUNCTION append_only();

GRANT SELECT ON assembly_rule, need_turn TO commonweal_app;
GRANT SELECT, INSERT ON need, need_step, need_petition, need_photo TO commonweal_app;
GRANT UPDATE (state, title, what, why_now, beneficiaries, field, body_id, committee_kind, round, state_by_id, state_at, state_reason, decline_code, version) ON need TO commonweal_app;
GRANT SELECT, INSERT, DELETE ON need_support TO commonweal_app;
