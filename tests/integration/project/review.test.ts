import { describe, expect, test } from 'vitest'
import type { Actor } from '#app/domain/shared/actor.ts'
import { toDay } from '#app/domain/shared/day.ts'
import { draftAmendment } from '#app/services/amendment/draft-amendment.server.ts'
import { offerAmendment } from '#app/services/amendment/offer-amendment.server.ts'
import { signAmendment } from '#app/services/amendment/answer-amendment.server.ts'
import { acceptPart, acceptReport } from '#app/services/project/accept-report.server.ts'
import { askLead } from '#app/services/project/ask-lead.server.ts'
import { completeProject } from '#app/services/project/complete-project.server.ts'
import { draftTerms } from '#app/services/project/draft-terms.server.ts'
import { offerContract } from '#app/services/project/offer-contract.server.ts'
import { readMilestonePage } from '#app/services/project/queries/project-page.server.ts'
import { readContractContent } from '#app/services/project/read-contract-content.server.ts'
import {
  appealRejection,
  decideAppeal,
  rejectReport,
  settleRejection,
} from '#app/services/project/reject-report.server.ts'
import { returnReport } from '#app/services/project/return-report.server.ts'
import { saveReview } from '#app/services/project/save-review.server.ts'
import { signContract } from '#app/services/project/sign-contract.server.ts'
import { startReport } from '#app/services/project/start-report.server.ts'
import { useDatabase } from '#tests/support/database.ts'
import { must } from '#tests/support/scenes.ts'
import {
  acceptDay,
  accepted,
  contractDay,
  contractOf,
  milestoneAt,
  openReport,
  preparedProject,
  type ProjectStory,
  release,
  reportDay,
  reported,
  runningProject,
  trancheOf,
} from '#tests/support/scenes-project.ts'

const t = useDatabase()
const as = (actor: Actor, at = acceptDay) => t.contextAt(at, actor)
const reason = '两项标准中的一项没有完成。'

async function judgedProject(): Promise<ProjectStory> {
  const story = await preparedProject(t)
  const { projectId, bureau, certifier } = story
  const version = async () => (await contractOf(t, story)).version
  must(
    await draftTerms(as(bureau.officer, contractDay), {
      projectId,
      version: await version(),
      milestones: [
        { id: milestoneAt(story, 1).id, criteria: ['完成建档', '满意度达标'], evidence: [], indicators: [] },
      ],
    }),
  )
  must(await offerContract(as(bureau.approver, contractDay), { projectId, version: await version() }))
  const contentSha256 = (await contractOf(t, story)).contentSha256 ?? ''
  must(await signContract(as(certifier, contractDay), { projectId, version: await version(), contentSha256 }))
  return story
}

const criteriaOf = (milestoneId: string) =>
  t.owner.milestoneCriterion.findMany({ where: { milestoneId }, orderBy: { position: 'asc' } })

async function judge(story: ProjectStory, marks: ('MET' | 'PARTLY' | 'NOT_MET')[], position = 1) {
  const milestoneId = milestoneAt(story, position).id
  const criteria = await criteriaOf(milestoneId)
  const { version } = await openReport(t, milestoneId)
  return saveReview(as(story.bureau.officer), {
    milestoneId,
    version,
    narrative: '请写明转介结果。',
    figures: [],
    criteria: marks.map((mark, index) => ({
      id: criteria[index]?.id ?? '',
      mark,
      reason: mark === 'MET' ? '' : reason,
    })),
    evidence: [],
  })
}

const money = async ({ projectId }: ProjectStory) => {
  const { awardId, callId } = await t.owner.project.findUniqueOrThrow({ where: { id: projectId } })
  const [row] = await t.owner.$queryRaw<{ award: bigint; call: bigint }[]>`
    SELECT (SELECT sum(posted_credit - posted_debit)::bigint FROM ledger_account WHERE code LIKE 'award:' || ${awardId} || ':committed%') AS award,
      (SELECT sum(posted_credit - posted_debit)::bigint FROM ledger_account WHERE code LIKE 'call:' || ${callId} || ':budget%') AS call`
  return row ?? { award: 0n, call: 0n }
}
const breaches = async () =>
  (await t.owner.$queryRaw<{ rule: string; breaches: bigint }[]>`SELECT rule, breaches FROM ledger_check()`).filter(
    (row) => row.breaches > 0n,
  )

describe('the review of a report', () => {
  test('judges every criterion before it is accepted, and tells the organization with the decision', async () => {
    const story = await judgedProject()
    const { bureau, certifier } = story
    const { milestoneId, version } = await reported(t, story)
    expect(await acceptReport(as(bureau.officer), { milestoneId, version, note: '' })).toMatchObject({
      refusal: { code: 'report.not-judged' },
    })
    await expect(
      t.owner
        .$executeRaw`UPDATE report SET state = 'ACCEPTED', decided_by_id = ${bureau.officer.accountId}::uuid, decided_at = now() WHERE milestone_id = ${milestoneId}::uuid`,
    ).rejects.toThrow(/refused:report.not-judged/)
    must(await judge(story, ['MET', 'NOT_MET']))
    // Inside the body only, until it is decided.
    expect((await readMilestonePage(as(certifier), milestoneId))?.milestone.reports[0]?.findings).toEqual([])
    const now = await openReport(t, milestoneId)
    expect(await acceptReport(as(bureau.officer), { milestoneId, version: now.version, note: '' })).toMatchObject({
      refusal: { code: 'report.criterion-not-met' },
    })
    must(await returnReport(as(bureau.officer), { milestoneId, version: now.version, reason: '请补充后再交。' }))
    must(await startReport(as(certifier), { milestoneId }))
    const page = await readMilestonePage(as(certifier), milestoneId)
    expect(page?.milestone.reports[1]?.findings.map(({ part, mark, reason: why }) => [part, mark, why]).sort()).toEqual(
      [
        ['CRITERION', 'MET', ''],
        ['CRITERION', 'NOT_MET', reason],
        ['NARRATIVE', '', '请写明转介结果。'],
      ],
    )
    await expect(t.owner.reportFinding.deleteMany({ where: { reportId: now.id } })).rejects.toThrow(
      /refused:report.decided/,
    )
  })
})

describe('partial acceptance', () => {
  test('makes a part claimable; the rest waits for a supplementary report, and the contract stays what was signed', async () => {
    const story = await judgedProject()
    const { bureau, certifier, projectId } = story
    const before = await readContractContent(t.owner, projectId)
    const whole = (await trancheOf(t, story)).amountFen
    const { milestoneId } = await reported(t, story)
    must(await judge(story, ['MET', 'NOT_MET']))
    const { version } = await openReport(t, milestoneId)
    const part = { milestoneId, part: { bps: 6_001 }, rest: { supplementDueOn: toDay('2026-08-20') }, reason } as const
    expect(await acceptPart(as(certifier), { ...part, version })).toMatchObject({ ok: false })
    const until = (dueOn: string) =>
      acceptPart(as(bureau.officer), { ...part, version, rest: { supplementDueOn: toDay(dueOn) } })
    for (const dueOn of ['1900-01-01', '2026-06-24', '2099-12-31'])
      expect(await until(dueOn)).toMatchObject({ refusal: { code: 'report.supplement-day', field: 'dueOn' } })
    must(await acceptPart(as(bureau.officer), { ...part, version }))
    const claimed = (whole * 6_001n) / 10_000n
    expect(await trancheOf(t, story)).toMatchObject({ state: 'CLAIMABLE', amountFen: claimed })
    const supplement = await t.owner.milestone.findFirstOrThrow({
      where: { supplementsId: milestoneId },
      include: { tranche: true, criteria: true },
    })
    expect(supplement).toMatchObject({
      position: 4,
      state: 'PLANNED',
      deliverable: reason,
      tranche: { amountFen: whole - claimed, state: 'PLANNED' },
      criteria: [{ text: '满意度达标' }],
    })
    expect(await readContractContent(t.owner, projectId)).toEqual(before)
    // An amendment afterwards still finds the contract as it was signed.
    const second = before.milestones[1]
    const { amendmentId } = must(
      await draftAmendment(as(certifier), {
        projectId,
        side: 'SUPPLIER',
        version: 0,
        reason: '末期顺延一个月。',
        wish: {
          kind: 'MILESTONE',
          wishes: [
            {
              position: 2,
              dueOn: '2026-10-31',
              deliverable: second?.deliverable ?? '',
              targets: second?.indicators.map(({ target }) => target) ?? [],
            },
          ],
        },
      }),
    )
    const step = async () => {
      const row = await t.owner.amendment.findUniqueOrThrow({ where: { id: amendmentId } })
      return { amendmentId, version: row.version, contentSha256: row.contentSha256 }
    }
    must(await offerAmendment(as(certifier), await step()))
    must(await signAmendment(as(bureau.approver), await step()))

    // Both parts are paid in the end.
    must(await release(t, story))
    const rest = { ...story, milestones: [...story.milestones, supplement] }
    await reported(t, rest, 4, { at: acceptDay })
    must(
      await saveReview(as(bureau.officer), {
        milestoneId: supplement.id,
        version: (await openReport(t, supplement.id)).version,
        narrative: '',
        figures: [],
        criteria: supplement.criteria.map(({ id }) => ({ id, mark: 'MET', reason: '' })),
        evidence: [],
      }),
    )
    must(
      await acceptReport(as(bureau.officer), {
        milestoneId: supplement.id,
        version: (await openReport(t, supplement.id)).version,
        note: '',
      }),
    )
    must(await release(t, rest, 4))
    expect(await breaches()).toEqual([])
  })

  test('gives the rest back to the call’s budget where it is cancelled, to the fen', async () => {
    const story = await runningProject(t)
    const before = await money(story)
    const whole = (await trancheOf(t, story)).amountFen
    const { milestoneId, version } = await reported(t, story)
    const input = { milestoneId, version, part: { fen: whole - 1n }, rest: 'cancel', reason } as const
    expect(await acceptPart(as(story.bureau.officer), { ...input, part: { fen: whole } })).toMatchObject({
      refusal: { code: 'report.part-out-of-range' },
    })
    must(await acceptPart(as(story.bureau.officer), input))
    expect(await money(story)).toEqual({ award: before.award - 1n, call: before.call + 1n })
    expect(await t.owner.milestone.findFirstOrThrow({ where: { supplementsId: milestoneId } })).toMatchObject({
      state: 'CANCELLED',
    })
    expect(await breaches()).toEqual([])
    must(await release(t, story))
    for (const position of [2, 3]) {
      await accepted(t, story, position)
      must(await release(t, story, position))
    }
    const project = await t.owner.project.findUniqueOrThrow({ where: { id: story.projectId } })
    must(await completeProject(as(story.bureau.officer), { projectId: project.id, version: project.version }))
  })

  test('is cut by a decision and by nothing else', async () => {
    const story = await runningProject(t)
    const { id, milestoneId } = await trancheOf(t, story)
    await expect(t.owner.tranche.update({ where: { id }, data: { amountFen: 5n } })).rejects.toThrow(
      /refused:contract.offered/,
    )
    await expect(t.owner.tranche.update({ where: { id }, data: { state: 'CANCELLED' } })).rejects.toThrow(
      /refused:halt.no-decision/,
    )
    await expect(
      t.owner.milestone.update({ where: { id: milestoneId }, data: { state: 'CANCELLED' } }),
    ).rejects.toThrow(/refused:milestone.wrong-state/)
    await expect(
      t.owner.milestone.create({
        data: {
          projectId: story.projectId,
          supplementsId: milestoneId,
          position: 9,
          title: 'x',
          deliverable: 'x',
          dueOn: new Date('2026-09-01'),
        },
      }),
    ).rejects.toThrow(/refused:tranche.split-mismatch/)
  })
})

describe('rejection', () => {
  const rejected = async () => {
    const story = await runningProject(t)
    const { milestoneId, version } = await reported(t, story)
    must(await rejectReport(as(story.bureau.officer), { milestoneId, version, reason }))
    return { story, milestoneId }
  }

  test('may be objected to; upheld by another, the report is written anew', async () => {
    const { story, milestoneId } = await rejected()
    const { certifier, bureau, winner } = story
    expect(await appealRejection(as(winner.owner), { milestoneId, reason })).toMatchObject({
      refusal: { code: 'forbidden' },
    })
    expect(await appealRejection(as(certifier, '2026-07-20T10:00:00+08:00'), { milestoneId, reason })).toMatchObject({
      refusal: { code: 'report.appeal-late' },
    })
    must(await appealRejection(as(certifier), { milestoneId, reason: '第二项已于期内完成，见附件。' }))
    expect(await appealRejection(as(certifier), { milestoneId, reason })).toMatchObject({
      refusal: { code: 'report.appeal-filed' },
    })
    const answer = { milestoneId, answer: '证据充分，请重新提交。', isUpheld: true }
    expect(await decideAppeal(as(bureau.officer), answer)).toMatchObject({ ok: false })
    must(await decideAppeal(as(bureau.approver), answer))
    expect(await t.owner.milestone.findUniqueOrThrow({ where: { id: milestoneId } })).toMatchObject({
      state: 'RETURNED',
    })
    must(await startReport(as(certifier), { milestoneId }))
  })

  test('dismissed, or not objected to in time, the money goes back', async () => {
    const first = await rejected()
    const before = await money(first.story)
    const whole = (await trancheOf(t, first.story)).amountFen
    must(await appealRejection(as(first.story.certifier), { milestoneId: first.milestoneId, reason }))
    must(
      await decideAppeal(as(first.story.bureau.approver), {
        milestoneId: first.milestoneId,
        answer: '维持原结论。',
        isUpheld: false,
      }),
    )
    expect(await trancheOf(t, first.story)).toMatchObject({ state: 'CANCELLED' })
    expect(await money(first.story)).toEqual({ award: before.award - whole, call: before.call + whole })

    const second = await rejected()
    const settle = (at: string) =>
      settleRejection(as(second.story.bureau.approver, at), { milestoneId: second.milestoneId })
    expect(await settle(acceptDay)).toMatchObject({ refusal: { code: 'report.appeal-open' } })
    must(await settle('2026-07-10T10:00:00+08:00'))
    expect(await trancheOf(t, second.story)).toMatchObject({ state: 'CANCELLED' })
    expect(await breaches()).toEqual([])
  })
})

test('the organization asks the lead once the review is late, and once', async () => {
  const story = await runningProject(t)
  const { milestoneId } = await reported(t, story)
  const ask = (at: string) => askLead(as(story.winner.owner, at), { milestoneId })
  expect(await ask('2026-06-25T10:00:00+08:00')).toMatchObject({ refusal: { code: 'report.lead-too-early' } })
  must(await ask('2026-07-08T10:00:00+08:00'))
  expect(await ask('2026-07-08T10:00:00+08:00')).toMatchObject({ refusal: { code: 'report.lead-asked' } })
  const letters = await t.owner.message.findMany({ where: { template: 'reportEscalated' } })
  expect(letters.length).toBeGreaterThanOrEqual(2)
  expect(toDay('2026-07-08') > toDay(reportDay.slice(0, 10))).toBe(true)
})
