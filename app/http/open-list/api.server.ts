import { networkOf } from '#app/domain/account/throttle.ts'
import { type ApiProblem, apiLimit } from '#app/domain/open-data/list/api.ts'
import { type ListName, listNames } from '#app/domain/open-data/list/names.ts'
import type { Context } from '#app/services/shared/context.server.ts'
import { countRequest } from '#app/services/shared/throttle.server.ts'
import { dataResponse } from '../open-data.server.ts'

const titles = {
  404: 'Not found',
  422: 'A parameter is not valid',
  429: 'Too many requests',
} as const satisfies Record<number, string>

type Headers = Readonly<Record<string, string>>
const cors = {
  'Access-Control-Allow-Origin': '*',
  'Access-Control-Expose-Headers': 'ETag, RateLimit, RateLimit-Policy, Retry-After',
}

/** What is wrong, for programs (RFC 9457). */
export class ApiRefusal extends Error {
  readonly status: keyof typeof titles
  readonly problem: ApiProblem
  constructor(status: keyof typeof titles, detail: string, errors?: ApiProblem['errors']) {
    super(detail)
    this.status = status
    this.problem = {
      type: 'about:blank',
      title: titles[status],
      status,
      detail,
      ...(errors === undefined ? {} : { errors }),
    }
  }
}

/**
 * One request to the API: counted by network, told how many are left (the headers of draft-ietf-httpapi-ratelimit-headers), answered with
 * JSON and its tag or with what is wrong. Pages of any site may read it.
 */
export async function answerApi(ctx: Context, request: Request, read: () => Promise<unknown>): Promise<Response> {
  if (request.method === 'OPTIONS')
    return new Response(null, {
      status: 204,
      headers: {
        ...cors,
        'Access-Control-Allow-Methods': 'GET, HEAD, OPTIONS',
        'Access-Control-Allow-Headers': 'If-None-Match',
        'Access-Control-Max-Age': '86400',
      },
    })
  const { points, seconds } = apiLimit
  const { left, endsIn } = await countRequest(ctx.db, apiLimit, networkOf(ctx.ip))
  const limits = {
    'RateLimit-Policy': `"address";q=${points};w=${seconds}`,
    RateLimit: `"address";r=${Math.max(0, left)};t=${endsIn}`,
  }
  try {
    if (left < 0)
      throw new ApiRefusal(429, `At most ${points} requests in ${seconds} seconds. Please go on in ${endsIn} s.`)
    return dataResponse(request, JSON.stringify(await read()), 0, { ...cors, ...limits })
  } catch (error) {
    if (!(error instanceof ApiRefusal)) throw error
    return problemResponse(error, error.status === 429 ? { ...limits, 'Retry-After': String(endsIn) } : limits)
  }
}

const problemResponse = ({ status, problem }: ApiRefusal, headers: Headers) =>
  new Response(`${JSON.stringify(problem)}\n`, {
    status,
    headers: { ...cors, ...headers, 'Content-Type': 'application/problem+json', 'Cache-Control': 'no-store' },
  })

/** @throws ApiRefusal where there is no such list. */
export function listOf(name: string): ListName {
  const list = listNames.find((known) => known === name)
  if (list === undefined)
    throw new ApiRefusal(404, `There is no list of this name. There are: ${listNames.join(', ')}.`)
  return list
}
