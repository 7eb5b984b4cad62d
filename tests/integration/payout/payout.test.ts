import { describe, expect, test } from 'vitest'
import { toFen } from '#app/domain/shared/money.ts'
import { endCap, setCap } from '#app/services/cap/set-cap.server.ts'
import { readCapsPage } from '#app/services/cap/queries/caps-page.server.ts'
import { declareAccount } from '#app/services/payout/declare-account.server.ts'
import { readPayoutPage } from '#app/services/payout/queries/payout-page.server.ts'
import { confirmAccount, withdrawAccount } from '#app/services/payout/settle-account.server.ts'
import { approvePayment } from '#app/services/project/approve-payment.server.ts'
import { readBatch } from '#app/services/project/queries/batch.server.ts'
import { readPaymentsToApprove } from '#app/services/project/queries/payments-to-approve.server.ts'
import { readRelease, readReleases } from '#app/services/project/queries/releases.server.ts'
import { releaseBatch, releaseTranche } from '#app/services/project/release-tranche.server.ts'
import { useDatabase } from '#tests/support/database.ts'
import {
  accountIdOf,
  givePayoutAccount,
  makeApprover,
  makeOrganization,
  makeOrganizationMember,
  must,
} from '#tests/support/scenes.ts'
import {
  accepted,
  payDay,
  type ProjectStory,
  release,
  runningProject,
  trancheOf,
} from '#tests/support/scenes-project.ts'

const t = useDatabase({ forEachScene: true })

const number = '6222021234567890123'
const typed = { holder: '知行社会工作发展中心', bank: '示范银行徐汇支行', number }

/** The supplier of a story, and the two who may say where its money goes. */
const supplierOf = ({ winner }: ProjectStory) => ({
  ...winner.organization,
  owner: winner.owner,
  certifier: winner.certifier,
})
const changeAccount = async (story: ProjectStory, at = payDay, over: Partial<typeof typed> = {}) => {
  const { id: organizationId, owner, certifier } = supplierOf(story)
  const { payoutAccountId } = must(await declareAccount(t.contextAt(at, owner), { organizationId, ...typed, ...over }))
  must(await confirmAccount(t.contextAt(at, certifier), { organizationId, payoutAccountId }))
  return payoutAccountId
}

describe('where an organization’s money goes', () => {
  test('one declares and another confirms; the number is kept encrypted and everybody is written to', async () => {
    const { owner, ...organization } = await makeOrganization(t)
    const certifier = await makeOrganizationMember(t, organization, 'CERTIFIER')
    const editor = await makeOrganizationMember(t, organization, 'EDITOR')
    const organizationId = organization.id
    const before = await readPayoutPage(t.contextAt(payDay, owner), organizationId)
    const declared = await declareAccount(t.contextAt(payDay, owner), { organizationId, ...typed })
    const { payoutAccountId } = must(declared)
    expect(await declareAccount(t.contextAt(payDay, certifier), { organizationId, ...typed })).toMatchObject({
      refusal: { code: 'payout.one-waits' },
    })
    expect(await declareAccount(t.contextAt(payDay, editor), { organizationId, ...typed })).toMatchObject({
      refusal: { code: 'forbidden' },
    })
    expect(await confirmAccount(t.contextAt(payDay, owner), { organizationId, payoutAccountId })).toMatchObject({
      refusal: { code: 'payout.two-people' },
    })
    // Until then the former one stands.
    const waiting = await readPayoutPage(t.contextAt(payDay, editor), organizationId)
    expect(waiting).toMatchObject({
      inForce: before?.inForce,
      waiting: { number, mayConfirm: false },
      mayDeclare: false,
    })
    must(await confirmAccount(t.contextAt(payDay, certifier), { organizationId, payoutAccountId }))
    const after = await readPayoutPage(t.contextAt(payDay, editor), organizationId)
    expect(after).toMatchObject({ inForce: { id: payoutAccountId, number }, waiting: null })
    expect(after?.former[0]?.number).toMatch(/^\*{4} \d{4}$/)
    const rows = await t.owner.$queryRaw<{ row: string }[]>`SELECT payout_account::text AS row FROM payout_account`
    expect(rows.some(({ row }) => row.includes(number))).toBe(false)
    const letters = await t.owner.message.findMany({
      where: { template: { in: ['payoutDeclared', 'payoutConfirmed'] } },
    })
    expect(letters.map(({ template }) => template).sort()).toEqual([
      'payoutConfirmed',
      'payoutConfirmed',
      'payoutDeclared',
    ])
  })

  test('what was withdrawn or confirmed stays so; strangers learn nothing', async () => {
    const { owner, id: organizationId } = await makeOrganization(t)
    const stranger = (await makeOrganization(t, '别家')).owner
    const ctx = t.contextAt(payDay, owner)
    const { payoutAccountId } = must(await declareAccount(ctx, { organizationId, ...typed }))
    expect(await readPayoutPage(t.contextAt(payDay, stranger), organizationId)).toBeNull()
    expect(await withdrawAccount(t.contextAt(payDay, stranger), { organizationId, payoutAccountId })).toMatchObject({
      refusal: { code: 'not-found' },
    })
    must(await withdrawAccount(ctx, { organizationId, payoutAccountId }))
    expect(await withdrawAccount(ctx, { organizationId, payoutAccountId })).toMatchObject({
      refusal: { code: 'payout.wrong-state' },
    })
    const raise = (sql: string) => t.owner.$executeRawUnsafe(sql)
    await expect(
      raise(
        `UPDATE payout_account SET confirmed_at = now(), confirmed_by_id = '${accountIdOf(stranger)}', withdrawn_at = NULL, withdrawn_by_id = NULL WHERE id = '${payoutAccountId}'`,
      ),
    ).rejects.toThrow('payout.wrong-state')
    await expect(raise(`UPDATE payout_account SET bank = '别的银行'`)).rejects.toThrow()
    await expect(raise(`DELETE FROM payout_account`)).rejects.toThrow('append-only')
  })
})

describe('before a payment', () => {
  test('an account that has just been changed is paid only with a written reason, which stays beside the payment', async () => {
    const story = await runningProject(t)
    await accepted(t, story)
    const tranche = await trancheOf(t, story)
    const seen = await readRelease(t.contextAt(payDay, story.finance), tranche.id)
    expect(seen?.payee.worst).toBe('LOW')
    await changeAccount(story)
    const ctx = t.contextAt(payDay, story.finance)
    const refs = ['ZF-1']
    // What was on the page is not what is in force any more.
    const stale = { trancheId: tranche.id, paymentRefs: refs, payoutAccountId: seen?.payee.account?.id }
    expect(await releaseTranche(ctx, stale)).toMatchObject({ refusal: { code: 'tranche.account-changed' } })
    const page = await readRelease(ctx, tranche.id)
    expect(page?.payee).toMatchObject({ worst: 'HIGH', account: { number, holder: typed.holder } })
    expect((await readReleases(ctx))[0]).toMatchObject({ worst: 'HIGH', isForBatch: false, blocked: [] })
    const input = { trancheId: tranche.id, paymentRefs: refs, payoutAccountId: page?.payee.account?.id }
    expect(await releaseTranche(ctx, input)).toMatchObject({ refusal: { code: 'tranche.say-why', field: 'reason' } })
    must(await releaseTranche(ctx, { ...input, reason: '已按留存电话与负责人核实。' }))
    const done = await readRelease(ctx, tranche.id)
    expect(done?.checked).toMatchObject({ reason: '已按留存电话与负责人核实。', tail: '0123' })
    expect(done?.checked?.checks.find(({ code }) => code === 'changed')?.level).toBe('HIGH')
    await expect(t.owner.$executeRaw`UPDATE payment_check SET reason = ''`).rejects.toThrow('append-only')
  })

  test('the same number at another organization weighs heavily; without an account nothing is paid', async () => {
    const story = await runningProject(t)
    await accepted(t, story)
    const { id } = await trancheOf(t, story)
    const ctx = t.contextAt(payDay, story.finance)
    const organizationId = story.winner.organization.id
    await changeAccount(story, '2026-01-05T10:00:00+08:00')
    const twin = await makeOrganization(t, '别家')
    await givePayoutAccount(t, twin, number)
    const checks = (await readRelease(ctx, id))?.payee.checks
    expect(checks?.find(({ code }) => code === 'shared')).toEqual({ code: 'shared', level: 'HIGH', count: 1 })
    // As if it had never declared one: the rule is the database's.
    await t.owner.$executeRaw`ALTER TABLE payout_account DISABLE TRIGGER no_delete`
    await t.owner.$executeRaw`DELETE FROM payout_account WHERE organization_id = ${organizationId}::uuid`
    expect(await releaseTranche(ctx, { trancheId: id, paymentRefs: ['ZF-1'] })).toMatchObject({
      refusal: { code: 'tranche.no-account' },
    })
    expect((await readReleases(ctx))[0]?.blocked).toEqual(['account'])
  })
})

describe('spending limits', () => {
  const limit = (story: ProjectStory, over: Partial<Parameters<typeof setCap>[1]> = {}) =>
    setCap(t.contextAt(payDay, story.bureau.approver), {
      bodyId: story.bureau.body.id,
      scope: 'PAYMENT',
      effect: 'APPROVAL',
      amountFen: toFen(10_000_000n),
      reason: '内部控制规范第十二条',
      ...over,
    })

  test('above one that asks, a fourth person agrees first; whoever asked, verified or pays is none', async () => {
    const story = await runningProject(t)
    await accepted(t, story)
    must(await limit(story))
    const { id: trancheId } = await trancheOf(t, story)
    expect(await release(t, story)).toMatchObject({ refusal: { code: 'tranche.needs-approval' } })
    const finance = t.contextAt(payDay, story.finance)
    expect((await readReleases(finance))[0]).toMatchObject({ blocked: ['approval'], isForBatch: false })
    const approve = (actor: ProjectStory['finance']) =>
      approvePayment(t.contextAt(payDay, actor), { trancheId, note: '同意' })
    expect(await approve(story.bureau.officer)).toMatchObject({ refusal: { code: 'tranche.four-people' } })
    expect(await approve(story.certifier)).toMatchObject({ refusal: { code: 'not-found' } })
    const { approver } = story.bureau
    expect(await readPaymentsToApprove(t.contextAt(payDay, approver))).toMatchObject([{ trancheId, mayApprove: true }])
    must(await approve(approver))
    expect(await approve(await makeApprover(t, story.bureau.body, '审批二'))).toMatchObject({
      refusal: { code: 'tranche.approved-already' },
    })
    expect(await readPaymentsToApprove(t.contextAt(payDay, approver))).toEqual([])
    must(await release(t, story))
    expect(await readRelease(finance, trancheId)).toMatchObject({ approval: { name: approver.name, note: '同意' } })
  })

  test('one that blocks stops it, of one payment, a month, a year, a fund; ended it stops nothing', async () => {
    const story = await runningProject(t)
    await accepted(t, story)
    const { capId } = must(await limit(story, { effect: 'BLOCK', scope: 'YEAR', fundId: story.bureau.fund.id }))
    expect(await release(t, story)).toMatchObject({ refusal: { code: 'tranche.over-cap' } })
    expect(await limit({ ...story, bureau: { ...story.bureau, approver: story.bureau.officer } })).toMatchObject({
      refusal: { code: 'cap.not-approver' },
    })
    const approver = t.contextAt(payDay, story.bureau.approver)
    must(await endCap(approver, { capId }))
    expect(await endCap(approver, { capId })).toMatchObject({ refusal: { code: 'cap.ended' } })
    // With the first tranche the month is full, and the next is too much.
    const { amountFen } = await trancheOf(t, story)
    must(await limit(story, { effect: 'BLOCK', scope: 'MONTH', amountFen: toFen(amountFen) }))
    must(await release(t, story))
    await accepted(t, story, 2)
    expect(await release(t, story, 2)).toMatchObject({ refusal: { code: 'tranche.over-cap' } })
    const { caps } = await readCapsPage(approver)
    expect(caps[0]).toMatchObject({ scope: 'MONTH', spentFen: amountFen.toString(), mayEnd: true })
    // Another of the kind takes its place.
    must(await limit(story, { effect: 'BLOCK', scope: 'MONTH', amountFen: toFen(90_000_000n) }))
    must(await release(t, story, 2))
  })

  test('two payments at once do not both stay below a month’s limit', async () => {
    const story = await runningProject(t)
    await accepted(t, story)
    await accepted(t, story, 2)
    must(
      await limit(story, { effect: 'BLOCK', scope: 'MONTH', amountFen: toFen((await trancheOf(t, story)).amountFen) }),
    )
    const outcomes = await Promise.all([release(t, story), release(t, story, 2)])
    expect(outcomes.filter(({ ok }) => ok)).toHaveLength(1)
  })
})

test('several are paid at once, all of them or none', async () => {
  const story = await runningProject(t)
  await accepted(t, story)
  await accepted(t, story, 2)
  const ctx = t.contextAt(payDay, story.finance)
  const ids = [(await trancheOf(t, story)).id, (await trancheOf(t, story, 2)).id]
  const batch = await readBatch(ctx, [...ids, '01890000-0000-7000-8000-000000000000'])
  expect(batch).toMatchObject({ leftOut: 1, rows: [{ orders: [{ source: 'FISCAL' }] }, {}] })
  const rows = batch.rows.map(({ trancheId, payee }, index) => ({
    trancheId,
    paymentRefs: [`ZF-${index}`],
    payoutAccountId: payee.account?.id ?? '',
  }))
  const [first, second] = rows
  if (first === undefined || second === undefined) throw new Error('two wait')
  expect(await releaseBatch(ctx, [first, { ...second, paymentRefs: ['a', 'b'] }])).toMatchObject({
    refusal: { code: 'tranche.orders-mismatch', field: 'rows[1].paymentRefs[0]' },
  })
  // One number for two payments: the books would show two of which the treasury made one.
  expect(await releaseBatch(ctx, [first, { ...second, paymentRefs: first.paymentRefs }])).toMatchObject({
    refusal: { code: 'tranche.number-used', field: 'rows[1].paymentRefs[0]' },
  })
  expect(await t.owner.tranche.count({ where: { state: 'RELEASED' } })).toBe(0)
  expect(await releaseBatch(ctx, rows)).toMatchObject({ ok: true, count: 2 })
  expect(await t.owner.paymentOrder.count({ where: { payoutAccountId: first.payoutAccountId } })).toBe(2)
  expect(await t.owner.$queryRaw`SELECT rule FROM ledger_check() WHERE breaches > 0`).toEqual([])
})

test('a number of a payment order stands for one payment of a body, in PostgreSQL too', async () => {
  const story = await runningProject(t)
  await accepted(t, story)
  await accepted(t, story, 2)
  const ctx = t.contextAt(payDay, story.finance)
  const [first, second] = [await trancheOf(t, story), await trancheOf(t, story, 2)]
  const paymentRefs = ['ZF-2026-0618']
  must(await releaseTranche(ctx, { trancheId: first.id, paymentRefs }))
  expect(await releaseTranche(ctx, { trancheId: second.id, paymentRefs })).toMatchObject({
    refusal: { code: 'tranche.number-used', field: 'paymentRefs[0]' },
  })
  const order = await t.owner.paymentOrder.findFirstOrThrow({ where: { trancheId: first.id } })
  const forged = t.owner.paymentOrder.create({ data: { ...order, trancheId: second.id } })
  await expect(forged).rejects.toThrow(/refused:tranche.number-used/)
  // Another body's treasury counts for itself.
  const other = await runningProject(t)
  await accepted(t, other)
  must(
    await releaseTranche(t.contextAt(payDay, other.finance), {
      trancheId: (await trancheOf(t, other)).id,
      paymentRefs,
    }),
  )
})
