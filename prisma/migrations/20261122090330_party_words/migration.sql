-- Why: a party of a contract that has no account here signs on paper; the paper is kept. Words of a type come in a transaction of their own.
ALTER TYPE file_purpose ADD VALUE 'CONTRACT_PAPER';
