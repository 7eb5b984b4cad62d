import { randomUUID } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { itemsOf, problemsOf, setContent } from '#app/domain/evaluation/indicator-set.ts'
import { pointsOf } from '#app/domain/evaluation/scoring.ts'
import type { Actor } from '#app/domain/shared/actor.ts'
import { toDay } from '#app/domain/shared/day.ts'
import { replyToEvaluation, reportFixed } from '#app/services/evaluation/answer-evaluation.server.ts'
import { appointEvaluator, cancelEvaluation, commissionEvaluation } from '#app/services/evaluation/commission.server.ts'
import { confirmEvaluation, returnEvaluation } from '#app/services/evaluation/decide-evaluation.server.ts'
import { replaceEvaluator } from '#app/services/evaluation/replace.server.ts'
import { declareTies } from '#app/services/evaluation/declare.server.ts'
import { readEvaluation } from '#app/services/evaluation/queries/evaluation-page.server.ts'
import {
  readProjectEvaluations,
  readPublicEvaluations,
} from '#app/services/evaluation/queries/project-evaluations.server.ts'
import { signEvaluation } from '#app/services/evaluation/sign.server.ts'
import {
  drawEvaluationSample,
  noteSampleResult,
  noteVisit,
  saveSheet,
} from '#app/services/evaluation/write-evaluation.server.ts'
import { decideHalt } from '#app/services/halt/decide-halt.server.ts'
import { proposeHalt } from '#app/services/halt/propose-halt.server.ts'
import { decideOwed } from '#app/services/project/decide-owed.server.ts'
import { readOpenedBid } from '#app/services/bid/queries/opened-bid.server.ts'
import { attachEvidence } from '#app/services/project/attach-evidence.server.ts'
import { readFile } from '#app/services/file/read-file.server.ts'
import { startReport } from '#app/services/project/start-report.server.ts'
import { readProjectPage } from '#app/services/project/queries/project-page.server.ts'
import { readRelease } from '#app/services/project/queries/releases.server.ts'
import { readBureauVoicePage } from '#app/services/voice/queries/voice-page.server.ts'
import { makeSession } from '#app/services/voice/make-session.server.ts'
import { useDatabase } from '#tests/support/database.ts'
import { accountIdOf, makeEvaluator, must } from '#tests/support/scenes.ts'
import {
  accepted,
  milestoneAt,
  payDay,
  type ProjectStory,
  release,
  reported,
  runningProject,
  trancheOf,
} from '#tests/support/scenes-project.ts'

const t = useDatabase()
const day = (on: string, actor: Actor) => t.contextAt(`${on}T10:00:00+08:00`, actor)
const evaluationOf = (id: string) => t.owner.evaluation.findUniqueOrThrow({ where: { id } })
const at = async (id: string) => ({ evaluationId: id, version: (await evaluationOf(id)).version })
const setOf = (code: string) => t.owner.evaluationSet.findFirstOrThrow({ where: { code } })

async function commissioned(
  story: ProjectStory,
  {
    kind = 'MIDTERM',
    on = '2026-06-01',
    dueOn = '2026-06-20',
    appointed = [accountIdOf(story.evaluator)],
    drawn = 0,
    gated = [],
  }: {
    kind?: 'MIDTERM' | 'FINAL'
    on?: string
    dueOn?: string
    appointed?: string[]
    drawn?: number
    gated?: string[]
  } = {},
) {
  const { id: setId } = await setOf('outcome')
  const input = { kind, setId, dueOn: toDay(dueOn), agency: '公信评估中心', brief: '', appointed, drawn, gated }
  const { projectId, bureau } = story
  return must(await commissionEvaluation(day(on, bureau.officer), { projectId, ...input })).evaluationId
}

/** Every item at its best, or at its worst, with a reason. */
async function sheet(isGood: boolean, isMisused = false) {
  const content = setContent.parse((await setOf('outcome')).content)
  return {
    scores: itemsOf(content).map((item) => {
      const isRatio = content.scales.find(({ code }) => code === item.scale)?.way === 'RATIO'
      return {
        itemCode: item.code,
        planned: isRatio ? 100 : null,
        actual: isRatio ? (isGood ? 100 : 10) : null,
        choice: isRatio ? null : isGood ? 0 : 2,
        factor: null,
        reason: isGood ? '' : '记录缺失。',
      }
    }),
    summary: '总体评价。',
    advice: '',
    isMisused,
    misuseNote: isMisused ? '项目资金用于机构房租。' : '',
  }
}

/** A piece of evidence of the first milestone's report, handed in; the id of its file. */
async function handedInPiece(story: ProjectStory) {
  const milestoneId = milestoneAt(story, 1).id
  const writer = day('2026-06-02', story.certifier)
  must(await startReport(writer, { milestoneId }))
  const file = new File(['活动签到表，二百四十二人。'], '签到表.txt', { type: 'text/plain' })
  const piece = { milestoneId, title: '签到表', kind: 'ATTENDANCE' as const, isPublic: false, file }
  must(await attachEvidence(writer, piece))
  await reported(t, story, 1, { at: '2026-06-02T11:00:00+08:00' })
  return (await t.owner.evidence.findFirstOrThrow({ where: { report: { milestoneId } } })).fileId
}

async function written(story: ProjectStory, id: string, isGood = true, isMisused = false, on = '2026-06-05') {
  const ctx = day(on, story.evaluator)
  must(await declareTies(ctx, { evaluationId: id, tie: 'NONE', note: '' }))
  must(await saveSheet(ctx, { ...(await at(id)), ...(await sheet(isGood, isMisused)) }))
  must(
    await noteVisit(ctx, {
      ...(await at(id)),
      visitedOn: toDay(on),
      place: '社区活动室',
      people: '项目主管、社工两名',
      finding: '现场查看服务台账与场地。',
    }),
  )
}
async function signed(story: ProjectStory, id: string, on = '2026-06-05', actor = story.evaluator) {
  const ctx = day(on, actor)
  const page = await readEvaluation(ctx, id)
  return signEvaluation(ctx, { ...(await at(id)), contentSha256: page?.contentSha256 ?? '' })
}
/** Written, signed, and confirmed after the supplier's time to reply. */
async function confirmed(story: ProjectStory, id: string, isGood = true, on = '2026-06-05', then = '2026-06-18') {
  await written(story, id, isGood, false, on)
  must(await signed(story, id, on))
  const fix = isGood ? { fixList: '', fixDueOn: null } : { fixList: '补齐服务记录。', fixDueOn: toDay('2026-07-10') }
  must(await confirmEvaluation(day(then, story.bureau.approver), { ...(await at(id)), ...fix }))
}

test('the sets of the house are sound, here and in PostgreSQL; and both reckon the same points', async () => {
  const sets = await t.owner.evaluationSet.findMany()
  expect(sets.map(({ code }) => code).sort()).toEqual(['factors', 'outcome'])
  for (const { content } of sets) {
    const parsed = setContent.parse(content)
    expect(problemsOf(parsed)).toEqual([])
    for (const item of itemsOf(parsed)) {
      const scale = parsed.scales.find(({ code }) => code === item.scale)
      if (scale === undefined) throw new Error(item.code)
      for (const value of [0, 1, 2, 3, 59, 60, 79, 80, 89, 90, 99, 100, 130]) {
        const mark = { planned: 100, actual: value, choice: value, factor: value }
        const [row] = await t.owner.$queryRaw<{ points: number | null }[]>`
          SELECT evaluation_points(${JSON.stringify(content)}::jsonb, ${item.code}, 100, ${value}::int, ${value}::int, ${value}::int) AS points`
        expect(row?.points, `${item.code} ${value}`).toBe(pointsOf(item, scale, mark))
      }
    }
    const broken = { ...parsed, grades: parsed.grades.slice(1) }
    await expect(
      t.owner.evaluationSet.create({
        data: {
          code: randomUUID(),
          versionNo: 1,
          nameZh: '甲',
          nameEn: 'A',
          sourceZh: '',
          sourceEn: '',
          isConfirmed: false,
          content: broken,
        },
      }),
    ).rejects.toThrow('evaluation_set_sound')
  }
})

describe('an evaluation', () => {
  test('is declared for before the file is read, written, signed, answered and confirmed by another', async () => {
    const story = await runningProject(t)
    const { projectId, evaluator, certifier, bureau, supervisor } = story
    const id = await commissioned(story)
    const early = day('2026-06-05', evaluator)
    const fileId = await handedInPiece(story)
    // Nothing of the project before the declaration, and no file of it by its address.
    expect(await readProjectPage(early, { projectId })).toBeNull()
    expect(await readFile(early, fileId)).toMatchObject({ refusal: { code: 'not-found' } })
    must(await readFile(day('2026-06-05', bureau.officer), fileId))
    expect(await readBureauVoicePage(early, projectId)).toBeNull()
    expect(await readOpenedBid(early, story.winner.bidId)).toBeUndefined()
    expect(await readEvaluation(early, id)).toMatchObject({ sheet: null, may: { declare: true, write: false } })
    expect(await saveSheet(early, { ...(await at(id)), ...(await sheet(true)) })).toMatchObject({
      refusal: { code: 'forbidden' },
    })
    expect(await readEvaluation(day('2026-06-05', certifier), id)).toBeNull()
    expect(await readEvaluation(day('2026-06-05', await makeEvaluator(t, bureau.body)), id)).toBeNull()

    await written(story, id)
    expect(await readProjectPage(early, { projectId })).not.toBeNull()
    must(await readFile(early, fileId))
    expect(await readOpenedBid(early, story.winner.bidId)).toBeDefined()
    // The officer sees no marks before they are signed.
    expect((await readEvaluation(day('2026-06-05', bureau.officer), id))?.sheet).toBeNull()
    expect(must(await signed(story, id)).isSubmitted).toBe(true)
    const handedIn = await evaluationOf(id)
    expect(handedIn).toMatchObject({
      state: 'SUBMITTED',
      totalPoints: 10_000,
      grade: 'EXCELLENT',
      passes: true,
      round: 1,
    })
    expect(await saveSheet(early, { ...(await at(id)), ...(await sheet(true)) })).toMatchObject({
      refusal: { code: 'evaluation.wrong-state' },
    })

    const fix = { fixList: '', fixDueOn: null }
    const soon = day('2026-06-08', bureau.approver)
    expect(await confirmEvaluation(soon, { ...(await at(id)), ...fix })).toMatchObject({
      refusal: { code: 'evaluation.reply-open' },
    })
    must(await replyToEvaluation(day('2026-06-08', certifier), { ...(await at(id)), text: '没有异议。' }))
    expect(await confirmEvaluation(day('2026-06-08', supervisor), { ...(await at(id)), ...fix })).toMatchObject({
      refusal: { code: 'forbidden' },
    })
    expect(await readPublicEvaluations(soon, (await projectOf(story)).projectNo)).toEqual([])
    must(await confirmEvaluation(soon, { ...(await at(id)), ...fix }))
    const shown = await readPublicEvaluations(soon, (await projectOf(story)).projectNo)
    expect(shown).toMatchObject([{ kind: 'MIDTERM', total: '100.00', grade: 'EXCELLENT', agency: '公信评估中心' }])
    expect(shown[0]?.firsts).toHaveLength(6)
    await expect(t.owner.evaluation.update({ where: { id }, data: { totalPoints: 1 } })).rejects.toThrow(
      'refused:evaluation.settled',
    )
  })

  test('returned goes round again with another hearing; misused money makes it zero', async () => {
    const story = await runningProject(t)
    const { bureau, certifier, evaluator } = story
    const id = await commissioned(story)
    await written(story, id, true, true)
    must(await signed(story, id))
    expect(await evaluationOf(id)).toMatchObject({ totalPoints: 0, grade: 'FAIL', passes: false })
    must(await returnEvaluation(day('2026-06-09', bureau.approver), { ...(await at(id)), reason: '请补充凭证编号。' }))
    expect(await readEvaluation(day('2026-06-09', certifier), id)).toBeNull()
    const again = day('2026-06-10', evaluator)
    must(await saveSheet(again, { ...(await at(id)), ...(await sheet(true, false)) }))
    must(await signed(story, id, '2026-06-10'))
    expect(await evaluationOf(id)).toMatchObject({ state: 'SUBMITTED', round: 2, totalPoints: 10_000, decidedAt: null })
    // After the last day nobody waits for the supplier any more, and it comes too late.
    expect(await replyToEvaluation(day('2026-06-30', certifier), { ...(await at(id)), text: '迟了。' })).toMatchObject({
      refusal: { code: 'evaluation.reply-late' },
    })
  })

  test('is not kept by somebody who left or never answers; whoever declared and is still there stays', async () => {
    const story = await runningProject(t)
    const { bureau, evaluator } = story
    const second = await makeEvaluator(t, bureau.body, '评估辛')
    const third = await makeEvaluator(t, bureau.body, '评估壬')
    const id = await commissioned(story, { appointed: [evaluator, second].map(accountIdOf) })
    must(await declareTies(day('2026-06-02', evaluator), { evaluationId: id, tie: 'NONE', note: '' }))
    const seatOf = (actor: Actor) =>
      t.owner.evaluationSeat.findFirstOrThrow({ where: { evaluationId: id, accountId: accountIdOf(actor) } })
    const replace = async (on: string, actor: Actor) =>
      replaceEvaluator(day(on, bureau.officer), { ...(await at(id)), seatId: (await seatOf(actor)).id })
    const still = { refusal: { code: 'evaluation.still-there' } }
    expect(await replace('2026-06-04', evaluator)).toMatchObject(still)
    expect(await replace('2026-06-04', second)).toMatchObject(still)
    const early = await readEvaluation(day('2026-06-04', bureau.officer), id)
    expect(early?.seats.map(({ mayBeReplaced }) => mayBeReplaced)).toEqual([false, false])

    // Five days without an answer.
    must(await replace('2026-06-07', second))
    expect(await declareTies(day('2026-06-07', second), { evaluationId: id, tie: 'NONE', note: '' })).toMatchObject({
      ok: false,
    })
    must(
      await appointEvaluator(day('2026-06-07', bureau.officer), { ...(await at(id)), accountId: accountIdOf(third) }),
    )
    // Declared, and gone from the body since.
    await t.owner.bodyMembership.deleteMany({ where: { accountId: accountIdOf(evaluator), role: 'EVALUATOR' } })
    const page = await readEvaluation(day('2026-06-08', bureau.officer), id)
    expect(page?.seats.map(({ state, mayBeReplaced }) => [state, mayBeReplaced])).toEqual([
      ['STANDS', true],
      ['GONE', false],
      ['INVITED', false],
    ])
    must(await replace('2026-06-08', evaluator))
    must(await declareTies(day('2026-06-08', third), { evaluationId: id, tie: 'NONE', note: '' }))
    must(await saveSheet(day('2026-06-08', third), { ...(await at(id)), ...(await sheet(true)) }))
  })

  test('asks the next of the lot when somebody steps back, and every evaluator to sign the same words', async () => {
    const story = await runningProject(t)
    const others = [
      await makeEvaluator(t, story.bureau.body, '评估己'),
      await makeEvaluator(t, story.bureau.body, '评估庚'),
    ]
    const id = await commissioned(story, { appointed: [], drawn: 1 })
    const seats = await t.owner.evaluationSeat.findMany({ where: { evaluationId: id }, orderBy: { position: 'asc' } })
    expect(seats.map(({ state }) => state)).toEqual(['INVITED', 'RESERVE', 'RESERVE'])
    const actors = new Map([story.evaluator, ...others].map((actor) => [actor.accountId, actor]))
    const actorOf = (index: number) => {
      const found = actors.get(seats[index]?.accountId)
      if (found === undefined) throw new Error('no such seat')
      return found
    }
    const ctx = (index: number) => day('2026-06-05', actorOf(index))
    expect(await declareTies(ctx(1), { evaluationId: id, tie: 'NONE', note: '' })).toMatchObject({
      refusal: { code: 'not-found' },
    })
    must(await declareTies(ctx(0), { evaluationId: id, tie: 'KINSHIP', note: '亲属在该机构任职' }))
    expect(await declareTies(ctx(0), { evaluationId: id, tie: 'NONE', note: '' })).toMatchObject({ ok: false })
    must(await declareTies(ctx(1), { evaluationId: id, tie: 'NONE', note: '' }))
    const freeAccountId = seats[2]?.accountId ?? ''
    expect(
      await appointEvaluator(day('2026-06-05', story.bureau.officer), { ...(await at(id)), accountId: freeAccountId }),
    ).toMatchObject({ refusal: { code: 'evaluation.already-seated' } })

    must(await saveSheet(ctx(1), { ...(await at(id)), ...(await sheet(true)) }))
    const visit = { visitedOn: toDay('2026-06-04'), place: '站点', people: '社工', finding: '查看台账。' }
    must(await noteVisit(ctx(1), { ...(await at(id)), ...visit }))
    const fifth = await makeEvaluator(t, story.bureau.body, '评估辛')
    must(
      await appointEvaluator(day('2026-06-05', story.bureau.officer), {
        ...(await at(id)),
        accountId: accountIdOf(fifth),
      }),
    )
    expect(must(await signed(story, id, '2026-06-05', actorOf(1))).isSubmitted).toBe(false)
    // The officer sees that somebody signed, and not what.
    const watched = await readEvaluation(day('2026-06-05', story.bureau.officer), id)
    expect(watched?.seats.map(({ hasSigned }) => hasSigned)).toEqual([false, true, false, false])
    expect(watched?.sheet).toBeNull()
    must(await declareTies(day('2026-06-05', fifth), { evaluationId: id, tie: 'NONE', note: '' }))
    // A change after the first signature asks for it again.
    must(
      await saveSheet(day('2026-06-05', fifth), { ...(await at(id)), ...(await sheet(true)), summary: '改过的评价。' }),
    )
    expect(must(await signed(story, id, '2026-06-05', fifth)).isSubmitted).toBe(false)
    expect(must(await signed(story, id, '2026-06-05', actorOf(1))).isSubmitted).toBe(true)
  })

  test('draws those served from the occasions, and keeps how many were reached and confirmed', async () => {
    const story = await runningProject(t)
    const id = await commissioned(story)
    const ctx = day('2026-06-05', story.evaluator)
    must(await declareTies(ctx, { evaluationId: id, tie: 'NONE', note: '' }))
    expect(await drawEvaluationSample(ctx, { ...(await at(id)), size: 5 })).toMatchObject({
      refusal: { code: 'evaluation.no-sessions' },
    })
    const session = { milestoneId: undefined, place: '活动室', attendance: 12, codeCount: 3 }
    for (const on of ['2026-06-02', '2026-06-03'])
      must(
        await makeSession(day('2026-06-02', story.certifier), {
          projectId: story.projectId,
          ...session,
          title: `${on} 场`,
          heldOn: toDay(on),
        }),
      )
    must(await drawEvaluationSample(ctx, { ...(await at(id)), size: 6 }))
    const [sample] = (await readEvaluation(ctx, id))?.samples ?? []
    expect(sample).toMatchObject({ frame: 24, drawn: 6, reached: null })
    expect(sample?.places.flatMap(({ places }) => places)).toHaveLength(6)
    expect(await drawEvaluationSample(ctx, { ...(await at(id)), size: 6 })).toMatchObject({
      refusal: { code: 'evaluation.sample-open' },
    })
    const result = { sampleId: sample?.id ?? '', reached: 5, confirmed: 6 }
    expect(await noteSampleResult(ctx, { ...(await at(id)), ...result })).toMatchObject({
      refusal: { code: 'evaluation.more-than-reached' },
    })
    must(await noteSampleResult(ctx, { ...(await at(id)), ...result, confirmed: 4 }))
    expect((await readEvaluation(ctx, id))?.samples[0]).toMatchObject({ reached: 5, confirmed: 4 })
  })
})

const projectOf = ({ projectId }: ProjectStory) => t.owner.project.findUniqueOrThrow({ where: { id: projectId } })

describe('payments', () => {
  test('wait for an evaluation they are tied to, and go on when it is confirmed with a pass, or cancelled', async () => {
    const story = await runningProject(t)
    await accepted(t, story)
    const { id: trancheId } = await trancheOf(t, story)
    const id = await commissioned(story, { gated: [trancheId] })
    expect(await release(t, story)).toMatchObject({ refusal: { code: 'tranche.evaluation-open' } })
    expect((await readRelease(t.contextAt(payDay, story.finance), trancheId))?.blocked).toEqual(['evaluation'])
    expect(
      (await readProjectEvaluations(day('2026-06-26', story.bureau.officer), story.projectId)).stops,
    ).toMatchObject([{ position: 1, why: 'open' }])
    must(
      await cancelEvaluation(day('2026-06-10', story.bureau.officer), {
        ...(await at(id)),
        reason: '委托有误，另行委托。',
      }),
    )
    const second = await commissioned(story, { gated: [trancheId] })
    await confirmed(story, second)
    must(await release(t, story))
  })

  test('stop for the whole project when the mid-term fails, until a new one passes; the earlier one stays', async () => {
    const story = await runningProject(t)
    await accepted(t, story)
    const id = await commissioned(story)
    await confirmed(story, id, false)
    expect(await release(t, story)).toMatchObject({ refusal: { code: 'tranche.evaluation-failed' } })
    const { id: setId } = await setOf('outcome')
    const input = {
      projectId: story.projectId,
      kind: 'MIDTERM' as const,
      setId,
      dueOn: toDay('2026-07-20'),
      agency: '公信评估中心',
      brief: '',
      appointed: [accountIdOf(story.evaluator)],
      drawn: 0,
      gated: [],
    }
    expect(await commissionEvaluation(day('2026-06-19', story.bureau.officer), input)).toMatchObject({
      refusal: { code: 'evaluation.not-fixed' },
    })
    must(await reportFixed(day('2026-06-19', story.certifier), { ...(await at(id)), note: '已补齐全部记录。' }))
    const again = must(await commissionEvaluation(day('2026-06-19', story.bureau.officer), input)).evaluationId
    await confirmed(story, again, true, '2026-06-20', '2026-07-08')
    must(await release(t, story))
    expect(
      (await t.owner.evaluation.findMany({ where: { projectId: story.projectId } })).map(({ passes }) => passes).sort(),
    ).toEqual([false, true])
  })

  test('are decided by an approver where the project ended early: a failed mid-term stops what is owed no longer', async () => {
    const story = await runningProject(t)
    await accepted(t, story)
    await confirmed(story, await commissioned(story), false)
    const { projectId, bureau } = story
    const { id: trancheId } = await trancheOf(t, story)
    const input = { trancheId, isOwed: true, reason: '终止前已验收，成果真实。' }
    expect(await decideOwed(day('2026-06-26', bureau.approver), input)).toMatchObject({
      refusal: { code: 'tranche.not-ended-early' },
    })
    const { version } = await projectOf(story)
    const what = { kind: 'TERMINATION', code: 'MUTUAL' } as const
    const halt = must(
      await proposeHalt(day('2026-06-26', bureau.officer), {
        projectId,
        version,
        reason: '评估不合格，协商终止。',
        what,
      }),
    )
    must(await decideHalt(day('2026-06-26', bureau.approver), { haltId: halt.haltId, version: 1 }))
    expect(await release(t, story)).toMatchObject({ refusal: { code: 'tranche.evaluation-failed' } })
    must(await decideOwed(day('2026-06-26', bureau.approver), input))
    must(await release(t, story))
  })
})
