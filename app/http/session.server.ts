import { redirect } from '@remix-run/node'
import { env } from '#app/env.server.ts'
import { returnPath } from '#app/domain/account/return-path.ts'
import { localize } from '#app/i18n/locale.ts'
import type { Context } from '#app/services/shared/context.server.ts'
import { sessionCookie, type Toast, toastHeader } from './cookies.server.ts'
import { paths } from './paths.ts'

/** Where the person wanted to go before they had to sign in; their desk otherwise. */
export const wantedPage = (ctx: Context, url: URL): string =>
  returnPath(url.searchParams.get('to')) ?? localize(paths.desk(), ctx.locale)

/** `path` with the wanted page carried along. */
export function withWanted(ctx: Context, path: string, url: URL): string {
  const to = returnPath(url.searchParams.get('to'))
  return localize(path, ctx.locale) + (to === undefined ? '' : `?to=${encodeURIComponent(to)}`)
}

export const sessionHeader = (token: string): Promise<string> => sessionCookie().serialize(token)

/** Hands the session over and goes on; `toast`: what is said there. */
export async function enterSession(token: string, to: string, toast?: string): Promise<Response> {
  const headers = new Headers({ 'Set-Cookie': await sessionHeader(token) })
  if (toast !== undefined) headers.append('Set-Cookie', await toastHeader({ key: toast }))
  return redirect(to, { status: 303, headers })
}

/** Takes the cookie away, and what the browser kept of words that were not sent, and says so on the front page. */
export async function leaveSession(ctx: Context, toast: string, values?: Toast['values']): Promise<Response> {
  const headers = new Headers()
  headers.append('Set-Cookie', await sessionCookie().serialize('', { maxAge: 0 }))
  headers.append('Set-Cookie', await toastHeader({ key: toast, values }))
  headers.set('Clear-Site-Data', '"storage"')
  return redirect(localize(paths.home(), ctx.locale), { status: 303, headers })
}

export const userAgentOf = (request: Request): string => request.headers.get('User-Agent') ?? ''

/** Whether letters leave the site; without SMTP they are kept for the administrators. */
export const doesSendMail = (): boolean => env().mail.smtpUrl !== undefined

/** Links in letters begin here. */
export const publicUrl = (): string => env().server.publicUrl

/** Where copies of the database are kept, if they are. */
export const copiesDir = () => env().backup?.copies

/** What whoever reads the figures of the site must say; undefined where nobody may. */
export const metricsToken = () => env().server.metricsToken

export const searchEngine = () => env().search
