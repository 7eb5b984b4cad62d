import { parseWithZod } from '@conform-to/zod/v4'
import type { z } from 'zod'
import { describe, expect, it } from 'vitest'
import { criteriaForm, newCallForm, planForm } from './schema.ts'

const form = (fields: Record<string, string>) => {
  const data = new FormData()
  for (const [name, value] of Object.entries(fields)) data.set(name, value)
  return data
}
const errorsIn = (fields: Record<string, string>, schema: z.ZodType) => {
  const submission = parseWithZod(form(fields), { schema })
  return submission.status === 'error' ? submission.error : undefined
}
const id = '01a20000-0000-7000-8000-000000000001'
const call = {
  bodyId: id,
  title: '  高龄独居老人\u200B居家照护  ',
  method: 'VENTURE_CALL',
  instrument: 'VENTURE_GRANT',
  field: 'COMMUNITY',
  regionId: id,
  budget: '486,000.50',
  ceiling: '480000',
  fundId: '',
  bidDeadlineAt: '2026-03-20T17:00',
  startsOn: '2026-04-01',
  endsOn: '2026-12-31',
  quorum: '3',
}
const errorsOf = (changes: Record<string, string>) => errorsIn({ ...call, ...changes }, newCallForm)

describe('what an officer types', () => {
  it('is read exactly', () => {
    const parsed = parseWithZod(form(call), { schema: newCallForm })
    expect(parsed).toMatchObject({
      status: 'success',
      value: {
        title: '高龄独居老人居家照护',
        budget: 48_600_050n,
        fundId: null,
        summary: '',
        bidDeadlineAt: new Date('2026-03-20T09:00:00Z'),
      },
    })
  })

  it('is refused at its field', () => {
    expect(errorsOf({ ceiling: '486000.51' })).toMatchObject({ ceiling: ['call.error.ceilingOverBudget'] })
    expect(errorsOf({ budget: '0', ceiling: '0' })).toMatchObject({ budget: ['call.error.moneyZero'] })
    expect(errorsOf({ endsOn: '2026-03-31' })).toMatchObject({ endsOn: ['call.error.endsBeforeStart'] })
    expect(errorsOf({ method: 'SMALL_PURCHASE' })).toMatchObject({ instrument: ['call.error.ventureGrant'] })
    expect(errorsOf({ fundingKind: 'REWARD' })).toMatchObject({ fundingKind: ['call.error.fundingKind'] })
    expect(errorsOf({ quorum: '2' })).toMatchObject({ quorum: ['call.error.quorum'] })
    expect(errorsOf({ title: '字'.repeat(81) })).toMatchObject({ title: ['form.tooLong'] })
  })
})

describe('criteria and milestones', () => {
  it('come as rows', () => {
    const parsed = parseWithZod(
      form({
        version: '4',
        'milestones[0].title': '一',
        'milestones[0].deliverable': '报告',
        'milestones[0].dueOn': '2026-06-30',
        'milestones[0].share': '33.33%',
      }),
      { schema: planForm },
    )
    expect(parsed).toMatchObject({ value: { version: 4, milestones: [{ share: 3333, target: 0, indicator: '' }] } })
    expect(parseWithZod(form({ version: '1' }), { schema: planForm })).toMatchObject({ value: { milestones: [] } })
  })

  it('say which row is wrong', () => {
    const row = (index: number, kind: string, points: string) => ({
      [`criteria[${index}].title`]: '报价',
      [`criteria[${index}].kind`]: kind,
      [`criteria[${index}].points`]: points,
    })
    const error = errorsIn({ version: '1', ...row(0, 'PRICE', '20'), ...row(1, 'PRICE', '0') }, criteriaForm)
    expect(error).toMatchObject({ 'criteria[1].points': ['call.error.pointsRange'] })
    const twice = errorsIn({ version: '1', ...row(0, 'PRICE', '20'), ...row(1, 'PRICE', '20') }, criteriaForm)
    expect(twice).toMatchObject({ 'criteria[1].kind': ['call.error.priceRepeated'] })
  })

  it('count what they say they count', () => {
    const error = errorsIn(
      {
        version: '1',
        'milestones[0].title': '一',
        'milestones[0].deliverable': '报告',
        'milestones[0].indicator': '服务人次',
        'milestones[0].dueOn': '2026-06-30',
        'milestones[0].share': '101',
      },
      planForm,
    )
    expect(error).toMatchObject({ 'milestones[0].share': ['call.error.share'] })
  })
})
