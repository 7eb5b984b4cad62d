import type { Correction } from '#app/domain/panel/correcting.ts'
import type { DecisionRecord } from '#app/domain/scoring/decision-record.ts'
import type { Context } from '#app/services/shared/context.server.ts'
import type { Tx } from '#app/services/shared/db.server.ts'
import { sendLetter } from '#app/services/shared/mail.server.ts'
import type { Result } from '#prisma/generated/client.ts'
import { readMinutes } from './read-minutes.server.ts'
import { computeRecord } from './read-findings.server.ts'

/** The newest version of a call's result, signed or not. */
export const readLatestResult = (tx: Tx, callId: string): Promise<Result | null> =>
  tx.result.findFirst({ where: { callId }, orderBy: { versionNo: 'desc' } })

/** One more version: computed, frozen, unsigned. The members are asked to sign it. */
export async function writeResult(
  tx: Tx,
  ctx: Context,
  call: { id: string; title: string },
  assembled: DecisionRecord,
  correction?: Pick<Correction, 'kind' | 'reason' | 'changes'>,
): Promise<{ resultId: string; versionNo: number; record: DecisionRecord }> {
  const decided = computeRecord(assembled)
  const before = await readLatestResult(tx, call.id)
  const versionNo = (before?.versionNo ?? 0) + 1
  const { minutes, minutesSha256 } = await readMinutes(tx, call.id)
  const { id } = await tx.result.create({
    data: {
      minutes,
      minutesSha256,
      callId: call.id,
      versionNo,
      record: decided,
      recordSha256: decided.results.hash.replace(/^sha256:/, ''),
      closedAt: ctx.now,
      closedById: ctx.actor.accountId ?? '',
      ...(correction === undefined
        ? {}
        : {
            correctionKind: correction.kind,
            correctionReason: correction.reason,
            changes: correction.changes.map((change) => ({ ...change })),
          }),
    },
    select: { id: true },
  })
  const isPriced = decided.rules.criteria.some(({ kind }) => kind === 'price')
  await tx.bidResult.createMany({
    data: decided.results.bids.map((bid) => ({
      bidId: bid.id,
      resultId: id,
      panelScore: bid.panelScore,
      priceScore: isPriced ? bid.priceScore : null,
      total: bid.total,
      calibratedTotal: bid.calibratedTotal ?? null,
      rank: bid.rank ?? null,
      outcome: bid.outcome,
    })),
  })
  await askToSign(tx, ctx, call)
  return { resultId: id, versionNo, record: decided }
}

async function askToSign(tx: Tx, ctx: Context, { id, title }: { id: string; title: string }): Promise<void> {
  const seats = await tx.seat.findMany({
    where: { panel: { callId: id }, state: 'SEATED' },
    select: { expert: { select: { account: { select: { id: true, email: true, locale: true } } } } },
  })
  for (const { expert } of seats) {
    if (expert.account.id === ctx.actor.accountId) continue
    await sendLetter(tx, ctx, {
      to: expert.account.email,
      locale: expert.account.locale === 'EN' ? 'en' : 'zh-CN',
      template: 'resultToSign',
      values: { callTitle: title, url: `/panel/${id}/signing` },
    })
  }
}
