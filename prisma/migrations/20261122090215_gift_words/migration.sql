-- Why: words that the rules of gifts in kind use; PostgreSQL takes a new word of an enum only from the next transaction on.
ALTER TYPE file_purpose ADD VALUE 'GIFT_RECEIPT';
CREATE TYPE gift_state AS ENUM ('STATED', 'CONFIRMED', 'DECLINED', 'RECEIVED', 'WITHDRAWN');
