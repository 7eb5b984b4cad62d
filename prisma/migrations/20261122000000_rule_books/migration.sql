-- Why: ways of buying and granting differ in dated rules. A call keeps the book it was published under, so that a change of
-- law never alters a running call. Books only grow: a changed rule is a new version.
CREATE TABLE rule_book (
  code text NOT NULL,
  version int NOT NULL,
  method call_method NOT NULL,
  valid_from date NOT NULL,
  content jsonb NOT NULL,
  loaded_at timestamptz(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  CONSTRAINT rule_book_pkey PRIMARY KEY (code, version),
  CONSTRAINT rule_book_says_what_it_is CHECK (content->>'code' = code AND (content->>'version')::int = version
    AND content->>'method' = method::text AND (content->>'validFrom')::text = to_char(valid_from, 'YYYY-MM-DD'))
);
CREATE INDEX rule_book_method_valid_from_idx ON rule_book (method, valid_from DESC, version DESC);
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON rule_book FOR EACH STATEMENT EXECUTE FUNCTION append_only();
REVOKE INSERT, UPDATE ON rule_book FROM commonweal_app;

ALTER TABLE call ADD COLUMN rule_book_code text, ADD COLUMN rule_book_version int,
  ADD CONSTRAINT call_rule_book_code_rule_book_version_fkey FOREIGN KEY (rule_book_code, rule_book_version)
    REFERENCES rule_book (code, version) ON UPDATE CASCADE ON DELETE RESTRICT;

CREATE OR REPLACE FUNCTION guard_call() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
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
