import type { Finding } from './finding.ts'
import { encoded } from './forms/mutate.ts'
import { asking, type Known } from './forms/survey.ts'

/** What a browser says of a form that another site sent, and what one says that says nothing. */
const elsewhere: readonly Readonly<Record<string, string>>[] = [
  { 'Sec-Fetch-Site': 'cross-site', Origin: 'https://evil.example' },
  { 'Sec-Fetch-Site': 'same-site', Origin: 'http://other.localhost' },
  { Origin: 'https://evil.example' },
  { Origin: 'null' },
  {},
]

/** Every form as another site would have the visitor's browser send it: 403 each time, whoever is signed in. */
export async function postFromElsewhere(siteUrl: string, { forms, cookies }: Known): Promise<Finding[]> {
  const findings: Finding[] = []
  for (const [at, { to, body, intent, seenBy }] of forms.entries()) {
    const [asker] = seenBy
    const said = elsewhere[at % elsewhere.length]
    if (asker === undefined) continue
    const headers = asking(cookies.get(asker), { 'Content-Type': 'application/x-www-form-urlencoded', ...said })
    const send = () =>
      fetch(siteUrl + to, { method: 'POST', headers, body: encoded(body), redirect: 'manual' }).then((answer) =>
        answer.text().then(() => answer.status),
      )
    // A connection that was kept may have ended just now.
    const status = await send().catch(send)
    if (status !== 403)
      findings.push({
        scanner: 'front',
        as: asker,
        level: 'high',
        kind: 'a form of another site is taken',
        method: 'POST',
        path: to,
        parameter: intent,
        info: `${String(status)} with ${JSON.stringify(said)}`,
      })
  }
  return findings
}
