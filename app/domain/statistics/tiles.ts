/** A column and a row, from the upper left. */
export type Tile = readonly [column: number, row: number]

/**
 * Where each place stands among its neighbours, roughly as on a map: every place is a tile of one size, and no border is drawn. By the code of
 * the place; those not listed come after the others.
 */
export const tiles: Readonly<Record<string, Tile>> = {
  // Cities.
  '310000': [3, 0],
  '330100': [2, 1],
  '330300': [3, 2],
  '350200': [2, 3],
  '441900': [0, 4],
  '440300': [1, 4],
  // Xiamen.
  '350212': [1, 0],
  '350211': [0, 1],
  '350213': [2, 1],
  '350205': [0, 2],
  '350206': [1, 2],
  '350203': [1, 3],
  // Minhang.
  '310112106': [0, 0],
  '310112008': [1, 0],
  '310112107': [2, 0],
  '310112102': [1, 1],
  '310112006': [2, 1],
  '310112101': [1, 2],
  '310112108': [2, 2],
  '310112009': [3, 2],
  '310112103': [1, 3],
  '310112110': [2, 3],
  '310112114': [3, 3],
  '310112112': [0, 4],
  '310112001': [1, 4],
  // Siming.
  '350203006': [1, 0],
  '350203009': [2, 0],
  '350203011': [3, 0],
  '350203012': [0, 1],
  '350203003': [1, 1],
  '350203007': [2, 1],
  '350203008': [3, 1],
  '350203010': [4, 1],
  '350203001': [1, 2],
  '350203005': [2, 2],
  // Haicang.
  '350205004': [0, 0],
  '350205002': [1, 0],
  '350205001': [0, 1],
  '350205003': [1, 1],
  // Huli.
  '350206002': [1, 0],
  '350206001': [0, 1],
  '350206003': [1, 1],
  '350206005': [2, 1],
  '350206004': [1, 2],
  // Yantian.
  '440308003': [0, 0],
  '440308004': [1, 0],
  '440308002': [2, 0],
  '440308001': [3, 0],
  // Dongguan.
  '441900101': [1, 0],
  '441900102': [2, 0],
  '441900005': [0, 1],
  '441900006': [1, 1],
  '441900003': [2, 1],
  '441900111': [3, 1],
  '441900110': [4, 1],
  '441900004': [1, 2],
  '441900122': [1, 3],
  '441900114': [3, 3],
  '441900121': [1, 4],
  '441900119': [2, 4],
  // Lucheng.
  '330302105': [0, 0],
  '330302102': [0, 1],
  '330302027': [1, 1],
  '330302026': [2, 1],
  '330302006': [3, 1],
  '330302024': [4, 1],
  '330302029': [2, 2],
  '330302030': [3, 2],
  '330302025': [4, 2],
}

/** No row has more: a name must fit into a tile on a phone. */
const widest = 5

/** A tile for every place: known ones where they belong, the others in rows below them, by their codes. No two on one spot. */
export function placeTiles(codes: readonly string[]): { columns: number; rows: number; at: Map<string, Tile> } {
  const at = new Map<string, Tile>()
  const known = codes.filter((code) => tiles[code] !== undefined)
  for (const code of known) at.set(code, tiles[code] ?? [0, 0])
  const taken = [...at.values()]
  const below = taken.reduce((most, [, row]) => Math.max(most, row + 1), 0)
  const rest = codes.filter((code) => tiles[code] === undefined).toSorted()
  const columns = Math.max(1, ...taken.map(([column]) => column + 1), Math.min(widest, rest.length))
  for (const [index, code] of rest.entries()) at.set(code, [index % columns, below + Math.floor(index / columns)])
  return { columns, rows: [...at.values()].reduce((most, [, row]) => Math.max(most, row + 1), 0), at }
}

/** How dark a tile is: 0 for nothing, else 1 to 4 by its share of the most. */
export function shadeOf(value: bigint, most: bigint): number {
  if (value <= 0n || most <= 0n) return 0
  return Math.max(1, Math.min(4, Math.ceil(Number((value * 4000n) / most) / 1000)))
}

/** Yuan for each resident, to the fen; null where nobody knows how many there are. */
export const perResident = (fen: bigint, residents: number | null): bigint | null =>
  residents === null || residents <= 0 ? null : (fen * 2n + BigInt(residents)) / (BigInt(residents) * 2n)
