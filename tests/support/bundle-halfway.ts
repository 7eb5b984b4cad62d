// A process of its own, to be killed: begins a bundle, says so, and never ends it.
//   DATABASE_URL, FILES (folder)
import { createDb } from '#app/services/shared/db.server.ts'
import { createDiskFileStore } from '#app/services/shared/file-store.server.ts'
import { makeBundle } from '#app/services/open-data/bundle/make-bundle.server.ts'

async function* neverEnding() {
  yield 'x'.repeat(5_000_000)
  process.stdout.write('halfway\n')
  await new Promise(() => setInterval(() => undefined, 60_000))
}
async function* parts() {
  yield await Promise.resolve({ path: 'a.txt', content: neverEnding() })
}

const db = createDb(process.env['DATABASE_URL'] ?? '', 3)
const files = createDiskFileStore(process.env['FILES'] ?? '')
await makeBundle({ db, files }, parts, { now: new Date(), isAsked: true })
