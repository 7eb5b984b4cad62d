import { type Answered, origin, type Pages } from './forms/survey.ts'

/** Nothing came back: worse than any answer. */
const unanswered = 599

/** The same site behind an address, as the production build answers. What went wrong inside is in its log alone. */
export const pagesOverHttp =
  (siteUrl: string): Pages =>
  async (request, ip) => {
    const headers = new Headers(request.headers)
    headers.set('X-Forwarded-For', ip)
    headers.set('Sec-Fetch-Site', 'same-origin')
    const body = request.body === null ? null : Buffer.from(await request.arrayBuffer())
    const ask = async (): Promise<Answered> => {
      const to = siteUrl + request.url.slice(origin.length)
      const answer = await fetch(to, { method: request.method, headers, body, redirect: 'manual' })
      const { status } = answer
      return { status, location: answer.headers.get('Location'), html: await answer.text(), errors: [] }
    }
    // A connection that was kept may have ended just now; a second failure is the site's.
    return ask()
      .catch(ask)
      .catch((error: unknown) => ({ status: unanswered, location: null, html: '', errors: [error] }))
  }
