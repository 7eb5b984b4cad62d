-- Why: rules are dated data that migrations bring. Tables made without saying so could be written by the runtime role (by default it inserts and
-- updates): a new number of a quorum, a list that bars nobody any more, a turn of a need that was never taken.
REVOKE INSERT, UPDATE ON assembly_rule, meeting_kind, credit_rule, credit_effect, ledger_rule, region, need_turn FROM commonweal_app;
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON credit_rule FOR EACH STATEMENT EXECUTE FUNCTION append_only();
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON credit_effect FOR EACH STATEMENT EXECUTE FUNCTION append_only();
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON rating_band FOR EACH STATEMENT EXECUTE FUNCTION append_only();
