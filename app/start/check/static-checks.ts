import { runTool } from '../run-tool.ts'
import { oneFailed, onePassed, type Outcome } from './outcome.ts'

export type StaticCheck = keyof typeof tools

const linted = ['app', 'public', 'prisma', 'search', 'tests', 'remix.config.js', 'vite.config.ts']

/** What is checked without running the product: each counts as one. */
const tools = {
  format: ['prettier', '--check', '.'],
  // Type-aware rules by the compiler in Go: the same rules in a tenth of the time.
  lint: [
    'oxlint',
    '--type-aware',
    '--config',
    '.config/oxlint.json',
    '--ignore-pattern',
    'prisma/generated',
    ...linted,
  ],
  types: ['../typescript-native/bin/tsc'],
  boundaries: ['depcruise', '--config', '.config/dependency-cruiser.cjs', 'app', 'search', 'prisma', 'tests'],
  unused: ['knip', '--config', '.config/knip.json'],
}

export const staticCheck = async (check: StaticCheck, signal: AbortSignal): Promise<Outcome> => {
  const [tool = check, ...args] = tools[check]
  const run = await runTool({ tool, args, signal })
  return run.isGood ? onePassed(run.output) : oneFailed(run.output)
}
