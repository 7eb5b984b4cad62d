import { closingPolicy } from '#app/domain/closing/policy.ts'
import { type FinalReportTyped, type Obstacle, refusalOfObstacle } from '#app/domain/closing/schema.ts'
import { type Outcome, ok, refuse } from '#app/domain/shared/outcome.ts'
import { may } from '#app/domain/shared/policy.ts'
import { lockCall, returnRest } from '#app/services/call/store.server.ts'
import { readUpload } from '#app/services/file/store.server.ts'
import { lockProject, moveProject } from '#app/services/project/store.server.ts'
import type { Context } from '#app/services/shared/context.server.ts'
import { dayOfDate } from '#app/services/shared/date-column.server.ts'
import type { Tx } from '#app/services/shared/db.server.ts'
import { record } from '#app/services/shared/record.server.ts'
import { partiesOf, tell } from '#app/services/shared/tell.server.ts'
import { stale, transact } from '#app/services/shared/transact.server.ts'
import type { Call, FinalReport, Project } from '#prisma/generated/client.ts'
import { factOf, keepFile, moveFinalReport } from './store.server.ts'

const documentsMax = 30
/** Of a report that nobody has begun: it is made with the first save. */
export const unwritten = 1

/** Over, at its end or before, and not closed yet; one that never began has no account. */
const isSettling = ({ state, startedAt }: Project): boolean =>
  state === 'COMPLETED' || (state === 'TERMINATED' && startedAt !== null)

type Versioned = { projectId: string; version: number }
type Found = { report: FinalReport; project: Project }
type Step = Exclude<keyof typeof closingPolicy, 'read' | 'audit' | 'answerFinding' | 'settleFinding'>

async function lockedFor(tx: Tx, ctx: Context, step: Step, input: Versioned): Promise<Outcome<Found>> {
  const project = await lockProject(tx, input.projectId)
  if (project === null || !may(closingPolicy, 'read', ctx.actor, project)) return refuse('not-found')
  const before = await tx.finalReport.findUnique({ where: { projectId: project.id } })
  if (!may(closingPolicy, step, ctx.actor, { ...project, proposedById: before?.proposedById ?? undefined }))
    return refuse(
      step === 'approve' && before?.proposedById === ctx.actor.accountId ? 'closing.four-eyes' : 'forbidden',
    )
  if (before === null && step !== 'write' && step !== 'submit') return refuse('closing.wrong-state')
  const report = before ?? (await tx.finalReport.create({ data: { projectId: project.id } }))
  return report.version === input.version ? ok({ report, project }) : stale()
}

async function keep(tx: Tx, { report }: Found, typed: FinalReportTyped): Promise<Outcome<{ report: FinalReport }>> {
  if (report.state !== 'DRAFT') return refuse('closing.submitted')
  const kept = await tx.finalReport.update({
    where: { id: report.id },
    data: { ...typed, version: { increment: 1 } },
  })
  return ok({ report: kept })
}

/** The supplier's own words at the end; as often as it likes until it is submitted. */
export const saveFinalReport = (ctx: Context, { projectId, version, ...typed }: Versioned & FinalReportTyped) =>
  transact(ctx, async (tx) => {
    const found = await lockedFor(tx, ctx, 'write', { projectId, version })
    if (!found.ok) return found
    const kept = await keep(tx, found, typed)
    return kept.ok ? ok() : kept
  })

export const submitFinalReport = (ctx: Context, { projectId, version, ...typed }: Versioned & FinalReportTyped) =>
  transact(ctx, async (tx) => {
    const found = await lockedFor(tx, ctx, 'submit', { projectId, version })
    if (!found.ok) return found
    const kept = await keep(tx, found, typed)
    if (!kept.ok) return kept
    const submitted = await moveFinalReport(tx, kept.report, 'submit', {
      submittedById: ctx.actor.accountId ?? null,
      submittedAt: ctx.now,
      returnReason: '',
    })
    if (!submitted.ok) return submitted
    await record(tx, ctx, { ...factOf(found.project, 'final_report', found.report.id), type: 'closing.submitted' })
    return ok()
  })

/** A document with the final report, while that is being written. */
export async function addClosingDocument(ctx: Context, input: { projectId: string; file: File }): Promise<Outcome> {
  const upload = await readUpload(input.file)
  if (!upload.ok) return upload
  return transact(ctx, async (tx) => {
    const project = await lockProject(tx, input.projectId)
    if (project === null || !may(closingPolicy, 'read', ctx.actor, project)) return refuse('not-found')
    if (!may(closingPolicy, 'write', ctx.actor, project) || ctx.actor.accountId === undefined)
      return refuse('forbidden')
    if (!isSettling(project)) return refuse('closing.not-completed')
    const report = await tx.finalReport.findUnique({ where: { projectId: project.id } })
    if (report !== null && report.state !== 'DRAFT') return refuse('closing.submitted')
    if ((await tx.closingDocument.count({ where: { projectId: project.id } })) >= documentsMax)
      return refuse('report.too-much-evidence', { data: { max: documentsMax } })
    const { id, sha256 } = await keepFile(tx, ctx, upload, project)
    await tx.closingDocument.create({
      data: { projectId: project.id, fileId: id, addedById: ctx.actor.accountId, addedAt: ctx.now },
    })
    await record(tx, ctx, {
      ...factOf(project, 'final_report', report?.id ?? project.id),
      type: 'closing.document-added',
      data: { name: upload.name, sha256 },
    })
    return ok()
  })
}

export const giveBackFinalReport = (ctx: Context, input: Versioned & { reason: string }) =>
  transact(ctx, async (tx) => {
    const found = await lockedFor(tx, ctx, 'giveBack', input)
    if (!found.ok) return found
    const { report, project } = found
    const given = await moveFinalReport(tx, report, 'giveBack', { returnReason: input.reason })
    if (!given.ok) return given
    await record(tx, ctx, {
      ...factOf(project, 'final_report', report.id),
      type: 'closing.given-back',
      data: { reason: input.reason },
    })
    await tell(
      tx,
      ctx,
      { organizationId: project.organizationId, roles: ['OWNER', 'EDITOR', 'CERTIFIER'] },
      'finalReportReturned',
      { projectTitle: project.title, reason: input.reason, url: `/ngo/projects/${project.id}/closing` },
    )
    return ok()
  })

/** Says what is open before the attempt; the database refuses it all the same. */
async function checkSettled(tx: Tx, { id }: Project): Promise<Outcome> {
  const [open] = await tx.$queryRaw<{ code: Obstacle }[]>`SELECT code FROM closing_obstacles(${id}::uuid) LIMIT 1`
  return open === undefined ? ok() : refuse(refusalOfObstacle[open.code])
}

/** An official finds the account settled. */
export const proposeClosing = (ctx: Context, input: Versioned & { note: string }) =>
  transact(ctx, async (tx) => {
    const found = await lockedFor(tx, ctx, 'propose', input)
    if (!found.ok) return found
    const { report, project } = found
    const settled = await checkSettled(tx, project)
    if (!settled.ok) return settled
    const proposed = await moveFinalReport(tx, report, 'propose', {
      proposedById: ctx.actor.accountId ?? null,
      proposedAt: ctx.now,
      proposalNote: input.note,
    })
    if (!proposed.ok) return proposed
    await record(tx, ctx, {
      ...factOf(project, 'final_report', report.id),
      type: 'closing.proposed',
      data: { note: input.note },
    })
    await tell(tx, ctx, { bodyId: project.bodyId, roles: ['APPROVER'] }, 'closingProposed', {
      projectTitle: project.title,
      url: `/bureau/projects/${project.id}/closing`,
    })
    return ok()
  })

export const withdrawClosing = (ctx: Context, input: Versioned) =>
  transact(ctx, async (tx) => {
    const found = await lockedFor(tx, ctx, 'propose', input)
    if (!found.ok) return found
    const withdrawn = await moveFinalReport(tx, found.report, 'withdraw', { proposedById: null, proposedAt: null })
    if (!withdrawn.ok) return withdrawn
    await record(tx, ctx, {
      ...factOf(found.project, 'final_report', found.report.id),
      type: 'closing.proposal-withdrawn',
    })
    return ok()
  })

/** What its tranches left in the call's budget goes back to the fund, unless somebody else is about to be awarded it. */
async function returnUnclaimed(tx: Tx, ctx: Context, call: Call, { id, callId }: Project): Promise<void> {
  const isNoticed = await tx.resultNotice.count({ where: { callId, state: { in: ['PROPOSED', 'OPEN'] } } })
  if (isNoticed === 0) await returnRest(tx, ctx, call, `project.closed:${id}`)
}

/** Another person closes: PostgreSQL writes the settlement down as it stands, and from here on nothing of the project changes. */
export const approveClosing = (ctx: Context, input: Versioned) =>
  transact(ctx, async (tx) => {
    // The call before its project, as everywhere.
    const of = await tx.project.findUnique({ where: { id: input.projectId }, select: { callId: true } })
    const call = of === null ? null : await lockCall(tx, of.callId)
    const found = await lockedFor(tx, ctx, 'approve', input)
    if (!found.ok) return found
    const { report, project } = found
    const approved = await moveFinalReport(tx, report, 'approve', {
      approvedById: ctx.actor.accountId ?? null,
      approvedAt: ctx.now,
    })
    if (!approved.ok) return approved
    const closed = await moveProject(tx, project, 'close')
    if (!closed.ok) return closed
    if (call !== null) await returnUnclaimed(tx, ctx, call, project)
    const { retainUntil } = await tx.finalReport.findUniqueOrThrow({ where: { id: report.id } })
    const untilOn = retainUntil === null ? '' : dayOfDate(retainUntil)
    await record(tx, ctx, {
      ...factOf(project, 'final_report', report.id),
      type: 'project.closed',
      entity: 'project',
      entityId: project.id,
      callId: project.callId,
      data: { untilOn },
      isPublic: true,
      index: [
        { kind: 'project', id: project.id },
        { kind: 'organization', id: project.organizationId },
      ],
    })
    const { bodyName } = await partiesOf(tx, project)
    await tell(
      tx,
      ctx,
      { organizationId: project.organizationId, roles: ['OWNER', 'EDITOR', 'CERTIFIER'] },
      'projectClosed',
      { projectTitle: project.title, bodyName, untilOn, url: `/ngo/projects/${project.id}/closing` },
    )
    return ok()
  })
