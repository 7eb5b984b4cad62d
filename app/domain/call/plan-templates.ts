import { addDays, type Day } from '../shared/day.ts'

/** Shares that are common in practice (rules C3), in percent. */
export const planTemplates = ['50-40-10', '40-40-20', '60-30-10'] as const
export type PlanTemplate = (typeof planTemplates)[number]

export const isPlanTemplate = (text: string | null): text is PlanTemplate =>
  text !== null && (planTemplates as readonly string[]).includes(text)

const dayCount = (from: Day, to: Day) => Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000)

/** Milestones of equal length through the service period; the last is due on its last day. */
export function rowsOfTemplate(template: PlanTemplate, startsOn: Day, endsOn: Day): { share: string; dueOn: Day }[] {
  const shares = template.split('-')
  const days = dayCount(startsOn, endsOn)
  return shares.map((share, index) => ({
    share,
    dueOn: addDays(startsOn, Math.floor((days * (index + 1)) / shares.length)),
  }))
}
