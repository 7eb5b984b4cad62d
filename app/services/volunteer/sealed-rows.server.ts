import { z } from 'zod'
import type { VolunteerTyped } from '#app/domain/volunteer/schema.ts'
import type { Day } from '#app/domain/shared/day.ts'
import type { Context } from '#app/services/shared/context.server.ts'
import { dateOfDay } from '#app/services/shared/date-column.server.ts'
import type { Keys } from '#app/services/shared/keys.server.ts'

const contact = z.object({ phone: z.string(), email: z.string() })
export type Contact = z.output<typeof contact>
const bound = (volunteerId: string) => `contact ${volunteerId}`

export const readContact = (keys: Keys, volunteerId: string, sealed: Uint8Array | null): Contact =>
  sealed === null
    ? { phone: '', email: '' }
    : contact.parse(JSON.parse(keys.unwrap('volunteer', sealed, bound(volunteerId)).toString()))

/** By which the same name with the same contact is known again in this organization, spaces and signs aside. */
export const markOf = (keys: Keys, organizationId: string, { name, phone, email }: VolunteerTyped) =>
  new Uint8Array(
    keys.tag('volunteer', `person ${organizationId} ${name} ${phone.replace(/[^\d+]/g, '')} ${email ?? ''}`),
  )

export type Consent = { consentHow: 'WRITTEN' | 'ELECTRONIC'; consentOn: Day }
export type By = { organizationId: string; recordedById: string | null; accountId?: string | null }

/** A new row of the register, its contact sealed to it. */
export function volunteerData(
  ctx: Context,
  { organizationId, recordedById, accountId = null }: By,
  { name, phone, email, consentHow, consentOn }: VolunteerTyped & Consent,
) {
  const id = crypto.randomUUID()
  const reach: Contact = { phone, email: email ?? '' }
  return {
    id,
    organizationId,
    name,
    contactSealed: new Uint8Array(ctx.keys.wrap('volunteer', Buffer.from(JSON.stringify(reach)), bound(id))),
    mark: markOf(ctx.keys, organizationId, { name, phone, email }),
    accountId,
    consentHow,
    consentOn: dateOfDay(consentOn),
    recordedById,
    recordedAt: ctx.now,
  }
}
