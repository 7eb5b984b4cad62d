import type { CertificateTyped, StaffTyped } from '#app/domain/staff/schema.ts'
import type { Context } from '#app/services/shared/context.server.ts'
import { dateOfDay } from '#app/services/shared/date-column.server.ts'
import type { Keys } from '#app/services/shared/keys.server.ts'

/** A number without the spaces and small letters people type. */
const tidyNumber = (number: string) => number.normalize('NFKC').replace(/\s/g, '').toUpperCase()

type Numbered = Pick<CertificateTyped, 'kind' | 'number'>
/** By which this organization's same number is known again. */
export const markOfNumber = (keys: Keys, organizationId: string, { kind, number }: Numbered) =>
  new Uint8Array(keys.tag('staff', `certificate ${organizationId} ${kind} ${tidyNumber(number)}`))

/** The number sealed to this person's row, and its mark. */
const sealNumber = (keys: Keys, organizationId: string, staffId: string, certificate: Numbered) => ({
  numberSealed: new Uint8Array(
    keys.wrap('staff', Buffer.from(tidyNumber(certificate.number)), `certificate ${staffId}`),
  ),
  numberMark: markOfNumber(keys, organizationId, certificate),
})

export const readNumber = (keys: Keys, staffId: string, sealed: Uint8Array | null): string =>
  sealed === null ? '' : keys.unwrap('staff', sealed, `certificate ${staffId}`).toString()

export type By = { organizationId: string; accountId: string }

export const staffData = (ctx: Context, { organizationId, accountId }: By, typed: StaffTyped) => ({
  organizationId,
  name: typed.name,
  post: typed.post,
  postTitle: typed.postTitle,
  fromOn: dateOfDay(typed.fromOn),
  consentHow: typed.consentHow,
  consentOn: dateOfDay(typed.consentOn),
  recordedById: accountId,
  recordedAt: ctx.now,
})

export const certificateData = (
  ctx: Context,
  { organizationId, accountId }: By,
  staffId: string,
  typed: CertificateTyped,
) => ({
  staffId,
  kind: typed.kind,
  ...sealNumber(ctx.keys, organizationId, staffId, typed),
  issuedOn: dateOfDay(typed.issuedOn),
  validUntil: typed.validUntil === undefined ? null : dateOfDay(typed.validUntil),
  recordedById: accountId,
  recordedAt: ctx.now,
})
