-- Every term that somebody has to keep is told of seven, three and one day before. Terms that are counted in working days are reminded of in working days.
ALTER TABLE reminder_rule ADD COLUMN in_working_days boolean NOT NULL DEFAULT false;
INSERT INTO reminder_rule (subject, days)
SELECT subject, days FROM unnest(ARRAY['MILESTONE', 'QUARTER', 'ANNUAL_REPORT', 'ASSIGNMENT', 'ASSIGNMENT_REPORT', 'RATING', 'DOCUMENT', 'STAFF_CERTIFICATE',
  'BID', 'BID_CONFIRMATION', 'PARTNERSHIP', 'QUESTION', 'CLARIFICATION', 'BUDGET_REVIEW', 'DRAW', 'FINDING', 'CLAWBACK', 'HANDOVER', 'OBSERVATION', 'EVALUATION',
  'EVALUATION_REPLY', 'EVALUATION_FIX', 'SUPPLIER_EXIT', 'TENANCY_NOTICE', 'MINUTES', 'DONATION_ACCOUNT']) subject, unnest(ARRAY[-7, -3, -1]) days
ON CONFLICT DO NOTHING;
INSERT INTO reminder_rule (subject, days, in_working_days)
SELECT subject, days, true FROM unnest(ARRAY['REVIEW', 'REMEDY', 'CREDIT_REQUEST', 'TENANCY_CHECK']) subject, unnest(ARRAY[-7, -3, -1]) days
ON CONFLICT DO NOTHING;
