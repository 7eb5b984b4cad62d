import { type WarningLevel, warningLevels } from '../warning/find-warnings.ts'

/** How much a project needs to be looked at; `CALM` where nothing stands open. */
export const risks = [...warningLevels, 'CALM'] as const
export type Risk = WarningLevel | 'CALM'

/** The rank by which a board is sorted, from the gravest: 3, 2, 1, 0. */
export const rankOf = (risk: Risk): number => risks.length - 1 - risks.indexOf(risk)
export const riskOf = (rank: number): Risk => risks[risks.length - 1 - rank] ?? 'CALM'

export const boardGroups = ['open', 'ended'] as const
export type BoardGroup = (typeof boardGroups)[number]
