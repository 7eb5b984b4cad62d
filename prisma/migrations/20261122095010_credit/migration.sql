-- Why: what is remembered of an organization decides whether it may take public money, so nobody writes its standing: authorities enter
-- events in their own name, one enters and another confirms, nothing is changed afterwards, and the lists follow from the events by dated
-- rules (社会组织信用信息管理办法, 民政部令60号; app/domain/credit).
ALTER TABLE body ADD COLUMN duties text[] NOT NULL DEFAULT '{PURCHASE}';
ALTER TABLE body ADD CONSTRAINT body_duties CHECK (duties <@ '{PURCHASE,REGISTRY,REGULATION}'::text[] AND duties <> '{}');

CREATE TABLE credit_rule (
  valid_from date NOT NULL PRIMARY KEY,
  abnormal_months int NOT NULL,
  serious_after_years int NOT NULL,
  serious_fine_fen bigint NOT NULL,
  minor_penalties int NOT NULL,
  minor_penalty_years int NOT NULL,
  serious_years int NOT NULL,
  source_zh text NOT NULL,
  source_en text NOT NULL,
  is_confirmed boolean NOT NULL,
  CONSTRAINT credit_rule_numbers CHECK (abnormal_months BETWEEN 1 AND 120 AND serious_after_years BETWEEN 1 AND 20 AND serious_fine_fen > 0
    AND minor_penalties BETWEEN 1 AND 20 AND minor_penalty_years BETWEEN 1 AND 20 AND serious_years BETWEEN 1 AND 20)
);
INSERT INTO credit_rule VALUES ('2018-01-24', 6, 2, 5000000, 2, 3, 2,
  '《社会组织信用信息管理办法》（民政部令第60号）第十一条至第十七条，条文数字据征求意见稿，待核实',
  'Measures for the credit information of social organizations (Order 60 of the Ministry of Civil Affairs), arts. 11–17; numbers after the draft for comment, to be confirmed', false);

-- What a list does to whoever is on it: BAR or WARN, where. Dated data.
CREATE TABLE credit_effect (
  list text NOT NULL,
  use text NOT NULL,
  valid_from date NOT NULL,
  effect text NOT NULL,
  source_zh text NOT NULL,
  source_en text NOT NULL,
  is_confirmed boolean NOT NULL,
  PRIMARY KEY (list, use, valid_from),
  CONSTRAINT credit_effect_words CHECK (list IN ('ABNORMAL', 'SERIOUS') AND use IN ('BID', 'AWARD', 'PAYMENT') AND effect IN ('BAR', 'WARN'))
);
INSERT INTO credit_effect
SELECT l, u, '2018-01-24', CASE WHEN u = 'PAYMENT' THEN 'WARN' ELSE 'BAR' END,
  '《社会组织信用信息管理办法》（民政部令第60号）第十八条、第十九条；应付合同款仍须支付，故付款时只作提示，待核实',
  'Order 60 of the Ministry of Civil Affairs, arts. 18 and 19; what a contract owes is still owed, so a payment is only flagged; to be confirmed', false
FROM unnest('{ABNORMAL,SERIOUS}'::text[]) l CROSS JOIN unnest('{BID,AWARD,PAYMENT}'::text[]) u;

CREATE TABLE credit_event (
  id uuid NOT NULL PRIMARY KEY DEFAULT uuidv7(),
  organization_id uuid NOT NULL REFERENCES organization (id),
  kind text NOT NULL,
  -- Since when it counts.
  happened_on date NOT NULL,
  -- Who enters it, and for which place it has jurisdiction.
  body_id uuid NOT NULL REFERENCES body (id),
  region_id uuid NOT NULL REFERENCES region (id),
  legal_basis text NOT NULL,
  document_no text NOT NULL,
  summary text NOT NULL,
  file_id uuid REFERENCES file (id),
  -- Of a fine.
  fine_fen bigint,
  -- Of an inspection: of which year, PASS, BASIC_PASS or FAIL.
  year smallint,
  conclusion text,
  -- Of a rating: 1 to 5, and its last day.
  rating smallint,
  valid_until date,
  needs_rectification boolean NOT NULL DEFAULT false,
  recorded_by_id uuid NOT NULL REFERENCES account (id),
  recorded_at timestamptz(3) NOT NULL DEFAULT clock(),
  confirmed_by_id uuid REFERENCES account (id),
  confirmed_at timestamptz(3),
  -- Taken back before it was confirmed, by whoever should have confirmed it or who entered it.
  withdrawn_by_id uuid REFERENCES account (id),
  withdrawn_at timestamptz(3),
  withdrawn_reason text NOT NULL DEFAULT '',
  CONSTRAINT credit_event_kind CHECK (kind IN ('ANNUAL_REPORT_LATE', 'NO_PARTY_ORGANIZATION', 'RECTIFICATION_MISSED', 'FUNDRAISING_BREACH', 'UNREACHABLE',
    'OTHER_ABNORMAL', 'WARNING', 'FINE', 'ACTIVITY_SUSPENDED', 'REGISTRATION_REVOKED', 'FALSE_REGISTRATION', 'JUDGMENT_DEFAULT', 'DEREGISTERED',
    'ANNUAL_INSPECTION', 'RATING', 'COMMENDATION', 'SERVICE_RECORD')),
  CONSTRAINT credit_event_words CHECK (legal_basis <> '' AND document_no <> '' AND summary <> ''),
  CONSTRAINT credit_event_fine CHECK ((kind = 'FINE') = (fine_fen IS NOT NULL) AND coalesce(fine_fen, 1) > 0),
  CONSTRAINT credit_event_inspection CHECK ((kind = 'ANNUAL_INSPECTION') = (conclusion IS NOT NULL) AND (conclusion IS NULL) = (year IS NULL)
    AND coalesce(conclusion, 'PASS') IN ('PASS', 'BASIC_PASS', 'FAIL')),
  CONSTRAINT credit_event_rating CHECK ((kind = 'RATING') = (rating IS NOT NULL) AND (rating IS NULL) = (valid_until IS NULL)
    AND coalesce(rating, 1) BETWEEN 1 AND 5 AND coalesce(valid_until >= happened_on, true)),
  CONSTRAINT credit_event_four_eyes CHECK (confirmed_by_id <> recorded_by_id),
  CONSTRAINT credit_event_ends CHECK ((confirmed_at IS NULL) = (confirmed_by_id IS NULL) AND (withdrawn_at IS NULL) = (withdrawn_by_id IS NULL)
    AND (withdrawn_at IS NULL OR confirmed_at IS NULL))
);
CREATE INDEX credit_event_organization ON credit_event (organization_id, happened_on);
CREATE INDEX credit_event_body_open ON credit_event (body_id) WHERE confirmed_at IS NULL AND withdrawn_at IS NULL;
CREATE UNIQUE INDEX credit_event_file ON credit_event (file_id);
CREATE TRIGGER keep BEFORE UPDATE ON credit_event FOR EACH ROW EXECUTE FUNCTION keep_columns('id', 'organization_id', 'kind', 'happened_on', 'body_id',
  'region_id', 'legal_basis', 'document_no', 'summary', 'file_id', 'fine_fen', 'year', 'conclusion', 'rating', 'valid_until', 'needs_rectification',
  'recorded_by_id', 'recorded_at');
CREATE TRIGGER no_delete BEFORE DELETE OR TRUNCATE ON credit_event FOR EACH STATEMENT EXECUTE FUNCTION append_only();

-- The registry of a place enters everything about the organizations of the place; a regulator penalties and what else it saw, of any.
CREATE FUNCTION guard_credit_event() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE b body; v_path text;
BEGIN
  SELECT * INTO b FROM body WHERE id = NEW.body_id;
  IF TG_OP = 'INSERT' THEN
    IF NEW.happened_on > today() THEN PERFORM refuse('credit.day-ahead'); END IF;
    NEW.region_id := b.region_id;
    SELECT r.path INTO v_path FROM organization o JOIN region r ON r.id = o.region_id WHERE o.id = NEW.organization_id;
    IF NOT ('REGISTRY' = ANY (b.duties) AND EXISTS (SELECT 1 FROM region x WHERE x.id = b.region_id AND (v_path = x.path OR v_path LIKE x.path || '/%')))
       AND NOT ('REGULATION' = ANY (b.duties) AND NEW.kind IN ('WARNING', 'FINE', 'ACTIVITY_SUSPENDED', 'FUNDRAISING_BREACH', 'JUDGMENT_DEFAULT', 'COMMENDATION', 'OTHER_ABNORMAL')) THEN
      PERFORM refuse('credit.no-jurisdiction');
    END IF;
  ELSE
    IF OLD.confirmed_at IS NOT NULL OR OLD.withdrawn_at IS NOT NULL THEN PERFORM refuse('credit.decided'); END IF;
  END IF;
  IF EXISTS (SELECT 1 FROM organization_membership m WHERE m.organization_id = NEW.organization_id AND m.account_id IN (NEW.recorded_by_id, NEW.confirmed_by_id)) THEN
    PERFORM refuse('account.interested');
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER credit_event_guard BEFORE INSERT OR UPDATE ON credit_event FOR EACH ROW EXECUTE FUNCTION guard_credit_event();

-- The organization asks: a repair says that something was put right, a correction that an event is wrong. The authority that entered it decides.
CREATE TABLE credit_request (
  id uuid NOT NULL PRIMARY KEY DEFAULT uuidv7(),
  event_id uuid NOT NULL REFERENCES credit_event (id),
  kind text NOT NULL,
  statement text NOT NULL,
  file_id uuid REFERENCES file (id),
  filed_by_id uuid NOT NULL REFERENCES account (id),
  filed_at timestamptz(3) NOT NULL DEFAULT clock(),
  due_on date NOT NULL,
  decided_by_id uuid REFERENCES account (id),
  decided_at timestamptz(3),
  granted boolean,
  decision_reason text NOT NULL DEFAULT '',
  CONSTRAINT credit_request_kind CHECK (kind IN ('REPAIR', 'CORRECTION')),
  CONSTRAINT credit_request_words CHECK (statement <> ''),
  CONSTRAINT credit_request_decided CHECK ((decided_at IS NULL) = (decided_by_id IS NULL) AND (decided_at IS NULL) = (granted IS NULL)
    AND (decided_at IS NULL OR decision_reason <> ''))
);
CREATE UNIQUE INDEX one_open_credit_request ON credit_request (event_id, kind) WHERE decided_at IS NULL;
CREATE UNIQUE INDEX one_granted_credit_request ON credit_request (event_id, kind) WHERE granted;
CREATE UNIQUE INDEX credit_request_file ON credit_request (file_id);
CREATE TRIGGER keep BEFORE UPDATE ON credit_request FOR EACH ROW EXECUTE FUNCTION keep_columns('id', 'event_id', 'kind', 'statement', 'file_id', 'filed_by_id', 'filed_at', 'due_on');
CREATE TRIGGER no_delete BEFORE DELETE OR TRUNCATE ON credit_request FOR EACH STATEMENT EXECUTE FUNCTION append_only();
CREATE FUNCTION guard_credit_request() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE e credit_event;
BEGIN
  SELECT * INTO e FROM credit_event WHERE id = NEW.event_id FOR SHARE;
  IF TG_OP = 'INSERT' THEN
    IF e.confirmed_at IS NULL THEN PERFORM refuse('credit.not-confirmed'); END IF;
    IF NEW.kind = 'REPAIR' AND NOT e.needs_rectification THEN PERFORM refuse('credit.nothing-to-rectify'); END IF;
    IF EXISTS (SELECT 1 FROM credit_request WHERE event_id = NEW.event_id AND granted AND kind IN (NEW.kind, 'CORRECTION')) THEN PERFORM refuse('credit.granted-already'); END IF;
    IF NOT EXISTS (SELECT 1 FROM organization_membership WHERE organization_id = e.organization_id AND account_id = NEW.filed_by_id) THEN PERFORM refuse('forbidden'); END IF;
  ELSE
    IF OLD.decided_at IS NOT NULL THEN PERFORM refuse('credit.decided'); END IF;
    -- Who entered the event does not judge what is said against it.
    IF NEW.kind = 'CORRECTION' AND NEW.decided_by_id = e.recorded_by_id THEN PERFORM refuse('credit.own-entry'); END IF;
    IF EXISTS (SELECT 1 FROM organization_membership m WHERE m.organization_id = e.organization_id AND m.account_id = NEW.decided_by_id) THEN PERFORM refuse('account.interested'); END IF;
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER credit_request_guard BEFORE INSERT OR UPDATE ON credit_request FOR EACH ROW EXECUTE FUNCTION guard_credit_request();

-- Times on a list, reckoned from the events by app/domain/credit/spans.ts whenever one is confirmed, put right or annulled, for all time to come.
CREATE TABLE credit_span (
  organization_id uuid NOT NULL REFERENCES organization (id),
  list text NOT NULL,
  from_on date NOT NULL,
  -- The first day off the list; null: until something more happens.
  to_on date,
  causes uuid[] NOT NULL,
  PRIMARY KEY (organization_id, list, from_on),
  CONSTRAINT credit_span_whole CHECK (list IN ('ABNORMAL', 'SERIOUS') AND causes <> '{}' AND coalesce(to_on >= from_on, true))
);
CREATE INDEX credit_span_now ON credit_span (list, from_on, to_on);

-- Where an organization stands on a day: SERIOUS, else ABNORMAL, else REGULAR.
CREATE FUNCTION credit_state(p_organization uuid, p_on date) RETURNS text LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
  SELECT coalesce((SELECT s.list FROM credit_span s WHERE s.organization_id = p_organization AND s.from_on <= p_on AND (s.to_on IS NULL OR p_on < s.to_on)
    ORDER BY s.list DESC LIMIT 1), 'REGULAR')
$$;
-- What that standing does to a use: BAR, WARN, or nothing (null).
CREATE FUNCTION credit_effect_on(p_organization uuid, p_use text, p_on date) RETURNS text LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
  SELECT e.effect FROM credit_effect e WHERE e.list = credit_state(p_organization, p_on) AND e.use = p_use AND e.valid_from <= p_on
  ORDER BY e.valid_from DESC LIMIT 1
$$;

-- Nobody on a list that bars it seals a bid or is awarded: the bidder and every partner.
CREATE FUNCTION guard_credit_of_bid() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM bid_place p WHERE p.bid_id = NEW.id AND credit_effect_on(p.organization_id, 'BID', today()) = 'BAR')
     OR credit_effect_on(NEW.organization_id, 'BID', today()) = 'BAR' THEN PERFORM refuse('bid.credit-listed'); END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER bid_credit_guard BEFORE UPDATE OF state ON bid FOR EACH ROW WHEN (NEW.state = 'SEALED' AND OLD.state <> 'SEALED') EXECUTE FUNCTION guard_credit_of_bid();
CREATE FUNCTION guard_credit_of_award() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM bid b JOIN bid_place p ON p.bid_id = b.id WHERE b.id = NEW.bid_id AND credit_effect_on(p.organization_id, 'AWARD', today()) = 'BAR')
     OR EXISTS (SELECT 1 FROM bid b WHERE b.id = NEW.bid_id AND credit_effect_on(b.organization_id, 'AWARD', today()) = 'BAR') THEN PERFORM refuse('award.credit-listed'); END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER award_credit_guard BEFORE INSERT ON award FOR EACH ROW EXECUTE FUNCTION guard_credit_of_award();

ALTER TABLE answer_term DROP CONSTRAINT answer_term_what, ADD CONSTRAINT answer_term_what CHECK (what IN ('evaluationReply', 'observationAnswer', 'creditRepair', 'creditCorrection'));
INSERT INTO answer_term (what, valid_from, days, source_zh, source_en, is_confirmed) VALUES
  ('creditRepair', '2018-01-24', 5, '《社会组织信用信息管理办法》（民政部令第60号）第十四条，据征求意见稿，待核实', 'Order 60 of the Ministry of Civil Affairs, art. 14, after the draft for comment; to be confirmed', false),
  ('creditCorrection', '2018-01-24', 20, '本平台安排（参照政府信息公开更正期限），待核实', 'This site’s own arrangement, after the terms for corrections in the disclosure of government information; to be confirmed', false);

GRANT SELECT ON credit_rule, credit_effect TO commonweal_app;
GRANT SELECT, INSERT ON credit_event, credit_request TO commonweal_app;
GRANT UPDATE (confirmed_by_id, confirmed_at, withdrawn_by_id, withdrawn_at, withdrawn_reason) ON credit_event TO commonweal_app;
GRANT UPDATE (decided_by_id, decided_at, granted, decision_reason) ON credit_request TO commonweal_app;
GRANT SELECT, INSERT, DELETE ON credit_span TO commonweal_app;
