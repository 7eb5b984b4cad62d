-- Why: a form sent twice, by an impatient hand or a slow line, must not count twice what nobody can take back: a vote, signatures on paper, a
-- record of supervision; nor announce a meeting, apply for a task or propose an assignment twice.
CREATE UNIQUE INDEX one_vote_on_a_motion ON meeting_vote (meeting_id, md5(motion));
CREATE UNIQUE INDEX one_need_petition ON need_petition (need_id, people, md5(collected));
CREATE UNIQUE INDEX one_supervision_record ON supervision_record (organization_id, body_id, kind, happened_on, md5(summary));
CREATE UNIQUE INDEX one_meeting_announced ON meeting (body_id, kind, starts_at, md5(title)) WHERE state <> 'CANCELLED';
CREATE UNIQUE INDEX one_task_open ON task_admission (body_id, applicant_body_id, starts_on, md5(title)) WHERE decided_at IS NULL AND withdrawn_at IS NULL;
CREATE UNIQUE INDEX one_assignment_proposed ON assignment (body_id, lead_id, due_on, md5(title), coalesce(organization_id, '00000000-0000-0000-0000-000000000000'::uuid)) WHERE state = 'PROPOSED';
CREATE UNIQUE INDEX one_venue ON venue (body_id, md5(unit), md5(name));
