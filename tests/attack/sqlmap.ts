import { execFile } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { promisify } from 'node:util'
import { parse } from 'csv-parse/sync'
import type { Finding } from './finding.ts'

type Asked = {
  program: string
  as: string
  /** Whole addresses, each with parameters. */
  targets: readonly string[]
  /** One form more: where it is posted, and what. */
  form?: { address: string; body: string } | undefined
  patienceMs: number
}

type Found = {
  findings: Finding[]
  /** Parameters that were tried to the end. */
  tried: number
  /** What it could not try, in its words. */
  errors: string[]
}

type Ended = { stdout: string; killed?: boolean }

/** What sqlmap can inject into, by every technique but reading whole tables. */
export async function runSqlmap({ program, as, targets, form, patienceMs }: Asked): Promise<Found> {
  const dir = mkdtempSync(path.join(tmpdir(), 'commonweal-sqlmap-'))
  const results = path.join(dir, 'results.csv')
  const list = path.join(dir, 'targets.txt')
  writeFileSync(list, `${targets.join('\n')}\n`)
  const args = [
    ...(form === undefined ? ['-m', list] : ['-u', form.address, '--data', form.body]),
    ...['--batch', '--dbms', 'PostgreSQL', '--technique', 'BEUST', '--level', '1', '--risk', '1', '--time-sec', '3'],
    ...['--threads', '4', '--timeout', '20', '--disable-coloring', '--flush-session', '--ignore-redirects'],
    ...[
      '--ignore-code',
      '*',
      '--skip',
      'intent,version',
      '--output-dir',
      path.join(dir, 'out'),
      '--results-file',
      results,
    ],
  ]
  try {
    const running = promisify(execFile)(program, args, { maxBuffer: 100_000_000, timeout: patienceMs })
    // It waits for addresses there as long as somebody might write any.
    running.child.stdin?.end()
    const ended: Ended = await running.catch((error: unknown) => error as Ended)
    const { stdout, killed } = ended
    const findings = [...found(existsSync(results) ? readFileSync(results, 'utf8') : ''), ...single(stdout)].map(
      (parts): Finding => ({ scanner: 'sqlmap', as, level: 'high', kind: 'SQL injection', ...parts }),
    )
    return {
      findings,
      tried: [...stdout.matchAll(/parameter '[^']+' (?:does not seem to be injectable|is vulnerable|appears to be)/g)]
        .length,
      errors: [
        ...(killed === true ? [`not finished in ${String(patienceMs / 1000)} s`] : []),
        ...[...stdout.matchAll(/\[(?:CRITICAL|ERROR)\] (.*)/g)].map(([, text = '']) => text),
      ].filter((text) => !/do(?:es)? not appear to be injectable/.test(text)),
    }
  } finally {
    rmSync(dir, { recursive: true, force: true })
  }
}

type Parts = Pick<Finding, 'method' | 'path' | 'parameter' | 'info'>

/** Of many targets it writes a table. */
const found = (csv: string): Parts[] =>
  parse<Record<string, string>>(csv, { columns: true, skip_empty_lines: true })
    .filter((row) => (row['Parameter'] ?? '') !== '')
    .map((row) => ({
      method: row['Place'] ?? '',
      path: row['Target URL'] ?? '',
      parameter: row['Parameter'] ?? '',
      info: row['Technique(s)'] ?? '',
    }))

/** Of one it tells in its log. */
const single = (stdout: string): Parts[] =>
  [...stdout.matchAll(/^Parameter: (\S+) \((\w+)\)\n\s+Type: (.*)$/gm)].map(
    ([, parameter = '', method = '', info = '']) => ({ method, path: '', parameter, info }),
  )
