import { describe, expect, it } from 'vitest'
import { callLimits } from '#app/domain/call/schema.ts'
import { countCharacters } from '#app/domain/shared/form-fields.ts'
import { parseCreditCode } from '#app/domain/organization/credit-code.ts'
import { cancelled, noBids, tooFewBids } from './calls/ended.ts'
import { awaitingOpening, opened, scored, scoring, signing } from './calls/evaluating.ts'
import { funded } from './calls/funded.ts'
import { hangzhou } from './calls/hangzhou.ts'
import { noticed, severalFunded } from './calls/noticed.ts'
import { open } from './calls/open.ts'
import { drafts, submitted } from './calls/preparing.ts'
import { inventedCreditCode } from './credit-code.ts'
import { criteriaSets } from './criteria.ts'
import { notices } from './notices.ts'
import { organizations } from './organizations.ts'
import { regions } from './regions.ts'
import { bodies } from './bodies.ts'

const plans = [
  ...drafts,
  ...submitted,
  ...open,
  ...awaitingOpening,
  ...opened,
  ...scoring,
  ...signing,
  ...scored,
  ...noticed,
  severalFunded,
  ...funded,
  tooFewBids,
  noBids,
  cancelled,
]
const regionCodes = new Set(regions.map(({ code }) => code))
const organizationKeys = new Set(organizations.map(({ key }) => key))

describe('the demonstration’s data', () => {
  it('names sixty organizations and as many codes that pass both check characters as there are legal persons', () => {
    expect(organizations).toHaveLength(60)
    expect(organizationKeys.size).toBe(60)
    for (const head of ['51', '52', '53', '91'] as const)
      for (let number = 1; number <= 70; number += 1)
        expect(parseCreditCode(inventedCreditCode(head, '310112', number)).ok).toBe(true)
  })

  it('places everything in a region of the tree, parents before children', () => {
    const seen = new Set<string>()
    for (const { code, in: parent } of regions) {
      if (parent !== undefined) expect(seen).toContain(parent)
      seen.add(code)
    }
    for (const { region } of [...organizations, ...bodies, ...plans]) expect(regionCodes).toContain(region)
  })

  it('scores every call out of 100', () => {
    for (const set of Object.values(criteriaSets))
      expect(set.reduce((sum, { maxPoints }) => sum + maxPoints, 0)).toBe(100)
  })

  it.each(plans.map((plan) => [plan.key, plan] as const))('keeps the call %s within what a form takes', (_, plan) => {
    expect(countCharacters(plan.title)).toBeLessThanOrEqual(80)
    expect(countCharacters(plan.summary)).toBeLessThanOrEqual(callLimits.summary)
    expect(countCharacters(plan.beneficiaries)).toBeLessThanOrEqual(callLimits.beneficiaries)
    expect(countCharacters(plan.requirement)).toBeLessThanOrEqual(callLimits.requirement)
    if (plan.milestones.length > 0)
      expect(plan.milestones.reduce((sum, { trancheBps }) => sum + trancheBps, 0)).toBe(10_000)
    for (const bidder of plan.bidders ?? []) expect(organizationKeys).toContain(bidder)
    const body = bodies.find(({ key }) => key === plan.body)
    expect(body?.funds.map(({ key }) => key)).toContain(plan.fund)
  })

  it('lets the first bidder of a funded call be its winner, as its marks are told', () => {
    for (const { winner, bidders } of funded) expect(bidders?.[0]).toBe(winner)
  })

  it('quotes the published means: the average of three, rounded half up', () => {
    for (const { scores, mean } of hangzhou.bids) {
      const tenths = scores.reduce((sum, score) => sum + Math.round(Number(score) * 10), 0)
      expect((Math.round((tenths * 10) / 3) / 100).toFixed(2)).toBe(mean)
    }
  })

  it('counts the days of the notices', () => {
    const count = (year: number, kind: string) =>
      notices.find((notice) => notice.year === year)?.rows.filter((row) => row.kind === kind).length
    expect([count(2021, 'OFF'), count(2021, 'WORK')]).toEqual([31, 7])
    expect([count(2025, 'OFF'), count(2025, 'WORK'), count(2026, 'OFF'), count(2026, 'WORK')]).toEqual([28, 5, 33, 6])
  })
})
