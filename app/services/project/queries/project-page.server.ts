import type { AmendmentSide } from '#app/domain/amendment/authority.ts'
import { amendmentPolicy, startAmendmentPolicy } from '#app/domain/amendment/policy.ts'
import { haltPolicy } from '#app/domain/halt/policy.ts'
import { isOverdue, isOwed, isSettled } from '#app/domain/milestone/progress.ts'
import { milestonePolicy } from '#app/domain/milestone/policy.ts'
import { projectPolicy } from '#app/domain/project/policy.ts'
import { dayOf, toDay } from '#app/domain/shared/day.ts'
import { rolesOf } from '#app/domain/shared/actor.ts'
import { may } from '#app/domain/shared/policy.ts'
import type { Context } from '#app/services/shared/context.server.ts'
import { mustDeclareFirst } from '#app/services/evaluation/queries/must-declare-first.server.ts'
import type { Db } from '#app/services/shared/db.server.ts'
import { readCounted } from './counted.server.ts'
import { readReportDuplicates } from './duplicates.server.ts'
import { readReportRule } from './report-rule.server.ts'
import { readReviewStanding } from './review-standing.server.ts'
import { type MoneyView, moneyView } from './money.ts'
import { type MilestoneView, type ProjectSheet, readSheet, type SheetKey } from './sheet.server.ts'

type Step = 'draftContract' | 'offerContract' | 'signContract' | 'returnContract' | 'complete' | 'keepParties'
type ObjectionStep = 'raiseObjection' | 'answerObjection' | 'closeObjection'
type AmendmentStep = 'amendBudget' | 'amendMilestones' | 'amendMilestonesForBuyer' | 'supplement'
type HaltStep = 'proposeSuspension' | 'proposeTermination' | 'decideHalt' | 'withdrawHalt' | 'resume'
type ReportStep = 'writeReport' | 'submitReport' | 'publishEvidence'

export type ProjectPage = Omit<
  ProjectSheet,
  'bodyNameZh' | 'bodyNameEn' | 'milestones' | 'callTotals' | 'awardTotals'
> & {
  bodyName: string
  money: MoneyView
  milestones: (MilestoneView & { isOverdue: boolean; mayDecide: boolean; mayDecideOwed: boolean })[]
  /** Payment waits: the supplier sees that, the body sees why too. */
  isBlocked: boolean
  may: Record<Step | ObjectionStep | AmendmentStep | HaltStep | ReportStep, boolean>
}

const insideBody = new Set(['officer', 'approver', 'finance', 'supervisor', 'evaluator'])

/** A project for somebody who works on it; null for everybody else, as if it were not there. */
export async function readProjectPage(ctx: Context, key: SheetKey): Promise<ProjectPage | null> {
  const sheet = await readSheet(ctx.db, key)
  if (sheet === null || !may(projectPolicy, 'read', ctx.actor, sheet)) return null
  if (await mustDeclareFirst(ctx, sheet)) return null
  const { bodyNameZh, bodyNameEn, callTotals, awardTotals, ...rest } = sheet
  const isBody = rolesOf(ctx.actor, { bodyId: sheet.bodyId }).some((role) => insideBody.has(role))
  const isOwn = rolesOf(ctx.actor, { organizationId: sheet.organizationId }).some(
    (role) => role === 'owner' || role === 'editor' || role === 'certifier',
  )
  const today = dayOf(ctx.now)
  const allowed = (step: Step | ObjectionStep) => may(projectPolicy, step, ctx.actor, sheet)
  // No contract comes of an award that was taken back (contract.award-revoked).
  const towardsContract = (step: Step) => allowed(step) && sheet.revocation === null
  const onReport = (step: ReportStep) => may(milestonePolicy, step, ctx.actor, sheet)
  const isRunning = sheet.state === 'ACTIVE' || sheet.state === 'SUSPENDED'
  const mayAmend = (side: AmendmentSide) => isRunning && may(startAmendmentPolicy, side, ctx.actor, sheet)
  const proposed = rest.halts.find(({ state }) => state === 'PROPOSED')
  const onHalt = (step: 'propose' | 'decide' | 'withdraw' | 'resume') =>
    may(haltPolicy, step, ctx.actor, { bodyId: sheet.bodyId, proposedById: proposed?.proposedById })
  const hasOpenMilestone = sheet.milestones.some(({ state }) => isOwed(state))
  return {
    ...rest,
    bodyName: ctx.locale === 'en' ? bodyNameEn : bodyNameZh,
    money: moneyView(callTotals, awardTotals),
    milestones: rest.milestones.map((milestone) => ({
      ...milestone,
      // A draft is the organization's alone until it is submitted.
      reports: milestone.reports
        .filter(({ state }) => state !== 'DRAFT' || isOwn)
        // What a reviewer finds is the body's own until it is decided.
        .map((report) => (report.state === 'SUBMITTED' && !isBody ? { ...report, findings: [] } : report)),
      isOverdue: rest.state === 'ACTIVE' && isOverdue({ state: milestone.state, dueOn: toDay(milestone.dueOn) }, today),
      mayDecide: may(milestonePolicy, 'decideReport', ctx.actor, {
        bodyId: sheet.bodyId,
        requestedById: milestone.reports.find(({ state }) => state === 'SUBMITTED')?.submittedById ?? undefined,
      }),
      mayDecideOwed:
        sheet.state === 'TERMINATED' &&
        milestone.tranche.state === 'CLAIMABLE' &&
        milestone.tranche.verdict === null &&
        may(milestonePolicy, 'decideOwed', ctx.actor, {
          bodyId: sheet.bodyId,
          requestedById: milestone.tranche.requestedById ?? undefined,
          verifiedById: milestone.tranche.verifiedById ?? undefined,
        }),
    })),
    // What a side drafts is its own until it is offered.
    amendments: rest.amendments.filter((amendment) =>
      may(amendmentPolicy, 'read', ctx.actor, {
        ...amendment,
        bodyId: sheet.bodyId,
        organizationId: sheet.organizationId,
      }),
    ),
    isBlocked: rest.objections.some(({ state }) => state !== 'CLOSED'),
    // What is only proposed is the body's own matter.
    halts: rest.halts.filter(({ state }) => isBody || state === 'STANDING' || state === 'ENDED'),
    // What supervision says stays inside the body.
    objections: isBody ? rest.objections : [],
    may: {
      draftContract: towardsContract('draftContract') && sheet.contract.state === 'DRAFT',
      offerContract: towardsContract('offerContract') && sheet.contract.state === 'DRAFT',
      signContract:
        towardsContract('signContract') &&
        sheet.contract.state === 'OFFERED' &&
        sheet.parties.every(({ signedAt }) => signedAt !== null),
      keepParties: towardsContract('keepParties') && sheet.contract.state !== 'SIGNED',
      returnContract: towardsContract('returnContract') && sheet.contract.state === 'OFFERED',
      complete:
        allowed('complete') &&
        sheet.state === 'ACTIVE' &&
        isSettled(sheet.milestones.map(({ tranche }) => tranche.state)),
      raiseObjection: allowed('raiseObjection') && (sheet.state === 'ACTIVE' || sheet.state === 'PREPARING'),
      answerObjection: allowed('answerObjection'),
      closeObjection: allowed('closeObjection'),
      amendBudget: mayAmend('SUPPLIER') && sheet.budgetLines.length > 1,
      amendMilestones: mayAmend('SUPPLIER') && hasOpenMilestone,
      amendMilestonesForBuyer: mayAmend('BUYER') && hasOpenMilestone,
      supplement:
        isRunning && sheet.supplementLeftFen !== null && may(startAmendmentPolicy, 'supplement', ctx.actor, sheet),
      proposeSuspension: onHalt('propose') && sheet.state === 'ACTIVE' && proposed === undefined,
      proposeTermination: onHalt('propose') && isRunning && proposed === undefined,
      decideHalt: proposed !== undefined && onHalt('decide'),
      withdrawHalt: proposed !== undefined && onHalt('withdraw'),
      resume: onHalt('resume') && sheet.state === 'SUSPENDED',
      writeReport: onReport('writeReport') && sheet.state === 'ACTIVE',
      submitReport: onReport('submitReport') && sheet.state === 'ACTIVE',
      publishEvidence: onReport('publishEvidence'),
    },
  }
}

/** One milestone with the project it belongs to. */
export async function readMilestonePage(ctx: Context, milestoneId: string) {
  const project = await readProjectPage(ctx, { milestoneId })
  const milestone = project?.milestones.find(({ id }) => id === milestoneId)
  if (project === null || milestone === undefined) return null
  const [latest] = milestone.reports
  const isOpen = latest?.state === 'DRAFT' || latest?.state === 'SUBMITTED'
  const duplicates = isOpen
    ? await readReportDuplicates(ctx, { id: latest.id, milestoneId, projectId: project.id })
    : []
  const isDraft = latest?.state === 'DRAFT'
  return {
    project,
    milestone,
    duplicates,
    counted: isDraft ? await readCounted(ctx.db, milestoneId) : [],
    review: await readReviewStanding(ctx, project, milestone),
    appealDays: (await readReportRule(ctx.db, dayOf(ctx.now))).appealDays,
    photosToTake: isDraft ? await countPhotos(ctx.db, milestoneId, latest.id) : 0,
  }
}

/** Photographs of the milestone's activities that are not yet evidence of its draft. */
const countPhotos = (db: Db, milestoneId: string, reportId: string): Promise<number> =>
  db.activityPhoto.count({
    where: { session: { milestoneId, withdrawal: null }, file: { evidence: { none: { reportId } } } },
  })
