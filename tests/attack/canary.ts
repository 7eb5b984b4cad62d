import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type pg from 'pg'

/**
 * A site with holes on purpose: whoever does not find them is not looking. `/?id=` puts what comes into a statement for PostgreSQL, `/?said=` into
 * the page, `/?url=` is fetched; there are no headers.
 */
export async function startCanary(client: pg.Client): Promise<{ address: string; close: () => Promise<void> }> {
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? '/', 'http://canary')
    const answer = async (): Promise<string> => {
      const id = url.searchParams.get('id')
      const said = url.searchParams.get('said')
      if (said !== null) return `<p>${said}</p>`
      const fetched = url.searchParams.get('url')
      if (fetched !== null)
        return await fetch(fetched).then(
          () => '',
          () => '',
        )
      if (id === null) return `<a href="/?id=1">1</a> <a href="/?said=hello">2</a> <a href="/?url=x">3</a>`
      const { rows } = await client.query<{ name: string }>(`SELECT 'canary ' || ${id} AS name`)
      return rows.map(({ name }) => `<p>${name}</p>`).join('')
    }
    answer().then(
      (html) => {
        response.writeHead(200, { 'Content-Type': 'text/html; charset=utf-8' })
        response.end(`<!DOCTYPE html><html><head><title>canary</title></head><body>${html}</body></html>`)
      },
      (error: unknown) => response.writeHead(500, { 'Content-Type': 'text/plain' }).end(String(error)),
    )
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    address: `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}
