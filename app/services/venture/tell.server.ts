import type { MailTemplate, MailValues } from '#app/domain/notice/mail-template.ts'
import type { Context } from '#app/services/shared/context.server.ts'
import type { Tx } from '#app/services/shared/db.server.ts'
import { type Letter, sendLetter } from '#app/services/shared/mail.server.ts'

type Readers = { organizationId: string } | { officialsOf: string }

/** One letter to each person of the organization, or to each officer and approver of the body, in their own language. */
export async function tellAll<Template extends MailTemplate>(
  tx: Tx,
  ctx: Context,
  readers: Readers,
  template: Template,
  values: MailValues[Template],
): Promise<void> {
  const people = await tx.account.findMany({
    where: {
      state: 'ACTIVE',
      ...('organizationId' in readers
        ? { organizationMemberships: { some: { organizationId: readers.organizationId } } }
        : { bodyMemberships: { some: { bodyId: readers.officialsOf, role: { in: ['OFFICER', 'APPROVER'] } } } }),
    },
    select: { email: true, locale: true },
    orderBy: { email: 'asc' },
  })
  for (const { email, locale } of people)
    await sendLetter(tx, ctx, { to: email, locale: locale === 'EN' ? 'en' : 'zh-CN', template, values } as Letter)
}
