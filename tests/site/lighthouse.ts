import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { z } from 'zod'

/** Too large for everybody who works here: fetched when it is asked for. */
const program = 'lighthouse@12.8.2'
const least = 98

const reportShape = z.object({ categories: z.record(z.string(), z.object({ score: z.number().nullable() })) })

export type Scores = { path: string; scores: Record<string, number>; low: string[] }

/** Lighthouse's four scores (0–100) of a page, as on a phone with a slow line. */
export async function lighthouse(siteUrl: string, path: string, chromium: string): Promise<Scores> {
  const flags = '--headless=new --no-sandbox --disable-quic --no-first-run --disable-background-networking'
  const args = ['--yes', `--package=${program}`, '--', 'lighthouse', `${siteUrl}${path}`]
  const { stdout } = await promisify(execFile)(
    'npm',
    ['exec', ...args, '--quiet', '--output=json', '--output-path=stdout', `--chrome-flags=${flags}`],
    { env: { ...process.env, CHROME_PATH: chromium }, maxBuffer: 100_000_000 },
  )
  const { categories } = reportShape.parse(JSON.parse(stdout.slice(stdout.indexOf('{'))))
  const scores = Object.fromEntries(
    Object.entries(categories).map(([name, { score }]) => [name, Math.round((score ?? 0) * 100)]),
  )
  return { path, scores, low: Object.keys(scores).filter((name) => (scores[name] ?? 0) < least) }
}
