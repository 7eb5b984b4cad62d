// @ts-check
import { tellFailure } from './fail.mjs'
import { ensureInstalled, isInstalled } from './install.mjs'
import { refuseOldNode } from './node-version.mjs'

/**
 * What every command does first, with Node alone: packages may not be there yet. The rest is TypeScript and is run in
 * the same process, so that a signal reaches the one who must act on it.
 * @param {URL} script
 * @param {() => Promise<void>} [beforeInstall]
 */
export const handOver = async (script, beforeInstall) => {
  // Whoever read us may leave first; there is still everything to stop.
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined)
  try {
    refuseOldNode()
    if (!isInstalled()) {
      await beforeInstall?.()
      await ensureInstalled()
    }
    const { register } = await import('tsx/esm/api')
    register()
    await import(script.href)
  } catch (error) {
    tellFailure(error)
    process.exit(1)
  }
}
