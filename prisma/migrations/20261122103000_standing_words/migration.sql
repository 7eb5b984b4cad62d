-- Why: words that the next migrations use; a value of an enum may be used only after the transaction that adds it.
ALTER TYPE file_purpose ADD VALUE 'STANDING_DOCUMENT';
ALTER TYPE condition_kind ADD VALUE 'FIELD';
ALTER TYPE condition_kind ADD VALUE 'MINIMUM_RATING';
ALTER TYPE condition_kind ADD VALUE 'INSPECTION_PASSED';
ALTER TYPE condition_kind ADD VALUE 'ADMITTED_SUPPLIER';
