import { ratingPolicy } from '#app/domain/rating/policy.ts'
import type { RecognitionKind, RecognitionState } from '#app/domain/rating/recognition.ts'
import { dayOf } from '#app/domain/shared/day.ts'
import { may } from '#app/domain/shared/policy.ts'
import { among } from '#app/services/shared/among.ts'
import type { Context } from '#app/services/shared/context.server.ts'
import { Prisma } from '#prisma/generated/client.ts'
import { readRegistries } from './rating-board.server.ts'

export type RecognitionRow = {
  id: string
  what: RecognitionKind
  issuerName: string
  acceptingName: string
  fromOn: string
  /** The first day on which it does not hold any more. */
  toOn: string | null
  title: string
  documentNo: string
  fileId: string | null
  bodyName: string
  state: RecognitionState
}
export type RecognitionWork = RecognitionRow & {
  isConfirmed: boolean
  proposedEnd: { endsOn: string; documentNo: string } | null
  mayConfirm: boolean
  mayWithdraw: boolean
  mayEnd: boolean
}

type Raw = RecognitionRow & {
  bodyId: string
  enteredById: string
  confirmedById: string | null
  endEnteredById: string | null
  endConfirmedById: string | null
  endsOn: string | null
  endDocumentNo: string | null
}

const select = (ctx: Context) => Prisma.sql`
  SELECT g.id, g.what, CASE WHEN ${ctx.locale} = 'en' THEN i.name_en ELSE i.name_zh END AS "issuerName", CASE WHEN ${ctx.locale} = 'en' THEN p.name_en ELSE p.name_zh END AS "acceptingName",
    g.from_on::text AS "fromOn", least(g.to_on, CASE WHEN e.confirmed_at IS NOT NULL THEN e.ends_on END)::text AS "toOn", g.title, g.document_no AS "documentNo", g.file_id AS "fileId",
    CASE WHEN ${ctx.locale} = 'en' THEN b.name_en ELSE b.name_zh END AS "bodyName", g.body_id AS "bodyId", g.entered_by_id AS "enteredById", g.confirmed_by_id AS "confirmedById",
    e.entered_by_id AS "endEnteredById", e.confirmed_by_id AS "endConfirmedById", e.ends_on::text AS "endsOn", e.document_no AS "endDocumentNo",
    CASE WHEN g.from_on > ${dayOf(ctx.now)}::date THEN 'COMING' WHEN ${dayOf(ctx.now)}::date >= least(g.to_on, CASE WHEN e.confirmed_at IS NOT NULL THEN e.ends_on END) THEN 'OVER' ELSE 'IN_FORCE' END AS state
  FROM recognition g JOIN region i ON i.id = g.issuer_region_id JOIN region p ON p.id = g.accepting_region_id JOIN body b ON b.id = g.body_id
    LEFT JOIN recognition_end e ON e.recognition_id = g.id`

const toRow = ({
  id,
  what,
  issuerName,
  acceptingName,
  fromOn,
  toOn,
  title,
  documentNo,
  fileId,
  bodyName,
  state,
}: Raw): RecognitionRow => ({
  id,
  what,
  issuerName,
  acceptingName,
  fromOn,
  toOn,
  title,
  documentNo,
  fileId,
  bodyName,
  state,
})

/** Every agreement that holds, will hold or held. One statement. */
export async function readRecognitions(ctx: Context): Promise<RecognitionRow[]> {
  const rows = await ctx.db.$queryRaw<
    Raw[]
  >`${select(ctx)} WHERE g.confirmed_at IS NOT NULL ORDER BY g.from_on DESC, g.id DESC LIMIT 200`
  return rows.map(toRow)
}

/** Those of the reader's registries, with what can be done. Two statements. */
export async function readRecognitionBoard(ctx: Context) {
  const bodies = await readRegistries(ctx)
  const ids = bodies.map(({ id }) => id)
  const rows = await ctx.db.$queryRaw<Raw[]>`
    ${select(ctx)} WHERE g.body_id = ${among(ids)} AND g.withdrawn_at IS NULL ORDER BY g.confirmed_at IS NOT NULL, g.from_on DESC, g.id DESC LIMIT 200`
  return {
    bodies: bodies.filter(({ id }) => may(ratingPolicy, 'enter', ctx.actor, { bodyId: id })),
    isRegistry: bodies.length > 0,
    rows: rows.map((raw): RecognitionWork => {
      const { bodyId, confirmedById, endEnteredById, endConfirmedById } = raw
      const isConfirmed = confirmedById !== null
      const hasOpenEnd = endEnteredById !== null && endConfirmedById === null
      const enteredById = isConfirmed ? endEnteredById : raw.enteredById
      return {
        ...toRow(raw),
        isConfirmed,
        proposedEnd: hasOpenEnd ? { endsOn: raw.endsOn ?? '', documentNo: raw.endDocumentNo ?? '' } : null,
        mayConfirm:
          (!isConfirmed || hasOpenEnd) && may(ratingPolicy, 'confirmEntered', ctx.actor, { bodyId, enteredById }),
        mayWithdraw: !isConfirmed && may(ratingPolicy, 'withdrawEntered', ctx.actor, { bodyId }),
        mayEnd:
          isConfirmed &&
          endEnteredById === null &&
          raw.state !== 'OVER' &&
          may(ratingPolicy, 'enter', ctx.actor, { bodyId }),
      }
    }),
  }
}
