-- Why: what one bidder asks, all must learn, and nobody learns who asked. A question is written once and answered once.
CREATE TABLE call_question (
  id uuid NOT NULL DEFAULT uuidv7(),
  call_id uuid NOT NULL REFERENCES call (id) ON DELETE RESTRICT ON UPDATE CASCADE,
  organization_id uuid NOT NULL REFERENCES organization (id) ON DELETE RESTRICT ON UPDATE CASCADE,
  asked_by_id uuid NOT NULL REFERENCES account (id),
  text text NOT NULL,
  asked_at timestamptz(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  answer text NOT NULL DEFAULT '',
  answered_by_id uuid REFERENCES account (id),
  answered_at timestamptz(3),
  CONSTRAINT call_question_pkey PRIMARY KEY (id),
  CONSTRAINT call_question_says CHECK (text <> ''),
  CONSTRAINT call_question_answered_whole CHECK ((answer = '') = (answered_at IS NULL) AND (answer = '') = (answered_by_id IS NULL))
);
CREATE INDEX call_question_call_id_asked_at_idx ON call_question (call_id, asked_at);
CREATE INDEX call_question_unanswered ON call_question (call_id) WHERE answered_at IS NULL;
CREATE FUNCTION guard_call_question() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE c call;
BEGIN
  SELECT * INTO c FROM call WHERE id = NEW.call_id FOR SHARE;
  IF c.state <> 'PUBLISHED' OR clock() >= c.bid_deadline_at THEN PERFORM refuse('call.questions-closed'); END IF;
  IF TG_OP = 'INSERT' THEN
    IF NOT EXISTS (SELECT 1 FROM organization_membership WHERE organization_id = NEW.organization_id AND account_id = NEW.asked_by_id) THEN PERFORM refuse('call.not-your-organization'); END IF;
    NEW.asked_at := clock();
    RETURN NEW;
  END IF;
  IF (NEW.id, NEW.call_id, NEW.organization_id, NEW.asked_by_id, NEW.text, NEW.asked_at) IS DISTINCT FROM (OLD.id, OLD.call_id, OLD.organization_id, OLD.asked_by_id, OLD.text, OLD.asked_at)
     OR OLD.answered_at IS NOT NULL THEN PERFORM refuse('call.already-answered'); END IF;
  NEW.answered_at := clock();
  RETURN NEW;
END $$;
CREATE TRIGGER call_question_guard BEFORE INSERT OR UPDATE ON call_question FOR EACH ROW EXECUTE FUNCTION guard_call_question();
