-- Why: a purchase from one named supplier is a method of its own (政府采购法 art. 31). In a folder of its own: PostgreSQL lets nobody
-- use a new word in the transaction that made it.
ALTER TYPE call_method ADD VALUE 'SINGLE_SOURCE';
