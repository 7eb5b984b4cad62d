-- Why: words that later rules use; PostgreSQL takes a new word of an enum only from the next transaction on.
ALTER TYPE project_state ADD VALUE 'SUSPENDED' AFTER 'ACTIVE';
ALTER TYPE tranche_state ADD VALUE 'CANCELLED';
CREATE TYPE amendment_state AS ENUM ('DRAFT', 'OFFERED', 'SIGNED', 'REFUSED', 'WITHDRAWN');
CREATE TYPE halt_state AS ENUM ('PROPOSED', 'STANDING', 'ENDED', 'REFUSED', 'WITHDRAWN');
