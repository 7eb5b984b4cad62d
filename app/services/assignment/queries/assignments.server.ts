import type { AssignmentState } from '#app/domain/assignment/lifecycle.ts'
import { assignmentPolicy } from '#app/domain/assignment/policy.ts'
import { bodiesWhere } from '#app/domain/shared/actor.ts'
import { dayOf } from '#app/domain/shared/day.ts'
import { may } from '#app/domain/shared/policy.ts'
import { among } from '#app/services/shared/among.ts'
import type { Context } from '#app/services/shared/context.server.ts'
import { Prisma } from '#prisma/generated/client.ts'

export type AssignmentLine = {
  id: string
  kind: 'PLAN' | 'SUPERVISION'
  state: AssignmentState
  title: string
  officeName: string
  leadName: string
  coNames: string[]
  dueOn: string
  isOverdue: boolean
  documentNo: string
  organizationName: string | null
  closedOn: string | null
}
export type AssignmentNoteView = { id: string; bodyName: string; text: string; isFinished: boolean; writtenAt: string }
export type AssignmentPage = AssignmentLine & {
  content: string
  result: string
  organizationId: string | null
  recordSummary: string | null
  notes: AssignmentNoteView[]
  version: number
  mayIssue: boolean
  mayClose: boolean
  mayDrop: boolean
  /** The reader's bodies that may write in their own name. */
  noteBodies: { value: string; label: string }[]
}
type Option = { value: string; label: string }

const named = (ctx: Context, alias: string) => Prisma.raw(`${alias}.${ctx.locale === 'en' ? 'name_en' : 'name_zh'}`)

/** Overdue is reckoned: still open after its day. */
const line = (ctx: Context) => Prisma.sql`
  a.id, a.kind, a.state::text AS state, a.title, ${named(ctx, 'b')} AS "officeName", ${named(ctx, 'l')} AS "leadName",
  ARRAY(SELECT ${named(ctx, 'h')} FROM assignment_co c JOIN body h ON h.id = c.body_id WHERE c.assignment_id = a.id ORDER BY h.name_zh) AS "coNames",
  a.due_on::text AS "dueOn", a.state = 'ISSUED' AND a.due_on < ${dayOf(ctx.now)}::date AS "isOverdue", a.document_no AS "documentNo",
  (SELECT o.name FROM organization o WHERE o.id = a.organization_id) AS "organizationName", (a.closed_at AT TIME ZONE 'Asia/Shanghai')::date::text AS "closedOn"`
const from = Prisma.sql`FROM assignment a JOIN body b ON b.id = a.body_id JOIN body l ON l.id = a.lead_id`
const isOf = (bodyIds: readonly string[]) => Prisma.sql`
  (a.body_id = ${among(bodyIds)} OR (a.issued_at IS NOT NULL AND EXISTS (SELECT 1 FROM assignment_bodies(a.id) x WHERE x.body_id = ${among(bodyIds)})))`
const ownBodies = ({ actor }: Context) => bodiesWhere(actor, 'OFFICER', 'APPROVER', 'SUPERVISOR')

/** What was public once stays so: a task that was issued and is dropped says why. */
export const isOfPublicPlan = Prisma.sql`a.kind = 'PLAN' AND a.issued_at IS NOT NULL`

/** The tasks of plans that were issued: what is open first, the earliest day first. One statement. */
export const readPublicAssignments = (ctx: Context): Promise<AssignmentLine[]> => ctx.db.$queryRaw`
  SELECT ${line(ctx)} ${from} WHERE ${isOfPublicPlan} ORDER BY a.state <> 'ISSUED', a.due_on, a.id LIMIT 200`

/** Those the reader's bodies are in, and what is needed to propose one. Three statements. */
export async function readAssignmentBoard(ctx: Context) {
  const { db, actor } = ctx
  const ids = ownBodies(ctx)
  const [rows, bodies] = await Promise.all([
    db.$queryRaw<
      AssignmentLine[]
    >`SELECT ${line(ctx)} ${from} WHERE ${isOf(ids)} ORDER BY a.state IN ('DONE', 'DROPPED'), a.due_on, a.id LIMIT 200`,
    db.$queryRaw<
      Option[]
    >`SELECT b.id::text AS value, ${named(ctx, 'b')} AS label FROM body b ORDER BY b.name_zh LIMIT 500`,
  ])
  return {
    rows,
    bodies,
    offices: bodies.filter(({ value }) => may(assignmentPolicy, 'propose', actor, { bodyId: value })),
  }
}

/** For supervising an organization together: its name, the regulators, and what was recorded of it by the reader's bodies. Null: none such. */
export async function readJointStart(ctx: Context, organizationId: string) {
  const { db, actor, locale } = ctx
  const ids = bodiesWhere(actor, 'OFFICER')
  const [[organization], bodies, records] = await Promise.all([
    db.$queryRaw<{ id: string; name: string }[]>`SELECT id, name FROM organization WHERE id = ${organizationId}::uuid`,
    db.$queryRaw<Option[]>`
      SELECT b.id::text AS value, ${named(ctx, 'b')} AS label FROM body b WHERE b.duties && '{REGISTRY,REGULATION}'::text[] ORDER BY b.name_zh LIMIT 500`,
    db.$queryRaw<Option[]>`
      SELECT s.id::text AS value, s.happened_on::text || ${locale === 'en' ? ' ' : ''} || left(s.summary, 60) AS label FROM supervision_record s
      WHERE s.organization_id = ${organizationId}::uuid AND s.body_id = ${among(ids)} ORDER BY s.happened_on DESC LIMIT 50`,
  ])
  const offices = bodies.filter(({ value }) => may(assignmentPolicy, 'propose', actor, { bodyId: value }))
  return organization === undefined || offices.length === 0 ? null : { organization, bodies, offices, records }
}

type Raw = Omit<AssignmentPage, 'mayIssue' | 'mayClose' | 'mayDrop' | 'noteBodies'> & {
  bodyId: string
  proposedById: string
  leadIsFinished: boolean
  involved: Option[]
}

/** One of them with what each body wrote: of a plan, once issued, for anybody; else for the bodies in it. Null: not the reader's. One statement. */
export async function readAssignment(ctx: Context, id: string, isPublic: boolean): Promise<AssignmentPage | null> {
  const { db, actor } = ctx
  const seen = isPublic ? isOfPublicPlan : isOf(ownBodies(ctx))
  const [row] = await db.$queryRaw<Raw[]>`
    SELECT ${line(ctx)}, a.content, a.result, a.organization_id AS "organizationId", a.version, a.body_id AS "bodyId", a.proposed_by_id AS "proposedById",
      (SELECT s.summary FROM supervision_record s WHERE s.id = a.record_id) AS "recordSummary",
      coalesce((SELECT n.is_finished FROM assignment_note n WHERE n.assignment_id = a.id AND n.body_id = a.lead_id ORDER BY n.written_at DESC, n.id DESC LIMIT 1), false) AS "leadIsFinished",
      (SELECT coalesce(jsonb_agg(jsonb_build_object('value', x.body_id, 'label', ${named(ctx, 'h')}) ORDER BY h.name_zh), '[]') FROM assignment_bodies(a.id) x JOIN body h ON h.id = x.body_id) AS involved,
      (SELECT coalesce(jsonb_agg(jsonb_build_object('id', n.id, 'bodyName', ${named(ctx, 'h')}, 'text', n.text, 'isFinished', n.is_finished, 'writtenAt', n.written_at) ORDER BY n.written_at DESC, n.id DESC), '[]')
        FROM assignment_note n JOIN body h ON h.id = n.body_id WHERE n.assignment_id = a.id) AS notes
    ${from} WHERE a.id = ${id}::uuid AND ${seen}`
  if (row === undefined) return null
  const { bodyId, proposedById, leadIsFinished, involved, ...page } = row
  const isOpen = page.state === 'ISSUED'
  const mayEnd = !isPublic && may(assignmentPolicy, 'end', actor, { bodyId })
  return {
    ...page,
    mayIssue: !isPublic && page.state === 'PROPOSED' && may(assignmentPolicy, 'issue', actor, { bodyId, proposedById }),
    mayClose: isOpen && leadIsFinished && mayEnd,
    mayDrop: (isOpen || page.state === 'PROPOSED') && mayEnd,
    noteBodies:
      isOpen && !isPublic
        ? involved.filter(({ value }) => may(assignmentPolicy, 'note', actor, { bodyId: value }))
        : [],
  }
}
