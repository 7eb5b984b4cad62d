// Words of incubators, as PostgreSQL keeps them.

export const tenancyKinds = ['PHYSICAL', 'VIRTUAL'] as const
export type TenancyKind = (typeof tenancyKinds)[number]

export const incubatorServices = [
  'SPACE',
  'REGISTRATION',
  'TRAINING',
  'MENTORING',
  'ACCOUNTING',
  'SEED_MONEY',
  'LINKING',
] as const
export type IncubatorService = (typeof incubatorServices)[number]

export const groupStages = ['SEED', 'START_UP', 'GROWTH'] as const
export type GroupStage = (typeof groupStages)[number]

export const exitReasons = ['IDLE', 'BREACH', 'LISTED', 'FAILED_ASSESSMENT', 'TERM_OVER', 'OWN_WISH', 'OTHER'] as const
export type ExitReason = (typeof exitReasons)[number]

export const trainingAudiences = ['ALL', 'TENANTS'] as const
export type TrainingAudience = (typeof trainingAudiences)[number]

/** Numbers of a day; dated data (incubator_rule). `checkDays`, `leaveDays`: working days. */
export type IncubatorRule = {
  readonly checkDays: number
  readonly leaveDays: number
  readonly termMonths: number
  readonly extensionMonths: number
  readonly extensionsMax: number
  readonly idleMonths: number
  readonly expiryDays: number
  readonly assessmentMonths: number
  readonly passPoints: number
  readonly goodPoints: number
  readonly excellentPoints: number
  readonly staffMin: number
  readonly sourceZh: string
  readonly sourceEn: string
  readonly isConfirmed: boolean
}
