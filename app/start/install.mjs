// @ts-check
import { spawn } from 'node:child_process'
import { existsSync, lstatSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { StartFailure } from './fail.mjs'
import { step } from './progress.mjs'

const checkout = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..')

/** @typedef {{ version?: string, optional?: boolean, devOptional?: boolean, link?: boolean }} LockedPackage */

/**
 * @param {string} file
 * @returns {Record<string, LockedPackage>}
 */
const lockedPackages = (file) => JSON.parse(readFileSync(path.join(checkout, file), 'utf8')).packages

/**
 * npm notes in node_modules what it has put there. Compared by content: file times say nothing after a checkout or a
 * copy. An optional package may be missing, since it may be for another platform.
 */
export const isInstalled = () => {
  const noted = 'node_modules/.package-lock.json'
  if (!existsSync(path.join(checkout, noted))) return false
  const present = lockedPackages(noted)
  return Object.entries(lockedPackages('package-lock.json')).every(([where, wanted]) => {
    if (where === '') return true
    const found = present[where]
    return found ? found.version === wanted.version : Boolean(wanted.optional ?? wanted.devOptional)
  })
}

/**
 * npm says first what is wrong and then how it may be called.
 * @param {string} output
 */
const whatIsWrong = (output) => {
  const lines = output.trim().split('\n')
  const errors = lines.filter((line) => line.startsWith('npm error') && line.trim() !== 'npm error')
  return (errors.length > 0 ? errors : lines).slice(0, 12).join('\n')
}

/** npm as it was called, when we were started by it: there may be several on a machine. */
const npmCommand = () => {
  const script = process.env['npm_execpath']
  return script?.endsWith('.js') ? { command: process.execPath, first: [script] } : { command: 'npm', first: [] }
}

/**
 * npm empties the folder it installs into. Through a link that would be the packages of another checkout, which may be
 * running.
 * @param {string} home
 */
export const refuseLinkedModules = (home) => {
  if (!lstatSync(path.join(home, 'node_modules'), { throwIfNoEntry: false })?.isSymbolicLink()) return
  throw new StartFailure(
    'node_modules is a link to the packages of another checkout',
    'Remove the link; this checkout then installs its own',
  )
}

/** The build needs the development packages too, whatever NODE_ENV says. */
const npmCi = () =>
  /** @type {Promise<void>} */ (
    new Promise((resolve, reject) => {
      const { command, first } = npmCommand()
      const args = [
        ...first,
        'ci',
        '--include=dev',
        '--include=optional',
        '--no-audit',
        '--no-fund',
        '--loglevel=error',
      ]
      const child = spawn(command, args, { cwd: checkout, stdio: ['ignore', 'pipe', 'pipe'] })
      let output = ''
      for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (output += chunk))
      /** @param {unknown} cause */
      const fail = (cause) => {
        console.error(whatIsWrong(output))
        reject(
          new StartFailure(
            'npm ci failed',
            'What npm said is above; check the network, the registry and package-lock.json',
            cause,
          ),
        )
      }
      child.once('error', fail)
      child.once('close', (code) => (code === 0 ? resolve() : fail(code)))
    })
  )

export const ensureInstalled = () => {
  refuseLinkedModules(checkout)
  return step('packages installed 依赖', npmCi)
}
