import { randomUUID } from 'node:crypto'
import { beforeAll, describe, expect, test } from 'vitest'
import { type Actor, anonymous } from '#app/domain/shared/actor.ts'
import { toDay } from '#app/domain/shared/day.ts'
import { throttles } from '#app/domain/account/throttle.ts'
import { type AnswerCode, formatCode } from '#app/domain/voice/code.ts'
import { deskPage } from '#app/services/desk/desk-page.server.ts'
import { codesOf, hashOfCode } from '#app/services/voice/answer-codes.server.ts'
import { answer } from '#app/services/voice/answer.server.ts'
import { makeSession } from '#app/services/voice/make-session.server.ts'
import { hideComment, showComment } from '#app/services/voice/moderate-comment.server.ts'
import { readPublicVoice } from '#app/services/voice/queries/public-voice.server.ts'
import { readSlip } from '#app/services/voice/queries/slip.server.ts'
import { readSlips } from '#app/services/voice/queries/slips.server.ts'
import { readBureauVoicePage, readVoicePage } from '#app/services/voice/queries/voice-page.server.ts'
import { useDatabase } from '#tests/support/database.ts'
import { accountIdOf, makeBody, makeOfficer, must } from '#tests/support/scenes.ts'
import { milestoneAt, preparedProject, type ProjectStory, runningProject } from '#tests/support/scenes-project.ts'

const t = useDatabase({ forEachScene: true })
const heldOn = toDay('2026-06-20')
const that = '2026-06-20T15:00:00+08:00'

const session = (projectId: string, more: Partial<Parameters<typeof makeSession>[1]> = {}) => ({
  projectId,
  title: '六月巡访',
  heldOn,
  place: '社区服务站',
  milestoneId: undefined,
  attendance: 30,
  codeCount: 6,
  ...more,
})

async function made(story: ProjectStory, more: Parameters<typeof session>[1] = {}) {
  const ctx = t.contextAt(that, story.certifier)
  const { sessionId } = must(await makeSession(ctx, session(story.projectId, more)))
  return { sessionId, codes: codesOf(ctx.keys, sessionId, more.codeCount ?? 6) }
}

type Said = { score: number; knew: boolean | null; comment: string }
const said: Said = { score: 5, knew: null, comment: '' }
const say = (code: AnswerCode | undefined, more: Partial<Said> = {}, at = that) => {
  if (code === undefined) throw new Error('no such code')
  return answer(t.contextAt(at), { code, ...said, ...more })
}
const projectNoOf = async (story: ProjectStory) =>
  (await t.owner.project.findUniqueOrThrow({ where: { id: story.projectId } })).projectNo

describe('codes', () => {
  let story: ProjectStory
  beforeAll(async () => {
    story = await runningProject(t)
  })

  test('are made by the supplier for its own project, and printed again as often as needed', async () => {
    const { sessionId, codes } = await made(story)
    const printed = async (actor: Actor, projectId = story.projectId) =>
      readSlips(
        t.contextAt(that, actor),
        { projectId, sessionId, sheet: 1 },
        (code) => `https://a.example/voice/${code}`,
      )
    expect((await printed(story.certifier))?.slips.map(({ code }) => code)).toEqual(codes.map(formatCode))
    expect((await printed(story.certifier))?.slips[0]?.qr.path).toMatch(/^M/)
    expect(await printed(story.bureau.officer)).toBeNull()
    expect(await printed(story.certifier, randomUUID())).toBeNull()
    // The database alone opens nothing: neither the code nor its plain hash is in it.
    const rows = await t.owner.answerCode.findMany({ where: { sessionId } })
    expect(rows).toHaveLength(6)
    expect(JSON.stringify(rows)).not.toContain(codes[0])
    expect(await t.owner.auditEvent.count({ where: { type: 'voice.session-made', entityId: sessionId } })).toBe(1)
  })

  test('are refused to everybody else, for another project and at another time', async () => {
    const make = (actor: Actor, more: Parameters<typeof session>[1] = {}, at = that) =>
      makeSession(t.contextAt(at, actor), session(story.projectId, more))
    expect(await make(story.bureau.officer)).toMatchObject({ refusal: { code: 'forbidden' } })
    expect(await make(anonymous)).toMatchObject({ refusal: { code: 'not-found' } })
    const stranger = await makeOfficer(t, await makeBody(t))
    expect(await make(stranger)).toMatchObject({ refusal: { code: 'not-found' } })

    const other = await preparedProject(t)
    expect(await make(story.certifier, { milestoneId: milestoneAt(other, 1).id })).toMatchObject({
      refusal: { code: 'voice.other-milestone' },
    })
    must(await make(story.certifier, { milestoneId: milestoneAt(story, 1).id }))
    expect(await make(story.certifier, { heldOn: toDay('2026-09-30') })).toMatchObject({
      refusal: { code: 'voice.day-too-far' },
    })
    expect(await makeSession(t.contextAt(that, other.certifier), session(other.projectId))).toMatchObject({
      refusal: { code: 'voice.project-not-running' },
    })
  })

  test('as many as were said: none is added later, none taken back, none used without an answer', async () => {
    const { sessionId, codes } = await made(story)
    const codeHash = new Uint8Array(32)
    await expect(t.owner.answerCode.create({ data: { codeHash, sessionId } })).rejects.toThrow(/voice.code-count/)
    await expect(t.owner.answerCode.deleteMany({ where: { sessionId } })).rejects.toThrow(/append-only/)
    const where = { codeHash: hashOfCode(t.contextAt(that).keys, codes[0] ?? ('' as AnswerCode)) }
    const useAlone = t.owner.$transaction(async (tx) => {
      await tx.$executeRaw`SELECT set_config('commonweal.clock', ${that}, true)`
      await tx.answerCode.update({ where, data: { isUsed: true } })
    })
    await expect(useAlone).rejects.toThrow(/voice.no-code/)
    await expect(
      t.owner.serviceAnswer.create({ data: { sessionId, score: 5, answeredOn: new Date(that) } }),
    ).rejects.toThrow(/voice.no-code/)
    await expect(t.owner.serviceSession.updateMany({ data: { attendance: 9 } })).rejects.toThrow(/append-only/)
  })
})

describe('an answer', () => {
  let story: ProjectStory
  beforeAll(async () => {
    story = await runningProject(t)
  })

  test('twenty at once with one code are one answer', async () => {
    const { sessionId, codes } = await made(story)
    const outcomes = await Promise.all(Array.from({ length: 20 }, () => say(codes[0], { comment: '很好' })))
    expect(outcomes.filter(({ ok }) => ok)).toHaveLength(1)
    for (const outcome of outcomes) if (!outcome.ok) expect(['voice.used', 'busy']).toContain(outcome.refusal.code)
    expect(await t.owner.serviceAnswer.count({ where: { sessionId } })).toBe(1)
    expect(await t.owner.serviceComment.count({ where: { sessionId } })).toBe(1)
    expect(await readSlip(t.contextAt(that), codes[0] ?? '')).toMatchObject({ state: 'used' })
  })

  test('six codes at once are six answers', async () => {
    const { sessionId, codes } = await made(story)
    for (const outcome of await Promise.all(codes.map((code) => say(code)))) must(outcome)
    expect(await t.owner.serviceAnswer.count({ where: { sessionId } })).toBe(6)
  })

  test('is taken from the day of the service to sixty days after it', async () => {
    const { codes } = await made(story)
    const [first, second] = codes
    const states = async (at: string) => (await readSlip(t.contextAt(at), first ?? '')).state
    expect(await states('2026-06-19T23:59:00+08:00')).toBe('early')
    expect(await say(first, {}, '2026-06-19T23:59:00+08:00')).toMatchObject({ refusal: { code: 'voice.early' } })
    expect(await states('2026-08-20T00:01:00+08:00')).toBe('expired')
    expect(await say(first, {}, '2026-08-20T00:01:00+08:00')).toMatchObject({ refusal: { code: 'voice.expired' } })
    must(await say(first, {}, '2026-06-20T00:01:00+08:00'))
    must(await say(second, {}, '2026-08-19T23:59:00+08:00'))
  })

  test('leaves no trace of who or when: no event, no audit row, no order', async () => {
    const { sessionId, codes } = await made(story)
    const before = await t.owner.auditEvent.count()
    must(await say(codes[2], { score: 2, knew: true, comment: '等得太久' }))
    expect(await t.owner.auditEvent.count()).toBe(before)
    const columns = await t.owner.$queryRaw<{ name: string }[]>`
      SELECT table_name || '.' || column_name AS name FROM information_schema.columns
      WHERE table_name IN ('answer_code', 'service_answer') ORDER BY 1`
    expect(columns.map(({ name }) => name)).toEqual([
      'answer_code.code_hash',
      'answer_code.is_used',
      'answer_code.session_id',
      'service_answer.answered_on',
      'service_answer.id',
      'service_answer.knew',
      'service_answer.score',
      'service_answer.session_id',
    ])
    // Not even the site itself reads which rows were written together.
    await expect(
      t.app.$queryRaw`SELECT xmin::text FROM service_answer WHERE session_id = ${sessionId}::uuid`,
    ).rejects.toThrow(/permission denied/)
    await expect(
      t.app.$queryRaw`SELECT xmin::text FROM answer_code WHERE session_id = ${sessionId}::uuid`,
    ).rejects.toThrow(/permission denied/)
    await expect(t.owner.serviceAnswer.updateMany({ data: { score: 5 } })).rejects.toThrow(/append-only/)
  })

  test("is written by the site's own role", async () => {
    const { codes } = await made(story, { heldOn: toDay('2026-06-20') })
    // Its clock is the real one: whether the code is early or late, it gets as far as the database's own word.
    const outcome = await answer(
      { ...t.contextAt(that), db: t.app, tellsClock: false },
      { code: codes[0] ?? ('' as AnswerCode), ...said },
    )
    if (!outcome.ok) expect(['voice.early', 'voice.expired']).toContain(outcome.refusal.code)
  })

  test('wrong codes run out; right ones never do', async () => {
    const { codes } = await made(story, { codeCount: 40 })
    const from = (ip: string) => ({ ...t.contextAt(that), ip })
    for (const code of codes) must(await answer(from('10.0.0.1'), { code, ...said }))
    for (let count = 0; count < throttles.answerCodeIp.points; count += 1)
      expect(await readSlip(from('10.0.0.2'), '0000-0000')).toEqual({ state: 'unknown' })
    expect(await readSlip(from('10.0.0.2'), formatCode(codes[0] ?? ('' as AnswerCode)))).toMatchObject({
      state: 'throttled',
    })
    expect(await readSlip(from('10.0.0.3'), formatCode(codes[0] ?? ('' as AnswerCode)))).toMatchObject({
      state: 'used',
    })
  })
})

describe('what is shown', () => {
  test('nothing of four answers, and of five the whole without its occasions', async () => {
    const story = await runningProject(t)
    const projectNo = await projectNoOf(story)
    const publicly = () => readPublicVoice(t.contextAt(that), projectNo)
    expect(await publicly()).toBeNull()
    const { codes } = await made(story, { codeCount: 4 })
    for (const code of codes) must(await say(code, { score: 4, knew: true, comment: '不错' }))
    const bureau = () => readBureauVoicePage(t.contextAt(that, story.bureau.officer), story.projectId)
    for (const { id: commentId, version } of (await bureau())?.waiting ?? [])
      must(
        await showComment(t.contextAt(that, story.bureau.officer), { projectId: story.projectId, commentId, version }),
      )
    // Not the count, not a comment: nothing one could reckon with.
    expect(await publicly()).toEqual({ figures: null, comments: [] })
    const own = await readVoicePage(t.contextAt(that, story.certifier), story.projectId)
    expect(own).toMatchObject({ answered: 4, figures: null, sessions: [{ answered: 4, figures: null }] })
    expect(JSON.stringify(own)).not.toMatch(/tally|"sum"|"satisfied"/)

    const second = await made(story, { codeCount: 1 })
    must(await say(second.codes[0], { score: 2, knew: false }))
    expect(await publicly()).toEqual({
      figures: {
        n: 5,
        mean: '3.6',
        satisfied: { n: 5, percent: 80, low: 38, high: 96 },
        awareness: { n: 5, percent: 80, low: 38, high: 96 },
      },
      comments: ['不错', '不错', '不错', '不错'],
    })
  })

  test('comments wait for an officer of the very body, who may change their mind', async () => {
    const story = await runningProject(t)
    const { projectId, bureau, certifier, supervisor } = story
    const { sessionId, codes } = await made(story, { codeCount: 5, attendance: 3 })
    for (const [index, code] of codes.entries())
      must(await say(code, { comment: index === 0 ? '阿姨们态度好' : index === 1 ? '王某某不好' : '' }))
    const officer = t.contextAt(that, bureau.officer)
    expect((await deskPage(officer)).you).toContainEqual(
      expect.objectContaining({ kind: 'commentsToModerate', id: projectId, count: 2 }),
    )
    const page = await readBureauVoicePage(officer, projectId)
    expect(page).toMatchObject({ waitingCount: 2, mayModerate: true })
    expect(page?.sessions[0]?.warnings).toEqual(['allBestOneDay', 'moreThanCame'])
    const commentOf = (text: string) => t.owner.serviceComment.findFirstOrThrow({ where: { sessionId, text } })
    const chosen = async (text: string) => {
      const { id, version } = await commentOf(text)
      return { projectId, commentId: id, version }
    }

    const stranger = await makeOfficer(t, await makeBody(t))
    const good = await chosen('阿姨们态度好')
    expect(await showComment(t.contextAt(that, stranger), good)).toMatchObject({ refusal: { code: 'not-found' } })
    expect(await showComment(t.contextAt(that, certifier), good)).toMatchObject({ refusal: { code: 'not-found' } })
    expect(await showComment(t.contextAt(that, supervisor), good)).toMatchObject({ refusal: { code: 'forbidden' } })
    await expect(
      t.owner.serviceComment.update({
        where: { id: good.commentId },
        data: { state: 'SHOWN', moderatedById: accountIdOf(certifier), moderatedAt: new Date() },
      }),
    ).rejects.toThrow(/voice.not-officer/)

    must(await showComment(officer, good))
    expect(await showComment(officer, good)).toMatchObject({ refusal: { code: 'stale' } })
    must(await hideComment(officer, { ...(await chosen('王某某不好')), reason: 'NAMES_A_PERSON' }))
    const publicly = async () => (await readPublicVoice(t.contextAt(that), await projectNoOf(story)))?.comments
    expect(await publicly()).toEqual(['阿姨们态度好'])
    must(await hideComment(officer, { ...(await chosen('阿姨们态度好')), reason: 'OFF_TOPIC' }))
    expect(await publicly()).toEqual([])
    must(await showComment(officer, await chosen('王某某不好')))
    expect(await publicly()).toEqual(['王某某不好'])
    await expect(
      t.owner.serviceComment.update({ where: { id: good.commentId }, data: { text: '别的' } }),
    ).rejects.toThrow(/stays as it was written/)
    expect((await deskPage(officer)).you.map(({ kind }) => kind)).not.toContain('commentsToModerate')
    // The supplier reads figures, and comments only where everybody does.
    expect(JSON.stringify(await readVoicePage(t.contextAt(that, certifier), projectId))).not.toContain('王某某')
  })
})
