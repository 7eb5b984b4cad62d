-- Why: a signed procurement contract may be supplemented by more of the same service (政府采购法 art. 49): further milestones and lines, and
-- money from the fund, agreed by both sides; all supplements of a contract together at most a tenth of what was signed first. An award,
-- its contract and its project share one amount by foreign keys, and that amount stays what was decided in the call. A supplement is a
-- row beside it, and whoever sums an award sums both.
CREATE TABLE supplement_rule (
  regime regime NOT NULL,
  valid_from date NOT NULL,
  -- Of the amount signed first, bound included, in hundredths of a percent.
  limit_bps int NOT NULL,
  source_zh text NOT NULL,
  source_en text NOT NULL,
  is_confirmed boolean NOT NULL,
  PRIMARY KEY (regime, valid_from),
  CONSTRAINT supplement_rule_whole CHECK (limit_bps BETWEEN 1 AND 10000)
);
INSERT INTO supplement_rule (regime, valid_from, limit_bps, source_zh, source_en, is_confirmed) VALUES
  ('PROCUREMENT', '2000-01-01', 1000, '政府采购法第四十九条：追加与合同标的相同的服务，补充合同金额不超过原合同金额的百分之十', 'Government Procurement Law art. 49: more of the same service, supplements at most ten per cent of the contract', true);
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON supplement_rule FOR EACH STATEMENT EXECUTE FUNCTION append_only();
REVOKE INSERT, UPDATE ON supplement_rule FROM commonweal_app;
GRANT SELECT ON supplement_rule TO commonweal_app;

CREATE TABLE award_supplement (
  amendment_id uuid NOT NULL PRIMARY KEY REFERENCES amendment (id) ON UPDATE CASCADE ON DELETE RESTRICT,
  award_id uuid NOT NULL REFERENCES award (id) ON UPDATE CASCADE ON DELETE RESTRICT,
  amount_fen bigint NOT NULL,
  -- The commitment in the ledger.
  entry_id uuid NOT NULL REFERENCES ledger_entry (id),
  made_at timestamptz(3) NOT NULL DEFAULT clock(),
  CONSTRAINT award_supplement_amount CHECK (amount_fen > 0)
);
CREATE INDEX award_supplement_award_id_idx ON award_supplement (award_id);
CREATE UNIQUE INDEX award_supplement_entry_id_key ON award_supplement (entry_id);
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON award_supplement FOR EACH STATEMENT EXECUTE FUNCTION append_only();
GRANT SELECT, INSERT ON award_supplement TO commonweal_app;

-- What an award comes to: as it was made, and what supplements added. In fen.
CREATE FUNCTION supplements_of(p_award uuid) RETURNS bigint LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
  SELECT coalesce(sum(amount_fen), 0)::bigint FROM award_supplement WHERE award_id = p_award
$$;
CREATE FUNCTION award_sum(p_award uuid) RETURNS bigint LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
  SELECT (amount_fen + supplements_of(p_award))::bigint FROM award WHERE id = p_award
$$;
-- What a contract may still be supplemented by, in fen, by the rule of the day it was signed; null where its regime knows no supplements.
CREATE FUNCTION supplement_left(p_contract uuid) RETURNS bigint LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
  SELECT (k.amount_fen * r.limit_bps / 10000)::bigint - supplements_of(k.award_id)
  FROM contract k JOIN award w ON w.id = k.award_id JOIN call c ON c.id = w.call_id
    JOIN LATERAL (SELECT limit_bps FROM supplement_rule WHERE regime = c.regime AND valid_from <= (k.signed_at AT TIME ZONE 'Asia/Shanghai')::date ORDER BY valid_from DESC LIMIT 1) r ON true
  WHERE k.id = p_contract
$$;

CREATE FUNCTION guard_award_supplement() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE a amendment; k contract; v_committed bigint;
BEGIN
  -- Two at once: the second waits here, and then counts the first.
  PERFORM 1 FROM award WHERE id = NEW.award_id FOR UPDATE;
  NEW.made_at := clock();
  SELECT * INTO a FROM amendment WHERE id = NEW.amendment_id;
  SELECT * INTO k FROM contract WHERE id = a.contract_id;
  IF a.kind <> 'SUPPLEMENT' OR NOT is_being_amended(k.id, 'SUPPLEMENT') OR k.award_id <> NEW.award_id THEN PERFORM refuse('amendment.wrong-state'); END IF;
  IF NEW.amount_fen > coalesce(supplement_left(k.id), 0) THEN PERFORM refuse('amendment.supplement-limit'); END IF;
  SELECT -sum(p.amount) INTO v_committed FROM ledger_entry e JOIN ledger_posting p ON p.entry_id = e.id JOIN ledger_account l ON l.id = p.account_id
    WHERE e.id = NEW.entry_id AND e.kind = 'commit' AND ledger_base(l.code) = 'award:' || NEW.award_id || ':committed';
  IF v_committed IS DISTINCT FROM NEW.amount_fen THEN PERFORM refuse('amendment.supplement-money'); END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER award_supplement_guard BEFORE INSERT ON award_supplement FOR EACH ROW EXECUTE FUNCTION guard_award_supplement();

ALTER TABLE amendment DROP CONSTRAINT amendment_words, ADD CONSTRAINT amendment_words CHECK (kind IN ('BUDGET', 'MILESTONE', 'SUPPLEMENT') AND side IN ('BUYER', 'SUPPLIER') AND authority IN ('NOTICE', 'APPROVAL', 'CONTRACT'));
ALTER TABLE amendment DROP CONSTRAINT amendment_kind, ADD CONSTRAINT amendment_kind CHECK (CASE kind WHEN 'BUDGET' THEN side = 'SUPPLIER' ELSE authority = 'CONTRACT' AND moved_fen = 0 AND (kind <> 'SUPPLEMENT' OR side = 'BUYER') END);

-- Only a supplement changes the sum, and within the limit; said when it is written, and held when it is put in force (award_supplement).
CREATE FUNCTION guard_amended_sum() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE v_more bigint;
BEGIN
  IF TG_OP = 'UPDATE' AND NEW.state IN ('REFUSED', 'WITHDRAWN') THEN RETURN NEW; END IF;
  SELECT (NEW.content_text::jsonb ->> 'amountFen')::bigint - (f.content ->> 'amountFen')::bigint INTO v_more FROM contract_in_force(NEW.contract_id) f;
  IF (NEW.kind = 'SUPPLEMENT') <> (coalesce(v_more, 0) > 0) OR coalesce(v_more, 0) < 0 THEN PERFORM refuse('amendment.total-changed'); END IF;
  IF v_more > 0 AND v_more > coalesce(supplement_left(NEW.contract_id), 0) THEN PERFORM refuse('amendment.supplement-limit'); END IF;
  RETURN NEW;
END $$;
-- After amendment_guard, which looks whether it is outdated.
CREATE TRIGGER amendment_sum_guard BEFORE INSERT OR UPDATE ON amendment FOR EACH ROW EXECUTE FUNCTION guard_amended_sum();

-- ---------------------------------------------------------------------------------------------------------------------
-- What sums an award, sums its supplements.
CREATE OR REPLACE FUNCTION check_tranche_sum() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE v_project uuid := CASE TG_TABLE_NAME WHEN 'project' THEN (to_jsonb(NEW) ->> 'id')::uuid ELSE (to_jsonb(coalesce(NEW, OLD)) ->> 'project_id')::uuid END;
BEGIN
  IF (SELECT sum(amount_fen) FROM tranche WHERE project_id = v_project) IS DISTINCT FROM (SELECT (amount_fen + supplements_of(award_id))::numeric FROM project WHERE id = v_project) THEN
    PERFORM refuse('tranche.sum-not-award');
  END IF;
  RETURN NULL;
END $$;
CREATE OR REPLACE FUNCTION check_budget_sum() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE v_project uuid := coalesce(NEW.project_id, OLD.project_id);
BEGIN
  IF (SELECT sum(amount_fen) FROM budget_line WHERE project_id = v_project) <> (SELECT (amount_fen + supplements_of(award_id))::numeric FROM project WHERE id = v_project) THEN
    PERFORM refuse('contract.budget-not-amount');
  END IF;
  RETURN NULL;
END $$;
CREATE OR REPLACE FUNCTION ledger_rule_awards_are_committed() RETURNS TABLE (figure bigint, breaches bigint) LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
  SELECT (SELECT count(*) FROM award WHERE revoked_at IS NULL),
(SELECT count(*) FROM award w WHERE w.revoked_at IS NULL AND (SELECT posted_credit FROM ledger_total('award:' || w.id || ':committed')) <> award_sum(w.id))
$$;
CREATE OR REPLACE FUNCTION ledger_rule_tranches_make_the_award() RETURNS TABLE (figure bigint, breaches bigint) LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
  SELECT (SELECT count(*) FROM project),
(SELECT count(*) FROM project p WHERE (SELECT sum(t.amount_fen) FROM tranche t WHERE t.project_id = p.id) IS DISTINCT FROM (p.amount_fen + supplements_of(p.award_id))::numeric)
$$;
CREATE OR REPLACE FUNCTION cost_excess(p_project uuid) RETURNS TABLE (code text, line_no smallint, effect text, limit_fen bigint, spent_fen bigint) LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
  WITH x AS (SELECT e.line_no, e.kind, e.amount_fen FROM expense e WHERE e.project_id = p_project AND e.state <> 'DISALLOWED'),
  r AS (SELECT * FROM cost_rules_of(p_project) WHERE bps IS NOT NULL), p AS (SELECT award_sum(award_id) AS amount_fen FROM project WHERE id = p_project)
  SELECT * FROM (
    SELECT r.code, NULL::smallint, r.effect, (p.amount_fen * r.bps / 10000)::bigint AS limit_fen, coalesce((SELECT sum(x.amount_fen) FROM x WHERE CASE r.code
      WHEN 'STAFF_SHARE' THEN x.kind = 'STAFF' WHEN 'LABOUR_SHARE' THEN x.kind IN ('STAFF', 'VOLUNTEER') ELSE x.kind = 'MANAGEMENT' END), 0)::bigint AS spent_fen
    FROM r CROSS JOIN p WHERE r.code IN ('STAFF_SHARE', 'LABOUR_SHARE', 'MANAGEMENT_SHARE')
    UNION ALL
    SELECT r.code, l.position, r.effect, (l.amount_fen * r.bps / 10000)::bigint, coalesce((SELECT sum(x.amount_fen) FROM x WHERE x.line_no = l.position), 0)::bigint
    FROM r JOIN budget_line l ON l.project_id = p_project WHERE r.code = 'LINE_SHARE') s
  WHERE s.spent_fen > s.limit_fen
$$;

-- At commit the parts say what was signed, all of them and nothing else: the sum too, supplements included. Of the function that compares
-- them one expression changes; what else it compares is kept, whatever that is by now.
DO $$
DECLARE v_before text := pg_get_functiondef('check_amendment_in_force'::regproc); v_after text;
BEGIN
  v_after := replace(v_before, 'p.amount_fen::text <> c ->> ''amountFen''', 'award_sum(p.award_id)::text <> c ->> ''amountFen''');
  IF v_after = v_before THEN RAISE EXCEPTION 'check_amendment_in_force() does not compare the sum'; END IF;
  EXECUTE v_after;
END $$;
-- A supplement in force is a row beside its award, and nothing else is.
CREATE FUNCTION check_supplement_in_force() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  IF (NEW.kind = 'SUPPLEMENT') <> EXISTS (SELECT 1 FROM award_supplement WHERE amendment_id = NEW.id) THEN PERFORM refuse('amendment.outdated'); END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER supplement_in_force AFTER UPDATE ON amendment DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (NEW.state = 'SIGNED') EXECUTE FUNCTION check_supplement_in_force();
-- Content of a contract: the signed milestones, each with the money of its supplements. From form 3 on with what they are judged by.
-- ---------------------------------------------------------------------------------------------------------------------
-- Parts are added in the transaction that puts a supplement in force; what is compared at its end is the whole.
CREATE OR REPLACE FUNCTION guard_budget_line() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE k contract;
BEGIN
  SELECT c.* INTO k FROM project p JOIN contract c ON c.id = p.contract_id WHERE p.id = coalesce(NEW.project_id, OLD.project_id);
  IF k.state <> 'DRAFT' AND NOT (TG_OP = 'UPDATE' AND is_being_amended(k.id, 'BUDGET')) AND NOT (TG_OP = 'INSERT' AND is_being_amended(k.id, 'SUPPLEMENT')) THEN PERFORM refuse('contract.offered'); END IF;
  RETURN coalesce(NEW, OLD);
END $$;
CREATE OR REPLACE FUNCTION guard_indicator() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE m milestone; k contract;
BEGIN
  SELECT * INTO m FROM milestone WHERE id = NEW.milestone_id;
  SELECT c.* INTO k FROM project p JOIN contract c ON c.id = p.contract_id WHERE p.id = m.project_id;
  IF TG_OP = 'UPDATE' AND NEW.milestone_id <> OLD.milestone_id THEN PERFORM refuse('contract.offered'); END IF;
  IF k.state = 'DRAFT' THEN RETURN NEW; END IF;
  IF TG_OP = 'INSERT' AND m.state = 'PLANNED' AND is_being_amended(k.id, 'SUPPLEMENT') THEN RETURN NEW; END IF;
  IF TG_OP = 'UPDATE' AND m.state IN ('PLANNED', 'RETURNED') AND (NEW.id, NEW.position, NEW.name, NEW.unit) IS NOT DISTINCT FROM (OLD.id, OLD.position, OLD.name, OLD.unit)
     AND is_being_amended(k.id, 'MILESTONE') THEN RETURN NEW; END IF;
  PERFORM refuse('contract.offered');
  RETURN NEW;
END $$;
CREATE OR REPLACE FUNCTION guard_milestone_criterion() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE m milestone; k contract;
BEGIN
  SELECT * INTO m FROM milestone WHERE id = coalesce(NEW.milestone_id, OLD.milestone_id);
  SELECT c.* INTO k FROM project p JOIN contract c ON c.id = p.contract_id WHERE p.id = m.project_id;
  IF k.state = 'DRAFT' THEN RETURN coalesce(NEW, OLD); END IF;
  IF TG_OP = 'INSERT' AND m.supplements_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM tranche_split WHERE remainder_id = m.id) THEN RETURN NEW; END IF;
  IF TG_OP = 'INSERT' AND m.state = 'PLANNED' AND is_being_amended(k.id, 'SUPPLEMENT') THEN RETURN NEW; END IF;
  -- An amendment retires words and writes others, of a milestone that is still owed.
  IF TG_OP <> 'DELETE' AND m.state IN ('PLANNED', 'RETURNED') AND NOT (TG_OP = 'UPDATE' AND OLD.is_retired)
     AND is_being_amended(k.id, 'MILESTONE') THEN RETURN NEW; END IF;
  PERFORM refuse('contract.offered');
  RETURN NULL;
END $$;
CREATE OR REPLACE FUNCTION guard_milestone() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE p project;
BEGIN
  SELECT * INTO p FROM project WHERE id = NEW.project_id;
  IF TG_OP = 'UPDATE' AND NEW.supplements_id IS DISTINCT FROM OLD.supplements_id THEN PERFORM refuse('contract.offered'); END IF;
  IF TG_OP = 'UPDATE' AND NEW.state <> OLD.state AND p.state <> 'ACTIVE' THEN PERFORM refuse('milestone.project-not-active'); END IF;
  -- Cancelled: what was rejected, and the rest of a split that says so.
  IF TG_OP = 'UPDATE' AND NEW.state = 'CANCELLED' AND OLD.state = 'PLANNED' AND NOT EXISTS (SELECT 1 FROM tranche_split WHERE remainder_id = NEW.id AND is_cancelled) THEN PERFORM refuse('milestone.wrong-state'); END IF;
  IF TG_OP = 'UPDATE' AND (NEW.title, NEW.deliverable, NEW.due_on, NEW.position, NEW.project_id) IS NOT DISTINCT FROM (OLD.title, OLD.deliverable, OLD.due_on, OLD.position, OLD.project_id) THEN RETURN NEW; END IF;
  IF (SELECT state FROM contract WHERE id = p.contract_id) = 'DRAFT' THEN RETURN NEW; END IF;
  -- The rest of a milestone that is being accepted; check_supplement holds it to its split.
  IF TG_OP = 'INSERT' AND p.state = 'ACTIVE' AND EXISTS (SELECT 1 FROM milestone WHERE id = NEW.supplements_id AND project_id = p.id AND supplements_id IS NULL) THEN RETURN NEW; END IF;
  -- More of the same service; check_amendment_in_force holds it to what was signed.
  IF TG_OP = 'INSERT' AND NEW.supplements_id IS NULL AND is_being_amended(p.contract_id, 'SUPPLEMENT') THEN RETURN NEW; END IF;
  -- What is reported is judged by what was agreed when it was, and what is accepted stays.
  IF TG_OP = 'UPDATE' AND OLD.state IN ('PLANNED', 'RETURNED') AND (NEW.state, NEW.title, NEW.position, NEW.project_id) IS NOT DISTINCT FROM (OLD.state, OLD.title, OLD.position, OLD.project_id)
     AND is_being_amended(p.contract_id, 'MILESTONE') THEN RETURN NEW; END IF;
  PERFORM refuse('contract.offered');
  RETURN NEW;
END $$;

-- ---------------------------------------------------------------------------------------------------------------------
-- Form 4 of contract content. What is still a draft goes on in it; what was offered or signed stays in the form it was hashed in.
ALTER TABLE contract DISABLE TRIGGER USER;
UPDATE contract SET schema_no = 4 WHERE state = 'DRAFT';
ALTER TABLE contract ENABLE TRIGGER USER;
ALTER TABLE contract ALTER COLUMN schema_no SET DEFAULT 4;
