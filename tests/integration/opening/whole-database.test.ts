import { createDecipheriv, hkdfSync } from 'node:crypto'
import { combine, split } from 'shamir-secret-sharing'
import { expect, test } from 'vitest'
import { openEnvelope } from '#app/services/bid/envelope.server.ts'
import { newKeyPair, publicHalfOf } from '#app/services/shared/x25519.server.ts'
import { useDatabase } from '#tests/support/database.ts'
import { callWithSealedBids } from '#tests/support/bid-scenes.ts'
import { openTogether } from '#tests/support/opening-scenes.ts'
import { sceneStart } from '#tests/support/scenes.ts'
import { testSecret } from '#tests/support/test-secret.ts'

const t = useDatabase()

/** Every value of every table, as the owner of the database reads them: what a complete dump holds. */
async function dump(): Promise<{ at: string; bytes: Buffer }[]> {
  const columns = await t.owner.$queryRaw<{ table: string; column: string; type: string }[]>`
    SELECT c.table_name AS table, c.column_name AS column, c.udt_name AS type FROM information_schema.columns c
    JOIN information_schema.tables t ON t.table_schema = c.table_schema AND t.table_name = c.table_name AND t.table_type = 'BASE TABLE'
    WHERE c.table_schema = 'public'`
  const values: { at: string; bytes: Buffer }[] = []
  for (const { table, column, type } of columns) {
    const asBytes = type === 'bytea' ? `"${column}"` : `convert_to("${column}"::text, 'UTF8')`
    const rows = await t.owner.$queryRawUnsafe<{ bytes: Uint8Array | null }[]>(
      `SELECT ${asBytes} AS bytes FROM "${table}"`,
    )
    for (const { bytes } of rows)
      if (bytes !== null) values.push({ at: `${table}.${column}`, bytes: Buffer.from(bytes) })
  }
  return values
}

/** What APP_SECRET gives: the key of every purpose. */
const applicationKeys = ['second-factor', 'opening-key', 'held-share', 'bid-draft'].map((purpose) =>
  Buffer.from(hkdfSync('sha256', testSecret, 'commonweal', purpose, 32)),
)

/** AES-256-GCM without its authentication: what a thief who knows every key, and guesses no binding, would get at best. */
function unwrapped(key: Buffer, sealed: Buffer): Buffer | undefined {
  if (sealed.length <= 28) return undefined
  // GCM is counter mode from the nonce's second block on: no binding is needed to read, only the key.
  const counter = Buffer.concat([sealed.subarray(0, 12), Buffer.from([0, 0, 0, 2])])
  return createDecipheriv('aes-256-ctr', key, counter).update(sealed.subarray(28))
}

/** Every 32 bytes in a row of values short enough to be a key or a share, however wrapped. */
function* windows(values: readonly Buffer[]): Generator<Buffer> {
  for (const bytes of values)
    for (let start = 0; bytes.length <= 120 && start + 32 <= bytes.length; start += 1)
      yield bytes.subarray(start, start + 32)
}

function unwrapAll(sealed: readonly Buffer[]) {
  const through = (list: readonly Buffer[]) =>
    list.flatMap((bytes) => applicationKeys.flatMap((key) => unwrapped(key, bytes) ?? []))
  const once = through(sealed)
  return { once, twice: through(once) }
}

/** Whether the private half of this key can be had from these values and the application's secret: as it is, or from two shares. */
async function findsKey(sealed: readonly Buffer[], publicKey: Uint8Array): Promise<boolean> {
  const { once, twice } = unwrapAll(sealed)
  const isIt = (candidate: Uint8Array) => Buffer.from(publicHalfOf(candidate)).equals(Buffer.from(publicKey))
  const tried = new Set<string>()
  for (const candidate of windows([...sealed, ...once, ...twice])) {
    const name = candidate.toString('base64')
    if (tried.has(name)) continue
    tried.add(name)
    if (isIt(candidate)) return true
  }
  const shares = [...once, ...twice].filter(({ length }) => length === 33).map((bytes) => Uint8Array.from(bytes))
  for (const [index, one] of shares.entries())
    for (const other of shares.slice(index + 1)) {
      const made = await combine([one, other]).catch(() => undefined)
      if (made !== undefined && isIt(made)) return true
    }
  return false
}

test('the whole database with all secrets of the application opens no bid before the ceremony; the ceremony does', async () => {
  const { call, bids, bureau } = await callWithSealedBids(t, 2)
  const values = await dump()
  const { publicKey } = await t.owner.callKey.findUniqueOrThrow({ where: { callId: call.id } })

  // Nothing in clear: not in any column of any table.
  const text = values.map(({ bytes }) => bytes.toString('utf8')).join('\n')
  expect(text).not.toContain('入户走访')
  expect(text).not.toContain('40100000')

  // Nothing that the application's keys unwrap, at either layer, is the key of the call or shares that make it, or says a word.
  const sealed = values
    .filter(({ at }) => /sealed|ciphertext|own_copy|content|public_key/.test(at))
    .map(({ bytes }) => bytes)
  const { once, twice } = unwrapAll(sealed)
  for (const bytes of [...sealed, ...once, ...twice]) {
    expect(bytes.includes('入户走访')).toBe(false)
    expect(bytes.includes('"priceFen"')).toBe(false)
  }
  expect(await findsKey(sealed, publicKey)).toBe(false)
  // The search itself finds what is there to find: a key that the application wraps, and shares that it holds.
  const { keys } = t.contextAt(sceneStart)
  const planted = newKeyPair()
  expect(await findsKey([...sealed, keys.wrap('held-share', planted.privateKey, 'x')], planted.publicKey)).toBe(true)
  const parts = await split(planted.privateKey, 3, 2)
  const wrapped = parts.slice(1).map((part) => keys.wrap('opening-key', keys.wrap('held-share', part, 'x'), 'y'))
  expect(await findsKey([...sealed, ...wrapped], planted.publicKey)).toBe(true)

  // Nor do the envelopes open with any key the application has.
  const envelope = await t.owner.bidEnvelope.findFirstOrThrow({ where: { bidId: bids[0]?.bidId ?? '' } })
  const { organizationId } = await t.owner.bid.findUniqueOrThrow({ where: { id: envelope.bidId } })
  for (const key of applicationKeys)
    expect(openEnvelope(envelope, key, { callId: call.id, organizationId, bidId: envelope.bidId })).toEqual({
      broken: 'envelope-unreadable',
    })

  // The same database, and the two who know their passphrases.
  await openTogether(t, { call, bureau })
  const opened = await t.owner.openedBid.findMany({ where: { bid: { callId: call.id } } })
  expect(opened).toHaveLength(2)
  expect(opened.every(({ hashesMatched }) => hashesMatched)).toBe(true)
  expect(JSON.stringify(opened.map(({ content }) => content))).toContain('入户走访')
}, 120_000)
