import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import path from 'node:path'

export const loopback = '127.0.0.1'

/** The port, when it can be listened on (0 asks for any free one); null when it cannot. */
export const freePort = (port: number, host: string = loopback) =>
  new Promise<number | null>((resolve) => {
    const server = createServer()
    server.once('error', () => resolve(null))
    server.listen({ port, host, exclusive: true }, () => {
      const address = server.address()
      const found = typeof address === 'object' && address ? address.port : null
      server.close(() => resolve(found))
    })
  })

const readPorts = (file: string): Record<string, number> =>
  existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Record<string, number>) : {}

/** A service keeps its port between starts, so that tools may remember it; it gives way when somebody else has it. */
export const claimPort = async (dataDir: string, service: string): Promise<number> => {
  const file = path.join(dataDir, 'ports.json')
  const remembered = readPorts(file)[service]
  const kept = remembered ? await freePort(remembered) : null
  if (kept) return kept
  const port = await freePort(0)
  if (!port) throw new Error('The machine gave no free loopback port')
  writeFileSync(file, JSON.stringify({ ...readPorts(file), [service]: port }) + '\n')
  return port
}
