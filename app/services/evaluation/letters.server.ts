import type { Context } from '#app/services/shared/context.server.ts'
import { dayOfDate } from '#app/services/shared/date-column.server.ts'
import type { Tx } from '#app/services/shared/db.server.ts'
import { type Letter, sendLetter } from '#app/services/shared/mail.server.ts'
import type { Held } from './store.server.ts'

type About = Pick<Held, 'evaluation' | 'project'>

async function write(tx: Tx, ctx: Context, accountIds: readonly string[], letter: Pick<Letter, 'template' | 'values'>) {
  const people = await tx.account.findMany({
    where: { id: { in: [...accountIds] }, state: 'ACTIVE' },
    select: { email: true, locale: true },
    orderBy: { email: 'asc' },
  })
  for (const { email, locale } of people)
    await sendLetter(tx, ctx, { ...letter, to: email, locale: locale === 'EN' ? 'en' : 'zh-CN' } as Letter)
}

/** To evaluators who are asked: they declare first. */
export const tellInvited = (tx: Tx, ctx: Context, { evaluation, project }: About, accountIds: readonly string[]) =>
  write(tx, ctx, accountIds, {
    template: 'evaluationInvited',
    values: {
      projectTitle: project.title,
      dueOn: dayOfDate(evaluation.dueOn),
      url: `/evaluations/${evaluation.id}`,
    },
  })

/** To those who signed: it came back. */
export async function tellReturned(tx: Tx, ctx: Context, { evaluation, project }: About, reason: string) {
  const seats = await tx.evaluationSeat.findMany({ where: { evaluationId: evaluation.id, state: 'STANDS' } })
  const ids = seats.map(({ accountId }) => accountId)
  await write(tx, ctx, ids, {
    template: 'evaluationReturned',
    values: { projectTitle: project.title, reason, url: `/evaluations/${evaluation.id}` },
  })
}
