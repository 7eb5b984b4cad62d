-- Why: what a milestone is judged by is agreed before it is worked on: success criteria, the kinds of evidence that must be there, and
-- what each indicator counts. They are part of what both sides sign (form 3 of contract content) and change by an amendment.
ALTER TABLE indicator ADD COLUMN counting indicator_counting NOT NULL DEFAULT 'TYPED';
ALTER TABLE milestone ADD COLUMN required_evidence evidence_kind[] NOT NULL DEFAULT '{}';

-- A criterion keeps its words for ever: what a report was judged by stays readable. An amendment retires it and writes another.
CREATE TABLE milestone_criterion (
  id uuid NOT NULL PRIMARY KEY DEFAULT uuidv7(),
  milestone_id uuid NOT NULL REFERENCES milestone (id),
  position smallint NOT NULL,
  text text NOT NULL,
  is_retired boolean NOT NULL DEFAULT false,
  CONSTRAINT milestone_criterion_words CHECK (char_length(text) BETWEEN 2 AND 300 AND position BETWEEN 1 AND 12)
);
CREATE UNIQUE INDEX milestone_criterion_in_force ON milestone_criterion (milestone_id, position) WHERE NOT is_retired;
CREATE INDEX milestone_criterion_milestone_id_idx ON milestone_criterion (milestone_id);
CREATE TRIGGER keep BEFORE UPDATE ON milestone_criterion FOR EACH ROW EXECUTE FUNCTION keep_columns('id', 'milestone_id', 'position', 'text');
GRANT DELETE ON milestone_criterion TO commonweal_app;

CREATE FUNCTION guard_milestone_criterion() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE m milestone; k contract;
BEGIN
  SELECT * INTO m FROM milestone WHERE id = coalesce(NEW.milestone_id, OLD.milestone_id);
  SELECT c.* INTO k FROM project p JOIN contract c ON c.id = p.contract_id WHERE p.id = m.project_id;
  IF k.state = 'DRAFT' THEN RETURN coalesce(NEW, OLD); END IF;
  -- An amendment retires words and writes others, of a milestone that is still owed.
  IF TG_OP <> 'DELETE' AND m.state IN ('PLANNED', 'RETURNED') AND NOT (TG_OP = 'UPDATE' AND OLD.is_retired)
     AND is_being_amended(k.id, 'MILESTONE') THEN RETURN NEW; END IF;
  PERFORM refuse('contract.offered');
  RETURN NULL;
END $$;
CREATE TRIGGER milestone_criterion_guard BEFORE INSERT OR UPDATE OR DELETE ON milestone_criterion FOR EACH ROW EXECUTE FUNCTION guard_milestone_criterion();

-- The kinds of evidence a milestone asks for are agreed with its other parts.
CREATE FUNCTION guard_required_evidence() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE p project;
BEGIN
  IF NEW.required_evidence = OLD.required_evidence THEN RETURN NEW; END IF;
  SELECT * INTO p FROM project WHERE id = NEW.project_id;
  IF (SELECT state FROM contract WHERE id = p.contract_id) <> 'DRAFT'
     AND NOT (OLD.state IN ('PLANNED', 'RETURNED') AND is_being_amended(p.contract_id, 'MILESTONE')) THEN PERFORM refuse('contract.offered'); END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER required_evidence_guard BEFORE UPDATE OF required_evidence ON milestone FOR EACH ROW EXECUTE FUNCTION guard_required_evidence();

-- What an indicator counts is settled in the draft; guard_indicator lets an amendment move its target alone.
CREATE FUNCTION keep_counting() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  IF NEW.counting <> OLD.counting AND (SELECT c.state FROM milestone m JOIN project p ON p.id = m.project_id JOIN contract c ON c.id = p.contract_id WHERE m.id = NEW.milestone_id) <> 'DRAFT' THEN PERFORM refuse('contract.offered'); END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER counting_guard BEFORE UPDATE OF counting ON indicator FOR EACH ROW EXECUTE FUNCTION keep_counting();

-- ---------------------------------------------------------------------------------------------------------------------
-- Form 3 of contract content. What is still a draft goes on in it; what was offered or signed stays in the form it was hashed in.
ALTER TABLE contract DISABLE TRIGGER USER;
UPDATE contract SET schema_no = 3 WHERE state = 'DRAFT';
ALTER TABLE contract ENABLE TRIGGER USER;
ALTER TABLE contract ALTER COLUMN schema_no SET DEFAULT 3;

-- An offer that was given back may be offered again in a newer form: nothing is hashed in between.
CREATE OR REPLACE FUNCTION guard_contract() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  IF OLD.state = 'SIGNED' THEN PERFORM refuse('contract.signed'); END IF;
  IF NEW.schema_no <> OLD.schema_no AND NOT (NEW.state = 'DRAFT' AND NEW.schema_no > OLD.schema_no) THEN PERFORM refuse('contract.offered'); END IF;
  IF OLD.state = 'OFFERED' AND NEW.state <> 'DRAFT' AND (NEW.terms, NEW.content_sha256, NEW.content_text, NEW.offered_by_id) IS DISTINCT FROM (OLD.terms, OLD.content_sha256, OLD.content_text, OLD.offered_by_id) THEN PERFORM refuse('contract.offered'); END IF;
  RETURN NEW;
END $$;

-- The milestones of a contract as the given form of its content writes them.
CREATE FUNCTION contract_milestones(p_project uuid, p_schema text) RETURNS jsonb LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
  SELECT coalesce(jsonb_agg(jsonb_build_object('position', m.position, 'title', m.title, 'deliverable', m.deliverable, 'dueOn', m.due_on::text,
      'trancheFen', coalesce(t.amount_fen, 0)::text,
      'indicators', (SELECT coalesce(jsonb_agg(jsonb_build_object('name', i.name, 'unit', i.unit, 'target', i.target)
          || CASE WHEN p_schema = 'commonweal.contract/3' THEN jsonb_build_object('counting', i.counting) ELSE '{}' END ORDER BY i.position), '[]')
        FROM indicator i WHERE i.milestone_id = m.id))
    || CASE WHEN p_schema = 'commonweal.contract/3' THEN jsonb_build_object(
        'criteria', (SELECT coalesce(jsonb_agg(c.text ORDER BY c.position), '[]') FROM milestone_criterion c WHERE c.milestone_id = m.id AND NOT c.is_retired),
        'evidence', to_jsonb(m.required_evidence)) ELSE '{}' END ORDER BY m.position), '[]')
  FROM milestone m LEFT JOIN tranche t ON t.milestone_id = m.id WHERE m.project_id = p_project
$$;

CREATE OR REPLACE FUNCTION check_amendment_in_force() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE p project; c jsonb := NEW.content_text::jsonb;
BEGIN
  SELECT * INTO p FROM project WHERE contract_id = NEW.contract_id;
  IF p.amount_fen::text <> c ->> 'amountFen'
     OR (SELECT coalesce(jsonb_agg(jsonb_build_object('position', l.position, 'item', l.item, 'basis', l.basis, 'amountFen', l.amount_fen::text) ORDER BY l.position), '[]')
         FROM budget_line l WHERE l.project_id = p.id) <> c -> 'budgetLines'
     OR contract_milestones(p.id, c ->> 'schema') <> c -> 'milestones' THEN
    PERFORM refuse('amendment.outdated');
  END IF;
  RETURN NULL;
END $$;

-- ---------------------------------------------------------------------------------------------------------------------
-- Evidence says what kind of proof it is, and of which criterion.
ALTER TABLE evidence ADD COLUMN kind evidence_kind NOT NULL DEFAULT 'OTHER', ADD COLUMN criterion_id uuid REFERENCES milestone_criterion (id);
CREATE INDEX evidence_criterion_id_idx ON evidence (criterion_id);
DROP TRIGGER evidence_guard ON evidence;
CREATE TRIGGER evidence_guard BEFORE INSERT OR DELETE OR UPDATE OF report_id, file_id, title, kind, criterion_id ON evidence FOR EACH ROW EXECUTE FUNCTION guard_report_part();
CREATE FUNCTION guard_evidence_criterion() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  IF NEW.criterion_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM report r JOIN milestone_criterion c ON c.milestone_id = r.milestone_id WHERE r.id = NEW.report_id AND c.id = NEW.criterion_id)
    THEN PERFORM refuse('report.other-criterion'); END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER evidence_criterion_guard BEFORE INSERT OR UPDATE OF criterion_id ON evidence FOR EACH ROW EXECUTE FUNCTION guard_evidence_criterion();

-- A report is handed in only with every kind of evidence that was agreed.
CREATE FUNCTION guard_report_evidence() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  IF OLD.state = 'DRAFT' AND NEW.state = 'SUBMITTED' AND EXISTS (
    SELECT unnest(m.required_evidence) FROM milestone m WHERE m.id = NEW.milestone_id EXCEPT SELECT e.kind FROM evidence e WHERE e.report_id = NEW.id)
    THEN PERFORM refuse('report.evidence-missing'); END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER report_evidence_guard BEFORE UPDATE OF state ON report FOR EACH ROW EXECUTE FUNCTION guard_report_evidence();
