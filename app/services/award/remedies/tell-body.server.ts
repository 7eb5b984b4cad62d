import type { MailTemplate, MailValues } from '#app/domain/notice/mail-template.ts'
import type { BodyRole } from '#app/domain/shared/actor.ts'
import type { Context } from '#app/services/shared/context.server.ts'
import type { Tx } from '#app/services/shared/db.server.ts'
import { type Letter, sendLetter } from '#app/services/shared/mail.server.ts'

/** One letter to each person of a body who holds one of these roles. */
export async function tellBody<Template extends MailTemplate>(
  tx: Tx,
  ctx: Context,
  bodyId: string,
  roles: readonly BodyRole[],
  template: Template,
  values: MailValues[Template],
): Promise<void> {
  const people = await tx.account.findMany({
    where: { state: 'ACTIVE', bodyMemberships: { some: { bodyId, role: { in: [...roles] } } } },
    select: { email: true, locale: true },
    orderBy: { email: 'asc' },
  })
  for (const { email, locale } of people)
    await sendLetter(tx, ctx, { to: email, locale: locale === 'EN' ? 'en' : 'zh-CN', template, values } as Letter)
}
