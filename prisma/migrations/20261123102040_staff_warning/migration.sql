-- Why: the warning that staff leave was found and refused as a word nobody knew: with the first supplier whose people went, the daily look failed for
-- every project.
ALTER TABLE warning DROP CONSTRAINT warning_code, ADD CONSTRAINT warning_code CHECK (code IN ('DOCUMENT_EXPIRING', 'EVALUATION_OVERDUE', 'LOW_SATISFACTION',
  'OBSERVATION_OVERDUE', 'OVERSPENT', 'PAYMENT_OVERDUE', 'RATING_EXPIRING', 'REPORT_LATE', 'REPORT_NOT_STARTED', 'STAFF_LEAVING', 'UNDERSPENT'));
