import { z } from 'zod'
import { fieldsOfService, newPersonSchema } from '../account/schema.ts'
import { parseDay, type Day } from '../shared/day.ts'
import { day, optionalText, text, ticks, uuid, version } from '../shared/form-fields.ts'
import { type Fen, parseYuan } from '../shared/money.ts'
import { internalRules, taxStatuses } from './profile.ts'

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

const optionalYuan = optionalText(20).transform((value, ctx): Fen | undefined => {
  if (value === '') return undefined
  const fen = parseYuan(value)
  if (fen === undefined || fen <= 0n) ctx.issues.push({ code: 'custom', message: 'form.money', input: value })
  return fen
})
const optionalSqm = optionalText(12).transform((value, ctx): number | undefined => {
  if (value === '') return undefined
  const sqm = /^\d{1,7}$/.test(value) ? Number(value) : 0
  if (sqm < 1 || sqm > 1_000_000) ctx.issues.push({ code: 'custom', message: 'form.integer', input: value })
  return sqm
})

export const profileSchema = z
  .object({
    version,
    nameEn: optionalText(160),
    regionId: z.uuid({ error: 'form.choice' }),
    fields: fieldsOfService,
    foundedOn: optionalDay,
    introduction: optionalText(2000),
    legalRepresentative: optionalText(40),
    supervisingUnit: optionalText(80),
    businessScope: optionalText(600),
    registeredFen: optionalYuan,
    spaceSqm: optionalSqm,
    venues: optionalText(400),
    taxStatus: z.enum(taxStatuses, { error: 'form.choice' }),
    taxExemptUntil: optionalDay,
    internalRules: ticks(internalRules),
    address: optionalText(120),
    contactName: text(40),
    contactPhone: phone,
    website,
  })
  .superRefine(({ taxStatus, taxExemptUntil }, ctx) => {
    if (taxExemptUntil !== undefined && taxStatus !== 'EXEMPT')
      ctx.issues.push({
        code: 'custom',
        message: 'organization.refusal.not-exempt',
        path: ['taxExemptUntil'],
        input: taxExemptUntil,
      })
  })
export type OrganizationProfile = z.output<typeof profileSchema>

/** Another name, as the registry changed it: from which day, by which document. */
export const renameSchema = z.object({ version, newName: text(80), since: day, documentNo: optionalText(80) })
export type Renaming = z.output<typeof renameSchema>

export const offerOwnershipSchema = z.object({ toId: z.uuid({ error: 'form.choice' }) })
export const ownershipAnswers = ['ACCEPTED', 'DECLINED', 'WITHDRAWN'] as const
export const answerOwnershipSchema = z.object({ handoverId: uuid, answer: z.enum(ownershipAnswers) })
