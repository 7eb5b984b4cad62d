import type { ServerResponse } from 'node:http'

/**
 * Settles when what was written to a response has gone out, or its reader has. Remix writes as fast as it reads: whoever sends much waits
 * for this before each piece, or a slow reader's file would pile up in memory.
 */
export const drainedOf =
  (response: ServerResponse): (() => Promise<void>) =>
  () =>
    response.writableNeedDrain && !response.destroyed
      ? new Promise((resolve) => {
          const done = () => {
            response.off('drain', done)
            response.off('close', done)
            resolve()
          }
          response.on('drain', done)
          response.on('close', done)
        })
      : Promise.resolve()
