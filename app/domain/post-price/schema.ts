import { z } from 'zod'
import { share } from '../call/schema.ts'
import { day, money, optionalText, text, uuid, version, wholeNumber } from '../shared/form-fields.ts'
import { factors, type ItemFactor, itemFactors, type PriceItem } from './price.ts'

export const postsMax = 30
export const itemsMax = 80

const grade = wholeNumber(1, 99, 'form.choice')
const post = z
  .object({
    title: text(60),
    LEVEL: grade,
    EDUCATION: grade,
    SENIORITY: grade,
    QUALIFICATION: grade,
    PERFORMANCE: grade,
    POST: grade,
    headcount: wholeNumber(1, 10_000),
    months: wholeNumber(1, 120),
  })
  .transform(({ title, LEVEL, headcount, months, ...grades }) => ({
    title,
    level: LEVEL,
    grades: factors.map((factor) => grades[factor]),
    headcount,
    months,
  }))

export const postsForm = z.object({
  version,
  posts: z.array(post).max(postsMax, { error: 'post-price.error.tooMany' }).default([]),
})
export type PostTyped = z.output<typeof post>

const item = z.object({
  factor: z.enum(itemFactors, { error: 'form.choice' }),
  labelZh: optionalText(60),
  labelEn: optionalText(80),
  amount: optionalText(20),
  percent: optionalText(8),
})

/** A standard as it is typed: rows without a name are left out; each says a sum or a percentage, and a level a sum. */
export const ruleForm = z
  .object({
    version,
    validFrom: day,
    sourceZh: text(200),
    sourceEn: optionalText(300),
    items: z.array(item).max(itemsMax, { error: 'post-price.error.tooMany' }).default([]),
  })
  .transform(({ items, sourceEn, ...typed }, ctx) => {
    const counts = new Map<ItemFactor, number>()
    const read = items.flatMap(({ factor, labelZh, labelEn, amount, percent }, index): PriceItem[] => {
      if (labelZh === '') return []
      const wrong = (field: string, message: string) => {
        ctx.issues.push({ code: 'custom', message, path: ['items', index, field], input: items })
      }
      if (amount !== '' && percent !== '') wrong('percent', 'post-price.error.oneOfTwo')
      if (factor === 'LEVEL' && amount === '') wrong('amount', 'form.required')
      const fen = money.safeParse(amount === '' ? '0' : amount)
      const bps = share.safeParse(percent === '' ? '0' : percent)
      if (!fen.success || (factor === 'LEVEL' && fen.data === 0n && amount !== '')) wrong('amount', 'form.money')
      if (!bps.success) wrong('percent', 'call.error.share')
      const position = (counts.get(factor) ?? 0) + 1
      counts.set(factor, position)
      const isShare = percent !== '' && factor !== 'LEVEL'
      return [
        {
          factor,
          position,
          labelZh,
          labelEn: labelEn === '' ? labelZh : labelEn,
          fen: isShare ? null : String(fen.success ? fen.data : 0n),
          bps: isShare ? (bps.success ? bps.data : 0) : null,
        },
      ]
    })
    return { ...typed, sourceEn: sourceEn === '' ? typed.sourceZh : sourceEn, items: read }
  })
export const ruleStep = z.object({ version })
export const newRuleForm = z.object({ bodyId: uuid })
