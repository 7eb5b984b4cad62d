import { readBureauCall } from '#app/services/call/queries/bureau-call.server.ts'
import { setConditions } from '#app/services/call/set-conditions.server.ts'
import { setDepartures } from '#app/services/call/set-departures.server.ts'
import type { Context } from '#app/services/shared/context.server.ts'
import { toFen } from '#app/domain/shared/money.ts'
import { done } from '../world.ts'

/** What every call of the demonstration asks of bidders. */
export const customaryConditions = [
  { use: 'REQUIRED', kind: 'LEGAL_PERSON', text: '依法登记，能够独立承担民事责任' },
  { use: 'REQUIRED', kind: 'CLEAN_RECORD', text: '未被列入活动异常名录和严重违法失信名单' },
  { use: 'REQUIRED', kind: 'STAFF_AND_EQUIPMENT', text: '具有履行合同所必需的设备和专业能力' },
] as const

export async function settleConditions(ctx: Context, callId: string): Promise<void> {
  const call = await ctx.db.call.findUniqueOrThrow({ where: { id: callId } })
  await done(
    setConditions(ctx, {
      callId,
      version: call.version,
      conditions: [...customaryConditions],
      reservation: 'NONE',
      negativeListChecked: call.method !== 'VENTURE_CALL',
      bidBond: toFen(0n),
      performanceBond: 0,
      awardMode: call.awardMode,
    }),
  )
}

/** Reasons as officials write them, by what is departed from. */
const reasons: Record<string, string> = {
  'period-short': '服务须按期开始，需求已提前两周在社区公示，参加单位均已知悉。',
  'term-long': '预算已列入中期支出规划，服务内容固定，跨年度连续服务更有利于服务对象。',
  'no-price': '服务价格按本市统一标准执行，各单位报价相同，价格不作为评审因素。',
}

/** Every warning that has no reason yet gets one, by whoever may write it now. */
export async function explainWarnings(ctx: Context, callId: string): Promise<void> {
  const call = await readBureauCall(ctx, callId)
  const open = call?.warnings.filter(({ reason }) => reason === '') ?? []
  if (call === undefined || open.length === 0) return
  await done(
    setDepartures(ctx, {
      callId,
      version: call.version,
      departures: open.map(({ key, code }) => ({
        finding: key,
        reason: reasons[code] ?? '经单位集体研究，为保证服务质量所必需，已在公告中说明。',
      })),
    }),
  )
}
