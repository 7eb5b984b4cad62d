import { rmSync } from 'node:fs'
import path from 'node:path'
import { bundleServers } from './bundle-servers.ts'
import { checkout } from './data-dir.ts'
import { StartFailure } from './fail.mjs'
import { type Sources, unlessStamped } from './fingerprint.ts'
import { bothEnds, runTool } from './run-tool.ts'

const stamp = 'build/.sources'

const sources: Sources = {
  from: ['app', 'search', 'prisma', 'public', 'vite.config.ts', 'remix.config.js', 'package-lock.json'],
  // What starts, seeds and tests the site is no part of what is built; the client is made from the schema.
  isLeftOut: (relative) => /^app\/start$|^prisma\/(generated|seed|migrations)$|\.test\.tsx?$/.test(relative),
}

const refusal = (what: string, output: string) => {
  console.error(bothEnds(output))
  return new StartFailure(`${what} failed`, 'The reason is in the lines above')
}

const build = async (signal?: AbortSignal) => {
  rmSync(path.join(checkout, stamp), { force: true })
  const env = { NODE_ENV: 'production' }
  const pages = await runTool({ tool: 'remix', args: ['vite:build'], env, ...(signal && { signal }) })
  if (!pages.isGood) throw refusal('The build', pages.output)
  await bundleServers().catch((error: unknown) => {
    throw refusal('Bundling the servers', error instanceof Error ? error.message : String(error))
  })
}

/** True when it had to be built. */
export const ensureBuild = (signal?: AbortSignal) => unlessStamped(stamp, sources, () => build(signal))
