import { expect, test } from 'vitest'
import { accountTables } from '#app/domain/export/table.ts'
import { holdingCodes, holdingOf, inventory, retentionCodes } from '#app/domain/privacy/inventory.ts'
import { readAccountTables } from '#app/services/export/queries/account-tables.server.ts'
import { readRetentionTerms } from '#app/services/retention/queries/retention-rules.server.ts'
import { useDatabase } from '#tests/support/database.ts'
import { makeExpert, makePerson } from '#tests/support/scenes.ts'
import { exported, leftOut } from './exported.ts'
import { notPersonal } from './not-personal.ts'

const t = useDatabase()

type Column = { table: string; column: string; refersTo: string | null }
/** Every column of the database, with the table that it refers to by itself. */
const readColumns = () => t.owner.$queryRaw<Column[]>`
  SELECT c.relname AS table, a.attname AS column,
    (SELECT f.confrelid::regclass::text FROM pg_constraint f WHERE f.conrelid = c.oid AND f.contype = 'f' AND f.conkey = ARRAY[a.attnum] LIMIT 1) AS "refersTo"
  FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid
  WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p') AND a.attnum > 0 AND NOT a.attisdropped AND c.relname <> '_prisma_migrations'
  ORDER BY 1, a.attnum`

const isDeclared = ({ table, column }: Column) => notPersonal[table]?.split(' ').includes(column) === true

test('every column of the database is in the inventory of personal data, or said to be none', async () => {
  const columns = await readColumns()
  expect(columns.length).toBeGreaterThan(2000)
  const name = ({ table, column }: Column) => `${table}.${column}`
  const isPersonal = ({ table, column, refersTo }: Column) => holdingOf(table, column, refersTo) !== undefined
  expect(columns.filter((each) => !isPersonal(each) && !isDeclared(each)).map(name)).toEqual([])
  expect(columns.filter((each) => isPersonal(each) && isDeclared(each)).map(name)).toEqual([])
  // Nothing is declared that is not there.
  const there = new Set(columns.map(name))
  const tables = new Set(columns.map(({ table }) => table))
  const gone = [
    ...Object.entries(notPersonal).flatMap(([table, list]) => list.split(' ').map((column) => `${table}.${column}`)),
    ...holdingCodes.flatMap((code) => inventory[code].columns.filter((column) => !column.endsWith('.*'))),
  ].filter((column) => !there.has(column))
  expect(gone).toEqual([])
  const whole = holdingCodes.flatMap((code) => inventory[code].columns.filter((column) => column.endsWith('.*')))
  expect(whole.filter((table) => !tables.has(table.slice(0, -2)))).toEqual([])
})

test('columns that look like data of people are not said to be none', async () => {
  const columns = await readColumns()
  const looks =
    /(^|_)(email|phone|ip|password|birth|id_card|holder|signer|payee|user_agent|token_hash|contact_sealed|giver_sealed)(_|$)/
  expect(columns.filter(isDeclared).filter(({ column }) => looks.test(column))).toEqual([])
})

test('what has a term has a rule, and what has a rule is in the inventory', async () => {
  const rules = (await readRetentionTerms(t.app)).map(({ code }) => code)
  expect(rules.toSorted()).toEqual([...retentionCodes].sort())
  const used = holdingCodes.flatMap((code) => {
    const { keeping } = inventory[code]
    return typeof keeping === 'object' ? [keeping.rule] : []
  })
  expect(used.toSorted()).toEqual([...retentionCodes].sort())
})

test('what a person can take out has its place in the inventory, and the other way round', () => {
  const given = holdingCodes.flatMap((code) => {
    const tables = inventory[code].given as string | readonly string[]
    return typeof tables === 'string' ? [] : tables
  })
  expect([...new Set(given)].sort()).toEqual([...accountTables].sort())
})

test('each column that a person may take out is in the archive of what is kept of them, or left out for a reason', async () => {
  const person = await makePerson(t, '柏舟')
  const ctx = t.contextAt(new Date().toISOString(), person)
  const tables = await t.owner.$transaction((tx) => readAccountTables(tx, ctx, person.accountId ?? ''))
  const given = new Set(tables.flatMap(({ kind, columns }) => columns.map(({ key }) => `${kind}.${key}`)))
  const mayTake = (code: (typeof holdingCodes)[number] | undefined) =>
    code !== undefined && typeof inventory[code].given !== 'string'
  // What refers to a person by a key is a deed of theirs: the archive has it as that.
  const columns = (await readColumns()).filter(
    ({ table, column, refersTo }) =>
      mayTake(holdingOf(table, column, refersTo)) &&
      !(refersTo !== null && holdingOf(table, column, null) === undefined),
  )
  expect(columns.length).toBeGreaterThan(130)
  const placeOf = ({ table, column }: Column) => exported[table]?.[column]
  const name = ({ table, column }: Column) => `${table}.${column}`
  const isPlace = (place: string | undefined) =>
    place !== undefined && (given.has(place) || (leftOut as readonly string[]).includes(place))
  expect(columns.filter((each) => !isPlace(placeOf(each))).map(name)).toEqual([])
  // And nothing is told of that is not there.
  const there = new Set((await readColumns()).map(name))
  const told = Object.entries(exported).flatMap(([table, list]) =>
    Object.keys(list).map((column) => `${table}.${column}`),
  )
  expect(told.filter((column) => !there.has(column))).toEqual([])
})

test('what somebody left stands in their archive, and nobody else’s', async () => {
  const [judge, stranger] = [await makeExpert(t, { name: '柏舟甲', employer: '静河大学' }), await makePerson(t, '远山')]
  const id = judge.accountId ?? ''
  await t.owner.savedSearch.create({
    data: { accountId: id, name: '养老的征集', query: '?q=照护', pace: 'NONE', isWhole: true },
  })
  await t.owner.message.create({
    data: {
      toAddress: judge.email ?? '',
      accountId: id,
      locale: 'ZH_CN',
      template: 'callPublished',
      values: { callTitle: '晚晴计划' },
    },
  })
  await t.owner.message.create({
    data: {
      toAddress: judge.email ?? '',
      locale: 'ZH_CN',
      template: 'invitation',
      values: { url: '/invitations/one-that-lets-in' },
      isSecret: true,
    },
  })
  const archiveOf = async (accountId: string) => {
    const ctx = t.contextAt(new Date().toISOString(), judge)
    return JSON.stringify(await t.owner.$transaction((tx) => readAccountTables(tx, ctx, accountId)))
  }
  const words = ['柏舟甲', judge.email ?? '', '静河大学', '养老的征集', '照护', '晚晴计划']
  const [own, others] = [await archiveOf(id), await archiveOf(stranger.accountId ?? '')]
  expect(words.filter((word) => !own.includes(word))).toEqual([])
  expect(words.filter((word) => others.includes(word))).toEqual([])
  expect(own).not.toContain('one-that-lets-in')
})
