import type { AmendmentSide } from '#app/domain/amendment/authority.ts'
import type { MailValues } from '#app/domain/notice/mail-template.ts'
import { tell } from '#app/services/shared/tell.server.ts'
import type { Context } from '#app/services/shared/context.server.ts'
import type { Tx } from '#app/services/shared/db.server.ts'

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
