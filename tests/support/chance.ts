/** Throws of a die that a seed repeats: the minimal standard generator of Park and Miller. */
export function chanceOf(seed: number) {
  let state = seed
  const chance = (below: number): number => {
    state = (state * 48_271) % 2_147_483_647
    return state % below
  }
  const oneOf = <Item>(items: readonly Item[]): Item | undefined => items[chance(items.length)]
  return { chance, oneOf }
}
