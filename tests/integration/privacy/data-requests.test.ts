import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { anonymous } from '#app/domain/shared/actor.ts'
import { deskPage } from '#app/services/desk/desk-page.server.ts'
import { answerDataRequest } from '#app/services/privacy/answer-request.server.ts'
import { askDataRequest } from '#app/services/privacy/ask-request.server.ts'
import { confirmDataRequest } from '#app/services/privacy/confirm-request.server.ts'
import {
  readDataRequest,
  readDataRequests,
  readOwnRequest,
} from '#app/services/privacy/queries/data-requests.server.ts'
import { codeOf, contextOf, person, tokenIn } from '#tests/integration/account/people.ts'
import { useDatabase } from '#tests/support/database.ts'

const t = useDatabase()
const days = 86_400_000
const form = (over: object = {}) => ({
  key: randomUUID(),
  wish: 'ERASE' as const,
  about: 'PAPER' as const,
  words: '社区活动照片里有我，请不要再公开。',
  name: '柳青青',
  email: `${randomUUID().slice(0, 8)}@example.cn`,
  ...over,
})
const rowOf = (key: string) => t.owner.dataRequest.findUniqueOrThrow({ where: { formKey: key } })
const administrator = async () => {
  const email = `${randomUUID().slice(0, 8)}@example.cn`
  const accountId = await person(t, { email })
  await t.owner.account.update({ where: { id: accountId }, data: { isAdministrator: true } })
  return { ...anonymous, accountId, name: '管理员', email, isAdministrator: true }
}
const clockAt = (at: Date, query: string) =>
  t.owner.$transaction(async (tx) => {
    await tx.$executeRaw`SELECT set_config('commonweal.clock', ${at.toISOString()}, true)`
    await tx.$executeRawUnsafe(query)
  })

test('is asked for once, runs from the confirmation, lands on the desk and is answered by letter', async () => {
  const keeper = await administrator()
  const asked = form()
  const ctx = contextOf(t)
  expect(codeOf(await askDataRequest(ctx, asked))).toBe('ok')
  expect(codeOf(await askDataRequest(ctx, asked))).toBe('ok')
  expect(await t.owner.message.count({ where: { toAddress: asked.email, template: 'dataRequestMade' } })).toBe(1)
  const made = await rowOf(asked.key)
  // Who asks is sealed.
  expect(Buffer.from(made.contactSealed ?? []).includes(asked.email)).toBe(false)
  const token = await tokenIn(t, asked.email, 'dataRequestMade')

  // Nothing waits before it is confirmed; looking confirms nothing.
  expect(await readOwnRequest(ctx, token)).toMatchObject({ requestNo: null, wish: 'ERASE' })
  expect(await readOwnRequest(ctx, 'something')).toBeUndefined()
  const keepers = contextOf(t, keeper)
  expect((await readDataRequests(keepers, undefined)).open).toEqual([])
  expect(codeOf(await confirmDataRequest(ctx, 'something'))).toBe('privacy.link-dead')
  expect(codeOf(await confirmDataRequest(ctx, token))).toBe('ok')
  expect(codeOf(await confirmDataRequest(ctx, token))).toBe('ok')
  const { requestNo, dueOn, id } = await rowOf(asked.key)
  expect(requestNo).toMatch(/^GX-\d{4}-\d{4}$/)
  const wait = (dueOn?.getTime() ?? 0) - Date.now()
  expect(wait / days).toBeGreaterThan(19)
  expect(wait / days).toBeLessThan(31)
  expect(await t.owner.message.count({ where: { toAddress: keeper.email, template: 'dataRequestCame' } })).toBe(1)
  expect((await deskPage(keepers)).you).toContainEqual(
    expect.objectContaining({ kind: 'dataRequestToAnswer', id, title: requestNo }),
  )
  expect(await readDataRequest(keepers, id)).toMatchObject({
    words: asked.words,
    asker: { name: asked.name, email: asked.email },
  })

  // Only an administrator answers, once.
  const answer = { id, version: 1, outcome: 'DONE' as const, answer: '照片已经撤下，不再公开。' }
  expect(await readDataRequest(ctx, id)).toBeUndefined()
  expect(codeOf(await answerDataRequest(ctx, answer))).toBe('forbidden')
  const stranger = await person(t, { email: `${randomUUID()}@example.cn` })
  await expect(
    t.app
      .$executeRaw`UPDATE data_request SET answered_at = now(), answered_by_id = ${stranger}::uuid, outcome = 'DONE', answer = '好' WHERE id = ${id}::uuid`,
  ).rejects.toThrow(/refused:forbidden/)
  expect(codeOf(await answerDataRequest(keepers, { ...answer, version: 2 }))).toBe('stale')
  expect(codeOf(await answerDataRequest(keepers, answer))).toBe('ok')
  expect(codeOf(await answerDataRequest(keepers, { ...answer, version: 2 }))).toBe('privacy.settled')
  const letter = await t.owner.message.findFirstOrThrow({
    where: { toAddress: asked.email, template: 'dataRequestAnswered' },
  })
  expect(letter.values).toMatchObject({ requestNo, answer: answer.answer })
  expect(await readOwnRequest(ctx, token)).toMatchObject({ requestNo, answeredOn: expect.any(String) as string })
  expect((await readDataRequests(keepers, undefined)).open).toEqual([])

  // The audit says that it was done, and nothing of whom or what.
  const deeds = await t.owner.auditEvent.findMany({ where: { entityId: id } })
  expect(deeds.map(({ type }) => type)).toEqual(['data-request.confirmed', 'data-request.answered'])
  const told = JSON.stringify(deeds.map(({ data }) => data))
  for (const word of [asked.name, asked.email, asked.words, answer.answer]) expect(told).not.toContain(word)

  // Three years on only that it was there is left.
  await clockAt(new Date(Date.now() + 1090 * days), `SELECT retention_erase('data-request')`)
  expect((await rowOf(asked.key)).words).toBe(asked.words)
  await clockAt(new Date(Date.now() + 1100 * days), `SELECT retention_erase('data-request')`)
  expect(await rowOf(asked.key)).toMatchObject({
    words: '',
    answer: '',
    contactSealed: null,
    requestNo,
    outcome: 'DONE',
  })
})

test('that nobody confirms dies with its link, and goes', async () => {
  const asked = form()
  expect(codeOf(await askDataRequest(contextOf(t), asked))).toBe('ok')
  const { id } = await rowOf(asked.key)
  const confirm = `UPDATE data_request SET confirmed_at = now(), request_no = 'GX-2026-9999', due_on = today() WHERE id = '${id}'`
  await expect(clockAt(new Date(Date.now() + 4 * days), confirm)).rejects.toThrow(/refused:privacy.link-dead/)
  await expect(t.app.$executeRaw`UPDATE data_request SET words = '' WHERE id = ${id}::uuid`).rejects.toThrow(
    /permission denied/,
  )
  await clockAt(new Date(Date.now() + 31 * days), `SELECT retention_erase('data-request')`)
  expect(await t.owner.dataRequest.count({ where: { id } })).toBe(0)
})

test('is asked for so many times from one place, and letters to one address are few', async () => {
  const email = `${randomUUID().slice(0, 8)}@example.cn`
  const ctx = contextOf(t)
  const outcomes: string[] = []
  for (let tries = 0; tries < 21; tries += 1) outcomes.push(codeOf(await askDataRequest(ctx, form({ email }))))
  expect(outcomes.slice(0, 20).every((outcome) => outcome === 'ok')).toBe(true)
  expect(outcomes[20]).toBe('account.throttled')
  expect(await t.owner.message.count({ where: { toAddress: email } })).toBe(3)
})
