import type { AddressInfo } from 'node:net'
import { request as ask, type Server } from 'node:http'
import express from 'express'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { crossSiteGate } from '#app/server/cross-site-gate.ts'
import { knownMethods } from '#app/server/known-methods.ts'
import { noRawData } from '#app/server/no-raw-data.ts'
import { readableAddress } from '#app/server/readable-address.ts'
import { securityHeaders } from '#app/server/security-headers.ts'

let server: Server
let address: string
const noted: string[] = []
beforeAll(async () => {
  const app = express()
  app.use(securityHeaders(true, false))
  app.use(
    crossSiteGate('https://commonweal.example.cn', ({ method, originalUrl }) => noted.push(`${method} ${originalUrl}`)),
  )
  app.use(knownMethods)
  app.use(readableAddress)
  app.use(noRawData)
  app.all('*', (request, response) => {
    response.json({ forwardedHost: request.headers['x-forwarded-host'] ?? null })
  })
  await new Promise<void>((resolve) => {
    server = app.listen(0, '127.0.0.1', resolve)
  })
  address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
})
afterAll(() => void server.close())

const send = (method: string, headers: Record<string, string>, path = '/sign-in') =>
  fetch(`${address}${path}`, { method, headers })

test.each([
  ['a form on another site', { 'Sec-Fetch-Site': 'cross-site', Origin: 'https://evil.example' }],
  ['a page on a sister site', { 'Sec-Fetch-Site': 'same-site', Origin: 'https://other.example.cn' }],
  ['an old browser on another site', { Origin: 'https://evil.example' }],
  ['a sandboxed frame', { Origin: 'null' }],
  ['a request that says nothing', {}],
  ['a forged forwarded host', { Origin: 'https://evil.example', 'X-Forwarded-Host': 'evil.example' }],
  ['an address that is no address', { Origin: 'not an address' }],
])('refuses %s', async (_what, headers) => {
  for (const path of ['/sign-in', '/sign-in?_data=routes%2Faccount%2Fsign-in', '/sign-in.data', '/files/1']) {
    for (const method of ['POST', 'PUT', 'DELETE', 'PATCH'])
      expect((await send(method, headers, path)).status).toBe(403)
  }
})

test.each([
  ['the site’s own form', { 'Sec-Fetch-Site': 'same-origin' }],
  ['an old browser on the site', { Origin: 'https://commonweal.example.cn' }],
])('lets %s through', async (_what, headers) => {
  expect((await send('POST', headers)).status).toBe(200)
})

test('reading is open, and nobody can say which host we are', async () => {
  const answer = await send('GET', { 'Sec-Fetch-Site': 'cross-site', 'X-Forwarded-Host': 'evil.example' })
  expect(answer.status).toBe(200)
  expect(await answer.json()).toEqual({ forwardedHost: null })
})

test('every answer carries the headers that keep a page to itself', async () => {
  const { headers } = await send('GET', {})
  expect(headers.get('content-security-policy')).toContain("script-src 'self';")
  expect(headers.get('content-security-policy')).not.toContain('unsafe-eval')
  expect(headers.get('content-security-policy')).toContain("frame-ancestors 'none'")
  expect(headers.get('content-security-policy')).not.toContain('unsafe-inline')
  expect(headers.get('content-security-policy')).toContain("object-src 'none'")
  expect(headers.get('content-security-policy')).toContain("base-uri 'none'")
  expect(headers.get('x-content-type-options')).toBe('nosniff')
  expect(headers.get('referrer-policy')).toBe('same-origin')
  expect(headers.get('cross-origin-opener-policy')).toBe('same-origin')
  expect(headers.get('cross-origin-resource-policy')).toBe('same-origin')
  expect(headers.get('strict-transport-security')).toContain('max-age=31536000')
})

test('a mail program may end the letters of a search, and a browser from elsewhere may not', async () => {
  const token = 'a'.repeat(43)
  for (const path of [`/search/letters/${token}`, `/en/search/letters/${token}`]) {
    expect((await send('POST', {}, path)).status).toBe(200)
    expect((await send('DELETE', {}, path)).status).toBe(403)
    for (const headers of [{ Origin: 'https://evil.example' }, { 'Sec-Fetch-Site': 'cross-site' }])
      expect((await send('POST', headers, path)).status).toBe(403)
  }
  for (const path of [
    '/search/letters',
    '/search/letters/short',
    `/search/letters/${token}/x`,
    `/search/letters/${token}?_data=root`,
  ])
    expect((await send('POST', {}, path)).status).toBe(403)
})

test('what came from another site is told to whoever keeps the log', async () => {
  noted.length = 0
  await send('POST', { 'Sec-Fetch-Site': 'cross-site' }, '/sign-in')
  await send('POST', { 'Sec-Fetch-Site': 'same-origin' }, '/sign-in')
  expect(noted).toEqual(['POST /sign-in'])
})

test('methods that nothing answers are refused, and no request is echoed', async () => {
  for (const method of ['TRACE', 'PUT', 'PROPFIND']) {
    const answer = await new Promise<{ status?: number | undefined; allow?: string | undefined; body: string }>(
      (resolve, reject) => {
        const asked = ask(address, { method, headers: { 'Sec-Fetch-Site': 'same-origin', 'X-Own': 'mine' } }, (got) => {
          let body = ''
          got.on('data', (part: Buffer) => (body += part.toString()))
          got.on('end', () => resolve({ status: got.statusCode, allow: got.headers.allow, body }))
        })
        asked.on('error', reject)
        asked.end()
      },
    )
    expect(answer).toMatchObject({ status: 405, allow: 'GET, HEAD, POST, OPTIONS' })
    expect(answer.body).not.toContain('mine')
  }
})

test('an address that spells nothing is answered, and no surprise', async () => {
  for (const path of ['/%ED%A0%80', '/%', '/calls/%E0%A4%A', '/en/%FF?q=1'])
    expect(await send('GET', {}, path)).toMatchObject({ status: 400 })
  for (const path of ['/%E5%AD%97', '/search?q=%ED%A0%80', '/%25'])
    expect(await send('GET', {}, path)).toMatchObject({ status: 200 })
})

test('what a loader read is given out by its page alone', async () => {
  for (const path of [
    '/desk?_data=root',
    '/desk?a=b&_data=routes%2Faccount%2Fdesk',
    '/desk?%5Fdata=root',
    '/desk?_data',
  ])
    expect((await send('GET', {}, path)).status).toBe(404)
  expect((await send('POST', { 'Sec-Fetch-Site': 'same-origin' }, '/desk?_data=root')).status).toBe(404)
  expect((await send('GET', {}, '/desk?q=_data')).status).toBe(200)
})
