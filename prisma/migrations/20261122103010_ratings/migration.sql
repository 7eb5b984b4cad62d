-- Why: a rating decides who may bid, so it is a fact with an issuer, a document and a term (社会组织评估管理办法, 民政部令39号), not a number
-- that somebody writes into a profile. What stood there had neither and is not taken over; what is on paper is entered with its document.
ALTER TABLE organization DROP COLUMN rating;

-- ---------------------------------------------------------------------------------------------------------------------
-- What is accepted from another place: dated rows with a document, entered by one and confirmed by another of the accepting place.
CREATE TABLE recognition (
  id uuid NOT NULL PRIMARY KEY DEFAULT uuidv7(),
  what text NOT NULL,
  issuer_region_id uuid NOT NULL REFERENCES region (id),
  accepting_region_id uuid NOT NULL REFERENCES region (id),
  from_on date NOT NULL,
  -- The first day on which it does not hold any more; null: until somebody ends it.
  to_on date,
  title text NOT NULL,
  document_no text NOT NULL,
  file_id uuid REFERENCES file (id),
  body_id uuid NOT NULL REFERENCES body (id),
  entered_by_id uuid NOT NULL REFERENCES account (id),
  entered_at timestamptz(3) NOT NULL DEFAULT clock(),
  confirmed_by_id uuid REFERENCES account (id),
  confirmed_at timestamptz(3),
  withdrawn_by_id uuid REFERENCES account (id),
  withdrawn_at timestamptz(3),
  CONSTRAINT recognition_what CHECK (what IN ('RATING', 'CREDIT', 'QUALIFICATION')),
  CONSTRAINT recognition_two_places CHECK (issuer_region_id <> accepting_region_id),
  CONSTRAINT recognition_dates CHECK (to_on > from_on),
  CONSTRAINT recognition_words CHECK (title <> '' AND document_no <> ''),
  CONSTRAINT recognition_four_eyes CHECK (confirmed_by_id <> entered_by_id),
  CONSTRAINT recognition_ends CHECK ((confirmed_at IS NULL) = (confirmed_by_id IS NULL) AND (withdrawn_at IS NULL) = (withdrawn_by_id IS NULL)
    AND (withdrawn_at IS NULL OR confirmed_at IS NULL))
);
CREATE INDEX recognition_accepting ON recognition (accepting_region_id, what, from_on);
CREATE INDEX recognition_body_open ON recognition (body_id) WHERE confirmed_at IS NULL AND withdrawn_at IS NULL;
CREATE UNIQUE INDEX recognition_file ON recognition (file_id);
CREATE TRIGGER keep BEFORE UPDATE ON recognition FOR EACH ROW EXECUTE FUNCTION keep_columns('id', 'what', 'issuer_region_id', 'accepting_region_id', 'from_on',
  'to_on', 'title', 'document_no', 'file_id', 'body_id', 'entered_by_id', 'entered_at');
CREATE TRIGGER no_delete BEFORE DELETE OR TRUNCATE ON recognition FOR EACH STATEMENT EXECUTE FUNCTION append_only();

-- Whether a place lies in another, or is it.
CREATE FUNCTION region_within(p_inner uuid, p_outer uuid) RETURNS boolean LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
  SELECT EXISTS (SELECT 1 FROM region i JOIN region o ON o.id = p_outer WHERE i.id = p_inner AND (i.path = o.path OR i.path LIKE o.path || '/%'))
$$;

-- The end of an agreement is a fact of its own: a row that says so, with its document, confirmed like the agreement.
CREATE TABLE recognition_end (
  id uuid NOT NULL PRIMARY KEY DEFAULT uuidv7(),
  recognition_id uuid NOT NULL REFERENCES recognition (id),
  ends_on date NOT NULL,
  document_no text NOT NULL,
  entered_by_id uuid NOT NULL REFERENCES account (id),
  entered_at timestamptz(3) NOT NULL DEFAULT clock(),
  confirmed_by_id uuid REFERENCES account (id),
  confirmed_at timestamptz(3),
  CONSTRAINT recognition_end_words CHECK (document_no <> ''),
  CONSTRAINT recognition_end_four_eyes CHECK (confirmed_by_id <> entered_by_id),
  CONSTRAINT recognition_end_whole CHECK ((confirmed_at IS NULL) = (confirmed_by_id IS NULL))
);
CREATE UNIQUE INDEX one_recognition_end ON recognition_end (recognition_id);
CREATE TRIGGER keep BEFORE UPDATE ON recognition_end FOR EACH ROW EXECUTE FUNCTION keep_columns('id', 'recognition_id', 'ends_on', 'document_no', 'entered_by_id', 'entered_at');
CREATE TRIGGER no_delete BEFORE DELETE OR TRUNCATE ON recognition_end FOR EACH STATEMENT EXECUTE FUNCTION append_only();

CREATE FUNCTION guard_recognition() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE b body;
BEGIN
  SELECT * INTO b FROM body WHERE id = NEW.body_id;
  IF NOT ('REGISTRY' = ANY (b.duties) AND region_within(NEW.accepting_region_id, b.region_id)) THEN PERFORM refuse('recognition.no-jurisdiction'); END IF;
  IF TG_OP = 'INSERT' AND NEW.confirmed_at IS NOT NULL THEN PERFORM refuse('recognition.four-eyes'); END IF;
  IF region_within(NEW.issuer_region_id, NEW.accepting_region_id) OR region_within(NEW.accepting_region_id, NEW.issuer_region_id) THEN PERFORM refuse('recognition.one-place'); END IF;
  IF TG_OP = 'UPDATE' AND (OLD.confirmed_at IS NOT NULL OR OLD.withdrawn_at IS NOT NULL) THEN PERFORM refuse('recognition.decided'); END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER recognition_guard BEFORE INSERT OR UPDATE ON recognition FOR EACH ROW EXECUTE FUNCTION guard_recognition();
CREATE FUNCTION guard_recognition_end() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE r recognition;
BEGIN
  SELECT * INTO r FROM recognition WHERE id = NEW.recognition_id FOR SHARE;
  IF r.confirmed_at IS NULL THEN PERFORM refuse('recognition.not-confirmed'); END IF;
  IF TG_OP = 'INSERT' THEN
    IF NEW.confirmed_at IS NOT NULL THEN PERFORM refuse('recognition.four-eyes'); END IF;
    -- What was accepted while the agreement held stays accepted: it does not end in the past.
    IF NEW.ends_on < today() OR NEW.ends_on <= r.from_on OR NEW.ends_on >= r.to_on THEN PERFORM refuse('recognition.end-day'); END IF;
  ELSE
    IF OLD.confirmed_at IS NOT NULL THEN PERFORM refuse('recognition.decided'); END IF;
    IF NEW.ends_on < today() THEN PERFORM refuse('recognition.end-day'); END IF;
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER recognition_end_guard BEFORE INSERT OR UPDATE ON recognition_end FOR EACH ROW EXECUTE FUNCTION guard_recognition_end();

-- What was decided in one place counts in another: in the same city always, from elsewhere by agreement from its first day; what the state decided
-- (no place) everywhere. app/domain/rating/recognition.ts says the same.
CREATE FUNCTION is_recognized(p_issuer uuid, p_place uuid, p_what text, p_on date) RETURNS boolean LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
  SELECT p_issuer IS NULL
    OR EXISTS (SELECT 1 FROM region i, region p WHERE i.id = p_issuer AND p.id = p_place AND split_part(i.path, '/', 1) = split_part(p.path, '/', 1))
    OR EXISTS (SELECT 1 FROM recognition r LEFT JOIN recognition_end e ON e.recognition_id = r.id AND e.confirmed_at IS NOT NULL
      WHERE r.what = p_what AND r.confirmed_at IS NOT NULL AND r.from_on <= p_on AND p_on < coalesce(least(e.ends_on, r.to_on), 'infinity'::date)
        AND region_within(p_issuer, r.issuer_region_id) AND region_within(p_place, r.accepting_region_id))
$$;

-- ---------------------------------------------------------------------------------------------------------------------
-- The numbers of the rules of rating, and which points make which grade. Dated data.
CREATE TABLE rating_rule (
  valid_from date NOT NULL PRIMARY KEY,
  -- Registered so many full years before the first application.
  registered_years int NOT NULL,
  validity_years int NOT NULL,
  -- A higher grade may be asked for after so many years with the one held.
  again_years int NOT NULL,
  -- From this grade on the one below must have been held for `step_years`.
  step_from_grade int NOT NULL,
  step_years int NOT NULL,
  -- No penalty, no failed inspection within so many years.
  clean_years int NOT NULL,
  -- Working days of public notice, in which anybody may complain.
  notice_days int NOT NULL,
  plaque_from_grade int NOT NULL,
  source_zh text NOT NULL,
  source_en text NOT NULL,
  is_confirmed boolean NOT NULL,
  CONSTRAINT rating_rule_numbers CHECK (registered_years BETWEEN 0 AND 20 AND validity_years BETWEEN 1 AND 20 AND again_years BETWEEN 0 AND 20
    AND step_from_grade BETWEEN 2 AND 6 AND step_years BETWEEN 0 AND 20 AND clean_years BETWEEN 0 AND 20 AND notice_days BETWEEN 1 AND 60 AND plaque_from_grade BETWEEN 1 AND 6)
);
INSERT INTO rating_rule VALUES ('2011-03-01', 2, 5, 2, 4, 2, 1, 7, 3,
  '《社会组织评估管理办法》（民政部令第39号）：登记满两年、有效期五年、满两年可重评；4A、5A 逐级满两年及公示七日据地方做法，待核实',
  'Measures for the rating of social organizations (Order 39 of the Ministry of Civil Affairs): registered two full years, valid five years, again after two; the steps to 4A and 5A and seven days of notice after local practice, to be confirmed', false);
CREATE TABLE rating_band (
  valid_from date NOT NULL REFERENCES rating_rule (valid_from),
  -- 0: no grade.
  grade int NOT NULL,
  from_points int NOT NULL,
  -- The first point above it.
  to_points int NOT NULL,
  PRIMARY KEY (valid_from, grade),
  CONSTRAINT rating_band_whole CHECK (grade BETWEEN 0 AND 5 AND from_points >= 0 AND to_points > from_points)
);
-- Every point from nought to the highest belongs to exactly one grade, and more points never make less.
CREATE FUNCTION guard_rating_bands() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM (SELECT from_points, lag(to_points, 1, 0) OVER (PARTITION BY valid_from ORDER BY from_points) AS before,
        grade, lag(grade, 1, -1) OVER (PARTITION BY valid_from ORDER BY from_points) AS lower FROM rating_band) x
      WHERE x.from_points <> x.before OR x.grade <= x.lower) THEN PERFORM refuse('rating.bands'); END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER rating_bands_guard AFTER INSERT OR UPDATE OR DELETE ON rating_band DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION guard_rating_bands();
-- 1A and no grade are not in the source: to be confirmed.
INSERT INTO rating_band VALUES ('2011-03-01', 0, 0, 701), ('2011-03-01', 1, 701, 801), ('2011-03-01', 2, 801, 851), ('2011-03-01', 3, 851, 901),
  ('2011-03-01', 4, 901, 950), ('2011-03-01', 5, 950, 1001);
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON rating_rule FOR EACH STATEMENT EXECUTE FUNCTION append_only();
REVOKE INSERT, UPDATE ON rating_rule, rating_band FROM commonweal_app;
CREATE FUNCTION rating_rule_on(p_on date) RETURNS rating_rule LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
  SELECT r FROM rating_rule r WHERE r.valid_from <= p_on ORDER BY r.valid_from DESC LIMIT 1
$$;
CREATE FUNCTION rating_grade_of(p_points int, p_on date) RETURNS int LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
  SELECT b.grade FROM rating_band b WHERE b.valid_from = (SELECT max(valid_from) FROM rating_band WHERE valid_from <= p_on)
    AND b.from_points <= p_points AND p_points < b.to_points
$$;

-- ---------------------------------------------------------------------------------------------------------------------
-- One year's rating by a registry: the notice, with which it begins.
CREATE TABLE rating_round (
  id uuid NOT NULL PRIMARY KEY DEFAULT uuidv7(),
  body_id uuid NOT NULL REFERENCES body (id),
  title text NOT NULL,
  notice text NOT NULL,
  document_no text NOT NULL,
  apply_from date NOT NULL,
  apply_until date NOT NULL,
  published_by_id uuid NOT NULL REFERENCES account (id),
  published_at timestamptz(3) NOT NULL DEFAULT clock(),
  CONSTRAINT rating_round_words CHECK (title <> '' AND notice <> '' AND document_no <> ''),
  CONSTRAINT rating_round_dates CHECK (apply_until >= apply_from)
);
CREATE INDEX rating_round_body ON rating_round (body_id, apply_until);
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON rating_round FOR EACH STATEMENT EXECUTE FUNCTION append_only();
REVOKE UPDATE ON rating_round FROM commonweal_app;
CREATE FUNCTION guard_rating_round() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  IF NOT EXISTS (SELECT 1 FROM body WHERE id = NEW.body_id AND 'REGISTRY' = ANY (duties)) THEN PERFORM refuse('rating.no-jurisdiction'); END IF;
  IF NEW.apply_until < today() THEN PERFORM refuse('rating.round-past'); END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER rating_round_guard BEFORE INSERT ON rating_round FOR EACH ROW EXECUTE FUNCTION guard_rating_round();

CREATE TYPE rating_application_state AS ENUM ('SUBMITTED', 'ACCEPTED', 'VISITED', 'ASSESSED', 'NOTICED', 'CONFIRMED', 'REFUSED', 'WITHDRAWN');
CREATE TABLE rating_application (
  id uuid NOT NULL PRIMARY KEY DEFAULT uuidv7(),
  round_id uuid NOT NULL REFERENCES rating_round (id),
  body_id uuid NOT NULL REFERENCES body (id),
  organization_id uuid NOT NULL REFERENCES organization (id),
  state rating_application_state NOT NULL DEFAULT 'SUBMITTED',
  wanted_grade smallint NOT NULL,
  statement text NOT NULL,
  applied_by_id uuid NOT NULL REFERENCES account (id),
  applied_at timestamptz(3) NOT NULL DEFAULT clock(),
  -- Who found it eligible or not, and why not.
  checked_by_id uuid REFERENCES account (id),
  checked_at timestamptz(3),
  refused_reason text NOT NULL DEFAULT '',
  visited_on date,
  visit_note text NOT NULL DEFAULT '',
  assessor_id uuid REFERENCES account (id),
  assessed_at timestamptz(3),
  proposed_points int,
  assessment text NOT NULL DEFAULT '',
  decided_by_id uuid REFERENCES account (id),
  decided_at timestamptz(3),
  points int,
  grade smallint,
  decision_reason text NOT NULL DEFAULT '',
  decision_no text NOT NULL DEFAULT '',
  -- The last day of the public notice.
  notice_until date,
  plaque_no text NOT NULL DEFAULT '',
  version int NOT NULL DEFAULT 1,
  CONSTRAINT rating_application_words CHECK (statement <> '' AND wanted_grade BETWEEN 1 AND 5),
  CONSTRAINT rating_application_refused CHECK ((state = 'REFUSED') = (refused_reason <> '')),
  CONSTRAINT rating_application_points CHECK (proposed_points BETWEEN 0 AND 1000 AND points BETWEEN 0 AND 1000 AND grade BETWEEN 0 AND 5),
  CONSTRAINT rating_application_steps CHECK (
    (state NOT IN ('ACCEPTED', 'VISITED', 'ASSESSED', 'NOTICED', 'CONFIRMED', 'REFUSED') OR checked_by_id IS NOT NULL)
    AND (state NOT IN ('VISITED', 'ASSESSED', 'NOTICED', 'CONFIRMED') OR (visited_on IS NOT NULL AND visit_note <> '' AND assessor_id IS NOT NULL))
    AND (state NOT IN ('ASSESSED', 'NOTICED', 'CONFIRMED') OR (proposed_points IS NOT NULL AND assessment <> ''))
    AND (state NOT IN ('NOTICED', 'CONFIRMED') OR (points IS NOT NULL AND grade IS NOT NULL AND decided_by_id IS NOT NULL AND decision_reason <> '' AND decision_no <> '' AND notice_until IS NOT NULL))),
  -- The committee's decision is not the assessor's.
  CONSTRAINT rating_application_two_people CHECK (decided_by_id <> assessor_id)
);
CREATE UNIQUE INDEX one_rating_application ON rating_application (organization_id) WHERE state NOT IN ('CONFIRMED', 'REFUSED', 'WITHDRAWN');
CREATE INDEX rating_application_body ON rating_application (body_id, state);
CREATE INDEX rating_application_round ON rating_application (round_id);
CREATE TRIGGER keep BEFORE UPDATE ON rating_application FOR EACH ROW EXECUTE FUNCTION keep_columns('id', 'round_id', 'body_id', 'organization_id', 'wanted_grade', 'statement', 'applied_by_id', 'applied_at');
CREATE TRIGGER no_delete BEFORE DELETE OR TRUNCATE ON rating_application FOR EACH STATEMENT EXECUTE FUNCTION append_only();
INSERT INTO lifecycle_edge (lifecycle, from_state, event, to_state) VALUES
  ('rating_application', 'SUBMITTED', 'accept', 'ACCEPTED'),
  ('rating_application', 'SUBMITTED', 'refuse', 'REFUSED'),
  ('rating_application', 'SUBMITTED', 'withdraw', 'WITHDRAWN'),
  ('rating_application', 'ACCEPTED', 'visit', 'VISITED'),
  ('rating_application', 'ACCEPTED', 'withdraw', 'WITHDRAWN'),
  ('rating_application', 'VISITED', 'assess', 'ASSESSED'),
  ('rating_application', 'ASSESSED', 'decide', 'NOTICED'),
  ('rating_application', 'NOTICED', 'reopen', 'VISITED'),
  ('rating_application', 'NOTICED', 'confirm', 'CONFIRMED');
CREATE TRIGGER rating_application_lifecycle BEFORE INSERT OR UPDATE OF state ON rating_application FOR EACH ROW EXECUTE FUNCTION guard_lifecycle('rating_application', 'SUBMITTED');

-- During the notice anybody who signs in may complain; somebody who neither assessed nor decided answers.
CREATE TABLE rating_complaint (
  id uuid NOT NULL PRIMARY KEY DEFAULT uuidv7(),
  application_id uuid NOT NULL REFERENCES rating_application (id),
  filed_by_id uuid NOT NULL REFERENCES account (id),
  filed_at timestamptz(3) NOT NULL DEFAULT clock(),
  statement text NOT NULL,
  answered_by_id uuid REFERENCES account (id),
  answered_at timestamptz(3),
  is_upheld boolean,
  answer text NOT NULL DEFAULT '',
  CONSTRAINT rating_complaint_words CHECK (statement <> ''),
  CONSTRAINT rating_complaint_answered CHECK ((answered_at IS NULL) = (answered_by_id IS NULL) AND (answered_at IS NULL) = (is_upheld IS NULL) AND (answered_at IS NULL OR answer <> ''))
);
CREATE UNIQUE INDEX one_open_rating_complaint ON rating_complaint (application_id, filed_by_id) WHERE answered_at IS NULL;
CREATE TRIGGER keep BEFORE UPDATE ON rating_complaint FOR EACH ROW EXECUTE FUNCTION keep_columns('id', 'application_id', 'filed_by_id', 'filed_at', 'statement');
CREATE TRIGGER no_delete BEFORE DELETE OR TRUNCATE ON rating_complaint FOR EACH STATEMENT EXECUTE FUNCTION append_only();
CREATE FUNCTION guard_rating_complaint() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE a rating_application;
BEGIN
  SELECT * INTO a FROM rating_application WHERE id = NEW.application_id FOR SHARE;
  IF TG_OP = 'INSERT' THEN
    IF a.state <> 'NOTICED' OR a.notice_until < today() THEN PERFORM refuse('rating.complaint-late'); END IF;
  ELSE
    IF OLD.answered_at IS NOT NULL THEN PERFORM refuse('rating.decided'); END IF;
    IF NEW.answered_by_id IN (a.assessor_id, a.decided_by_id, NEW.filed_by_id) THEN PERFORM refuse('rating.own-judgment'); END IF;
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER rating_complaint_guard BEFORE INSERT OR UPDATE ON rating_complaint FOR EACH ROW EXECUTE FUNCTION guard_rating_complaint();

-- ---------------------------------------------------------------------------------------------------------------------
-- A rating: what was decided, by whom, for how long. Its process ended here, or it was decided elsewhere (or before) and is entered with its document.
CREATE TABLE rating_decision (
  id uuid NOT NULL PRIMARY KEY DEFAULT uuidv7(),
  organization_id uuid NOT NULL REFERENCES organization (id),
  grade smallint NOT NULL,
  -- Of which place the decision is; null: of the state.
  region_id uuid REFERENCES region (id),
  -- Who decided, where it was not the body that enters it.
  authority_name text NOT NULL DEFAULT '',
  document_no text NOT NULL,
  decided_on date NOT NULL,
  valid_from date NOT NULL,
  -- Its last day.
  valid_until date NOT NULL,
  application_id uuid REFERENCES rating_application (id),
  file_id uuid REFERENCES file (id),
  body_id uuid NOT NULL REFERENCES body (id),
  entered_by_id uuid NOT NULL REFERENCES account (id),
  entered_at timestamptz(3) NOT NULL DEFAULT clock(),
  confirmed_by_id uuid REFERENCES account (id),
  confirmed_at timestamptz(3),
  withdrawn_by_id uuid REFERENCES account (id),
  withdrawn_at timestamptz(3),
  withdrawn_reason text NOT NULL DEFAULT '',
  CONSTRAINT rating_decision_grade CHECK (grade BETWEEN 1 AND 5),
  CONSTRAINT rating_decision_words CHECK (document_no <> ''),
  CONSTRAINT rating_decision_dates CHECK (decided_on <= valid_from AND valid_from <= valid_until),
  CONSTRAINT rating_decision_document CHECK (application_id IS NOT NULL OR file_id IS NOT NULL),
  CONSTRAINT rating_decision_four_eyes CHECK (confirmed_by_id <> entered_by_id),
  CONSTRAINT rating_decision_ends CHECK ((confirmed_at IS NULL) = (confirmed_by_id IS NULL) AND (withdrawn_at IS NULL) = (withdrawn_by_id IS NULL)
    AND (withdrawn_at IS NULL OR confirmed_at IS NULL) AND (withdrawn_at IS NULL) = (withdrawn_reason = ''))
);
CREATE UNIQUE INDEX one_rating_of_a_day ON rating_decision (organization_id, coalesce(region_id, '00000000-0000-0000-0000-000000000000'::uuid), valid_from) WHERE withdrawn_at IS NULL;
CREATE UNIQUE INDEX rating_decision_application ON rating_decision (application_id);
CREATE UNIQUE INDEX rating_decision_file ON rating_decision (file_id);
CREATE INDEX rating_decision_organization ON rating_decision (organization_id, valid_from);
CREATE INDEX rating_decision_expiring ON rating_decision (valid_until) WHERE confirmed_at IS NOT NULL;
CREATE INDEX rating_decision_body_open ON rating_decision (body_id) WHERE confirmed_at IS NULL AND withdrawn_at IS NULL;
CREATE TRIGGER keep BEFORE UPDATE ON rating_decision FOR EACH ROW EXECUTE FUNCTION keep_columns('id', 'organization_id', 'grade', 'region_id', 'authority_name', 'document_no',
  'decided_on', 'valid_from', 'valid_until', 'application_id', 'file_id', 'body_id', 'entered_by_id', 'entered_at');
CREATE TRIGGER no_delete BEFORE DELETE OR TRUNCATE ON rating_decision FOR EACH STATEMENT EXECUTE FUNCTION append_only();

-- A rating is taken away by a decision of its own, with its document: never by changing what was decided.
CREATE TABLE rating_revocation (
  id uuid NOT NULL PRIMARY KEY DEFAULT uuidv7(),
  decision_id uuid NOT NULL REFERENCES rating_decision (id),
  revoked_on date NOT NULL,
  reason text NOT NULL,
  document_no text NOT NULL,
  entered_by_id uuid NOT NULL REFERENCES account (id),
  entered_at timestamptz(3) NOT NULL DEFAULT clock(),
  confirmed_by_id uuid REFERENCES account (id),
  confirmed_at timestamptz(3),
  CONSTRAINT rating_revocation_words CHECK (reason <> '' AND document_no <> ''),
  CONSTRAINT rating_revocation_four_eyes CHECK (confirmed_by_id <> entered_by_id),
  CONSTRAINT rating_revocation_whole CHECK ((confirmed_at IS NULL) = (confirmed_by_id IS NULL))
);
CREATE UNIQUE INDEX one_rating_revocation ON rating_revocation (decision_id);
CREATE TRIGGER keep BEFORE UPDATE ON rating_revocation FOR EACH ROW EXECUTE FUNCTION keep_columns('id', 'decision_id', 'revoked_on', 'reason', 'document_no', 'entered_by_id', 'entered_at');
CREATE TRIGGER no_delete BEFORE DELETE OR TRUNCATE ON rating_revocation FOR EACH STATEMENT EXECUTE FUNCTION append_only();

-- The ratings of an organization that are in force on a day: of each place the last one, unless it is over or was taken away.
CREATE FUNCTION ratings_in_force(p_organization uuid, p_on date) RETURNS SETOF rating_decision LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
  SELECT d.* FROM (
    SELECT DISTINCT ON (x.region_id) x.* FROM rating_decision x
    WHERE x.organization_id = p_organization AND x.confirmed_at IS NOT NULL AND x.valid_from <= p_on ORDER BY x.region_id, x.valid_from DESC) d
  WHERE p_on <= d.valid_until
    AND NOT EXISTS (SELECT 1 FROM rating_revocation r WHERE r.decision_id = d.id AND r.confirmed_at IS NOT NULL AND r.revoked_on <= p_on)
$$;
-- The grade on a day, wherever it was given; null: none.
CREATE FUNCTION rating_on(p_organization uuid, p_on date) RETURNS int LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
  SELECT max(grade)::int FROM ratings_in_force(p_organization, p_on)
$$;
-- The grade that counts in a place on a day; null: none.
CREATE FUNCTION rating_at(p_organization uuid, p_place uuid, p_on date) RETURNS int LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
  SELECT max(d.grade)::int FROM ratings_in_force(p_organization, p_on) d WHERE is_recognized(d.region_id, p_place, 'RATING', p_on)
$$;
-- Whether a grade, or a better one, was held for so many years without a day between, up to the day before this one.
CREATE FUNCTION rating_was_held(p_organization uuid, p_grade int, p_years int, p_on date) RETURNS boolean LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
  SELECT NOT EXISTS (SELECT 1 FROM generate_series((p_on - make_interval(years => p_years))::date, p_on, '1 month') g(d) WHERE coalesce(rating_on(p_organization, g.d::date), 0) < p_grade)
    AND coalesce(rating_on(p_organization, p_on), 0) >= p_grade
$$;

CREATE FUNCTION guard_rating_application() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE r rating_round; b body; rule rating_rule;
BEGIN
  SELECT * INTO r FROM rating_round WHERE id = NEW.round_id;
  SELECT * INTO b FROM body WHERE id = r.body_id;
  IF TG_OP = 'INSERT' THEN
    NEW.body_id := r.body_id;
    IF today() NOT BETWEEN r.apply_from AND r.apply_until THEN PERFORM refuse('rating.round-closed'); END IF;
    IF NOT region_within((SELECT region_id FROM organization WHERE id = NEW.organization_id), b.region_id) THEN PERFORM refuse('rating.no-jurisdiction'); END IF;
    IF EXISTS (SELECT 1 FROM organization WHERE id = NEW.organization_id AND kind IN ('COMMUNITY_GROUP', 'ENTERPRISE')) THEN PERFORM refuse('rating.not-registered'); END IF;
    IF NOT EXISTS (SELECT 1 FROM organization_membership WHERE organization_id = NEW.organization_id AND account_id = NEW.applied_by_id) THEN PERFORM refuse('forbidden'); END IF;
    RETURN NEW;
  END IF;
  IF EXISTS (SELECT 1 FROM organization_membership m WHERE m.organization_id = NEW.organization_id
      AND m.account_id IN (NEW.checked_by_id, NEW.assessor_id, NEW.decided_by_id)) THEN PERFORM refuse('account.interested'); END IF;
  -- Nobody works on it from outside the registry.
  IF EXISTS (SELECT 1 FROM unnest(ARRAY[
      CASE WHEN NEW.checked_by_id IS DISTINCT FROM OLD.checked_by_id THEN NEW.checked_by_id END,
      CASE WHEN NEW.assessor_id IS DISTINCT FROM OLD.assessor_id THEN NEW.assessor_id END,
      CASE WHEN NEW.decided_by_id IS DISTINCT FROM OLD.decided_by_id THEN NEW.decided_by_id END]) x(id)
    WHERE x.id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM body_membership m WHERE m.body_id = NEW.body_id AND m.account_id = x.id)) THEN PERFORM refuse('forbidden'); END IF;
  IF NEW.state = OLD.state AND NEW.state IN ('NOTICED', 'CONFIRMED', 'REFUSED', 'WITHDRAWN')
     AND (NEW.points, NEW.grade, NEW.decided_by_id, NEW.notice_until, NEW.proposed_points) IS DISTINCT FROM (OLD.points, OLD.grade, OLD.decided_by_id, OLD.notice_until, OLD.proposed_points) THEN
    PERFORM refuse('rating.decided');
  END IF;
  IF NEW.visited_on > today() THEN PERFORM refuse('rating.day-ahead'); END IF;
  IF NEW.state = 'NOTICED' AND OLD.state = 'ASSESSED' THEN
    rule := rating_rule_on(today());
    -- The points say the grade; the step to the next is not jumped, and more than was asked for is not given.
    IF NEW.grade > least(rating_grade_of(NEW.points, today()), NEW.wanted_grade) THEN PERFORM refuse('rating.grade-too-high'); END IF;
    IF NEW.grade >= rule.step_from_grade AND NOT rating_was_held(NEW.organization_id, NEW.grade - 1, rule.step_years, today()) THEN PERFORM refuse('rating.step'); END IF;
    IF NEW.notice_until <= today() THEN PERFORM refuse('rating.notice-short'); END IF;
  END IF;
  IF NEW.state = 'CONFIRMED' AND OLD.state = 'NOTICED' THEN
    IF today() <= NEW.notice_until THEN PERFORM refuse('rating.notice-runs'); END IF;
    IF EXISTS (SELECT 1 FROM rating_complaint WHERE application_id = NEW.id AND answered_at IS NULL) THEN PERFORM refuse('rating.complaint-open'); END IF;
    IF NEW.grade > 0 AND NOT EXISTS (SELECT 1 FROM rating_decision WHERE application_id = NEW.id AND confirmed_at IS NOT NULL) THEN PERFORM refuse('rating.no-decision'); END IF;
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER rating_application_guard BEFORE INSERT OR UPDATE ON rating_application FOR EACH ROW EXECUTE FUNCTION guard_rating_application();

CREATE FUNCTION guard_rating_decision() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE b body; a rating_application; v_home uuid;
BEGIN
  SELECT * INTO b FROM body WHERE id = NEW.body_id;
  SELECT region_id INTO v_home FROM organization WHERE id = NEW.organization_id;
  IF NOT 'REGISTRY' = ANY (b.duties) THEN PERFORM refuse('rating.no-jurisdiction'); END IF;
  IF EXISTS (SELECT 1 FROM organization_membership m WHERE m.organization_id = NEW.organization_id AND m.account_id IN (NEW.entered_by_id, NEW.confirmed_by_id)) THEN
    PERFORM refuse('account.interested');
  END IF;
  IF EXISTS (SELECT 1 FROM unnest(ARRAY[NEW.entered_by_id, NEW.confirmed_by_id]) x(id) WHERE x.id IS NOT NULL
      AND NOT EXISTS (SELECT 1 FROM body_membership m WHERE m.body_id = NEW.body_id AND m.account_id = x.id)) THEN PERFORM refuse('forbidden'); END IF;
  IF TG_OP = 'UPDATE' THEN
    IF OLD.confirmed_at IS NOT NULL OR OLD.withdrawn_at IS NOT NULL THEN PERFORM refuse('rating.decided'); END IF;
    RETURN NEW;
  END IF;
  IF NEW.decided_on > today() THEN PERFORM refuse('rating.day-ahead'); END IF;
  IF NEW.valid_until > (NEW.valid_from + make_interval(years => (rating_rule_on(NEW.valid_from)).validity_years))::date - 1 THEN PERFORM refuse('rating.too-long'); END IF;
  IF NEW.application_id IS NOT NULL THEN
    SELECT * INTO a FROM rating_application WHERE id = NEW.application_id FOR SHARE;
    IF a.state <> 'NOTICED' OR a.organization_id <> NEW.organization_id OR a.body_id <> NEW.body_id OR a.grade <> NEW.grade OR a.decided_by_id <> NEW.entered_by_id
       OR NEW.region_id IS DISTINCT FROM b.region_id OR NEW.authority_name <> '' OR NEW.confirmed_at IS NULL THEN PERFORM refuse('rating.not-as-decided'); END IF;
    IF NEW.confirmed_by_id = a.assessor_id THEN PERFORM refuse('rating.own-judgment'); END IF;
    RETURN NEW;
  END IF;
  IF NEW.confirmed_at IS NOT NULL THEN PERFORM refuse('rating.four-eyes'); END IF;
  IF NEW.authority_name = '' THEN
    -- The registry's own from before it rated here; since its first round its ratings come out of the process.
    IF NEW.region_id IS DISTINCT FROM b.region_id OR NOT region_within(v_home, b.region_id) THEN PERFORM refuse('rating.no-jurisdiction'); END IF;
    IF EXISTS (SELECT 1 FROM rating_round r WHERE r.body_id = NEW.body_id AND r.apply_from <= NEW.decided_on) THEN PERFORM refuse('rating.by-process'); END IF;
  ELSE
    -- Decided elsewhere: entered by the registry of the organization, or of a place that accepts the other's ratings.
    IF region_within(NEW.region_id, b.region_id) THEN PERFORM refuse('rating.own-place'); END IF;
    IF NOT region_within(v_home, b.region_id) AND NOT EXISTS (SELECT 1 FROM recognition r WHERE r.what = 'RATING' AND r.confirmed_at IS NOT NULL
        AND region_within(NEW.region_id, r.issuer_region_id) AND (region_within(r.accepting_region_id, b.region_id) OR region_within(b.region_id, r.accepting_region_id))) THEN
      PERFORM refuse('rating.no-jurisdiction');
    END IF;
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER rating_decision_guard BEFORE INSERT OR UPDATE ON rating_decision FOR EACH ROW EXECUTE FUNCTION guard_rating_decision();
CREATE FUNCTION guard_rating_revocation() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE d rating_decision;
BEGIN
  SELECT * INTO d FROM rating_decision WHERE id = NEW.decision_id FOR SHARE;
  IF d.confirmed_at IS NULL THEN PERFORM refuse('rating.not-confirmed'); END IF;
  IF EXISTS (SELECT 1 FROM unnest(ARRAY[NEW.entered_by_id, NEW.confirmed_by_id]) x(id) WHERE x.id IS NOT NULL
      AND NOT EXISTS (SELECT 1 FROM body_membership m WHERE m.body_id = d.body_id AND m.account_id = x.id)) THEN PERFORM refuse('forbidden'); END IF;
  IF TG_OP = 'INSERT' AND NEW.confirmed_at IS NOT NULL THEN PERFORM refuse('rating.four-eyes'); END IF;
  IF TG_OP = 'UPDATE' AND OLD.confirmed_at IS NOT NULL THEN PERFORM refuse('rating.decided'); END IF;
  IF NEW.revoked_on > today() OR NEW.revoked_on < d.valid_from THEN PERFORM refuse('rating.revoked-day'); END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER rating_revocation_guard BEFORE INSERT OR UPDATE ON rating_revocation FOR EACH ROW EXECUTE FUNCTION guard_rating_revocation();

-- ---------------------------------------------------------------------------------------------------------------------
-- What is told when, and what projects are warned of.
ALTER TABLE reminder_rule DROP CONSTRAINT reminder_rule_subject,
  ADD CONSTRAINT reminder_rule_subject CHECK (subject IN ('MILESTONE', 'REVIEW', 'QUARTER', 'RATING', 'ANNUAL_REPORT') AND days BETWEEN -120 AND 60);
INSERT INTO reminder_rule (subject, days) VALUES ('RATING', -90), ('RATING', -30), ('RATING', -15), ('ANNUAL_REPORT', -30), ('ANNUAL_REPORT', -7), ('ANNUAL_REPORT', 1), ('ANNUAL_REPORT', 14);
ALTER TABLE warning DROP CONSTRAINT warning_code, ADD CONSTRAINT warning_code CHECK (code IN ('REPORT_LATE', 'REPORT_NOT_STARTED', 'UNDERSPENT', 'OVERSPENT', 'LOW_SATISFACTION',
  'DOCUMENT_EXPIRING', 'RATING_EXPIRING', 'EVALUATION_OVERDUE', 'PAYMENT_OVERDUE', 'OBSERVATION_OVERDUE'));

REVOKE UPDATE ON recognition, recognition_end, rating_complaint, rating_decision, rating_revocation FROM commonweal_app;
GRANT UPDATE (confirmed_by_id, confirmed_at, withdrawn_by_id, withdrawn_at) ON recognition TO commonweal_app;
GRANT UPDATE (confirmed_by_id, confirmed_at) ON recognition_end, rating_revocation TO commonweal_app;
GRANT UPDATE (answered_by_id, answered_at, is_upheld, answer) ON rating_complaint TO commonweal_app;
GRANT UPDATE (confirmed_by_id, confirmed_at, withdrawn_by_id, withdrawn_at, withdrawn_reason) ON rating_decision TO commonweal_app;
