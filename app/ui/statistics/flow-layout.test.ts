import { expect, it } from 'vitest'
import { layoutFlow } from './flow-layout.ts'

const flow = {
  nodes: [
    { key: 'given', column: 0, fen: 600n },
    { key: 'more', column: 0, fen: 400n },
    { key: 'fund', column: 1, fen: 1000n },
    { key: 'used', column: 2, fen: 990n },
    { key: 'left', column: 2, fen: 10n },
  ],
  links: [
    { from: 'given', to: 'fund', fen: 600n },
    { from: 'more', to: 'fund', fen: 400n },
    { from: 'fund', to: 'left', fen: 10n },
    { from: 'fund', to: 'used', fen: 990n },
  ],
} as const

it('draws every bar to one scale and lets no two of a column overlap', () => {
  const { nodes } = layoutFlow(flow)
  const of = (key: string) => nodes.find((node) => node.key === key) ?? { x: -1, y: -1, height: -1 }
  expect(of('given').height + of('more').height).toBeCloseTo(of('fund').height, 0)
  expect(of('more').y).toBeGreaterThan(of('given').y + of('given').height)
  expect(of('left').height).toBeGreaterThan(1)
  expect(nodes.filter(({ isLast }) => isLast).map(({ key }) => key)).toEqual(['used', 'left'])
})

it('lets bands leave a bar from above in the order of the bars they go to', () => {
  const { links, nodes } = layoutFlow(flow)
  const startOf = (to: string) => Number(/^M\S+ ([\d.]+)/.exec(links.find((link) => link.to === to)?.path ?? '')?.[1])
  expect(startOf('used')).toBe(nodes.find(({ key }) => key === 'fund')?.y)
  expect(startOf('left')).toBeGreaterThan(startOf('used'))
})

it('stays finite without anything', () => {
  const { height, nodes, links } = layoutFlow({ nodes: [], links: [] })
  expect([Number.isFinite(height), nodes, links]).toEqual([true, [], []])
})
