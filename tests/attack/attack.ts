import { step } from '#app/start/progress.mjs'
import { createDb, type Db } from '#app/services/shared/db.server.ts'
import { type Asker, cookiesOf } from '#tests/integration/demonstration/doors.ts'
import { explanationOf } from './explained.ts'
import { said } from './finding.ts'
import { formsOf } from './forms/survey.ts'
import { questionsOf } from './forms/questions.ts'
import { type Fuzzed, fuzzForms, fuzzQuestions } from './fuzz.ts'
import { builtModules } from './built-modules.ts'
import { postFromElsewhere } from './from-elsewhere.ts'
import { pagesOverHttp } from './over-http.ts'
import { scan } from './scan.ts'
import { startAttackedSite } from './site.ts'

type Wanted = { wanted: readonly ('fuzz' | 'scan')[]; rounds: number; seed: number; ending: AbortSignal }

/** @returns how many faults were found; all that is told goes to standard output */
export async function attack({ wanted, rounds, seed, ending }: Wanted): Promise<number> {
  const { site, address, stop } = await step('a site with the demonstration', () => startAttackedSite(ending))
  Object.assign(process.env, site.env)
  const db = createDb(site.ownerUrl, 4)
  try {
    const asking = { pages: pagesOverHttp(address), cookies: await cookiesOf(db), modules: await builtModules() }
    const forms = await step('its forms', () => formsOf(db, asking))
    const questions = await step('its questions', () => questionsOf(db, asking))
    const parameters = questions.reduce((sum, { params }) => sum + params.size, 0)
    console.log(
      `${String(forms.length)} forms, ${String(questions.length)} addresses with ${String(parameters)} parameters`,
    )
    const known = { ...asking, forms }
    let faults = 0
    if (wanted.includes('fuzz')) {
      faults += tell('forms with something odd in them', await fuzzForms(db, known, { rounds, seed }))
      faults += tell('addresses with something odd in them', await fuzzQuestions(known, questions, { rounds, seed }))
    }
    if (wanted.includes('scan')) {
      const attacked = { siteUrl: address, ownerUrl: site.ownerUrl, questions, forms, signIn: signingIn(db) }
      const fromElsewhere = await postFromElsewhere(address, known)
      console.log(`forms of another site: ${String(forms.length)} sent, ${String(fromElsewhere.length)} taken`)
      const { findings: scanned, figures } = await scan(attacked)
      const findings = [...fromElsewhere, ...scanned]
      for (const [what, figure] of Object.entries(figures)) console.log(`${what}: ${figure}`)
      for (const finding of findings) {
        const why = explanationOf(finding)
        console.log(`${why === undefined ? '✗' : '·'} ${said(finding)}${why === undefined ? '' : `\n    ${why}`}`)
        if (why === undefined) faults += 1
      }
    }
    console.log(`${String(faults)} faults`)
    return faults
  } finally {
    await db.$disconnect()
    await stop()
  }
}

/** Forms that scanners send end sessions, and switch accounts off. */
const signingIn = (db: Db) => async (asker: Asker) => {
  await db.account.updateMany({ where: { state: 'DISABLED' }, data: { state: 'ACTIVE' } })
  const cookie = (await cookiesOf(db)).get(asker)
  if (cookie === undefined) throw new Error(`${asker} has no account`)
  return cookie
}

function tell(what: string, { outcomes, broken }: Fuzzed): number {
  const told = Object.entries(outcomes).map(([outcome, count]) => `${outcome} ${String(count)}`)
  console.log(`${what}: ${told.join(', ')}`)
  for (const one of broken) console.log(`✗ ${one}`)
  return broken.length
}
