-- Why: words that later rules use; PostgreSQL takes a new word of an enum only from the next transaction on.
-- Kinds of evidence as evaluations ask for them (rules C4), and what the figure of an indicator is summed from.
CREATE TYPE evidence_kind AS ENUM ('ATTENDANCE', 'DATED_PHOTO', 'BENEFICIARY', 'SERVICE_RECORD', 'VOUCHER', 'BANK_SLIP', 'CONTRACT', 'MEDIA', 'SATISFACTION', 'OTHER');
CREATE TYPE indicator_counting AS ENUM ('TYPED', 'PEOPLE', 'HOURS', 'SESSIONS');
ALTER TYPE report_state ADD VALUE 'REJECTED';
-- Judged not fulfilled, with the right to object; and: nothing is owed or paid for it any more.
ALTER TYPE milestone_state ADD VALUE 'REJECTED';
ALTER TYPE milestone_state ADD VALUE 'CANCELLED';
