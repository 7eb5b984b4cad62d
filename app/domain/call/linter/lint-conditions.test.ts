import { describe, expect, it } from 'vitest'
import { ruleBooks } from '#prisma/rule-books/index.ts'
import { at, toDay } from '../../shared/day.ts'
import { workingCalendar } from '../../shared/working-days.ts'
import type { CallMethod } from '../terms.ts'
import { findingKey } from './finding.ts'
import { lintCall } from './lint-call.ts'
import type { CallSheet } from './sheet.ts'

const whole: CallSheet = {
  summary: 's',
  requirement: '为本区八十岁以上独居老人提供上门照护。',
  beneficiaries: '本区老人',
  budgetFen: 10_000n,
  fundId: 'fund',
  bidDeadlineAt: at('2026-03-30T17:00'),
  startsOn: toDay('2026-04-01'),
  endsOn: toDay('2026-12-31'),
  quorum: 5,
  criteria: [
    { kind: 'SUBJECTIVE', points: '85', title: '服务方案', guidance: '步骤、人员、时间可执行' },
    { kind: 'PRICE', points: '15', title: '报价', guidance: '' },
  ],
  milestones: [{ dueOn: toDay('2026-12-31'), trancheBps: 10_000 }],
  documents: 0,
  formItems: 0,
  conditions: [],
  reservation: 'NONE',
  negativeListChecked: true,
  bidBondFen: 0n,
  performanceBondBps: 0,
  awardMode: 'SINGLE',
  keyholders: [
    { name: '甲', isEscrow: false, hasKey: true, isNameable: true },
    { name: '乙', isEscrow: false, hasKey: true, isNameable: true },
    { name: '丙', isEscrow: true, hasKey: true, isNameable: true },
  ],
  keyThreshold: 2,
}
const calendar = workingCalendar([], [2026])
const lint = (changes: Partial<CallSheet>, method: CallMethod = 'COMPETITIVE_CONSULTATION') => {
  const book = ruleBooks.find((one) => one.method === method)
  if (book === undefined) throw new Error(method)
  const sheet = { ...whole, ...changes }
  return lintCall(sheet, { book, now: at('2026-03-02T09:00'), availableFen: 10_000n, calendar })
}
const keys = (changes: Partial<CallSheet>, method?: CallMethod) =>
  lint(changes, method).map((finding) => (finding.level === 'error' ? findingKey(finding) : `(${findingKey(finding)})`))
const condition = (
  kind: CallSheet['conditions'][number]['kind'],
  text = '一项条件',
  use: 'REQUIRED' | 'PREFERRED' = 'REQUIRED',
) => ({
  conditions: [{ kind, text, use }],
})
const criterion = (title: string, guidance = '') => ({
  criteria: [
    { kind: 'SUBJECTIVE' as const, points: '85', title, guidance },
    { kind: 'PRICE' as const, points: '15', title: '报价', guidance: '' },
  ],
})

describe('conditions against the book', () => {
  it('finds nothing where nothing is', () => {
    for (const method of ['OPEN_TENDER', 'COMPETITIVE_CONSULTATION', 'SMALL_PURCHASE'] as const)
      expect(keys({}, method)).toEqual([])
  })

  it('asks for the list of what must not be bought, in procurement only', () => {
    expect(keys({ negativeListChecked: false })).toEqual(['negative-list'])
    expect(lint({ negativeListChecked: false })[0]?.citation).toMatchObject({
      article: '10',
      docNo: { zh: '财政部令第102号' },
    })
    expect(keys({ negativeListChecked: false }, 'VENTURE_CALL')).toEqual([])
  })

  it('stops limits by region, form and ownership, and asks why for the doubtful ones', () => {
    for (const kind of ['REGION', 'ORGANIZATION_FORM', 'OWNERSHIP', 'REGIONAL_TRACK_RECORD'] as const) {
      expect(keys(condition(kind))).toEqual(['discriminating:1'])
      expect(keys(condition(kind, 'x', 'PREFERRED'))).toEqual(['discriminating:1'])
      expect(keys(condition(kind), 'VENTURE_CALL')).toEqual([])
    }
    expect(keys(condition('YEARS_REGISTERED'))).toEqual(['(restrictive:1)'])
    expect(keys(condition('CLEAN_RECORD', 'x', 'PREFERRED'))).toEqual(['(preference:1)'])
    expect(keys(condition('LICENCE'))).toEqual([])
  })

  it('warns that social organizations are no small enterprises', () => {
    expect(keys({ reservation: 'SMALL_ENTERPRISES' })).toEqual(['(bars-social-organizations)'])
    expect(keys({ reservation: 'SMALL_ENTERPRISES' }, 'VENTURE_CALL')).toEqual(['reservation'])
  })

  it('bounds securities: two hundredths of the budget, a tenth of the contract', () => {
    expect(keys({ bidBondFen: 200n, performanceBondBps: 1000 })).toEqual([])
    expect(keys({ bidBondFen: 201n, performanceBondBps: 1001 })).toEqual(['bid-bond', 'performance-bond'])
    expect(keys({ bidBondFen: 1n }, 'SMALL_PURCHASE')).toEqual(['bond-none'])
  })

  it('keeps one winner where the book has one', () => {
    expect(keys({ awardMode: 'MULTI' })).toEqual(['award-mode'])
    expect(keys({ awardMode: 'MULTI' }, 'VENTURE_CALL')).toEqual([])
  })
})

describe('words', () => {
  const licence = condition('LICENCE', '具有有效的劳务派遣经营许可证书')
  it('stop a condition that is scored again, word for word or nearly', () => {
    expect(keys({ ...licence, ...criterion('资质', '具有有效的劳务派遣经营许可证书得 5 分') })).toEqual([
      'condition-scored:1',
    ])
    expect(keys({ ...licence, ...criterion('资质', '持有效劳务派遣经营许可证书') })).toEqual(['condition-scored:1'])
    expect(keys({ ...licence, ...criterion('服务方案', '流程清楚') })).toEqual([])
    expect(keys({ ...licence, ...criterion('资质', '具有有效的劳务派遣经营许可证书得 5 分') }, 'VENTURE_CALL')).toEqual(
      [],
    )
  })

  it.each([
    ['REGION', '在本区登记注册的得 3 分'],
    ['REGION', 'registered in this city: 3 points'],
    ['REGIONAL_TRACK_RECORD', '在本市有类似项目业绩，每个 2 分'],
    ['YEARS_REGISTERED', '成立满 5 年的得 5 分'],
    ['PRIZES', '获得省级以上表彰的，每项加 2 分'],
    ['SCALE', '开办资金不少于 50 万元'],
    ['OWNERSHIP', '国有企业优先'],
  ])('find %s in a criterion: %s', (kind, guidance) => {
    expect(lint(criterion('其他', guidance))).toMatchObject([
      { code: 'words-scored', level: 'warning', data: { kind } },
    ])
  })

  it('find limits in the requirement, and leave alone whom the service is for', () => {
    expect(keys({ requirement: '投标人须在本区注册。' })).toEqual(['(words-required:0-REGION)'])
    expect(keys({ requirement: '仅限社会服务机构投标。' })).toEqual(['(words-required:0-ORGANIZATION_FORM)'])
    expect(keys({ requirement: '服务本市困难家庭，登记服务对象，建立本街道志愿者名册。' })).toEqual([])
  })
})
