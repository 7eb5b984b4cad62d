-- Why: from what people resolved to what was bought and came of it must be one line. A resolved need waits in the catalogue until a body of
-- its place begins a call from it; as long as that call lives no other does. What the government hands over to others (政府转移职能) is
-- kept in a catalogue of its own, each item with its document.
CREATE TABLE need_call (
  need_id uuid NOT NULL REFERENCES need (id),
  call_id uuid NOT NULL REFERENCES call (id),
  linked_by_id uuid NOT NULL REFERENCES account (id),
  linked_at timestamptz(3) NOT NULL DEFAULT clock(),
  PRIMARY KEY (need_id, call_id)
);
CREATE INDEX need_call_call ON need_call (call_id);
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON need_call FOR EACH STATEMENT EXECUTE FUNCTION append_only();
-- A call that lives, of which a rehearsal is none.
CREATE FUNCTION need_is_in_call(p_need uuid) RETURNS boolean LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
  SELECT EXISTS (SELECT 1 FROM need_call x JOIN call c ON c.id = x.call_id WHERE x.need_id = p_need AND c.state NOT IN ('FAILED', 'CANCELLED'))
$$;
CREATE FUNCTION guard_need_call() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE n need; c call;
BEGIN
  SELECT * INTO n FROM need WHERE id = NEW.need_id FOR UPDATE;
  SELECT * INTO c FROM call WHERE id = NEW.call_id FOR SHARE;
  IF n.state <> 'RESOLVED' THEN PERFORM refuse('need.not-resolved'); END IF;
  IF c.state <> 'DRAFT' OR c.is_rehearsal THEN PERFORM refuse('need.call-not-draft'); END IF;
  IF NOT body_covers(c.body_id, n.region_id) THEN PERFORM refuse('need.other-region'); END IF;
  IF NOT is_official_of(NEW.linked_by_id, c.body_id, 'OFFICER') THEN PERFORM refuse('need.not-official'); END IF;
  IF need_is_in_call(n.id) THEN PERFORM refuse('need.in-call'); END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER need_call_guard BEFORE INSERT ON need_call FOR EACH ROW EXECUTE FUNCTION guard_need_call();
CREATE FUNCTION guard_need_in_call() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  IF need_is_in_call(NEW.id) THEN PERFORM refuse('need.in-call'); END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER need_in_call_guard BEFORE UPDATE OF state ON need FOR EACH ROW WHEN (OLD.state = 'RESOLVED' AND NEW.state <> 'RESOLVED') EXECUTE FUNCTION guard_need_in_call();
GRANT SELECT, INSERT ON need_call TO commonweal_app;

CREATE TABLE function_transfer (
  id uuid NOT NULL PRIMARY KEY DEFAULT uuidv7(),
  body_id uuid NOT NULL REFERENCES body (id),
  title text NOT NULL,
  content text NOT NULL,
  -- Which department hands over, and to whom.
  department text NOT NULL,
  recipient text NOT NULL,
  document_no text NOT NULL,
  decided_on date NOT NULL,
  starts_on date NOT NULL,
  ends_on date,
  entered_by_id uuid NOT NULL REFERENCES account (id),
  entered_at timestamptz(3) NOT NULL DEFAULT clock(),
  confirmed_by_id uuid REFERENCES account (id),
  confirmed_at timestamptz(3),
  withdrawn_by_id uuid REFERENCES account (id),
  withdrawn_at timestamptz(3),
  CONSTRAINT function_transfer_words CHECK (title <> '' AND content <> '' AND department <> '' AND recipient <> '' AND document_no <> ''),
  CONSTRAINT function_transfer_dates CHECK (starts_on >= decided_on AND coalesce(ends_on >= starts_on, true)),
  CONSTRAINT function_transfer_four_eyes CHECK (confirmed_by_id <> entered_by_id),
  CONSTRAINT function_transfer_ends CHECK ((confirmed_at IS NULL) = (confirmed_by_id IS NULL) AND (withdrawn_at IS NULL) = (withdrawn_by_id IS NULL)
    AND (withdrawn_at IS NULL OR confirmed_at IS NULL))
);
CREATE UNIQUE INDEX function_transfer_document ON function_transfer (body_id, document_no, title) WHERE withdrawn_at IS NULL;
CREATE INDEX function_transfer_list ON function_transfer (decided_on DESC, id DESC) WHERE confirmed_at IS NOT NULL;
CREATE TRIGGER keep BEFORE UPDATE ON function_transfer FOR EACH ROW EXECUTE FUNCTION keep_columns('id', 'body_id', 'title', 'content', 'department', 'recipient', 'document_no',
  'decided_on', 'starts_on', 'ends_on', 'entered_by_id', 'entered_at');
CREATE TRIGGER append_only BEFORE DELETE OR TRUNCATE ON function_transfer FOR EACH STATEMENT EXECUTE FUNCTION append_only();
CREATE FUNCTION guard_function_transfer() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    IF NEW.decided_on > today() THEN PERFORM refuse('transfer.day-ahead'); END IF;
    IF NOT is_official_of(NEW.entered_by_id, NEW.body_id, 'OFFICER') THEN PERFORM refuse('transfer.not-official'); END IF;
    RETURN NEW;
  END IF;
  IF OLD.confirmed_at IS NOT NULL OR OLD.withdrawn_at IS NOT NULL THEN PERFORM refuse('transfer.decided'); END IF;
  IF NEW.confirmed_at IS NOT NULL AND NOT is_official_of(NEW.confirmed_by_id, NEW.body_id, 'APPROVER') THEN PERFORM refuse('transfer.not-official'); END IF;
  IF NEW.withdrawn_at IS NOT NULL AND NOT is_official_of(NEW.withdrawn_by_id, NEW.body_id, 'OFFICER', 'APPROVER') THEN PERFORM refuse('transfer.not-official'); END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER function_transfer_guard BEFORE INSERT OR UPDATE ON function_transfer FOR EACH ROW EXECUTE FUNCTION guard_function_transfer();
CREATE TABLE function_transfer_call (
  transfer_id uuid NOT NULL REFERENCES function_transfer (id),
  call_id uuid NOT NULL REFERENCES call (id),
  linked_by_id uuid NOT NULL REFERENCES account (id),
  linked_at timestamptz(3) NOT NULL DEFAULT clock(),
  PRIMARY KEY (transfer_id, call_id)
);
CREATE INDEX function_transfer_call_call ON function_transfer_call (call_id);
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON function_transfer_call FOR EACH STATEMENT EXECUTE FUNCTION append_only();
CREATE FUNCTION guard_function_transfer_call() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE f function_transfer; c call;
BEGIN
  SELECT * INTO f FROM function_transfer WHERE id = NEW.transfer_id;
  SELECT * INTO c FROM call WHERE id = NEW.call_id;
  IF f.confirmed_at IS NULL THEN PERFORM refuse('transfer.not-confirmed'); END IF;
  IF c.body_id <> f.body_id OR c.published_at IS NULL OR c.is_rehearsal THEN PERFORM refuse('transfer.other-call'); END IF;
  IF NOT is_official_of(NEW.linked_by_id, f.body_id, 'OFFICER') THEN PERFORM refuse('transfer.not-official'); END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER function_transfer_call_guard BEFORE INSERT ON function_transfer_call FOR EACH ROW EXECUTE FUNCTION guard_function_transfer_call();
GRANT SELECT, INSERT ON function_transfer, function_transfer_call TO commonweal_app;
GRANT UPDATE (confirmed_by_id, confirmed_at, withdrawn_by_id, withdrawn_at) ON function_transfer TO commonweal_app;
