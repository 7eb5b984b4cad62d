import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

/** Where a scanner has the site call, if it can: nobody else knows the address. */
export async function startEndpoint(): Promise<{ address: string; calls: string[]; close: () => Promise<void> }> {
  const calls: string[] = []
  const server = createServer((request, response) => {
    const url = request.url ?? ''
    // The scanner itself looks whether it is there, and asks afterwards who called.
    const isScanner = url === '/' || /^\/get_\w+\.php/.test(url)
    if (!isScanner) calls.push(`${request.method ?? ''} ${url}`)
    response.writeHead(200, { 'Content-Type': 'application/json' }).end('[]')
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    address: `http://127.0.0.1:${String((server.address() as AddressInfo).port)}/`,
    calls,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}
