import { runTool } from '../run-tool.ts'
import { oneFailed, onePassed, type Outcome } from './outcome.ts'

export type StaticCheck = keyof typeof tools

/** What is checked without running the product: each counts as one. */
const tools = {
  format: ['prettier', '--check', '.'],
  lint: ['eslint', '.'],
  types: ['tsc'],
  boundaries: ['depcruise', '--config', '.config/dependency-cruiser.cjs', 'app', 'search', 'prisma', 'tests'],
  unused: ['knip', '--config', '.config/knip.json'],
}

export const staticCheck = async (check: StaticCheck, signal: AbortSignal): Promise<Outcome> => {
  const [tool = check, ...args] = tools[check]
  const run = await runTool({ tool, args, signal })
  return run.isGood ? onePassed(run.output) : oneFailed(run.output)
}
