import { z } from 'zod'
import { day, optionalFile, text, uuid } from '../shared/form-fields.ts'

export const hubMax = { words: 500, title: 80, summary: 2000 }

/** The other organization, by its credit code or its exact name. */
export const askMembershipForm = z.object({ other: text(80) })
export const membershipStep = z.object({ membershipId: uuid })
export const recommendForm = z.object({ membershipId: uuid, words: text(hubMax.words) })
export const recommendationStep = z.object({ recommendationId: uuid })
export const hubReportForm = z
  .object({ title: text(hubMax.title), summary: text(hubMax.summary), fromOn: day, untilOn: day, file: optionalFile })
  .superRefine(({ fromOn, untilOn }, ctx) => {
    if (untilOn < fromOn)
      ctx.issues.push({ code: 'custom', message: 'hub.refusal.ends-before', path: ['untilOn'], input: untilOn })
  })
export type HubReportTyped = z.output<typeof hubReportForm>
