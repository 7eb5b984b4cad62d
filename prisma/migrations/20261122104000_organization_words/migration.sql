-- Why: words that the next migrations use; a value of an enum may be used only after the transaction that adds it.
ALTER TYPE document_kind ADD VALUE 'CHARTER';
ALTER TYPE document_kind ADD VALUE 'INTERNAL_RULES';
ALTER TYPE organization_state ADD VALUE 'ENDED';
ALTER TYPE file_purpose ADD VALUE 'HUB_REPORT';
