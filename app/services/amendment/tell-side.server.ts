import type { AmendmentSide } from '#app/domain/amendment/authority.ts'
import type { MailValues } from '#app/domain/notice/mail-template.ts'
import { partiesOf, tell } from '#app/services/shared/tell.server.ts'
import type { Context } from '#app/services/shared/context.server.ts'
import type { Tx } from '#app/services/shared/db.server.ts'
import type { Amendment, Project } from '#prisma/generated/client.ts'

type Template = 'amendmentOffered' | 'amendmentInForce' | 'amendmentRefused'
type About = { amendmentId: string; bodyId: string; organizationId: string }

/** A letter to those of one side who deal with amendments, each with the page of their own side. */
export function tellSide<T extends Template>(
  tx: Tx,
  ctx: Context,
  side: AmendmentSide,
  { amendmentId, bodyId, organizationId }: About,
  template: T,
  values: Omit<MailValues[T], 'url'>,
): Promise<void> {
  const readers =
    side === 'BUYER'
      ? ({ bodyId, roles: ['OFFICER', 'APPROVER'] } as const)
      : ({ organizationId, roles: ['OWNER', 'EDITOR', 'CERTIFIER'] } as const)
  const url = side === 'BUYER' ? `/bureau/amendments/${amendmentId}` : `/ngo/amendments/${amendmentId}`
  return tell(tx, ctx, readers, template, { ...values, url } as MailValues[T])
}

/** The side that did not wish for it has to answer. */
export const tellOtherSide = (tx: Tx, ctx: Context, amendment: Amendment, project: Project): Promise<void> =>
  tellSide(
    tx,
    ctx,
    amendment.side === 'SUPPLIER' ? 'BUYER' : 'SUPPLIER',
    { ...project, amendmentId: amendment.id },
    'amendmentOffered',
    { projectTitle: project.title, whatKey: `amendment.kind.${amendment.kind}`, reason: amendment.reason },
  )

/** Further parties that are on the platform are asked to sign. */
export async function tellParties(tx: Tx, ctx: Context, amendment: Amendment, project: Project): Promise<void> {
  const parties = await tx.contractParty.findMany({
    where: { contractId: amendment.contractId },
    orderBy: { position: 'asc' },
  })
  const { bodyName } = await partiesOf(tx, project)
  for (const { id, organizationId, bodyId } of parties) {
    const values = { projectTitle: project.title, bodyName, reason: amendment.reason, url: `/agreements/${id}` }
    if (organizationId !== null)
      await tell(tx, ctx, { organizationId, roles: ['CERTIFIER'] }, 'amendmentPartyToSign', values)
    if (bodyId !== null) await tell(tx, ctx, { bodyId, roles: ['APPROVER'] }, 'amendmentPartyToSign', values)
  }
}
