import type { Refusal } from '#app/domain/shared/outcome.ts'

const statusOf: Record<string, number> = {
  'sign-in': 401,
  forbidden: 403,
  'award.partial': 403,
  'not-found': 404,
  stale: 409,
  'too-large': 413,
  'too-many': 429,
  invalid: 422,
  busy: 503,
  'storage-full': 507,
  unreachable: 503,
}

export const statusOfRefusal = ({ code }: Refusal): number =>
  statusOf[code] ?? (code.endsWith('.stale') ? 409 : code.endsWith('.throttled') ? 429 : 422)

/** To throw: the page of the refusal, with its status. */
export const refusalResponse = (refusal: Refusal) => Response.json({ refusal }, { status: statusOfRefusal(refusal) })

/** A thing that is not there and a thing one may not see look the same. */
export const notFound = () => refusalResponse({ code: 'not-found' })
