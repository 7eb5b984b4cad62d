import { paths } from '#app/http/paths.ts'
import { tellFailure } from '#app/start/fail.mjs'
import { ensureChromium } from '#app/start/find-chromium.ts'
import { markupFaults } from '#tests/support/markup.ts'
import { lighthouse } from './lighthouse.ts'
import { walkLinks } from './links.ts'

// `npm run --silent site:check -- http://localhost:3000`: every page of a running site that a visitor reaches by links. No link leads
// nowhere, each page's HTML is valid, and ten pages reach Lighthouse's 98 of 100 four times. Exits 1 when something is amiss.

const siteUrl = new URL(process.argv[2] ?? 'http://localhost:3000').origin
const shown = 50

function tell(what: string, faults: readonly string[]): number {
  for (const fault of faults.slice(0, shown)) console.log(`✗ ${fault}`)
  if (faults.length > shown) console.log(`  and ${String(faults.length - shown)} more`)
  console.log(`${faults.length === 0 ? '✓' : '✗'} ${what}: ${String(faults.length)} faults`)
  return faults.length
}

async function markup(pages: readonly string[]) {
  const faults: string[] = []
  let read = 0
  for (const page of pages) {
    const answer = await fetch(page)
    if (!(answer.headers.get('content-type') ?? '').startsWith('text/html')) continue
    read += 1
    faults.push(...(await markupFaults(await answer.text())).map((fault) => `${page} ${fault}`))
  }
  return { read, faults }
}

/** Ten kinds of page that visitors see most; of each list its first thing. */
function looked(pages: readonly string[]): string[] {
  const firstIn = (list: string) => {
    const page = pages.map((url) => new URL(url).pathname).find((path) => new RegExp(`^${list}/[^/]+$`).test(path))
    return page === undefined ? [] : [page]
  }
  const [projects, calls, organizations] = [paths.projects(), paths.calls(), paths.organizations()]
  return [
    paths.home(),
    calls,
    ...firstIn(calls),
    projects,
    ...firstIn(projects),
    organizations,
    ...firstIn(organizations),
    paths.needs(),
    paths.statistics(),
    paths.openData(),
  ]
}

try {
  const { pages, links, broken } = await walkLinks(siteUrl)
  let faults = tell(`${String(links)} links`, broken)
  const { read, faults: wrong } = await markup(pages)
  faults += tell(`HTML of ${String(read)} pages`, wrong)
  const chromium = await ensureChromium()
  for (const path of looked(pages)) {
    const { scores, low } = await lighthouse(siteUrl, path, chromium)
    const line = Object.entries(scores).map(([name, score]) => `${name} ${String(score)}`)
    console.log(`${low.length === 0 ? '✓' : '✗'} ${path}: ${line.join(', ')}`)
    faults += low.length
  }
  process.exitCode = faults === 0 ? 0 : 1
} catch (error) {
  tellFailure(error)
  process.exitCode = 2
}
