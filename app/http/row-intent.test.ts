import { parseWithZod } from '@conform-to/zod/v4'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { addRowIntent, isRowIntent, removeRowIntent, rowIntentField } from './row-intent.ts'

const schema = z.object({ rows: z.array(z.object({ title: z.string() })) })
const press = (intent: string) => {
  const form = new FormData()
  form.set('rows[0].title', 'first')
  form.set('rows[1].title', '')
  form.set(rowIntentField, intent)
  return parseWithZod(form, { schema })
}

describe('a button that changes the rows of a form', () => {
  it('adds one at the end and keeps what was typed', () => {
    const { status, payload } = press(addRowIntent('rows', { kind: 'X' }))
    expect(status).toBeUndefined()
    expect(payload).toMatchObject({ rows: [{ title: 'first' }, {}, { kind: 'X' }] })
  })

  it('takes one away', () => {
    expect(press(removeRowIntent('rows', 0)).payload).toEqual({ rows: [{ title: '' }] })
  })

  it('is told from anything else', () => {
    expect(isRowIntent(addRowIntent('rows', {}))).toBe(true)
    expect(isRowIntent(removeRowIntent('rows', 3))).toBe(true)
    for (const text of [null, '', '{', 'null', '{"type":"update","payload":{"name":"rows"}}', '{"type":"remove"}'])
      expect(isRowIntent(text)).toBe(false)
    expect(isRowIntent('{"type":"insert","payload":{"name":"__proto__.x"}}')).toBe(false)
  })
})
