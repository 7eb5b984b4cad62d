import { z } from 'zod'

const cursor = z.uuid()

/** `?after=`: the last row of the page before; anything else means the first page. */
export function cursorOf(url: URL): string | undefined {
  const parsed = cursor.safeParse(url.searchParams.get('after'))
  return parsed.success ? parsed.data : undefined
}
