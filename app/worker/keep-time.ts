import { keepClosings } from '#app/services/account/keep-closings.server.ts'
import { keepAppeals } from '#app/services/appeal/keep-appeals.server.ts'
import { keepChains } from '#app/services/audit-trail/keep-chains.server.ts'
import { planDueEvents } from '#app/services/call/due/plan-due-events.server.ts'
import { workDueEvents } from '#app/services/call/due/work-due-events.server.ts'
import { sendFollowNews } from '#app/services/follow/send-news.server.ts'
import { keepImports } from '#app/services/import/keep-imports.server.ts'
import { planBundle } from '#app/services/open-data/bundle/plan-bundle.server.ts'
import { openReports } from '#app/services/inspection/open-reports.server.ts'
import { keepIncubations } from '#app/services/incubator/keep-incubations.server.ts'
import { keepBooks } from '#app/services/ledger/keep-books.server.ts'
import { keepRetention } from '#app/services/retention/keep-retention.server.ts'
import { sendReminders } from '#app/services/quarterly/send-reminders.server.ts'
import { createEngine } from '#search/query/ask-engine.server.ts'
import { createKeepIndex } from '#search/sync/keep-index.server.ts'
import type { Env } from '#app/env.server.ts'
import { sendAlerts } from '#app/services/saved-search/send-alerts.server.ts'
import type { Db } from '#app/services/shared/db.server.ts'
import type { Keys } from '#app/services/shared/keys.server.ts'
import { keepStaff } from '#app/services/staff/keep-staff.server.ts'
import { forgetReplacedJobs } from '#app/services/system/forget-replaced-jobs.server.ts'
import { keepVolunteers } from '#app/services/volunteer/keep-volunteers.server.ts'
import { keepWatch } from '#app/services/warning/look.server.ts'
import { log } from '#app/services/shared/log.server.ts'

const everySeconds = 15

/** Looks again and again for what has fallen due; rounds never overlap in one process, and may in two. */
export function keepTime({ db, keys, search }: { db: Db; keys: Keys; search: Env['search'] }): {
  stop: () => Promise<void>
} {
  const keepIndex = createKeepIndex(db, search)
  const engine = search === undefined ? undefined : createEngine(search)
  let round: Promise<void> | undefined
  const tick = () => {
    round ??= (async () => {
      await planDueEvents(db)
      await workDueEvents(db)
      await keepBooks(db)
      await keepChains(db)
      await keepWatch(db)
      await keepAppeals(db)
      await openReports(db)
      await keepIncubations(db)
      await keepStaff(db)
      await keepVolunteers(db)
      await keepImports(db)
      await keepClosings(db)
      await keepRetention(db)
      await sendReminders(db)
      await planBundle(db)
      await sendAlerts({ db, keys, engine })
      await sendFollowNews({ db, keys })
      await keepIndex()
      await forgetReplacedJobs(db)
    })()
      .catch((error: unknown) => log.warn({ err: error }, 'something due was not done'))
      .finally(() => {
        round = undefined
      })
  }
  tick()
  const timer = setInterval(tick, everySeconds * 1000)
  return {
    stop: async () => {
      clearInterval(timer)
      await round
    },
  }
}
