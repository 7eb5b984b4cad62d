-- Why: when a project ends early, or its supplier gives up after signing, the work that is left may be handed to the next of the ranked
-- result instead of being lost. The body asks, the reserve accepts or declines, a public notice follows as for any promotion, and a new
-- award, contract and project are made for the rest alone. The first award stays as it was committed: money that came back from it is
-- in the call's budget (or the fund) and is committed anew.
ALTER TABLE halt DROP CONSTRAINT halt_kind, ADD CONSTRAINT halt_kind CHECK (CASE kind
    WHEN 'SUSPENSION' THEN code IS NULL AND expected_on IS NOT NULL AND returned_fen = 0
    WHEN 'TERMINATION' THEN coalesce(code IN ('MUTUAL', 'BREACH', 'WITHDRAWAL', 'FORCE_MAJEURE', 'FUNDING'), false) AND expected_on IS NULL AND returned_fen >= 0 AND state <> 'ENDED'
    ELSE false END);

-- Whether and until when the rest may be handed over; dated data. `unperformed_only`: nothing of the contract was accepted yet.
CREATE TABLE handover_rule (
  regime regime NOT NULL,
  valid_from date NOT NULL,
  unperformed_only boolean NOT NULL,
  -- Days after the result became public.
  term_days int NOT NULL,
  -- Days in which the reserve answers.
  answer_days int NOT NULL,
  source_zh text NOT NULL,
  source_en text NOT NULL,
  is_confirmed boolean NOT NULL,
  PRIMARY KEY (regime, valid_from),
  CONSTRAINT handover_rule_whole CHECK (term_days BETWEEN 1 AND 1100 AND answer_days BETWEEN 1 AND 60)
);
INSERT INTO handover_rule (regime, valid_from, unperformed_only, term_days, answer_days, source_zh, source_en, is_confirmed) VALUES
  ('PROCUREMENT', '2000-01-01', true, 90, 7, '政府采购法实施条例第四十九条、政府采购质疑和投诉办法（财政部令第94号）第三十二条：合同尚未履行的，可以从合格的候选人中另行确定；已经履行的，剩余部分重新采购。期限按投标有效期九十日', 'Implementing Regulation art. 49, Order 94 of the Ministry of Finance art. 32: where the contract is not yet performed another qualified candidate may be chosen; once it is, the rest is a new purchase. Term: the ninety days a bid stays valid', false),
  ('VENTURE', '2000-01-01', false, 365, 7, '公益创投办法无统一规定，按主办单位管理办法：结果公布后一年内可由备选项目接续', 'Venture rules differ; by the usual practice of their bodies a reserve may take over within a year of the result', false);
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON handover_rule FOR EACH STATEMENT EXECUTE FUNCTION append_only();
REVOKE INSERT, UPDATE ON handover_rule FROM commonweal_app;

-- The rule of the day the contract was signed.
CREATE FUNCTION handover_rule_of(p_project uuid) RETURNS SETOF handover_rule LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
  SELECT r.* FROM project p JOIN call c ON c.id = p.call_id JOIN contract k ON k.id = p.contract_id JOIN handover_rule r ON r.regime = c.regime
  WHERE p.id = p_project AND r.valid_from <= coalesce((k.signed_at AT TIME ZONE 'Asia/Shanghai')::date, today()) ORDER BY r.valid_from DESC LIMIT 1
$$;
-- The last day on which a reserve may be asked.
CREATE FUNCTION handover_ends_on(p_project uuid) RETURNS date LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
  SELECT ((SELECT min(s.published_at) FROM result s WHERE s.call_id = p.call_id) AT TIME ZONE 'Asia/Shanghai')::date + (SELECT term_days FROM handover_rule_of(p.id))
  FROM project p WHERE p.id = p_project
$$;

CREATE TYPE handover_state AS ENUM ('ASKED', 'ACCEPTED', 'DECLINED', 'LAPSED', 'WITHDRAWN', 'DONE');
CREATE TABLE handover (
  id uuid NOT NULL PRIMARY KEY DEFAULT uuidv7(),
  project_id uuid NOT NULL REFERENCES project (id) ON UPDATE CASCADE ON DELETE RESTRICT,
  call_id uuid NOT NULL,
  bid_id uuid NOT NULL,
  state handover_state NOT NULL DEFAULT 'ASKED',
  amount_fen bigint NOT NULL,
  starts_on date NOT NULL,
  ends_on date NOT NULL,
  -- The milestones that are left, as the reserve is asked to take them over (app/domain/handover/plan.ts).
  plan jsonb NOT NULL,
  reason text NOT NULL,
  answer_by date NOT NULL,
  asked_by_id uuid NOT NULL REFERENCES account (id),
  asked_at timestamptz(3) NOT NULL DEFAULT clock(),
  answered_by_id uuid REFERENCES account (id),
  answered_at timestamptz(3),
  answer text NOT NULL DEFAULT '',
  notice_id uuid REFERENCES result_notice (id),
  award_id uuid REFERENCES award (id),
  version int NOT NULL DEFAULT 1,
  FOREIGN KEY (bid_id, call_id) REFERENCES bid (id, call_id),
  CONSTRAINT handover_whole CHECK (amount_fen > 0 AND reason <> '' AND ends_on >= starts_on
    AND (state NOT IN ('ACCEPTED', 'DECLINED', 'DONE') OR answered_by_id IS NOT NULL AND answered_at IS NOT NULL)
    AND (state = 'DONE') = (award_id IS NOT NULL) AND (state <> 'DECLINED' OR answer <> ''))
);
CREATE INDEX handover_project_id_idx ON handover (project_id);
CREATE INDEX handover_bid_id_idx ON handover (bid_id);
CREATE UNIQUE INDEX handover_notice_id_key ON handover (notice_id);
CREATE UNIQUE INDEX handover_award_id_key ON handover (award_id);
CREATE UNIQUE INDEX one_handover_open ON handover (project_id) WHERE state IN ('ASKED', 'ACCEPTED');
-- A bid is asked once of one project.
CREATE UNIQUE INDEX handover_asked_once ON handover (project_id, bid_id);
CREATE TRIGGER keep BEFORE UPDATE ON handover FOR EACH ROW EXECUTE FUNCTION keep_columns('id', 'project_id', 'call_id', 'bid_id', 'amount_fen', 'starts_on', 'ends_on', 'plan', 'reason', 'answer_by', 'asked_by_id', 'asked_at');
CREATE TRIGGER append_only BEFORE DELETE OR TRUNCATE ON handover FOR EACH STATEMENT EXECUTE FUNCTION append_only();
INSERT INTO lifecycle_edge (lifecycle, from_state, event, to_state) VALUES
  ('handover', 'ASKED', 'accept', 'ACCEPTED'),
  ('handover', 'ASKED', 'decline', 'DECLINED'),
  ('handover', 'ASKED', 'lapse', 'LAPSED'),
  ('handover', 'ASKED', 'withdraw', 'WITHDRAWN'),
  ('handover', 'ACCEPTED', 'withdraw', 'WITHDRAWN'),
  ('handover', 'ACCEPTED', 'award', 'DONE');
CREATE TRIGGER handover_lifecycle BEFORE INSERT OR UPDATE OF state ON handover FOR EACH ROW EXECUTE FUNCTION guard_lifecycle('handover', 'ASKED');

CREATE FUNCTION guard_handover() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE p project; h halt; r handover_rule;
BEGIN
  SELECT * INTO p FROM project WHERE id = NEW.project_id FOR SHARE;
  IF TG_OP = 'INSERT' THEN
    NEW.asked_at := clock();
    SELECT * INTO h FROM halt WHERE project_id = p.id AND kind = 'TERMINATION' AND state = 'STANDING';
    IF p.state <> 'TERMINATED' OR p.started_at IS NULL OR h.id IS NULL THEN PERFORM refuse('handover.not-ended-early'); END IF;
    IF h.code = 'FUNDING' THEN PERFORM refuse('handover.no-funding'); END IF;
    SELECT * INTO r FROM handover_rule_of(p.id);
    IF r.unperformed_only AND EXISTS (SELECT 1 FROM tranche WHERE project_id = p.id AND acceptance_id IS NOT NULL) THEN PERFORM refuse('handover.performed'); END IF;
    IF today() > handover_ends_on(p.id) THEN PERFORM refuse('handover.too-late'); END IF;
    IF NEW.answer_by <> today() + r.answer_days THEN PERFORM refuse('handover.answer-term'); END IF;
    IF NEW.amount_fen > h.returned_fen THEN PERFORM refuse('handover.above-rest'); END IF;
    IF NEW.amount_fen IS DISTINCT FROM (SELECT sum((m ->> 'amountFen')::bigint) FROM jsonb_array_elements(NEW.plan) m) THEN PERFORM refuse('handover.plan-sum'); END IF;
    IF NEW.call_id <> p.call_id OR NOT EXISTS (SELECT 1 FROM bid WHERE id = NEW.bid_id AND state = 'LOST') THEN PERFORM refuse('handover.no-reserve'); END IF;
    IF EXISTS (SELECT 1 FROM award WHERE bid_id = NEW.bid_id) THEN PERFORM refuse('handover.no-reserve'); END IF;
    IF EXISTS (SELECT 1 FROM handover o JOIN award w ON w.id = o.award_id WHERE o.project_id = p.id AND o.state = 'DONE' AND w.revoked_at IS NULL) THEN PERFORM refuse('handover.done'); END IF;
    PERFORM assert_no_interest_in_project(NEW.asked_by_id, p.id);
    RETURN NEW;
  END IF;
  IF NEW.state IN ('ACCEPTED', 'DECLINED') AND NEW.state <> OLD.state AND today() > NEW.answer_by THEN PERFORM refuse('handover.answer-late'); END IF;
  IF NEW.state = 'LAPSED' AND OLD.state <> 'LAPSED' AND today() <= NEW.answer_by THEN PERFORM refuse('handover.answer-running'); END IF;
  IF OLD.answered_at IS NOT NULL AND (NEW.answered_at, NEW.answered_by_id, NEW.answer) IS DISTINCT FROM (OLD.answered_at, OLD.answered_by_id, OLD.answer) THEN PERFORM refuse('handover.answered'); END IF;
  -- Public from the notice on: then it ends with that notice, by an award or not at all.
  IF NEW.state = 'WITHDRAWN' AND OLD.state = 'ACCEPTED' AND EXISTS (SELECT 1 FROM result_notice WHERE id = OLD.notice_id AND state IN ('OPEN', 'CLOSED')) THEN PERFORM refuse('handover.noticed'); END IF;
  IF NEW.notice_id IS DISTINCT FROM OLD.notice_id AND (NEW.state <> 'ACCEPTED' OR EXISTS (SELECT 1 FROM result_notice WHERE id = OLD.notice_id AND state <> 'WITHDRAWN')
     OR NOT EXISTS (SELECT 1 FROM noticed_award n JOIN result_notice x ON x.id = n.notice_id WHERE x.id = NEW.notice_id AND x.kind = 'PROMOTION' AND n.bid_id = NEW.bid_id AND n.amount_fen = NEW.amount_fen)) THEN
    PERFORM refuse('handover.not-as-asked');
  END IF;
  IF NEW.state = 'DONE' AND OLD.state <> 'DONE' AND NOT EXISTS (SELECT 1 FROM award WHERE id = NEW.award_id AND notice_id = NEW.notice_id AND bid_id = NEW.bid_id AND amount_fen = NEW.amount_fen) THEN
    PERFORM refuse('handover.not-as-asked');
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER handover_guard BEFORE INSERT OR UPDATE ON handover FOR EACH ROW EXECUTE FUNCTION guard_handover();

-- ---------------------------------------------------------------------------------------------------------------------
-- Of a call for one there is one award that stands: neither taken back nor handed on.
ALTER TABLE award ADD COLUMN handed_on_at timestamptz(3);
ALTER TABLE award ADD CONSTRAINT award_ends_once CHECK (revoked_at IS NULL OR handed_on_at IS NULL);
DROP INDEX one_sole_award;
CREATE UNIQUE INDEX one_sole_award ON award (call_id) WHERE is_sole AND revoked_at IS NULL AND handed_on_at IS NULL;
GRANT UPDATE (handed_on_at) ON award TO commonweal_app;

CREATE OR REPLACE FUNCTION guard_award_row() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE n result_notice;
BEGIN
  IF TG_OP = 'INSERT' THEN
    SELECT * INTO n FROM result_notice WHERE id = NEW.notice_id FOR SHARE;
    IF n.state <> 'OPEN' THEN PERFORM refuse('award.no-notice'); END IF;
    IF clock() < n.ends_at THEN PERFORM refuse('award.notice-running'); END IF;
    IF NEW.amount_fen IS DISTINCT FROM (SELECT amount_fen FROM noticed_award WHERE notice_id = NEW.notice_id AND bid_id = NEW.bid_id) THEN PERFORM refuse('award.not-as-noticed'); END IF;
    IF NEW.handed_on_at IS NOT NULL THEN PERFORM refuse('handover.not-as-asked'); END IF;
    RETURN NEW;
  END IF;
  IF (NEW.id, NEW.call_id, NEW.bid_id, NEW.notice_id, NEW.amount_fen, NEW.decided_by_id, NEW.decided_at, NEW.is_sole)
     IS DISTINCT FROM (OLD.id, OLD.call_id, OLD.bid_id, OLD.notice_id, OLD.amount_fen, OLD.decided_by_id, OLD.decided_at, OLD.is_sole)
     OR OLD.revoked_at IS NOT NULL OR OLD.handed_on_at IS NOT NULL OR (NEW.revoked_at IS NULL) = (NEW.handed_on_at IS NULL) THEN
    RAISE EXCEPTION 'award is append-only' USING ERRCODE = '42501';
  END IF;
  -- Handed on: its project ended early, and a reserve that accepted the rest stands on a public notice.
  IF NEW.handed_on_at IS NOT NULL THEN
    IF (NEW.revoked_by_id, NEW.revocation_code, NEW.revocation_note) IS DISTINCT FROM (OLD.revoked_by_id, OLD.revocation_code, OLD.revocation_note)
       OR NOT EXISTS (SELECT 1 FROM handover h JOIN project p ON p.id = h.project_id JOIN result_notice x ON x.id = h.notice_id
         WHERE p.award_id = NEW.id AND h.state = 'ACCEPTED' AND x.state = 'OPEN') THEN PERFORM refuse('handover.not-as-asked'); END IF;
    RETURN NEW;
  END IF;
  IF EXISTS (SELECT 1 FROM contract WHERE award_id = NEW.id AND state = 'SIGNED') THEN PERFORM refuse('award.contract-signed'); END IF;
  RETURN NEW;
END $$;
DROP TRIGGER award_revocation ON award;
CREATE CONSTRAINT TRIGGER award_revocation AFTER UPDATE ON award DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (NEW.revoked_at IS NOT NULL) EXECUTE FUNCTION check_revocation();
-- No award is handed on to nobody.
CREATE FUNCTION check_handed_on() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  IF NOT EXISTS (SELECT 1 FROM handover h JOIN project p ON p.id = h.project_id WHERE p.award_id = NEW.id AND h.state = 'DONE') THEN PERFORM refuse('handover.not-as-asked'); END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER award_handed_on AFTER UPDATE ON award DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (NEW.handed_on_at IS NOT NULL) EXECUTE FUNCTION check_handed_on();

-- A hand-over under way keeps the project it comes from open.
CREATE FUNCTION guard_closing_handover() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM handover WHERE project_id = NEW.id AND state IN ('ASKED', 'ACCEPTED')) THEN PERFORM refuse('closing.handover-open'); END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER project_closing_handover BEFORE UPDATE OF state ON project FOR EACH ROW WHEN (NEW.state = 'CLOSED' AND OLD.state <> 'CLOSED') EXECUTE FUNCTION guard_closing_handover();
CREATE OR REPLACE FUNCTION closing_obstacles(p_project uuid) RETURNS TABLE (code text, count bigint) LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
  SELECT * FROM (
    SELECT 'tranche-undecided' AS code, (SELECT count(*) FROM tranche WHERE project_id = p.id AND state IN ('PLANNED', 'CLAIMABLE')) AS count FROM project p WHERE p.id = p_project
    UNION ALL SELECT 'objection-open', (SELECT count(*) FROM objection WHERE project_id = p_project AND state <> 'CLOSED')
    UNION ALL SELECT 'batch-open', (SELECT count(*) FROM expense_batch b WHERE b.project_id = p_project AND b.state <> 'CERTIFIED' AND EXISTS (SELECT 1 FROM expense e WHERE e.batch_id = b.id))
    UNION ALL SELECT 'expense-questioned', (SELECT count(*) FROM expense WHERE project_id = p_project AND state IN ('QUESTIONED', 'ANSWERED'))
    UNION ALL SELECT 'audit-missing', (SELECT count(*) FROM closing_rule_of(p_project) r WHERE r.needs_audit AND NOT EXISTS (SELECT 1 FROM audit WHERE project_id = p_project))
    UNION ALL SELECT 'finding-open', (SELECT count(*) FROM audit_finding f JOIN audit a ON a.id = f.audit_id WHERE a.project_id = p_project AND f.state <> 'SETTLED')
    UNION ALL SELECT 'clawback-open', (SELECT count(*) FROM clawback WHERE project_id = p_project AND state IN ('PROPOSED', 'ORDERED'))
    UNION ALL SELECT 'money-open', (SELECT count(*) FROM settlement_of(p_project) s WHERE s.open_fen <> 0)
    UNION ALL SELECT 'handover-open', (SELECT count(*) FROM handover WHERE project_id = p_project AND state IN ('ASKED', 'ACCEPTED'))) o
  WHERE o.count > 0
$$;
GRANT SELECT ON handover_rule TO commonweal_app;
