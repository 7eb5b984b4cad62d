import type { ServiceField } from '#app/domain/call/terms.ts'
import { type NeedState, nextStep } from '#app/domain/need/lifecycle.ts'
import { needPolicy } from '#app/domain/need/policy.ts'
import { bodiesWhere } from '#app/domain/shared/actor.ts'
import { dayOf } from '#app/domain/shared/day.ts'
import { may } from '#app/domain/shared/policy.ts'
import { among } from '#app/services/shared/among.ts'
import type { Context } from '#app/services/shared/context.server.ts'
import { atMost } from '#app/services/shared/at-most.ts'
import { bodiesForNeed } from '../handle-need.server.ts'
import { type NeedContact, readContact } from '../store.server.ts'
import { type AssemblyRuleView, readAssemblyRules } from './assembly-rules.server.ts'
import { type NeedView, readNeed } from './need-page.server.ts'

export type BoardRow = {
  id: string
  needNo: string
  title: string
  state: NeedState
  field: ServiceField
  regionName: string
  raisedAt: string
  supporters: number
}
export type NeedBoard = { received: BoardRow[]; running: BoardRow[]; catalogue: BoardRow[] }

const shown = 100

/** Needs of the reader's places: to be read, on their way, and resolved and waiting. Two statements. */
export async function readNeedBoard({ db, actor, locale }: Context): Promise<NeedBoard> {
  const bodyIds = bodiesWhere(actor, 'OFFICER', 'APPROVER')
  const rows = await db.$queryRaw<(Omit<BoardRow, 'raisedAt'> & { raisedAt: Date; isMine: boolean })[]>`
    SELECT n.id, n.need_no AS "needNo", n.title, n.state, n.field, n.raised_at AS "raisedAt",
      CASE WHEN ${locale === 'en'} THEN r.name_en ELSE r.name_zh END AS "regionName",
      (1 + (SELECT count(*) FROM need_support s WHERE s.need_id = n.id) + (SELECT coalesce(sum(p.people), 0) FROM need_petition p WHERE p.need_id = n.id))::int AS supporters
    FROM need n JOIN region r ON r.id = n.region_id
    WHERE (n.state = 'RECEIVED' AND EXISTS (SELECT 1 FROM unnest(${bodyIds}::uuid[]) b (id) WHERE body_covers(b.id, n.region_id)))
      OR (n.state IN ('PROPOSED', 'DELIBERATED', 'REVIEWED', 'SET_ASIDE') AND n.body_id = ${among(bodyIds)})
      OR (n.state = 'RESOLVED' AND NOT need_is_in_call(n.id) AND EXISTS (SELECT 1 FROM unnest(${bodyIds}::uuid[]) b (id) WHERE body_covers(b.id, n.region_id)))
    ORDER BY n.raised_at, n.id LIMIT ${atMost(shown)}`
  const views = rows.map(({ raisedAt, ...row }) => ({ ...row, raisedAt: raisedAt.toISOString() }))
  return {
    received: views.filter(({ state }) => state === 'RECEIVED'),
    running: views.filter(({ state }) => state !== 'RECEIVED' && state !== 'RESOLVED'),
    catalogue: views.filter(({ state }) => state === 'RESOLVED'),
  }
}

export type BureauNeed = {
  need: NeedView
  original: { title: string; what: string; whyNow: string; beneficiaries: string } | null
  contact: NeedContact | null
  /** Bodies of the reader that may take it up. */
  bodies: { id: string; name: string }[]
  /** What its next step asks for today, one rule for each way to count. */
  rules: AssemblyRuleView[]
  /** Held meetings about it that may have taken the next step. */
  meetings: { id: string; title: string; heldOn: string }[]
  /** Own drafts that a resolved need can be linked to. */
  drafts: { id: string; title: string }[]
  isInCall: boolean
  isOwnBody: boolean
  mayDraft: boolean
  today: string
}

/** For the officials of its place. Null for everybody else. */
export async function readBureauNeed(ctx: Context, id: string): Promise<BureauNeed | null> {
  const { db, actor, locale } = ctx
  const row = await db.need.findUnique({ where: { id } })
  if (row === null) return null
  const bodyIds = await bodiesForNeed(db, ctx, row.regionId)
  const isOwnBody = row.bodyId !== null && may(needPolicy, 'readOpen', actor, { bodyId: row.bodyId })
  if (bodyIds.length === 0 && !isOwnBody) return null
  const need = await readNeed(ctx, { id })
  if (need === null) return null
  const bodies = await db.body.findMany({
    where: { id: { in: bodyIds } },
    select: { id: true, nameZh: true, nameEn: true },
  })
  const next = nextStep[need.state]
  const today = dayOf(ctx.now)
  const isUnread = need.state === 'RECEIVED'
  const drafts =
    need.state === 'RESOLVED'
      ? await db.call.findMany({
          where: {
            bodyId: { in: bodyIds.filter((bodyId) => bodiesWhere(actor, 'OFFICER').includes(bodyId)) },
            state: 'DRAFT',
            isRehearsal: false,
          },
          select: { id: true, title: true },
          orderBy: { createdAt: 'desc' },
          take: 50,
        })
      : []
  const [inCall] = await db.$queryRaw<{ is: boolean }[]>`SELECT need_is_in_call(${id}::uuid) AS is`
  const meetings =
    next === undefined || !isOwnBody
      ? []
      : await db.$queryRaw<{ id: string; title: string; heldOn: string }[]>`
          SELECT m.id, m.title, (m.starts_at AT TIME ZONE 'Asia/Shanghai')::date::text AS "heldOn" FROM meeting m
            JOIN meeting_subject x ON x.meeting_id = m.id AND x.need_id = ${id}::uuid
            JOIN meeting_kind k ON k.code = m.kind AND k.valid_from = m.kind_valid_from
          WHERE m.state IN ('HELD', 'PUBLISHED') AND (k.step = ${next.step} OR m.kind = 'REPRESENTATIVES') ORDER BY m.starts_at DESC`
  return {
    need,
    // How to reach whoever raised it: for those who may take it up, and once taken up for that body alone.
    contact: isUnread || isOwnBody ? readContact(ctx.keys, row) : null,
    original: isOwnBody ? (row.original as BureauNeed['original']) : null,
    bodies: bodyIds.flatMap((bodyId) => {
      const body = bodies.find((each) => each.id === bodyId)
      return body === undefined ? [] : [{ id: body.id, name: locale === 'en' ? body.nameEn : body.nameZh }]
    }),
    rules:
      next === undefined || need.committeeKind === null
        ? []
        : await readAssemblyRules(ctx, need.committeeKind, next.step, today),
    meetings,
    drafts,
    isInCall: inCall?.is ?? false,
    isOwnBody,
    mayDraft: need.state === 'RESOLVED' && bodyIds.some((bodyId) => bodiesWhere(actor, 'OFFICER').includes(bodyId)),
    today,
  }
}
