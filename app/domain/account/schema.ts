import { z } from 'zod'
import { checkbox, email, optionalText, text, uuid, version } from '../shared/form-fields.ts'

// What people type on the pages of accounts. Rules about passwords are in password.ts: they need to know the person.

/** Kept exactly as typed: spaces belong to a password. */
const password = z
  .string({ error: 'form.required' })
  .min(1, { error: 'form.required' })
  .max(1000, { error: 'form.tooLong' })
const code = z
  .string({ error: 'form.required' })
  .trim()
  .min(1, { error: 'form.required' })
  .max(40, { error: 'form.tooLong' })
export const personName = text(40)

export const signInSchema = z.object({ email, password })
export const emailSchema = z.object({ email })
export const newPasswordSchema = z.object({ password })
export const newPersonSchema = z.object({ name: personName, email, password })
export const codeSchema = z.object({ code })
export const changePasswordSchema = z.object({ currentPassword: password, password })
export const provenSchema = z.object({ currentPassword: password })
/** Whoever has no second factor leaves the code out. */
export const closeAccountSchema = z.object({ currentPassword: password, code: optionalText(40) })
export const sessionSchema = z.object({ sessionId: uuid })
export const nothingSchema = z.object({})
export const profileSchema = z.object({
  version,
  name: personName,
  locale: z.enum(['ZH_CN', 'EN'], { error: 'form.choice' }),
})

export const bodyRoles = ['OFFICER', 'APPROVER', 'FINANCE', 'SUPERVISOR', 'EVALUATOR'] as const
export const organizationRoles = ['OWNER', 'EDITOR', 'CERTIFIER'] as const
export const serviceFields = [
  'EMPLOYMENT',
  'ELDERLY_AND_DISABILITY',
  'COMMUNITY',
  'EDUCATION',
  'HEALTH',
  'CULTURE_AND_TECHNOLOGY',
  'LEGAL_AID',
  'OTHER',
] as const

/** One box ticked is a text, several are a list. */
export const fieldsOfService = z.preprocess(
  (value): unknown[] => (value === undefined ? [] : Array.isArray(value) ? value : [value]),
  z.array(z.enum(serviceFields)).min(1, { error: 'form.choice' }),
)

const invitee = { name: personName, email }
export const inviteToBodySchema = z.object({ ...invitee, role: z.enum(bodyRoles, { error: 'form.choice' }) })
export const inviteToOrganizationSchema = z.object({
  ...invitee,
  role: z.enum(organizationRoles, { error: 'form.choice' }),
})
export const inviteOfficialSchema = z.object({
  ...invitee,
  bodyId: z.uuid({ error: 'form.choice' }),
  role: z.enum(bodyRoles, { error: 'form.choice' }),
})
export const inviteExpertSchema = z.object({
  ...invitee,
  fields: fieldsOfService,
  employer: text(100),
  regionId: z.uuid({ error: 'form.choice' }),
})
export const inviteAdministratorSchema = z.object(invitee)
export const invitationSchema = z.object({ invitationId: uuid })
export const membershipSchema = z.object({ membershipId: uuid })

export const reasonSchema = z.object({ reason: text(300) })
/** Besides buying: a registry of organizations, a department that regulates them (app/domain/credit). */
const duties = { isRegistry: checkbox, isRegulator: checkbox }
export const bodyDutiesSchema = z.object({ bodyId: z.uuid(), ...duties })
export const bodySchema = z.object({
  ...duties,
  nameZh: text(60),
  nameEn: text(120),
  regionId: z.uuid({ error: 'form.choice' }),
})
export const accountSearchSchema = z.object({ q: optionalText(100) })
