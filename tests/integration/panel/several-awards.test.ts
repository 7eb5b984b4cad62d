import { describe, expect, test } from 'vitest'
import { accountCode } from '#app/domain/ledger/accounts.ts'
import { computeResults } from '#app/domain/scoring/compute-results.ts'
import { readDecisionRecord } from '#app/domain/scoring/read-record.ts'
import { toFen } from '#app/domain/shared/money.ts'
import { endWithoutAward } from '#app/services/award/end-without-award.server.ts'
import { promoteReserve, returnFreed } from '#app/services/award/promote-reserve.server.ts'
import { readOwnResult } from '#app/services/award/queries/own-result.server.ts'
import { readPublicResult } from '#app/services/award/queries/public-result.server.ts'
import { readResultPage } from '#app/services/award/queries/result-page.server.ts'
import { revokeAward } from '#app/services/award/revoke-award.server.ts'
import { deskPage } from '#app/services/desk/desk-page.server.ts'
import { publicOrganization } from '#app/services/organization/queries/public-organization.server.ts'
import { sha256Text } from '#app/services/panel/read-findings.server.ts'
import { offerContract } from '#app/services/project/offer-contract.server.ts'
import { listProjects } from '#app/services/project/queries/project-list.server.ts'
import { readProjectPage } from '#app/services/project/queries/project-page.server.ts'
import { readPublicProject } from '#app/services/project/queries/public-project.server.ts'
import { listPublicProjects } from '#app/services/project/queries/public-projects.server.ts'
import { signContract } from '#app/services/project/sign-contract.server.ts'
import { projectDocuments } from '#search/documents/project.ts'
import { useDatabase } from '#tests/support/database.ts'
import { must } from '#tests/support/scenes.ts'
import { awardAt, awardedCall, daysAfter, noticeAt, noticedCall, scoredCall } from '#tests/support/scenes-panel.ts'

const t = useDatabase({ forEachScene: true })

const balance = async (code: string) => {
  const account = await t.owner.ledgerAccount.findUnique({ where: { code } })
  return (account?.postedCredit ?? 0n) - (account?.postedDebit ?? 0n)
}

/** Twelve organizations ask 4 to 5.1 million fen each; ten millions and a bit are there. Later bidders score higher. */
const venture = {
  method: 'VENTURE_CALL',
  instrument: 'VENTURE_GRANT',
  budget: toFen(20_000_000n),
  ceiling: toFen(6_000_000n),
  criteria: [{ title: '方案', guidance: '', kind: 'SUBJECTIVE', points: '100', answerLimit: 1500 }],
  bidders: Array.from({ length: 7 }, (_, index) => ({
    name: `第${index + 1}互助社`,
    priceFen: 4_000_000n + BigInt(index) * 200_000n,
  })),
  marks: (_: number, bid: number) => ({ c1: String(60 + bid * 4) }),
} as const

const note = '中选单位来函说明无力承担，自愿放弃。'
const revoke = async (callId: string, awardId: string, when: string, actor: Parameters<typeof t.contextAt>[1]) =>
  revokeAward(t.contextAt(when, actor), { callId, awardId, code: 'droppedOut', note })

describe('several awards under one budget', () => {
  test('the engine funds in rank order to the budget; each has its own project, and the rest returns once', async () => {
    const noticed = await noticedCall(t, venture)
    const { id: callId } = noticed.call
    const result = await t.owner.result.findFirstOrThrow({ where: { callId }, include: { bids: true } })
    const read = readDecisionRecord(result.record)
    if (!read.ok) expect.fail(JSON.stringify(read.problems))
    expect(read.record.rules.award).toEqual({ mode: 'multi', budgetFen: '20000000', skipUnaffordable: false })
    expect(computeResults(read.record, sha256Text)).toEqual(read.record.results)
    // 5.2 + 5.0 + 4.8 = 15.0 millions; the fourth, 4.6, fits too: 19.6.
    const outcomes = result.bids.toSorted((a, b) => (a.rank ?? 0) - (b.rank ?? 0)).map(({ outcome }) => outcome)
    expect(outcomes.join(' ')).toBe('funded funded funded funded reserve reserve reserve')

    // Five working days: from Thursday to Thursday.
    const notice = await t.owner.resultNotice.findFirstOrThrow({ where: { callId } })
    expect(notice.endsOn?.toISOString().slice(0, 10)).toBe('2026-04-02')
    expect(await awardAt(t, noticed, daysAfter(noticed.call, 8))).toMatchObject({
      refusal: { code: 'award.notice-running' },
    })
    const { awards } = must(await awardAt(t, noticed))
    expect(awards).toHaveLength(4)
    const projects = await t.owner.project.findMany({ where: { callId }, orderBy: { amountFen: 'asc' } })
    expect(projects.map(({ amountFen }) => amountFen)).toEqual([4_600_000n, 4_800_000n, 5_000_000n, 5_200_000n])
    expect(new Set(projects.map(({ title }) => title)).size).toBe(4)
    expect(await balance(accountCode.callBudget(callId))).toBe(0n)
    expect(await balance(accountCode.fund(noticed.bureau.fund.id))).toBe(100_000_000n - 19_600_000n)
    expect(await t.owner.ledgerEntry.count({ where: { idempotencyKey: { startsWith: 'call.rest:' } } })).toBe(1)
    expect(await t.owner.$queryRaw`SELECT * FROM ledger_drift`).toEqual([])
  })

  test('less may be granted than was asked, more may not', async () => {
    const scored = await scoredCall(t, venture)
    const first = await t.owner.bidResult.findFirstOrThrow({ where: { rank: 1, result: { callId: scored.call.id } } })
    const granting = (amount: bigint) => noticeAt(t, scored, { granted: new Map([[first.bidId, amount]]) })
    expect(await granting(5_200_001n)).toMatchObject({ refusal: { code: 'award.over-asked' } })
    must(await granting(3_000_000n))
    const { awards } = must(await awardAt(t, scored))
    const made = await t.owner.award.findMany({ where: { id: { in: awards.map(({ awardId }) => awardId) } } })
    expect(made.find(({ bidId }) => bidId === first.bidId)?.amountFen).toBe(3_000_000n)
  })

  test('an award that is revoked frees its money; the next reserve that fits stands on notice for it', async () => {
    const noticed = await noticedCall(t, venture)
    const { call, bureau } = noticed
    must(await awardAt(t, noticed))
    const last = await t.owner.award.findFirstOrThrow({ where: { callId: call.id, amountFen: 4_600_000n } })
    must(await revoke(call.id, last.id, daysAfter(call, 14), bureau.approver))
    expect(await balance(accountCode.award(last.id))).toBe(0n)
    expect(await balance(accountCode.callBudget(call.id))).toBe(4_600_000n)
    expect(await t.owner.project.findUniqueOrThrow({ where: { awardId: last.id } })).toMatchObject({
      state: 'TERMINATED',
      stateReason: note,
    })
    // 20.0 - 15.0 = 5.0 millions are free, and the fifth asks 4.4.
    const page = await readResultPage(t.contextAt(daysAfter(call, 14), bureau.approver), call.id)
    expect(page).toMatchObject({ reserve: { organization: '第3互助社', askedFen: '4400000' }, freedFen: '4600000' })
    must(
      await promoteReserve(t.contextAt(daysAfter(call, 14), bureau.approver), {
        callId: call.id,
        reasons: '原中选单位放弃，按名次递补。',
      }),
    )
    expect((await t.owner.call.findUniqueOrThrow({ where: { id: call.id } })).state).toBe('NOTICED')
    expect(await awardAt(t, noticed, daysAfter(call, 15))).toMatchObject({ refusal: { code: 'award.notice-running' } })
    must(await awardAt(t, noticed, daysAfter(call, 28)))
    expect(await t.owner.award.count({ where: { callId: call.id, revokedAt: null } })).toBe(4)
    expect(await balance(accountCode.callBudget(call.id))).toBe(0n)
    expect(await balance(accountCode.fund(bureau.fund.id))).toBe(100_000_000n - 19_400_000n)
    expect(await t.owner.$queryRaw`SELECT * FROM ledger_drift`).toEqual([])
  })

  test('or nobody is promoted, and the money returns', async () => {
    const noticed = await noticedCall(t, venture)
    const { call, bureau } = noticed
    const { awards } = must(await awardAt(t, noticed))
    const ctx = t.contextAt(daysAfter(call, 14), bureau.approver)
    expect(await returnFreed(ctx, { callId: call.id })).toMatchObject({ refusal: { code: 'award.nothing-revoked' } })
    must(await revoke(call.id, awards[0]?.awardId ?? '', daysAfter(call, 14), bureau.approver))
    must(await returnFreed(ctx, { callId: call.id }))
    expect(await balance(accountCode.callBudget(call.id))).toBe(0n)
    expect(await returnFreed(ctx, { callId: call.id })).toMatchObject({ refusal: { code: 'award.nothing-free' } })
  })
})

describe('the place of a winner who does not sign', () => {
  test('goes to the next in rank, at its own price, from the fund where it costs more', async () => {
    const story = await awardedCall(t)
    const { call, bureau } = story
    must(await revoke(call.id, story.awardId, daysAfter(call, 14), bureau.approver))
    const before = await t.owner.award.findUniqueOrThrow({ where: { id: story.awardId } })
    expect(before).toMatchObject({ revocationCode: 'droppedOut', revocationNote: note })
    must(
      await promoteReserve(t.contextAt(daysAfter(call, 14), bureau.approver), {
        callId: call.id,
        reasons: '第一名放弃，确定第二名。',
      }),
    )
    const { awards } = must(await awardAt(t, story, daysAfter(call, 20)))
    const [award] = await t.owner.award.findMany({ where: { id: awards[0]?.awardId ?? '' } })
    expect(award).toMatchObject({ isSole: true, amountFen: 45_000_000n, revokedAt: null })
    expect(award?.bidId).not.toBe(before.bidId)
    expect(await balance(accountCode.fund(bureau.fund.id))).toBe(100_000_000n - 45_000_000n)
    const states = await t.owner.bid.findMany({ where: { callId: call.id } })
    expect(states.map(({ state }) => state).sort()).toEqual(['AWARDED', 'LOST', 'LOST'])
    // Two awards cannot stand beside each other, and one that was revoked stays revoked.
    expect(
      await promoteReserve(t.contextAt(daysAfter(call, 21), bureau.approver), { callId: call.id, reasons: '再补' }),
    ).toMatchObject({
      refusal: { code: 'award.no-reserve' },
    })
    await expect(
      t.owner
        .$executeRaw`UPDATE award SET revoked_at = NULL, revoked_by_id = NULL, revocation_code = NULL WHERE id = ${before.id}::uuid`,
    ).rejects.toThrow(/append-only/)
  })

  test('is counted nowhere, was paid nothing, and its bidder reads why', async () => {
    const story = await awardedCall(t)
    const { call, bureau, winner } = story
    const reader = t.contextAt(daysAfter(call, 15))
    const before = await publicOrganization(reader, winner.organization.id)
    expect(before).toMatchObject({ projectCount: 1, contractedFen: '46500000' })
    const waits = async () =>
      (await deskPage(t.contextAt(daysAfter(call, 15), bureau.approver))).you.map(({ kind }) => kind)
    expect(await waits()).not.toContain('placeToFill')
    must(await revoke(call.id, story.awardId, daysAfter(call, 14), bureau.approver))

    expect(await waits()).toContain('placeToFill')
    expect(await publicOrganization(reader, winner.organization.id)).toMatchObject({
      projectCount: 0,
      contractedFen: '0',
      projects: [],
    })
    const { projectNo } = await t.owner.project.findUniqueOrThrow({ where: { id: story.projectId } })
    const nothing = { committedFen: '0', releasedFen: '0', leftFen: '0' }
    expect(await readPublicProject(reader, projectNo)).toMatchObject({
      revoked: { code: 'droppedOut' },
      money: nothing,
    })
    expect((await listPublicProjects(reader, {})).rows.map((row) => row.projectNo)).not.toContain(projectNo)
    expect(await projectDocuments(t.owner, [story.projectId])).toEqual([])
    const page = await readProjectPage(t.contextAt(daysAfter(call, 15), winner.certifier), {
      projectId: story.projectId,
    })
    expect(page).toMatchObject({
      revocation: { code: 'droppedOut', note },
      money: nothing,
      may: { signContract: false },
    })
    const listed = await listProjects(reader, { organizationIds: [winner.organization.id] }, null)
    expect(listed.rows).toMatchObject([{ isRevoked: true, releasedFen: '0' }])
    const own = await readOwnResult(t.contextAt(daysAfter(call, 15), winner.owner), winner.bidId)
    expect(own).toMatchObject({ standing: 'revoked', revocation: { code: 'droppedOut', note } })
    const published = await readPublicResult(reader, call.callNo ?? '')
    expect(published?.standing).toEqual({ isProposed: false, awards: [] })
    expect(published?.notices[0]?.awards).toMatchObject([{ revoked: { code: 'droppedOut' } }])
  })

  test('with nobody left the call ends, its money returns, and it may be tried again', async () => {
    const story = await awardedCall(t)
    const { call, bureau } = story
    const ctx = t.contextAt(daysAfter(call, 15), bureau.approver)
    const end = (by = ctx) => endWithoutAward(by, { callId: call.id, reason: '中选单位放弃，重新征集。' })
    expect(await end()).toMatchObject({ refusal: { code: 'call.award-stands' } })
    must(await revoke(call.id, story.awardId, daysAfter(call, 14), bureau.approver))
    expect(await end(t.contextAt(daysAfter(call, 15), bureau.officer))).toMatchObject({
      refusal: { code: 'award.no-promotion' },
    })
    expect(await end(t.contextAt(daysAfter(call, 15), story.winner.owner))).toMatchObject({
      refusal: { code: 'not-found' },
    })
    must(await end())
    expect(await t.owner.call.findUniqueOrThrow({ where: { id: call.id } })).toMatchObject({
      state: 'FAILED',
      endCode: 'NO_AGREEMENT',
    })
    expect(await balance(accountCode.callBudget(call.id))).toBe(0n)
    expect(await balance(accountCode.fund(bureau.fund.id))).toBe(100_000_000n)
    expect(
      await t.owner.message.count({ where: { template: 'callEnded', toAddress: story.winner.owner.email ?? '' } }),
    ).toBe(1)
    expect(await t.owner.$queryRaw`SELECT * FROM ledger_drift`).toEqual([])
  })

  test('a signed contract cannot be undone this way, and a revoked one cannot be signed', async () => {
    const story = await awardedCall(t)
    const { call, bureau, projectId } = story
    const offer = async () => {
      const { contract } = await t.owner.project.findUniqueOrThrow({
        where: { id: projectId },
        include: { contract: true },
      })
      must(
        await offerContract(t.contextAt(daysAfter(call, 14), bureau.approver), {
          projectId,
          version: contract.version,
        }),
      )
      return t.owner.contract.findUniqueOrThrow({ where: { id: contract.id } })
    }
    const { version, contentSha256 } = await offer()
    const sign = () =>
      signContract(t.contextAt(daysAfter(call, 15), story.winner.certifier), {
        projectId,
        version,
        contentSha256: contentSha256 ?? '',
      })
    must(await sign())
    expect(await revoke(call.id, story.awardId, daysAfter(call, 16), bureau.approver)).toMatchObject({
      refusal: { code: 'award.contract-signed' },
    })

    const other = await awardedCall(t)
    must(await revoke(other.call.id, other.awardId, daysAfter(other.call, 14), other.bureau.approver))
    const contract = await t.owner.contract.findUniqueOrThrow({ where: { id: other.contractId } })
    expect(
      await offerContract(t.contextAt(daysAfter(other.call, 15), other.bureau.approver), {
        projectId: other.projectId,
        version: contract.version,
      }),
    ).toMatchObject({ refusal: { code: 'contract.award-revoked' } })
  })

  test('revoking without giving the money back is refused by PostgreSQL', async () => {
    const story = await awardedCall(t)
    await expect(
      t.owner.$executeRaw`UPDATE award SET revoked_at = now(), revoked_by_id = ${story.bureau.approver.accountId}::uuid,
        revocation_code = 'droppedOut', revocation_note = 'x' WHERE id = ${story.awardId}::uuid`,
    ).rejects.toThrow(/award\.money-not-returned/)
  })
})
