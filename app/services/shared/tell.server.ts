import type { MailTemplate, MailValues } from '#app/domain/notice/mail-template.ts'
import type { BodyRole, OrganizationRole } from '#app/domain/shared/actor.ts'
import type { Teller } from '#app/services/shared/context.server.ts'
import type { Tx } from '#app/services/shared/db.server.ts'
import { type Letter, sendLetter } from '#app/services/shared/mail.server.ts'

export type Readers =
  { organizationId: string; roles: readonly OrganizationRole[] } | { bodyId: string; roles: readonly BodyRole[] }

/** Names for letters: what the buyer and the supplier are called. */
export async function partiesOf(
  tx: Tx,
  project: { bodyId: string; organizationId: string },
): Promise<{ bodyName: string; organizationName: string }> {
  const body = await tx.body.findUniqueOrThrow({ where: { id: project.bodyId }, select: { nameZh: true } })
  const organization = await tx.organization.findUniqueOrThrow({
    where: { id: project.organizationId },
    select: { name: true },
  })
  return { bodyName: body.nameZh, organizationName: organization.name }
}

/** One letter to each person who holds one of these roles, save the one who caused it. */
export async function tell<Template extends MailTemplate>(
  tx: Tx,
  ctx: Teller,
  readers: Readers,
  template: Template,
  values: MailValues[Template],
): Promise<void> {
  const membership =
    'bodyId' in readers
      ? { bodyMemberships: { some: { bodyId: readers.bodyId, role: { in: [...readers.roles] } } } }
      : {
          organizationMemberships: {
            some: { organizationId: readers.organizationId, role: { in: [...readers.roles] } },
          },
        }
  const people = await tx.account.findMany({
    where: {
      ...membership,
      state: 'ACTIVE',
      // What falls due by itself was caused by nobody.
      ...(ctx.actor.accountId === undefined ? {} : { NOT: { id: ctx.actor.accountId } }),
    },
    select: { email: true, locale: true },
    orderBy: { email: 'asc' },
  })
  for (const { email, locale } of people) {
    const letter = { to: email, locale: locale === 'EN' ? 'en' : 'zh-CN', template, values }
    await sendLetter(tx, ctx, letter as Letter)
  }
}
