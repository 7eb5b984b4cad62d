import { beforeEach, describe, expect, test } from 'vitest'
import { type Actor, anonymous } from '#app/domain/shared/actor.ts'
import { apiLimits, apiProblem } from '#app/domain/open-data/list/api.ts'
import { answerPage } from '#app/http/open-list/api-answers.server.ts'
import { translator } from '#app/i18n/translate.ts'
import { makeKey, revokeKey } from '#app/services/api-key/keep-keys.server.ts'
import { readApiKeys } from '#app/services/api-key/queries/api-keys.server.ts'
import { readKey } from '#app/services/api-key/read-key.server.ts'
import { exportAccount } from '#app/services/export/export-own.server.ts'
import { countRequest } from '#app/services/shared/throttle.server.ts'
import { useDatabase } from '#tests/support/database.ts'
import { must } from '#tests/support/scenes.ts'

const t = useDatabase()
const now = '2026-11-24T10:00:00+08:00'
type Person = Actor & { accountId: string }
let person: Person

async function somebody(): Promise<Person> {
  const { id } = await t.owner.account.create({
    data: { email: `${crypto.randomUUID()}@example.cn`, name: '程甲', emailConfirmedAt: new Date() },
  })
  return { ...anonymous, accountId: id, name: '程甲' }
}
beforeEach(async () => {
  person = await somebody()
})

const ctxAt = (actor: Actor = person) => t.contextAt(now, actor)
const make = async (name: string, actor: Person = person) => must(await makeKey(ctxAt(actor), { name })).key
const rowOf = (name: string) => t.owner.apiKey.findFirstOrThrow({ where: { name, accountId: person.accountId } })
const refused = (code: string) => ({ ok: false, refusal: expect.objectContaining({ code }) as unknown })

describe('a key', () => {
  test('is told once: what is kept is its hash and its first characters', async () => {
    const key = await make('脚本')
    expect(key).toMatch(/^gyh_[\w-]{43}$/)
    const audit = await t.owner.auditEvent.findMany({ where: { type: 'api-key.made' }, select: { data: true } })
    expect(audit).toMatchObject([{ data: { name: '脚本', prefix: key.slice(0, 10) } }])
    const kept = JSON.stringify([await t.owner.apiKey.findMany(), audit, await readApiKeys(ctxAt())])
    expect(kept).not.toContain(key)
    expect(kept).not.toContain(key.slice(11))
    expect((await readApiKeys(ctxAt())).keys).toMatchObject([
      { name: '脚本', prefix: key.slice(0, 10), lastUsedOn: null },
    ])
  })

  test('says on which day it was last used, and opens nothing once it was revoked', async () => {
    const key = await make('一')
    const { id } = await rowOf('一')
    expect(await readKey(t.app, key)).toEqual({ id })
    expect(await readKey(t.app, key)).toEqual({ id })
    const [used] = await t.owner.$queryRaw<
      { is: boolean }[]
    >`SELECT last_used_on = today() AS is FROM api_key WHERE id = ${id}::uuid`
    expect(used?.is).toBe(true)
    must(await revokeKey(ctxAt(), { keyId: id }))
    must(await revokeKey(ctxAt(), { keyId: id }))
    expect(await readKey(t.app, key)).toBeUndefined()
    expect(await readKey(t.app, `${key}x`)).toBeUndefined()
    expect(await t.owner.auditEvent.count({ where: { type: 'api-key.revoked', entityId: id } })).toBe(1)
    expect(await readApiKeys(ctxAt())).toMatchObject({ keys: [], revoked: [{ name: '一' }] })
  })

  test('is its maker’s alone, and opens nothing while the account is closed', async () => {
    const key = await make('二')
    const { id } = await rowOf('二')
    const other = await somebody()
    expect(await revokeKey(ctxAt(other), { keyId: id })).toEqual(refused('not-found'))
    expect(await revokeKey(ctxAt(anonymous), { keyId: id })).toEqual(refused('not-found'))
    expect(await makeKey(ctxAt(anonymous), { name: '三' })).toEqual(refused('sign-in'))
    expect((await readApiKeys(ctxAt(other))).keys).toEqual([])
    await t.owner.account.update({ where: { id: person.accountId }, data: { state: 'DISABLED' } })
    expect(await readKey(t.app, key)).toBeUndefined()
    await expect(make('四')).rejects.toThrow()
  })

  test('an account has five at a time, also when ten are asked for at once, and no two of a name', async () => {
    const { most } = await readApiKeys(ctxAt())
    const all = await Promise.all(
      Array.from({ length: most + 5 }, (_, index) => makeKey(ctxAt(), { name: `同时${index}` })),
    )
    expect(all.filter(({ ok }) => ok)).toHaveLength(most)
    for (const outcome of all.filter(({ ok }) => !ok)) expect(outcome).toEqual(refused('api-key.too-many'))
    const [first] = (await readApiKeys(ctxAt())).keys
    must(await revokeKey(ctxAt(), { keyId: first?.id ?? '' }))
    const second = (await readApiKeys(ctxAt())).keys[0]?.name ?? ''
    expect(await makeKey(ctxAt(), { name: second })).toEqual(refused('api-key.name-taken'))
    await make(first?.name ?? '')
  })

  test('PostgreSQL keeps it as it was made; only with its account does it go', async () => {
    await make('五')
    const { id } = await rowOf('五')
    const where = { id }
    await expect(t.app.apiKey.update({ where, data: { name: '改' } })).rejects.toThrow()
    await expect(t.app.apiKey.delete({ where })).rejects.toThrow()
    await expect(t.owner.apiKey.update({ where, data: { prefix: 'gyh_000000' } })).rejects.toThrow(/settled/)
    await t.owner.apiKey.update({ where, data: { revokedAt: new Date(now) } })
    await expect(t.owner.apiKey.update({ where, data: { revokedAt: null } })).rejects.toThrow(/settled/)
    const { tables } = must(await exportAccount(ctxAt()))
    expect(tables.find(({ kind }) => kind === 'apiKeys')?.rows).toMatchObject([{ name: '五' }])
    await t.owner.account.delete({ where: { id: person.accountId } })
    expect(await t.owner.apiKey.count({ where })).toBe(0)
  })
})

describe('at the interface', () => {
  const address = 'https://gyh.example/api/v1/funds'
  const asked = (authorization?: string, headers: Record<string, string> = {}) =>
    new Request(address, {
      headers: { ...headers, ...(authorization === undefined ? {} : { Authorization: authorization }) },
    })
  const from = (ip: string) => ({ ...t.contextAt(now), db: t.app, ip })
  const ask = (ip: string, authorization?: string, headers?: Record<string, string>) =>
    answerPage(from(ip), asked(authorization, headers), 'funds')

  test('each key is counted by itself, whatever the address, and by its own limit', async () => {
    const [one, other] = [await make('甲'), await make('乙')]
    const { points } = apiLimits.key
    const left = async (answer: Promise<Response>) => (await answer).headers.get('RateLimit')?.replace(/;t=\d+$/, '')
    expect(await left(ask('192.0.2.21', `Bearer ${one}`))).toBe(`"key";r=${points - 1}`)
    expect(await left(ask('192.0.2.22', `bearer ${one}`))).toBe(`"key";r=${points - 2}`)
    expect(await left(ask('192.0.2.21', `Bearer ${other}`))).toBe(`"key";r=${points - 1}`)
    expect(await left(ask('192.0.2.21'))).toBe(`"address";r=${apiLimits.address.points - 1}`)

    await t.owner.$executeRaw`UPDATE rate_limit SET points = ${points} WHERE key LIKE 'api-key:%'`
    for (const [language, text] of [
      ['zh-CN', '每把密钥'],
      ['en', 'with one key'],
    ] as const) {
      const refusal = await ask('192.0.2.23', `Bearer ${one}`, { 'Accept-Language': language })
      expect([refusal.status, refusal.headers.get('Content-Language')]).toEqual([429, language])
      expect(Number(refusal.headers.get('Retry-After'))).toBeGreaterThan(0)
      const problem = apiProblem.parse(await refusal.json())
      expect(problem.title).toBe(translator(language)('openApi.answer.429'))
      expect(problem.detail).toContain(text)
    }
    expect((await ask('192.0.2.23')).status).toBe(200)
  })

  test('a wrong or revoked key is refused plainly, and is counted with its address', async () => {
    const key = await make('丙')
    const { id } = await rowOf('丙')
    expect((await ask('192.0.2.31', `Bearer ${key}`)).status).toBe(200)
    must(await revokeKey(ctxAt(), { keyId: id }))
    for (const header of [`Bearer ${key}`, 'Bearer gyh_wrong', key, 'Basic YTpi', 'Bearer', ''])
      for (const language of ['zh-CN', 'en'] as const) {
        const answer = await ask('192.0.2.31', header, { 'Accept-Language': language })
        expect([answer.status, answer.headers.get('WWW-Authenticate')], header).toEqual([
          401,
          'Bearer realm="api", error="invalid_token"',
        ])
        const problem = apiProblem.parse(await answer.json())
        expect(problem.detail).toBe(translator(language)('openApi.problem.401'))
      }
    expect((await ask('192.0.2.31')).headers.get('RateLimit')).toContain(`r=${apiLimits.address.points - 13};`)
    for (let count = 0; count < apiLimits.address.points; count += 1)
      await countRequest(t.app, apiLimits.address, '192.0.2.31')
    expect((await ask('192.0.2.31', 'Bearer gyh_wrong')).status).toBe(429)
  })
})
