-- Why: a decided result is public for a while before anything is awarded under it (公示). Enum values stand in a migration of
-- their own: PostgreSQL does not let the transaction that adds one use it.
ALTER TYPE call_state ADD VALUE 'NOTICED' AFTER 'SCORED';
