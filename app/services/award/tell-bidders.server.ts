import type { MailTemplate, MailValues } from '#app/domain/notice/mail-template.ts'
import type { Context } from '#app/services/shared/context.server.ts'
import type { Tx } from '#app/services/shared/db.server.ts'
import { type Letter, sendLetter } from '#app/services/shared/mail.server.ts'

/** One letter to every member of an organization, each in their own language. */
export async function tellOrganization<Template extends MailTemplate>(
  tx: Tx,
  ctx: Context,
  organizationId: string,
  template: Template,
  values: MailValues[Template],
): Promise<void> {
  const members = await tx.account.findMany({
    where: { state: 'ACTIVE', organizationMemberships: { some: { organizationId } } },
    select: { email: true, locale: true },
    orderBy: { email: 'asc' },
  })
  for (const { email, locale } of members)
    await sendLetter(tx, ctx, { to: email, locale: locale === 'EN' ? 'en' : 'zh-CN', template, values } as Letter)
}
