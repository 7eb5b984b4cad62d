import { origin, type Pages } from './forms/survey.ts'

/** The same site behind an address, as the production build answers. What went wrong inside is in its log alone. */
export const pagesOverHttp =
  (siteUrl: string): Pages =>
  async (request, ip) => {
    const headers = new Headers(request.headers)
    headers.set('X-Forwarded-For', ip)
    headers.set('Sec-Fetch-Site', 'same-origin')
    const body = request.body === null ? null : Buffer.from(await request.arrayBuffer())
    const answer = await fetch(siteUrl + request.url.slice(origin.length), {
      method: request.method,
      headers,
      body,
      redirect: 'manual',
    })
    const { status } = answer
    return { status, location: answer.headers.get('Location'), html: await answer.text(), errors: [] }
  }
