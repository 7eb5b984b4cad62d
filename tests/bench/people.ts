import { verify } from '@node-rs/argon2'
import { paths } from '#app/http/paths.ts'
import { saveSheet, unsavedVersion } from '#app/services/panel/save-sheet.server.ts'
import { createDb, type Db } from '#app/services/shared/db.server.ts'
import { hashPassword } from '#app/services/shared/hash-password.server.ts'
import { sceneDatabase } from '#tests/e2e/scene-database.ts'
import { must } from '#tests/support/must.ts'
import { needed } from '#tests/support/needed.ts'
import { afterDeadline } from '#tests/support/scenes.ts'
import { declareAll, openedCall, seatedPanel, startedPanel } from '#tests/support/scenes-panel.ts'
import { startSiteWith } from '#tests/support/start-site.ts'
import { inLanes } from './lanes.ts'
import type { Load } from './load.ts'

export type PeopleFigures = { signIn: Load; passwordAlone: Load; scoreSave: Load }

const lanes = 8
const signIns = 200
const savesPerSheet = 40
const password = 'a-long-enough-sentence-2026'

/** People sign in through the production build, each from an address of their own; experts save their sheets through the site's service. */
export async function benchPeople(): Promise<PeopleFigures> {
  const stop = await startSiteWith({})
  const db = createDb(needed('SITE_OWNER_URL'), lanes + 2)
  try {
    const passwordHash = await hashPassword(password)
    const signIn = await inLanes(await people(db, passwordHash), lanes, enterByPassword)
    const alone = Array.from({ length: signIns }, (_, at) => at)
    const passwordAlone = await inLanes(alone, lanes, () => verify(passwordHash, password))
    return { signIn, passwordAlone, scoreSave: await scoreSaves(db) }
  } finally {
    await db.$disconnect()
    await stop()
  }
}

type Person = { email: string; ip: string }

async function people(db: Db, passwordHash: string): Promise<Person[]> {
  const made = Array.from({ length: signIns }, (_, at) => ({
    email: `person-${String(at)}@example.cn`,
    ip: `203.0.113.${String(1 + (at % 250))}`,
  }))
  await db.account.createMany({
    data: made.map(({ email }) => ({ email, name: '来客', passwordHash, emailConfirmedAt: new Date() })),
  })
  return made
}

async function enterByPassword({ email, ip }: Person): Promise<void> {
  const siteUrl = needed('SITE_URL')
  const answer = await fetch(siteUrl + paths.signIn(), {
    method: 'POST',
    headers: { Origin: siteUrl, 'X-Forwarded-For': ip },
    body: new URLSearchParams({ intent: 'signIn', email, password }),
    redirect: 'manual',
  })
  await answer.arrayBuffer()
  if (answer.headers.getSetCookie().length === 0) throw new Error(`${email}: ${String(answer.status)}`)
}

/** Every expert has a sheet for every bid, and saves it again and again as they type; nine sheets are written at once. */
async function scoreSaves(db: Db): Promise<Load> {
  const t = sceneDatabase({ db, locale: 'zh-CN' })
  const story = await startedPanel(t, await seatedPanel(t, await openedCall(t)))
  for (const expert of story.experts) must(await declareAll(t, story, expert))
  const sheets = story.experts.flatMap((expert) =>
    story.bids.map(({ bidId }) => ({ expert, bidId, version: unsavedVersion })),
  )
  const saves = Array.from({ length: savesPerSheet }, () => sheets)
  // A sheet is saved by one lane at a time: its version is known.
  const rounds: Load[] = []
  for (const round of saves)
    rounds.push(
      await inLanes(round, sheets.length, async (sheet) => {
        const ctx = t.contextAt(afterDeadline(story.call, 240), sheet.expert)
        const scores = story.criteria
          .filter(({ kind }) => kind === 'SUBJECTIVE')
          .map(({ id }) => ({ criterionId: id, points: '20', reason: '材料与要求相符' }))
        const input = { callId: story.call.id, bidId: sheet.bidId, version: sheet.version, scores, comment: '总体可行' }
        sheet.version = must(await saveSheet(ctx, input)).version
      }),
    )
  return rounds.toSorted((one, other) => one.perSecond - other.perSecond)[rounds.length >> 1] ?? noLoad
}

const noLoad: Load = { perSecond: 0, p50: 0, p97_5: 0, p99: 0 }
