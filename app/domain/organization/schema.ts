import { z } from 'zod'
import { fieldsOfService, newPersonSchema } from '../account/schema.ts'
import { parseDay, type Day } from '../shared/day.ts'
import { optionalText, text, version } from '../shared/form-fields.ts'

export const organizationKinds = [
  'ASSOCIATION',
  'SERVICE_INSTITUTION',
  'FOUNDATION',
  'COMMUNITY_GROUP',
  'ENTERPRISE',
] as const
export type OrganizationKind = (typeof organizationKinds)[number]

const phone = text(30).refine((value) => /^[+\d][\d\s()-]{5,}$/.test(value), { error: 'organization.refusal.phone' })

const registration = {
  organizationName: text(80),
  kind: z.enum(organizationKinds, { error: 'form.choice' }),
  creditCode: optionalText(30),
  regionId: z.uuid({ error: 'form.choice' }),
  fields: fieldsOfService,
  contactName: text(40),
  contactPhone: phone,
}
export const organizationSchema = z.object(registration)
/** Who is new here signs up in the same form. */
export const registrationSchema = z.object({ ...registration, ...newPersonSchema.shape })
export type NewOrganization = z.output<typeof organizationSchema>

export const optionalDay = z
  .string()
  .optional()
  .transform((value, ctx): Day | undefined => {
    const typed = value?.trim() ?? ''
    if (typed === '') return undefined
    const parsed = parseDay(typed)
    if (parsed === undefined) ctx.issues.push({ code: 'custom', message: 'form.date', input: value })
    return parsed
  })

const website = optionalText(200).refine((value) => value === '' || /^https?:\/\/[^\s/]+\.[^\s]+$/.test(value), {
  error: 'organization.refusal.website',
})

export const profileSchema = z.object({
  version,
  organizationName: text(80),
  nameEn: optionalText(160),
  regionId: z.uuid({ error: 'form.choice' }),
  fields: fieldsOfService,
  foundedOn: optionalDay,
  introduction: optionalText(2000),
  address: optionalText(120),
  contactName: text(40),
  contactPhone: phone,
  website,
})
export type OrganizationProfile = z.output<typeof profileSchema>
