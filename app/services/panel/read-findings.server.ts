import { createHash } from 'node:crypto'
import { askedFen } from '#app/domain/award/asked.ts'
import { bidContent } from '#app/domain/bid/content.ts'
import { budgetSum } from '#app/domain/bid/ready.ts'
import { type CalibrationColumns, calibrationFor, calibrationOf } from '#app/domain/panel/groups.ts'
import { assembleRecord, type PanelFindings } from '#app/domain/panel/assemble-record.ts'
import { computeResults } from '#app/domain/scoring/compute-results.ts'
import type { DecisionRecord } from '#app/domain/scoring/decision-record.ts'
import { readDecisionRecord } from '#app/domain/scoring/read-record.ts'
import { dayOf } from '#app/domain/shared/day.ts'
import { readBookOf } from '#app/services/rule-book/store.server.ts'
import type { Tx } from '#app/services/shared/db.server.ts'
import type { Call, CriterionKind } from '#prisma/generated/client.ts'

export const sha256Text = (text: string): string => createHash('sha256').update(text, 'utf8').digest('hex')

/** Reads the record back with the eyes of a stranger before anything is computed from it. */
export function computeRecord(assembled: DecisionRecord) {
  const read = readDecisionRecord(assembled)
  if (!read.ok) throw new Error(`the panel's own record is not valid: ${JSON.stringify(read.problems[0])}`)
  return { ...read.record, results: computeResults(read.record, sha256Text) } satisfies DecisionRecord
}

type Asked = {
  groups: number
  scoring: CalibrationColumns | null
  criteria: { code: string; title: string; kind: CriterionKind; maxPoints: string }[]
  /** Of members whose sheets count. */
  seats: { code: string; panelGroup: string }[]
  /** Bids of organizations that the call prefers. */
  preferred: string[]
}

/** What was asked of whom. */
async function readAsked(tx: Tx, callId: string, panelId: string): Promise<Asked> {
  const [row] = await tx.$queryRaw<Asked[]>`
    SELECT p.groups, (
      SELECT json_build_object('dropHigh', s.drop_high, 'dropLow', s.drop_low, 'meanDecimals', s.mean_decimals,
        'coefficientDecimals', s.coefficient_decimals, 'totalDecimals', s.total_decimals)
      FROM call_scoring s WHERE s.call_id = ${callId}::uuid) AS scoring, (
      SELECT coalesce(json_agg(json_build_object('code', c.code, 'title', c.title, 'kind', c.kind, 'maxPoints', trim_scale(c.max_points)::text) ORDER BY c.position), '[]')
      FROM criterion c WHERE c.call_id = ${callId}::uuid) AS criteria, (
      SELECT coalesce(json_agg(json_build_object('code', s.code, 'panelGroup', s.panel_group)), '[]') FROM seat s
      WHERE s.panel_id = p.id AND s.state = 'SEATED' AND EXISTS (
        SELECT 1 FROM score_sheet h JOIN bid b ON b.id = h.bid_id WHERE h.seat_id = s.id AND h.state = 'SUBMITTED' AND b.state = 'OPENED')) AS seats,
      ARRAY(SELECT b.id::text FROM bid b WHERE b.call_id = ${callId}::uuid AND b.state = 'OPENED'
        AND meets_preferences(b.call_id, b.organization_id, (b.sealed_at AT TIME ZONE 'Asia/Shanghai')::date)) AS preferred
    FROM panel p WHERE p.id = ${panelId}::uuid`
  if (row === undefined) throw new Error(`no panel ${panelId}`)
  return row
}

/** What the panel decided, as the server's own lists have it. */
export async function readFindings(tx: Tx, call: Call, panelId: string): Promise<DecisionRecord> {
  if (call.publishedAt === null) throw new Error(`call ${call.id} is scored but was never published`)
  const { method } = call
  if (method === 'SINGLE_SOURCE') throw new Error(`call ${call.id} is negotiated, not scored`)
  const counted = { state: 'SUBMITTED', seat: { panelId, state: 'SEATED' } } as const
  const { groups, scoring, criteria, seats, preferred } = await readAsked(tx, call.id, panelId)
  const calibration = calibrationOf(scoring)
  const bids = await tx.bid.findMany({
    where: { callId: call.id, state: 'OPENED' },
    orderBy: [{ sealedAt: 'asc' }, { id: 'asc' }],
    select: {
      id: true,
      sealedAt: true,
      envelope: { select: { envelopeSha256: true } },
      opened: { select: { priceFen: true, content: true } },
      budgetReview: { select: { approvedFen: true } },
      pins: { select: { seatId: true } },
      allotments: { where: { panelId }, select: { panelGroup: true } },
      agreed: { select: { points: true, criterion: { select: { code: true, position: true } } } },
      sheets: {
        where: counted,
        select: {
          seatId: true,
          seat: { select: { code: true } },
          scores: { select: { points: true, criterion: { select: { code: true, position: true } } } },
          second: {
            select: { scores: { select: { points: true, criterion: { select: { code: true, position: true } } } } },
          },
        },
      },
    },
  })
  const preferredIds = new Set(preferred)
  // The book a call was published under is its own; the day matters to drafts only, which nobody scores.
  const book = await readBookOf(tx, call, dayOf(call.publishedAt))
  const groupOf = ({ allotments: [own] }: { allotments: { panelGroup: string }[] }) => own?.panelGroup ?? ''
  const sizes = new Map<string, number>()
  for (const bid of bids) sizes.set(groupOf(bid), (sizes.get(groupOf(bid)) ?? 0) + 1)
  const isGrouped = groups > 1
  return assembleRecord({
    call: { ...call, method, publishedAt: call.publishedAt, book },
    award: book.award,
    criteria,
    judges: seats.map(({ code }) => code).sort((a, b) => Number(a.slice(1)) - Number(b.slice(1))),
    ...(isGrouped
      ? {
          groups: Object.fromEntries(seats.map(({ code, panelGroup }) => [code, panelGroup])),
          calibration: calibration === null ? null : calibrationFor(calibration, [...sizes.values()]),
        }
      : {}),
    bids: bids.map((bid): PanelFindings['bids'][number] => {
      const { id, sealedAt, envelope, opened, budgetReview, agreed, pins, sheets } = bid
      if (sealedAt === null || envelope === null || opened === null)
        throw new Error(`bid ${id} was never sealed or opened`)
      return {
        id,
        group: isGrouped ? groupOf(bid) : '',
        priceFen: opened.priceFen,
        askedFen: askedFen(
          {
            priceFen: opened.priceFen,
            budgetFen: budgetSum(bidContent.parse(opened.content)),
            approvedFen: budgetReview?.approvedFen,
          },
          call.ceilingFen,
        ),
        sealedAt,
        isPreferred: preferredIds.has(id),
        envelopeSha256: envelope.envelopeSha256,
        agreed: Object.fromEntries(
          agreed
            .toSorted((a, b) => a.criterion.position - b.criterion.position)
            .map(({ points, criterion }) => [criterion.code, points.toString()]),
        ),
        sheets: Object.fromEntries(
          // What a judge with a pinned tie once gave does not count.
          sheets
            .filter(({ seatId }) => !pins.some((pin) => pin.seatId === seatId))
            .map(({ seat, scores, second }) => [
              seat.code,
              Object.fromEntries(
                // What was given after the discussion counts; what was given first stays as evidence.
                (second?.scores ?? scores)
                  .toSorted((a, b) => a.criterion.position - b.criterion.position)
                  .flatMap(({ points, criterion }) => (points === null ? [] : [[criterion.code, points.toString()]])),
              ),
            ]),
        ),
      }
    }),
  })
}
