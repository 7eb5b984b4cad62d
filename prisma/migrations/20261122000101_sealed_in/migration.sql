-- Why: a receipt says where the bid was sealed: in the bidder's browser, so that the server never saw what was sealed, or on the
-- server, where the browser could not.
CREATE TYPE sealing_place AS ENUM ('BROWSER', 'SERVER');
ALTER TABLE bid_envelope ADD COLUMN sealed_in sealing_place NOT NULL DEFAULT 'SERVER';
GRANT SELECT (sealed_in) ON bid_envelope TO commonweal_app;
