import { z } from 'zod'
import { registeredCode } from '../organization/registered-code.ts'
import { organizationSchema, profileSchema } from '../organization/schema.ts'
import { optionalText } from '../shared/form-fields.ts'
import { type Day, toDay } from '../shared/day.ts'
import { addStaffForm, optionalDay, staffMax } from '../staff/schema.ts'
import { certificateKinds } from '../staff/terms.ts'
import { addVolunteerForm } from '../volunteer/schema.ts'
import { email } from '../shared/form-fields.ts'

// Rows of files by the rules of the forms that ask the same.

/** No register of ours is older. */
const oldest: Day = toDay('1949-10-01')
const isTooOld = (day: Day | undefined) => day !== undefined && day < oldest
const optionalChoice = <const Word extends string>(words: readonly Word[]) =>
  z.preprocess((typed) => (typed === '' ? undefined : typed), z.enum(words, { error: 'form.choice' }).optional())

/** One of the staff, with at most one certificate. */
export const staffRow = z
  .object({
    ...addStaffForm.shape,
    untilOn: optionalDay,
    certificateKind: optionalChoice(certificateKinds),
    certificateNumber: optionalText(staffMax.number),
    issuedOn: optionalDay,
    validUntil: optionalDay,
  })
  .superRefine((row, ctx) => {
    const say = (column: string, message: string) => ctx.addIssue({ code: 'custom', message, path: [column] })
    if (isTooOld(row.fromOn)) say('fromOn', 'form.date')
    if (row.untilOn !== undefined && row.untilOn < row.fromOn) say('untilOn', 'staff.refusal.days')
    const { certificateKind, certificateNumber, issuedOn, validUntil } = row
    if (certificateKind === undefined && certificateNumber === '' && issuedOn === undefined && validUntil === undefined)
      return
    if (certificateKind === undefined) say('certificateKind', 'form.required')
    if (certificateNumber === '') say('certificateNumber', 'form.required')
    if (issuedOn === undefined) say('issuedOn', 'form.required')
    else if (isTooOld(issuedOn)) say('issuedOn', 'form.date')
    else if (validUntil !== undefined && validUntil < issuedOn) say('validUntil', 'staff.error.validUntil')
  })
export type StaffRow = z.output<typeof staffRow>

export const volunteerRow = addVolunteerForm
export type VolunteerRow = z.output<typeof volunteerRow>

const { foundedOn, legalRepresentative, supervisingUnit, businessScope, registeredFen, address } = profileSchema.shape
const { regionId: _, fields, ...registration } = organizationSchema.shape

/** What a registry has on its list, and the address at which somebody of the organization is invited. */
export const organizationRow = z
  .object({
    ...registration,
    region: z.string(),
    fields: z.preprocess((typed) => String(typed).split(',').filter(Boolean), fields),
    email: z.preprocess((typed) => (typed === '' ? undefined : typed), email.optional()),
    foundedOn,
    legalRepresentative,
    supervisingUnit,
    businessScope,
    registeredFen,
    address,
  })
  .superRefine(({ kind, creditCode, region, foundedOn: founded }, ctx) => {
    const say = (column: string, message: string) => ctx.addIssue({ code: 'custom', message, path: [column] })
    const code = registeredCode(kind, creditCode)
    if (!code.ok) say('creditCode', code.refusal.code)
    if (region === '') say('region', 'form.required')
    if (founded !== undefined && founded < toDay('1900-01-01')) say('foundedOn', 'form.date')
  })
export type OrganizationRow = z.output<typeof organizationRow>
