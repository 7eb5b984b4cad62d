import type { Told } from './memory.ts'

export type Answer = { status: number; location: string; text: string; isDone: boolean }
export type Sender = { web: string; session: string }

const patienceMs = 40_000

/** Presses a button as a browser does. Undefined: no answer, or half of one. */
export async function post(
  { web, session }: Sender,
  path: string,
  fields: Readonly<Record<string, string>> | FormData,
): Promise<Answer | undefined> {
  try {
    const response = await fetch(web + path, {
      method: 'POST',
      headers: { Cookie: `session=${session}`, Origin: web },
      body: fields instanceof FormData ? fields : new URLSearchParams(fields),
      redirect: 'manual',
      signal: AbortSignal.timeout(patienceMs),
    })
    const text = await response.text()
    return {
      status: response.status,
      location: response.headers.get('Location') ?? '',
      text,
      // The next page says once that it was done.
      isDone: response.status === 303 && (response.headers.get('Set-Cookie') ?? '').includes('toast='),
    }
  } catch {
    return undefined
  }
}

/** A site in trouble says 5xx: it may have been done. @throws Error for what no fault explains */
export function toldBy(answer: Answer | undefined, { refusals = [] as readonly number[] } = {}): Told {
  if (answer === undefined || answer.status >= 500) return 'unknown'
  if (answer.isDone) return 'acknowledged'
  if (refusals.includes(answer.status)) return 'refused'
  throw new Error(`${String(answer.status)} ${answer.location} ${firstWords(answer.text)}`)
}

/** What a page says, without its markup. */
export const firstWords = (html: string): string =>
  html
    .replace(/<(script|style|head)[\s\S]*?<\/\1>/g, '')
    .replace(/<[^>]*>/g, ' ')
    .replace(/\s+/g, ' ')
    .slice(0, 400)
