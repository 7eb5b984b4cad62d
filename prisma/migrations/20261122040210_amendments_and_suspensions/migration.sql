-- Why: a published call changes only in the open. An amendment says field by field what it was and what it is now, is drafted by
-- one and published by another, and whoever has sealed a bid confirms it again or it stays closed. A suspended call stands still:
-- nothing is sealed or opened, and its deadline moves by the time it stood.
CREATE TABLE call_amendment (
  id uuid NOT NULL DEFAULT uuidv7(),
  call_id uuid NOT NULL REFERENCES call (id) ON DELETE RESTRICT ON UPDATE CASCADE,
  number int NOT NULL,
  reason text NOT NULL,
  changes jsonb NOT NULL,
  is_material boolean NOT NULL,
  told int NOT NULL DEFAULT 0,
  drafted_by_id uuid NOT NULL REFERENCES account (id),
  drafted_at timestamptz(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  published_by_id uuid REFERENCES account (id),
  published_at timestamptz(3),
  discarded_at timestamptz(3),
  CONSTRAINT call_amendment_pkey PRIMARY KEY (id),
  CONSTRAINT call_amendment_says_why CHECK (reason <> ''),
  CONSTRAINT call_amendment_changes CHECK (jsonb_typeof(changes) = 'object' AND changes <> '{}'),
  CONSTRAINT call_amendment_four_eyes CHECK (published_by_id <> drafted_by_id),
  CONSTRAINT call_amendment_whole CHECK ((published_at IS NULL) = (published_by_id IS NULL) AND (published_at IS NULL OR discarded_at IS NULL))
);
CREATE UNIQUE INDEX call_amendment_call_id_number_key ON call_amendment (call_id, number) WHERE discarded_at IS NULL;
CREATE UNIQUE INDEX one_open_amendment ON call_amendment (call_id) WHERE published_at IS NULL AND discarded_at IS NULL;

CREATE TABLE call_suspension (
  id uuid NOT NULL DEFAULT uuidv7(),
  call_id uuid NOT NULL REFERENCES call (id) ON DELETE RESTRICT ON UPDATE CASCADE,
  reason text NOT NULL,
  suspended_by_id uuid NOT NULL REFERENCES account (id),
  suspended_at timestamptz(3) NOT NULL,
  resumed_by_id uuid REFERENCES account (id),
  resumed_at timestamptz(3),
  days int,
  CONSTRAINT call_suspension_pkey PRIMARY KEY (id),
  CONSTRAINT call_suspension_says_why CHECK (reason <> ''),
  CONSTRAINT call_suspension_whole CHECK ((resumed_at IS NULL) = (resumed_by_id IS NULL) AND (resumed_at IS NULL) = (days IS NULL) AND coalesce(days, 1) > 0)
);
CREATE UNIQUE INDEX one_suspension_at_a_time ON call_suspension (call_id) WHERE resumed_at IS NULL;

-- `amendment_no`: the last amendment that sealed bids must be confirmed against. `suspended_at`: since when it stands still.
ALTER TABLE call ADD COLUMN amendment_no int NOT NULL DEFAULT 0, ADD COLUMN suspended_at timestamptz(3);
ALTER TABLE bid ADD COLUMN confirmed_amendment int NOT NULL DEFAULT 0, ADD COLUMN lapsed_at timestamptz(3);

CREATE FUNCTION guard_call_amendment() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE c call;
BEGIN
  SELECT * INTO c FROM call WHERE id = NEW.call_id FOR SHARE;
  IF TG_OP = 'UPDATE' THEN
    IF OLD.published_at IS NOT NULL OR OLD.discarded_at IS NOT NULL
       OR (NEW.id, NEW.call_id, NEW.number, NEW.reason, NEW.changes, NEW.is_material, NEW.drafted_by_id) IS DISTINCT FROM (OLD.id, OLD.call_id, OLD.number, OLD.reason, OLD.changes, OLD.is_material, OLD.drafted_by_id) THEN
      PERFORM refuse('call.amendment-settled');
    END IF;
    IF NEW.discarded_at IS NOT NULL THEN RETURN NEW; END IF;
  END IF;
  IF c.state <> 'PUBLISHED' OR clock() >= c.bid_deadline_at THEN PERFORM refuse('call.too-late-to-amend'); END IF;
  IF c.suspended_at IS NOT NULL THEN PERFORM refuse('call.suspended'); END IF;
  IF NEW.published_at IS NOT NULL THEN NEW.published_at := clock(); END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER call_amendment_guard BEFORE INSERT OR UPDATE ON call_amendment FOR EACH ROW EXECUTE FUNCTION guard_call_amendment();
CREATE TRIGGER append_only BEFORE DELETE OR TRUNCATE ON call_amendment FOR EACH STATEMENT EXECUTE FUNCTION append_only();

CREATE FUNCTION guard_call_suspension() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE c call;
BEGIN
  SELECT * INTO c FROM call WHERE id = NEW.call_id FOR SHARE;
  IF TG_OP = 'INSERT' THEN
    IF c.state <> 'PUBLISHED' OR clock() >= c.bid_deadline_at THEN PERFORM refuse('call.too-late-to-suspend'); END IF;
    NEW.suspended_at := clock();
  ELSE
    IF OLD.resumed_at IS NOT NULL OR (NEW.id, NEW.call_id, NEW.reason, NEW.suspended_by_id, NEW.suspended_at) IS DISTINCT FROM (OLD.id, OLD.call_id, OLD.reason, OLD.suspended_by_id, OLD.suspended_at) THEN
      PERFORM refuse('call.not-suspended');
    END IF;
    NEW.resumed_at := clock();
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER call_suspension_guard BEFORE INSERT OR UPDATE ON call_suspension FOR EACH ROW EXECUTE FUNCTION guard_call_suspension();
CREATE TRIGGER append_only BEFORE DELETE OR TRUNCATE ON call_suspension FOR EACH STATEMENT EXECUTE FUNCTION append_only();

-- Whether this very transaction announces these changes: an amendment it has just published, or a suspension it has just ended.
CREATE FUNCTION is_announced(p_call uuid, p_columns text[]) RETURNS boolean LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
  SELECT EXISTS (SELECT 1 FROM call_amendment WHERE call_id = p_call AND published_at IS NOT NULL AND xmin = pg_current_xact_id()::xid AND changes ?& p_columns)
      OR (p_columns = '{bid_deadline_at}' AND EXISTS (SELECT 1 FROM call_suspension WHERE call_id = p_call AND resumed_at IS NOT NULL AND xmin = pg_current_xact_id()::xid))
$$;

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
    IF (SELECT coalesce(sum(max_points), 0) FROM criterion WHERE call_id = NEW.id) <> 100 THEN PERFORM refuse('call.points-not-100'); END IF;
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
    IF NOT EXISTS (SELECT 1 FROM panel p JOIN result r ON r.call_id = p.call_id WHERE p.call_id = NEW.id AND p.state = 'CLOSED') THEN PERFORM refuse('call.no-result'); END IF;
  ELSIF NEW.state = 'AWARDED' THEN
    IF NOT EXISTS (SELECT 1 FROM award WHERE call_id = NEW.id) OR NOT EXISTS (SELECT 1 FROM result WHERE call_id = NEW.id AND published_at IS NOT NULL) THEN PERFORM refuse('call.no-award'); END IF;
  END IF;
  RETURN NEW;
END $$;

-- While it stands still nothing is sealed, listed or confirmed for opening, though its deadline may go by on the calendar.
CREATE FUNCTION guard_not_suspended() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM call WHERE id = NEW.call_id AND suspended_at IS NOT NULL) THEN PERFORM refuse('call.suspended'); END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER bid_suspended_guard BEFORE UPDATE OF state ON bid FOR EACH ROW WHEN (NEW.state = 'SEALED' AND OLD.state <> 'SEALED') EXECUTE FUNCTION guard_not_suspended();
CREATE TRIGGER sealed_list_suspended_guard BEFORE INSERT ON sealed_list FOR EACH ROW EXECUTE FUNCTION guard_not_suspended();
CREATE TRIGGER opening_confirmation_suspended_guard BEFORE INSERT ON opening_confirmation FOR EACH ROW EXECUTE FUNCTION guard_not_suspended();

-- A bid is sealed against the call as it is amended by then; later it is confirmed again, before the deadline, or stays closed.
CREATE FUNCTION guard_bid_amendment() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE c call;
BEGIN
  SELECT * INTO c FROM call WHERE id = NEW.call_id FOR SHARE;
  IF NEW.state = 'SEALED' AND OLD.state <> 'SEALED' THEN
    NEW.confirmed_amendment := c.amendment_no;
  ELSIF NEW.confirmed_amendment <> OLD.confirmed_amendment THEN
    IF OLD.state <> 'SEALED' OR NEW.state <> 'SEALED' OR NEW.confirmed_amendment <> c.amendment_no THEN PERFORM refuse('bid.wrong-state'); END IF;
    IF c.state <> 'PUBLISHED' OR clock() >= c.bid_deadline_at THEN PERFORM refuse('bid.deadline-passed'); END IF;
  END IF;
  IF NEW.lapsed_at IS DISTINCT FROM OLD.lapsed_at AND (OLD.lapsed_at IS NOT NULL OR NEW.state <> 'SEALED' OR c.state = 'PUBLISHED' OR NEW.confirmed_amendment >= c.amendment_no) THEN
    PERFORM refuse('bid.wrong-state');
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER bid_amendment_guard BEFORE UPDATE ON bid FOR EACH ROW EXECUTE FUNCTION guard_bid_amendment();

CREATE OR REPLACE FUNCTION open_envelopes(p_call uuid)
RETURNS TABLE (bid_id uuid, organization_id uuid, content_sha256 text, envelope_sha256 text, ephemeral_public_key bytea, ciphertext bytea)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  PERFORM assert_opening(p_call);
  RETURN QUERY SELECT b.id, b.organization_id, e.content_sha256, e.envelope_sha256, e.ephemeral_public_key, e.ciphertext
    FROM bid b JOIN bid_envelope e ON e.bid_id = b.id JOIN call c ON c.id = b.call_id
    WHERE b.call_id = p_call AND b.state = 'SEALED' AND b.confirmed_amendment >= c.amendment_no ORDER BY b.sealed_at, b.id;
END $$;
