import type pg from 'pg'

/** What migrations wrote stays. */
const kept = [
  '_prisma_migrations',
  'lifecycle_edge',
  'rule_book',
  'amendment_rule',
  'answer_term',
  'evaluation_set',
  'cost_rule',
  'closing_rule',
  'report_rule',
  'reminder_rule',
  'retention_rule',
  'ledger_rule',
  'appeal_rule',
  'credit_rule',
  'credit_effect',
  'rating_rule',
  'rating_band',
  'annual_report_rule',
  'inspection_rule',
  'handover_rule',
  'supplement_rule',
  'assembly_rule',
  'meeting_kind',
  'incubator_rule',
  'incubator_criterion',
  'incubator_test',
  'staff_rule',
  'staff_post_rule',
  'volunteer_rule',
  'saved_search_rule',
  'follow_rule',
  'account_rule',
  'api_key_rule',
  'regional_indicator',
  'burden_kind',
  'beneficiary_group',
  'assignment_report_rule',
  'policy_document',
  'policy_document_version',
]

/** Empties every table of an unfinished demonstration, past the triggers that keep records from being deleted. Owner only. */
export async function wipe(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ name: string }>(
    `SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public' AND tablename <> ALL ($1)`,
    [kept],
  )
  const names = rows.map(({ name }) => client.escapeIdentifier(name))
  for (const name of names) await client.query(`ALTER TABLE ${name} DISABLE TRIGGER USER`)
  await client.query(`TRUNCATE ${names.join(', ')} RESTART IDENTITY CASCADE`)
  for (const name of names) await client.query(`ALTER TABLE ${name} ENABLE TRIGGER USER`)
  // Emptied with the bodies that it might have belonged to.
  await client.query('SELECT write_post_price_example()')
  await client.query('DELETE FROM graphile_worker._private_jobs')
}
