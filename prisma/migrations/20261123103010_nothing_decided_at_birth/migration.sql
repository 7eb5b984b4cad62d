-- Why: guards that look at what changes are passed by a row that is born decided, or whose figures move while its state stands still.

-- What others decide later is empty when a row is born: the named columns are null, or the empty text.
CREATE FUNCTION begins_undecided() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM unnest(TG_ARGV) c WHERE coalesce(to_jsonb(NEW) ->> c, '') <> '') THEN PERFORM public.refuse('forbidden'); END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER begins_undecided BEFORE INSERT ON need FOR EACH ROW EXECUTE FUNCTION begins_undecided('body_id', 'committee_kind', 'state_by_id', 'state_reason', 'decline_code');
CREATE TRIGGER begins_undecided BEFORE INSERT ON meeting FOR EACH ROW EXECUTE FUNCTION begins_undecided('minutes', 'held_by_id', 'published_by_id', 'cancelled_by_id');
CREATE TRIGGER begins_undecided BEFORE INSERT ON meeting_seat FOR EACH ROW EXECUTE FUNCTION begins_undecided('attended');
CREATE TRIGGER begins_undecided BEFORE INSERT ON function_transfer FOR EACH ROW EXECUTE FUNCTION begins_undecided('confirmed_by_id', 'withdrawn_by_id');
CREATE TRIGGER begins_undecided BEFORE INSERT ON credit_request FOR EACH ROW EXECUTE FUNCTION begins_undecided('decided_by_id', 'granted', 'decision_reason');
CREATE TRIGGER begins_undecided BEFORE INSERT ON credit_event FOR EACH ROW WHEN (NEW.kind <> 'RATING') EXECUTE FUNCTION begins_undecided('confirmed_by_id', 'withdrawn_by_id');
CREATE TRIGGER begins_undecided BEFORE INSERT ON recognition FOR EACH ROW EXECUTE FUNCTION begins_undecided('withdrawn_by_id');
CREATE TRIGGER begins_undecided BEFORE INSERT ON rating_application FOR EACH ROW EXECUTE FUNCTION begins_undecided('checked_by_id', 'refused_reason', 'visited_on', 'visit_note',
  'assessor_id', 'proposed_points', 'assessment', 'decided_by_id', 'points', 'grade', 'decision_reason', 'decision_no', 'notice_until', 'plaque_no');
CREATE TRIGGER begins_undecided BEFORE INSERT ON rating_complaint FOR EACH ROW EXECUTE FUNCTION begins_undecided('answered_by_id', 'is_upheld', 'answer');
CREATE TRIGGER begins_undecided BEFORE INSERT ON annual_report FOR EACH ROW EXECUTE FUNCTION begins_undecided('first_submitted_at', 'submitted_by_id', 'returned_reason', 'reviewed_by_id',
  'review_note', 'proposed_conclusion', 'concluded_by_id', 'conclusion', 'conclusion_reason', 'document_no', 'late_event_id', 'conclusion_event_id');
CREATE TRIGGER begins_undecided BEFORE INSERT ON supplier_exit FOR EACH ROW EXECUTE FUNCTION begins_undecided('replied_by_id', 'decided_by_id');
CREATE TRIGGER begins_undecided BEFORE INSERT ON regional_figure FOR EACH ROW EXECUTE FUNCTION begins_undecided('withdrawn_by_id');
CREATE TRIGGER begins_undecided BEFORE INSERT ON assignment FOR EACH ROW EXECUTE FUNCTION begins_undecided('issued_by_id', 'closed_by_id', 'result');

-- Who acts, acts for the body: the account in the first column, when it is written, has one of the roles named after it there.
CREATE FUNCTION acts_for_body() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE v_who uuid := to_jsonb(NEW) ->> TG_ARGV[0]; v_body uuid;
BEGIN
  IF v_who IS NULL OR (TG_OP = 'UPDATE' AND to_jsonb(OLD) ->> TG_ARGV[0] = v_who::text) THEN RETURN NEW; END IF;
  v_body := CASE TG_TABLE_NAME
    WHEN 'recognition_end' THEN (SELECT r.body_id FROM recognition r WHERE r.id = (to_jsonb(NEW) ->> 'recognition_id')::uuid)
    WHEN 'rating_revocation' THEN (SELECT d.body_id FROM rating_decision d WHERE d.id = (to_jsonb(NEW) ->> 'decision_id')::uuid)
    WHEN 'supplier_exit' THEN (SELECT a.body_id FROM supplier_admission a WHERE a.id = (to_jsonb(NEW) ->> 'admission_id')::uuid)
    ELSE (to_jsonb(NEW) ->> 'body_id')::uuid END;
  IF NOT is_official_of(v_who, v_body, VARIADIC TG_ARGV[1:]) THEN PERFORM refuse('forbidden'); END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER enters_for_body BEFORE INSERT ON recognition FOR EACH ROW EXECUTE FUNCTION acts_for_body('entered_by_id', 'OFFICER');
CREATE TRIGGER confirms_for_body BEFORE UPDATE ON recognition FOR EACH ROW EXECUTE FUNCTION acts_for_body('confirmed_by_id', 'APPROVER');
CREATE TRIGGER withdraws_for_body BEFORE UPDATE ON recognition FOR EACH ROW EXECUTE FUNCTION acts_for_body('withdrawn_by_id', 'OFFICER', 'APPROVER');
CREATE TRIGGER enters_for_body BEFORE INSERT ON recognition_end FOR EACH ROW EXECUTE FUNCTION acts_for_body('entered_by_id', 'OFFICER');
CREATE TRIGGER confirms_for_body BEFORE UPDATE ON recognition_end FOR EACH ROW EXECUTE FUNCTION acts_for_body('confirmed_by_id', 'APPROVER');
CREATE TRIGGER publishes_for_body BEFORE INSERT ON rating_round FOR EACH ROW EXECUTE FUNCTION acts_for_body('published_by_id', 'APPROVER');
CREATE TRIGGER confirms_for_body BEFORE UPDATE ON rating_decision FOR EACH ROW EXECUTE FUNCTION acts_for_body('confirmed_by_id', 'APPROVER');
CREATE TRIGGER withdraws_for_body BEFORE UPDATE ON rating_decision FOR EACH ROW EXECUTE FUNCTION acts_for_body('withdrawn_by_id', 'OFFICER', 'APPROVER');
CREATE TRIGGER enters_for_body BEFORE INSERT ON rating_revocation FOR EACH ROW EXECUTE FUNCTION acts_for_body('entered_by_id', 'OFFICER');
CREATE TRIGGER confirms_for_body BEFORE UPDATE ON rating_revocation FOR EACH ROW EXECUTE FUNCTION acts_for_body('confirmed_by_id', 'APPROVER');
CREATE TRIGGER records_for_body BEFORE INSERT ON supervision_record FOR EACH ROW EXECUTE FUNCTION acts_for_body('recorded_by_id', 'OFFICER', 'SUPERVISOR');
CREATE TRIGGER enters_for_body BEFORE INSERT ON supplier_admission FOR EACH ROW EXECUTE FUNCTION acts_for_body('entered_by_id', 'OFFICER');
CREATE TRIGGER confirms_for_body BEFORE UPDATE ON supplier_admission FOR EACH ROW EXECUTE FUNCTION acts_for_body('confirmed_by_id', 'APPROVER');
CREATE TRIGGER withdraws_for_body BEFORE UPDATE ON supplier_admission FOR EACH ROW EXECUTE FUNCTION acts_for_body('withdrawn_by_id', 'OFFICER', 'APPROVER');
CREATE TRIGGER decides_for_body BEFORE UPDATE ON supplier_exit FOR EACH ROW EXECUTE FUNCTION acts_for_body('decided_by_id', 'APPROVER');
CREATE TRIGGER enters_for_body BEFORE INSERT ON regional_figure FOR EACH ROW EXECUTE FUNCTION acts_for_body('entered_by_id', 'OFFICER');
CREATE TRIGGER withdraws_for_body BEFORE UPDATE ON regional_figure FOR EACH ROW EXECUTE FUNCTION acts_for_body('withdrawn_by_id', 'OFFICER', 'APPROVER');
CREATE TRIGGER closes_for_body BEFORE UPDATE ON assignment FOR EACH ROW EXECUTE FUNCTION acts_for_body('closed_by_id', 'APPROVER');
CREATE TRIGGER enters_for_body BEFORE INSERT ON venue FOR EACH ROW EXECUTE FUNCTION acts_for_body('entered_by_id', 'OFFICER', 'APPROVER');
CREATE TRIGGER withdraws_for_body BEFORE UPDATE ON credit_event FOR EACH ROW EXECUTE FUNCTION acts_for_body('withdrawn_by_id', 'OFFICER', 'APPROVER');

-- While its state stands, what was said and decided stands: the named columns move with the state alone.
CREATE FUNCTION moves_with_state() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  IF NEW.state = OLD.state AND EXISTS (SELECT 1 FROM unnest(TG_ARGV) c WHERE to_jsonb(NEW) -> c IS DISTINCT FROM to_jsonb(OLD) -> c) THEN PERFORM public.refuse('forbidden'); END IF;
  RETURN NEW;
END $$;
-- A round, above all: one turned back would let an earlier round's votes count again.
CREATE TRIGGER moves_with_state BEFORE UPDATE ON need FOR EACH ROW EXECUTE FUNCTION moves_with_state('round', 'state_by_id', 'state_at', 'state_reason', 'decline_code', 'body_id', 'committee_kind');
CREATE TRIGGER moves_with_state BEFORE UPDATE ON meeting FOR EACH ROW EXECUTE FUNCTION moves_with_state('held_by_id', 'published_by_id', 'published_at', 'cancelled_by_id', 'cancelled_at', 'cancelled_reason');
CREATE TRIGGER moves_with_state BEFORE UPDATE ON rating_application FOR EACH ROW EXECUTE FUNCTION moves_with_state('checked_by_id', 'checked_at', 'refused_reason', 'visited_on', 'visit_note',
  'assessor_id', 'assessed_at', 'proposed_points', 'assessment', 'decided_by_id', 'decided_at', 'points', 'grade', 'decision_reason', 'decision_no', 'notice_until', 'plaque_no');
CREATE TRIGGER moves_with_state BEFORE UPDATE ON annual_report FOR EACH ROW EXECUTE FUNCTION moves_with_state('first_submitted_at', 'submitted_by_id', 'submitted_at', 'returned_reason',
  'reviewed_by_id', 'reviewed_at', 'review_note', 'proposed_conclusion', 'concluded_by_id', 'concluded_at', 'conclusion', 'conclusion_reason', 'document_no', 'conclusion_event_id');
CREATE TRIGGER moves_with_state BEFORE UPDATE ON assignment FOR EACH ROW EXECUTE FUNCTION moves_with_state('issued_by_id', 'issued_at', 'closed_by_id', 'closed_at', 'result');
CREATE TRIGGER moves_with_state BEFORE UPDATE ON venue_booking FOR EACH ROW EXECUTE FUNCTION moves_with_state('decided_by_id', 'decided_at', 'reason');

-- The hour of what terms hang on is the database's: raised, recorded, confirmed, handed in, concluded.
CREATE FUNCTION stamp_clock() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE v_set jsonb;
BEGIN
  SELECT jsonb_object_agg(c, public.clock()) INTO v_set FROM unnest(TG_ARGV) c
  WHERE to_jsonb(NEW) ->> c IS NOT NULL AND (TG_OP = 'INSERT' OR to_jsonb(NEW) -> c IS DISTINCT FROM to_jsonb(OLD) -> c);
  RETURN CASE WHEN v_set IS NULL THEN NEW ELSE jsonb_populate_record(NEW, v_set) END;
END $$;
CREATE TRIGGER stamp_clock BEFORE INSERT ON need FOR EACH ROW EXECUTE FUNCTION stamp_clock('raised_at', 'state_at');
CREATE TRIGGER stamp_clock BEFORE INSERT OR UPDATE ON credit_event FOR EACH ROW EXECUTE FUNCTION stamp_clock('recorded_at', 'confirmed_at', 'withdrawn_at');
CREATE TRIGGER stamp_clock BEFORE INSERT OR UPDATE ON credit_request FOR EACH ROW EXECUTE FUNCTION stamp_clock('filed_at', 'decided_at');
CREATE TRIGGER stamp_clock BEFORE INSERT OR UPDATE ON rating_decision FOR EACH ROW EXECUTE FUNCTION stamp_clock('entered_at', 'confirmed_at', 'withdrawn_at');
CREATE TRIGGER stamp_clock BEFORE UPDATE ON annual_report FOR EACH ROW EXECUTE FUNCTION stamp_clock('first_submitted_at', 'submitted_at', 'reviewed_at', 'concluded_at');

-- Who came is counted when it has begun, not before.
CREATE FUNCTION guard_attendance() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  IF (SELECT starts_at FROM meeting WHERE id = NEW.meeting_id) > clock() THEN PERFORM refuse('meeting.not-yet'); END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER attendance_guard BEFORE UPDATE OF attended ON meeting_seat FOR EACH ROW EXECUTE FUNCTION guard_attendance();
-- Who is counted in a step is one who votes there: in the committee its members, elsewhere not whoever is heard as a guest.
CREATE FUNCTION guard_step_attendance() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  IF NEW.present > (SELECT coalesce(sum(s.attended), 0) FROM meeting_seat s WHERE s.meeting_id = NEW.meeting_id AND CASE NEW.basis
      WHEN 'COMMITTEE_MEMBERS' THEN s.constituency = 'COMMITTEE_MEMBERS' ELSE s.constituency NOT IN ('POLICE', 'EXPERTS', 'OFFICES', 'PROPERTY_MANAGER') END) THEN
    PERFORM refuse('need.present-over-meeting');
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER step_attendance_guard BEFORE INSERT ON need_step FOR EACH ROW WHEN (NEW.meeting_id IS NOT NULL) EXECUTE FUNCTION guard_step_attendance();
