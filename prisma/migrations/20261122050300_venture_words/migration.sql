-- Why: a bid may be found unqualified by what was seen and heard in due diligence. In a folder of its own: PostgreSQL lets nobody
-- use a new word in the transaction that made it.
ALTER TYPE rejection_cause ADD VALUE 'DUE_DILIGENCE';
