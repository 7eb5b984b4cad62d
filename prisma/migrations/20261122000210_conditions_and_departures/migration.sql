-- Why: who may bid, who is preferred, what is reserved and which securities are asked for are limits that the law draws tightly
-- (实施条例 art. 20, 33, 48; 财政部令第102号 art. 10). As fields they can be checked; as prose they could not. Departing from advice
-- is allowed with a reason in writing, kept with the call and published with it.
CREATE TYPE condition_kind AS ENUM ('LEGAL_PERSON', 'CLEAN_RECORD', 'LICENCE', 'STAFF_AND_EQUIPMENT', 'FINANCES', 'REGION',
  'ORGANIZATION_FORM', 'OWNERSHIP', 'REGIONAL_TRACK_RECORD', 'YEARS_REGISTERED', 'SCALE', 'PRIZES', 'OTHER');
CREATE TYPE condition_use AS ENUM ('REQUIRED', 'PREFERRED');
CREATE TYPE reservation AS ENUM ('NONE', 'SMALL_ENTERPRISES');
CREATE TYPE award_mode AS ENUM ('SINGLE', 'MULTI');

ALTER TABLE call
  ADD COLUMN reservation reservation NOT NULL DEFAULT 'NONE',
  ADD COLUMN negative_list_checked boolean NOT NULL DEFAULT false,
  ADD COLUMN bid_bond_fen bigint NOT NULL DEFAULT 0,
  ADD COLUMN performance_bond_bps int NOT NULL DEFAULT 0,
  ADD COLUMN award_mode award_mode NOT NULL DEFAULT 'SINGLE',
  ADD CONSTRAINT call_bonds CHECK (bid_bond_fen >= 0 AND performance_bond_bps BETWEEN 0 AND 10000);
UPDATE call SET award_mode = 'MULTI' WHERE method = 'VENTURE_CALL' AND state = 'DRAFT';

CREATE TABLE call_condition (
  id uuid NOT NULL DEFAULT uuidv7(),
  call_id uuid NOT NULL,
  position smallint NOT NULL,
  use condition_use NOT NULL,
  kind condition_kind NOT NULL,
  text text NOT NULL,
  CONSTRAINT call_condition_pkey PRIMARY KEY (id),
  CONSTRAINT call_condition_call_id_fkey FOREIGN KEY (call_id) REFERENCES call (id) ON DELETE CASCADE ON UPDATE CASCADE,
  CONSTRAINT call_condition_says CHECK (text <> '')
);
CREATE UNIQUE INDEX call_condition_call_id_position_key ON call_condition (call_id, position);
CREATE TRIGGER call_condition_guard BEFORE INSERT OR UPDATE OR DELETE ON call_condition FOR EACH ROW EXECUTE FUNCTION guard_call_part();
GRANT DELETE ON call_condition TO commonweal_app;

-- `finding` names the warning inside its call; code, data and citation are as they were when it was written.
CREATE TABLE call_departure (
  call_id uuid NOT NULL,
  finding text NOT NULL,
  code text NOT NULL,
  data jsonb NOT NULL DEFAULT '{}',
  citation jsonb,
  reason text NOT NULL,
  by_id uuid NOT NULL REFERENCES account (id),
  at timestamptz(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  CONSTRAINT call_departure_pkey PRIMARY KEY (call_id, finding),
  CONSTRAINT call_departure_call_id_fkey FOREIGN KEY (call_id) REFERENCES call (id) ON DELETE CASCADE ON UPDATE CASCADE,
  CONSTRAINT call_departure_says_why CHECK (reason <> '')
);
CREATE FUNCTION guard_call_departure() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  IF (SELECT state FROM call WHERE id = coalesce(NEW.call_id, OLD.call_id)) NOT IN ('DRAFT', 'SUBMITTED') THEN PERFORM refuse('call.frozen'); END IF;
  RETURN coalesce(NEW, OLD);
END $$;
CREATE TRIGGER call_departure_guard BEFORE INSERT OR UPDATE OR DELETE ON call_departure FOR EACH ROW EXECUTE FUNCTION guard_call_departure();
GRANT DELETE ON call_departure TO commonweal_app;

-- What the book forbids is not published, whatever the code says. Beside guard_call, which keeps what holds for every book.
CREATE FUNCTION guard_call_conditions() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE book jsonb; price numeric;
BEGIN
  IF OLD.state <> 'DRAFT' AND (NEW.reservation, NEW.negative_list_checked, NEW.bid_bond_fen, NEW.performance_bond_bps, NEW.award_mode)
     IS DISTINCT FROM (OLD.reservation, OLD.negative_list_checked, OLD.bid_bond_fen, OLD.performance_bond_bps, OLD.award_mode) THEN
    PERFORM refuse('call.frozen');
  END IF;
  IF NEW.state <> 'PUBLISHED' OR OLD.state <> 'SUBMITTED' THEN RETURN NEW; END IF;
  SELECT content INTO book FROM rule_book WHERE code = NEW.rule_book_code AND version = NEW.rule_book_version;
  IF (book #>> '{conditions,negativeList}')::boolean AND NOT NEW.negative_list_checked THEN PERFORM refuse('call.negative-list'); END IF;
  IF book #>> '{conditions,preferences}' = 'forbidden' AND EXISTS (
    SELECT 1 FROM call_condition WHERE call_id = NEW.id AND kind IN ('REGION', 'ORGANIZATION_FORM', 'OWNERSHIP', 'REGIONAL_TRACK_RECORD')
  ) THEN PERFORM refuse('call.discriminating'); END IF;
  IF NEW.reservation = 'SMALL_ENTERPRISES' AND book #>> '{conditions,smallEnterprises}' = 'notApplicable' THEN PERFORM refuse('call.reservation'); END IF;
  IF NEW.bid_bond_fen * 100 > NEW.budget_fen * coalesce((book #>> '{bonds,bidPctMax}')::numeric, 0)
     OR NEW.performance_bond_bps > 100 * coalesce((book #>> '{bonds,performancePctMax}')::numeric, 0) THEN PERFORM refuse('call.bond-too-high'); END IF;
  IF NEW.award_mode = 'MULTI' AND book #>> '{award,mode}' = 'single' THEN PERFORM refuse('call.award-mode'); END IF;
  SELECT max_points INTO price FROM criterion WHERE call_id = NEW.id AND kind = 'PRICE';
  IF price IS NOT NULL AND (book #>> '{priceWeight,isStatutory}')::boolean
     AND price NOT BETWEEN (book #>> '{priceWeight,min}')::numeric AND (book #>> '{priceWeight,max}')::numeric THEN PERFORM refuse('call.price-weight'); END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER call_conditions_guard BEFORE UPDATE ON call FOR EACH ROW EXECUTE FUNCTION guard_call_conditions();
