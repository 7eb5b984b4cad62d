import { createCookie } from '@remix-run/node'
import { env } from '#app/env.server.ts'
import type { Values } from '#app/i18n/translate.ts'

// `__Host-` binds a cookie to this very host over https; plain http (a local trial) cannot carry it.
const shared = () => ({ path: '/', httpOnly: true, sameSite: 'lax' as const, secure: env().server.isHttps })
const named = (name: string) => (env().server.isHttps ? `__Host-${name}` : name)

/** Holds a 256-bit random token; the database knows only its SHA-256. */
export const sessionCookie = () => createCookie(named('session'), shared())

export type Toast = { key: string; values?: Values | undefined }
const toastCookie = () => createCookie(named('toast'), { ...shared(), maxAge: 60 })

export const readToast = async (request: Request): Promise<Toast | undefined> => {
  const value: unknown = await toastCookie().parse(request.headers.get('Cookie'))
  return typeof value === 'object' && value !== null && 'key' in value && typeof value.key === 'string'
    ? (value as Toast)
    : undefined
}
export const toastHeader = (toast: Toast): Promise<string> => toastCookie().serialize(toast)
export const clearToastHeader = (): Promise<string> => toastCookie().serialize('', { maxAge: 0 })
