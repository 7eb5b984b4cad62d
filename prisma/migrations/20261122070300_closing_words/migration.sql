-- Why: words that later rules use; PostgreSQL takes a new word of an enum only from the next transaction on.
ALTER TYPE project_state ADD VALUE 'CLOSED' AFTER 'COMPLETED';
ALTER TYPE file_purpose ADD VALUE 'VOUCHER';
ALTER TYPE file_purpose ADD VALUE 'CLOSING_DOCUMENT';
CREATE TYPE expense_kind AS ENUM ('STAFF', 'VOLUNTEER', 'EXPERT', 'TRAINING', 'MEETING', 'MATERIAL', 'TRAVEL', 'VENUE', 'MANAGEMENT', 'TAX', 'OTHER');
CREATE TYPE expense_state AS ENUM ('ENTERED', 'QUESTIONED', 'ANSWERED', 'ACCEPTED', 'DISALLOWED');
CREATE TYPE expense_batch_state AS ENUM ('DRAFT', 'SUBMITTED', 'CERTIFIED');
CREATE TYPE clawback_state AS ENUM ('PROPOSED', 'ORDERED', 'SETTLED', 'REFUSED', 'WITHDRAWN');
CREATE TYPE final_report_state AS ENUM ('DRAFT', 'SUBMITTED', 'PROPOSED', 'APPROVED');
CREATE TYPE audit_finding_state AS ENUM ('OPEN', 'ANSWERED', 'SETTLED');
