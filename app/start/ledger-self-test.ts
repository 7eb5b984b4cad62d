import pg from 'pg'
import { StartFailure } from './fail.mjs'

/**
 * Tries what the books must refuse, in a transaction that is rolled back: an entry that does not balance, and changing one that is
 * there. A database where either goes through (restored without its triggers, say) is not started on.
 */
export async function testLedger(ownerUrl: string): Promise<void> {
  const client = new pg.Client({ connectionString: ownerUrl })
  await client.connect()
  try {
    for (const [what, sql] of attempts)
      if (!(await isRefused(client, sql)))
        throw new StartFailure(
          `The ledger did not refuse ${what}: its rules are not in this database`,
          'Restore the database whole, triggers included; nothing was started and nothing was changed',
        )
  } finally {
    await client.end()
  }
}

const code = 'gov:00000000-0000-7000-8000-000000000000:appropriation'
const open = `SELECT ledger_open_account('${code}')`
const attempts = [
  [
    'an entry that does not balance',
    `${open}; SELECT ledger_post(uuidv7(), 'self-test', 'appropriate', 'posted', '2000-01-01', '[{"account":"${code}","amount":1},{"account":"${code}","amount":1}]'); SET CONSTRAINTS ALL IMMEDIATE`,
  ],
  ['a change of what is posted', 'UPDATE ledger_entry SET memo = memo WHERE false'],
  ['the loss of what is posted', 'TRUNCATE ledger_posting'],
] as const

async function isRefused(client: pg.Client, sql: string): Promise<boolean> {
  await client.query('BEGIN')
  try {
    await client.query(sql)
    return false
  } catch (error) {
    // Its own refusals: a rule broken, or not permitted. Anything else is a fault of another kind.
    const state = error instanceof pg.DatabaseError ? error.code : undefined
    if (state === '23514' || state === '42501') return true
    throw error
  } finally {
    await client.query('ROLLBACK')
  }
}
