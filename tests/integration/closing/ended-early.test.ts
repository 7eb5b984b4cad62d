import { describe, expect, test } from 'vitest'
import { accountCode } from '#app/domain/ledger/accounts.ts'
import type { Actor } from '#app/domain/shared/actor.ts'
import { toDay } from '#app/domain/shared/day.ts'
import { toFen } from '#app/domain/shared/money.ts'
import { orderClawback, proposeClawback } from '#app/services/clawback/order-clawback.server.ts'
import { receiveClawback } from '#app/services/clawback/settle-clawback.server.ts'
import { recordAudit } from '#app/services/closing/audit.server.ts'
import { approveClosing, proposeClosing, submitFinalReport } from '#app/services/closing/final-report.server.ts'
import { readClosing } from '#app/services/closing/queries/closing.server.ts'
import { readPublicClosing } from '#app/services/closing/queries/public-closing.server.ts'
import { decideHalt } from '#app/services/halt/decide-halt.server.ts'
import { proposeHalt } from '#app/services/halt/propose-halt.server.ts'
import { decideOwed } from '#app/services/project/decide-owed.server.ts'
import { publicOrganization } from '#app/services/organization/queries/public-organization.server.ts'
import { readProjectPage } from '#app/services/project/queries/project-page.server.ts'
import { readPublicProject } from '#app/services/project/queries/public-project.server.ts'
import { useDatabase } from '#tests/support/database.ts'
import { must } from '#tests/support/scenes.ts'
import {
  accepted,
  linedBidders,
  payDay,
  type ProjectStory,
  release,
  runningProject,
  trancheOf,
} from '#tests/support/scenes-project.ts'
import { certifiedSpending } from '#tests/support/scenes-spending.ts'

const t = useDatabase({ forEachScene: true })
const day = '2026-07-10T10:00:00+08:00'
const at = (actor: Actor, when = day) => t.contextAt(when, actor)
const refused = (code: string) => ({ ok: false, refusal: { code } })
const breaches = () => t.owner.$queryRaw<{ rule: string }[]>`SELECT rule FROM ledger_check() WHERE breaches > 0`
const projectOf = ({ projectId }: ProjectStory) => t.owner.project.findUniqueOrThrow({ where: { id: projectId } })
const left = async (code: string) => {
  const found = await t.owner.ledgerAccount.findUniqueOrThrow({ where: { code } })
  return found.postedCredit - found.postedDebit - found.pendingDebit
}

/** The first milestone paid, the second accepted, then the end. */
async function endedEarly(code: 'MUTUAL' | 'BREACH'): Promise<ProjectStory> {
  const story = await runningProject(t, { bidders: linedBidders })
  await accepted(t, story, 1)
  must(await release(t, story, 1))
  await accepted(t, story, 2)
  const { version } = await projectOf(story)
  const what = { kind: 'TERMINATION', code } as const
  const { projectId, bureau } = story
  const halt = must(
    await proposeHalt(at(bureau.officer, payDay), { projectId, version, reason: '服务人员全部离职。', what }),
  )
  must(await decideHalt(at(bureau.approver, payDay), { haltId: halt.haltId, version: 1 }))
  return story
}

const decide = async (story: ProjectStory, isOwed: boolean, actor = story.bureau.approver, position = 2) =>
  decideOwed(at(actor), { trancheId: (await trancheOf(t, story, position)).id, isOwed, reason: '依据已验收的成果。' })

describe('what was accepted before an early end', () => {
  test('is refused only with a ground, by an approver, once; the hold is lifted and the money goes back', async () => {
    const story = await endedEarly('BREACH')
    expect(await decide(story, false, story.bureau.officer)).toMatchObject(refused('forbidden'))
    expect(await decide(story, false, story.bureau.approver, 1)).toMatchObject(refused('tranche.wrong-state'))
    const before = await left(accountCode.callBudget(story.call.id))
    const tranche = await trancheOf(t, story, 2)
    must(await decide(story, false))
    expect(await decide(story, true)).toMatchObject(refused('tranche.decided-already'))
    expect((await trancheOf(t, story, 2)).state).toBe('REFUSED')
    expect(await left(accountCode.callBudget(story.call.id))).toBe(before + tranche.amountFen)
    expect(await release(t, story, 2)).toMatchObject(refused('tranche.wrong-state'))
    expect(await breaches()).toEqual([])
    const page = await readProjectPage(at(story.certifier), { projectId: story.projectId })
    expect(page?.milestones[1]).toMatchObject({ mayDecideOwed: false, tranche: { verdict: { isOwed: false } } })
  })

  test('is not refused where nobody broke anything', async () => {
    const story = await endedEarly('MUTUAL')
    expect(await decide(story, false)).toMatchObject(refused('tranche.no-ground'))
    must(await decide(story, true))
    must(await release(t, story, 2))
  })

  test('is not decided while the project runs, and straight at the tables neither', async () => {
    const story = await runningProject(t)
    await accepted(t, story, 1)
    expect(await decide(story, true, story.bureau.approver, 1)).toMatchObject(refused('tranche.not-ended-early'))
    await expect(
      t.owner
        .$executeRaw`UPDATE tranche SET state = 'REFUSED' WHERE project_id = ${story.projectId}::uuid AND state = 'CLAIMABLE'`,
    ).rejects.toThrow(/refused:tranche.no-ground/)
  })
})

describe('the account of a project that ended early', () => {
  test('is settled and closed as any other; what nobody takes is back in the fund', async () => {
    const story = await endedEarly('BREACH')
    const { projectId, projectNo, bureau, certifier, finance, evaluator, call } = story
    const versioned = async () => ({
      projectId,
      version: (await t.owner.finalReport.findUnique({ where: { projectId } }))?.version ?? 1,
    })
    const typed = { narrative: '项目提前终止，已完成建档与首轮评估，服务二百四十二户。', assets: '', results: '' }
    must(await submitFinalReport(at(certifier), { ...(await versioned()), ...typed }))
    expect((await readClosing(at(bureau.officer), projectId))?.obstacles.map(({ code }) => code)).toEqual([
      'tranche-undecided',
      'audit-missing',
      'money-open',
    ])
    must(await decide(story, false))
    const paid = (await trancheOf(t, story, 1)).amountFen
    const spent = paid - 1_000_000n
    await certifiedSpending(t, story, [{ lineNo: 1, amount: toFen(spent) }], day)
    must(
      await recordAudit(at(evaluator), {
        projectId,
        firm: '',
        opinion: 'CLEAN',
        summary: '账实相符',
        auditedOn: toDay('2026-07-09'),
      }),
    )
    const { clawbackId } = must(
      await proposeClawback(at(bureau.officer), {
        projectId,
        ground: 'UNSPENT',
        amount: 1_000_000n,
        dueOn: toDay('2026-08-10'),
        reason: '终止后结余退回',
      }),
    )
    must(await orderClawback(at(bureau.approver), { clawbackId, version: 1 }))
    const receipt = { amount: 1_000_000n, receivedOn: toDay('2026-07-10'), reference: 'HK-1' }
    must(await receiveClawback(at(finance), { clawbackId, version: 2, ...receipt }))
    must(await proposeClosing(at(bureau.officer), { ...(await versioned()), note: '' }))
    must(await approveClosing(at(bureau.approver), await versioned()))

    expect(await left(accountCode.callBudget(call.id))).toBe(0n)
    expect(await readPublicProject(at(certifier), projectNo)).toMatchObject({
      state: 'CLOSED',
      halt: { kind: 'TERMINATION', code: 'BREACH' },
    })
    expect(await readPublicClosing(at(certifier), projectNo)).toMatchObject({
      paidFen: paid.toString(),
      spentFen: spent.toString(),
      returnedFen: '1000000',
    })
    const organization = await publicOrganization({ db: t.owner, now: new Date() }, story.winner.organization.id)
    expect(organization?.projects.map(({ stage }) => stage)).toEqual(['ENDED'])
    expect(await breaches()).toEqual([])
  })
})
