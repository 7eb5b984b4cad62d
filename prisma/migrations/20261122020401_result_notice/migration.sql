-- Why: the buyer's decision and the award are two acts with a public notice between them. A notice says who is to be awarded how
-- much and until when it stands; only after its end, by the database's clock, are awards made from it. An award may be revoked
-- before its contract is signed, with a reason, and the next in rank is then noticed in turn. A result that a later round replaced
-- stays as it was.
DELETE FROM lifecycle_edge WHERE lifecycle = 'call' AND from_state = 'SCORED' AND event = 'award';
INSERT INTO lifecycle_edge (lifecycle, from_state, event, to_state) VALUES
  ('call', 'SCORED', 'notice', 'NOTICED'),
  ('call', 'NOTICED', 'award', 'AWARDED'),
  ('call', 'NOTICED', 'reevaluate', 'OPENED'),
  ('call', 'NOTICED', 'fail', 'FAILED'),
  ('call', 'NOTICED', 'cancel', 'CANCELLED'),
  ('call', 'AWARDED', 'notice', 'NOTICED'),
  ('call', 'AWARDED', 'reevaluate', 'OPENED'),
  ('call', 'AWARDED', 'fail', 'FAILED'),
  ('call', 'AWARDED', 'cancel', 'CANCELLED'),
  ('bid', 'SCORED', 'reopen', 'OPENED'),
  ('bid', 'LOST', 'reopen', 'OPENED'),
  ('bid', 'LOST', 'award', 'AWARDED'),
  ('bid', 'AWARDED', 'lose', 'LOST'),
  ('result_notice', 'PROPOSED', 'confirm', 'OPEN'),
  ('result_notice', 'PROPOSED', 'withdraw', 'WITHDRAWN'),
  ('result_notice', 'OPEN', 'award', 'CLOSED'),
  ('result_notice', 'OPEN', 'withdraw', 'WITHDRAWN');

-- ---------------------------------------------------------------------------------------------------------------------
-- Rounds: a panel and a result that were replaced let go of their call and remember it. What is current is found as before.
ALTER TABLE panel ALTER COLUMN call_id DROP NOT NULL, ADD COLUMN former_call_id uuid REFERENCES call (id),
  ADD CONSTRAINT panel_of_one_call CHECK ((call_id IS NULL) <> (former_call_id IS NULL));
ALTER TABLE result ALTER COLUMN call_id DROP NOT NULL, ADD COLUMN former_call_id uuid REFERENCES call (id),
  ADD CONSTRAINT result_of_one_call CHECK ((call_id IS NULL) <> (former_call_id IS NULL));
CREATE INDEX panel_former_call_id_idx ON panel (former_call_id);
CREATE INDEX result_former_call_id_idx ON result (former_call_id);

-- A panel and its result leave their call together, once, and only for the former calls' list.
DROP TRIGGER keep ON panel;
CREATE TRIGGER keep BEFORE UPDATE ON panel FOR EACH ROW EXECUTE FUNCTION keep_columns('id', 'seated_by_id');
CREATE FUNCTION guard_panel_round() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  IF (NEW.call_id, NEW.former_call_id) IS DISTINCT FROM (OLD.call_id, OLD.former_call_id)
     AND (OLD.state <> 'CLOSED' OR OLD.call_id IS NULL OR NEW.call_id IS NOT NULL OR NEW.former_call_id IS DISTINCT FROM OLD.call_id) THEN
    RAISE EXCEPTION 'a panel stays with its call' USING ERRCODE = '42501';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER panel_round BEFORE UPDATE ON panel FOR EACH ROW EXECUTE FUNCTION guard_panel_round();

CREATE OR REPLACE FUNCTION guard_result() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE v_panel panel_state; v_before result;
BEGIN
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

-- What was agreed in an earlier round is agreed anew; the record of that round keeps it.
GRANT DELETE ON objective_mark TO commonweal_app;
CREATE FUNCTION guard_objective_mark_removal() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM seat s JOIN panel p ON p.id = s.panel_id WHERE s.id = OLD.seat_id AND p.call_id IS NOT NULL) THEN PERFORM refuse('result.frozen'); END IF;
  RETURN OLD;
END $$;
CREATE TRIGGER objective_mark_removal BEFORE DELETE ON objective_mark FOR EACH ROW EXECUTE FUNCTION guard_objective_mark_removal();

-- Sheets of an earlier round count for nothing in a later one.
CREATE OR REPLACE FUNCTION assert_panel_complete(p_panel uuid) RETURNS void LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
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
    LEFT JOIN seat s ON s.id = h.seat_id AND s.state = 'SEATED' AND s.panel_id = p_panel
    WHERE b.call_id = v_call AND b.state = 'OPENED' GROUP BY b.id HAVING count(s.id) < v_quorum
  ) THEN PERFORM refuse('panel.below-quorum'); END IF;
  IF EXISTS (
    SELECT 1 FROM bid b JOIN criterion c ON c.call_id = b.call_id AND c.kind = 'OBJECTIVE'
    LEFT JOIN objective_mark m ON m.bid_id = b.id AND m.criterion_id = c.id
    WHERE b.call_id = v_call AND b.state = 'OPENED' AND m.bid_id IS NULL
  ) THEN PERFORM refuse('panel.objective-missing'); END IF;
END $$;

-- ---------------------------------------------------------------------------------------------------------------------
-- Notices.
CREATE TYPE result_notice_state AS ENUM ('PROPOSED', 'OPEN', 'CLOSED', 'WITHDRAWN');
CREATE TYPE result_notice_kind AS ENUM ('RESULT', 'PROMOTION');
CREATE TABLE result_notice (
  id uuid NOT NULL PRIMARY KEY,
  call_id uuid NOT NULL REFERENCES call (id),
  result_id uuid NOT NULL REFERENCES result (id),
  number smallint NOT NULL,
  kind result_notice_kind NOT NULL,
  state result_notice_state NOT NULL DEFAULT 'PROPOSED',
  reasons text NOT NULL,
  pass_over_reason text NOT NULL DEFAULT '',
  decided_by_id uuid NOT NULL REFERENCES account (id),
  decided_at timestamptz(3) NOT NULL,
  confirmed_by_id uuid REFERENCES account (id),
  noticed_at timestamptz(3),
  ends_on date,
  ends_at timestamptz(3),
  closed_at timestamptz(3),
  withdrawn_reason text NOT NULL DEFAULT '',
  version int NOT NULL DEFAULT 1,
  CONSTRAINT result_notice_call_id_number_key UNIQUE (call_id, number),
  CONSTRAINT result_notice_id_call_id_key UNIQUE (id, call_id),
  CONSTRAINT notice_whole CHECK (state IN ('PROPOSED', 'WITHDRAWN') OR (noticed_at IS NOT NULL AND ends_on IS NOT NULL AND ends_at IS NOT NULL)),
  CONSTRAINT notice_ends_later CHECK (ends_at >= noticed_at),
  -- Whoever passes over the first in rank says why, and somebody else agrees.
  CONSTRAINT notice_second_approver CHECK (confirmed_by_id <> decided_by_id),
  CONSTRAINT notice_pass_over_confirmed CHECK (pass_over_reason = '' OR state IN ('PROPOSED', 'WITHDRAWN') OR confirmed_by_id IS NOT NULL)
);
CREATE UNIQUE INDEX one_open_notice ON result_notice (call_id) WHERE state IN ('PROPOSED', 'OPEN');
CREATE INDEX result_notice_result_id_idx ON result_notice (result_id);
CREATE INDEX result_notice_state_ends_at_idx ON result_notice (state, ends_at);

CREATE TABLE noticed_award (
  notice_id uuid NOT NULL,
  call_id uuid NOT NULL,
  bid_id uuid NOT NULL,
  amount_fen bigint NOT NULL CONSTRAINT noticed_amount CHECK (amount_fen > 0),
  CONSTRAINT noticed_award_pkey PRIMARY KEY (notice_id, bid_id),
  CONSTRAINT noticed_award_notice_id_call_id_fkey FOREIGN KEY (notice_id, call_id) REFERENCES result_notice (id, call_id),
  CONSTRAINT noticed_award_bid_id_call_id_fkey FOREIGN KEY (bid_id, call_id) REFERENCES bid (id, call_id)
);
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON noticed_award FOR EACH STATEMENT EXECUTE FUNCTION append_only();
REVOKE UPDATE ON noticed_award FROM commonweal_app;

CREATE FUNCTION guard_noticed_award() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  IF (SELECT state FROM result_notice WHERE id = NEW.notice_id) <> 'PROPOSED' THEN PERFORM refuse('award.noticed'); END IF;
  IF NEW.amount_fen > (SELECT ceiling_fen FROM call WHERE id = NEW.call_id) THEN PERFORM refuse('award.over-ceiling'); END IF;
  IF NEW.amount_fen > (SELECT price_fen FROM opened_bid WHERE bid_id = NEW.bid_id) THEN PERFORM refuse('award.over-asked'); END IF;
  IF NOT EXISTS (SELECT 1 FROM bid_result r JOIN result_notice n ON n.result_id = r.result_id AND n.id = NEW.notice_id WHERE r.bid_id = NEW.bid_id AND r.rank IS NOT NULL) THEN PERFORM refuse('award.not-ranked'); END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER noticed_award_guard BEFORE INSERT ON noticed_award FOR EACH ROW EXECUTE FUNCTION guard_noticed_award();

-- What was noticed stays as it was noticed. A notice closes only once it is over.
CREATE FUNCTION guard_result_notice() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  IF (NEW.call_id, NEW.result_id, NEW.number, NEW.kind, NEW.reasons, NEW.pass_over_reason, NEW.decided_by_id, NEW.decided_at)
     IS DISTINCT FROM (OLD.call_id, OLD.result_id, OLD.number, OLD.kind, OLD.reasons, OLD.pass_over_reason, OLD.decided_by_id, OLD.decided_at)
     OR (OLD.noticed_at IS NOT NULL AND (NEW.noticed_at, NEW.ends_on, NEW.ends_at, NEW.confirmed_by_id) IS DISTINCT FROM (OLD.noticed_at, OLD.ends_on, OLD.ends_at, OLD.confirmed_by_id)) THEN
    PERFORM refuse('award.noticed');
  END IF;
  IF NEW.state = 'OPEN' AND OLD.state <> 'OPEN' AND NOT EXISTS (SELECT 1 FROM noticed_award WHERE notice_id = NEW.id) THEN PERFORM refuse('award.no-winner'); END IF;
  IF NEW.state = 'CLOSED' AND OLD.state <> 'CLOSED' AND clock() < NEW.ends_at THEN PERFORM refuse('award.notice-running'); END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER result_notice_guard BEFORE UPDATE ON result_notice FOR EACH ROW EXECUTE FUNCTION guard_result_notice();

-- ---------------------------------------------------------------------------------------------------------------------
-- Awards: made from a notice that is over, revocable until the contract is signed. Those made before there were notices get one.
DROP TRIGGER append_only ON award;
ALTER TABLE award
  ADD COLUMN notice_id uuid,
  ADD COLUMN revoked_at timestamptz(3),
  ADD COLUMN revoked_by_id uuid REFERENCES account (id),
  ADD COLUMN revocation_code text,
  ADD COLUMN revocation_note text NOT NULL DEFAULT '';
INSERT INTO result_notice (id, call_id, result_id, number, kind, state, reasons, decided_by_id, decided_at, noticed_at, ends_on, ends_at, closed_at)
  SELECT uuidv7(), r.call_id, r.id, 1, 'RESULT', 'PROPOSED', r.reasons, coalesce(r.published_by_id, r.closed_by_id), r.published_at, NULL, NULL, NULL, NULL
  FROM current_result r WHERE r.published_at IS NOT NULL AND EXISTS (SELECT 1 FROM award a WHERE a.call_id = r.call_id);
ALTER TABLE noticed_award DISABLE TRIGGER noticed_award_guard;
INSERT INTO noticed_award (notice_id, call_id, bid_id, amount_fen)
  SELECT n.id, a.call_id, a.bid_id, a.amount_fen FROM award a JOIN result_notice n ON n.call_id = a.call_id;
ALTER TABLE noticed_award ENABLE TRIGGER noticed_award_guard;
UPDATE result_notice SET state = 'OPEN', noticed_at = decided_at, ends_at = decided_at, ends_on = (decided_at AT TIME ZONE 'Asia/Shanghai')::date;
UPDATE result_notice SET state = 'CLOSED', closed_at = ends_at;
UPDATE award a SET notice_id = n.id FROM result_notice n WHERE n.call_id = a.call_id;
CREATE TRIGGER result_notice_lifecycle BEFORE INSERT OR UPDATE OF state ON result_notice FOR EACH ROW EXECUTE FUNCTION guard_lifecycle('result_notice', 'PROPOSED');

DROP INDEX award_bid_id_key;
DROP INDEX one_sole_award;
CREATE UNIQUE INDEX one_award_per_bid ON award (bid_id) WHERE revoked_at IS NULL;
CREATE UNIQUE INDEX one_sole_award ON award (call_id) WHERE is_sole AND revoked_at IS NULL;
CREATE INDEX award_bid_id_idx ON award (bid_id);
ALTER TABLE award
  ALTER COLUMN notice_id SET NOT NULL,
  ADD CONSTRAINT award_as_noticed FOREIGN KEY (notice_id, bid_id) REFERENCES noticed_award (notice_id, bid_id),
  ADD CONSTRAINT award_revoked_whole CHECK ((revoked_at IS NULL) = (revoked_by_id IS NULL) AND (revoked_at IS NULL) = (revocation_code IS NULL)
    AND (revoked_at IS NULL OR revocation_note <> '')),
  ADD CONSTRAINT award_revocation_code CHECK (revocation_code IN ('refusedToSign', 'droppedOut', 'ineligible', 'fraud', 'remedyUpheld'));

CREATE FUNCTION guard_award_row() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE n result_notice;
BEGIN
  IF TG_OP = 'INSERT' THEN
    SELECT * INTO n FROM result_notice WHERE id = NEW.notice_id FOR SHARE;
    IF n.state <> 'OPEN' THEN PERFORM refuse('award.no-notice'); END IF;
    IF clock() < n.ends_at THEN PERFORM refuse('award.notice-running'); END IF;
    IF NEW.amount_fen IS DISTINCT FROM (SELECT amount_fen FROM noticed_award WHERE notice_id = NEW.notice_id AND bid_id = NEW.bid_id) THEN PERFORM refuse('award.not-as-noticed'); END IF;
    RETURN NEW;
  END IF;
  IF OLD.revoked_at IS NOT NULL OR NEW.revoked_at IS NULL OR
     (NEW.id, NEW.call_id, NEW.bid_id, NEW.notice_id, NEW.amount_fen, NEW.decided_by_id, NEW.decided_at, NEW.is_sole)
     IS DISTINCT FROM (OLD.id, OLD.call_id, OLD.bid_id, OLD.notice_id, OLD.amount_fen, OLD.decided_by_id, OLD.decided_at, OLD.is_sole) THEN
    RAISE EXCEPTION 'award is append-only' USING ERRCODE = '42501';
  END IF;
  IF EXISTS (SELECT 1 FROM contract WHERE award_id = NEW.id AND state = 'SIGNED') THEN PERFORM refuse('award.contract-signed'); END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER award_row_guard BEFORE INSERT OR UPDATE ON award FOR EACH ROW EXECUTE FUNCTION guard_award_row();
CREATE TRIGGER append_only BEFORE DELETE OR TRUNCATE ON award FOR EACH STATEMENT EXECUTE FUNCTION append_only();
GRANT UPDATE (revoked_at, revoked_by_id, revocation_code, revocation_note) ON award TO commonweal_app;

-- With a revoked award its money has gone back and its project is over, at the same commit.
CREATE FUNCTION check_revocation() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM ledger_account WHERE code = 'award:' || NEW.id || ':committed' AND posted_credit - posted_debit + pending_credit + pending_debit <> 0) THEN PERFORM refuse('award.money-not-returned'); END IF;
  IF EXISTS (SELECT 1 FROM project WHERE award_id = NEW.id AND state <> 'TERMINATED') THEN PERFORM refuse('award.project-goes-on'); END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER award_revocation AFTER UPDATE ON award DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION check_revocation();

CREATE FUNCTION guard_contract_award() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  IF NEW.state <> OLD.state AND NEW.state IN ('OFFERED', 'SIGNED') AND EXISTS (SELECT 1 FROM award WHERE id = NEW.award_id AND revoked_at IS NOT NULL) THEN PERFORM refuse('contract.award-revoked'); END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER contract_award_guard BEFORE UPDATE ON contract FOR EACH ROW EXECUTE FUNCTION guard_contract_award();

-- ---------------------------------------------------------------------------------------------------------------------
-- Calls: noticed only with a notice that stands, sent back only with a new round before it, ended only with no award left.
CREATE FUNCTION guard_call_result() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  IF NEW.state = OLD.state THEN RETURN NEW; END IF;
  IF NEW.state = 'NOTICED' AND NOT EXISTS (SELECT 1 FROM result_notice WHERE call_id = NEW.id AND state = 'OPEN') THEN PERFORM refuse('call.no-notice'); END IF;
  IF NEW.state = 'AWARDED' AND NOT EXISTS (SELECT 1 FROM award WHERE call_id = NEW.id AND revoked_at IS NULL) THEN PERFORM refuse('call.no-award'); END IF;
  IF OLD.state IN ('NOTICED', 'AWARDED') AND NEW.state IN ('OPENED', 'FAILED', 'CANCELLED') THEN
    IF EXISTS (SELECT 1 FROM award WHERE call_id = NEW.id AND revoked_at IS NULL) THEN PERFORM refuse('call.award-stands'); END IF;
    IF EXISTS (SELECT 1 FROM result_notice WHERE call_id = NEW.id AND state IN ('PROPOSED', 'OPEN')) THEN PERFORM refuse('call.notice-stands'); END IF;
  END IF;
  IF OLD.state IN ('NOTICED', 'AWARDED') AND NEW.state = 'OPENED' AND (EXISTS (SELECT 1 FROM panel WHERE call_id = NEW.id) OR EXISTS (SELECT 1 FROM result WHERE call_id = NEW.id)) THEN PERFORM refuse('call.round-not-replaced'); END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER call_result_guard BEFORE UPDATE ON call FOR EACH ROW EXECUTE FUNCTION guard_call_result();
