import { expect, it } from 'vitest'
import { layoutFlow } from './layout.ts'

const figures = { budget: 500n, contract: 400n, released: 200n, held: 160n, planned: 40n }

it('draws a bar for every amount there is, to one scale', () => {
  const { nodes } = layoutFlow(figures)
  expect(nodes.map(({ key }) => key)).toEqual(['budget', 'contract', 'other', 'released', 'held', 'planned'])
  const height = (key: string) => nodes.find((node) => node.key === key)?.height ?? 0
  expect(height('released') * 2).toBeCloseTo(height('contract'), 0)
})

it('splits what was released by what became of it', () => {
  const { nodes } = layoutFlow({ ...figures, spent: 150n, returned: 20n })
  const where = Object.fromEntries(nodes.map(({ key, amount }) => [key, amount]))
  expect(where).toMatchObject({ spent: 150n, returned: 20n, released: 30n, held: 160n })
  expect(layoutFlow({ ...figures, spent: 200n }).nodes.map(({ key }) => key)).not.toContain('released')
})

it('draws no bar for nothing, and stays finite without money', () => {
  expect(layoutFlow({ ...figures, held: 0n }).nodes.map(({ key }) => key)).not.toContain('held')
  const empty = layoutFlow({ budget: 0n, contract: 0n, released: 0n, held: 0n, planned: 0n })
  expect(empty.nodes).toEqual([])
  expect(Number.isFinite(empty.height)).toBe(true)
})

it('lets no two bars of a column overlap', () => {
  const { nodes } = layoutFlow(figures)
  for (const a of nodes)
    for (const b of nodes) if (a !== b && a.x === b.x && a.y <= b.y) expect(a.y + a.height).toBeLessThanOrEqual(b.y)
})
