// @ts-check
import { createServer } from 'node:net'
import { StartFailure } from './fail.mjs'

/** @typedef {{ host: string, port: number }} WebAddress */

/**
 * @param {NodeJS.ProcessEnv} env
 * @returns {WebAddress}
 */
export const webAddress = (env) => {
  const named = env['PORT'] ?? '3000'
  const port = Number(named)
  if (!Number.isInteger(port) || port < 1 || port > 65_535) {
    throw new StartFailure(`PORT=${named} is not a port`, 'Give a number from 1 to 65535')
  }
  return { host: env['HOST'] || '127.0.0.1', port }
}

/** @type {Record<string, string>} */
const reasons = {
  EADDRINUSE: 'is taken by another program',
  EACCES: 'may not be used by this user',
  EADDRNOTAVAIL: 'does not belong to this machine',
  ENOTFOUND: 'does not belong to this machine',
}

/**
 * Tried before the long work, so that nobody waits for a build to be told this.
 * @param {WebAddress} address
 */
export const refuseTakenPort = ({ host, port }) =>
  /** @type {Promise<void>} */ (
    new Promise((resolve, reject) => {
      const server = createServer()
      server.once('error', (/** @type {NodeJS.ErrnoException} */ cause) => {
        const reason = reasons[cause.code ?? ''] ?? `cannot be listened on (${cause.message})`
        reject(
          new StartFailure(`The address ${host}:${String(port)} ${reason}`, 'Choose another in PORT or HOST', cause),
        )
      })
      server.listen({ host, port, exclusive: true }, () => server.close(() => resolve()))
    })
  )

/**
 * Where a browser on this machine finds it: an address that stands for all of them cannot be opened itself.
 * @param {WebAddress} address
 */
export const localUrl = ({ host, port }) => {
  const name = ['0.0.0.0', '::'].includes(host) ? 'localhost' : host.includes(':') ? `[${host}]` : host
  return `http://${name}:${String(port)}`
}
