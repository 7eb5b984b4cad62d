import { transferPolicy } from '#app/domain/transfer/policy.ts'
import { bodiesWhere } from '#app/domain/shared/actor.ts'
import { pageOf, pageRows, readCursor } from '#app/domain/shared/cursor.ts'
import { may } from '#app/domain/shared/policy.ts'
import { among } from '#app/services/shared/among.ts'
import type { Context } from '#app/services/shared/context.server.ts'
import { atMost } from '#app/services/shared/at-most.ts'
import { Prisma } from '#prisma/generated/client.ts'

export type TransferView = {
  id: string
  title: string
  content: string
  department: string
  recipient: string
  documentNo: string
  decidedOn: string
  startsOn: string
  endsOn: string | null
  bodyName: string
  isConfirmed: boolean
  calls: { callNo: string; title: string }[]
}

const columns = (
  isEn: boolean,
) => Prisma.sql`f.id, f.title, f.content, f.department, f.recipient, f.document_no AS "documentNo", f.decided_on::text AS "decidedOn",
  f.starts_on::text AS "startsOn", f.ends_on::text AS "endsOn", CASE WHEN ${isEn} THEN b.name_en ELSE b.name_zh END AS "bodyName", f.confirmed_at IS NOT NULL AS "isConfirmed",
  (SELECT coalesce(jsonb_agg(jsonb_build_object('callNo', c.call_no, 'title', c.title) ORDER BY c.published_at), '[]')
    FROM function_transfer_call x JOIN public_call c ON c.id = x.call_id WHERE x.transfer_id = f.id) AS calls`

/** The catalogue, the latest decision first: anybody may read it. One statement. */
export async function readTransfers({ db, locale }: Pick<Context, 'db' | 'locale'>, after: string | null) {
  const cursor = readCursor(after)
  const isOurs = cursor !== undefined && /^\d{4}-\d{2}-\d{2}$/.test(cursor.key)
  const rows = await db.$queryRaw<TransferView[]>`
    SELECT ${columns(locale === 'en')} FROM function_transfer f JOIN body b ON b.id = f.body_id WHERE f.confirmed_at IS NOT NULL
      ${isOurs ? Prisma.sql`AND (f.decided_on, f.id) < (${cursor.key}::date, ${cursor.id}::uuid)` : Prisma.empty}
    ORDER BY f.decided_on DESC, f.id DESC LIMIT ${atMost(pageRows + 1)}`
  const page = pageOf(rows, (row) => ({ key: row.decidedOn, id: row.id }))
  return { transfers: page.rows, next: page.next }
}

export type BodyTransfer = TransferView & { mayConfirm: boolean; mayWithdraw: boolean; mayLink: boolean }
const shown = 100

/** Items of the reader's bodies, those to confirm first. */
export async function readBodyTransfers({ db, actor, locale }: Context): Promise<BodyTransfer[]> {
  const bodyIds = bodiesWhere(actor, 'OFFICER', 'APPROVER', 'SUPERVISOR')
  const rows = await db.$queryRaw<(TransferView & { bodyId: string; enteredById: string })[]>`
    SELECT ${columns(locale === 'en')}, f.body_id AS "bodyId", f.entered_by_id AS "enteredById" FROM function_transfer f JOIN body b ON b.id = f.body_id
    WHERE f.body_id = ${among(bodyIds)} AND f.withdrawn_at IS NULL ORDER BY f.confirmed_at IS NULL DESC, f.decided_on DESC, f.id DESC LIMIT ${atMost(shown)}`
  return rows.map(({ bodyId, enteredById, ...row }) => ({
    ...row,
    mayConfirm: !row.isConfirmed && may(transferPolicy, 'confirm', actor, { bodyId, enteredById }),
    mayWithdraw: !row.isConfirmed && may(transferPolicy, 'withdraw', actor, { bodyId }),
    mayLink: row.isConfirmed && may(transferPolicy, 'link', actor, { bodyId }),
  }))
}
