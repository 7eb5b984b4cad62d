-- Why: a panel signs what it decided before it closes, and a criterion may be one agreed fact. New words of an enum can be
-- used only after the transaction that adds them.
ALTER TYPE panel_state ADD VALUE 'SIGNING' BEFORE 'CLOSED';
ALTER TYPE criterion_kind ADD VALUE 'OBJECTIVE' BEFORE 'PRICE';
