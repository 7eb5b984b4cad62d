-- Why: venture calls give public money on top of what others bring: sixty of every hundred yuan (Guangzhou), or two for each donated
-- one, with a sum it does not go beyond (Dongguan). The rule is part of the call: an approver sees it, bidders budget by it, and it
-- stands still with the rest once the call is handed in.
CREATE TABLE matching_rule (
  call_id uuid NOT NULL PRIMARY KEY REFERENCES call (id) ON UPDATE CASCADE ON DELETE CASCADE,
  -- SHARE: public money is at most `bps` of the whole. RATIO: at most `bps` ten-thousandths of a fen for each fen of secured donations.
  kind text NOT NULL,
  bps int NOT NULL,
  -- Of a RATIO: never more than this with donations, and without any at most the other.
  cap_fen bigint,
  bare_fen bigint,
  -- Gifts in kind count up to this share of what counts of what others bring; 0: they do not count.
  in_kind_bps int NOT NULL,
  CONSTRAINT matching_rule_whole CHECK (in_kind_bps BETWEEN 0 AND 10000 AND CASE kind
    WHEN 'SHARE' THEN bps BETWEEN 1 AND 9999 AND cap_fen IS NULL AND bare_fen IS NULL
    WHEN 'RATIO' THEN bps BETWEEN 1 AND 1000000 AND cap_fen > 0 AND bare_fen BETWEEN 0 AND cap_fen AND cap_fen IS NOT NULL AND bare_fen IS NOT NULL
    ELSE false END)
);
CREATE TRIGGER matching_rule_frozen BEFORE INSERT OR UPDATE OR DELETE ON matching_rule FOR EACH ROW EXECUTE FUNCTION guard_call_part();
CREATE FUNCTION guard_matching_rule() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  IF (SELECT instrument FROM call WHERE id = NEW.call_id) <> 'VENTURE_GRANT' THEN PERFORM refuse('cofunding.venture-only'); END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER matching_rule_guard BEFORE INSERT OR UPDATE ON matching_rule FOR EACH ROW EXECUTE FUNCTION guard_matching_rule();
-- A draft that becomes something else than a venture grant asks nothing of others any more.
CREATE FUNCTION drop_matching_rule() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  DELETE FROM matching_rule WHERE call_id = NEW.id;
  RETURN NULL;
END $$;
CREATE TRIGGER matching_rule_gone AFTER UPDATE OF instrument ON call FOR EACH ROW WHEN (NEW.instrument <> 'VENTURE_GRANT' AND OLD.instrument = 'VENTURE_GRANT') EXECUTE FUNCTION drop_matching_rule();
GRANT SELECT, INSERT, UPDATE, DELETE ON matching_rule TO commonweal_app;

-- As pages and rules read it: null where the call has none.
CREATE FUNCTION matching_of(p_call uuid) RETURNS jsonb LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
  SELECT jsonb_build_object('kind', kind, 'bps', bps, 'capFen', cap_fen::text, 'bareFen', bare_fen::text, 'inKindBps', in_kind_bps) FROM matching_rule WHERE call_id = p_call
$$;

-- ---------------------------------------------------------------------------------------------------------------------
-- What others bring to a project, as both sides signed it; and what of it came in.
CREATE TABLE cofunding (
  id uuid NOT NULL PRIMARY KEY DEFAULT uuidv7(),
  project_id uuid NOT NULL REFERENCES project (id) ON UPDATE CASCADE ON DELETE RESTRICT,
  position smallint NOT NULL,
  -- OWN money, DONATION, IN_KIND.
  kind text NOT NULL,
  giver text NOT NULL DEFAULT '',
  amount_fen bigint NOT NULL,
  -- The giver said so in writing when the bid was sealed.
  is_agreed boolean NOT NULL,
  -- Of a gift in kind: how it was valued.
  valuation text NOT NULL DEFAULT '',
  -- The project bears its name.
  is_named boolean NOT NULL DEFAULT false,
  CONSTRAINT cofunding_whole CHECK (kind IN ('OWN', 'DONATION', 'IN_KIND') AND amount_fen > 0 AND (kind = 'OWN') = (giver = '') AND (kind = 'IN_KIND') = (valuation <> '')
    AND NOT (is_named AND kind = 'OWN'))
);
CREATE UNIQUE INDEX cofunding_project_id_position_key ON cofunding (project_id, position);
CREATE TRIGGER keep BEFORE UPDATE ON cofunding FOR EACH ROW EXECUTE FUNCTION keep_columns('id', 'project_id', 'position', 'kind', 'giver', 'amount_fen', 'is_agreed', 'valuation');
CREATE TRIGGER append_only BEFORE DELETE OR TRUNCATE ON cofunding FOR EACH STATEMENT EXECUTE FUNCTION append_only();
CREATE FUNCTION guard_cofunding() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE p project;
BEGIN
  SELECT * INTO p FROM project WHERE id = NEW.project_id FOR SHARE;
  IF TG_OP = 'INSERT' AND (SELECT state FROM contract WHERE id = p.contract_id) <> 'DRAFT' THEN PERFORM refuse('contract.offered'); END IF;
  IF NEW.is_named AND (TG_OP = 'INSERT' OR NOT OLD.is_named) THEN
    IF p.state = 'CLOSED' THEN PERFORM refuse('cofunding.project-closed'); END IF;
    -- Half of what the whole project costs (Dongguan).
    IF 2 * (SELECT sum(amount_fen) FROM cofunding WHERE project_id = p.id AND giver = NEW.giver)
       < p.amount_fen + (SELECT sum(amount_fen) FROM cofunding WHERE project_id = p.id) THEN PERFORM refuse('cofunding.less-than-half'); END IF;
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER cofunding_guard BEFORE UPDATE ON cofunding FOR EACH ROW EXECUTE FUNCTION guard_cofunding();
CREATE TRIGGER cofunding_insert_guard BEFORE INSERT ON cofunding FOR EACH ROW EXECUTE FUNCTION guard_cofunding();

CREATE TYPE cofunding_receipt_state AS ENUM ('RECORDED', 'CONFIRMED', 'REFUSED');
CREATE TABLE cofunding_receipt (
  id uuid NOT NULL PRIMARY KEY DEFAULT uuidv7(),
  cofunding_id uuid NOT NULL REFERENCES cofunding (id) ON UPDATE CASCADE ON DELETE RESTRICT,
  state cofunding_receipt_state NOT NULL DEFAULT 'RECORDED',
  received_on date NOT NULL,
  amount_fen bigint NOT NULL,
  file_id uuid NOT NULL REFERENCES file (id) ON UPDATE CASCADE ON DELETE RESTRICT,
  recorded_by_id uuid NOT NULL REFERENCES account (id),
  recorded_at timestamptz(3) NOT NULL DEFAULT clock(),
  decided_by_id uuid REFERENCES account (id),
  decided_at timestamptz(3),
  reason text NOT NULL DEFAULT '',
  CONSTRAINT cofunding_receipt_whole CHECK (amount_fen > 0 AND (state = 'RECORDED') = (decided_at IS NULL)
    AND (state = 'RECORDED') = (decided_by_id IS NULL) AND (state = 'REFUSED') = (reason <> '')),
  CONSTRAINT cofunding_receipt_four_eyes CHECK (decided_by_id <> recorded_by_id)
);
CREATE INDEX cofunding_receipt_cofunding_id_idx ON cofunding_receipt (cofunding_id);
CREATE INDEX cofunding_receipt_file_id_idx ON cofunding_receipt (file_id);
CREATE TRIGGER keep BEFORE UPDATE ON cofunding_receipt FOR EACH ROW EXECUTE FUNCTION keep_columns('id', 'cofunding_id', 'received_on', 'amount_fen', 'file_id', 'recorded_by_id', 'recorded_at');
CREATE TRIGGER append_only BEFORE DELETE OR TRUNCATE ON cofunding_receipt FOR EACH STATEMENT EXECUTE FUNCTION append_only();
CREATE FUNCTION guard_cofunding_receipt() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE p project;
BEGIN
  SELECT x.* INTO p FROM cofunding c JOIN project x ON x.id = c.project_id WHERE c.id = NEW.cofunding_id FOR SHARE OF x;
  IF TG_OP = 'UPDATE' THEN
    IF OLD.state <> 'RECORDED' THEN PERFORM refuse('cofunding.decided'); END IF;
    PERFORM assert_no_interest_in_project(NEW.decided_by_id, p.id);
    RETURN NEW;
  END IF;
  IF p.started_at IS NULL OR p.state = 'CLOSED' THEN PERFORM refuse('cofunding.project-closed'); END IF;
  IF NEW.received_on > today() THEN PERFORM refuse('cofunding.not-yet'); END IF;
  IF NOT EXISTS (SELECT 1 FROM file WHERE id = NEW.file_id AND purpose = 'VOUCHER' AND organization_id = p.organization_id) THEN PERFORM refuse('cofunding.no-voucher'); END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER cofunding_receipt_guard BEFORE INSERT OR UPDATE ON cofunding_receipt FOR EACH ROW EXECUTE FUNCTION guard_cofunding_receipt();
INSERT INTO lifecycle_edge (lifecycle, from_state, event, to_state) VALUES
  ('cofunding_receipt', 'RECORDED', 'confirm', 'CONFIRMED'),
  ('cofunding_receipt', 'RECORDED', 'refuse', 'REFUSED');
CREATE TRIGGER cofunding_receipt_lifecycle BEFORE INSERT OR UPDATE OF state ON cofunding_receipt FOR EACH ROW EXECUTE FUNCTION guard_lifecycle('cofunding_receipt', 'RECORDED');
GRANT SELECT, INSERT ON cofunding, cofunding_receipt TO commonweal_app;
GRANT UPDATE (is_named) ON cofunding TO commonweal_app;
GRANT UPDATE (state, decided_by_id, decided_at, reason) ON cofunding_receipt TO commonweal_app;

-- Whether what others promised lags behind public money: less of it confirmed than the share of the award that is paid. False where
-- nothing was promised or nothing is paid yet: the first payment waits for nobody.
CREATE FUNCTION is_cofunding_behind(p_project uuid) RETURNS boolean LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
  WITH promised AS (SELECT coalesce(sum(amount_fen), 0) AS fen FROM cofunding WHERE project_id = p_project),
  came AS (SELECT coalesce(sum(r.amount_fen), 0) AS fen FROM cofunding_receipt r JOIN cofunding c ON c.id = r.cofunding_id WHERE c.project_id = p_project AND r.state = 'CONFIRMED'),
  paid AS (SELECT coalesce(sum(amount_fen), 0) AS fen FROM tranche WHERE project_id = p_project AND state = 'RELEASED')
  SELECT came.fen * (SELECT amount_fen FROM project WHERE id = p_project) < paid.fen * promised.fen FROM promised, came, paid
$$;

-- Content of a contract says what others bring; where nobody brings anything, it says nothing of it.
CREATE FUNCTION contract_cofunding(p_project uuid) RETURNS jsonb LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
  SELECT jsonb_agg(jsonb_build_object('position', position, 'kind', kind, 'giver', giver, 'amountFen', amount_fen::text, 'isAgreed', is_agreed, 'valuation', valuation) ORDER BY position)
  FROM cofunding WHERE project_id = p_project
$$;
CREATE OR REPLACE FUNCTION check_amendment_in_force() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE p project; c jsonb := NEW.content_text::jsonb;
BEGIN
  SELECT * INTO p FROM project WHERE contract_id = NEW.contract_id;
  IF p.amount_fen::text <> c ->> 'amountFen' OR contract_budget_lines(p.id) <> c -> 'budgetLines'
     OR contract_milestones(p.id, c ->> 'schema') <> c -> 'milestones' OR contract_cofunding(p.id) IS DISTINCT FROM c -> 'cofunding' THEN
    PERFORM refuse('amendment.outdated');
  END IF;
  RETURN NULL;
END $$;
