-- Why: who buys from one supplier alone says so in public first: ground, experts' arguments, the named organization, for at least five
-- working days, in which anybody may object (政府采购法实施条例 art. 38). Only then is the call published, to that organization alone;
-- its offer is sealed and opened as any other, the price is negotiated, never above what was offered or budgeted, and nobody scores.
CREATE TYPE single_source_ground AS ENUM ('ONLY_SUPPLIER', 'EMERGENCY', 'ADD_ON');

CREATE TABLE single_source (
  call_id uuid NOT NULL PRIMARY KEY REFERENCES call (id) ON UPDATE CASCADE ON DELETE CASCADE,
  ground single_source_ground NOT NULL,
  argument text NOT NULL,
  organization_id uuid NOT NULL REFERENCES organization (id),
  -- Of the contract that is added to.
  original_fen bigint,
  noticed_at timestamptz(3),
  noticed_by_id uuid REFERENCES account (id),
  ends_on date,
  ends_at timestamptz(3),
  version int NOT NULL DEFAULT 1,
  CONSTRAINT single_source_argued CHECK (argument <> ''),
  CONSTRAINT single_source_notice_whole CHECK ((noticed_at IS NULL) = (ends_at IS NULL) AND (noticed_at IS NULL) = (ends_on IS NULL) AND (noticed_at IS NULL) = (noticed_by_id IS NULL)),
  CONSTRAINT single_source_added_to CHECK ((ground = 'ADD_ON') = (original_fen IS NOT NULL) AND (original_fen IS NULL OR original_fen > 0))
);
CREATE TABLE single_source_opinion (
  call_id uuid NOT NULL REFERENCES single_source (call_id) ON UPDATE CASCADE ON DELETE CASCADE,
  position smallint NOT NULL,
  name text NOT NULL,
  employer text NOT NULL,
  title text NOT NULL,
  opinion text NOT NULL,
  CONSTRAINT single_source_opinion_pkey PRIMARY KEY (call_id, position),
  CONSTRAINT single_source_opinion_whole CHECK (name <> '' AND employer <> '' AND opinion <> '')
);
GRANT DELETE ON single_source_opinion TO commonweal_app;

CREATE FUNCTION guard_single_source() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE c call; v_least int; v_now timestamptz := clock();
BEGIN
  SELECT * INTO c FROM call WHERE id = NEW.call_id FOR SHARE;
  IF c.method <> 'SINGLE_SOURCE' THEN PERFORM refuse('single.other-method'); END IF;
  IF TG_OP = 'UPDATE' AND OLD.noticed_at IS NOT NULL AND to_jsonb(NEW) - 'version' IS DISTINCT FROM to_jsonb(OLD) - 'version' THEN PERFORM refuse('single.noticed'); END IF;
  IF NEW.noticed_at IS NOT NULL AND (TG_OP = 'INSERT' OR OLD.noticed_at IS NULL) THEN
    IF c.state <> 'SUBMITTED' THEN PERFORM refuse('call.wrong-state'); END IF;
    IF NEW.noticed_by_id IN (c.drafted_by_id, c.submitted_by_id) THEN PERFORM refuse('call.four-eyes'); END IF;
    IF NOT EXISTS (SELECT 1 FROM body_membership WHERE body_id = c.body_id AND account_id = NEW.noticed_by_id AND role = 'APPROVER') THEN PERFORM refuse('single.not-yours'); END IF;
    SELECT (content #>> '{singleSource,minOpinions}')::int INTO v_least FROM rule_book WHERE method = 'SINGLE_SOURCE' AND valid_from <= (v_now AT TIME ZONE 'Asia/Shanghai')::date
      ORDER BY valid_from DESC, version DESC LIMIT 1;
    IF (SELECT count(*) FROM single_source_opinion WHERE call_id = NEW.call_id) < coalesce(v_least, 1) THEN PERFORM refuse('single.opinions'); END IF;
    IF NEW.ends_at <= v_now + interval '5 days' THEN PERFORM refuse('single.notice-short'); END IF;
    NEW.noticed_at := v_now;
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER single_source_guard BEFORE INSERT OR UPDATE ON single_source FOR EACH ROW EXECUTE FUNCTION guard_single_source();
CREATE TRIGGER keep BEFORE UPDATE ON single_source FOR EACH ROW EXECUTE FUNCTION keep_columns('call_id');
CREATE FUNCTION guard_single_opinion() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM single_source WHERE call_id = coalesce(NEW.call_id, OLD.call_id) AND noticed_at IS NOT NULL) THEN PERFORM refuse('single.noticed'); END IF;
  RETURN coalesce(NEW, OLD);
END $$;
CREATE TRIGGER single_source_opinion_guard BEFORE INSERT OR UPDATE OR DELETE ON single_source_opinion FOR EACH ROW EXECUTE FUNCTION guard_single_opinion();

-- ---------------------------------------------------------------------------------------------------------------------
-- Objections to the notice: in the open, under a name, within its term; each is answered before the purchase goes on.
CREATE TABLE single_source_objection (
  id uuid NOT NULL PRIMARY KEY,
  call_id uuid NOT NULL REFERENCES single_source (call_id) ON UPDATE CASCADE ON DELETE RESTRICT,
  filed_by_id uuid NOT NULL REFERENCES account (id),
  filer_name text NOT NULL,
  facts text NOT NULL,
  filed_at timestamptz(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  answer text NOT NULL DEFAULT '',
  is_upheld boolean,
  answered_by_id uuid REFERENCES account (id),
  answered_at timestamptz(3),
  version int NOT NULL DEFAULT 1,
  CONSTRAINT single_objection_whole CHECK (filer_name <> '' AND facts <> ''),
  CONSTRAINT single_objection_answered CHECK ((answer = '') = (answered_at IS NULL) AND (answered_at IS NULL) = (is_upheld IS NULL) AND (answered_at IS NULL) = (answered_by_id IS NULL))
);
CREATE INDEX single_source_objection_call_id_idx ON single_source_objection (call_id);
CREATE TRIGGER append_only BEFORE DELETE OR TRUNCATE ON single_source_objection FOR EACH STATEMENT EXECUTE FUNCTION append_only();
CREATE TRIGGER keep BEFORE UPDATE ON single_source_objection FOR EACH ROW EXECUTE FUNCTION keep_columns('id', 'call_id', 'filed_by_id', 'filer_name', 'facts', 'filed_at');
CREATE FUNCTION guard_single_objection() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE s single_source;
BEGIN
  SELECT * INTO s FROM single_source WHERE call_id = NEW.call_id;
  IF TG_OP = 'INSERT' THEN
    IF s.noticed_at IS NULL OR clock() >= s.ends_at OR (SELECT state FROM call WHERE id = NEW.call_id) NOT IN ('DRAFT', 'SUBMITTED') THEN PERFORM refuse('single.notice-over'); END IF;
    NEW.filed_at := clock();
    RETURN NEW;
  END IF;
  IF OLD.answered_at IS NOT NULL AND to_jsonb(NEW) IS DISTINCT FROM to_jsonb(OLD) THEN PERFORM refuse('single.answered'); END IF;
  IF NEW.answered_at IS NOT NULL THEN
    IF NOT EXISTS (SELECT 1 FROM call c JOIN body_membership m ON m.body_id = c.body_id AND m.account_id = NEW.answered_by_id AND m.role IN ('OFFICER', 'APPROVER')
      WHERE c.id = NEW.call_id) THEN PERFORM refuse('single.not-yours'); END IF;
    NEW.answered_at := clock();
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER single_source_objection_guard BEFORE INSERT OR UPDATE ON single_source_objection FOR EACH ROW EXECUTE FUNCTION guard_single_objection();

-- What was noticed is what is bought; and nothing is published before the notice is over and every objection dismissed.
CREATE FUNCTION guard_call_single_source() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE s single_source;
BEGIN
  SELECT * INTO s FROM single_source WHERE call_id = NEW.id;
  IF s.noticed_at IS NOT NULL AND (NEW.method, NEW.title, NEW.requirement, NEW.budget_fen, NEW.ceiling_fen) IS DISTINCT FROM (OLD.method, OLD.title, OLD.requirement, OLD.budget_fen, OLD.ceiling_fen)
     AND NEW.state IN ('DRAFT', 'SUBMITTED') THEN PERFORM refuse('single.noticed'); END IF;
  IF NEW.state = 'PUBLISHED' AND OLD.state <> 'PUBLISHED' AND NEW.method = 'SINGLE_SOURCE' THEN
    IF s.noticed_at IS NULL THEN PERFORM refuse('single.notice-first'); END IF;
    IF clock() < s.ends_at THEN PERFORM refuse('single.notice-runs'); END IF;
    IF EXISTS (SELECT 1 FROM single_source_objection WHERE call_id = NEW.id AND answered_at IS NULL) THEN PERFORM refuse('single.unanswered'); END IF;
    IF EXISTS (SELECT 1 FROM single_source_objection WHERE call_id = NEW.id AND is_upheld) THEN PERFORM refuse('single.upheld'); END IF;
  END IF;
  IF NEW.state = 'SCORED' AND OLD.state = 'OPENED' AND NOT EXISTS (SELECT 1 FROM negotiation WHERE call_id = NEW.id) THEN PERFORM refuse('single.negotiate-first'); END IF;
  IF NEW.state = 'SCORING' AND NEW.method = 'SINGLE_SOURCE' THEN PERFORM refuse('single.no-panel'); END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER call_single_source BEFORE UPDATE ON call FOR EACH ROW EXECUTE FUNCTION guard_call_single_source();

-- One organization is invited; nobody else bids.
CREATE FUNCTION guard_bid_invited() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  IF (SELECT method FROM call WHERE id = NEW.call_id) = 'SINGLE_SOURCE'
     AND NEW.organization_id IS DISTINCT FROM (SELECT organization_id FROM single_source WHERE call_id = NEW.call_id) THEN PERFORM refuse('bid.not-invited'); END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER bid_invited BEFORE INSERT ON bid FOR EACH ROW EXECUTE FUNCTION guard_bid_invited();
CREATE FUNCTION guard_panel_single() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  IF (SELECT method FROM call WHERE id = NEW.call_id) = 'SINGLE_SOURCE' THEN PERFORM refuse('single.no-panel'); END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER panel_single BEFORE INSERT ON panel FOR EACH ROW EXECUTE FUNCTION guard_panel_single();

-- ---------------------------------------------------------------------------------------------------------------------
-- The negotiation: who sat at the table, what was said, the price agreed on. Written once.
CREATE TABLE negotiation (
  call_id uuid NOT NULL PRIMARY KEY REFERENCES call (id) ON UPDATE CASCADE ON DELETE RESTRICT,
  bid_id uuid NOT NULL UNIQUE REFERENCES bid (id) ON UPDATE CASCADE ON DELETE RESTRICT,
  held_on date NOT NULL,
  place text NOT NULL,
  people text[] NOT NULL,
  record text NOT NULL,
  offered_fen bigint NOT NULL,
  agreed_fen bigint NOT NULL,
  recorded_by_id uuid NOT NULL REFERENCES account (id),
  recorded_at timestamptz(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  CONSTRAINT negotiation_whole CHECK (place <> '' AND record <> ''),
  CONSTRAINT negotiation_people CHECK (cardinality(people) >= 3 AND array_position(people, '') IS NULL),
  CONSTRAINT negotiation_price CHECK (agreed_fen > 0 AND agreed_fen <= offered_fen)
);
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON negotiation FOR EACH STATEMENT EXECUTE FUNCTION append_only();
REVOKE UPDATE ON negotiation FROM commonweal_app;
CREATE FUNCTION guard_negotiation() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE c call; b bid;
BEGIN
  SELECT * INTO b FROM bid WHERE id = NEW.bid_id FOR SHARE;
  SELECT * INTO c FROM call WHERE id = NEW.call_id FOR SHARE;
  IF c.method <> 'SINGLE_SOURCE' THEN PERFORM refuse('single.other-method'); END IF;
  IF c.state <> 'OPENED' OR b.state <> 'OPENED' OR b.call_id <> c.id THEN PERFORM refuse('single.not-opened'); END IF;
  PERFORM assert_reviewed(c.id, 'QUALIFICATION');
  IF NEW.offered_fen IS DISTINCT FROM (SELECT price_fen FROM opened_bid WHERE bid_id = b.id) THEN PERFORM refuse('single.not-as-offered'); END IF;
  IF NEW.agreed_fen > least(c.budget_fen, c.ceiling_fen) THEN PERFORM refuse('single.over-budget'); END IF;
  IF NEW.held_on > (clock() AT TIME ZONE 'Asia/Shanghai')::date THEN PERFORM refuse('single.not-yet-held'); END IF;
  IF NOT EXISTS (SELECT 1 FROM body_membership WHERE body_id = c.body_id AND account_id = NEW.recorded_by_id AND role IN ('OFFICER', 'APPROVER')) THEN PERFORM refuse('single.not-yours'); END IF;
  PERFORM assert_no_interest_in_call(NEW.recorded_by_id, c.id);
  NEW.recorded_at := clock();
  RETURN NEW;
END $$;
CREATE TRIGGER negotiation_guard BEFORE INSERT ON negotiation FOR EACH ROW EXECUTE FUNCTION guard_negotiation();

INSERT INTO lifecycle_edge (lifecycle, from_state, event, to_state) VALUES ('call', 'OPENED', 'agree', 'SCORED');

-- What was agreed is what is noticed.
CREATE FUNCTION guard_noticed_negotiated() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  IF NEW.amount_fen <> coalesce((SELECT agreed_fen FROM negotiation WHERE bid_id = NEW.bid_id), NEW.amount_fen) THEN PERFORM refuse('award.not-as-agreed'); END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER noticed_award_negotiated BEFORE INSERT ON noticed_award FOR EACH ROW EXECUTE FUNCTION guard_noticed_negotiated();

-- A result of a negotiation has no panel: it stands with its negotiation, signed as it is made, and is never corrected.
CREATE OR REPLACE FUNCTION guard_result() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE v_panel panel_state; v_before result;
BEGIN
  IF EXISTS (SELECT 1 FROM call WHERE id = NEW.call_id AND method = 'SINGLE_SOURCE') THEN
    IF TG_OP = 'INSERT' THEN
      IF NOT EXISTS (SELECT 1 FROM negotiation WHERE call_id = NEW.call_id) OR NEW.version_no <> 1 OR NEW.signed_at IS NULL OR NEW.published_at IS NOT NULL OR NEW.correction_kind IS NOT NULL THEN PERFORM refuse('result.frozen'); END IF;
    ELSIF to_jsonb(NEW) - '{published_at,published_by_id,reasons,version}'::text[] IS DISTINCT FROM to_jsonb(OLD) - '{published_at,published_by_id,reasons,version}'::text[] OR OLD.published_at IS NOT NULL THEN
      PERFORM refuse('result.frozen');
    END IF;
    RETURN NEW;
  END IF;
  -- Replaced by a later round: nothing else changes with it.
  IF TG_OP = 'UPDATE' AND OLD.call_id IS NOT NULL AND NEW.call_id IS NULL THEN
    IF NEW.former_call_id IS DISTINCT FROM OLD.call_id
       OR to_jsonb(NEW) - '{call_id,former_call_id,version}'::text[] IS DISTINCT FROM to_jsonb(OLD) - '{call_id,former_call_id,version}'::text[] THEN PERFORM refuse('result.frozen'); END IF;
    RETURN NEW;
  END IF;
  IF TG_OP = 'UPDATE' AND OLD.call_id IS NULL THEN PERFORM refuse('result.frozen'); END IF;
  SELECT state INTO v_panel FROM panel WHERE call_id = NEW.call_id;
  IF TG_OP = 'INSERT' THEN
    IF v_panel IS DISTINCT FROM 'SIGNING' THEN PERFORM refuse('result.panel-open'); END IF;
    SELECT * INTO v_before FROM result WHERE call_id = NEW.call_id ORDER BY version_no DESC LIMIT 1;
    IF NEW.version_no <> coalesce(v_before.version_no, 0) + 1 OR NEW.signed_at IS NOT NULL OR NEW.published_at IS NOT NULL OR NEW.void_reason <> ''
      OR (NEW.correction_kind IS NULL) = EXISTS (SELECT 1 FROM result WHERE call_id = NEW.call_id AND signed_at IS NOT NULL) THEN PERFORM refuse('result.frozen'); END IF;
    RETURN NEW;
  END IF;
  IF (NEW.call_id, NEW.former_call_id, NEW.version_no, NEW.record, NEW.record_sha256, NEW.closed_at, NEW.closed_by_id, NEW.correction_kind, NEW.correction_reason, NEW.changes)
     IS DISTINCT FROM
     (OLD.call_id, OLD.former_call_id, OLD.version_no, OLD.record, OLD.record_sha256, OLD.closed_at, OLD.closed_by_id, OLD.correction_kind, OLD.correction_reason, OLD.changes)
     OR OLD.published_at IS NOT NULL
     OR (OLD.signed_at IS NOT NULL AND NEW.signed_at IS DISTINCT FROM OLD.signed_at)
     OR (OLD.void_reason <> '' AND NEW.void_reason <> OLD.void_reason) THEN
    PERFORM refuse('result.frozen');
  END IF;
  IF NEW.signed_at IS NOT NULL AND OLD.signed_at IS NULL AND v_panel <> 'CLOSED' THEN PERFORM refuse('result.unsigned'); END IF;
  IF NEW.published_at IS NOT NULL THEN
    IF NEW.signed_at IS NULL OR v_panel <> 'CLOSED' THEN PERFORM refuse('result.unsigned'); END IF;
    IF EXISTS (SELECT 1 FROM current_result WHERE call_id = NEW.call_id AND id <> NEW.id) THEN PERFORM refuse('result.superseded'); END IF;
  END IF;
  RETURN NEW;
END $$;

-- The call itself: what was scored has its panel's result, what was negotiated its record.
CREATE OR REPLACE FUNCTION guard_call() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE amended text[];
BEGIN
  IF OLD.state <> 'DRAFT' AND (
    (NEW.body_id, NEW.fund_id, NEW.regime, NEW.method, NEW.instrument, NEW.title, NEW.field, NEW.region_id, NEW.budget_fen,
     NEW.quorum, NEW.drafted_by_id, NEW.doc_no)
    IS DISTINCT FROM
    (OLD.body_id, OLD.fund_id, OLD.regime, OLD.method, OLD.instrument, OLD.title, OLD.field, OLD.region_id, OLD.budget_fen,
     OLD.quorum, OLD.drafted_by_id, OLD.doc_no)) THEN
    PERFORM refuse('call.frozen');
  END IF;
  IF OLD.state <> 'DRAFT' THEN
    SELECT array_agg(n.key ORDER BY n.key) INTO amended FROM jsonb_each(to_jsonb(NEW)) n
      WHERE n.key IN ('summary', 'requirement', 'beneficiaries', 'ceiling_fen', 'bid_deadline_at', 'starts_on', 'ends_on') AND n.value IS DISTINCT FROM to_jsonb(OLD) -> n.key;
    IF amended IS NOT NULL AND (OLD.state <> 'PUBLISHED' OR NEW.state <> 'PUBLISHED' OR NOT is_announced(OLD.id, amended)) THEN PERFORM refuse('call.frozen'); END IF;
    IF NEW.amendment_no <> OLD.amendment_no AND NOT EXISTS (
      SELECT 1 FROM call_amendment WHERE call_id = NEW.id AND number = NEW.amendment_no AND is_material AND published_at IS NOT NULL AND xmin = pg_current_xact_id()::xid
    ) THEN PERFORM refuse('call.frozen'); END IF;
    IF NEW.suspended_at IS DISTINCT FROM OLD.suspended_at AND NEW.suspended_at IS DISTINCT FROM (SELECT suspended_at FROM call_suspension WHERE call_id = NEW.id AND resumed_at IS NULL) THEN
      PERFORM refuse('call.frozen');
    END IF;
  END IF;
  IF OLD.published_at IS NOT NULL AND
    (NEW.call_no, NEW.published_at, NEW.published_by_id, NEW.rule_book_code, NEW.rule_book_version)
    IS DISTINCT FROM
    (OLD.call_no, OLD.published_at, OLD.published_by_id, OLD.rule_book_code, OLD.rule_book_version) THEN
    PERFORM refuse('call.frozen');
  END IF;
  IF NEW.state = OLD.state THEN RETURN NEW; END IF;

  IF NEW.state = 'PUBLISHED' THEN
    IF NOT EXISTS (SELECT 1 FROM rule_book WHERE code = NEW.rule_book_code AND version = NEW.rule_book_version AND method = NEW.method) THEN PERFORM refuse('call.no-rule-book'); END IF;
    IF NEW.bid_deadline_at <= clock() THEN PERFORM refuse('call.deadline-past'); END IF;
    -- What is negotiated is asked for and not scored: its points are not counted.
    IF NEW.method <> 'SINGLE_SOURCE' AND (SELECT coalesce(sum(max_points), 0) FROM criterion WHERE call_id = NEW.id) <> 100 THEN PERFORM refuse('call.points-not-100'); END IF;
    IF NOT EXISTS (SELECT 1 FROM criterion WHERE call_id = NEW.id AND kind = 'SUBJECTIVE') THEN PERFORM refuse('call.no-criterion'); END IF;
    IF (SELECT coalesce(sum(tranche_bps), 0) FROM call_milestone WHERE call_id = NEW.id) <> 10000 THEN PERFORM refuse('call.shares-not-whole'); END IF;
    IF NOT EXISTS (SELECT 1 FROM call_key WHERE call_id = NEW.id) THEN PERFORM refuse('call.no-key'); END IF;
    IF NOT EXISTS (SELECT 1 FROM fund WHERE id = NEW.fund_id AND body_id = NEW.body_id) THEN PERFORM refuse('call.foreign-fund'); END IF;
  ELSIF OLD.state = 'PUBLISHED' AND NEW.state IN ('OPENED', 'FAILED') THEN
    IF NEW.suspended_at IS NOT NULL THEN PERFORM refuse('call.suspended'); END IF;
    IF clock() < NEW.bid_deadline_at THEN PERFORM refuse('call.before-deadline'); END IF;
    IF NEW.state = 'OPENED' AND (SELECT count(*) FROM opening_confirmation WHERE call_id = NEW.id) < 2 THEN PERFORM refuse('call.two-officers'); END IF;
  ELSIF NEW.state = 'SCORING' THEN
    IF NOT EXISTS (SELECT 1 FROM panel WHERE call_id = NEW.id AND state = 'SCORING') THEN PERFORM refuse('call.no-panel'); END IF;
  ELSIF NEW.state = 'SCORED' THEN
    -- A negotiation has no panel; its own guard asks for its record.
    IF NEW.method <> 'SINGLE_SOURCE' AND NOT EXISTS (SELECT 1 FROM panel p JOIN result r ON r.call_id = p.call_id WHERE p.call_id = NEW.id AND p.state = 'CLOSED') THEN PERFORM refuse('call.no-result'); END IF;
  ELSIF NEW.state = 'AWARDED' THEN
    IF NOT EXISTS (SELECT 1 FROM award WHERE call_id = NEW.id) OR NOT EXISTS (SELECT 1 FROM result WHERE call_id = NEW.id AND published_at IS NOT NULL) THEN PERFORM refuse('call.no-award'); END IF;
  END IF;
  RETURN NEW;
END $$;
