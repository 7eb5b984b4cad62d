-- Why: what the money of a contract is spent on is part of what both sides sign. Budget lines come from the winning bid, add up to the
-- contract's amount to the fen and stand still once the contract is offered. The text that was hashed is kept, so that a signed hash
-- can be verified for ever, whatever is amended or renamed later.
CREATE TABLE budget_line (
  id uuid NOT NULL PRIMARY KEY DEFAULT uuidv7(),
  project_id uuid NOT NULL REFERENCES project (id) ON UPDATE CASCADE ON DELETE RESTRICT,
  position smallint NOT NULL,
  item text NOT NULL,
  basis text NOT NULL DEFAULT '',
  amount_fen bigint NOT NULL,
  -- An amendment may empty a line; it stays, so that positions mean the same in every version.
  CONSTRAINT budget_line_amount CHECK (amount_fen >= 0)
);
CREATE UNIQUE INDEX budget_line_project_id_position_key ON budget_line (project_id, position);
CREATE TRIGGER keep BEFORE UPDATE ON budget_line FOR EACH ROW EXECUTE FUNCTION keep_columns('id', 'project_id', 'position', 'item', 'basis');

CREATE FUNCTION guard_budget_line() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  IF (SELECT c.state FROM project p JOIN contract c ON c.id = p.contract_id WHERE p.id = coalesce(NEW.project_id, OLD.project_id)) <> 'DRAFT' THEN PERFORM refuse('contract.offered'); END IF;
  RETURN coalesce(NEW, OLD);
END $$;
CREATE TRIGGER budget_line_guard BEFORE INSERT OR UPDATE OR DELETE ON budget_line FOR EACH ROW EXECUTE FUNCTION guard_budget_line();

-- Where there are lines, they make the amount.
CREATE FUNCTION check_budget_sum() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE v_project uuid := coalesce(NEW.project_id, OLD.project_id);
BEGIN
  IF (SELECT sum(amount_fen) FROM budget_line WHERE project_id = v_project) <> (SELECT amount_fen::numeric FROM project WHERE id = v_project) THEN
    PERFORM refuse('contract.budget-not-amount');
  END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER budget_sum AFTER INSERT OR UPDATE OR DELETE ON budget_line DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION check_budget_sum();

-- ---------------------------------------------------------------------------------------------------------------------
-- Which form of content a contract is hashed in: 1 without budget lines (all there are so far), 2 with them; and the very text.
ALTER TABLE contract ADD COLUMN schema_no smallint NOT NULL DEFAULT 1, ADD COLUMN content_text text;
ALTER TABLE contract ALTER COLUMN schema_no SET DEFAULT 2;

-- The canonical JSON (RFC 8785) of commonweal.contract/1, as app/domain/project/contract-content.ts writes it.
CREATE FUNCTION contract_text_1(p_contract uuid) RETURNS text LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
  SELECT '{"amountFen":"' || p.amount_fen || '","buyer":{"id":"' || b.id || '","name":' || to_json(b.name_zh) || '},"contractNo":' || to_json(k.contract_no)
    || ',"endsOn":"' || p.ends_on || '","milestones":[' || coalesce((
      SELECT string_agg('{"deliverable":' || to_json(m.deliverable) || ',"dueOn":"' || m.due_on || '","indicators":[' || coalesce((
          SELECT string_agg('{"name":' || to_json(i.name) || ',"target":' || i.target || ',"unit":' || to_json(i.unit) || '}', ',' ORDER BY i.position)
          FROM indicator i WHERE i.milestone_id = m.id), '')
        || '],"position":' || m.position || ',"title":' || to_json(m.title) || ',"trancheFen":"' || coalesce(t.amount_fen, 0) || '"}', ',' ORDER BY m.position)
      FROM milestone m LEFT JOIN tranche t ON t.milestone_id = m.id WHERE m.project_id = p.id), '')
    || '],"projectNo":' || to_json(p.project_no) || ',"schema":"commonweal.contract/1","startsOn":"' || p.starts_on
    || '","supplier":{"creditCode":' || coalesce(to_json(o.credit_code)::text, 'null') || ',"id":"' || o.id || '","name":' || to_json(o.name)
    || '},"terms":' || to_json(k.terms) || ',"title":' || to_json(p.title) || '}'
  FROM contract k JOIN project p ON p.contract_id = k.id JOIN body b ON b.id = p.body_id JOIN organization o ON o.id = p.organization_id
  WHERE k.id = p_contract
$$;

-- What was offered or signed before gets its text, where it still hashes to what was signed.
ALTER TABLE contract DISABLE TRIGGER USER;
UPDATE contract SET content_text = contract_text_1(id)
WHERE content_sha256 IS NOT NULL AND encode(sha256(convert_to(contract_text_1(id), 'utf8')), 'hex') = content_sha256;
ALTER TABLE contract ENABLE TRIGGER USER;

ALTER TABLE contract
  ADD CONSTRAINT contract_text_hash CHECK (content_text IS NULL OR content_sha256 IS NOT DISTINCT FROM encode(sha256(convert_to(content_text, 'utf8')), 'hex')),
  ADD CONSTRAINT contract_text_kept CHECK (state = 'DRAFT' OR schema_no = 1 OR content_text IS NOT NULL);

CREATE OR REPLACE FUNCTION guard_contract() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  IF OLD.state = 'SIGNED' THEN PERFORM refuse('contract.signed'); END IF;
  IF NEW.schema_no <> OLD.schema_no THEN PERFORM refuse('contract.offered'); END IF;
  IF OLD.state = 'OFFERED' AND NEW.state <> 'DRAFT' AND (NEW.terms, NEW.content_sha256, NEW.content_text, NEW.offered_by_id) IS DISTINCT FROM (OLD.terms, OLD.content_sha256, OLD.content_text, OLD.offered_by_id) THEN PERFORM refuse('contract.offered'); END IF;
  RETURN NEW;
END $$;
