-- Why: things are given too (实物捐赠): the organization says what, how much and what it is worth, the giver alone confirms it with a private
-- code, and where it went is written down. A thing is not money: it never enters the ledger, and is shown beside it.
CREATE TABLE gift (
  id uuid NOT NULL PRIMARY KEY DEFAULT uuidv7(),
  project_id uuid NOT NULL REFERENCES project (id) ON UPDATE CASCADE ON DELETE RESTRICT,
  form_key uuid NOT NULL,
  code_hash bytea NOT NULL UNIQUE,
  giver_sealed bytea NOT NULL,
  locale locale NOT NULL,
  -- What the public may read of the giver, by their own choice when they confirm; empty: nothing.
  public_name text NOT NULL DEFAULT '',
  what text NOT NULL,
  quantity numeric(12, 2) NOT NULL,
  unit text NOT NULL,
  -- NEW, GOOD, USED
  condition text NOT NULL,
  value_fen bigint NOT NULL,
  -- How it was valued: INVOICE, MARKET, APPRAISAL; and by which paper or price.
  valuation text NOT NULL,
  valuation_note text NOT NULL,
  state gift_state NOT NULL DEFAULT 'STATED',
  stated_by_id uuid NOT NULL REFERENCES account (id),
  stated_at timestamptz(3) NOT NULL DEFAULT clock(),
  answered_at timestamptz(3),
  decline_note text NOT NULL DEFAULT '',
  received_on date,
  received_by_id uuid REFERENCES account (id),
  receipt_file_id uuid UNIQUE REFERENCES file (id),
  version int NOT NULL DEFAULT 1,
  UNIQUE (project_id, form_key),
  CONSTRAINT gift_words CHECK (btrim(what) <> '' AND btrim(unit) <> '' AND condition IN ('NEW', 'GOOD', 'USED') AND valuation IN ('INVOICE', 'MARKET', 'APPRAISAL') AND btrim(valuation_note) <> ''),
  CONSTRAINT gift_amounts CHECK (quantity > 0 AND value_fen BETWEEN 1 AND 1000000000000),
  CONSTRAINT gift_answered CHECK ((state IN ('CONFIRMED', 'DECLINED', 'RECEIVED')) <= (answered_at IS NOT NULL) AND (state = 'DECLINED') = (decline_note <> '')),
  CONSTRAINT gift_received CHECK ((state = 'RECEIVED') = (received_on IS NOT NULL) AND (received_on IS NULL) = (received_by_id IS NULL) AND (received_on IS NULL) = (receipt_file_id IS NULL))
);
CREATE INDEX gift_project ON gift (project_id);
CREATE TRIGGER keep BEFORE UPDATE ON gift FOR EACH ROW EXECUTE FUNCTION keep_columns('id', 'project_id', 'form_key', 'code_hash', 'giver_sealed', 'locale', 'what', 'quantity', 'unit', 'condition', 'value_fen', 'valuation', 'valuation_note', 'stated_by_id', 'stated_at');
CREATE TRIGGER no_delete BEFORE DELETE OR TRUNCATE ON gift FOR EACH STATEMENT EXECUTE FUNCTION append_only();
INSERT INTO lifecycle_edge (lifecycle, from_state, event, to_state) VALUES
  ('gift', 'STATED', 'confirm', 'CONFIRMED'),
  ('gift', 'STATED', 'decline', 'DECLINED'),
  ('gift', 'STATED', 'withdraw', 'WITHDRAWN'),
  ('gift', 'CONFIRMED', 'receive', 'RECEIVED'),
  ('gift', 'CONFIRMED', 'withdraw', 'WITHDRAWN');
CREATE TRIGGER gift_lifecycle BEFORE INSERT OR UPDATE OF state ON gift FOR EACH ROW EXECUTE FUNCTION guard_lifecycle('gift', 'STATED');

-- Where it went: handed out, or used; never more than came.
CREATE TABLE gift_use (
  id uuid NOT NULL PRIMARY KEY DEFAULT uuidv7(),
  gift_id uuid NOT NULL REFERENCES gift (id),
  quantity numeric(12, 2) NOT NULL,
  what text NOT NULL,
  used_on date NOT NULL,
  made_by_id uuid NOT NULL REFERENCES account (id),
  made_at timestamptz(3) NOT NULL DEFAULT clock(),
  CONSTRAINT gift_use_whole CHECK (quantity > 0 AND btrim(what) <> '')
);
CREATE INDEX gift_use_gift ON gift_use (gift_id);
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON gift_use FOR EACH STATEMENT EXECUTE FUNCTION append_only();

CREATE FUNCTION guard_gift() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE p project;
BEGIN
  SELECT * INTO p FROM project WHERE id = NEW.project_id FOR SHARE;
  IF TG_OP = 'INSERT' THEN
    IF p.state NOT IN ('PREPARING', 'ACTIVE', 'SUSPENDED', 'COMPLETED') THEN PERFORM refuse('gift.not-running'); END IF;
    IF NOT EXISTS (SELECT 1 FROM organization_membership WHERE organization_id = p.organization_id AND account_id = NEW.stated_by_id) THEN PERFORM refuse('gift.not-supplier'); END IF;
    IF (SELECT count(*) FROM gift WHERE project_id = p.id) >= 200 THEN PERFORM refuse('gift.too-many'); END IF;
    PERFORM graphile_worker.add_job('tell-giver', json_build_object('giftId', NEW.id), job_key := 'tell-giver:gift:' || NEW.id, max_attempts := 20);
    RETURN NEW;
  END IF;
  -- Only the giver says under which name, and when they answer.
  IF NEW.public_name IS DISTINCT FROM OLD.public_name AND NOT (OLD.state = 'STATED' AND NEW.state = 'CONFIRMED') THEN PERFORM refuse('gift.frozen'); END IF;
  IF OLD.state IN ('RECEIVED', 'DECLINED', 'WITHDRAWN') THEN PERFORM refuse('gift.frozen'); END IF;
  IF NEW.state = 'RECEIVED' AND (NEW.received_on > today() OR NEW.received_on < (OLD.stated_at AT TIME ZONE 'Asia/Shanghai')::date - 365) THEN PERFORM refuse('gift.day'); END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER gift_guard BEFORE INSERT OR UPDATE ON gift FOR EACH ROW EXECUTE FUNCTION guard_gift();

CREATE FUNCTION guard_gift_use() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE g gift;
BEGIN
  SELECT * INTO g FROM gift WHERE id = NEW.gift_id FOR UPDATE;
  IF g.state <> 'RECEIVED' THEN PERFORM refuse('gift.not-received'); END IF;
  IF NEW.used_on > today() OR NEW.used_on < g.received_on THEN PERFORM refuse('gift.day'); END IF;
  IF NEW.quantity + (SELECT coalesce(sum(quantity), 0) FROM gift_use WHERE gift_id = g.id) > g.quantity THEN PERFORM refuse('gift.above-received'); END IF;
  NEW.made_at := clock();
  RETURN NEW;
END $$;
CREATE TRIGGER gift_use_guard BEFORE INSERT ON gift_use FOR EACH ROW EXECUTE FUNCTION guard_gift_use();

REVOKE UPDATE ON gift, gift_use FROM commonweal_app;
GRANT SELECT, INSERT ON gift, gift_use TO commonweal_app;
-- Locking a row FOR UPDATE asks for the right to change some column of it.
GRANT UPDATE (public_name, state, answered_at, decline_note, received_on, received_by_id, receipt_file_id, version) ON gift TO commonweal_app;
