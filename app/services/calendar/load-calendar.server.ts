import { administrationPolicy } from '#app/domain/account/policy.ts'
import { readNotice } from '#app/domain/calendar/read-notice.ts'
import { ok, refuse } from '#app/domain/shared/outcome.ts'
import { may } from '#app/domain/shared/policy.ts'
import type { Context } from '#app/services/shared/context.server.ts'
import { record } from '#app/services/shared/record.server.ts'
import { transact } from '#app/services/shared/transact.server.ts'

type LoadCalendar = { docNo: string; text: string; reason: string }

/** A year's working days, as the notice has them. A year already there is loaded again only as a new version, with a reason. */
export const loadCalendar = (ctx: Context, { docNo, text, reason }: LoadCalendar) =>
  transact<{ year: number; version: number }>(ctx, async (tx) => {
    const { accountId } = ctx.actor
    if (accountId === undefined || !may(administrationPolicy, 'loadCalendar', ctx.actor, {})) return refuse('forbidden')
    const notice = readNotice(text)
    if (!notice.ok) return notice
    const { year, rows } = notice
    const known = await tx.calendarNotice.count({ where: { year } })
    if (known > 0 && reason === '') return refuse('calendar.reason-missing', { field: 'reason', data: { year } })
    const [loaded] = await tx.$queryRaw<{ version: number }[]>`
      SELECT load_calendar(${year}::int, ${docNo}, ${JSON.stringify(rows)}::jsonb, ${accountId}::uuid, ${reason}) AS version`
    if (loaded === undefined) throw new Error('load_calendar returned nothing')
    await record(tx, ctx, {
      type: 'calendar.loaded',
      entity: 'account',
      entityId: accountId,
      data: { year, version: loaded.version, docNo, reason },
    })
    return ok({ year, version: loaded.version })
  })
