-- Why: words that the next migration uses; a value of an enum may be used only after the transaction that adds it.
ALTER TYPE file_purpose ADD VALUE 'CREDIT_DOCUMENT';
