-- Why: what a call asks of who may bid is asked in figures that are held against facts, by one rule for the page, the search and PostgreSQL; and
-- a body's own list of suppliers has a way in and out, decided by two people, with the right to reply (准入和退出制度).
ALTER TABLE call_condition ADD COLUMN grade smallint, ADD COLUMN years smallint, ADD COLUMN form organization_kind, ADD COLUMN region_id uuid REFERENCES region (id);
ALTER TABLE call_condition ADD CONSTRAINT call_condition_figures CHECK (
  (kind = 'MINIMUM_RATING') = (grade IS NOT NULL) AND coalesce(grade, 1) BETWEEN 1 AND 5
  AND (years IS NULL OR (kind = 'YEARS_REGISTERED' AND years BETWEEN 1 AND 30))
  AND (form IS NULL OR kind = 'ORGANIZATION_FORM') AND (region_id IS NULL OR kind = 'REGION'));

-- ---------------------------------------------------------------------------------------------------------------------
CREATE TABLE supplier_admission (
  id uuid NOT NULL PRIMARY KEY DEFAULT uuidv7(),
  body_id uuid NOT NULL REFERENCES body (id),
  organization_id uuid NOT NULL REFERENCES organization (id),
  admitted_on date NOT NULL,
  reason text NOT NULL,
  document_no text NOT NULL,
  entered_by_id uuid NOT NULL REFERENCES account (id),
  entered_at timestamptz(3) NOT NULL DEFAULT clock(),
  confirmed_by_id uuid REFERENCES account (id),
  confirmed_at timestamptz(3),
  withdrawn_by_id uuid REFERENCES account (id),
  withdrawn_at timestamptz(3),
  CONSTRAINT supplier_admission_words CHECK (reason <> '' AND document_no <> ''),
  CONSTRAINT supplier_admission_four_eyes CHECK (confirmed_by_id <> entered_by_id),
  CONSTRAINT supplier_admission_ends CHECK ((confirmed_at IS NULL) = (confirmed_by_id IS NULL) AND (withdrawn_at IS NULL) = (withdrawn_by_id IS NULL)
    AND (withdrawn_at IS NULL OR confirmed_at IS NULL))
);
CREATE UNIQUE INDEX one_admission_proposed ON supplier_admission (body_id, organization_id) WHERE confirmed_at IS NULL AND withdrawn_at IS NULL;
CREATE INDEX supplier_admission_organization ON supplier_admission (organization_id, admitted_on);
CREATE TRIGGER keep BEFORE UPDATE ON supplier_admission FOR EACH ROW EXECUTE FUNCTION keep_columns('id', 'body_id', 'organization_id', 'admitted_on', 'reason', 'document_no', 'entered_by_id', 'entered_at');
CREATE TRIGGER no_delete BEFORE DELETE OR TRUNCATE ON supplier_admission FOR EACH STATEMENT EXECUTE FUNCTION append_only();

-- An exit is proposed with its reason; the organization may reply until a day; then another person decides.
CREATE TABLE supplier_exit (
  id uuid NOT NULL PRIMARY KEY DEFAULT uuidv7(),
  admission_id uuid NOT NULL REFERENCES supplier_admission (id),
  cause text NOT NULL,
  reason text NOT NULL,
  document_no text NOT NULL,
  exit_on date NOT NULL,
  -- The first day on which it may be admitted again; null: at any time.
  reentry_on date,
  reply_until date NOT NULL,
  entered_by_id uuid NOT NULL REFERENCES account (id),
  entered_at timestamptz(3) NOT NULL DEFAULT clock(),
  reply text NOT NULL DEFAULT '',
  replied_by_id uuid REFERENCES account (id),
  replied_at timestamptz(3),
  decided_by_id uuid REFERENCES account (id),
  decided_at timestamptz(3),
  is_upheld boolean,
  decision_reason text NOT NULL DEFAULT '',
  CONSTRAINT supplier_exit_cause CHECK (cause IN ('OWN_WISH', 'CONDITION_LOST', 'BREACH', 'LISTED', 'TERM_OVER')),
  CONSTRAINT supplier_exit_words CHECK (reason <> '' AND document_no <> ''),
  CONSTRAINT supplier_exit_dates CHECK (coalesce(reentry_on > exit_on, true) AND reply_until < exit_on),
  CONSTRAINT supplier_exit_reply CHECK ((replied_at IS NULL) = (replied_by_id IS NULL) AND (replied_at IS NULL) = (reply = '')),
  CONSTRAINT supplier_exit_four_eyes CHECK (decided_by_id <> entered_by_id),
  CONSTRAINT supplier_exit_decided CHECK ((decided_at IS NULL) = (decided_by_id IS NULL) AND (decided_at IS NULL) = (is_upheld IS NULL) AND (decided_at IS NULL OR decision_reason <> ''))
);
CREATE UNIQUE INDEX one_supplier_exit ON supplier_exit (admission_id) WHERE is_upheld IS DISTINCT FROM false;
CREATE TRIGGER keep BEFORE UPDATE ON supplier_exit FOR EACH ROW EXECUTE FUNCTION keep_columns('id', 'admission_id', 'cause', 'reason', 'document_no', 'exit_on', 'reentry_on', 'reply_until', 'entered_by_id', 'entered_at');
CREATE TRIGGER no_delete BEFORE DELETE OR TRUNCATE ON supplier_exit FOR EACH STATEMENT EXECUTE FUNCTION append_only();

CREATE FUNCTION is_admitted(p_organization uuid, p_body uuid, p_on date) RETURNS boolean LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
  SELECT EXISTS (SELECT 1 FROM supplier_admission a WHERE a.organization_id = p_organization AND a.body_id = p_body AND a.confirmed_at IS NOT NULL AND a.admitted_on <= p_on
    AND NOT EXISTS (SELECT 1 FROM supplier_exit x WHERE x.admission_id = a.id AND x.is_upheld AND x.exit_on <= p_on))
$$;
CREATE FUNCTION guard_supplier_admission() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM organization_membership m WHERE m.organization_id = NEW.organization_id AND m.account_id IN (NEW.entered_by_id, NEW.confirmed_by_id)) THEN PERFORM refuse('account.interested'); END IF;
  IF EXISTS (SELECT 1 FROM unnest(ARRAY[NEW.entered_by_id, NEW.confirmed_by_id]) x(id) WHERE x.id IS NOT NULL
      AND NOT EXISTS (SELECT 1 FROM body_membership m WHERE m.body_id = NEW.body_id AND m.account_id = x.id)) THEN PERFORM refuse('forbidden'); END IF;
  IF TG_OP = 'UPDATE' AND (OLD.confirmed_at IS NOT NULL OR OLD.withdrawn_at IS NOT NULL) THEN PERFORM refuse('admission.decided'); END IF;
  IF TG_OP = 'INSERT' AND NEW.confirmed_at IS NOT NULL THEN PERFORM refuse('admission.four-eyes'); END IF;
  -- One stay at a time, and not before the day that the last exit named.
  IF NEW.withdrawn_at IS NULL AND EXISTS (SELECT 1 FROM supplier_admission a LEFT JOIN supplier_exit x ON x.admission_id = a.id AND x.is_upheld
      WHERE a.body_id = NEW.body_id AND a.organization_id = NEW.organization_id AND a.id <> NEW.id AND a.confirmed_at IS NOT NULL
        AND (x.id IS NULL OR NEW.admitted_on < coalesce(x.reentry_on, x.exit_on))) THEN PERFORM refuse('admission.too-early'); END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER supplier_admission_guard BEFORE INSERT OR UPDATE ON supplier_admission FOR EACH ROW EXECUTE FUNCTION guard_supplier_admission();
CREATE FUNCTION guard_supplier_exit() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE a supplier_admission;
BEGIN
  SELECT * INTO a FROM supplier_admission WHERE id = NEW.admission_id FOR SHARE;
  IF a.confirmed_at IS NULL THEN PERFORM refuse('admission.not-confirmed'); END IF;
  IF EXISTS (SELECT 1 FROM unnest(ARRAY[NEW.entered_by_id, NEW.decided_by_id]) x(id) WHERE x.id IS NOT NULL
      AND NOT EXISTS (SELECT 1 FROM body_membership m WHERE m.body_id = a.body_id AND m.account_id = x.id)) THEN PERFORM refuse('forbidden'); END IF;
  IF TG_OP = 'INSERT' THEN
    IF NEW.decided_at IS NOT NULL THEN PERFORM refuse('admission.four-eyes'); END IF;
    IF NEW.reply_until < today() OR NEW.exit_on < a.admitted_on THEN PERFORM refuse('admission.exit-day'); END IF;
    RETURN NEW;
  END IF;
  IF OLD.decided_at IS NOT NULL THEN PERFORM refuse('admission.decided'); END IF;
  IF NEW.replied_at IS DISTINCT FROM OLD.replied_at THEN
    IF OLD.replied_at IS NOT NULL OR today() > NEW.reply_until THEN PERFORM refuse('admission.reply-late'); END IF;
    IF NOT EXISTS (SELECT 1 FROM organization_membership WHERE organization_id = a.organization_id AND account_id = NEW.replied_by_id) THEN PERFORM refuse('forbidden'); END IF;
  END IF;
  -- The reply is heard first.
  IF NEW.decided_at IS NOT NULL AND NEW.replied_at IS NULL AND today() <= NEW.reply_until THEN PERFORM refuse('admission.reply-runs'); END IF;
  IF EXISTS (SELECT 1 FROM organization_membership m WHERE m.organization_id = a.organization_id AND m.account_id = NEW.decided_by_id) THEN PERFORM refuse('account.interested'); END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER supplier_exit_guard BEFORE INSERT OR UPDATE ON supplier_exit FOR EACH ROW EXECUTE FUNCTION guard_supplier_exit();
REVOKE UPDATE ON supplier_admission, supplier_exit FROM commonweal_app;
GRANT UPDATE (confirmed_by_id, confirmed_at, withdrawn_by_id, withdrawn_at) ON supplier_admission TO commonweal_app;
GRANT UPDATE (reply, replied_by_id, replied_at, decided_by_id, decided_at, is_upheld, decision_reason) ON supplier_exit TO commonweal_app;

-- ---------------------------------------------------------------------------------------------------------------------
-- What of a call's required conditions an organization does not meet on a day, as far as the site knows; what it does not know is for people to
-- judge. app/domain/eligibility says the same and explains it.
CREATE FUNCTION unmet_conditions(p_call uuid, p_organization uuid, p_on date) RETURNS text[] LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
  SELECT coalesce(array_agg(k.kind::text ORDER BY k.position), '{}') FROM call_condition k JOIN call c ON c.id = k.call_id JOIN organization o ON o.id = p_organization
  WHERE k.call_id = p_call AND k.use = 'REQUIRED' AND CASE k.kind::text
    WHEN 'ORGANIZATION_FORM' THEN k.form IS NOT NULL AND o.kind <> k.form
    WHEN 'REGION' THEN k.region_id IS NOT NULL AND NOT region_within(o.region_id, k.region_id)
    WHEN 'FIELD' THEN NOT c.field = ANY (o.fields)
    WHEN 'YEARS_REGISTERED' THEN coalesce(k.years IS NOT NULL AND (o.founded_on + make_interval(years => k.years))::date > p_on, false)
    WHEN 'MINIMUM_RATING' THEN coalesce(rating_at(o.id, c.region_id, p_on), 0) < k.grade
    WHEN 'INSPECTION_PASSED' THEN coalesce((SELECT i.conclusion FROM last_inspection(o.id, p_on) i), 'PASS') = 'FAIL'
      OR coalesce(missed_report_year(o.id, p_on), 0) > coalesce((SELECT i.year FROM last_inspection(o.id, p_on) i), 0)
    WHEN 'ADMITTED_SUPPLIER' THEN NOT is_admitted(o.id, c.body_id, p_on)
    ELSE false END
$$;
-- Who does not meet them, the bidder or a partner, does not seal a bid and is not awarded.
CREATE FUNCTION guard_conditions_of_bid() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM bid_place p WHERE p.bid_id = NEW.id AND unmet_conditions(NEW.call_id, p.organization_id, today()) <> '{}')
     OR unmet_conditions(NEW.call_id, NEW.organization_id, today()) <> '{}' THEN PERFORM refuse('bid.conditions-unmet'); END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER bid_conditions_guard BEFORE UPDATE OF state ON bid FOR EACH ROW WHEN (NEW.state = 'SEALED' AND OLD.state <> 'SEALED') EXECUTE FUNCTION guard_conditions_of_bid();
CREATE FUNCTION guard_conditions_of_award() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM bid b WHERE b.id = NEW.bid_id AND (unmet_conditions(b.call_id, b.organization_id, today()) <> '{}'
      OR EXISTS (SELECT 1 FROM bid_place p WHERE p.bid_id = b.id AND unmet_conditions(b.call_id, p.organization_id, today()) <> '{}'))) THEN PERFORM refuse('award.conditions-unmet'); END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER award_conditions_guard BEFORE INSERT ON award FOR EACH ROW EXECUTE FUNCTION guard_conditions_of_award();

-- A list that one must be on first is no condition of a procurement (财库〔2019〕38号).
CREATE OR REPLACE FUNCTION guard_call_conditions() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
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
    SELECT 1 FROM call_condition WHERE call_id = NEW.id AND kind IN ('REGION', 'ORGANIZATION_FORM', 'OWNERSHIP', 'REGIONAL_TRACK_RECORD', 'ADMITTED_SUPPLIER')
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
