import type { CallFeeTyped, ServiceTyped } from '#app/domain/fee/schema.ts'
import { toFen } from '#app/domain/shared/money.ts'
import type { CallPlan } from './calls/call-plan.ts'

const takesFees = ({ field, instrument }: Pick<CallPlan, 'field' | 'instrument'>) =>
  field === 'ELDERLY_AND_DISABILITY' && instrument === 'PROJECT_GRANT'

/** Whom a call of the demonstration is for: care may take a low fee, help for children and people in correction takes none. */
export function feesOf(plan: Pick<CallPlan, 'field' | 'instrument'>): Omit<CallFeeTyped, 'version'> | undefined {
  if (takesFees(plan))
    return {
      terms: { capFen: toFen(5_000n), lowShareBps: 4_000 },
      groups: [
        { groupCode: 'ELDERLY_ALONE', relief: 'NONE' },
        { groupCode: 'MINIMUM_ALLOWANCE', relief: 'FREE' },
        { groupCode: 'DESTITUTE', relief: 'FREE' },
        { groupCode: 'DISABLED', relief: 'REDUCED' },
      ],
    }
  if (plan.field === 'EDUCATION')
    return { terms: null, groups: [{ groupCode: 'CHILDREN_IN_DIFFICULTY', relief: 'FREE' }] }
  if (plan.field === 'LEGAL_AID')
    return { terms: null, groups: [{ groupCode: 'COMMUNITY_CORRECTION', relief: 'FREE' }] }
  return undefined
}

/** What a funded project of the demonstration takes, invented. */
export const servicesOf = (plan: Pick<CallPlan, 'field' | 'instrument'>): ServiceTyped[] =>
  takesFees(plan)
    ? [
        {
          name: '助餐',
          unit: '餐',
          class: 'PUBLIC_BENEFIT',
          mode: 'LOW',
          cost: toFen(1_800n),
          feeFen: 600n,
          reducedFen: 300n,
          reducedGroups: ['DISABLED'],
          freeGroups: ['MINIMUM_ALLOWANCE', 'DESTITUTE'],
        },
        {
          name: '上门理发',
          unit: '次',
          class: 'PUBLIC_BENEFIT',
          mode: 'PAID',
          cost: toFen(2_000n),
          feeFen: 1_500n,
          reducedFen: null,
          reducedGroups: [],
          freeGroups: ['MINIMUM_ALLOWANCE', 'DESTITUTE', 'DISABLED'],
        },
        {
          name: '探访与紧急联络',
          unit: '次',
          class: 'PUBLIC_BENEFIT',
          mode: 'FREE',
          cost: toFen(3_000n),
          feeFen: 0n,
          reducedFen: null,
          reducedGroups: [],
          freeGroups: [],
        },
      ]
    : []

/** Fees of a quarter, fen; nothing where nothing is taken. */
export const feeIncomeOf = (plan: Pick<CallPlan, 'field' | 'instrument'>, quarter: number): bigint =>
  takesFees(plan) ? 186_000n + BigInt(quarter) * 24_000n : 0n
