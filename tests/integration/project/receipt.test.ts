import { beforeAll, expect, test } from 'vitest'
import { confirmReceipt } from '#app/services/project/confirm-receipt.server.ts'
import { readPayments } from '#app/services/project/queries/payments.server.ts'
import { readRelease, readReleases } from '#app/services/project/queries/releases.server.ts'
import { useDatabase } from '#tests/support/database.ts'
import {
  accepted,
  payDay,
  type ProjectStory,
  release,
  runningProject,
  trancheOf,
} from '#tests/support/scenes-project.ts'
import { accountIdOf, makeBody, makeFinance, must } from '#tests/support/scenes.ts'

const t = useDatabase({ forEachScene: true })
let story: ProjectStory
beforeAll(async () => {
  story = await runningProject(t)
})

const refused = (code: string) => ({ ok: false, refusal: { code } })
const payee = (instant = payDay) => t.contextAt(instant, story.certifier)

test('what is accepted is owed until a day both sides read, and what is not is expected by month', async () => {
  await accepted(t, story)
  const page = await readPayments(payee())
  // What a loader returns goes through JSON: a count of PostgreSQL's is a bigint, which it refuses.
  expect(JSON.parse(JSON.stringify(page))).toEqual(page)
  const tranche = await trancheOf(t, story)
  // Accepted on 2026-06-24: thirty days on is a Friday, 24 July.
  expect(page.owed).toMatchObject([
    { trancheId: tranche.id, clock: { dueOn: '2026-07-24', daysOverdue: 0 }, mayConfirm: true },
  ])
  expect(page.owedFen).toBe(tranche.amountFen.toString())
  expect(page.forecast.map(({ month, payments }) => [month, payments])).toEqual([
    ['2026-07-01', 1],
    ['2026-10-01', 1],
    ['2027-01-01', 1],
  ])
  const late = '2026-08-03T10:00:00+08:00'
  expect((await readPayments(payee(late))).owed[0]?.clock).toEqual({ dueOn: '2026-07-24', daysOverdue: 10 })
  expect((await readReleases(t.contextAt(late, story.finance)))[0]?.clock?.daysOverdue).toBe(10)
  const stranger = t.contextAt(payDay, await makeFinance(t, await makeBody(t, '别区民政局')))
  expect(await readPayments(stranger)).toMatchObject({ owed: [], planned: [], toConfirm: [], received: [] })
})

test('the payee alone says that a payment is missing, in words, and then that it arrived, once', async () => {
  const { id: trancheId } = await trancheOf(t, story)
  expect(await confirmReceipt(payee(), { trancheId, state: 'ARRIVED', note: '' })).toMatchObject(
    refused('receipt.not-paid'),
  )
  must(await release(t, story))
  const officer = t.contextAt(payDay, story.bureau.officer)
  expect(await confirmReceipt(officer, { trancheId, state: 'ARRIVED', note: '' })).toMatchObject(
    refused('receipt.not-the-payee'),
  )
  expect(await confirmReceipt(payee(), { trancheId, state: 'MISSING', note: '' })).toMatchObject(
    refused('receipt.say-what-is-missing'),
  )
  expect((await readPayments(payee())).toConfirm).toMatchObject([{ trancheId, receipt: null }])
  must(await confirmReceipt(payee(), { trancheId, state: 'MISSING', note: '截至今天没有到账。' }))
  expect((await readPayments(payee())).toConfirm).toMatchObject([{ trancheId, receipt: 'MISSING' }])
  expect(await readRelease(t.contextAt(payDay, story.finance), trancheId)).toMatchObject({
    receipt: { state: 'MISSING', note: '截至今天没有到账。' },
  })
  expect(await t.owner.message.count({ where: { template: 'paymentMissing' } })).toBe(1)

  must(await confirmReceipt(payee(), { trancheId, state: 'ARRIVED', note: '' }))
  expect(await confirmReceipt(payee(), { trancheId, state: 'ARRIVED', note: '' })).toMatchObject(
    refused('receipt.already-arrived'),
  )
  const page = await readPayments(payee())
  expect([page.toConfirm.length, page.received.length]).toEqual([0, 1])
})

test('PostgreSQL takes no word from anybody else', async () => {
  await accepted(t, story, 2)
  must(await release(t, story, 2))
  const { id: trancheId } = await trancheOf(t, story, 2)
  const forged = t.owner.receipt.create({
    data: { trancheId, state: 'ARRIVED', saidById: accountIdOf(story.finance) },
  })
  await expect(forged).rejects.toThrow('receipt.not-the-payee')
  await expect(t.owner.$executeRaw`UPDATE receipt SET state = 'ARRIVED'`).rejects.toThrow('append-only')
})
