import { ensureChromium } from '#app/start/find-chromium.ts'
import { exitFromOwnServices } from '#tests/support/on-own-services.ts'

// `npm run guides [-- ROLE…] [-- --look]`: every guide is walked in a browser, in both languages, through the demonstration; its pictures and
// docs/guides are written anew, or with --look left as they are. Wrong is a site that is not as a guide says.

const roles = process.argv.slice(2).filter((word) => !word.startsWith('--'))
const isKept = !process.argv.includes('--look')

await exitFromOwnServices('.data/guides', async ({ ending }) => {
  const chromium = await ensureChromium()
  const { walkAll } = await import('./walk-all.ts')
  return (await walkAll({ roles, isKept, chromium, ending })) === 0 ? 'right' : 'wrong'
})
