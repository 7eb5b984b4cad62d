import { Logger, runOnce } from 'graphile-worker'
import { beforeAll, expect, test } from 'vitest'
import { readSearchAsk } from '#app/domain/search/ask.ts'
import { anonymous } from '#app/domain/shared/actor.ts'
import { at } from '#app/domain/shared/day.ts'
import { registerOrganization } from '#app/services/organization/register-organization.server.ts'
import { saveSearch } from '#app/services/saved-search/save-search.server.ts'
import { sendAlerts } from '#app/services/saved-search/send-alerts.server.ts'
import { createKeys } from '#app/services/shared/keys.server.ts'
import { createEngine } from '#search/query/ask-engine.server.ts'
import { createSync } from '#search/sync/consume-outbox.server.ts'
import { reindex } from '#search/sync/reindex.server.ts'
import { useDatabase } from '#tests/support/database.ts'
import { testSecret } from '#tests/support/test-secret.ts'
import { must } from '#tests/support/must.ts'
import { publishedCall } from '#tests/support/scenes.ts'
import { searchService } from '#tests/support/services.ts'
import { useIndexes } from '../search/indexed.ts'

const t = useDatabase()
const { prefix } = useIndexes()
const engine = createEngine(searchService(), prefix)
const keys = createKeys(testSecret)
const saved = '2026-03-02T10:00:00+08:00'
let accountId: string

beforeAll(async () => {
  const { host: meiliHost, apiKey: meiliApiKey } = searchService()
  await reindex({ databaseUrl: t.ownerUrl, meiliHost, meiliApiKey, prefix })
  const account = { email: `${crypto.randomUUID()}@example.cn`, name: '陈甲', emailConfirmedAt: new Date() }
  accountId = (await t.owner.account.create({ data: account })).id
})

/** What the worker does with the jobs that publication left behind. */
const workOff = () =>
  runOnce({
    connectionString: t.ownerUrl,
    noHandleSignals: true,
    logger: new Logger(() => () => undefined),
    taskList: { 'sync-index': createSync(t.app, searchService(), prefix) },
  })
const alertsAt = (instant: string) => sendAlerts({ db: t.owner, keys, engine, toldNow: at(instant) })
const thingsIn = async (name: string): Promise<string> =>
  (await t.owner.message.findMany({ where: { template: 'savedSearchNew' } }))
    .map(({ values }) => values as { searchName: string; thingsList: string })
    .filter(({ searchName }) => searchName === name)
    .map(({ thingsList }) => thingsList)
    .join('\n')

/** Pinyin, which the engine finds and PostgreSQL does not: it was the engine that answered. */
test('what the outbox brought into the engine is told of by letter, once, for calls and for organizations', async () => {
  const reader = t.contextAt(saved, { ...anonymous, accountId, name: '陈甲' })
  for (const [name, query] of [
    ['calls', 'q=yinghuozhulao'],
    ['organizations', 'of=organizations&q=yinghuozhulao'],
  ] as const)
    must(
      await saveSearch(reader, engine, readSearchAsk(new URLSearchParams(query)), {
        name,
        pace: 'AT_ONCE',
      }),
    )

  const { callNo, call } = await publishedCall(t, { title: '萤火助老上门服务', now: '2026-03-02T11:00:00+08:00' })
  const { organizationId } = must(
    await registerOrganization(t.contextAt('2026-03-02T11:00:00+08:00', reader.actor), {
      organizationName: '萤火助老服务社',
      kind: 'COMMUNITY_GROUP',
      creditCode: '',
      regionId: call.regionId,
      fields: ['COMMUNITY'],
      contactName: '陈甲',
      contactPhone: '021-64980000',
    }),
  )
  await workOff()
  expect(await alertsAt('2026-03-02T11:00:30+08:00')).toBe(2)
  expect(await thingsIn('calls')).toContain(callNo)
  expect(await thingsIn('calls')).not.toContain(organizationId)
  expect(await thingsIn('organizations')).toContain(organizationId)
  expect(await thingsIn('organizations')).not.toContain(callNo)
  expect(await alertsAt('2026-03-02T11:02:00+08:00')).toBe(0)
  expect(await alertsAt('2026-03-03T08:00:00+08:00')).toBe(0)
})
