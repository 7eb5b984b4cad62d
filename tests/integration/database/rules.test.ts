import { expect, test } from 'vitest'
import { lifecycles } from '#app/domain/shared/lifecycles.ts'
import { useDatabase } from '#tests/support/database.ts'

const database = useDatabase()

test('PostgreSQL knows exactly the edges that the code declares', async () => {
  const rows = await database.owner.lifecycleEdge.findMany()
  const inDatabase = rows.map((row) => `${row.lifecycle}: ${row.fromState} -${row.event}-> ${row.toState}`).sort()
  const declared = lifecycles
    .flatMap(({ name, edges }) => edges().map(({ from, event, to }) => `${name}: ${from} -${event}-> ${to}`))
    .sort()
  expect(inDatabase).toEqual(declared)
})

test('every lifecycle has its guard on its own table', async () => {
  const rows = await database.owner.$queryRaw<{ name: string }[]>`
    SELECT c.relname AS name FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid JOIN pg_proc p ON p.oid = t.tgfoid WHERE p.proname = 'guard_lifecycle'`
  expect(rows.map(({ name }) => name).sort()).toEqual(lifecycles.map(({ name }) => name).sort())
})

test('the schema in the database is the schema that Prisma declares', async () => {
  const enums = await database.owner.$queryRaw<{ name: string; labels: string[] }[]>`
    SELECT t.typname AS name, array_agg(e.enumlabel::text ORDER BY e.enumsortorder) AS labels FROM pg_enum e JOIN pg_type t ON t.oid = e.enumtypid
    JOIN pg_namespace n ON n.oid = t.typnamespace WHERE n.nspname = 'public' GROUP BY 1`
  for (const { name, states } of lifecycles) {
    expect(enums.find((found) => found.name === `${name}_state`)?.labels.sort(), name).toEqual([...states].sort())
  }
})

const denied = /permission denied|must be owner/

test.each([
  ['reading a sealed bid', 'SELECT ciphertext FROM bid_envelope'],
  ['reading a whole envelope', 'SELECT * FROM bid_envelope'],
  ['reading the own copy of a bid by column', 'SELECT own_copy FROM bid_envelope'],
  ['reading a share of a call’s key', 'SELECT ciphertext FROM call_share'],
  ['reading a share that is held for an opening', 'SELECT sealed FROM held_share'],
  ['removing a held share', 'DELETE FROM held_share'],
  ['changing a record of an opening', `UPDATE opening_record SET sha256 = 'x'`],
  ['changing a signature', `UPDATE opening_signature SET sha256 = 'x'`],
  ['copying the envelopes out', 'COPY bid_envelope TO STDOUT'],
  ['rewriting the audit', `UPDATE audit_event SET type = 'x'`],
  ['deleting the audit', 'DELETE FROM audit_event'],
  ['emptying the ledger', 'TRUNCATE ledger_entry'],
  ['writing a ledger line by hand', `INSERT INTO ledger_posting VALUES (gen_random_uuid(), 1, gen_random_uuid(), 5)`],
  ['listing an entry in the books of a body', 'INSERT INTO body_entry (body_id) VALUES (gen_random_uuid())'],
  ['raising a ledger balance', 'UPDATE ledger_account SET posted_credit = 1'],
  ['changing an opened bid', `UPDATE opened_bid SET price_fen = 1`],
  ['changing a declaration of conflict', `UPDATE conflict_declaration SET kind = 'NONE'`],
  ['changing an award', 'UPDATE award SET amount_fen = 1'],
  ['switching a rule off', 'ALTER TABLE bid DISABLE TRIGGER bid_guard'],
  ['dropping a rule', 'DROP TRIGGER bid_guard ON bid'],
  ['loosening a lifecycle', `INSERT INTO lifecycle_edge VALUES ('bid', 'SEALED', 'award', 'AWARDED')`],
  ['changing an answer of somebody served', 'UPDATE service_answer SET score = 5'],
  ['handing a code to another occasion', 'UPDATE answer_code SET session_id = gen_random_uuid()'],
  ['taking a code back', 'DELETE FROM answer_code'],
  ['deleting a bid', 'DELETE FROM bid'],
  ['deleting a call', 'DELETE FROM call'],
  ['calling this site a demonstration or not', `UPDATE site_setting SET value = 'no'`],
])('the runtime role is refused %s', async (_what, statement) => {
  await expect(database.app.$executeRawUnsafe(statement)).rejects.toThrow(denied)
})

test('the runtime role owns nothing and cannot pass for the owner', async () => {
  const [row] = await database.app.$queryRaw<{ owned: bigint; superuser: boolean; member: boolean }[]>`
    SELECT (SELECT count(*) FROM pg_class c JOIN pg_roles r ON r.oid = c.relowner WHERE r.rolname = 'commonweal_app') AS owned,
      (SELECT rolsuper OR rolbypassrls OR rolcreaterole FROM pg_roles WHERE rolname = 'commonweal_app') AS superuser,
      pg_has_role('commonweal_app', (SELECT relowner FROM pg_class WHERE oid = 'call'::regclass), 'MEMBER') AS member`
  expect(row).toEqual({ owned: 0n, superuser: false, member: false })
})

test('the runtime role cannot tell the clock', async () => {
  const told = await database.app.$transaction(async (tx) => {
    await tx.$executeRaw`SELECT set_config('commonweal.clock', '2001-01-01T00:00:00Z', true)`
    return tx.$queryRaw<{ year: number }[]>`SELECT extract(year FROM clock())::int AS year`
  })
  expect(told[0]?.year).toBeGreaterThan(2020)
})
