import { createHash } from 'node:crypto'
import { askedFen } from '#app/domain/award/asked.ts'
import { bidContent } from '#app/domain/bid/content.ts'
import { budgetSum } from '#app/domain/bid/ready.ts'
import { calibrationFor, calibrationOf } from '#app/domain/panel/groups.ts'
import { assembleRecord, type PanelFindings } from '#app/domain/panel/assemble-record.ts'
import { computeResults } from '#app/domain/scoring/compute-results.ts'
import type { DecisionRecord } from '#app/domain/scoring/decision-record.ts'
import { readDecisionRecord } from '#app/domain/scoring/read-record.ts'
import { dayOf } from '#app/domain/shared/day.ts'
import { readBookOf } from '#app/services/rule-book/store.server.ts'
import type { Tx } from '#app/services/shared/db.server.ts'
import type { Call } from '#prisma/generated/client.ts'

export const sha256Text = (text: string): string => createHash('sha256').update(text, 'utf8').digest('hex')

/** Reads the record back with the eyes of a stranger before anything is computed from it. */
export function computeRecord(assembled: DecisionRecord) {
  const read = readDecisionRecord(assembled)
  if (!read.ok) throw new Error(`the panel's own record is not valid: ${JSON.stringify(read.problems[0])}`)
  return { ...read.record, results: computeResults(read.record, sha256Text) } satisfies DecisionRecord
}

/** What the panel decided, as the server's own lists have it. */
export async function readFindings(tx: Tx, call: Call, panelId: string): Promise<DecisionRecord> {
  if (call.publishedAt === null) throw new Error(`call ${call.id} is scored but was never published`)
  const { method } = call
  if (method === 'SINGLE_SOURCE') throw new Error(`call ${call.id} is negotiated, not scored`)
  const counted = { state: 'SUBMITTED', seat: { panelId, state: 'SEATED' } } as const
  const criteria = await tx.criterion.findMany({ where: { callId: call.id }, orderBy: { position: 'asc' } })
  const seats = await tx.seat.findMany({
    where: { panelId, state: 'SEATED', sheets: { some: { state: 'SUBMITTED', bid: { state: 'OPENED' } } } },
    select: { code: true, panelGroup: true },
  })
  const panel = await tx.panel.findUniqueOrThrow({ where: { id: panelId }, select: { groups: true } })
  const calibration = calibrationOf(await tx.callScoring.findUnique({ where: { callId: call.id } }))
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
  const preferred = await tx.$queryRaw<{ id: string }[]>`
    SELECT b.id::text FROM bid b WHERE b.call_id = ${call.id}::uuid AND b.state = 'OPENED'
      AND meets_preferences(b.call_id, b.organization_id, (b.sealed_at AT TIME ZONE 'Asia/Shanghai')::date)`
  const preferredIds = new Set(preferred.map(({ id }) => id))
  // The book a call was published under is its own; the day matters to drafts only, which nobody scores.
  const book = await readBookOf(tx, call, dayOf(call.publishedAt))
  const groupOf = ({ allotments: [own] }: { allotments: { panelGroup: string }[] }) => own?.panelGroup ?? ''
  const sizes = new Map<string, number>()
  for (const bid of bids) sizes.set(groupOf(bid), (sizes.get(groupOf(bid)) ?? 0) + 1)
  const isGrouped = panel.groups > 1
  return assembleRecord({
    call: { ...call, method, publishedAt: call.publishedAt, book },
    award: book.award,
    criteria: criteria.map(({ code, title, kind, maxPoints }) => ({
      code,
      title,
      kind,
      maxPoints: maxPoints.toString(),
    })),
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
