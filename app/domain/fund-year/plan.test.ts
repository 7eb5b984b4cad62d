import { expect, it } from 'vitest'
import { type CallActual, planAgainstActual, type PlanLine } from './plan.ts'

const line = (
  name: string,
  field: PlanLine['field'],
  instrument: PlanLine['instrument'],
  plannedFen = 100n,
): PlanLine => ({
  name,
  field,
  instrument,
  plannedFen,
})
const call = (field: CallActual['field'], instrument: CallActual['instrument'], allocatedFen = 10n): CallActual => ({
  field,
  instrument,
  allocatedFen,
  committedFen: 5n,
  paidFen: 2n,
  returnedFen: 1n,
})

it('counts every call once, for the line that names most of it', () => {
  const rows = planAgainstActual(
    [
      line('其他', null, null),
      line('创投', null, 'VENTURE_GRANT'),
      line('社区', 'COMMUNITY', null),
      line('社区创投', 'COMMUNITY', 'VENTURE_GRANT'),
    ],
    [
      call('COMMUNITY', 'VENTURE_GRANT'),
      call('COMMUNITY', 'POST_PURCHASE', 120n),
      call('HEALTH', 'VENTURE_GRANT'),
      call('HEALTH', 'PROJECT_GRANT'),
      call('HEALTH', 'PROJECT_GRANT'),
    ],
  )
  expect(rows.map(({ name, allocatedFen, leftFen }) => [name, allocatedFen, leftFen])).toEqual([
    ['其他', 20n, 80n],
    ['创投', 10n, 90n],
    ['社区', 120n, -20n],
    ['社区创投', 10n, 90n],
  ])
  expect(rows[0]).toMatchObject({ committedFen: 10n, paidFen: 4n, returnedFen: 2n })
})

it('shows what nobody planned as a line of its own, and only then', () => {
  expect(planAgainstActual([line('社区', 'COMMUNITY', null)], [])).toHaveLength(1)
  const rows = planAgainstActual([line('社区', 'COMMUNITY', null)], [call('HEALTH', 'PROJECT_GRANT')])
  expect(rows.at(-1)).toMatchObject({ name: '', plannedFen: 0n, allocatedFen: 10n, leftFen: -10n })
})

it('loses no fen, whatever the plan says', () => {
  const calls = [
    call('COMMUNITY', 'VENTURE_GRANT', 7n),
    call('HEALTH', 'POST_PURCHASE', 11n),
    call('OTHER', 'AWARD_IN_LIEU', 13n),
  ]
  for (const lines of [[], [line('社区', 'COMMUNITY', null)], [line('全部', null, null)]])
    expect(planAgainstActual(lines, calls).reduce((sum, { allocatedFen }) => sum + allocatedFen, 0n)).toBe(31n)
})
