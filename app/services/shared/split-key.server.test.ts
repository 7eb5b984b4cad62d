import fc from 'fast-check'
import { expect, test } from 'vitest'
import { newKeyPair, publicHalfOf } from '#app/services/shared/x25519.server.ts'
import { makeSplitKey, openShare, rebuildKey } from './split-key.server.ts'

const callId = '019a0000-0000-7000-8000-000000000001'

function holders(count: number) {
  return Array.from({ length: count }, (_, index) => ({
    accountId: `account-${index}`,
    openingKeyId: `key-${index}`,
    ...newKeyPair(),
  }))
}

/** A call's key split among so many, and each one's share as they would open it. */
async function split(count: number, threshold: number) {
  const people = holders(count)
  const made = await makeSplitKey(callId, people, threshold)
  const shares = made.shares.map((share, index) => {
    const { privateKey, accountId, openingKeyId } = people[index] ?? { privateKey: new Uint8Array(32) }
    const opened = openShare(share, privateKey, {
      callId,
      accountId: accountId ?? '',
      openingKeyId: openingKeyId ?? '',
    })
    if (opened === undefined) throw new Error('everybody opens their own share')
    return opened
  })
  return { ...made, people, opened: shares }
}

const sizes = fc
  .integer({ min: 3, max: 7 })
  .chain((count) => fc.tuple(fc.constant(count), fc.integer({ min: 2, max: count })))

test('any k of n make the key, and fewer make nothing', async () => {
  await fc.assert(
    fc.asyncProperty(sizes, fc.infiniteStream(fc.nat()), async ([count, threshold], order) => {
      const { publicKey, opened } = await split(count, threshold)
      const shuffled = opened
        .map((share) => ({ share, at: order.next().value as number }))
        .toSorted((a, b) => a.at - b.at)
        .map(({ share }) => share)
      const key = await rebuildKey(shuffled.slice(0, threshold), threshold, publicKey)
      expect(key === undefined ? undefined : publicHalfOf(key)).toEqual(publicKey)
      const few = shuffled.slice(0, threshold - 1)
      expect(await rebuildKey(few, threshold, publicKey)).toBeUndefined()
      if (few.length >= 2) expect(await rebuildKey(few, few.length, publicKey)).toBeUndefined()
    }),
    { numRuns: 25 },
  )
})

test('one share that was meddled with does not spoil the others', async () => {
  const { publicKey, opened } = await split(4, 2)
  const bad = Uint8Array.from(opened[0] ?? [], (byte, index) => (index === 3 ? byte ^ 1 : byte))
  expect(await rebuildKey([bad, ...opened.slice(1, 2)], 2, publicKey)).toBeUndefined()
  expect(await rebuildKey([bad, ...opened.slice(1, 3)], 2, publicKey)).toBeDefined()
})

test('a share opens for its own holder, call and key alone', async () => {
  const { shares, people } = await split(3, 2)
  const [share] = shares
  const [first, second] = people
  if (share === undefined || first === undefined || second === undefined) throw new Error('three were made')
  const own = { callId, accountId: first.accountId, openingKeyId: first.openingKeyId }
  expect(openShare(share, first.privateKey, own)).toHaveLength(33)
  expect(openShare(share, second.privateKey, own)).toBeUndefined()
  expect(openShare(share, first.privateKey, { ...own, callId: 'another' })).toBeUndefined()
  expect(openShare(share, first.privateKey, { ...own, accountId: 'another' })).toBeUndefined()
})

test('the shares are all that is left: two keys made for the same people share nothing', async () => {
  const one = await split(3, 2)
  const two = await split(3, 2)
  expect(one.publicKey).not.toEqual(two.publicKey)
  expect(await rebuildKey([...one.opened.slice(0, 1), ...two.opened.slice(1, 2)], 2, one.publicKey)).toBeUndefined()
})
