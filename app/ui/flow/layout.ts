/**
 * How much of the money is where, in fen: everything below the contract adds up to the contract. What was released is split where it is
 * known what became of it: `spent` and `returned` are parts of it.
 */
export type FlowFigures = {
  budget: bigint
  contract: bigint
  released: bigint
  held: bigint
  planned: bigint
  spent?: bigint
  returned?: bigint
}

export type FlowNode = { key: keyof FlowFigures | 'other'; x: number; y: number; height: number; amount: bigint }
export type FlowBand = {
  from: { x: number; y: number }
  to: { x: number; y: number }
  height: number
  key: FlowNode['key']
}
export type FlowLayout = { width: number; height: number; nodes: FlowNode[]; bands: FlowBand[] }

const width = 720
const barWidth = 14
/** Room for two lines of words above each bar. */
const top = 44
const tallest = 140
const gap = 48
const columns = [0, 250, 500] as const

/** Bars in three columns (budget, contract, where it went) and the bands between them, drawn to one scale. */
export function layoutFlow(figures: FlowFigures): FlowLayout {
  const budget = figures.budget > figures.contract ? figures.budget : figures.contract
  const scale = (amount: bigint) =>
    budget === 0n ? 0 : Math.round((Number((amount * 10_000n) / budget) / 10_000) * tallest * 10) / 10
  const nodes: FlowNode[] = []
  const bands: FlowBand[] = []
  const start = { key: 'budget' as const, x: columns[0], y: top, height: scale(budget), amount: budget }
  if (budget > 0n) nodes.push(start)

  const place = (from: FlowNode, x: number, parts: readonly { key: FlowNode['key']; amount: bigint }[]) => {
    let leftY = from.y
    let y = top
    const placed: FlowNode[] = []
    for (const { key, amount } of parts) {
      if (amount <= 0n) continue
      const node = { key, x, y, height: Math.max(scale(amount), 2), amount }
      bands.push({ from: { x: from.x + barWidth, y: leftY }, to: { x, y }, height: node.height, key })
      nodes.push(node)
      placed.push(node)
      leftY += scale(amount)
      y += node.height + gap
    }
    return placed
  }

  const second = place(start, columns[1], [
    { key: 'contract', amount: figures.contract },
    { key: 'other', amount: budget - figures.contract },
  ])
  const contract = second.find(({ key }) => key === 'contract')
  if (contract !== undefined) {
    const { spent = 0n, returned = 0n } = figures
    place(contract, columns[2], [
      { key: 'spent', amount: spent },
      { key: 'returned', amount: returned },
      { key: 'released', amount: figures.released - spent - returned },
      { key: 'held', amount: figures.held },
      { key: 'planned', amount: figures.planned },
    ])
  }
  const height = Math.max(top + tallest, ...nodes.map((node) => node.y + node.height)) + 8
  return { width, height, nodes, bands }
}

export const flowBarWidth = barWidth
