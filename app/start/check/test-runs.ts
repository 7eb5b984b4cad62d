import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs'
import path from 'node:path'
import type { Environment } from '../environment.ts'
import { runTool } from '../run-tool.ts'
import type { Outcome } from './outcome.ts'
import { countPlaywright, countVitest, type PlaywrightReport, type VitestReport } from './report-counts.ts'

export interface TestRun {
  dataDir: string
  env: Environment
  signal: AbortSignal
}

/** An old report must never be counted for a run that wrote none. */
const freshReport = (dataDir: string, name: string) => {
  const file = path.join(dataDir, 'reports', `${name}.json`)
  mkdirSync(path.dirname(file), { recursive: true })
  rmSync(file, { force: true })
  return file
}

const readReport = (file: string): unknown => (existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : null)

export const runVitest = async (
  project: 'unit' | 'integration',
  { dataDir, env, signal }: TestRun,
): Promise<Outcome> => {
  const report = freshReport(dataDir, project)
  const args = ['run', '--config', 'tests/vitest.config.ts', '--project', project]
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`]
  const run = await runTool({ tool: 'vitest', args: [...args, ...reporters], env, signal })
  return countVitest(readReport(report) as VitestReport | null, run)
}

/** `specs`: only those whose path has one of these in it. */
export const runPlaywright = async ({
  dataDir,
  env,
  signal,
  specs = [],
}: TestRun & { specs?: readonly string[] }): Promise<Outcome> => {
  const report = freshReport(dataDir, 'browser')
  const args = ['test', '--config', 'tests/playwright.config.ts', '--reporter=list,json', ...specs]
  const run = await runTool({ tool: 'playwright', args, env: { ...env, PLAYWRIGHT_JSON_OUTPUT_FILE: report }, signal })
  return countPlaywright(readReport(report) as PlaywrightReport | null, run)
}
