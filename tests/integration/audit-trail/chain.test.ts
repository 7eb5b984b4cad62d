import { execFile } from 'node:child_process'
import { writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { promisify } from 'node:util'
import pg from 'pg'
import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { anonymous } from '#app/domain/shared/actor.ts'
import { digestsFile } from '#app/domain/audit-trail/saved-digests.ts'
import { inspectChains } from '#app/services/audit-trail/inspect-chains.server.ts'
import { keepChains } from '#app/services/audit-trail/keep-chains.server.ts'
import { readDigests } from '#app/services/audit-trail/queries/digests.server.ts'
import { recordRestore } from '#app/services/audit-trail/record-restore.server.ts'
import { verify } from '#app/services/audit-trail/verify.server.ts'
import { record } from '#app/services/shared/record.server.ts'
import { openClone, useDatabase } from '#tests/support/database.ts'

const t = useDatabase()

const teller = {
  actor: { ...anonymous, name: '程甲' },
  now: new Date('2026-11-26T08:00:00.123Z'),
  requestId: 'r',
  ip: '192.0.2.7',
}
const thing = '00000000-0000-7000-8000-000000000001'
const fact = (type = 'thing.done') => ({
  type,
  entity: 'thing',
  entityId: thing,
  isPublic: true,
  data: { 说: '一', price: 1.5, list: [1, null] },
})
const write = (db = t.app, type?: string) => db.$transaction((tx) => record(tx, teller, fact(type)))
const advance = (db = t.app, most = 10_000) =>
  db.$queryRaw<{ rows: bigint }[]>`SELECT chain_advance(${most}::int) AS rows`.then(([row]) => Number(row?.rows))
/** Until every row has its link: a transaction anywhere in the cluster holds back those that began after it. */
async function advanceAll(db = t.app): Promise<void> {
  for (;;) {
    await advance(db)
    const [left] = await db.$queryRaw<{ any: boolean }[]>`
      SELECT EXISTS (SELECT 1 FROM audit_event e WHERE NOT EXISTS (SELECT 1 FROM chain_link l WHERE l.book = 'audit' AND l.row_id = e.id::text))
        OR EXISTS (SELECT 1 FROM event e WHERE NOT EXISTS (SELECT 1 FROM chain_link l WHERE l.book = 'event' AND l.row_id = e.id::text))
        OR EXISTS (SELECT 1 FROM ledger_entry e WHERE NOT EXISTS (SELECT 1 FROM chain_link l WHERE l.book = 'ledger' AND l.row_id = e.id::text)) AS any`
    if (left?.any === false) return
  }
}
const linked = async () =>
  t.owner.$queryRaw<{ type: string; position: bigint }[]>`
    SELECT e.type, l.position FROM chain_link l JOIN audit_event e ON e.id::text = l.row_id WHERE l.book = 'audit' ORDER BY l.position`

/** An entry of the books that balances. */
async function post(db: typeof t.owner, key: string) {
  const codes = [`gov:${thing}:appropriation`, `fund:${thing}:available`]
  for (const code of codes) await db.$executeRawUnsafe(`SELECT ledger_open_account('${code}')`)
  const lines = JSON.stringify(codes.map((account, line) => ({ account, amount: line === 0 ? 500 : -500 })))
  await db.$executeRawUnsafe(
    `SELECT ledger_post(uuidv7(), '${key}', 'appropriate', 'posted', '2026-11-01', '${lines}')`,
  )
}

describe('linking', () => {
  test('a row of every book gets one link, computed the same in PostgreSQL and here', async () => {
    await write()
    await write()
    await post(t.owner, 'chain-1')
    await advanceAll()
    expect(await advance()).toBe(0)
    const { rows, faults } = await verify(t.app)
    expect(faults).toEqual([])
    expect(rows.audit).toBe(await t.owner.auditEvent.count())
    expect(rows.event).toBe(await t.owner.event.count())
    expect(rows.ledger).toBe(await t.owner.ledgerEntry.count())
    expect(rows.ledger).toBeGreaterThan(0)
  })

  test('a transaction that ends late gets its links behind those that were made meanwhile, and is not missed', async () => {
    const slow = new pg.Client({ connectionString: t.ownerUrl })
    await slow.connect()
    try {
      await slow.query('BEGIN')
      await slow.query(
        `INSERT INTO audit_event (actor_name, type, entity, entity_id, request_id, ip) VALUES ('', 'slow.done', 'thing', '${thing}', 'r', '')`,
      )
      await write(t.app, 'quick.done')
      await advance()
      // Behind a transaction that runs nothing is linked: it could still write.
      expect((await linked()).some(({ type }) => type === 'quick.done')).toBe(false)
      await slow.query('COMMIT')
      await advanceAll()
      expect((await linked()).map(({ type }) => type).slice(-2)).toEqual(['slow.done', 'quick.done'])
    } finally {
      await slow.end()
    }
    expect((await verify(t.app)).faults).toEqual([])
  })

  test('many writers and three that link at once: nothing is missed, linked twice, or waited for', async () => {
    let isWriting = true
    const linkers = Array.from({ length: 3 }, async () => {
      while (isWriting) await advance(t.app, 7)
    })
    await Promise.all(
      Array.from({ length: 4 }, async (_, writer) => {
        for (let count = 0; count < 25; count += 1)
          await t.owner
            .$transaction(async (tx) => {
              await record(tx, teller, fact(`many.${String(writer)}`))
              if (count % 5 === 4) throw new Error('given up')
            })
            .catch(() => undefined)
      }),
    )
    isWriting = false
    await Promise.all(linkers)
    await advanceAll()
    const { rows, faults } = await verify(t.app)
    expect(faults).toEqual([])
    expect(rows.audit).toBe(await t.owner.auditEvent.count())
    expect(await t.owner.auditEvent.count({ where: { type: { startsWith: 'many.' } } })).toBe(80)
  })

  test('who may write rows can neither choose their number or transaction nor write or change a link', async () => {
    const values = `'', 'x', 'thing', '${thing}', 'r', ''`
    const columns = 'actor_name, type, entity, entity_id, request_id, ip'
    for (const statement of [
      `INSERT INTO audit_event (${columns}, written_in) VALUES (${values}, '1')`,
      `INSERT INTO audit_event (${columns}, id) VALUES (${values}, 1)`,
      `INSERT INTO chain_link VALUES ('audit', 900, 'x', repeat('a', 64), repeat('a', 64))`,
      `UPDATE chain_link SET hash = repeat('a', 64)`,
      `UPDATE chain_head SET position = 1`,
      `DELETE FROM chain_digest`,
      `UPDATE audit_seal SET name_salt = NULL`,
      `UPDATE chain_inspection SET fault = NULL`,
    ])
      await expect(t.app.$executeRawUnsafe(statement), statement).rejects.toThrow(/permission denied/)
    for (const statement of [
      `UPDATE chain_link SET hash = repeat('a', 64)`,
      'DELETE FROM chain_digest',
      'TRUNCATE audit_seal',
    ])
      await expect(t.owner.$executeRawUnsafe(statement), statement).rejects.toThrow(/append-only/)
    await expect(t.owner.$executeRawUnsafe(`UPDATE audit_seal SET name_seal = ''`)).rejects.toThrow(/a seal stays/)
  })
})

describe('what the owner of the database does with the triggers off', () => {
  // Each in a database of its own, made from this one.
  let template = ''
  let clone: Awaited<ReturnType<typeof openClone>>
  let saved: Awaited<ReturnType<typeof readDigests>>
  beforeAll(async () => {
    for (let count = 0; count < 5; count += 1) await write()
    await post(t.owner, 'chain-2')
    await advanceAll()
    await t.app.$queryRaw`SELECT day::text FROM chain_digest_today()`
    saved = await readDigests(t.app)
    template = new URL(t.ownerUrl).pathname.slice(1)
    await t.owner.$disconnect()
    await t.app.$disconnect()
  })
  beforeEach(async () => {
    clone = await openClone(template)
    return () => clone.leave()
  })
  const tables = [
    'audit_event',
    'event',
    'ledger_entry',
    'ledger_posting',
    'ledger_account',
    'chain_link',
    'chain_digest',
    'audit_seal',
  ]
  const switched = (to: string) => tables.map((table) => `ALTER TABLE ${table} ${to} TRIGGER USER`)
  const tamper = (...statements: string[]) =>
    clone.owner.$transaction(async (tx) => {
      for (const statement of [...switched('DISABLE'), ...statements, ...switched('ENABLE')])
        await tx.$executeRawUnsafe(statement)
    })
  const firstFault = async (from?: typeof saved) => (await verify(clone.app, from)).faults[0]
  const third = `(SELECT row_id::bigint FROM chain_link WHERE book = 'audit' AND position = 3)`

  test.each([
    [
      'an edited type',
      `UPDATE audit_event SET type = 'x' WHERE id = ${third}`,
      { kind: 'changed', book: 'audit', position: 3 },
    ],
    ['an edited name', `UPDATE audit_event SET actor_name = 'x' WHERE id = ${third}`, { kind: 'changed', position: 3 }],
    [
      'an edited address',
      `UPDATE audit_event SET ip = '192.0.2.8' WHERE id = ${third}`,
      { kind: 'changed', position: 3 },
    ],
    [
      'an edited moment',
      `UPDATE audit_event SET at = at + interval '1 ms' WHERE id = ${third}`,
      { kind: 'changed', position: 3 },
    ],
    [
      'edited data',
      `UPDATE audit_event SET data = '{"price": 1.51}' WHERE id = ${third}`,
      { kind: 'changed', position: 3 },
    ],
    ['a deleted row', `DELETE FROM audit_event WHERE id = ${third}`, { kind: 'missing', book: 'audit', position: 3 }],
    [
      'a deleted event',
      `DELETE FROM event WHERE id = (SELECT row_id::uuid FROM chain_link WHERE book = 'event' AND position = 2)`,
      { kind: 'missing', book: 'event', position: 2 },
    ],
    [
      'a deleted link',
      `DELETE FROM chain_link WHERE book = 'audit' AND position = 3`,
      { kind: 'missing', position: 3 },
    ],
    [
      'a moved amount',
      `UPDATE ledger_posting SET amount = amount * 2 WHERE entry_id = (SELECT row_id::uuid FROM chain_link WHERE book = 'ledger' AND position = 1)`,
      { kind: 'changed', book: 'ledger', position: 1 },
    ],
    [
      'an entry’s other account',
      `UPDATE ledger_account SET code = replace(code, '-000000000001', '-000000000002')`,
      { kind: 'changed', book: 'ledger', position: 1 },
    ],
    [
      'a row slipped in among old ones',
      `INSERT INTO audit_event (actor_name, type, entity, entity_id, request_id, ip, written_in) VALUES ('', 'x', 'thing', '${thing}', 'r', '', '3')`,
      { kind: 'extra', book: 'audit' },
    ],
    [
      'a head set back',
      `UPDATE chain_head SET position = position - 1 WHERE book = 'audit'`,
      { kind: 'extra', book: 'audit' },
    ],
    ['an edited digest', `UPDATE chain_digest SET audit_hash = repeat('a', 64)`, { kind: 'digest', book: 'audit' }],
  ])('%s is found', async (_what, statement, fault) => {
    expect(await firstFault()).toBeUndefined()
    await tamper(statement)
    expect(await firstFault()).toMatchObject(fault)
  })

  test('rows that changed places are found', async () => {
    await tamper(
      'ALTER TABLE chain_link DROP CONSTRAINT chain_link_row',
      `UPDATE chain_link l SET row_id = o.row_id, row_hash = o.row_hash FROM chain_link o WHERE l.book = 'audit' AND o.book = 'audit' AND (l.position, o.position) IN ((2, 3), (3, 2))`,
    )
    expect(await firstFault()).toMatchObject({ kind: 'reordered', book: 'audit', position: 2 })
  })

  /** Everything made anew by whoever can do everything: links, heads and digests agree with the changed rows. */
  const rewriteAll = (change: string) =>
    tamper(
      change,
      'DELETE FROM chain_link',
      'DELETE FROM chain_head',
      'DELETE FROM audit_seal',
      'DELETE FROM chain_digest',
    ).then(() => clone.owner.$queryRaw`SELECT day::text FROM chain_digest_today()`)

  test.each([
    ['an edit', `UPDATE audit_event SET type = 'x' WHERE id = ${third}`],
    ['a deletion', `DELETE FROM audit_event WHERE id = ${third}`],
    [
      'a cut end',
      `DELETE FROM event WHERE id = (SELECT row_id::uuid FROM chain_link WHERE book = 'event' ORDER BY position DESC LIMIT 1)`,
    ],
  ])('%s, with the whole chain written anew, is found by a digest that somebody saved', async (_what, change) => {
    await rewriteAll(change)
    expect(await firstFault()).toBeUndefined()
    expect((await firstFault(saved))?.kind).toMatch(/^(digest|missing)$/)
  })

  test('the command says so, and exits 1; 0 where all holds, 2 where it cannot tell', async () => {
    const file = path.join(tmpdir(), `digests-${crypto.randomUUID()}.json`)
    await writeFile(file, digestsFile('https://gyh.example', saved))
    const run = (...args: string[]) =>
      promisify(execFile)('node', ['--import', 'tsx', 'app/start/audit-verify.ts', ...args], {
        env: { ...process.env, DATABASE_URL: clone.ownerUrl },
      }).then(
        ({ stdout }) => ({ code: 0, stdout }),
        (error: unknown) => error as { code: number; stdout: string },
      )
    const good = await run('--from', file, '--json')
    expect(good.code).toBe(0)
    expect(JSON.parse(good.stdout)).toMatchObject({ ok: true, faults: 0, first: null })
    await rewriteAll(`UPDATE audit_event SET type = 'x' WHERE id = ${third}`)
    const bad = await run('--from', file)
    expect(bad.code).toBe(1)
    expect(bad.stdout).toMatch(/^✗ digest audit position \d+ \d{4}-\d{2}-\d{2}; faults \d+/)
    expect((await run('--from', '/nowhere')).code).toBe(2)
  })

  test('what nothing links is a fault after five minutes', async () => {
    await tamper(`UPDATE chain_head SET linked_at = now() - interval '6 minutes'`)
    await write(clone.app)
    expect(await firstFault()).toMatchObject({ kind: 'unlinked', book: 'audit' })
    await advance(clone.app)
    expect(await firstFault()).toBeUndefined()
  })

  test('a night’s check finds it, keeps it, and writes to the administrators', async () => {
    const { email } = await clone.owner.account.create({
      data: {
        email: `${crypto.randomUUID()}@example.cn`,
        name: '管',
        isAdministrator: true,
        emailConfirmedAt: new Date(),
      },
    })
    const letters = () => clone.owner.message.count({ where: { toAddress: email, template: 'chainBroken' } })
    await keepChains(clone.app)
    expect(await clone.owner.chainInspection.findMany()).toMatchObject([{ faultCount: 0n, fault: null }])
    await keepChains(clone.app)
    expect(await clone.owner.chainInspection.count()).toBe(1)
    await tamper(`UPDATE audit_event SET type = 'x' WHERE id = ${third}`)
    expect(await letters()).toBe(0)
    await inspectChains(clone.app)
    expect(await letters()).toBe(1)
    expect(await clone.owner.chainInspection.findFirst({ orderBy: { id: 'desc' } })).toMatchObject({
      fault: { kind: 'changed', book: 'audit', position: 3 },
    })
  })

  test('after a restore the chains go on, and the digests of what was set aside are told apart', async () => {
    const restoredTo = new Date()
    // A day that the restore takes back: its digest was saved by somebody.
    const [today] = saved
    const lost = {
      ...today,
      day: '2099-01-01',
      madeAt: `${new Date(restoredTo.getTime() + 1000).toISOString().slice(0, -1)}000Z`,
    }
    const { createHash } = await import('node:crypto')
    const { digestText } = await import('#app/domain/audit-trail/canonical.ts')
    const digest = {
      ...lost,
      digest: createHash('sha256')
        .update(digestText(lost as never))
        .digest('hex'),
    } as (typeof saved)[number]
    expect(await firstFault([...saved, digest])).toMatchObject({ kind: 'missing', what: '2099-01-01' })
    // A copy in another cluster: rows of transactions that this one has not reached yet.
    await tamper(
      `INSERT INTO audit_event (actor_name, type, entity, entity_id, request_id, ip, written_in) VALUES ('', 'far.done', 'thing', '${thing}', 'r', '', '999999999')`,
    )
    await recordRestore(clone.app, { restoredTo, from: 'night', now: new Date(restoredTo.getTime() + 5000) })
    await write(clone.app)
    await advance(clone.app)
    const { faults, setAside } = await verify(clone.app, [...saved, digest])
    expect(faults).toEqual([])
    expect(setAside).toEqual(['2099-01-01'])
    expect(await clone.owner.auditEvent.count({ where: { type: 'site.restored' } })).toBe(1)
  })
})
