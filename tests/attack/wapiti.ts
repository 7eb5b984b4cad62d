import { execFile } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { promisify } from 'node:util'
import { z } from 'zod'
import type { Finding, Level } from './finding.ts'

/**
 * Those that need nothing of the network outside and guess no passwords or names of files by the thousand. Without `csrf`: it looks for a token in
 * each form and for nothing else; what stands against forms of other sites is tried by from-elsewhere.ts.
 */
const allModules = [
  'backup',
  'blindsql',
  'cookieflags',
  'crlf',
  'csp',
  'exec',
  'file',
  'htaccess',
  'http_headers',
  'methods',
  'permanentxss',
  'redirect',
  'shellshock',
  'sql',
  'ssrf',
  'xss',
  'xxe',
]

const entry = z.object({
  level: z.number(),
  method: z.string(),
  path: z.string(),
  parameter: z.string().nullable(),
  info: z.string(),
})
const report = z.object({
  vulnerabilities: z.record(z.string(), z.array(entry)),
  anomalies: z.record(z.string(), z.array(entry)),
  infos: z.object({ version: z.string() }),
})

const levelOf = (level: number): Level => (level >= 3 ? 'high' : level === 2 ? 'medium' : 'low')

type Asked = {
  program: string
  address: string
  as: string
  /** Where it begins; from there it follows links one step. */
  starts: readonly string[]
  /** Told whenever somebody calls there (endpoint.ts). */
  endpoint: string
  scanSeconds: number
  attackSeconds: number
  modules?: readonly string[]
}

/** What wapiti finds on a site, and how many pages and forms it attacked. */
export async function runWapiti(asked: Asked): Promise<{ findings: Finding[]; version: string; attacked: number }> {
  const dir = mkdtempSync(path.join(tmpdir(), 'commonweal-wapiti-'))
  const file = path.join(dir, 'report.json')
  const args = [
    ...['-u', `${asked.address}/`, '--scope', 'domain', '-d', '1', '-m', (asked.modules ?? allModules).join(',')],
    ...asked.starts.flatMap((start) => ['-s', asked.address + start]),
    ...['--max-scan-time', String(asked.scanSeconds), '--max-attack-time', String(asked.attackSeconds)],
    ...['--max-parameters', '40', '-t', '20', '-v', '0', '--endpoint', asked.endpoint, '--no-bugreport'],
    ...['--flush-session', '--store-session', path.join(dir, 'session'), '--store-config', path.join(dir, 'config')],
    ...['-f', 'json', '-o', file],
  ]
  try {
    // It would look for newer lists elsewhere.
    const env = { ...process.env, https_proxy: 'http://127.0.0.1:9' }
    const { stdout } = await promisify(execFile)(asked.program, args, { env, maxBuffer: 100_000_000 })
    const { vulnerabilities, anomalies, infos } = report.parse(JSON.parse(readFileSync(file, 'utf8')))
    const findings = [...Object.entries(vulnerabilities), ...Object.entries(anomalies)].flatMap(([kind, entries]) =>
      entries.map(({ level, method, path: at, parameter, info }): Finding => ({
        scanner: 'wapiti',
        as: asked.as,
        level: levelOf(level),
        kind,
        method,
        path: at,
        parameter: parameter ?? '',
        info,
      })),
    )
    return { findings, version: infos.version, attacked: Number(/found (\d+) URLs and forms/.exec(stdout)?.[1] ?? 0) }
  } finally {
    rmSync(dir, { recursive: true, force: true })
  }
}
