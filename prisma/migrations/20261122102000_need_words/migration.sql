-- Why: words that the next migrations use; a value of an enum may be used only after the transaction that adds it.
ALTER TYPE file_purpose ADD VALUE 'NEED_PHOTO';
ALTER TYPE file_purpose ADD VALUE 'MEETING_FILE';
