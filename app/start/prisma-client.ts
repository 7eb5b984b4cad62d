import { StartFailure } from './fail.mjs'
import { type Sources, unlessStamped } from './fingerprint.ts'
import { bothEnds, runTool } from './run-tool.ts'

const stamp = 'prisma/generated/.sources'
const sources: Sources = { from: ['prisma/schema', '.config/prisma.ts', 'node_modules/prisma/package.json'] }

/**
 * Prisma wants a schema engine to exist and would download it; generating does not use it. The stand-in is for this
 * one command only: `migrate` with it would do nothing and call that a success.
 */
const withoutDownload = { PRISMA_SCHEMA_ENGINE_BINARY: '/bin/true' }

const generate = async (signal?: AbortSignal) => {
  const args = ['generate', '--config', '.config/prisma.ts']
  const run = await runTool({ tool: 'prisma', args, env: withoutDownload, ...(signal && { signal }) })
  if (run.isGood) return
  console.error(bothEnds(run.output))
  throw new StartFailure('The Prisma client could not be generated', 'The reason is in the lines above')
}

/** True when it had to be made. */
export const ensurePrismaClient = (signal?: AbortSignal) => unlessStamped(stamp, sources, () => generate(signal))
