import { addDays, type Day, dayOf, yearOf } from '#app/domain/shared/day.ts'
import { type Outcome, ok, refuse } from '#app/domain/shared/outcome.ts'
import { hashOf } from '#app/services/account/store.server.ts'
import { answerDueOn } from '#app/services/shared/answer-term.server.ts'
import type { Context } from '#app/services/shared/context.server.ts'
import { dateOfDay } from '#app/services/shared/date-column.server.ts'
import type { Tx } from '#app/services/shared/db.server.ts'
import { letterPaths } from '#app/services/shared/letter-paths.ts'
import { sendLetter } from '#app/services/shared/mail.server.ts'
import { record } from '#app/services/shared/record.server.ts'
import { transact } from '#app/services/shared/transact.server.ts'

/** Whoever holds the link confirms the request: it gets its number and its term, and every administrator hears of it. */
export const confirmDataRequest = (ctx: Context, token: string): Promise<Outcome> =>
  transact(ctx, async (tx) => {
    const [found] = await tx.$queryRaw<{ id: string; confirmedAt: Date | null }[]>`
      SELECT id, confirmed_at AS "confirmedAt" FROM data_request WHERE token_hash = ${hashOf(token)} FOR UPDATE`
    if (found === undefined) return refuse('privacy.link-dead')
    // Pressed twice.
    if (found.confirmedAt !== null) return ok()
    const { id } = found
    const today = dayOf(ctx.now)
    const requestNo = await nextNo(tx, today)
    const dueOn = await dueOf(tx, today)
    await tx.dataRequest.update({ where: { id }, data: { confirmedAt: ctx.now, requestNo, dueOn: dateOfDay(dueOn) } })
    await record(tx, ctx, {
      type: 'data-request.confirmed',
      entity: 'data_request',
      entityId: id,
      data: { requestNo, dueOn },
    })
    const administrators = await tx.account.findMany({
      where: { isAdministrator: true, state: 'ACTIVE' },
      select: { email: true, locale: true },
      orderBy: { email: 'asc' },
    })
    for (const { email, locale } of administrators)
      await sendLetter(tx, ctx, {
        to: email,
        locale: locale === 'EN' ? 'en' : 'zh-CN',
        template: 'dataRequestCame',
        values: { requestNo, dueOn, url: letterPaths.adminDataRequest(id) },
      })
    return ok()
  })

async function nextNo(tx: Tx, today: Day): Promise<string> {
  const year = yearOf(today)
  const [row] = await tx.$queryRaw<{ number: number }[]>`SELECT next_number('data-request', ${year}::int) AS number`
  return `GX-${year}-${String(row?.number ?? 0).padStart(4, '0')}`
}

/** Working days where the calendar knows them; else three weeks, which is within the thirty days of GB/T 35273. */
async function dueOf(tx: Tx, today: Day): Promise<Day> {
  const due = await answerDueOn(tx, 'dataRequest', today)
  return due.ok ? due.day : addDays(today, 21)
}
