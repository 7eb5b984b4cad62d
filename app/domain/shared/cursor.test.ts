import { expect, it } from 'vitest'
import { readCursor, readIdCursor, readInstantCursor, writeCursor } from './cursor.ts'

const id = '01a2027e-13dd-74ab-999b-0cf55ab5e6a5'

it('reads what it wrote, and nothing that PostgreSQL would not take for an id or an instant', () => {
  expect(readCursor(writeCursor({ key: '甲', id }))).toEqual({ key: '甲', id })
  expect(readIdCursor(id)).toBe(id)
  for (const text of [null, '', '-'.repeat(36), id.slice(1), `${id}0`, id.replaceAll('-', 'a'), `${id}\n`]) {
    expect(readCursor(`x~${text ?? ''}`)).toBeUndefined()
    expect(readIdCursor(text)).toBeUndefined()
  }
  expect(readInstantCursor(`2026-11-22T01:00:00.000Z~${id}`)).toEqual({ at: new Date('2026-11-22T01:00:00Z'), id })
  for (const key of ['x', '-271821-04-20T00:00:00.000Z', '+275760-09-13T00:00:00.000Z'])
    expect(readInstantCursor(`${key}~${id}`)).toBeUndefined()
})
