import type { MailTemplate, MailValues } from '#app/domain/notice/mail-template.ts'
import type { BodyRole, OrganizationRole } from '#app/domain/shared/actor.ts'
import type { Teller } from '#app/services/shared/context.server.ts'
import type { Tx } from '#app/services/shared/db.server.ts'
import { type Letter, putLetters, readerColumns, readerOf } from '#app/services/shared/mail.server.ts'

export type Readers =
  { organizationId: string; roles: readonly OrganizationRole[] } | { bodyId: string; roles: readonly BodyRole[] }

/** Names for letters: what the buyer and the supplier are called. */
export async function partiesOf(
  tx: Tx,
  project: { bodyId: string; organizationId: string },
): Promise<{ bodyName: string; organizationName: string }> {
  const [names] = await tx.$queryRaw<{ bodyName: string; organizationName: string }[]>`
    SELECT b.name_zh AS "bodyName", o.name AS "organizationName" FROM body b, organization o
    WHERE b.id = ${project.bodyId}::uuid AND o.id = ${project.organizationId}::uuid`
  if (names === undefined) throw new Error('a project has a body and an organization')
  return names
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
    select: { ...readerColumns, email: true, locale: true },
    orderBy: { email: 'asc' },
  })
  if (people.length === 0) return
  const letters = people.map(({ email, locale, ...row }) => {
    const letter = { to: email, locale: locale === 'EN' ? 'en' : 'zh-CN', template, values }
    return { letter: letter as Letter, reader: readerOf(row) }
  })
  await putLetters(tx, ctx, letters)
}
