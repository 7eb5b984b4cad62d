-- Why: what a line of a budget is for decides how much may be spent on it. It was said only when the money was spent, when a mistake in
-- the budget was already signed. It is said in the bid now, goes into the contract, and an item of spending has the kind of its line.
ALTER TABLE budget_line ADD COLUMN kind expense_kind;
COMMENT ON COLUMN budget_line.kind IS 'Null in budgets from before lines had kinds.';
DROP TRIGGER keep ON budget_line;
CREATE TRIGGER keep BEFORE UPDATE ON budget_line FOR EACH ROW EXECUTE FUNCTION keep_columns('id', 'project_id', 'position', 'item', 'basis', 'kind');

-- The rules of a day: a bid is held to those of the day it is sealed, a project to those of the day its contract was signed.
CREATE FUNCTION cost_rules_on(p_regime regime, p_day date) RETURNS SETOF cost_rule LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
  SELECT DISTINCT ON (r.code) r.* FROM cost_rule r WHERE r.regime = p_regime AND r.valid_from <= p_day ORDER BY r.code, r.valid_from DESC
$$;

CREATE FUNCTION guard_expense_kind() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM budget_line WHERE project_id = NEW.project_id AND position = NEW.line_no AND kind <> NEW.kind) THEN PERFORM refuse('claim.other-kind'); END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER expense_kind_of_line BEFORE INSERT OR UPDATE OF kind, line_no ON expense FOR EACH ROW EXECUTE FUNCTION guard_expense_kind();

-- ---------------------------------------------------------------------------------------------------------------------
-- Form 4 of contract content: a budget line may say its kind. What is still a draft goes on in it.
ALTER TABLE contract DISABLE TRIGGER USER;
UPDATE contract SET schema_no = 4 WHERE state = 'DRAFT';
ALTER TABLE contract ENABLE TRIGGER USER;
ALTER TABLE contract ALTER COLUMN schema_no SET DEFAULT 4;

-- Whether a form of content says what form 3 says of milestones.
CREATE FUNCTION contract_has_terms(p_schema text) RETURNS boolean LANGUAGE sql IMMUTABLE SET search_path = public, pg_temp AS $$
  SELECT substring(p_schema FROM '^commonweal\.contract/(\d+)$')::int >= 3
$$;
CREATE OR REPLACE FUNCTION contract_milestones(p_project uuid, p_schema text) RETURNS jsonb LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
  SELECT coalesce(jsonb_agg(jsonb_build_object('position', m.position, 'title', m.title, 'deliverable', m.deliverable, 'dueOn', m.due_on::text,
      'trancheFen', coalesce((SELECT sum(t.amount_fen) FROM tranche t JOIN milestone s ON s.id = t.milestone_id WHERE m.id IN (s.id, s.supplements_id)), 0)::text,
      'indicators', (SELECT coalesce(jsonb_agg(jsonb_build_object('name', i.name, 'unit', i.unit, 'target', i.target)
          || CASE WHEN contract_has_terms(p_schema) THEN jsonb_build_object('counting', i.counting) ELSE '{}' END ORDER BY i.position), '[]')
        FROM indicator i WHERE i.milestone_id = m.id))
    || CASE WHEN contract_has_terms(p_schema) THEN jsonb_build_object(
        'criteria', (SELECT coalesce(jsonb_agg(c.text ORDER BY c.position), '[]') FROM milestone_criterion c WHERE c.milestone_id = m.id AND NOT c.is_retired),
        'evidence', to_jsonb(m.required_evidence)) ELSE '{}' END ORDER BY m.position), '[]')
  FROM milestone m WHERE m.project_id = p_project AND m.supplements_id IS NULL
$$;
-- The budget lines of a contract as content writes them; a line without a kind says nothing of it, in every form.
CREATE FUNCTION contract_budget_lines(p_project uuid) RETURNS jsonb LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
  SELECT coalesce(jsonb_agg(jsonb_build_object('position', l.position, 'item', l.item, 'basis', l.basis, 'amountFen', l.amount_fen::text)
    || CASE WHEN l.kind IS NULL THEN '{}' ELSE jsonb_build_object('kind', l.kind) END ORDER BY l.position), '[]')
  FROM budget_line l WHERE l.project_id = p_project
$$;
CREATE OR REPLACE FUNCTION check_amendment_in_force() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE p project; c jsonb := NEW.content_text::jsonb;
BEGIN
  SELECT * INTO p FROM project WHERE contract_id = NEW.contract_id;
  IF p.amount_fen::text <> c ->> 'amountFen' OR contract_budget_lines(p.id) <> c -> 'budgetLines'
     OR contract_milestones(p.id, c ->> 'schema') <> c -> 'milestones' THEN
    PERFORM refuse('amendment.outdated');
  END IF;
  RETURN NULL;
END $$;
