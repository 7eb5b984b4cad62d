import { describe, expect, it } from 'vitest'
import { readDecisionRecord } from './read-record.ts'
import { sampleRecord } from './sample-record.ts'

type Json = Record<string | number, unknown>

/** The record as a file holds it, with one value replaced or added (or, as undefined, taken out). */
function written(path: readonly (string | number)[] = [], value?: unknown): unknown {
  const file = JSON.parse(JSON.stringify(sampleRecord())) as Json
  const last = path.at(-1)
  if (last === undefined) return file
  const parent = path.slice(0, -1).reduce((node, key) => node[key] as Json, file)
  if (value === undefined) Reflect.deleteProperty(parent, last)
  else parent[last] = value
  return file
}

function firstProblem(file: unknown) {
  const read = readDecisionRecord(file)
  return read.ok ? undefined : read.problems[0]
}

const sub = (id: string, rest: object = {}) => ({ id, title: id, kind: 'subjective', maxPoints: 5, ...rest })

describe('a decision record', () => {
  it('is read back as it was written', () => {
    const file = written()
    expect(readDecisionRecord(file)).toEqual({ ok: true, record: file })
  })

  it.each<[string, unknown]>([
    ['bids.0.priceFen', 120000000],
    ['bids.0.objective', {}],
    ['bids.0.bonus', {}],
    ['bids.0.panel', 'A'],
    ['bids.0.submittedAt', undefined],
    ['bids.0.seal', undefined],
    ['bids.0.submittedAt', '2026-03-20T01:00:00Z'],
    ['bids.0.scores.E1.tech', 0],
    ['bids.0.scores.E1.tech', '90'],
    ['judges.0.panel', 'A'],
    ['rules.passMark', undefined],
    ['rules.passMark', '60'],
    ['rules.calibration', undefined],
    ['rules.rounding', { mode: 'truncate' }],
    ['rules.panel', { aggregate: 'mean', quorum: 1 }],
    ['rules.tieChain', []],
    ['rules.criteria.1.maxPoints', 0],
    ['rules.criteria.0.subCriteria', undefined],
  ])('may have %s %j', (path, value) => {
    const keys = path.split('.').map((key) => (/^\d+$/.test(key) ? Number(key) : key))
    expect(firstProblem(written(keys, value))).toBeUndefined()
  })

  it.each<[string, unknown, string]>([
    ['format', 'commonweal.decision/2', '$.format'],
    ['extra', 1, '$.extra'],
    ['call.extra', 1, '$.call.extra'],
    ['call.publishedOn', '2026-02-30', '$.call.publishedOn'],
    ['call.method', 'auction', '$.call.method'],
    ['call.title', 'half a \ud83d', '$.call.title'],
    ['rules', undefined, '$.rules'],
    ['rules.rounding.decimals', 5, '$.rules.rounding.decimals'],
    ['rules.rounding.mode', 'halfEven', '$.rules.rounding.mode'],
    ['rules.panel.quorum', 0, '$.rules.panel.quorum'],
    ['rules.panel.aggregate', 'median', '$.rules.panel.aggregate'],
    ['rules.panel', { aggregate: 'trimmedMean', quorum: 3 }, '$.rules.panel.trim'],
    ['rules.panel', { aggregate: 'trimmedMean', trim: 2, trimFloor: 4, quorum: 3 }, '$.rules.panel.trimFloor'],
    ['rules.criteria', [], '$.rules.criteria'],
    ['rules.criteria.0.kind', undefined, '$.rules.criteria[0].kind'],
    ['rules.criteria.0.maxPoints', '0', '$.rules.criteria[0].maxPoints'],
    ['rules.criteria.0.formula', 'noPrice', '$.rules.criteria[0].formula'],
    ['rules.criteria.0.passMark', '90.5', '$.rules.criteria[0].passMark'],
    ['rules.criteria.1.id', 'tech', '$.rules.criteria[1].id'],
    ['rules.criteria.1.formula', undefined, '$.rules.criteria[1].formula'],
    ['rules.criteria.2', { ...sub('p2'), kind: 'price', formula: 'noPrice' }, '$.rules.criteria[2].kind'],
    ['rules.criteria.0.subCriteria', [sub('a')], '$.rules.criteria[0].kind'],
    [
      'rules.criteria.2',
      { id: 'g', title: 'g', maxPoints: 5, subCriteria: [sub('tech')] },
      '$.rules.criteria[2].subCriteria[0].id',
    ],
    [
      'rules.criteria.2',
      { id: 'g', title: 'g', maxPoints: 5, subCriteria: [sub('a', { kind: 'price' })] },
      '$.rules.criteria[2].subCriteria[0].kind',
    ],
    [
      'rules.criteria.2',
      { id: 'g', title: 'g', maxPoints: 5, subCriteria: [sub('a', { subCriteria: [] })] },
      '$.rules.criteria[2].subCriteria[0].subCriteria',
    ],
    ['rules.tieChain', ['cheapest'], '$.rules.tieChain[0]'],
    ['rules.tieChain', ['draw', 'draw'], '$.rules.tieChain[1]'],
    ['rules.tieChain', ['higherCriterion:need'], '$.rules.tieChain[0]'],
    ['rules.tieChain', ['preferredHost'], '$.rules.tieChain[0]'],
    ['rules.award', { mode: 'multi' }, '$.rules.award.budgetFen'],
    ['rules.award', { mode: 'single', budgetFen: '1' }, '$.rules.award.budgetFen'],
    ['rules.bonus', { parts: [{ id: 'vote', title: 'v', source: 's', maxPoints: 5 }] }, '$.rules.bonus'],
    [
      'rules.calibration',
      { dropHigh: 1, dropLow: 1, meanDecimals: 4, coefficientDecimals: 4, decimals: 2 },
      '$.bids[0].panel',
    ],
    ['judges.1.id', 'E1', '$.judges[1].id'],
    ['bids', [], '$.bids'],
    ['bids.1.id', 'B1', '$.bids[1].id'],
    ['bids.0.price', 1, '$.bids[0].price'],
    ['bids.0.priceFen', '1200.5', '$.bids[0].priceFen'],
    ['bids.0.priceFen', null, '$.bids[0].priceFen'],
    ['bids.0.priceFen', '0', '$.bids[0].priceFen'],
    ['bids.0.priceFen', 2 ** 60, '$.bids[0].priceFen'],
    ['bids.0.priceDeductionPct', '10', '$.bids[0].priceDeductionPct'],
    ['bids.0.submittedAt', '2026-03-20', '$.bids[0].submittedAt'],
    ['bids.0.scores.E9', { tech: 80 }, '$.bids[0].scores.E9'],
    ['bids.0.scores.E1.tech', '90.0001', '$.bids[0].scores.E1.tech'],
    ['bids.0.scores.E1.tech', -1, '$.bids[0].scores.E1.tech'],
    ['bids.0.scores.E1.tech', '78.00001', '$.bids[0].scores.E1.tech'],
    ['bids.0.scores.E1.tech', 'n/a', '$.bids[0].scores.E1.tech'],
    ['bids.0.scores.E1.tech', null, '$.bids[0].scores.E1.tech'],
    ['bids.0.scores.E1', {}, '$.bids[0].scores.E1.tech'],
    ['bids.0.scores.E1.price', 5, '$.bids[0].scores.E1.price'],
    ['bids.0.scores.E1', undefined, '$.bids[0].scores'],
    ['bids.0.objective', { tech: 5 }, '$.bids[0].objective.tech'],
    ['bids.0.bonus', { vote: 5 }, '$.bids[0].bonus'],
    ['results', {}, '$.results.engine'],
  ])('may not have %s %j', (path, value, where) => {
    const keys = path.split('.').map((key) => (/^\d+$/.test(key) ? Number(key) : key))
    expect(firstProblem(written(keys, value))?.path).toBe(where)
  })

  it('says why in words', () => {
    expect(firstProblem(written(['bids', 0, 'scores', 'E1', 'tech'], 91))).toEqual({
      path: '$.bids[0].scores.E1.tech',
      reason: 'is out of range: 0 to 90',
    })
    expect(firstProblem(written(['bids', 0, 'priceFen'], 'cheap'))?.reason).toBe('must be a whole number of fen')
    expect(firstProblem(written(['bids', 0, 'scores', 'E1'], undefined))?.reason).toBe(
      'is scored by 2 judges, the quorum is 3',
    )
  })

  it('is nothing else', () => {
    for (const value of [null, undefined, 5, 'record', [], {}]) expect(readDecisionRecord(value).ok).toBe(false)
  })

  it('hides no key from the hash', () => {
    const text = JSON.stringify(written()).replace('"E1":', '"__proto__":')
    expect(firstProblem(JSON.parse(text))).toEqual({ path: '$.bids[0].scores.__proto__', reason: 'unknown key' })
  })

  it('must have every objective value', () => {
    const criterion = { id: 'cert', title: 'Certificates', kind: 'objective', maxPoints: 5 }
    expect(firstProblem(written(['rules', 'criteria', 2], criterion))?.path).toBe('$.bids[0].objective.cert')
  })
})
