import autocannon from 'autocannon'
import { median } from './median.ts'

/** Of one address under load. Times in milliseconds. */
export type Load = { perSecond: number; p50: number; p97_5: number; p99: number }

type Loading = { headers?: Record<string, string>; connections?: number; seconds?: number }

/** @throws Error for any answer but 200. */
export async function loadOf(url: string, { headers = {}, connections = 8, seconds = 5 }: Loading = {}): Promise<Load> {
  const run = await autocannon({ url, headers, connections, duration: seconds })
  if (run.non2xx > 0 || run.errors > 0)
    throw new Error(`${url}: ${String(run.non2xx)} answers were no 200, ${String(run.errors)} did not come`)
  const { p50, p97_5, p99 } = run.latency
  return { perSecond: run.requests.total / run.duration, p50, p97_5, p99 }
}

/** Several addresses in turns, there and back, so that what the machine does besides meets all of them; the median of each. */
export async function loadsInTurns<Name extends string>(
  of: Readonly<Record<Name, () => Promise<Load>>>,
  rounds = 2,
): Promise<Record<Name, Load>> {
  const names = Object.keys(of) as Name[]
  const came = new Map<Name, Load[]>(names.map((name) => [name, []]))
  for (let round = -1; round < rounds; round += 1)
    for (const name of round % 2 === 0 ? names : [...names].reverse()) {
      const load = await of[name]()
      // The first round only warms.
      if (round >= 0) came.get(name)?.push(load)
    }
  const middle = (loads: readonly Load[]): Load => ({
    perSecond: median(loads.map(({ perSecond }) => perSecond)),
    p50: median(loads.map(({ p50 }) => p50)),
    p97_5: median(loads.map((load) => load.p97_5)),
    p99: median(loads.map(({ p99 }) => p99)),
  })
  return Object.fromEntries(names.map((name) => [name, middle(came.get(name) ?? [])])) as Record<Name, Load>
}
