import type { Runtime } from './context.server.ts'
import type { Db } from './db.server.ts'

// A fact of the installation, settled before the web process starts: read once.
const known = new WeakMap<Db, Promise<boolean>>()

/** Whether the data here is the demonstration's, so that every page says so. */
export function isDemonstration({ db }: Pick<Runtime, 'db'>): Promise<boolean> {
  let answer = known.get(db)
  if (answer === undefined) {
    answer = db.siteSetting.findUnique({ where: { key: 'demonstration' } }).then((row) => row?.value === 'yes')
    known.set(db, answer)
    answer.catch(() => known.delete(db))
  }
  return answer
}
