import { randomUUID } from 'node:crypto'
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { accountCode, type EntryKind, type EntryPhase, type Line, transfer } from '#app/domain/ledger/accounts.ts'
import { chanceOf } from '#tests/support/chance.ts'
import { useDatabase } from '#tests/support/database.ts'

// Legal and illegal operations at random, many at once, straight at ledger_post(): whatever order they arrive in, every rule of the
// books holds after each batch. LEDGER_OPERATIONS=100000 takes some minutes.
const operations = Number(process.env['LEDGER_OPERATIONS'] ?? '1000')
const atOnce = 12
const batch = 500
const seed = Number(process.env['LEDGER_SEED'] ?? '20261122')

const t = useDatabase()
let pool: pg.Pool
beforeAll(() => {
  pool = new pg.Pool({ connectionString: t.appUrl, max: atOnce })
})
afterAll(() => pool.end())

const die = chanceOf(seed)
const { chance } = die
const oneOf = <Item>(items: readonly Item[]): Item => {
  const item = die.oneOf(items)
  if (item === undefined) throw new Error('one of nothing')
  return item
}

type Entry = {
  id: string
  key: string
  kind: EntryKind
  phase: EntryPhase
  lines: Line[]
  resolves?: string
  reverses?: string
}

const gov = accountCode.appropriation(randomUUID())
const funds = Array.from({ length: 2 }, () => accountCode.fund(randomUUID()))
const calls = Array.from({ length: 4 }, () => accountCode.callBudget(randomUUID()))
const awards = Array.from({ length: 8 }, () => accountCode.award(randomUUID()))

/** What went through, for later operations to build on, settle, lift, reverse or repeat. */
const posted: Entry[] = []
const held: Entry[] = []

const amount = () => BigInt(1 + chance(50_000))
const entry = (kind: EntryKind, phase: EntryPhase, lines: Line[], over: Partial<Entry> = {}): Entry => ({
  id: randomUUID(),
  key: randomUUID(),
  kind,
  phase,
  lines,
  ...over,
})
const mirrored = (lines: readonly Line[]) => lines.map(({ account, amount: fen }) => ({ account, amount: -fen }))
const scaled = (lines: readonly Line[], by: bigint) =>
  lines.map(({ account, amount: fen }) => ({ account, amount: fen * by }))

const makers: readonly (() => Entry)[] = [
  () => entry('appropriate', 'posted', transfer(gov, oneOf(funds), amount())),
  () => entry('allocate', 'posted', transfer(oneOf(funds), oneOf(calls), amount())),
  () => entry('commit', 'posted', transfer(oneOf(calls), oneOf(awards), amount())),
  () => entry('hold', 'pending', transfer(oneOf(awards), oneOf(awards), amount())),
  () => entry('hold', 'pending', transfer(oneOf(awards), oneOf(awards), amount())),
  ...[1n, 1n, 2n].map((times) => () => {
    if (held.length === 0) return entry('appropriate', 'posted', transfer(gov, oneOf(funds), amount()))
    const hold = oneOf(held)
    return entry('release', 'settle', scaled(hold.lines, times), { resolves: hold.id })
  }),
  () => {
    if (held.length === 0) return entry('allocate', 'posted', transfer(oneOf(funds), oneOf(calls), amount()))
    const hold = oneOf(held)
    return entry('void', 'void', chance(4) === 0 ? scaled(hold.lines, 3n) : hold.lines, { resolves: hold.id })
  },
  () => {
    if (posted.length === 0) return entry('appropriate', 'posted', transfer(gov, oneOf(funds), amount()))
    const before = oneOf(posted)
    return entry('reverse', 'posted', chance(4) === 0 ? scaled(mirrored(before.lines), 2n) : mirrored(before.lines), {
      reverses: before.id,
    })
  },
  // What comes back: from an award to its call, from a call to its fund.
  () => entry('reduce', 'posted', transfer(oneOf(awards), oneOf(calls), amount())),
  () => entry('reallocate', 'posted', transfer(oneOf(calls), oneOf(funds), amount())),
  // The same key again: with the same body (delivered twice) and with another one (a forgery).
  () =>
    posted.length === 0 ? entry('allocate', 'posted', transfer(oneOf(funds), oneOf(calls), amount())) : oneOf(posted),
  () =>
    posted.length === 0
      ? entry('allocate', 'posted', transfer(oneOf(funds), oneOf(calls), amount()))
      : { ...oneOf(posted), lines: transfer(oneOf(funds), oneOf(calls), amount()) },
  // What does not balance, moves nothing, or names nobody.
  () =>
    entry('allocate', 'posted', [
      { account: oneOf(funds), amount: amount() },
      { account: oneOf(calls), amount: amount() },
    ]),
  () => entry('allocate', 'posted', [{ account: oneOf(funds), amount: amount() }]),
  () => entry('allocate', 'posted', transfer(oneOf(funds), oneOf(calls), 0n)),
  () => entry('allocate', 'posted', transfer(oneOf(funds), accountCode.callBudget(randomUUID()), amount())),
]

/** Refusals that a legal or an illegal operation may meet; a deadlock, a crash or a time-out is none of them. */
const refusals =
  /no_overdraft|settle exceeds the hold|one_resolution|one_reversal|does not mirror|was used for something else|does not sum to zero|fewer than two lines|ledger_amount|unknown or closed account|ledger_totals|must name/

async function attempt({ id, key, kind, phase, lines, resolves, reverses }: Entry): Promise<string | undefined> {
  const typed = JSON.stringify(lines.map(({ account, amount: fen }) => ({ account, amount: fen.toString() })))
  try {
    const { rows } = await pool.query<{ id: string }>(
      `SELECT ledger_post($1, $2, $3, $4, '2026-11-02', $5, $6, $7, NULL, $8) AS id`,
      [id, key, kind, phase, typed, resolves ?? null, reverses ?? null, reverses === undefined ? '' : 'at random'],
    )
    return rows[0]?.id
  } catch (error) {
    const text =
      error instanceof Error
        ? `${error.message} ${'constraint' in error ? String(error.constraint) : ''}`
        : String(error)
    if (!refusals.test(text)) throw error
    return undefined
  }
}

async function operate(): Promise<'accepted' | 'refused' | 'repeated'> {
  const made = oneOf(makers)()
  const id = await attempt(made)
  if (id === undefined) return 'refused'
  if (posted.some((before) => before.id === id)) return 'repeated'
  if (made.phase === 'pending') held.push(made)
  else if (made.phase !== 'void') posted.push(made)
  return 'accepted'
}

test('whatever is tried, in whatever order, every rule of the books holds', { timeout: 1_800_000 }, async () => {
  for (const code of [gov, ...funds, ...calls, ...awards]) await pool.query('SELECT ledger_open_account($1)', [code])
  const outcomes = { accepted: 0, refused: 0, repeated: 0 }
  for (let done = 0; done < operations; done += batch) {
    const left = Math.min(batch, operations - done)
    let begun = 0
    const lane = async () => {
      while (begun < left) {
        begun += 1
        outcomes[await operate()] += 1
      }
    }
    await Promise.all(Array.from({ length: atOnce }, lane))
    const { rows } = await pool.query<{ rule: string; breaches: string }>(
      'SELECT rule, breaches::text FROM ledger_check() WHERE breaches > 0',
    )
    expect(rows, `after ${done + left} operations from seed ${seed}`).toEqual([])
  }
  // A test of which everything is refused, or nothing, shows nothing.
  for (const count of Object.values(outcomes)) expect(count).toBeGreaterThan(operations / 100)
  console.info(JSON.stringify({ operations, ...outcomes }))
})
