-- Lists that anyone reads stay as quick however long they grow: each is walked in its own order, and a page of it is found without
-- reading the rest. A call's projects were found by reading every project.
CREATE INDEX "call_published_at_id_idx" ON "call"("published_at" DESC, "id" DESC);
CREATE INDEX "call_field_published_at_id_idx" ON "call"("field", "published_at" DESC, "id" DESC);
CREATE INDEX "project_call_id_idx" ON "project"("call_id");
CREATE INDEX "project_field_id_idx" ON "project"("field", "id" DESC);
CREATE INDEX "project_state_id_idx" ON "project"("state", "id" DESC);
CREATE INDEX "organization_name_id_idx" ON "organization"("name", "id");
