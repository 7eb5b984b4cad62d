import { z } from 'zod'
import {
  checkbox,
  dateTime,
  day,
  email,
  optionalText,
  text,
  uuid,
  version,
  wholeNumber,
} from '../shared/form-fields.ts'

export const volunteerMax = { name: 30, phone: 30, title: 60, about: 1_000, place: 120, reason: 200 }
/** As many as one organization's page shows. */
export const volunteersShown = 500
export const consentWays = ['WRITTEN', 'ELECTRONIC'] as const

const optionalEmail = z.preprocess(
  (typed) => (typed === '' || typed === undefined ? undefined : typed),
  email.optional(),
)
const consent = checkbox.refine((agreed) => agreed, { error: 'volunteer.error.consent' })
const sure = checkbox.refine((agreed) => agreed, { error: 'volunteer.error.sure' })
const person = {
  name: text(volunteerMax.name),
  phone: optionalText(volunteerMax.phone),
  email: optionalEmail,
}
/** Reached in one way at least. */
const reachable = ({ phone, email }: { phone: string; email?: string | undefined }, ctx: z.RefinementCtx) => {
  if (phone === '' && email === undefined)
    ctx.addIssue({ code: 'custom', message: 'volunteer.error.contact', path: ['phone'] })
}
export type VolunteerTyped = { name: string; phone: string; email?: string | undefined }

export const signUpForm = z.object({ key: uuid, ...person, consent }).superRefine(reachable)
export const addVolunteerForm = z
  .object({ ...person, consentHow: z.enum(consentWays, { error: 'form.choice' }), consentOn: day, consent })
  .superRefine(reachable)
export const calloutForm = z
  .object({
    title: text(volunteerMax.title),
    about: text(volunteerMax.about),
    place: text(volunteerMax.place),
    startsAt: dateTime,
    endsAt: dateTime,
    seats: wholeNumber(1, 1_000),
  })
  .superRefine(({ startsAt, endsAt }, ctx) => {
    const length = endsAt.getTime() - startsAt.getTime()
    if (length <= 0 || length > 86_400_000)
      ctx.addIssue({ code: 'custom', message: 'volunteer.error.hours', path: ['endsAt'] })
  })
export type CalloutTyped = z.output<typeof calloutForm>
export const cancelCalloutForm = z.object({ reason: text(volunteerMax.reason) })
export const attendanceForm = z.object({
  hours: z.record(z.string(), z.string().optional()).default({}),
  rating: z.record(z.string(), z.string().optional()).default({}),
})
export const emptyForm = z.object({})
export const joinForm = z.object({ volunteerId: z.uuid({ error: 'form.choice' }) })
export const volunteerStep = z.object({ volunteerId: uuid })
export const forgetVolunteerForm = z.object({ volunteerId: uuid, version, sure })
