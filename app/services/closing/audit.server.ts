import { closingPolicy } from '#app/domain/closing/policy.ts'
import type { Opinion, Severity } from '#app/domain/closing/schema.ts'
import type { Actor } from '#app/domain/shared/actor.ts'
import { type Day, dayOf } from '#app/domain/shared/day.ts'
import { type Outcome, ok, refuse } from '#app/domain/shared/outcome.ts'
import { may } from '#app/domain/shared/policy.ts'
import { readUpload } from '#app/services/file/store.server.ts'
import { lockProject } from '#app/services/project/store.server.ts'
import type { Context } from '#app/services/shared/context.server.ts'
import { dateOfDay } from '#app/services/shared/date-column.server.ts'
import { record } from '#app/services/shared/record.server.ts'
import { tell } from '#app/services/shared/tell.server.ts'
import { stale, transact } from '#app/services/shared/transact.server.ts'
import type { Project } from '#prisma/generated/client.ts'
import { factOf, keepFile, lockFinding, moveFinding } from './store.server.ts'

export type RecordAudit = {
  projectId: string
  /** Empty: who records it is the auditor. */
  firm: string
  opinion: Opinion
  summary: string
  auditedOn: Day
  file?: File | undefined
}

const isAuditor = ({ bodies }: Actor, { bodyId }: Project): boolean =>
  bodies.some((held) => held.bodyId === bodyId && (held.role === 'SUPERVISOR' || held.role === 'EVALUATOR'))

/** A third party's audit: one's own as supervision or evaluation, or a firm's with its report. It stands as it was recorded. */
export async function recordAudit(ctx: Context, { file, ...input }: RecordAudit): Promise<Outcome> {
  const upload = file === undefined ? undefined : await readUpload(file)
  if (upload?.ok === false) return upload
  if (input.firm !== '' && upload === undefined) return refuse('closing.firm-needs-report', { field: 'file' })
  return transact(ctx, async (tx) => {
    const project = await lockProject(tx, input.projectId)
    if (project === null || !may(closingPolicy, 'read', ctx.actor, project)) return refuse('not-found')
    if (!may(closingPolicy, 'audit', ctx.actor, project) || ctx.actor.accountId === undefined)
      return refuse('forbidden')
    if (input.firm === '' && !isAuditor(ctx.actor, project)) return refuse('closing.not-auditor', { field: 'firm' })
    if (input.auditedOn > dayOf(ctx.now)) return refuse('closing.audit-day', { field: 'auditedOn' })
    const kept = upload === undefined ? undefined : await keepFile(tx, ctx, upload, project)
    const { id } = await tx.audit.create({
      data: {
        projectId: project.id,
        firm: input.firm,
        opinion: input.opinion,
        summary: input.summary,
        auditedOn: dateOfDay(input.auditedOn),
        fileId: kept?.id ?? null,
        recordedById: ctx.actor.accountId,
        recordedAt: ctx.now,
      },
      select: { id: true },
    })
    await record(tx, ctx, {
      ...factOf(project, 'audit', id),
      type: 'audit.recorded',
      data: { firm: input.firm, opinion: input.opinion, sha256: kept?.sha256 ?? '' },
    })
    return ok()
  })
}

export type AddFinding = {
  projectId: string
  auditId: string
  severity: Severity
  text: string
  amount: bigint
  answerDueOn: Day
}

export const addFinding = (ctx: Context, input: AddFinding) =>
  transact(ctx, async (tx) => {
    const project = await lockProject(tx, input.projectId)
    if (project === null || !may(closingPolicy, 'read', ctx.actor, project)) return refuse('not-found')
    if (!may(closingPolicy, 'audit', ctx.actor, project)) return refuse('forbidden')
    const audit = await tx.audit.findFirst({ where: { id: input.auditId, projectId: project.id } })
    if (audit === null) return refuse('not-found')
    const number = 1 + (await tx.auditFinding.count({ where: { auditId: audit.id } }))
    const { id } = await tx.auditFinding.create({
      data: {
        auditId: audit.id,
        number,
        severity: input.severity,
        text: input.text,
        amountFen: input.amount,
        answerDueOn: dateOfDay(input.answerDueOn),
      },
      select: { id: true },
    })
    await record(tx, ctx, {
      ...factOf(project, 'audit_finding', id),
      type: 'audit.finding-made',
      data: { number, severity: input.severity, amountFen: input.amount.toString() },
    })
    await tell(
      tx,
      ctx,
      { organizationId: project.organizationId, roles: ['OWNER', 'EDITOR', 'CERTIFIER'] },
      'findingMade',
      {
        projectTitle: project.title,
        finding: input.text,
        dueOn: input.answerDueOn,
        url: `/ngo/projects/${project.id}/closing`,
      },
    )
    return ok()
  })

type FindingStep = { findingId: string; version: number }

/** The organization answers, with what shows that it was put right. */
export async function answerFinding(
  ctx: Context,
  { file, ...input }: FindingStep & { answer: string; file?: File | undefined },
): Promise<Outcome> {
  const upload = file === undefined ? undefined : await readUpload(file)
  if (upload?.ok === false) return upload
  return transact(ctx, async (tx) => {
    const found = await lockFinding(tx, input.findingId)
    if (found === null || !may(closingPolicy, 'read', ctx.actor, found.project)) return refuse('not-found')
    const { finding, project } = found
    if (!may(closingPolicy, 'answerFinding', ctx.actor, project)) return refuse('forbidden')
    if (finding.version !== input.version) return stale()
    const kept = upload === undefined ? undefined : await keepFile(tx, ctx, upload, project)
    const answered = await moveFinding(tx, finding, 'answer', {
      answer: input.answer,
      answerFileId: kept?.id ?? finding.answerFileId,
      answeredById: ctx.actor.accountId ?? null,
      answeredAt: ctx.now,
    })
    if (!answered.ok) return answered
    await record(tx, ctx, {
      ...factOf(project, 'audit_finding', finding.id),
      type: 'audit.finding-answered',
      data: { answer: input.answer, sha256: kept?.sha256 ?? '' },
    })
    return ok()
  })
}

/** What was found is put right, or another answer is asked for. */
export const settleFinding = (ctx: Context, { settlement, ...input }: FindingStep & { settlement: string | null }) =>
  transact(ctx, async (tx) => {
    const found = await lockFinding(tx, input.findingId)
    if (found === null || !may(closingPolicy, 'read', ctx.actor, found.project)) return refuse('not-found')
    const { finding, project } = found
    if (!may(closingPolicy, 'settleFinding', ctx.actor, project)) return refuse('forbidden')
    if (finding.version !== input.version) return stale()
    const settled =
      settlement === null
        ? await moveFinding(tx, finding, 'reopen')
        : await moveFinding(tx, finding, 'settle', {
            settlement,
            settledById: ctx.actor.accountId ?? null,
            settledAt: ctx.now,
          })
    if (!settled.ok) return settled
    await record(tx, ctx, {
      ...factOf(project, 'audit_finding', finding.id),
      type: settlement === null ? 'audit.finding-reopened' : 'audit.finding-settled',
      data: { settlement: settlement ?? '' },
    })
    return ok()
  })
