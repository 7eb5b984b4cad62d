import { readFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import type { Digest } from '#app/domain/audit-trail/canonical.ts'
import { readSavedDigests } from '#app/domain/audit-trail/saved-digests.ts'
import type { Fault } from '#app/domain/audit-trail/verify.ts'
import { recordRestore } from '#app/services/audit-trail/record-restore.server.ts'
import { verify } from '#app/services/audit-trail/verify.server.ts'
import { createDb } from '#app/services/shared/db.server.ts'
import { StartFailure, tellFailure } from './fail.mjs'
import { runningDatabase } from './running-services.ts'

// `npm run --silent audit:verify [-- --from FILE] [--json]`: computes the chains of the audit, the events and the ledger again from their
// rows, on the database of DATABASE_URL or on that of the site that runs here, and holds them against their links and published digests,
// also against those that somebody saved (`--from`, a file of /open-data/digests.json; `-` reads it from the input).
// `-- --restored-to INSTANT [--backup NAME]`: first records that the database was brought back to that moment.
// Exits 0 when everything holds, 1 with the first fault when something does not, 2 when it cannot be told.

function savedDigests(file: string | undefined): Digest[] {
  if (file === undefined) return []
  const saved = readSavedDigests(JSON.parse(readFileSync(file === '-' ? 0 : file, 'utf8')))
  if (saved === undefined) throw new StartFailure(`${file} has no digests`, 'Save /open-data/digests.json of the site')
  return saved
}

const inWords = ({ kind, book, position, what }: Fault): string =>
  [kind, book, position === 0 ? '' : `position ${String(position)}`, what].filter((part) => part !== '').join(' ')

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: {
      from: { type: 'string' },
      json: { type: 'boolean', default: false },
      'restored-to': { type: 'string' },
      backup: { type: 'string', default: '' },
    },
  })
  const saved = savedDigests(values.from)
  const db = createDb(runningDatabase(), 2)
  try {
    const restoredTo = values['restored-to']
    if (restoredTo !== undefined) {
      const to = new Date(restoredTo)
      if (Number.isNaN(to.getTime())) throw new StartFailure(`${restoredTo} is no instant`, '2026-11-26T08:00:00+08:00')
      await recordRestore(db, { restoredTo: to, from: values.backup, now: new Date() })
    }
    const { rows, faults, erased, setAside } = await verify(db, saved)
    const [first] = faults
    if (values.json)
      console.log(
        JSON.stringify({
          ok: first === undefined,
          rows,
          erased,
          setAside,
          faults: faults.length,
          first: first ?? null,
        }),
      )
    else {
      const counted = `audit ${String(rows.audit)}, events ${String(rows.event)}, ledger ${String(rows.ledger)}; saved digests ${String(saved.length)}`
      console.log(
        first === undefined ? `✓ ${counted}` : `✗ ${inWords(first)}; faults ${String(faults.length)}; ${counted}`,
      )
      if (setAside.length > 0) console.log(`set aside by a recorded restore: ${setAside.join(', ')}`)
    }
    return first === undefined ? 0 : 1
  } finally {
    await db.$disconnect()
  }
}

try {
  process.exitCode = await main()
} catch (error) {
  tellFailure(error)
  process.exitCode = 2
}
