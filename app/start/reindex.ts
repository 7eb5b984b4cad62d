import { reindex } from '#search/sync/reindex.server.ts'
import { tellFailure } from './fail.mjs'
import { seconds } from './progress.mjs'
import { runningDatabase, runningSearch } from './running-services.ts'

// `npm run reindex`: both indexes made anew beside the ones in use and put in their place in one step. Readers notice nothing.

const barWidth = 30

/** Drawn over itself on a terminal; elsewhere a line for each tenth. */
function bar(): (read: number, all: number) => void {
  let tenth = -1
  return (read, all) => {
    const share = all === 0 ? 1 : read / all
    const filled = Math.round(share * barWidth)
    const line = `${'█'.repeat(filled)}${'░'.repeat(barWidth - filled)} ${String(read)} / ${String(all)}`
    if (process.stdout.isTTY) process.stdout.write(`\r${line}`)
    else if (Math.floor(share * 10) > tenth) {
      tenth = Math.floor(share * 10)
      console.log(line)
    }
  }
}

try {
  const startedAt = performance.now()
  const made = await reindex({ databaseUrl: runningDatabase(), ...runningSearch(), report: bar() })
  if (process.stdout.isTTY) process.stdout.write('\n')
  console.log(
    `✓ ${String(made.projects)} calls and projects, ${String(made.organizations)} organizations  ${seconds(startedAt)}`,
  )
} catch (error) {
  tellFailure(error)
  process.exitCode = 1
}
