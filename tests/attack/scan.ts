import pg from 'pg'
import { ensureProgram, installPackages } from '#app/start/debian-packages.ts'
import { step } from '#app/start/progress.mjs'
import type { Asker } from '#tests/integration/demonstration/doors.ts'
import { startCanary } from './canary.ts'
import { chosen, eyes, onceEach, spread } from './choose.ts'
import { startEndpoint } from './endpoint.ts'
import type { Finding } from './finding.ts'
import type { Question } from './forms/questions.ts'
import type { KnownForm } from './forms/survey.ts'
import { encoded } from './forms/mutate.ts'
import { type Front, startFront } from './front.ts'
import { runSqlmap } from './sqlmap.ts'
import { runWapiti } from './wapiti.ts'

export type Scanned = { findings: Finding[]; figures: Record<string, string> }

type Attacked = {
  siteUrl: string
  ownerUrl: string
  questions: readonly Question[]
  forms: readonly KnownForm[]
  /** A new session's cookie for anyone who has an account, whatever became of the one before. */
  signIn: (asker: Asker) => Promise<string>
}

/** So many addresses each, spread over all that they are shown, and the links of each. */
const startsMax = 8
const scanSeconds = 20
const attackSeconds = 6
const sqlmapPatienceMs = 900_000
const formPatienceMs = 90_000
/** Of a person's requests, the share that may come between the end of a session and the next. */
const strangersMax = 0.05

const ensureScanners = () => {
  // wapiti does not ask for what it needs to know where a site ends.
  installPackages('wapiti', 'sqlmap', 'publicsuffix')
  return { wapiti: ensureProgram('wapiti'), sqlmap: ensureProgram('sqlmap') }
}

/**
 * wapiti and sqlmap on a site of holes, which they have to find, and then on the site, as nobody and as several people.
 * @throws Error when a scanner does not find what was planted.
 */
export async function scan(attacked: Attacked): Promise<Scanned> {
  const programs = await step('wapiti and sqlmap', () => Promise.resolve(ensureScanners()))
  const endpoint = await startEndpoint()
  const fronts = new Map<Asker, Front>()
  try {
    const version = await step('the planted holes are found', () => findPlanted(programs, attacked, endpoint))
    const front = async (asker: Asker) => {
      const made =
        fronts.get(asker) ??
        (await startFront({
          siteUrl: attacked.siteUrl,
          ...(asker === 'anyone' ? {} : { signIn: () => attacked.signIn(asker) }),
        }))
      fronts.set(asker, made)
      return made
    }
    const [crawled, injected] = await step('wapiti and sqlmap on the site', () =>
      Promise.all([
        crawl(programs.wapiti, attacked, front, endpoint.address),
        inject(programs.sqlmap, attacked, front),
      ]),
    )
    const surprises = [...fronts].flatMap(([asker, { broken }]) =>
      broken.map(({ method, url, body, status }): Finding => ({
        scanner: 'front',
        as: asker,
        level: 'high',
        kind: `answered ${String(status)}`,
        method,
        path: url,
        parameter: '',
        info: body,
      })),
    )
    // A scanner that is sent to sign in learns nothing of what is behind it.
    const shutOut = [...fronts].flatMap(([asker, { answers, strangers }]): Finding[] => {
      const all = Object.values(answers).reduce((sum, count) => sum + count, 0)
      if (asker === 'anyone' || strangers() <= all * strangersMax) return []
      const info = `${String(strangers())} of ${String(all)} requests were a stranger's`
      return [
        {
          scanner: 'front',
          as: asker,
          level: 'high',
          kind: 'not signed in',
          method: '',
          path: '',
          parameter: '',
          info,
        },
      ]
    })
    const calls = endpoint.calls.map((call): Finding => ({
      scanner: 'front',
      as: '',
      level: 'high',
      kind: 'the site called where a scanner told it to',
      method: '',
      path: call,
      parameter: '',
      info: '',
    }))
    return {
      findings: [...crawled.findings, ...injected.findings, ...surprises, ...shutOut, ...calls],
      figures: { wapiti: version, ...crawled.figures, ...injected.figures, ...answersOf(fronts) },
    }
  } finally {
    await Promise.all([...fronts.values()].map(({ close }) => close()))
    await endpoint.close()
  }
}

const answersOf = (fronts: ReadonlyMap<Asker, Front>) =>
  Object.fromEntries(
    [...fronts].map(([asker, { answers, strangers }]) => [
      `answers to ${asker}`,
      [
        ...Object.entries(answers).map(([kind, count]) => `${kind} ${String(count)}`),
        `${String(strangers())} to sign in first`,
      ].join(', '),
    ]),
  )

type Programs = ReturnType<typeof ensureScanners>
type Endpoint = Awaited<ReturnType<typeof startEndpoint>>

async function findPlanted(programs: Programs, { ownerUrl }: Attacked, endpoint: Endpoint): Promise<string> {
  const client = new pg.Client({ connectionString: ownerUrl })
  await client.connect()
  const canary = await startCanary(client)
  try {
    const { findings, version } = await runWapiti({
      program: programs.wapiti,
      address: canary.address,
      as: 'anyone',
      starts: ['/?said=hello', '/?id=1', '/?url=x'],
      endpoint: endpoint.address,
      scanSeconds: 20,
      attackSeconds: 20,
      modules: ['csp', 'xss', 'ssrf'],
    })
    const { findings: injected } = await runSqlmap({
      program: programs.sqlmap,
      as: 'anyone',
      targets: [`${canary.address}/?id=1`],
      patienceMs: 120_000,
    })
    const missed = [
      ...(findings.some(({ kind, parameter }) => kind === 'Cross Site Scripting' && parameter === 'said')
        ? []
        : ['wapiti: what is said comes back as markup']),
      ...(findings.some(({ kind }) => /Content Security Policy/.test(kind)) ? [] : ['wapiti: no policy of contents']),
      ...(endpoint.calls.length > 0 ? [] : ['wapiti: the site calls where it is told to']),
      ...(injected.some(({ parameter }) => parameter === 'id') ? [] : ['sqlmap: a statement made of what was typed']),
    ]
    if (missed.length > 0) throw new Error(`planted and not found: ${missed.join('; ')}`)
    endpoint.calls.length = 0
    return version
  } finally {
    await canary.close()
    await client.end()
  }
}

type FrontOf = (asker: Asker) => Promise<Front>

async function crawl(
  program: string,
  { questions, forms }: Attacked,
  front: FrontOf,
  endpoint: string,
): Promise<Scanned> {
  const findings: Finding[] = []
  const figures: Record<string, string> = {}
  for (const asker of eyes) {
    const asked = questions
      .filter((question) => question.asker === asker || (asker !== 'anyone' && question.asker === 'anyone'))
      .map(({ path, params }) => `${path}?${new URLSearchParams([...params]).toString()}`)
    const posted = forms.filter(({ seenBy }) => seenBy.has(asker)).map(({ to }) => to)
    const found = await runWapiti({
      program,
      address: (await front(asker)).address,
      as: asker,
      starts: [...spread(asked, startsMax), ...spread([...new Set(posted)], startsMax)],
      endpoint,
      scanSeconds,
      attackSeconds,
    })
    findings.push(...found.findings)
    figures[`wapiti as ${asker}`] = `${String(found.attacked)} pages and forms`
  }
  return { findings, figures }
}

async function inject(program: string, { questions, forms }: Attacked, front: FrontOf): Promise<Scanned> {
  const findings: Finding[] = []
  const figures: Record<string, string> = {}
  for (const asker of new Set(questions.map((question) => question.asker))) {
    const { address } = await front(asker)
    const mine = onceEach(questions.filter((question) => question.asker === asker))
    const targets = mine.map(
      ({ path, params }) =>
        `${address}${path}?${new URLSearchParams([...params].map(([name, value]) => [name, value || '1'])).toString()}`,
    )
    const found = await runSqlmap({ program, as: asker, targets, patienceMs: sqlmapPatienceMs })
    findings.push(...found.findings)
    figures[`sqlmap as ${asker}`] = told(targets.length, 'addresses', found)
  }
  for (const { asker, form } of chosen(forms)) {
    const address = (await front(asker)).address + form.to
    const body = encoded(form.body)
    const found = await runSqlmap({
      program,
      as: asker,
      targets: [],
      form: { address, body },
      patienceMs: formPatienceMs,
    })
    findings.push(...found.findings.map((finding) => ({ ...finding, path: form.to })))
    figures[`sqlmap: ${form.intent} at ${form.address} as ${asker}`] = told(1, 'form', found)
  }
  return { findings, figures }
}

const told = (count: number, what: string, { tried, errors }: { tried: number; errors: readonly string[] }) =>
  [`${String(count)} ${what}, ${String(tried)} parameters`, ...new Set(errors)].join('; ')
