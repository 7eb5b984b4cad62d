-- Why: a city, a district and a street each keep an incubator (孵化基地): a young organization, or a group that is not registered yet,
-- applies, is admitted within its class, signs for a place and a term, is looked after and assessed, and leaves as a graduate (出壳) or
-- otherwise. Places are public goods: PostgreSQL keeps the quotas under any crowd, the order of the waiting list, what was signed, and
-- that nobody graduates before the test is passed. 公办孵化基地的通行做法：入驻申请、初核、协议、孵化、评估、出壳或退出.

-- ---------------------------------------------------------------------------------------------------------------------
-- Numbers as dated data: terms, counts, points. `check_days` and `leave_days` are working days.
CREATE TABLE incubator_rule (
  valid_from date NOT NULL PRIMARY KEY,
  check_days smallint NOT NULL,
  leave_days smallint NOT NULL,
  term_months smallint NOT NULL,
  extension_months smallint NOT NULL,
  extensions_max smallint NOT NULL,
  idle_months smallint NOT NULL,
  expiry_days smallint NOT NULL,
  assessment_months smallint NOT NULL,
  pass_points smallint NOT NULL,
  good_points smallint NOT NULL,
  excellent_points smallint NOT NULL,
  staff_min smallint NOT NULL,
  source_zh text NOT NULL,
  source_en text NOT NULL,
  is_confirmed boolean NOT NULL,
  CONSTRAINT incubator_rule_numbers CHECK (check_days BETWEEN 1 AND 60 AND leave_days BETWEEN 1 AND 120 AND term_months BETWEEN 1 AND 60 AND extension_months BETWEEN 1 AND 60
    AND extensions_max BETWEEN 0 AND 5 AND idle_months BETWEEN 1 AND 24 AND expiry_days BETWEEN 1 AND 365 AND assessment_months BETWEEN 1 AND 24
    AND 0 < pass_points AND pass_points < good_points AND good_points < excellent_points AND excellent_points <= 100 AND staff_min BETWEEN 0 AND 100)
);
INSERT INTO incubator_rule VALUES ('2020-01-01', 5, 15, 12, 12, 1, 3, 30, 6, 60, 80, 90, 2,
  '各地社会组织孵化基地管理办法的通行做法：5 个工作日内答复，接到退出通知后 15 个工作日内离场；期限、评估和出壳的数字待核实',
  'Common practice of local rules for incubators of social organizations: an answer within 5 working days, leaving within 15 working days of the notice; terms, assessment and graduation numbers to be confirmed', false);
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON incubator_rule FOR EACH STATEMENT EXECUTE FUNCTION append_only();
CREATE FUNCTION incubator_rule_on(p_day date) RETURNS incubator_rule LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
  SELECT * FROM incubator_rule WHERE valid_from <= p_day OR valid_from = (SELECT min(valid_from) FROM incubator_rule) ORDER BY valid_from DESC LIMIT 1
$$;

-- What a tenant is assessed by. The points of a set add up to 100.
CREATE TABLE incubator_criterion (
  valid_from date NOT NULL,
  position smallint NOT NULL,
  code text NOT NULL,
  title_zh text NOT NULL,
  title_en text NOT NULL,
  max_points smallint NOT NULL,
  PRIMARY KEY (valid_from, code),
  CONSTRAINT incubator_criterion_points CHECK (max_points BETWEEN 1 AND 100)
);
INSERT INTO incubator_criterion VALUES
  ('2020-01-01', 1, 'GOVERNANCE', '内部治理：章程、会议、分工', 'Governance: rules, meetings, who does what', 20),
  ('2020-01-01', 2, 'ACCOUNTS', '财务管理：账目清楚、凭证齐全', 'Accounts: clear books, complete vouchers', 20),
  ('2020-01-01', 3, 'SERVICE', '服务开展：次数、人数、居民反馈', 'Service: how often, for how many, what residents say', 30),
  ('2020-01-01', 4, 'GROWTH', '成长情况：孵化目标完成、人员稳定、资源拓展', 'Growth: goals reached, people who stay, new resources', 20),
  ('2020-01-01', 5, 'CONDUCT', '基地守则：空间使用、参加培训、按时报送', 'House rules: use of the space, trainings, reports in time', 10);
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON incubator_criterion FOR EACH STATEMENT EXECUTE FUNCTION append_only();

-- What a graduate has. COMPUTED: this site knows. EITHER: it may know; else it is declared. DECLARED: declared, and confirmed by the incubator.
CREATE TABLE incubator_test (
  valid_from date NOT NULL,
  position smallint NOT NULL,
  code text NOT NULL,
  how text NOT NULL,
  title_zh text NOT NULL,
  title_en text NOT NULL,
  is_required boolean NOT NULL,
  PRIMARY KEY (valid_from, code),
  CONSTRAINT incubator_test_words CHECK (code IN ('REGISTERED', 'RULES_AND_ACCOUNTS', 'FUNDED_PROJECT', 'STAFF', 'ANNUAL_REPORT') AND how IN ('COMPUTED', 'EITHER', 'DECLARED'))
);
INSERT INTO incubator_test VALUES
  ('2020-01-01', 1, 'REGISTERED', 'COMPUTED', '已登记成立，有统一社会信用代码', 'Registered, with a unified social credit code', true),
  ('2020-01-01', 2, 'RULES_AND_ACCOUNTS', 'DECLARED', '章程、制度健全，账目规范', 'Its rules and accounts are in order', true),
  ('2020-01-01', 3, 'FUNDED_PROJECT', 'EITHER', '至少完成一个获资助的项目', 'At least one funded project finished', true),
  ('2020-01-01', 4, 'STAFF', 'DECLARED', '专职人员达到规定人数', 'Enough full-time staff', true),
  ('2020-01-01', 5, 'ANNUAL_REPORT', 'EITHER', '最近一次年度检查（年报）合格', 'The latest annual inspection (report) passed', true);
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON incubator_test FOR EACH STATEMENT EXECUTE FUNCTION append_only();

-- ---------------------------------------------------------------------------------------------------------------------
-- The incubator.
ALTER TABLE incubator
  ADD COLUMN parent_id uuid REFERENCES incubator (id),
  -- Of its region: CITY, DISTRICT, TOWN.
  ADD COLUMN level region_level,
  ADD COLUMN body_id uuid REFERENCES body (id),
  -- Who runs it day by day, where that is not the body itself.
  ADD COLUMN host_id uuid REFERENCES organization (id),
  ADD COLUMN area_m2 int NOT NULL DEFAULT 0,
  ADD COLUMN seats int NOT NULL DEFAULT 0,
  ADD COLUMN rooms int NOT NULL DEFAULT 0,
  ADD COLUMN kinds text[] NOT NULL DEFAULT '{PHYSICAL}',
  ADD COLUMN services text[] NOT NULL DEFAULT '{SPACE}',
  ADD COLUMN introduction text NOT NULL DEFAULT '',
  ADD COLUMN how_to_apply text NOT NULL DEFAULT '',
  ADD COLUMN address text NOT NULL DEFAULT '',
  ADD COLUMN hours text NOT NULL DEFAULT '',
  ADD COLUMN contact_name text NOT NULL DEFAULT '',
  ADD COLUMN contact_phone text NOT NULL DEFAULT '',
  -- Takes applications.
  ADD COLUMN is_open boolean NOT NULL DEFAULT false,
  ADD COLUMN version int NOT NULL DEFAULT 1;
UPDATE incubator i SET level = r.level FROM region r WHERE r.id = i.region_id;
ALTER TABLE incubator ALTER COLUMN level SET NOT NULL,
  ADD CONSTRAINT incubator_words CHECK (btrim(name_zh) <> '' AND btrim(name_en) <> '' AND kinds <> '{}' AND kinds <@ '{PHYSICAL,VIRTUAL}'::text[]
    AND services <@ '{SPACE,REGISTRATION,TRAINING,MENTORING,ACCOUNTING,SEED_MONEY,LINKING}'::text[]),
  ADD CONSTRAINT incubator_capacity CHECK (area_m2 BETWEEN 0 AND 1000000 AND seats BETWEEN 0 AND 10000 AND rooms BETWEEN 0 AND 1000),
  ADD CONSTRAINT incubator_open_has_body CHECK (NOT is_open OR body_id IS NOT NULL);
CREATE UNIQUE INDEX incubator_name ON incubator (region_id, name_zh);
CREATE INDEX incubator_parent ON incubator (parent_id);
CREATE INDEX incubator_body ON incubator (body_id);
CREATE TRIGGER keep BEFORE UPDATE ON incubator FOR EACH ROW EXECUTE FUNCTION keep_columns('id', 'region_id');
CREATE TRIGGER append_only BEFORE DELETE OR TRUNCATE ON incubator FOR EACH STATEMENT EXECUTE FUNCTION append_only();

-- Classes of tenants, each with its places.
CREATE TABLE incubator_class (
  id uuid NOT NULL PRIMARY KEY DEFAULT uuidv7(),
  incubator_id uuid NOT NULL REFERENCES incubator (id),
  position smallint NOT NULL,
  name_zh text NOT NULL,
  name_en text NOT NULL,
  quota int NOT NULL,
  CONSTRAINT incubator_class_whole CHECK (btrim(name_zh) <> '' AND btrim(name_en) <> '' AND quota BETWEEN 0 AND 1000 AND position BETWEEN 1 AND 20),
  UNIQUE (incubator_id, position), UNIQUE (incubator_id, name_zh), UNIQUE (id, incubator_id)
);
CREATE TRIGGER keep BEFORE UPDATE ON incubator_class FOR EACH ROW EXECUTE FUNCTION keep_columns('id', 'incubator_id');
CREATE TRIGGER append_only BEFORE DELETE OR TRUNCATE ON incubator_class FOR EACH STATEMENT EXECUTE FUNCTION append_only();

-- ---------------------------------------------------------------------------------------------------------------------
-- One application and what becomes of it.
CREATE TYPE incubation_state AS ENUM ('DRAFT', 'SENT', 'RETURNED', 'WAITING', 'ADMITTED', 'ACTIVE', 'LEAVING', 'GRADUATED', 'LEFT', 'REFUSED', 'WITHDRAWN');
CREATE TABLE incubation (
  id uuid NOT NULL PRIMARY KEY DEFAULT uuidv7(),
  incubator_id uuid NOT NULL REFERENCES incubator (id),
  class_id uuid NOT NULL,
  kind text NOT NULL,
  state incubation_state NOT NULL DEFAULT 'DRAFT',
  -- Null: a group that is not registered yet, led by the account; it names an organization once it has become one.
  organization_id uuid REFERENCES organization (id),
  account_id uuid NOT NULL REFERENCES account (id),
  was_group boolean NOT NULL,
  group_name text NOT NULL DEFAULT '',
  initiators text NOT NULL DEFAULT '',
  -- SEED, START_UP, GROWTH
  stage text NOT NULL DEFAULT 'SEED',
  need text NOT NULL DEFAULT '',
  plan text NOT NULL DEFAULT '',
  people int NOT NULL DEFAULT 0,
  wanted_seats int NOT NULL DEFAULT 0,
  wanted_m2 int NOT NULL DEFAULT 0,
  created_at timestamptz(3) NOT NULL DEFAULT clock(),
  sent_at timestamptz(3),
  check_due_on date,
  checked_by_id uuid REFERENCES account (id),
  checked_at timestamptz(3),
  check_reason text NOT NULL DEFAULT '',
  -- Its place in the waiting list; when a place was given.
  queued_at timestamptz(3),
  admitted_at timestamptz(3),
  -- Of the signed agreement: its first day, and the last of the newest.
  from_on date,
  to_on date,
  mentor text NOT NULL DEFAULT '',
  plan_services text[] NOT NULL DEFAULT '{}',
  extension_asked_at timestamptz(3),
  graduated_on date,
  graduated_by_id uuid REFERENCES account (id),
  exit_reason text,
  exit_words text NOT NULL DEFAULT '',
  notice_by_id uuid REFERENCES account (id),
  notice_at timestamptz(3),
  leave_by_on date,
  exit_reply text NOT NULL DEFAULT '',
  exit_replied_at timestamptz(3),
  exit_answer text NOT NULL DEFAULT '',
  left_on date,
  reminded_at timestamptz(3),
  version int NOT NULL DEFAULT 1,
  FOREIGN KEY (class_id, incubator_id) REFERENCES incubator_class (id, incubator_id),
  CONSTRAINT incubation_words CHECK (kind IN ('PHYSICAL', 'VIRTUAL') AND stage IN ('SEED', 'START_UP', 'GROWTH')
    AND plan_services <@ '{SPACE,REGISTRATION,TRAINING,MENTORING,ACCOUNTING,SEED_MONEY,LINKING}'::text[]
    AND (exit_reason IS NULL OR exit_reason IN ('IDLE', 'BREACH', 'LISTED', 'FAILED_ASSESSMENT', 'TERM_OVER', 'OWN_WISH', 'OTHER'))),
  CONSTRAINT incubation_numbers CHECK (people BETWEEN 0 AND 10000 AND wanted_seats BETWEEN 0 AND 1000 AND wanted_m2 BETWEEN 0 AND 100000),
  CONSTRAINT incubation_who CHECK (was_group OR organization_id IS NOT NULL),
  CONSTRAINT incubation_sent CHECK (state IN ('DRAFT', 'WITHDRAWN') OR (sent_at IS NOT NULL AND check_due_on IS NOT NULL AND btrim(need) <> '' AND btrim(plan) <> '' AND people > 0
    AND (NOT was_group OR (btrim(group_name) <> '' AND btrim(initiators) <> '')))),
  CONSTRAINT incubation_checked CHECK (state NOT IN ('RETURNED', 'REFUSED', 'WAITING', 'ADMITTED', 'ACTIVE', 'LEAVING', 'GRADUATED', 'LEFT') OR (checked_by_id IS NOT NULL AND checked_at IS NOT NULL)),
  CONSTRAINT incubation_reasons CHECK (state NOT IN ('RETURNED', 'REFUSED') OR btrim(check_reason) <> ''),
  CONSTRAINT incubation_tenant CHECK (state NOT IN ('ACTIVE', 'LEAVING', 'GRADUATED', 'LEFT') OR (from_on IS NOT NULL AND to_on IS NOT NULL AND to_on >= from_on)),
  CONSTRAINT incubation_graduated CHECK ((state = 'GRADUATED') = (graduated_on IS NOT NULL) AND (graduated_on IS NULL) = (graduated_by_id IS NULL) AND coalesce(graduated_on >= from_on, true)),
  CONSTRAINT incubation_leaving CHECK (state NOT IN ('LEAVING', 'LEFT') OR (exit_reason IS NOT NULL AND btrim(exit_words) <> '' AND notice_by_id IS NOT NULL AND notice_at IS NOT NULL AND leave_by_on IS NOT NULL)),
  CONSTRAINT incubation_left CHECK ((state = 'LEFT') = (left_on IS NOT NULL) AND coalesce(left_on >= from_on, true))
);
-- One at a time; and one draft for each incubator, however often the button is pressed.
CREATE UNIQUE INDEX one_incubation ON incubation (organization_id) WHERE state IN ('SENT', 'RETURNED', 'WAITING', 'ADMITTED', 'ACTIVE', 'LEAVING');
CREATE UNIQUE INDEX one_group_incubation ON incubation (account_id) WHERE organization_id IS NULL AND state IN ('SENT', 'RETURNED', 'WAITING', 'ADMITTED', 'ACTIVE', 'LEAVING');
CREATE UNIQUE INDEX one_incubation_draft ON incubation (incubator_id, organization_id) WHERE state = 'DRAFT';
CREATE UNIQUE INDEX one_group_incubation_draft ON incubation (incubator_id, account_id) WHERE organization_id IS NULL AND state = 'DRAFT';
CREATE INDEX incubation_incubator ON incubation (incubator_id, state);
CREATE INDEX incubation_class ON incubation (class_id, state);
CREATE INDEX incubation_organization ON incubation (organization_id, from_on);
CREATE INDEX incubation_account ON incubation (account_id);
INSERT INTO lifecycle_edge (lifecycle, from_state, event, to_state) VALUES
  ('incubation', 'DRAFT', 'send', 'SENT'),
  ('incubation', 'DRAFT', 'withdraw', 'WITHDRAWN'),
  ('incubation', 'SENT', 'return', 'RETURNED'),
  ('incubation', 'SENT', 'refuse', 'REFUSED'),
  ('incubation', 'SENT', 'queue', 'WAITING'),
  ('incubation', 'SENT', 'admit', 'ADMITTED'),
  ('incubation', 'SENT', 'withdraw', 'WITHDRAWN'),
  ('incubation', 'RETURNED', 'send', 'SENT'),
  ('incubation', 'RETURNED', 'withdraw', 'WITHDRAWN'),
  ('incubation', 'WAITING', 'admit', 'ADMITTED'),
  ('incubation', 'WAITING', 'refuse', 'REFUSED'),
  ('incubation', 'WAITING', 'withdraw', 'WITHDRAWN'),
  ('incubation', 'ADMITTED', 'sign', 'ACTIVE'),
  ('incubation', 'ADMITTED', 'refuse', 'REFUSED'),
  ('incubation', 'ADMITTED', 'withdraw', 'WITHDRAWN'),
  ('incubation', 'ACTIVE', 'graduate', 'GRADUATED'),
  ('incubation', 'ACTIVE', 'giveNotice', 'LEAVING'),
  ('incubation', 'LEAVING', 'takeBack', 'ACTIVE'),
  ('incubation', 'LEAVING', 'leave', 'LEFT');
CREATE TRIGGER incubation_lifecycle BEFORE INSERT OR UPDATE OF state ON incubation FOR EACH ROW EXECUTE FUNCTION guard_lifecycle('incubation', 'DRAFT');
CREATE TRIGGER keep BEFORE UPDATE ON incubation FOR EACH ROW EXECUTE FUNCTION keep_columns('id', 'incubator_id', 'account_id', 'was_group', 'created_at');
CREATE TRIGGER append_only BEFORE DELETE OR TRUNCATE ON incubation FOR EACH STATEMENT EXECUTE FUNCTION append_only();

CREATE TABLE incubation_file (
  id uuid NOT NULL PRIMARY KEY DEFAULT uuidv7(),
  incubation_id uuid NOT NULL REFERENCES incubation (id),
  file_id uuid NOT NULL UNIQUE REFERENCES file (id),
  title text NOT NULL,
  added_by_id uuid NOT NULL REFERENCES account (id),
  added_at timestamptz(3) NOT NULL DEFAULT clock()
);
CREATE INDEX incubation_file_of ON incubation_file (incubation_id);

-- What both sides signed: 1 the agreement, 2 and on extensions. The text that was hashed is kept.
CREATE TABLE incubation_agreement (
  id uuid NOT NULL PRIMARY KEY DEFAULT uuidv7(),
  incubation_id uuid NOT NULL REFERENCES incubation (id),
  number smallint NOT NULL,
  seats int NOT NULL,
  area_m2 int NOT NULL,
  from_on date NOT NULL,
  to_on date NOT NULL,
  terms text NOT NULL,
  content_text text NOT NULL,
  content_sha256 text NOT NULL,
  offered_by_id uuid NOT NULL REFERENCES account (id),
  offered_at timestamptz(3) NOT NULL,
  signed_by_id uuid REFERENCES account (id),
  signed_at timestamptz(3),
  -- Given back by the tenant with a reason, or taken back.
  withdrawn_at timestamptz(3),
  withdrawn_by_id uuid REFERENCES account (id),
  withdrawn_reason text NOT NULL DEFAULT '',
  CONSTRAINT incubation_agreement_numbers CHECK (number BETWEEN 1 AND 6 AND seats BETWEEN 0 AND 1000 AND area_m2 BETWEEN 0 AND 100000 AND to_on >= from_on),
  CONSTRAINT incubation_agreement_two_sides CHECK (signed_by_id <> offered_by_id),
  CONSTRAINT incubation_agreement_ends CHECK ((signed_at IS NULL) = (signed_by_id IS NULL) AND (withdrawn_at IS NULL) = (withdrawn_by_id IS NULL) AND (signed_at IS NULL OR withdrawn_at IS NULL)),
  CONSTRAINT incubation_agreement_hash CHECK (content_sha256 = encode(sha256(convert_to(content_text, 'UTF8')), 'hex'))
);
CREATE UNIQUE INDEX one_incubation_offer ON incubation_agreement (incubation_id) WHERE signed_at IS NULL AND withdrawn_at IS NULL;
CREATE UNIQUE INDEX one_incubation_agreement ON incubation_agreement (incubation_id, number) WHERE withdrawn_at IS NULL;
CREATE TRIGGER keep BEFORE UPDATE ON incubation_agreement FOR EACH ROW EXECUTE FUNCTION keep_columns('id', 'incubation_id', 'number', 'seats', 'area_m2', 'from_on', 'to_on', 'terms',
  'content_text', 'content_sha256', 'offered_by_id', 'offered_at');
CREATE TRIGGER append_only BEFORE DELETE OR TRUNCATE ON incubation_agreement FOR EACH STATEMENT EXECUTE FUNCTION append_only();

-- The plan: goals with due days.
CREATE TABLE incubation_goal (
  id uuid NOT NULL PRIMARY KEY DEFAULT uuidv7(),
  incubation_id uuid NOT NULL REFERENCES incubation (id),
  position smallint NOT NULL,
  text text NOT NULL,
  due_on date NOT NULL,
  done_on date,
  done_by_id uuid REFERENCES account (id),
  CONSTRAINT incubation_goal_whole CHECK (btrim(text) <> '' AND position BETWEEN 1 AND 20 AND (done_on IS NULL) = (done_by_id IS NULL))
);
CREATE INDEX incubation_goal_of ON incubation_goal (incubation_id);

-- What was done for the tenant; hours count once the tenant has confirmed them.
CREATE TABLE incubation_service (
  id uuid NOT NULL PRIMARY KEY DEFAULT uuidv7(),
  incubation_id uuid NOT NULL REFERENCES incubation (id),
  kind text NOT NULL,
  given_on date NOT NULL,
  hours numeric(4, 1) NOT NULL,
  what text NOT NULL,
  by_name text NOT NULL,
  recorded_by_id uuid NOT NULL REFERENCES account (id),
  recorded_at timestamptz(3) NOT NULL DEFAULT clock(),
  confirmed_by_id uuid REFERENCES account (id),
  confirmed_at timestamptz(3),
  -- The tenant says that it was not so.
  disputed_at timestamptz(3),
  disputed_reason text NOT NULL DEFAULT '',
  CONSTRAINT incubation_service_words CHECK (kind IN ('SPACE', 'REGISTRATION', 'TRAINING', 'MENTORING', 'ACCOUNTING', 'SEED_MONEY', 'LINKING') AND btrim(what) <> '' AND btrim(by_name) <> ''),
  CONSTRAINT incubation_service_hours CHECK (hours > 0 AND hours <= 24),
  CONSTRAINT incubation_service_two_sides CHECK (confirmed_by_id <> recorded_by_id),
  CONSTRAINT incubation_service_ends CHECK ((confirmed_at IS NULL) = (confirmed_by_id IS NULL) AND (confirmed_at IS NULL OR disputed_at IS NULL) AND (disputed_at IS NULL) = (disputed_reason = ''))
);
CREATE UNIQUE INDEX incubation_service_once ON incubation_service (incubation_id, given_on, kind, by_name, what);
CREATE TRIGGER keep BEFORE UPDATE ON incubation_service FOR EACH ROW EXECUTE FUNCTION keep_columns('id', 'incubation_id', 'kind', 'given_on', 'hours', 'what', 'by_name', 'recorded_by_id', 'recorded_at');
CREATE TRIGGER append_only BEFORE DELETE OR TRUNCATE ON incubation_service FOR EACH STATEMENT EXECUTE FUNCTION append_only();

-- Seed money is a project of this site: the money itself goes through the ledger.
CREATE TABLE incubation_seed (
  incubation_id uuid NOT NULL REFERENCES incubation (id),
  project_id uuid NOT NULL UNIQUE REFERENCES project (id) ON UPDATE CASCADE ON DELETE RESTRICT,
  recorded_by_id uuid NOT NULL REFERENCES account (id),
  recorded_at timestamptz(3) NOT NULL DEFAULT clock(),
  PRIMARY KEY (incubation_id, project_id)
);

-- Points by criterion as they were called and weighed then.
CREATE TABLE incubation_assessment (
  id uuid NOT NULL PRIMARY KEY DEFAULT uuidv7(),
  incubation_id uuid NOT NULL REFERENCES incubation (id),
  assessed_on date NOT NULL,
  points jsonb NOT NULL,
  total smallint NOT NULL,
  -- EXCELLENT, GOOD, PASS, FAIL
  grade text NOT NULL,
  advice text NOT NULL,
  assessed_by_id uuid NOT NULL REFERENCES account (id),
  assessed_at timestamptz(3) NOT NULL DEFAULT clock(),
  reply text NOT NULL DEFAULT '',
  replied_by_id uuid REFERENCES account (id),
  replied_at timestamptz(3),
  UNIQUE (incubation_id, assessed_on),
  CONSTRAINT incubation_assessment_words CHECK (total BETWEEN 0 AND 100 AND grade IN ('EXCELLENT', 'GOOD', 'PASS', 'FAIL') AND btrim(advice) <> ''),
  CONSTRAINT incubation_assessment_reply CHECK ((replied_at IS NULL) = (reply = '') AND (replied_at IS NULL) = (replied_by_id IS NULL))
);
CREATE TRIGGER keep BEFORE UPDATE ON incubation_assessment FOR EACH ROW EXECUTE FUNCTION keep_columns('id', 'incubation_id', 'assessed_on', 'points', 'total', 'grade', 'advice', 'assessed_by_id', 'assessed_at');
CREATE TRIGGER append_only BEFORE DELETE OR TRUNCATE ON incubation_assessment FOR EACH STATEMENT EXECUTE FUNCTION append_only();

-- What the tenant declares towards graduation, and the incubator confirms.
CREATE TABLE incubation_declaration (
  incubation_id uuid NOT NULL REFERENCES incubation (id),
  code text NOT NULL,
  words text NOT NULL,
  -- Of staff: how many.
  number int,
  declared_by_id uuid NOT NULL REFERENCES account (id),
  declared_at timestamptz(3) NOT NULL,
  confirmed_by_id uuid REFERENCES account (id),
  confirmed_at timestamptz(3),
  refused_reason text NOT NULL DEFAULT '',
  PRIMARY KEY (incubation_id, code),
  CONSTRAINT incubation_declaration_words CHECK (code IN ('RULES_AND_ACCOUNTS', 'FUNDED_PROJECT', 'STAFF', 'ANNUAL_REPORT') AND btrim(words) <> '' AND (code = 'STAFF') = (number IS NOT NULL) AND coalesce(number BETWEEN 0 AND 10000, true)),
  CONSTRAINT incubation_declaration_two_sides CHECK (confirmed_by_id <> declared_by_id),
  CONSTRAINT incubation_declaration_ends CHECK ((confirmed_at IS NULL) = (confirmed_by_id IS NULL) AND (confirmed_at IS NULL OR refused_reason = ''))
);

-- ---------------------------------------------------------------------------------------------------------------------
-- Trainings.
CREATE TABLE incubator_training (
  id uuid NOT NULL PRIMARY KEY DEFAULT uuidv7(),
  incubator_id uuid NOT NULL REFERENCES incubator (id),
  title text NOT NULL,
  about text NOT NULL DEFAULT '',
  place text NOT NULL,
  starts_at timestamptz(3) NOT NULL,
  hours numeric(4, 1) NOT NULL,
  seats int NOT NULL,
  -- ALL, TENANTS
  for_whom text NOT NULL,
  made_by_id uuid NOT NULL REFERENCES account (id),
  made_at timestamptz(3) NOT NULL DEFAULT clock(),
  cancelled_at timestamptz(3),
  cancelled_reason text NOT NULL DEFAULT '',
  -- Attendance was recorded.
  held_at timestamptz(3),
  reminded_at timestamptz(3),
  CONSTRAINT incubator_training_whole CHECK (btrim(title) <> '' AND btrim(place) <> '' AND hours > 0 AND hours <= 80 AND seats BETWEEN 1 AND 10000 AND for_whom IN ('ALL', 'TENANTS')),
  CONSTRAINT incubator_training_cancelled CHECK ((cancelled_at IS NULL) = (cancelled_reason = '') AND (cancelled_at IS NULL OR held_at IS NULL)),
  UNIQUE (incubator_id, title, starts_at)
);
CREATE INDEX incubator_training_day ON incubator_training (incubator_id, starts_at);
CREATE INDEX incubator_training_ahead ON incubator_training (starts_at) WHERE reminded_at IS NULL AND cancelled_at IS NULL;
CREATE TRIGGER keep BEFORE UPDATE ON incubator_training FOR EACH ROW EXECUTE FUNCTION keep_columns('id', 'incubator_id', 'title', 'starts_at', 'hours', 'for_whom', 'made_by_id', 'made_at');
CREATE TRIGGER append_only BEFORE DELETE OR TRUNCATE ON incubator_training FOR EACH STATEMENT EXECUTE FUNCTION append_only();

CREATE TABLE training_signup (
  id uuid NOT NULL PRIMARY KEY DEFAULT uuidv7(),
  training_id uuid NOT NULL REFERENCES incubator_training (id),
  -- An organization, or a group in an incubator.
  organization_id uuid REFERENCES organization (id),
  incubation_id uuid REFERENCES incubation (id),
  people int NOT NULL,
  signed_up_by_id uuid NOT NULL REFERENCES account (id),
  signed_up_at timestamptz(3) NOT NULL DEFAULT clock(),
  cancelled_at timestamptz(3),
  attended int,
  recorded_by_id uuid REFERENCES account (id),
  CONSTRAINT training_signup_who CHECK ((organization_id IS NULL) <> (incubation_id IS NULL)),
  CONSTRAINT training_signup_people CHECK (people BETWEEN 1 AND 100 AND coalesce(attended BETWEEN 0 AND 100, true) AND (attended IS NULL) = (recorded_by_id IS NULL))
);
CREATE UNIQUE INDEX one_training_signup ON training_signup (training_id, organization_id) WHERE cancelled_at IS NULL;
CREATE UNIQUE INDEX one_group_training_signup ON training_signup (training_id, incubation_id) WHERE cancelled_at IS NULL;
CREATE INDEX training_signup_organization ON training_signup (organization_id);
CREATE INDEX training_signup_incubation ON training_signup (incubation_id);
CREATE TRIGGER keep BEFORE UPDATE ON training_signup FOR EACH ROW EXECUTE FUNCTION keep_columns('id', 'training_id', 'organization_id', 'incubation_id', 'people', 'signed_up_by_id', 'signed_up_at');
CREATE TRIGGER append_only BEFORE DELETE OR TRUNCATE ON training_signup FOR EACH STATEMENT EXECUTE FUNCTION append_only();

-- ---------------------------------------------------------------------------------------------------------------------
-- Rules.
-- Places held in a class: given, or in use.
CREATE FUNCTION incubator_class_taken(p_class uuid) RETURNS int LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
  SELECT count(*)::int FROM incubation WHERE class_id = p_class AND state IN ('ADMITTED', 'ACTIVE', 'LEAVING')
$$;
-- Seats and square metres that agreements hold, of those who are in or about to come; the newest agreement of each counts.
CREATE FUNCTION incubator_held(p_incubator uuid, OUT seats int, OUT area_m2 int) LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
  SELECT coalesce(sum(a.seats), 0)::int, coalesce(sum(a.area_m2), 0)::int FROM incubation i
    JOIN LATERAL (SELECT x.seats, x.area_m2 FROM incubation_agreement x WHERE x.incubation_id = i.id AND x.withdrawn_at IS NULL ORDER BY x.number DESC LIMIT 1) a ON true
  WHERE i.incubator_id = p_incubator AND i.state IN ('ADMITTED', 'ACTIVE', 'LEAVING')
$$;

-- The last day on which something of a tenancy was seen: a service, an assessment, a goal reached, a training attended.
CREATE FUNCTION incubation_seen(p_incubation uuid) RETURNS date LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
  SELECT max(d) FROM (
    SELECT max(given_on) AS d FROM incubation_service WHERE incubation_id = p_incubation
    UNION ALL SELECT max(assessed_on) FROM incubation_assessment WHERE incubation_id = p_incubation
    UNION ALL SELECT max(done_on) FROM incubation_goal WHERE incubation_id = p_incubation
    UNION ALL SELECT max((v.starts_at AT TIME ZONE 'Asia/Shanghai')::date) FROM incubation i JOIN training_signup s ON s.incubation_id = i.id OR s.organization_id = i.organization_id
      JOIN incubator_training v ON v.id = s.training_id WHERE i.id = p_incubation AND s.attended > 0) x
$$;

CREATE FUNCTION guard_incubator() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE v_region region; v_path text; v_seats int; v_area int;
BEGIN
  SELECT * INTO v_region FROM region WHERE id = NEW.region_id;
  NEW.level := v_region.level;
  IF v_region.level = 'COMMUNITY' THEN PERFORM refuse('incubator.no-level'); END IF;
  IF NEW.parent_id IS NOT NULL THEN
    SELECT r.path INTO v_path FROM incubator p JOIN region r ON r.id = p.region_id WHERE p.id = NEW.parent_id;
    -- The one above is of a place that this one's lies in: so the tree has no circles.
    IF v_path IS NULL OR v_region.path NOT LIKE v_path || '/%' THEN PERFORM refuse('incubator.parent-elsewhere'); END IF;
  END IF;
  IF NEW.body_id IS NOT NULL THEN
    SELECT r.path INTO v_path FROM body b JOIN region r ON r.id = b.region_id WHERE b.id = NEW.body_id;
    IF NOT (v_region.path = v_path OR v_region.path LIKE v_path || '/%') THEN PERFORM refuse('incubator.body-elsewhere'); END IF;
  END IF;
  IF TG_OP = 'UPDATE' THEN
    IF OLD.body_id IS NOT NULL AND NEW.body_id IS DISTINCT FROM OLD.body_id THEN PERFORM refuse('incubator.body-stays'); END IF;
    IF NEW.seats < OLD.seats OR NEW.area_m2 < OLD.area_m2 THEN
      SELECT h.seats, h.area_m2 INTO v_seats, v_area FROM incubator_held(NEW.id) h;
      IF NEW.seats < v_seats OR NEW.area_m2 < v_area THEN PERFORM refuse('incubator.capacity-below'); END IF;
    END IF;
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER incubator_guard BEFORE INSERT OR UPDATE ON incubator FOR EACH ROW EXECUTE FUNCTION guard_incubator();

CREATE FUNCTION guard_incubator_class() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  IF NEW.quota < OLD.quota AND NEW.quota < incubator_class_taken(NEW.id) THEN PERFORM refuse('incubator.quota-below'); END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER incubator_class_guard BEFORE UPDATE ON incubator_class FOR EACH ROW EXECUTE FUNCTION guard_incubator_class();

-- One item of the test of graduation on a day: true, false, or null where this site knows nothing of it.
CREATE FUNCTION incubation_known(p_organization uuid, p_code text, p_on date) RETURNS boolean LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
  SELECT CASE p_code
    WHEN 'REGISTERED' THEN coalesce((SELECT o.credit_code IS NOT NULL AND o.state = 'ACTIVE' AND o.kind <> 'COMMUNITY_GROUP' FROM organization o WHERE o.id = p_organization), false)
    WHEN 'FUNDED_PROJECT' THEN CASE WHEN EXISTS (SELECT 1 FROM project p WHERE p.organization_id = p_organization AND p.state = 'COMPLETED') THEN true END
    WHEN 'ANNUAL_REPORT' THEN (SELECT e.conclusion = 'PASS' FROM credit_event e WHERE e.organization_id = p_organization AND e.kind = 'ANNUAL_INSPECTION' AND e.confirmed_at IS NOT NULL AND e.happened_on <= p_on
      AND NOT EXISTS (SELECT 1 FROM credit_request q WHERE q.event_id = e.id AND q.kind = 'CORRECTION' AND q.granted) ORDER BY e.year DESC, e.happened_on DESC LIMIT 1)
  END
$$;
-- Codes of what still keeps a tenant from graduating. The same as app/domain/incubator/graduation.ts.
CREATE FUNCTION incubation_test_missing(p_incubation uuid, p_on date) RETURNS SETOF text LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
  SELECT t.code FROM incubation i
    JOIN incubator_test t ON t.valid_from = (SELECT max(valid_from) FROM incubator_test WHERE valid_from <= p_on) AND t.is_required
    LEFT JOIN incubation_declaration d ON d.incubation_id = i.id AND d.code = t.code AND d.confirmed_at IS NOT NULL
  WHERE i.id = p_incubation AND NOT coalesce(
    CASE WHEN t.how = 'DECLARED' THEN NULL ELSE incubation_known(i.organization_id, t.code, p_on) END,
    t.how <> 'COMPUTED' AND d.code IS NOT NULL AND (t.code <> 'STAFF' OR d.number >= (incubator_rule_on(p_on)).staff_min), false)
$$;

CREATE FUNCTION guard_incubation() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE v_base incubator; v_quota int; v_person uuid;
BEGIN
  SELECT * INTO v_base FROM incubator WHERE id = NEW.incubator_id;
  IF TG_OP = 'INSERT' THEN
    IF NOT v_base.is_open THEN PERFORM refuse('incubator.closed'); END IF;
    IF NEW.organization_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM organization_membership WHERE organization_id = NEW.organization_id AND account_id = NEW.account_id) THEN PERFORM refuse('forbidden'); END IF;
    IF NEW.was_group <> (NEW.organization_id IS NULL) THEN PERFORM refuse('incubation.wrong-state'); END IF;
    RETURN NEW;
  END IF;
  IF OLD.state NOT IN ('DRAFT', 'RETURNED') AND (NEW.class_id, NEW.kind, NEW.group_name, NEW.initiators, NEW.stage, NEW.need, NEW.plan, NEW.people, NEW.wanted_seats, NEW.wanted_m2)
     IS DISTINCT FROM (OLD.class_id, OLD.kind, OLD.group_name, OLD.initiators, OLD.stage, OLD.need, OLD.plan, OLD.people, OLD.wanted_seats, OLD.wanted_m2) THEN PERFORM refuse('incubation.frozen'); END IF;
  IF OLD.state IN ('GRADUATED', 'LEFT', 'REFUSED', 'WITHDRAWN') AND NEW.state = OLD.state AND NEW.organization_id IS NOT DISTINCT FROM OLD.organization_id THEN PERFORM refuse('incubation.wrong-state'); END IF;
  -- A group becomes an organization, one of its own leader's; a community group that is only filed becomes a registered one of the same owner's.
  IF NEW.organization_id IS DISTINCT FROM OLD.organization_id THEN
    IF OLD.state IN ('GRADUATED', 'LEFT', 'REFUSED', 'WITHDRAWN') OR NEW.organization_id IS NULL OR (OLD.organization_id IS NOT NULL
      AND NOT EXISTS (SELECT 1 FROM organization WHERE id = OLD.organization_id AND kind = 'COMMUNITY_GROUP' AND credit_code IS NULL)) THEN PERFORM refuse('incubation.wrong-state'); END IF;
    IF (CASE WHEN OLD.organization_id IS NULL THEN NOT EXISTS (SELECT 1 FROM organization_membership WHERE organization_id = NEW.organization_id AND account_id = NEW.account_id AND role = 'OWNER')
      ELSE NOT EXISTS (SELECT 1 FROM organization_membership a JOIN organization_membership b ON b.account_id = a.account_id AND b.role = 'OWNER' JOIN organization n ON n.id = b.organization_id
        WHERE a.organization_id = OLD.organization_id AND a.role = 'OWNER' AND n.id = NEW.organization_id AND n.credit_code IS NOT NULL) END) THEN PERFORM refuse('incubation.not-owner'); END IF;
  END IF;
  -- Nobody decides over themselves or an organization of theirs.
  FOREACH v_person IN ARRAY ARRAY[CASE WHEN NEW.checked_by_id IS DISTINCT FROM OLD.checked_by_id THEN NEW.checked_by_id END, NEW.graduated_by_id,
      CASE WHEN NEW.notice_by_id IS DISTINCT FROM OLD.notice_by_id THEN NEW.notice_by_id END] LOOP
    IF v_person = NEW.account_id OR EXISTS (SELECT 1 FROM organization_membership WHERE organization_id = NEW.organization_id AND account_id = v_person) THEN PERFORM refuse('account.interested'); END IF;
  END LOOP;
  IF NEW.state = OLD.state THEN RETURN NEW; END IF;
  IF NEW.state = 'SENT' THEN
    IF OLD.state = 'DRAFT' AND NOT v_base.is_open THEN PERFORM refuse('incubator.closed'); END IF;
    IF NOT NEW.kind = ANY (v_base.kinds) THEN PERFORM refuse('incubation.kind-not-offered'); END IF;
    IF EXISTS (SELECT 1 FROM organization WHERE id = NEW.organization_id AND state = 'SUSPENDED') THEN PERFORM refuse('incubation.organization-suspended'); END IF;
  ELSIF NEW.state = 'ADMITTED' THEN
    -- One after the other for a class: whoever comes while it is full is refused, however many come at once.
    SELECT quota INTO v_quota FROM incubator_class WHERE id = NEW.class_id FOR UPDATE;
    IF incubator_class_taken(NEW.class_id) >= v_quota THEN PERFORM refuse('incubation.class-full'); END IF;
    IF EXISTS (SELECT 1 FROM incubation w WHERE w.class_id = NEW.class_id AND w.state = 'WAITING' AND w.id <> NEW.id AND (OLD.state <> 'WAITING' OR (w.queued_at, w.id) < (OLD.queued_at, OLD.id))) THEN
      PERFORM refuse('incubation.others-wait');
    END IF;
    NEW.admitted_at := clock();
  ELSIF NEW.state = 'WAITING' THEN
    NEW.queued_at := clock();
  ELSIF NEW.state = 'ACTIVE' AND OLD.state = 'ADMITTED' THEN
    SELECT a.from_on, a.to_on INTO NEW.from_on, NEW.to_on FROM incubation_agreement a WHERE a.incubation_id = NEW.id AND a.number = 1 AND a.signed_at IS NOT NULL;
    IF NEW.from_on IS NULL THEN PERFORM refuse('incubation.not-signed'); END IF;
  ELSIF NEW.state = 'GRADUATED' THEN
    IF NEW.graduated_on > today() OR NEW.graduated_on < NEW.from_on THEN PERFORM refuse('incubation.day'); END IF;
    IF EXISTS (SELECT 1 FROM incubation_test_missing(NEW.id, today())) THEN PERFORM refuse('incubation.test-not-passed'); END IF;
  ELSIF NEW.state = 'LEFT' THEN
    IF NEW.left_on > today() OR NEW.left_on < NEW.from_on THEN PERFORM refuse('incubation.day'); END IF;
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER incubation_guard BEFORE INSERT OR UPDATE ON incubation FOR EACH ROW EXECUTE FUNCTION guard_incubation();

-- An organization's page names its incubator while it is in it and after it graduated.
CREATE FUNCTION show_incubation() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  IF NEW.organization_id IS NULL THEN RETURN NULL; END IF;
  IF OLD.organization_id <> NEW.organization_id THEN
    UPDATE organization SET incubator_id = NULL WHERE id = OLD.organization_id AND incubator_id = NEW.incubator_id;
  END IF;
  IF NEW.state IN ('ACTIVE', 'LEAVING', 'GRADUATED') THEN
    UPDATE organization SET incubator_id = NEW.incubator_id WHERE id = NEW.organization_id AND incubator_id IS DISTINCT FROM NEW.incubator_id;
  ELSIF NEW.state = 'LEFT' THEN
    UPDATE organization SET incubator_id = NULL WHERE id = NEW.organization_id AND incubator_id = NEW.incubator_id;
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER incubation_shown AFTER UPDATE OF state, organization_id ON incubation FOR EACH ROW EXECUTE FUNCTION show_incubation();

CREATE FUNCTION guard_incubation_agreement() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE i incubation; v_base incubator; v_rule incubator_rule; v_seats int; v_area int; v_months int;
BEGIN
  SELECT * INTO i FROM incubation WHERE id = NEW.incubation_id FOR UPDATE;
  IF TG_OP = 'INSERT' THEN
    IF NOT ((NEW.number = 1 AND i.state = 'ADMITTED') OR (NEW.number > 1 AND i.state = 'ACTIVE')) THEN PERFORM refuse('incubation.wrong-state'); END IF;
    v_rule := incubator_rule_on(today());
    IF NEW.number > 1 + v_rule.extensions_max THEN PERFORM refuse('incubation.extended-already'); END IF;
    IF NEW.number > 1 AND (i.extension_asked_at IS NULL OR NEW.from_on <> i.to_on + 1) THEN PERFORM refuse('incubation.extension-day'); END IF;
    v_months := CASE WHEN NEW.number = 1 THEN v_rule.term_months ELSE v_rule.extension_months END;
    IF NEW.to_on >= (NEW.from_on + make_interval(months => v_months))::date THEN PERFORM refuse('incubation.term-too-long'); END IF;
    IF NEW.number = 1 AND (NEW.from_on < today() - 31 OR NEW.from_on > today() + 92) THEN PERFORM refuse('incubation.start-day'); END IF;
    IF i.kind = 'VIRTUAL' AND (NEW.seats > 0 OR NEW.area_m2 > 0) THEN PERFORM refuse('incubation.virtual-takes-none'); END IF;
    SELECT * INTO v_base FROM incubator WHERE id = i.incubator_id FOR UPDATE;
    -- What the others hold; an extension takes the place of what it extends.
    SELECT h.seats, h.area_m2 INTO v_seats, v_area FROM incubator_held(i.incubator_id) h;
    SELECT v_seats - coalesce(max(a.seats), 0), v_area - coalesce(max(a.area_m2), 0) INTO v_seats, v_area
      FROM (SELECT seats, area_m2 FROM incubation_agreement WHERE incubation_id = i.id AND withdrawn_at IS NULL ORDER BY number DESC LIMIT 1) a;
    IF v_seats + NEW.seats > v_base.seats OR v_area + NEW.area_m2 > v_base.area_m2 THEN PERFORM refuse('incubation.no-room'); END IF;
    IF NEW.offered_by_id = i.account_id OR EXISTS (SELECT 1 FROM organization_membership WHERE organization_id = i.organization_id AND account_id = NEW.offered_by_id) THEN PERFORM refuse('account.interested'); END IF;
    IF NOT EXISTS (SELECT 1 FROM body_membership WHERE body_id = v_base.body_id AND account_id = NEW.offered_by_id AND role = 'APPROVER') THEN PERFORM refuse('forbidden'); END IF;
  ELSE
    IF OLD.signed_at IS NOT NULL OR OLD.withdrawn_at IS NOT NULL THEN PERFORM refuse('incubation.decided'); END IF;
    IF NEW.signed_at IS NOT NULL AND i.state NOT IN ('ADMITTED', 'ACTIVE') THEN PERFORM refuse('incubation.wrong-state'); END IF;
    IF NEW.signed_by_id IS NOT NULL AND NOT (CASE WHEN i.organization_id IS NULL THEN NEW.signed_by_id = i.account_id
        ELSE EXISTS (SELECT 1 FROM organization_membership WHERE organization_id = i.organization_id AND account_id = NEW.signed_by_id AND role IN ('OWNER', 'CERTIFIER')) END) THEN PERFORM refuse('forbidden'); END IF;
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER incubation_agreement_guard BEFORE INSERT OR UPDATE ON incubation_agreement FOR EACH ROW EXECUTE FUNCTION guard_incubation_agreement();
-- An extension that was signed moves the end.
CREATE FUNCTION extend_incubation() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  IF NEW.signed_at IS NOT NULL AND OLD.signed_at IS NULL AND NEW.number > 1 THEN
    UPDATE incubation SET to_on = NEW.to_on, reminded_at = NULL, version = version + 1 WHERE id = NEW.incubation_id;
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER incubation_extended AFTER UPDATE ON incubation_agreement FOR EACH ROW EXECUTE FUNCTION extend_incubation();

-- What is done for tenants and said of them is of the time of their tenancy.
CREATE FUNCTION guard_incubation_part() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE i incubation; v_on date;
BEGIN
  SELECT * INTO i FROM incubation WHERE id = NEW.incubation_id FOR SHARE;
  IF TG_TABLE_NAME = 'incubation_service' THEN
    v_on := NEW.given_on;
    IF TG_OP = 'UPDATE' AND (OLD.confirmed_at IS NOT NULL OR OLD.disputed_at IS NOT NULL) THEN PERFORM refuse('incubation.decided'); END IF;
  ELSIF TG_TABLE_NAME = 'incubation_assessment' THEN
    v_on := NEW.assessed_on;
    IF TG_OP = 'UPDATE' AND OLD.replied_at IS NOT NULL THEN PERFORM refuse('incubation.decided'); END IF;
    IF TG_OP = 'INSERT' AND (NEW.assessed_by_id = i.account_id OR EXISTS (SELECT 1 FROM organization_membership WHERE organization_id = i.organization_id AND account_id = NEW.assessed_by_id)) THEN PERFORM refuse('account.interested'); END IF;
  ELSIF TG_TABLE_NAME = 'incubation_seed' THEN
    IF NOT EXISTS (SELECT 1 FROM project p WHERE p.id = NEW.project_id AND p.organization_id = i.organization_id) THEN PERFORM refuse('incubation.seed-elsewhere'); END IF;
  END IF;
  IF TG_OP = 'INSERT' THEN
    IF i.state NOT IN ('ACTIVE', 'LEAVING') THEN PERFORM refuse('incubation.wrong-state'); END IF;
    IF v_on > today() OR v_on < i.from_on THEN PERFORM refuse('incubation.day'); END IF;
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER incubation_service_guard BEFORE INSERT OR UPDATE ON incubation_service FOR EACH ROW EXECUTE FUNCTION guard_incubation_part();
CREATE TRIGGER incubation_assessment_guard BEFORE INSERT OR UPDATE ON incubation_assessment FOR EACH ROW EXECUTE FUNCTION guard_incubation_part();
CREATE TRIGGER incubation_seed_guard BEFORE INSERT ON incubation_seed FOR EACH ROW EXECUTE FUNCTION guard_incubation_part();

-- What was confirmed is not written over; who declares is no official of the incubator.
CREATE FUNCTION guard_incubation_declaration() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE i incubation;
BEGIN
  SELECT * INTO i FROM incubation WHERE id = NEW.incubation_id FOR SHARE;
  IF i.state NOT IN ('ACTIVE', 'LEAVING') THEN PERFORM refuse('incubation.wrong-state'); END IF;
  IF TG_OP = 'UPDATE' AND OLD.confirmed_at IS NOT NULL THEN PERFORM refuse('incubation.decided'); END IF;
  IF NEW.confirmed_by_id IS NOT NULL AND (NEW.confirmed_by_id = i.account_id OR EXISTS (SELECT 1 FROM organization_membership WHERE organization_id = i.organization_id AND account_id = NEW.confirmed_by_id)) THEN PERFORM refuse('account.interested'); END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER incubation_declaration_guard BEFORE INSERT OR UPDATE ON incubation_declaration FOR EACH ROW EXECUTE FUNCTION guard_incubation_declaration();

-- Seats of a training, one sign-up after the other; nobody signs up for what is over, called off or for tenants only.
CREATE FUNCTION guard_training_signup() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE v incubator_training; v_taken int;
BEGIN
  SELECT * INTO v FROM incubator_training WHERE id = NEW.training_id FOR UPDATE;
  IF TG_OP = 'INSERT' THEN
    IF v.cancelled_at IS NOT NULL THEN PERFORM refuse('incubator.training-cancelled'); END IF;
    IF v.starts_at <= clock() THEN PERFORM refuse('incubator.training-over'); END IF;
    IF v.for_whom = 'TENANTS' AND NOT EXISTS (SELECT 1 FROM incubation i WHERE i.state IN ('ACTIVE', 'LEAVING') AND (i.id = NEW.incubation_id OR i.organization_id = NEW.organization_id)) THEN PERFORM refuse('incubator.tenants-only'); END IF;
    SELECT coalesce(sum(people), 0) INTO v_taken FROM training_signup WHERE training_id = v.id AND cancelled_at IS NULL;
    IF v_taken + NEW.people > v.seats THEN PERFORM refuse('incubator.training-full'); END IF;
  ELSE
    IF NEW.cancelled_at IS NOT NULL AND OLD.cancelled_at IS NULL AND v.starts_at <= clock() THEN PERFORM refuse('incubator.training-over'); END IF;
    IF OLD.cancelled_at IS NOT NULL THEN PERFORM refuse('incubation.decided'); END IF;
    IF NEW.attended IS NOT NULL AND (v.starts_at > clock() OR v.cancelled_at IS NOT NULL) THEN PERFORM refuse('incubator.training-ahead'); END IF;
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER training_signup_guard BEFORE INSERT OR UPDATE ON training_signup FOR EACH ROW EXECUTE FUNCTION guard_training_signup();

-- ---------------------------------------------------------------------------------------------------------------------
-- "Incubated" as a fact of a day: a tenant, or an alumnus; who left otherwise is neither any more. The same as
-- app/domain/incubator/incubated.ts.
CREATE FUNCTION incubated_on(p_organization uuid, p_on date) RETURNS TABLE (incubation_id uuid, incubator_id uuid, region_id uuid, standing text, since date)
LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
  SELECT i.id, i.incubator_id, b.region_id, CASE WHEN i.graduated_on <= p_on THEN 'ALUMNUS' ELSE 'TENANT' END, i.from_on
  FROM incubation i JOIN incubator b ON b.id = i.incubator_id
  WHERE i.organization_id = p_organization AND i.state IN ('ACTIVE', 'LEAVING', 'GRADUATED', 'LEFT') AND i.from_on <= p_on AND (i.left_on IS NULL OR p_on < i.left_on)
  ORDER BY i.from_on, i.id
$$;
-- The condition of a call of this kind that an organization does not meet; null where it meets what is required.
CREATE FUNCTION incubation_unmet(p_call uuid, p_organization uuid, p_on date) RETURNS text LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
  SELECT k.kind::text FROM call_condition k JOIN call c ON c.id = k.call_id JOIN region g ON g.id = c.region_id
  WHERE k.call_id = p_call AND k.use = 'REQUIRED' AND k.kind::text IN ('INCUBATED', 'INCUBATED_HERE')
    AND NOT EXISTS (SELECT 1 FROM incubated_on(p_organization, p_on) s JOIN region r ON r.id = s.region_id
      WHERE k.kind::text = 'INCUBATED' OR r.path = g.path OR r.path LIKE g.path || '/%')
  ORDER BY k.kind::text DESC LIMIT 1
$$;
CREATE FUNCTION guard_incubation_of_bid() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  IF incubation_unmet(NEW.call_id, NEW.organization_id, today()) IS NOT NULL THEN PERFORM refuse('bid.not-incubated'); END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER bid_incubation_guard BEFORE UPDATE OF state ON bid FOR EACH ROW WHEN (NEW.state = 'SEALED' AND OLD.state <> 'SEALED') EXECUTE FUNCTION guard_incubation_of_bid();
-- Only a venture may ask it: in a purchase it would shut others out (实施条例 art. 20).
CREATE FUNCTION guard_incubation_of_call() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  IF NEW.method <> 'VENTURE_CALL' AND EXISTS (SELECT 1 FROM call_condition WHERE call_id = NEW.id AND kind::text IN ('INCUBATED', 'INCUBATED_HERE')) THEN PERFORM refuse('call.incubated-in-ventures'); END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER call_incubation_guard BEFORE UPDATE OF state ON call FOR EACH ROW WHEN (NEW.state IN ('SUBMITTED', 'PUBLISHED') AND NEW.state <> OLD.state) EXECUTE FUNCTION guard_incubation_of_call();

-- ---------------------------------------------------------------------------------------------------------------------
-- Rights.
REVOKE INSERT, UPDATE ON incubator_rule, incubator_criterion, incubator_test FROM commonweal_app;
GRANT SELECT ON incubator_rule, incubator_criterion, incubator_test TO commonweal_app;
REVOKE UPDATE ON incubation_file, incubation_agreement, incubation_service, incubation_seed, incubation_assessment, incubator_training, training_signup FROM commonweal_app;
GRANT UPDATE (signed_by_id, signed_at, withdrawn_at, withdrawn_by_id, withdrawn_reason) ON incubation_agreement TO commonweal_app;
GRANT UPDATE (confirmed_by_id, confirmed_at, disputed_at, disputed_reason) ON incubation_service TO commonweal_app;
GRANT UPDATE (reply, replied_by_id, replied_at) ON incubation_assessment TO commonweal_app;
GRANT UPDATE (about, place, seats, cancelled_at, cancelled_reason, held_at, reminded_at) ON incubator_training TO commonweal_app;
GRANT UPDATE (cancelled_at, attended, recorded_by_id) ON training_signup TO commonweal_app;
GRANT DELETE ON incubation_goal, incubation_file TO commonweal_app;
