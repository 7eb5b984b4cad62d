import { networkOf } from '#app/domain/account/throttle.ts'
import { bearerOf } from '#app/domain/api-key/key-text.ts'
import { type ApiCaller, type ApiProblem, apiLimits } from '#app/domain/open-data/list/api.ts'
import { type ListName, listNames } from '#app/domain/open-data/list/names.ts'
import { wantedLanguage } from '#app/domain/open-data/list/wanted-language.ts'
import type { Locale } from '#app/i18n/locale.ts'
import type { MessageKey } from '#app/i18n/messages.ts'
import { translator, type Values } from '#app/i18n/translate.ts'
import { readKey } from '#app/services/api-key/read-key.server.ts'
import type { Context } from '#app/services/shared/context.server.ts'
import { countRequest } from '#app/services/shared/throttle.server.ts'
import { dataResponse } from '../open-data.server.ts'

type Status = 401 | 404 | 422 | 429
type Headers = Readonly<Record<string, string>>
type Sentence = readonly [key: MessageKey, values?: Values]

const cors = {
  'Access-Control-Allow-Origin': '*',
  'Access-Control-Expose-Headers': 'ETag, RateLimit, RateLimit-Policy, Retry-After, WWW-Authenticate',
}
/** What is read is the same for everybody; how it is counted is not. */
const vary = { Vary: 'Authorization' }

/** What is wrong, for programs and whoever reads their logs (RFC 9457). `errors`: of parameters. */
export class ApiRefusal extends Error {
  readonly status: Status
  readonly detail: Sentence
  readonly errors: readonly { parameter: string; detail: Sentence }[] | undefined
  constructor(status: Status, detail: Sentence, errors?: ApiRefusal['errors']) {
    super(detail[0])
    this.status = status
    this.detail = detail
    this.errors = errors
  }
}

/** Who asks, as it is counted: `isRefused` where a key was sent that opens nothing. */
async function callerOf(
  ctx: Context,
  authorization: string | null,
): Promise<{ as: ApiCaller; id: string; isRefused: boolean }> {
  const address = { as: 'address', id: networkOf(ctx.ip) } as const
  if (authorization === null) return { ...address, isRefused: false }
  const sent = bearerOf(authorization)
  const key = sent === undefined ? undefined : await readKey(ctx.db, sent)
  return key === undefined ? { ...address, isRefused: true } : { as: 'key', id: key.id, isRefused: false }
}

/**
 * One request to the API: counted by its key, without one by network; told how many are left (the headers of
 * draft-ietf-httpapi-ratelimit-headers), answered with JSON and its tag or with what is wrong. Pages of any site may read it.
 */
export async function answerApi(ctx: Context, request: Request, read: () => Promise<unknown>): Promise<Response> {
  if (request.method === 'OPTIONS')
    return new Response(null, {
      status: 204,
      headers: {
        ...cors,
        'Access-Control-Allow-Methods': 'GET, HEAD, OPTIONS',
        'Access-Control-Allow-Headers': 'Accept-Language, Authorization, If-None-Match',
        'Access-Control-Max-Age': '86400',
      },
    })
  const { as, id, isRefused } = await callerOf(ctx, request.headers.get('Authorization'))
  const { points, seconds } = apiLimits[as]
  const { left, endsIn } = await countRequest(ctx.db, apiLimits[as], id)
  const limits = {
    'RateLimit-Policy': `"${as}";q=${points};w=${seconds}`,
    RateLimit: `"${as}";r=${Math.max(0, left)};t=${endsIn}`,
  }
  try {
    if (left < 0) throw new ApiRefusal(429, [`openApi.problem.429.${as}`, { points, seconds, endsIn }])
    if (isRefused) throw new ApiRefusal(401, ['openApi.problem.401'])
    return dataResponse(request, JSON.stringify(await read()), 0, { ...cors, ...vary, ...limits })
  } catch (error) {
    if (!(error instanceof ApiRefusal)) throw error
    const locale = ctx.locale === 'en' ? 'en' : (wantedLanguage(request.headers.get('Accept-Language')) ?? ctx.locale)
    return problemResponse(error, locale, {
      ...limits,
      ...(error.status === 429 ? { 'Retry-After': String(endsIn) } : {}),
      ...(error.status === 401 ? { 'WWW-Authenticate': 'Bearer realm="api", error="invalid_token"' } : {}),
    })
  }
}

function problemResponse({ status, detail, errors }: ApiRefusal, locale: Locale, headers: Headers): Response {
  const t = translator(locale)
  const problem: ApiProblem = {
    type: 'about:blank',
    title: t(`openApi.answer.${status}`),
    status,
    detail: t(...detail),
    ...(errors === undefined
      ? {}
      : { errors: errors.map((each) => ({ parameter: each.parameter, detail: t(...each.detail) })) }),
  }
  return new Response(`${JSON.stringify(problem)}\n`, {
    status,
    headers: {
      ...cors,
      ...headers,
      Vary: `${vary.Vary}, Accept-Language`,
      'Content-Language': locale,
      'Content-Type': 'application/problem+json',
      'Cache-Control': 'no-store',
    },
  })
}

/** @throws ApiRefusal where there is no such list. */
export function listOf(name: string): ListName {
  const list = listNames.find((known) => known === name)
  if (list === undefined) throw new ApiRefusal(404, ['openApi.problem.noList', { lists: listNames.join(', ') }])
  return list
}
