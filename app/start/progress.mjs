// @ts-check
import { performance } from 'node:perf_hooks'

const quietMs = 3000

/** @param {number} startedAt milliseconds of performance.now() */
export const seconds = (startedAt) => `${((performance.now() - startedAt) / 1000).toFixed(1)} s`

/**
 * Runs one step and prints one line when it is done. A step that takes longer than a moment also says that it is
 * under way, so that a first start never looks stuck.
 * @template T
 * @param {string} name
 * @param {() => Promise<T>} work
 * @param {(result: T) => string | null} [describe] the line's text; null prints nothing
 * @returns {Promise<T>}
 */
export const step = async (name, work, describe = () => name) => {
  const startedAt = performance.now()
  const patience = setTimeout(() => console.log(`· ${name} …`), quietMs)
  try {
    const result = await work()
    const text = describe(result)
    if (text !== null) console.log(`✓ ${text}  ${seconds(startedAt)}`)
    return result
  } finally {
    clearTimeout(patience)
  }
}
