/** A flow to draw: in which column each bar stands, and what goes between them. Amounts are whole numbers of anything. */
export type Flow<Key extends string> = {
  nodes: readonly { key: Key; column: number; fen: bigint }[]
  links: readonly { from: Key; to: Key; fen: bigint }[]
}
export type PlacedNode<Key extends string> = {
  key: Key
  x: number
  y: number
  height: number
  fen: bigint
  isLast: boolean
}
export type PlacedLink<Key extends string> = { from: Key; to: Key; path: string; fen: bigint }
export type FlowLayout<Key extends string> = {
  width: number
  height: number
  nodes: PlacedNode<Key>[]
  links: PlacedLink<Key>[]
}

export const flowSize = { width: 1040, bar: 12, top: 40, gap: 50, tallest: 220 } as const

/** Heights are to one scale; a bar above nothing is always seen. Below it in its column there is room for two lines of words. */
export function layoutFlow<Key extends string>({ nodes, links }: Flow<Key>): FlowLayout<Key> {
  const { width, bar, top, gap, tallest } = flowSize
  const whole = nodes.reduce((most, { fen }) => (fen > most ? fen : most), 0n)
  const columns = nodes.reduce((most, { column }) => Math.max(most, column), 0)
  const scale = (fen: bigint): number =>
    whole === 0n ? 0 : Math.max(1.5, (Number((fen * 1_000_000n) / whole) / 1_000_000) * tallest)
  // The last bars need room for their words on the right.
  const step = columns === 0 ? 0 : (width - 160) / columns
  const nextY = new Map<number, number>()
  const placed = nodes.map(({ key, column, fen }): PlacedNode<Key> => {
    const y = nextY.get(column) ?? top
    const height = scale(fen)
    nextY.set(column, y + height + gap)
    return { key, x: round(column * step), y: round(y), height: round(height), fen, isLast: column === columns }
  })
  const at = new Map(placed.map((node) => [node.key, node]))
  const used = { from: new Map<Key, number>(), to: new Map<Key, number>() }
  const take = (side: 'from' | 'to', key: Key, height: number): number => {
    const start = used[side].get(key) ?? at.get(key)?.y ?? top
    used[side].set(key, start + height)
    return start
  }
  // In the order of the bars they touch, from above, so that no band crosses another at a bar.
  const order = new Map(placed.map(({ key }, index) => [key, index]))
  const byNode = [...links].sort(
    (a, b) => (order.get(a.from) ?? 0) - (order.get(b.from) ?? 0) || (order.get(a.to) ?? 0) - (order.get(b.to) ?? 0),
  )
  const bands = byNode.flatMap(({ from, to, fen }): PlacedLink<Key>[] => {
    const left = at.get(from)
    const right = at.get(to)
    if (left === undefined || right === undefined) return []
    const height = scale(fen)
    const path = band(left.x + bar, take('from', from, height), right.x, take('to', to, height), height)
    return [{ from, to, path, fen }]
  })
  return {
    width,
    height: round(Math.max(top, ...placed.map(({ y, height }) => y + height)) + 8),
    nodes: placed,
    links: bands,
  }
}

const round = (value: number): number => Math.round(value * 10) / 10

function band(x1: number, y1: number, x2: number, y2: number, height: number): string {
  const middle = round((x1 + x2) / 2)
  const [a, b, c, d] = [y1, y2, y2 + height, y1 + height].map(round)
  return `M${x1} ${a}C${middle} ${a} ${middle} ${b} ${x2} ${b}V${c}C${middle} ${c} ${middle} ${d} ${x1} ${d}Z`
}
