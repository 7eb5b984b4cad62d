-- What one person proposed and another has to decide is looked up for every view of a desk: only what is open is looked through.
CREATE INDEX clawback_proposed ON clawback (proposed_by_id) WHERE state = 'PROPOSED';
CREATE INDEX final_report_proposed ON final_report (proposed_by_id) WHERE state = 'PROPOSED';
CREATE INDEX project_advice_open ON project_advice (bid_id) WHERE asks_change AND answered_at IS NULL;
CREATE INDEX supplier_exit_open ON supplier_exit (admission_id) WHERE decided_at IS NULL;
CREATE INDEX function_transfer_open ON function_transfer (entered_by_id) WHERE confirmed_at IS NULL AND withdrawn_at IS NULL;
CREATE INDEX call_question_of_organization_open ON call_question (organization_id) WHERE answered_at IS NULL;
CREATE INDEX expense_open ON expense (project_id) WHERE state IN ('QUESTIONED', 'ANSWERED');
CREATE INDEX expense_batch_open ON expense_batch (project_id) WHERE state = 'SUBMITTED';
