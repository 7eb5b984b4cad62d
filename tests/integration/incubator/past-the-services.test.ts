import { beforeAll, expect, test } from 'vitest'
import { decideNotice, giveNotice, replyToNotice } from '#app/services/incubator/end.server.ts'
import { checkApplication } from '#app/services/incubator/check.server.ts'
import { type Bidder, makeBidder } from '#tests/support/bid-scenes.ts'
import { useDatabase } from '#tests/support/database.ts'
import { type Base, madeTenant, makeIncubator, sentApplication, versionOf } from '#tests/support/scenes-incubator.ts'
import { accountIdOf, type Bureau, makeBureau, makePerson, must } from '#tests/support/scenes.ts'

// Whoever reached the database as the site itself does.
const t = useDatabase()
const now = '2026-03-02T10:00:00+08:00'

let bureau: Bureau
let base: Base
let outsider: string
let one: Bidder
let tenant: string
beforeAll(async () => {
  bureau = await makeBureau(t)
  base = await makeIncubator(t, bureau, { quota: 1 })
  outsider = accountIdOf(await makePerson(t, '局外人'))
  one = await makeBidder(t, '入驻的服务社')
  tenant = await madeTenant(t, bureau, base, one.id, { writes: one.editor, signs: one.certifier })
})

test('nobody jumps the queue, and nobody lengthens or backdates a term that was not signed', async () => {
  const late = await makeBidder(t, '后来的')
  const waiting = await sentApplication(t, t.contextAt(now, late.editor), base, late.id)
  must(
    await checkApplication(t.contextAt(now, bureau.officer), {
      incubationId: waiting,
      version: await versionOf(t, waiting),
      outcome: 'PASS',
      reason: '',
    }),
  )
  await expect(
    t.app.incubation.update({ where: { id: waiting }, data: { queuedAt: new Date('2020-01-01') } }),
  ).rejects.toThrow('incubation.frozen')
  for (const data of [{ toOn: new Date('2036-01-01') }, { fromOn: new Date('2025-01-01') }])
    await expect(t.app.incubation.update({ where: { id: tenant }, data })).rejects.toThrow('incubation.not-signed')
})

test('what decides a tenancy is written by the people of its two sides', async () => {
  const officer = accountIdOf(bureau.officer)
  const late = await makeBidder(t, '待初核')
  const sent = await sentApplication(t, t.contextAt(now, late.editor), base, late.id, { classAt: 1 })
  await expect(
    t.app.incubation.update({
      where: { id: sent },
      data: { state: 'REFUSED', checkedById: outsider, checkedAt: new Date(now), checkReason: '不收' },
    }),
  ).rejects.toThrow('forbidden')
  const service = {
    incubationId: tenant,
    kind: 'MENTORING',
    givenOn: new Date('2026-02-20'),
    hours: 2,
    what: '账目辅导',
    byName: '周老师',
  }
  await expect(t.app.incubationService.create({ data: { ...service, recordedById: outsider } })).rejects.toThrow(
    'forbidden',
  )
  await expect(
    t.app.incubationService.create({
      data: { ...service, recordedById: officer, confirmedById: accountIdOf(one.owner), confirmedAt: new Date(now) },
    }),
  ).rejects.toThrow('incubation.decided')
  const { id } = await t.app.incubationService.create({ data: { ...service, recordedById: officer } })
  await expect(
    t.app.incubationService.update({ where: { id }, data: { confirmedById: outsider, confirmedAt: new Date(now) } }),
  ).rejects.toThrow('forbidden')
  await expect(
    t.app.incubationDeclaration.create({
      data: {
        incubationId: tenant,
        code: 'STAFF',
        words: '十名专职',
        number: 10,
        declaredById: outsider,
        declaredAt: new Date(now),
      },
    }),
  ).rejects.toThrow('forbidden')
  const declared = { incubationId: tenant, code: 'STAFF', number: 1, words: '一名专职' }
  await t.app.incubationDeclaration.create({
    data: { ...declared, declaredById: accountIdOf(one.owner), declaredAt: new Date(now) },
  })
  await expect(
    t.app.incubationDeclaration.update({
      where: { incubationId_code: { incubationId: tenant, code: 'STAFF' } },
      data: { number: 10, confirmedById: officer, confirmedAt: new Date(now) },
    }),
  ).rejects.toThrow('incubation.frozen')
})

test('a goal that was reached and the papers of a sent application stay', async () => {
  const goal = await t.app.incubationGoal.create({
    data: {
      incubationId: tenant,
      position: 1,
      text: '建账',
      dueOn: new Date('2026-04-01'),
      doneOn: new Date('2026-02-10'),
      doneById: accountIdOf(bureau.officer),
    },
  })
  await expect(t.app.incubationGoal.delete({ where: { id: goal.id } })).rejects.toThrow('incubation.decided')
})

test('a tenant is heard by its own answer: that it wished to leave is nobody else’s to say', async () => {
  const gone = await makeBidder(t, '将离开的')
  const id = await madeTenant(t, bureau, await makeIncubator(t, bureau), gone.id, {
    writes: gone.editor,
    signs: gone.certifier,
  })
  const approver = t.contextAt(now, bureau.approver)
  const which = async () => ({ incubationId: id, version: await versionOf(t, id) })
  must(await giveNotice(approver, { ...(await which()), exitReason: 'OWN_WISH', words: '自愿' }))
  const leave = async () => decideNotice(approver, { ...(await which()), outcome: 'LEAVE', answer: '' })
  expect(await leave()).toMatchObject({ ok: false, refusal: { code: 'incubation.not-heard' } })
  await expect(
    t.owner.$transaction(async (tx) => {
      await tx.$executeRaw`SELECT set_config('commonweal.clock', ${now}, true)`
      await tx.incubation.update({ where: { id }, data: { state: 'LEFT', leftOn: new Date('2026-03-02') } })
    }),
  ).rejects.toThrow('incubation.not-heard')
  must(await replyToNotice(t.contextAt(now, gone.owner), { ...(await which()), reply: '是我们自己要走的。' }))
  must(await leave())
})
