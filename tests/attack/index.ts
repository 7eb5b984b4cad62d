import { StartFailure } from '#app/start/fail.mjs'
import { exitFromOwnServices } from '#tests/support/on-own-services.ts'

// `npm run attack [-- fuzz scan] [--rounds N] [--seed N]`: the production build with the demonstration in it, on loopback, attacked by wapiti and
// sqlmap as nobody and as several people, and by forms and addresses with something odd in them. Wrong is what was found and
// is not explained.

const kinds = ['fuzz', 'scan'] as const

function numberOf(option: string, usual: number): number {
  const at = process.argv.indexOf(option)
  if (at < 0) return usual
  const value = Number(process.argv[at + 1])
  if (!Number.isSafeInteger(value) || value < 1)
    throw new StartFailure(`${option} needs a number`, `npm run attack -- ${option} ${String(usual)}`)
  return value
}

await exitFromOwnServices('.data/attack', async ({ ending }) => {
  const asked = kinds.filter((kind) => process.argv.includes(kind))
  const wanted = asked.length === 0 ? kinds : asked
  const rounds = numberOf('--rounds', 3_000)
  const seed = numberOf('--seed', 20_261_123)
  const { attack } = await import('./attack.ts')
  return (await attack({ wanted, rounds, seed, ending })) === 0 ? 'right' : 'wrong'
})
