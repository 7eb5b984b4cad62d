import { z } from 'zod'
import { checkbox, day, optionalText, text, uuid, version } from '../shared/form-fields.ts'
import { certificateKinds, consentWays, posts } from './terms.ts'

export const staffMax = { name: 30, postTitle: 40, number: 40, training: 80 }
/** As many as one organization keeps on the list, those who left included. */
export const staffCountMax = 2_000

export const optionalDay = z.preprocess((typed) => (typed === '' ? undefined : typed), day.optional())
/** Half hours at the least, a month of days at the most: `1.5`. */
export const hours = z
  .string({ error: 'form.required' })
  .transform((value) => value.trim())
  .refine((value) => /^\d{1,3}(\.\d)?$/.test(value) && Number(value) > 0 && Number(value) <= 200, {
    error: 'staff.error.hours',
  })
/** Agreeing is ticked or nothing is kept. */
export const consent = checkbox.refine((agreed) => agreed, { error: 'staff.error.consent' })
/** What cannot be undone is ticked first. */
const sure = checkbox.refine((agreed) => agreed, { error: 'staff.error.sure' })

const person = {
  name: text(staffMax.name),
  post: z.enum(posts, { error: 'form.choice' }),
  postTitle: optionalText(staffMax.postTitle),
  fromOn: day,
}
export const consentGiven = {
  consentHow: z.enum(consentWays, { error: 'form.choice' }),
  consentOn: day,
}
export const addStaffForm = z.object({ ...person, ...consentGiven, consent })
export type StaffTyped = Omit<z.output<typeof addStaffForm>, 'consent'>
export const editStaffForm = z.object({ version, ...person })
export const leaveStaffForm = z.object({ version, untilOn: day })
export const forgetStaffForm = z.object({ version, sure })
export const addCertificateForm = z
  .object({
    kind: z.enum(certificateKinds, { error: 'form.choice' }),
    number: text(staffMax.number),
    issuedOn: day,
    validUntil: optionalDay,
  })
  .superRefine(({ issuedOn, validUntil }, ctx) => {
    if (validUntil !== undefined && validUntil < issuedOn)
      ctx.issues.push({ code: 'custom', message: 'staff.error.validUntil', path: ['validUntil'], input: validUntil })
  })
export type CertificateTyped = z.output<typeof addCertificateForm>
export const addTrainingForm = z.object({ heldOn: day, hours, title: text(staffMax.training) })
export type StaffTrainingTyped = z.output<typeof addTrainingForm>
export const withdrawPartForm = z.object({ what: z.enum(['CERTIFICATE', 'TRAINING']), partId: uuid })
