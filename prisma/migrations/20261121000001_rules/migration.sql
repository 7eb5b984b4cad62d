-- Why: the rules that must hold whatever the code does. Prisma cannot say them; PostgreSQL can keep them.
-- Clock, lifecycles, four eyes, sealed bids, scoring, awards, milestones, tranches, the ledger, append-only records, and
-- what the runtime role may touch.

-- ---------------------------------------------------------------------------------------------------------------------
-- The clock. Deadlines are decided by the database. Only a session of the schema's owner may tell another time (tests,
-- demonstration data): it gains nothing by that, since an owner could drop these triggers.
CREATE FUNCTION clock() RETURNS timestamptz LANGUAGE plpgsql STABLE SET search_path = public, pg_temp AS $$
DECLARE told text := current_setting('commonweal.clock', true);
BEGIN
  IF told IS NOT NULL AND told <> ''
     AND pg_has_role(session_user, (SELECT relowner FROM pg_class WHERE oid = 'public.call'::regclass), 'USAGE') THEN
    RETURN told::timestamptz;
  END IF;
  RETURN now();
END $$;

-- Refusals carry a code the application maps to words: SQLSTATE 23514 with a message `refused:<code>`.
CREATE FUNCTION refuse(code text) RETURNS void LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION 'refused:%', code USING ERRCODE = 'check_violation'; END $$;

-- ---------------------------------------------------------------------------------------------------------------------
-- States move only along the edges declared in app/domain/*/lifecycle.ts.
CREATE FUNCTION guard_lifecycle() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    IF NEW.state::text <> TG_ARGV[1] THEN
      RAISE EXCEPTION '% must start as %, not %', TG_ARGV[0], TG_ARGV[1], NEW.state USING ERRCODE = 'check_violation';
    END IF;
  ELSIF NEW.state IS DISTINCT FROM OLD.state AND NOT EXISTS (
    SELECT 1 FROM lifecycle_edge
    WHERE lifecycle = TG_ARGV[0] AND from_state = OLD.state::text AND to_state = NEW.state::text
  ) THEN
    RAISE EXCEPTION '% cannot go from % to %', TG_ARGV[0], OLD.state, NEW.state USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;

INSERT INTO lifecycle_edge (lifecycle, from_state, event, to_state) VALUES
  ('call', 'DRAFT', 'submit', 'SUBMITTED'),
  ('call', 'DRAFT', 'cancel', 'CANCELLED'),
  ('call', 'SUBMITTED', 'return', 'DRAFT'),
  ('call', 'SUBMITTED', 'publish', 'PUBLISHED'),
  ('call', 'SUBMITTED', 'cancel', 'CANCELLED'),
  ('call', 'PUBLISHED', 'open', 'OPENED'),
  ('call', 'PUBLISHED', 'fail', 'FAILED'),
  ('call', 'PUBLISHED', 'cancel', 'CANCELLED'),
  ('call', 'OPENED', 'startScoring', 'SCORING'),
  ('call', 'OPENED', 'fail', 'FAILED'),
  ('call', 'OPENED', 'cancel', 'CANCELLED'),
  ('call', 'SCORING', 'close', 'SCORED'),
  ('call', 'SCORING', 'fail', 'FAILED'),
  ('call', 'SCORING', 'cancel', 'CANCELLED'),
  ('call', 'SCORED', 'award', 'AWARDED'),
  ('call', 'SCORED', 'fail', 'FAILED'),
  ('call', 'SCORED', 'cancel', 'CANCELLED'),
  ('bid', 'DRAFT', 'seal', 'SEALED'),
  ('bid', 'DRAFT', 'withdraw', 'WITHDRAWN'),
  ('bid', 'SEALED', 'withdraw', 'WITHDRAWN'),
  ('bid', 'SEALED', 'open', 'OPENED'),
  ('bid', 'OPENED', 'score', 'SCORED'),
  ('bid', 'OPENED', 'reject', 'REJECTED'),
  ('bid', 'SCORED', 'award', 'AWARDED'),
  ('bid', 'SCORED', 'lose', 'LOST'),
  ('panel', 'FORMING', 'start', 'SCORING'),
  ('panel', 'SCORING', 'close', 'CLOSED'),
  ('seat', 'SEATED', 'recuse', 'RECUSED'),
  ('score_sheet', 'DRAFT', 'submit', 'SUBMITTED'),
  ('contract', 'DRAFT', 'offer', 'OFFERED'),
  ('contract', 'OFFERED', 'sign', 'SIGNED'),
  ('contract', 'OFFERED', 'redraft', 'DRAFT'),
  ('project', 'PREPARING', 'start', 'ACTIVE'),
  ('project', 'PREPARING', 'terminate', 'TERMINATED'),
  ('project', 'ACTIVE', 'complete', 'COMPLETED'),
  ('project', 'ACTIVE', 'terminate', 'TERMINATED'),
  ('objection', 'OPEN', 'answer', 'ANSWERED'),
  ('objection', 'OPEN', 'close', 'CLOSED'),
  ('objection', 'ANSWERED', 'close', 'CLOSED'),
  ('milestone', 'PLANNED', 'report', 'REPORTED'),
  ('milestone', 'REPORTED', 'return', 'RETURNED'),
  ('milestone', 'REPORTED', 'accept', 'ACCEPTED'),
  ('milestone', 'RETURNED', 'report', 'REPORTED'),
  ('report', 'DRAFT', 'submit', 'SUBMITTED'),
  ('report', 'SUBMITTED', 'return', 'RETURNED'),
  ('report', 'SUBMITTED', 'accept', 'ACCEPTED'),
  ('tranche', 'PLANNED', 'claim', 'CLAIMABLE'),
  ('tranche', 'CLAIMABLE', 'release', 'RELEASED');

CREATE TRIGGER call_lifecycle BEFORE INSERT OR UPDATE OF state ON call
  FOR EACH ROW EXECUTE FUNCTION guard_lifecycle('call', 'DRAFT');
CREATE TRIGGER bid_lifecycle BEFORE INSERT OR UPDATE OF state ON bid
  FOR EACH ROW EXECUTE FUNCTION guard_lifecycle('bid', 'DRAFT');
CREATE TRIGGER panel_lifecycle BEFORE INSERT OR UPDATE OF state ON panel
  FOR EACH ROW EXECUTE FUNCTION guard_lifecycle('panel', 'FORMING');
CREATE TRIGGER seat_lifecycle BEFORE INSERT OR UPDATE OF state ON seat
  FOR EACH ROW EXECUTE FUNCTION guard_lifecycle('seat', 'SEATED');
CREATE TRIGGER score_sheet_lifecycle BEFORE INSERT OR UPDATE OF state ON score_sheet
  FOR EACH ROW EXECUTE FUNCTION guard_lifecycle('score_sheet', 'DRAFT');
CREATE TRIGGER contract_lifecycle BEFORE INSERT OR UPDATE OF state ON contract
  FOR EACH ROW EXECUTE FUNCTION guard_lifecycle('contract', 'DRAFT');
CREATE TRIGGER project_lifecycle BEFORE INSERT OR UPDATE OF state ON project
  FOR EACH ROW EXECUTE FUNCTION guard_lifecycle('project', 'PREPARING');
CREATE TRIGGER objection_lifecycle BEFORE INSERT OR UPDATE OF state ON objection
  FOR EACH ROW EXECUTE FUNCTION guard_lifecycle('objection', 'OPEN');
CREATE TRIGGER milestone_lifecycle BEFORE INSERT OR UPDATE OF state ON milestone
  FOR EACH ROW EXECUTE FUNCTION guard_lifecycle('milestone', 'PLANNED');
CREATE TRIGGER report_lifecycle BEFORE INSERT OR UPDATE OF state ON report
  FOR EACH ROW EXECUTE FUNCTION guard_lifecycle('report', 'DRAFT');
CREATE TRIGGER tranche_lifecycle BEFORE INSERT OR UPDATE OF state ON tranche
  FOR EACH ROW EXECUTE FUNCTION guard_lifecycle('tranche', 'PLANNED');

-- ---------------------------------------------------------------------------------------------------------------------
-- Every column named *_by_id is a person who did something: it must name one.
DO $$
DECLARE c record;
BEGIN
  FOR c IN SELECT table_name, column_name FROM information_schema.columns
           WHERE table_schema = 'public' AND column_name LIKE '%\_by\_id' LOOP
    EXECUTE format('ALTER TABLE %I ADD CONSTRAINT %I FOREIGN KEY (%I) REFERENCES account(id)',
      c.table_name, c.table_name || '_' || c.column_name || '_account_fkey', c.column_name);
  END LOOP;
END $$;

-- ---------------------------------------------------------------------------------------------------------------------
-- Records that only grow.
CREATE FUNCTION append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = '42501'; END $$;
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_event FOR EACH STATEMENT EXECUTE FUNCTION append_only();
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON event FOR EACH STATEMENT EXECUTE FUNCTION append_only();
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON bid_envelope FOR EACH STATEMENT EXECUTE FUNCTION append_only();
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON opened_bid FOR EACH STATEMENT EXECUTE FUNCTION append_only();
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON opening_confirmation FOR EACH STATEMENT EXECUTE FUNCTION append_only();
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON conflict_declaration FOR EACH STATEMENT EXECUTE FUNCTION append_only();
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON bid_result FOR EACH STATEMENT EXECUTE FUNCTION append_only();
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON award FOR EACH STATEMENT EXECUTE FUNCTION append_only();
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON acceptance FOR EACH STATEMENT EXECUTE FUNCTION append_only();
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON call_key FOR EACH STATEMENT EXECUTE FUNCTION append_only();

-- ---------------------------------------------------------------------------------------------------------------------
-- People and organizations.
ALTER TABLE account ADD CONSTRAINT email_shape CHECK (email ~ '^[^@\s]+@[^@\s]+$');
ALTER TABLE organization
  ADD CONSTRAINT credit_code_shape CHECK (credit_code ~ '^[0-9ABCDEFGHJKLMNPQRTUWXY]{18}$'),
  ADD CONSTRAINT rating_range CHECK (rating BETWEEN 1 AND 5);
ALTER TABLE invitation ADD CONSTRAINT invitation_names_its_role CHECK (CASE kind
  WHEN 'BODY' THEN body_id IS NOT NULL AND body_role IS NOT NULL AND organization_id IS NULL
  WHEN 'ORGANIZATION' THEN organization_id IS NOT NULL AND organization_role IS NOT NULL AND body_id IS NULL
  WHEN 'ADMINISTRATOR' THEN body_id IS NULL AND organization_id IS NULL
  ELSE body_id IS NULL AND organization_id IS NULL AND expert_region_id IS NOT NULL AND expert_employer IS NOT NULL END);

-- Somebody can always let the next person in: an organization keeps its last owner, a body its last approver. The lock on the
-- parent makes two people who remove each other at once wait for one another.
CREATE FUNCTION keep_last_owner() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  IF OLD.role <> 'OWNER' THEN RETURN NULL; END IF;
  PERFORM 1 FROM organization WHERE id = OLD.organization_id FOR UPDATE;
  IF NOT EXISTS (SELECT 1 FROM organization_membership WHERE organization_id = OLD.organization_id AND role = 'OWNER') THEN PERFORM refuse('organization.last-owner'); END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER last_owner AFTER UPDATE OR DELETE ON organization_membership FOR EACH ROW EXECUTE FUNCTION keep_last_owner();
CREATE FUNCTION keep_last_approver() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  IF OLD.role <> 'APPROVER' THEN RETURN NULL; END IF;
  PERFORM 1 FROM body WHERE id = OLD.body_id FOR UPDATE;
  IF NOT EXISTS (SELECT 1 FROM body_membership WHERE body_id = OLD.body_id AND role = 'APPROVER') THEN PERFORM refuse('account.last-approver'); END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER last_approver AFTER UPDATE OR DELETE ON body_membership FOR EACH ROW EXECUTE FUNCTION keep_last_approver();

-- ---------------------------------------------------------------------------------------------------------------------
-- Calls.
ALTER TABLE call
  ADD CONSTRAINT call_money CHECK (budget_fen > 0 AND ceiling_fen > 0 AND ceiling_fen <= budget_fen),
  ADD CONSTRAINT call_dates CHECK (ends_on >= starts_on),
  ADD CONSTRAINT call_quorum CHECK (quorum BETWEEN 3 AND 15),
  ADD CONSTRAINT call_regime CHECK ((regime = 'VENTURE') = (method = 'VENTURE_CALL')),
  -- Four eyes: who publishes neither drafted nor submitted.
  ADD CONSTRAINT call_four_eyes CHECK (published_by_id <> drafted_by_id AND published_by_id <> submitted_by_id),
  ADD CONSTRAINT call_published_whole CHECK (state IN ('DRAFT', 'SUBMITTED', 'CANCELLED') OR
    (call_no IS NOT NULL AND fund_id IS NOT NULL AND submitted_by_id IS NOT NULL AND published_by_id IS NOT NULL AND published_at IS NOT NULL)),
  ADD CONSTRAINT call_end_has_reason CHECK (state NOT IN ('FAILED', 'CANCELLED') OR state_reason <> '');
ALTER TABLE criterion
  ADD CONSTRAINT criterion_points CHECK (max_points > 0 AND max_points <= 100),
  ADD CONSTRAINT criterion_limit CHECK (answer_limit BETWEEN 100 AND 10000);
CREATE UNIQUE INDEX one_price_criterion ON criterion (call_id) WHERE kind = 'PRICE';
ALTER TABLE call_milestone ADD CONSTRAINT call_milestone_share CHECK (tranche_bps BETWEEN 0 AND 10000 AND target >= 0);

-- What was published stays as it was published.
CREATE FUNCTION guard_call() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  IF OLD.state <> 'DRAFT' AND (
    (NEW.body_id, NEW.fund_id, NEW.regime, NEW.method, NEW.instrument, NEW.title, NEW.summary, NEW.requirement,
     NEW.beneficiaries, NEW.field, NEW.region_id, NEW.budget_fen, NEW.ceiling_fen, NEW.bid_deadline_at, NEW.starts_on,
     NEW.ends_on, NEW.quorum, NEW.drafted_by_id, NEW.doc_no)
    IS DISTINCT FROM
    (OLD.body_id, OLD.fund_id, OLD.regime, OLD.method, OLD.instrument, OLD.title, OLD.summary, OLD.requirement,
     OLD.beneficiaries, OLD.field, OLD.region_id, OLD.budget_fen, OLD.ceiling_fen, OLD.bid_deadline_at, OLD.starts_on,
     OLD.ends_on, OLD.quorum, OLD.drafted_by_id, OLD.doc_no)) THEN
    PERFORM refuse('call.frozen');
  END IF;
  IF OLD.published_at IS NOT NULL AND (NEW.call_no, NEW.published_at, NEW.published_by_id) IS DISTINCT FROM (OLD.call_no, OLD.published_at, OLD.published_by_id) THEN
    PERFORM refuse('call.frozen');
  END IF;
  IF NEW.state = OLD.state THEN RETURN NEW; END IF;

  IF NEW.state = 'PUBLISHED' THEN
    IF NEW.bid_deadline_at <= clock() THEN PERFORM refuse('call.deadline-past'); END IF;
    IF (SELECT coalesce(sum(max_points), 0) FROM criterion WHERE call_id = NEW.id) <> 100 THEN PERFORM refuse('call.points-not-100'); END IF;
    IF NOT EXISTS (SELECT 1 FROM criterion WHERE call_id = NEW.id AND kind = 'SUBJECTIVE') THEN PERFORM refuse('call.no-criterion'); END IF;
    IF (SELECT coalesce(sum(tranche_bps), 0) FROM call_milestone WHERE call_id = NEW.id) <> 10000 THEN PERFORM refuse('call.shares-not-whole'); END IF;
    IF NOT EXISTS (SELECT 1 FROM call_key WHERE call_id = NEW.id) THEN PERFORM refuse('call.no-key'); END IF;
    IF NOT EXISTS (SELECT 1 FROM fund WHERE id = NEW.fund_id AND body_id = NEW.body_id) THEN PERFORM refuse('call.foreign-fund'); END IF;
  ELSIF OLD.state = 'PUBLISHED' AND NEW.state IN ('OPENED', 'FAILED') THEN
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
CREATE TRIGGER call_guard BEFORE UPDATE ON call FOR EACH ROW EXECUTE FUNCTION guard_call();

CREATE FUNCTION guard_call_part() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  IF (SELECT state FROM call WHERE id = coalesce(NEW.call_id, OLD.call_id)) <> 'DRAFT' THEN PERFORM refuse('call.frozen'); END IF;
  RETURN coalesce(NEW, OLD);
END $$;
CREATE TRIGGER criterion_guard BEFORE INSERT OR UPDATE OR DELETE ON criterion FOR EACH ROW EXECUTE FUNCTION guard_call_part();
CREATE TRIGGER call_milestone_guard BEFORE INSERT OR UPDATE OR DELETE ON call_milestone FOR EACH ROW EXECUTE FUNCTION guard_call_part();
CREATE TRIGGER call_document_guard BEFORE INSERT OR UPDATE OR DELETE ON call_document FOR EACH ROW EXECUTE FUNCTION guard_call_part();

-- ---------------------------------------------------------------------------------------------------------------------
-- Bids: one live bid per organization and call; nothing after the deadline; nothing read before the ceremony.
CREATE UNIQUE INDEX one_live_bid ON bid (call_id, organization_id) WHERE state <> 'WITHDRAWN';

CREATE FUNCTION guard_bid() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE c call;
BEGIN
  IF TG_OP = 'UPDATE' AND (NEW.call_id, NEW.organization_id) IS DISTINCT FROM (OLD.call_id, OLD.organization_id) THEN
    PERFORM refuse('bid.moved');
  END IF;
  IF TG_OP = 'UPDATE' AND NEW.state = OLD.state THEN RETURN NEW; END IF;
  -- FOR SHARE: the call cannot open or fail between this check and this transaction's commit.
  SELECT * INTO c FROM call WHERE id = NEW.call_id FOR SHARE;

  IF TG_OP = 'INSERT' THEN
    IF c.state <> 'PUBLISHED' OR clock() >= c.bid_deadline_at THEN PERFORM refuse('bid.call-closed'); END IF;
    IF NOT EXISTS (SELECT 1 FROM organization WHERE id = NEW.organization_id AND state = 'ACTIVE') THEN PERFORM refuse('bid.organization-suspended'); END IF;
    RETURN NEW;
  END IF;

  IF NEW.state = 'SEALED' THEN
    IF c.state <> 'PUBLISHED' OR clock() >= c.bid_deadline_at THEN PERFORM refuse('bid.deadline-passed'); END IF;
    IF NOT EXISTS (SELECT 1 FROM bid_envelope WHERE bid_id = NEW.id) THEN PERFORM refuse('bid.no-envelope'); END IF;
    IF EXISTS (SELECT 1 FROM bid_draft WHERE bid_id = NEW.id) THEN PERFORM refuse('bid.draft-left'); END IF;
    NEW.sealed_at := clock();
  ELSIF OLD.state = 'SEALED' AND NEW.state = 'WITHDRAWN' THEN
    IF c.state <> 'PUBLISHED' OR clock() >= c.bid_deadline_at THEN PERFORM refuse('bid.deadline-passed'); END IF;
  ELSIF NEW.state = 'OPENED' THEN
    IF c.state <> 'OPENED' THEN PERFORM refuse('bid.call-not-opened'); END IF;
    IF NOT EXISTS (SELECT 1 FROM opened_bid WHERE bid_id = NEW.id) THEN PERFORM refuse('bid.not-opened'); END IF;
  ELSIF NEW.state = 'REJECTED' THEN
    IF NEW.rejected_reason = '' THEN PERFORM refuse('bid.reason-missing'); END IF;
    IF c.state NOT IN ('OPENED', 'SCORING') THEN PERFORM refuse('bid.call-not-opened'); END IF;
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER bid_guard BEFORE INSERT OR UPDATE ON bid FOR EACH ROW EXECUTE FUNCTION guard_bid();

CREATE FUNCTION guard_draft() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  IF (SELECT state FROM bid WHERE id = NEW.bid_id) <> 'DRAFT' THEN PERFORM refuse('bid.not-draft'); END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER bid_draft_guard BEFORE INSERT OR UPDATE ON bid_draft FOR EACH ROW EXECUTE FUNCTION guard_draft();
CREATE TRIGGER bid_envelope_guard BEFORE INSERT ON bid_envelope FOR EACH ROW EXECUTE FUNCTION guard_draft();

CREATE FUNCTION guard_opening_confirmation() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE c call;
BEGIN
  SELECT * INTO c FROM call WHERE id = NEW.call_id;
  IF c.state <> 'PUBLISHED' OR clock() < c.bid_deadline_at THEN PERFORM refuse('call.before-deadline'); END IF;
  IF NOT EXISTS (SELECT 1 FROM body_membership WHERE body_id = c.body_id AND account_id = NEW.account_id AND role IN ('OFFICER', 'APPROVER')) THEN
    PERFORM refuse('call.not-officer');
  END IF;
  NEW.confirmed_at := clock();
  RETURN NEW;
END $$;
CREATE TRIGGER opening_confirmation_guard BEFORE INSERT ON opening_confirmation FOR EACH ROW EXECUTE FUNCTION guard_opening_confirmation();

-- The ceremony: past the deadline, confirmed by two officers. The runtime role cannot read these columns another way.
CREATE FUNCTION assert_opening(p_call uuid) RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF NOT EXISTS (SELECT 1 FROM call WHERE id = p_call AND clock() >= bid_deadline_at AND state NOT IN ('DRAFT', 'SUBMITTED', 'FAILED', 'CANCELLED')) THEN
    PERFORM refuse('call.before-deadline');
  END IF;
  IF (SELECT count(*) FROM opening_confirmation WHERE call_id = p_call) < 2 THEN PERFORM refuse('call.two-officers'); END IF;
END $$;
CREATE FUNCTION open_call_key(p_call uuid) RETURNS bytea LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  PERFORM assert_opening(p_call);
  RETURN (SELECT wrapped_private_key FROM call_key WHERE call_id = p_call);
END $$;
CREATE FUNCTION open_envelopes(p_call uuid)
RETURNS TABLE (bid_id uuid, organization_id uuid, content_sha256 text, envelope_sha256 text, ephemeral_public_key bytea, ciphertext bytea)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  PERFORM assert_opening(p_call);
  RETURN QUERY SELECT b.id, b.organization_id, e.content_sha256, e.envelope_sha256, e.ephemeral_public_key, e.ciphertext
    FROM bid b JOIN bid_envelope e ON e.bid_id = b.id WHERE b.call_id = p_call AND b.state = 'SEALED' ORDER BY b.sealed_at, b.id;
END $$;
-- The organization's copy is under a code that only its people hold.
CREATE FUNCTION own_copy(p_bid uuid) RETURNS bytea LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT own_copy FROM bid_envelope WHERE bid_id = p_bid
$$;

-- ---------------------------------------------------------------------------------------------------------------------
-- Panels and scores.
CREATE UNIQUE INDEX one_chair ON seat (panel_id) WHERE is_chair AND state = 'SEATED';
ALTER TABLE seat ADD CONSTRAINT recusal_has_reason CHECK (state <> 'RECUSED' OR reason <> '');

CREATE FUNCTION guard_seat() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  IF TG_OP IN ('INSERT', 'DELETE') AND (SELECT state FROM panel WHERE id = coalesce(NEW.panel_id, OLD.panel_id)) <> 'FORMING' THEN PERFORM refuse('panel.already-started'); END IF;
  IF TG_OP = 'UPDATE' AND (SELECT state FROM panel WHERE id = NEW.panel_id) = 'CLOSED' THEN PERFORM refuse('panel.closed'); END IF;
  RETURN coalesce(NEW, OLD);
END $$;
CREATE TRIGGER seat_guard BEFORE INSERT OR UPDATE OR DELETE ON seat FOR EACH ROW EXECUTE FUNCTION guard_seat();

-- Counted from the server's own list of admitted bids and seated judges, never from what a page sends.
CREATE FUNCTION assert_panel_complete(p_panel uuid) RETURNS void LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE v_call uuid; v_quorum int;
BEGIN
  SELECT p.call_id, c.quorum INTO v_call, v_quorum FROM panel p JOIN call c ON c.id = p.call_id WHERE p.id = p_panel;
  IF NOT EXISTS (SELECT 1 FROM bid WHERE call_id = v_call AND state = 'OPENED') THEN PERFORM refuse('panel.no-bids'); END IF;
  IF EXISTS (
    SELECT 1 FROM bid b CROSS JOIN seat s
    LEFT JOIN conflict_declaration d ON d.seat_id = s.id AND d.bid_id = b.id
    LEFT JOIN score_sheet h ON h.seat_id = s.id AND h.bid_id = b.id
    WHERE b.call_id = v_call AND b.state = 'OPENED' AND s.panel_id = p_panel AND s.state = 'SEATED'
      AND (d.kind IS NULL OR (d.kind = 'NONE' AND h.state IS DISTINCT FROM 'SUBMITTED'))
  ) THEN PERFORM refuse('panel.incomplete'); END IF;
  IF EXISTS (
    SELECT b.id FROM bid b
    LEFT JOIN score_sheet h ON h.bid_id = b.id AND h.state = 'SUBMITTED'
    LEFT JOIN seat s ON s.id = h.seat_id AND s.state = 'SEATED'
    WHERE b.call_id = v_call AND b.state = 'OPENED' GROUP BY b.id HAVING count(s.id) < v_quorum
  ) THEN PERFORM refuse('panel.below-quorum'); END IF;
END $$;

CREATE FUNCTION guard_panel() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  IF NEW.state = OLD.state THEN RETURN NEW; END IF;
  IF NEW.state = 'SCORING' THEN
    IF (SELECT count(*) FROM seat WHERE panel_id = NEW.id AND state = 'SEATED') < (SELECT quorum FROM call WHERE id = NEW.call_id) THEN PERFORM refuse('panel.below-quorum'); END IF;
    IF NOT EXISTS (SELECT 1 FROM seat WHERE panel_id = NEW.id AND is_chair AND state = 'SEATED') THEN PERFORM refuse('panel.no-chair'); END IF;
  ELSIF NEW.state = 'CLOSED' THEN
    PERFORM assert_panel_complete(NEW.id);
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER panel_guard BEFORE UPDATE ON panel FOR EACH ROW EXECUTE FUNCTION guard_panel();

CREATE FUNCTION guard_score_sheet() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    IF NOT EXISTS (
      SELECT 1 FROM seat s JOIN panel p ON p.id = s.panel_id JOIN bid b ON b.id = NEW.bid_id AND b.call_id = p.call_id
      JOIN conflict_declaration d ON d.seat_id = s.id AND d.bid_id = b.id AND d.kind = 'NONE'
      WHERE s.id = NEW.seat_id AND s.state = 'SEATED' AND p.state = 'SCORING' AND b.state = 'OPENED'
    ) THEN PERFORM refuse('score-sheet.not-entitled'); END IF;
  ELSE
    IF (NEW.seat_id, NEW.bid_id) IS DISTINCT FROM (OLD.seat_id, OLD.bid_id) THEN PERFORM refuse('score-sheet.moved'); END IF;
    IF OLD.state = 'SUBMITTED' THEN PERFORM refuse('score-sheet.submitted'); END IF;
    IF NEW.state = 'SUBMITTED' THEN
      IF EXISTS (
        SELECT 1 FROM panel p JOIN seat s ON s.panel_id = p.id AND s.id = NEW.seat_id
        JOIN criterion c ON c.call_id = p.call_id AND c.kind = 'SUBJECTIVE'
        LEFT JOIN score r ON r.sheet_id = NEW.id AND r.criterion_id = c.id
        WHERE r.points IS NULL OR r.reason = '' OR p.state <> 'SCORING' OR s.state <> 'SEATED'
      ) THEN PERFORM refuse('score-sheet.incomplete'); END IF;
      NEW.submitted_at := clock();
    END IF;
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER score_sheet_guard BEFORE INSERT OR UPDATE ON score_sheet FOR EACH ROW EXECUTE FUNCTION guard_score_sheet();

CREATE FUNCTION guard_score() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE v_max numeric;
BEGIN
  SELECT c.max_points INTO v_max FROM score_sheet h JOIN bid b ON b.id = h.bid_id
    JOIN criterion c ON c.call_id = b.call_id AND c.id = NEW.criterion_id AND c.kind = 'SUBJECTIVE'
    WHERE h.id = NEW.sheet_id AND h.state = 'DRAFT' FOR SHARE OF h;
  IF NOT FOUND THEN PERFORM refuse('score-sheet.submitted'); END IF;
  IF NEW.points < 0 OR NEW.points > v_max THEN PERFORM refuse('score.out-of-range'); END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER score_guard BEFORE INSERT OR UPDATE ON score FOR EACH ROW EXECUTE FUNCTION guard_score();

-- A result is frozen when the panel closes; publishing adds who, when and why, once.
CREATE FUNCTION guard_result() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    IF NOT EXISTS (SELECT 1 FROM panel WHERE call_id = NEW.call_id AND state = 'CLOSED') THEN PERFORM refuse('result.panel-open'); END IF;
  ELSE
    IF (NEW.call_id, NEW.record, NEW.record_sha256, NEW.closed_at, NEW.closed_by_id) IS DISTINCT FROM (OLD.call_id, OLD.record, OLD.record_sha256, OLD.closed_at, OLD.closed_by_id) OR OLD.published_at IS NOT NULL THEN
      PERFORM refuse('result.frozen');
    END IF;
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER result_guard BEFORE INSERT OR UPDATE ON result FOR EACH ROW EXECUTE FUNCTION guard_result();

-- ---------------------------------------------------------------------------------------------------------------------
-- Awards, contracts, projects: a winning bid belongs to its own call; every amount is the award's amount.
ALTER TABLE award
  ADD CONSTRAINT award_of_own_call FOREIGN KEY (bid_id, call_id) REFERENCES bid (id, call_id),
  ADD CONSTRAINT award_amount CHECK (amount_fen > 0);
CREATE UNIQUE INDEX one_sole_award ON award (call_id) WHERE is_sole;
ALTER TABLE contract
  ADD CONSTRAINT contract_amount_is_award FOREIGN KEY (award_id, amount_fen) REFERENCES award (id, amount_fen),
  ADD CONSTRAINT contract_two_sides CHECK (offered_by_id <> signed_by_id),
  ADD CONSTRAINT contract_signed_whole CHECK (CASE state
    WHEN 'DRAFT' THEN signed_at IS NULL
    WHEN 'OFFERED' THEN offered_at IS NOT NULL AND offered_by_id IS NOT NULL AND content_sha256 IS NOT NULL AND signed_at IS NULL
    ELSE offered_by_id IS NOT NULL AND signed_at IS NOT NULL AND signed_by_id IS NOT NULL AND content_sha256 IS NOT NULL END);
ALTER TABLE project
  ADD CONSTRAINT project_amount_is_award FOREIGN KEY (award_id, amount_fen) REFERENCES award (id, amount_fen),
  ADD CONSTRAINT project_dates CHECK (ends_on >= starts_on);

CREATE FUNCTION guard_award() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  IF NEW.amount_fen > (SELECT ceiling_fen FROM call WHERE id = NEW.call_id) THEN PERFORM refuse('award.over-ceiling'); END IF;
  IF (SELECT state FROM bid WHERE id = NEW.bid_id) <> 'AWARDED' THEN PERFORM refuse('award.bid-not-won'); END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER award_guard AFTER INSERT ON award DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION guard_award();

CREATE FUNCTION guard_contract() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  IF OLD.state = 'SIGNED' THEN PERFORM refuse('contract.signed'); END IF;
  IF OLD.state = 'OFFERED' AND NEW.state <> 'DRAFT' AND (NEW.terms, NEW.content_sha256, NEW.offered_by_id) IS DISTINCT FROM (OLD.terms, OLD.content_sha256, OLD.offered_by_id) THEN PERFORM refuse('contract.offered'); END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER contract_guard BEFORE UPDATE ON contract FOR EACH ROW EXECUTE FUNCTION guard_contract();

CREATE FUNCTION guard_project() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  IF NEW.state = 'ACTIVE' AND OLD.state <> 'ACTIVE' AND (SELECT state FROM contract WHERE id = NEW.contract_id) <> 'SIGNED' THEN PERFORM refuse('project.contract-unsigned'); END IF;
  IF NEW.state = 'COMPLETED' AND OLD.state <> 'COMPLETED' AND EXISTS (SELECT 1 FROM tranche WHERE project_id = NEW.id AND state <> 'RELEASED') THEN PERFORM refuse('project.unpaid-tranches'); END IF;
  IF (NEW.call_id, NEW.award_id, NEW.contract_id, NEW.organization_id, NEW.body_id) IS DISTINCT FROM (OLD.call_id, OLD.award_id, OLD.contract_id, OLD.organization_id, OLD.body_id) THEN PERFORM refuse('project.moved'); END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER project_guard BEFORE UPDATE ON project FOR EACH ROW EXECUTE FUNCTION guard_project();

-- ---------------------------------------------------------------------------------------------------------------------
-- Milestones and tranches.
ALTER TABLE indicator ADD CONSTRAINT indicator_target CHECK (target >= 0);
ALTER TABLE figure ADD CONSTRAINT figure_actual CHECK (actual >= 0);
ALTER TABLE report ADD CONSTRAINT report_decided_whole CHECK (CASE state
  WHEN 'DRAFT' THEN submitted_by_id IS NULL AND decided_by_id IS NULL
  WHEN 'SUBMITTED' THEN submitted_by_id IS NOT NULL AND submitted_at IS NOT NULL AND decided_by_id IS NULL
  WHEN 'RETURNED' THEN decided_by_id IS NOT NULL AND decision_reason <> ''
  ELSE decided_by_id IS NOT NULL END);
CREATE UNIQUE INDEX one_open_report ON report (milestone_id) WHERE state IN ('DRAFT', 'SUBMITTED');
ALTER TABLE acceptance ADD CONSTRAINT acceptance_of_own_report FOREIGN KEY (report_id, milestone_id) REFERENCES report (id, milestone_id);

CREATE FUNCTION guard_milestone() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE p project;
BEGIN
  SELECT * INTO p FROM project WHERE id = NEW.project_id;
  IF TG_OP = 'UPDATE' AND NEW.state <> OLD.state AND p.state <> 'ACTIVE' THEN PERFORM refuse('milestone.project-not-active'); END IF;
  IF TG_OP = 'UPDATE' AND (NEW.title, NEW.deliverable, NEW.due_on, NEW.position, NEW.project_id) IS NOT DISTINCT FROM (OLD.title, OLD.deliverable, OLD.due_on, OLD.position, OLD.project_id) THEN RETURN NEW; END IF;
  IF (SELECT state FROM contract WHERE id = p.contract_id) <> 'DRAFT' THEN PERFORM refuse('contract.offered'); END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER milestone_guard BEFORE INSERT OR UPDATE ON milestone FOR EACH ROW EXECUTE FUNCTION guard_milestone();

-- A report may be changed only while it is a draft; its evidence may still be marked public or not by the officer.
CREATE FUNCTION guard_report_part() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  IF (SELECT state FROM report WHERE id = coalesce(NEW.report_id, OLD.report_id)) <> 'DRAFT' THEN PERFORM refuse('report.submitted'); END IF;
  RETURN coalesce(NEW, OLD);
END $$;
CREATE TRIGGER figure_guard BEFORE INSERT OR UPDATE OR DELETE ON figure FOR EACH ROW EXECUTE FUNCTION guard_report_part();
CREATE TRIGGER evidence_guard BEFORE INSERT OR DELETE OR UPDATE OF report_id, file_id, title ON evidence FOR EACH ROW EXECUTE FUNCTION guard_report_part();
CREATE FUNCTION guard_report() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  IF OLD.state <> 'DRAFT' AND (NEW.narrative, NEW.submitted_by_id, NEW.submitted_at, NEW.milestone_id) IS DISTINCT FROM (OLD.narrative, OLD.submitted_by_id, OLD.submitted_at, OLD.milestone_id) THEN PERFORM refuse('report.submitted'); END IF;
  IF OLD.state IN ('RETURNED', 'ACCEPTED') THEN PERFORM refuse('report.decided'); END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER report_guard BEFORE UPDATE ON report FOR EACH ROW EXECUTE FUNCTION guard_report();

ALTER TABLE tranche
  ADD CONSTRAINT tranche_amount CHECK (amount_fen > 0),
  ADD CONSTRAINT tranche_of_own_acceptance FOREIGN KEY (acceptance_id, milestone_id) REFERENCES acceptance (id, milestone_id),
  ADD CONSTRAINT tranche_hold_entry FOREIGN KEY (hold_entry_id) REFERENCES ledger_entry (id),
  ADD CONSTRAINT tranche_release_entry FOREIGN KEY (release_entry_id) REFERENCES ledger_entry (id),
  -- Three different people: who asked, who verified, who released.
  ADD CONSTRAINT tranche_three_people CHECK (requested_by_id <> verified_by_id AND released_by_id <> requested_by_id AND released_by_id <> verified_by_id),
  ADD CONSTRAINT tranche_state_whole CHECK (CASE state
    WHEN 'PLANNED' THEN acceptance_id IS NULL AND hold_entry_id IS NULL AND released_by_id IS NULL AND release_entry_id IS NULL
    WHEN 'CLAIMABLE' THEN acceptance_id IS NOT NULL AND requested_by_id IS NOT NULL AND verified_by_id IS NOT NULL AND hold_entry_id IS NOT NULL AND released_by_id IS NULL AND release_entry_id IS NULL
    ELSE acceptance_id IS NOT NULL AND requested_by_id IS NOT NULL AND verified_by_id IS NOT NULL AND released_by_id IS NOT NULL AND released_at IS NOT NULL AND hold_entry_id IS NOT NULL AND release_entry_id IS NOT NULL END);

CREATE FUNCTION guard_tranche() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE p project; h ledger_entry; r ledger_entry; v_held bigint; v_paid bigint;
BEGIN
  IF OLD.state = 'RELEASED' THEN PERFORM refuse('tranche.released'); END IF;
  SELECT * INTO p FROM project WHERE id = NEW.project_id FOR SHARE;
  IF (NEW.amount_fen, NEW.milestone_id, NEW.project_id) IS DISTINCT FROM (OLD.amount_fen, OLD.milestone_id, OLD.project_id)
     AND (SELECT state FROM contract WHERE id = p.contract_id) <> 'DRAFT' THEN PERFORM refuse('contract.offered'); END IF;
  IF NEW.state = OLD.state THEN RETURN NEW; END IF;
  IF p.state <> 'ACTIVE' THEN PERFORM refuse('milestone.project-not-active'); END IF;
  SELECT * INTO h FROM ledger_entry WHERE id = NEW.hold_entry_id;
  SELECT sum(x.amount) INTO v_held FROM ledger_posting x JOIN ledger_account a ON a.id = x.account_id WHERE x.entry_id = h.id AND a.code = 'award:' || p.award_id || ':committed';
  IF h.phase IS DISTINCT FROM 'pending' OR v_held IS DISTINCT FROM NEW.amount_fen THEN PERFORM refuse('tranche.hold-mismatch'); END IF;
  IF NEW.state = 'RELEASED' THEN
    IF EXISTS (SELECT 1 FROM objection WHERE project_id = NEW.project_id AND state <> 'CLOSED') THEN PERFORM refuse('tranche.objection-open'); END IF;
    SELECT * INTO r FROM ledger_entry WHERE id = NEW.release_entry_id;
    SELECT sum(x.amount) INTO v_paid FROM ledger_posting x JOIN ledger_account a ON a.id = x.account_id WHERE x.entry_id = r.id AND a.code = 'award:' || p.award_id || ':committed';
    IF r.phase IS DISTINCT FROM 'settle' OR r.resolves_id IS DISTINCT FROM h.id OR v_paid IS DISTINCT FROM NEW.amount_fen THEN PERFORM refuse('tranche.release-mismatch'); END IF;
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER tranche_guard BEFORE UPDATE ON tranche FOR EACH ROW EXECUTE FUNCTION guard_tranche();

-- The tranches of a project add up to its award, to the fen, at every commit.
CREATE FUNCTION check_tranche_sum() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE v_project uuid := CASE TG_TABLE_NAME WHEN 'project' THEN (to_jsonb(NEW) ->> 'id')::uuid ELSE (to_jsonb(coalesce(NEW, OLD)) ->> 'project_id')::uuid END;
BEGIN
  IF (SELECT sum(amount_fen) FROM tranche WHERE project_id = v_project) IS DISTINCT FROM (SELECT amount_fen::numeric FROM project WHERE id = v_project) THEN
    PERFORM refuse('tranche.sum-not-award');
  END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER tranche_sum AFTER INSERT OR UPDATE OR DELETE ON tranche DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION check_tranche_sum();
CREATE CONSTRAINT TRIGGER project_tranche_sum AFTER INSERT ON project DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION check_tranche_sum();

ALTER TABLE objection ADD CONSTRAINT objection_whole CHECK (reason <> '' AND (state <> 'ANSWERED' OR answer <> '') AND (state <> 'CLOSED' OR closed_by_id IS NOT NULL));

-- ---------------------------------------------------------------------------------------------------------------------
-- The ledger. Debit positive, credit negative, fen. One write path: ledger_post().
ALTER TABLE ledger_account
  ADD CONSTRAINT ledger_side CHECK (normal_side IN ('debit', 'credit')),
  ADD CONSTRAINT ledger_totals CHECK (posted_debit >= 0 AND posted_credit >= 0 AND pending_debit >= 0 AND pending_credit >= 0),
  ADD CONSTRAINT ledger_code CHECK (code ~ '^(gov:[0-9a-f-]{36}:appropriation|fund:[0-9a-f-]{36}:available|call:[0-9a-f-]{36}:budget|award:[0-9a-f-]{36}:committed|org:[0-9a-f-]{36}:received)$'),
  -- Pending counts: money that is held cannot be spent twice.
  ADD CONSTRAINT no_overdraft CHECK (allow_overdraft OR CASE normal_side
    WHEN 'credit' THEN posted_debit + pending_debit <= posted_credit
    ELSE posted_credit + pending_credit <= posted_debit END);
ALTER TABLE ledger_entry
  ADD CONSTRAINT ledger_phase CHECK (phase IN ('posted', 'pending', 'settle', 'void')),
  ADD CONSTRAINT ledger_kind CHECK (kind IN ('appropriate', 'allocate', 'commit', 'hold', 'release', 'void', 'reallocate', 'reduce', 'reverse')),
  ADD CONSTRAINT ledger_resolution CHECK ((phase IN ('settle', 'void')) = (resolves_id IS NOT NULL)),
  ADD CONSTRAINT ledger_reversal CHECK (reverses_id IS NULL OR (phase = 'posted' AND memo <> ''));
CREATE UNIQUE INDEX one_resolution ON ledger_entry (resolves_id) WHERE resolves_id IS NOT NULL;
CREATE UNIQUE INDEX one_reversal ON ledger_entry (reverses_id) WHERE reverses_id IS NOT NULL;
ALTER TABLE ledger_posting ADD CONSTRAINT ledger_amount CHECK (amount <> 0);

CREATE FUNCTION ledger_check_balanced() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE e uuid := CASE TG_TABLE_NAME WHEN 'ledger_entry' THEN (to_jsonb(NEW) ->> 'id')::uuid ELSE (to_jsonb(NEW) ->> 'entry_id')::uuid END;
BEGIN
  IF (SELECT count(*) FROM ledger_posting WHERE entry_id = e) < 2 THEN RAISE EXCEPTION 'entry % has fewer than two lines', e USING ERRCODE = '23514'; END IF;
  IF EXISTS (SELECT 1 FROM ledger_posting p JOIN ledger_account a ON a.id = p.account_id WHERE p.entry_id = e GROUP BY a.currency HAVING sum(p.amount) <> 0) THEN
    RAISE EXCEPTION 'entry % does not sum to zero', e USING ERRCODE = '23514';
  END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER ledger_balanced AFTER INSERT ON ledger_entry DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION ledger_check_balanced();
CREATE CONSTRAINT TRIGGER ledger_balanced AFTER INSERT ON ledger_posting DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION ledger_check_balanced();
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON ledger_entry FOR EACH STATEMENT EXECUTE FUNCTION append_only();
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON ledger_posting FOR EACH STATEMENT EXECUTE FUNCTION append_only();
CREATE FUNCTION ledger_no_late_lines() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  IF NOT EXISTS (SELECT 1 FROM ledger_entry WHERE id = NEW.entry_id AND recorded_at = transaction_timestamp()) THEN
    RAISE EXCEPTION 'lines may only be added in the transaction that made the entry' USING ERRCODE = '42501';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER ledger_same_transaction BEFORE INSERT ON ledger_posting FOR EACH ROW EXECUTE FUNCTION ledger_no_late_lines();

-- Opens an account when it is not there yet. The side follows from what the account is; none may be overdrawn.
CREATE FUNCTION ledger_open_account(p_code text) RETURNS void LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
  INSERT INTO ledger_account (code, normal_side) VALUES (p_code, CASE WHEN p_code LIKE 'gov:%' THEN 'debit' ELSE 'credit' END) ON CONFLICT (code) DO NOTHING
$$;

-- p_lines = [{"account": code, "amount": bigint}, …]. Returns the entry's id; the same key with the same body returns the first one's.
CREATE FUNCTION ledger_post(p_id uuid, p_key text, p_kind text, p_phase text, p_effective date, p_lines jsonb,
  p_resolves uuid DEFAULT NULL, p_reverses uuid DEFAULT NULL, p_actor uuid DEFAULT NULL, p_memo text DEFAULT '')
RETURNS uuid LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  h bytea := sha256(convert_to(jsonb_build_object('k', p_kind, 'p', p_phase, 'd', p_effective, 'l', p_lines, 'r', p_resolves, 'v', p_reverses)::text, 'utf8'));
  got ledger_entry;
BEGIN
  PERFORM pg_advisory_xact_lock(hashtextextended(p_key, 0));
  SELECT * INTO got FROM ledger_entry WHERE idempotency_key = p_key;
  IF FOUND THEN
    IF got.request_hash <> h THEN RAISE EXCEPTION 'idempotency key % was used for something else', p_key USING ERRCODE = '22000'; END IF;
    RETURN got.id;
  END IF;
  IF p_phase IN ('settle', 'void') THEN
    IF NOT EXISTS (SELECT 1 FROM ledger_entry WHERE id = p_resolves AND phase = 'pending') THEN RAISE EXCEPTION 'resolves must name a pending entry' USING ERRCODE = '22023'; END IF;
    IF p_phase = 'settle' AND EXISTS (
      SELECT 1 FROM (SELECT l ->> 'account' AS code, sign((l ->> 'amount')::bigint) AS side, sum(abs((l ->> 'amount')::bigint)) AS total FROM jsonb_array_elements(p_lines) l GROUP BY 1, 2) q
      WHERE q.total > coalesce((SELECT sum(abs(p.amount)) FROM ledger_posting p JOIN ledger_account a ON a.id = p.account_id WHERE p.entry_id = p_resolves AND a.code = q.code AND sign(p.amount) = q.side), 0)
    ) THEN RAISE EXCEPTION 'settle exceeds the hold' USING ERRCODE = '23514'; END IF;
  END IF;
  IF p_reverses IS NOT NULL AND NOT EXISTS (SELECT 1 FROM ledger_entry WHERE id = p_reverses AND phase IN ('posted', 'settle')) THEN RAISE EXCEPTION 'reverses must name a posted entry' USING ERRCODE = '22023'; END IF;
  -- One lock order for everyone: no deadlocks.
  PERFORM 1 FROM ledger_account WHERE code IN (SELECT l ->> 'account' FROM jsonb_array_elements(p_lines) l)
     OR id IN (SELECT account_id FROM ledger_posting WHERE entry_id = p_resolves) ORDER BY id FOR UPDATE;
  INSERT INTO ledger_entry (id, kind, phase, resolves_id, reverses_id, idempotency_key, request_hash, effective_on, recorded_at, actor_id, memo)
    VALUES (p_id, p_kind, p_phase, p_resolves, p_reverses, p_key, h, p_effective, transaction_timestamp(), p_actor, p_memo);
  IF p_phase IN ('settle', 'void') THEN
    UPDATE ledger_account a SET pending_debit = pending_debit - s.d, pending_credit = pending_credit - s.c, version = version + 1
      FROM (SELECT account_id, sum(greatest(amount, 0)) AS d, sum(greatest(-amount, 0)) AS c FROM ledger_posting WHERE entry_id = p_resolves GROUP BY 1) s WHERE s.account_id = a.id;
  END IF;
  INSERT INTO ledger_posting (entry_id, line, account_id, amount)
    SELECT p_id, o::smallint, a.id, (l ->> 'amount')::bigint FROM jsonb_array_elements(p_lines) WITH ORDINALITY t (l, o) JOIN ledger_account a ON a.code = l ->> 'account' AND a.closed_at IS NULL;
  IF (SELECT count(*) FROM ledger_posting WHERE entry_id = p_id) <> jsonb_array_length(p_lines) THEN RAISE EXCEPTION 'unknown or closed account' USING ERRCODE = '22023'; END IF;
  IF p_phase IN ('posted', 'settle') THEN
    UPDATE ledger_account a SET posted_debit = posted_debit + s.d, posted_credit = posted_credit + s.c, version = version + 1
      FROM (SELECT account_id, sum(greatest(amount, 0)) AS d, sum(greatest(-amount, 0)) AS c FROM ledger_posting WHERE entry_id = p_id GROUP BY 1) s WHERE s.account_id = a.id;
  ELSIF p_phase = 'pending' THEN
    UPDATE ledger_account a SET pending_debit = pending_debit + s.d, pending_credit = pending_credit + s.c, version = version + 1
      FROM (SELECT account_id, sum(greatest(amount, 0)) AS d, sum(greatest(-amount, 0)) AS c FROM ledger_posting WHERE entry_id = p_id GROUP BY 1) s WHERE s.account_id = a.id;
  END IF;
  RETURN p_id;
END $$;

-- Totals rebuilt from the lines: any row returned is drift, and there must be none.
CREATE VIEW ledger_drift AS
  WITH lines AS (
    SELECT p.account_id, p.amount, e.phase, EXISTS (SELECT 1 FROM ledger_entry r WHERE r.resolves_id = e.id) AS resolved
    FROM ledger_posting p JOIN ledger_entry e ON e.id = p.entry_id),
  rebuilt AS (
    SELECT account_id,
      coalesce(sum(greatest(amount, 0)) FILTER (WHERE phase IN ('posted', 'settle')), 0) AS posted_debit,
      coalesce(sum(greatest(-amount, 0)) FILTER (WHERE phase IN ('posted', 'settle')), 0) AS posted_credit,
      coalesce(sum(greatest(amount, 0)) FILTER (WHERE phase = 'pending' AND NOT resolved), 0) AS pending_debit,
      coalesce(sum(greatest(-amount, 0)) FILTER (WHERE phase = 'pending' AND NOT resolved), 0) AS pending_credit
    FROM lines GROUP BY account_id)
  SELECT a.code FROM ledger_account a LEFT JOIN rebuilt r ON r.account_id = a.id
  WHERE (a.posted_debit, a.posted_credit, a.pending_debit, a.pending_credit)
    IS DISTINCT FROM (coalesce(r.posted_debit, 0)::bigint, coalesce(r.posted_credit, 0)::bigint, coalesce(r.pending_debit, 0)::bigint, coalesce(r.pending_credit, 0)::bigint);

-- ---------------------------------------------------------------------------------------------------------------------
-- Yearly numbers without gaps.
CREATE FUNCTION next_number(p_series text, p_year int) RETURNS int LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
  INSERT INTO number_series (series, year, last) VALUES (p_series, p_year, 1)
  ON CONFLICT (series, year) DO UPDATE SET last = number_series.last + 1 RETURNING last
$$;

-- ---------------------------------------------------------------------------------------------------------------------
-- Search answers from here when Meilisearch does not.
CREATE EXTENSION IF NOT EXISTS pg_trgm;
CREATE INDEX call_title_trgm ON call USING gin (title gin_trgm_ops);
CREATE INDEX project_title_trgm ON project USING gin (title gin_trgm_ops);
CREATE INDEX organization_name_trgm ON organization USING gin (name gin_trgm_ops);

-- ---------------------------------------------------------------------------------------------------------------------
-- The runtime role owns nothing. What it may not do it cannot do, whatever the code says.
DO $$ BEGIN
  IF NOT EXISTS (SELECT 1 FROM pg_roles WHERE rolname = 'commonweal_app') THEN CREATE ROLE commonweal_app NOLOGIN; END IF;
END $$;
GRANT USAGE ON SCHEMA public TO commonweal_app;
GRANT SELECT, INSERT, UPDATE ON ALL TABLES IN SCHEMA public TO commonweal_app;
GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO commonweal_app;
ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT SELECT, INSERT, UPDATE ON TABLES TO commonweal_app;
ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT USAGE ON SEQUENCES TO commonweal_app;
GRANT DELETE ON bid_draft, criterion, call_milestone, call_document, seat, evidence, figure, rate_limit, recovery_code, body_membership, organization_membership TO commonweal_app;
REVOKE UPDATE ON audit_event, event, opened_bid, opening_confirmation, conflict_declaration, bid_result, award, acceptance, bid_envelope, call_key FROM commonweal_app;
REVOKE INSERT, UPDATE ON ledger_account, ledger_entry, ledger_posting, lifecycle_edge, number_series, _prisma_migrations, site_setting FROM commonweal_app;
-- Sealed columns: written, never read.
REVOKE SELECT ON bid_envelope, call_key FROM commonweal_app;
GRANT SELECT (bid_id, sealed_at, content_sha256, envelope_sha256, receipt_no) ON bid_envelope TO commonweal_app;
GRANT SELECT (call_id, public_key, created_at) ON call_key TO commonweal_app;
REVOKE ALL ON FUNCTION open_call_key(uuid), open_envelopes(uuid), own_copy(uuid), assert_opening(uuid), next_number(text, int), ledger_open_account(text),
  ledger_post(uuid, text, text, text, date, jsonb, uuid, uuid, uuid, text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION open_call_key(uuid), open_envelopes(uuid), own_copy(uuid), assert_opening(uuid), next_number(text, int), ledger_open_account(text),
  ledger_post(uuid, text, text, text, date, jsonb, uuid, uuid, uuid, text) TO commonweal_app;
