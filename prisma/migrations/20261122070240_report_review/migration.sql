-- Why: a report may be turned down for good, with the right to object; what is left of a milestone may be cancelled.
INSERT INTO lifecycle_edge (lifecycle, from_state, event, to_state) VALUES
  ('report', 'SUBMITTED', 'reject', 'REJECTED'),
  ('milestone', 'REPORTED', 'reject', 'REJECTED'),
  ('milestone', 'REJECTED', 'reopen', 'RETURNED'),
  ('milestone', 'REJECTED', 'cancel', 'CANCELLED'),
  ('milestone', 'PLANNED', 'cancel', 'CANCELLED');
