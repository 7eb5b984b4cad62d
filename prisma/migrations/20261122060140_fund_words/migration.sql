-- Why: a fund may be fed by several levels and givers (市、镇两级财政), each with its own account and payment order. In a folder of its
-- own: PostgreSQL lets nobody use a new word in the transaction that made it.
ALTER TYPE fund_source ADD VALUE 'CITY';
ALTER TYPE fund_source ADD VALUE 'TOWN';
ALTER TYPE fund_source ADD VALUE 'MATCHING';
