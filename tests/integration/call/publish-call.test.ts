import { createPublicKey } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { accountCode } from '#app/domain/ledger/accounts.ts'
import { at } from '#app/domain/shared/day.ts'
import { toFen } from '#app/domain/shared/money.ts'
import { cancelCall } from '#app/services/call/cancel-call.server.ts'
import { failCall } from '#app/services/call/fail-call.server.ts'
import { editCall } from '#app/services/call/edit-call.server.ts'
import { publishCall } from '#app/services/call/publish-call.server.ts'
import { returnCall } from '#app/services/call/return-call.server.ts'
import { setCriteria } from '#app/services/call/set-criteria.server.ts'
import { submitCall } from '#app/services/call/submit-call.server.ts'
import { availableFen } from '#app/services/ledger/store.server.ts'
import { useDatabase } from '#tests/support/database.ts'
import {
  accountIdOf,
  afterDeadline,
  draftedCall,
  explainWarnings,
  makeApprover,
  makeBureau,
  makeOfficer,
  publishedCall,
  sceneCriteria,
  sceneStart,
  submittedCall,
} from '#tests/support/scenes.ts'

const t = useDatabase()
const balance = (code: string) => availableFen(t.owner, code)

describe('publishing a call', () => {
  it('gives it a number, a key, its money and a public record, at once', async () => {
    const { call, callNo, bureau } = await publishedCall(t)
    expect(callNo).toMatch(/^GYH-2026-\d{4}$/)
    expect(call).toMatchObject({ state: 'PUBLISHED', indexNo: expect.stringMatching(/^310112\/2026-\d{5}$/) as string })
    expect(await balance(accountCode.callBudget(call.id))).toBe(call.budgetFen)
    expect(await balance(accountCode.fund(bureau.fund.id))).toBe(100_000_000n - call.budgetFen)
    expect(await t.owner.event.findMany({ where: { callId: call.id, isPublic: true } })).toMatchObject([
      { type: 'call.published' },
    ])
    const key = await t.owner.callKey.findUniqueOrThrow({ where: { callId: call.id } })
    expect(createPublicKey({ key: Buffer.from(key.publicKey), type: 'spki', format: 'der' }).asymmetricKeyType).toBe(
      'x25519',
    )
    // Of the private half nothing is left but a share for each keyholder.
    expect(Object.keys(key).sort()).toEqual(['callId', 'createdAt', 'publicKey'])
    expect(await t.owner.callShare.count({ where: { callId: call.id } })).toBe(3)
  })

  it('says how the money is put in: what goes with the instrument unless named, never a reward beside another instrument', async () => {
    const { call } = await publishedCall(t)
    expect(call.fundingKind).toBe('COMMISSION')
    expect((await publishedCall(t, { fundingKind: 'SUBSIDY' })).call.fundingKind).toBe('SUBSIDY')
    const change = (fundingKind: string) => t.owner.call.update({ where: { id: call.id }, data: { fundingKind } })
    await expect(change('SUBSIDY')).rejects.toThrow('call.frozen')
    await expect(draftedCall(t, { fundingKind: 'REWARD' })).rejects.toThrow('call_funding_kind')
  })

  it('works for the runtime role, which may write the key and not read it', async () => {
    const { call, bureau } = await submittedCall(t, {
      bidDeadlineAt: new Date(Date.now() + 30 * 86_400_000),
      startsOn: at('2030-01-01T00:00').toISOString().slice(0, 10) as never,
      endsOn: '2030-06-30' as never,
      milestones: [
        {
          title: '一',
          deliverable: '一',
          indicator: '',
          unit: '',
          target: 0,
          dueOn: '2030-06-01' as never,
          share: 10_000,
        },
      ],
    })
    const ctx = { ...t.contextAt(new Date().toISOString(), bureau.approver), db: t.app, tellsClock: false }
    expect(await publishCall(ctx, { callId: call.id, version: call.version })).toMatchObject({
      ok: true,
    })
    await expect(t.app.$queryRaw`SELECT ciphertext FROM call_share`).rejects.toThrow(/permission denied/)
  })

  it('needs a second person, in the service and in the database', async () => {
    const bureau = await makeBureau(t)
    const both = {
      ...bureau.officer,
      bodies: [...bureau.officer.bodies, { bodyId: bureau.body.id, role: 'APPROVER' as const }],
    }
    const { call } = await submittedCall(t, { bureau })
    const ctx = t.contextAt(sceneStart, both)
    expect(await publishCall(ctx, { callId: call.id, version: call.version })).toMatchObject({
      refusal: { code: 'call.four-eyes' },
    })
    await expect(
      t.owner.call.update({ where: { id: call.id }, data: { publishedById: accountIdOf(bureau.officer) } }),
    ).rejects.toThrow(/call_four_eyes/)
  })

  it('is refused when the fund does not cover it, and leaves nothing behind', async () => {
    const bureau = await makeBureau(t, { withFen: 60_000_000n })
    const first = await submittedCall(t, { bureau })
    const second = await submittedCall(t, { bureau })
    const ctx = t.contextAt(sceneStart, bureau.approver)
    const publish = ({ id: callId, version }: typeof first.call) => publishCall(ctx, { callId, version })
    expect(await publish(first.call)).toMatchObject({ ok: true })
    expect(await publish(second.call)).toMatchObject({ refusal: { code: 'call.fund-short' } })
    expect(await t.owner.callKey.count({ where: { callId: second.call.id } })).toBe(0)
    expect(await balance(accountCode.callBudget(second.call.id))).toBeUndefined()
  })

  it('never lets two publications at once spend the same money', async () => {
    const bureau = await makeBureau(t, { withFen: 60_000_000n })
    const stories = [await submittedCall(t, { bureau }), await submittedCall(t, { bureau })]
    const ctx = t.contextAt(sceneStart, bureau.approver)
    const outcomes = await Promise.all(
      stories.map(({ call }) => publishCall(ctx, { callId: call.id, version: call.version })),
    )
    expect(outcomes.filter(({ ok }) => ok)).toHaveLength(1)
    expect(await balance(accountCode.fund(bureau.fund.id))).toBe(60_000_000n - 48_600_000n)
  })

  it('is refused once the deadline has come, and below the statutory time for bidding', async () => {
    const { call, bureau } = await submittedCall(t)
    const publishAt = (now: string) =>
      publishCall(t.contextAt(now, bureau.approver), { callId: call.id, version: call.version })
    expect(await publishAt(afterDeadline(call))).toMatchObject({ refusal: { code: 'call.deadline-past' } })
    expect(await publishAt('2026-03-15T09:00:00+08:00')).toMatchObject({ refusal: { code: 'call.not-ready' } })
  })

  it('is refused when a warning that time has made has no reason, and goes on once the approver has written one', async () => {
    const { call, bureau } = await submittedCall(t, { method: 'VENTURE_CALL', instrument: 'VENTURE_GRANT' })
    const late = t.contextAt('2026-03-20T09:00:00+08:00', bureau.approver)
    const publish = async () =>
      publishCall(late, {
        callId: call.id,
        version: (await t.owner.call.findUniqueOrThrow({ where: { id: call.id } })).version,
      })
    expect(await publish()).toMatchObject({ refusal: { code: 'call.reasons-missing' } })
    await explainWarnings(late, call.id)
    expect(await publish()).toMatchObject({ ok: true })
    const kept = await t.owner.callDeparture.findMany({ where: { callId: call.id } })
    expect(kept).toMatchObject([
      { code: 'period-short', byId: accountIdOf(bureau.approver), reason: '经集体研究，确有必要' },
    ])
    await expect(t.owner.callDeparture.deleteMany({ where: { callId: call.id } })).rejects.toThrow(/call.frozen/)
  })

  it('is not for officers, nor for another body', async () => {
    const { call, bureau } = await submittedCall(t)
    const other = await makeBureau(t)
    const ask = (actor: typeof bureau.officer) =>
      publishCall(t.contextAt(sceneStart, actor), { callId: call.id, version: call.version })
    expect(await ask(await makeOfficer(t, bureau.body))).toMatchObject({ refusal: { code: 'forbidden' } })
    expect(await ask(other.approver)).toMatchObject({ refusal: { code: 'not-found' } })
  })
})

describe('a draft', () => {
  it('is submitted only when complete', async () => {
    const { call, bureau } = await draftedCall(t, { criteria: sceneCriteria.slice(0, 2) })
    const ctx = t.contextAt(sceneStart, bureau.officer)
    expect(await submitCall(ctx, { callId: call.id, version: call.version })).toMatchObject({
      refusal: { code: 'call.not-ready' },
    })
  })

  it('keeps one version of the truth', async () => {
    const { call, bureau } = await draftedCall(t)
    const ctx = t.contextAt(sceneStart, bureau.officer)
    expect(await setCriteria(ctx, { callId: call.id, version: 1, criteria: sceneCriteria })).toMatchObject({
      refusal: { code: 'stale' },
    })
  })

  it('takes money only from its own body', async () => {
    const other = await makeBureau(t)
    const { call, bureau } = await draftedCall(t)
    const ctx = t.contextAt(sceneStart, bureau.officer)
    const terms = { ...termsOf(call), fundId: other.fund.id }
    expect(await editCall(ctx, { ...terms, callId: call.id, version: call.version })).toMatchObject({
      refusal: { code: 'call.foreign-fund' },
    })
  })

  it('comes back with a reason, and its submitter is written to', async () => {
    const { call, bureau } = await submittedCall(t)
    const ctx = t.contextAt(sceneStart, bureau.approver)
    const reason = '请补充服务对象的调研数据'
    expect(await returnCall(ctx, { callId: call.id, version: call.version, reason })).toMatchObject({ ok: true })
    expect(await t.owner.call.findUnique({ where: { id: call.id } })).toMatchObject({
      state: 'DRAFT',
      stateReason: reason,
    })
    expect(
      await t.owner.message.findFirst({
        where: { toAddress: bureau.officer.email ?? '', template: { not: 'openingKeyChanged' } },
      }),
    ).toMatchObject({
      template: 'callReturned',
    })
  })
})

describe('a published call', () => {
  it('stays as it was published', async () => {
    const { call, bureau } = await publishedCall(t)
    const ctx = t.contextAt(sceneStart, bureau.officer)
    const edited = await editCall(ctx, { ...termsOf(call), callId: call.id, version: call.version })
    expect(edited).toMatchObject({ refusal: { code: 'call.frozen' } })
    for (const data of [{ title: '别的' }, { bidDeadlineAt: at('2026-09-01T17:00') }, { callNo: 'GYH-2026-9999' }])
      await expect(t.owner.call.update({ where: { id: call.id }, data })).rejects.toThrow(/call.frozen/)
    await expect(t.owner.criterion.deleteMany({ where: { callId: call.id } })).rejects.toThrow(/call.frozen/)
    await expect(t.owner.callMilestone.deleteMany({ where: { callId: call.id } })).rejects.toThrow(/call.frozen/)
  })

  it('gives its money back when it is cancelled or fails', async () => {
    const cancelled = await publishedCall(t)
    const by = t.contextAt(sceneStart, cancelled.bureau.approver)
    const { id: callId, version } = cancelled.call
    expect(await cancelCall(by, { callId, version, code: 'TASK_CANCELLED', reason: '需求发生重大变化' })).toMatchObject(
      { ok: true },
    )
    expect(await balance(accountCode.callBudget(callId))).toBe(0n)
    expect(await balance(accountCode.fund(cancelled.bureau.fund.id))).toBe(100_000_000n)

    const failed = await publishedCall(t)
    const input = { callId: failed.call.id, code: 'TOO_FEW' as const, reason: '投标人不足三家' }
    expect(await failCall(t.contextAt(sceneStart, failed.bureau.officer), input)).toMatchObject({
      refusal: { code: 'call.before-deadline' },
    })
    const later = t.contextAt(afterDeadline(failed.call), failed.bureau.officer)
    expect(await failCall(later, input)).toMatchObject({ ok: true })
    expect(await balance(accountCode.fund(failed.bureau.fund.id))).toBe(100_000_000n)
    expect(await t.owner.$queryRaw`SELECT * FROM ledger_drift`).toEqual([])
  })

  it('is cancelled by an approver only', async () => {
    const { call, bureau } = await publishedCall(t)
    const cancel = (actor: typeof bureau.officer) =>
      cancelCall(t.contextAt(sceneStart, actor), {
        callId: call.id,
        version: call.version,
        code: 'TASK_CANCELLED',
        reason: '需求变化',
      })
    expect(await cancel(bureau.officer)).toMatchObject({ ok: false })
    expect(await cancel(await makeApprover(t, bureau.body))).toMatchObject({ ok: true })
  })
})

const termsOf = (call: Awaited<ReturnType<typeof draftedCall>>['call']) => ({
  title: call.title,
  method: call.method,
  instrument: call.instrument,
  field: call.field,
  regionId: call.regionId,
  docNo: call.docNo,
  summary: '改过的摘要',
  requirement: call.requirement,
  beneficiaries: call.beneficiaries,
  budget: toFen(call.budgetFen),
  ceiling: toFen(call.ceilingFen),
  fundId: call.fundId,
  bidDeadlineAt: call.bidDeadlineAt,
  startsOn: call.startsOn.toISOString().slice(0, 10) as never,
  endsOn: call.endsOn.toISOString().slice(0, 10) as never,
  quorum: call.quorum,
})
