import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { mark, planNumbers, redact, shuffled } from './blind.ts'

const sha256 = (text: string) => createHash('sha256').update(text, 'utf8').digest('hex')

test.each([
  ['晴川社区服务中心自 2018 年起服务。', `${mark}自 2018 年起服务。`],
  ['我们晴川社区服务团队三人。', `我们${mark}团队三人。`],
  ['项目主管李明，电话 5555。', `项目主管${mark}，电话 5555。`],
  ['社区服务经验丰富。', '社区服务经验丰富。'],
  ['Qingchuan Community Centre runs it.', `${mark} runs it.`],
])('%s', (text, redacted) =>
  expect(redact(text, ['晴川社区服务中心', '李明', 'Qingchuan Community Centre', '', '王'])).toBe(redacted),
)

test('no name is left, whatever stands around it', () => {
  fc.assert(
    fc.property(fc.string({ minLength: 4, maxLength: 12 }), fc.string(), fc.string(), (typed, before, after) => {
      const name = typed.trim()
      fc.pre(name.length >= 4 && !name.includes('▇'))
      expect(redact(`${before}${name}${after}`, [name])).not.toContain(name)
    }),
  )
})

test('each judge meets every bid once, in an order that comes out the same again', () => {
  const bids = Array.from({ length: 8 }, (_, index) => ({ id: `b${index}`, lot: sha256(String(index)) }))
  const mine = shuffled(bids, 'mine', sha256)
  expect(mine.map(({ id }) => id).toSorted()).toEqual(bids.map(({ id }) => id))
  expect(shuffled(bids.toReversed(), 'mine', sha256)).toEqual(mine)
  expect(shuffled(bids, 'theirs', sha256)).not.toEqual(mine)
  expect([...planNumbers(bids).values()].toSorted((a, b) => a - b)).toEqual([1, 2, 3, 4, 5, 6, 7, 8])
})
