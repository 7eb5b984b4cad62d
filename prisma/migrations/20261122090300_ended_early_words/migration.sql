-- Why: accepted money of a project that ended early may be refused by an approver, with a reason: the payment is then neither paid nor
-- merely cancelled. Words of a type are added in a transaction of their own.
ALTER TYPE tranche_state ADD VALUE 'REFUSED' AFTER 'RELEASED';
