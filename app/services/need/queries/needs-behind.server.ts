import type { ServiceField } from '#app/domain/call/terms.ts'
import type { Context } from '#app/services/shared/context.server.ts'
import { readOne, type Reading, reading } from '#app/services/shared/read-together.server.ts'
import { Prisma } from '#prisma/generated/client.ts'

export type NeedBehind = {
  needNo: string
  title: string
  regionName: string
  supporters: number
  raisedAt: string
  /** Days of the steps that passed, in their order. */
  steps: { step: 'DELIBERATION' | 'REVIEW' | 'RESOLUTION'; heldOn: string }[]
}

/** The needs that a public call, the call of a project, or a call that its own body reads was begun from. */
export function needsBehind(
  { locale }: Pick<Context, 'locale'>,
  by: { callNo: string } | { projectNo: string } | { callId: string },
): Reading<NeedBehind[]> {
  const callNo = 'callNo' in by ? by.callNo : null
  const projectNo = 'projectNo' in by ? by.projectNo : null
  const callId = 'callId' in by ? by.callId : null
  return reading(
    Prisma.sql`
    SELECT jsonb_build_object('needNo', n.need_no, 'title', n.title, 'raisedAt', n.raised_at, 'regionName', CASE WHEN ${locale === 'en'} THEN r.name_en ELSE r.name_zh END,
      'supporters', 1 + (SELECT count(*) FROM need_support s WHERE s.need_id = n.id) + (SELECT coalesce(sum(p.people), 0) FROM need_petition p WHERE p.need_id = n.id),
      'steps', (SELECT coalesce(jsonb_agg(jsonb_build_object('step', s.step, 'heldOn', s.held_on) ORDER BY s.held_on, s.id), '[]')
        FROM need_step s WHERE s.need_id = n.id AND s.passed AND s.round = n.round)) AS row
    FROM need_call x JOIN need n ON n.id = x.need_id JOIN region r ON r.id = n.region_id
    WHERE x.call_id = (SELECT ${callId}::uuid WHERE ${callId}::uuid IS NOT NULL UNION ALL SELECT id FROM public_call WHERE call_no = ${callNo} UNION ALL SELECT call_id FROM project WHERE project_no = ${projectNo} LIMIT 1)
    ORDER BY n.need_no`,
    (rows: { row: NeedBehind }[]) => rows.map(({ row }) => row),
  )
}

export const readNeedsBehind = (ctx: Pick<Context, 'db' | 'locale'>, by: Parameters<typeof needsBehind>[1]) =>
  readOne(ctx.db, needsBehind(ctx, by))

export type NeedForCall = {
  needNo: string
  title: string
  what: string
  whyNow: string
  beneficiaries: string
  field: ServiceField
  regionId: string
}

/** Resolved needs as the beginning of a draft; others are left out. */
export const readNeedsForCall = ({ db }: Pick<Context, 'db'>, needNos: readonly string[]): Promise<NeedForCall[]> =>
  db.need.findMany({
    where: { needNo: { in: [...needNos] }, state: 'RESOLVED' },
    select: { needNo: true, title: true, what: true, whyNow: true, beneficiaries: true, field: true, regionId: true },
    orderBy: { needNo: 'asc' },
  })
