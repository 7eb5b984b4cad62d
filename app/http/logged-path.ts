import { withoutLocale } from '#app/i18n/locale.ts'

/** Pages whose last part is a secret of one person's: whoever has the address may act. */
const secretPages = [
  '/reset',
  '/confirm',
  '/invitations',
  '/search/letters',
  '/follows/letters',
  '/voice',
  '/gifts',
  '/pledges',
  '/privacy/requests',
  '/volunteering/mine',
  '/volunteering/certificates',
] as const

const secretPageOf = (path: string) => secretPages.find((page) => path.startsWith(`${page}/`))

/** Whether a page (its path, without the language) is for whoever holds a secret: nobody keeps a copy of it. */
export const isSecretPage = (path: string): boolean => secretPageOf(path) !== undefined

/** An address as it may be written into a log: without its question, and without what only its holder knows. */
export function loggedPath(url: string): string {
  const pathname = url.replace(/^[a-z]+:\/\/[^/]*/i, '').replace(/[?#].*$/s, '')
  const path = withoutLocale(pathname)
  const secret = secretPageOf(path)
  return secret === undefined ? pathname.slice(0, 300) : `${secret}/…`
}
