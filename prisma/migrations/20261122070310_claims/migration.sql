-- Why: what an organization spent of public money is shown voucher by voucher, against the budget both sides signed. One invoice is paid
-- once: the same number of the same seller is refused anywhere on the platform unless every part of it says that it is a part, and the
-- parts are no more than the whole. The same file under another number is a mark for the reviewer, since one page may hold two vouchers.

-- ---------------------------------------------------------------------------------------------------------------------
-- What may be spent on what. Dated data, written by migrations: `effect` REFUSE or WARN; `bps` of the contract's amount or of the line,
-- `fen` for a person and a day.
CREATE TABLE cost_rule (
  regime regime NOT NULL,
  -- STAFF_SHARE, LABOUR_SHARE (staff and volunteers), MANAGEMENT_SHARE, LINE_SHARE, EXPERT_SENIOR, EXPERT_OTHER, EXPERT_LATER (from the
  -- third day), TRAINING, MEETING
  code text NOT NULL,
  valid_from date NOT NULL,
  effect text NOT NULL,
  bps int,
  fen bigint,
  source_zh text NOT NULL,
  source_en text NOT NULL,
  is_confirmed boolean NOT NULL,
  PRIMARY KEY (regime, code, valid_from),
  CONSTRAINT cost_rule_whole CHECK (effect IN ('REFUSE', 'WARN') AND (bps IS NULL) <> (fen IS NULL) AND coalesce(bps, 0) >= 0 AND coalesce(fen, 1) > 0)
);
INSERT INTO cost_rule (regime, code, valid_from, effect, bps, fen, source_zh, source_en, is_confirmed) VALUES
  ('VENTURE', 'STAFF_SHARE', '2020-01-01', 'WARN', 3000, NULL, '广州市社会组织公益创投活动（2020 年起）人员经费不超过资助额 30%', 'Guangzhou venture calls since 2020: staff at most 30% of the grant', false),
  ('VENTURE', 'LABOUR_SHARE', '2000-01-01', 'WARN', 5000, NULL, '公益创投项目申报书编制要求：人员与志愿者费用合计不超过 50%', 'Application form for venture projects: staff and volunteers at most 50%', false),
  ('VENTURE', 'MANAGEMENT_SHARE', '2000-01-01', 'REFUSE', 0, NULL, '公益创投项目申报书编制要求：不得提取管理费', 'Application form for venture projects: no management fee', false),
  ('VENTURE', 'EXPERT_SENIOR', '2000-01-01', 'REFUSE', NULL, 50000, '公益创投项目申报书编制要求：高级职称专家每人每天 500 元', 'Application form for venture projects: senior experts 500 yuan a day', false),
  ('VENTURE', 'EXPERT_OTHER', '2000-01-01', 'REFUSE', NULL, 30000, '公益创投项目申报书编制要求：其他专家每人每天 300 元', 'Application form for venture projects: other experts 300 yuan a day', false),
  ('VENTURE', 'EXPERT_LATER', '2000-01-01', 'REFUSE', NULL, 20000, '公益创投项目申报书编制要求：第三天起每人每天 200 元', 'Application form for venture projects: 200 yuan from the third day on', false),
  ('VENTURE', 'TRAINING', '2000-01-01', 'REFUSE', NULL, 35000, '公益创投项目申报书编制要求：培训每人每天不超过 350 元', 'Application form for venture projects: training at most 350 yuan for a person and a day', false),
  ('VENTURE', 'MEETING', '2000-01-01', 'REFUSE', NULL, 40000, '公益创投项目申报书编制要求：会议每人每天不超过 400 元', 'Application form for venture projects: meetings at most 400 yuan for a person and a day', false),
  ('VENTURE', 'LINE_SHARE', '2000-01-01', 'REFUSE', 11000, NULL, '社区公益服务项目绩效评估导则（上海市地方标准）：预算调整超过 10% 须变更合同', 'Shanghai local standard on evaluating community service projects: above 10% of a line the contract is changed first', false),
  ('PROCUREMENT', 'LINE_SHARE', '2000-01-01', 'REFUSE', 11000, NULL, '社区公益服务项目绩效评估导则（上海市地方标准）：预算调整超过 10% 须变更合同', 'Shanghai local standard on evaluating community service projects: above 10% of a line the contract is changed first', false);
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON cost_rule FOR EACH STATEMENT EXECUTE FUNCTION append_only();
REVOKE INSERT, UPDATE ON cost_rule FROM commonweal_app;

-- How a project is closed: until when its spending counts, what becomes of unspent money (RETURN, or KEEP where a fixed price was paid
-- for a result), whether a third party audits it, how long its file is kept.
CREATE TABLE closing_rule (
  instrument instrument NOT NULL,
  valid_from date NOT NULL,
  settlement_days int NOT NULL,
  unspent text NOT NULL,
  needs_audit boolean NOT NULL,
  archive_years int NOT NULL,
  source_zh text NOT NULL,
  source_en text NOT NULL,
  is_confirmed boolean NOT NULL,
  PRIMARY KEY (instrument, valid_from),
  CONSTRAINT closing_rule_whole CHECK (unspent IN ('RETURN', 'KEEP') AND settlement_days BETWEEN 0 AND 366 AND archive_years BETWEEN 1 AND 100)
);
INSERT INTO closing_rule (instrument, valid_from, settlement_days, unspent, needs_audit, archive_years, source_zh, source_en, is_confirmed) VALUES
  ('PROJECT_GRANT', '2000-01-01', 30, 'RETURN', true, 15, '徐州、广州公益创投办法：结束后一个月内申请验收，结余资金收回；政府采购法第四十二条：采购文件保存十五年', 'Venture rules of Xuzhou and Guangzhou: acceptance asked for within a month of the end, unspent money goes back; Government Procurement Law art. 42: files are kept for fifteen years', false),
  ('VENTURE_GRANT', '2000-01-01', 30, 'RETURN', true, 15, '徐州、广州公益创投办法：结束后一个月内申请验收，结余资金收回；政府采购法第四十二条：采购文件保存十五年', 'Venture rules of Xuzhou and Guangzhou: acceptance asked for within a month of the end, unspent money goes back; Government Procurement Law art. 42: files are kept for fifteen years', false),
  ('POST_PURCHASE', '2000-01-01', 30, 'KEEP', false, 15, '固定价格合同按验收结果付款，结余归承接主体；政府采购法第四十二条：采购文件保存十五年', 'A fixed price is paid for what was accepted, what is left is the supplier’s; Government Procurement Law art. 42: files are kept for fifteen years', false),
  ('AWARD_IN_LIEU', '2000-01-01', 30, 'KEEP', false, 15, '以奖代补按成果拨付，结余归承接主体；政府采购法第四十二条：采购文件保存十五年', 'A reward is paid for a result, what is left is the supplier’s; Government Procurement Law art. 42: files are kept for fifteen years', false);
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON closing_rule FOR EACH STATEMENT EXECUTE FUNCTION append_only();
REVOKE INSERT, UPDATE ON closing_rule FROM commonweal_app;

-- The rules of a project are those of the day its contract was signed: a later rule binds no earlier contract.
CREATE FUNCTION cost_rules_of(p_project uuid) RETURNS SETOF cost_rule LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
  SELECT DISTINCT ON (r.code) r.* FROM project p JOIN call c ON c.id = p.call_id JOIN contract k ON k.id = p.contract_id JOIN cost_rule r ON r.regime = c.regime
  WHERE p.id = p_project AND r.valid_from <= coalesce((k.signed_at AT TIME ZONE 'Asia/Shanghai')::date, today()) ORDER BY r.code, r.valid_from DESC
$$;
CREATE FUNCTION closing_rule_of(p_project uuid) RETURNS SETOF closing_rule LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
  SELECT r.* FROM project p JOIN contract k ON k.id = p.contract_id JOIN closing_rule r ON r.instrument = p.instrument
  WHERE p.id = p_project AND r.valid_from <= coalesce((k.signed_at AT TIME ZONE 'Asia/Shanghai')::date, today()) ORDER BY r.valid_from DESC LIMIT 1
$$;

-- ---------------------------------------------------------------------------------------------------------------------
-- A batch: the spending of a period, submitted by one and certified by another.
CREATE TABLE expense_batch (
  id uuid NOT NULL PRIMARY KEY DEFAULT uuidv7(),
  project_id uuid NOT NULL REFERENCES project (id) ON UPDATE CASCADE ON DELETE RESTRICT,
  number smallint NOT NULL,
  from_on date NOT NULL,
  to_on date NOT NULL,
  state expense_batch_state NOT NULL DEFAULT 'DRAFT',
  submitted_by_id uuid REFERENCES account (id),
  submitted_at timestamptz(3),
  certified_by_id uuid REFERENCES account (id),
  certified_at timestamptz(3),
  return_reason text NOT NULL DEFAULT '',
  version int NOT NULL DEFAULT 1,
  CONSTRAINT expense_batch_period CHECK (from_on <= to_on),
  CONSTRAINT expense_batch_whole CHECK ((state = 'DRAFT' OR submitted_by_id IS NOT NULL AND submitted_at IS NOT NULL)
    AND (state = 'CERTIFIED') = (certified_at IS NOT NULL) AND (state = 'CERTIFIED') = (certified_by_id IS NOT NULL)),
  CONSTRAINT expense_batch_four_eyes CHECK (certified_by_id <> submitted_by_id)
);
CREATE UNIQUE INDEX expense_batch_project_id_number_key ON expense_batch (project_id, number);
CREATE UNIQUE INDEX one_open_batch ON expense_batch (project_id) WHERE state <> 'CERTIFIED';
CREATE TRIGGER keep BEFORE UPDATE ON expense_batch FOR EACH ROW EXECUTE FUNCTION keep_columns('id', 'project_id', 'number');
CREATE TRIGGER append_only BEFORE DELETE OR TRUNCATE ON expense_batch FOR EACH STATEMENT EXECUTE FUNCTION append_only();

CREATE TABLE expense (
  id uuid NOT NULL PRIMARY KEY DEFAULT uuidv7(),
  project_id uuid NOT NULL REFERENCES project (id) ON UPDATE CASCADE ON DELETE RESTRICT,
  batch_id uuid NOT NULL REFERENCES expense_batch (id) ON UPDATE CASCADE ON DELETE RESTRICT,
  -- Position of the budget line; null only where the contract has none.
  line_no smallint,
  kind expense_kind NOT NULL,
  spent_on date NOT NULL,
  payee text NOT NULL,
  purpose text NOT NULL,
  -- What this project bears of it, fen.
  amount_fen bigint NOT NULL,
  -- Persons times days, for experts, training and meetings.
  person_days int,
  -- Of an expert fee: whether the expert is a senior one, and how many persons it is for.
  is_senior boolean,
  persons int,
  invoice_no text NOT NULL DEFAULT '',
  invoice_code text NOT NULL DEFAULT '',
  -- The whole invoice, where only a part of it is borne by this item.
  invoice_fen bigint,
  file_id uuid NOT NULL REFERENCES file (id) ON UPDATE CASCADE ON DELETE RESTRICT,
  -- The same file was already there with another project when this was entered.
  is_same_file boolean NOT NULL DEFAULT false,
  state expense_state NOT NULL DEFAULT 'ENTERED',
  question text NOT NULL DEFAULT '',
  answer text NOT NULL DEFAULT '',
  answered_by_id uuid REFERENCES account (id),
  answered_at timestamptz(3),
  reviewed_by_id uuid REFERENCES account (id),
  reviewed_at timestamptz(3),
  review_reason text NOT NULL DEFAULT '',
  entered_by_id uuid NOT NULL REFERENCES account (id),
  entered_at timestamptz(3) NOT NULL DEFAULT clock(),
  version int NOT NULL DEFAULT 1,
  -- Two spellings of one seller are one seller.
  seller_key text GENERATED ALWAYS AS (lower(regexp_replace(translate(payee, '（）', '()'), '\s', '', 'g'))) STORED,
  FOREIGN KEY (project_id, line_no) REFERENCES budget_line (project_id, position) ON UPDATE CASCADE ON DELETE RESTRICT,
  CONSTRAINT expense_amount CHECK (amount_fen > 0),
  CONSTRAINT expense_named CHECK (btrim(payee) <> '' AND btrim(purpose) <> ''),
  CONSTRAINT expense_shared CHECK (invoice_fen IS NULL OR invoice_no <> '' AND invoice_fen > amount_fen),
  CONSTRAINT expense_days CHECK ((kind IN ('EXPERT', 'TRAINING', 'MEETING')) = (person_days IS NOT NULL) AND coalesce(person_days, 1) BETWEEN 1 AND 100000
    AND (kind = 'EXPERT') = (is_senior IS NOT NULL) AND (kind = 'EXPERT') = (persons IS NOT NULL) AND coalesce(persons, 1) >= 1 AND coalesce(persons, 1) <= coalesce(person_days, 1)),
  CONSTRAINT expense_reviewed_whole CHECK ((state = 'QUESTIONED') <= (question <> '') AND (state IN ('ACCEPTED', 'DISALLOWED')) <= (reviewed_by_id IS NOT NULL AND reviewed_at IS NOT NULL)
    AND (state = 'DISALLOWED') <= (review_reason <> '') AND (state = 'ANSWERED') <= (answer <> ''))
);
CREATE INDEX expense_project_id_batch_id_idx ON expense (project_id, batch_id);
CREATE INDEX expense_invoice ON expense (invoice_no, seller_key) WHERE invoice_no <> '';
CREATE INDEX expense_file_id_idx ON expense (file_id);
CREATE TRIGGER keep BEFORE UPDATE ON expense FOR EACH ROW EXECUTE FUNCTION keep_columns('id', 'project_id', 'batch_id', 'file_id', 'is_same_file', 'entered_by_id', 'entered_at');
GRANT DELETE ON expense TO commonweal_app;

INSERT INTO lifecycle_edge (lifecycle, from_state, event, to_state) VALUES
  ('expense_batch', 'DRAFT', 'submit', 'SUBMITTED'),
  ('expense_batch', 'SUBMITTED', 'giveBack', 'DRAFT'),
  ('expense_batch', 'SUBMITTED', 'certify', 'CERTIFIED'),
  ('expense', 'ENTERED', 'question', 'QUESTIONED'),
  ('expense', 'ENTERED', 'accept', 'ACCEPTED'),
  ('expense', 'ENTERED', 'disallow', 'DISALLOWED'),
  ('expense', 'QUESTIONED', 'answer', 'ANSWERED'),
  ('expense', 'QUESTIONED', 'disallow', 'DISALLOWED'),
  ('expense', 'ANSWERED', 'accept', 'ACCEPTED'),
  ('expense', 'ANSWERED', 'question', 'QUESTIONED'),
  ('expense', 'ANSWERED', 'disallow', 'DISALLOWED');
CREATE TRIGGER expense_batch_lifecycle BEFORE INSERT OR UPDATE OF state ON expense_batch FOR EACH ROW EXECUTE FUNCTION guard_lifecycle('expense_batch', 'DRAFT');
CREATE TRIGGER expense_lifecycle BEFORE INSERT OR UPDATE OF state ON expense FOR EACH ROW EXECUTE FUNCTION guard_lifecycle('expense', 'ENTERED');

-- The last day on which spending of a project counts.
CREATE FUNCTION settlement_ends_on(p_project uuid) RETURNS date LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
  SELECT p.ends_on + coalesce((SELECT settlement_days FROM closing_rule_of(p.id)), 0) FROM project p WHERE p.id = p_project
$$;

CREATE FUNCTION guard_expense_batch() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE p project;
BEGIN
  SELECT * INTO p FROM project WHERE id = NEW.project_id FOR SHARE;
  IF p.started_at IS NULL OR p.state NOT IN ('ACTIVE', 'SUSPENDED', 'COMPLETED', 'TERMINATED') THEN PERFORM refuse('claim.not-running'); END IF;
  IF TG_OP = 'UPDATE' THEN
    IF OLD.state = 'CERTIFIED' THEN PERFORM refuse('claim.certified'); END IF;
    IF NEW.state IN ('SUBMITTED', 'CERTIFIED') AND OLD.state <> NEW.state THEN
      IF NOT EXISTS (SELECT 1 FROM expense WHERE batch_id = NEW.id) THEN PERFORM refuse('claim.empty-batch'); END IF;
      IF EXISTS (SELECT 1 FROM expense WHERE batch_id = NEW.id AND spent_on NOT BETWEEN NEW.from_on AND NEW.to_on) THEN PERFORM refuse('claim.outside-period'); END IF;
    END IF;
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER expense_batch_guard BEFORE INSERT OR UPDATE ON expense_batch FOR EACH ROW EXECUTE FUNCTION guard_expense_batch();

-- One item: its day, its invoice, its rates. What it says is settled with its batch.
CREATE FUNCTION guard_expense() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE p project; b expense_batch; v_rate bigint; v_later bigint; v_limit bigint;
BEGIN
  SELECT * INTO b FROM expense_batch WHERE id = coalesce(NEW.batch_id, OLD.batch_id) FOR SHARE;
  IF TG_OP = 'DELETE' THEN
    IF b.state <> 'DRAFT' THEN PERFORM refuse('claim.submitted'); END IF;
    RETURN OLD;
  END IF;
  -- Sums over a project are judged one item after another. (A generated column is not there yet before its row is.)
  SELECT * INTO p FROM project WHERE id = NEW.project_id FOR UPDATE;
  IF b.project_id <> p.id THEN PERFORM refuse('claim.other-project'); END IF;
  IF TG_OP = 'UPDATE' AND (to_jsonb(NEW) - ARRAY['state', 'question', 'answer', 'answered_by_id', 'answered_at', 'reviewed_by_id', 'reviewed_at', 'review_reason', 'version', 'seller_key'])
     = (to_jsonb(OLD) - ARRAY['state', 'question', 'answer', 'answered_by_id', 'answered_at', 'reviewed_by_id', 'reviewed_at', 'review_reason', 'version', 'seller_key']) THEN
    IF NEW.state = OLD.state THEN RETURN NEW; END IF;
    IF b.state <> 'CERTIFIED' THEN PERFORM refuse('claim.not-certified'); END IF;
    IF p.state = 'CLOSED' THEN PERFORM refuse('claim.not-running'); END IF;
    IF NEW.state IN ('QUESTIONED', 'ACCEPTED', 'DISALLOWED') THEN PERFORM assert_no_interest_in_project(NEW.reviewed_by_id, p.id); END IF;
    RETURN NEW;
  END IF;
  IF b.state <> 'DRAFT' THEN PERFORM refuse('claim.submitted'); END IF;
  IF NEW.spent_on < p.starts_on THEN PERFORM refuse('claim.too-early'); END IF;
  IF NEW.spent_on > settlement_ends_on(p.id) THEN PERFORM refuse('claim.too-late'); END IF;
  IF NEW.spent_on > today() THEN PERFORM refuse('claim.not-yet'); END IF;
  IF NEW.line_no IS NULL AND EXISTS (SELECT 1 FROM budget_line WHERE project_id = p.id) THEN PERFORM refuse('claim.no-line'); END IF;
  IF NOT EXISTS (SELECT 1 FROM file WHERE id = NEW.file_id AND purpose = 'VOUCHER' AND organization_id = p.organization_id) THEN PERFORM refuse('claim.no-voucher'); END IF;

  IF NEW.invoice_no <> '' THEN
    PERFORM pg_advisory_xact_lock(hashtextextended('invoice:' || NEW.invoice_no, 0));
    IF EXISTS (SELECT 1 FROM expense x WHERE x.invoice_no = NEW.invoice_no AND x.invoice_code = NEW.invoice_code
        AND lower(regexp_replace(translate(NEW.payee, '（）', '()'), '\s', '', 'g')) = x.seller_key
        AND x.id <> NEW.id AND x.state <> 'DISALLOWED' AND x.invoice_fen IS DISTINCT FROM NEW.invoice_fen) THEN PERFORM refuse('claim.invoice-used'); END IF;
    IF EXISTS (SELECT 1 FROM expense x WHERE x.invoice_no = NEW.invoice_no AND x.invoice_code = NEW.invoice_code
        AND lower(regexp_replace(translate(NEW.payee, '（）', '()'), '\s', '', 'g')) = x.seller_key
        AND x.id <> NEW.id AND x.state <> 'DISALLOWED' AND x.invoice_fen IS NULL) THEN PERFORM refuse('claim.invoice-used'); END IF;
    IF NEW.invoice_fen < NEW.amount_fen + (SELECT coalesce(sum(x.amount_fen), 0) FROM expense x WHERE x.invoice_no = NEW.invoice_no AND x.invoice_code = NEW.invoice_code
        AND lower(regexp_replace(translate(NEW.payee, '（）', '()'), '\s', '', 'g')) = x.seller_key AND x.id <> NEW.id AND x.state <> 'DISALLOWED') THEN PERFORM refuse('claim.invoice-overdrawn'); END IF;
  END IF;
  IF TG_OP = 'INSERT' THEN
    NEW.is_same_file := EXISTS (SELECT 1 FROM expense x JOIN file f ON f.id = x.file_id JOIN file n ON n.id = NEW.file_id WHERE f.sha256 = n.sha256 AND x.project_id <> NEW.project_id);
  END IF;

  -- Rates for a person and a day.
  IF NEW.person_days IS NOT NULL THEN
    SELECT fen INTO v_rate FROM cost_rules_of(p.id) WHERE effect = 'REFUSE' AND code = CASE WHEN NEW.kind = 'EXPERT' THEN CASE WHEN NEW.is_senior THEN 'EXPERT_SENIOR' ELSE 'EXPERT_OTHER' END ELSE NEW.kind::text END;
    v_limit := v_rate * NEW.person_days;
    IF NEW.kind = 'EXPERT' THEN
      SELECT fen INTO v_later FROM cost_rules_of(p.id) WHERE effect = 'REFUSE' AND code = 'EXPERT_LATER';
      -- Two days for each person at the full rate, the rest at the later one.
      v_limit := v_rate * least(NEW.person_days, 2 * NEW.persons) + coalesce(v_later, v_rate) * greatest(NEW.person_days - 2 * NEW.persons, 0);
    END IF;
    IF NEW.amount_fen > v_limit THEN PERFORM refuse('claim.above-rate'); END IF;
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER expense_guard BEFORE INSERT OR UPDATE OR DELETE ON expense FOR EACH ROW EXECUTE FUNCTION guard_expense();

-- What shares allow, over all items that are not disallowed; rows of a project above their limit. `line_no` for a line's own.
CREATE FUNCTION cost_excess(p_project uuid) RETURNS TABLE (code text, line_no smallint, effect text, limit_fen bigint, spent_fen bigint) LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
  WITH x AS (SELECT e.line_no, e.kind, e.amount_fen FROM expense e WHERE e.project_id = p_project AND e.state <> 'DISALLOWED'),
  r AS (SELECT * FROM cost_rules_of(p_project) WHERE bps IS NOT NULL), p AS (SELECT amount_fen FROM project WHERE id = p_project)
  SELECT * FROM (
    SELECT r.code, NULL::smallint, r.effect, (p.amount_fen * r.bps / 10000)::bigint AS limit_fen, coalesce((SELECT sum(x.amount_fen) FROM x WHERE CASE r.code
      WHEN 'STAFF_SHARE' THEN x.kind = 'STAFF' WHEN 'LABOUR_SHARE' THEN x.kind IN ('STAFF', 'VOLUNTEER') ELSE x.kind = 'MANAGEMENT' END), 0)::bigint AS spent_fen
    FROM r CROSS JOIN p WHERE r.code IN ('STAFF_SHARE', 'LABOUR_SHARE', 'MANAGEMENT_SHARE')
    UNION ALL
    SELECT r.code, l.position, r.effect, (l.amount_fen * r.bps / 10000)::bigint, coalesce((SELECT sum(x.amount_fen) FROM x WHERE x.line_no = l.position), 0)::bigint
    FROM r JOIN budget_line l ON l.project_id = p_project WHERE r.code = 'LINE_SHARE') s
  WHERE s.spent_fen > s.limit_fen
$$;
CREATE FUNCTION check_cost_shares() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE v_code text;
BEGIN
  SELECT code INTO v_code FROM cost_excess(NEW.project_id) WHERE effect = 'REFUSE' AND (line_no IS NULL OR line_no = NEW.line_no) LIMIT 1;
  IF v_code = 'LINE_SHARE' THEN PERFORM refuse('claim.above-line'); END IF;
  IF v_code = 'MANAGEMENT_SHARE' THEN PERFORM refuse('claim.management-fee'); END IF;
  IF v_code IS NOT NULL THEN PERFORM refuse('claim.above-share'); END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER cost_shares AFTER INSERT OR UPDATE OF amount_fen, line_no, kind ON expense FOR EACH ROW EXECUTE FUNCTION check_cost_shares();

-- ---------------------------------------------------------------------------------------------------------------------
-- A random sample of certified items. It is drawn here, from its seed alone: nobody picks, and anybody with the seed can draw it again.
CREATE TABLE expense_sample (
  id uuid NOT NULL PRIMARY KEY DEFAULT uuidv7(),
  project_id uuid NOT NULL REFERENCES project (id) ON UPDATE CASCADE ON DELETE RESTRICT,
  number smallint NOT NULL,
  seed text NOT NULL,
  size int NOT NULL,
  -- How many items it was drawn from: all certified ones of that moment.
  population int NOT NULL DEFAULT 0,
  drawn_by_id uuid NOT NULL REFERENCES account (id),
  drawn_at timestamptz(3) NOT NULL,
  CONSTRAINT expense_sample_size CHECK (size BETWEEN 1 AND 500 AND char_length(seed) BETWEEN 1 AND 100)
);
CREATE UNIQUE INDEX expense_sample_project_id_number_key ON expense_sample (project_id, number);
CREATE TABLE expense_sample_item (
  sample_id uuid NOT NULL REFERENCES expense_sample (id) ON UPDATE CASCADE ON DELETE RESTRICT,
  place int NOT NULL,
  expense_id uuid NOT NULL REFERENCES expense (id) ON UPDATE CASCADE ON DELETE RESTRICT,
  PRIMARY KEY (sample_id, place)
);
CREATE UNIQUE INDEX expense_sample_item_expense ON expense_sample_item (sample_id, expense_id);
CREATE INDEX expense_sample_item_expense_id_idx ON expense_sample_item (expense_id);
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON expense_sample FOR EACH STATEMENT EXECUTE FUNCTION append_only();
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON expense_sample_item FOR EACH STATEMENT EXECUTE FUNCTION append_only();
REVOKE INSERT, UPDATE ON expense_sample_item FROM commonweal_app;

-- In the order of sha256(seed, a colon, the item's id): chance for whoever does not know the seed, the same for whoever does.
CREATE FUNCTION expense_draw(p_project uuid, p_seed text, p_at timestamptz) RETURNS TABLE (place bigint, expense_id uuid) LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
  SELECT row_number() OVER (ORDER BY sha256(convert_to(p_seed || ':' || e.id, 'utf8')), e.id), e.id
  FROM expense e JOIN expense_batch b ON b.id = e.batch_id WHERE e.project_id = p_project AND b.state = 'CERTIFIED' AND b.certified_at <= p_at
$$;
CREATE FUNCTION guard_expense_sample() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  PERFORM 1 FROM project WHERE id = NEW.project_id FOR UPDATE;
  PERFORM assert_no_interest_in_project(NEW.drawn_by_id, NEW.project_id);
  NEW.drawn_at := clock();
  NEW.population := (SELECT count(*) FROM expense_draw(NEW.project_id, NEW.seed, NEW.drawn_at));
  IF NEW.population = 0 THEN PERFORM refuse('claim.nothing-to-sample'); END IF;
  NEW.size := least(NEW.size, NEW.population);
  RETURN NEW;
END $$;
CREATE TRIGGER expense_sample_guard BEFORE INSERT ON expense_sample FOR EACH ROW EXECUTE FUNCTION guard_expense_sample();
CREATE FUNCTION draw_expense_sample() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  INSERT INTO expense_sample_item (sample_id, place, expense_id) SELECT NEW.id, d.place, d.expense_id FROM expense_draw(NEW.project_id, NEW.seed, NEW.drawn_at) d WHERE d.place <= NEW.size;
  RETURN NULL;
END $$;
CREATE TRIGGER expense_sample_draw AFTER INSERT ON expense_sample FOR EACH ROW EXECUTE FUNCTION draw_expense_sample();
GRANT SELECT ON cost_rule, closing_rule TO commonweal_app;
