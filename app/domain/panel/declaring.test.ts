import { expect, test } from 'vitest'
import { decideDeclarations } from './declaring.ts'

const pending = [
  { bidId: 'b1', isOwnOrganization: false },
  { bidId: 'b2', isOwnOrganization: true },
]
const none = (bidId: string) => ({ bidId, kind: 'NONE' as const, note: '' })

test('every bid is declared at once; what was not asked is left out', () => {
  const tie = { bidId: 'b2', kind: 'EMPLOYMENT' as const, note: '' }
  expect(decideDeclarations(pending, [none('b1'), tie, none('elsewhere')])).toEqual({
    ok: true,
    declarations: [none('b1'), tie],
  })
  expect(decideDeclarations(pending, [tie])).toMatchObject({ refusal: { code: 'panel.declare-all' } })
})

test('a member of a bidder cannot declare that there is no tie', () => {
  expect(decideDeclarations(pending, [none('b1'), none('b2')])).toMatchObject({
    refusal: { code: 'panel.tie-known', field: 'declarations[1].kind' },
  })
})

test('another tie is explained, and nothing is declared twice', () => {
  const other = { bidId: 'b1', kind: 'OTHER' as const, note: '' }
  expect(decideDeclarations(pending.slice(0, 1), [other])).toMatchObject({
    refusal: { code: 'panel.note-missing', field: 'declarations[0].note' },
  })
  expect(decideDeclarations([], [other])).toMatchObject({ refusal: { code: 'panel.already-declared' } })
})
