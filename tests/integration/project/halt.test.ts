import { beforeAll, describe, expect, test } from 'vitest'
import { accountCode } from '#app/domain/ledger/accounts.ts'
import type { Actor } from '#app/domain/shared/actor.ts'
import { decideHalt, refuseHalt, resumeProject, withdrawHalt } from '#app/services/halt/decide-halt.server.ts'
import { proposeHalt } from '#app/services/halt/propose-halt.server.ts'
import { readProjectPage } from '#app/services/project/queries/project-page.server.ts'
import { readPublicProject } from '#app/services/project/queries/public-project.server.ts'
import { readReleases } from '#app/services/project/queries/releases.server.ts'
import { startReport } from '#app/services/project/start-report.server.ts'
import { useDatabase } from '#tests/support/database.ts'
import { must } from '#tests/support/scenes.ts'
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

const t = useDatabase({ forEachScene: true })
const as = (actor: Actor) => t.contextAt(payDay, actor)
const reason = '服务场地因防汛关闭，暂停入户。'

const projectOf = ({ projectId }: ProjectStory) => t.owner.project.findUniqueOrThrow({ where: { id: projectId } })
const haltOf = (id: string) => t.owner.halt.findUniqueOrThrow({ where: { id } })
const suspension = { kind: 'SUSPENSION', expectedOn: '2026-08-01' } as const
const termination = { kind: 'TERMINATION', code: 'FORCE_MAJEURE' } as const

async function proposed(story: ProjectStory, what: typeof suspension | typeof termination) {
  const { version } = await projectOf(story)
  const { projectId, bureau } = story
  const { haltId } = must(await proposeHalt(as(bureau.officer), { projectId, version, reason, what }))
  return haltOf(haltId)
}
async function decided(story: ProjectStory, what: typeof suspension | typeof termination) {
  const { id, version } = await proposed(story, what)
  must(await decideHalt(as(story.bureau.approver), { haltId: id, version }))
  return haltOf(id)
}
async function resumed(story: ProjectStory, id: string) {
  const { version } = await haltOf(id)
  return resumeProject(as(story.bureau.approver), { haltId: id, version })
}
const balance = async (code: string) => {
  const found = await t.owner.ledgerAccount.findUniqueOrThrow({ where: { code } })
  return found.postedCredit - found.postedDebit - found.pendingDebit
}
const brokenRules = () => t.owner.$queryRaw<{ rule: string }[]>`SELECT rule FROM ledger_check() WHERE breaches <> 0`

describe('a suspension', () => {
  let story: ProjectStory
  beforeAll(async () => {
    story = await runningProject(t)
  })

  test('is proposed by the officer and decided by another, and may be refused or taken back', async () => {
    const { projectId, bureau, supervisor, certifier, finance } = story
    const { version } = await projectOf(story)
    const input = { projectId, version, reason, what: suspension }
    for (const actor of [bureau.approver, supervisor, certifier, finance])
      expect(await proposeHalt(as(actor), input)).toMatchObject({ refusal: { code: 'forbidden' } })
    expect(await proposeHalt(as(bureau.officer), { ...input, version: version - 1 })).toMatchObject({
      refusal: { code: 'stale' },
    })
    expect(
      await proposeHalt(as(bureau.officer), { ...input, what: { ...suspension, expectedOn: payDay.slice(0, 10) } }),
    ).toMatchObject({ refusal: { code: 'halt.day-past' } })

    const first = await proposed(story, suspension)
    // The same form posted again is the same proposal; another one waits.
    expect((await proposed(story, suspension)).id).toBe(first.id)
    expect(await proposeHalt(as(bureau.officer), { ...input, what: termination })).toMatchObject({
      refusal: { code: 'halt.one-at-a-time' },
    })
    const both = { ...bureau.officer, bodies: [...bureau.officer.bodies, ...bureau.approver.bodies] }
    const step = { haltId: first.id, version: first.version }
    expect(await decideHalt(as(both), step)).toMatchObject({ refusal: { code: 'halt.four-eyes' } })
    expect(await decideHalt(as(finance), step)).toMatchObject({ refusal: { code: 'forbidden' } })
    expect((await readProjectPage(as(certifier), { projectId }))?.halts).toEqual([])
    must(await withdrawHalt(as(bureau.officer), step))

    const second = await proposed(story, suspension)
    const answer = { haltId: second.id, version: second.version, decisionReason: '可以改在室内开展。' }
    must(await refuseHalt(as(bureau.approver), answer))
    expect(await refuseHalt(as(bureau.approver), answer)).toMatchObject({ refusal: { code: 'stale' } })
    expect((await projectOf(story)).state).toBe('ACTIVE')
  })

  test('stops payments and reports until the project goes on', async () => {
    await accepted(t, story)
    const halt = await decided(story, suspension)
    expect((await projectOf(story)).state).toBe('SUSPENDED')
    expect(await release(t, story)).toMatchObject({ refusal: { code: 'project.suspended' } })
    expect(await readReleases(as(story.finance))).toMatchObject([{ blocked: ['suspension'] }])
    const { id } = await trancheOf(t, story)
    await expect(t.owner.$executeRaw`UPDATE tranche SET state = 'RELEASED' WHERE id = ${id}::uuid`).rejects.toThrow(
      /refused:project.suspended|tranche_state_whole/,
    )
    expect(await startReport(as(story.certifier), { milestoneId: milestoneAt(story, 2).id })).toMatchObject({
      refusal: { code: 'milestone.project-not-active' },
    })
    // Long past its due day, and nothing is late.
    const later = t.contextAt('2026-12-30T10:00:00+08:00', story.certifier)
    const page = await readProjectPage(later, { projectId: story.projectId })
    expect(page?.milestones.some(({ isOverdue }) => isOverdue)).toBe(false)
    expect(page?.halts).toMatchObject([{ state: 'STANDING', reason, expectedOn: '2026-08-01' }])
    const open = await readPublicProject(as(story.certifier), story.projectNo)
    expect(open).toMatchObject({ state: 'SUSPENDED', halt: { kind: 'SUSPENSION', expectedOn: '2026-08-01' } })
    expect(JSON.stringify(open)).not.toContain(reason)

    const { version } = await haltOf(halt.id)
    expect(await resumeProject(as(story.bureau.officer), { haltId: halt.id, version })).toMatchObject({
      refusal: { code: 'forbidden' },
    })
    must(await resumed(story, halt.id))
    expect(await resumed(story, halt.id)).toMatchObject({ refusal: { code: 'halt.wrong-state' } })
    must(await release(t, story))
  })

  test('is not there without a decision, whatever the code does', async () => {
    await expect(
      t.owner.$executeRaw`UPDATE project SET state = 'SUSPENDED' WHERE id = ${story.projectId}::uuid`,
    ).rejects.toThrow(/refused:halt.no-decision/)
    await expect(
      t.owner.$executeRaw`UPDATE project SET state = 'TERMINATED' WHERE id = ${story.projectId}::uuid`,
    ).rejects.toThrow(/refused:halt.no-decision/)
    await expect(
      t.owner
        .$executeRaw`UPDATE tranche SET state = 'CANCELLED' WHERE project_id = ${story.projectId}::uuid AND state = 'PLANNED'`,
    ).rejects.toThrow(/refused:halt.no-decision/)
  })
})

describe('a termination', () => {
  test('leaves what is accepted or paid, cancels the rest and gives its money back, to the fen', async () => {
    const story = await runningProject(t)
    const { awardId, call, projectId, projectNo } = story
    await accepted(t, story, 1)
    must(await release(t, story, 1))
    await accepted(t, story, 2)
    const [first, second, third] = [
      await trancheOf(t, story, 1),
      await trancheOf(t, story, 2),
      await trancheOf(t, story, 3),
    ]
    const before = await balance(accountCode.callBudget(call.id))
    const halt = await decided(story, termination)

    expect(halt).toMatchObject({ state: 'STANDING', returnedFen: third.amountFen })
    expect((await projectOf(story)).state).toBe('TERMINATED')
    expect((await trancheOf(t, story, 3)).state).toBe('CANCELLED')
    expect(await balance(accountCode.award(awardId))).toBe(0n)
    expect(await balance(accountCode.callBudget(call.id))).toBe(before + third.amountFen)
    expect(await brokenRules()).toEqual([])

    const figures = {
      appropriatedFen: (first.amountFen + second.amountFen + third.amountFen).toString(),
      committedFen: (first.amountFen + second.amountFen).toString(),
      releasedFen: first.amountFen.toString(),
      heldFen: second.amountFen.toString(),
      leftFen: second.amountFen.toString(),
    }
    const page = await readPublicProject(as(story.certifier), projectNo)
    expect(page).toMatchObject({
      state: 'TERMINATED',
      halt: { kind: 'TERMINATION', code: 'FORCE_MAJEURE', returnedFen: third.amountFen.toString() },
    })
    expect(page?.money).toMatchObject({ ...figures, appropriatedFen: page?.money.appropriatedFen })
    const own = await readProjectPage(as(story.certifier), { projectId })
    expect(own?.money).toMatchObject({ ...figures, appropriatedFen: page?.money.appropriatedFen })

    // What was accepted is still paid.
    must(await release(t, story, 2))
    expect(await brokenRules()).toEqual([])
    expect(await startReport(as(story.certifier), { milestoneId: milestoneAt(story, 3).id })).toMatchObject({
      refusal: { code: 'milestone.project-not-active' },
    })
    // Pressed again: it is over.
    expect(await decideHalt(as(story.bureau.approver), { haltId: halt.id, version: halt.version - 1 })).toMatchObject({
      refusal: { code: 'stale' },
    })
  })

  test('waits for a report that is handed in, and ends a suspension', async () => {
    const story = await runningProject(t)
    await reported(t, story, 1)
    const halt = await proposed(story, termination)
    const step = { haltId: halt.id, version: halt.version }
    expect(await decideHalt(as(story.bureau.approver), step)).toMatchObject({
      refusal: { code: 'halt.report-undecided' },
    })
    const other = await runningProject(t)
    const suspended = await decided(other, suspension)
    await decided(other, termination)
    expect((await haltOf(suspended.id)).state).toBe('ENDED')
    expect((await projectOf(other)).state).toBe('TERMINATED')
    expect(await balance(accountCode.award(other.awardId))).toBe(0n)
    expect(await brokenRules()).toEqual([])
  })
})
