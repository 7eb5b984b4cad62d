/** Places of what was scored, the highest first; equal scores share the mean of their places. */
function placesOf(scores: readonly number[]): number[] {
  return scores.map((score) => {
    const above = scores.filter((other) => other > score).length
    const equal = scores.filter((other) => other === score).length
    return above + (equal + 1) / 2
  })
}

/** Fewer bids than this have too few orders to say anything. */
export const fewestBids = 3

/**
 * Kendall’s coefficient of concordance W, corrected for ties: 1 where all judges put the bids in one order, 0 where their orders have
 * nothing in common. A row for each judge, a column for each bid that all of them scored. Null with one judge, with too few bids, or where
 * every judge scored all alike.
 */
export function rankAgreement(scores: readonly (readonly number[])[]): number | null {
  const judges = scores.length
  const bids = scores[0]?.length ?? 0
  if (judges < 2 || bids < fewestBids) return null
  const places = scores.map(placesOf)
  const mean = (judges * (bids + 1)) / 2
  let squares = 0
  for (let bid = 0; bid < bids; bid += 1) {
    const sum = places.reduce((total, row) => total + (row[bid] ?? 0), 0)
    squares += (sum - mean) ** 2
  }
  const ties = scores.reduce((total, row) => total + tiesOf(row), 0)
  const most = judges ** 2 * (bids ** 3 - bids) - judges * ties
  return most <= 0 ? null : Math.min(1, (12 * squares) / most)
}

/** What each group of t equal scores takes off: t³ − t. */
function tiesOf(scores: readonly number[]): number {
  const counts = new Map<number, number>()
  for (const score of scores) counts.set(score, (counts.get(score) ?? 0) + 1)
  return [...counts.values()].reduce((total, count) => total + (count ** 3 - count), 0)
}
