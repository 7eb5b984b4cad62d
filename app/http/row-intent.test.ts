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
    const names = ['rows[0].title', 'title']
    expect(isRowIntent(addRowIntent('rows', {}), names)).toBe(true)
    expect(isRowIntent(addRowIntent('rows', {}), [])).toBe(true)
    expect(isRowIntent(removeRowIntent('rows', 3), names)).toBe(true)
    for (const text of [null, '', '{', 'null', '{"type":"update","payload":{"name":"rows"}}', '{"type":"remove"}'])
      expect(isRowIntent(text, names)).toBe(false)
    expect(isRowIntent('{"type":"insert","payload":{"name":"__proto__.x"}}', names)).toBe(false)
    expect(isRowIntent('{"type":"insert","payload":{"name":["rows"]}}', names)).toBe(false)
  })

  it('asks for rows of a list, never of a plain field or of what every object has', () => {
    expect(isRowIntent(addRowIntent('title', {}), ['title'])).toBe(false)
    expect(isRowIntent(addRowIntent('answers', {}), ['answers.c1'])).toBe(false)
    expect(isRowIntent(addRowIntent('constructor', {}), [])).toBe(false)
    expect(isRowIntent(removeRowIntent('rows', -1), ['rows[0].title'])).toBe(false)
  })
})
