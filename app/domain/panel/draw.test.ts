import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { drawExperts } from './draw.ts'

const sha256 = (text: string) => createHash('sha256').update(text, 'utf8').digest('hex')
const call = { callId: 'call', publishedOn: '2026-03-02', number: 1 }

test('the draw is what anybody gets who repeats it with other tools', () => {
  const { seed, places } = drawExperts({ ...call, candidateIds: ['b', 'a', 'c'] }, sha256)
  expect(seed).toBe(sha256('call\n2026-03-02\n1\na\nb\nc'))
  expect(places.map(({ lot }) => lot)).toEqual(['a', 'b', 'c'].map((id) => sha256(`${seed}\n${id}`)).sort())
})

test('the order in which candidates are listed changes nothing; everyone is drawn once; another draw is another order', () => {
  fc.assert(
    fc.property(fc.uniqueArray(fc.uuid(), { minLength: 1, maxLength: 40 }), fc.nat(), (ids, turn) => {
      const turned = [...ids.slice(turn % ids.length), ...ids.slice(0, turn % ids.length)]
      const drawn = drawExperts({ ...call, candidateIds: ids }, sha256)
      expect(drawExperts({ ...call, candidateIds: [...turned, ...turned] }, sha256)).toEqual(drawn)
      expect(drawn.places.map(({ expertId }) => expertId).sort()).toEqual([...ids].sort())
      expect(drawExperts({ ...call, number: 2, candidateIds: ids }, sha256).seed).not.toBe(drawn.seed)
    }),
  )
})

test('no place is favoured: over many calls each of five is first about equally often', () => {
  const ids = ['a', 'b', 'c', 'd', 'e']
  const firsts = new Map<string, number>()
  for (let index = 0; index < 5000; index += 1) {
    const first = drawExperts({ ...call, callId: `call-${index}`, candidateIds: ids }, sha256).places[0]?.expertId ?? ''
    firsts.set(first, (firsts.get(first) ?? 0) + 1)
  }
  // 1000 each; five standard deviations are about 141.
  for (const id of ids) expect(Math.abs((firsts.get(id) ?? 0) - 1000)).toBeLessThan(145)
})
