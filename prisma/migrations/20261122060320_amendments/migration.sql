-- Why: a signed contract changes only by an amendment, and what is in force is exactly what was signed. Each amendment says what it
-- changes, carries the whole amended content with its hash, and names the hash before it: original, amendment 1, 2, … are a chain.
-- A small shift between budget lines is a notice, a larger one needs an official, above that both sides sign; what counts is how far
-- the budget has gone from the one both sides signed last, so that many small shifts are not a large one unseen.

-- Dated data: a contract goes by the rule of the day it was signed. Shares in hundredths of a percent of the contract's amount,
-- each with its bound included.
CREATE TABLE amendment_rule (
  regime regime NOT NULL,
  valid_from date NOT NULL,
  notice_bps int NOT NULL,
  approval_bps int NOT NULL,
  source_zh text NOT NULL,
  source_en text NOT NULL,
  -- False: quoted from memory, to be confirmed before real use.
  is_confirmed boolean NOT NULL,
  CONSTRAINT amendment_rule_pkey PRIMARY KEY (regime, valid_from),
  CONSTRAINT amendment_rule_bounds CHECK (notice_bps >= 0 AND approval_bps >= notice_bps AND approval_bps <= 10000)
);
INSERT INTO amendment_rule (regime, valid_from, notice_bps, approval_bps, source_zh, source_en, is_confirmed) VALUES
  ('PROCUREMENT', '2000-01-01', 500, 1000, '社区公益服务项目绩效评估导则（上海市地方标准）预算调整条款', 'Shanghai local standard on evaluating community service projects, on changes of budgets', false),
  ('VENTURE', '2000-01-01', 500, 1000, '社区公益服务项目绩效评估导则（上海市地方标准）预算调整条款', 'Shanghai local standard on evaluating community service projects, on changes of budgets', false);
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON amendment_rule FOR EACH STATEMENT EXECUTE FUNCTION append_only();
REVOKE INSERT, UPDATE ON amendment_rule FROM commonweal_app;

CREATE TABLE amendment (
  id uuid NOT NULL PRIMARY KEY DEFAULT uuidv7(),
  contract_id uuid NOT NULL REFERENCES contract (id) ON UPDATE CASCADE ON DELETE RESTRICT,
  number smallint NOT NULL,
  kind text NOT NULL,
  -- Whose wish it is, and how much agreement it takes.
  side text NOT NULL,
  authority text NOT NULL,
  state amendment_state NOT NULL DEFAULT 'DRAFT',
  reason text NOT NULL,
  -- app/domain/amendment/changes.ts
  changes jsonb NOT NULL,
  moved_fen bigint NOT NULL DEFAULT 0,
  -- The whole amended content as canonical JSON, and its SHA-256.
  content_text text NOT NULL,
  content_sha256 text NOT NULL,
  previous_sha256 text NOT NULL,
  -- What stops to hold; what it was when it was settled.
  invalidates jsonb NOT NULL DEFAULT '[]',
  drafted_by_id uuid NOT NULL REFERENCES account (id),
  drafted_at timestamptz(3) NOT NULL,
  offered_by_id uuid REFERENCES account (id),
  offered_at timestamptz(3),
  settled_by_id uuid REFERENCES account (id),
  settled_at timestamptz(3),
  decision_reason text NOT NULL DEFAULT '',
  -- The transaction that put it in force: in it, and in no other, the parts of the contract may be changed.
  in_force_tx bigint,
  version int NOT NULL DEFAULT 1,
  CONSTRAINT amendment_words CHECK (kind IN ('BUDGET', 'MILESTONE') AND side IN ('BUYER', 'SUPPLIER') AND authority IN ('NOTICE', 'APPROVAL', 'CONTRACT')),
  CONSTRAINT amendment_says_why CHECK (reason <> '' AND (state <> 'REFUSED' OR decision_reason <> '')),
  CONSTRAINT amendment_kind CHECK (CASE kind WHEN 'BUDGET' THEN side = 'SUPPLIER' ELSE authority = 'CONTRACT' AND moved_fen = 0 END),
  CONSTRAINT amendment_hash CHECK (content_sha256 = encode(sha256(convert_to(content_text, 'utf8')), 'hex')),
  CONSTRAINT amendment_whole CHECK (CASE state
    WHEN 'DRAFT' THEN offered_at IS NULL AND offered_by_id IS NULL AND settled_at IS NULL AND settled_by_id IS NULL
    WHEN 'OFFERED' THEN offered_at IS NOT NULL AND offered_by_id IS NOT NULL AND settled_at IS NULL AND settled_by_id IS NULL AND authority <> 'NOTICE'
    WHEN 'WITHDRAWN' THEN settled_at IS NOT NULL AND settled_by_id IS NOT NULL
    ELSE offered_at IS NOT NULL AND offered_by_id IS NOT NULL AND settled_at IS NOT NULL AND settled_by_id IS NOT NULL END),
  CONSTRAINT amendment_two_sides CHECK (state NOT IN ('SIGNED', 'REFUSED') OR authority = 'NOTICE' OR offered_by_id <> settled_by_id)
);
-- A draft has the number it would have; once offered it keeps it. One is offered at a time, so that they follow one another.
CREATE UNIQUE INDEX amendment_contract_id_number_key ON amendment (contract_id, number) WHERE offered_at IS NOT NULL;
CREATE UNIQUE INDEX one_amendment_offered ON amendment (contract_id) WHERE state = 'OFFERED';
CREATE UNIQUE INDEX one_amendment_draft ON amendment (contract_id, side) WHERE state = 'DRAFT';
CREATE INDEX amendment_contract_id_idx ON amendment (contract_id);
CREATE TRIGGER keep BEFORE UPDATE ON amendment FOR EACH ROW EXECUTE FUNCTION keep_columns('id', 'contract_id', 'kind', 'side', 'drafted_by_id', 'drafted_at');

INSERT INTO lifecycle_edge (lifecycle, from_state, event, to_state) VALUES
  ('amendment', 'DRAFT', 'offer', 'OFFERED'),
  ('amendment', 'DRAFT', 'file', 'SIGNED'),
  ('amendment', 'DRAFT', 'withdraw', 'WITHDRAWN'),
  ('amendment', 'OFFERED', 'sign', 'SIGNED'),
  ('amendment', 'OFFERED', 'refuse', 'REFUSED'),
  ('amendment', 'OFFERED', 'withdraw', 'WITHDRAWN');
CREATE TRIGGER amendment_lifecycle BEFORE INSERT OR UPDATE OF state ON amendment FOR EACH ROW EXECUTE FUNCTION guard_lifecycle('amendment', 'DRAFT');

-- The content in force, and the last one that both sides signed: its budget is what shifts are measured against.
CREATE FUNCTION contract_in_force(p_contract uuid, p_both_signed boolean DEFAULT false)
RETURNS TABLE (number int, sha256 text, content jsonb) LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
  SELECT * FROM (
    SELECT 0, k.content_sha256, k.content_text::jsonb FROM contract k WHERE k.id = p_contract AND k.state = 'SIGNED'
    UNION ALL
    SELECT a.number, a.content_sha256, a.content_text::jsonb FROM amendment a
    WHERE a.contract_id = p_contract AND a.state = 'SIGNED' AND (NOT p_both_signed OR a.authority = 'CONTRACT')) versions (number, sha256, content)
  ORDER BY number DESC LIMIT 1
$$;

-- What the lines that grew have more than they had, in fen; null where the lines are not the same lines.
CREATE FUNCTION budget_moved(p_from jsonb, p_to jsonb) RETURNS bigint LANGUAGE sql IMMUTABLE SET search_path = public, pg_temp AS $$
  SELECT CASE WHEN count(*) FILTER (WHERE a IS NULL OR b IS NULL) = 0
    THEN coalesce(sum(greatest((b ->> 'amountFen')::bigint - (a ->> 'amountFen')::bigint, 0)), 0)::bigint END
  FROM jsonb_array_elements(p_from -> 'budgetLines') a FULL JOIN jsonb_array_elements(p_to -> 'budgetLines') b ON b ->> 'position' = a ->> 'position'
$$;

CREATE FUNCTION guard_amendment() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE k contract; p project; before record; agreed record; r amendment_rule; v_moved bigint; v_authority text;
BEGIN
  SELECT * INTO k FROM contract WHERE id = NEW.contract_id;
  SELECT * INTO p FROM project WHERE contract_id = NEW.contract_id FOR SHARE;
  IF TG_OP = 'INSERT' THEN NEW.in_force_tx := NULL;
  ELSE
    IF OLD.state NOT IN ('DRAFT', 'OFFERED') THEN PERFORM refuse('amendment.settled'); END IF;
    IF OLD.state = 'OFFERED' AND (NEW.number, NEW.reason, NEW.changes, NEW.authority, NEW.moved_fen, NEW.content_text, NEW.content_sha256, NEW.previous_sha256, NEW.offered_by_id, NEW.offered_at)
       IS DISTINCT FROM (OLD.number, OLD.reason, OLD.changes, OLD.authority, OLD.moved_fen, OLD.content_text, OLD.content_sha256, OLD.previous_sha256, OLD.offered_by_id, OLD.offered_at) THEN
      PERFORM refuse('amendment.offered');
    END IF;
    NEW.in_force_tx := OLD.in_force_tx;
    IF NEW.state IN ('REFUSED', 'WITHDRAWN') THEN RETURN NEW; END IF;
  END IF;
  IF k.state <> 'SIGNED' OR p.state NOT IN ('ACTIVE', 'SUSPENDED') THEN PERFORM refuse('amendment.project-over'); END IF;

  IF TG_OP = 'UPDATE' AND OLD.state = 'DRAFT' AND NEW.state <> 'DRAFT' THEN
    -- Two at once: the second waits for the first, and then finds it.
    PERFORM 1 FROM contract WHERE id = NEW.contract_id FOR UPDATE;
    IF EXISTS (SELECT 1 FROM amendment WHERE contract_id = NEW.contract_id AND state = 'OFFERED' AND id <> NEW.id) THEN PERFORM refuse('amendment.one-at-a-time'); END IF;
    IF NEW.number <> 1 + coalesce((SELECT max(number) FROM amendment WHERE contract_id = NEW.contract_id AND offered_at IS NOT NULL), 0) THEN PERFORM refuse('amendment.outdated'); END IF;
  END IF;
  SELECT * INTO before FROM contract_in_force(NEW.contract_id);
  IF before.content IS NULL THEN PERFORM refuse('amendment.no-original'); END IF;
  IF NEW.previous_sha256 <> before.sha256 OR NEW.content_text::jsonb -> 'amendment' ->> 'previousSha256' IS DISTINCT FROM before.sha256
     OR (NEW.content_text::jsonb -> 'amendment' ->> 'number')::int IS DISTINCT FROM NEW.number::int THEN PERFORM refuse('amendment.outdated'); END IF;
  IF NEW.kind = 'BUDGET' THEN
    SELECT * INTO agreed FROM contract_in_force(NEW.contract_id, true);
    SELECT * INTO r FROM amendment_rule WHERE regime = (SELECT regime FROM call WHERE id = p.call_id)
      AND valid_from <= (k.signed_at AT TIME ZONE 'Asia/Shanghai')::date ORDER BY valid_from DESC LIMIT 1;
    v_moved := budget_moved(agreed.content, NEW.content_text::jsonb);
    v_authority := CASE WHEN v_moved * 10000 <= r.notice_bps * p.amount_fen THEN 'NOTICE'
      WHEN v_moved * 10000 <= r.approval_bps * p.amount_fen THEN 'APPROVAL' WHEN v_moved IS NOT NULL THEN 'CONTRACT' END;
    IF NEW.moved_fen IS DISTINCT FROM v_moved OR NEW.authority IS DISTINCT FROM v_authority THEN PERFORM refuse('amendment.wrong-authority'); END IF;
  END IF;
  IF NEW.state = 'OFFERED' AND NEW.side = 'BUYER' THEN PERFORM assert_no_interest_in_project(NEW.offered_by_id, p.id); END IF;
  IF NEW.state = 'SIGNED' THEN
    -- Only a notice takes effect by being filed.
    IF OLD.state = 'DRAFT' AND NEW.authority <> 'NOTICE' THEN PERFORM refuse('amendment.wrong-authority'); END IF;
    IF NEW.side = 'SUPPLIER' AND NEW.authority <> 'NOTICE' THEN PERFORM assert_no_interest_in_project(NEW.settled_by_id, p.id); END IF;
    NEW.in_force_tx := pg_current_xact_id()::text::bigint;
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER amendment_guard BEFORE INSERT OR UPDATE ON amendment FOR EACH ROW EXECUTE FUNCTION guard_amendment();

CREATE FUNCTION is_being_amended(p_contract uuid, p_kind text) RETURNS boolean LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
  SELECT EXISTS (SELECT 1 FROM amendment WHERE contract_id = p_contract AND kind = p_kind AND state = 'SIGNED' AND in_force_tx = pg_current_xact_id()::text::bigint)
$$;

-- At commit the parts say what was signed, all of them and nothing else.
CREATE FUNCTION check_amendment_in_force() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE p project; c jsonb := NEW.content_text::jsonb;
BEGIN
  SELECT * INTO p FROM project WHERE contract_id = NEW.contract_id;
  IF p.amount_fen::text <> c ->> 'amountFen'
     OR (SELECT coalesce(jsonb_agg(jsonb_build_object('position', l.position, 'item', l.item, 'basis', l.basis, 'amountFen', l.amount_fen::text) ORDER BY l.position), '[]')
         FROM budget_line l WHERE l.project_id = p.id) <> c -> 'budgetLines'
     OR (SELECT coalesce(jsonb_agg(jsonb_build_object('position', m.position, 'title', m.title, 'deliverable', m.deliverable, 'dueOn', m.due_on::text,
           'trancheFen', coalesce(t.amount_fen, 0)::text, 'indicators', (
             SELECT coalesce(jsonb_agg(jsonb_build_object('name', i.name, 'unit', i.unit, 'target', i.target) ORDER BY i.position), '[]') FROM indicator i WHERE i.milestone_id = m.id))
           ORDER BY m.position), '[]')
         FROM milestone m LEFT JOIN tranche t ON t.milestone_id = m.id WHERE m.project_id = p.id) <> c -> 'milestones' THEN
    PERFORM refuse('amendment.outdated');
  END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER amendment_in_force AFTER UPDATE ON amendment DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW WHEN (NEW.state = 'SIGNED') EXECUTE FUNCTION check_amendment_in_force();

-- ---------------------------------------------------------------------------------------------------------------------
-- The parts of a contract move in the transaction of their amendment, and then only what it may change.
CREATE OR REPLACE FUNCTION guard_budget_line() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE k contract;
BEGIN
  SELECT c.* INTO k FROM project p JOIN contract c ON c.id = p.contract_id WHERE p.id = coalesce(NEW.project_id, OLD.project_id);
  IF k.state <> 'DRAFT' AND NOT (TG_OP = 'UPDATE' AND is_being_amended(k.id, 'BUDGET')) THEN PERFORM refuse('contract.offered'); END IF;
  RETURN coalesce(NEW, OLD);
END $$;

CREATE OR REPLACE FUNCTION guard_milestone() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE p project;
BEGIN
  SELECT * INTO p FROM project WHERE id = NEW.project_id;
  IF TG_OP = 'UPDATE' AND NEW.state <> OLD.state AND p.state <> 'ACTIVE' THEN PERFORM refuse('milestone.project-not-active'); END IF;
  IF TG_OP = 'UPDATE' AND (NEW.title, NEW.deliverable, NEW.due_on, NEW.position, NEW.project_id) IS NOT DISTINCT FROM (OLD.title, OLD.deliverable, OLD.due_on, OLD.position, OLD.project_id) THEN RETURN NEW; END IF;
  IF (SELECT state FROM contract WHERE id = p.contract_id) = 'DRAFT' THEN RETURN NEW; END IF;
  -- What is reported is judged by what was agreed when it was, and what is accepted stays.
  IF TG_OP = 'UPDATE' AND OLD.state IN ('PLANNED', 'RETURNED') AND (NEW.state, NEW.title, NEW.position, NEW.project_id) IS NOT DISTINCT FROM (OLD.state, OLD.title, OLD.position, OLD.project_id)
     AND is_being_amended(p.contract_id, 'MILESTONE') THEN RETURN NEW; END IF;
  PERFORM refuse('contract.offered');
  RETURN NEW;
END $$;

CREATE OR REPLACE FUNCTION guard_indicator() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE m milestone; k contract;
BEGIN
  SELECT * INTO m FROM milestone WHERE id = NEW.milestone_id;
  SELECT c.* INTO k FROM project p JOIN contract c ON c.id = p.contract_id WHERE p.id = m.project_id;
  IF TG_OP = 'UPDATE' AND NEW.milestone_id <> OLD.milestone_id THEN PERFORM refuse('contract.offered'); END IF;
  IF k.state = 'DRAFT' THEN RETURN NEW; END IF;
  IF TG_OP = 'UPDATE' AND m.state IN ('PLANNED', 'RETURNED') AND (NEW.id, NEW.position, NEW.name, NEW.unit) IS NOT DISTINCT FROM (OLD.id, OLD.position, OLD.name, OLD.unit)
     AND is_being_amended(k.id, 'MILESTONE') THEN RETURN NEW; END IF;
  PERFORM refuse('contract.offered');
  RETURN NEW;
END $$;
