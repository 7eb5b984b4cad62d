import { assignmentPolicy } from '#app/domain/assignment/policy.ts'
import { type AssignmentReportEvent, assignmentReportLifecycle } from '#app/domain/assignment/report-lifecycle.ts'
import { reportMax } from '#app/domain/assignment/schema.ts'
import { countCharacters } from '#app/domain/shared/form-fields.ts'
import { ok, type Outcome, refuse } from '#app/domain/shared/outcome.ts'
import { may } from '#app/domain/shared/policy.ts'
import type { Context } from '#app/services/shared/context.server.ts'
import type { Tx } from '#app/services/shared/db.server.ts'
import { record } from '#app/services/shared/record.server.ts'
import { tell } from '#app/services/shared/tell.server.ts'
import { stale, transact } from '#app/services/shared/transact.server.ts'
import type { Assignment, AssignmentReport, Prisma } from '#prisma/generated/client.ts'

type Held = { assignment: Assignment; report: AssignmentReport; accountId: string }
type Step = { id: string; version: number }
export type SaveReport = Step & { done: string; problems: string; plans: string }

/** The bodies that read a lead's report: the lead itself and the office. */
const isReader = (ctx: Context, { leadId, bodyId }: Assignment) =>
  [leadId, bodyId].some((id) => may(assignmentPolicy, 'read', ctx.actor, { bodyId: id }))

/** Opens the report of a quarter; the one that is there already is the one. `quarterOn`: the first day of the quarter. */
export const startReport = (ctx: Context, input: { assignmentId: string; quarterOn: string }) =>
  transact<{ id: string }>(ctx, async (tx) => {
    const { accountId } = ctx.actor
    await tx.$queryRaw`SELECT 1 FROM assignment WHERE id = ${input.assignmentId}::uuid FOR UPDATE`
    const assignment = await tx.assignment.findUnique({ where: { id: input.assignmentId } })
    if (assignment === null || accountId === undefined || !isReader(ctx, assignment)) return refuse('not-found')
    if (!may(assignmentPolicy, 'writeReport', ctx.actor, { bodyId: assignment.leadId })) return refuse('forbidden')
    const quarterOn = new Date(input.quarterOn)
    const there = await tx.assignmentReport.findUnique({
      where: { assignmentId_quarterOn: { assignmentId: assignment.id, quarterOn } },
    })
    if (there !== null) return ok({ id: there.id })
    const { id } = await tx.assignmentReport.create({
      data: { assignmentId: assignment.id, quarterOn, authorId: accountId },
      select: { id: true },
    })
    await note(tx, ctx, assignment, id, 'started')
    return ok({ id })
  })

async function hold(tx: Tx, ctx: Context, { id, version }: Step): Promise<Outcome<Held>> {
  const found = await tx.assignmentReport.findUnique({ where: { id }, select: { assignmentId: true } })
  const { accountId } = ctx.actor
  if (found === null || accountId === undefined) return refuse('not-found')
  await tx.$queryRaw`SELECT 1 FROM assignment WHERE id = ${found.assignmentId}::uuid FOR UPDATE`
  const assignment = await tx.assignment.findUniqueOrThrow({ where: { id: found.assignmentId } })
  const report = await tx.assignmentReport.findUniqueOrThrow({ where: { id } })
  if (!isReader(ctx, assignment)) return refuse('not-found')
  return report.version === version ? ok({ assignment, report, accountId }) : stale()
}

/** The only writer of its state. */
async function move(
  tx: Tx,
  { report }: Held,
  event: AssignmentReportEvent,
  data: Prisma.AssignmentReportUncheckedUpdateManyInput,
): Promise<Outcome> {
  const state = assignmentReportLifecycle.next(report.state, event)
  if (state === undefined) return refuse('assignment.wrong-state')
  const { count } = await tx.assignmentReport.updateMany({
    where: { id: report.id, state: report.state, version: report.version },
    data: { ...data, state, version: { increment: 1 } },
  })
  return count === 1 ? ok() : stale()
}

async function write(tx: Tx, ctx: Context, input: SaveReport): Promise<Outcome<Held>> {
  const held = await hold(tx, ctx, input)
  if (!held.ok) return held
  if (!may(assignmentPolicy, 'writeReport', ctx.actor, { bodyId: held.assignment.leadId })) return refuse('forbidden')
  if (held.report.state !== 'DRAFT') return refuse('assignment.report-sent')
  const report = await tx.assignmentReport.update({
    where: { id: input.id },
    data: {
      done: input.done,
      problems: input.problems,
      plans: input.plans,
      authorId: held.accountId,
      version: { increment: 1 },
    },
  })
  return ok({ ...held, report })
}

/** Keeps what was typed; whoever wrote last is its author. */
export const saveReport = (ctx: Context, input: SaveReport) =>
  transact<{ version: number }>(ctx, async (tx) => {
    const held = await write(tx, ctx, input)
    return held.ok ? ok({ version: held.report.version }) : held
  })

/** To the lead's reviewers, as it is on the page. */
export const sendUpReport = (ctx: Context, input: SaveReport) =>
  transact(ctx, async (tx) => {
    const held = await write(tx, ctx, input)
    if (!held.ok) return held
    if (countCharacters(input.done) < reportMax.doneMin)
      return refuse('assignment.report-short', { field: 'done', data: { min: reportMax.doneMin } })
    const moved = await move(tx, held, 'sendUp', { sentUpAt: ctx.now, returnReason: '' })
    if (!moved.ok) return moved
    await note(tx, ctx, held.assignment, input.id, 'sent-up')
    await wait(tx, ctx, held, held.assignment.leadId, ['APPROVER'])
    return ok()
  })

/** Somebody else of the lead answers for it. */
export const signOffReport = (ctx: Context, input: Step) =>
  transact(ctx, async (tx) => {
    const held = await hold(tx, ctx, input)
    if (!held.ok) return held
    const { leadId: bodyId, bodyId: officeId } = held.assignment
    if (!may(assignmentPolicy, 'signReport', ctx.actor, { bodyId, authorId: held.report.authorId }))
      return refuse(may(assignmentPolicy, 'signReport', ctx.actor, { bodyId }) ? 'assignment.report-own' : 'forbidden')
    const moved = await move(tx, held, 'signOff', { signedById: held.accountId, signedAt: ctx.now })
    if (!moved.ok) return moved
    await note(tx, ctx, held.assignment, input.id, 'signed')
    await wait(tx, ctx, held, officeId, ['OFFICER', 'APPROVER'])
    return ok()
  })

const receiving = ({ assignment: { bodyId }, report: { authorId, signedById } }: Held) => ({
  bodyId,
  authorId,
  signedById,
})

/** The office has it. */
export const receiveReport = (ctx: Context, input: Step) =>
  transact(ctx, async (tx) => {
    const held = await hold(tx, ctx, input)
    if (!held.ok) return held
    const { bodyId } = held.assignment
    if (!may(assignmentPolicy, 'receiveReport', ctx.actor, receiving(held)))
      return refuse(
        may(assignmentPolicy, 'receiveReport', ctx.actor, { bodyId }) ? 'assignment.report-own' : 'forbidden',
      )
    const moved = await move(tx, held, 'receive', { receivedById: held.accountId, receivedAt: ctx.now })
    if (!moved.ok) return moved
    await note(tx, ctx, held.assignment, input.id, 'received')
    return ok()
  })

/** The lead's reviewer, or the office, wants it changed and says what. */
export const giveBackReport = (ctx: Context, { reason, ...input }: Step & { reason: string }) =>
  transact(ctx, async (tx) => {
    const held = await hold(tx, ctx, input)
    if (!held.ok) return held
    const { assignment, report } = held
    const isAllowed =
      report.state === 'WITH_OFFICE'
        ? may(assignmentPolicy, 'receiveReport', ctx.actor, receiving(held))
        : may(assignmentPolicy, 'signReport', ctx.actor, { bodyId: assignment.leadId, authorId: report.authorId })
    if (!isAllowed) return refuse('forbidden')
    const moved = await move(tx, held, 'giveBack', { returnReason: reason, signedById: null, signedAt: null })
    if (!moved.ok) return moved
    await note(tx, ctx, assignment, input.id, 'given-back')
    await tell(tx, ctx, { bodyId: assignment.leadId, roles: ['OFFICER'] }, 'assignmentReportReturned', {
      assignmentTitle: assignment.title,
      reason,
      url: `/bureau/responsibility-reports/${report.id}`,
    })
    return ok()
  })

async function wait(tx: Tx, ctx: Context, held: Held, bodyId: string, roles: readonly ('OFFICER' | 'APPROVER')[]) {
  const lead = await tx.body.findUniqueOrThrow({ where: { id: held.assignment.leadId }, select: { nameZh: true } })
  await tell(tx, ctx, { bodyId, roles }, 'assignmentReportWaits', {
    assignmentTitle: held.assignment.title,
    bodyName: lead.nameZh,
    url: `/bureau/responsibility-reports/${held.report.id}`,
  })
}

const note = (
  tx: Tx,
  ctx: Context,
  { bodyId, organizationId }: Assignment,
  entityId: string,
  what: 'started' | 'sent-up' | 'signed' | 'received' | 'given-back',
) =>
  record(tx, ctx, {
    type: `assignment.report-${what}`,
    entity: 'assignment_report',
    entityId,
    bodyId,
    ...(organizationId === null ? {} : { organizationId }),
  })
