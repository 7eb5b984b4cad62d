-- Why: a word that the next migration uses; a value of an enum may be used only after the transaction that adds it.
ALTER TYPE file_purpose ADD VALUE 'CONTRACT_ANNEX';
