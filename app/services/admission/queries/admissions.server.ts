import { admissionPolicy } from '#app/domain/admission/policy.ts'
import type { ExitCause } from '#app/domain/admission/schema.ts'
import { bodiesWhere } from '#app/domain/shared/actor.ts'
import { dayOf } from '#app/domain/shared/day.ts'
import { may } from '#app/domain/shared/policy.ts'
import { among } from '#app/services/shared/among.ts'
import type { Context } from '#app/services/shared/context.server.ts'
import { Prisma } from '#prisma/generated/client.ts'

export type ExitView = {
  id: string
  cause: ExitCause
  reason: string
  documentNo: string
  exitOn: string
  reentryOn: string | null
  replyUntil: string
  reply: string
  isUpheld: boolean | null
  decisionReason: string
  mayDecide: boolean
  mayReply: boolean
}
export type AdmissionView = {
  id: string
  organizationId: string
  organizationName: string
  bodyName: string
  admittedOn: string
  reason: string
  documentNo: string
  isConfirmed: boolean
  isOn: boolean
  exit: ExitView | null
  mayConfirm: boolean
  mayWithdraw: boolean
  mayProposeExit: boolean
}
type Raw = Omit<AdmissionView, 'exit' | 'mayConfirm' | 'mayWithdraw' | 'mayProposeExit'> & {
  bodyId: string
  enteredById: string
  exit: (Omit<ExitView, 'mayDecide' | 'mayReply'> & { enteredById: string; hasReplied: boolean }) | null
}

const read = (ctx: Context, where: Prisma.Sql) => ctx.db.$queryRaw<Raw[]>`
  SELECT a.id, a.body_id AS "bodyId", a.entered_by_id AS "enteredById", o.id AS "organizationId", o.name AS "organizationName",
    CASE WHEN ${ctx.locale} = 'en' THEN b.name_en ELSE b.name_zh END AS "bodyName", a.admitted_on::text AS "admittedOn", a.reason, a.document_no AS "documentNo",
    a.confirmed_at IS NOT NULL AS "isConfirmed", a.confirmed_at IS NOT NULL AND a.admitted_on <= ${dayOf(ctx.now)}::date AND coalesce(NOT (x.is_upheld AND x.exit_on <= ${dayOf(ctx.now)}::date), true) AS "isOn",
    CASE WHEN x.id IS NULL THEN NULL ELSE jsonb_build_object('id', x.id, 'cause', x.cause, 'reason', x.reason, 'documentNo', x.document_no, 'exitOn', x.exit_on, 'reentryOn', x.reentry_on,
      'replyUntil', x.reply_until, 'reply', x.reply, 'isUpheld', x.is_upheld, 'decisionReason', x.decision_reason, 'enteredById', x.entered_by_id, 'hasReplied', x.replied_at IS NOT NULL) END AS exit
  FROM supplier_admission a JOIN organization o ON o.id = a.organization_id JOIN body b ON b.id = a.body_id
    LEFT JOIN LATERAL (SELECT * FROM supplier_exit e WHERE e.admission_id = a.id ORDER BY e.entered_at DESC LIMIT 1) x ON true
  WHERE a.withdrawn_at IS NULL AND ${where} ORDER BY a.confirmed_at IS NOT NULL, a.admitted_on DESC, a.id LIMIT 200`

function toView(ctx: Context, { bodyId, enteredById, exit, ...row }: Raw): AdmissionView {
  const { actor } = ctx
  const { organizationId } = row
  const isOpen = exit !== null && exit.isUpheld === null
  const today = dayOf(ctx.now)
  const viewOf = ({ enteredById: by, hasReplied, ...rest }: NonNullable<Raw['exit']>): ExitView => ({
    ...rest,
    mayDecide:
      isOpen &&
      (hasReplied || today > rest.replyUntil) &&
      may(admissionPolicy, 'decide', actor, { bodyId, enteredById: by }),
    mayReply:
      isOpen && !hasReplied && today <= rest.replyUntil && may(admissionPolicy, 'reply', actor, { organizationId }),
  })
  return {
    ...row,
    exit: exit === null ? null : viewOf(exit),
    mayConfirm: !row.isConfirmed && may(admissionPolicy, 'decide', actor, { bodyId, enteredById }),
    mayWithdraw: !row.isConfirmed && may(admissionPolicy, 'withdraw', actor, { bodyId }),
    mayProposeExit:
      row.isConfirmed && !isOpen && exit?.isUpheld !== true && may(admissionPolicy, 'propose', actor, { bodyId }),
  }
}

/** The lists of the reader's bodies. Two statements. */
export async function readSuppliers(ctx: Context) {
  const ids = bodiesWhere(ctx.actor, 'OFFICER', 'APPROVER', 'SUPERVISOR')
  const bodies = await ctx.db.body.findMany({
    where: { id: { in: ids } },
    select: { id: true, nameZh: true, nameEn: true },
    orderBy: { nameZh: 'asc' },
  })
  const rows = await read(ctx, Prisma.sql`a.body_id = ${among(ids)}`)
  return {
    bodies: bodies
      .filter(({ id }) => may(admissionPolicy, 'propose', ctx.actor, { bodyId: id }))
      .map(({ id, nameZh, nameEn }) => ({ id, name: ctx.locale === 'en' ? nameEn : nameZh })),
    rows: rows.map((row) => toView(ctx, row)),
    today: dayOf(ctx.now),
  }
}

/** Which lists an organization is on, was on or may leave. Null where it is not the reader's. Two statements. */
export async function readOwnAdmissions(ctx: Context, organizationId: string) {
  if (!may(admissionPolicy, 'readOwn', ctx.actor, { organizationId })) return null
  const organization = await ctx.db.organization.findUnique({
    where: { id: organizationId },
    select: { id: true, name: true },
  })
  if (organization === null) return null
  const rows = await read(ctx, Prisma.sql`a.organization_id = ${organizationId}::uuid AND a.confirmed_at IS NOT NULL`)
  return { ...organization, rows: rows.map((row) => toView(ctx, row)) }
}
