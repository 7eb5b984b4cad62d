import { z } from 'zod'
import { formatGiverCode, type GiverCode, giverCodeOf } from '#app/domain/appeal/giver-code.ts'
import type { VolunteerTyped } from '#app/domain/volunteer/schema.ts'
import { volunteerPolicy } from '#app/domain/volunteer/policy.ts'
import type { Day } from '#app/domain/shared/day.ts'
import { ok, refuse } from '#app/domain/shared/outcome.ts'
import { may } from '#app/domain/shared/policy.ts'
import type { Context } from '#app/services/shared/context.server.ts'
import { dateOfDay } from '#app/services/shared/date-column.server.ts'
import type { Tx } from '#app/services/shared/db.server.ts'
import type { Keys } from '#app/services/shared/keys.server.ts'

const contact = z.object({ phone: z.string(), email: z.string() })
export type Contact = z.output<typeof contact>
const bound = (volunteerId: string) => `contact ${volunteerId}`

export const readContact = (keys: Keys, volunteerId: string, sealed: Uint8Array | null): Contact =>
  sealed === null
    ? { phone: '', email: '' }
    : contact.parse(JSON.parse(keys.unwrap('volunteer', sealed, bound(volunteerId)).toString()))

/** By which the same name with the same contact is known again in this organization, spaces and signs aside. */
const markOf = (keys: Keys, organizationId: string, { name, phone, email }: VolunteerTyped) =>
  new Uint8Array(
    keys.tag('volunteer', `person ${organizationId} ${name} ${phone.replace(/[^\d+]/g, '')} ${email ?? ''}`),
  )

/** Computed from the call-out, the form and the site's secret whenever it is needed: the code itself is stored nowhere. */
export const codeOfSignup = (keys: Keys, { calloutId, formKey }: { calloutId: string; formKey: string }): GiverCode =>
  giverCodeOf(keys.tag('volunteer', `code ${calloutId} ${formKey}`))
export const codeOfCertificate = (keys: Keys, certificateId: string): GiverCode =>
  giverCodeOf(keys.tag('volunteer', `certificate ${certificateId}`))
export const hashOfVolunteerCode = (keys: Keys, code: GiverCode): Uint8Array<ArrayBuffer> =>
  new Uint8Array(keys.tag('volunteer', `hash ${code}`))
export const certificateCodeText = (keys: Keys, certificateId: string): string =>
  formatGiverCode(codeOfCertificate(keys, certificateId))

type Consent = { consentHow: 'WRITTEN' | 'ELECTRONIC'; consentOn: Day }
type By = { organizationId: string; recordedById: string | null; accountId?: string | null }

/**
 * The register's row of this person; the same name with the same contact is the same person. `isNew`: it was made now. A row that was there is never
 * tied to an account: whoever knows a name and a telephone number would come to see that person's sign-ups.
 */
export async function findOrAddVolunteer(
  tx: Tx,
  ctx: Context,
  { organizationId, recordedById, accountId = null }: By,
  { consentHow, consentOn, ...typed }: VolunteerTyped & Consent,
): Promise<{ volunteerId: string; isNew: boolean }> {
  const mark = markOf(ctx.keys, organizationId, typed)
  const locale = recordedById === null && ctx.locale === 'en' ? 'EN' : 'ZH_CN'
  const known = await tx.volunteer.findFirst({ where: { organizationId, mark }, select: { id: true } })
  if (known !== null) {
    if (recordedById === null) await tx.volunteer.updateMany({ where: { id: known.id }, data: { locale } })
    return { volunteerId: known.id, isNew: false }
  }
  const id = crypto.randomUUID()
  const reach: Contact = { phone: typed.phone, email: typed.email ?? '' }
  await tx.volunteer.create({
    data: {
      id,
      organizationId,
      name: typed.name,
      contactSealed: new Uint8Array(ctx.keys.wrap('volunteer', Buffer.from(JSON.stringify(reach)), bound(id))),
      mark,
      accountId,
      locale,
      consentHow,
      consentOn: dateOfDay(consentOn),
      recordedById,
      recordedAt: ctx.now,
    },
    select: { id: true },
  })
  return { volunteerId: id, isNew: true }
}

/** The call-out, held until the end of the transaction, for its organization's people. */
export async function holdCallout(tx: Tx, ctx: Context, calloutId: string, step: keyof typeof volunteerPolicy) {
  await tx.$queryRaw`SELECT id FROM callout WHERE id = ${calloutId}::uuid FOR UPDATE`
  const callout = await tx.callout.findUnique({ where: { id: calloutId } })
  const { accountId } = ctx.actor
  if (callout === null || accountId === undefined || !may(volunteerPolicy, step, ctx.actor, callout))
    return refuse('not-found')
  return ok({ callout, accountId })
}

export const calloutFact = (callout: { id: string; organizationId: string }) => ({
  entity: 'callout',
  entityId: callout.id,
  organizationId: callout.organizationId,
})

/** Somebody came on this sign-up, and two people said so. */
export const isProven = ({ confirmedAt, hours }: { confirmedAt: Date | null; hours: unknown }): boolean =>
  confirmedAt !== null && Number(hours) > 0
